/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hook's command as a process, with a keeper between: whoever started it may
 * be gone before it ends, so a process of its own waits for it, ends it in
 * time and writes down how it ended. */
#pragma once

#include <glib.h>

typedef struct {
  const char *const *argv;
  const char *what;           /* its name in the log */
  const GPtrArray *variables; /* of char *: "WINDDOWN_EVENT=due" and so on */
  guint limit_seconds;
  int log;           /* where it prints to; -1: nowhere */
  gboolean in_units; /* it runs as a unit of its own, since this program's service is not allowed what it may need */
} HookCommand;

/* Starts `command` and returns at once. `keeper` is a child to be waited for, for hook_process_end. */
gboolean hook_process_start(const HookCommand *command, GPid *keeper, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How it ended by the keeper's wait status, as it stands in the log (owned); NULL: well. */
char *hook_process_end(int wait_status, guint limit_seconds);
