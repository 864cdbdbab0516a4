/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/compare.h"

#include "base/daytime.h"
#include "review/course.h"
#include "review/estimate.h"
#include "review/streak.h"

#include <math.h>
#include <stdlib.h>

static const char *const verdict_names[] = {
  [COMPARE_TOO_FEW] = "too-few",         [COMPARE_EARLY] = "early",
  [COMPARE_HIGHER] = "higher",           [COMPARE_LOWER] = "lower",
  [COMPARE_CANNOT_TELL] = "cannot-tell", [COMPARE_NO_DIFFERENCE] = "little",
};
G_STATIC_ASSERT(G_N_ELEMENTS(verdict_names) == N_COMPARE_VERDICTS);

const char *compare_verdict_name(CompareVerdict verdict) {
  return verdict_names[verdict];
}

EstimateWidth compare_width(int n_steps, EstimateQuantile t_quantile) {
  return (EstimateWidth){ .confidence = 1 - 0.05 / MAX(n_steps, 1), .t_quantile = t_quantile };
}

static void describe_sides(Comparison *comparison, const CompareRow *rows, gsize n) {
  double sum_with = 0, sum_without = 0;
  for (gsize i = 0; i < n; i++) {
    const int rating = CLAMP((int) lround(rows[i].rating), 1, COMPARE_RATINGS);
    if (rows[i].with) {
      comparison->n_with++;
      comparison->rated_with[rating - 1]++;
      sum_with += rows[i].rating;
    } else {
      comparison->n_without++;
      comparison->rated_without[rating - 1]++;
      sum_without += rows[i].rating;
    }
  }
  if (comparison->n_with > 0)
    comparison->mean_with = sum_with / comparison->n_with;
  if (comparison->n_without > 0)
    comparison->mean_without = sum_without / comparison->n_without;
  if (comparison->n_with > 0 && comparison->n_without > 0)
    comparison->diff = comparison->mean_with - comparison->mean_without;
}

/* Whether every rating of the rows is the same; of each side where `by_side`. */
static gboolean never_varies(const CompareRow *rows, gsize n, gboolean by_side) {
  double first[2] = { 0 };
  gboolean met[2] = { FALSE };
  for (gsize i = 0; i < n; i++) {
    const int side = by_side && rows[i].with ? 1 : 0;
    if (met[side] && rows[i].rating != first[side])
      return FALSE;
    met[side] = TRUE;
    first[side] = rows[i].rating;
  }
  return TRUE;
}

static gboolean is_weekend(const CompareRow *row) {
  return daytime_is_before_free_day((Night) row->day);
}

/* The columns of the fit: one side against the other, and where asked for beside weekends and a steady drift. */
static int lay_columns(const CompareRow *rows, gsize n, CompareFit fit, EstimateRow *out) {
  gsize weekends = 0;
  for (gsize i = 0; i < n; i++)
    weekends += is_weekend(&rows[i]);
  const gboolean has_weekends = fit == COMPARE_BESIDE_TIME && weekends > 0 && weekends < n;
  const double middle = (rows[0].day + rows[n - 1].day) / 2.0, half = MAX((rows[n - 1].day - rows[0].day) / 2.0, 1);
  int columns = 2;
  for (gsize i = 0; i < n; i++) {
    out[i] = (EstimateRow){ .day = rows[i].day, .rating = rows[i].rating, .columns = { 1, rows[i].with } };
    columns = 2;
    if (has_weekends)
      out[i].columns[columns++] = is_weekend(&rows[i]);
    if (fit == COMPARE_BESIDE_TIME)
      out[i].columns[columns++] = (rows[i].day - middle) / half;
  }
  return columns;
}

static void find_interval(Comparison *comparison, const CompareRow *rows, gsize n, CompareFit fit,
                          EstimateWidth width) {
  Estimate estimate;
  comparison->adjusted = comparison->diff;
  if (comparison->n_with == 0 || comparison->n_without == 0)
    return;
  if (never_varies(rows, n, TRUE)) {
    comparison->range = never_varies(rows, n, FALSE) ? COMPARE_ALL_EQUAL : COMPARE_SIDES_EQUAL;
    return;
  }
  if (!width.t_quantile) {
    comparison->range = COMPARE_NO_QUANTILE;
    return;
  }
  g_autofree EstimateRow *laid = g_new(EstimateRow, n);
  const int columns = lay_columns(rows, n, fit, laid);
  comparison->range = COMPARE_TANGLED;
  if (!estimate_column(laid, n, columns, 1, width, &estimate))
    return;
  comparison->range = COMPARE_HAS_RANGE;
  comparison->adjusted = estimate.value;
  comparison->phi = estimate.phi;
  comparison->se = estimate.se;
  comparison->df = estimate.df;
  comparison->low = estimate.low;
  comparison->high = estimate.high;
}

static int by_value(const void *one, const void *other) {
  const double a = *(const double *) one, b = *(const double *) other;
  return (a > b) - (a < b);
}

static double *sorted_ratings(const CompareRow *rows, gsize n, gboolean with, gsize n_side) {
  double *ratings = g_new(double, n_side);
  gsize found = 0;
  for (gsize i = 0; i < n; i++) {
    if (!rows[i].with == !with)
      ratings[found++] = rows[i].rating;
  }
  qsort(ratings, n_side, sizeof *ratings, by_value);
  return ratings;
}

