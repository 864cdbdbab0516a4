/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When hooks run: once for each event, however many programs are up, by the
 * same claims as reminders; a little after its time still, long after it not. */
#pragma once

#include "app/app.h"

/* Runs what the routine asks for at this time. Gives when to turn again; 0: whenever something is due. */
gint64 hook_events_turn(App *app, gint64 now);

/* Runs what it asks for with the steps of tonight that an act has made done. */
void hook_events_done(App *app, const Plan *plan, const Record *before, const Record *after);
