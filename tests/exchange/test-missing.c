/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exchange where the module that reads is not installed. */
#include "base/error.h"
#include "exchange/json.h"

#include <string.h>

static void import_is_refused_with_the_package(void) {
  g_autoptr(Export) written = export_new();
  g_autofree char *text = json_export(written);
  g_autoptr(GError) error = NULL;
  g_assert_null(json_import(text, -1, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_nonnull(strstr(error->message, "exchange.so"));
  g_assert_nonnull(strstr(error->message, "winddown"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_setenv("WINDDOWN_MODULES", "/nonexistent", TRUE);
  g_test_add_func("/exchange-missing/import-is-refused-with-the-package", import_is_refused_with_the_package);
  return g_test_run();
}
