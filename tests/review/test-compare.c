/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "nights.h"
#include "review/compare.h"
#include "support/quantile.h"

#include <math.h>

/* Rows from day 1 on: `sides` is 1 (with) or 0, `ratings` a digit; '.' is a morning without a rating. */
static GArray *rows_of(const char *sides, const char *ratings) {
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(CompareRow));
  for (gsize i = 0; i < strlen(sides); i++) {
    const CompareRow row = { (int) i + 1, sides[i] == '1', ratings[i] - '0' };
    if (ratings[i] != '.')
      g_array_append_val(rows, row);
  }
  return rows;
}

static Comparison compare(const char *sides, const char *ratings) {
  g_autoptr(GArray) rows = rows_of(sides, ratings);
  return compare_rows((gconstpointer) rows->data, rows->len, COMPARE_SIDES, (EstimateWidth){ 0.95, quantile() });
}

#define SIDES_B "00000000000000111111111111111111111"
#define RATINGS_B "32334322.3433233443.443323454433443"

static void reference_figures_to_four_decimals(void) {
  const struct {
    const char *sides, *ratings;
    Comparison expected;
  } cases[] = {
    { "10110010101010",
      "43342353443243",
      { .n_with = 7,
        .n_without = 7,
        .mean_with = 3.8571,
        .mean_without = 2.8571,
        .diff = 1.0000,
        .phi = 0.0852,
        .se = 0.3498,
        .df = 9.8025,
        .low = 0.2185,
        .high = 1.7815,
        .superiority = 0.8367 } },
    { SIDES_B,
      RATINGS_B,
      { .n_with = 20,
        .n_without = 13,
        .mean_with = 3.5000,
        .mean_without = 2.8462,
        .diff = 0.6538,
        .phi = 0.4279,
        .se = 0.3746,
        .df = 11.2210,
        .low = -0.1687,
        .high = 1.4764,
        .superiority = 0.7327 } },
    { "1010101010",
      "3443223344",
      { .n_with = 5,
        .n_without = 5,
        .mean_with = 3.2000,
        .mean_without = 3.2000,
        .diff = 0.0000,
        .phi = 0.8000,
        .se = 0.2806,
        .df = 2.0000,
        .low = -1.2073,
        .high = 1.2073,
        .superiority = 0.5000 } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Comparison is = compare(cases[i].sides, cases[i].ratings), should = cases[i].expected;
    g_assert_cmpint(is.n_with, ==, should.n_with);
    g_assert_cmpint(is.n_without, ==, should.n_without);
    g_assert_cmpint(is.range, ==, COMPARE_HAS_RANGE);
    g_assert_cmpfloat_with_epsilon(is.mean_with, should.mean_with, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.mean_without, should.mean_without, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.diff, should.diff, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.phi, should.phi, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.se, should.se, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.df, should.df, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.low, should.low, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.high, should.high, 0.00005);
    g_assert_cmpfloat_with_epsilon(is.superiority, should.superiority, 0.00005);
  }
}

/* `n` nights a side, taking turns, rated by the digits of `with` and `without` in turn. */
static Comparison turns(int n, const char *with, const char *without) {
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(CompareRow));
  for (int i = 0; i < 2 * n; i++) {
    const char *ratings = i % 2 == 0 ? with : without;
    const CompareRow row = { i * 2, i % 2 == 0, ratings[(gsize) (i / 2) % strlen(ratings)] - '0' };
    g_array_append_val(rows, row);
  }
  return compare_rows((gconstpointer) rows->data, rows->len, COMPARE_SIDES, (EstimateWidth){ 0.95, quantile() });
}

