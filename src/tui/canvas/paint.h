/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints: the colours of pictures. A cell names a paint as it names a role; what
 * that looks like follows from the theme's scenery and the light of the evening,
 * so that no drawing knows a colour. */
#pragma once

#include "model/theme.h"

#include <glib.h>

enum { PAINT_SKY_COLUMNS = 24, PAINT_SKY_ROWS = 8, PAINT_RAMP = 16 };

typedef enum {
  PAINT_NONE, /* the role's own colour, or the terminal's ground */
  PAINT_SKY,  /* a grid of PAINT_SKY_COLUMNS × PAINT_SKY_ROWS: paint_sky() */
  PAINT_HILL = PAINT_SKY + PAINT_SKY_COLUMNS * PAINT_SKY_ROWS,
  PAINT_FAR_HILL, /* a ridge behind it */
  PAINT_LAMP,
  PAINT_MOON,
  PAINT_MOON_SEA,
  PAINT_STAR,
  PAINT_STEM,                            /* what carries a label over the hill */
  PAINT_NOW,                             /* the line of now across the sky */
  PAINT_BAND,                            /* the ground of a selected row */
  PAINT_TRACK,                           /* what a bar has yet to fill */
  PAINT_GLOW,                            /* PAINT_RAMP shades from the ground to the lamp: paint_glow() */
  PAINT_SLEEP = PAINT_GLOW + PAINT_RAMP, /* PAINT_RAMP shades from night to morning: paint_sleep() */
  N_PAINTS = PAINT_SLEEP + PAINT_RAMP,
} Paint;

/* The sky at `x` (0 sunset to 1 night) and `y` (0 top to 1 horizon); a shade of the glow or of a night's sleep, 0 to 1.
 */
Paint paint_sky(double x, double y);
Paint paint_glow(double share);
Paint paint_sleep(double share);

/* 0xRRGGBB of `paint` in that scenery over `background`; COLOUR_DEFAULT for PAINT_NONE or without a scenery. With
 * `coarse` (256 colours) the sky has six shades and no more. */
int paint_colour(Paint paint, const Scenery *scenery, int background, gboolean coarse);

/* The scenery as the evening has darkened it by `share` (0 sunset to 1 bedtime); nothing in it becomes lighter. */
Scenery paint_darken(const Scenery *scenery, double share);
