/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/library.h"

#include "base/error.h"

typedef struct {
  double (*cos)(double);
  double (*sin)(double);
} Mathematics;

#define MATHEMATICS "libm.so.6"

static void functions_come_into_their_places(void) {
  static const LibraryFunction functions[] = {
    { "sin", G_STRUCT_OFFSET(Mathematics, sin) },
    { "cos", G_STRUCT_OFFSET(Mathematics, cos) },
  };
  g_autoptr(GError) error = NULL;
  Mathematics mathematics = { 0 };
  g_assert_true(library_load(MATHEMATICS, functions, G_N_ELEMENTS(functions), &mathematics, &error));
  g_assert_no_error(error);
  g_assert_cmpfloat(mathematics.cos(0), ==, 1);
  g_assert_cmpfloat(mathematics.sin(0), ==, 0);
}

static void one_that_lacks_a_function_gives_none(void) {
  static const LibraryFunction functions[] = {
    { "cos", G_STRUCT_OFFSET(Mathematics, cos) },
    { "no_such_function", G_STRUCT_OFFSET(Mathematics, sin) },
  };
  g_autoptr(GError) error = NULL;
  Mathematics mathematics = { 0 };
  g_assert_false(library_load(MATHEMATICS, functions, G_N_ELEMENTS(functions), &mathematics, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_true(mathematics.cos == NULL);
}

static void one_that_is_not_there_is_named(void) {
  g_autoptr(GError) error = NULL;
  Mathematics mathematics = { 0 };
  g_assert_false(library_load("libno-such.so.1", NULL, 0, &mathematics, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_nonnull(g_strstr_len(error->message, -1, "libno-such.so.1"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/library/functions-come-into-their-places", functions_come_into_their_places);
  g_test_add_func("/library/one-that-lacks-a-function-gives-none", one_that_lacks_a_function_gives_none);
  g_test_add_func("/library/one-that-is-not-there-is-named", one_that_is_not_there_is_named);
  return g_test_run();
}