static void verdicts_come_in_their_order(void) {
  const struct {
    int n;
    const char *with, *without;
    CompareVerdict verdict;
    const char *name;
  } cases[] = {
    { 6, "5545", "1121", COMPARE_TOO_FEW, "too-few" },
    { 7, "5545", "1121", COMPARE_EARLY, "early" },
    { 13, "5545", "1121", COMPARE_EARLY, "early" },
    { 14, "5545", "1121", COMPARE_HIGHER, "higher" },
    { 14, "1121", "5545", COMPARE_LOWER, "lower" },
    { 14, "1535", "5315", COMPARE_CANNOT_TELL, "cannot-tell" },
    { 60, "34", "43", COMPARE_NO_DIFFERENCE, "little" },
    { 400, "344444", "343434", COMPARE_HIGHER, "higher" }, /* inside ±0.5, but it excludes 0 */
    { 14, "3", "3", COMPARE_CANNOT_TELL, "cannot-tell" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Comparison comparison = turns(cases[i].n, cases[i].with, cases[i].without);
    g_test_message("%d a side, %s against %s", cases[i].n, cases[i].with, cases[i].without);
    g_assert_cmpint(comparison.verdict, ==, cases[i].verdict);
    g_assert_cmpstr(compare_verdict_name(comparison.verdict), ==, cases[i].name);
  }
}

static void equal_ratings_have_no_range_and_say_which(void) {
  const struct {
    const char *with, *without;
    CompareRange range;
  } cases[] = {
    { "4", "4", COMPARE_ALL_EQUAL },
    { "4", "3", COMPARE_SIDES_EQUAL },
    { "4", "43", COMPARE_HAS_RANGE },
    { "43", "4", COMPARE_HAS_RANGE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Comparison comparison = turns(20, cases[i].with, cases[i].without);
    g_test_message("%s against %s", cases[i].with, cases[i].without);
    g_assert_cmpint(comparison.range, ==, cases[i].range);
    g_assert_cmpfloat_with_epsilon(comparison.adjusted, comparison.diff, 1e-12);
    if (comparison.range != COMPARE_HAS_RANGE)
      g_assert_cmpint(comparison.verdict, ==, COMPARE_CANNOT_TELL);
  }
}

/* One other rating in a hundred: what whole numbers hide is wider than what they show. */
static void range_is_never_narrower_than_rounding(void) {
  CompareRow rows[200];
  for (int i = 0; i < 200; i++)
    rows[i] = (CompareRow){ i * 2, i % 2 == 0, i == 7 ? 3 : 4 };
  const Comparison comparison = compare_rows(rows, 200, COMPARE_SIDES, (EstimateWidth){ 0.95, quantile() });
  g_assert_cmpfloat_with_epsilon(comparison.se, sqrt((1.0 / 100 + 1.0 / 100) / 12), 0.002);
  g_assert_cmpfloat(comparison.high - comparison.low, >, 0.1);
}

static void pairs_that_are_the_same_are_on_no_side(void) {
  const Comparison comparison = turns(6, "234", "234");
  g_assert_cmpfloat_with_epsilon(comparison.better, 1.0 / 3, 1e-12);
  g_assert_cmpfloat_with_epsilon(comparison.worse, 1.0 / 3, 1e-12);
  g_assert_cmpfloat_with_epsilon(comparison.superiority, 0.5, 1e-12);
}

/* Ten weeks, left out on Friday and Saturday but for every fifth night; mornings after them are a point better. */
static void weekends_are_evened_out(void) {
  CompareRow rows[70];
  for (int i = 0; i < 70; i++) {
    const gboolean weekend = i % 7 == 4 || i % 7 == 5;
    rows[i] = (CompareRow){ FIRST_NIGHT + i, (i % 5 == 0) == weekend, 3 + weekend + (i % 3 == 0) };
  }
  g_assert_cmpint(compare_rows(rows, 70, COMPARE_SIDES, (EstimateWidth){ 0.95, quantile() }).verdict, ==,
                  COMPARE_LOWER);
  const Comparison beside = compare_rows(rows, 70, COMPARE_BESIDE_TIME, (EstimateWidth){ 0.95, quantile() });
  g_assert_cmpfloat_with_epsilon(beside.adjusted, 0, 0.15);
  g_assert_cmpint(beside.verdict, !=, COMPARE_LOWER);
  g_assert_cmpfloat(beside.diff, <, -0.3); /* the means are told as they are */
}

static void steady_rise_is_evened_out(void) {
  CompareRow rows[80];
  for (int i = 0; i < 80; i++)
    rows[i] = (CompareRow){ FIRST_NIGHT + i, i >= 40, 2 + (i + 7 * (i % 3)) / 30 };
  g_assert_cmpint(compare_rows(rows, 80, COMPARE_SIDES, (EstimateWidth){ 0.95, quantile() }).verdict, ==,
                  COMPARE_HIGHER);
  g_assert_cmpint(compare_rows(rows, 80, COMPARE_BESIDE_TIME, (EstimateWidth){ 0.95, quantile() }).verdict, !=,
                  COMPARE_HIGHER);
}

/* With it on every other night, without it on every weekend one: nothing tells the one from the other. */
static void sides_that_are_the_weekend_are_tangled(void) {
  CompareRow rows[70];
  for (int i = 0; i < 70; i++)
    rows[i] = (CompareRow){ FIRST_NIGHT + i, i % 7 != 4 && i % 7 != 5, 2 + i % 3 };
  const Comparison comparison = compare_rows(rows, 70, COMPARE_BESIDE_TIME, (EstimateWidth){ 0.95, quantile() });
  g_assert_cmpint(comparison.range, ==, COMPARE_TANGLED);
  g_assert_cmpint(comparison.verdict, ==, COMPARE_CANNOT_TELL);
  g_assert_cmpfloat(comparison.adjusted, ==, comparison.diff);
}

static void empty_side_is_counted_and_no_more(void) {
  const Comparison nothing = compare("", "");
  g_assert_cmpint(nothing.n_with + nothing.n_without, ==, 0);
  g_assert_cmpint(nothing.verdict, ==, COMPARE_TOO_FEW);
  const Comparison one_side = compare("1111", "3424");
  g_assert_cmpint(one_side.n_with, ==, 4);
  g_assert_cmpint(one_side.range, ==, COMPARE_ONE_SIDE);
  g_assert_cmpfloat(one_side.diff, ==, 0);
}

static void looking_at_more_steps_widens_the_interval(void) {
  g_assert_cmpfloat_with_epsilon(compare_width(1, quantile()).confidence, 0.95, 1e-12);
  g_assert_cmpfloat_with_epsilon(compare_width(10, quantile()).confidence, 0.995, 1e-12);
  g_autoptr(GArray) rows = rows_of(SIDES_B, RATINGS_B);
  const CompareRow *data = (gconstpointer) rows->data;
  const Comparison one = compare_rows(data, rows->len, COMPARE_SIDES, compare_width(1, quantile()));
  const Comparison ten = compare_rows(data, rows->len, COMPARE_SIDES, compare_width(10, quantile()));
  g_assert_cmpfloat(ten.low, <, one.low);
  g_assert_cmpfloat(ten.high, >, one.high);
}

#define MOST_ROWS 250

/* Solves a x = b by Gauss with a swap of rows; `a` and `b` are used up. */
static void solve(int p, double a[4][4], double *b) {
  for (int i = 0; i < p; i++) {
    int best = i;
    for (int row = i; row < p; row++)
      best = fabs(a[row][i]) > fabs(a[best][i]) ? row : best;
    for (int k = 0; k < p; k++) {
      const double kept = a[i][k];
      a[i][k] = a[best][k];
      a[best][k] = kept;
    }
    const double kept = b[i];
    b[i] = b[best];
    b[best] = kept;
    for (int row = 0; row < p; row++) {
      const double times = a[row][i] / a[i][i];
      for (int k = 0; row != i && k < p; k++)
        a[row][k] -= times * a[i][k];
      b[row] -= row != i ? times * b[i] : 0;
    }
  }
  for (int i = 0; i < p; i++)
    b[i] /= a[i][i];
}

/* The weights with which the ratings make each coefficient: the rows of (X'X)^-1 X'. */
static void find_weights(int n, int p, double x[MOST_ROWS][4], double weights[4][MOST_ROWS]) {
  for (int i = 0; i < n; i++) {
    double square[4][4] = { { 0 } }, side[4];
    for (int row = 0; row < n; row++) {
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < p; k++)
          square[j][k] += x[row][j] * x[row][k];
      }
    }
    memcpy(side, x[i], sizeof side);
    solve(p, square, side);
    for (int j = 0; j < p; j++)
      weights[j][i] = side[j];
  }
}

