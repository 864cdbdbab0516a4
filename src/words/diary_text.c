/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The diary page as text for a terminal, as rows for a spreadsheet and as one
 * file for a browser. Nothing is calculated here. */
#include "words/diary_page.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BAR_CELLS 48 /* half an hour each */

/* --- text --- */

/* The columns that a terminal shows: those to be filled in by hand have no use there. */
static gboolean is_on_screen(int column) {
  return column != DIARY_NAPS && column != DIARY_MEDICINE;
}

static char *heading_line(const DiaryPage *page, int column, int line) {
  g_auto(GStrv) lines = g_strsplit(page->headings[column], "\n", 2);
  return g_strdup(lines[line] ? lines[line] : "");
}

static int width_of(const char *cell) {
  return cell ? text_width(cell) : 0;
}

/* How wide each column is: as its widest cell. */
static void measure(const DiaryPage *page, int widths[N_DIARY_COLUMNS]) {
  for (int column = 0; column < N_DIARY_COLUMNS; column++) {
    widths[column] = MAX(MAX(width_of(page->means[column]), width_of(page->lows[column])),
                         width_of(page->highs[column]));
    for (int line = 0; line < 2; line++) {
      g_autofree char *heading = heading_line(page, column, line);
      widths[column] = MAX(widths[column], text_width(heading));
    }
    for (guint i = 0; i < page->rows->len; i++) {
      widths[column] = MAX(widths[column], width_of(diary_page_row(page, i)->cells[column]));
    }
  }
}

/* Adds one line of cells (each may be NULL), the first to the left and the others to the right. */
static void add_cells(GString *text, const int widths[N_DIARY_COLUMNS], char *const cells[N_DIARY_COLUMNS]) {
  g_autoptr(GString) line = g_string_new(NULL);
  for (int column = 0; column < N_DIARY_COLUMNS; column++) {
    const char *cell = cells[column] ? cells[column] : "";
    const int room = widths[column] - text_width(cell);
    if (!is_on_screen(column))
      continue;
    if (column == 0)
      g_string_append_printf(line, "%s%*s", cell, room, "");
    else
      g_string_append_printf(line, "  %*s%s", room, "", cell);
  }
  g_string_append_printf(text, "%s\n", g_strchomp(line->str));
}

static void add_headings(GString *text, const DiaryPage *page, const int widths[N_DIARY_COLUMNS]) {
  for (int line = 0; line < 2; line++) {
    char *cells[N_DIARY_COLUMNS];
    for (int column = 0; column < N_DIARY_COLUMNS; column++)
      cells[column] = heading_line(page, column, line);
    add_cells(text, widths, cells);
    for (int column = 0; column < N_DIARY_COLUMNS; column++)
      g_free(cells[column]);
  }
}

/* Which state most of that half hour is in; NULL: out of bed. */
static const DiaryBar *bar_at(const DiaryRow *row, int cell) {
  const int middle = cell * DAYTIME_DAY_MINUTES / BAR_CELLS + DAYTIME_DAY_MINUTES / BAR_CELLS / 2;
  for (int i = 0; i < row->n_bars; i++) {
    if (middle >= row->bars[i].from && middle < row->bars[i].to)
      return &row->bars[i];
  }
  return NULL;
}

static void add_bars(GString *text, const DiaryPage *page, int label, gboolean ascii) {
  g_string_append_printf(text, "\n%*s", label + 2, "");
  for (int hour = 0; hour < 24; hour += 2)
    g_string_append_printf(text, "%02d  ", (DIARY_BAR_MINUTES / 60 + hour) % 24);
  g_string_truncate(text, text->len - 2);
  g_string_append_c(text, '\n');
  for (guint i = 0; i < page->rows->len; i++) {
    const DiaryRow *row = diary_page_row(page, i);
    g_autofree char *name = text_pad(row->cells[DIARY_MORNING], label + 2);
    g_string_append(text, name);
    for (int cell = 0; cell < BAR_CELLS; cell++) {
      const DiaryBar *bar = bar_at(row, cell);
      const char *sleep = ascii ? "#" : "█", *awake = ascii ? "-" : "░", *out = ascii ? "." : "·";
      g_string_append(text, !bar ? out : bar->state == DIARY_BAR_SLEEP ? sleep : awake);
    }
    g_string_append_c(text, '\n');
  }
  g_string_append(text, ascii ? _("#  asleep   -  awake in bed   .  out of bed, or not known\n")
                              : _("█  asleep   ░  awake in bed   ·  out of bed, or not known\n"));
}

