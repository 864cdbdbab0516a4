/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"
#include "review/trial_result.h"

#include <math.h>

static Trial *whole_trial(int nights) {
  Trial *trial = trial_new("stretch", 20261124, nights, FIRST_NIGHT, 1000);
  g_assert_true(trial_begin_blocks(trial, NULL, FIRST_NIGHT + (Night) nights));
  return trial;
}

/* A history of `trial` in which its lot was followed; mornings with it are rated `with`, those without `without`, and
 * every other one of both a point higher. */
static History *followed(const Trial *trial, int with, int without) {
  g_autoptr(GString) drawn = g_string_new(NULL);
  for (int i = 0; i < trial->nights; i++)
    g_string_append_c(drawn, trial_lot(trial, FIRST_NIGHT + (Night) i) == LOT_WITH ? 'x' : 'p');
  const DrawnStep step = { "stretch", drawn->str };
  History *history = nights_draw(&step, 1);
  int count[2] = { 0 };
  for (int i = 0; i < trial->nights; i++) {
    const gboolean has = drawn->str[i] == 'x';
    nights_at(history, (guint) i)->rested = (gint8) ((has ? with : without) + (count[has]++ % 2));
  }
  return history;
}

static Night last_of(const Trial *trial) {
  return FIRST_NIGHT + (Night) trial->nights - 1;
}

static void nothing_is_shown_before_the_last_morning(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  g_autoptr(History) history = followed(trial, 4, 2);
  g_auto(TrialResult) early = trial_result(trial, history, last_of(trial) - 1);
  g_assert_cmpint(early.stage, ==, TRIAL_RUNNING);
  g_assert_cmpint(early.verdict, ==, TRIAL_HIDDEN);
  g_assert_cmpint(early.nights_over, ==, 27);
  g_assert_cmpint(early.test.n_with, ==, 0);
  for (guint i = 0; i < early.nights->len; i++)
    g_assert_cmpint(g_array_index(early.nights, TrialNight, i).rested, ==, 0);
  g_auto(TrialResult) over = trial_result(trial, history, last_of(trial));
  g_assert_cmpint(over.stage, ==, TRIAL_OVER);
  g_assert_cmpint(over.verdict, ==, TRIAL_HIGHER);
  g_assert_cmpint(over.followed, ==, 28);
  g_assert_cmpfloat_with_epsilon(over.test.diff, 2, 1e-9);
  g_assert_cmpfloat(over.test.low, >, 1);
  g_assert_cmpfloat(over.test.high, <, 3);
}

static void given_up_trial_shows_no_result(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  g_autoptr(History) history = followed(trial, 4, 2);
  trial->given_up = FIRST_NIGHT + 27;
  g_auto(TrialResult) result = trial_result(trial, history, last_of(trial) + 10);
  g_assert_cmpint(result.stage, ==, TRIAL_GIVEN_UP);
  g_assert_cmpint(result.verdict, ==, TRIAL_HIDDEN);
  g_assert_cmpint(result.nights_over, ==, 27);
  g_assert_cmpfloat(result.test.diff, ==, 0);
}

static void lower_is_found_as_higher_is(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  g_autoptr(History) history = followed(trial, 2, 3);
  g_auto(TrialResult) result = trial_result(trial, history, last_of(trial));
  g_assert_cmpint(result.verdict, ==, TRIAL_LOWER);
}

static void equal_sides_show_no_difference(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_USUAL);
  g_autoptr(History) history = followed(trial, 3, 3);
  g_auto(TrialResult) result = trial_result(trial, history, last_of(trial));
  g_assert_cmpint(result.verdict, ==, TRIAL_NO_DIFFERENCE);
  g_assert_cmpfloat(result.test.low, <, 0);
  g_assert_cmpfloat(result.test.high, >, 0);
}

/* Leaves `keep` rated mornings on the side of `lot`. */
static void leave_unrated(const Trial *trial, History *history, Lot lot, int keep) {
  int seen = 0;
  for (int i = 0; i < trial->nights; i++) {
    if (trial_lot(trial, FIRST_NIGHT + (Night) i) == lot && ++seen > keep)
      nights_at(history, (guint) i)->rested = 0;
  }
}

static void ten_mornings_a_side_are_enough(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  for (int keep = TRIAL_MIN_RATED - 1; keep <= TRIAL_MIN_RATED; keep++) {
    for (Lot lot = LOT_WITH; lot <= LOT_WITHOUT; lot++) {
      g_autoptr(History) history = followed(trial, 4, 2);
      leave_unrated(trial, history, lot, keep);
      g_auto(TrialResult) result = trial_result(trial, history, last_of(trial));
      g_assert_cmpint(result.verdict, ==, keep < TRIAL_MIN_RATED ? TRIAL_TOO_FEW : TRIAL_HIGHER);
    }
  }
}

/* Does the other thing on the first `n` nights. */
static void disobey(const Trial *trial, History *history, int n) {
  for (int i = 0; i < n; i++) {
    const HistoryNight *night = nights_at(history, (guint) i);
    HistoryMark *mark = &g_array_index(history->marks, HistoryMark, night->first);
    mark->mark = trial_lot(trial, night->night) == LOT_WITH ? MARK_SLIPPED : MARK_DONE;
  }
}

static void lot_followed_on_seven_nights_of_ten_is_enough(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT); /* 70 % of 28 are 19.6 */
  for (int against = 8; against <= 9; against++) {
    g_autoptr(History) history = followed(trial, 4, 2);
    disobey(trial, history, against);
    g_auto(TrialResult) result = trial_result(trial, history, last_of(trial));
    g_assert_cmpint(result.followed, ==, 28 - against);
    g_assert_cmpint(result.verdict, ==, against == 9 ? TRIAL_NOT_FOLLOWED : TRIAL_HIGHER);
  }
}

