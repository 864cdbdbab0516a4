/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/canvas.h"

#include "base/text.h"

#include <string.h>

static void assert_text(const Canvas *canvas, const char *expected) {
  g_autofree char *text = canvas_to_text(canvas);
  g_assert_cmpstr(text, ==, expected);
}

static void assert_roles(const Canvas *canvas, const char *expected) {
  g_autofree char *roles = canvas_to_roles(canvas);
  g_assert_cmpstr(roles, ==, expected);
}

/* Every row is exactly as wide as the canvas, and each wide character has both halves. */
static void assert_sound(const Canvas *canvas) {
  for (int row = 0; row < canvas_rows(canvas); row++) {
    int column = 0;
    while (column < canvas_columns(canvas)) {
      const Cell *cell = canvas_cell(canvas, row, column);
      g_assert_cmpint(cell->width, >=, 1);
      g_assert_cmpint(cell->characters[0], !=, 0);
      if (cell->width == 2) {
        g_assert_cmpint(column + 1, <, canvas_columns(canvas));
        g_assert_cmpint(canvas_cell(canvas, row, column + 1)->width, ==, 0);
      }
      column += cell->width;
    }
    g_assert_cmpint(column, ==, canvas_columns(canvas));
  }
}

static void new_canvas_is_blank(void) {
  g_autoptr(Canvas) canvas = canvas_new(4, 2, FALSE);
  assert_text(canvas, "\n\n");
  assert_roles(canvas, "\n\n");
}

static void put_gives_the_column_behind(void) {
  g_autoptr(Canvas) canvas = canvas_new(12, 1, FALSE);
  int column = canvas_put(canvas, 0, 1, ROLE_BRIGHT, "bed", 0);
  g_assert_cmpint(column, ==, 4);
  column = canvas_put(canvas, 0, column + 1, ROLE_DIM, "23:00", 0);
  g_assert_cmpint(column, ==, 10);
  assert_text(canvas, " bed 23:00\n");
  assert_roles(canvas, " bbb ddddd\n");
}

static void put_clips_with_the_ellipsis(void) {
  g_autoptr(Canvas) canvas = canvas_new(10, 3, FALSE);
  g_assert_cmpint(canvas_put(canvas, 0, 0, ROLE_TEXT, "Gentle stretching", 7), ==, 7);
  canvas_put(canvas, 1, 2, ROLE_TEXT, "Gentle stretching", 0);
  canvas_put(canvas, 2, 2, ROLE_TEXT, "Gentle stretching", 40);
  assert_text(canvas, "Gentle…\n  Gentle …\n  Gentle …\n");
}

static void text_outside_is_left_out(void) {
  g_autoptr(Canvas) canvas = canvas_new(4, 1, FALSE);
  canvas_put(canvas, -1, 0, ROLE_TEXT, "above", 0);
  canvas_put(canvas, 1, 0, ROLE_TEXT, "below", 0);
  canvas_put(canvas, 0, 9, ROLE_TEXT, "right", 0);
  g_assert_cmpint(canvas_put(canvas, 0, -2, ROLE_TEXT, "abcd", 0), ==, 2);
  assert_text(canvas, "cd\n");
  canvas_fill(canvas, 0, 3, 90, ROLE_TEXT, "-");
  canvas_paint(canvas, 0, -5, 90, ROLE_FAINT);
  canvas_paint(canvas, 7, 0, 4, ROLE_FAINT);
  assert_text(canvas, "cd -\n");
  assert_sound(canvas);
}

static void right_and_centred(void) {
  g_autoptr(Canvas) canvas = canvas_new(11, 4, FALSE);
  canvas_put_right(canvas, 0, 10, ROLE_TEXT, "22:04");
  canvas_put_right(canvas, 1, 6, ROLE_TEXT, "until bed");
  canvas_put_centred(canvas, 2, 0, 11, ROLE_TEXT, "now");
  canvas_put_centred(canvas, 3, 2, 8, ROLE_TEXT, "too long for it");
  assert_text(canvas, "     22:04\nuntil…\n    now\n  too l…\n");
}

static void cells_are_only_repainted(void) {
  g_autoptr(Canvas) canvas = canvas_new(6, 1, FALSE);
  canvas_put(canvas, 0, 0, ROLE_TEXT, "abcdef", 0);
  canvas_paint(canvas, 0, 2, 2, ROLE_SELECTED);
  assert_text(canvas, "abcdef\n");
  assert_roles(canvas, "ttsstt\n");
}

static void wide_characters_take_two_cells(void) {
  g_autoptr(Canvas) canvas = canvas_new(8, 1, FALSE);
  g_assert_cmpint(canvas_put(canvas, 0, 0, ROLE_TEXT, "お茶|", 0), ==, 5);
  g_assert_cmpint(canvas_cell(canvas, 0, 1)->width, ==, 0);
  assert_text(canvas, "お茶|\n");
  assert_sound(canvas);
}

static void half_a_wide_character_never_stays(void) {
  g_autoptr(Canvas) canvas = canvas_new(6, 2, FALSE);
  canvas_put(canvas, 0, 0, ROLE_TEXT, "お茶飯", 0);
  canvas_put(canvas, 0, 1, ROLE_TEXT, "x", 0);
  canvas_put(canvas, 0, 4, ROLE_TEXT, "y", 0);
  canvas_put(canvas, 1, 0, ROLE_TEXT, "お茶飯", 0);
  canvas_put(canvas, 1, 1, ROLE_TEXT, "魚", 0);
  assert_text(canvas, " x茶y\n 魚 飯\n");
  assert_sound(canvas);
}

