/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/morning/morning.h"

#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/keyline.h"
#include "tui/canvas/layout.h"
#include "tui/keys.h"
#include "words/words.h"

#include <glib/gi18n.h>

/* The form stands as at 80 columns, in the middle of a wider screen. */
enum { FORM_COLUMNS = 80, SCALE = 5, SAID_LINES = 3, MOST_BLANKS = 3 };

static void draw_header(Canvas *canvas, const MorningForm *form, const char *right) {
  const int row = layout_is_low(canvas) ? 0 : 1;
  const guint32 day = daytime_day_of(form->plan->wake, form->zone);
  g_autofree char *title = layout_is_narrow(canvas)
                               ? words_weekday_date(day)
                               : words_weekday_phase(day, daytime_minutes_of(form->plan->wake, form->zone));
  g_autofree char *date = words_date(day);
  layout_header(canvas, row, title, right, ROLE_DIM);
  if (!layout_is_low(canvas))
    canvas_put(canvas, row + 1, layout_margin(canvas), ROLE_DIM, date, 0);
}

static void draw_around(Canvas *canvas, int row, int middle, Role role, const char *text) {
  canvas_put(canvas, row, MAX(middle - (text_width(text) - 1) / 2, 0), role, text, 0);
}

/* A figure can be clicked as far as half way to its neighbours. */
static void add_figure(const MorningPicture *picture, int row, int column, int apart, int figure) {
  hits_add(picture->hits, (Hit){ row, column - (apart - 1) / 2, column + (apart + 1) / 2, HIT_RATING, (guint) figure });
}

/* What one key does; in its place why it could not be saved. */
static void draw_promise(Canvas *canvas, const MorningForm *form, int row) {
  const int columns = canvas_columns(canvas), margin = layout_margin(canvas);
  if (!form->question) {
    canvas_put_centred(canvas, row, 0, columns, ROLE_DIM,
                       layout_is_narrow(canvas) ? _("Press 1 to 5. It is saved at once.")
                                                : _("Press 1 to 5. It is saved at once; the rest is optional."));
    return;
  }
  g_auto(GStrv) lines = text_wrap(form->question, layout_end(canvas) - margin);
  const LayoutPlace place = { row, canvas_rows(canvas) - 1, margin, layout_end(canvas) - margin };
  layout_lines(canvas, &place, ROLE_BRIGHT, lines);
}

void morning_draw_question(Canvas *canvas, const MorningPicture *picture) {
  const MorningForm *form = picture->form;
  const gboolean low = layout_is_low(canvas);
  const int columns = canvas_columns(canvas), rows = canvas_rows(canvas);
  const int question = low ? 3 : rows * 8 / 24, digits = question + (low ? 2 : 3);
  const int apart = layout_is_narrow(canvas) ? 7 : 9;
  const int first = (columns - (SCALE - 1) * apart) / 2;
  g_autofree char *clock = daytime_clock(form->now, form->zone);
  draw_header(canvas, form, clock);
  canvas_put_centred(canvas, question, 0, columns, ROLE_BRIGHT,
                     form->is_last_night ? _("How rested do you feel?") : _("How rested did you feel?"));
  for (int i = 0; i < SCALE; i++) {
    const char digit[] = { (char) ('1' + i), '\0' };
    canvas_put(canvas, digits, first + i * apart, ROLE_BRIGHT, digit, 0);
    for (int row = digits - 1; row <= digits + 1; row++)
      add_figure(picture, row, first + i * apart, apart, i + 1);
  }
  draw_around(canvas, digits + 1, first, ROLE_DIM, _("not at all"));
  draw_around(canvas, digits + 1, first + (SCALE - 1) * apart, ROLE_DIM, _("fully"));
  draw_promise(canvas, form, low ? digits + 3 : rows * 17 / 24);
}

typedef enum { LINE_FIELD, LINE_STEP, LINE_HEADING, LINE_BLANK } LineKind;

typedef struct {
  LineKind kind;
  guint index; /* of the field, or of the step in form->open */
} Line;

static void add_line(GArray *lines, LineKind kind, guint index) {
  const Line line = { kind, index };
  g_array_append_val(lines, line);
}

/* The form line by line, with up to `blanks` blank ones: above what was left open, below the rating, above again. */
static GArray *form_lines(const MorningForm *form, int blanks) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
  for (guint field = 0; field < N_MORNING_FIELDS; field++) {
    add_line(lines, LINE_FIELD, field);
    if (blanks >= 2 && field == FIELD_RESTED)
      add_line(lines, LINE_BLANK, 0);
  }
  for (int i = 0; form->open->len > 0 && i < blanks; i += 2)
    add_line(lines, LINE_BLANK, 0);
  if (form->open->len > 0)
    add_line(lines, LINE_HEADING, 0);
  for (guint i = 0; i < form->open->len; i++)
    add_line(lines, LINE_STEP, i);
  return lines;
}

