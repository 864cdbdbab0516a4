/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the weeks where there is room: five figures with their words
 * under them, the nights beside how rested they were, then every step with its
 * marks, strength and figures. What does not fit scrolls. */
#include "tui/review/review.h"

#include "base/daytime.h"
#include "base/text.h"
#include "review/diary.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/plot.h"
#include "tui/canvas/rested_chart.h"
#include "tui/canvas/weeks.h"
#include "words/words.h"

#include <glib/gi18n.h>

enum {
  FIGURES_ROW = 3,
  WEEKS_ROW = 6,
  TABLE_ROW = WEEKS_ROW + WEEKS_HEAT_ROWS + 4,
  FOUR_WEEKS = 28,
  BAR_COLUMNS = 12,
  CHART_GAP = 5,
  CHART_MOST = 80,
  TITLE_MOST = 32,
  BESIDE_COLUMNS = 44,
};

/* ---- The figures. ---- */

typedef struct {
  char *figure, *words; /* owned; NULL: nothing to say */
} Figure;

static Figure kept_figure(const ReviewSummary *summary) {
  if (summary->nights.judged == 0)
    return (Figure){ NULL, NULL };
  return (Figure){ g_strdup_printf(_("%d of %d"), summary->nights.kept, summary->nights.judged),
                   g_strdup(ngettext("night kept", "nights kept", (gulong) summary->nights.judged)) };
}

static Figure run_figure(const ReviewSummary *summary) {
  const Streak *streak = &summary->streak;
  if (streak->best < STREAK_SHOWN_FROM)
    return (Figure){ NULL, NULL };
  if (streak->current < STREAK_SHOWN_FROM)
    return (Figure){ g_strdup_printf("%d", streak->best), g_strdup(_("in a row at best")) };
  return (Figure){ g_strdup_printf("%d", streak->current),
                   streak->best > streak->current ? g_strdup_printf(_("in a row, longest %d"), streak->best)
                                                  : g_strdup(_("in a row, the longest yet")) };
}

static Figure rested_figure(const ReviewSummary *summary) {
  if (summary->rated == 0)
    return (Figure){ NULL, NULL };
  return (Figure){ words_decimal(summary->rested_mean),
                   g_strdup(summary->rated == 1 ? _("rested, of 5") : _("rested on average, of 5")) };
}

static Figure bedtime_figure(const ReviewSummary *summary) {
  if (summary->bedtime.sd < 0)
    return (Figure){ NULL, NULL };
  return (Figure){ daytime_format((int) (summary->bedtime.mean + 0.5) % DAYTIME_DAY_MINUTES),
                   g_strdup_printf(_("lights out, ± %d min"), (int) (summary->bedtime.sd + 0.5)) };
}

static Figure asleep_figure(const ReviewModel *model) {
  int nights = 0;
  const int minutes = diary_mean_sleep(model->history, model->summary->from, model->summary->to, &nights);
  if (minutes == DIARY_BLANK)
    return (Figure){ NULL, NULL };
  return (Figure){ words_length(minutes), g_strdup(nights == 1 ? _("asleep, on one night") : _("asleep on average")) };
}

static void draw_figures(Canvas *canvas, const ReviewModel *model) {
  const Figure figures[] = {
    kept_figure(model->summary),    run_figure(model->summary), rested_figure(model->summary),
    bedtime_figure(model->summary), asleep_figure(model),
  };
  const int room = layout_end(canvas) - layout_margin(canvas);
  int known = 0, words = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(figures); i++) {
    known += figures[i].figure != NULL;
    words += figures[i].words ? text_width(figures[i].words) : 0;
  }
  const int gap = known > 1 ? CLAMP((room - words) / (known - 1), 2, 10) : 0;
  int column = layout_margin(canvas);
  for (gsize i = 0; i < G_N_ELEMENTS(figures); i++) {
    if (!figures[i].figure)
      continue;
    const int end = canvas_put(canvas, FIGURES_ROW, column, ROLE_BRIGHT, figures[i].figure, 0);
    column = MAX(end, canvas_put(canvas, FIGURES_ROW + 1, column, ROLE_DIM, figures[i].words, 0)) + gap;
    g_free(figures[i].figure);
    g_free(figures[i].words);
  }
}

/* ---- The nights, and how rested they were. ---- */

