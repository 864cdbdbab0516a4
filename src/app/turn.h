/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A turn: everything that follows from plan, record and now is put in place,
 * what is due goes out, and the alarm is set for what comes next. */
#pragma once

#include "app/app.h"
#include "planning/reminders.h"

/* A turn, whether or not anything can be due. */
void turn_now(App *app);

/* The same after another process has written. */
void turn_reload(App *app, gint64 now);

/* Its second half, where night, plan and record are those of `now`. */
void turn_refresh(App *app, gint64 now);

/* What tonight's reminders follow from (borrowed). */
ReminderInput turn_reminder_input(const App *app);
