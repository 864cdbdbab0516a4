/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the mornings of a trial by lot say. A night belongs to the side that was drawn for it, whatever was done
 * (intention to treat), and the draw that was made is compared with every draw that could have been made in the same
 * blocks with the same mornings unanswered: a randomisation test, two-sided, counted exactly. There is nothing to see
 * before the last morning. Pure. */
#pragma once

#include "model/history.h"
#include "model/trial.h"

#define TRIAL_MIN_RATED 10            /* rated mornings a side that a finding needs */
#define TRIAL_MIN_FOLLOWED_PERCENT 70 /* nights on which the lot was followed that a finding needs */
#define TRIAL_CHANCE 0.05             /* a difference that lots alone make as often or more is no finding */

/* The test of ratings alone. */
typedef struct {
  int n_with, n_without;          /* rated mornings */
  double mean_with, mean_without; /* 0 for an empty side, and then so is the difference */
  double diff;
  double p;         /* the share of all possible draws whose means differ at least as much; 1 if a side is empty */
  double low, high; /* every difference, in hundredths from -4 to 4, from which the ratings do not stand out that far */
} TrialTest;

/* Tests `ratings`, one for each of the trial's nights in their order, 0 for a morning without one. */
TrialTest trial_test(const Trial *trial, const int *ratings);

/* The same without the range: `low` and `high` are 0. */
TrialTest trial_test_quick(const Trial *trial, const int *ratings);

typedef enum {
  TRIAL_RUNNING, /* its last morning is still to come */
  TRIAL_GIVEN_UP,
  TRIAL_OVER,
} TrialStage;

typedef enum {
  TRIAL_HIDDEN,       /* it is not over, or was given up */
  TRIAL_TOO_FEW,      /* a side has fewer than TRIAL_MIN_RATED mornings */
  TRIAL_NOT_FOLLOWED, /* the lot was followed on fewer nights than TRIAL_MIN_FOLLOWED_PERCENT */
  TRIAL_HIGHER,
  TRIAL_LOWER,
  TRIAL_NO_DIFFERENCE,
} TrialVerdict;

typedef struct {
  TrialStage stage;
  TrialVerdict verdict;
  int nights_over; /* closed nights of the trial, up to where it was given up */
  int followed;    /* those of them on which the lot was followed: done when with, not done when without */
  TrialTest test;  /* all zero while the verdict is TRIAL_HIDDEN */
  GArray *nights;  /* of TrialNight, those that have begun (owned); no rating in it while that is so */
} TrialResult;

typedef struct {
  Night night;
  Lot lot;
  gboolean done;
  int rested; /* 1..5; 0: not rated, or hidden */
} TrialNight;

/* Judges `trial` by `history`. `closed_to` is the newest closed night, as in StreakRules. Clear the result. */
TrialResult trial_result(const Trial *trial, const History *history, Night closed_to);
void trial_result_clear(TrialResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TrialResult, trial_result_clear)

/* "hidden", "too-few", "not-followed", "higher", "lower", "no-difference", and "running", "given-up", "over": the words
 * of the JSON shape. */
const char *trial_verdict_name(TrialVerdict verdict);
const char *trial_stage_name(TrialStage stage);

/* Of ten people who have a difference of `points` (0.5 or 1), how many a trial of that many nights finds it for, by the
 * simulation in tests/bench. */
int trial_power_in_ten(int nights, double points);
