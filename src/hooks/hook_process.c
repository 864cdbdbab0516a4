/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two forks: GLib starts the supervisor, which forks the command. Between fork
 * and exec only async-signal-safe functions are called; no memory is allocated. */
#include "hooks/hook_process.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* The supervisor exits as the command did; after the time limit by this signal. */
#define LIMIT_SIGNAL SIGALRM

/* What the supervisor needs, made before the fork. */
typedef struct {
  guint limit_seconds;
  char *exited;   /* "dim (due): ended with status" */
  char *signaled; /* "dim (due): ended by signal" */
  char *stopped;  /* a whole line */
} Supervisor;

static char *stopped_text(guint limit_seconds) {
  return g_strdup_printf(ngettext("stopped after %u second", "stopped after %u seconds", limit_seconds), limit_seconds);
}

static void supervisor_fill(Supervisor *supervisor, const HookCommand *command) {
  g_autofree char *stopped = stopped_text(command->limit_seconds);
  supervisor->limit_seconds = command->limit_seconds;
  /* TRANSLATORS: its number follows. */
  supervisor->exited = g_strdup_printf("%s: %s", command->what, _("ended with status"));
  /* TRANSLATORS: its number follows. */
  supervisor->signaled = g_strdup_printf("%s: %s", command->what, _("ended by signal"));
  supervisor->stopped = g_strdup_printf("%s: %s\n", command->what, stopped);
}

static void supervisor_clear(Supervisor *supervisor) {
  g_free(supervisor->exited);
  g_free(supervisor->signaled);
  g_free(supervisor->stopped);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Supervisor, supervisor_clear)

char *hook_process_end(int wait_status, guint limit_seconds) {
  if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_SUCCESS)
    return NULL;
  if (WIFEXITED(wait_status))
    return g_strdup_printf("%s %d", _("ended with status"), WEXITSTATUS(wait_status));
  if (WTERMSIG(wait_status) == LIMIT_SIGNAL)
    return stopped_text(limit_seconds);
  return g_strdup_printf("%s %d", _("ended by signal"), WTERMSIG(wait_status));
}

/* --- the supervisor: between fork and exec, only async-signal-safe calls --- */

/* stderr is the log. */
static void note(const char *line) {
  (void) !write(STDERR_FILENO, line, strlen(line));
}

static void note_number(const char *what, int number) {
  char line[256];
  if (snprintf(line, sizeof line, "%s %d\n", what, number) < (int) sizeof line)
    note(line);
}

/* Exits as the command did: the program that waits for the supervisor reads it from that. */
static _Noreturn void end_by(int number) {
  const struct rlimit no_core = { 0 };
  setrlimit(RLIMIT_CORE, &no_core);
  signal(number, SIG_DFL);
  raise(number);
  _exit(EXIT_FAILURE);
}

static _Noreturn void end_as(const Supervisor *supervisor, int status) {
  if (WIFSIGNALED(status)) {
    note_number(supervisor->signaled, WTERMSIG(status));
    end_by(WTERMSIG(status));
  }
  if (WEXITSTATUS(status) != EXIT_SUCCESS)
    note_number(supervisor->exited, WEXITSTATUS(status));
  _exit(WEXITSTATUS(status));
}

static _Noreturn void supervise(const Supervisor *supervisor, pid_t command, const sigset_t *child_ended) {
  const struct timespec limit = { .tv_sec = supervisor->limit_seconds };
  int status = 0;
  closefrom(STDERR_FILENO + 1); /* the locks of the record, and the pipe that GLib waits on */
  while (waitpid(command, &status, WNOHANG) == 0) {
    if (sigtimedwait(child_ended, NULL, &limit) >= 0 || errno == EINTR)
      continue;
    kill(-command, SIGKILL); /* with all that it started */
    waitpid(command, &status, 0);
    note(supervisor->stopped);
    end_by(LIMIT_SIGNAL);
  }
  end_as(supervisor, status);
}

/* In a session of its own the command cannot write to the terminal, and does not get its SIGHUP. */
static void fork_command(gpointer data) {
  const Supervisor *supervisor = data;
  const struct sigaction when_ended = { .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP };
  sigset_t none, child_ended;
  sigemptyset(&none);
  sigemptyset(&child_ended);
  sigaddset(&child_ended, SIGCHLD);
  setsid();
  sigaction(SIGCHLD, &when_ended, NULL);
  sigprocmask(SIG_SETMASK, &child_ended, NULL);
  const pid_t command = fork();
  if (command < 0)
    _exit(EXIT_FAILURE);
  setpgid(command, command); /* by both processes: either may run first */
  if (command > 0)
    supervise(supervisor, command, &child_ended);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* --- starting it --- */

static GStrv environment_with(const GPtrArray *variables) {
  GStrv environment = g_get_environ();
  for (guint i = 0; i < variables->len; i++) {
    g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(variables, i), "=", 2);
    environment = g_environ_setenv(environment, parts[0], parts[1], TRUE);
  }
  return environment;
}

/* A unit inherits no environment from the service that starts it, and systemd would expand "$". */
static GPtrArray *argv_in_unit(const HookCommand *command) {
  static const char *const fixed[] = {
    "systemd-run", "--user", "--quiet", "--collect", "--wait", "--pipe", "--property=TimeoutStopSec=2"
  };
  GPtrArray *whole = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
    g_ptr_array_add(whole, g_strdup(fixed[i]));
  g_ptr_array_add(whole, g_strdup_printf("--property=RuntimeMaxSec=%u", command->limit_seconds));
  for (guint i = 0; i < command->variables->len; i++)
    g_ptr_array_add(whole, g_strconcat("--setenv=", g_ptr_array_index(command->variables, i), NULL));
  g_ptr_array_add(whole, g_strdup("--"));
  for (gsize i = 0; command->argv[i]; i++) {
    g_auto(GStrv) parts = g_strsplit(command->argv[i], "$", -1);
    g_ptr_array_add(whole, g_strjoinv("$$", parts));
  }
  g_ptr_array_add(whole, NULL);
  return whole;
}

gboolean hook_process_start(const HookCommand *command, GPid *supervisor_pid, GError **error) {
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD;
  if (command->log < 0)
    flags |= G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
  g_auto(Supervisor) supervisor = { 0 };
  supervisor_fill(&supervisor, command);
  g_auto(GStrv) environment = environment_with(command->variables);
  g_autoptr(GPtrArray) in_unit = command->in_units ? argv_in_unit(command) : NULL;
  const char *const *words = in_unit ? (const char *const *) in_unit->pdata : command->argv;
  g_autofree char *program = g_find_program_in_path(words[0]);
  if (!program) { /* the supervisor could not tell this from a bad exit */
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("\"%s\" is not there, or cannot be run"), words[0]);
    return FALSE;
  }
  return g_spawn_async_with_pipes_and_fds(NULL, words, (const char *const *) environment, flags, fork_command,
                                          &supervisor, -1, command->log, command->log, NULL, NULL, 0, supervisor_pid,
                                          NULL, NULL, NULL, error);
}
