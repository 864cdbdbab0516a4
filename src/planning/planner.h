/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The planner: a routine applied to one night. Pure. */
#pragma once

#include "model/plan.h"
#include "model/record.h"
#include "model/routine.h"

#include <glib.h>

typedef struct {
  const Routine *routine;
  const ShiftChoices *choices; /* NULL: none */
  GTimeZone *zone;
  gint64 now;
  gint64 first_run_at;  /* when the program first ran; a step that was over by then `predates_start`; 0: long ago */
  gint64 start;         /* where the night before ended, for a night that has not begun; 0: as scheduled */
  const Record *record; /* for the moved bed and wake time, and the marks; NULL: none */
  const Plan *stored;   /* the plan that this night had so far; NULL: none yet */
} PlanRequest;

/* Plans `night` (owned); when its date does not exist in the zone, a copy of `stored`, or NULL. Without `stored`, every
 * step of the routine that is due that night is at its time. With it, the plan is revised: answered steps and what
 * has begun keep their start, open steps follow the routine and the bedtime, open steps that the routine no longer has
 * disappear, new steps whose time has passed are marked `predates_start`, and what a moved bedtime puts into the past
 * is `folded`. `warnings` (of char *, may be NULL) receives a sentence for each step that was left out because it falls
 * outside the night or into the planned sleep. */
Plan *planner_plan(const PlanRequest *request, Night night, GPtrArray *warnings) G_GNUC_WARN_UNUSED_RESULT;

/* Returns the instant of `when` in the night that `plan` describes. */
gint64 planner_instant(const Plan *plan, When when, GTimeZone *zone);
