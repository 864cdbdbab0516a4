/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"
#include "nights.h"
#include "stage.h"
#include "tui/compare_draw.h"

#include <string.h>

static void check(const CompareModel *model, int columns, int rows, const char *name) {
  g_autoptr(Canvas) canvas = canvas_new(columns, rows, FALSE);
  compare_draw(model, canvas);
  golden_check(canvas, name);
}

static void test_all_steps(void) {
  g_autoptr(History) history = nights_many(70);
  g_autoptr(GArray) entries = compare_entries(history, NULL, NIGHT_NONE);
  for (int i = 0; i < (int) entries->len; i++) {
    const CompareModel model = { history, entries, i };
    g_autofree char *name = g_strdup_printf("compare-%d-80x24", i);
    check(&model, 80, 24, name);
  }
  check(&(CompareModel){ history, entries, 1 }, 40, 12, "compare-40x12");
  check(&(CompareModel){ history, entries, 1 }, 132, 43, "compare-132x43");
}

static void test_words_that_are_never_used(void) {
  static const char *const forbidden[] = { "works", "prove", "significant", "effective", "treat" };
  g_autoptr(History) history = nights_many(70);
  g_autoptr(GArray) entries = compare_entries(history, NULL, NIGHT_NONE);
  for (int i = 0; i < (int) entries->len; i++) {
    g_autoptr(Canvas) canvas = canvas_new(132, 43, FALSE);
    compare_draw(&(CompareModel){ history, entries, i }, canvas);
    g_autofree char *text = canvas_to_text(canvas);
    for (gsize word = 0; word < G_N_ELEMENTS(forbidden); word++)
      g_assert_null(strstr(text, forbidden[word]));
  }
}

static void test_empty(void) {
  g_autoptr(StageFixture) stage = stage_new(view_compare_new, "2026-10-20 12:05");
  g_autoptr(Canvas) usual = stage_draw(stage, 80, 24), small = stage_draw(stage, 40, 12);
  golden_check(usual, "compare-empty-80x24");
  golden_check(small, "compare-empty-40x12");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compare/all-steps-with-the-finding-on-one", test_all_steps);
  g_test_add_func("/compare/says-what-went-together-and-no-more", test_words_that_are_never_used);
  g_test_add_func("/compare/empty-says-what-will-be", test_empty);
  return g_test_run();
}
