/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/compare.h"

#include "base/daytime.h"
#include "review/streak.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#define PHI_MAX 0.8

/* Farther apart than this, PHI_MAX to that power is lost in a double's rounding. */
#define FAR_DAYS 160

static const char *const verdict_names[] = {
  [COMPARE_TOO_FEW] = "too-few",         [COMPARE_EARLY] = "early",
  [COMPARE_HIGHER] = "higher",           [COMPARE_LOWER] = "lower",
  [COMPARE_CANNOT_TELL] = "cannot-tell", [COMPARE_NO_DIFFERENCE] = "little",
};
G_STATIC_ASSERT(G_N_ELEMENTS(verdict_names) == N_COMPARE_VERDICTS);

const char *compare_verdict_name(CompareVerdict verdict) {
  return verdict_names[verdict];
}

double compare_confidence(int n_steps) {
  return 1 - 0.05 / MAX(n_steps, 1);
}

static void describe_sides(Comparison *comparison, const CompareRow *rows, gsize n) {
  double sum_with = 0, sum_without = 0;
  for (gsize i = 0; i < n; i++) {
    if (rows[i].with) {
      comparison->n_with++;
      sum_with += rows[i].rating;
    } else {
      comparison->n_without++;
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

static double residual(const Comparison *comparison, const CompareRow *row) {
  return row->rating - (row->with ? comparison->mean_with : comparison->mean_without);
}

static double residual_squares(const Comparison *comparison, const CompareRow *rows, gsize n) {
  double squares = 0;
  for (gsize i = 0; i < n; i++)
    squares += residual(comparison, &rows[i]) * residual(comparison, &rows[i]);
  return squares;
}

/* How much a morning resembles the one before: lag-one correlation of the residuals over mornings one day apart, made
 * good for what a short record hides. */
static double night_memory(const Comparison *comparison, const CompareRow *rows, gsize n, double squares) {
  double products = 0;
  int pairs = 0;
  for (gsize i = 0; i + 1 < n; i++) {
    if (rows[i + 1].day - rows[i].day != 1)
      continue;
    products += residual(comparison, &rows[i]) * residual(comparison, &rows[i + 1]);
    pairs++;
  }
  const double raw = pairs > 0 ? (products / pairs) / (squares / (double) n) : 0;
  return CLAMP(raw + (2 + 4 * MAX(raw, 0)) / (double) n, 0, PHI_MAX);
}

/* Sums over the correlations phi^|days apart|, diagonal included. */
typedef struct {
  double variance;  /* of the difference of means, in units of the residual variance */
  double with_with; /* within each side */
  double without_without;
} CorrelationSums;

static CorrelationSums sum_correlations(const Comparison *comparison, const CompareRow *rows, gsize n) {
  const double weight_with = 1.0 / comparison->n_with, weight_without = -1.0 / comparison->n_without;
  CorrelationSums sums = { .with_with = comparison->n_with, .without_without = comparison->n_without };
  sums.variance = weight_with - weight_without; /* the diagonal: n·w² of either side */
  double twice_phi[FAR_DAYS + 1] = { 2 };       /* by days apart; each pair stands for (i, j) and (j, i) */
  for (int days = 1; days <= FAR_DAYS; days++)
    twice_phi[days] = twice_phi[days - 1] * comparison->phi;
  for (gsize i = 0; i < n; i++) {
    for (gsize j = i + 1; j < n && rows[j].day - rows[i].day <= FAR_DAYS; j++) {
      const double twice = twice_phi[rows[j].day - rows[i].day];
      const double weight = rows[i].with ? weight_with : weight_without;
      sums.variance += twice * weight * (rows[j].with ? weight_with : weight_without);
      if (rows[i].with && rows[j].with)
        sums.with_with += twice;
      else if (!rows[i].with && !rows[j].with)
        sums.without_without += twice;
    }
  }
  return sums;
}

static void find_interval(Comparison *comparison, const CompareRow *rows, gsize n, double confidence) {
  const double squares = residual_squares(comparison, rows, n);
  if (comparison->n_with == 0 || comparison->n_without == 0 || squares <= 0)
    return;
  comparison->phi = night_memory(comparison, rows, n, squares);
  const CorrelationSums sums = sum_correlations(comparison, rows, n);
  const double freedom = (double) n - sums.with_with / comparison->n_with -
                         sums.without_without / comparison->n_without;
  if (freedom <= 0)
    return;
  comparison->se = sqrt(squares / freedom * sums.variance);
  comparison->df = MAX(2, (double) n * (1 - comparison->phi) / (1 + comparison->phi) - 2);
  const double half = gsl_cdf_tdist_Pinv((1 + confidence) / 2, comparison->df) * comparison->se;
  comparison->low = comparison->diff - half;
  comparison->high = comparison->diff + half;
  comparison->has_interval = TRUE;
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

/* Mann-Whitney's U as a share of all pairs. */
static double superiority(const Comparison *comparison, const CompareRow *rows, gsize n) {
  const gsize n_with = (gsize) comparison->n_with, n_without = (gsize) comparison->n_without;
  if (n_with == 0 || n_without == 0)
    return 0;
  g_autofree double *with = sorted_ratings(rows, n, TRUE, n_with);
  g_autofree double *without = sorted_ratings(rows, n, FALSE, n_without);
  double wins = 0;
  gsize below = 0, up_to = 0; /* how many of `without` are less than, and at most, this rating */
  for (gsize i = 0; i < n_with; i++) {
    while (below < n_without && without[below] < with[i])
      below++;
    while (up_to < n_without && without[up_to] <= with[i])
      up_to++;
    wins += (double) below + (double) (up_to - below) / 2;
  }
  return wins / ((double) n_with * (double) n_without);
}

static CompareVerdict judge(const Comparison *comparison) {
  const int smaller = MIN(comparison->n_with, comparison->n_without);
  if (smaller < COMPARE_MIN)
    return COMPARE_TOO_FEW;
  if (smaller < COMPARE_VERDICT)
    return COMPARE_EARLY;
  if (!comparison->has_interval)
    return COMPARE_CANNOT_TELL;
  if (comparison->low > 0)
    return COMPARE_HIGHER;
  if (comparison->high < 0)
    return COMPARE_LOWER;
  if (comparison->low >= -COMPARE_LITTLE && comparison->high <= COMPARE_LITTLE)
    return COMPARE_NO_DIFFERENCE;
  return COMPARE_CANNOT_TELL;
}

Comparison compare_rows(const CompareRow *rows, gsize n, double confidence) {
  Comparison comparison = { 0 };
  describe_sides(&comparison, rows, n);
  find_interval(&comparison, rows, n, confidence);
  comparison.superiority = superiority(&comparison, rows, n);
  comparison.verdict = judge(&comparison);
  return comparison;
}

/* The difference of means among the rows of weekends, or of weekdays; NAN where a side has none. */
static double diff_among(const GArray *rows, gboolean weekend) {
  g_autoptr(GArray) some = g_array_new(FALSE, FALSE, sizeof(CompareRow));
  for (guint i = 0; i < rows->len; i++) {
    const CompareRow *row = &g_array_index(rows, CompareRow, i);
    if (daytime_is_before_free_day((Night) row->day) == weekend)
      g_array_append_vals(some, row, 1);
  }
  Comparison sides = { 0 };
  describe_sides(&sides, (gconstpointer) some->data, some->len);
  return sides.n_with > 0 && sides.n_without > 0 ? sides.diff : (double) NAN;
}

static int weekend_gap_points(const GArray *rows, const Comparison *comparison) {
  int with = 0, without = 0;
  for (guint i = 0; i < rows->len; i++) {
    const CompareRow *row = &g_array_index(rows, CompareRow, i);
    with += row->with && daytime_is_before_free_day((Night) row->day);
    without += !row->with && daytime_is_before_free_day((Night) row->day);
  }
  if (comparison->n_with == 0 || comparison->n_without == 0)
    return 0;
  return (int) lround(fabs(100.0 * with / comparison->n_with - 100.0 * without / comparison->n_without));
}

/* Whether the night says something about `step`, and on which side it stands. */
static gboolean takes_side(const History *history, const HistoryNight *night, guint16 step, gboolean *with) {
  const HistoryMark *found = history_find(history, night, step);
  if (!found || found->paused || found->outside || found->mark == MARK_OPEN)
    return FALSE;
  *with = streak_effective_mark(history, night, found) == MARK_DONE;
  return TRUE;
}

Comparison compare_step(const History *history, guint16 step, double confidence) {
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
  Comparison comparison = compare_rows((gconstpointer) rows->data, rows->len, confidence);
  comparison.weekend_gap_points = weekend_gap_points(rows, &comparison);
  comparison.weekday_diff = diff_among(rows, FALSE);
  comparison.weekend_diff = diff_among(rows, TRUE);
  if (unrated > 0)
    comparison.unrated_percent = (int) lround(100.0 * unrated / (unrated + (int) rows->len));
  return comparison;
}

int compare_newly_possible(const History *history, Night night) {
  const guint index = history_first_from(history, night);
  if (index >= history->nights->len || history_night(history, index)->night != night)
    return -1;
  const HistoryNight *answered = history_night(history, index);
  for (guint i = 0; i < answered->n_marks; i++) {
    const guint16 step = history_mark(history, answered, i)->step;
    gboolean with;
    if (!takes_side(history, answered, step, &with))
      continue;
    const Comparison comparison = compare_step(history, step, compare_confidence(1));
    const int here = with ? comparison.n_with : comparison.n_without;
    const int there = with ? comparison.n_without : comparison.n_with;
    if (here == COMPARE_MIN && there >= COMPARE_MIN)
      return step;
  }
  return -1;
}
