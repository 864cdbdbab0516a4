/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dimmer lowers the backlight towards bedtime and gives back what the
 * person had: in the morning, when the program ends, and after it was killed.
 * One process does it at a time. Once the person changes the brightness by hand,
 * it is left alone until the next evening. */
#pragma once

#include "model/plan.h"
#include "model/settings.h"

#include <glib.h>

typedef struct Dimmer Dimmer;

/* Told in one sentence why the light could not be changed. */
typedef void (*DimmerFunc)(const char *said, gpointer data);

/* Returns a dimmer (owned) of the backlights in `class_folder` that remembers in `state_folder` what it changed. */
Dimmer *dimmer_new(const char *class_folder, const char *state_folder, DimmerFunc said, gpointer data);

/* Ends it. With `restores` the person's own brightness is set again; else another process goes on from here. */
void dimmer_free(Dimmer *dimmer, gboolean restores);

/* Sets the light to what `now` asks for. Returns when that next changes; 0: not this night. */
gint64 dimmer_turn(Dimmer *dimmer, const Plan *plan, const ScreenSettings *screen, gint64 now);

/* What is left of the light at `now`, in percent of what the person had: 100 until `over_minutes` before bedtime, then
 * a step down every minute, `dim_to_percent` from bedtime to the end of the night. 100 if nothing is to be dimmed.
 * Pure. */
int dimmer_percent(const Plan *plan, const ScreenSettings *screen, gint64 now);

/* Returns when that next changes; 0: not this night. Pure. */
gint64 dimmer_next(const Plan *plan, const ScreenSettings *screen, gint64 now);

/* TRUE if a change is under way; a turn does nothing meanwhile. */
gboolean dimmer_is_busy(const Dimmer *dimmer);
