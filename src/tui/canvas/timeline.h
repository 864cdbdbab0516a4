/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The evening as one horizontal line that runs towards bedtime: labels above,
 * hours below. After bedtime it turns round and shows the night ahead. */
#pragma once

#include "app/app.h"
#include "tui/canvas/canvas.h"

#define TIMELINE_ROWS 3 /* labels, bar, hours */

typedef struct {
  int row; /* of the labels */
  int column;
  int columns;
} TimelinePlace;

/* Draws the evening into `place`. `current` is the step (index) whose label comes first; -1: none. */
void timeline_draw(Canvas *canvas, const TimelinePlace *place, const Evening *evening, int current);

/* The left edge of the evening's picture: a half hour, and two and a half hours before bedtime or more. */
gint64 timeline_start(const Evening *evening);

/* Draws the night from now to waking. */
void timeline_draw_night(Canvas *canvas, const TimelinePlace *place, const Evening *evening);