/* Of all pairs of one morning of each side the shares in which the one with it, or without it, is rated higher. */
static void count_pairs(Comparison *comparison, const CompareRow *rows, gsize n) {
  const gsize n_with = (gsize) comparison->n_with, n_without = (gsize) comparison->n_without;
  if (n_with == 0 || n_without == 0)
    return;
  g_autofree double *with = sorted_ratings(rows, n, TRUE, n_with);
  g_autofree double *without = sorted_ratings(rows, n, FALSE, n_without);
  double better = 0, worse = 0;
  gsize below = 0, up_to = 0; /* how many of `without` are less than, and at most, this rating */
  for (gsize i = 0; i < n_with; i++) {
    while (below < n_without && without[below] < with[i])
      below++;
    while (up_to < n_without && without[up_to] <= with[i])
      up_to++;
    better += (double) below;
    worse += (double) (n_without - up_to);
  }
  const double pairs = (double) n_with * (double) n_without;
  comparison->better = better / pairs;
  comparison->worse = worse / pairs;
  comparison->superiority = (1 + comparison->better - comparison->worse) / 2;
}

static CompareVerdict judge(const Comparison *comparison) {
  const int smaller = MIN(comparison->n_with, comparison->n_without);
  if (smaller < COMPARE_MIN)
    return COMPARE_TOO_FEW;
  if (smaller < COMPARE_VERDICT)
    return COMPARE_EARLY;
  if (comparison->range != COMPARE_HAS_RANGE)
    return COMPARE_CANNOT_TELL;
  if (comparison->low > 0)
    return COMPARE_HIGHER;
  if (comparison->high < 0)
    return COMPARE_LOWER;
  if (comparison->low >= -COMPARE_LITTLE && comparison->high <= COMPARE_LITTLE)
    return COMPARE_NO_DIFFERENCE;
  return COMPARE_CANNOT_TELL;
}

Comparison compare_rows(const CompareRow *rows, gsize n, CompareFit fit, EstimateWidth width) {
  Comparison comparison = { 0 };
  describe_sides(&comparison, rows, n);
  find_interval(&comparison, rows, n, fit, width);
  count_pairs(&comparison, rows, n);
  comparison.verdict = judge(&comparison);
  return comparison;
}

static void count_weekends(Comparison *comparison, const GArray *rows) {
  int with = 0, without = 0;
  for (guint i = 0; i < rows->len; i++) {
    const CompareRow *row = &g_array_index(rows, CompareRow, i);
    with += row->with && is_weekend(row);
    without += !row->with && is_weekend(row);
  }
  if (comparison->n_with == 0 || comparison->n_without == 0)
    return;
  comparison->weekend_percent_with = (int) lround(100.0 * with / comparison->n_with);
  comparison->weekend_percent_without = (int) lround(100.0 * without / comparison->n_without);
}

/* Whether the night says something about `step`, and on which side it stands. */
static gboolean takes_side(const History *history, const HistoryNight *night, guint16 step, gboolean *with) {
  const HistoryMark *found = history_find(history, night, step);
  if (!found || found->paused || found->outside || found->assumed || found->mark == MARK_OPEN)
    return FALSE;
  *with = streak_effective_mark(history, night, found) == MARK_DONE;
  return TRUE;
}

Comparison compare_step(const History *history, guint16 step, EstimateWidth width) {
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(CompareRow));
  int unrated = 0;
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    CompareRow row = { .day = (int) night->night, .rating = night->rested };
    if (!takes_side(history, night, step, &row.with))
      continue;
    if (night->rested > 0)
      g_array_append_val(rows, row);
    else if (i + 1 < history->nights->len)
      unrated++;
  }
  Comparison comparison = compare_rows((gconstpointer) rows->data, rows->len, COMPARE_BESIDE_TIME, width);
  count_weekends(&comparison, rows);
  if (unrated > 0)
    comparison.unrated_percent = (int) lround(100.0 * unrated / (unrated + (int) rows->len));
  return comparison;
}

static gboolean is_in_course(const History *history, const Routine *routine, guint16 step, Night closed_to) {
  const Step *known = routine ? routine_step(routine, g_ptr_array_index(history->step_ids, step)) : NULL;
  if (!known || known->course.nights == 0)
    return FALSE;
  const CourseReview review = course_review(history, (int) step, &known->course, closed_to, NULL);
  return course_hides(&review);
}

int compare_newly_possible(const History *history, const Routine *routine, Night night, Night closed_to) {
  const guint index = history_first_from(history, night);
  if (index >= history->nights->len || history_night(history, index)->night != night)
    return -1;
  const HistoryNight *answered = history_night(history, index);
  for (guint i = 0; i < answered->n_marks; i++) {
    const guint16 step = history_mark(history, answered, i)->step;
    gboolean with;
    if (!takes_side(history, answered, step, &with) || is_in_course(history, routine, step, closed_to))
      continue;
    const Comparison comparison = compare_step(history, step, compare_width(1, NULL));
    const int here = with ? comparison.n_with : comparison.n_without;
    const int there = with ? comparison.n_without : comparison.n_with;
    if (here == COMPARE_MIN && there >= COMPARE_MIN)
      return step;
  }
  return -1;
}
