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

typedef struct {
  int n_with, n_without;
  double mean_with, mean_without, diff;
  double phi, se, df, low, high;
  double superiority;    /* chance that a random "with" morning beats a random other, ties half */
  gboolean has_interval; /* FALSE: ratings never varied, or a side is empty */
  CompareVerdict verdict;
  /* The guards. */
  int weekend_gap_points; /* |share of weekend nights with − without|, percentage points */
  int unrated_percent;    /* nights in range whose morning has no rating */
} Comparison;

/* "too-few", "early", "higher", "lower", "cannot-tell", "little": the words of the JSON shape. */
const char *compare_verdict_name(CompareVerdict verdict);

/* Compares `rows` (sorted by day, complete) with an interval of `confidence` (0.95; 1 − 0.05/m when m steps are looked
 * at). */
Comparison compare_rows(const CompareRow *rows, gsize n, double confidence);

/* Collects the rows of `step` from history (done: with; skipped or slipped: without; open and paused drop out; unrated
 * mornings drop out) and compares them, guards included. */
Comparison compare_step(const History *history, guint16 step, double confidence);
