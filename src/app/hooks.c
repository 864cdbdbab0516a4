/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hooks.h"

#include "base/daytime.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOG_NAME "hooks.log"
#define LOG_MAX_BYTES (256 * 1024)

/* Set to "units" by a service that is not allowed what commands may need: each then runs as a unit of its own. */
#define MANNER_VARIABLE "WINDDOWN_HOOKS"

struct Hooks {
  char *config_path;
  char *log_path;
  guint limit_seconds;
  gboolean in_units;
  HooksFunc said;
  gpointer data;
  GPtrArray *runs; /* of Run */
};

/* One command that runs. */
typedef struct {
  Hooks *hooks;
  GPid process;
  char *what;
  guint watch;          /* the source that hears of its end */
  guint limit;          /* the source that ends it */
  gboolean was_stopped; /* it took too long */
} Run;

static char *log_path_in(const char *state_folder) {
  return g_build_filename(state_folder, LOG_NAME, NULL);
}

static void run_free(gpointer data) {
  Run *run = data;
  g_clear_handle_id(&run->watch, g_source_remove);
  g_clear_handle_id(&run->limit, g_source_remove);
  g_spawn_close_pid(run->process);
  g_free(run->what);
  g_free(run);
}

Hooks *hooks_new(const char *config_path, const char *state_folder, guint limit_seconds, HooksFunc said,
                 gpointer data) {
  Hooks *hooks = g_new0(Hooks, 1);
  hooks->config_path = g_strdup(config_path);
  hooks->log_path = log_path_in(state_folder);
  hooks->limit_seconds = limit_seconds;
  hooks->in_units = g_strcmp0(g_getenv(MANNER_VARIABLE), "units") == 0;
  hooks->said = said;
  hooks->data = data;
  hooks->runs = g_ptr_array_new_with_free_func(run_free);
  return hooks;
}

void hooks_free(Hooks *hooks) {
  if (!hooks)
    return;
  g_ptr_array_unref(hooks->runs);
  g_free(hooks->config_path);
  g_free(hooks->log_path);
  g_free(hooks);
}

guint hooks_running(const Hooks *hooks) {
  return hooks->runs->len;
}

/* --- whose routine it is --- */

/* Whether only this person (or root) can have written what stands at `path`. */
static gboolean is_own(const char *path) {
  GStatBuf status;
  return g_stat(path, &status) == 0 && (status.st_uid == geteuid() || status.st_uid == 0) &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static gboolean is_own_in_folder(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  return is_own(path) && is_own(folder);
}

/* A link's own folder counts, and that of the file it leads to. */
static gboolean is_trusted(const Hooks *hooks) {
  char *real = realpath(hooks->config_path, NULL);
  const gboolean trusted = real && is_own_in_folder(hooks->config_path) && is_own_in_folder(real);
  free(real);
  return trusted;
}

/* --- the log --- */

/* Opens the log for appending; one that has grown large starts anew. */
static int open_log(const Hooks *hooks) {
  g_autofree char *folder = g_path_get_dirname(hooks->log_path);
  GStatBuf status;
  const gboolean is_large = g_stat(hooks->log_path, &status) == 0 && status.st_size > LOG_MAX_BYTES;
  g_mkdir_with_parents(folder, S_IRWXU);
  return g_open(hooks->log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (is_large ? O_TRUNC : 0),
                S_IRUSR | S_IWUSR);
}

static void write_line(int log, const char *what, const char *text) {
  if (log >= 0)
    dprintf(log, "%s: %s\n", what, text);
}

char *hooks_log_tail(const char *state_folder, guint lines) {
  g_autofree char *path = log_path_in(state_folder);
  g_autofree char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &text, &length, NULL) || length == 0)
    return NULL;
  const char *start = text + length - 1; /* the last line's end is none between lines */
  for (guint i = 0; start > text; start--) {
    if (start[-1] == '\n' && ++i == lines)
      break;
  }
  return g_utf8_make_valid(start, -1);
}

/* --- running --- */

/* Says on the screen and in the log what became of a command. */
static void say(const Hooks *hooks, const char *what, const char *reason) {
  g_autofree char *text = g_strdup_printf(_("The command for %s: %s."), what, reason);
  const int log = open_log(hooks);
  write_line(log, what, reason);
  if (log >= 0)
    close(log);
  hooks->said(text, hooks->data);
}

static void add_instant(GPtrArray *variables, const char *name, gint64 instant, int offset) {
  g_autofree char *text = daytime_rfc3339(instant, offset);
  g_ptr_array_add(variables, g_strdup_printf("%s=%s", name, text));
}

/* "WINDDOWN_EVENT=due" and so on (owned). */
static GPtrArray *variables_for(const HookEvent *event) {
  GPtrArray *variables = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *night = daytime_format_day(event->plan->night);
  g_ptr_array_add(variables, g_strdup_printf("WINDDOWN_EVENT=%s", event->name));
  g_ptr_array_add(variables, g_strdup_printf("WINDDOWN_NIGHT=%s", night));
  add_instant(variables, "WINDDOWN_BED", event->plan->bed, event->plan->offset);
  add_instant(variables, "WINDDOWN_WAKE", event->plan->wake, event->plan->offset);
  if (!event->step)
    return variables;
  g_ptr_array_add(variables, g_strdup_printf("WINDDOWN_STEP=%s", event->step->id));
  g_ptr_array_add(variables, g_strdup_printf("WINDDOWN_TITLE=%s", event->step->title));
  add_instant(variables, "WINDDOWN_AT", event->step->at, event->plan->offset);
  return variables;
}

