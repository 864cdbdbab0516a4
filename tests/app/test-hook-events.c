/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands of the evening at each of its events: they run, how they end is
 * told, and a rehearsal runs none. */
#include "hooks/hooks.h"
#include "tests/app/fixture.h"

#include <gio/gio.h>
#include <utime.h>

#define PATIENCE_SECONDS 20

/* Each event has a command that leaves a file in the folder "@", and ends badly. */
#define ROUTINE                                                                                                        \
  "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"                                                     \
  "on_bedtime = \"sh -c 'touch @/ran; exit 3'\"; on_morning = \"sh -c 'touch @/ran; exit 3'\";\n"                      \
  "steps = ({ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [];\n"                                 \
  "  on_due = \"sh -c 'touch @/ran; exit 3'\"; on_done = \"sh -c 'touch @/ran; exit 3'\"; });\n"

typedef struct {
  const char *name; /* in the log */
  const char *before, *at;
  gboolean ticks;
} Event;

static const Event events[] = {
  { "tea (due)", "2026-11-24 21:29", "2026-11-24 21:30", FALSE },
  { "tea (done)", "2026-11-24 21:00", "2026-11-24 21:10", TRUE },
  { "bedtime", "2026-11-24 22:59", "2026-11-24 23:00", FALSE },
  { "morning", "2026-11-25 06:59", "2026-11-25 07:00", FALSE },
};

static App *open_at(Fixture *fixture, const char *local, gboolean rehearses) {
  g_autoptr(GError) error = NULL;
  const AppOptions options = {
    .config_path = fixture->config_path,
    .data_folder = fixture->data_folder,
    .state_folder = fixture->state_folder,
    .clock = clock_new_rehearsal(fixture_instant(fixture, local), 0),
    .writes = TRUE,
    .rehearses = rehearses,
  };
  App *app = app_new(&options, &error);
  g_assert_no_error(error);
  return app;
}

static gboolean no_terminal(const char *bytes, gsize length, gpointer data) {
  return FALSE;
}

static const TerminalPort port = { .write = no_terminal };

/* A dashboard from before the event on. */
static void start(Fixture *fixture, const Event *event, gboolean rehearses) {
  g_autoptr(GString) routine = g_string_new("reminders = { ways = [\"bell\"]; };\n" ROUTINE);
  g_string_replace(routine, "@", fixture->folder, 0);
  fixture_write_config(fixture, routine->str);
  app_free(open_at(fixture, "2026-11-24 12:00", TRUE)); /* the evening is no first one */
  fixture->app = open_at(fixture, event->before, rehearses);
  app_start(fixture->app, &port);
}

static void let_happen(Fixture *fixture, const Event *event) {
  fixture_at(fixture, event->at);
  if (event->ticks)
    fixture_mark(fixture, "tea", MARK_DONE);
}

static gboolean give_up(gpointer data) {
  g_error("nothing was told");
  return G_SOURCE_REMOVE;
}

static void await_status(const Fixture *fixture, const char *status) {
  const guint limit = g_timeout_add_seconds(PATIENCE_SECONDS, give_up, NULL);
  while (g_strcmp0(app_evening(fixture->app)->status, status) != 0)
    g_main_context_iteration(NULL, TRUE);
  g_source_remove(limit);
}

