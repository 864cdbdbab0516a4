/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/dimming.h"

#include "base/daytime.h"

#define STEP_SECONDS DAYTIME_MINUTE_SECONDS
#define FULL_PERCENT 100

static gboolean dims(const ScreenSettings *screen) {
  return screen->dim_to_percent > 0 && screen->dim_to_percent < FULL_PERCENT && screen->over_minutes > 0;
}

static gint64 start_of(const Plan *plan, const ScreenSettings *screen) {
  return plan->bed - (gint64) screen->over_minutes * STEP_SECONDS;
}

int dimming_percent(const Plan *plan, const ScreenSettings *screen, gint64 now) {
  if (!dims(screen) || now < start_of(plan, screen) || now >= plan->wake)
    return FULL_PERCENT;
  if (now >= plan->bed)
    return screen->dim_to_percent;
  const int steps = (int) ((now - start_of(plan, screen)) / STEP_SECONDS);
  return FULL_PERCENT - (FULL_PERCENT - screen->dim_to_percent) * steps / screen->over_minutes;
}

gint64 dimming_next(const Plan *plan, const ScreenSettings *screen, gint64 now) {
  const gint64 start = start_of(plan, screen);
  if (!dims(screen) || now >= plan->wake)
    return 0;
  if (now >= plan->bed)
    return plan->wake;
  return now < start ? start : now + STEP_SECONDS - (now - start) % STEP_SECONDS;
}