static void draw_weeks(Canvas *canvas, const ReviewModel *model) {
  const Night from = model->summary->from, to = model->summary->to;
  const int margin = layout_margin(canvas), heat = margin + WEEKS_LABEL_COLUMNS, end = layout_end(canvas);
  const int all = weeks_between(from, to), room = (end - heat) * 6 / 10;
  const int width = all * 3 <= room ? 3 : all * 2 <= room ? 2 : 1;
  const Weeks weeks = weeks_new(from, to, model->cursor, room, width);
  const WeeksSubject subject = { model->history, model->rules, model->is_told ? model->cursor : NIGHT_NONE,
                                 model->hits };
  canvas_put(canvas, WEEKS_ROW, margin, ROLE_TEXT, _("Nights"), 0);
  weeks_draw_heat(canvas, WEEKS_ROW + 1, margin, &weeks, &subject);
  weeks_draw_legend(canvas, WEEKS_ROW + WEEKS_HEAT_ROWS + 2, heat, end);
  const int chart = MAX(heat + weeks.count * width + CHART_GAP, (margin + end) / 2);
  rested_chart_draw(canvas, WEEKS_ROW, chart, MIN(end - chart, CHART_MOST), &weeks, model->history);
}

/* ---- The steps. ---- */

gboolean review_place_beside(const Canvas *canvas, LayoutPlace *place) {
  if (canvas_columns(canvas) < LAYOUT_YEAR_COLUMNS || canvas_rows(canvas) < LAYOUT_VALLEY_ROWS)
    return FALSE;
  const int end = layout_end(canvas);
  *place = (LayoutPlace){ TABLE_ROW, canvas_rows(canvas) - 2, end - BESIDE_COLUMNS, BESIDE_COLUMNS };
  return TRUE;
}

/* Where the columns begin; of figures where they end. 0: not shown. */
typedef struct {
  int title, marks, strength, bar, done, run, best, sides;
} LargeColumns;

/* What a column of figures takes with the gap before it. */
enum { PERCENT_WIDTH = 6, DONE_WIDTH = 12, RUN_WIDTH = 10, BEST_WIDTH = 9, SIDES_WIDTH = 16, BAR_LEAST = 6 };

/* Where all does not fit, the longest run goes first, then a part of the bar. */
static LargeColumns large_columns(const Canvas *canvas, const ReviewModel *model, const GArray *rows) {
  const int margin = layout_margin(canvas);
  int longest = 0;
  for (guint i = 0; i < rows->len; i++)
    longest = MAX(longest, text_width(g_ptr_array_index(model->history->titles, g_array_index(rows, guint16, i))));
  const int marks = margin + CLAMP(longest + 2, 20, TITLE_MOST), strength = marks + FOUR_WEEKS + 2;
  const int figures = PERCENT_WIDTH + DONE_WIDTH + RUN_WIDTH + (model->compared ? SIDES_WIDTH : 0);
  LayoutPlace beside;
  const int end = review_place_beside(canvas, &beside) ? beside.column - CHART_GAP : layout_end(canvas);
  const int room = end - strength - figures;
  const gboolean has_best = room >= BAR_LEAST + BEST_WIDTH;
  const int spare = room - (has_best ? BEST_WIDTH : 0), bar = CLAMP(spare, BAR_LEAST, BAR_COLUMNS);
  const int gap = CLAMP((spare - bar) / 5, 0, 4);
  LargeColumns columns = { .title = margin, .marks = marks, .strength = strength + gap, .bar = bar };
  columns.done = columns.strength + bar + PERCENT_WIDTH + DONE_WIDTH + gap;
  columns.run = columns.done + RUN_WIDTH + gap;
  columns.best = has_best ? columns.run + BEST_WIDTH + gap : 0;
  columns.sides = (has_best ? columns.best : columns.run) + SIDES_WIDTH + gap;
  return columns;
}

static void put_number(Canvas *canvas, int row, int end, int number) {
  g_autofree char *text = g_strdup_printf("%d", number);
  if (number >= STREAK_SHOWN_FROM)
    canvas_put_right(canvas, row, end, ROLE_TEXT, text);
}

/* "3.7 / 3.4": how rested the mornings were with the step and without it. */
static void draw_sides(Canvas *canvas, const ReviewModel *model, int row, int end, guint16 step) {
  if (!model->compared)
    return;
  const CompareEntry entry = comparison_entry(model->compared, step);
  if (comparison_is_hidden(&entry) || entry.comparison.verdict == COMPARE_TOO_FEW) {
    canvas_put_right(canvas, row, end, ROLE_FAINT, comparison_short(&entry));
    return;
  }
  g_autofree char *with = words_decimal(entry.comparison.mean_with);
  g_autofree char *without = words_decimal(entry.comparison.mean_without);
  g_autofree char *both = g_strdup_printf(_("%s / %s"), with, without);
  canvas_put_right(canvas, row, end, ROLE_TEXT, both);
}

