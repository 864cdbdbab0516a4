/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/config.h"

#include <glib.h>

static void test_shipped_is_sound(void) {
  g_autoptr(Config) config = config_load_shipped();
  for (guint i = 0; i < config->problems->len; i++) {
    g_autofree char *text = problem_to_string(g_ptr_array_index(config->problems, i));
    g_test_message("%s", text);
  }
  g_assert_false(config_has_problem(config));
  g_assert_cmpuint(config->problems->len, ==, 1);
  g_assert_cmpuint(config->routine->steps->len, ==, 13);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/config/shipped-routine-is-sound", test_shipped_is_sound);
  return g_test_run();
}
