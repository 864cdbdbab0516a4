/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/file_watch.h"

#include <gio/gio.h>
#include <string.h>

#define RATE_MS 200

/* As many as the kernel follows. */
#define MAX_LINKS 40

struct FileWatch {
  char *path;
  GPtrArray *places;   /* of char *: the links on the way, then the file */
  GPtrArray *monitors; /* of GFileMonitor, of each place that could be watched */
  FileWatchFunc func;
  gpointer data;
};

/* The first link on the way to `path` (owned), be it a folder or the file; NULL: there is none. */
static char *first_link(const char *path) {
  for (const char *end = path; end;) {
    end = strchr(end + 1, G_DIR_SEPARATOR);
    g_autofree char *place = end ? g_strndup(path, (gsize) (end - path)) : g_strdup(path);
    if (g_file_test(place, G_FILE_TEST_IS_SYMLINK))
      return g_steal_pointer(&place);
  }
  return NULL;
}

static GPtrArray *places_of(const char *path) {
  GPtrArray *places = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *way = g_canonicalize_filename(path, NULL);
  for (guint i = 0; i < MAX_LINKS; i++) {
    g_autofree char *link = first_link(way);
    g_autofree char *target = link ? g_file_read_link(link, NULL) : NULL;
    if (!target)
      break;
    g_autofree char *folder = g_path_get_dirname(link); /* without a link in it: this was the first */
    g_autofree char *there = g_canonicalize_filename(target, folder);
    char *further = g_strconcat(there, way + strlen(link), NULL);
    g_free(way);
    way = further;
    g_ptr_array_add(places, g_steal_pointer(&link));
  }
  g_ptr_array_add(places, g_steal_pointer(&way));
  return places;
}

static gboolean is_same(const GPtrArray *places, const GPtrArray *others) {
  if (!places || places->len != others->len)
    return FALSE;
  for (guint i = 0; i < places->len; i++) {
    if (!g_str_equal(g_ptr_array_index(places, i), g_ptr_array_index(others, i)))
      return FALSE;
  }
  return TRUE;
}

static void follow(FileWatch *watch);

static void on_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data) {
  FileWatch *watch = data;
  if (event == G_FILE_MONITOR_EVENT_CHANGED)
    return; /* a write is under way: its end comes as CHANGES_DONE_HINT */
  follow(watch);
  watch->func(watch->data);
}

static void add_monitor(FileWatch *watch, const char *place) {
  g_autoptr(GFile) file = g_file_new_for_path(place);
  GFileMonitor *monitor = g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (!monitor)
    return;
  g_file_monitor_set_rate_limit(monitor, RATE_MS);
  g_signal_connect(monitor, "changed", G_CALLBACK(on_changed), watch);
  g_ptr_array_add(watch->monitors, monitor);
}

/* A link may lead elsewhere now. */
static void follow(FileWatch *watch) {
  g_autoptr(GPtrArray) places = places_of(watch->path);
  if (is_same(watch->places, places))
    return;
  g_clear_pointer(&watch->places, g_ptr_array_unref);
  watch->places = g_steal_pointer(&places);
  g_ptr_array_set_size(watch->monitors, 0);
  for (guint i = 0; i < watch->places->len; i++)
    add_monitor(watch, g_ptr_array_index(watch->places, i));
}

FileWatch *file_watch_new(const char *path, FileWatchFunc func, gpointer data) {
  FileWatch *watch = g_new(FileWatch, 1);
  *watch = (FileWatch){
    .path = g_strdup(path),
    .monitors = g_ptr_array_new_with_free_func(g_object_unref),
    .func = func,
    .data = data,
  };
  follow(watch);
  return watch;
}

void file_watch_free(FileWatch *watch) {
  if (!watch)
    return;
  for (guint i = 0; i < watch->monitors->len; i++)
    g_signal_handlers_disconnect_by_data(g_ptr_array_index(watch->monitors, i), watch);
  g_ptr_array_unref(watch->monitors);
  g_ptr_array_unref(watch->places);
  g_free(watch->path);
  g_free(watch);
}
