/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/paths.h"

#define FOLDER "winddown"
#define CONFIG_NAME "winddown.cfg"
#define THEMES_NAME "themes"

Paths *paths_new(const char *config_file, const char *data_folder) {
  Paths *paths = g_new(Paths, 1);
  paths->config_file = config_file ? g_canonicalize_filename(config_file, NULL)
                                   : g_build_filename(g_get_user_config_dir(), FOLDER, CONFIG_NAME, NULL);
  g_autofree char *config_folder = g_path_get_dirname(paths->config_file);
  paths->themes_folder = g_build_filename(config_folder, THEMES_NAME, NULL);
  paths->data_folder = data_folder ? g_canonicalize_filename(data_folder, NULL)
                                   : g_build_filename(g_get_user_data_dir(), FOLDER, NULL);
  paths->state_folder = g_build_filename(g_get_user_state_dir(), FOLDER, NULL);
  return paths;
}

Paths *paths_new_within(const char *folder) {
  Paths *paths = g_new(Paths, 1);
  paths->config_file = g_build_filename(folder, CONFIG_NAME, NULL);
  paths->themes_folder = g_build_filename(folder, THEMES_NAME, NULL);
  paths->data_folder = g_build_filename(folder, "data", NULL);
  paths->state_folder = g_build_filename(folder, "state", NULL);
  return paths;
}

void paths_free(Paths *paths) {
  if (!paths)
    return;
  g_free(paths->config_file);
  g_free(paths->themes_folder);
  g_free(paths->data_folder);
  g_free(paths->state_folder);
  g_free(paths);
}
