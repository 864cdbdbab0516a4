/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger.h"

struct Ledger {
  GDBusConnection *bus;
  guint filter;
  GMutex lock; /* GDBus hands messages to a filter on a thread of its own */
  GPtrArray *entries;
};

static void entry_free(gpointer data) {
  Entry *entry = data;
  g_free(entry->summary);
  g_free(entry->body);
  g_free(entry);
}

static Entry *entry_of(GVariant *arguments) {
  Entry *entry = g_new0(Entry, 1);
  g_autoptr(GVariant) hints = NULL;
  gboolean is_silent = FALSE;
  g_variant_get(arguments, "(&su&sssas@a{sv}i)", NULL, &entry->replaces, NULL, &entry->summary, &entry->body, NULL,
                &hints, NULL);
  g_variant_lookup(hints, "suppress-sound", "b", &is_silent);
  entry->has_sound = !is_silent;
  return entry;
}

static GDBusMessage *on_message(GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer data) {
  Ledger *ledger = data;
  if (!incoming || g_strcmp0(g_dbus_message_get_member(message), "Notify") != 0)
    return message;
  GVariant *arguments = g_dbus_message_get_body(message);
  if (arguments != NULL && g_variant_is_of_type(arguments, G_VARIANT_TYPE("(susssasa{sv}i)"))) {
    g_mutex_lock(&ledger->lock);
    g_ptr_array_add(ledger->entries, entry_of(arguments));
    g_mutex_unlock(&ledger->lock);
  }
  g_object_unref(message); /* or it would be answered from here as well */
  return NULL;
}

GDBusConnection *ledger_connect(const char *address) {
  GError *error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync(
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error(error);
  return bus;
}

Ledger *ledger_new(const char *address) {
  static const char rule[] =
      "eavesdrop='true',type='method_call',interface='org.freedesktop.Notifications',member='Notify'";
  Ledger *ledger = g_new0(Ledger, 1);
  g_mutex_init(&ledger->lock);
  ledger->entries = g_ptr_array_new_with_free_func(entry_free);
  ledger->bus = ledger_connect(address);
  ledger->filter = g_dbus_connection_add_filter(ledger->bus, on_message, ledger, NULL);
  GError *error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      ledger->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch",
      g_variant_new("(s)", rule), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error(error);
  return ledger;
}

void ledger_free(Ledger *ledger) {
  g_dbus_connection_remove_filter(ledger->bus, ledger->filter);
  g_dbus_connection_close_sync(ledger->bus, NULL, NULL);
  g_object_unref(ledger->bus);
  g_ptr_array_unref(ledger->entries);
  g_mutex_clear(&ledger->lock);
  g_free(ledger);
}

guint ledger_count(Ledger *ledger) {
  g_mutex_lock(&ledger->lock);
  const guint count = ledger->entries->len;
  g_mutex_unlock(&ledger->lock);
  return count;
}

const Entry *ledger_entry(Ledger *ledger, guint index) {
  g_mutex_lock(&ledger->lock);
  g_assert_cmpuint(index, <, ledger->entries->len);
  const Entry *entry = g_ptr_array_index(ledger->entries, index);
  g_mutex_unlock(&ledger->lock);
  return entry;
}
