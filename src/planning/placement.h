/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Placement: where a step stands in one night, and whether it stands there at
 * all. Private to this folder. */
#pragma once

#include "model/routine.h"

#include <glib.h>

/* The instants that times of a routine are counted from. */
typedef struct {
  gint64 start;
  gint64 bed; /* equals `wake` when no bedtime lies inside the night */
  gint64 wake;
  GTimeZone *zone;
} Frame;

typedef enum {
  PLACEMENT_FITS,
  PLACEMENT_OUTSIDE, /* before the night's start, or not before its end */
  PLACEMENT_ASLEEP,  /* between bedtime and the wake time */
  PLACEMENT_NO_BED,  /* counted from a bedtime that this night does not have */
} PlacementFit;

typedef struct {
  PlacementFit fit;
  gint64 at;
  gint64 until; /* its end; equal to `at` for a moment */
} Placement;

/* Whether a bedtime lies inside the night. */
gboolean placement_has_bed(const Frame *frame);

/* Gives the instant of `when`, be it inside the night or not. */
gint64 placement_instant(const Frame *frame, When when);

/* Gives the end of `step` when it begins at `at`: never before `at`, never after the night. */
gint64 placement_end(const Frame *frame, const Step *step, gint64 at);

/* Places `step`. */
Placement placement_step(const Frame *frame, const Step *step);
