/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The module's interface, and what it does without a thread: one question to
 * the notification server, and the backlight through logind. */
#include "desktop/notices.h"
#include "desktop/server.h"

#define QUERY_MILLISECONDS 2000

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_SESSION "/org/freedesktop/login1/session/auto"
#define LOGIN_INTERFACE "org.freedesktop.login1.Session"
#define SUBSYSTEM "backlight"

static DesktopAnswer query(DesktopServerInfo *info, GError **error) {
  GError *cause = NULL;
  if (server_query(QUERY_MILLISECONDS, info, &cause))
    return DESKTOP_SERVER_ANSWERS;
  if (g_error_matches(cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)) {
    g_error_free(cause);
    return DESKTOP_SERVER_SILENT;
  }
  if (g_error_matches(cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN))
    g_clear_error(&cause);
  else
    g_propagate_error(error, cause);
  return DESKTOP_NO_SERVER;
}

/* --- the backlight --- */

/* One request that is under way. */
typedef struct {
  GVariant *arguments;
  DesktopDoneFunc func;
  gpointer data;
} Request;

static void request_end(Request *request, const GError *error) {
  request->func(error, request->data);
  g_variant_unref(request->arguments);
  g_free(request);
}

static void on_set(GObject *bus, GAsyncResult *result, gpointer data) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, &error);
  if (error)
    g_dbus_error_strip_remote_error(error);
  request_end(data, error);
}

static void on_connected(GObject *source, GAsyncResult *result, gpointer data) {
  Request *request = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish(result, &error);
  if (!bus) {
    request_end(request, error);
    return;
  }
  g_dbus_connection_set_exit_on_close(bus, FALSE);
  g_dbus_connection_call(bus, LOGIN_NAME, LOGIN_SESSION, LOGIN_INTERFACE, "SetBrightness", request->arguments, NULL,
                         G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, on_set, request);
}

static void set_light(const char *name, guint32 value, DesktopDoneFunc func, gpointer data) {
  Request *request = g_new(Request, 1);
  *request = (Request){
    .arguments = g_variant_ref_sink(g_variant_new("(ssu)", SUBSYSTEM, name, value)),
    .func = func,
    .data = data,
  };
  g_bus_get(G_BUS_TYPE_SYSTEM, NULL, on_connected, request);
}

static gboolean set_light_now(const char *name, guint32 value, int patience_milliseconds) {
  g_autoptr(GDBusConnection) bus = g_bus_get_sync(G_BUS_TYPE_SYSTEM, NULL, NULL);
  if (!bus)
    return FALSE;
  g_dbus_connection_set_exit_on_close(bus, FALSE);
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      bus, LOGIN_NAME, LOGIN_SESSION, LOGIN_INTERFACE, "SetBrightness", g_variant_new("(ssu)", SUBSYSTEM, name, value),
      NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, patience_milliseconds, NULL, NULL);
  return reply != NULL;
}

/* --- the interface --- */

gconstpointer winddown_module(void);

G_MODULE_EXPORT gconstpointer winddown_module(void) {
  static const DesktopModule module = {
    .version = DESKTOP_VERSION,
    .notifier_new = notices_new,
    .query = query,
    .set_light = set_light,
    .set_light_now = set_light_now,
  };
  return &module;
}
