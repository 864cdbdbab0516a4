/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "statistics/statistics.h"

#include <glib/gi18n.h>

const ModuleInfo statistics_module = {
  .name = "statistics",
  .version = STATISTICS_VERSION,
  .without = N_("no likely range in a comparison"),
  .package = GSL_PACKAGE,
};

StatisticsQuantile statistics_t_quantile(void) {
  const StatisticsModule *module = module_load(&statistics_module, NULL);
  return module ? module->t_quantile : NULL;
}
