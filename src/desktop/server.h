/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop's notification server: the link to it over the session bus, and
 * the questions that libnotify would wait 25 seconds for. The bus and the
 * server may both come later, end and come back. All of it belongs to the
 * thread that made it. */
#pragma once

#include "notify/desktop.h"

#include <gio/gio.h>

typedef struct ServerLink ServerLink;

typedef struct {
  /* A server runs; `is_new`: none did when last heard of. */
  void (*appeared)(gboolean is_new, gpointer data);
  /* It has ended, and with it all that it showed: the next one gives the same ids to others. */
  void (*ended)(gpointer data);
  /* The bus is about to be let go: whoever holds on to its connection keeps it for ever. */
  void (*leaving)(gpointer data);
} ServerLinkCallbacks;

/* Returns a link (owned), not connected as yet; the callbacks are borrowed. */
ServerLink *server_link_new(const ServerLinkCallbacks *callbacks, gpointer data);
void server_link_free(ServerLink *link);

/* Connects unless it is. FALSE when there is no session bus; one that appears is then followed. */
gboolean server_link_connect(ServerLink *link, GError **error);

/* The connection (borrowed); NULL: none. */
GDBusConnection *server_link_connection(const ServerLink *link);

/* TRUE if a server is known to run. */
gboolean server_link_has_server(const ServerLink *link);

/* Names the server that runs (owned), so that an id is never taken for another server's; NULL when it is not known. */
char *server_link_server(const ServerLink *link);
gboolean server_link_server_is(const ServerLink *link, const char *name);

/* Asks the server who it is and what it can do, and waits for as long as it lives. */
void server_ask(GDBusConnection *connection, GCancellable *cancellable, GAsyncReadyCallback func, gpointer data);
gboolean server_ask_finish(GAsyncResult *result, DesktopServerInfo *info, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Connects and asks the same in one call that waits at most `patience_milliseconds`. */
gboolean server_query(int patience_milliseconds, DesktopServerInfo *info, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Closes the notification `id`. Without waiting for 0, else until it is closed or the time is over. */
void server_close(GDBusConnection *connection, guint32 id, int patience_milliseconds);