static GStrv environment_with(const GPtrArray *variables) {
  GStrv environment = g_get_environ();
  for (guint i = 0; i < variables->len; i++) {
    g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(variables, i), "=", 2);
    environment = g_environ_setenv(environment, parts[0], parts[1], TRUE);
  }
  return environment;
}

/* A unit inherits nothing from the service that asks for it, and its manager would expand "$". */
static GPtrArray *argv_in_unit(const Hooks *hooks, const char *const *argv, const GPtrArray *variables) {
  static const char *const fixed[] = {
    "systemd-run", "--user", "--quiet", "--collect", "--wait", "--pipe", "--property=TimeoutStopSec=2"
  };
  GPtrArray *whole = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
    g_ptr_array_add(whole, g_strdup(fixed[i]));
  g_ptr_array_add(whole, g_strdup_printf("--property=RuntimeMaxSec=%u", hooks->limit_seconds));
  for (guint i = 0; i < variables->len; i++)
    g_ptr_array_add(whole, g_strconcat("--setenv=", g_ptr_array_index(variables, i), NULL));
  g_ptr_array_add(whole, g_strdup("--"));
  for (gsize i = 0; argv[i]; i++) {
    g_auto(GStrv) parts = g_strsplit(argv[i], "$", -1);
    g_ptr_array_add(whole, g_strjoinv("$$", parts));
  }
  g_ptr_array_add(whole, NULL);
  return whole;
}

/* In the child, before the command: a session of its own, so that it neither writes to the screen nor ends with the
 * terminal; and the kernel ends it in time even when this program is gone by then. */
static void prepare_child(gpointer data) {
  const Hooks *hooks = data;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  alarm(hooks->limit_seconds + 1);
}

static gboolean spawn(Hooks *hooks, const char *const *argv, const HookEvent *event, int log, GPid *process,
                      GError **error) {
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD;
  if (log < 0)
    flags |= G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
  g_autoptr(GPtrArray) variables = variables_for(event);
  g_auto(GStrv) environment = environment_with(variables);
  g_autoptr(GPtrArray) in_unit = hooks->in_units ? argv_in_unit(hooks, argv, variables) : NULL;
  const char *const *words = in_unit ? (const char *const *) in_unit->pdata : argv;
  return g_spawn_async_with_pipes_and_fds(NULL, words, (const char *const *) environment, flags, prepare_child, hooks,
                                          -1, log, log, NULL, NULL, 0, process, NULL, NULL, NULL, error);
}

static gboolean on_limit(gpointer data) {
  Run *run = data;
  run->limit = 0;
  run->was_stopped = TRUE;
  kill(-run->process, SIGKILL); /* with all that it started */
  return G_SOURCE_REMOVE;
}

static void on_ended(GPid process, int status, gpointer data) {
  Run *run = data;
  Hooks *hooks = run->hooks;
  g_autoptr(GError) error = NULL;
  run->watch = 0;
  if (run->was_stopped) {
    g_autofree char *reason = g_strdup_printf(
        ngettext("stopped after %u second", "stopped after %u seconds", hooks->limit_seconds), hooks->limit_seconds);
    say(hooks, run->what, reason);
  } else if (!g_spawn_check_wait_status(status, &error)) {
    say(hooks, run->what, error->message);
  }
  g_ptr_array_remove_fast(hooks->runs, run);
}

static void follow(Hooks *hooks, GPid process, const char *what) {
  Run *run = g_new0(Run, 1);
  *run = (Run){ .hooks = hooks, .process = process, .what = g_strdup(what) };
  run->watch = g_child_watch_add(process, on_ended, run);
  run->limit = g_timeout_add_seconds(hooks->limit_seconds, on_limit, run);
  g_ptr_array_add(hooks->runs, run);
}

/* "dim (due)", and the same with its moment for the log. */
static char *name_of(const HookEvent *event) {
  return event->step ? g_strdup_printf("%s (%s)", event->step->id, event->name) : g_strdup(event->name);
}

static char *heading_of(const HookEvent *event, const char *what) {
  g_autofree char *moment = daytime_rfc3339(event->now, event->plan->offset);
  return g_strdup_printf("%s %s", moment, what);
}

void hooks_run(Hooks *hooks, const char *const *argv, const HookEvent *event) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = name_of(event);
  GPid process = 0;
  if (!argv || !argv[0])
    return;
  if (!is_trusted(hooks)) {
    say(hooks, what, _("not run, since others can write to the routine or its folder"));
    return;
  }
  const int log = open_log(hooks);
  g_autofree char *heading = heading_of(event, what);
  g_autofree char *command = g_strjoinv(" ", (GStrv) argv);
  write_line(log, heading, command);
  if (spawn(hooks, argv, event, log, &process, &error))
    follow(hooks, process, what);
  else
    say(hooks, what, error->message);
  if (log >= 0)
    close(log);
}
