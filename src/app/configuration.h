/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The routine in force. A changed file is swapped in as a whole and only when
 * it has no problem; otherwise the routine stays and a notice says what is
 * wrong where. A start with an unsound file runs the last sound routine. */
#pragma once

#include "app/app.h"

/* Reads the file and puts it in force, or keeps what was in force and leaves a notice. The first time this leaves some
 * routine in force whatever the file says. Gives what was in force before (owned); NULL when it still is, or nothing
 * was. */
Config *configuration_load(App *app) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the file was edited since it was read. */
gboolean configuration_is_outdated(const App *app);

/* Arms the reminders of the steps again that `before` had at another time and that are still to come. */
void configuration_rearm(App *app, const Routine *before, gint64 now);

/* The same for an edit that was made while no program ran. */
void configuration_catch_up(App *app, gint64 now);

/* Keeps a copy of a sound file, to fall back upon. */
void configuration_remember(const App *app);