static void a_wide_character_does_not_fit_into_one_column(void) {
  g_autoptr(Canvas) canvas = canvas_new(3, 2, FALSE);
  canvas_put(canvas, 0, 0, ROLE_TEXT, "お茶", 0);
  canvas_put(canvas, 1, -1, ROLE_TEXT, "お茶", 0);
  assert_text(canvas, "お…\n 茶\n");
  assert_sound(canvas);
}

static void marks_stay_with_their_base(void) {
  g_autoptr(Canvas) canvas = canvas_new(5, 2, FALSE);
  g_assert_cmpint(canvas_put(canvas, 0, 0, ROLE_TEXT, "e\xcc\x81te\xcc\x81", 0), ==, 3);
  g_assert_cmpint(canvas_put(canvas, 1, 0, ROLE_TEXT, "\xcc\x81o\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85|", 0), ==, 2);
  assert_text(canvas, "e\xcc\x81te\xcc\x81\no\xcc\x81\xcc\x82\xcc\x83|\n");
  assert_sound(canvas);
}

static void titles_never_shift_a_column(void) {
  static const char *const titles[] = {
    "Tee \xf0\x9f\x8d\xb5",
    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 reading",
    "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa flag",
    "\xe2\x9d\xa4\xef\xb8\x8f heart",
    "שתה תה",
    "\xe2\x80\xaeشاي\xe2\x80\xac قبل النوم",
    "ก็ดี",
    "한국어 차",
    "bell\a tab\t line\nend",
    "broken \xff\xfe bytes",
    "zero\xe2\x80\x8bwidth\xc2\xad",
    "ａｂｃ",
  };
  for (int ascii = FALSE; ascii <= TRUE; ascii++) {
    g_autoptr(Canvas) canvas = canvas_new(30, 1, ascii);
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
      canvas_clear(canvas);
      g_autofree char *clean = text_sanitise(titles[i], -1);
      g_assert_cmpint(canvas_put(canvas, 0, 0, ROLE_TEXT, titles[i], 0), ==, text_width(clean));
      assert_sound(canvas);
    }
  }
}

static void ascii_keeps_the_layout(void) {
  static const struct {
    const char *text;
    const char *ascii;
  } table[] = {
    { "━━●──┴═╌┤", "==*--+#.|" },
    { "✓ ○ – ~ › ┊", "x o - ~ > :" },
    { "Äpfel, crème", "Apfel, creme" },
    { "an – ab…", "an - ab." },
    { "„Tee“", "?Tee?" },
    { "茶|", "??|" },
    { "e\xcc\x81|", "e|" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(Canvas) canvas = canvas_new(20, 1, TRUE);
    g_assert_cmpint(canvas_put(canvas, 0, 0, ROLE_TEXT, table[i].text, 0), ==, text_width(table[i].text));
    g_autofree char *text = canvas_to_text(canvas);
    g_strchomp(text);
    g_assert_true(g_str_is_ascii(text));
    if (!strchr(table[i].ascii, '?'))
      g_assert_cmpstr(text, ==, table[i].ascii);
    g_assert_cmpint(text_width(text), ==, text_width(table[i].text));
  }
}

static void every_glyph_has_one_column_in_both_sets(void) {
  for (int ascii = FALSE; ascii <= TRUE; ascii++) {
    g_autoptr(Canvas) canvas = canvas_new(1, 1, ascii);
    const Glyphs *glyphs = canvas_glyphs(canvas);
    const char *const every[] = {
      glyphs->done,    glyphs->open,     glyphs->skipped,    glyphs->slipped,    glyphs->selected,  glyphs->running,
      glyphs->now,     glyphs->bar_gone, glyphs->bar_coming, glyphs->bar_guided, glyphs->bar_avoid, glyphs->bar_step,
      glyphs->bar_end, glyphs->rule,     glyphs->ellipsis,   glyphs->dot,        glyphs->filled,    glyphs->half,
      glyphs->light,   glyphs->up,       glyphs->down,
    };
    for (gsize i = 0; i < G_N_ELEMENTS(every); i++) {
      g_assert_cmpint(text_width(every[i]), ==, 1);
      g_assert_true(!ascii || g_str_is_ascii(every[i]));
    }
    g_assert_cmpint(text_width(glyphs->up_down), ==, 2);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/canvas/new-canvas-is-blank", new_canvas_is_blank);
  g_test_add_func("/canvas/put-gives-the-column-behind", put_gives_the_column_behind);
  g_test_add_func("/canvas/put-clips-with-the-ellipsis", put_clips_with_the_ellipsis);
  g_test_add_func("/canvas/text-outside-is-left-out", text_outside_is_left_out);
  g_test_add_func("/canvas/right-and-centred", right_and_centred);
  g_test_add_func("/canvas/cells-are-only-repainted", cells_are_only_repainted);
  g_test_add_func("/canvas/wide-characters-take-two-cells", wide_characters_take_two_cells);
  g_test_add_func("/canvas/half-a-wide-character-never-stays", half_a_wide_character_never_stays);
  g_test_add_func("/canvas/a-wide-character-does-not-fit-into-one-column",
                  a_wide_character_does_not_fit_into_one_column);
  g_test_add_func("/canvas/marks-stay-with-their-base", marks_stay_with_their_base);
  g_test_add_func("/canvas/titles-never-shift-a-column", titles_never_shift_a_column);
  g_test_add_func("/canvas/ascii-keeps-the-layout", ascii_keeps_the_layout);
  g_test_add_func("/canvas/every-glyph-has-one-column-in-both-sets", every_glyph_has_one_column_in_both_sets);
  return g_test_run();
}
