/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backlight/backlight.h"

#include <gio/gio.h>

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_SESSION "/org/freedesktop/login1/session/auto"
#define LOGIN_INTERFACE "org.freedesktop.login1.Session"
#define SUBSYSTEM "backlight"

struct Backlight {
  char *name;
  char *path; /* of the file that holds its value */
  GCancellable *over;
};

/* One wish that is under way. */
typedef struct {
  GVariant *arguments;
  GCancellable *over;
  BacklightFunc func;
  gpointer data;
} Wish;

/* How much the kernel's documents prefer a kind of interface (ABI/stable/sysfs-class-backlight). */
static int rank_of(const char *class_folder, const char *name) {
  static const char *const kinds[] = { "raw", "platform", "firmware" };
  g_autofree char *path = g_build_filename(class_folder, name, "type", NULL);
  g_autofree char *kind = NULL;
  if (!g_file_get_contents(path, &kind, NULL, NULL))
    return 0;
  g_strstrip(kind);
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (g_str_equal(kinds[i], kind))
      return (int) i + 1;
  }
  return 0;
}

/* The best of them (owned), the first by name among equals; NULL: none. */
static char *best_in(const char *class_folder) {
  g_autoptr(GDir) folder = g_dir_open(class_folder, 0, NULL);
  g_autofree char *best = NULL;
  const char *name;
  int best_rank = -1;
  while (folder && (name = g_dir_read_name(folder))) {
    const int rank = rank_of(class_folder, name);
    if (rank < best_rank || (rank == best_rank && strcmp(name, best) > 0))
      continue;
    best_rank = rank;
    g_free(best);
    best = g_strdup(name);
  }
  return g_steal_pointer(&best);
}

Backlight *backlight_open(const char *class_folder, const char *name) {
  g_autofree char *found = name ? g_strdup(name) : best_in(class_folder);
  if (!found)
    return NULL;
  g_autoptr(Backlight) backlight = g_new0(Backlight, 1);
  backlight->path = g_build_filename(class_folder, found, "brightness", NULL);
  backlight->name = g_steal_pointer(&found);
  backlight->over = g_cancellable_new();
  return backlight_read(backlight) >= 0 ? g_steal_pointer(&backlight) : NULL;
}

void backlight_free(Backlight *backlight) {
  if (!backlight)
    return;
  g_cancellable_cancel(backlight->over);
  g_object_unref(backlight->over);
  g_free(backlight->name);
  g_free(backlight->path);
  g_free(backlight);
}

const char *backlight_name(const Backlight *backlight) {
  return backlight->name;
}

gint64 backlight_read(const Backlight *backlight) {
  g_autofree char *text = NULL;
  guint64 value = 0;
  if (!g_file_get_contents(backlight->path, &text, NULL, NULL) ||
      !g_ascii_string_to_unsigned(g_strstrip(text), 10, 0, G_MAXUINT32, &value, NULL))
    return -1;
  return (gint64) value;
}

static GVariant *arguments_for(const Backlight *backlight, guint32 value) {
  return g_variant_new("(ssu)", SUBSYSTEM, backlight->name, value);
}

static void wish_end(Wish *wish, const GError *error) {
  if (!g_cancellable_is_cancelled(wish->over))
    wish->func(error, wish->data);
  g_object_unref(wish->over);
  g_variant_unref(wish->arguments);
  g_free(wish);
}

static void on_set(GObject *bus, GAsyncResult *result, gpointer data) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, &error);
  if (error)
    g_dbus_error_strip_remote_error(error);
  wish_end(data, error);
}

static void on_connected(GObject *source, GAsyncResult *result, gpointer data) {
  Wish *wish = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish(result, &error);
  if (!bus) {
    wish_end(wish, error);
    return;
  }
  g_dbus_connection_set_exit_on_close(bus, FALSE);
  g_dbus_connection_call(bus, LOGIN_NAME, LOGIN_SESSION, LOGIN_INTERFACE, "SetBrightness", wish->arguments, NULL,
                         G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, wish->over, on_set, wish);
}

void backlight_set(Backlight *backlight, guint32 value, BacklightFunc func, gpointer data) {
  Wish *wish = g_new(Wish, 1);
  *wish = (Wish){
    .arguments = g_variant_ref_sink(arguments_for(backlight, value)),
    .over = g_object_ref(backlight->over),
    .func = func,
    .data = data,
  };
  g_bus_get(G_BUS_TYPE_SYSTEM, wish->over, on_connected, wish);
}

gboolean backlight_set_now(const Backlight *backlight, guint32 value, int patience_milliseconds) {
  g_autoptr(GDBusConnection) bus = g_bus_get_sync(G_BUS_TYPE_SYSTEM, NULL, NULL);
  if (!bus)
    return FALSE;
  g_dbus_connection_set_exit_on_close(bus, FALSE);
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      bus, LOGIN_NAME, LOGIN_SESSION, LOGIN_INTERFACE, "SetBrightness", arguments_for(backlight, value), NULL,
      G_DBUS_CALL_FLAGS_NO_AUTO_START, patience_milliseconds, NULL, NULL);
  return reply != NULL;
}