static void night_belongs_to_its_lot_whatever_was_done(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  g_autoptr(History) history = followed(trial, 4, 2);
  disobey(trial, history, 8);
  g_auto(TrialResult) result = trial_result(trial, history, last_of(trial));
  g_assert_cmpfloat_with_epsilon(result.test.diff, 2, 1e-9);
}

static void step_left_open_on_a_night_with_it_was_not_followed(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  g_autoptr(History) history = followed(trial, 4, 2);
  for (guint i = 0; i < history->marks->len; i++)
    g_array_index(history->marks, HistoryMark, i).mark = MARK_OPEN;
  g_auto(TrialResult) result = trial_result(trial, history, last_of(trial));
  g_assert_cmpint(result.followed, ==, 14);
  g_assert_cmpint(result.verdict, ==, TRIAL_NOT_FOLLOWED);
}

static int means_differ(int with, int sum, int all, int all_sum, double least) {
  if (with == 0 || with == all)
    return 1;
  return fabs((double) sum / with - (double) (all_sum - sum) / (all - with)) >= least - 1e-9;
}

/* Counts every draw of a trial of 28 nights one by one: 279,936. */
static double chance_by_hand(const Trial *trial, const int *ratings, double least) {
  static const guint draws[] = { 0x3, 0x5, 0x9, 0x6, 0xa, 0xc };
  int all = 0, all_sum = 0;
  long far = 0, total = 0;
  for (int i = 0; i < TRIAL_SHORT; i++) {
    all += ratings[i] > 0;
    all_sum += ratings[i];
  }
  for (int draw = 0; draw < 279936; draw++) {
    int with = 0, sum = 0;
    for (int i = 0, left = draw; i < TRIAL_SHORT; i++) {
      if (draws[left % 6] & (1u << (i % 4)) && ratings[i] > 0) {
        with++;
        sum += ratings[i];
      }
      left = i % 4 == 3 ? left / 6 : left;
    }
    far += means_differ(with, sum, all, all_sum, least);
    total++;
  }
  return (double) far / (double) total;
}

static void chance_is_the_share_of_all_draws(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  guint64 state = 7;
  for (int run = 0; run < 3; run++) {
    int ratings[TRIAL_SHORT];
    for (int i = 0; i < TRIAL_SHORT; i++)
      ratings[i] = (int) (trial_random(&state) % 6); /* 0 in a sixth of them */
    const TrialTest test = trial_test(trial, ratings);
    g_assert_cmpfloat_with_epsilon(test.p, chance_by_hand(trial, ratings, fabs(test.diff)), 1e-12);
    g_assert_cmpfloat(test.p, ==, trial_test_quick(trial, ratings).p);
  }
}

static void range_excludes_zero_exactly_where_there_is_a_finding(void) {
  guint64 state = 11;
  int found = 0;
  for (int run = 0; run < 60; run++) {
    g_autoptr(Trial) trial = trial_new("stretch", trial_random(&state), TRIAL_USUAL, FIRST_NIGHT, 1);
    int ratings[TRIAL_USUAL];
    for (int i = 0; i < TRIAL_USUAL; i++) {
      const gboolean with = (trial_draw_block(trial, (guint) i / 4) >> (i % 4)) & 1;
      ratings[i] = 1 + (int) (trial_random(&state) % 4) + (with && trial_random(&state) % 2);
    }
    const TrialTest test = trial_test(trial, ratings);
    g_assert_cmpint(test.low > 0 || test.high < 0, ==, test.p <= TRIAL_CHANCE);
    g_assert_cmpfloat(test.low, <=, test.diff);
    g_assert_cmpfloat(test.high, >=, test.diff);
    found += test.p <= TRIAL_CHANCE;
  }
  g_assert_cmpint(found, >, 5);
  g_assert_cmpint(found, <, 55);
}

static void side_without_a_morning_has_no_difference(void) {
  g_autoptr(Trial) trial = whole_trial(TRIAL_SHORT);
  int ratings[TRIAL_SHORT] = { 0 };
  const TrialTest test = trial_test(trial, ratings);
  g_assert_cmpfloat(test.p, ==, 1);
  g_assert_cmpfloat(test.diff, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/trial-result/nothing-is-shown-before-the-last-morning", nothing_is_shown_before_the_last_morning);
  g_test_add_func("/trial-result/given-up-trial-shows-no-result", given_up_trial_shows_no_result);
  g_test_add_func("/trial-result/lower-is-found-as-higher-is", lower_is_found_as_higher_is);
  g_test_add_func("/trial-result/equal-sides-show-no-difference", equal_sides_show_no_difference);
  g_test_add_func("/trial-result/ten-mornings-a-side-are-enough", ten_mornings_a_side_are_enough);
  g_test_add_func("/trial-result/lot-followed-on-seven-nights-of-ten-is-enough",
                  lot_followed_on_seven_nights_of_ten_is_enough);
  g_test_add_func("/trial-result/night-belongs-to-its-lot-whatever-was-done",
                  night_belongs_to_its_lot_whatever_was_done);
  g_test_add_func("/trial-result/open-on-a-night-with-it-is-not-followed",
                  step_left_open_on_a_night_with_it_was_not_followed);
  g_test_add_func("/trial-result/chance-is-the-share-of-all-draws", chance_is_the_share_of_all_draws);
  g_test_add_func("/trial-result/range-excludes-zero-exactly-where-there-is-a-finding",
                  range_excludes_zero_exactly_where_there_is_a_finding);
  g_test_add_func("/trial-result/side-without-a-morning-has-no-difference", side_without_a_morning_has_no_difference);
  return g_test_run();
}
