/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Under the list: why the selected step is there. Beside it: what tonight has
 * come to, and the last nights as lines from lights out to waking. What was not
 * told is left blank. */
#include "tui/tonight/tonight.h"

#include "base/daytime.h"
#include "base/text.h"
#include "planning/schedule.h"
#include "review/streak.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/plot.h"
#include "tui/canvas/rested_chart.h"
#include "tui/canvas/weeks.h"
#include "words/words.h"

#include <glib/gi18n.h>

#include <string.h>

enum {
  SHARE = 4,
  NIGHTS = 7,        /* that are shown before tonight */
  LABEL_COLUMNS = 8, /* "Tue 17" */
  RATING_COLUMNS = 7,
  RATING_BEST = 5,
  DAY_SECONDS = 86400,
  HOUR_SECONDS = 3600,
  SIDE_COLUMNS = 38, /* and with a third column beside it */
  SIDE_WIDE_COLUMNS = 50,
  THIRD_GAP = 8,
  THIRD_LEAST = 50,
};

static const Step *selected_step(const TonightPicture *picture) {
  const PlanStep *planned = tonight_selected(picture);
  return planned ? routine_step(picture->evening->routine, planned->id) : NULL;
}

typedef struct {
  char *text;
  Role role;
} DetailText;

static void detail_text_clear(gpointer data) {
  g_free(((DetailText *) data)->text);
}

static gboolean ends_alone(char *const *lines, guint n, int columns) {
  return n > 1 && text_width(lines[n - 1]) * SHARE < columns;
}

/* Where a word or two would stand alone in the last line, the others give it some, as long as that takes no line more.
 */
static GStrv wrap_evenly(const char *text, int columns) {
  g_auto(GStrv) wrapped = text_wrap(text, columns);
  const guint n = g_strv_length(wrapped);
  for (int width = columns - 1; width > columns / 2 && ends_alone(wrapped, n, columns); width--) {
    g_auto(GStrv) narrower = text_wrap(text, width);
    if (g_strv_length(narrower) != n)
      break;
    g_strfreev(wrapped);
    wrapped = g_steal_pointer(&narrower);
  }
  return g_steal_pointer(&wrapped);
}

static void add_wrapped(GArray *lines, const char *text, int columns, Role role) {
  g_auto(GStrv) wrapped = wrap_evenly(text, columns);
  for (gsize i = 0; wrapped[i]; i++) {
    const DetailText line = { .text = g_strdup(wrapped[i]), .role = role };
    g_array_append_val(lines, line);
  }
}

/* The lines (of DetailText) on the selected step. */
static GArray *detail_lines(const TonightPicture *picture, int columns) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(DetailText));
  const Step *step = selected_step(picture);
  g_array_set_clear_func(lines, detail_text_clear);
  if (!step || columns < 1)
    return lines;
  g_autofree char *source = words_source(step);
  if (step->why)
    add_wrapped(lines, step->why, columns, ROLE_DIM);
  if (source)
    add_wrapped(lines, source, columns, ROLE_FAINT);
  /* Who has to ask first; the whole of it is too long for every evening, and is in "winddown why". */
  if (step_is_supplement(step))
    add_wrapped(lines, _("With kidney disease, pregnancy or medicines: ask first."), columns, ROLE_FAINT);
  return lines;
}

int tonight_detail_height(const TonightPicture *picture, int columns) {
  g_autoptr(GArray) lines = detail_lines(picture, columns);
  return (int) lines->len;
}

static int draw_lines(Canvas *canvas, const GArray *lines, const DetailPlace *place) {
  int row = place->row;
  for (guint i = 0; i < lines->len && row < place->end_row; i++, row++) {
    const DetailText *line = &g_array_index(lines, DetailText, i);
    canvas_put(canvas, row, place->column, line->role, line->text, place->end_column - place->column);
  }
  return row;
}

void tonight_detail_draw(Canvas *canvas, const TonightPicture *picture, const DetailPlace *place) {
  g_autoptr(GArray) lines = detail_lines(picture, place->end_column - place->column);
  (void) draw_lines(canvas, lines, place);
}

/* A place on the right. */
typedef struct {
  int row, column, end_column, end_row;
} SidePlace;

