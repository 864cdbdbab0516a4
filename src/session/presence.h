/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which kinds of program bring reminders for this record: each holds a lock while
 * it runs, which is released when the process exits, however it does. */
#pragma once

#include <glib.h>

typedef enum {
  PRESENCE_REMIND,    /* a program without a screen: it stays when dashboards are closed */
  PRESENCE_DASHBOARD, /* one with a screen */
} Presence;

/* Takes the lock beside the record in `folder` and holds it until presence_release (owned). -1 when there is no such
 * folder, which does no harm. */
int presence_hold(const char *folder, Presence kind);
void presence_release(int lock);

/* Returns when one of that kind last began, or ended in order (microseconds by the machine's clock); 0: never. */
gint64 presence_last(const char *folder, Presence kind);

/* TRUE if a program of that kind runs. */
gboolean presence_is_held(const char *folder, Presence kind);

/* TRUE if a program of either kind runs. */
gboolean presence_any(const char *folder);
