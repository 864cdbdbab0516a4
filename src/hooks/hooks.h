/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hooks: commands of the person's own that run with the evening, once for each
 * event however many programs are up, by the same claims as reminders. They run
 * without a shell unless they name one; what they print goes to a log; none
 * runs longer than its limit, and none blocks the program. */
#pragma once

#include "model/plan.h"
#include "planning/reminder.h"
#include "store/store.h"

#include <glib.h>

/* How long a command may take. */
#define HOOK_SECONDS 30

typedef struct Hooks Hooks;

/* What happened, handed to the command as WINDDOWN_EVENT and so on. Borrowed for the call. */
typedef struct {
  const char *name; /* "due", "done", "bedtime", "morning" */
  const Plan *plan;
  const PlanStep *step; /* NULL: the evening as a whole */
  gint64 now;
} HookEvent;

/* Called with one sentence when a command was not run or ended badly. */
typedef void (*HooksFunc)(const char *text, gpointer data);

/* Borrowed for the call, but for `store`. */
typedef struct {
  Store *store;             /* for claims; outlives the hooks */
  const char *config_path;  /* the routine that names the commands */
  const char *state_folder; /* where the log is */
  guint limit_seconds;      /* after which a command is killed */
  gboolean rehearses;       /* nothing runs; the log says what would have run */
  HooksFunc said;
  gpointer data;
} HooksOptions;

Hooks *hooks_new(const HooksOptions *options); /* owned */

/* Forgets the commands that still run; they end within their limit, and the log says how. */
void hooks_free(Hooks *hooks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hooks, hooks_free)

/* Runs what the routine asks for at `now`; up to half an hour after its time. Returns when to call again; 0: whenever
 * something is due. */
gint64 hooks_turn(Hooks *hooks, const ReminderInput *input, gint64 now);

/* Runs what the routine asks for with the steps that are done in the record of `input` and were not `before`. */
void hooks_run_done(Hooks *hooks, const ReminderInput *input, const Record *before, gint64 now);

/* Starts `argv` (NULL: nothing) for `event` and returns at once. Refuses if other users can write the routine. */
void hooks_run(Hooks *hooks, const char *const *argv, const HookEvent *event);

/* Returns how many commands run. */
guint hooks_running(const Hooks *hooks);

/* The log: what ran when, what it printed, and what did not end well. Every process that runs hooks writes to it, and
 * one that supervises a command after its program has gone. Returns its path (owned). */
char *hooks_log_path(const char *state_folder);

/* Returns the last `lines` lines of the log (owned); NULL if there are none. */
char *hooks_log_tail(const char *state_folder, guint lines);

/* Returns a sentence (owned) from the last line of the log, if that was written after `since` (microseconds by the
 * machine's clock) and tells of a command that did not run or end well: "The command for dim (due): ended with status
 * 1."; else NULL. */
char *hooks_log_trouble(const char *state_folder, gint64 since);
