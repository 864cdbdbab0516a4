/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a program that was killed has left on the desktop: whoever reaches that
 * deals with it, and nobody else forgets it. */
#include "store/claims.h"
#include "tests/app/program.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define LEFT_ID 42

/* A process that shows `step` on a desktop, and ends when `leash` closes. */
static pid_t show_elsewhere(const Fixture *fixture, const char *step, int *leash) {
  int held[2], shown[2];
  char byte = 0;
  g_assert_cmpint(pipe(held), ==, 0);
  g_assert_cmpint(pipe(shown), ==, 0);
  const pid_t process = fork();
  g_assert_cmpint(process, >=, 0);
  if (process == 0) {
    close(held[1]);
    Store *store = store_open(fixture->data_folder, STORE_WRITE, 0, NULL);
    char *steps[] = { (char *) step, NULL };
    const LastReminder last = {
      .night = app_evening(fixture->app)->plan->night, .steps = steps, .server_id = LEFT_ID, .server = (char *) "bus:1"
    };
    const gboolean sound = store && claim_save_last(store, &last, NULL);
    (void) !write(shown[1], &byte, 1);
    (void) !read(held[0], &byte, 1);
    _exit(sound ? 0 : 1);
  }
  close(held[0]);
  close(shown[1]);
  g_assert_cmpint(read(shown[0], &byte, 1), ==, 1);
  close(shown[0]);
  *leash = held[1];
  return process;
}

static void end_elsewhere(pid_t process, int leash) {
  int status = 0;
  close(leash);
  g_assert_cmpint(waitpid(process, &status, 0), ==, process);
  g_assert_cmpint(status, ==, 0);
}

static void leave(const Fixture *fixture, const char *step) {
  int leash = -1;
  const pid_t process = show_elsewhere(fixture, step, &leash);
  end_elsewhere(process, leash);
}

static void program_start_blind(Program *program, const Fixture *fixture) {
  program_start(program, fixture, TRUE);
  program->way.is_desktop = FALSE;
}

static void it_is_replaced_by_one_with_a_desktop(Fixture *fixture, gconstpointer data) {
  Program blind, other;
  leave(fixture, "bed");
  program_start_blind(&blind, fixture);
  program_start(&other, fixture, TRUE);
  program_turn(&blind, fixture, "2026-11-24 21:10");
  program_turn(&other, fixture, "2026-11-24 21:11");
  g_assert_cmpuint(other.way.shown->len, ==, 1);
  g_assert_cmpuint(other.way.replaces, ==, LEFT_ID);
  program_end(&blind);
  program_end(&other);
}

static void what_was_answered_is_taken_down_by_it(Fixture *fixture, gconstpointer data) {
  Program blind, other;
  leave(fixture, "bed");
  program_start_blind(&blind, fixture);
  program_start(&other, fixture, TRUE);
  fixture_mark(fixture, "bed", MARK_DONE);
  program_turn(&blind, fixture, "2026-11-24 21:10");
  program_end(&blind);
  g_assert_cmpint(blind.way.taken_down, ==, 0);
  program_turn(&other, fixture, "2026-11-24 21:11");
  program_turn(&other, fixture, "2026-11-24 21:12");
  g_assert_cmpint(other.way.taken_down, ==, 1);
  program_end(&other);
}

static void a_newer_one_without_a_desktop_does_not_forget_it(Fixture *fixture, gconstpointer data) {
  Program blind, other;
  leave(fixture, "bed");
  program_start_blind(&blind, fixture);
  program_start(&other, fixture, TRUE);
  program_turn(&blind, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(program_shown(&blind, 0), ==, "Herbal tea | now");
  program_turn(&blind, fixture, "2026-11-24 21:31");
  g_assert_cmpint(blind.way.withdrawn, ==, 0);
  program_turn(&other, fixture, "2026-11-24 21:32");
  g_assert_cmpstr(program_shown(&other, 0), ==, "Herbal tea | now");
  g_assert_cmpuint(other.way.replaces, ==, LEFT_ID);
  g_assert_false(other.way.sound);
  program_end(&blind);
  program_end(&other);
}

static void the_same_one_replaces_it_once_it_reaches_the_desktop(Fixture *fixture, gconstpointer data) {
  Program program;
  leave(fixture, "bed");
  program_start_blind(&program, fixture);
  program_turn(&program, fixture, "2026-11-24 21:10");
  g_assert_cmpuint(program.way.shown->len, ==, 0);
  program.way.is_desktop = TRUE;
  reminders_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminders);
  program_turn(&program, fixture, "2026-11-24 21:11");
  g_assert_cmpuint(program.way.replaces, ==, LEFT_ID);
  program_end(&program);
}

/* Nothing else is due for half an hour. */
static void one_that_ran_beside_it_finds_out(Fixture *fixture, gconstpointer data) {
  Program program;
  int leash = -1;
  program_start(&program, fixture, TRUE);
  const pid_t process = show_elsewhere(fixture, "bed", &leash);
  g_assert_cmpint(program_turn(&program, fixture, "2026-11-24 21:00"), ==,
                  fixture_instant(fixture, "2026-11-24 21:05"));
  g_assert_cmpuint(program.way.shown->len, ==, 0);
  end_elsewhere(process, leash);
  g_assert_cmpint(program_turn(&program, fixture, "2026-11-24 21:05"), ==,
                  fixture_instant(fixture, "2026-11-24 21:30"));
  g_assert_cmpuint(program.way.replaces, ==, LEFT_ID);
  program_end(&program);
}