/* The formulas as they are written down, with every pair summed. */
static Comparison plain_compare(const CompareRow *rows, int n, CompareFit fit) {
  static double x[MOST_ROWS][4], weights[4][MOST_ROWS], e[MOST_ROWS];
  Comparison c = compare_rows(rows, (gsize) n, fit, (EstimateWidth){ 0.95, quantile() });
  const int p = fit == COMPARE_SIDES ? 2 : 4;
  double squares = 0, products = 0, pairs = 0, variance = 0, freedom = n, wins = 0;
  for (int i = 0; i < n; i++) {
    const double columns[] = { 1, rows[i].with, daytime_is_before_free_day((Night) rows[i].day),
                               rows[i].day - rows[0].day };
    memcpy(x[i], columns, sizeof columns);
  }
  find_weights(n, p, x, weights);
  c.adjusted = 0;
  for (int i = 0; i < n; i++) {
    c.adjusted += weights[1][i] * rows[i].rating;
    e[i] = rows[i].rating;
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < p; k++)
        e[i] -= x[i][k] * weights[k][j] * rows[j].rating;
    }
    squares += e[i] * e[i];
  }
  for (int i = 0; i + 1 < n; i++) {
    if (rows[i + 1].day == rows[i].day + 1) {
      products += e[i] * e[i + 1];
      pairs += 1;
    }
  }
  const double r = pairs > 0 ? products / pairs / (squares / n) : 0;
  c.phi = fmin(0.8, fmax(0, r + (p + 2 * p * fmax(r, 0)) / n));
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      const double correlation = i == j ? 1 : pow(c.phi, abs(rows[i].day - rows[j].day));
      variance += weights[1][i] * weights[1][j] * correlation;
      for (int k = 0; k < p; k++)
        freedom -= x[i][k] * weights[k][j] * correlation;
      if (rows[i].with && !rows[j].with)
        wins += rows[i].rating > rows[j].rating ? 1 : rows[i].rating < rows[j].rating ? 0 : 0.5;
    }
  }
  c.se = sqrt(fmax(squares / freedom, 1.0 / 12) * variance);
  c.superiority = wins / c.n_with / c.n_without;
  return c;
}

