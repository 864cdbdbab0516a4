/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How reminders reach the person while the program is up: the ways that the
 * routine names, and what the buttons of a notice do. */
#pragma once

#include "app/app.h"

/* Starts it. Without a `terminal` (NULL) reminders are logged as well. */
void delivery_start(App *app, const TerminalPort *terminal);

/* Takes up the ways of the routine in force where they were others `before`. */
void delivery_follow(App *app, const ReminderSettings *before);
