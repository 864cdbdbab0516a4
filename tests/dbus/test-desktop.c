/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop notifier against a real notification server. Run by
 * tests/support/with-desktop. */
#include "listener.h"

#include <signal.h>

static const NoticeButton three_buttons[] = { { "done", "Done" }, { "snooze", "Snooze" }, { "skip", "Skip" } };

typedef struct {
  Listener *listener;
  Notifier *notifier;
  GDBusConnection *bus; /* of its own: libnotify's is left alone */
} Desktop;

static GDBusConnection *connect_apart(void) {
  const char *address = g_getenv("DBUS_SESSION_BUS_ADDRESS");
  GError *error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync(
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error(error);
  return bus;
}

static guint dunst_displayed(Desktop *desktop) {
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      desktop->bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
      "org.freedesktop.DBus.Properties", "Get", g_variant_new("(ss)", "org.dunstproject.cmd0", "displayedLength"),
      G_VARIANT_TYPE("(v)"), G_DBUS_CALL_FLAGS_NONE, 10000, NULL, NULL);
  g_assert_nonnull(reply);
  g_autoptr(GVariant) value = NULL;
  g_variant_get(reply, "(v)", &value);
  return g_variant_get_uint32(value);
}

static gboolean shows_none(gpointer data) {
  return dunst_displayed(data) == 0;
}

static void desktop_up(Desktop *desktop, gconstpointer data) {
  desktop->bus = connect_apart();
  desktop->listener = listener_new();
  desktop->notifier = notify_desktop_new(listener_hear, desktop->listener);
}

static void desktop_down(Desktop *desktop, gconstpointer data) {
  notifier_free(desktop->notifier);
  g_assert_true(listener_await(shows_none, desktop));
  listener_free(desktop->listener);
  g_object_unref(desktop->bus);
}

static Notice notice(guint64 token, const char *summary) {
  Notice value = { .token = token, .summary = summary, .body = "22:00", .body_no_buttons = "22:00, space" };
  value.n_buttons = G_N_ELEMENTS(three_buttons);
  memcpy(value.buttons, three_buttons, sizeof three_buttons);
  return value;
}

static void show(Desktop *desktop, guint64 token, const char *summary) {
  const Notice value = notice(token, summary);
  notifier_show(desktop->notifier, &value);
}

static void test_shown(Desktop *desktop, gconstpointer data) {
  show(desktop, 1, "Dim the lights");
  const Heard *heard = listener_expect(desktop->listener, NOTICE_SHOWN, 1);
  g_assert_cmpuint(heard->server_id, !=, 0);
  g_assert_nonnull(heard->server);
  g_assert_cmpuint(dunst_displayed(desktop), ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add("/desktop/shown", Desktop, NULL, desktop_up, test_shown, desktop_down);
  return g_test_run();
}
