/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/plot.h"

#include <string.h>

static void assert_row(const Canvas *canvas, const char *expected) {
  g_autofree char *text = canvas_to_text(canvas);
  g_auto(GStrv) rows = g_strsplit(text, "\n", 2);
  g_assert_cmpstr(rows[0], ==, expected);
}

static void bar_is_full_to_its_share(void) {
  static const struct {
    double share;
    const char *unicode, *ascii;
  } cases[] = {
    { 0, "········", "........" },      { 1.0 / 64, "▏·······", "........" }, { 0.5, "████····", "####...." },
    { 0.5625, "████▌···", "#####..." }, { 1, "████████", "########" },        { 7, "████████", "########" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Canvas) canvas = canvas_new(12, 1, FALSE);
    g_autoptr(Canvas) ascii = canvas_new(12, 1, TRUE);
    plot_bar(canvas, &(PlotPlace){ 0, 0, 8, 1 }, cases[i].share);
    plot_bar(ascii, &(PlotPlace){ 0, 0, 8, 1 }, cases[i].share);
    assert_row(canvas, cases[i].unicode);
    assert_row(ascii, cases[i].ascii);
  }
}

static void ratings_are_dots_at_their_place(void) {
  g_autoptr(Canvas) canvas = canvas_new(30, 2, FALSE);
  plot_ratings_scale(canvas, &(PlotPlace){ 0, 0, 25, 1 }, 5);
  assert_row(canvas, "  1    2    3    4    5");
  g_autoptr(Canvas) dots = canvas_new(30, 1, FALSE);
  plot_ratings(dots, &(PlotPlace){ 0, 0, 25, 1 }, (const int[]){ 1, 0, 3, 4, 0 }, 5, 0);
  assert_row(dots, "  •        ••• ••••");
}

/* Where the fullest place has four columns and nine mornings, a dot is up to three of them; one is never none. */
static void more_ratings_than_room_share_dots(void) {
  g_autoptr(Canvas) canvas = canvas_new(30, 1, FALSE);
  plot_ratings(canvas, &(PlotPlace){ 0, 0, 25, 1 }, (const int[]){ 1, 0, 9, 4, 0 }, 5, 0);
  assert_row(canvas, "  •        •••  ••");
}

static void mean_is_marked_at_its_place(void) {
  g_autoptr(Canvas) canvas = canvas_new(30, 1, FALSE);
  plot_ratings(canvas, &(PlotPlace){ 0, 0, 25, 1 }, (const int[]){ 0, 0, 0, 0, 0 }, 5, 3);
  assert_row(canvas, "            ◆");
  g_autoptr(Canvas) between = canvas_new(30, 1, TRUE);
  plot_ratings(between, &(PlotPlace){ 0, 0, 25, 1 }, (const int[]){ 0, 0, 0, 0, 0 }, 5, 3.4);
  assert_row(between, "              ^");
}

/* A value that is not known leaves a gap; what is outside the place is never touched. */
static void curve_has_gaps_and_stays_in_its_place(void) {
  const double values[] = { 1, 1, 1, 0, 0, 0, 5, 5, 5 };
  for (int ascii = FALSE; ascii <= TRUE; ascii++) {
    g_autoptr(Canvas) canvas = canvas_new(20, 7, ascii);
    plot_curve(canvas, &(PlotPlace){ 1, 5, 9, 5 }, ROLE_ACCENT, values, 9, 1, 5);
    for (int row = 0; row < 7; row++) {
      for (int column = 0; column < 20; column++) {
        const gboolean drawn = canvas_cell(canvas, row, column)->characters[0] != ' ';
        const gboolean left = row == 5 && column >= 5 && column < 8, right = row == 1 && column >= 11 && column < 14;
        if (!left && !right)
          g_assert_false(drawn && (column < 5 || column >= 14 || row < 1 || row > 5 || column == 9));
        else
          g_assert_true(drawn);
      }
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plot/bar-is-full-to-its-share", bar_is_full_to_its_share);
  g_test_add_func("/plot/ratings-are-dots-at-their-place", ratings_are_dots_at_their_place);
  g_test_add_func("/plot/more-ratings-than-room-share-dots", more_ratings_than_room_share_dots);
  g_test_add_func("/plot/mean-is-marked-at-its-place", mean_is_marked_at_its_place);
  g_test_add_func("/plot/curve-has-gaps-and-stays-in-its-place", curve_has_gaps_and_stays_in_its_place);
  return g_test_run();
}
