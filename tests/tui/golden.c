/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"

static void check(const char *name, const char *suffix, const char *text) {
  g_autofree char *file = g_strconcat(name, suffix, NULL);
  g_autofree char *path = g_test_build_filename(G_TEST_DIST, "golden", file, NULL);
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;
  if (g_getenv("WINDDOWN_GOLDEN_UPDATE")) {
    g_assert_true(g_file_set_contents(path, text, -1, &error));
    return;
  }
  if (!g_file_get_contents(path, &expected, NULL, &error)) {
    g_test_message("%s", error->message);
    g_test_fail();
    return;
  }
  if (g_strcmp0(expected, text) != 0) {
    g_test_message("%s differs; it is now:\n%s", path, text);
    g_test_fail();
  }
}

void golden_check(const Canvas *canvas, const char *name) {
  g_autofree char *text = canvas_to_text(canvas);
  check(name, ".txt", text);
}

/* The usual terminal: which text it is, and in which role each letter stands. */
static void check_roles(const Canvas *canvas, const char *name) {
  g_autofree char *text = canvas_to_text(canvas);
  g_autofree char *roles = canvas_to_roles(canvas);
  g_autofree char *both = g_strconcat(text, "---- roles ----\n", roles, NULL);
  check(name, "-80x24.txt", both);
}

static void check_ascii(const Canvas *canvas, const char *name) {
  g_autofree char *text = canvas_to_text(canvas);
  if (!g_str_is_ascii(text)) {
    g_test_message("%s at %d x %d has letters that are not ASCII:\n%s", name, canvas_columns(canvas),
                   canvas_rows(canvas), text);
    g_test_fail();
  }
}

/* Debian's fonts for the Linux console have none of these. */
static gboolean is_missing_in_console(gunichar character) {
  return (character >= 0x2581 && character <= 0x2587) || (character >= 0x2589 && character <= 0x258f) ||
         (character >= 0x2800 && character <= 0x28ff) || character == 0x2593 || character == 0x2594 ||
         character == 0x25cb || character == 0x25c6 || character == 0x2713;
}

static void check_console(const Canvas *canvas, const char *name) {
  g_autofree char *text = canvas_to_text(canvas);
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    if (!is_missing_in_console(g_utf8_get_char(at)))
      continue;
    g_test_message("%s at %d x %d has shapes that the Linux console has not:\n%s", name, canvas_columns(canvas),
                   canvas_rows(canvas), text);
    g_test_fail();
    return;
  }
}

void golden_check_sizes(GoldenDraw draw, gpointer data, const char *name) {
  static const struct { int columns, rows; } sizes[] = { { 80, 24 }, { 40, 12 }, { 120, 40 }, { 200, 50 } };
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(Canvas) canvas = canvas_new(sizes[i].columns, sizes[i].rows, FALSE);
    g_autoptr(Canvas) ascii = canvas_new(sizes[i].columns, sizes[i].rows, TRUE);
    g_autofree char *file = g_strdup_printf("%s-%dx%d", name, sizes[i].columns, sizes[i].rows);
    draw(canvas, data);
    if (i == 0)
      check_roles(canvas, name);
    else
      golden_check(canvas, file);
    draw(ascii, data);
    check_ascii(ascii, name);
    g_autoptr(Canvas) console = canvas_new(sizes[i].columns, sizes[i].rows, CANVAS_CONSOLE);
    draw(console, data);
    check_console(console, name);
  }
}
