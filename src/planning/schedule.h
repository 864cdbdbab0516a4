/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schedule as a function of the date: which bed and wake time holds, and
 * which night holds now. Pure: zone and now are arguments. */
#pragma once

#include "model/record.h"
#include "model/routine.h"

#include <glib.h>

/* The hours of one date, every level applied. */
typedef struct {
  Hours hours;         /* both set */
  const char *shift;   /* the shift code in force, borrowed; NULL: none */
  gboolean begins_row; /* the date before has another shift */
} ScheduleDay;

/* The instants of one night by the schedule alone. */
typedef struct {
  gint64 start;         /* wake(D): it begins */
  gint64 bed;           /* the first moment after `start` that shows the bed time of D */
  gint64 wake;          /* wake of the next date that exists: it ends */
  gboolean bed_outside; /* no bed time lies inside the night; `bed` then equals `wake` */
} ScheduleNight;

/* Returns the hours of `night`: the default, then its weekday, then its shift (by hand, else by rota), then the wake
 * time of the shift before. `choices` may be NULL. */
ScheduleDay schedule_day(const Schedule *schedule, const ShiftChoices *choices, Night night);

/* Return the nights beside `night`: a date that does not exist in `zone` has none. */
Night night_before(Night night, GTimeZone *zone);
Night night_after(Night night, GTimeZone *zone);

/* Returns the instants of `night` in `instants`. FALSE when that date does not exist in `zone`. */
gboolean schedule_night(const Schedule *schedule, const ShiftChoices *choices, Night night, GTimeZone *zone,
                        ScheduleNight *instants) G_GNUC_WARN_UNUSED_RESULT;

/* Returns the first moment after `instant` at which clocks in `zone` show `minutes` after midnight. On each date that
 * exists the time comes once: where it comes twice the first one, where it is skipped the next valid minute. */
gint64 schedule_first_after(gint64 instant, int minutes, GTimeZone *zone);

/* Returns the night that `instant` belongs to: the newest one whose start is not after it. */
Night schedule_night_at(const Schedule *schedule, const ShiftChoices *choices, gint64 instant, GTimeZone *zone);
