/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tonight_side.h"

#include "base/text.h"
#include "tui/layout.h"
#include "tui/words.h"

#include <glib/gi18n.h>

#include <string.h>

/* The step whose explanation carries the note on supplements. */
#define STEP_SUPPLEMENT "magnesium"

static const Step *selected_step(const TonightPicture *picture) {
  if (picture->selected < 0)
    return NULL;
  const EveningRow *row = evening_list_row(picture->list, (guint) picture->selected);
  const PlanStep *planned = evening_list_step(picture->evening, row);
  return planned ? routine_step(picture->evening->routine, planned->id) : NULL;
}

typedef struct {
  char *text;
  Role role;
} DetailText;

static void detail_text_clear(gpointer data) {
  g_free(((DetailText *) data)->text);
}

static void add_wrapped(GArray *lines, const char *text, int columns, Role role) {
  g_auto(GStrv) wrapped = text_wrap(text, columns);
  for (gsize i = 0; wrapped[i]; i++) {
    const DetailText line = { .text = g_strdup(wrapped[i]), .role = role };
    g_array_append_val(lines, line);
  }
}

/* The lines (of DetailText) on the selected step. */
static GArray *detail_lines(const TonightPicture *picture, int columns) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(DetailText));
  const Step *step = selected_step(picture);
  g_array_set_clear_func(lines, detail_text_clear);
  if (!step || columns < 1)
    return lines;
  g_autofree char *source = words_source(step);
  if (step->why)
    add_wrapped(lines, step->why, columns, ROLE_DIM);
  if (source)
    add_wrapped(lines, source, columns, ROLE_FAINT);
  if (g_str_equal(step->id, STEP_SUPPLEMENT))
    add_wrapped(lines, words_supplement_note(), columns, ROLE_FAINT);
  return lines;
}

int tonight_detail_height(const TonightPicture *picture, int columns) {
  g_autoptr(GArray) lines = detail_lines(picture, columns);
  return (int) lines->len;
}

static int draw_lines(Canvas *canvas, const GArray *lines, const DetailPlace *place) {
  int row = place->row;
  for (guint i = 0; i < lines->len && row < place->end_row; i++, row++) {
    const DetailText *line = &g_array_index(lines, DetailText, i);
    canvas_put(canvas, row, place->column, line->role, line->text, place->end_column - place->column);
  }
  return row;
}

void tonight_detail_draw(Canvas *canvas, const TonightPicture *picture, const DetailPlace *place) {
  g_autoptr(GArray) lines = detail_lines(picture, place->end_column - place->column);
  (void) draw_lines(canvas, lines, place);
}

void tonight_side_draw(Canvas *canvas, const TonightPicture *picture, int row, int column, int end_row) {
  const DetailPlace place = { row, column, layout_end(canvas), end_row };
  g_autoptr(GArray) lines = detail_lines(picture, place.end_column - place.column);
  const Step *step = selected_step(picture);
  if (step) {
    canvas_put(canvas, place.row, place.column, ROLE_TEXT, step->title, place.end_column - place.column);
    (void) draw_lines(canvas, lines, &(DetailPlace){ row + 2, column, place.end_column, end_row });
  }
}
