/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the size of the canvas decides for every view: margins, gaps, and which
 * of the forms (narrow, usual, roomy) is drawn. Pure. */
#pragma once

#include "tui/canvas/canvas.h"

/* Below these a view says how much room it needs; above them it has the usual or the roomy form. */
enum {
  LAYOUT_LEAST_COLUMNS = 30,
  LAYOUT_LEAST_ROWS = 12,
  LAYOUT_USUAL_COLUMNS = 64,
  LAYOUT_USUAL_ROWS = 20,
  LAYOUT_ROOMY_COLUMNS = 110,
  LAYOUT_YEAR_COLUMNS = 180,
  LAYOUT_VALLEY_COLUMNS = 100,
  LAYOUT_VALLEY_ROWS = 30,
};

gboolean layout_is_tiny(const Canvas *canvas);
gboolean layout_is_narrow(const Canvas *canvas);
gboolean layout_is_low(const Canvas *canvas);
gboolean layout_is_roomy(const Canvas *canvas);
gboolean layout_has_valley(const Canvas *canvas); /* room for the picture of the evening */
int layout_margin(const Canvas *canvas);          /* blank columns on either side */
int layout_gap(const Canvas *canvas);             /* blank columns between keys */
int layout_end(const Canvas *canvas);             /* the column at which the right margin begins */

/* The header's first line: `left` in ROLE_TEXT, clipped before `right` in its role. NULL: nothing there. */
void layout_header(Canvas *canvas, int row, const char *left, const char *right, Role right_role);

typedef struct {
  int row, end_row;
  int column, columns;
} LayoutPlace;

/* Draws `lines` from `row` on, but not at `end_row` or below; one that more would have followed ends with an ellipsis.
 */
void layout_lines(Canvas *canvas, const LayoutPlace *place, Role role, char *const *lines);

/* Says how much room is needed. */
void layout_draw_tiny(Canvas *canvas, const char *first, const char *second);
