/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/theme_file.h"
#include "fuzz/fuzz.h"

#include <glib/gstdio.h>

static char *folder_made(void) {
  static gsize made = 0;
  static char *folder = NULL;
  if (g_once_init_enter(&made)) {
    folder = g_dir_make_tmp("winddown-fuzz-XXXXXX", NULL);
    g_once_init_leave(&made, 1);
  }
  return folder;
}

/* Whatever the file holds: a theme exactly where there is no problem, and a reason for each. */
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size) {
  g_autofree char *path = g_build_filename(folder_made(), "fuzz.cfg", NULL);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify) problem_free);
  g_assert_true(g_file_set_contents_full(path, bytes ? (const char *) bytes : "", (gssize) size,
                                         G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  Theme *theme = theme_file_load("fuzz", folder_made(), problems);
  g_assert_cmpint(theme != NULL, ==, problems->len == 0);
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *told = problem_to_string(g_ptr_array_index(problems, i));
    g_assert_true(g_utf8_validate(told, -1, NULL));
  }
  theme_free(theme);
  g_assert_cmpint(g_remove(path), ==, 0);
  return 0;
}
