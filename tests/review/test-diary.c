/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"
#include "review/diary.h"

/* Clock times of the sleep as minutes after midnight of the evening; 0 is blank. */
typedef struct {
  const char *name;
  int lights_out, asleep_after, awake, woke, up;
  DiaryMeasures expected;
} Case;

#define AT(hour, minute) ((hour) *60 + (minute))
#define _ DIARY_BLANK

static const Case cases[] = {
  { "a whole night", AT(23, 0), 20, 15, AT(31, 0), AT(31, 30), { 510, 20, 15, 460, 445, 30, 87 } },
  { "past midnight", AT(24, 34), 10, 0, AT(31, 30), AT(31, 45), { 431, 10, 0, 406, 406, 15, 94 } },
  { "asleep at once, up at once", AT(23, 0), 0, 0, AT(31, 0), AT(31, 0), { 480, 0, 0, 480, 480, 0, 100 } },
  { "nothing known", 0, _, _, 0, 0, { _, _, _, _, _, _, _ } },
  { "blank is never zero", AT(23, 0), _, _, AT(31, 0), AT(31, 30), { 510, _, _, _, _, 30, _ } },
  { "no WASO, no total sleep", AT(23, 0), 20, _, AT(31, 0), AT(31, 30), { 510, 20, _, 460, _, 30, _ } },
  { "no final awakening", AT(23, 0), 20, 15, 0, AT(31, 30), { 510, 20, 15, _, _, _, _ } },
  { "not out of bed", AT(23, 0), 20, 15, AT(31, 0), 0, { _, 20, 15, 460, 445, _, _ } },
  { "no lights out", 0, 20, 15, AT(31, 0), AT(31, 30), { _, 20, 15, _, _, 30, _ } },
  { "negative total sleep", AT(23, 0), 20, 470, AT(31, 0), AT(31, 30), { 510, 20, 470, 460, _, 30, _ } },
  { "onset after waking", AT(23, 0), 500, 0, AT(31, 0), AT(31, 30), { 510, 500, 0, _, _, 30, _ } },
  { "up before awake", AT(23, 0), 20, 15, AT(31, 0), AT(30, 0), { 420, 20, 15, 460, 445, _, _ } },
  { "awake all night", AT(23, 0), 460, 20, AT(31, 0), AT(31, 0), { 480, 460, 20, 20, 0, 0, 0 } },
};

static gint64 instant(int minutes) {
  return minutes == 0 ? 0 : (gint64) FIRST_NIGHT * NIGHT_SECONDS + (gint64) minutes * 60;
}

static void measures_by_hand(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    HistoryNight night = nights_blank(FIRST_NIGHT);
    night.lights_out = instant(cases[i].lights_out);
    night.asleep_after_minutes = (gint16) cases[i].asleep_after;
    night.awake_minutes = (gint16) cases[i].awake;
    night.woke = instant(cases[i].woke);
    night.up = instant(cases[i].up);
    const DiaryMeasures is = diary_measures(&night), should = cases[i].expected;
    g_test_message("%s", cases[i].name);
    g_assert_cmpint(is.time_in_bed, ==, should.time_in_bed);
    g_assert_cmpint(is.onset_latency, ==, should.onset_latency);
    g_assert_cmpint(is.waso, ==, should.waso);
    g_assert_cmpint(is.sleep_period, ==, should.sleep_period);
    g_assert_cmpint(is.total_sleep, ==, should.total_sleep);
    g_assert_cmpint(is.lingering, ==, should.lingering);
    g_assert_cmpint(is.efficiency_percent, ==, should.efficiency_percent);
  }
}

static void parts_add_up_whatever_the_seconds(void) {
  HistoryNight night = nights_blank(FIRST_NIGHT);
  night.asleep_after_minutes = 20;
  night.awake_minutes = 10;
  for (int seconds = 0; seconds < 60; seconds += 7) {
    night.lights_out = instant(AT(23, 0)) + seconds;
    night.woke = instant(AT(31, 0)) + 59 - seconds;
    night.up = instant(AT(31, 20)) + seconds / 2;
    const DiaryMeasures is = diary_measures(&night);
    g_assert_cmpint(is.onset_latency + is.waso + is.total_sleep + is.lingering, ==, is.time_in_bed);
  }
}

/* 86.3, 86.3 and 85.4 % are 86.0 %, and not what three rounded and cut numbers come to. */
static void mean_efficiency_is_rounded_once(void) {
  static const int asleep[] = { 863, 863, 854 };
  g_autoptr(History) history = history_new();
  for (guint i = 0; i < G_N_ELEMENTS(asleep); i++) {
    HistoryNight night = nights_blank(FIRST_NIGHT + i);
    night.asleep_after_minutes = 0;
    night.awake_minutes = (gint16) (1000 - asleep[i]);
    night.lights_out = night.bed;
    night.woke = night.up = night.bed + 1000 * 60;
    history_append(history, &night);
  }
  const HistoryNight unknown = nights_blank(FIRST_NIGHT + 3);
  history_append(history, &unknown);
  int nights = 0;
  g_assert_cmpint(diary_mean_efficiency(history, FIRST_NIGHT, NIGHT_NONE, &nights), ==, 86);
  g_assert_cmpint(nights, ==, 3);
  g_assert_cmpint(diary_mean_efficiency(history, FIRST_NIGHT + 2, FIRST_NIGHT + 3, &nights), ==, 85);
  g_assert_cmpint(nights, ==, 1);
  g_assert_cmpint(diary_mean_efficiency(history, FIRST_NIGHT + 3, NIGHT_NONE, &nights), ==, DIARY_BLANK);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/diary/measures-by-hand", measures_by_hand);
  g_test_add_func("/diary/parts-add-up-whatever-the-seconds", parts_add_up_whatever_the_seconds);
  g_test_add_func("/diary/mean-efficiency-is-rounded-once", mean_efficiency_is_rounded_once);
  return g_test_run();
}
