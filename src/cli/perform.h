/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An act by command. */
#pragma once

#include "app/app.h"

/* Performs `action` and prints the sentence that says what it did. */
gboolean cli_perform(App *app, const Action *action, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints what an act has done; and on standard error what it met with, such as a command of the person's own that could
 * not be run. */
void cli_report(const App *app, const char *message);
