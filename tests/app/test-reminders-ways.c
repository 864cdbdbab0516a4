/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which way a reminder takes when one is not there, or appears, or none is. */
#include "base/text.h"
#include "session/presence.h"
#include "store/claims.h"
#include "tests/app/program.h"

#include <unistd.h>

static void without_a_way_it_stands_on_the_screen(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, FALSE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(reminders_line(program.reminders), ==, "Herbal tea at 21:30");
  program_turn(&program, fixture, "2026-11-24 21:40");
  g_assert_cmpstr(reminders_line(program.reminders), ==, "Herbal tea at 21:30");
  fixture_mark(fixture, "tea", MARK_DONE);
  program_turn(&program, fixture, "2026-11-24 21:41");
  g_assert_null(reminders_line(program.reminders));
  program_end(&program);
}

static void a_way_that_refuses_is_followed_by_the_screen(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program.way.answer = NOTICE_FAILED;
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_cmpstr(reminders_line(program.reminders), ==, "Herbal tea at 21:30");
  program_end(&program);
}

static Notifier *log_new(FakeWay *log, Reminders *reminders) {
  fake_way_init(log, reminders);
  log->is_silent = TRUE;
  return &log->notifier;
}

static void without_a_screen_it_is_left_to_other_programs(Fixture *fixture, gconstpointer data) {
  Program blind, other;
  FakeWay log;
  program_start(&blind, fixture, TRUE);
  program_start(&other, fixture, TRUE);
  blind.way.answer = NOTICE_FAILED;
  reminders_set_log(blind.reminders, log_new(&log, blind.reminders));
  program_turn(&blind, fixture, "2026-11-24 21:30");
  program_turn(&blind, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(blind.way.shown->len, ==, 1);
  g_assert_cmpuint(log.shown->len, ==, 1);
  g_auto(LastReminder) last = { 0 };
  g_assert_true(claim_load_last(other.store, &last, NULL));
  g_assert_cmpuint(g_strv_length(last.steps), ==, 1);
  g_assert_cmpstr(last.steps[0], ==, "tea"); /* "done" without a step answers it */
  program_turn(&other, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(other.way.shown->len, ==, 1);
  program_end(&blind);
  program_end(&other);
  g_ptr_array_unref(log.shown);
}

static void a_desktop_that_appears_later_gets_it(Fixture *fixture, gconstpointer data) {
  Program program;
  FakeWay log;
  program_start(&program, fixture, TRUE);
  program.way.answer = NOTICE_FAILED;
  reminders_set_log(program.reminders, log_new(&log, program.reminders));
  program_turn(&program, fixture, "2026-11-24 21:30");
  program.way.answer = NOTICE_SHOWN;
  reminders_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminders);
  program_turn(&program, fixture, "2026-11-24 21:45");
  g_assert_cmpstr(program_shown(&program, 1), ==, "Herbal tea | from 21:30");
  g_assert_cmpuint(log.shown->len, ==, 1); /* the reminder is the same */
  program_turn(&program, fixture, "2026-11-24 23:00");
  g_assert_cmpuint(log.shown->len, ==, 2);
  program_end(&program);
  g_ptr_array_unref(log.shown);
}

static void a_desktop_takes_over_from_the_screen(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program.way.answer = NOTICE_FAILED;
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_nonnull(reminders_line(program.reminders));
  program.way.answer = NOTICE_SHOWN;
  reminders_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminders);
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  g_assert_null(reminders_line(program.reminders));
  program_end(&program);
}

static void ways_that_change_meanwhile_get_what_is_shown(Fixture *fixture, gconstpointer data) {
  Program program;
  FakeWay other;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  reminders_drop_ways(program.reminders);
  fake_way_init(&other, program.reminders);
  reminders_add_way(program.reminders, &other.notifier);
  reminders_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminders);
  g_assert_cmpuint(other.shown->len, ==, 1);
  g_assert_cmpstr(g_ptr_array_index(other.shown, 0), ==, "Herbal tea | now");
  g_assert_false(other.sound);
  program_end(&program);
  g_ptr_array_unref(other.shown);
}

static void leaving_says_that_reminders_rest(Fixture *fixture, gconstpointer data) {
  g_autofree char *before = app_farewell(fixture->app);
  g_assert_cmpstr(before, ==, "Reminders rest until winddown is open again (next: 21:30); r keeps them coming.");
  g_assert_cmpint(text_width(before), <=, 80);
  static const Presence others[] = { PRESENCE_REMIND, PRESENCE_DASHBOARD };
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
    const int other = presence_hold(fixture->data_folder, others[i]);
    g_assert_null(app_farewell(fixture->app));
    close(other);
  }
  fixture_at(fixture, "2026-11-24 23:00");
  g_assert_null(app_farewell(fixture->app));
}

static void leaving_names_no_reminder_that_came_already(Fixture *fixture, gconstpointer data) {
  Program program;
  program_follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:31"); /* that of 21:33 with it */
  g_autofree char *text = app_farewell(fixture->app);
  g_assert_nonnull(strstr(text, "(next: 22:00)"));
  program_end(&program);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reminders/without-a-way-it-stands-on-the-screen", without_a_way_it_stands_on_the_screen);
  ADD("/reminders/a-way-that-refuses-is-followed-by-the-screen", a_way_that_refuses_is_followed_by_the_screen);
  ADD("/reminders/without-a-screen-it-is-left-to-other-programs", without_a_screen_it_is_left_to_other_programs);
  ADD("/reminders/a-desktop-that-appears-later-gets-it", a_desktop_that_appears_later_gets_it);
  ADD("/reminders/a-desktop-takes-over-from-the-screen", a_desktop_takes_over_from_the_screen);
  ADD("/reminders/leaving-says-that-reminders-rest", leaving_says_that_reminders_rest);
  ADD("/reminders/leaving-names-no-reminder-that-came-already", leaving_names_no_reminder_that_came_already);
  ADD("/reminders/ways-that-change-meanwhile-get-what-is-shown", ways_that_change_meanwhile_get_what_is_shown);
  return g_test_run();
}