static void add_wrapped(GString *text, const GPtrArray *lines) {
  for (guint i = 0; i < lines->len; i++) {
    g_auto(GStrv) wrapped = text_wrap(g_ptr_array_index(lines, i), 100);
    for (char **line = wrapped; *line; line++)
      g_string_append_printf(text, "%s\n", *line);
  }
}

char *diary_page_text(const DiaryPage *page, gboolean ascii) {
  int widths[N_DIARY_COLUMNS];
  GString *text = g_string_new(NULL);
  measure(page, widths);
  g_string_append_printf(text, "%s   %s\n%s\n\n", page->title, page->dates, page->how);
  add_headings(text, page, widths);
  for (guint i = 0; i < page->rows->len; i++)
    add_cells(text, widths, diary_page_row(page, i)->cells);
  add_cells(text, widths, page->means);
  add_cells(text, widths, page->lows);
  add_cells(text, widths, page->highs);
  add_bars(text, page, widths[DIARY_MORNING], ascii);
  if (page->notes->len > 0)
    g_string_append_c(text, '\n');
  add_wrapped(text, page->notes);
  g_string_append_c(text, '\n');
  add_wrapped(text, page->legends);
  return g_string_free(text, FALSE);
}

/* --- CSV --- */

static const char *const csv_names[N_DIARY_COLUMNS] = {
  "morning", "lights_out", "asleep_after", "wakings", "awake",    "woke",     "up",      "in_bed",
  "asleep",  "efficiency", "quality",      "rested",  "naps_min", "caffeine", "alcohol", "medicine",
};

static void add_field(GString *text, const char *field) {
  if (!field || !strpbrk(field, ",\"\r\n")) {
    g_string_append(text, field ? field : "");
    return;
  }
  g_auto(GStrv) parts = g_strsplit(field, "\"", -1);
  g_autofree char *doubled = g_strjoinv("\"\"", parts);
  g_string_append_printf(text, "\"%s\"", doubled);
}

/* Numbers as they are, lengths in minutes, times of day as "23:10", dates as "2026-11-24", marks as in JSON. */
static char *csv_cell(const DiaryRow *row, int column) {
  if (column == DIARY_MORNING)
    return daytime_format_day(row->night + 1);
  if (isnan(row->values[column]))
    return NULL;
  if (column == DIARY_CAFFEINE || column == DIARY_ALCOHOL)
    return g_strdup(mark_name((Mark) row->values[column]));
  if (column == DIARY_IN_BED || column == DIARY_ASLEEP)
    return g_strdup_printf("%ld", lround(row->values[column]));
  return g_strdup(row->cells[column]);
}

char *diary_page_csv(const DiaryPage *page) {
  GString *text = g_string_new(NULL);
  for (int column = 0; column < N_DIARY_COLUMNS; column++)
    g_string_append_printf(text, "%s%s", column > 0 ? "," : "", csv_names[column]);
  g_string_append(text, ",note\r\n");
  for (guint i = 0; i < page->rows->len; i++) {
    const DiaryRow *row = diary_page_row(page, i);
    for (int column = 0; column < N_DIARY_COLUMNS; column++) {
      g_autofree char *cell = csv_cell(row, column);
      if (column > 0)
        g_string_append_c(text, ',');
      add_field(text, cell);
    }
    g_string_append_c(text, ',');
    add_field(text, row->note);
    g_string_append(text, "\r\n");
  }
  return g_string_free(text, FALSE);
}

/* --- HTML --- */

