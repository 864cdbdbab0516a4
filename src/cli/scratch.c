/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/scratch.h"

#include "base/error.h"

#include <ftw.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <sys/stat.h>

#define OPEN_FOLDERS 16

static gboolean copy_file(const char *from, const char *to, GError **error) {
  g_autofree char *content = NULL;
  gsize length = 0;
  return g_file_get_contents(from, &content, &length, error) &&
         g_file_set_contents(to, content, (gssize) length, error);
}

static void replace(char **text, const char *by) {
  g_free(*text);
  *text = g_strdup(by);
}

/* Own themes and, in a rehearsal, the record are read, never written, and so is a routine once it is there: they are
 * used where they are, and what is said of them names their place. */
static void read_in_place(const Paths *from, Paths *to) {
  replace(&to->themes_folder, from->themes_folder);
  replace(&to->data_folder, from->data_folder);
  if (g_file_test(from->config_file, G_FILE_TEST_EXISTS))
    replace(&to->config_file, from->config_file);
}

/* The small memory: a few files beside each other. */
static gboolean copy_files(const char *from, const char *to, GError **error) {
  g_autoptr(GDir) folder = g_dir_open(from, 0, NULL);
  if (!folder)
    return TRUE;
  g_mkdir_with_parents(to, S_IRWXU);
  for (const char *name = g_dir_read_name(folder); name; name = g_dir_read_name(folder)) {
    g_autofree char *source = g_build_filename(from, name, NULL);
    g_autofree char *target = g_build_filename(to, name, NULL);
    if (g_file_test(source, G_FILE_TEST_IS_REGULAR) && !copy_file(source, target, error))
      return FALSE;
  }
  return TRUE;
}

char *scratch_make(Paths *paths, gboolean copies, GError **error) {
  g_autofree char *folder = g_dir_make_tmp("winddown-XXXXXX", error);
  if (!folder)
    return NULL;
  g_autoptr(Paths) within = paths_new_within(folder);
  if (copies && !copy_files(paths->state_folder, within->state_folder, error)) {
    g_prefix_error(error, "%s", _("cannot make a scratch copy for the rehearsal: "));
    scratch_remove(folder);
    return NULL;
  }
  if (copies)
    read_in_place(paths, within);
  const Paths before = *paths;
  *paths = *within;
  *within = before;
  return g_steal_pointer(&folder);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk) {
  return remove(path);
}

void scratch_remove(const char *folder) {
  if (folder)
    (void) nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}
