/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/paint.h"

#include "tui/terminal/colour.h"

#include <math.h>

#define COARSE_SKY 6 /* shades where neighbouring colours are far apart */

/* How much of the way to the hill's own dark the sky goes by bedtime. */
#define WEST_FADES 0.72
#define EAST_FADES 0.55
#define MOON_FADES 0.25
#define LAMP_FADES 0.2

static int step_of(double share, int steps) {
  return CLAMP((int) (share * steps), 0, steps - 1);
}

Paint paint_sky(double x, double y) {
  return (Paint) (PAINT_SKY + step_of(y, PAINT_SKY_ROWS) * PAINT_SKY_COLUMNS + step_of(x, PAINT_SKY_COLUMNS));
}

Paint paint_glow(double share) {
  return (Paint) (PAINT_GLOW + step_of(share, PAINT_RAMP));
}

Paint paint_sleep(double share) {
  return (Paint) (PAINT_SLEEP + step_of(share, PAINT_RAMP));
}

/* Sunset in the west, night in the east, darker towards the top. */
static int sky_colour(const Scenery *scenery, int column, int row, gboolean coarse) {
  double x = (double) column / (PAINT_SKY_COLUMNS - 1);
  double y = (double) row / (PAINT_SKY_ROWS - 1);
  if (coarse) {
    /* So far apart, the shades of sunset are a glow at the edge and no wall. */
    x = (double) step_of(sqrt(x), COARSE_SKY) / (COARSE_SKY - 1);
    y = 1;
  }
  /* The colour is near the horizon of the west: the violet between fills most of the way. */
  const int violet = colour_mix(scenery->west, scenery->east, 0.7);
  const int along = x < 0.42 ? colour_mix(scenery->west, violet, x / 0.42)
                             : colour_mix(violet, scenery->east, (x - 0.42) / 0.58);
  return colour_mix(along, colour_mix(scenery->east, scenery->hill, 0.6), 0.55 * (1 - y));
}

static int ramp(int from, int to, guint step) {
  return colour_mix(from, to, (double) step / (PAINT_RAMP - 1));
}

int paint_colour(Paint paint, const Scenery *scenery, int background, gboolean coarse) {
  if (paint == PAINT_NONE || scenery->hill == COLOUR_DEFAULT)
    return COLOUR_DEFAULT;
  if (paint >= PAINT_SLEEP)
    return ramp(scenery->sleep, scenery->lamp, paint - PAINT_SLEEP);
  if (paint >= PAINT_GLOW)
    return ramp(background, scenery->lamp, paint - PAINT_GLOW);
  if (paint < PAINT_HILL) {
    const int cell = (int) (paint - PAINT_SKY);
    return sky_colour(scenery, cell % PAINT_SKY_COLUMNS, cell / PAINT_SKY_COLUMNS, coarse);
  }
  switch ((int) paint) {
  case PAINT_FAR_HILL: return colour_mix(colour_mix(scenery->west, scenery->east, 0.75), scenery->hill, 0.55);
  case PAINT_LAMP: return scenery->lamp;
  case PAINT_MOON: return scenery->moon;
  case PAINT_MOON_SEA: return colour_mix(scenery->moon, scenery->east, 0.18);
  case PAINT_STAR: return colour_mix(scenery->east, scenery->moon, 0.6);
  case PAINT_STEM: return colour_mix(scenery->east, scenery->moon, 0.35);
  case PAINT_NOW: return colour_mix(scenery->east, scenery->lamp, 0.6);
  case PAINT_BAND: return colour_mix(background, scenery->lamp, 0.12);
  default: return scenery->hill;
  }
}

Scenery paint_darken(const Scenery *scenery, double share) {
  if (scenery->hill == COLOUR_DEFAULT)
    return *scenery;
  return (Scenery){
    .west = colour_mix(scenery->west, scenery->hill, share * WEST_FADES),
    .east = colour_mix(scenery->east, scenery->hill, share * EAST_FADES),
    .hill = scenery->hill,
    .lamp = colour_mix(scenery->lamp, scenery->hill, share * LAMP_FADES),
    .moon = colour_mix(scenery->moon, scenery->hill, share * MOON_FADES),
    .sleep = colour_mix(scenery->sleep, scenery->hill, share * LAMP_FADES),
  };
}
