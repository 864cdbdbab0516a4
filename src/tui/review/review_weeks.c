/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the weeks: a calendar of nights, what they come to in sentences,
 * and the table of steps, fitted to the size of the canvas. */
#include "tui/review/review.h"

#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/rested_chart.h"
#include "tui/canvas/weeks.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <stdlib.h>

enum {
  DAYS = 7,
  APART_MINUTES = 20, /* nearer than this they are not */
  NEAR_MINUTES = 5,   /* clock times are rounded to this */
  MOST_OF_FOUR = 3,   /* "most nights": three in four */
};

static const char *const counted_weeks[] = {
  NULL,
  N_("One week"),
  N_("Two weeks"),
  N_("Three weeks"),
  N_("Four weeks"),
  N_("Five weeks"),
  N_("Six weeks"),
  N_("Seven weeks"),
  N_("Eight weeks"),
  N_("Nine weeks"),
  N_("Ten weeks"),
  N_("Eleven weeks"),
  N_("Twelve weeks"),
  N_("Thirteen weeks"),
  N_("Fourteen weeks"),
  N_("Fifteen weeks"),
  N_("Sixteen weeks"),
};

char *review_range_title(Night from, Night to) {
  const int nights = (int) (to - from) + 1, weeks = nights / DAYS;
  if (nights % DAYS == 0 && weeks < (int) G_N_ELEMENTS(counted_weeks))
    return g_strdup(_(counted_weeks[weeks]));
  if (nights == 365 || nights == 366)
    return g_strdup(_("One year"));
  return g_strdup_printf(ngettext("%d night", "%d nights", (gulong) nights), nights);
}

static gboolean has_answer(const History *history, const HistoryNight *night) {
  for (guint i = 0; i < night->n_marks; i++) {
    if (history_mark(history, night, i)->mark != MARK_OPEN)
      return TRUE;
  }
  return FALSE;
}

Night review_to(const History *history, Night tonight) {
  for (guint i = history->nights->len; i > 0; i--) {
    const HistoryNight *night = history_night(history, i - 1);
    if (night->night < tonight || (night->night == tonight && has_answer(history, night)))
      return night->night;
  }
  return NIGHT_NONE;
}

Night review_from(const History *history, ReviewRange range, Night to) {
  static const guint nights[] = {
    [RANGE_FOUR_WEEKS] = 4 * DAYS, [RANGE_SIXTEEN_WEEKS] = 16 * DAYS, [RANGE_YEAR] = 365
  };
  const Night first = history_night(history, 0)->night;
  return range == RANGE_ALL ? first : MAX(first, to - nights[range] + 1);
}

/* What the clock showed when lights went out, in minutes after midnight. */
static int lights_out_clock(const HistoryNight *night) {
  const gint64 local = (night->lights_out + night->lights_out_offset) / 60 % DAYTIME_DAY_MINUTES;
  return (int) local;
}

/* Lights out of the nights of one kind, in minutes after where the day is cut open. */
typedef struct {
  GArray *minutes; /* of int */
  double mean;
  int cut;
} Times;

static Times collect_times(const ReviewModel *model, int free_nights) {
  const History *history = model->history;
  const ReviewSummary *summary = model->summary;
  Times times = {
    .minutes = g_array_new(FALSE, FALSE, sizeof(int)),
    .cut = regularity_cut(history, summary->from, summary->to, summary->shift),
  };
  for (guint i = history_first_from(history, summary->from); i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (night->night > summary->to)
      break;
    if (summary->shift && night->shift != summary->shift)
      continue;
    if (night->lights_out == 0 || (free_nights >= 0 && daytime_is_before_free_day(night->night) != free_nights))
      continue;
    const int clock = lights_out_clock(night);
    const int minutes = (clock - times.cut + DAYTIME_DAY_MINUTES) % DAYTIME_DAY_MINUTES;
    g_array_append_val(times.minutes, minutes);
    times.mean += minutes;
  }
  times.mean /= MAX(times.minutes->len, 1);
  return times;
}

