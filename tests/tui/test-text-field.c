/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/text_field.h"

enum { MOST = 20 };

static void type(TextField *field, const char *text) {
  for (const char *at = text; *at; at = g_utf8_next_char(at))
    g_assert_true(text_field_input(field, &(Input){ .kind = INPUT_CHARACTER, .character = g_utf8_get_char(at) }, MOST));
}

static void edit(TextField *field, EditKey key) {
  g_assert_true(text_field_input(field, &(Input){ .kind = INPUT_CHARACTER, .edit = key }, MOST));
}

static void keys_edit_where_the_cursor_is(void) {
  TextField field;
  text_field_init(&field);
  type(&field, "quiet nigt");
  edit(&field, EDIT_LEFT);
  type(&field, "h");
  g_assert_cmpstr(field.text->str, ==, "quiet night");
  edit(&field, EDIT_HOME);
  type(&field, "A ");
  edit(&field, EDIT_DELETE);
  edit(&field, EDIT_END);
  type(&field, "\b\b");
  g_assert_cmpstr(field.text->str, ==, "A uiet nig");
  edit(&field, EDIT_CUT_WORD);
  g_assert_cmpstr(field.text->str, ==, "A uiet ");
  edit(&field, EDIT_LEFT);
  edit(&field, EDIT_CUT_BEFORE);
  g_assert_cmpstr(field.text->str, ==, " ");
  edit(&field, EDIT_HOME);
  edit(&field, EDIT_CUT_BEHIND);
  g_assert_cmpstr(field.text->str, ==, "");
  text_field_clear(&field);
}

static void keys_at_either_end_change_nothing(void) {
  TextField field;
  text_field_init(&field);
  static const EditKey keys[] = { EDIT_LEFT,       EDIT_RIGHT,    EDIT_BACKSPACE, EDIT_DELETE,
                                  EDIT_CUT_BEFORE, EDIT_CUT_WORD, EDIT_CUT_BEHIND };
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
    edit(&field, keys[i]);
  g_assert_cmpstr(field.text->str, ==, "");
  g_assert_cmpuint(field.cursor, ==, 0);
  text_field_clear(&field);
}

/* A wide character, and one with a mark on it, are each passed and deleted as one. */
static void any_script_is_edited_by_what_is_seen(void) {
  TextField field;
  text_field_init(&field);
  type(&field, "睡e\xcc\x81x");
  edit(&field, EDIT_LEFT);
  edit(&field, EDIT_BACKSPACE);
  g_assert_cmpstr(field.text->str, ==, "睡x");
  edit(&field, EDIT_BACKSPACE);
  g_assert_cmpstr(field.text->str, ==, "x");
  text_field_clear(&field);
}

static void selected_text_is_replaced_by_typing_alone(void) {
  TextField field;
  text_field_init(&field);
  text_field_set(&field, "15", TRUE);
  type(&field, "2");
  g_assert_cmpstr(field.text->str, ==, "2");
  text_field_set(&field, "15", TRUE);
  edit(&field, EDIT_LEFT);
  type(&field, "2");
  g_assert_cmpstr(field.text->str, ==, "125");
  text_field_clear(&field);
}

static void text_ends_at_the_most(void) {
  TextField field;
  text_field_init(&field);
  type(&field, "12345678901234567890");
  type(&field, "x");
  g_assert_cmpstr(field.text->str, ==, "12345678901234567890");
  text_field_clear(&field);
}

/* Wherever the cursor is, it is within the place, on the character that it is before. */
static void cursor_is_always_seen(void) {
  TextField field;
  text_field_init(&field);
  type(&field, "睡abcdefghijklmnopqr");
  edit(&field, EDIT_HOME);
  for (int i = 0; i < 20; i++) {
    g_autoptr(Canvas) canvas = canvas_new(30, 3, FALSE);
    (void) text_field_draw(canvas, &(TextFieldPlace){ 1, 4, 8 }, ROLE_TEXT, &field);
    const CanvasCursor cursor = canvas_cursor(canvas);
    g_assert_cmpint(cursor.kind, ==, CURSOR_TYPES);
    g_assert_cmpint(cursor.row, ==, 1);
    g_assert_cmpint(cursor.column, >=, 4);
    g_assert_cmpint(cursor.column, <, 12);
    g_assert_cmpuint(canvas_cell(canvas, 1, 12)->characters[0], ==, ' ');
    const gunichar expected = g_utf8_get_char(field.text->str + field.cursor);
    const gunichar shown = canvas_cell(canvas, 1, cursor.column)->characters[0];
    g_assert_true(shown == (expected ? expected : ' ') || shown == 0x2026); /* the ellipsis at the right edge */
    edit(&field, EDIT_RIGHT);
  }
  text_field_clear(&field);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text-field/keys-edit-where-the-cursor-is", keys_edit_where_the_cursor_is);
  g_test_add_func("/text-field/keys-at-either-end-change-nothing", keys_at_either_end_change_nothing);
  g_test_add_func("/text-field/any-script-is-edited-by-what-is-seen", any_script_is_edited_by_what_is_seen);
  g_test_add_func("/text-field/selected-text-is-replaced-by-typing-alone", selected_text_is_replaced_by_typing_alone);
  g_test_add_func("/text-field/text-ends-at-the-most", text_ends_at_the_most);
  g_test_add_func("/text-field/cursor-is-always-seen", cursor_is_always_seen);
  return g_test_run();
}
