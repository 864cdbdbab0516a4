/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hooks.h"

#include "base/daytime.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOG_NAME "hooks.log"
#define LOG_MAX_BYTES (256 * 1024)

struct Hooks {
  char *config_path;
  char *log_path;
  HooksFunc said;
  gpointer data;
  GCancellable *over; /* the program ends: forget those still running */
};

/* One command that runs. */
typedef struct {
  Hooks *hooks;
  GSubprocess *process;
  char *what;
  guint limit; /* the source that ends it */
} Run;

char *hooks_log_path(const char *state_folder) {
  return g_build_filename(state_folder, LOG_NAME, NULL);
}

Hooks *hooks_new(const char *config_path, const char *state_folder, HooksFunc said, gpointer data) {
  Hooks *hooks = g_new0(Hooks, 1);
  hooks->config_path = g_strdup(config_path);
  hooks->log_path = hooks_log_path(state_folder);
  hooks->said = said;
  hooks->data = data;
  hooks->over = g_cancellable_new();
  g_mkdir_with_parents(state_folder, S_IRWXU);
  return hooks;
}

void hooks_free(Hooks *hooks) {
  if (!hooks)
    return;
  g_cancellable_cancel(hooks->over);
  g_object_unref(hooks->over);
  g_free(hooks->config_path);
  g_free(hooks->log_path);
  g_free(hooks);
}

/* Whether only this person (or root) can have written what stands at `path`. */
static gboolean is_own(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && (status.st_uid == geteuid() || status.st_uid == 0) &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static gboolean is_trusted(const Hooks *hooks) {
  g_autofree char *folder = g_path_get_dirname(hooks->config_path);
  return is_own(hooks->config_path) && is_own(folder);
}

/* Opens the log for appending; one that has grown large starts anew. */
static int open_log(const Hooks *hooks) {
  struct stat status;
  const gboolean large = stat(hooks->log_path, &status) == 0 && status.st_size > LOG_MAX_BYTES;
  return open(hooks->log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (large ? O_TRUNC : 0), S_IRUSR | S_IWUSR);
}

static void set_instant(GSubprocessLauncher *launcher, const char *name, gint64 instant, int offset) {
  g_autofree char *text = daytime_rfc3339(instant, offset);
  g_subprocess_launcher_setenv(launcher, name, text, TRUE);
}

static void set_environment(GSubprocessLauncher *launcher, const HookEvent *event) {
  g_autofree char *night = daytime_format_day(event->plan->night);
  g_subprocess_launcher_setenv(launcher, "WINDDOWN_EVENT", event->name, TRUE);
  g_subprocess_launcher_setenv(launcher, "WINDDOWN_NIGHT", night, TRUE);
  set_instant(launcher, "WINDDOWN_BED", event->plan->bed, event->plan->offset);
  if (!event->step)
    return;
  g_subprocess_launcher_setenv(launcher, "WINDDOWN_STEP", event->step->id, TRUE);
  g_subprocess_launcher_setenv(launcher, "WINDDOWN_TITLE", event->step->title, TRUE);
  set_instant(launcher, "WINDDOWN_AT", event->step->at, event->plan->offset);
}

static void say(const Hooks *hooks, const char *what, const char *reason) {
  g_autofree char *text = g_strdup_printf(_("The command for %s: %s."), what, reason);
  hooks->said(text, hooks->data);
}

static void run_free(Run *run) {
  g_clear_handle_id(&run->limit, g_source_remove);
  g_object_unref(run->process);
  g_free(run->what);
  g_free(run);
}

static gboolean on_limit(gpointer data) {
  Run *run = data;
  run->limit = 0;
  g_subprocess_force_exit(run->process);
  return G_SOURCE_REMOVE;
}

static void on_ended(GObject *process, GAsyncResult *result, gpointer data) {
  Run *run = data;
  g_autoptr(GError) error = NULL;
  const gboolean well = g_subprocess_wait_check_finish(G_SUBPROCESS(process), result, &error);
  if (!well && !g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say(run->hooks, run->what, error->message);
  run_free(run);
}

static char *name_of(const HookEvent *event) {
  return event->step ? g_strdup_printf("%s (%s)", event->step->id, event->name) : g_strdup(event->name);
}

static GSubprocess *spawn(const Hooks *hooks, const char *const *argv, const HookEvent *event, GError **error) {
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDERR_MERGE);
  const int log = open_log(hooks);
  if (log >= 0)
    g_subprocess_launcher_take_stdout_fd(launcher, log);
  set_environment(launcher, event);
  return g_subprocess_launcher_spawnv(launcher, argv, error);
}

void hooks_run(Hooks *hooks, const char *const *argv, const HookEvent *event) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = name_of(event);
  if (!argv || !argv[0])
    return;
  if (!is_trusted(hooks)) {
    say(hooks, what, _("not run, since others can write to the routine or its folder"));
    return;
  }
  GSubprocess *process = spawn(hooks, argv, event, &error);
  if (!process) {
    say(hooks, what, error->message);
    return;
  }
  Run *run = g_new0(Run, 1);
  *run = (Run){ .hooks = hooks, .process = process, .what = g_steal_pointer(&what) };
  run->limit = g_timeout_add_seconds(HOOK_SECONDS, on_limit, run);
  g_subprocess_wait_check_async(process, hooks->over, on_ended, run);
}
