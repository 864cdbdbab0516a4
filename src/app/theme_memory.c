/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/theme_memory.h"

#include <sys/stat.h>

#define FILE_NAME "theme"
#define GROUP "theme"

static char *path_in(const char *state_folder) {
  return g_build_filename(state_folder, FILE_NAME, NULL);
}

char *theme_memory_load(const char *state_folder, const char *configured) {
  g_autofree char *path = path_in(state_folder);
  g_autoptr(GKeyFile) file = g_key_file_new();
  if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  g_autofree char *then = g_key_file_get_string(file, GROUP, "configured", NULL);
  return g_strcmp0(then, configured) == 0 ? g_key_file_get_string(file, GROUP, "chosen", NULL) : NULL;
}

void theme_memory_save(const char *state_folder, const char *configured, const char *chosen) {
  g_autofree char *path = path_in(state_folder);
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_key_file_set_string(file, GROUP, "configured", configured);
  g_key_file_set_string(file, GROUP, "chosen", chosen);
  g_mkdir_with_parents(state_folder, S_IRWXU);
  (void) g_key_file_save_to_file(file, path, NULL);
}
