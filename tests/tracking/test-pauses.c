/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "tracking/merge.h"
#include "tracking/pauses.h"

#define N 1000 /* tonight */

static GPtrArray *no_pauses(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
}

static void apply(GPtrArray **pauses, ActionKind kind, const char *step, Night from, Night to) {
  const Action action = { .kind = kind, .step = step, .night = from, .to = to };
  g_autoptr(GError) error = NULL;
  GPtrArray *result = tracking_pause(*pauses, &action, 77, &error);
  g_assert_no_error(error);
  g_ptr_array_unref(*pauses);
  *pauses = result;
}

static void assert_refused(const GPtrArray *pauses, Action action, const char *sentence) {
  g_autoptr(GError) error = NULL;
  g_assert_null(tracking_pause(pauses, &action, 77, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  g_assert_cmpstr(error->message, ==, sentence);
}

static void pause_covers_its_nights_and_no_other(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  apply(&pauses, ACTION_PAUSE, "tea", N, N + 2);
  g_assert_false(pauses_cover(pauses, "tea", N - 1));
  g_assert_true(pauses_cover(pauses, "tea", N));
  g_assert_true(pauses_cover(pauses, "tea", N + 2));
  g_assert_false(pauses_cover(pauses, "tea", N + 3));
  g_assert_false(pauses_cover(pauses, "bed", N));
}

static void touching_pauses_of_a_step_become_one(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  apply(&pauses, ACTION_PAUSE, "tea", N, N + 2);
  apply(&pauses, ACTION_PAUSE, NULL, N, N + 2);
  apply(&pauses, ACTION_PAUSE, "tea", N + 3, NIGHT_NONE);
  g_assert_cmpuint(pauses->len, ==, 2);
  const Pause *grown = g_ptr_array_index(pauses, 1);
  g_assert_cmpuint(grown->from, ==, N);
  g_assert_cmpuint(grown->to, ==, NIGHT_NONE);
  g_assert_cmpint(grown->changed_at, ==, 77);
  apply(&pauses, ACTION_PAUSE, "tea", N - 9, N - 5); /* a night lies between */
  g_assert_cmpuint(pauses->len, ==, 3);
}

static void resume_leaves_earlier_nights_paused(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  apply(&pauses, ACTION_PAUSE, "tea", N - 5, NIGHT_NONE);
  apply(&pauses, ACTION_PAUSE, "tea", N - 20, N - 10);
  apply(&pauses, ACTION_RESUME, "tea", N, NIGHT_NONE);
  g_assert_true(pauses_cover(pauses, "tea", N - 15));
  g_assert_true(pauses_cover(pauses, "tea", N - 1));
  g_assert_false(pauses_cover(pauses, "tea", N));
}

static void resume_on_its_first_night_takes_a_pause_back(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  apply(&pauses, ACTION_PAUSE, NULL, N, NIGHT_NONE);
  apply(&pauses, ACTION_RESUME, NULL, N, NIGHT_NONE);
  g_assert_false(pauses_cover(pauses, NULL, N));
}

/* What another machine still has of it. */
static void what_was_taken_back_is_not_merged_in_again(void) {
  const struct { Night from, to; } taken_back[] = { { N, NIGHT_NONE }, { N + 5, N + 9 } };
  for (gsize i = 0; i < G_N_ELEMENTS(taken_back); i++) {
    g_autoptr(GPtrArray) pauses = no_pauses();
    g_autoptr(GPtrArray) theirs = no_pauses();
    g_ptr_array_add(theirs, pause_new("tea", taken_back[i].from, taken_back[i].to, 70));
    g_ptr_array_add(pauses, pause_new("tea", taken_back[i].from, taken_back[i].to, 70));
    apply(&pauses, ACTION_RESUME, "tea", N, NIGHT_NONE);
    g_autoptr(GPtrArray) merged = tracking_merge_pauses(pauses, theirs);
    g_assert_false(pauses_cover(merged, "tea", taken_back[i].from));
  }
}

static void what_grew_into_another_is_not_merged_in_again(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  g_autoptr(GPtrArray) theirs = no_pauses();
  g_ptr_array_add(theirs, pause_new("tea", N + 1, N + 9, 70));
  g_ptr_array_add(pauses, pause_new("tea", N + 1, N + 9, 70));
  apply(&pauses, ACTION_PAUSE, "tea", N, N + 1);
  apply(&pauses, ACTION_RESUME, "tea", N + 2, NIGHT_NONE);
  g_autoptr(GPtrArray) merged = tracking_merge_pauses(pauses, theirs);
  g_assert_true(pauses_cover(merged, "tea", N + 1));
  g_assert_false(pauses_cover(merged, "tea", N + 2));
}

static void what_is_paused_already_stays_as_it_is(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  g_ptr_array_add(pauses, pause_new("tea", N, NIGHT_NONE, 70));
  g_autoptr(GPtrArray) before = no_pauses();
  g_ptr_array_add(before, pause_new("tea", N, NIGHT_NONE, 70));
  apply(&pauses, ACTION_PAUSE, "tea", N + 3, N + 5);
  g_autoptr(GPtrArray) changed = tracking_changed_pauses(before, pauses);
  g_assert_cmpuint(changed->len, ==, 0);
  g_assert_cmpint(((const Pause *) g_ptr_array_index(pauses, 0))->changed_at, ==, 70);
}

static void undoing_an_act_leaves_what_came_since(void) {
  g_autoptr(GPtrArray) before = no_pauses();
  g_ptr_array_add(before, pause_new("tea", N - 4, N - 1, 5));
  g_autoptr(GPtrArray) pauses = no_pauses();
  g_ptr_array_add(pauses, pause_new("tea", N - 4, N - 1, 5));
  apply(&pauses, ACTION_PAUSE, "tea", N, N + 3);
  g_autoptr(GPtrArray) changed = tracking_changed_pauses(before, pauses);
  apply(&pauses, ACTION_PAUSE, "bed", N, NIGHT_NONE); /* by another program */
  g_autoptr(GPtrArray) restored = tracking_restore_pauses(pauses, changed, NULL, 99);
  g_assert_true(pauses_cover(restored, "bed", N));
  g_assert_false(pauses_cover(restored, "tea", N));
  g_assert_true(pauses_cover(restored, "tea", N - 1));
  g_autoptr(GPtrArray) merged = tracking_merge_pauses(restored, pauses);
  g_assert_false(pauses_cover(merged, "tea", N));
}

static void resume_ends_what_covers_tonight_before_what_is_to_come(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  apply(&pauses, ACTION_PAUSE, "tea", N - 2, N + 2);
  apply(&pauses, ACTION_PAUSE, "tea", N + 30, N + 40);
  apply(&pauses, ACTION_RESUME, "tea", N, NIGHT_NONE);
  g_assert_true(pauses_cover(pauses, "tea", N + 30));
  apply(&pauses, ACTION_RESUME, "tea", N, NIGHT_NONE);
  g_assert_false(pauses_cover(pauses, "tea", N + 30));
  g_assert_true(pauses_cover(pauses, "tea", N - 1));
}

static void resuming_all_leaves_single_steps_paused(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  apply(&pauses, ACTION_PAUSE, "magnesium", N - 50, NIGHT_NONE);
  apply(&pauses, ACTION_PAUSE, NULL, N - 2, N + 5);
  apply(&pauses, ACTION_RESUME, NULL, N, NIGHT_NONE);
  g_assert_true(pauses_cover(pauses, "magnesium", N));
  g_assert_false(pauses_cover(pauses, "tea", N));
}

static void what_makes_no_sense_is_refused(void) {
  g_autoptr(GPtrArray) pauses = no_pauses();
  assert_refused(pauses, (Action){ .kind = ACTION_PAUSE, .night = N, .to = N - 1 },
                 "a pause ends on the night it begins, or later");
  assert_refused(pauses, (Action){ .kind = ACTION_RESUME, .step = "tea", .night = N }, "not paused: \"tea\"");
  assert_refused(pauses, (Action){ .kind = ACTION_RESUME, .night = N }, "no pause for everything");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pauses/cover-their-nights-and-no-other", pause_covers_its_nights_and_no_other);
  g_test_add_func("/pauses/touching-ones-of-a-step-become-one", touching_pauses_of_a_step_become_one);
  g_test_add_func("/pauses/resume-leaves-earlier-nights-paused", resume_leaves_earlier_nights_paused);
  g_test_add_func("/pauses/resume-on-first-night-takes-it-back", resume_on_its_first_night_takes_a_pause_back);
  g_test_add_func("/pauses/what-was-taken-back-is-not-merged-in-again", what_was_taken_back_is_not_merged_in_again);
  g_test_add_func("/pauses/what-grew-into-another-is-not-merged-in-again",
                  what_grew_into_another_is_not_merged_in_again);
  g_test_add_func("/pauses/what-is-paused-already-stays-as-it-is", what_is_paused_already_stays_as_it_is);
  g_test_add_func("/pauses/undoing-an-act-leaves-what-came-since", undoing_an_act_leaves_what_came_since);
  g_test_add_func("/pauses/resume-ends-tonight-before-what-comes",
                  resume_ends_what_covers_tonight_before_what_is_to_come);
  g_test_add_func("/pauses/resuming-all-leaves-single-steps", resuming_all_leaves_single_steps_paused);
  g_test_add_func("/pauses/what-makes-no-sense-is-refused", what_makes_no_sense_is_refused);
  return g_test_run();
}
