/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/json.h"
#include "fuzz/fuzz.h"

#include <glib.h>

/* Whatever the bytes are: values or a reason; and what was taken in comes out in a form that is taken in again, and
 * comes out the same. */
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Export) first = json_import(bytes ? (const char *) bytes : "", (gssize) size, &error);
  g_assert_cmpint(first == NULL, ==, error != NULL);
  if (error) {
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_true(*error->message != '\0');
    return 0;
  }
  g_autofree char *text = json_export(first), *rows = csv_export(first);
  g_autoptr(Export) second = json_import(text, -1, &error);
  g_assert_no_error(error);
  g_autofree char *again = json_export(second);
  g_assert_cmpstr(text, ==, again);
  g_assert_true(g_utf8_validate(rows, -1, NULL));
  return 0;
}
