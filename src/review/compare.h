/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one-person comparison: mornings after nights with a step done against
 * mornings after nights logged as not done. Allows for night-to-night memory
 * and, for a step, for weekends and for ratings that drift over the record:
 * nights with and without it are rarely spread alike over both. Pure. */
#pragma once

#include "model/history.h"
#include "model/routine.h"
#include "review/estimate.h"

#define COMPARE_MIN 7      /* nights a side before any figure is shown */
#define COMPARE_VERDICT 14 /* nights a side before a verdict */
#define COMPARE_RATINGS 5  /* the scale is 1 to this */
#define COMPARE_LITTLE 0.5 /* an interval within ± this is little or no difference */

typedef struct {
  int day; /* any day number; gaps matter */
  gboolean with;
  double rating;
} CompareRow;

/* What else differs between the sides and is evened out. */
typedef enum {
  COMPARE_SIDES,       /* nothing: the difference of two means */
  COMPARE_BESIDE_TIME, /* weekend nights (Friday and Saturday) and a steady drift */
} CompareFit;

/* Whether there is a likely range, or why not. */
typedef enum {
  COMPARE_ONE_SIDE, /* a side has no morning */
  COMPARE_HAS_RANGE,
  COMPARE_ALL_EQUAL,   /* every rating is the same number */
  COMPARE_SIDES_EQUAL, /* each side has one number, and they differ */
  COMPARE_NO_QUANTILE, /* the width has none */
  COMPARE_TANGLED,     /* the sides fall together with weekends or with time, or the nights are too few to tell */
} CompareRange;

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
  int rated_with[COMPARE_RATINGS], rated_without[COMPARE_RATINGS]; /* mornings of each rating, from 1 on */
  double mean_with, mean_without, diff; /* the mean of an empty side, and then the difference, is 0 */
  double adjusted;                      /* the difference beside what was evened out; `diff` where nothing was */
  double phi, se, df, low, high;        /* of `adjusted` */
  double better, worse; /* shares of all pairs of a morning of each side: rated higher with it, without it */
  double superiority;   /* better, with half of the pairs that are the same */
  CompareRange range;
  CompareVerdict verdict;
  /* The guards; compare_rows leaves them 0. */
  int weekend_percent_with, weekend_percent_without; /* of each side's nights */
  int unrated_percent;                               /* nights of both sides whose morning has no rating */
} Comparison;

/* "too-few", "early", "higher", "lower", "cannot-tell", "little": the words of the JSON shape. */
const char *compare_verdict_name(CompareVerdict verdict);

/* How wide the intervals are when `n_steps` are looked at together: 1 − 0.05 / n_steps (Bonferroni). */
EstimateWidth compare_width(int n_steps, EstimateQuantile t_quantile);

/* Compares `rows` (sorted by day, complete, one a day) with an interval of `width`. An interval that excludes 0 is
 * higher or lower before it is little. Days are nights where weekends are evened out. */
Comparison compare_rows(const CompareRow *rows, gsize n, CompareFit fit, EstimateWidth width);

/* Collects the rows of `step` from history (done: with; skipped or slipped: without; open, paused and outside nights
 * and unrated mornings drop out; lights out is judged by its time) and compares them, guards included. Weekend nights
 * are those of Friday and Saturday. The newest night's morning may be still to come and is never called unrated. */
Comparison compare_step(const History *history, guint16 step, EstimateWidth width);

/* The first step of which the morning of `night` made a first look possible: with it that night's side has COMPARE_MIN
 * mornings, and the other one has as many. −1: none. Steps in a course are passed over: what comes out of it stays
 * hidden. */
int compare_newly_possible(const History *history, const Routine *routine, Night night, Night closed_to);
