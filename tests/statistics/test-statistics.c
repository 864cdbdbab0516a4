/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "statistics/statistics.h"

#include <math.h>

static void quantile_is_that_of_the_tables(void) {
  const StatisticsQuantile t_quantile = statistics_t_quantile();
  g_assert_nonnull(t_quantile);
  g_assert_cmpfloat_with_epsilon(t_quantile(0.975, 10), 2.228139, 1e-6);
  g_assert_cmpfloat_with_epsilon(t_quantile(0.5, 3), 0, 1e-12);
}

static void missing_module_has_no_quantile(void) {
  g_setenv("WINDDOWN_MODULES", "/nonexistent", TRUE);
  g_assert_true(statistics_t_quantile() == NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/statistics/quantile-is-that-of-the-tables", quantile_is_that_of_the_tables);
  g_test_add_func("/statistics/missing-module-has-no-quantile", missing_module_has_no_quantile);
  return g_test_run();
}
