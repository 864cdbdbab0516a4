/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log of hooks: what ran when, what it printed, and what did not end well.
 * Every process that runs hooks writes to it, and one that keeps a command
 * after its program has gone. */
#pragma once

#include <glib.h>

/* Its path (owned). */
char *hook_log_path(const char *state_folder);

/* Opens it for appending (a descriptor, owned; -1: it cannot be); one that has grown large starts anew. */
int hook_log_open(const char *state_folder);

/* Writes that `what` ("dim (due)") did `text`. */
void hook_log_write(int log, const char *what, const char *text);

/* The last `lines` lines (owned); NULL when there is none. */
char *hook_log_tail(const char *state_folder, guint lines);

/* A sentence from the last line, where that was written after `since` (microseconds by the machine's clock) and tells
 * of a command that did not run or end well: "The command for dim (due): ended with status 1." (owned); NULL: it does
 * not.
 */
char *hook_log_trouble(const char *state_folder, gint64 since);
