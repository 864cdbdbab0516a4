/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/server_link.h"

#include "notify/bus_watch.h"
#include "notify/daemon.h"

struct ServerLink {
  const ServerLinkCallbacks *callbacks;
  gpointer data;
  GDBusConnection *connection; /* NULL: not connected */
  gulong closing;              /* the handler for the end of the bus */
  guint name_watch;
  BusWatch *bus_watch; /* from the first time on that there was no session bus */
  char *owner;         /* the server's unique bus name; NULL: none runs, or not known yet */
  gboolean is_absent;  /* no server ran when last heard of */
};

ServerLink *server_link_new(const ServerLinkCallbacks *callbacks, gpointer data) {
  ServerLink *link = g_new0(ServerLink, 1);
  link->callbacks = callbacks;
  link->data = data;
  return link;
}

GDBusConnection *server_link_connection(const ServerLink *link) {
  return link->connection;
}

gboolean server_link_has_server(const ServerLink *link) {
  return link->owner != NULL;
}

char *server_link_server(const ServerLink *link) {
  if (link->owner == NULL)
    return NULL;
  return g_strconcat(g_dbus_connection_get_guid(link->connection), link->owner, NULL);
}

gboolean server_link_server_is(const ServerLink *link, const char *name) {
  g_autofree char *server = server_link_server(link);
  return server != NULL && g_strcmp0(server, name) == 0;
}

static void disconnect(ServerLink *link) {
  if (link->name_watch != 0)
    g_bus_unwatch_name(link->name_watch);
  link->name_watch = 0;
  g_clear_pointer(&link->owner, g_free);
  if (link->connection == NULL)
    return;
  g_signal_handler_disconnect(link->connection, link->closing);
  link->callbacks->leaving(link->data);
  g_clear_object(&link->connection);
}

void server_link_free(ServerLink *link) {
  disconnect(link);
  bus_watch_free(link->bus_watch);
  g_free(link);
}

static void on_appeared(GDBusConnection *connection, const char *name, const char *owner, gpointer data) {
  ServerLink *link = data;
  const gboolean is_new = link->is_absent;
  link->is_absent = FALSE;
  g_free(link->owner);
  link->owner = g_strdup(owner);
  link->callbacks->appeared(is_new, link->data);
}

/* The server of a new bus is one that has become available. */
static gboolean on_bus(gpointer data) {
  ServerLink *link = data;
  link->is_absent = link->is_absent || link->connection == NULL;
  return server_link_connect(link, NULL);
}

static void watch_bus(ServerLink *link) {
  if (link->bus_watch == NULL)
    link->bus_watch = bus_watch_new(on_bus, link);
}

static void on_vanished(GDBusConnection *connection, const char *name, gpointer data) {
  ServerLink *link = data;
  link->is_absent = TRUE;
  g_clear_pointer(&link->owner, g_free);
  link->callbacks->ended(link->data);
}

/* The watch over the name says nothing more when the server ended before its bus. */
static void on_closed(GDBusConnection *connection, gboolean by_peer, GError *error, gpointer data) {
  ServerLink *link = data;
  link->is_absent = TRUE;
  link->callbacks->ended(link->data);
  disconnect(link);
  watch_bus(link);
  if (link->bus_watch != NULL)
    bus_watch_try(link->bus_watch);
}

gboolean server_link_connect(ServerLink *link, GError **error) {
  if (link->connection != NULL && g_dbus_connection_is_closed(link->connection)) {
    link->callbacks->ended(link->data);
    disconnect(link);
  }
  if (link->connection != NULL)
    return TRUE;
  link->connection = daemon_connect(error);
  if (link->connection == NULL) {
    watch_bus(link);
    return FALSE;
  }
  link->closing = g_signal_connect(link->connection, "closed", G_CALLBACK(on_closed), link);
  link->name_watch = g_bus_watch_name_on_connection(link->connection, DAEMON_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                    on_appeared, on_vanished, link, NULL);
  return TRUE;
}