static gboolean has_run(const Fixture *fixture) {
  g_autofree char *path = g_build_filename(fixture->folder, "ran", NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void a_bad_end_is_told_and_logged(Fixture *fixture, gconstpointer data) {
  const Event *event = data;
  g_autofree char *status = g_strdup_printf("The command for %s: ended with status 3.", event->name);
  g_autofree char *line = g_strdup_printf("%s: ended with status 3\n", event->name);
  start(fixture, event, FALSE);
  g_assert_false(has_run(fixture));
  let_happen(fixture, event);
  await_status(fixture, status);
  g_assert_true(has_run(fixture));
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
  g_assert_cmpstr(tail, ==, line);
}

static void a_rehearsal_says_what_would_run(Fixture *fixture, gconstpointer data) {
  const Event *event = data;
  g_autofree char *status = g_strdup_printf(
      "The command for %s: in a rehearsal it does not run (sh -c touch %s/ran; exit 3).", event->name, fixture->folder);
  start(fixture, event, TRUE);
  let_happen(fixture, event);
  await_status(fixture, status);
  g_assert_false(has_run(fixture));
}

static void after_good_night_no_step_is_due(Fixture *fixture, gconstpointer data) {
  const Event *event = data;
  const Action good_night = { .kind = ACTION_GOOD_NIGHT };
  start(fixture, event, TRUE);
  fixture_perform(fixture, &good_night);
  app_say(fixture->app, NULL);
  let_happen(fixture, event);
  g_assert_null(app_evening(fixture->app)->status);
}

static void it_runs_within_half_an_hour(Fixture *fixture, gconstpointer data) {
  start(fixture, data, TRUE);
  fixture_at(fixture, "2026-11-24 21:59:59");
  g_assert_nonnull(strstr(app_evening(fixture->app)->status, "tea (due)"));
}

static void after_half_an_hour_it_does_not_run(Fixture *fixture, gconstpointer data) {
  start(fixture, data, TRUE);
  fixture_at(fixture, "2026-11-24 22:00:00");
  g_assert_null(app_evening(fixture->app)->status);
}

/* The agenda has no more changes then. */
static void after_good_night_bedtime_is_still_an_event(Fixture *fixture, gconstpointer data) {
  const Action good_night = { .kind = ACTION_GOOD_NIGHT };
  start(fixture, data, TRUE);
  fixture_perform(fixture, &good_night);
  app_say(fixture->app, NULL);
  fixture_at(fixture, "2026-11-24 23:00");
  g_assert_nonnull(strstr(app_evening(fixture->app)->status, "bedtime"));
}

/* Whoever has it locked gives it back in a moment. */
static void what_a_locked_record_held_up_runs_soon(Fixture *fixture, gconstpointer data) {
  const Event *event = data;
  start(fixture, event, FALSE);
  g_autoptr(Store) other = store_open(fixture->data_folder, STORE_WRITE, 0, NULL);
  g_assert_true(store_begin(other, NULL));
  let_happen(fixture, event);
  g_assert_false(has_run(fixture));
  store_rollback(other);
  fixture_at(fixture, "2026-11-24 21:31");
  await_status(fixture, "The command for tea (due): ended with status 3.");
  g_assert_true(has_run(fixture));
}

/* As another program does. */
static void append_to_log(const Fixture *fixture, const char *lines) {
  g_autofree char *path = hooks_log_path(fixture->state_folder);
  FILE *log = g_fopen(path, "a");
  g_assert_nonnull(log);
  fputs(lines, log);
  g_assert_cmpint(fclose(log), ==, 0);
}

/* As `remind` leaves it beside the dashboard. */
static void what_another_program_logs_is_told(Fixture *fixture, gconstpointer data) {
  start(fixture, data, FALSE);
  append_to_log(fixture, "2026-11-24T22:00:00+01:00 dim (due): sh -c 'exit 4'\ndim (due): ended with status 4\n");
  await_status(fixture, "The command for dim (due): ended with status 4.");
}

/* At bedtime, or in the morning: the next dashboard says so, and the one after it does not. */
static void what_was_logged_without_a_screen_is_told_once(Fixture *fixture, gconstpointer data) {
  const Event *event = data;
  start(fixture, event, FALSE);
  g_clear_pointer(&fixture->app, app_free);
  g_autofree char *lock = g_build_filename(fixture->data_folder, "dashboard.lock", NULL);
  const struct utimbuf long_ago = { .actime = 1, .modtime = 1 };
  g_assert_cmpint(g_utime(lock, (struct utimbuf *) &long_ago), ==, 0);
  append_to_log(fixture, "bedtime: ended with status 4\n");
  for (int i = 0; i < 2; i++) {
    fixture->app = open_at(fixture, event->before, FALSE);
    app_start(fixture->app, &port);
    g_assert_cmpstr(app_evening(fixture->app)->status, ==,
                    i == 0 ? "The command for bedtime: ended with status 4." : NULL);
    g_clear_pointer(&fixture->app, app_free);
  }
}

static void a_rehearsal_leaves_the_service_alone(Fixture *fixture, gconstpointer data) {
  g_autofree char *stand_in = g_build_filename(fixture->folder, "systemctl", NULL);
  g_autofree char *script = g_strdup_printf("#!/bin/sh\ntouch '%s/ran'\n", fixture->folder);
  g_autofree char *path = g_strdup(g_getenv("PATH"));
  g_autofree char *with = g_strconcat(fixture->folder, ":", path, NULL);
  g_assert_true(g_file_set_contents_full(stand_in, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv("PATH", with, TRUE);
  start(fixture, data, TRUE);
  app_keep_reminding(fixture->app);
  g_setenv("PATH", path, TRUE);
  g_assert_cmpstr(app_evening(fixture->app)->status, ==,
                  "This is a rehearsal: it leaves the services of your session as they are.");
  g_assert_false(has_run(fixture));
}

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture_set_up(fixture, NULL);
}

#define ADD(path, event, function) g_test_add(path, Fixture, event, set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(events); i++) {
    g_autofree char *told = g_strdup_printf("/hook-events/a-bad-end-is-told-and-logged/%s", events[i].name);
    g_autofree char *rehearsed = g_strdup_printf("/hook-events/a-rehearsal-says-what-would-run/%s", events[i].name);
    ADD(told, &events[i], a_bad_end_is_told_and_logged);
    ADD(rehearsed, &events[i], a_rehearsal_says_what_would_run);
  }
  ADD("/hook-events/after-good-night-no-step-is-due", &events[0], after_good_night_no_step_is_due);
  ADD("/hook-events/half-an-hour-less-a-second-after-its-time-it-runs", &events[0], it_runs_within_half_an_hour);
  ADD("/hook-events/half-an-hour-after-its-time-it-does-not-run", &events[0], after_half_an_hour_it_does_not_run);
  ADD("/hook-events/after-good-night-bedtime-is-still-an-event", &events[2],
      after_good_night_bedtime_is_still_an_event);
  ADD("/hook-events/what-a-locked-record-held-up-runs-soon", &events[0], what_a_locked_record_held_up_runs_soon);
  ADD("/hook-events/what-another-program-logs-is-told", &events[0], what_another_program_logs_is_told);
  ADD("/hook-events/what-was-logged-without-a-screen-is-told-once", &events[0],
      what_was_logged_without_a_screen_is_told_once);
  ADD("/hook-events/a-rehearsal-leaves-the-service-alone", &events[0], a_rehearsal_leaves_the_service_alone);
  return g_test_run();
}
