/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dunst.h"

#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define DUNST "org.dunstproject.cmd0"
#define CALL_MSEC 20000

GDBusConnection *dunst_connect(void) {
  GError *error = NULL;
  GDBusConnection *bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error(error);
  return bus;
}

static GVariant *call(GDBusConnection *bus, const char *interface, const char *method, GVariant *arguments) {
  GError *error = NULL;
  GVariant *reply = g_dbus_connection_call_sync(bus, SERVER, SERVER_PATH, interface, method, arguments, NULL,
                                                G_DBUS_CALL_FLAGS_NONE, CALL_MSEC, NULL, &error);
  g_assert_no_error(error);
  return reply;
}

static guint count(GDBusConnection *bus, const char *which) {
  g_autoptr(GVariant) reply = call(bus, "org.freedesktop.DBus.Properties", "Get", g_variant_new("(ss)", DUNST, which));
  g_autoptr(GVariant) value = NULL;
  g_variant_get(reply, "(v)", &value);
  return g_variant_get_uint32(value);
}

guint dunst_displayed(GDBusConnection *bus) {
  return count(bus, "displayedLength");
}

char *dunst_closed_text(GDBusConnection *bus, const char *key) {
  g_autoptr(GVariant) reply = call(bus, DUNST, "NotificationListHistory", NULL);
  g_autoptr(GVariant) list = g_variant_get_child_value(reply, 0);
  g_autoptr(GVariant) newest = g_variant_get_child_value(list, 0);
  char *text = NULL;
  g_assert_true(g_variant_lookup(newest, key, "s", &text));
  return text;
}

void dunst_pick(const char *label) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_new(G_SUBPROCESS_FLAGS_NONE, &error, "pick", label, NULL);
  g_assert_no_error(error);
  g_assert_true(g_subprocess_wait_check(process, NULL, NULL));
}
