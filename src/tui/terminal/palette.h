/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The palette: what each role looks like right now, on a terminal of this
 * colour depth. Moves with the light of the evening, from the first evening step
 * to bedtime. Pure. */
#pragma once

#include "model/plan.h"
#include "model/theme.h"
#include "planning/agenda.h"

#include <glib.h>

typedef enum {
  COLOURS_NONE, /* monochrome, or NO_COLOR */
  COLOURS_8,
  COLOURS_256,
  COLOURS_DIRECT,
} ColourDepth;

/* Where the evening's light stands. */
typedef struct {
  Stage stage;
  double towards_bed; /* 0..1, with STAGE_DUSK */
} Light;

typedef struct {
  int foreground; /* by depth: 0..7, 16..255 or 0xRRGGBB; COLOUR_DEFAULT */
  gboolean bold;
  gboolean dim;
  gboolean reverse;
  gboolean underline;
} Look;

typedef struct {
  ColourDepth depth;
  int background; /* as a foreground; COLOUR_DEFAULT: the terminal's own is kept */
  Look looks[N_ROLES];
  Scenery scenery; /* as dark as it is now; its `hill` is COLOUR_DEFAULT where no pictures are painted */
  int ground;      /* 0xRRGGBB that pictures are mixed with: the theme's background, or the one it assumes */
} Palette;

/* What decides about the light; everything is borrowed. */
typedef struct {
  const Plan *plan;
  const Agenda *agenda;
  GTimeZone *zone;
  gint64 now;
} Sky;

/* The light at `sky->now`: day until the evening begins, then towards bedtime, once a minute in direct colour and every
 * five minutes otherwise. Always day when bedtime lies in daylight (04:00 to 18:00), until good night. */
Light light_at(const Sky *sky, ColourDepth depth);

Palette palette_at(const Theme *theme, Light light, ColourDepth depth);

/* The next instant at which the palette by `sky` is another one; 0: not tonight without an event. */
gint64 palette_next_change(const Theme *theme, const Sky *sky, ColourDepth depth);

gboolean palette_equal(const Palette *one, const Palette *other);
