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

static void order_renumbers_steps_and_their_marks(void) {
  static const char *const order[] = { "tea", "missing", "dim", NULL };
  g_autoptr(History) history = history_new();
  const HistoryNight night = { .night = 1 };
  history_append(history, &night);
  for (guint i = 0; i < 4; i++) {
    static const char *const ids[] = { "zest", "dim", "apple", "tea" };
    const HistoryMark mark = { .step = history_intern(history, ids[i], NULL), .mark = (guint8) i };
    history_append_mark(history, &mark);
  }
  history_order(history, order);
  static const char *const expected[] = { "tea", "dim", "apple", "zest" };
  static const guint8 marks[] = { 3, 1, 2, 0 };
  for (guint16 i = 0; i < G_N_ELEMENTS(expected); i++) {
    g_assert_cmpstr(g_ptr_array_index(history->step_ids, i), ==, expected[i]);
    g_assert_cmpstr(g_ptr_array_index(history->titles, i), ==, expected[i]);
    g_assert_cmpint(history_step(history, expected[i]), ==, i);
    g_assert_cmpint(history_find(history, history_night(history, 0), i)->mark, ==, marks[i]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/history/every-step-within-the-limit-has-its-own-index",
                  every_step_within_the_limit_has_its_own_index);
  g_test_add_func("/history/order-renumbers-steps-and-their-marks", order_renumbers_steps_and_their_marks);
  return g_test_run();
}
