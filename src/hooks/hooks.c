/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When hooks run, whether they may, what they are told, and their log. Starting
 * and supervising the process of a command is hook_process.c's. */
#include "hooks/hooks.h"

#include "base/daytime.h"
#include "hooks/hook_process.h"
#include "planning/agenda.h"
#include "store/claims.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Set to "units" by a service that is not allowed what commands may need: each then runs as a unit of its own. */
#define MANNER_VARIABLE "WINDDOWN_HOOKS"

/* How long after its time a command still runs. */
#define USEFUL_SECONDS (30 * DAYTIME_MINUTE_SECONDS)

/* When what could not be claimed is tried again: another program may have the record locked. */
#define AGAIN_SECONDS 10

/* The log starts anew when it is larger than that. */
#define LOG_MAX_BYTES (256 * 1024)
#define LOG_NAME "hooks.log"

#define EVENING_STEP "" /* claims of the evening as a whole */

struct Hooks {
  Store *store;
  char *config_path;
  char *state_folder;
  guint limit_seconds;
  gboolean in_units;
  gboolean rehearses;
  HooksFunc said;
  gpointer data;
  GPtrArray *runs; /* of Run */
};

/* One command that runs. */
typedef struct {
  Hooks *hooks;
  GPid supervisor;
  char *what;
  guint watch; /* the source that hears of its end */
} Run;

static void run_free(gpointer data) {
  Run *run = data;
  g_clear_handle_id(&run->watch, g_source_remove);
  g_spawn_close_pid(run->supervisor);
  g_free(run->what);
  g_free(run);
}

Hooks *hooks_new(const HooksOptions *options) {
  Hooks *hooks = g_new(Hooks, 1);
  *hooks = (Hooks){
    .store = options->store,
    .config_path = g_strdup(options->config_path),
    .state_folder = g_strdup(options->state_folder),
    .limit_seconds = options->limit_seconds,
    .in_units = g_strcmp0(g_getenv(MANNER_VARIABLE), "units") == 0,
    .rehearses = options->rehearses,
    .said = options->said,
    .data = options->data,
    .runs = g_ptr_array_new_with_free_func(run_free),
  };
  return hooks;
}

void hooks_free(Hooks *hooks) {
  if (!hooks)
    return;
  g_ptr_array_unref(hooks->runs);
  g_free(hooks->config_path);
  g_free(hooks->state_folder);
  g_free(hooks);
}

guint hooks_running(const Hooks *hooks) {
  return hooks->runs->len;
}

/* --- the log --- */

char *hooks_log_path(const char *state_folder) {
  return g_build_filename(state_folder, LOG_NAME, NULL);
}

/* Opens it for appending (a descriptor, owned; -1: it cannot be); one that has grown large starts anew. */
static int open_log(const char *state_folder) {
  g_autofree char *path = hooks_log_path(state_folder);
  GStatBuf status;
  const gboolean is_large = g_stat(path, &status) == 0 && status.st_size > LOG_MAX_BYTES;
  g_mkdir_with_parents(state_folder, S_IRWXU);
  return g_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (is_large ? O_TRUNC : 0), S_IRUSR | S_IWUSR);
}

/* Writes that `what` ("dim (due)") did `text`. */
static void write_log(int log, const char *what, const char *text) {
  if (log >= 0)
    dprintf(log, "%s: %s\n", what, text);
}

char *hooks_log_tail(const char *state_folder, guint lines) {
  g_autofree char *path = hooks_log_path(state_folder);
  g_autofree char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &text, &length, NULL) || length == 0)
    return NULL;
  const char *start = text + length - 1; /* skip the trailing newline */
  for (guint i = 0; start > text; start--) {
    if (start[-1] == '\n' && ++i == lines)
      break;
  }
  return g_utf8_make_valid(start, -1);
}

