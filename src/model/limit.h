/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The limits of what is kept. The config, the commands, the screen, imports and
 * the store use these alone, so that what one of them takes the others take
 * too: whatever `check` calls sound can be exported and imported again. */
#pragma once

#include "model/night.h"

#include <glib.h>

/* Characters. */
#define LIMIT_ID 100
#define LIMIT_TITLE 1000
#define LIMIT_SHIFT_CODE 100

/* Bytes. */
#define LIMIT_NOTE 10000

/* Of one night. */
#define LIMIT_STEPS 1000
#define LIMIT_WAKINGS 99
#define LIMIT_MINUTES (48 * 60)
#define LIMIT_TOOK_SECONDS (24 * 60 * 60)

/* Of the whole record. HistoryMark numbers steps with 16 bits. */
#define LIMIT_NIGHTS 100000
#define LIMIT_PAUSES 10000
#define LIMIT_STEP_IDS 65535

/* Dates: 1900-01-01 to 2999-12-31. A year has four digits, whatever the zone. */
#define LIMIT_FIRST_NIGHT 693596u
#define LIMIT_LAST_NIGHT 1095362u

/* The longest night in seconds: a wake time may be moved, and a journey may add a day. */
#define LIMIT_NIGHT_SECONDS (48 * 60 * 60)

/* TRUE if `instant` can belong to `night`: it lies between a day before its date begins, in UTC, and four days after.
 */
static inline gboolean limit_is_within(Night night, gint64 instant) {
  const gint64 day = 24 * 60 * 60, first_unix_day = 719163, midnight = ((gint64) night - first_unix_day) * day;
  return instant >= midnight - day && instant <= midnight + 4 * day;
}

/* TRUE if `offset` can be a zone's, in seconds east of UTC. */
static inline gboolean limit_is_offset(gint64 offset) {
  return offset >= -18 * 60 * 60 && offset <= 18 * 60 * 60;
}
