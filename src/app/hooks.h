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

/* Told, in one sentence, when a command was not run or ended badly. */
typedef void (*HooksFunc)(const char *said, gpointer data);

/* Borrowed for the call. */
typedef struct {
  const char *config_path;  /* the routine that names the commands */
  const char *state_folder; /* where the log is */
  guint limit_seconds;      /* after which a command is ended */
  gboolean rehearses;       /* nothing runs; what would have run is told */
  HooksFunc said;
  gpointer data;
} HooksOptions;

Hooks *hooks_new(const HooksOptions *options); /* owned */

/* Forgets the commands that still run; they end in their time, and the log says how. */
void hooks_free(Hooks *hooks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hooks, hooks_free)

/* Starts `argv` for `event` and returns at once. Nothing for NULL. Refuses when others than the person could have
 * written the routine. */
void hooks_run(Hooks *hooks, const char *const *argv, const HookEvent *event);

/* How many commands run. */
guint hooks_running(const Hooks *hooks);
