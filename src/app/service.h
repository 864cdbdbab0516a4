/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeping reminders coming when the dashboard is closed: a service of the
 * person's own session. */
#pragma once

#include "app/app.h"

/* The command that service_enable runs, as one would type it. */
const char *service_command(void);

/* Runs that command and returns at once; the status line says how it went. In a rehearsal that says only that it does
 * not run. */
void service_enable(App *app);

/* Tells the service manager, where one waits for it (sd_notify(3)), that reminders come from here on. */
void service_say_ready(void);
