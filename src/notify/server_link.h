/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The link to the desktop's notification server: the session bus, and who on
 * it is the server now. Both may come later, end and come back. All of it
 * belongs to the thread that made it. */
#pragma once

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

/* Gives a link (owned), not connected as yet; the callbacks are borrowed. */
ServerLink *server_link_new(const ServerLinkCallbacks *callbacks, gpointer data);
void server_link_free(ServerLink *link);

/* Connects unless it is. FALSE when there is no session bus; one that appears is then followed. */
gboolean server_link_connect(ServerLink *link, GError **error);

/* The connection (borrowed); NULL: none. */
GDBusConnection *server_link_connection(const ServerLink *link);

/* Whether a server is known to run. */
gboolean server_link_has_server(const ServerLink *link);

/* Names the server that runs (owned), so that an id is never taken for another server's; NULL when it is not known. */
char *server_link_server(const ServerLink *link);
gboolean server_link_server_is(const ServerLink *link, const char *name);
