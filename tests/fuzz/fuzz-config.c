/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/config.h"
#include "fuzz/fuzz.h"

#include <glib.h>

/* Whatever the bytes are: an answer, values exactly when there is no problem, and a place and a reason for each. */
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size) {
  g_autofree char *text = g_strndup(bytes ? (const char *) bytes : "", size);
  g_autoptr(Config) config = config_parse(text, "fuzz.cfg");
  int line = 0;
  g_assert_nonnull(config);
  g_assert_cmpint(config_has_problem(config), ==, config->routine == NULL);
  g_assert_cmpint(config->routine == NULL, ==, config->settings == NULL);
  for (guint i = 0; i < config->problems->len; i++) {
    const Problem *const problem = g_ptr_array_index(config->problems, i);
    g_autofree char *told = problem_to_string(problem);
    g_assert_true(g_utf8_validate(told, -1, NULL));
    g_assert_cmpint(problem->line, >=, line);
    g_assert_true(*problem->reason != '\0');
    line = problem->line;
  }
  return 0;
}
