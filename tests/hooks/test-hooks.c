/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "hooks/hooks.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_SECONDS 20

typedef struct {
  char *folder;
  char *config_path;
  char *state_folder;
  char *out; /* a file for the commands */
  Plan *plan;
  GString *said;
  Hooks *hooks;
} Fixture;

static void on_said(const char *text, gpointer data) {
  Fixture *fixture = data;
  g_string_append_printf(fixture->said, "%s\n", text);
}

static void hooks_start(Fixture *fixture, guint limit_seconds) {
  g_clear_pointer(&fixture->hooks, hooks_free);
  const HooksOptions options = {
    .config_path = fixture->config_path,
    .state_folder = fixture->state_folder,
    .limit_seconds = limit_seconds,
    .said = on_said,
    .data = fixture,
  };
  fixture->hooks = hooks_new(&options);
}

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->folder = g_dir_make_tmp("winddown-hooks-XXXXXX", NULL);
  fixture->config_path = g_build_filename(fixture->folder, "winddown.cfg", NULL);
  fixture->state_folder = g_build_filename(fixture->folder, "state", NULL);
  fixture->out = g_build_filename(fixture->folder, "out", NULL);
  g_assert_true(g_file_set_contents(fixture->config_path, "", -1, NULL));
  g_assert_cmpint(g_chmod(fixture->config_path, 0600), ==, 0);
  guint32 day = 0;
  g_assert_true(daytime_parse_day("2026-11-24", &day));
  fixture->plan = plan_new(day);
  fixture->plan->bed = 1795557600; /* 23:00 in Berlin */
  fixture->plan->wake = fixture->plan->bed + 8 * 3600;
  fixture->plan->offset = 3600;
  PlanStep *step = g_new0(PlanStep, 1);
  *step = (PlanStep){ .id = g_strdup("dim"), .title = g_strdup("Dim the lights; $HOME"), .at = 1795554000 };
  g_ptr_array_add(fixture->plan->steps, step);
  fixture->said = g_string_new(NULL);
  hooks_start(fixture, 30);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  g_clear_pointer(&fixture->hooks, hooks_free);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", fixture->folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  plan_free(fixture->plan);
  g_string_free(fixture->said, TRUE);
  g_free(fixture->folder);
  g_free(fixture->config_path);
  g_free(fixture->state_folder);
  g_free(fixture->out);
}

static void start(Fixture *fixture, const char *const *argv) {
  const HookEvent event = {
    .name = "due", .plan = fixture->plan, .step = g_ptr_array_index(fixture->plan->steps, 0), .now = 1795554001
  };
  hooks_run(fixture->hooks, argv, &event);
}

static gboolean on_patience(gpointer data) {
  g_error("a command did not end");
  return G_SOURCE_REMOVE;
}

static void await_end(Fixture *fixture) {
  const guint patience = g_timeout_add_seconds(PATIENCE_SECONDS, on_patience, NULL);
  while (hooks_running(fixture->hooks) > 0)
    g_main_context_iteration(NULL, TRUE);
  g_source_remove(patience);
}

static char *text_of(const char *path) {
  char *text = NULL;
  return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

static void the_event_stands_in_the_environment(Fixture *fixture, gconstpointer data) {
  static const char script[] = "echo $WINDDOWN_EVENT $WINDDOWN_NIGHT $WINDDOWN_STEP \"$WINDDOWN_TITLE\" $WINDDOWN_AT "
                               "$WINDDOWN_BED $WINDDOWN_WAKE";
  start(fixture, (const char *const[]){ "sh", "-c", script, NULL });
  await_end(fixture);
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
  g_assert_cmpstr(tail, ==,
                  "due 2026-11-24 dim Dim the lights; $HOME 2026-11-24T22:00:00+01:00 2026-11-24T23:00:00+01:00 "
                  "2026-11-25T07:00:00+01:00\n");
  g_assert_cmpstr(fixture->said->str, ==, "");
}

static void no_shell_stands_between(Fixture *fixture, gconstpointer data) {
  start(fixture, (const char *const[]){ "echo", "$HOME; echo *", "two  words", NULL });
  await_end(fixture);
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
  g_assert_cmpstr(tail, ==, "$HOME; echo * two  words\n");
}

static void the_log_names_moment_and_command(Fixture *fixture, gconstpointer data) {
  start(fixture, (const char *const[]){ "echo", "hello", NULL });
  await_end(fixture);
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 10);
  g_assert_cmpstr(tail, ==, "2026-11-24T22:00:01+01:00 dim (due): echo hello\nhello\n");
}

static void a_bad_end_is_told_and_logged(Fixture *fixture, gconstpointer data) {
  start(fixture, (const char *const[]){ "false", NULL });
  await_end(fixture);
  g_assert_nonnull(strstr(fixture->said->str, "The command for dim (due): ended with status 1."));
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
  g_assert_cmpstr(tail, ==, "dim (due): ended with status 1\n");
}

