/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which night holds, and its plan and record. */
#pragma once

#include "app/app.h"

/* Makes `plan` and `record` those of the night that holds at `now`. */
gboolean nights_turn(App *app, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same where the routine, the record, the zone or the clock has changed: plans tonight again and saves it when it
 * differs. */
gboolean nights_replan(App *app, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads tonight's record, pauses and shifts again: another process may have written. */
gboolean nights_reload(App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest night whose bedtime has passed and whose morning is unanswered. */
Night nights_asking(App *app, gint64 now);

/* When reminders of tonight end. */
gint64 nights_reminders_end(const App *app);

/* The first of the nights between the stored `newest` and `to` that count as never opened. */
Night nights_unopened_from(Night newest, Night to);

/* Stores the nights from `from` to before `to` that have no plan yet, with the routine now in force. */
gboolean nights_fill(App *app, Night from, Night to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
