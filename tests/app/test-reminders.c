/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When reminders come: at their time, once, and what is due together in one. */
#include "store/claims.h"
#include "tests/app/program.h"

#include <sqlite3.h>

static void a_due_step_is_reminded_once(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  g_assert_cmpint(program_turn(&program, fixture, "2026-11-24 21:10"), ==,
                  fixture_instant(fixture, "2026-11-24 21:30"));
  g_assert_cmpuint(program.way.shown->len, ==, 0);
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(program_shown(&program, 0), ==, "Herbal tea | now");
  program_turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

static void two_programs_remind_once_between_them(Fixture *fixture, gconstpointer data) {
  Program one, other;
  program_start(&one, fixture, TRUE);
  program_start(&other, fixture, TRUE);
  program_turn(&one, fixture, "2026-11-24 21:30");
  program_turn(&other, fixture, "2026-11-24 21:30");
  g_assert_cmpuint(one.way.shown->len + other.way.shown->len, ==, 1);
  program_end(&one);
  program_end(&other);
}

static sqlite3 *lock(const Fixture *fixture) {
  g_autofree char *path = g_build_filename(fixture->data_folder, "nights.db", NULL);
  sqlite3 *db = NULL;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return db;
}

static void what_is_due_waits_for_a_locked_record(Fixture *fixture, gconstpointer data) {
  Program one, other;
  program_start(&one, fixture, TRUE);
  program_start(&other, fixture, TRUE);
  store_set_patience(one.store, 0);
  sqlite3 *locking = lock(fixture);
  const gint64 again = program_turn(&one, fixture, "2026-11-24 21:30");
  g_assert_cmpint(again, ==, fixture_instant(fixture, "2026-11-24 21:30") + 1);
  g_assert_cmpuint(one.way.shown->len, ==, 0);
  sqlite3_close(locking);
  program_turn(&other, fixture, "2026-11-24 21:30");
  program_turn(&one, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(other.way.shown->len, ==, 1);
  g_assert_cmpuint(one.way.shown->len, ==, 0);
  program_end(&one);
  program_end(&other);
}

static void a_record_that_stays_locked_silences_nothing(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  store_set_patience(program.store, 0);
  sqlite3 *locking = lock(fixture);
  program_turn(&program, fixture, "2026-11-24 21:30");
  program_turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_turn(&program, fixture, "2026-11-24 21:32");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  sqlite3_close(locking);
  program_end(&program);
}

static void a_late_reminder_says_from_when_it_is(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:50");
  g_assert_cmpstr(program_shown(&program, 0), ==, "Herbal tea | from 21:30");
  program_end(&program);
}

static void what_is_no_longer_useful_comes_in_one_digest(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 22:55");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_nonnull(strstr(program_shown(&program, 0), "from 21:30: 1 step, herbal"));
  program_turn(&program, fixture, "2026-11-24 22:56");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

static void a_finished_night_is_left_to_the_morning(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-25 08:00");
  g_assert_cmpuint(program.way.shown->len, ==, 0);
  program_end(&program);
}

static void snooze(Fixture *fixture, const char *step, int minutes) {
  const Action action = { .kind = ACTION_SNOOZE, .step = step, .minutes = minutes };
  fixture_perform(fixture, &action);
}

static void a_snoozed_one_comes_back_and_stays(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  snooze(fixture, "tea", 10);
  g_assert_cmpint(program_turn(&program, fixture, "2026-11-24 21:31"), ==,
                  fixture_instant(fixture, "2026-11-24 21:40"));
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_turn(&program, fixture, "2026-11-24 21:40");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  g_assert_true(program.way.sound);
  program_turn(&program, fixture, "2026-11-24 21:45");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  program_end(&program);
}

static void a_snooze_goes_past_midnight(Fixture *fixture, gconstpointer data) {
  Program program;
  program_follow(fixture, "zone = \"Europe/Berlin\"; bed = \"23:55\"; wake = \"07:00\";\n"
                          "steps = ({ id = \"bed\"; title = \"Lights out\"; at = \"bed\"; leads = [\"0m\"]; });");
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 23:55");
  snooze(fixture, "bed", 10);
  program_turn(&program, fixture, "2026-11-24 23:56");
  program_turn(&program, fixture, "2026-11-25 00:05");
  g_assert_cmpstr(program_shown(&program, 1), ==, "Lights out | from 23:55");
  program_tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpstr(program.answers->str, ==, "bed:done ");
  program_end(&program);
}

static void one_that_never_came_out_is_carried_by_the_next(Fixture *fixture, gconstpointer data) {
  Program program;
  program_follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program.way.is_silent = TRUE;
  program_turn(&program, fixture, "2026-11-24 21:30");
  program_tell(&program, NOTICE_UNCERTAIN, NULL);
  g_assert_nonnull(reminders_line(program.reminders));
  fixture_mark(fixture, "dim", MARK_SKIPPED);
  program_turn(&program, fixture, "2026-11-24 22:00");
  g_assert_true(g_str_has_prefix(program_shown(&program, 1), "Herbal tea · Screens off | "));
  program_tell(&program, NOTICE_SHOWN, NULL);
  g_assert_null(reminders_line(program.reminders));
  g_autoptr(GHashTable) claims = claim_list(program.store, fixture_at(fixture, "2026-11-24 22:01")->plan->night, NULL);
  g_assert_true(g_hash_table_contains(claims, "tea/0"));
  g_assert_true(g_hash_table_contains(claims, "screens/0"));
  program_end(&program);
}

static void a_moved_time_is_shown_anew(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  const Action action = { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 23:30") };
  fixture_perform(fixture, &action);
  program_turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpstr(program_shown(&program, 1), ==, "Herbal tea | in 29 minutes, at 22:00");
  g_assert_false(program.way.sound);
  program_turn(&program, fixture, "2026-11-24 22:00");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  program_end(&program);
}

static void a_digest_goes_with_its_night(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 22:30");
  program_turn(&program, fixture, "2026-11-24 22:40");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_cmpint(program.way.withdrawn, ==, 0);
  program_turn(&program, fixture, "2026-11-25 07:01");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

static void what_was_held_back_comes_afterwards(Fixture *fixture, gconstpointer data) {
  Program program, other;
  program_follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program_start(&other, fixture, TRUE);
  reminders_hold(program.reminders, fixture_instant(fixture, "2026-11-24 21:40"));
  g_assert_cmpint(program_turn(&program, fixture, "2026-11-24 21:25"), ==,
                  fixture_instant(fixture, "2026-11-24 21:40"));
  program_turn(&program, fixture, "2026-11-24 21:30");
  program_turn(&other, fixture, "2026-11-24 21:35");
  g_assert_cmpuint(program.way.shown->len + other.way.shown->len, ==, 0);
  reminders_hold(program.reminders, 0);
  program_turn(&program, fixture, "2026-11-24 21:36");
  g_assert_cmpstr(program_shown(&program, 0), ==,
                  "Herbal tea · Dim the lights | Herbal tea: from 21:30\nDim the lights: from 21:33");
  program_turn(&other, fixture, "2026-11-24 21:37");
  g_assert_cmpuint(other.way.shown->len, ==, 0);
  program_end(&program);
  program_end(&other);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reminders/a-due-step-is-reminded-once", a_due_step_is_reminded_once);
  ADD("/reminders/two-programs-remind-once-between-them", two_programs_remind_once_between_them);
  ADD("/reminders/what-is-due-waits-for-a-locked-record", what_is_due_waits_for_a_locked_record);
  ADD("/reminders/a-record-that-stays-locked-silences-nothing", a_record_that_stays_locked_silences_nothing);
  ADD("/reminders/a-late-reminder-says-from-when-it-is", a_late_reminder_says_from_when_it_is);
  ADD("/reminders/what-is-no-longer-useful-comes-in-one-digest", what_is_no_longer_useful_comes_in_one_digest);
  ADD("/reminders/a-finished-night-is-left-to-the-morning", a_finished_night_is_left_to_the_morning);
  ADD("/reminders/a-snoozed-one-comes-back-and-stays", a_snoozed_one_comes_back_and_stays);
  ADD("/reminders/a-snooze-goes-past-midnight", a_snooze_goes_past_midnight);
  ADD("/reminders/one-that-never-came-out-is-carried-by-the-next", one_that_never_came_out_is_carried_by_the_next);
  ADD("/reminders/a-moved-time-is-shown-anew", a_moved_time_is_shown_anew);
  ADD("/reminders/a-digest-goes-with-its-night", a_digest_goes_with_its_night);
  ADD("/reminders/what-was-held-back-comes-afterwards", what_was_held_back_comes_afterwards);
  return g_test_run();
}
