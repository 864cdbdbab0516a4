/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often a trial by lot finds a difference: where there is none, and where there is one. Ratings are 1 to 5, rounded
 * from a series with memory, a rise or fall over the trial and better weekends; one morning in ten is not answered. The
 * lot is followed on nine nights of ten in the last columns. The seed is fixed: the table is the same on every run. It
 * ends with 1 if a share is further from what is promised than chance explains. */
#include "base/daytime.h"
#include "review/trial_result.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

#define RUNS 4000
#define SEED 20261124
#define FIRST_DAY 739943 /* a Monday */
#define MEAN 3.0
#define MISSING 0.10
#define FALSE_EFFECTS 0.055

/* A share of RUNS trials is this much off by chance alone (three standard errors), for rare and for common findings. */
#define CHANCE_RARE 0.0105
#define CHANCE_COMMON 0.024

typedef struct {
  const char *name;
  double memory;
  double rise;    /* of the ratings, from the first night to the last */
  double weekend; /* what a morning after Friday or Saturday has more */
} Person;

static const Person people[] = {
  { "memory 0", 0, 0, 0 },
  { "memory .3", 0.3, 0, 0 },
  { "memory .5", 0.5, 0, 0 },
  { "memory .3, weekends .3, rising .5", 0.3, 0.5, 0.3 },
  { "memory .3, weekends .3, falling .5", 0.3, -0.5, 0.3 },
  { "memory .5, weekends .6, rising 1", 0.5, 1, 0.6 },
};

static const int lengths[] = { TRIAL_SHORT, TRIAL_USUAL, TRIAL_LONG };

typedef struct {
  double gain;     /* what the step adds to a rating */
  double followed; /* the share of nights on which the lot is followed */
} Effect;

static const Effect effects[] = { { 0, 1 }, { 0.5, 1 }, { 1, 1 }, { 0, 0.9 }, { 0.5, 0.9 }, { 1, 0.9 } };

/* What trials of each length are to find at least, in percent, of the person with weekends and a rise (TRIAL_SHORT,
 * TRIAL_USUAL, TRIAL_LONG by effect); 0: nothing is promised. */
static const double promised[][G_N_ELEMENTS(effects)] = {
  { 0, 22, 62, 0, 0, 39 },
  { 0, 33, 83, 0, 0, 59 },
  { 0, 40, 92, 0, 0, 72 },
};

static void live(gsl_rng *random, const Person *person, const Effect *effect, const Trial *trial, int *ratings) {
  const int weekday = (int) gsl_rng_uniform_int(random, 7);
  double state = gsl_ran_ugaussian(random);
  for (int i = 0; i < trial->nights; i++) {
    const gboolean weekend = daytime_is_before_free_day((Night) (FIRST_DAY + weekday + i));
    const gboolean lot = (trial_draw_block(trial, (guint) i / TRIAL_BLOCK) >> (i % TRIAL_BLOCK)) & 1;
    const gboolean with = gsl_rng_uniform(random) < effect->followed ? lot : !lot;
    const double phi = person->memory;
    state = phi * state + sqrt(1 - phi * phi) * gsl_ran_ugaussian(random);
    const double felt = MEAN + state + person->rise * ((double) i / trial->nights - 0.5) +
                        (weekend ? person->weekend : 0) + (with ? effect->gain : 0);
    ratings[i] = gsl_rng_uniform(random) < MISSING ? 0 : (int) CLAMP(round(felt), 1, 5);
  }
}

static double share_found(gsl_rng *random, const Person *person, const Effect *effect, int nights) {
  int found = 0;
  for (int run = 0; run < RUNS; run++) {
    const guint64 seed = (guint64) gsl_rng_get(random) << 32 | gsl_rng_get(random);
    g_autoptr(Trial) trial = trial_new("stretch", seed, nights, FIRST_DAY, 0);
    int ratings[TRIAL_LONG];
    live(random, person, effect, trial, ratings);
    const TrialTest test = trial_test_quick(trial, ratings);
    found += MIN(test.n_with, test.n_without) >= TRIAL_MIN_RATED && test.p <= TRIAL_CHANCE;
  }
  return (double) found / RUNS;
}

/* TRUE if the share keeps what is promised of it. */
static gboolean is_kept(double share, gsize length, gsize effect, gboolean is_promised) {
  if (effects[effect].gain == 0)
    return share <= FALSE_EFFECTS + CHANCE_RARE;
  return !is_promised || share >= promised[length][effect] / 100 - CHANCE_COMMON;
}

int main(void) {
  gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(random, SEED);
  int status = EXIT_SUCCESS;
  g_print("trials of 100 that find a difference (%d each)\n%-36s nights", RUNS, "points, lot followed");
  for (gsize i = 0; i < G_N_ELEMENTS(effects); i++)
    g_print("  %3.1f %3.0f%%", effects[i].gain, 100 * effects[i].followed);
  g_print("\n");
  for (gsize person = 0; person < G_N_ELEMENTS(people); person++) {
    for (gsize length = 0; length < G_N_ELEMENTS(lengths); length++) {
      g_print("%-36s %6d", people[person].name, lengths[length]);
      for (gsize effect = 0; effect < G_N_ELEMENTS(effects); effect++) {
        const double share = share_found(random, &people[person], &effects[effect], lengths[length]);
        const gboolean kept = is_kept(share, length, effect, person == 3);
        g_print("  %7.1f%c", 100 * share, kept ? ' ' : '!');
        if (!kept)
          status = EXIT_FAILURE;
      }
      g_print("\n");
    }
  }
  gsl_rng_free(random);
  return status;
}
