/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A terminal's screen as a picture. */
#pragma once

#include "support/terminal.h"

/* What the terminal shows as an SVG (owned). `ground` and `text` are the colours (0xRRGGBB) that the terminal has by
 * itself; `title` is for those who cannot see it. */
char *svg_of_terminal(const Terminal *terminal, int ground, int text, const char *title);
