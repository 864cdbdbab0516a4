/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A night: one evening and the sleep after it. Its key is the date of the
 * evening, so at 00:40 tonight still has yesterday's date. And the limits of
 * what is kept of nights. */
#pragma once

#include "base/daytime.h"

#include <glib.h>

/* The Julian day of the evening's date (base/daytime.h writes and reads it); nights are consecutive
 * numbers, 0 is no night. */
typedef guint32 Night;

#define NIGHT_NONE 0

/* --- limits ---
 * The config, the commands, the screen, imports and the store use these alone, so that all of them accept the same:
 * whatever `check` calls sound can be exported and imported again. */

/* Characters. */
#define LIMIT_ID 100
#define LIMIT_TITLE 1000
#define LIMIT_SHIFT_CODE 100
#define LIMIT_ZONE 128 /* room for two names */

/* Bytes. */
#define LIMIT_NOTE 10000

/* Of one night. */
#define LIMIT_STEPS 1000
#define LIMIT_WAKINGS 99
#define LIMIT_MINUTES (48 * 60)
#define LIMIT_TOOK_SECONDS DAYTIME_DAY_SECONDS

/* Of the whole record. HistoryMark numbers steps with 16 bits. */
#define LIMIT_NIGHTS 100000
#define LIMIT_PAUSES 10000
#define LIMIT_TRIALS 1000
#define LIMIT_STEP_IDS 65535

/* The longest night in seconds: a wake time may be moved, and a journey may add a day. */
#define LIMIT_NIGHT_SECONDS (2 * DAYTIME_DAY_SECONDS)

/* TRUE if `instant` can belong to `night`: it lies between a day before its date begins, in UTC, and four days after.
 */
static inline gboolean limit_is_within(Night night, gint64 instant) {
  const gint64 midnight = ((gint64) night - DAYTIME_UNIX_DAY) * DAYTIME_DAY_SECONDS;
  return instant >= midnight - DAYTIME_DAY_SECONDS && instant <= midnight + 4 * DAYTIME_DAY_SECONDS;
}

/* TRUE if `offset` can be a zone's, in seconds east of UTC. */
static inline gboolean limit_is_offset(gint64 offset) {
  return offset >= -18 * DAYTIME_HOUR_SECONDS && offset <= 18 * DAYTIME_HOUR_SECONDS;
}
