/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/timeline.h"

#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/layout.h"

#include <glib/gi18n.h>

#include <string.h>

/* The line shows at least this much before bedtime, and begins at a half hour before that. */
enum { LEAST_SECONDS = 150 * 60, HALF_HOUR = 1800, LABEL_GAP = 2, HOUR_GAP = 4, CLOCK_WIDTH = 5, TITLE_GAP = 3 };

#define BAND_GLYPH "·"

typedef struct {
  Canvas *canvas;
  const Glyphs *glyphs;
  const TimelinePlace *place;
  const Evening *evening;
  gint64 from, to;
  char *taken; /* a flag for each column of the label row, those of the gap included */
} Timeline;

gint64 timeline_start(const Evening *evening) {
  const gint64 least = evening->plan->bed - LEAST_SECONDS;
  if (evening->now >= least)
    return least;
  const int past_half_hour = daytime_minutes_of(evening->now, evening->zone) % 30;
  return MAX(evening->plan->start, evening->now - evening->now % 60 - past_half_hour * 60);
}

/* The column (from 0) of an instant; outside the line where it lies outside the window. */
static int column_of(const Timeline *line, gint64 instant) {
  const double share = (double) (instant - line->from) / (double) MAX(line->to - line->from, 1);
  const double column = share * (line->place->columns - 1);
  return (int) (column < 0 ? column - 0.5 : column + 0.5);
}

static const PlanStep *step_at(const Timeline *line, guint index) {
  return g_ptr_array_index(line->evening->plan->steps, index);
}

static void put(const Timeline *line, int column, Role role, const char *glyph) {
  if (column >= 0 && column < line->place->columns)
    canvas_fill(line->canvas, line->place->row + 1, line->place->column + column, 1, role, glyph);
}

static void fill(const Timeline *line, int from, int to, Role role, const char *glyph) {
  for (int column = MAX(from, 0); column <= MIN(to, line->place->columns - 1); column++)
    put(line, column, role, glyph);
}

/* Whether the line marks the step: it begins within the window and is not answered or hidden. */
static gboolean is_marked(const Timeline *line, guint index) {
  const AgendaState state = agenda_row(line->evening->agenda, index)->state;
  const PlanStep *step = step_at(line, index);
  return state != AGENDA_HIDDEN && state != AGENDA_LEFT_OUT && state != AGENDA_ANSWERED && step->at >= line->from &&
         step->at < line->to;
}

static void draw_span(const Timeline *line, guint index) {
  const PlanStep *step = step_at(line, index);
  if (!is_marked(line, index) || step->kind == STEP_DO)
    return;
  fill(line, column_of(line, step->at), column_of(line, step->until), ROLE_DIM,
       step->kind == STEP_AVOID ? line->glyphs->bar_avoid : line->glyphs->bar_guided);
}

static void draw_bar(const Timeline *line) {
  const guint n = line->evening->plan->steps->len;
  const int last = line->place->columns - 1;
  fill(line, 0, last, ROLE_DIM, line->glyphs->bar_coming);
  for (guint i = 0; i < n; i++)
    draw_span(line, i);
  for (guint i = 0; i < n; i++) {
    if (is_marked(line, i))
      put(line, column_of(line, step_at(line, i)->at), ROLE_DIM, line->glyphs->bar_step);
  }
  const int now = column_of(line, line->evening->now);
  put(line, last, ROLE_DIM, line->glyphs->bar_end);
  fill(line, 0, now - 1, ROLE_FAINT, line->glyphs->bar_gone);
  put(line, CLAMP(now, 0, last), ROLE_ACCENT, line->glyphs->now);
}

static gboolean is_free(const Timeline *line, int column, int width) {
  if (column < 0 || column + width > line->place->columns)
    return FALSE;
  for (int i = MAX(column - LABEL_GAP, 0); i < MIN(column + width + LABEL_GAP, line->place->columns); i++) {
    if (line->taken[i])
      return FALSE;
  }
  return TRUE;
}

static void take(const Timeline *line, int column, int width, gboolean taken) {
  memset(line->taken + column, taken, (gsize) width);
}