/* "Tonight ● ○ ○  1 of 6 done", and what keeping to bedtime is worth. */
static int draw_tonight(Canvas *canvas, const TonightPicture *picture, const SidePlace *place) {
  const Evening *evening = picture->evening;
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const guint done = evening->agenda->done, of = evening->agenda->of;
  g_autofree char *count = g_strdup_printf(_("%u of %u done"), done, of);
  const int end = place->end_column - text_width(count) - 1;
  int column = canvas_put(canvas, place->row, place->column, ROLE_TEXT, _("Tonight"), 0) + 2;
  for (guint i = 0; i < of && column < end; i++, column += 2) {
    canvas_put(canvas, place->row, column, i < done ? ROLE_ACCENT : ROLE_DIM, i < done ? glyphs->now : glyphs->open, 1);
    if (i < done)
      canvas_ink(canvas, place->row, column, PAINT_LAMP);
  }
  canvas_put_right(canvas, place->row, place->end_column, ROLE_DIM, count);
  if (evening->now >= evening->plan->bed)
    return place->row + 2;
  g_autofree char *bed = daytime_clock(evening->plan->bed, evening->zone);
  g_autofree char *length = words_length((int) ((evening->plan->wake - evening->plan->bed) / 60));
  g_autofree char *worth = g_strdup_printf(_("Lights out by %s leaves you %s."), bed, length);
  canvas_put(canvas, place->row + 1, place->column, ROLE_FAINT, worth, place->end_column - place->column);
  return place->row + 3;
}

/* Seconds from the midnight of the night's date, as the clock showed it. */
static gint64 since_midnight(const HistoryNight *night, gint64 instant) {
  return instant + night->offset - ((gint64) night->night - DAYTIME_UNIX_DAY) * DAY_SECONDS;
}

/* The hours that seven nights need, in seconds from midnight of their date. */
typedef struct {
  gint64 from, to;
} NightSpan;

static void stretch(NightSpan *span, gint64 seconds) {
  span->from = MIN(span->from, seconds);
  span->to = MAX(span->to, seconds);
}

static gint64 woke_at(const HistoryNight *night) {
  return night->woke > 0 ? night->woke : night->up;
}

static NightSpan span_of(const History *history, Night tonight) {
  NightSpan span = { G_MAXINT64, 0 };
  for (guint i = history_first_from(history, tonight - NIGHTS); i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (night->night >= tonight)
      break;
    stretch(&span, since_midnight(night, night->bed));
    stretch(&span, since_midnight(night, night->wake));
    if (night->lights_out > 0)
      stretch(&span, since_midnight(night, night->lights_out));
    if (woke_at(night) > 0)
      stretch(&span, since_midnight(night, woke_at(night)));
  }
  return (NightSpan){ span.from / HOUR_SECONDS * HOUR_SECONDS, (span.to / HOUR_SECONDS + 1) * HOUR_SECONDS };
}

typedef struct {
  Canvas *canvas;
  const NightSpan *span;
  int column, columns; /* of the lines */
  int end;             /* of the ratings */
} NightLines;

static double column_in(const NightLines *lines, gint64 seconds) {
  return (double) (seconds - lines->span->from) / (double) (lines->span->to - lines->span->from) * lines->columns;
}

static void draw_hour_heads(const NightLines *lines, int row) {
  for (gint64 at = lines->span->from; at < lines->span->to; at += HOUR_SECONDS) {
    const int hour = (int) (at / HOUR_SECONDS) % 24;
    if ((hour + 1) % 4 != 0)
      continue;
    g_autofree char *text = g_strdup_printf("%02d", hour);
    canvas_put(lines->canvas, row, lines->column + (int) column_in(lines, at), ROLE_FAINT, text, 0);
  }
  canvas_put_right(lines->canvas, row, lines->end, ROLE_FAINT, _("rested"));
}

static void draw_planned(const NightLines *lines, int row, gint64 seconds) {
  const int column = MIN((int) column_in(lines, seconds), lines->columns - 1);
  canvas_put(lines->canvas, row, lines->column + column, ROLE_FAINT, canvas_glyphs(lines->canvas)->running, 1);
}

static void draw_night(const NightLines *lines, int row, const HistoryNight *night) {
  draw_planned(lines, row, since_midnight(night, night->bed));
  draw_planned(lines, row, since_midnight(night, night->wake));
  if (night->lights_out > 0 && woke_at(night) > night->lights_out)
    plot_sleep(lines->canvas, &(PlotPlace){ row, lines->column, lines->columns, 1 },
               column_in(lines, since_midnight(night, night->lights_out)),
               column_in(lines, since_midnight(night, woke_at(night))));
  for (int i = 0; night->rested > 0 && i < RATING_BEST; i++) {
    const gboolean filled = i < night->rested;
    const int column = lines->end - RATING_BEST + i;
    canvas_put(lines->canvas, row, column,
               !filled             ? ROLE_FAINT
               : night->rested > 3 ? ROLE_ACCENT
                                   : ROLE_DIM,
               filled ? canvas_glyphs(lines->canvas)->now : "·", 1);
    if (filled && night->rested > 3)
      canvas_ink(lines->canvas, row, column, PAINT_LAMP);
  }
}

