/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small pieces of pictures that any view can put on its canvas: a curve, a
 * line with soft ends, a ring. Each has a form without paint and one in ASCII.
 * Pure. */
#pragma once

#include "tui/canvas/canvas.h"

typedef struct {
  int row, column, columns, rows;
} PlotPlace;

/* A curve of `n` values at equal distances over the whole place, `low` at its foot and `high` at its head. A value
 * below `low` is unknown: the curve has a gap there. In braille, eight points a cell; in ASCII a point a column. */
void plot_curve(Canvas *canvas, const PlotPlace *place, Role role, const double *values, int n, double low,
                double high);

/* A line in one row from `from` to `to` (in columns, fractions count) as a night's sleep: from the night's shade to the
 * morning's. What lies outside the place is left out. */
void plot_sleep(Canvas *canvas, const PlotPlace *place, double from, double to);

/* A bar in one row that is full to `share` (0..1), in eighths of a column; the rest is a faint track. */
void plot_bar(Canvas *canvas, const PlotPlace *place, double share);

/* How often each of the ratings 1 to `n` was given, as dots in one row around its place on the scale; a dot is one, or
 * more where they have no room. `mean` (0: none) is a mark among them. */
void plot_ratings(Canvas *canvas, const PlotPlace *place, const int *counts, int n, double mean);

/* The scale of plot_ratings: the figures 1 to `n`. */
void plot_ratings_scale(Canvas *canvas, const PlotPlace *place, int n);

/* A soft ring around the middle of the place, `share` (0..1) of the largest that has room; `dim` (0..1) takes light
 * away from it. */
void plot_ring(Canvas *canvas, const PlotPlace *place, double share, double dim);
