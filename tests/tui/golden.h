/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Golden screens: what a canvas shows, compared exactly with a file under
 * tests/golden. With WINDDOWN_GOLDEN_UPDATE=1 the files are written anew. */
#pragma once

#include "tui/canvas.h"

/* Compares the canvas as text with golden/NAME.txt. */
void golden_check(const Canvas *canvas, const char *name);

/* Compares its roles with golden/NAME.roles.txt. */
void golden_check_roles(const Canvas *canvas, const char *name);
