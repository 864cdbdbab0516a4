/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock/zone.h"

#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define ZONES_FOLDER "/zoneinfo/"

GTimeZone *zone_named(const char *name) {
  /* GLib would read "5" and "23:00" as offsets. */
  return g_ascii_isdigit(*name) ? NULL : g_time_zone_new_identifier(name);
}

/* A zone made from /etc/localtime is kept by GLib under that name as long as anyone holds it, whatever
 * the link says by then. Made under the name that the link leads to, it is always the right one. */
static GTimeZone *zone_at(const char *path) {
  g_autofree char *target = g_file_read_link(path, NULL);
  const char *folder = target ? strstr(target, ZONES_FOLDER) : NULL;
  GTimeZone *zone = folder ? g_time_zone_new_identifier(folder + strlen(ZONES_FOLDER)) : NULL;

  return zone ? zone : g_time_zone_new_identifier(path);
}

GTimeZone *zone_local(const char *tz_variable, const char *path) {
  GTimeZone *zone = tz_variable ? g_time_zone_new_identifier(tz_variable) : zone_at(path);

  return zone ? zone : g_time_zone_new_utc();
}

/* Not a GFileMonitor: that would load GIO's modules and start a thread before the first frame, for
 * something that happens a few times a year. The folder is watched because the link is replaced. */
int zone_watch_open(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  const int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

  if (watch >= 0 && inotify_add_watch(watch, folder, IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR) < 0) {
    close(watch);
    return -1;
  }
  return watch;
}

static gboolean names_file(const char *events, gsize length, const char *file) {
  gboolean is_named = FALSE;

  for (gsize at = 0; at + sizeof(struct inotify_event) <= length;) {
    struct inotify_event event;

    memcpy(&event, events + at, sizeof event);
    at += sizeof event;
    is_named |= event.len > 0 && g_str_equal(events + at, file);
    at += event.len;
  }
  return is_named;
}

gboolean zone_watch_read(int watch, const char *path) {
  g_autofree char *file = g_path_get_basename(path);
  char events[4096];
  gboolean is_changed = FALSE;
  ssize_t length;

  while ((length = read(watch, events, sizeof events)) > 0)
    is_changed |= names_file(events, (gsize) length, file);
  return is_changed;
}