static char *near_clock(const Times *times) {
  const int rounded = (int) (times->mean / NEAR_MINUTES + 0.5) * NEAR_MINUTES;
  return daytime_format((rounded + times->cut) % DAYTIME_DAY_MINUTES);
}

static int compare_ints(gconstpointer a, gconstpointer b) {
  return *(const int *) a - *(const int *) b;
}

static void add_distances(GArray *distances, const Times *times) {
  for (guint i = 0; i < times->minutes->len; i++) {
    const int distance = abs(g_array_index(times->minutes, int, i) - (int) times->mean);
    g_array_append_val(distances, distance);
  }
}

/* How far from its mean three in four lie, rounded up. */
static int most_within(const Times *one, const Times *other) {
  g_autoptr(GArray) distances = g_array_new(FALSE, FALSE, sizeof(int));
  add_distances(distances, one);
  add_distances(distances, other);
  g_array_sort(distances, compare_ints);
  const int most = g_array_index(distances, int, (distances->len - 1) * MOST_OF_FOUR / 4);
  return MAX((most + NEAR_MINUTES - 1) / NEAR_MINUTES, 1) * NEAR_MINUTES;
}

static char *bedtime_sentence(const Times *work, const Times *free_nights, gboolean apart) {
  const Times nobody = { .minutes = g_array_new(FALSE, FALSE, sizeof(int)) };
  g_autoptr(GArray) owned = nobody.minutes;
  const int within = most_within(work, apart ? free_nights : &nobody);
  g_autofree char *usual = near_clock(work);
  if (!apart)
    return g_strdup_printf(_("Lights out near %s; most nights within %d min."), usual, within);
  g_autofree char *later = near_clock(free_nights);
  return g_strdup_printf(_("Lights out near %s, %s on Fri and Sat; most nights within %d min."), usual, later, within);
}

char *review_bedtime_sentence(const ReviewModel *model) {
  const Times all = collect_times(model, -1);
  const Times work = collect_times(model, FALSE), free_nights = collect_times(model, TRUE);
  g_autoptr(GArray) all_owned = all.minutes;
  g_autoptr(GArray) work_owned = work.minutes;
  g_autoptr(GArray) free_owned = free_nights.minutes;
  const double difference = work.mean - free_nights.mean;
  const gboolean known = work.minutes->len >= REGULARITY_MIN_SIDE && free_nights.minutes->len >= REGULARITY_MIN_SIDE;
  const gboolean apart = known && ABS(difference) >= APART_MINUTES;
  if (all.minutes->len < REGULARITY_MIN_NIGHTS)
    return NULL;
  return bedtime_sentence(apart ? &work : &all, &free_nights, apart);
}

static char *review_night_sentence(const ReviewModel *model, Night date) {
  const HistoryNight *night = weeks_night(model->history, date);
  g_autofree char *day = words_weekday_date(date);
  if (!night)
    return g_steal_pointer(&day);
  const NightShare share = weeks_share(model->history, night, &model->rules);
  GString *text = g_string_new(day);
  if (share.of > 0)
    g_string_append_printf(text, _(": %d of %d done"), share.done, share.of);
  if (night->lights_out != 0) {
    g_autofree char *clock = daytime_format(lights_out_clock(night));
    g_string_append_printf(text, _(", lights out %s"), clock);
  }
  if (night->rested > 0)
    g_string_append_printf(text, _(", rested %d"), night->rested);
  return g_string_free(text, FALSE);
}

/* Where the chart begins, and what is blank before it. */
enum { CHART_COLUMN = 32, CHART_GAP = 6, NARROW_GAP = 3, WEEK_WIDTH = 3 };

/* The parts that follow on each other in one column of lines. */
typedef struct {
  Canvas *canvas;
  const ReviewModel *model;
  int row;
} Page;