static void what_stands_on_the_screen_meanwhile_replaces_it(Fixture *fixture, gconstpointer data) {
  Program program;
  leave(fixture, "bed");
  program_start_blind(&program, fixture);
  program.way.answer = NOTICE_FAILED;
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_nonnull(reminders_line(program.reminders));
  program.way.is_desktop = TRUE;
  program.way.answer = NOTICE_SHOWN;
  reminders_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminders);
  g_assert_cmpstr(program_shown(&program, 1), ==, "Herbal tea | now");
  g_assert_cmpuint(program.way.replaces, ==, LEFT_ID);
  program_end(&program);
}

static void a_rehearsal_on_a_copy_lets_it_stand(Fixture *fixture, gconstpointer data) {
  Program program;
  leave(fixture, "bed");
  program_start(&program, fixture, TRUE);
  reminders_set_standalone(program.reminders);
  program_turn(&program, fixture, "2026-11-24 21:10");
  g_assert_cmpuint(program.way.shown->len, ==, 0);
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(program_shown(&program, 0), ==, "Herbal tea | now");
  g_assert_cmpuint(program.way.replaces, ==, 0);
  g_assert_true(program.way.is_apart);
  program_end(&program);
}

/* What the record says of a reminder that stood when its program was left. */
static guint32 left_by(Fixture *fixture, gboolean hands_over, NoticeEventKind what) {
  Program program;
  g_auto(LastReminder) last = { 0 };
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  program_tell(&program, what, NULL);
  if (hands_over)
    reminders_hand_over(program.reminders);
  reminders_free(g_steal_pointer(&program.reminders));
  g_assert_true(claim_load_last(program.store, &last, NULL));
  program_end(&program);
  return last.server_id;
}

static void who_goes_on_takes_over_what_stands(Fixture *fixture, gconstpointer data) {
  g_assert_cmpuint(left_by(fixture, TRUE, NOTICE_SHOWN), ==, 7);
}

static void what_was_seen_is_not_handed_over(Fixture *fixture, gconstpointer data) {
  g_assert_cmpuint(left_by(fixture, TRUE, NOTICE_SEEN), ==, 0);
}

static void where_nobody_goes_on_nothing_is_left(Fixture *fixture, gconstpointer data) {
  g_assert_cmpuint(left_by(fixture, FALSE, NOTICE_SHOWN), ==, 0);
}

static int on_count(void *count, int columns, char **values, char **names) {
  *(int *) count = atoi(values[0]);
  return 0;
}

/* Runs SQL on the record; gives the number that it asks for, 0 where it asks for none. */
static int run_sql(const Fixture *fixture, const char *sql) {
  g_autofree char *path = g_build_filename(fixture->data_folder, "nights.db", NULL);
  sqlite3 *record = NULL;
  int count = 0;
  g_assert_cmpint(sqlite3_open(path, &record), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(record, sql, on_count, &count, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_close(record), ==, SQLITE_OK);
  return count;
}

/* What a kill between the two writes leaves behind: an open claim, which somebody takes over, and where the notice
 * stands, so that it is replaced. The other way round nobody would know of it. */
static void where_it_stands_is_kept_before_that_it_was_shown(Fixture *fixture, gconstpointer data) {
  Program program;
  (void) run_sql(fixture, "CREATE TRIGGER too_early BEFORE UPDATE OF shown_at ON claim "
                          "WHEN NOT EXISTS (SELECT 1 FROM last_reminder WHERE server_id = 7) "
                          "BEGIN SELECT RAISE(ABORT, 'nobody knows where it stands'); END");
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_cmpint(run_sql(fixture, "SELECT count(*) FROM claim WHERE shown_at IS NOT NULL"), >, 0);
  program_end(&program);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reminders/left/is-replaced-by-one-with-a-desktop", it_is_replaced_by_one_with_a_desktop);
  ADD("/reminders/left/what-was-answered-is-taken-down-by-it", what_was_answered_is_taken_down_by_it);
  ADD("/reminders/left/a-newer-one-without-a-desktop-does-not-forget-it",
      a_newer_one_without_a_desktop_does_not_forget_it);
  ADD("/reminders/left/the-same-one-replaces-it-once-it-reaches-the-desktop",
      the_same_one_replaces_it_once_it_reaches_the_desktop);
  ADD("/reminders/left/one-that-ran-beside-it-finds-out", one_that_ran_beside_it_finds_out);
  ADD("/reminders/left/what-stands-on-the-screen-meanwhile-replaces-it",
      what_stands_on_the_screen_meanwhile_replaces_it);
  ADD("/reminders/left/a-rehearsal-on-a-copy-lets-it-stand", a_rehearsal_on_a_copy_lets_it_stand);
  ADD("/reminders/left/who-goes-on-takes-over-what-stands", who_goes_on_takes_over_what_stands);
  ADD("/reminders/left/what-was-seen-is-not-handed-over", what_was_seen_is_not_handed_over);
  ADD("/reminders/left/where-nobody-goes-on-nothing-is-left", where_nobody_goes_on_nothing_is_left);
  ADD("/reminders/left/where-it-stands-is-kept-before-that-it-was-shown",
      where_it_stands_is_kept_before_that_it_was_shown);
  return g_test_run();
}
