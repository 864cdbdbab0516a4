/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Waits for a session bus where there is none yet: a service may run before
 * its session does, and outlive it. */
#pragma once

#include <glib.h>

typedef struct BusWatch BusWatch;

/* Whether the bus could be used. */
typedef gboolean (*BusWatchFunc)(gpointer data);

/* Gives a watch (owned) that calls `func` on the calling thread's main context when a bus has appeared, some times over
 * until it gives TRUE. NULL where the bus has no place that could be watched. */
BusWatch *bus_watch_new(BusWatchFunc func, gpointer data);

/* Tries for a while as well where no other socket is to be expected: its bus has ended, and may be started by who
 * connects. */
void bus_watch_try(BusWatch *watch);

void bus_watch_free(BusWatch *watch);
