/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beginning and ending pauses. Pure; the list handed in is never changed. */
#pragma once

#include "model/action.h"
#include "model/pause.h"

#include <glib.h>

/* Applies a pause or a resume to `pauses` (of Pause); gives the new list (owned). A pause grows together with those of
 * the same step that it touches. A resume ends, from its night on, the pause that covers that night, else takes back
 * those that are still to come; one for all leaves the pauses of single steps alone. Nights before the one asked for
 * stay as they were. Refuses a pause that ends before it begins, and a resume of what is not paused. */
GPtrArray *tracking_pause(const GPtrArray *pauses, const Action *action, gint64 now,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