static void agrees_with_the_plain_formulas(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(5);
  for (int attempt = 0; attempt < 60; attempt++) {
    CompareRow rows[MOST_ROWS] = { { 1, TRUE, 3 }, { 2, FALSE, 2 }, { 3, TRUE, 4 } };
    const CompareFit fit = attempt % 2 ? COMPARE_BESIDE_TIME : COMPARE_SIDES;
    const int n = g_rand_int_range(random, 12, attempt < 50 ? 60 : MOST_ROWS);
    double drift = 3;
    for (int i = 3; i < n; i++) {
      drift = CLAMP(drift + g_rand_double_range(random, -1, 1), 1, 5); /* a long memory */
      rows[i].day = rows[i - 1].day + (g_rand_int_range(random, 0, 8) == 0 ? 5 : 1);
      rows[i].with = g_rand_boolean(random);
      rows[i].rating = round(drift);
    }
    const Comparison is = compare_rows(rows, (gsize) n, fit, (EstimateWidth){ 0.95, quantile() }),
                     should = plain_compare(rows, n, fit);
    g_assert_cmpint(is.range, ==, COMPARE_HAS_RANGE);
    g_assert_cmpfloat_with_epsilon(is.adjusted, should.adjusted, 1e-9);
    g_assert_cmpfloat_with_epsilon(is.phi, should.phi, 1e-9);
    g_assert_cmpfloat_with_epsilon(is.se, should.se, 1e-9);
    g_assert_cmpfloat_with_epsilon(is.superiority, should.superiority, 1e-9);
  }
}

static void only_answered_and_rated_nights_take_a_side(void) {
  const DrawnStep step = { "tea", "xx-~opeaxx" };
  g_autoptr(History) history = nights_draw(&step, 1);
  for (guint i = 0; i < 10; i++)
    nights_at(history, i)->rested = 3;
  nights_at(history, 1)->rested = 0;
  nights_at(history, 9)->rested = 0; /* tonight: its morning is still to come */
  const Comparison comparison = compare_step(history, 0, (EstimateWidth){ 0.95, quantile() });
  g_assert_cmpint(comparison.n_with, ==, 2);
  g_assert_cmpint(comparison.n_without, ==, 2);
  g_assert_cmpint(comparison.unrated_percent, ==, 20);
}

static void late_lights_out_stands_on_the_other_side(void) {
  const DrawnStep step = { "bed", "xx" };
  g_autoptr(History) history = nights_draw(&step, 1);
  for (guint i = 0; i < 2; i++) {
    nights_at(history, i)->rested = 4;
    nights_at(history, i)->lights_out = nights_at(history, i)->target_bed + (i == 0 ? 0 : 3600);
  }
  const Comparison comparison = compare_step(history, 0, (EstimateWidth){ 0.95, quantile() });
  g_assert_cmpint(comparison.n_with, ==, 1);
  g_assert_cmpint(comparison.n_without, ==, 1);
}