static void draw_kept(Canvas *canvas, const TonightPicture *picture, const SidePlace *place) {
  const Night tonight = picture->evening->plan->night;
  const NightCounts counts = streak_nights(picture->history, tonight - NIGHTS,
                                           night_before(tonight, picture->evening->zone), &picture->rules);
  if (counts.judged == 0)
    return;
  g_autofree char *nights = g_strdup_printf(
      ngettext("%d of %d night kept", "%d of %d nights kept", (gulong) counts.judged), counts.kept, counts.judged);
  canvas_put(canvas, place->row, place->column, ROLE_TEXT, nights, 0);
  const Streak streak = streak_routine(picture->history, &picture->rules);
  if (streak.current < STREAK_SHOWN_FROM)
    return;
  g_autofree char *run = g_strdup_printf(_("%d in a row"), streak.current);
  canvas_put_right(canvas, place->row, place->end_column, ROLE_TEXT, run);
}

/* The nights before tonight, a row each, oldest first. */
static int draw_nights(Canvas *canvas, const TonightPicture *picture, const SidePlace *place) {
  const Night tonight = picture->evening->plan->night;
  const History *history = picture->history;
  const guint first = history ? history_first_from(history, tonight - NIGHTS) : 0;
  if (!history || first >= history->nights->len || history_night(history, first)->night >= tonight ||
      place->row + NIGHTS + 4 > place->end_row)
    return place->row;
  const NightSpan span = span_of(history, tonight);
  const NightLines lines = { canvas, &span, place->column + LABEL_COLUMNS,
                             place->end_column - place->column - LABEL_COLUMNS - RATING_COLUMNS, place->end_column };
  canvas_put(canvas, place->row, place->column, ROLE_TEXT, _("Last seven nights"), 0);
  draw_hour_heads(&lines, place->row + 1);
  for (int i = 0; i < NIGHTS; i++) {
    const Night night = tonight - NIGHTS + (Night) i;
    g_autofree char *date = daytime_format_day(night);
    g_autofree char *label = g_strdup_printf("%s %s", words_weekday_short(daytime_weekday(night)),
                                             date + strlen("2026-11-"));
    canvas_put(canvas, place->row + 2 + i, place->column, ROLE_DIM, label, LABEL_COLUMNS - 1);
    const HistoryNight *known = weeks_night(history, night);
    if (known)
      draw_night(&lines, place->row + 2 + i, known);
  }
  draw_kept(canvas, picture, &(SidePlace){ place->row + NIGHTS + 3, place->column, place->end_column, place->end_row });
  return place->row + NIGHTS + 5;
}

/* The weeks before tonight and how rested they were, where there is a third column. */
static void draw_weeks(Canvas *canvas, const TonightPicture *picture, const SidePlace *place) {
  const History *history = picture->history;
  if (!history || history->nights->len == 0 || place->row + WEEKS_HEAT_ROWS + 2 > place->end_row)
    return;
  const Night to = picture->evening->plan->night, first = history_night(history, 0)->night;
  if (first == to)
    return;
  const WeeksSubject subject = { history, picture->rules, NIGHT_NONE, NULL };
  const int columns = place->end_column - place->column;
  const Weeks weeks = weeks_new(first, to, NIGHT_NONE, columns - WEEKS_LABEL_COLUMNS, 3);
  weeks_draw_heat(canvas, place->row, place->column, &weeks, &subject);
  weeks_draw_legend(canvas, place->row + WEEKS_HEAT_ROWS + 1, place->column + WEEKS_LABEL_COLUMNS, place->end_column);
  const int chart = place->row + WEEKS_HEAT_ROWS + 3;
  if (chart + RESTED_CHART_ROWS <= place->end_row)
    rested_chart_draw(canvas, chart, place->column, columns, &weeks, history);
}

void tonight_side_draw(Canvas *canvas, const TonightPicture *picture, int row, int column, int end_row) {
  const gboolean third = layout_end(canvas) - column >= SIDE_WIDE_COLUMNS + THIRD_GAP + THIRD_LEAST;
  const int end = third ? column + SIDE_WIDE_COLUMNS : MIN(layout_end(canvas), column + SIDE_WIDE_COLUMNS);
  SidePlace place = { row, column, end, end_row };
  place.row = draw_tonight(canvas, picture, &place);
  place.row = draw_nights(canvas, picture, &place);
  if (third)
    draw_weeks(canvas, picture, &(SidePlace){ row, end + THIRD_GAP, layout_end(canvas), end_row });
  else if (place.row + WEEKS_HEAT_ROWS + 3 <= end_row)
    draw_weeks(canvas, picture, &place);
}

int tonight_side_columns(const Canvas *canvas) {
  return canvas_columns(canvas) >= LAYOUT_ROOMY_COLUMNS + SIDE_WIDE_COLUMNS - SIDE_COLUMNS ? SIDE_WIDE_COLUMNS
                                                                                           : SIDE_COLUMNS;
}
