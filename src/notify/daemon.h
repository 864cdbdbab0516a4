/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The notification server on the session bus, as far as libnotify would wait
 * for it: libnotify gives a frozen server 25 seconds for each call, these give
 * it none. */
#pragma once

#include "notify/servers.h"

#include <gio/gio.h>

#define DAEMON_NAME "org.freedesktop.Notifications"

/* The path of the session bus's socket (owned), whether it is there or not; NULL where the bus has none. */
char *daemon_bus_path(void);

/* Whether there is a session bus to connect to. */
gboolean daemon_has_bus(void);

/* Connects to the session bus that runs (owned). Fails when there is none: one is never started. */
GDBusConnection *daemon_connect(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Asks the server who it is and what it can do, and waits for as long as it lives. */
void daemon_ask(GDBusConnection *connection, GCancellable *cancellable, GAsyncReadyCallback func, gpointer data);
gboolean daemon_ask_finish(GAsyncResult *result, NotifyServerInfo *info, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As daemon_ask, in one call that waits at most `patience_milliseconds`. */
gboolean daemon_query(GDBusConnection *connection, int patience_milliseconds, NotifyServerInfo *info,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Closes the notification `id`. Without waiting for 0, else until it is closed or the time is over. */
void daemon_close(GDBusConnection *connection, guint32 id, int patience_milliseconds);