static void a_first_look_is_announced_once(void) {
  const struct {
    const char *tea, *bed;
    int late; /* the newest of so many nights had lights out late */
    int step;
  } cases[] = {
    { "-------xxxxxxx", "ooooooooooooooo", 0, 0 },   /* the seventh with it */
    { "-------xxxxxx", "ooooooooooooooo", 0, -1 },   /* the sixth */
    { "-------xxxxxxxx", "ooooooooooooooo", 0, -1 }, /* it was announced the night before */
    { "------xxxxxxxxx", "ooooooooooooooo", 0, -1 }, /* too few without */
    { "xxxxxxxx------~", "ooooooooooooooo", 0, 0 },  /* the seventh without it */
    { "-------xxxxxxxp", "ooooooooooooooo", 0, -1 }, /* paused, or not due: that night takes no side */
    { "-------xxxxxxxe", "ooooooooooooooo", 0, -1 },
    { "ooooooooooooooo", "xxxxxxxxxxxxxxx", 7, 1 }, /* done, but late: that stands on the other side */
    { "ooooooooooooooo", "xxxxxxxxxxxxxxx", 8, -1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const DrawnStep steps[] = { { "tea", cases[i].tea }, { "bed", cases[i].bed } };
    g_autoptr(History) history = nights_draw(steps, 2);
    const int n = (int) history->nights->len;
    for (int night = 0; night < n; night++) {
      HistoryNight *drawn = nights_at(history, (guint) night);
      drawn->rested = (gint8) (1 + night % 5);
      drawn->lights_out = drawn->target_bed + (n - night <= cases[i].late ? 3600 : 0);
    }
    g_test_message("%s %s", cases[i].tea, cases[i].bed);
    g_assert_cmpint(compare_newly_possible(history, NULL, nights_at(history, (guint) n - 1)->night, NIGHT_NONE), ==,
                    cases[i].step);
  }
  g_autoptr(History) none = history_new();
  g_assert_cmpint(compare_newly_possible(none, NULL, FIRST_NIGHT, NIGHT_NONE), ==, -1);
}

static void shares_of_weekends_are_told(void) {
  /* Two weeks from a Monday: skipped on Friday and Saturday, and once on a Wednesday. */
  const DrawnStep step = { "tea", "xxxx--xxx-x--x" };
  g_autoptr(History) history = nights_draw(&step, 1);
  for (guint i = 0; i < 14; i++)
    nights_at(history, i)->rested = 3;
  const Comparison comparison = compare_step(history, 0, (EstimateWidth){ 0.95, quantile() });
  g_assert_cmpint(comparison.n_without, ==, 5);
  g_assert_cmpint(comparison.weekend_percent_with, ==, 0);
  g_assert_cmpint(comparison.weekend_percent_without, ==, 80);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compare/reference-figures-to-four-decimals", reference_figures_to_four_decimals);
  g_test_add_func("/compare/verdicts-come-in-their-order", verdicts_come_in_their_order);
  g_test_add_func("/compare/equal-ratings-have-no-range-and-say-which", equal_ratings_have_no_range_and_say_which);
  g_test_add_func("/compare/range-is-never-narrower-than-rounding", range_is_never_narrower_than_rounding);
  g_test_add_func("/compare/pairs-that-are-the-same-are-on-no-side", pairs_that_are_the_same_are_on_no_side);
  g_test_add_func("/compare/weekends-are-evened-out", weekends_are_evened_out);
  g_test_add_func("/compare/steady-rise-is-evened-out", steady_rise_is_evened_out);
  g_test_add_func("/compare/sides-that-are-the-weekend-are-tangled", sides_that_are_the_weekend_are_tangled);
  g_test_add_func("/compare/empty-side-is-counted-and-no-more", empty_side_is_counted_and_no_more);
  g_test_add_func("/compare/more-steps-widen-the-interval", looking_at_more_steps_widens_the_interval);
  g_test_add_func("/compare/agrees-with-the-plain-formulas", agrees_with_the_plain_formulas);
  g_test_add_func("/compare/only-answered-and-rated-nights-take-a-side", only_answered_and_rated_nights_take_a_side);
  g_test_add_func("/compare/late-lights-out-stands-on-the-other-side", late_lights_out_stands_on_the_other_side);
  g_test_add_func("/compare/a-first-look-is-announced-once", a_first_look_is_announced_once);
  g_test_add_func("/compare/shares-of-weekends-are-told", shares_of_weekends_are_told);
  return g_test_run();
}
