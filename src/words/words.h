/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wording that the screens share: lengths, countdowns, dates and where a
 * piece of advice comes from. Pure; every text is translated. */
#pragma once

#include "model/night.h"
#include "model/plan.h"
#include "model/record.h"
#include "model/routine.h"
#include "review/streak.h"

#include <glib.h>

/* Countdowns of this many seconds or more leave the minutes out: "in about 5 h". */
#define WORDS_FAR_SECONDS (4 * 3600)

/* A bedtime in these minutes after midnight is by daylight: words and palette are neutral. */
#define WORDS_DAYLIGHT_FROM (4 * 60)
#define WORDS_DAYLIGHT_TO (18 * 60)

/* Each returns an owned text. */
char *words_length(int minutes);                     /* "10 min", "2 h", "1 h 10 min" */
char *words_in(gint64 seconds);                      /* "in 10 min", rounded up to the minute; "now" from 0 down */
char *words_ago(gint64 seconds);                     /* "10 min ago", rounded down */
char *words_bed_in(gint64 seconds);                  /* "bed in 1 h 10 min" */
char *words_about_hours(gint64 seconds);             /* "about 7 hours" */
char *words_date(guint32 day);                       /* "24 November" */
char *words_weekday_date(guint32 day);               /* "Tuesday, 24 November" */
char *words_dates(guint32 from, guint32 to);         /* "23 October to 26 November", with years where they differ */
char *words_weekday_phase(guint32 day, int minutes); /* "Tuesday evening", by the time of day */
/* "11pm is 23:00.": what was understood of a typed time (owned); NULL when it is no time, or was typed as it is shown.
 */
char *words_understood(const char *typed);

char *words_hours(gint64 from, gint64 to, GTimeZone *zone); /* "23:00 to 07:00" */
/* "Clocks change: 00:15 does not exist that night, so 01:00; 6 h in bed.": of a bedtime or a wake time of `routine`
 * that a clock change swallows (owned); NULL when there is none. */
char *words_skipped_time(const Plan *plan, const Routine *routine, GTimeZone *zone);

char *words_decimal(double value); /* one place: "3.7" */

/* "full moon": the moon at `share` of its cycle, 0 to 1 (0 is new, 0.5 full). */
const char *words_moon(double share);

const char *words_weekday(int weekday);       /* "Tuesday"; 0 is Monday */
const char *words_weekday_short(int weekday); /* "Tue" */
const char *words_month_short(int month);     /* "Nov"; 1 is January */

/* TRUE if a night with that bedtime is slept by daylight. */
gboolean words_is_daylight(gint64 bed, GTimeZone *zone);

/* The titles of `steps` (of const PlanStep) in a row (owned): "No more caffeine, Screens off"; NULL for none. */
char *words_titles(const GPtrArray *steps);

/* The same of the steps that wait for an answer, as tracking_unanswered returns them. */
char *words_unanswered(const Plan *plan, const Record *record, const GPtrArray *pauses, gint64 now);

/* Where the advice of `step` comes from, and that its hour or length is winddown's own (owned); NULL when it names no
 * source. */
char *words_source(const Step *step);

/* Sentences of the review (owned). That of strength is for a step that has one; every figure in it follows from the
 * other ones. `minutes` are those by which Friday and Saturday nights are later. */
char *words_strength(const StepReview *review, const char *title);
char *words_middle_of_sleep(int minutes);
char *words_holes(int nights); /* "7 nights between have no record." */

/* The text that goes with every explanation of magnesium. */
const char *words_supplement_note(void);