static void draw_step(Canvas *canvas, const ReviewModel *model, int row, const LargeColumns *columns, guint16 step) {
  const StepReview *review = &g_array_index(model->summary->steps, StepReview, step);
  canvas_put(canvas, row, columns->title, ROLE_TEXT, g_ptr_array_index(model->history->titles, step),
             columns->marks - columns->title - 1);
  review_marks_draw(canvas, model, &(PlotPlace){ row, columns->marks, FOUR_WEEKS, 1 }, step);
  if (review->strength > 0) {
    g_autofree char *percent = g_strdup_printf(_("%d %%"), (int) (review->strength * 100 + 0.5));
    plot_bar(canvas, &(PlotPlace){ row, columns->strength, columns->bar, 1 }, review->strength);
    canvas_put_right(canvas, row, columns->strength + columns->bar + PERCENT_WIDTH, ROLE_TEXT, percent);
  }
  g_autofree char *done = g_strdup_printf(_("%d of %d"), review->count.done, review->count.due);
  if (review->count.done > 0)
    canvas_put_right(canvas, row, columns->done, ROLE_TEXT, done);
  put_number(canvas, row, columns->run, review->streak.current);
  if (columns->best > 0)
    put_number(canvas, row, columns->best, review->streak.best);
  draw_sides(canvas, model, row, columns->sides, step);
}

static void draw_head(Canvas *canvas, const ReviewModel *model, int row, const LargeColumns *columns) {
  canvas_put(canvas, row, columns->title, ROLE_TEXT, _("Steps"), 0);
  canvas_put(canvas, row, columns->marks, ROLE_FAINT, _("last four weeks"), FOUR_WEEKS);
  canvas_put(canvas, row, columns->strength, ROLE_FAINT, _("strength"), 0);
  canvas_put_right(canvas, row, columns->done, ROLE_FAINT, _("done"));
  canvas_put_right(canvas, row, columns->run, ROLE_FAINT, _("in a row"));
  if (columns->best > 0)
    canvas_put_right(canvas, row, columns->best, ROLE_FAINT, _("longest"));
  if (model->compared)
    canvas_put_right(canvas, row, columns->sides, ROLE_FAINT, _("with / without"));
}

enum { LINE_BLANK = G_MAXUINT16 - 1, LINE_UNCOUNTED };

/* The lines of the table: steps, and before those that do not count a blank one and a heading (owned). */
static GArray *table_lines(const ReviewModel *model, const GArray *rows) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(guint16));
  const guint counting = review_table_counting(model, rows);
  for (guint i = 0; i < rows->len; i++) {
    const guint16 apart[] = { LINE_BLANK, LINE_UNCOUNTED };
    if (i == counting)
      g_array_append_vals(lines, apart + (i == 0), 2 - (i == 0));
    g_array_append_val(lines, g_array_index(rows, guint16, i));
  }
  return lines;
}

/* Draws the lines from `*row` on and above `end`, and moves `*row` behind them. Returns how many have no room. */
static int draw_table(Canvas *canvas, const ReviewModel *model, int *row, int end) {
  g_autoptr(GArray) rows = review_table_rows(model);
  g_autoptr(GArray) lines = table_lines(model, rows);
  const LargeColumns columns = large_columns(canvas, model, rows);
  const int height = end - *row - 1, hidden = MAX((int) lines->len - height, 0), first = MIN(model->scroll, hidden);
  draw_head(canvas, model, (*row)++, &columns);
  for (int i = first; i < first + height && i < (int) lines->len; i++, ++*row) {
    const guint16 line = g_array_index(lines, guint16, i);
    if (line == LINE_UNCOUNTED)
      canvas_put(canvas, *row, columns.title, ROLE_FAINT, _("For yourself, not counted"), 0);
    else if (line != LINE_BLANK)
      draw_step(canvas, model, *row, &columns, line);
  }
  return hidden;
}

int review_draw_large(const ReviewModel *model, Canvas *canvas) {
  const int end = canvas_rows(canvas) - 2, columns = layout_end(canvas) - layout_margin(canvas);
  g_autofree char *range = review_range_title(model->summary->from, model->summary->to);
  g_autofree char *dates = words_dates(model->summary->from, model->summary->to);
  g_autofree char *sentence = review_closing_sentence(model);
  g_auto(GStrv) lines = text_wrap(sentence ? sentence : "", columns);
  const int said = sentence ? (int) g_strv_length(lines) : 0, table_end = end - (said > 0 ? said + 1 : 0);
  layout_header(canvas, 1, range, dates, ROLE_DIM);
  draw_figures(canvas, model);
  draw_weeks(canvas, model);
  int row = TABLE_ROW;
  const int hidden = draw_table(canvas, model, &row, table_end);
  for (int i = 0; i < said; i++)
    canvas_put(canvas, row + 1 + i, layout_margin(canvas), model->is_told ? ROLE_TEXT : ROLE_DIM, lines[i], columns);
  return hidden;
}
