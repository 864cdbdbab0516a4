/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far the screen's backlight is lowered towards bedtime. Pure. */
#pragma once

#include "model/plan.h"
#include "model/settings.h"

#include <glib.h>

/* What is left of the light at `now`, in percent of what the person had: 100 until `over_minutes` before bedtime, then
 * a step down every minute, `dim_to_percent` from bedtime to the end of the night. 100 where nothing is to be dimmed.
 */
int dimming_percent(const Plan *plan, const ScreenSettings *screen, gint64 now);

/* When that next changes; 0: not this night. */
gint64 dimming_next(const Plan *plan, const ScreenSettings *screen, gint64 now);
