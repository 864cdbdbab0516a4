/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ways there are. */
#pragma once

#include "notify/notifier.h"
#include "notify/servers.h"

/* The desktop's notification server through libnotify, on a thread of its own that is started by the first show
 * (owned). Never starts a bus. A process has at most one at a time: libnotify keeps one state for all. */
Notifier *notify_desktop_new(NoticeFunc func, gpointer data);

/* Asks the running notification server about itself, for a report. Waits at most 2 seconds; fails when there is no
 * session bus, no server, or no answer in that time. */
gboolean notify_desktop_query(NotifyServerInfo *info, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The way to the terminal: `write` hands `bytes` over at a moment that does not tear the screen; FALSE: it is gone. */
typedef struct {
  gboolean (*write)(const char *bytes, gsize length, gpointer data);
  gpointer data; /* handed to `write` */
} TerminalPort;

/* The terminal's own notification: OSC 99, 777 or 9 by what the environment says of the terminal, wrapped for tmux and
 * screen, with BEL (owned). `port` is copied. Fails where the terminal is not known to have one. */
Notifier *notify_terminal_new(const TerminalPort *port, NoticeFunc func, gpointer data);

/* A bell (owned; `port` is copied); the line on the screen is the caller's. */
Notifier *notify_bell_new(const TerminalPort *port, NoticeFunc func, gpointer data);

/* Writes one line a notice to standard error, as a journal keeps it; never fails (owned). */
Notifier *notify_log_new(NoticeFunc func, gpointer data);
