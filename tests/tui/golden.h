/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Golden screens: what a canvas shows, compared exactly with a file under
 * tests/golden. With WINDDOWN_GOLDEN_UPDATE=1 the files are written anew. */
#pragma once

#include "tui/canvas/canvas.h"

/* Compares the canvas as text with golden/NAME.txt. */
void golden_check(const Canvas *canvas, const char *name);

/* Compares its roles with golden/NAME.roles.txt. */
void golden_check_roles(const Canvas *canvas, const char *name);

/* Draws one screen. */
typedef void (*GoldenDraw)(Canvas *canvas, gpointer data);

/* The same for every size that a screen is designed for, with both sets of shapes: NAME-40x12.txt, NAME-80x24.txt,
 * NAME-132x43.txt and an -ascii.txt of each. */
void golden_check_sizes(GoldenDraw draw, gpointer data, const char *name);