static void a_signal_that_ended_it_is_told_and_logged(Fixture *fixture, gconstpointer data) {
  start(fixture, (const char *const[]){ "sh", "-c", "kill -TERM $$", NULL });
  await_end(fixture);
  g_assert_cmpstr(fixture->said->str, ==, "The command for dim (due): ended by signal 15.\n");
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
  g_assert_cmpstr(tail, ==, "dim (due): ended by signal 15\n");
}

static void a_command_that_is_not_there_is_told(Fixture *fixture, gconstpointer data) {
  start(fixture, (const char *const[]){ "/nonexistent/command", NULL });
  g_assert_cmpuint(hooks_running(fixture->hooks), ==, 0);
  g_assert_cmpstr(fixture->said->str, ==,
                  "The command for dim (due): \"/nonexistent/command\" is not there, or cannot be run.\n");
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
  g_assert_cmpstr(tail, ==, "dim (due): \"/nonexistent/command\" is not there, or cannot be run\n");
}

/* With all that it has started: the background one holds the log open, and would be waited for. */
static void one_that_takes_too_long_is_stopped(Fixture *fixture, gconstpointer data) {
  hooks_start(fixture, 1);
  g_autofree char *script = g_strdup_printf("sleep 60 & echo $! >'%s'; wait", fixture->out);
  start(fixture, (const char *const[]){ "sh", "-c", script, NULL });
  await_end(fixture);
  g_assert_cmpstr(fixture->said->str, ==, "The command for dim (due): stopped after 1 second.\n");
  g_autofree char *process = text_of(fixture->out);
  g_assert_nonnull(process);
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
  g_assert_cmpstr(tail, ==, "dim (due): stopped after 1 second\n");
  g_autofree char *stat = g_strdup_printf("/proc/%s/stat", g_strstrip(process));
  for (int i = 0; i < 200 && g_file_test(stat, G_FILE_TEST_EXISTS); i++) {
    g_autofree char *state = text_of(stat);
    if (!state || strstr(state, ") Z "))
      break;
    g_usleep(10000); /* killed, but not yet collected by its new parent */
    g_assert_cmpint(i, <, 199);
  }
}

static void none_keeps_the_program_waiting_or_leaves_a_zombie(Fixture *fixture, gconstpointer data) {
  const gint64 before = g_get_monotonic_time();
  for (int i = 0; i < 8; i++)
    start(fixture, (const char *const[]){ "sleep", "0.2", NULL });
  g_assert_cmpint(g_get_monotonic_time() - before, <, 8 * 200 * 1000);
  g_assert_cmpuint(hooks_running(fixture->hooks), ==, 8);
  await_end(fixture);
  g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1); /* no child is left */
}

/* Looks at the log until it ends with `line`: nobody is left who could tell. */
static void await_last_line(const Fixture *fixture, const char *line) {
  for (int i = 0; i < PATIENCE_SECONDS * 100; i++) {
    g_autofree char *tail = hooks_log_tail(fixture->state_folder, 1);
    if (g_strcmp0(tail, line) == 0)
      return;
    g_usleep(10000);
  }
  g_error("the log never said: %s", line);
}

static void what_ends_after_the_program_is_logged(Fixture *fixture, gconstpointer data) {
  start(fixture, (const char *const[]){ "sh", "-c", "sleep 0.1; exit 3", NULL });
  g_clear_pointer(&fixture->hooks, hooks_free);
  g_assert_cmpstr(fixture->said->str, ==, "");
  await_last_line(fixture, "dim (due): ended with status 3\n");
}

static void what_takes_too_long_after_the_program_is_stopped(Fixture *fixture, gconstpointer data) {
  hooks_start(fixture, 1);
  start(fixture, (const char *const[]){ "sleep", "60", NULL });
  g_clear_pointer(&fixture->hooks, hooks_free);
  await_last_line(fixture, "dim (due): stopped after 1 second\n");
}

