/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "model/record.h"
#include "tracking/trials.h"

#include <string.h>

#define N 739943 /* tonight */

typedef struct {
  Routine *routine;
  GPtrArray *trials, *pauses;
} Fixture;

static void add(Fixture *fixture, const char *id) {
  Step *step = step_new();
  step->id = g_strdup(id);
  step->title = g_strdup_printf("The %s", id);
  step->short_title = g_strdup(id);
  g_ptr_array_add(fixture->routine->steps, step);
}

static Step *step_of(Fixture *fixture, const char *id) {
  return (Step *) routine_step(fixture->routine, id);
}

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->routine = routine_new();
  fixture->trials = trials_new();
  fixture->pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  for (const char *const *id = (const char *const[]){ "stretch", "dim", "magnesium", "bed", "wake", NULL }; *id; id++)
    add(fixture, *id);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  routine_free(fixture->routine);
  g_ptr_array_unref(fixture->trials);
  g_ptr_array_unref(fixture->pauses);
}

static TrialsInput input_of(const Fixture *fixture) {
  return (TrialsInput){ fixture->routine, fixture->trials, fixture->pauses, N, 5000 };
}

static Trial *agree(const Fixture *fixture, const char *id, int nights, GError **error) {
  const TrialsInput input = input_of(fixture);
  return tracking_agree(&input, id, nights, N, 77, error);
}

/* The trial of `id` is refused with a sentence that has `word` in it. */
static void assert_refused(const Fixture *fixture, const char *id, const char *word) {
  g_autoptr(GError) error = NULL;
  g_assert_null(agree(fixture, id, TRIAL_USUAL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  if (!strstr(error->message, word))
    g_error("\"%s\" does not have \"%s\"", error->message, word);
}

static void step_of_every_night_is_agreed_to(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Trial) trial = agree(fixture, "stretch", TRIAL_USUAL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(trial->seed, ==, 77);
  g_assert_cmpint(trial->nights, ==, TRIAL_USUAL);
  g_assert_cmpuint(trial->start, ==, N);
}

static void supplement_is_refused(Fixture *fixture, gconstpointer data) {
  assert_refused(fixture, "magnesium", "doctor");
  step_of(fixture, "stretch")->dose = (Dose){ 100, g_strdup("mg elemental") };
  assert_refused(fixture, "stretch", "doctor");
}

static void bed_and_wake_are_refused(Fixture *fixture, gconstpointer data) {
  assert_refused(fixture, "bed", "same time every day");
  assert_refused(fixture, "wake", "same time every day");
}

static void step_of_some_nights_is_refused(Fixture *fixture, gconstpointer data) {
  step_of(fixture, "stretch")->weekdays = WEEKDAYS_ALL & ~1;
  assert_refused(fixture, "stretch", "not in every evening");
  step_of(fixture, "dim")->enabled = FALSE;
  assert_refused(fixture, "dim", "not in every evening");
}

static void paused_step_is_refused(Fixture *fixture, gconstpointer data) {
  g_ptr_array_add(fixture->pauses, pause_new("stretch", N, NIGHT_NONE, 1));
  assert_refused(fixture, "stretch", "paused");
}

static void second_trial_at_once_is_refused(Fixture *fixture, gconstpointer data) {
  g_ptr_array_add(fixture->trials, trial_new("stretch", 1, TRIAL_SHORT, N - 3, 1));
  assert_refused(fixture, "dim", "“The stretch” is running");
  ((Trial *) g_ptr_array_index(fixture->trials, 0))->given_up = N;
  g_autoptr(Trial) trial = agree(fixture, "dim", TRIAL_SHORT, NULL);
  g_assert_nonnull(trial);
}

static void other_lengths_are_refused(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  g_assert_null(agree(fixture, "stretch", 30, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
}

static void unknown_step_is_refused(Fixture *fixture, gconstpointer data) {
  assert_refused(fixture, "tea", "no step “tea”");
}

static void trial_of_the_same_start_keeps_its_draw(Fixture *fixture, gconstpointer data) {
  Trial *before = trial_new("stretch", 1, TRIAL_SHORT, N, 9000); /* the clock was ahead */
  before->given_up = N;
  g_ptr_array_add(fixture->trials, before);
  g_autoptr(Trial) again = agree(fixture, "stretch", TRIAL_LONG, NULL);
  g_assert_cmpuint(again->seed, ==, 1);
  g_assert_cmpint(again->nights, ==, TRIAL_SHORT);
  g_assert_cmpint(again->changed_at, >, before->changed_at); /* it wins every merge with what was given up */
  g_assert_cmpuint(again->given_up, ==, NIGHT_NONE);
}

static void given_up_trial_ends_tonight(Fixture *fixture, gconstpointer data) {
  const TrialsInput input = input_of(fixture);
  g_ptr_array_add(fixture->trials, trial_new("stretch", 1, TRIAL_SHORT, N - 3, 1));
  g_autoptr(Trial) ended = tracking_give_up(&input, NULL);
  g_assert_cmpuint(ended->given_up, ==, N);
  g_assert_cmpint(ended->changed_at, ==, 5000);
}

#define ADD(name, test) g_test_add("/trials/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("step-of-every-night-is-agreed-to", step_of_every_night_is_agreed_to);
  ADD("supplement-is-refused", supplement_is_refused);
  ADD("bed-and-wake-are-refused", bed_and_wake_are_refused);
  ADD("step-of-some-nights-is-refused", step_of_some_nights_is_refused);
  ADD("paused-step-is-refused", paused_step_is_refused);
  ADD("second-trial-at-once-is-refused", second_trial_at_once_is_refused);
  ADD("other-lengths-are-refused", other_lengths_are_refused);
  ADD("unknown-step-is-refused", unknown_step_is_refused);
  ADD("trial-of-the-same-start-keeps-its-draw", trial_of_the_same_start_keeps_its_draw);
  ADD("given-up-trial-ends-tonight", given_up_trial_ends_tonight);
  return g_test_run();
}
