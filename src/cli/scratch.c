/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/scratch.h"

#include "base/error.h"
#include "store/store.h"

#include <ftw.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <sys/stat.h>

#define OPEN_FOLDERS 16

static gboolean copy_file(const char *from, const char *to, GError **error) {
  g_autoptr(GFile) source = g_file_new_for_path(from);
  g_autoptr(GFile) target = g_file_new_for_path(to);
  if (!g_file_test(from, G_FILE_TEST_EXISTS))
    return TRUE;
  return g_file_copy(source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error);
}

/* Own themes are read, never written: a link serves. */
static void link_themes(const Paths *paths, const char *to) {
  g_autoptr(GFile) link = g_file_new_for_path(to);
  if (g_file_test(paths->themes_folder, G_FILE_TEST_IS_DIR))
    g_file_make_symbolic_link(link, paths->themes_folder, NULL, NULL);
}

static void replace(char **place, const char *with) {
  g_free(*place);
  *place = g_strdup(with);
}

char *scratch_make(Paths *paths, GError **error) {
  g_autofree char *folder = g_dir_make_tmp("winddown-XXXXXX", error);
  if (!folder)
    return NULL;
  g_autofree char *config = g_build_filename(folder, "winddown.cfg", NULL);
  g_autofree char *themes = g_build_filename(folder, "themes", NULL);
  g_autofree char *data = g_build_filename(folder, "data", NULL);
  g_autofree char *state = g_build_filename(folder, "state", NULL);
  link_themes(paths, themes);
  if (!copy_file(paths->config_file, config, error) || !store_copy(paths->data_folder, data, error)) {
    g_prefix_error(error, "%s", _("cannot make a scratch copy for the rehearsal: "));
    scratch_remove(folder);
    return NULL;
  }
  replace(&paths->config_file, config);
  replace(&paths->themes_folder, themes);
  replace(&paths->data_folder, data);
  replace(&paths->state_folder, state);
  return g_steal_pointer(&folder);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk) {
  return remove(path);
}

void scratch_remove(const char *folder) {
  if (folder)
    (void) nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}