/* No zero is shown: before the first kept night it only counts them. */
static char *kept_words(const ReviewSummary *summary) {
  const int nights = (int) (summary->to - summary->from) + 1;
  if (summary->nights.kept == 0)
    return g_strdup_printf(ngettext("%d night so far", "%d nights so far", (gulong) nights), nights);
  return g_strdup_printf(ngettext("%d of %d night kept", "%d of %d nights kept", (gulong) summary->nights.judged),
                         summary->nights.kept, summary->nights.judged);
}

/* A run from two on; else the longest one. */
static char *run_words(const ReviewSummary *summary) {
  const Streak *streak = &summary->streak;
  if (streak->current >= STREAK_SHOWN_FROM && streak->best > streak->current)
    return g_strdup_printf(_("run %d, longest %d"), streak->current, streak->best);
  if (streak->current >= STREAK_SHOWN_FROM)
    return g_strdup_printf(_("run %d, the longest yet"), streak->current);
  return streak->best >= STREAK_SHOWN_FROM ? g_strdup_printf(_("longest run %d"), streak->best) : NULL;
}

static char *rested_words(const ReviewSummary *summary) {
  if (summary->rated == 0)
    return NULL;
  if (summary->rated == 1)
    return g_strdup_printf(_("rested %.0f"), summary->rested_mean);
  g_autofree char *mean = words_decimal(summary->rested_mean);
  return g_strdup_printf(_("rested %s on average"), mean);
}

static void draw_header(Canvas *canvas, const ReviewModel *model) {
  const ReviewSummary *summary = model->summary;
  const int row = layout_is_low(canvas) ? 0 : 1;
  g_autofree char *title = review_range_title(summary->from, summary->to);
  g_autofree char *dates = words_dates(summary->from, summary->to);
  g_autofree char *kept = kept_words(summary);
  g_autofree char *run = run_words(summary);
  g_autofree char *rested = rested_words(summary);
  if (layout_is_narrow(canvas)) {
    layout_header(canvas, row, title, kept, ROLE_BRIGHT);
    return;
  }
  layout_header(canvas, row, title, dates, ROLE_DIM);
  int column = canvas_put(canvas, row + 1, layout_margin(canvas), ROLE_BRIGHT, kept, 0);
  if (run)
    column = canvas_put(canvas, row + 1, column + 4, ROLE_TEXT, run, 0);
  if (rested)
    canvas_put(canvas, row + 1, column + 4, ROLE_TEXT, rested, 0);
}

/* Where the weeks and their restedness stand. */
typedef struct {
  int heat, chart, end; /* columns */
  int width;            /* of a week in the heat map */
  gboolean beside;      /* the chart stands beside it, else a line below */
} WeeksPlace;

/* Side by side where both fit, if need be with narrow weeks; else one above the other. */
static WeeksPlace weeks_place(const Canvas *canvas, int all) {
  const gboolean narrow = layout_is_narrow(canvas);
  WeeksPlace place = { .heat = layout_margin(canvas) + WEEKS_LABEL_COLUMNS, .end = layout_end(canvas) };
  for (int width = WEEK_WIDTH; width >= 1 && !place.beside; width -= WEEK_WIDTH - 1) {
    const int apart = place.heat + all * width + (narrow ? NARROW_GAP : CHART_GAP);
    place.width = width;
    place.chart = narrow ? apart : MAX(apart, CHART_COLUMN);
    place.beside = place.chart + RESTED_CHART_AXIS + all <= place.end;
  }
  return place;
}

