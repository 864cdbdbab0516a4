/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/diary.h"

/* Both ends go down to the minute first, as they are shown: the parts then add up to the whole. */
static int minutes_between(gint64 from, gint64 to) {
  if (from == 0 || to == 0 || to < from)
    return DIARY_BLANK;
  return (int) (to / 60 - from / 60);
}

static int minutes_less(int minutes, int awake) {
  if (minutes < 0 || awake < 0 || awake > minutes)
    return DIARY_BLANK;
  return minutes - awake;
}

static int share(int part, int whole) {
  if (part < 0 || whole <= 0 || part > whole)
    return DIARY_BLANK;
  return (100 * part + whole / 2) / whole;
}

DiaryMeasures diary_measures(const HistoryNight *night) {
  DiaryMeasures measures = {
    .time_in_bed = minutes_between(night->lights_out, night->up),
    .onset_latency = MAX(night->asleep_after_minutes, DIARY_BLANK),
    .waso = MAX(night->awake_minutes, DIARY_BLANK),
    .lingering = minutes_between(night->woke, night->up),
  };
  measures.sleep_period = minutes_less(minutes_between(night->lights_out, night->woke), measures.onset_latency);
  measures.total_sleep = minutes_less(measures.sleep_period, measures.waso);
  measures.efficiency_percent = share(measures.total_sleep, measures.time_in_bed);
  return measures;
}

int diary_mean_efficiency(const History *history, Night from, Night to, int *n_nights) {
  int asleep = 0, in_bed = 0;
  *n_nights = 0;
  for (guint i = history_first_from(history, from); i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    const DiaryMeasures measures = diary_measures(night);
    if (to != NIGHT_NONE && night->night > to)
      break;
    if (measures.efficiency_percent == DIARY_BLANK)
      continue;
    asleep += measures.total_sleep;
    in_bed += measures.time_in_bed;
    ++*n_nights;
  }
  return share(asleep, in_bed);
}

int diary_mean_sleep(const History *history, Night from, Night to, int *n_nights) {
  int asleep = 0;
  *n_nights = 0;
  for (guint i = history_first_from(history, from); i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    const DiaryMeasures measures = diary_measures(night);
    if (to != NIGHT_NONE && night->night > to)
      break;
    if (measures.total_sleep == DIARY_BLANK)
      continue;
    asleep += measures.total_sleep;
    ++*n_nights;
  }
  return *n_nights == 0 ? DIARY_BLANK : (asleep + *n_nights / 2) / *n_nights;
}
