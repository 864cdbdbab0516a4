/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The copy of each night, by a program that stays up and by commands alone. */
#include "fixture.h"

#include <string.h>

static gboolean no_terminal(const char *bytes, gsize length, gpointer data) {
  return FALSE;
}

static const TerminalPort port = { .write = no_terminal };

static guint count_copies(const Fixture *fixture) {
  g_autofree char *folder = g_build_filename(fixture->data_folder, "backups", NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  guint n = 0;
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
    n += g_str_has_suffix(name, ".db");
  return n;
}

static gboolean has_copy(const Fixture *fixture, const char *night) {
  g_autofree char *name = g_strdup_printf("nights-%s.db", night);
  g_autofree char *path = g_build_filename(fixture->data_folder, "backups", name, NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static const char *const week[] = { "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27",
                                    "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01" };

static void stay_up(Fixture *fixture) {
  fixture_write_config(fixture, "reminders = { ways = [\"bell\"]; };\n" FIXTURE_ROUTINE);
  fixture->app = fixture_open(fixture, "2026-11-24 12:00", TRUE);
  app_start(fixture->app, &port);
}

static void let_be_idle(void) {
  while (g_main_context_iteration(NULL, FALSE))
    continue;
}

/* A service runs for weeks: what is due once a night belongs to the turn of the night, not to a start. */
static void every_night_has_its_copy_while_a_program_stays_up(Fixture *fixture, gconstpointer data) {
  stay_up(fixture);
  let_be_idle();
  g_assert_cmpuint(count_copies(fixture), ==, 0); /* a start comes first */
  for (gsize i = 1; i < G_N_ELEMENTS(week); i++) {
    g_autofree char *noon = g_strconcat(week[i], " 12:00", NULL), *later = g_strconcat(week[i], " 22:00", NULL);
    g_assert_cmpuint(fixture_at(fixture, noon)->plan->night, ==, fixture_night(week[i]));
    let_be_idle();
    g_assert_true(has_copy(fixture, week[i]));
    g_assert_cmpuint(count_copies(fixture), ==, i);
    fixture_at(fixture, later);
    let_be_idle();
    g_assert_cmpuint(count_copies(fixture), ==, i);
  }
}

static void commands_alone_make_the_copy_of_each_night(Fixture *fixture, gconstpointer data) {
  for (gsize i = 0; i < G_N_ELEMENTS(week); i++) {
    g_autofree char *evening = g_strconcat(week[i], " 21:45", NULL);
    fixture->app = fixture_open(fixture, evening, TRUE);
    fixture_mark(fixture, "tea", MARK_DONE);
    g_assert_true(has_copy(fixture, week[i]));
    fixture_mark(fixture, "stretch", MARK_DONE);
    g_clear_pointer(&fixture->app, app_free);
  }
  g_assert_cmpuint(count_copies(fixture), ==, 7);
  g_assert_false(has_copy(fixture, week[0]));
}

static void command_that_only_reads_makes_none(Fixture *fixture, gconstpointer data) {
  app_free(fixture_open(fixture, "2026-11-24 21:45", TRUE));
  fixture->app = fixture_open(fixture, "2026-11-24 21:45", FALSE);
  app_tick(fixture->app);
  g_assert_cmpuint(count_copies(fixture), ==, 0);
}

static void act_is_done_where_no_copy_can_be_made_and_says_so(Fixture *fixture, gconstpointer data) {
  const Action action = { .kind = ACTION_MARK, .step = "tea", .mark = MARK_DONE };
  g_autofree char *backups = g_build_filename(fixture->data_folder, "backups", NULL), *message = NULL;
  fixture->app = fixture_open(fixture, "2026-11-24 21:45", TRUE);
  g_assert_true(g_file_set_contents(backups, "in the way", -1, NULL));
  g_assert_true(app_perform(fixture->app, &action, &message, NULL));
  g_assert_true(g_str_has_prefix(message, "Herbal tea: done. But the daily copy could not be made: "));
}

/* On the screen: the cause, once for that night. */
static void screen_says_once_that_no_copy_can_be_made(Fixture *fixture, gconstpointer data) {
  g_autofree char *backups = g_build_filename(fixture->data_folder, "backups", NULL);
  stay_up(fixture);
  let_be_idle();
  g_assert_true(g_file_set_contents(backups, "in the way", -1, NULL));
  (void) fixture_at(fixture, "2026-11-25 12:00");
  let_be_idle();
  const char *said = app_evening(fixture->app)->status;
  g_assert_nonnull(said);
  g_assert_true(g_str_has_prefix(said, "The daily copy of your nights could not be made: "));
  g_assert_nonnull(strstr(said, "backups"));
  app_say(fixture->app, NULL);
  (void) fixture_at(fixture, "2026-11-25 22:00");
  let_be_idle();
  g_assert_null(app_evening(fixture->app)->status);
  (void) fixture_at(fixture, "2026-11-26 12:00");
  let_be_idle();
  g_assert_nonnull(app_evening(fixture->app)->status);
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/backup/every-night-has-its-copy-while-a-program-stays-up", every_night_has_its_copy_while_a_program_stays_up);
  ADD("/backup/commands-alone-make-the-copy-of-each-night", commands_alone_make_the_copy_of_each_night);
  ADD("/backup/command-that-only-reads-makes-none", command_that_only_reads_makes_none);
  ADD("/backup/act-is-done-where-no-copy-can-be-made-and-says-so", act_is_done_where_no_copy_can_be_made_and_says_so);
  ADD("/backup/screen-says-once-a-night-that-no-copy-can-be-made", screen_says_once_that_no_copy_can_be_made);
  return g_test_run();
}
