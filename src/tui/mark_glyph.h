/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mark of a step as every list shows it. */
#pragma once

#include "planning/agenda.h"
#include "tui/canvas.h"

/* The glyph (borrowed) for `mark`, or for a stretch that runs. */
const char *mark_glyph(const Canvas *canvas, AgendaState state, Mark mark);
