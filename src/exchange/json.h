/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values as JSON and back: the shapes that the command line promises. New
 * fields may be added to a shape, those that are there stay. The only room
 * that knows json-glib. */
#pragma once

#include "model/plan.h"
#include "model/record.h"
#include "model/trial.h"
#include "planning/agenda.h"
#include "review/compare.h"
#include "review/streak.h"
#include "review/trial_result.h"

#include <glib.h>

/* A night as `export` holds it: both owned, never NULL. */
typedef struct {
  Plan *plan;
  Record *record;
} ExportedNight;

/* Takes both (owned). */
ExportedNight *exported_night_new(Plan *plan, Record *record);
void exported_night_free(ExportedNight *night);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExportedNight, exported_night_free)

typedef struct {
  GPtrArray *nights; /* of ExportedNight, ascending */
  GPtrArray *pauses; /* of Pause */
  GPtrArray *trials; /* of Trial */
} Export;

Export *export_new(void);
void export_free(Export *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Export, export_free)

/* The shapes (owned, one line feed at the end). Instants carry the offset that was stored with them, else that of
 * `zone`; an unknown value is null. Export puts each night on a line of its own. */
char *json_export(const Export *export);
char *json_plan(const Plan *plan, const Record *record, GTimeZone *zone);

/* What an act answers with --json: its sentence, and the night as it is now, as export holds it; and the night alone.
 */
char *json_act(const char *message, const Plan *plan, const Record *record);
char *json_night(const Plan *plan, const Record *record);

/* The pauses (of Pause) that cover some night, with the sentence of the act that changed them (NULL: none did). */
char *json_pauses(const char *message, const GPtrArray *pauses);

/* One row (RFC 4180, with a heading) for each step of each night; a night without steps has one row (owned). */
char *csv_export(const Export *export);

/* Everything in here is borrowed. */
typedef struct {
  Night night;
  gint64 now;
  gint64 bed;
  gint64 wake;
  gint64 lights_out;     /* 0: not told */
  Night morning_due;     /* NIGHT_NONE: none */
  const char *text;      /* what a bar shows */
  const char *style;     /* its class */
  const PlanStep *next;  /* the earliest open step in the future; NULL: none */
  const GPtrArray *due;  /* of PlanStep: what is to be done now */
  const GPtrArray *open; /* of PlanStep: whose time has come and which wait for an answer */
  int done, of;          /* counting steps */
  int streak;
} JsonStatus;

char *json_status(const JsonStatus *status, GTimeZone *zone);

/* What bars read. */
typedef struct {
  const char *text;
  const char *brief;   /* where there is little room */
  const char *tooltip; /* lines */
  const char *style;   /* a class for the style sheet, and the name of an icon */
  int percentage;
  gboolean is_urgent;
} JsonBar;

/* On one line, as the custom modules of waybar read it, which takes text for markup: it is escaped here. */
char *json_waybar(const JsonBar *bar);

/* On one line, as i3blocks reads it with "format=json". */
char *json_i3blocks(const JsonBar *bar);

/* `next` alone, as in status; null when there is none. */
char *json_next(const PlanStep *next, gint64 now, GTimeZone *zone);

typedef struct {
  const char *id, *title; /* borrowed */
  StepReview review;
} JsonReviewStep;

typedef struct {
  Night from, to;
  NightCounts counts;
  Streak streak;
  const GArray *steps;       /* of JsonReviewStep; borrowed */
  int rated;                 /* mornings with an answer */
  double mean_rested;        /* without meaning when `rated` is 0 */
  double bedtime_sd_minutes; /* negative: too few nights */
  double regularity;         /* NAN: too few nights */
} JsonReview;

char *json_review(const JsonReview *review);
char *json_compare(const char *step, const Comparison *comparison);

/* A trial with all that the analysis needs to be done again elsewhere: the seed, the draws of its blocks, and each
 * night's lot and rating. Before the last morning there is no rating in it, and every figure is null. */
typedef struct {
  const Trial *trial;
  const TrialResult *result;
  const char *title;
  Night tonight;
} JsonTrial;

char *json_trial(const JsonTrial *trial);

/* The shapes in `texts` (of char *) as one list. */
char *json_list(const GPtrArray *texts);

/* Reads exactly what json_export writes (owned); fields that are not known are passed over. NULL with
 * WINDDOWN_ERROR_REFUSED that names the place and what was expected. */
Export *json_import(const char *text, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
