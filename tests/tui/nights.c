/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"

#include "base/daytime.h"

enum { NIGHTS = 35, HOUR = 3600, OFFSET = 3600 };

/* A night a column, a step a row: x done, o open, - skipped, ~ slipped. */
static const char *const marks[] = {
  "xxxxoxxxxxxxxxxxxxxxxxoxoxxxxxxxxxx", "xxxxxxxxxoxxxxxxxxxxxxxxxxxxoxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  "xoxxoxxxxoxxoxxxxoxxxxxx--xx-xoxxx-", "xxoxo~xxxoxxoxxxooxxxo~xoxo~~xxxxxo", "xxxoxxxxxoxoxxxxoxxoxxxoxxxoxxxxxxx",
  "x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x",
};
static const char *const ids[] = { "caffeine", "magnesium", "dim", "stretch", "screens", "bed", "breathe" };
static const char *const titles[] = { "No more caffeine", "Magnesium",  "Dim the lights", "Gentle stretching",
                                      "Screens off",      "Lights out", "Slow breathing" };
static const char rested[NIGHTS + 1] = "443544534343445434033435443434405"
                                       "13";
static const int lights_out_minutes[] = { 65, 60, 5, 12, 8, 3, 20, 75, 50, 10 };

static Mark mark_of(char letter) {
  switch (letter) {
  case 'x': return MARK_DONE;
  case '-': return MARK_SKIPPED;
  case '~': return MARK_SLIPPED;
  default: return MARK_OPEN;
  }
}

static void add_night(History *history, Night night, int index) {
  const gint64 noon = ((gint64) night - 719163) * 24 * HOUR + 12 * HOUR - OFFSET;
  const gint64 bed = noon + 11 * HOUR + HOUR / 2;
  const int after = lights_out_minutes[index % (int) G_N_ELEMENTS(lights_out_minutes)];
  const HistoryNight value = {
    .night = night,
    .start = noon - 4 * HOUR,
    .bed = bed,
    .target_bed = bed,
    .wake = bed + 8 * HOUR,
    .offset = OFFSET,
    .lights_out_offset = OFFSET,
    .woke_offset = OFFSET,
    .lights_out = index % 8 == 6 ? 0 : bed + after * 60,
    .rested = (gint8) (rested[index] - '0'),
    .wakings = MORNING_UNKNOWN,
    .asleep_after_minutes = index % 3 == 0 ? 15 : MORNING_UNKNOWN,
    .awake_minutes = index % 3 == 0 ? 10 : MORNING_UNKNOWN,
    .woke = bed + 8 * HOUR,
    .up = bed + 8 * HOUR + 900,
    .answered_at = bed + 9 * HOUR,
  };
  history_append(history, &value);
  for (guint16 step = 0; step < G_N_ELEMENTS(marks); step++) {
    const HistoryMark mark = { .step = step, .mark = mark_of(marks[step][index]), .counts = step < 6 };
    history_append_mark(history, &mark);
  }
}

History *nights_many(int count) {
  History *history = history_new();
  guint32 last = 0;
  g_assert_true(daytime_parse_day(NIGHTS_LAST, &last));
  for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
    (void) history_intern(history, ids[i], titles[i]);
  for (int i = 0; i < count; i++)
    add_night(history, last - (Night) (count - 1 - i), (i + NIGHTS - count % NIGHTS) % NIGHTS);
  return history;
}

History *nights_new(void) {
  return nights_many(NIGHTS);
}
