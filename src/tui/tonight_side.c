/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tonight_side.h"

#include "base/text.h"
#include "tui/layout.h"
#include "tui/weeks.h"
#include "words/words.h"

#include <glib/gi18n.h>

#include <string.h>

/* The weeks stand this far below the first line of the detail, if that is short enough. */
enum { WEEKS_BELOW = 10, SIDE_COLUMNS = 64, SHARE = 4 };

/* The step whose explanation carries the note on supplements. */
#define STEP_SUPPLEMENT "magnesium"

static const Step *selected_step(const TonightPicture *picture) {
  const PlanStep *planned = tonight_selected(picture);
  return planned ? routine_step(picture->evening->routine, planned->id) : NULL;
}

typedef struct {
  char *text;
  Role role;
} DetailText;

static void detail_text_clear(gpointer data) {
  g_free(((DetailText *) data)->text);
}

static gboolean ends_alone(char *const *lines, guint n, int columns) {
  return n > 1 && text_width(lines[n - 1]) * SHARE < columns;
}

/* Where a word or two would stand alone in the last line, the others give it some, as long as that takes no line more.
 */
static GStrv wrap_evenly(const char *text, int columns) {
  g_auto(GStrv) wrapped = text_wrap(text, columns);
  const guint n = g_strv_length(wrapped);
  for (int width = columns - 1; width > columns / 2 && ends_alone(wrapped, n, columns); width--) {
    g_auto(GStrv) narrower = text_wrap(text, width);
    if (g_strv_length(narrower) != n)
      break;
    g_strfreev(wrapped);
    wrapped = g_steal_pointer(&narrower);
  }
  return g_steal_pointer(&wrapped);
}

static void add_wrapped(GArray *lines, const char *text, int columns, Role role) {
  g_auto(GStrv) wrapped = wrap_evenly(text, columns);
  for (gsize i = 0; wrapped[i]; i++) {
    const DetailText line = { .text = g_strdup(wrapped[i]), .role = role };
    g_array_append_val(lines, line);
  }
}

/* The note on supplements, in short where the whole of it would leave the list no room. */
static void add_note(GArray *lines, const char *id, int columns, int most) {
  const guint before = lines->len;
  add_wrapped(lines, words_supplement_note(), columns, ROLE_FAINT);
  if ((int) lines->len <= most)
    return;
  g_array_set_size(lines, before);
  g_autofree char *brief = g_strdup_printf(_("Not medical advice: “winddown why %s” says more."), id);
  add_wrapped(lines, brief, columns, ROLE_FAINT);
}

/* The lines (of DetailText) on the selected step; more than `most` only where they say what must be said. */
static GArray *detail_lines(const TonightPicture *picture, int columns, int most) {
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
    add_note(lines, step->id, columns, most);
  return lines;
}

int tonight_detail_height(const TonightPicture *picture, int columns, int most) {
  g_autoptr(GArray) lines = detail_lines(picture, columns, most);
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
  g_autoptr(GArray) lines = detail_lines(picture, place->end_column - place->column, place->end_row - place->row);
  (void) draw_lines(canvas, lines, place);
}

/* The weeks before tonight, where there were any and there is room below the detail. */
static void draw_weeks(Canvas *canvas, const TonightPicture *picture, int row, int column, int end_row) {
  const History *history = picture->history;
  if (!history || history->nights->len == 0 || row + WEEKS_HEAT_ROWS + 2 > end_row)
    return;
  const Night to = picture->evening->plan->night, first = history_night(history, 0)->night;
  if (first == to)
    return;
  const WeeksSubject subject = { history, picture->rules, NIGHT_NONE, NULL };
  const Weeks weeks = weeks_new(first, to, NIGHT_NONE, layout_end(canvas) - column - WEEKS_LABEL_COLUMNS, 3);
  weeks_draw_heat(canvas, row, column, &weeks, &subject);
  weeks_draw_legend(canvas, row + WEEKS_HEAT_ROWS + 1, column + WEEKS_LABEL_COLUMNS, layout_end(canvas));
}

void tonight_side_draw(Canvas *canvas, const TonightPicture *picture, int row, int column, int end_row) {
  const int end_column = MIN(layout_end(canvas), column + SIDE_COLUMNS), most = end_row - row - 2;
  g_autoptr(GArray) lines = detail_lines(picture, end_column - column, most);
  const Step *step = selected_step(picture);
  int below = row;
  if (step) {
    /* A blank line below the title only where the lines do not need it. */
    const int first = (int) lines->len <= most ? row + 2 : row + 1;
    canvas_put(canvas, row, column, ROLE_TEXT, step->title, end_column - column);
    below = draw_lines(canvas, lines, &(DetailPlace){ first, column, end_column, end_row });
  }
  /* Where it stands does not depend on how much the selected step has to say. */
  draw_weeks(canvas, picture, MAX(below + 2, row + WEEKS_BELOW), column, end_row);
}
