/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Revision: what becomes of one step when a night is planned, for the first
 * time or anew. Private to this folder. */
#pragma once

#include "planning/placement.h"
#include "planning/planner.h"

typedef struct {
  const PlanRequest *request;
  Frame scheduled;     /* the night as the routine has it */
  Frame frame;         /* the same with what was moved by hand */
  gboolean is_moved;   /* something was */
  gint64 moved_at;     /* when */
  gboolean is_shifted; /* the zone or the shift differs from that of the stored plan */
  gboolean is_skipped; /* and that put the bedtime, which lay ahead, behind us: the evening never came */
} Revision;

/* Gives `step` as it now stands in the plan (owned); NULL when it is left out, and `fit` says why. */
PlanStep *revision_step(const Revision *revision, const Step *step, PlacementFit *fit) G_GNUC_WARN_UNUSED_RESULT;

/* Whether `stored` was answered: then it stays as it is, whatever the routine says. */
gboolean revision_is_answered(const Revision *revision, const PlanStep *stored);
