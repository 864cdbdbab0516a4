/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What cannot be saved does not show as done: the box stays, the screen says
 * why, and once there is room again everything works as before. */
#include "home.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#define BORN "2026-11-23 12:00"
#define EVENING "2026-11-24 21:50"

/* Files of the program may grow to `bytes`; a full disk looks the same to it. */
static void limit_files(Terminal *terminal, rlim_t bytes) {
  const struct rlimit limit = { .rlim_cur = bytes, .rlim_max = RLIM_INFINITY };
  g_assert_no_errno(prlimit(terminal_pid(terminal), RLIMIT_FSIZE, &limit, NULL));
}

/* So that what it says stands in one line. */
static Terminal *open_wide(const Home *home, const char *now) {
  return home_open(home, &(HomeRun){ .now = now, .columns = 160, .rows = 24 });
}

/* The signal that comes with the limit must not end the program. */
static Terminal *open_where_files_may_not_grow(const Home *home, const char *now) {
  Terminal *terminal = open_wide(home, now);
  terminal_expect(terminal, "Tuesday");
  return terminal;
}

static void assert_mark(const Home *home, const char *step, const char *expected) {
  g_autofree char *mark = home_mark(home, EVENING, step);
  g_assert_cmpstr(mark, ==, expected);
}

static void a_full_disk_changes_no_box(void) {
  static const char *const keys[] = { " ", "x", "n", "s", "X", "u", "b2330\r", "g\r" };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_free(home_ask(home, EVENING, "done dim"));
  g_autoptr(Terminal) terminal = open_where_files_may_not_grow(home, EVENING);
  terminal_expect(terminal, "› ○  21:30   Magnesium");
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    limit_files(terminal, 0);
    home_press(terminal, keys[i]);
    terminal_expect(terminal, "nights.db\": the disk is full; free some room and try again");
    terminal_expect(terminal, "› ○  21:30   Magnesium");
    terminal_expect(terminal, "✓  22:00   Dim the lights");
    terminal_expect(terminal, "23:00 to 07:00");
    assert_mark(home, "magnesium", "open");
    limit_files(terminal, RLIM_INFINITY);
    home_press(terminal, " u"); /* it works again, and says so in place of the error */
    terminal_expect(terminal, "Undone: Magnesium, your own choice is open again.");
  }
  home_quit(terminal);
  home_assert_sound(home, EVENING);
}

static void a_full_disk_answers_no_morning(void) {
  const char *const now = "2026-11-24 08:00";
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = open_where_files_may_not_grow(home, now);
  terminal_expect(terminal, "How rested do you feel?");
  limit_files(terminal, 0);
  terminal_send(terminal, "4");
  terminal_expect(terminal, "the disk is full");
  g_autofree char *screen = terminal_text(terminal);
  g_assert_null(strstr(screen, "[4]"));
  g_assert_cmpint(home_number(home, now, "export", "nights.0.morning.rested"), ==, -1);
  limit_files(terminal, RLIM_INFINITY);
  terminal_send(terminal, "4");
  terminal_expect(terminal, "[4]");
  g_assert_cmpint(home_number(home, now, "export", "nights.0.morning.rested"), ==, 4);
  home_quit_morning(terminal);
}

static void a_guide_that_cannot_be_ticked_says_so(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_free(home_ask(home, EVENING, "done magnesium"));
  g_free(home_ask(home, EVENING, "done dim"));
  g_autoptr(Terminal) terminal = open_where_files_may_not_grow(home, EVENING);
  terminal_send(terminal, "\r");
  terminal_expect(terminal, "min left");
  limit_files(terminal, 0);
  terminal_send(terminal, "\r");
  terminal_expect(terminal, "the disk is full");
  terminal_expect(terminal, "○  22:02   Gentle stretching");
  limit_files(terminal, RLIM_INFINITY);
  terminal_send(terminal, " ");
  terminal_expect(terminal, "Gentle stretching: done.");
  home_quit(terminal);
}

static sqlite3 *lock(const Home *home) {
  sqlite3 *db = NULL;
  g_autofree char *path = g_build_filename(home->data, "nights.db", NULL);
  g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return db;
}

static void a_record_locked_by_another_changes_no_box(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = open_wide(home, EVENING);
  terminal_expect(terminal, "No more caffeine"); /* the reminders are claimed */
  sqlite3 *other = lock(home);
  terminal_send(terminal, " ");
  terminal_expect(terminal, "another program keeps it locked; try again in a moment");
  terminal_expect(terminal, "› ○  21:30   Magnesium");
  g_assert_cmpint(sqlite3_close(other), ==, SQLITE_OK);
  assert_mark(home, "magnesium", "open");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "✓  21:30   Magnesium");
  assert_mark(home, "magnesium", "done");
  home_quit(terminal);
}

/* Longest wait for a key (seconds) while another program keeps the record locked. */
#define PATIENCE_SECONDS 2.0

static void a_locked_record_holds_no_key_up(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = open_wide(home, EVENING);
  terminal_expect(terminal, "No more caffeine"); /* the reminders are claimed */
  sqlite3 *other = lock(home);
  const gint64 begun = g_get_monotonic_time();
  terminal_send(terminal, " xs?"); /* three acts, and a key that asks for none */
  terminal_expect(terminal, "Begin a guided step");
  const double seconds = (double) (g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
  g_test_message("three acts refused and help open after %.0f ms under a lock", seconds * 1000);
  g_assert_cmpfloat(seconds, <, PATIENCE_SECONDS);
  g_assert_cmpint(sqlite3_close(other), ==, SQLITE_OK);
  terminal_send(terminal, "?");
  assert_mark(home, "magnesium", "open");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "✓  21:30   Magnesium");
  home_quit(terminal);
}

static void a_record_moved_away_changes_no_box(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autofree char *away = g_strconcat(home->data, ".away", NULL);
  g_autoptr(Terminal) terminal = open_wide(home, EVENING);
  terminal_expect(terminal, "› ○  21:30   Magnesium");
  g_assert_cmpint(g_rename(home->data, away), ==, 0);
  terminal_send(terminal, " ");
  terminal_expect(terminal, "it was moved or replaced meanwhile");
  terminal_expect(terminal, "› ○  21:30   Magnesium");
  g_assert_cmpint(g_rename(away, home->data), ==, 0);
  terminal_send(terminal, " ");
  terminal_expect(terminal, "✓  21:30   Magnesium");
  assert_mark(home, "magnesium", "done");
  home_quit(terminal);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/saving/a-full-disk-changes-no-box", a_full_disk_changes_no_box);
  g_test_add_func("/saving/a-full-disk-answers-no-morning", a_full_disk_answers_no_morning);
  g_test_add_func("/saving/a-guide-that-cannot-be-ticked-says-so", a_guide_that_cannot_be_ticked_says_so);
  g_test_add_func("/saving/a-record-locked-by-another-changes-no-box", a_record_locked_by_another_changes_no_box);
  g_test_add_func("/saving/a-locked-record-holds-no-key-up", a_locked_record_holds_no_key_up);
  g_test_add_func("/saving/a-record-moved-away-changes-no-box", a_record_moved_away_changes_no_box);
  return g_test_run();
}
