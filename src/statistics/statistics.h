/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interface of the module that computes distributions; it brings GSL. */
#pragma once

#include "base/module.h"

#define STATISTICS_VERSION 1

/* The value below which Student's t with `df` degrees of freedom lies with probability `p`. */
typedef double (*StatisticsQuantile)(double p, double df);

typedef struct {
  guint version;
  StatisticsQuantile t_quantile;
} StatisticsModule;

extern const ModuleInfo statistics_module;

/* Returns the module's t quantile, loading it; NULL when it cannot be loaded. */
StatisticsQuantile statistics_t_quantile(void);
