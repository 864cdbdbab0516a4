/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/daemon.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAEMON_PATH "/org/freedesktop/Notifications"

/* "unix:path=/run/user/1000/bus,guid=…" */
static char *path_in(const char *address) {
  static const char prefix[] = "unix:path=";
  if (!g_str_has_prefix(address, prefix))
    return NULL;
  const char *path = address + strlen(prefix);
  return g_uri_unescape_segment(path, path + strcspn(path, ",;"), NULL);
}

static char *usual_path(void) {
  const char *folder = g_getenv("XDG_RUNTIME_DIR");
  return folder == NULL || *folder == '\0' ? NULL : g_build_filename(folder, "bus", NULL);
}

static const char *bus_address(void) {
  const char *address = g_getenv("DBUS_SESSION_BUS_ADDRESS");
  return address != NULL && *address != '\0' ? address : NULL;
}

char *daemon_bus_path(void) {
  const char *address = bus_address();
  return address != NULL ? path_in(address) : usual_path();
}

static gboolean is_socket(const char *path, gboolean of_own) {
  GStatBuf status;
  return g_stat(path, &status) == 0 && S_ISSOCK(status.st_mode) && (!of_own || status.st_uid == geteuid());
}

/* GDBus looks in the same two places, and then starts a bus of its own where DISPLAY is set. */
gboolean daemon_has_bus(void) {
  const char *address = bus_address();
  g_autofree char *path = daemon_bus_path();
  if (path != NULL)
    return is_socket(path, address == NULL);
  return address != NULL && strstr(address, "autolaunch:") == NULL;
}

GDBusConnection *daemon_connect(GError **error) {
  if (!daemon_has_bus()) {
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

static void server_identity(GVariant *reply, NotifyServerInfo *info) {
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
  NotifyServerInfo *info = g_task_get_task_data(task);
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
  g_dbus_connection_call(connection, DAEMON_NAME, DAEMON_PATH, DAEMON_NAME, "GetCapabilities", NULL,
                         G_VARIANT_TYPE("(as)"), G_DBUS_CALL_FLAGS_NONE, G_MAXINT, g_task_get_cancellable(task),
                         capabilities_answered, g_object_ref(task));
}

static void info_free(gpointer data) {
  notify_server_info_clear(data);
  g_free(data);
}

void daemon_ask(GDBusConnection *connection, GCancellable *cancellable, GAsyncReadyCallback func, gpointer data) {
  GTask *task = g_task_new(connection, cancellable, func, data);
  g_task_set_task_data(task, g_new0(NotifyServerInfo, 1), info_free);
  g_dbus_connection_call(connection, DAEMON_NAME, DAEMON_PATH, DAEMON_NAME, "GetServerInformation", NULL,
                         G_VARIANT_TYPE("(ssss)"), G_DBUS_CALL_FLAGS_NONE, G_MAXINT, cancellable, identity_answered,
                         task);
}

gboolean daemon_ask_finish(GAsyncResult *result, NotifyServerInfo *info, GError **error) {
  GTask *task = G_TASK(result);
  if (!g_task_propagate_boolean(task, error))
    return FALSE;
  NotifyServerInfo *answer = g_task_get_task_data(task);
  *info = *answer;
  *answer = (NotifyServerInfo){ 0 };
  return TRUE;
}

gboolean daemon_query(GDBusConnection *connection, int patience_milliseconds, NotifyServerInfo *info, GError **error) {
  g_autoptr(GVariant) identity = g_dbus_connection_call_sync(
      connection, DAEMON_NAME, DAEMON_PATH, DAEMON_NAME, "GetServerInformation", NULL, G_VARIANT_TYPE("(ssss)"),
      G_DBUS_CALL_FLAGS_NONE, patience_milliseconds / 2, NULL, error);
  if (identity == NULL)
    return FALSE;
  g_autoptr(GVariant) capabilities = g_dbus_connection_call_sync(
      connection, DAEMON_NAME, DAEMON_PATH, DAEMON_NAME, "GetCapabilities", NULL, G_VARIANT_TYPE("(as)"),
      G_DBUS_CALL_FLAGS_NONE, patience_milliseconds / 2, NULL, error);
  if (capabilities == NULL)
    return FALSE;
  server_identity(identity, info);
  g_variant_get(capabilities, "(^as)", &info->capabilities);
  return TRUE;
}

void daemon_close(GDBusConnection *connection, guint32 id, int patience_milliseconds) {
  GVariant *arguments = g_variant_new("(u)", id);
  if (patience_milliseconds == 0) {
    g_dbus_connection_call(connection, DAEMON_NAME, DAEMON_PATH, DAEMON_NAME, "CloseNotification", arguments, NULL,
                           G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
    return;
  }
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      connection, DAEMON_NAME, DAEMON_PATH, DAEMON_NAME, "CloseNotification", arguments, NULL,
      G_DBUS_CALL_FLAGS_NO_AUTO_START, patience_milliseconds, NULL, NULL);
}
