/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The evening as a place: a hill that runs down from sunset to a house at
 * bedtime, with each step at its hour. Pure. */
#pragma once

#include "tui/canvas/canvas.h"

#include <glib.h>

typedef enum {
  LANTERN_COMING, /* open: a ring */
  LANTERN_LIT,    /* kept: a light that stays on */
  LANTERN_NONE,   /* skipped or not kept: nothing */
} LanternState;

typedef struct {
  gint64 at;
  const char *brief; /* the short title */
  const char *title; /* the whole title, where it has room; may be NULL */
  LanternState state;
  gboolean is_next; /* its label comes first and is the brightest */
} Lantern;

/* Everything is borrowed for the call. */
typedef struct {
  int row, column, columns, rows; /* where it is drawn; the last row holds the hours */
  gint64 from, bed, wake, now;    /* `from` is the left edge, `wake` the right one */
  GTimeZone *zone;
  const Lantern *lanterns; /* by time, without lights out */
  guint n_lanterns;
  const char *house;   /* the label over the house: lights out */
  gboolean window_lit; /* lights out is not answered yet */
  gboolean house_is_next;
  gboolean in_daylight; /* bedtime is by day: a pale band without moon and stars */
  double dark;          /* 0 at the first evening step to 1 at bedtime: how many stars are out */
} Valley;

/* Draws it. With colours the sky is the ground of every cell; without, the hill is an outline. */
void valley_draw(Canvas *canvas, const Valley *valley);

/* The share of the moon's cycle at `instant`, 0 to 1: 0 is new, 0.5 full. Mean lunation, within 14 hours of the true
 * phase (Meeus, Astronomical Algorithms, ch. 49). */
double valley_moon(gint64 instant);