/* A label stands at its mark; over a longer span in its middle. */
static int label_column(const Timeline *line, const PlanStep *step, int width) {
  const int begin = column_of(line, step->at);
  const int middle = (begin + MIN(column_of(line, step->until), line->place->columns - 1)) / 2;
  return MAX(begin, middle - (width + 1) / 2);
}

/* Where the mark's own place is taken, a label may stand anywhere over its span, as far from its neighbours as that
 * goes. -1: nowhere. */
static int displaced_column(const Timeline *line, const PlanStep *step, int width) {
  int first = -1, last = -1;
  for (int column = column_of(line, step->at); column <= column_of(line, step->until); column++) {
    if (!is_free(line, column, width))
      continue;
    first = first < 0 ? column : first;
    last = column;
  }
  return first < 0 ? -1 : (first + last + 1) / 2;
}

/* Whether a label is wanted: what is over or answered needs none, and a stretch from before the window has its row. */
static gboolean is_labelled(const Timeline *line, guint index) {
  const AgendaState state = agenda_row(line->evening->agenda, index)->state;
  const PlanStep *step = step_at(line, index);
  if (state == AGENDA_HIDDEN || state == AGENDA_LEFT_OUT || state == AGENDA_ANSWERED || state == AGENDA_OPEN)
    return FALSE;
  return step->at >= line->from && step->at < line->to;
}

/* What stands above a step's mark. */
typedef struct {
  int column;
  const char *text; /* NULL: nothing */
} Label;

typedef int (*LabelPlace)(const Timeline *line, const PlanStep *step, int width);

static gboolean try_label(const Timeline *line, guint index, LabelPlace place, const char *text, Label *label) {
  const int width = text_width(text);
  const int column = place(line, step_at(line, index), width);
  if (column < 0 || !is_free(line, column, width))
    return FALSE;
  take(line, column, width, TRUE);
  *label = (Label){ column, text };
  return TRUE;
}

static void place_label(const Timeline *line, guint index, LabelPlace place, Label *labels) {
  if (!labels[index].text && is_labelled(line, index))
    (void) try_label(line, index, place, step_at(line, index)->short_title, &labels[index]);
}

/* The whole title where it has room beside all the others. */
static void lengthen_label(const Timeline *line, guint index, Label *labels) {
  const Label brief = labels[index];
  if (!brief.text)
    return;
  take(line, brief.column, text_width(brief.text), FALSE);
  if (!try_label(line, index, label_column, step_at(line, index)->title, &labels[index]))
    take(line, brief.column, text_width(brief.text), TRUE);
}

/* The next step's wins over the others in their order; last come those that must give way a little. */
static void place_labels(const Timeline *line, int current, Label *labels) {
  const guint n = line->evening->plan->steps->len;
  if (current >= 0)
    place_label(line, (guint) current, label_column, labels);
  for (guint i = 0; i < n; i++)
    place_label(line, i, label_column, labels);
  for (guint i = 0; i < n; i++)
    place_label(line, i, displaced_column, labels);
  if (!layout_is_roomy(line->canvas))
    return;
  if (current >= 0)
    lengthen_label(line, (guint) current, labels);
  for (guint i = 0; i < n; i++)
    lengthen_label(line, i, labels);
}

static void put_label(const Timeline *line, int column, gboolean is_next, const char *text) {
  canvas_put(line->canvas, line->place->row, line->place->column + column, is_next ? ROLE_BRIGHT : ROLE_DIM, text, 0);
}

static void draw_labels(const Timeline *line, int current) {
  const guint n = line->evening->plan->steps->len;
  const int bed = line->place->columns - text_width(_("bed"));
  g_autofree Label *labels = g_new0(Label, n);
  take(line, bed, text_width(_("bed")), TRUE);
  put_label(line, bed, current >= 0 && step_at(line, (guint) current)->at >= line->to, _("bed"));
  place_labels(line, current, labels);
  for (guint i = 0; i < n; i++) {
    if (labels[i].text)
      put_label(line, labels[i].column, (int) i == current, labels[i].text);
  }
}

/* The smallest usual distance between hours that leaves room between them. */
static int hour_minutes(const Timeline *line) {
  static const int distances[] = { 30, 60, 120, 180, 240, 360 };
  const double minutes = (double) (line->to - line->from) / 60;
  for (gsize i = 0; i < G_N_ELEMENTS(distances); i++) {
    if (distances[i] / minutes * line->place->columns >= CLOCK_WIDTH + HOUR_GAP)
      return distances[i];
  }
  return distances[G_N_ELEMENTS(distances) - 1];
}

