/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Modules that load and those that do not. WINDDOWN_MODULES names the build's
 * own ones. */
#include "base/error.h"
#include "base/module.h"

#include <glib/gstdio.h>
#include <string.h>

/* Asserts that the module does not load, and that the message holds every one of `parts`. */
static void assert_refused(const ModuleInfo *info, const char *const *parts) {
  g_autoptr(GError) error = NULL;
  g_assert_null(module_load(info, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  for (gsize i = 0; parts[i]; i++) {
    if (!strstr(error->message, parts[i]))
      g_test_message("\"%s\" lacks \"%s\"", error->message, parts[i]);
    g_assert_nonnull(strstr(error->message, parts[i]));
  }
}

static void loads_once_and_stays(void) {
  static const ModuleInfo info = { .name = "desktop", .version = 1, .without = "no desktop", .package = "libnotify4" };
  g_autoptr(GError) error = NULL;
  gconstpointer first = module_load(&info, &error);
  g_assert_no_error(error);
  g_assert_nonnull(first);
  g_assert_true(module_load(&info, &error) == first);
}

static void other_version_is_refused(void) {
  static const ModuleInfo info = { .name = "desktop", .version = 2, .without = "no desktop", .package = "libnotify4" };
  assert_refused(&info, (const char *const[]){ "no desktop", "another version", NULL });
}

static void missing_file_names_what_is_missing(void) {
  static const ModuleInfo info = { .name = "no-such", .version = 1, .without = "no tea", .package = "libtea1" };
  assert_refused(&info, (const char *const[]){ "no tea", "no-such.so", "the package winddown", NULL });
}

/* As when its library is missing: the dynamic linker refuses the file. */
static void file_that_cannot_be_loaded_names_the_package(void) {
  static const ModuleInfo info = { .name = "broken", .version = 1, .without = "no tea", .package = "libtea1" };
  g_autofree char *folder = g_dir_make_tmp("winddown-module-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "broken.so", NULL);
  g_autofree char *before = g_strdup(g_getenv("WINDDOWN_MODULES"));
  g_assert_true(g_file_set_contents(path, "no library", -1, NULL));
  g_setenv("WINDDOWN_MODULES", folder, TRUE);
  assert_refused(&info, (const char *const[]){ "no tea", "libtea1", NULL });
  g_setenv("WINDDOWN_MODULES", before, TRUE);
  g_remove(path);
  g_rmdir(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/module/loads-once-and-stays", loads_once_and_stays);
  g_test_add_func("/module/other-version-is-refused", other_version_is_refused);
  g_test_add_func("/module/missing-file-names-what-is-missing", missing_file_names_what_is_missing);
  g_test_add_func("/module/file-that-cannot-be-loaded-names-the-package", file_that_cannot_be_loaded_names_the_package);
  return g_test_run();
}
