/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The review of a range of nights at a glance: what the screen, the command
 * and the JSON all show. Pure. */
#pragma once

#include "model/history.h"
#include "review/regularity.h"
#include "review/streak.h"

#include <glib.h>

typedef struct {
  Night from, to;
  NightCounts nights;
  Streak streak;      /* the routine's, over all of the history */
  GArray *steps;      /* of StepReview, in the order of history->step_ids */
  int rated;          /* mornings with an answer */
  double rested_mean; /* 1..5; 0 with none rated */
  const char *shift;  /* interned: regularity is judged within this shift alone, the most frequent; NULL: no shifts */
  BedtimeSpread bedtime;
  gboolean has_sri;
  double sri; /* diary-based Sleep Regularity Index */
} ReviewSummary;

/* Sums up the nights from `from` to `to` (NIGHT_NONE: no limit; owned). */
ReviewSummary *review_summary_new(const History *history, Night from, Night to, const StreakRules *rules);
void review_summary_free(ReviewSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReviewSummary, review_summary_free)
