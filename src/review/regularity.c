/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/regularity.h"

#include "base/daytime.h"
#include "review/diary.h"

#include <math.h>

#define HALF_DAY (DAYTIME_DAY_MINUTES / 2)

static double wrap_day(double minutes) {
  const double wrapped = fmod(minutes, DAYTIME_DAY_MINUTES);
  return wrapped < 0 ? wrapped + DAYTIME_DAY_MINUTES : wrapped;
}

/* What a clock showed that was `offset` seconds east of UTC, in minutes after midnight. */
static double local_minutes(gint64 instant, int offset) {
  return wrap_day((double) (instant + offset) / 60);
}

typedef struct {
  Night from, to;
  const char *shift; /* NULL: every shift */
} Range;

static gboolean belongs(const Range *range, const HistoryNight *night) {
  const gboolean is_within = night->night >= range->from && (range->to == NIGHT_NONE || night->night <= range->to);
  return is_within && (!range->shift || g_strcmp0(range->shift, night->shift) == 0);
}

static int cut_of_day(const History *history, const Range *range) {
  int by_day = 0, by_night = 0;
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (!belongs(range, night))
      continue;
    const double bed = local_minutes(night->bed, night->offset);
    if (bed >= HALF_DAY / 2 && bed < HALF_DAY + HALF_DAY / 2)
      by_day++;
    else
      by_night++;
  }
  return by_day > by_night ? 0 : HALF_DAY;
}

int regularity_cut(const History *history, Night from, Night to, const char *shift) {
  return cut_of_day(history, &(Range){ from, to, shift });
}

typedef struct {
  int n;
  double sum, squares; /* of the minutes after the cut */
} Times;

static void times_add(Times *times, double minutes) {
  times->n++;
  times->sum += minutes;
  times->squares += minutes * minutes;
}

BedtimeSpread regularity_bedtime(const History *history, Night from, Night to, const char *shift) {
  const Range range = { from, to, shift };
  const int cut = cut_of_day(history, &range);
  Times times = { 0 };
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (belongs(&range, night) && night->lights_out != 0)
      times_add(&times, wrap_day(local_minutes(night->lights_out, night->lights_out_offset) - cut));
  }
  BedtimeSpread spread = { .n = times.n, .sd = -1, .rough = times.n < REGULARITY_ROUGH_NIGHTS };
  if (times.n == 0)
    return spread;
  const double mean = times.sum / times.n;
  spread.mean = wrap_day(mean + cut);
  if (times.n >= REGULARITY_MIN_NIGHTS)
    spread.sd = sqrt(MAX(times.squares - times.n * mean * mean, 0) / (times.n - 1));
  return spread;
}

/* A sleep in minutes of the local clock: [onset, end). */
typedef struct {
  double onset, end;
} Sleep;

/* FALSE when onset or final awakening is not known. */
static gboolean sleep_of(const HistoryNight *night, Sleep *sleep) {
  const DiaryMeasures measures = diary_measures(night);
  if (measures.sleep_period <= 0)
    return FALSE;
  sleep->onset = (double) (night->lights_out + night->lights_out_offset) / 60 + measures.onset_latency;
  sleep->end = (double) (night->woke + night->woke_offset) / 60;
  return TRUE;
}

/* The share of a day's minutes that were asleep in both or awake in both of two sleeps a day apart. */
static double same_state(const Sleep *one, const Sleep *next) {
  const double from = MAX(one->onset + DAYTIME_DAY_MINUTES, next->onset);
  const double to = MIN(one->end + DAYTIME_DAY_MINUTES, next->end);
  const double in_one = one->end - one->onset, in_next = next->end - next->onset;
  const double differing = in_one + in_next - 2 * MAX(to - from, 0);
  return 1 - MIN(differing, DAYTIME_DAY_MINUTES) / DAYTIME_DAY_MINUTES;
}

gboolean regularity_sri(const History *history, Night from, Night to, const char *shift, double *sri) {
  const Range range = { from, to, shift };
  const HistoryNight *before = NULL; /* the night before, when its sleep is known */
  Sleep last = { 0 };
  double same = 0;
  int pairs = 0;
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    Sleep sleep = { 0 };
    if (!belongs(&range, night) || !sleep_of(night, &sleep))
      continue;
    if (before && before->night + 1 == night->night) {
      same += same_state(&last, &sleep);
      pairs++;
    }
    before = night;
    last = sleep;
  }
  if (pairs < REGULARITY_MIN_NIGHTS)
    return FALSE;
  *sri = -100 + 200 * same / pairs;
  return TRUE;
}

gboolean regularity_social_jetlag(const History *history, Night from, Night to, const char *shift, double *minutes) {
  const Range range = { from, to, shift };
  const int cut = cut_of_day(history, &range);
  Times weekend = { 0 }, others = { 0 };
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    Sleep sleep = { 0 };
    if (belongs(&range, night) && sleep_of(night, &sleep))
      times_add(daytime_is_before_free_day(night->night) ? &weekend : &others,
                wrap_day((sleep.onset + sleep.end) / 2 - cut));
  }
  if (weekend.n < REGULARITY_MIN_SIDE || others.n < REGULARITY_MIN_SIDE)
    return FALSE;
  const double apart = wrap_day(weekend.sum / weekend.n - others.sum / others.n);
  *minutes = apart > HALF_DAY ? apart - DAYTIME_DAY_MINUTES : apart;
  return TRUE;
}
