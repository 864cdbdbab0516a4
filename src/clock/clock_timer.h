/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an alarm has to know of its clock and nobody else: which of the
 * kernel's clocks it runs on, and when it is stepped by hand. */
#pragma once

#include "clock/clock.h"

#include <time.h>

#define CLOCK_NEVER G_MAXINT64

typedef void (*ClockSteppedFunc)(gpointer data);

/* The kernel's clock that a timer for `clock` has to run on. */
clockid_t clock_timer_base(const Clock *clock);

/* Gives the microseconds on that base at which `clock` shows `instant`; CLOCK_NEVER when it will not. */
gint64 clock_timer_usec(const Clock *clock, gint64 instant);

/* Calls `func` whenever `clock` is stepped, until the same `data` is handed to clock_unwatch. */
void clock_watch(Clock *clock, ClockSteppedFunc func, gpointer data);
void clock_unwatch(Clock *clock, gconstpointer data);
