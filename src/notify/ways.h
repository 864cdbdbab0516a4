/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ways there are to reach the person, in one table: config takes their
 * names from it, the program makes them by it, doctor tries them all. */
#pragma once

#include "notify/notifier.h"

/* The way to the terminal: `write` hands `bytes` over at a moment that does not tear the screen; FALSE: it is gone. */
typedef struct {
  gboolean (*write)(const char *bytes, gsize length, gpointer data);
  gpointer data; /* handed to `write` */
} TerminalPort;

typedef struct {
  const char *name; /* as the routine has it, and notifier_name */
  /* Returns the way (owned). `port` is copied; it may be NULL unless the way needs a terminal. */
  Notifier *(*make)(const TerminalPort *port, NoticeFunc func, gpointer data);
  gboolean needs_terminal;
  /* What helps, marked for translation, where it did not take a notice, did not answer, or showed nothing. */
  const char *refused, *silent, *unseen;
} WayInfo;

/* Returns the way at `index`, in the order of the default; NULL after the last one. */
const WayInfo *way_info(gsize index);

/* Returns the way of that name; NULL when there is none. */
const WayInfo *way_find(const char *name);

/* The desktop's notification server through the desktop module, which the first show loads. Never starts a bus. A
 * process has at most one at a time: libnotify keeps one state for all. */
Notifier *notify_desktop_new(NoticeFunc func, gpointer data);

/* The terminal's own notification: OSC 99, 777 or 9 by what the environment says of the terminal, wrapped for tmux and
 * screen, with BEL. A notice fails where the terminal is not known to have one. */
Notifier *notify_terminal_new(const TerminalPort *port, NoticeFunc func, gpointer data);

/* A bell; the line on the screen is the caller's. */
Notifier *notify_bell_new(const TerminalPort *port, NoticeFunc func, gpointer data);

/* Writes one line a notice to standard error, as a journal keeps it; never fails (owned). Not in the table: no routine
 * names it. */
Notifier *notify_log_new(NoticeFunc func, gpointer data);