/* Returns microseconds by the machine's clock; 0: never. */
static gint64 written_at(const char *state_folder) {
  g_autofree char *path = hooks_log_path(state_folder);
  GStatBuf status;
  return g_stat(path, &status) == 0 ? (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000
                                    : 0;
}

/* What a command printed has no name before it, and what ran its moment before that. */
char *hooks_log_trouble(const char *state_folder, gint64 since) {
  if (written_at(state_folder) <= since)
    return NULL;
  g_autofree char *line = hooks_log_tail(state_folder, 1);
  if (!line || !g_regex_match_simple("^([a-z0-9-]+ \\((due|done)\\)|bedtime|morning): ", line, 0, 0))
    return NULL;
  return g_strdup_printf(_("The command for %s."), g_strchomp(line));
}

/* --- whose routine it is --- */

/* TRUE if only this user (or root) can have written the file at `path`. */
static gboolean is_own(const char *path) {
  GStatBuf status;
  return g_stat(path, &status) == 0 && (status.st_uid == geteuid() || status.st_uid == 0) &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static gboolean is_own_in_folder(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  return is_own(path) && is_own(folder);
}

/* Why nothing is run; NULL: it may be. A link's own folder counts, and that of the file it leads to. */
static const char *objection(const Hooks *hooks) {
  char *real = realpath(hooks->config_path, NULL);
  const gboolean is_there = real != NULL;
  const gboolean is_trusted = is_there && is_own_in_folder(hooks->config_path) && is_own_in_folder(real);
  free(real);
  if (!is_there)
    return _("not run, since the routine's file is not there to look at");
  return is_trusted ? NULL : _("not run, since others can write to the routine or its folder");
}

/* --- what it is called, and what it is told --- */

/* "dim (due)". */
static char *name_of(const HookEvent *event) {
  return event->step ? g_strdup_printf("%s (%s)", event->step->id, event->name) : g_strdup(event->name);
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

/* --- running --- */

/* Says on the screen what became of a command. */
static void say(const Hooks *hooks, const char *what, const char *reason) {
  g_autofree char *text = g_strdup_printf(_("The command for %s: %s."), what, reason);
  hooks->said(text, hooks->data);
}

/* And in the log, where nobody else has written it. */
static void say_and_log(const Hooks *hooks, const char *what, const char *reason) {
  const int log = open_log(hooks->state_folder);
  write_log(log, what, reason);
  if (log >= 0)
    close(log);
  say(hooks, what, reason);
}

static void on_ended(GPid supervisor, int status, gpointer data) {
  Run *run = data;
  Hooks *hooks = run->hooks;
  g_autofree char *reason = hook_process_end(status, hooks->limit_seconds);
  run->watch = 0;
  if (reason)
    say(hooks, run->what, reason);
  g_ptr_array_remove_fast(hooks->runs, run);
}

static void follow(Hooks *hooks, GPid supervisor, const char *what) {
  Run *run = g_new(Run, 1);
  *run = (Run){ .hooks = hooks, .supervisor = supervisor, .what = g_strdup(what) };
  run->watch = g_child_watch_add(supervisor, on_ended, run);
  g_ptr_array_add(hooks->runs, run);
}

static void log_start(int log, const HookEvent *event, const char *what, const char *line) {
  g_autofree char *moment = daytime_rfc3339(event->now, event->plan->offset);
  g_autofree char *heading = g_strdup_printf("%s %s", moment, what);
  write_log(log, heading, line);
}

static void start(Hooks *hooks, const char *const *argv, const HookEvent *event, const char *line) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = name_of(event);
  g_autoptr(GPtrArray) variables = variables_for(event);
  const int log = open_log(hooks->state_folder);
  const HookCommand command = {
    .argv = argv,
    .what = what,
    .variables = variables,
    .limit_seconds = hooks->limit_seconds,
    .log = log,
    .in_units = hooks->in_units,
  };
  GPid supervisor = 0;
  log_start(log, event, what, line);
  if (hook_process_start(&command, &supervisor, &error))
    follow(hooks, supervisor, what);
  else
    say_and_log(hooks, what, error->message);
  if (log >= 0)
    close(log);
}

void hooks_run(Hooks *hooks, const char *const *argv, const HookEvent *event) {
  if (!argv || !argv[0])
    return;
  g_autofree char *what = name_of(event);
  g_autofree char *line = g_strjoinv(" ", (GStrv) argv);
  const char *against = objection(hooks);
  if (against) {
    say_and_log(hooks, what, against);
  } else if (hooks->rehearses) {
    g_autofree char *reason = g_strdup_printf(_("in a rehearsal it does not run (%s)"), line);
    say_and_log(hooks, what, reason);
  } else {
    start(hooks, argv, event, line);
  }
}

/* --- when they run --- */

static gboolean is_time(gint64 at, gint64 now) {
  return now >= at && now < at + USEFUL_SECONDS;
}

/* Runs `argv` if this program is the one to do it. FALSE if that could not be found out. */
static gboolean run_once(Hooks *hooks, GStrv argv, const HookEvent *event) {
  const char *step = event->step ? event->step->id : EVENING_STEP;
  const Night night = event->plan->night;
  g_autofree char *key = g_strdup_printf("hook-%s", event->name);
  const ClaimRequest request = { night, step, key, CLAIM_ONCE, event->plan->offset, event->now };
  gboolean ours = FALSE;
  if (!claim_take(hooks->store, &request, &ours, NULL))
    return FALSE;
  if (!ours)
    return TRUE;
  hooks_run(hooks, (const char *const *) argv, event);
  (void) !claim_shown(hooks->store, night, step, key, event->now, NULL);
  return TRUE;
}

static gboolean turn_step(Hooks *hooks, const ReminderInput *input, const PlanStep *planned, gint64 now) {
  const Step *step = routine_step(input->routine, planned->id);
  if (!step || !step->on_due || !is_time(planned->at, now) ||
      !agenda_step_is_open(input->plan, input->record, input->pauses, planned))
    return TRUE;
  const HookEvent event = { .name = "due", .plan = input->plan, .step = planned, .now = now };
  return run_once(hooks, step->on_due, &event);
}

gint64 hooks_turn(Hooks *hooks, const ReminderInput *input, gint64 now) {
  const Plan *plan = input->plan;
  const HookEvent bedtime = { .name = "bedtime", .plan = plan, .now = now };
  const HookEvent morning = { .name = "morning", .plan = plan, .now = now };
  gboolean is_done = TRUE;
  for (guint i = 0; i < plan->steps->len; i++)
    is_done = turn_step(hooks, input, g_ptr_array_index(plan->steps, i), now) && is_done;
  if (input->settings->on_bedtime && is_time(plan->bed, now))
    is_done = run_once(hooks, input->settings->on_bedtime, &bedtime) && is_done;
  if (input->settings->on_morning && is_time(plan->start, now) && plan->start > store_first_run_at(hooks->store))
    is_done = run_once(hooks, input->settings->on_morning, &morning) && is_done;
  return is_done ? 0 : now + AGAIN_SECONDS;
}

void hooks_run_done(Hooks *hooks, const ReminderInput *input, const Record *before, gint64 now) {
  for (guint i = 0; i < input->plan->steps->len; i++) {
    const PlanStep *planned = g_ptr_array_index(input->plan->steps, i);
    const Step *step = routine_step(input->routine, planned->id);
    const gboolean is_new = record_mark(input->record, planned->id) == MARK_DONE &&
                            record_mark(before, planned->id) != MARK_DONE;
    const HookEvent event = { .name = "done", .plan = input->plan, .step = planned, .now = now };
    if (is_new && step && step->on_done)
      hooks_run(hooks, (const char *const *) step->on_done, &event);
  }
}
