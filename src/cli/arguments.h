/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that commands take: nights, steps, times. Every refusal names what
 * was wrong and the nearest right word. */
#pragma once

#include "app/app.h"
#include "base/timetext.h"

#include <glib.h>

/* Reads a night as timetext_date reads a day; NULL is tonight. WINDDOWN_ERROR_USAGE. */
gboolean argument_night(const App *app, const char *text, TimetextSide side, Night *night,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Find the step that `text` names, by its id, short or title, or by the beginning of one or of a word in it, if no
 * other step fits as well: in a night (borrowed), in the routine (borrowed), in all that was ever kept (its index).
 * NULL, or -1, with WINDDOWN_ERROR_REFUSED. */
const PlanStep *argument_step(const Plan *plan, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const Step *argument_routine_step(const Routine *routine, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
int argument_history_step(const History *history, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads "23:40" as the first such time after the instant `after`, as clocks in `zone` show it. WINDDOWN_ERROR_USAGE. */
gboolean argument_clock(const char *text, gint64 after, GTimeZone *zone, gint64 *instant,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Between which instants a time of day is looked for. */
typedef struct {
  gint64 after, before;
} ClockSpan;

/* The same for a time that is most likely near `near`: of "1130" the half of the day that is nearer is taken, and the
 * person told if it is the later one. */
gboolean argument_clock_near(const char *text, ClockSpan span, gint64 near, GTimeZone *zone, gint64 *instant,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Read the value of `option`: a whole number, a length ("20", "1h30m"). One that was not given (NULL) changes nothing.
 * WINDDOWN_ERROR_USAGE. */
gboolean argument_number(const char *text, const char *option, int least, int most, int *number,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean argument_minutes(const char *text, const char *option, int most, int *minutes,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
