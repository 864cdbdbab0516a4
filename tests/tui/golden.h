/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Golden screens: what a canvas shows, compared exactly with a file under
 * tests/golden. With WINDDOWN_GOLDEN_UPDATE=1 the files are written anew. */
#pragma once

#include "tui/canvas/canvas.h"

/* Compares the canvas as text with golden/NAME.txt. */
void golden_check(const Canvas *canvas, const char *name);

/* Draws one screen. */
typedef void (*GoldenDraw)(Canvas *canvas, gpointer data);

/* The same for each size that a screen is designed for: NAME-80x24.txt with the roles below the text, NAME-40x12.txt,
 * NAME-120x40.txt and NAME-200x50.txt. The same screens with ASCII shapes must hold ASCII only. */
void golden_check_sizes(GoldenDraw draw, gpointer data, const char *name);
