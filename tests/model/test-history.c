/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/history.h"
#include "model/night.h"

static char *id_of(int i) {
  return g_strdup_printf("step-%d", i);
}

static void every_step_within_the_limit_has_its_own_index(void) {
  g_autoptr(History) history = history_new();
  for (int i = 0; i < LIMIT_STEP_IDS; i++) {
    g_autofree char *id = id_of(i);
    g_assert_cmpuint(history_intern(history, id, NULL), ==, i);
  }
  g_assert_cmpuint(history_intern(history, "one-more", NULL), ==, HISTORY_NO_STEP);
  g_assert_cmpint(history_step(history, "one-more"), ==, -1);
  g_assert_cmpuint(history_intern(history, "step-65534", "The last"), ==, 65534);
  g_assert_cmpstr(g_ptr_array_index(history->titles, 65534), ==, "The last");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/history/every-step-within-the-limit-has-its-own-index",
                  every_step_within_the_limit_has_its_own_index);
  return g_test_run();
}
