/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"
#include "nights.h"
#include "stage.h"
#include "support/quantile.h"
#include "tui/compare/compare.h"

#include <string.h>

static void draw(Canvas *canvas, gpointer data) {
  compare_draw(data, canvas);
}

static void check(CompareModel model, const char *name) {
  golden_check_sizes(draw, &model, name);
}

static void test_all_steps(void) {
  g_autoptr(History) history = nights_many(70);
  g_autoptr(CompareList) list = comparison_list_new(history, NULL, NIGHT_NONE, NULL, quantile());
  for (int i = 0; i < (int) list->entries->len; i++) {
    g_autofree char *name = g_strdup_printf("compare-%d", i);
    check((CompareModel){ list, i, NULL }, name);
  }
}

/* What is compared while the first of its steps is taken as a course of 21 nights, begun so long before the last. */
static void check_course(guint before_end, const char *name) {
  g_autoptr(History) history = nights_many(70);
  g_autoptr(Routine) routine = routine_new();
  const Night last = history_night(history, history->nights->len - 1)->night;
  Step *step = step_new();
  step->id = g_strdup(g_ptr_array_index(history->step_ids, 0));
  step->title = g_strdup(g_ptr_array_index(history->titles, 0));
  step->short_title = g_strdup(step->title);
  step->course = (Course){ .start = last - before_end, .nights = 21 };
  g_ptr_array_add(routine->steps, step);
  g_autoptr(CompareList) list = comparison_list_new(history, routine, last, NULL, quantile());
  check((CompareModel){ list, 0, NULL }, name);
}

static void test_course(void) {
  check_course(9, "compare-course-hidden");
  check_course(30, "compare-course-over");
}

/* At 80 columns the longest title of the shipped routine; on wider screens whatever fits. */
static void test_whole_titles(void) {
  static const struct {
    const char *title;
    int columns;
  } cases[] = {
    { "Eat something rich in magnesium", 80 },
    { "Read something on paper that does not ask for the next page", 132 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(History) history = nights_many(70);
    g_autoptr(CompareList) list = comparison_list_new(history, NULL, NIGHT_NONE, NULL, quantile());
    const guint step = g_array_index(list->entries, CompareEntry, 1).step;
    (void) history_intern(history, g_ptr_array_index(history->step_ids, step), cases[i].title);
    g_autoptr(Canvas) canvas = canvas_new(cases[i].columns, 24, FALSE);
    compare_draw(&(CompareModel){ list, 0, NULL }, canvas);
    g_autofree char *text = canvas_to_text(canvas);
    g_autofree char *whole = g_strconcat(cases[i].title, " ", NULL);
    g_assert_nonnull(strstr(text, whole));
    g_assert_null(strstr(text, "…"));
  }
}

static void test_words_that_are_never_used(void) {
  static const char *const forbidden[] = { "works", "prove", "significant", "effective", "treat" };
  g_autoptr(History) history = nights_many(70);
  g_autoptr(CompareList) list = comparison_list_new(history, NULL, NIGHT_NONE, NULL, quantile());
  for (int i = 0; i < (int) list->entries->len; i++) {
    g_autoptr(Canvas) canvas = canvas_new(132, 43, FALSE);
    compare_draw(&(CompareModel){ list, i, NULL }, canvas);
    g_autofree char *text = canvas_to_text(canvas);
    for (gsize word = 0; word < G_N_ELEMENTS(forbidden); word++)
      g_assert_null(strstr(text, forbidden[word]));
  }
}

static void test_empty(void) {
  g_autoptr(StageFixture) stage = stage_new(compare_view_new, "2026-10-20 12:05");
  stage_check(stage, "compare-empty");
}

/* `?` explains what is on this page, and goes back to it. */
static void test_help_explains_the_comparison(void) {
  g_autoptr(StageFixture) stage = stage_new(compare_view_new, "2026-10-20 12:05");
  (void) stage_press(stage, KEY_ACTION_HELP);
  stage_check(stage, "compare-explained");
  g_autofree char *text = stage_text(stage);
  g_assert_nonnull(strstr(text, "stand aside"));
  g_assert_nonnull(strstr(text, "Likely"));
  g_assert_nonnull(strstr(text, "by lot"));
  g_autoptr(Canvas) small = stage_draw(stage, 40, 12);
  g_assert_cmpint(canvas_rows(small), ==, 12);
  for (int i = 0; i < 40; i++)
    (void) stage_press(stage, KEY_ACTION_DOWN);
  g_autoptr(Canvas) scrolled = stage_draw(stage, 40, 12);
  g_autofree char *end = canvas_to_text(scrolled);
  g_assert_nonnull(strstr(end, "by lot"));
  (void) stage_press(stage, KEY_ACTION_BACK);
  g_autofree char *table = stage_text(stage);
  g_assert_null(strstr(table, "stand aside"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compare/all-steps-with-the-finding-on-one", test_all_steps);
  g_test_add_func("/compare/titles-are-whole", test_whole_titles);
  g_test_add_func("/compare/a-course-is-hidden-until-it-is-over", test_course);
  g_test_add_func("/compare/says-what-went-together-and-no-more", test_words_that_are_never_used);
  g_test_add_func("/compare/empty-says-what-will-be", test_empty);
  g_test_add_func("/compare/help-explains-the-comparison", test_help_explains_the_comparison);
  return g_test_run();
}