static const char style[] =
    "body{font:10pt sans-serif;color:#000;background:#fff;max-width:60em;margin:1em auto;padding:0 1em}"
    "h1{font-size:14pt;margin:0}table{border-collapse:collapse;width:100%;margin:.8em 0}"
    "th,td{border:1px solid #999;padding:.15em .3em;text-align:right;font-size:8.5pt;white-space:pre-line}"
    "th:first-child,td:first-child{text-align:left;white-space:nowrap}tfoot td{border-top:2px solid #000}"
    "svg{width:100%}p{margin:.3em 0;font-size:9pt}@page{margin:12mm}@media print{body{margin:0;max-width:none}}";

/* `text` may be NULL; a line feed in it is a line break. */
static void add_tag(GString *html, const char *tag, const char *text) {
  g_autofree char *safe = g_markup_escape_text(text ? text : "", -1);
  g_string_append_printf(html, "<%s>%s</%s>", tag, safe, tag);
}

static void add_row(GString *html, const char *tag, const char *const cells[N_DIARY_COLUMNS]) {
  g_string_append(html, "<tr>");
  for (int column = 0; column < N_DIARY_COLUMNS; column++)
    add_tag(html, tag, cells[column]);
  g_string_append(html, "</tr>\n");
}

static void add_svg(GString *html, const DiaryPage *page) {
  const int label = 120, step = 22, width = label + DAYTIME_DAY_MINUTES, height = step * ((int) page->rows->len + 1);
  g_string_append_printf(html, "<svg viewBox=\"0 0 %d %d\" font-size=\"15\" font-family=\"sans-serif\">\n", width + 20,
                         height + 4);
  for (int hour = 0; hour <= 24; hour += 2) {
    const int x = label + hour * 60;
    g_string_append_printf(html,
                           "<text x=\"%d\" y=\"14\" text-anchor=\"middle\">%02d</text>"
                           "<path d=\"M%d 18V%d\" stroke=\"#bbb\"/>\n",
                           x, (DIARY_BAR_MINUTES / 60 + hour) % 24, x, height);
  }
  for (guint i = 0; i < page->rows->len; i++) {
    const DiaryRow *row = diary_page_row(page, i);
    const int y = step * ((int) i + 1);
    g_autofree char *name = g_markup_escape_text(row->cells[DIARY_MORNING], -1);
    g_string_append_printf(html, "<text x=\"0\" y=\"%d\">%s</text>", y + 16, name);
    for (int bar = 0; bar < row->n_bars; bar++)
      g_string_append_printf(html, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"%s\" stroke=\"#000\"/>",
                             label + row->bars[bar].from, y + 3, row->bars[bar].to - row->bars[bar].from,
                             row->bars[bar].state == DIARY_BAR_SLEEP ? "#000" : "#fff");
    g_string_append_c(html, '\n');
  }
  g_string_append(html, "</svg>\n");
}

char *diary_page_html(const DiaryPage *page) {
  GString *html = g_string_new("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">");
  add_tag(html, "title", page->title);
  g_string_append_printf(html, "<style>%s</style></head><body>\n", style);
  add_tag(html, "h1", page->title);
  add_tag(html, "p", page->dates);
  add_tag(html, "p", page->how);
  g_string_append(html, "<table><thead>");
  add_row(html, "th", page->headings);
  g_string_append(html, "</thead><tbody>\n");
  for (guint i = 0; i < page->rows->len; i++)
    add_row(html, "td", (const char *const *) diary_page_row(page, i)->cells);
  g_string_append(html, "</tbody><tfoot>");
  add_row(html, "td", (const char *const *) page->means);
  add_row(html, "td", (const char *const *) page->lows);
  add_row(html, "td", (const char *const *) page->highs);
  g_string_append(html, "</tfoot></table>\n");
  add_svg(html, page);
  add_tag(html, "p", _("Black is asleep, white is awake in bed; no bar is out of bed, or not known."));
  for (guint i = 0; i < page->notes->len; i++)
    add_tag(html, "p", g_ptr_array_index(page->notes, i));
  for (guint i = 0; i < page->legends->len; i++)
    add_tag(html, "p", g_ptr_array_index(page->legends, i));
  g_string_append(html, "</body></html>\n");
  return g_string_free(html, FALSE);
}
