/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/layout.h"

#include "base/text.h"

#include <glib/gi18n.h>

gboolean layout_is_tiny(const Canvas *canvas) {
  return canvas_columns(canvas) < LAYOUT_LEAST_COLUMNS || canvas_rows(canvas) < LAYOUT_LEAST_ROWS;
}

gboolean layout_is_narrow(const Canvas *canvas) {
  return canvas_columns(canvas) < LAYOUT_USUAL_COLUMNS;
}

gboolean layout_is_low(const Canvas *canvas) {
  return canvas_rows(canvas) < LAYOUT_USUAL_ROWS;
}

gboolean layout_is_roomy(const Canvas *canvas) {
  return canvas_columns(canvas) >= LAYOUT_ROOMY_COLUMNS && !layout_is_low(canvas);
}

gboolean layout_has_valley(const Canvas *canvas) {
  return canvas_columns(canvas) >= LAYOUT_VALLEY_COLUMNS && canvas_rows(canvas) >= LAYOUT_VALLEY_ROWS;
}

int layout_margin(const Canvas *canvas) {
  return layout_is_narrow(canvas) ? 1 : 3;
}

int layout_gap(const Canvas *canvas) {
  return layout_is_narrow(canvas) ? 2 : 3;
}

int layout_end(const Canvas *canvas) {
  return canvas_columns(canvas) - layout_margin(canvas);
}

void layout_header(Canvas *canvas, int row, const char *left, const char *right, Role right_role) {
  const int room = layout_end(canvas) - layout_margin(canvas) - (right ? text_width(right) + 2 : 0);
  if (left && room > 0)
    canvas_put(canvas, row, layout_margin(canvas), ROLE_TEXT, left, room);
  if (right)
    canvas_put_right(canvas, row, layout_end(canvas), right_role, right);
}

void layout_lines(Canvas *canvas, const LayoutPlace *place, Role role, char *const *lines) {
  for (int i = 0; lines[i] && place->row + i < place->end_row; i++) {
    const gboolean is_cut = place->row + i + 1 == place->end_row && lines[i + 1];
    g_autofree char *more = is_cut ? g_strjoin(" ", lines[i], lines[i + 1], NULL) : NULL;
    canvas_put(canvas, place->row + i, place->column, role, more ? more : lines[i], place->columns);
  }
}

void layout_draw_tiny(Canvas *canvas, const char *first, const char *second) {
  g_autofree char *needed = g_strdup_printf(_("needs %d × %d"), (int) LAYOUT_LEAST_COLUMNS, (int) LAYOUT_LEAST_ROWS);
  const int last = canvas_rows(canvas) - 1;
  canvas_put(canvas, 0, 0, ROLE_BRIGHT, first, canvas_columns(canvas));
  if (second && last > 1)
    canvas_put(canvas, 1, 0, ROLE_TEXT, second, canvas_columns(canvas));
  if (last > 0)
    canvas_put(canvas, last, 0, ROLE_FAINT, needed, canvas_columns(canvas));
}
