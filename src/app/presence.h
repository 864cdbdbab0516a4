/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a program without a screen brings reminders for this record. It
 * holds a lock for as long as it lives; the lock dies with it. */
#pragma once

#include <glib.h>

/* Takes the lock beside the record in `folder` and holds it until the descriptor is closed (owned; g_close). -1 when
 * there is no such folder, which does no harm. */
int presence_hold(const char *folder);

/* Whether some other process holds it. */
gboolean presence_is_held(const char *folder);