/* The keys of a step and the space before them. */
enum { STEP_KEYS_COLUMNS = 34 };

typedef struct {
  int marker, label, value, hint;
} FormColumns;

static FormColumns form_columns(const Canvas *canvas) {
  if (layout_is_narrow(canvas))
    return (FormColumns){ .marker = 0, .label = 2, .value = 21, .hint = canvas_columns(canvas) };
  const int margin = layout_margin(canvas) + MAX(canvas_columns(canvas) - FORM_COLUMNS, 0) / 2;
  return (FormColumns){ .marker = margin, .label = margin + 2, .value = margin + 24, .hint = margin + 36 };
}

/* "1     2    [3]    4     5": the answer stands in brackets. */
static void draw_scale(Canvas *canvas, const MorningPicture *picture, int row, int column) {
  const int apart = layout_is_narrow(canvas) ? 4 : 6;
  for (int i = 1; i <= SCALE; i++) {
    add_figure(picture, row, column + (i - 1) * apart, apart, i);
    const gboolean answer = picture->form->record->morning.rested == i;
    if (answer && picture->form->active == FIELD_RESTED)
      canvas_set_cursor(canvas, row, column + (i - 1) * apart, CURSOR_TYPES);
    g_autofree char *digit = g_strdup_printf(answer ? "[%d]" : "%d", i);
    canvas_put(canvas, row, column + (i - 1) * apart - (answer ? 1 : 0), answer ? ROLE_SELECTED : ROLE_DIM, digit, 0);
  }
}

/* Draws what is stored, or what is being typed over it; returns the column behind it. */
static int draw_value(Canvas *canvas, const MorningPicture *picture, int row, MorningField field) {
  const MorningForm *form = picture->form;
  const FormColumns columns = form_columns(canvas);
  const gboolean active = form->active == (guint) field;
  const int room = layout_end(canvas) - columns.value;
  if (active && form->is_typed)
    return text_field_draw(canvas, &(TextFieldPlace){ row, columns.value, room }, ROLE_SELECTED, &form->typed);
  if (active)
    canvas_set_cursor(canvas, row, columns.value, CURSOR_TYPES);
  g_autofree char *value = morning_form_value(form, field);
  return canvas_put(canvas, row, columns.value, active ? ROLE_SELECTED : ROLE_TEXT, value, room);
}

static void draw_field(Canvas *canvas, const MorningPicture *picture, int row, MorningField field) {
  const MorningForm *form = picture->form;
  const FormColumns columns = form_columns(canvas);
  const gboolean active = form->active == (guint) field;
  const Role role = active ? ROLE_SELECTED : ROLE_TEXT;
  canvas_put(canvas, row, columns.label, role, morning_form_label(field), columns.value - columns.label - 1);
  if (active)
    canvas_put(canvas, row, columns.marker, ROLE_ACCENT, canvas_glyphs(canvas)->selected, 0);
  if (field == FIELD_RESTED) {
    draw_scale(canvas, picture, row, columns.value);
    return;
  }
  const int end = draw_value(canvas, picture, row, field);
  g_autofree char *hint = morning_form_hint(form, field);
  if (hint && columns.hint < layout_end(canvas))
    canvas_put(canvas, row, MAX(columns.hint, end + 2), ROLE_FAINT, hint, layout_end(canvas) - columns.hint);
}

/* What space does to the step: an avoid step was kept, another was done. */
static void draw_step_keys(Canvas *canvas, const Settings *settings, const PlanStep *step, int row, int column) {
  const char *done = step->kind == STEP_AVOID ? _("kept") : _("done");
  column = canvas_put(canvas, row, column, ROLE_KEY, keys_name(settings, KEY_ACTION_DONE), 0);
  column = canvas_put(canvas, row, column + 1, ROLE_DIM, done, 0);
  column = canvas_put(canvas, row, column + 2, ROLE_KEY, keys_name(settings, KEY_ACTION_NOT_TONIGHT), 0);
  canvas_put(canvas, row, column + 1, ROLE_DIM, _("not kept"), 0);
}

static void draw_step(Canvas *canvas, const MorningPicture *picture, int row, guint index) {
  const MorningForm *form = picture->form;
  const FormColumns columns = form_columns(canvas);
  const char *id = g_ptr_array_index(form->open, index);
  const PlanStep *step = plan_step(form->plan, id);
  const gboolean active = form->active == N_MORNING_FIELDS + index;
  const Mark mark = record_mark(form->record, id);
  const gboolean wide = columns.hint < layout_end(canvas);
  if (!step)
    return;
  if (active) {
    canvas_put(canvas, row, columns.marker, ROLE_ACCENT, canvas_glyphs(canvas)->selected, 0);
    canvas_set_cursor(canvas, row, columns.label, CURSOR_SELECTS);
  }
  canvas_put(canvas, row, columns.label, ROLE_DIM, canvas_mark_glyph(canvas, AGENDA_ANSWERED, mark), 0);
  const gboolean tells_keys = wide && active;
  const int room = layout_end(canvas) - columns.label - 3 - (tells_keys ? STEP_KEYS_COLUMNS : 0);
  const int end = canvas_put(canvas, row, columns.label + 3, mark == MARK_OPEN ? ROLE_TEXT : ROLE_FAINT, step->title,
                             room);
  if (tells_keys)
    draw_step_keys(canvas, picture->settings, step, row, MAX(columns.value, end + 2));
}

