/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The test counts draws instead of making some: ratings are whole numbers, so all that a draw comes to is how many
 * rated mornings it puts on the side with the step, how many of those are there by the draw that was made, and the sum
 * of their ratings. The draws that come to the same are counted together, block by block, and millions of millions of
 * draws are a few thousand sums. A rating shifted by a supposed difference follows from the same three numbers, so the
 * range needs no second count. */
#include "review/trial_result.h"

#include <math.h>
#include <string.h>

#define MOST_WITH (TRIAL_LONG / 2)
#define MOST_SUM (5 * MOST_WITH)
#define EPSILON 1e-9

/* What draws come to: how many rated mornings they put on the side with the step, how many of those the draw that was
 * made puts there as well, and the sum of their ratings. */
typedef struct {
  int with, shared, sum;
  double draws;
} Outcome;

/* The counts of draws by outcome. The draw that was made is left out of account where no range is wanted. */
typedef struct {
  int shared; /* how many values `shared` can have */
  double *counts;
} Counts;

/* What there is to test. */
typedef struct {
  const Trial *trial;
  const int *ratings;
  int rated, sum;           /* of all mornings */
  int rated_with, sum_with; /* of those on the side with the step, by the draw that was made */
} Mornings;

static Outcome outcome_of(const Mornings *mornings, guint block, guint drawn) {
  const guint made = trial_draw_block(mornings->trial, block);
  Outcome outcome = { .draws = 1 };
  for (int place = 0; place < trial_block_nights(mornings->trial, block); place++) {
    const int rating = mornings->ratings[block * TRIAL_BLOCK + (guint) place];
    if (rating == 0 || !(drawn & (1u << place)))
      continue;
    outcome.with++;
    outcome.shared += (made & (1u << place)) != 0;
    outcome.sum += rating;
  }
  return outcome;
}

/* TRUE if `drawn` can be the draw of a block of so many nights. */
static gboolean is_half(guint drawn, int nights) {
  int bits = 0;
  if (drawn >> nights)
    return FALSE;
  for (int place = 0; place < nights; place++)
    bits += (drawn & (1u << place)) != 0;
  return bits == nights / 2;
}

static double *count_at(const Counts *counts, int with, int shared, int sum) {
  return &counts->counts[(with * counts->shared + shared) * (MOST_SUM + 1) + sum];
}

static Counts counts_new(int shared) {
  return (Counts){ shared, g_new0(double, (gsize) ((MOST_WITH + 1) * shared * (MOST_SUM + 1))) };
}

/* Moves what draws of the blocks before come to, one after the other, to what they come to with `drawn` of `block`. */
static void add_draw(const Mornings *mornings, guint block, guint drawn, const Counts *before, Counts *after) {
  const Outcome more = outcome_of(mornings, block, drawn);
  const int most = TRIAL_BLOCK / 2 * (int) block;
  const int shared_more = before->shared > 1 ? more.shared : 0;
  for (int with = 0; with <= most; with++) {
    for (int shared = 0; shared < MIN(before->shared, with + 1); shared++) {
      for (int sum = with; sum <= 5 * with; sum++) {
        const double draws = *count_at(before, with, shared, sum);
        if (draws > 0)
          *count_at(after, with + more.with, shared + shared_more, sum + more.sum) += draws;
      }
    }
  }
}

/* Returns the outcomes of all possible draws (owned, of Outcome), with `shared` 0 in all of them if no range is wanted.
 */
