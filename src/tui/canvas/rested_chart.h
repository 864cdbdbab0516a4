/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Restedness over weeks: a curve through the means of the weeks, and a dot a
 * night where there is room. Weeks speak, nights whisper. Pure. */
#pragma once

#include "tui/canvas/weeks.h"

#define RESTED_CHART_ROWS 7 /* the heading, 5 to 1, the months */
#define RESTED_CHART_AXIS 2 /* columns for the scale */

/* Draws the chart of the range of `subject`'s history into at most `columns` columns. */
void rested_chart_draw(Canvas *canvas, int row, int column, int columns, const Weeks *range, const History *history);

/* One row for many weeks: each week's mean as a block of its height. */
void rested_chart_draw_line(Canvas *canvas, int row, int column, const Weeks *weeks, const History *history);
