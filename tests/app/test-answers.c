/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said to the last reminder without naming a step: all of it is
 * answered, as by the button of its notification. */
#include "base/error.h"
#include "store/claims.h"
#include "tests/app/program.h"

/* A reminder of all of `steps` together ("tea dim") was the last one. */
static void remind_of(const Fixture *fixture, const char *steps) {
  g_auto(GStrv) ids = g_strsplit(steps, " ", -1);
  g_autoptr(Store) store = store_open(fixture->data_folder, STORE_WRITE, 0, NULL);
  const LastReminder last = { .night = app_evening(fixture->app)->plan->night, .steps = ids };
  g_assert_true(claim_save_last(store, &last, NULL));
}

static char *answer(Fixture *fixture, const Action *action) {
  g_autoptr(GError) error = NULL;
  char *message = NULL;
  g_assert_true(app_answer_last(fixture->app, action, &message, &error));
  g_assert_no_error(error);
  return message;
}

static Mark mark_of(const Fixture *fixture, const char *step) {
  return record_mark(app_evening(fixture->app)->record, step);
}

static void each_of_its_steps_is_answered_and_named(Fixture *fixture, gconstpointer data) {
  static const struct {
    Action action;
    Mark mark;
    const char *message;
  } rows[] = {
    { { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = MARK_DONE },
      MARK_DONE,
      "Herbal tea: done at 21:31. Dim the lights: done at 21:31." },
    { { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = MARK_SKIPPED },
      MARK_SKIPPED,
      "Herbal tea: skipped at 21:31. Dim the lights: skipped at 21:31." },
    { { .kind = ACTION_SNOOZE, .source = FROM_COMMAND, .minutes = 10 },
      MARK_OPEN,
      "Herbal tea: snoozed until 21:41. Dim the lights: snoozed until 21:41." },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    program_follow(fixture, TWO_TOGETHER);
    fixture_at(fixture, "2026-11-24 21:31");
    fixture_mark(fixture, "tea", MARK_OPEN);
    fixture_mark(fixture, "dim", MARK_OPEN);
    remind_of(fixture, "tea dim");
    g_autofree char *message = answer(fixture, &rows[i].action);
    g_assert_cmpstr(message, ==, rows[i].message);
    g_assert_cmpint(mark_of(fixture, "tea"), ==, rows[i].mark);
    g_assert_cmpint(mark_of(fixture, "dim"), ==, rows[i].mark);
  }
}

static void what_was_answered_before_is_left_as_it_is(Fixture *fixture, gconstpointer data) {
  const Action skip = { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = MARK_SKIPPED };
  program_follow(fixture, TWO_TOGETHER);
  fixture_at(fixture, "2026-11-24 21:31");
  fixture_mark(fixture, "tea", MARK_DONE);
  remind_of(fixture, "tea dim");
  g_autofree char *message = answer(fixture, &skip);
  g_assert_cmpstr(message, ==, "Dim the lights: skipped at 21:31.");
  g_assert_cmpint(mark_of(fixture, "tea"), ==, MARK_DONE);
}

/* Whoever was too quick says it once more. */
static void where_none_is_open_all_are_answered_anew(Fixture *fixture, gconstpointer data) {
  const Action skip = { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = MARK_SKIPPED };
  program_follow(fixture, TWO_TOGETHER);
  fixture_at(fixture, "2026-11-24 21:31");
  fixture_mark(fixture, "tea", MARK_DONE);
  fixture_mark(fixture, "dim", MARK_DONE);
  remind_of(fixture, "tea dim");
  g_autofree char *message = answer(fixture, &skip);
  g_assert_cmpint(mark_of(fixture, "tea"), ==, MARK_SKIPPED);
  g_assert_cmpint(mark_of(fixture, "dim"), ==, MARK_SKIPPED);
}

static void done_leaves_a_stretch_beside_others_to_its_end(Fixture *fixture, gconstpointer data) {
  const Action done = { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = MARK_DONE };
  program_follow(fixture, TWO_TOGETHER);
  fixture_at(fixture, "2026-11-24 22:01");
  remind_of(fixture, "tea screens");
  g_autofree char *message = answer(fixture, &done);
  g_assert_cmpint(mark_of(fixture, "tea"), ==, MARK_DONE);
  g_assert_cmpint(mark_of(fixture, "screens"), ==, MARK_OPEN);
}

static void without_a_reminder_it_is_refused(Fixture *fixture, gconstpointer data) {
  const Action done = { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = MARK_DONE };
  g_autoptr(GError) error = NULL;
  g_assert_false(app_answer_last(fixture->app, &done, NULL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/answers/each-of-its-steps-is-answered-and-named", each_of_its_steps_is_answered_and_named);
  ADD("/answers/what-was-answered-before-is-left-as-it-is", what_was_answered_before_is_left_as_it_is);
  ADD("/answers/where-none-is-open-all-are-answered-anew", where_none_is_open_all_are_answered_anew);
  ADD("/answers/done-leaves-a-stretch-beside-others-to-its-end", done_leaves_a_stretch_beside_others_to_its_end);
  ADD("/answers/without-a-reminder-it-is-refused", without_a_reminder_it_is_refused);
  return g_test_run();
}