static void a_routine_that_others_can_write_runs_nothing(Fixture *fixture, gconstpointer data) {
  static const struct {
    mode_t file, folder;
    gboolean runs;
  } rows[] = {
    { 0600, 0700, TRUE },  { 0644, 0755, TRUE },  { 0660, 0700, FALSE },
    { 0602, 0700, FALSE }, { 0600, 0770, FALSE }, { 0600, 01777, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_string_truncate(fixture->said, 0);
    g_assert_cmpint(g_chmod(fixture->config_path, (int) rows[i].file), ==, 0);
    g_assert_cmpint(g_chmod(fixture->folder, (int) rows[i].folder), ==, 0);
    start(fixture, (const char *const[]){ "touch", fixture->out, NULL });
    await_end(fixture);
    g_assert_cmpint(g_file_test(fixture->out, G_FILE_TEST_EXISTS), ==, rows[i].runs);
    g_assert_cmpint(fixture->said->len == 0, ==, rows[i].runs);
    g_remove(fixture->out);
  }
}

static void a_routine_that_is_gone_runs_nothing(Fixture *fixture, gconstpointer data) {
  g_remove(fixture->config_path);
  start(fixture, (const char *const[]){ "touch", fixture->out, NULL });
  g_assert_cmpuint(hooks_running(fixture->hooks), ==, 0);
  g_assert_nonnull(strstr(fixture->said->str, "is not there to look at"));
}

/* The folder of the file itself counts, where a link leads there. */
static void a_link_into_a_folder_of_others_runs_nothing(Fixture *fixture, gconstpointer data) {
  g_autofree char *open = g_build_filename(fixture->folder, "open", NULL);
  g_autofree char *target = g_build_filename(open, "winddown.cfg", NULL);
  g_assert_cmpint(g_mkdir(open, 0700), ==, 0);
  g_assert_cmpint(g_chmod(open, 0777), ==, 0);
  g_assert_true(g_file_set_contents(target, "", -1, NULL));
  g_assert_cmpint(g_chmod(target, 0600), ==, 0);
  g_remove(fixture->config_path);
  g_assert_cmpint(symlink(target, fixture->config_path), ==, 0);
  start(fixture, (const char *const[]){ "touch", fixture->out, NULL });
  g_assert_cmpuint(hooks_running(fixture->hooks), ==, 0);
  g_assert_nonnull(strstr(fixture->said->str, "others can write"));
}

/* A stand-in for systemd-run that shows its arguments. */
static void a_hardened_service_hands_it_to_a_unit(Fixture *fixture, gconstpointer data) {
  g_autofree char *stand_in = g_build_filename(fixture->folder, "systemd-run", NULL);
  g_autofree char *path = g_strdup(g_getenv("PATH"));
  g_autofree char *with = g_strconcat(fixture->folder, ":", path, NULL);
  g_assert_true(g_file_set_contents(stand_in, "#!/bin/sh\nfor word; do echo \"<$word>\"; done\n", -1, NULL));
  g_assert_cmpint(g_chmod(stand_in, 0700), ==, 0);
  g_setenv("WINDDOWN_HOOKS", "units", TRUE);
  g_setenv("PATH", with, TRUE);
  hooks_start(fixture, 30);
  start(fixture, (const char *const[]){ "echo", "costs $5", NULL });
  await_end(fixture);
  g_setenv("PATH", path, TRUE);
  g_unsetenv("WINDDOWN_HOOKS");
  g_autofree char *tail = hooks_log_tail(fixture->state_folder, 100);
  g_assert_nonnull(strstr(tail, "<--user>\n"));
  g_assert_nonnull(strstr(tail, "<--property=RuntimeMaxSec=30>\n"));
  g_assert_nonnull(strstr(tail, "<--setenv=WINDDOWN_TITLE=Dim the lights; $HOME>\n"));
  g_assert_nonnull(strstr(tail, "<-->\n<echo>\n<costs $$5>\n"));
}

#define ADD(name, function) g_test_add("/hooks/" name, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("the-event-stands-in-the-environment", the_event_stands_in_the_environment);
  ADD("no-shell-stands-between", no_shell_stands_between);
  ADD("the-log-names-moment-and-command", the_log_names_moment_and_command);
  ADD("a-bad-end-is-told-and-logged", a_bad_end_is_told_and_logged);
  ADD("a-signal-that-ended-it-is-told-and-logged", a_signal_that_ended_it_is_told_and_logged);
  ADD("a-command-that-is-not-there-is-told", a_command_that_is_not_there_is_told);
  ADD("one-that-takes-too-long-is-stopped", one_that_takes_too_long_is_stopped);
  ADD("none-keeps-the-program-waiting-or-leaves-a-zombie", none_keeps_the_program_waiting_or_leaves_a_zombie);
  ADD("what-ends-after-the-program-is-logged", what_ends_after_the_program_is_logged);
  ADD("what-takes-too-long-after-the-program-is-stopped", what_takes_too_long_after_the_program_is_stopped);
  ADD("a-routine-that-others-can-write-runs-nothing", a_routine_that_others_can_write_runs_nothing);
  ADD("a-routine-that-is-gone-runs-nothing", a_routine_that_is_gone_runs_nothing);
  ADD("a-link-into-a-folder-of-others-runs-nothing", a_link_into_a_folder_of_others_runs_nothing);
  ADD("a-hardened-service-hands-it-to-a-unit", a_hardened_service_hands_it_to_a_unit);
  return g_test_run();
}
