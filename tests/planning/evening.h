/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of this folder share: a routine in a few words, and instants
 * as clocks in a zone show them. */
#pragma once

#include "base/daytime.h"
#include "base/timetext.h"
#include "model/routine.h"

#include <glib.h>

static inline GTimeZone *zone_of(const char *name) {
  GTimeZone *zone = g_time_zone_new_identifier(name);
  g_assert_nonnull(zone);
  return zone;
}

static inline gint64 instant(const char *local, GTimeZone *zone) {
  gint64 seconds = 0;
  g_assert_true(daytime_parse_local(local, zone, &seconds));
  return seconds;
}

static inline Night night_of(const char *date) {
  guint32 day = 0;
  g_assert_true(daytime_parse_day(date, &day));
  return day;
}

static inline int clock_minutes(const char *text) {
  int minutes = 0;
  g_assert_true(timetext_clock(text, &minutes));
  return minutes;
}

/* "2026-11-24 21:30" as clocks in `zone` show it (owned). */
static inline char *shown(gint64 seconds, GTimeZone *zone) {
  g_autofree char *day = daytime_format_day(daytime_day_of(seconds, zone));
  g_autofree char *clock = daytime_clock(seconds, zone);
  return g_strdup_printf("%s %s", day, clock);
}

#define assert_shows(seconds, zone, expected)                                                                          \
  do {                                                                                                                 \
    g_autofree char *text = shown(seconds, zone);                                                                      \
    g_assert_cmpstr(text, ==, expected);                                                                               \
  } while (0)

/* Adds a step that counts and has no leads; borrowed from `routine`. */
static inline Step *add_step(Routine *routine, const char *id, StepKind kind, When at, int length_minutes) {
  Step *step = step_new();
  step->id = g_strdup(id);
  step->title = g_strdup_printf("Title of %s", id);
  step->short_title = g_strdup(id);
  step->kind = kind;
  step->at = at;
  step->length_minutes = length_minutes;
  g_ptr_array_add(routine->steps, step);
  return step;
}

static inline When from_bed(int minutes) {
  return (When){ ANCHOR_BED, minutes };
}

static inline When at_clock(const char *clock) {
  return (When){ ANCHOR_CLOCK, clock_minutes(clock) };
}

static inline void add_shift(Routine *routine, const char *code, const char *bed, const char *wake) {
  Shift *shift = shift_new(code);
  shift->hours = (Hours){ clock_minutes(bed), clock_minutes(wake) };
  g_ptr_array_add(routine->schedule.shifts, shift);
}
