/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Six believable weeks for the demo. */
#pragma once

#include "app/paths.h"

#include <glib.h>

/* Writes the shipped routine and a record of the six weeks before `now` to `paths`, which must be scratch. The same
 * every time. */
gboolean past_weeks_write(const Paths *paths, gint64 now, GTimeZone *zone, GError **error) G_GNUC_WARN_UNUSED_RESULT;
