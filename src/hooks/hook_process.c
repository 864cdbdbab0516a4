/* SPDX-License-Identifier: GPL-3.0-or-later */
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

/* The keeper ends as the command did; after the time limit by this. */
#define LIMIT_SIGNAL SIGALRM

/* What the keeper needs. It is made before the fork: after it, memory is not asked for. */
typedef struct {
  guint limit_seconds;
  char *exited;   /* "dim (due): ended with status" */
  char *signaled; /* "dim (due): ended by signal" */
  char *stopped;  /* a whole line */
} Keeper;

static char *stopped_text(guint limit_seconds) {
  return g_strdup_printf(ngettext("stopped after %u second", "stopped after %u seconds", limit_seconds), limit_seconds);
}

static void keeper_fill(Keeper *keeper, const HookCommand *command) {
  g_autofree char *stopped = stopped_text(command->limit_seconds);
  keeper->limit_seconds = command->limit_seconds;
  /* TRANSLATORS: its number follows. */
  keeper->exited = g_strdup_printf("%s: %s", command->what, _("ended with status"));
  /* TRANSLATORS: its number follows. */
  keeper->signaled = g_strdup_printf("%s: %s", command->what, _("ended by signal"));
  keeper->stopped = g_strdup_printf("%s: %s\n", command->what, stopped);
}

static void keeper_clear(Keeper *keeper) {
  g_free(keeper->exited);
  g_free(keeper->signaled);
  g_free(keeper->stopped);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Keeper, keeper_clear)

char *hook_process_end(int wait_status, guint limit_seconds) {
  if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_SUCCESS)
    return NULL;
  if (WIFEXITED(wait_status))
    return g_strdup_printf("%s %d", _("ended with status"), WEXITSTATUS(wait_status));
  if (WTERMSIG(wait_status) == LIMIT_SIGNAL)
    return stopped_text(limit_seconds);
  return g_strdup_printf("%s %d", _("ended by signal"), WTERMSIG(wait_status));
}

/* --- the keeper; between fork and exec, so that only what is safe there is called --- */

/* The log is where the command's errors go. */
static void note(const char *line) {
  (void) !write(STDERR_FILENO, line, strlen(line));
}

static void note_number(const char *what, int number) {
  char line[256];
  if (snprintf(line, sizeof line, "%s %d\n", what, number) < (int) sizeof line)
    note(line);
}

/* Ends as the command did: whoever waits for the keeper learns it by that. */
static _Noreturn void end_by(int number) {
  const struct rlimit no_core = { 0 };
  setrlimit(RLIMIT_CORE, &no_core);
  signal(number, SIG_DFL);
  raise(number);
  _exit(EXIT_FAILURE);
}

static _Noreturn void end_as(const Keeper *keeper, int status) {
  if (WIFSIGNALED(status)) {
    note_number(keeper->signaled, WTERMSIG(status));
    end_by(WTERMSIG(status));
  }
  if (WEXITSTATUS(status) != EXIT_SUCCESS)
    note_number(keeper->exited, WEXITSTATUS(status));
  _exit(WEXITSTATUS(status));
}

static _Noreturn void keep(const Keeper *keeper, pid_t command, const sigset_t *child_ended) {
  const struct timespec limit = { .tv_sec = keeper->limit_seconds };
  int status = 0;
  closefrom(STDERR_FILENO + 1); /* the record's locks, and the pipe by which the start is awaited */
  while (waitpid(command, &status, WNOHANG) == 0) {
    if (sigtimedwait(child_ended, NULL, &limit) >= 0 || errno == EINTR)
      continue;
    kill(-command, SIGKILL); /* with all that it started */
    waitpid(command, &status, 0);
    note(keeper->stopped);
    end_by(LIMIT_SIGNAL);
  }
  end_as(keeper, status);
}

/* A session of its own, so that it neither writes to the screen nor ends with the terminal. */
static void divide(gpointer data) {
  const Keeper *keeper = data;
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
  setpgid(command, command); /* by both of them: neither knows who comes first */
  if (command > 0)
    keep(keeper, command, &child_ended);
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

/* A unit inherits nothing from the service that asks for it, and its manager would expand "$". */
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

gboolean hook_process_start(const HookCommand *command, GPid *keeper_id, GError **error) {
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD;
  if (command->log < 0)
    flags |= G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
  g_auto(Keeper) keeper = { 0 };
  keeper_fill(&keeper, command);
  g_auto(GStrv) environment = environment_with(command->variables);
  g_autoptr(GPtrArray) in_unit = command->in_units ? argv_in_unit(command) : NULL;
  const char *const *words = in_unit ? (const char *const *) in_unit->pdata : command->argv;
  g_autofree char *program = g_find_program_in_path(words[0]);
  if (!program) { /* the keeper could not tell this from an end */
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("\"%s\" is not there, or cannot be run"), words[0]);
    return FALSE;
  }
  return g_spawn_async_with_pipes_and_fds(NULL, words, (const char *const *) environment, flags, divide, &keeper, -1,
                                          command->log, command->log, NULL, NULL, 0, keeper_id, NULL, NULL, NULL,
                                          error);
}
