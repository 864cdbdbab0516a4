/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an answer makes of a notice, wherever it was given. */
#include "tests/app/program.h"

static void an_answer_anywhere_takes_it_down(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  fixture_mark(fixture, "tea", MARK_DONE);
  program_turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_turn(&program, fixture, "2026-11-24 21:32");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

static void a_button_answers_and_takes_it_down(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  const NoticeEvent event = { .kind = NOTICE_BUTTON, .token = program.way.token, .button = "done" };
  reminders_on_event(&event, program.reminders);
  g_assert_cmpstr(program.answers->str, ==, "tea:done ");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

static void what_is_left_of_it_is_shown_again_without_sound(Fixture *fixture, gconstpointer data) {
  Program program;
  program_follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(program_shown(&program, 0), ==,
                  "Herbal tea · Dim the lights | Herbal tea: now\nDim the lights: in 3 minutes, at 21:33");
  g_assert_true(program.way.sound);
  fixture_mark(fixture, "tea", MARK_DONE);
  program_turn(&program, fixture, "2026-11-24 21:34");
  g_assert_cmpstr(program_shown(&program, 1), ==, "Dim the lights | now");
  g_assert_false(program.way.sound);
  program_turn(&program, fixture, "2026-11-24 21:40");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  program_tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpstr(program.answers->str, ==, "dim:done ");
  program_end(&program);
}

static void what_was_closed_is_not_shown_again(Fixture *fixture, gconstpointer data) {
  Program program;
  program_follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  program_tell(&program, NOTICE_SEEN, NULL);
  fixture_mark(fixture, "tea", MARK_DONE);
  program_turn(&program, fixture, "2026-11-24 21:34");
  reminders_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminders);
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

static void an_answer_to_the_one_before_counts(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  const NoticeEvent late = { .kind = NOTICE_BUTTON, .token = program.way.token, .button = "done" };
  program_turn(&program, fixture, "2026-11-24 23:00");
  reminders_on_event(&late, program.reminders);
  g_assert_cmpstr(program.answers->str, ==, "tea:done ");
  program_tell(&program, NOTICE_BUTTON, "snooze");
  g_assert_cmpstr(program.answers->str, ==, "tea:done bed:snooze ");
  program_end(&program);
}

static void an_answer_that_cannot_be_kept_leaves_it_up(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program.refuses = TRUE;
  program_turn(&program, fixture, "2026-11-24 21:30");
  program_tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  program.refuses = FALSE;
  program_tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  g_assert_cmpstr(program.answers->str, ==, "tea:done tea:done ");
  program_end(&program);
}

static void one_button_answers_all_that_it_asks_about(Fixture *fixture, gconstpointer data) {
  Program program;
  program_follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  program_tell(&program, NOTICE_BUTTON, "snooze");
  g_assert_cmpstr(program.answers->str, ==, "tea+dim:snooze ");
  program_end(&program);
}

static void good_night_takes_everything_down(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  const Action action = { .kind = ACTION_GOOD_NIGHT };
  fixture_perform(fixture, &action);
  program_turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_turn(&program, fixture, "2026-11-24 23:00");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reminders/an-answer-anywhere-takes-it-down", an_answer_anywhere_takes_it_down);
  ADD("/reminders/a-button-answers-and-takes-it-down", a_button_answers_and_takes_it_down);
  ADD("/reminders/what-is-left-of-it-is-shown-again-without-sound", what_is_left_of_it_is_shown_again_without_sound);
  ADD("/reminders/what-was-closed-is-not-shown-again", what_was_closed_is_not_shown_again);
  ADD("/reminders/an-answer-to-the-one-before-counts", an_answer_to_the_one_before_counts);
  ADD("/reminders/an-answer-that-cannot-be-kept-leaves-it-up", an_answer_that_cannot_be_kept_leaves_it_up);
  ADD("/reminders/one-button-answers-all-that-it-asks-about", one_button_answers_all_that_it_asks_about);
  ADD("/reminders/good-night-takes-everything-down", good_night_takes_everything_down);
  return g_test_run();
}
