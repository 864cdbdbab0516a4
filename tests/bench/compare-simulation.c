/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often the comparison finds an effect where there is none. Ratings 1..5
 * are a rounded AR(1) series that knows nothing of the step; a false effect is
 * a 95 % interval that excludes 0. The seed is fixed: the table is the same on
 * every run. It ends with 1 when a share is above what is promised. */
#include "review/compare.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

#define RUNS 20000
#define SEED 20261124
#define PROMISED 0.09
#define MEAN 3.4
#define SPREAD 0.9

typedef struct {
  const char *name;
  int n_without, n_with;
  gboolean scattered;
} Layout;

static const Layout layouts[] = {
  { "scattered 14/14", 14, 14, TRUE },
  { "14 -> 21 nights", 14, 21, FALSE },
};

static const double memories[] = { 0, 0.3, 0.5 };

static void lay_out(gsl_rng *random, const Layout *layout, CompareRow *rows, int n) {
  int sides[64];
  for (int i = 0; i < n; i++)
    sides[i] = i >= layout->n_without;
  if (layout->scattered)
    gsl_ran_shuffle(random, sides, (size_t) n, sizeof sides[0]);
  for (int i = 0; i < n; i++)
    rows[i] = (CompareRow){ .day = i, .with = sides[i] };
}

static void rate(gsl_rng *random, double phi, CompareRow *rows, int n) {
  double state = gsl_ran_ugaussian(random);
  for (int i = 0; i < n; i++) {
    rows[i].rating = CLAMP(round(MEAN + SPREAD * state), 1, 5);
    state = phi * state + sqrt(1 - phi * phi) * gsl_ran_ugaussian(random);
  }
}

static double false_share(gsl_rng *random, const Layout *layout, double phi) {
  const int n = layout->n_with + layout->n_without;
  CompareRow rows[64];
  int found = 0;
  for (int run = 0; run < RUNS; run++) {
    lay_out(random, layout, rows, n);
    rate(random, phi, rows, n);
    const Comparison comparison = compare_rows(rows, (gsize) n, compare_confidence(1));
    found += comparison.has_interval && (comparison.low > 0 || comparison.high < 0);
  }
  return (double) found / RUNS;
}

int main(void) {
  gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(random, SEED);
  int status = EXIT_SUCCESS;
  g_print("false effects in %d records, 5 %% intervals\n%-18s", RUNS, "");
  for (gsize i = 0; i < G_N_ELEMENTS(memories); i++)
    g_print("  phi %.1f", memories[i]);
  for (gsize i = 0; i < G_N_ELEMENTS(layouts); i++) {
    g_print("\n%-18s", layouts[i].name);
    for (gsize j = 0; j < G_N_ELEMENTS(memories); j++) {
      const double share = false_share(random, &layouts[i], memories[j]);
      g_print("  %5.1f %%", 100 * share);
      if (share > PROMISED)
        status = EXIT_FAILURE;
    }
  }
  g_print("\n");
  gsl_rng_free(random);
  return status;
}
