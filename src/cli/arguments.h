/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that commands take: nights, steps, times. Every refusal names what
 * was wrong and the nearest right word. */
#pragma once

#include "app/app.h"

#include <glib.h>

/* Reads "2026-11-24", "today", "tonight", "tomorrow" or "yesterday"; NULL is tonight. Fails with WINDDOWN_ERROR_USAGE.
 */
gboolean argument_night(const App *app, const char *text, Night *night, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Find the step that `text` names, by id, short or title: in a night (borrowed), in the routine (borrowed), in all that
 * was ever kept (its index). NULL, or -1, with WINDDOWN_ERROR_REFUSED. */
const PlanStep *argument_step(const Plan *plan, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const Step *argument_routine_step(const Routine *routine, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
int argument_history_step(const History *history, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads "23:40" as the first such time after the instant `after`, as clocks in `zone` show it. WINDDOWN_ERROR_USAGE. */
gboolean argument_clock(const char *text, gint64 after, GTimeZone *zone, gint64 *instant,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Read the value of `option`: a whole number, a length ("20", "1h30m"). One that was not given (NULL) changes nothing.
 * WINDDOWN_ERROR_USAGE. */
gboolean argument_number(const char *text, const char *option, int least, int most, int *number,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean argument_minutes(const char *text, const char *option, int most, int *minutes,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
