/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backlight/backlight.h"

#include <glib/gstdio.h>

static void add(const char *folder, const char *name, const char *type, const char *brightness) {
  g_autofree char *device = g_build_filename(folder, name, NULL);
  g_autofree char *type_path = g_build_filename(device, "type", NULL);
  g_autofree char *brightness_path = g_build_filename(device, "brightness", NULL);
  g_assert_cmpint(g_mkdir(device, 0700), ==, 0);
  g_assert_true(g_file_set_contents(type_path, type, -1, NULL));
  g_assert_true(g_file_set_contents(brightness_path, brightness, -1, NULL));
}

static char *folder_new(void) {
  return g_dir_make_tmp("winddown-backlight-XXXXXX", NULL);
}

static void folder_free(char *folder) {
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  g_free(folder);
}

static void the_kernels_preference_decides(void) {
  char *folder = folder_new();
  add(folder, "intel_backlight", "raw\n", "900\n");
  add(folder, "amdgpu_bl0", "raw\n", "90\n");
  g_autoptr(Backlight) raw = backlight_open(folder, NULL);
  g_assert_cmpstr(backlight_name(raw), ==, "amdgpu_bl0");
  add(folder, "thinkpad_screen", "platform\n", "7\n");
  add(folder, "acpi_video0", "firmware\n", "15\n");
  g_autoptr(Backlight) firmware = backlight_open(folder, NULL);
  g_assert_cmpstr(backlight_name(firmware), ==, "acpi_video0");
  g_assert_cmpint(backlight_read(firmware), ==, 15);
  folder_free(folder);
}

static void one_can_be_asked_for_by_name(void) {
  char *folder = folder_new();
  add(folder, "intel_backlight", "raw\n", "900\n");
  add(folder, "acpi_video0", "firmware\n", "15\n");
  g_autoptr(Backlight) backlight = backlight_open(folder, "intel_backlight");
  g_assert_cmpint(backlight_read(backlight), ==, 900);
  g_assert_null(backlight_open(folder, "another"));
  folder_free(folder);
}

static void without_one_there_is_none(void) {
  char *folder = folder_new();
  g_assert_null(backlight_open(folder, NULL));
  g_assert_null(backlight_open("/nonexistent", NULL));
  add(folder, "broken", "raw\n", "bright\n");
  g_assert_null(backlight_open(folder, NULL));
  folder_free(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/backlight/the-kernels-preference-decides", the_kernels_preference_decides);
  g_test_add_func("/backlight/one-can-be-asked-for-by-name", one_can_be_asked_for_by_name);
  g_test_add_func("/backlight/without-one-there-is-none", without_one_there_is_none);
  return g_test_run();
}
