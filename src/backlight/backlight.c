/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chooses a backlight as the kernel's documents prefer and reads it from the
 * kernel's files; what is set goes through logind, by the desktop module. */
#include "backlight/backlight.h"

#include "notify/desktop.h"

#include <string.h>

/* Shared by a backlight and its requests, which may outlive it. */
typedef struct {
  gboolean is_over;
} Life;

struct Backlight {
  char *name;
  char *path; /* of the file that holds its value */
  Life *life;
};

/* One request that is under way. */
typedef struct {
  Life *life;
  BacklightFunc func;
  gpointer data;
} Request;

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
  backlight->life = g_rc_box_new0(Life);
  return backlight_read(backlight) >= 0 ? g_steal_pointer(&backlight) : NULL;
}

void backlight_free(Backlight *backlight) {
  if (!backlight)
    return;
  backlight->life->is_over = TRUE;
  g_rc_box_release(backlight->life);
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

static void on_done(const GError *error, gpointer data) {
  Request *request = data;
  if (!request->life->is_over)
    request->func(error, request->data);
  g_rc_box_release(request->life);
  g_free(request);
}

void backlight_set(Backlight *backlight, guint32 value, BacklightFunc func, gpointer data) {
  g_autoptr(GError) error = NULL;
  const DesktopModule *desktop = desktop_load(&error);
  if (!desktop) {
    func(error, data);
    return;
  }
  Request *request = g_new(Request, 1);
  *request = (Request){ .life = g_rc_box_acquire(backlight->life), .func = func, .data = data };
  desktop->set_light(backlight->name, value, on_done, request);
}

gboolean backlight_set_now(const Backlight *backlight, guint32 value, int patience_milliseconds) {
  const DesktopModule *desktop = desktop_load(NULL);
  return desktop && desktop->set_light_now(backlight->name, value, patience_milliseconds);
}
