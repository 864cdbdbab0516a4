/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"
#include "review/compare.h"

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
  return compare_rows((gconstpointer) rows->data, rows->len, 0.95);
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
    g_assert_true(is.has_interval);
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
  return compare_rows((gconstpointer) rows->data, rows->len, 0.95);
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

static void ratings_that_never_vary_have_no_interval(void) {
  const Comparison comparison = turns(20, "4", "3");
  g_assert_false(comparison.has_interval);
  g_assert_cmpfloat_with_epsilon(comparison.diff, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon(comparison.superiority, 1, 1e-12);
}

static void empty_side_is_counted_and_no_more(void) {
  const Comparison nothing = compare("", "");
  g_assert_cmpint(nothing.n_with + nothing.n_without, ==, 0);
  g_assert_cmpint(nothing.verdict, ==, COMPARE_TOO_FEW);
  const Comparison one_side = compare("1111", "3424");
  g_assert_cmpint(one_side.n_with, ==, 4);
  g_assert_false(one_side.has_interval);
  g_assert_cmpfloat(one_side.diff, ==, 0);
}

static void looking_at_more_steps_widens_the_interval(void) {
  g_assert_cmpfloat_with_epsilon(compare_confidence(1), 0.95, 1e-12);
  g_assert_cmpfloat_with_epsilon(compare_confidence(10), 0.995, 1e-12);
  g_autoptr(GArray) rows = rows_of(SIDES_B, RATINGS_B);
  const CompareRow *data = (gconstpointer) rows->data;
  const Comparison one = compare_rows(data, rows->len, compare_confidence(1));
  const Comparison ten = compare_rows(data, rows->len, compare_confidence(10));
  g_assert_cmpfloat(ten.low, <, one.low);
  g_assert_cmpfloat(ten.high, >, one.high);
}

/* The formulas as they are written down, with every pair summed. */
static Comparison plain_compare(const CompareRow *rows, int n) {
  Comparison c = compare_rows(rows, (gsize) n, 0.95);
  double squares = 0, products = 0, pairs = 0, variance = 0, freedom = n, wins = 0;
  g_autofree double *e = g_new(double, n);
  for (int i = 0; i < n; i++) {
    e[i] = rows[i].rating - (rows[i].with ? c.mean_with : c.mean_without);
    squares += e[i] * e[i];
  }
  for (int i = 0; i + 1 < n; i++) {
    if (rows[i + 1].day == rows[i].day + 1) {
      products += e[i] * e[i + 1];
      pairs += 1;
    }
  }
  const double r = pairs > 0 ? products / pairs / (squares / n) : 0;
  c.phi = fmin(0.8, fmax(0, r + (2 + 4 * fmax(r, 0)) / n));
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      const double correlation = i == j ? 1 : pow(c.phi, abs(rows[i].day - rows[j].day));
      const double w_i = rows[i].with ? 1.0 / c.n_with : -1.0 / c.n_without;
      const double w_j = rows[j].with ? 1.0 / c.n_with : -1.0 / c.n_without;
      variance += w_i * w_j * correlation;
      if (rows[i].with == rows[j].with)
        freedom -= correlation / (rows[i].with ? c.n_with : c.n_without);
      if (rows[i].with && !rows[j].with)
        wins += rows[i].rating > rows[j].rating ? 1 : rows[i].rating < rows[j].rating ? 0 : 0.5;
    }
  }
  c.se = sqrt(squares / freedom * variance);
  c.superiority = wins / c.n_with / c.n_without;
  return c;
}

static void agrees_with_the_plain_formulas(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(5);
  for (int attempt = 0; attempt < 150; attempt++) {
    CompareRow rows[250] = { { 1, TRUE, 3 }, { 2, FALSE, 2 }, { 3, TRUE, 4 } };
    const int n = g_rand_int_range(random, 4, 250);
    double drift = 3;
    for (int i = 3; i < n; i++) {
      drift = CLAMP(drift + g_rand_double_range(random, -1, 1), 1, 5); /* a long memory */
      rows[i].day = rows[i - 1].day + (g_rand_int_range(random, 0, 8) == 0 ? 5 : 1);
      rows[i].with = g_rand_boolean(random);
      rows[i].rating = round(drift);
    }
    const Comparison is = compare_rows(rows, (gsize) n, 0.95), should = plain_compare(rows, n);
    g_assert_cmpfloat_with_epsilon(is.phi, should.phi, 1e-9);
    g_assert_cmpfloat_with_epsilon(is.se, should.se, 1e-9);
    g_assert_cmpfloat_with_epsilon(is.superiority, should.superiority, 1e-9);
  }
}

static void only_answered_and_rated_nights_take_a_side(void) {
  const DrawnStep step = { "tea", "xx-~opexx" };
  g_autoptr(History) history = nights_draw(&step, 1);
  for (guint i = 0; i < 9; i++)
    nights_at(history, i)->rested = 3;
  nights_at(history, 1)->rested = 0;
  nights_at(history, 8)->rested = 0; /* tonight: its morning is still to come */
  const Comparison comparison = compare_step(history, 0, 0.95);
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
  const Comparison comparison = compare_step(history, 0, 0.95);
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
    g_assert_cmpint(compare_newly_possible(history, nights_at(history, (guint) n - 1)->night), ==, cases[i].step);
  }
  g_autoptr(History) none = history_new();
  g_assert_cmpint(compare_newly_possible(none, FIRST_NIGHT), ==, -1);
}

static void weekends_are_told_apart(void) {
  /* Two weeks from a Monday: skipped on Friday and Saturday, and once on a Wednesday. */
  const DrawnStep step = { "tea", "xxxx--xxx-x--x" };
  g_autoptr(History) history = nights_draw(&step, 1);
  const char ratings[] = "33332233343223";
  for (guint i = 0; i < 14; i++)
    nights_at(history, i)->rested = (gint8) (ratings[i] - '0');
  const Comparison comparison = compare_step(history, 0, 0.95);
  g_assert_cmpint(comparison.n_without, ==, 5);
  g_assert_cmpint(comparison.weekend_gap_points, ==, 80); /* none of nine against four of five */
  g_assert_true(isnan(comparison.weekend_diff));
  g_assert_cmpfloat_with_epsilon(comparison.weekday_diff, 3 - 4, 1e-12);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compare/reference-figures-to-four-decimals", reference_figures_to_four_decimals);
  g_test_add_func("/compare/verdicts-come-in-their-order", verdicts_come_in_their_order);
  g_test_add_func("/compare/ratings-that-never-vary-have-no-interval", ratings_that_never_vary_have_no_interval);
  g_test_add_func("/compare/empty-side-is-counted-and-no-more", empty_side_is_counted_and_no_more);
  g_test_add_func("/compare/more-steps-widen-the-interval", looking_at_more_steps_widens_the_interval);
  g_test_add_func("/compare/agrees-with-the-plain-formulas", agrees_with_the_plain_formulas);
  g_test_add_func("/compare/only-answered-and-rated-nights-take-a-side", only_answered_and_rated_nights_take_a_side);
  g_test_add_func("/compare/late-lights-out-stands-on-the-other-side", late_lights_out_stands_on_the_other_side);
  g_test_add_func("/compare/a-first-look-is-announced-once", a_first_look_is_announced_once);
  g_test_add_func("/compare/weekends-are-told-apart", weekends_are_told_apart);
  return g_test_run();
}
