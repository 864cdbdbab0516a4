/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first run: two questions, a look at the plan, Enter. */
#pragma once

#include "cli/context.h"

/* Writes the routine's file when there is none, after asking for bed and wake time on the terminal. FALSE with
 * WINDDOWN_ERROR_REFUSED when there is no terminal to ask on, or the person ended it. */
gboolean first_run(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