static void draw_weeks(Page *page) {
  Canvas *canvas = page->canvas;
  const ReviewModel *model = page->model;
  const Night from = model->summary->from, to = model->summary->to;
  const WeeksPlace place = weeks_place(canvas, weeks_between(from, to));
  const Weeks weeks = weeks_new(from, to, model->cursor, place.end - place.heat, place.width);
  const WeeksSubject subject = { model->history, model->rules, model->is_told ? model->cursor : NIGHT_NONE,
                                 model->hits };
  weeks_draw_heat(canvas, page->row, place.heat - WEEKS_LABEL_COLUMNS, &weeks, &subject);
  page->row += WEEKS_HEAT_ROWS;
  if (place.beside)
    rested_chart_draw(canvas, page->row - WEEKS_HEAT_ROWS, place.chart, place.end - place.chart, &weeks,
                      model->history);
  else
    rested_chart_draw_line(canvas, page->row++, place.heat, &weeks, model->history);
  weeks_draw_legend(canvas, page->row, layout_is_narrow(canvas) ? layout_margin(canvas) : place.heat, place.end);
  /* Where the table follows at a fixed place, the legend has the blank line before it. */
  if (!place.beside || layout_is_narrow(canvas))
    page->row++;
}

char *review_closing_sentence(const ReviewModel *model) {
  if (model->is_told)
    return review_night_sentence(model, model->cursor);
  return review_bedtime_sentence(model);
}

/* The usual form: everything at its place, and the table scrolls. */
static int draw_usual(Canvas *canvas, const ReviewModel *model) {
  Page page = { canvas, model, 4 };
  g_autofree char *sentence = review_closing_sentence(model);
  g_autoptr(GArray) rows = review_table_rows(model);
  draw_weeks(&page);
  const int table = page.row + 1, room = canvas_rows(canvas) - 4 - table - 1;
  /* Where a single row is left it takes the line that would count it. */
  const int height = (int) rows->len == room + 1 ? room + 1 : room;
  const int hidden = MAX((int) rows->len - height, 0);
  review_table_draw(canvas, model, table, table + 1 + height, (guint) MIN(model->scroll, hidden));
  if (sentence)
    canvas_put(canvas, canvas_rows(canvas) - 3, layout_margin(canvas), model->is_told ? ROLE_TEXT : ROLE_DIM, sentence,
               layout_end(canvas) - layout_margin(canvas));
  return hidden;
}

static void blank_row(Canvas *canvas, int row) {
  canvas_fill(canvas, row, 0, canvas_columns(canvas), ROLE_TEXT, " ");
}

/* The small form: one long page of which a window shows. */
static int draw_small(Canvas *canvas, const ReviewModel *model) {
  const int top = 2 + !layout_is_narrow(canvas) + !layout_is_low(canvas);
  const int end = canvas_rows(canvas) - 2, far = G_MAXINT16;
  g_autofree char *sentence = review_closing_sentence(model);
  g_auto(GStrv) lines = text_wrap(sentence ? sentence : "", layout_end(canvas) - layout_margin(canvas));
  g_autoptr(GArray) rows = review_table_rows(model);
  Page page = { canvas, model, top - model->scroll };
  draw_weeks(&page);
  for (gsize i = 0; sentence && lines[i]; i++, page.row++)
    canvas_put(canvas, page.row + 1, layout_margin(canvas), ROLE_TEXT, lines[i], 0);
  page.row += sentence ? 2 : 1;
  review_table_draw(canvas, model, page.row, far, 0);
  hits_keep_rows(model->hits, top, end);
  const int last = page.row + 1 + (int) rows->len + model->scroll;
  for (int row = 0; row < top; row++)
    blank_row(canvas, row);
  for (int row = end; row < canvas_rows(canvas); row++)
    blank_row(canvas, row);
  return MAX(last - end, 0);
}

int review_draw(const ReviewModel *model, Canvas *canvas) {
  if (layout_is_roomy(canvas) && canvas_rows(canvas) >= LAYOUT_VALLEY_ROWS)
    return review_draw_large(model, canvas);
  const gboolean small = layout_is_low(canvas) || layout_is_narrow(canvas);
  const int hidden = small ? draw_small(canvas, model) : draw_usual(canvas, model);
  draw_header(canvas, model);
  return hidden;
}
