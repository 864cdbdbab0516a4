/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws the diary page on one sheet: head, table, bars, notes. All lengths are
 * points. Letters become smaller where a page with many nights or long notes
 * would not fit otherwise; text that is too wide for its cell is drawn smaller,
 * not cut. Linked into the module. */
#include "paper/paper.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <gmodule.h>
#include <pango/pangocairo.h>

#define MARGIN 36.0
#define PNG_SCALE (150.0 / 72) /* 150 dots an inch */
#define FONT "Sans"
#define MOST_NOTE_LINES 12

static const double widths[] = { [PAPER_A4] = 595.28, [PAPER_LETTER] = 612 };
static const double heights[] = { [PAPER_A4] = 841.89, [PAPER_LETTER] = 792 };

typedef struct {
  cairo_t *cairo;
  const DiaryPage *page;
  double width;  /* between the margins */
  double bottom; /* where the lower margin begins */
  double row;    /* height of a night's row, in the table and in the bars */
  double y;      /* where the next thing goes */
} Sheet;

typedef enum { TO_LEFT, TO_RIGHT, TO_MIDDLE } Side;

static PangoLayout *new_layout(const Sheet *sheet, const char *text, double points, gboolean bold) {
  PangoLayout *layout = pango_cairo_create_layout(sheet->cairo);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string(bold ? FONT " Bold" : FONT);
  pango_font_description_set_absolute_size(font, points * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_text(layout, text, -1);
  return layout;
}

/* Draws one line of `text` in a cell of `width` at `x`, smaller where it is too wide, with `y` as the top of a line of
 * `points`. */
static void put(const Sheet *sheet, double x, double y, double width, Side side, double points, const char *text) {
  g_autoptr(PangoLayout) layout = new_layout(sheet, text, points, FALSE);
  int text_width = 0, text_height = 0;
  pango_layout_get_size(layout, &text_width, &text_height);
  const double natural = (double) text_width / PANGO_SCALE;
  const double scale = natural > width ? width / natural : 1;
  const double spare = width - natural * scale;
  cairo_save(sheet->cairo);
  cairo_move_to(sheet->cairo,
                x + (side == TO_LEFT    ? 0
                     : side == TO_RIGHT ? spare
                                        : spare / 2),
                y + (1 - scale) * points / 2);
  cairo_scale(sheet->cairo, scale, scale);
  pango_cairo_show_layout(sheet->cairo, layout);
  cairo_restore(sheet->cairo);
}

static void put_line(const Sheet *sheet, double x1, double y1, double x2, double y2, double thickness) {
  cairo_set_line_width(sheet->cairo, thickness);
  cairo_move_to(sheet->cairo, x1, y1);
  cairo_line_to(sheet->cairo, x2, y2);
  cairo_stroke(sheet->cairo);
}

/* Draws a paragraph as wide as the sheet, of at most `lines` lines, and moves on below it. */
static void put_paragraph(Sheet *sheet, double points, int lines, const char *text) {
  g_autoptr(PangoLayout) layout = new_layout(sheet, text, points, FALSE);
  int height = 0;
  pango_layout_set_width(layout, (int) (sheet->width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height(layout, -lines);
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_size(layout, NULL, &height);
  cairo_move_to(sheet->cairo, MARGIN, sheet->y);
  pango_cairo_show_layout(sheet->cairo, layout);
  sheet->y += (double) height / PANGO_SCALE;
}

static void draw_head(Sheet *sheet) {
  const DiaryPage *page = sheet->page;
  g_autoptr(PangoLayout) title = new_layout(sheet, page->title, 15, TRUE);
  cairo_move_to(sheet->cairo, MARGIN, sheet->y);
  pango_cairo_show_layout(sheet->cairo, title);
  put(sheet, MARGIN + sheet->width * 0.4, sheet->y + 6, sheet->width * 0.6, TO_RIGHT, 9, page->dates);
  sheet->y += 26;
  const double half = sheet->width / 2, name = 40;
  put(sheet, MARGIN, sheet->y, name, TO_LEFT, 9, _("Name"));
  put_line(sheet, MARGIN + name, sheet->y + 11, MARGIN + half - 12, sheet->y + 11, 0.5);
  put(sheet, MARGIN + half, sheet->y, name, TO_LEFT, 9, _("Born"));
  put_line(sheet, MARGIN + half + name, sheet->y + 11, MARGIN + sheet->width, sheet->y + 11, 0.5);
  sheet->y += 18;
  put_paragraph(sheet, 8, 2, page->how);
  sheet->y += 8;
}

/* The first column and those to be filled in by hand are wider than the others. */
static double share_of(int column) {
  return column == DIARY_MORNING ? 1.75 : column == DIARY_MEDICINE ? 1.4 : 1;
}

static void place_columns(const Sheet *sheet, double edges[N_DIARY_COLUMNS + 1]) {
  double sum = 0;
  for (int column = 0; column < N_DIARY_COLUMNS; column++)
    sum += share_of(column);
  edges[0] = MARGIN;
  for (int column = 0; column < N_DIARY_COLUMNS; column++)
    edges[column + 1] = edges[column] + sheet->width * share_of(column) / sum;
}

static double letters_of(const Sheet *sheet) {
  return MIN(8, sheet->row * 0.62);
}

static void draw_cells(Sheet *sheet, const double *edges, const char *const *cells) {
  const double points = letters_of(sheet);
  for (int column = 0; column < N_DIARY_COLUMNS; column++) {
    if (cells[column])
      put(sheet, edges[column] + 2, sheet->y + (sheet->row - points * 1.25) / 2, edges[column + 1] - edges[column] - 4,
          column == 0 ? TO_LEFT : TO_RIGHT, points, cells[column]);
  }
  sheet->y += sheet->row;
}

static void draw_headings(Sheet *sheet, const double *edges) {
  for (int column = 0; column < N_DIARY_COLUMNS; column++) {
    g_auto(GStrv) lines = g_strsplit(sheet->page->headings[column], "\n", 2);
    for (int line = 0; line < 2 && lines[line]; line++)
      put(sheet, edges[column] + 2, sheet->y + 2 + line * 9, edges[column + 1] - edges[column] - 4,
          column == 0 ? TO_LEFT : TO_RIGHT, 7, lines[line]);
  }
  sheet->y += 22;
}

static void draw_table(Sheet *sheet) {
  double edges[N_DIARY_COLUMNS + 1];
  const DiaryPage *page = sheet->page;
  place_columns(sheet, edges);
  const double top = sheet->y, right = edges[N_DIARY_COLUMNS];
  draw_headings(sheet, edges);
  put_line(sheet, MARGIN, sheet->y, right, sheet->y, 1);
  for (guint i = 0; i < page->rows->len; i++) {
    draw_cells(sheet, edges, (const char *const *) diary_page_row(page, i)->cells);
    put_line(sheet, MARGIN, sheet->y, right, sheet->y, i + 1 == page->rows->len ? 1 : 0.3);
  }
  draw_cells(sheet, edges, (const char *const *) page->means);
  draw_cells(sheet, edges, (const char *const *) page->lows);
  draw_cells(sheet, edges, (const char *const *) page->highs);
  put_line(sheet, MARGIN, sheet->y, right, sheet->y, 0.3);
  for (int column = 0; column <= N_DIARY_COLUMNS; column++)
    put_line(sheet, edges[column], top, edges[column], sheet->y, 0.3);
  put_line(sheet, MARGIN, top, right, top, 0.3);
  sheet->y += 14;
}

static void draw_bar(const Sheet *sheet, const DiaryBar *bar, double left, double minute) {
  const double gap = sheet->row * 0.2;
  cairo_rectangle(sheet->cairo, left + bar->from * minute, sheet->y + gap, (bar->to - bar->from) * minute,
                  sheet->row - 2 * gap);
  if (bar->state == DIARY_BAR_AWAKE)
    cairo_set_source_rgb(sheet->cairo, 1, 1, 1);
  cairo_fill_preserve(sheet->cairo);
  cairo_set_source_rgb(sheet->cairo, 0, 0, 0);
  cairo_set_line_width(sheet->cairo, 0.6);
  cairo_stroke(sheet->cairo);
}

static void draw_bars(Sheet *sheet) {
  const double label = 62, left = MARGIN + label, minute = (sheet->width - label) / DAYTIME_DAY_MINUTES;
  const double top = sheet->y + 11, points = letters_of(sheet);
  const DiaryPage *page = sheet->page;
  for (int hour = 0; hour <= 24; hour++) {
    const double x = left + hour * 60 * minute;
    g_autofree char *clock = g_strdup_printf("%02d", (DIARY_BAR_MINUTES / 60 + hour) % 24);
    if (hour % 2 == 0)
      put(sheet, x - 10, sheet->y, hour == 24 ? 14 : 20, TO_MIDDLE, 7, clock);
    put_line(sheet, x, top, x, top + sheet->row * page->rows->len, hour % 6 == 0 ? 0.6 : 0.2);
  }
  sheet->y = top;
  for (guint i = 0; i < page->rows->len; i++) {
    const DiaryRow *row = diary_page_row(page, i);
    put(sheet, MARGIN, sheet->y + (sheet->row - points * 1.25) / 2, label - 4, TO_LEFT, points,
        row->cells[DIARY_MORNING]);
    for (int bar = 0; bar < row->n_bars; bar++)
      draw_bar(sheet, &row->bars[bar], left, minute);
    sheet->y += sheet->row;
  }
  sheet->y += 4;
  put_paragraph(sheet, 7.5, 1, _("Black is asleep, white is awake in bed; no bar is out of bed, or not known."));
  sheet->y += 8;
}

static void draw_foot(Sheet *sheet) {
  const DiaryPage *page = sheet->page;
  double legends = 0;
  for (guint i = 0; i < page->legends->len; i++)
    legends += 22;
  for (guint i = 0; i < page->notes->len && i < MOST_NOTE_LINES && sheet->y < sheet->bottom - legends - 12; i++)
    put_paragraph(sheet, 8, 2, g_ptr_array_index(page->notes, i));
  sheet->y = MAX(sheet->y + 6, sheet->bottom - legends);
  for (guint i = 0; i < page->legends->len; i++)
    put_paragraph(sheet, 7, 2, g_ptr_array_index(page->legends, i));
}

/* What is left for rows when head, headings, axis, a few notes and the foot have theirs, for both blocks of rows. */
static double row_height(const DiaryPage *page, double height) {
  const double notes = MIN(page->notes->len, 6) * 11.0;
  const double room = height - 2 * MARGIN - 60 - 22 - 14 - 11 - 24 - 72 - notes;
  return MIN(room / (2.0 * page->rows->len + 3), 17);
}

static void draw_page(cairo_t *cairo, const DiaryPage *page, PaperSize size) {
  Sheet sheet = { .cairo = cairo,
                  .page = page,
                  .width = widths[size] - 2 * MARGIN,
                  .bottom = heights[size] - MARGIN,
                  .row = row_height(page, heights[size]),
                  .y = MARGIN };
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  draw_head(&sheet);
  draw_table(&sheet);
  draw_bars(&sheet);
  draw_foot(&sheet);
}

static cairo_status_t append(void *file, const unsigned char *bytes, unsigned int length) {
  g_byte_array_append(file, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *new_surface(PaperFormat format, PaperSize size, GByteArray *file) {
  switch (format) {
  case PAPER_PDF: return cairo_pdf_surface_create_for_stream(append, file, widths[size], heights[size]);
  case PAPER_SVG: return cairo_svg_surface_create_for_stream(append, file, widths[size], heights[size]);
  case PAPER_PNG: break;
  }
  return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int) (widths[size] * PNG_SCALE),
                                    (int) (heights[size] * PNG_SCALE));
}

static GByteArray *draw(const DiaryPage *page, PaperFormat format, PaperSize size) {
  GByteArray *file = g_byte_array_new();
  cairo_surface_t *surface = new_surface(format, size, file);
  if (format == PAPER_PDF) {
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4); /* which old readers have too */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, page->title);
  }
  cairo_t *cairo = cairo_create(surface);
  if (format == PAPER_PNG)
    cairo_scale(cairo, PNG_SCALE, PNG_SCALE);
  draw_page(cairo, page, size);
  cairo_show_page(cairo);
  gboolean drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(cairo);
  if (format == PAPER_PNG)
    drawn &= cairo_surface_write_to_png_stream(surface, append, file) == CAIRO_STATUS_SUCCESS;
  cairo_surface_finish(surface);
  drawn &= cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(surface);
  if (drawn)
    return file;
  g_byte_array_unref(file);
  return NULL;
}

/* --- the interface --- */

gconstpointer winddown_module(void);

G_MODULE_EXPORT gconstpointer winddown_module(void) {
  static const PaperModule module = { .version = PAPER_VERSION, .draw = draw };
  return &module;
}
