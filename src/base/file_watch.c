/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A source on one inotify descriptor. For each link on the way to a file, and
 * for the file itself, the folder that it is in is watched, since what an
 * editor writes takes the file's place; where that folder is missing, the
 * nearest one above it that exists. After every event the way is looked up
 * anew. */
#include "base/file_watch.h"

#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* What one save does comes within this time. */
#define SETTLING_USEC (100 * G_TIME_SPAN_MILLISECOND)

/* As many as the kernel follows. */
#define MAX_LINKS 40

#define FILE_EVENTS                                                                                                    \
  (IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)
#define FOLDER_EVENTS (FILE_EVENTS | IN_MODIFY)

/* A name in a folder that is watched. */
typedef struct {
  char *folder;
  char *name; /* NULL: any */
  int id;     /* the kernel's, shared by all of one folder; -1: it could not be watched */
} Place;

struct FileWatch {
  GSource source; /* first: the watch is its own source */
  int inotify;    /* -1: the kernel has none to give */
  char *path;
  gboolean is_folder;
  GPtrArray *places; /* of Place */
  FileWatchFunc func;
  gpointer data;
};

static void place_free(gpointer data) {
  Place *place = data;
  g_free(place->folder);
  g_free(place->name);
  g_free(place);
}

/* --- where to look --- */

/* Adds the folder of `path` to `places`, or the nearest one above it that exists. */
static void add_place(GPtrArray *places, const char *path) {
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *folder = g_path_get_dirname(path);
  while (!g_file_test(folder, G_FILE_TEST_IS_DIR) && !g_str_equal(folder, G_DIR_SEPARATOR_S)) {
    g_free(name);
    name = g_path_get_basename(folder);
    char *above = g_path_get_dirname(folder);
    g_free(folder);
    folder = above;
  }
  Place *place = g_new(Place, 1);
  *place = (Place){ .folder = g_steal_pointer(&folder), .name = g_steal_pointer(&name), .id = -1 };
  g_ptr_array_add(places, place);
}

/* Returns the first link on the way to `path` (owned), be it a folder or the file; NULL: there is none. */
static char *first_link(const char *path) {
  for (const char *end = path; end;) {
    end = strchr(end + 1, G_DIR_SEPARATOR);
    g_autofree char *place = end ? g_strndup(path, (gsize) (end - path)) : g_strdup(path);
    if (g_file_test(place, G_FILE_TEST_IS_SYMLINK))
      return g_steal_pointer(&place);
  }
  return NULL;
}

static GPtrArray *places_of(const FileWatch *watch) {
  GPtrArray *places = g_ptr_array_new_with_free_func(place_free);
  g_autofree char *way = g_canonicalize_filename(watch->path, NULL);
  if (watch->is_folder) {
    Place *place = g_new(Place, 1);
    *place = (Place){ .folder = g_steal_pointer(&way), .id = -1 };
    g_ptr_array_add(places, place);
    return places;
  }
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
    add_place(places, link);
  }
  add_place(places, way);
  return places;
}

static gboolean is_same(const GPtrArray *places, const GPtrArray *others) {
  if (places->len != others->len)
    return FALSE;
  for (guint i = 0; i < places->len; i++) {
    const Place *place = g_ptr_array_index(places, i), *other = g_ptr_array_index(others, i);
    if (place->id < 0 || !g_str_equal(place->folder, other->folder) || g_strcmp0(place->name, other->name) != 0)
      return FALSE;
  }
  return TRUE;
}

/* Watches the places as they are now: a link may lead elsewhere, a folder may have come. */
static void follow(FileWatch *watch) {
  g_autoptr(GPtrArray) places = places_of(watch);
  if (is_same(places, watch->places) || watch->inotify < 0)
    return;
  for (guint i = 0; i < watch->places->len; i++) {
    const Place *place = g_ptr_array_index(watch->places, i);
    if (place->id >= 0)
      inotify_rm_watch(watch->inotify, place->id); /* fails for the second place of a folder */
  }
  for (guint i = 0; i < places->len; i++) {
    Place *place = g_ptr_array_index(places, i);
    place->id = inotify_add_watch(watch->inotify, place->folder,
                                  (watch->is_folder ? FOLDER_EVENTS : FILE_EVENTS) | IN_ONLYDIR);
  }
  g_ptr_array_unref(watch->places);
  watch->places = g_steal_pointer(&places);
}

/* --- events --- */

/* TRUE if the event is about one of the places, or may be: the kernel drops events when too many wait. */
static gboolean is_about(const FileWatch *watch, const struct inotify_event *event, const char *name) {
  if (event->mask & IN_Q_OVERFLOW)
    return TRUE;
  for (guint i = 0; i < watch->places->len; i++) {
    const Place *place = g_ptr_array_index(watch->places, i);
    const gboolean is_named = !place->name || event->len == 0 || g_str_equal(name, place->name);
    if (event->wd == place->id && is_named && !(event->mask & IN_IGNORED))
      return TRUE;
  }
  return FALSE;
}

static gboolean read_events(const FileWatch *watch) {
  char bytes[4096];
  gboolean is_changed = FALSE;
  ssize_t length;
  while ((length = read(watch->inotify, bytes, sizeof bytes)) > 0) {
    for (gsize at = 0; at + sizeof(struct inotify_event) <= (gsize) length;) {
      struct inotify_event event;
      memcpy(&event, bytes + at, sizeof event);
      at += sizeof event;
      is_changed |= is_about(watch, &event, bytes + at);
      at += event.len;
    }
  }
  return is_changed;
}

static gboolean watch_dispatch(GSource *source, G_GNUC_UNUSED GSourceFunc callback, G_GNUC_UNUSED gpointer data) {
  FileWatch *watch = (FileWatch *) source;
  const gint64 due = g_source_get_ready_time(source);
  if (read_events(watch)) {
    follow(watch);
    if (due < 0)
      g_source_set_ready_time(source, g_source_get_time(source) + SETTLING_USEC);
  }
  if (due >= 0 && due <= g_source_get_time(source)) {
    g_source_set_ready_time(source, -1);
    watch->func(watch->data);
  }
  return G_SOURCE_CONTINUE;
}

static void watch_finalize(GSource *source) {
  FileWatch *watch = (FileWatch *) source;
  if (watch->inotify >= 0)
    close(watch->inotify);
  g_ptr_array_unref(watch->places);
  g_free(watch->path);
}

static FileWatch *watch_new(const char *path, gboolean is_folder, FileWatchFunc func, gpointer data) {
  static GSourceFuncs funcs = { .dispatch = watch_dispatch, .finalize = watch_finalize };
  FileWatch *watch = (FileWatch *) g_source_new(&funcs, sizeof *watch);
  g_source_set_static_name(&watch->source, "file watch");
  watch->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  watch->path = g_strdup(path);
  watch->is_folder = is_folder;
  watch->places = g_ptr_array_new_with_free_func(place_free);
  watch->func = func;
  watch->data = data;
  follow(watch);
  if (watch->inotify >= 0)
    g_source_add_unix_fd(&watch->source, watch->inotify, G_IO_IN);
  g_source_attach(&watch->source, NULL);
  return watch;
}

FileWatch *file_watch_new(const char *path, FileWatchFunc func, gpointer data) {
  return watch_new(path, FALSE, func, data);
}

FileWatch *file_watch_new_folder(const char *folder, FileWatchFunc func, gpointer data) {
  return watch_new(folder, TRUE, func, data);
}

void file_watch_free(FileWatch *watch) {
  if (!watch)
    return;
  g_source_destroy(&watch->source);
  g_source_unref(&watch->source);
}
