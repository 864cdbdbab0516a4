/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One evening by hand for the tests of this room: 07:00 to 07:00, bed 23:00.
 * Its clock counts seconds from midnight; at(23, 30) is 23:30, at(24, 10) ten
 * past midnight. */
#pragma once

#include "base/error.h"
#include "tracking/tracking.h"

#define EVENING_NIGHT 739944 /* 2026-11-24 */

static inline gint64 at(int hour, int minute) {
  return (gint64) hour * 3600 + minute * 60;
}

static inline void evening_add(Plan *plan, const char *id, StepKind kind, gint64 from, gint64 until) {
  const PlanStep step = {
    .id = (char *) id, .title = (char *) id, .kind = kind, .at = from, .until = until, .counts = TRUE
  };
  g_ptr_array_add(plan->steps, plan_step_copy(&step));
}

/* Caffeine from 14:00 and screens from 22:30 until bed, tea at 21:00, ten minutes of stretch from 22:00, bed. */
static inline Plan *evening_plan(void) {
  Plan *plan = plan_new(EVENING_NIGHT);
  plan->start = at(7, 0);
  plan->bed = plan->target_bed = at(23, 0);
  plan->wake = at(31, 0);
  evening_add(plan, "caffeine", STEP_AVOID, at(14, 0), at(23, 0));
  evening_add(plan, "tea", STEP_DO, at(21, 0), at(21, 0));
  evening_add(plan, "stretch", STEP_GUIDED, at(22, 0), at(22, 10));
  evening_add(plan, "screens", STEP_AVOID, at(22, 30), at(23, 0));
  evening_add(plan, "bed", STEP_DO, at(23, 0), at(23, 0));
  return plan;
}

/* Applies `action` at `now` to `*record` and puts the new one in its place; the test ends when it is refused. */
static inline void evening_do(const Plan *plan, Record **record, gint64 now, Action action) {
  const TrackingInput input = { .plan = plan, .record = *record, .now = now, .offset = 3600 };
  g_autoptr(GError) error = NULL;
  Record *applied = tracking_apply(&input, &action, &error);
  g_assert_no_error(error);
  record_free(*record);
  *record = applied;
}

/* The test ends when `action` is not refused with exactly that sentence. */
static inline void evening_refuses(const Plan *plan, const Record *record, gint64 now, Action action,
                                   const char *sentence) {
  const TrackingInput input = { .plan = plan, .record = record, .now = now, .offset = 3600 };
  g_autoptr(GError) error = NULL;
  g_assert_null(tracking_apply(&input, &action, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  g_assert_cmpstr(error->message, ==, sentence);
}