static GArray *list_outcomes(const Mornings *mornings, gboolean wants_range) {
  Counts counts = counts_new(wants_range ? MOST_WITH + 1 : 1);
  GArray *outcomes = g_array_new(FALSE, FALSE, sizeof(Outcome));
  *count_at(&counts, 0, 0, 0) = 1;
  for (guint block = 0; block < trial_count_blocks(mornings->trial); block++) {
    Counts next = counts_new(counts.shared);
    for (guint drawn = 0; drawn < 1u << TRIAL_BLOCK; drawn++) {
      if (is_half(drawn, trial_block_nights(mornings->trial, block)))
        add_draw(mornings, block, drawn, &counts, &next);
    }
    g_free(counts.counts);
    counts = next;
  }
  for (int with = 0; with <= MOST_WITH; with++) {
    for (int shared = 0; shared < MIN(counts.shared, with + 1); shared++) {
      for (int sum = with; sum <= 5 * with; sum++) {
        const Outcome outcome = { with, shared, sum, *count_at(&counts, with, shared, sum) };
        if (outcome.draws > 0)
          g_array_append_val(outcomes, outcome);
      }
    }
  }
  g_free(counts.counts);
  return outcomes;
}

/* How far the means of the sides are apart if the draw had come to `outcome` and the step made a difference of `shift`,
 * which is taken off the ratings that had it. A draw that leaves a side empty counts as far apart as can be. */
static double distance(const Mornings *mornings, const Outcome *outcome, double shift) {
  const int without = mornings->rated - outcome->with;
  if (outcome->with == 0 || without == 0)
    return INFINITY;
  const double sum = outcome->sum - shift * outcome->shared;
  const double rest = mornings->sum - outcome->sum - shift * (mornings->rated_with - outcome->shared);
  return fabs(sum / outcome->with - rest / without);
}

/* The share of all draws that put the sides at least as far apart as the draw that was made. */
static double chance_of(const Mornings *mornings, const GArray *outcomes, double shift) {
  const Outcome made = { mornings->rated_with, mornings->rated_with, mornings->sum_with, 1 };
  const double least = distance(mornings, &made, shift) - EPSILON;
  double all = 0, far = 0;
  for (guint i = 0; i < outcomes->len; i++) {
    const Outcome *outcome = &g_array_index(outcomes, Outcome, i);
    all += outcome->draws;
    if (distance(mornings, outcome, shift) >= least)
      far += outcome->draws;
  }
  return far / all;
}

static Mornings read_mornings(const Trial *trial, const int *ratings) {
  Mornings mornings = { .trial = trial, .ratings = ratings };
  for (guint block = 0; block < trial_count_blocks(trial); block++) {
    const Outcome made = outcome_of(&mornings, block, trial_draw_block(trial, block));
    const Outcome all = outcome_of(&mornings, block, (1u << TRIAL_BLOCK) - 1);
    mornings.rated += all.with;
    mornings.sum += all.sum;
    mornings.rated_with += made.with;
    mornings.sum_with += made.sum;
  }
  return mornings;
}

/* The range is what the test does not speak against, from the outermost differences inwards. */
static void find_range(const Mornings *mornings, const GArray *outcomes, TrialTest *test) {
  int low = -400, high = 400;
  while (low < high && chance_of(mornings, outcomes, low / 100.0) <= TRIAL_CHANCE)
    low++;
  while (high > low && chance_of(mornings, outcomes, high / 100.0) <= TRIAL_CHANCE)
    high--;
  test->low = low / 100.0;
  test->high = high / 100.0;
}

static TrialTest run_test(const Trial *trial, const int *ratings, gboolean wants_range) {
  const Mornings mornings = read_mornings(trial, ratings);
  TrialTest test = { .n_with = mornings.rated_with, .n_without = mornings.rated - mornings.rated_with, .p = 1 };
  if (test.n_with > 0)
    test.mean_with = (double) mornings.sum_with / test.n_with;
  if (test.n_without > 0)
    test.mean_without = (double) (mornings.sum - mornings.sum_with) / test.n_without;
  if (test.n_with == 0 || test.n_without == 0)
    return test;
  test.diff = test.mean_with - test.mean_without;
  g_autoptr(GArray) outcomes = list_outcomes(&mornings, wants_range);
  test.p = chance_of(&mornings, outcomes, 0);
  if (wants_range)
    find_range(&mornings, outcomes, &test);
  return test;
}

