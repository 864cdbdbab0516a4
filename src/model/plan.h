/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan: a routine applied to one night, every step at an absolute instant.
 * Immutable once built; stored with the night, so that history is never
 * recomputed. */
#pragma once

#include "model/night.h"
#include "model/routine.h"

#include <glib.h>

typedef struct {
  char *id;
  char *title;
  char *short_title;
  StepKind kind;
  gint64 at;
  gint64 until;            /* its end; equal to `at` for a moment */
  gboolean counts;         /* towards a kept night; FALSE as well when it was over before it (or the program) existed */
  gboolean predates_start; /* its time had passed before it (or the program) existed: it starts tomorrow */
  gboolean folded;         /* a moved bedtime put it into the past: neither shown nor reminded nor counted */
} PlanStep;

typedef struct {
  char *id;
  char *title;
  gint64 at;
  gint64 until;
} PlanBand;

#define PLAN_ZONES_SEPARATOR " "

typedef struct {
  Night night;
  gint64 start;           /* the wake time that begins the night */
  gint64 bed;             /* tonight's bedtime, moved or not */
  gint64 target_bed;      /* the bedtime that lights out is judged by: `bed`, unless moved after it had passed */
  gint64 wake;            /* the wake time that ends the night */
  int offset;             /* seconds east of UTC at bedtime, in the zone then in force */
  char *zone;             /* the name of that zone; NULL: unknown. Of a night that ended by another clock than it was
                             planned by: both names, in that order, with PLAN_ZONES_SEPARATOR between them */
  char *shift;            /* the shift code of that date; NULL: none */
  gboolean clocks_change; /* the zone's offset differs between bed and wake */
  gint64 usual_length;    /* seconds between bed and wake had the clocks not changed */
  GPtrArray *steps;       /* of PlanStep, by time, then in the order of the routine */
  GPtrArray *bands;       /* of PlanBand */
} Plan;

PlanStep *plan_step_copy(const PlanStep *step);

/* An empty plan for `night` (owned). */
Plan *plan_new(Night night);
Plan *plan_copy(const Plan *plan);
void plan_free(Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/* The step of that id, borrowed; NULL when the plan has none. */
const PlanStep *plan_step(const Plan *plan, const char *id);

/* TRUE if `step` is on the list of its night; FALSE if it predates the start or was folded away. */
gboolean plan_step_is_listed(const PlanStep *step);

/* TRUE if both plan the same night exactly alike. */
gboolean plan_equal(const Plan *a, const Plan *b);

/* TRUE if this can be the plan of a night: its hours lie around its date, in order and within two days, and so do its
 * steps and bands. Otherwise `field` (may be NULL) is set to the name of what cannot be. What comes from a file, of
 * whatever kind, is checked by this. */
gboolean plan_is_sound(const Plan *plan, const char **field);

/* Sorts the steps by time; those at the same time keep their order. Call it once a plan is built. */
void plan_sort(Plan *plan);
