/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three parts: a watch that waits for a session bus where there is none yet (a
 * service may run before its session does, and outlive it); the link to the
 * server's name on that bus; and questions that do not wait. */
#include "desktop/server.h"

#include "base/error.h"

#include <glib/gi18n.h>

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"

/* --- waiting for a bus --- */

/* Returns TRUE once the bus could be used. */
typedef gboolean (*BusWatchFunc)(gpointer data);

/* A socket is there before anybody listens to it. */
#define TRIAL_MILLISECONDS 200
#define TRIALS 20

typedef struct {
  BusWatchFunc func;
  gpointer data;
  GFileMonitor *monitor;
  GSource *trial; /* NULL: nothing has appeared */
  int trials;
} BusWatch;

static gboolean on_trial(gpointer data) {
  BusWatch *watch = data;
  if (!watch->func(watch->data) && ++watch->trials < TRIALS)
    return G_SOURCE_CONTINUE;
  watch->trial = NULL;
  return G_SOURCE_REMOVE;
}

/* Also where no other socket is to be expected: the bus has ended, and may be started by whatever connects. */
static void bus_watch_try(BusWatch *watch) {
  watch->trials = 0;
  if (watch->trial != NULL)
    return;
  watch->trial = g_timeout_source_new(TRIAL_MILLISECONDS);
  g_source_set_callback(watch->trial, on_trial, watch, NULL);
  g_source_attach(watch->trial, g_main_context_get_thread_default());
  g_source_unref(watch->trial); /* the context holds it for as long as it is ours */
}

static void on_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data) {
  if (event == G_FILE_MONITOR_EVENT_CREATED)
    bus_watch_try(data);
}

/* Calls `func` when a bus has appeared, several times until it returns TRUE. NULL where the bus has no place that could
 * be watched. */
static BusWatch *bus_watch_new(BusWatchFunc func, gpointer data) {
  g_autofree char *path = desktop_bus_path();
  if (path == NULL)
    return NULL;
  g_autoptr(GFile) file = g_file_new_for_path(path);
  GFileMonitor *monitor = g_file_monitor_file(file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (monitor == NULL)
    return NULL;
  BusWatch *watch = g_new0(BusWatch, 1);
  *watch = (BusWatch){ .func = func, .data = data, .monitor = monitor };
  g_signal_connect(monitor, "changed", G_CALLBACK(on_changed), watch);
  if (g_file_test(path, G_FILE_TEST_EXISTS)) /* it has come since it was looked for */
    bus_watch_try(watch);
  return watch;
}

static void bus_watch_free(BusWatch *watch) {
  if (watch == NULL)
    return;
  g_clear_pointer(&watch->trial, g_source_destroy);
  g_signal_handlers_disconnect_by_data(watch->monitor, watch);
  g_object_unref(watch->monitor);
  g_free(watch);
}

/* --- the link --- */

/* Fails when there is no bus: one is never started. */
static GDBusConnection *connect_bus(GError **error) {
  if (!desktop_has_bus()) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("there is no session bus"));
    return NULL;
  }
  g_autoptr(GDBusConnection) connection = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, error);
  if (connection == NULL)
    return NULL;
  g_dbus_connection_set_exit_on_close(connection, FALSE); /* else the end of the session bus raises SIGTERM */
  if (g_dbus_connection_is_closed(connection)) {          /* GDBus gives the old one for as long as anybody holds it */
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("the session bus has ended"));
    return NULL;
  }
  return g_steal_pointer(&connection);
}

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
  link->connection = connect_bus(error);
  if (link->connection == NULL) {
    watch_bus(link);
    return FALSE;
  }
  link->closing = g_signal_connect(link->connection, "closed", G_CALLBACK(on_closed), link);
  link->name_watch = g_bus_watch_name_on_connection(link->connection, SERVER_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                    on_appeared, on_vanished, link, NULL);
  return TRUE;
}

/* --- questions --- */

static void server_identity(GVariant *reply, DesktopServerInfo *info) {
  g_variant_get(reply, "(ssss)", &info->name, &info->vendor, &info->version, NULL);
}

