/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only reader of time. A clock is the machine's, or a rehearsal that starts
 * at a chosen instant and runs at a chosen speed. */
#pragma once

#include <glib.h>

#define CLOCK_ZONE_PATH "/etc/localtime"

typedef struct Clock Clock;

Clock *clock_new(void); /* the machine's (owned) */

/* A clock that shows `start` now and runs `speed` times as fast as time does (owned); speed 0 stands still. */
Clock *clock_new_rehearsal(gint64 start, double speed);
void clock_free(Clock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Clock, clock_free)

gint64 clock_now(const Clock *clock);      /* unix seconds */
gint64 clock_now_usec(const Clock *clock); /* unix microseconds, for what moves within a second */

/* Whether it is a rehearsal. */
gboolean clock_is_rehearsal(const Clock *clock);

/* The speed now; 1 for the machine's. */
double clock_speed(const Clock *clock);

/* From `from` on, which is later than any instant given before, a rehearsal runs `speed` times as fast. To be called
 * before any alarm is made on it; does nothing to the machine's. */
void clock_change_speed(Clock *clock, gint64 from, double speed);

/* Steps a rehearsal to `instant`; does nothing to the machine's. Alarms on it are told. */
void clock_step(Clock *clock, gint64 instant);

/* The machine's zone (owned; g_time_zone_unref), UTC where it has none; or the one named `name`, NULL when that is not
 * known here. */
GTimeZone *clock_zone(const char *name);

/* Returns the value of TZ (owned) if it names no zone that is known here, so that UTC is used; else NULL. */
char *clock_unknown_zone(void);

/* Returns the zone that holds where TZ has the value `tz_variable` (owned, never NULL); where that is NULL, the one
 * that the link or file at `path` names. UTC where they name nothing. */
GTimeZone *clock_zone_at(const char *tz_variable, const char *path);
