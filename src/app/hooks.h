/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hooks: commands of the person's own that run with the evening. No shell
 * stands between unless they name one; what they print goes to a log; none
 * takes longer than its time, none keeps the program waiting. */
#pragma once

#include "model/plan.h"

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

/* `said` is told, in one sentence, when a command could not be run or ended badly. */
typedef void (*HooksFunc)(const char *said, gpointer data);

/* Gives hooks (owned) of the routine at `config_path`, which log into `state_folder` and end after `limit_seconds`. */
Hooks *hooks_new(const char *config_path, const char *state_folder, guint limit_seconds, HooksFunc said, gpointer data);

/* Forgets the commands that still run; they end in their time. */
void hooks_free(Hooks *hooks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hooks, hooks_free)

/* Starts `argv` for `event` and returns at once. Nothing for NULL. Refuses when others than the person could have
 * written the routine. */
void hooks_run(Hooks *hooks, const char *const *argv, const HookEvent *event);

/* How many commands run. */
guint hooks_running(const Hooks *hooks);

/* The last `lines` lines of the log in `state_folder` (owned); NULL when there is none. */
char *hooks_log_tail(const char *state_folder, guint lines);