static void capabilities_answered(GObject *connection, GAsyncResult *result, gpointer data) {
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish(G_DBUS_CONNECTION(connection), result, &error);
  if (reply == NULL) {
    g_task_return_error(task, error);
    return;
  }
  DesktopServerInfo *info = g_task_get_task_data(task);
  g_variant_get(reply, "(^as)", &info->capabilities);
  g_task_return_boolean(task, TRUE);
}

static void identity_answered(GObject *object, GAsyncResult *result, gpointer data) {
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  GDBusConnection *connection = G_DBUS_CONNECTION(object);
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish(connection, result, &error);
  if (reply == NULL) {
    g_task_return_error(task, error);
    return;
  }
  server_identity(reply, g_task_get_task_data(task));
  g_dbus_connection_call(connection, SERVER_NAME, SERVER_PATH, SERVER_NAME, "GetCapabilities", NULL,
                         G_VARIANT_TYPE("(as)"), G_DBUS_CALL_FLAGS_NONE, G_MAXINT, g_task_get_cancellable(task),
                         capabilities_answered, g_object_ref(task));
}

static void info_free(gpointer data) {
  desktop_server_info_clear(data);
  g_free(data);
}

void server_ask(GDBusConnection *connection, GCancellable *cancellable, GAsyncReadyCallback func, gpointer data) {
  GTask *task = g_task_new(connection, cancellable, func, data);
  g_task_set_task_data(task, g_new0(DesktopServerInfo, 1), info_free);
  g_dbus_connection_call(connection, SERVER_NAME, SERVER_PATH, SERVER_NAME, "GetServerInformation", NULL,
                         G_VARIANT_TYPE("(ssss)"), G_DBUS_CALL_FLAGS_NONE, G_MAXINT, cancellable, identity_answered,
                         task);
}

gboolean server_ask_finish(GAsyncResult *result, DesktopServerInfo *info, GError **error) {
  GTask *task = G_TASK(result);
  if (!g_task_propagate_boolean(task, error))
    return FALSE;
  DesktopServerInfo *answer = g_task_get_task_data(task);
  *info = *answer;
  *answer = (DesktopServerInfo){ 0 };
  return TRUE;
}

gboolean server_query(int patience_milliseconds, DesktopServerInfo *info, GError **error) {
  g_autoptr(GDBusConnection) connection = connect_bus(error);
  if (connection == NULL)
    return FALSE;
  g_autoptr(GVariant) identity = g_dbus_connection_call_sync(
      connection, SERVER_NAME, SERVER_PATH, SERVER_NAME, "GetServerInformation", NULL, G_VARIANT_TYPE("(ssss)"),
      G_DBUS_CALL_FLAGS_NONE, patience_milliseconds / 2, NULL, error);
  if (identity == NULL)
    return FALSE;
  g_autoptr(GVariant) capabilities = g_dbus_connection_call_sync(
      connection, SERVER_NAME, SERVER_PATH, SERVER_NAME, "GetCapabilities", NULL, G_VARIANT_TYPE("(as)"),
      G_DBUS_CALL_FLAGS_NONE, patience_milliseconds / 2, NULL, error);
  if (capabilities == NULL)
    return FALSE;
  server_identity(identity, info);
  g_variant_get(capabilities, "(^as)", &info->capabilities);
  return TRUE;
}

void server_close(GDBusConnection *connection, guint32 id, int patience_milliseconds) {
  GVariant *arguments = g_variant_new("(u)", id);
  if (patience_milliseconds == 0) {
    g_dbus_connection_call(connection, SERVER_NAME, SERVER_PATH, SERVER_NAME, "CloseNotification", arguments, NULL,
                           G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
    return;
  }
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      connection, SERVER_NAME, SERVER_PATH, SERVER_NAME, "CloseNotification", arguments, NULL,
      G_DBUS_CALL_FLAGS_NO_AUTO_START, patience_milliseconds, NULL, NULL);
}
