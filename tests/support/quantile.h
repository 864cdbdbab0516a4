/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The t quantile for tests of pure rooms, from the module. */
#pragma once

#include "statistics/statistics.h"

static inline StatisticsQuantile quantile(void) {
  static const ModuleInfo info = { .name = "statistics", .version = STATISTICS_VERSION, .without = "", .package = "" };
  const StatisticsModule *module = module_load(&info, NULL);
  g_assert_nonnull(module);
  return module->t_quantile;
}
