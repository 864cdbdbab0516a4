/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Collects what a notifier reports, and waits for it with a bound while the
 * main loop runs as it does in the program. */
#pragma once

#include "notify/desktop.h"
#include "notify/ways.h"

#include <gio/gio.h>

typedef struct {
  NoticeEventKind kind;
  guint64 token;
  guint32 server_id;
  char *button;
  char *server;
  char *reason;
} Heard;

typedef struct {
  GPtrArray *heard; /* of Heard */
  gsize taken;      /* how many listener_next has given */
} Listener;

typedef gboolean (*Condition)(gpointer data);

Listener *listener_new(void);
void listener_free(Listener *listener);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Listener, listener_free)

/* A NoticeFunc; `data` is a Listener. */
void listener_hear(const NoticeEvent *event, gpointer data);

/* The next event (borrowed), awaited; the test fails when none comes within 20 seconds. */
const Heard *listener_next(Listener *listener);

/* Asserts that the next event is `kind` about `token` (borrowed). */
const Heard *listener_expect(Listener *listener, NoticeEventKind kind, guint64 token);

/* Whether every event was asked for. */
gboolean listener_is_through(const Listener *listener);

/* Runs the main loop until `condition` holds; FALSE after 20 seconds. */
gboolean listener_await(Condition condition, gpointer data);

/* Runs the main loop for a while, and gives the longest time (microseconds) that it was held up. */
gint64 listener_worst_gap(guint milliseconds);
