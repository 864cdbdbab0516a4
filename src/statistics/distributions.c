/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "statistics/statistics.h"

#include <gmodule.h>
#include <gsl/gsl_cdf.h>

gconstpointer winddown_module(void);

G_MODULE_EXPORT gconstpointer winddown_module(void) {
  static const StatisticsModule module = { .version = STATISTICS_VERSION, .t_quantile = gsl_cdf_tdist_Pinv };
  return &module;
}
