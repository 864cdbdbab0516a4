/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/text_field.h"

#include "base/text.h"

#include <string.h>

void text_field_init(TextField *field) {
  *field = (TextField){ .text = g_string_new(NULL) };
}

void text_field_clear(TextField *field) {
  if (field->text)
    g_string_free(field->text, TRUE);
  field->text = NULL;
}

void text_field_set(TextField *field, const char *text, gboolean selected) {
  g_string_assign(field->text, text);
  field->cursor = field->text->len;
  field->selected = selected && field->text->len > 0;
}

static const char *at(const TextField *field) {
  return field->text->str + field->cursor;
}

static gboolean is_mark(const char *text) {
  return text_character_width(g_utf8_get_char(text)) == 0;
}

/* A base and the marks on it are passed together. */
static gsize before(const TextField *field) {
  const char *text = at(field);
  while (text > field->text->str) {
    text = g_utf8_prev_char(text);
    if (!is_mark(text))
      break;
  }
  return (gsize) (text - field->text->str);
}

static gsize behind(const TextField *field) {
  const char *text = at(field);
  if (*text)
    text = g_utf8_next_char(text);
  while (*text && is_mark(text))
    text = g_utf8_next_char(text);
  return (gsize) (text - field->text->str);
}

/* The start of the word before the cursor, as a shell's Ctrl-W takes it. */
static gsize word_before(const TextField *field) {
  gsize start = field->cursor;
  while (start > 0 && field->text->str[start - 1] == ' ')
    start--;
  while (start > 0 && field->text->str[start - 1] != ' ')
    start--;
  return start;
}

static void cut(TextField *field, gsize from, gsize end) {
  g_string_erase(field->text, (gssize) from, (gssize) (end - from));
  field->cursor = from;
}

static void type(TextField *field, gunichar character, int most) {
  if (field->selected)
    cut(field, 0, field->text->len);
  if (g_utf8_strlen(field->text->str, -1) >= most)
    return;
  const gsize length = field->text->len;
  g_string_insert_unichar(field->text, (gssize) field->cursor, character);
  field->cursor += field->text->len - length;
}

static void edit(TextField *field, EditKey key) {
  const gsize length = field->text->len;
  switch (key) {
  case EDIT_LEFT: field->cursor = before(field); break;
  case EDIT_RIGHT: field->cursor = behind(field); break;
  case EDIT_HOME: field->cursor = 0; break;
  case EDIT_END: field->cursor = length; break;
  case EDIT_BACKSPACE: cut(field, before(field), field->cursor); break;
  case EDIT_DELETE: cut(field, field->cursor, behind(field)); break;
  case EDIT_CUT_BEFORE: cut(field, 0, field->cursor); break;
  case EDIT_CUT_WORD: cut(field, word_before(field), field->cursor); break;
  case EDIT_CUT_BEHIND: g_string_truncate(field->text, field->cursor); break;
  case EDIT_NONE: break;
  }
}

gboolean text_field_input(TextField *field, const Input *input, int most) {
  if (input->edit != EDIT_NONE)
    edit(field, input->edit);
  else if (input->kind == INPUT_CHARACTER && input->character == '\b')
    edit(field, EDIT_BACKSPACE);
  else if (input->kind == INPUT_CHARACTER && g_unichar_isprint(input->character))
    type(field, input->character, most);
  else
    return FALSE;
  field->selected = FALSE;
  return TRUE;
}

/* The first byte to draw, so that the cursor is within `columns`. */
static gsize first_shown(const TextField *field, int columns) {
  g_autofree char *head = g_strndup(field->text->str, field->cursor);
  if (text_width(head) < columns)
    return 0;
  /* One column for the cursor, one for the ellipsis. */
  g_autofree char *end = text_clip_start(head, MAX(columns - 2, 1), "");
  return field->cursor - strlen(end);
}

int text_field_draw(Canvas *canvas, const TextFieldPlace *place, Role role, const TextField *field) {
  const gsize first = first_shown(field, place->columns);
  int column = place->column, room = place->columns;
  if (first > 0) {
    column = canvas_put(canvas, place->row, column, role, canvas_glyphs(canvas)->ellipsis, 0);
    room -= column - place->column;
  }
  g_autofree char *head = g_strndup(field->text->str + first, field->cursor - first);
  const int end = canvas_put(canvas, place->row, column, role, field->text->str + first, MAX(room, 1));
  canvas_set_cursor(canvas, place->row, column + text_width(head), CURSOR_TYPES);
  return MAX(end, column + text_width(head) + 1);
}
