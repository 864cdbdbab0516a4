/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/schedule.h"

#include "base/daytime.h"

static const char *shift_of(const Schedule *schedule, const ShiftChoices *choices, Night night) {
  const char *chosen = choices ? g_hash_table_lookup((GHashTable *) choices, GUINT_TO_POINTER(night)) : NULL;
  if (chosen)
    return chosen;
  if (!schedule->rota || schedule->rota_from == NIGHT_NONE || night < schedule->rota_from)
    return NULL;
  const guint days = g_strv_length(schedule->rota);
  return days > 0 ? schedule->rota[(night - schedule->rota_from) % days] : NULL;
}

static void override(Hours *hours, const Hours *level) {
  if (level->bed != DAYTIME_NONE)
    hours->bed = level->bed;
  if (level->wake != DAYTIME_NONE)
    hours->wake = level->wake;
}

static const Shift *known_shift(const Schedule *schedule, const ShiftChoices *choices, Night night) {
  const char *code = shift_of(schedule, choices, night);
  return code ? schedule_shift(schedule, code) : NULL;
}

ScheduleDay schedule_day(const Schedule *schedule, const ShiftChoices *choices, Night night) {
  ScheduleDay day = { .hours = schedule->base, .shift = shift_of(schedule, choices, night) };
  override(&day.hours, &schedule->weekday[daytime_weekday(night)]);
  /* A rota may name days off that no shift describes: those keep the hours of their weekday. */
  const Shift *shift = known_shift(schedule, choices, night), *before = known_shift(schedule, choices, night - 1);
  if (shift)
    override(&day.hours, &shift->hours);
  if (before && before->wake_after != DAYTIME_NONE)
    day.hours.wake = before->wake_after;
  day.begins_row = shift && shift != before;
  return day;
}

static gint64 wake_of(const Schedule *schedule, const ShiftChoices *choices, Night night, GTimeZone *zone) {
  return daytime_resolve(night, schedule_day(schedule, choices, night).hours.wake, zone);
}

Night night_before(Night night, GTimeZone *zone) {
  do
    night--;
  while (!daytime_day_exists(night, zone));
  return night;
}

Night night_after(Night night, GTimeZone *zone) {
  do
    night++;
  while (!daytime_day_exists(night, zone));
  return night;
}

/* Resolved times never fall back from one date to the next, so the date that `instant` shows is the
 * earliest that can hold the answer. */
gint64 schedule_first_after(gint64 instant, int minutes, GTimeZone *zone) {
  Night day = daytime_day_of(instant, zone);
  gint64 found = daytime_resolve(day, minutes, zone);
  while (found <= instant) {
    day = night_after(day, zone);
    found = daytime_resolve(day, minutes, zone);
  }
  return found;
}

gboolean schedule_night(const Schedule *schedule, const ShiftChoices *choices, Night night, GTimeZone *zone,
                        ScheduleNight *instants) {
  if (!daytime_day_exists(night, zone))
    return FALSE;
  const Hours hours = schedule_day(schedule, choices, night).hours;
  instants->start = daytime_resolve(night, hours.wake, zone);
  instants->wake = wake_of(schedule, choices, night_after(night, zone), zone);
  const gint64 bed = schedule_first_after(instants->start, hours.bed, zone);
  instants->bed_outside = bed >= instants->wake;
  instants->bed = instants->bed_outside ? instants->wake : bed;
  /* A shift's own sleep is the one that its wake time ends, also where the night is longer than a day. */
  const Shift *shift = known_shift(schedule, choices, night);
  if (shift && shift->wake_after != DAYTIME_NONE && !instants->bed_outside) {
    const gint64 later = schedule_first_after(instants->bed, hours.bed, zone);
    instants->bed = later < instants->wake ? later : instants->bed;
  }
  return TRUE;
}

/* When clocks go back over midnight, a date begins before the one before it is over: hence the search
 * starts a date later than what clocks show. */
Night schedule_night_at(const Schedule *schedule, const ShiftChoices *choices, gint64 instant, GTimeZone *zone) {
  Night night = night_after(daytime_day_of(instant, zone), zone);
  while (wake_of(schedule, choices, night, zone) > instant)
    night = night_before(night, zone);
  return night;
}
