/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one-person comparison: mornings after nights with a step done against
 * mornings after nights logged as not done. Allows for night-to-night memory
 * (AR(1) by Yule-Walker with a small-sample correction) in the manner of Tang &
 * Landes 2020. Pure. */
#pragma once

#include "model/history.h"

#define COMPARE_MIN 7      /* nights a side before any figure is shown */
#define COMPARE_VERDICT 14 /* nights a side before a verdict */
#define COMPARE_LITTLE 0.5 /* an interval within ± this is little or no difference */

/* From these on a guard is worth a sentence. */
#define COMPARE_WEEKEND_GAP_POINTS 25
#define COMPARE_UNRATED_PERCENT 20

typedef struct {
  int day; /* any day number; gaps matter */
  gboolean with;
  double rating;
} CompareRow;

typedef enum {
  COMPARE_TOO_FEW,
  COMPARE_EARLY,
  COMPARE_HIGHER,
  COMPARE_LOWER,
  COMPARE_CANNOT_TELL,
  COMPARE_NO_DIFFERENCE, /* "little" */
} CompareVerdict;

#define N_COMPARE_VERDICTS 6

typedef struct {
  int n_with, n_without;
  double mean_with, mean_without, diff; /* the mean of an empty side, and then the difference, is 0 */
  double phi, se, df, low, high;
  double superiority;    /* chance that a random "with" morning beats a random other, ties half */
  gboolean has_interval; /* FALSE: ratings never varied within the sides, or a side is empty */
  CompareVerdict verdict;
  /* The guards; compare_rows leaves them 0. */
  int weekend_gap_points;            /* |share of weekend nights with − without|, percentage points */
  double weekday_diff, weekend_diff; /* the difference among those nights alone; NAN where a side has none */
  int unrated_percent;               /* nights of both sides whose morning has no rating */
} Comparison;

/* "too-few", "early", "higher", "lower", "cannot-tell", "little": the words of the JSON shape. */
const char *compare_verdict_name(CompareVerdict verdict);

/* How wide the intervals are when `n_steps` are looked at together: 1 − 0.05 / n_steps (Bonferroni). */
double compare_confidence(int n_steps);

/* Compares `rows` (sorted by day, complete, one a day) with an interval of `confidence`. An interval that excludes 0 is
 * higher or lower before it is little. */
Comparison compare_rows(const CompareRow *rows, gsize n, double confidence);

/* Collects the rows of `step` from history (done: with; skipped or slipped: without; open, paused and outside nights
 * and unrated mornings drop out; lights out is judged by its time) and compares them, guards included. Weekend nights
 * are those of Friday and Saturday. The newest night's morning may be still to come and is never called unrated. */
Comparison compare_step(const History *history, guint16 step, double confidence);

/* The first step of which the morning of `night` made a first look possible: with it that night's side has COMPARE_MIN
 * mornings, and the other one has as many. −1: none. */
int compare_newly_possible(const History *history, Night night);
