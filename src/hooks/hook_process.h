/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hook's command as a process, with a supervisor between: this program may
 * have exited before the command does, so a process of its own waits for it,
 * kills it at its limit and logs how it ended. Private to this room. */
#pragma once

#include <glib.h>

typedef struct {
  const char *const *argv;
  const char *what;           /* its name in the log */
  const GPtrArray *variables; /* of char *: "WINDDOWN_EVENT=due" and so on */
  guint limit_seconds;
  int log;           /* descriptor for its output; -1: none */
  gboolean in_units; /* run it as a unit of its own: the service is not allowed what it may need */
} HookCommand;

/* Starts `command` and returns at once. Sets `supervisor` to the child to wait for; its status goes to
 * hook_process_end. */
gboolean hook_process_start(const HookCommand *command, GPid *supervisor, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns how it ended, from the supervisor's wait status, as the log says it (owned); NULL: well. */
char *hook_process_end(int wait_status, guint limit_seconds);
