/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a morning's answers can be. What cannot is questioned, never stored:
 * most of it is a slip of the hour or of the date. */
#pragma once

#include "model/plan.h"
#include "model/record.h"

#include <glib.h>

/* Checks the diary fields of a morning against the night; blanks always pass. FALSE with a question as the error's text
 * when they cannot be: asleep longer than the night, up before woke, woke before lights out, a scale left. */
gboolean tracking_check_morning(const Plan *plan, const Record *record, const Morning *morning,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
