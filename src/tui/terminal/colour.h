/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours as numbers, 0xRRGGBB in sRGB: mixing, contrast, and the nearest entry
 * of the palettes that terminals share. Pure. */
#pragma once

#include <glib.h>

/* The first entry of the 256 that is the same on every terminal: those below are the user's own. */
#define COLOUR_CUBE_FIRST 16

/* Gives the colour `share` (0..1) of the way from `from` to `to`, along a straight line in Oklab, where equal steps
 * look equally large (Ottosson 2020). */
int colour_mix(int from, int to, double share);

/* Contrast of two colours, 1..21 (WCAG 2.1, relative luminance). */
double colour_contrast(int one, int other);

/* What the entry 16..255 of the 256 colours shows. */
int colour_of_cube(int entry);

/* The entry 16..255 that looks nearest to `rgb` among those whose contrast against `background` is at least
 * `least_contrast`; the nearest of all when none is. */
int colour_nearest_cube(int rgb, int background, double least_contrast);

/* The nearest of the eight basic colours, 0..7. */
int colour_nearest_basic(int rgb);
