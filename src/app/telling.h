/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the person is told: the status line, and that there is something new to
 * see. */
#pragma once

#include "app/app.h"

/* As app_say, where turn_refresh follows: the observer is told by that, for until then the Evening borrows what is
 * gone. */
void telling_note(App *app, const char *text);

/* Tells the observer. */
void telling_observer(App *app);