TrialTest trial_test(const Trial *trial, const int *ratings) {
  return run_test(trial, ratings, TRUE);
}

TrialTest trial_test_quick(const Trial *trial, const int *ratings) {
  return run_test(trial, ratings, FALSE);
}

/* --- the trial as a whole --- */

static TrialStage stage_of(const Trial *trial, Night closed_to) {
  const Night last = trial_last_night(trial);
  if (trial->given_up != NIGHT_NONE)
    return TRIAL_GIVEN_UP;
  return last != NIGHT_NONE && closed_to >= last ? TRIAL_OVER : TRIAL_RUNNING;
}

static TrialNight read_night(const Trial *trial, const History *history, Night number, gboolean shows_ratings) {
  TrialNight night = { .night = number, .lot = trial_lot(trial, number) };
  const int step = history_step(history, trial->step);
  const guint index = history_first_from(history, number);
  if (index >= history->nights->len || history_night(history, index)->night != number)
    return night;
  const HistoryNight *known = history_night(history, index);
  const HistoryMark *mark = step < 0 ? NULL : history_find(history, known, (guint16) step);
  night.done = mark && mark->mark == MARK_DONE;
  night.rested = shows_ratings ? known->rested : 0;
  return night;
}

static TrialVerdict judge(const TrialResult *result) {
  if (MIN(result->test.n_with, result->test.n_without) < TRIAL_MIN_RATED)
    return TRIAL_TOO_FEW;
  if (result->followed * 100 < result->nights_over * TRIAL_MIN_FOLLOWED_PERCENT)
    return TRIAL_NOT_FOLLOWED;
  if (result->test.p > TRIAL_CHANCE)
    return TRIAL_NO_DIFFERENCE;
  return result->test.diff > 0 ? TRIAL_HIGHER : TRIAL_LOWER;
}

TrialResult trial_result(const Trial *trial, const History *history, Night closed_to) {
  TrialResult result = { .stage = stage_of(trial, closed_to), .nights = g_array_new(FALSE, FALSE, sizeof(TrialNight)) };
  int ratings[TRIAL_LONG] = { 0 };
  for (guint block = 0; block < trial->n_blocks; block++) {
    for (int place = 0; place < trial_block_nights(trial, block); place++) {
      const Night number = trial->blocks[block] + (Night) place;
      const TrialNight night = read_night(trial, history, number, result.stage == TRIAL_OVER);
      if (night.lot == LOT_NONE || number > closed_to)
        continue;
      g_array_append_val(result.nights, night);
      result.nights_over++;
      result.followed += night.done == (night.lot == LOT_WITH);
      ratings[block * TRIAL_BLOCK + (guint) place] = night.rested;
    }
  }
  if (result.stage != TRIAL_OVER)
    return result;
  result.test = trial_test(trial, ratings);
  result.verdict = judge(&result);
  return result;
}

void trial_result_clear(TrialResult *result) {
  g_clear_pointer(&result->nights, g_array_unref);
}

const char *trial_verdict_name(TrialVerdict verdict) {
  static const char *const names[] = {
    [TRIAL_HIDDEN] = "hidden", [TRIAL_TOO_FEW] = "too-few", [TRIAL_NOT_FOLLOWED] = "not-followed",
    [TRIAL_HIGHER] = "higher", [TRIAL_LOWER] = "lower",     [TRIAL_NO_DIFFERENCE] = "no-difference",
  };
  return names[verdict];
}

const char *trial_stage_name(TrialStage stage) {
  static const char *const names[] = {
    [TRIAL_RUNNING] = "running",
    [TRIAL_GIVEN_UP] = "given-up",
    [TRIAL_OVER] = "over",
  };
  return names[stage];
}

int trial_power_in_ten(int nights, double points) {
  const gboolean is_whole = points >= 1;
  switch (nights) {
  case TRIAL_SHORT: return is_whole ? 6 : 2;
  case TRIAL_USUAL: return is_whole ? 8 : 3;
  default: return is_whole ? 9 : 4;
  }
}