/* What one key marks as kept is named beside it: nobody has said so yet. */
static void draw_heading(Canvas *canvas, const MorningPicture *picture, int row) {
  const MorningForm *form = picture->form;
  const FormColumns columns = form_columns(canvas);
  const char *heading = form->is_last_night ? _("Left open last night") : _("Left open that night");
  g_autofree char *kept = words_unanswered(form->plan, form->record, picture->pauses, form->now);
  int column = canvas_put(canvas, row, columns.label, ROLE_DIM, heading, 0);
  if (!kept || layout_is_narrow(canvas) || form->active < N_MORNING_FIELDS) /* a letter is text in a field */
    return;
  column = canvas_put(canvas, row, MAX(column + 2, columns.value), ROLE_KEY,
                      keys_name(picture->settings, KEY_ACTION_KEEP), 0);
  g_autofree char *all = g_strdup_printf(_("kept: %s"), kept);
  canvas_put(canvas, row, column + 1, ROLE_DIM, all, layout_end(canvas) - column - 1);
}

static void draw_line(Canvas *canvas, const MorningPicture *picture, int row, const Line *line) {
  const FormColumns columns = form_columns(canvas);
  const int end = layout_end(canvas);
  switch (line->kind) {
  case LINE_FIELD:
    hits_add(picture->hits, (Hit){ row, columns.marker, end, HIT_ROW, line->index });
    draw_field(canvas, picture, row, (MorningField) line->index);
    return;
  case LINE_STEP:
    hits_add(picture->hits, (Hit){ row, columns.marker, end, HIT_ROW, N_MORNING_FIELDS + line->index });
    hits_add(picture->hits,
             (Hit){ row, columns.label - 1, columns.label + 2, HIT_BOX, N_MORNING_FIELDS + line->index });
    draw_step(canvas, picture, row, line->index);
    return;
  case LINE_HEADING: draw_heading(canvas, picture, row); return;
  case LINE_BLANK: return;
  }
  g_assert_not_reached();
}

/* The line that holds the active field or step. */
static int active_line(const MorningForm *form, const GArray *lines) {
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = &g_array_index(lines, Line, i);
    const guint place = line->kind == LINE_STEP ? N_MORNING_FIELDS + line->index : line->index;
    if ((line->kind == LINE_FIELD || line->kind == LINE_STEP) && place == form->active)
      return (int) i;
  }
  return 0;
}

static void draw_lines(Canvas *canvas, const MorningPicture *picture, int row, int height) {
  const MorningForm *form = picture->form;
  g_autoptr(GArray) lines = NULL;
  for (int blanks = MOST_BLANKS; blanks >= 0 && (!lines || (int) lines->len > height); blanks--) {
    g_clear_pointer(&lines, g_array_unref);
    lines = form_lines(form, blanks);
  }
  const int active = active_line(form, lines);
  const int first = CLAMP(active - height / 2, 0, MAX((int) lines->len - height, 0));
  for (int i = 0; i < height && first + i < (int) lines->len; i++)
    draw_line(canvas, picture, row + i, &g_array_index(lines, Line, first + i));
}

/* Draws what is asked back or was said, if anything, above `end`; gives the row of its first line. */
static int draw_said(Canvas *canvas, const MorningPicture *picture, int end) {
  const MorningForm *form = picture->form;
  const char *asked = picture->question ? picture->question : form->question;
  const char *said = asked ? asked : picture->status ? picture->status : form->aside;
  const int column = form_columns(canvas).label, columns = layout_end(canvas) - column;
  if (!said)
    return end;
  g_auto(GStrv) lines = text_wrap(said, columns);
  const int first = end - (int) MIN(g_strv_length(lines), SAID_LINES);
  const LayoutPlace place = { first, end, column, columns };
  layout_lines(canvas, &place, asked ? ROLE_BRIGHT : ROLE_DIM, lines);
  return first;
}

void morning_draw_form(Canvas *canvas, const MorningPicture *picture) {
  const gboolean low = layout_is_low(canvas);
  const int top = low ? 2 : 4, end = canvas_rows(canvas) - (low ? 2 : 3);
  const int said = draw_said(canvas, picture, end);
  draw_header(canvas, picture->form, picture->form->question ? NULL : _("saved"));
  draw_lines(canvas, picture, top, (low && said == end ? end : MIN(said, end - 1) - 1) - top);
}