static void draw_hours(const Timeline *line) {
  const int row = line->place->row + 2, end = line->place->column + line->place->columns;
  const int distance = hour_minutes(line);
  g_autofree char *bed = daytime_clock(line->to, line->evening->zone);
  canvas_put_right(line->canvas, row, end, ROLE_FAINT, bed);
  const int to_half_hour = (30 - daytime_minutes_of(line->from, line->evening->zone) % 30) % 30;
  for (gint64 instant = line->from + to_half_hour * 60; instant < line->to; instant += HALF_HOUR) {
    if (daytime_minutes_of(instant, line->evening->zone) % distance != 0)
      continue;
    const int column = MAX(column_of(line, instant) - CLOCK_WIDTH / 2, 0);
    if (column + CLOCK_WIDTH + LABEL_GAP > line->place->columns - CLOCK_WIDTH)
      continue;
    g_autofree char *clock = daytime_clock(instant, line->evening->zone);
    canvas_put(line->canvas, row, line->place->column + column, ROLE_FAINT, clock, 0);
  }
}

static gboolean is_blank_below(const Timeline *line, int column) {
  return canvas_cell(line->canvas, line->place->row + 2, line->place->column + column)->characters[0] == ' ';
}

/* Dots from `from` up to `to`, with the title in their midst where it leaves some on both sides. */
static gboolean draw_dots(const Timeline *line, int from, int to, const char *title) {
  const int row = line->place->row + 2, column = line->place->column + from, room = to - from;
  const int width = title ? text_width(title) : 0;
  if (room <= 0)
    return FALSE;
  canvas_fill(line->canvas, row, column, room, ROLE_FAINT, BAND_GLYPH);
  if (!title || width + 2 * TITLE_GAP > room)
    return FALSE;
  const int at = column + (room - width) / 2;
  canvas_fill(line->canvas, row, at - 1, width + 2, ROLE_FAINT, " ");
  canvas_put(line->canvas, row, at, ROLE_FAINT, title, 0);
  return TRUE;
}

/* A stretch that the routine names shows between the hours, for as long as it lasts. */
static void draw_band(const Timeline *line, const PlanBand *band) {
  const int from = MAX(column_of(line, band->at), 0);
  const int to = MIN(column_of(line, band->until), line->place->columns - 1);
  gboolean titled = FALSE;
  for (int begin = from; begin <= to;) {
    int end = begin;
    while (end <= to && is_blank_below(line, end))
      end++;
    const int first = begin == 0 || is_blank_below(line, begin - 1) ? begin : begin + 1;
    titled |= draw_dots(line, first, end <= to ? end - 1 : end, titled ? NULL : band->title);
    begin = end + 1;
  }
}

void timeline_draw(Canvas *canvas, const TimelinePlace *place, const Evening *evening, int current) {
  g_autofree char *taken = g_new0(char, (gsize) place->columns);
  const Timeline line = {
    .canvas = canvas,
    .glyphs = canvas_glyphs(canvas),
    .place = place,
    .evening = evening,
    .from = timeline_start(evening),
    .to = evening->plan->bed,
    .taken = taken,
  };
  draw_labels(&line, current);
  draw_bar(&line);
  draw_hours(&line);
  for (guint i = 0; i < evening->plan->bands->len; i++)
    draw_band(&line, g_ptr_array_index(evening->plan->bands, i));
}

void timeline_draw_night(Canvas *canvas, const TimelinePlace *place, const Evening *evening) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const int row = place->row + 1, end = place->column + place->columns;
  canvas_fill(canvas, row, place->column, place->columns, ROLE_FAINT, glyphs->bar_coming);
  canvas_fill(canvas, row, place->column, 1, ROLE_DIM, glyphs->now);
  canvas_fill(canvas, row, end - 1, 1, ROLE_FAINT, glyphs->bar_end);
  canvas_put(canvas, row + 1, place->column, ROLE_FAINT, _("now"), 0);
  canvas_put_right(canvas, row + 1, end, ROLE_FAINT, _("wake"));
}
