/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Histories drawn by hand for the tests of this room: one string for each step,
 * one character for each night from FIRST_NIGHT on.
 *   x done   o open   - skipped   ~ slipped   p paused   e outside   a done, but only assumed   (blank) not in
 *   that night */
#pragma once

#include "model/history.h"
#include "model/routine.h"

#include <string.h>

#define FIRST_NIGHT 739943 /* Monday, 2026-11-23 */
#define NIGHT_SECONDS 86400

typedef struct {
  const char *id;
  const char *nights;
  gboolean does_not_count;
} DrawnStep;

static inline Mark nights_mark(char drawn) {
  switch (drawn) {
  case 'x':
  case 'a': return MARK_DONE;
  case '-': return MARK_SKIPPED;
  case '~': return MARK_SLIPPED;
  default: return MARK_OPEN;
  }
}

/* A night from 07:00 to 07:00 with bedtime 23:00, at UTC, nothing known of its sleep. */
static inline HistoryNight nights_blank(Night night) {
  const gint64 midnight = (gint64) night * NIGHT_SECONDS;
  return (HistoryNight){
    .night = night,
    .start = midnight + 7 * 3600,
    .bed = midnight + 23 * 3600,
    .target_bed = midnight + 23 * 3600,
    .wake = midnight + 31 * 3600,
    .wakings = MORNING_UNKNOWN,
    .asleep_after_minutes = MORNING_UNKNOWN,
    .awake_minutes = MORNING_UNKNOWN,
  };
}

static inline void nights_add_mark(History *history, const DrawnStep *step, char drawn) {
  if (drawn == ' ')
    return;
  const HistoryMark mark = {
    .step = history_intern(history, step->id, NULL),
    .mark = (guint8) nights_mark(drawn),
    .counts = !step->does_not_count,
    .paused = drawn == 'p',
    .outside = drawn == 'e',
    .assumed = drawn == 'a',
  };
  history_append_mark(history, &mark);
}

static inline History *nights_draw(const DrawnStep *steps, gsize n_steps) {
  History *history = history_new();
  for (gsize i = 0; i < strlen(steps[0].nights); i++) {
    const HistoryNight night = nights_blank(FIRST_NIGHT + (Night) i);
    history_append(history, &night);
    for (gsize j = 0; j < n_steps; j++)
      nights_add_mark(history, &steps[j], steps[j].nights[i]);
  }
  return history;
}

/* The night at `index`, for writing. */
static inline HistoryNight *nights_at(History *history, guint index) {
  return &g_array_index(history->nights, HistoryNight, index);
}
