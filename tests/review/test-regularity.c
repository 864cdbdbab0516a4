/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"
#include "review/regularity.h"

#include <math.h>

/* Adds nights from FIRST_NIGHT (a Monday) on: lights out `minutes[i]` after midnight of the evening. */
static History *bedtimes(const int *minutes, gsize n) {
  History *history = history_new();
  for (gsize i = 0; i < n; i++) {
    HistoryNight night = nights_blank(FIRST_NIGHT + (Night) i);
    night.lights_out = (gint64) night.night * NIGHT_SECONDS + minutes[i] * 60;
    history_append(history, &night);
  }
  return history;
}

static void midnight_is_no_edge(void) {
  const int minutes[] = { 1410, 1440, 1470, 1410, 1440, 1470, 1440 }; /* 23:30, 00:00, 00:30 … */
  g_autoptr(History) history = bedtimes(minutes, G_N_ELEMENTS(minutes));
  const BedtimeSpread spread = regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpint(spread.n, ==, 7);
  g_assert_cmpfloat_with_epsilon(spread.mean, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon(spread.sd, sqrt(4 * 900 / 6.0), 1e-6);
  g_assert_true(spread.rough);
}

static void spread_shows_from_seven_nights(void) {
  const int minutes[] = { 1380, 1390, 1400, 1380, 1390, 1400, 1380, 1390, 1400, 1380, 1390, 1400, 1380, 1390 };
  g_autoptr(History) history = bedtimes(minutes, G_N_ELEMENTS(minutes));
  const BedtimeSpread six = regularity_bedtime(history, FIRST_NIGHT, FIRST_NIGHT + 5, NULL);
  g_assert_cmpint(six.n, ==, 6);
  g_assert_cmpfloat(six.sd, <, 0);
  g_assert_cmpfloat_with_epsilon(six.mean, 1390, 1e-6);
  const BedtimeSpread all = regularity_bedtime(history, FIRST_NIGHT, FIRST_NIGHT + 13, NULL);
  g_assert_cmpfloat(all.sd, >, 0);
  g_assert_false(all.rough);
}

static void clock_is_the_local_one(void) {
  const int minutes[] = { 1380, 1380, 1380, 1380, 1380, 1380, 1380 };
  g_autoptr(History) history = bedtimes(minutes, 7);
  for (guint i = 0; i < 7; i++) { /* travel: another zone, the same clock */
    nights_at(history, i)->lights_out_offset = i < 3 ? 3600 : -18000;
    nights_at(history, i)->lights_out -= nights_at(history, i)->lights_out_offset;
  }
  const BedtimeSpread spread = regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpfloat_with_epsilon(spread.mean, 1380, 1e-6);
  g_assert_cmpfloat_with_epsilon(spread.sd, 0, 1e-6);
}

static void day_sleep_has_no_edge_at_noon(void) {
  const int minutes[] = { 2145, 2160, 2175, 2145, 2160, 2175, 2160 }; /* 11:45, 12:00, 12:15 the day after */
  g_autoptr(History) history = bedtimes(minutes, 7);
  for (guint i = 0; i < 7; i++)
    nights_at(history, i)->bed = (gint64) (FIRST_NIGHT + i) * NIGHT_SECONDS + 2160 * 60;
  const BedtimeSpread spread = regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpfloat_with_epsilon(spread.mean, 720, 1e-6);
  g_assert_cmpfloat_with_epsilon(spread.sd, sqrt(4 * 225 / 6.0), 1e-6);
}

static void shifts_are_judged_apart(void) {
  const int minutes[] = { 1380, 2100, 1380, 2100, 1380, 2100, 1380 };
  g_autoptr(History) history = bedtimes(minutes, 7);
  for (guint i = 0; i < 7; i++)
    nights_at(history, i)->shift = i % 2 == 0 ? "E" : "N";
  const BedtimeSpread spread = regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, "E");
  g_assert_cmpint(spread.n, ==, 4);
  g_assert_cmpfloat_with_epsilon(spread.mean, 1380, 1e-6);
}

static void unknown_lights_out_is_left_out(void) {
  const int minutes[] = { 1380, 1400 };
  g_autoptr(History) history = bedtimes(minutes, 2);
  nights_at(history, 0)->lights_out = nights_at(history, 1)->lights_out = 0;
  g_assert_cmpint(regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, NULL).n, ==, 0);
}

/* Asleep from `onset` to `end`, minutes after midnight of the evening. */
static void set_sleep(HistoryNight *night, int onset, int end) {
  const gint64 midnight = (gint64) night->night * NIGHT_SECONDS;
  night->lights_out = midnight + (onset - 10) * 60;
  night->asleep_after_minutes = 10;
  night->woke = midnight + end * 60;
}

static History *sleeps(const int (*times)[2], gsize n) {
  History *history = history_new();
  for (gsize i = 0; i < n; i++) {
    HistoryNight night = nights_blank(FIRST_NIGHT + (Night) i);
    set_sleep(&night, times[i][0], times[i][1]);
    history_append(history, &night);
  }
  return history;
}

static void same_sleep_every_night_is_100(void) {
  const int times[8][2] = { { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 },
                            { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 } };
  g_autoptr(History) history = sleeps(times, 8);
  double sri = 0;
  g_assert_true(regularity_sri(history, NIGHT_NONE, NIGHT_NONE, NULL, &sri));
  g_assert_cmpfloat_with_epsilon(sri, 100, 1e-9);
  g_assert_false(regularity_sri(history, FIRST_NIGHT + 1, NIGHT_NONE, NULL, &sri)); /* six pairs */
  nights_at(history, 4)->woke = 0;
  g_assert_false(regularity_sri(history, NIGHT_NONE, NIGHT_NONE, NULL, &sri)); /* two pairs are gone */
}

static void each_moment_is_read_by_its_own_offset(void) {
  const int times[8][2] = { { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 },
                            { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 }, { 1400, 1860 } };
  g_autoptr(History) history = sleeps(times, 8);
  for (guint i = 0; i < 8; i++) { /* the clocks go forward in the fourth night */
    HistoryNight *night = nights_at(history, i);
    night->lights_out_offset = i < 4 ? 3600 : 7200;
    night->woke_offset = i < 3 ? 3600 : 7200;
    night->lights_out -= night->lights_out_offset;
    night->woke -= night->woke_offset;
  }
  double sri = 0;
  g_assert_true(regularity_sri(history, NIGHT_NONE, NIGHT_NONE, NULL, &sri));
  g_assert_cmpfloat_with_epsilon(sri, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon(regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, NULL).sd, 0, 1e-6);
}

static void twelve_hours_to_and_fro_is_minus_100(void) {
  const int times[8][2] = { { 720, 1440 }, { 1440, 2160 }, { 720, 1440 }, { 1440, 2160 },
                            { 720, 1440 }, { 1440, 2160 }, { 720, 1440 }, { 1440, 2160 } };
  g_autoptr(History) history = sleeps(times, 8);
  double sri = 0;
  g_assert_true(regularity_sri(history, NIGHT_NONE, NIGHT_NONE, NULL, &sri));
  g_assert_cmpfloat_with_epsilon(sri, -100, 1e-9);
}

/* The definition, minute by minute over the 24 hours from noon. */
static double plain_sri(const int (*times)[2], int n) {
  int same = 0;
  for (int night = 0; night + 1 < n; night++) {
    for (int minute = 720; minute < 720 + 1440; minute++) {
      const gboolean asleep = minute >= times[night][0] && minute < times[night][1];
      const gboolean asleep_next = minute >= times[night + 1][0] && minute < times[night + 1][1];
      same += asleep == asleep_next;
    }
  }
  return -100 + 200.0 * same / (1440.0 * (n - 1));
}

static void agrees_with_the_minutes_counted(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  for (int i = 0; i < 200; i++) {
    int times[12][2];
    for (int j = 0; j < 12; j++) {
      times[j][0] = g_rand_int_range(random, 730, 1900);
      times[j][1] = g_rand_int_range(random, times[j][0] + 1, 2160);
    }
    g_autoptr(History) history = sleeps((const int(*)[2]) times, 12);
    double sri = 0;
    g_assert_true(regularity_sri(history, NIGHT_NONE, NIGHT_NONE, NULL, &sri));
    g_assert_cmpfloat_with_epsilon(sri, plain_sri((const int(*)[2]) times, 12), 1e-6);
  }
}

/* Two weeks from a Monday, with `work` and `weekend` nights. */
static History *fortnight(const int work[2], const int weekend[2]) {
  int times[14][2];
  for (int i = 0; i < 14; i++)
    memcpy(times[i], i % 7 == 4 || i % 7 == 5 ? weekend : work, sizeof times[i]);
  return sleeps((const int(*)[2]) times, 14);
}

static void social_jetlag_by_hand(void) {
  /* 23:00–07:00, but 01:00–09:40 on Friday and Saturday night: mid-sleep 03:00 against 05:20. */
  g_autoptr(History) history = fortnight((const int[]){ 1380, 1860 }, (const int[]){ 1500, 2020 });
  double minutes = 0;
  g_assert_true(regularity_social_jetlag(history, NIGHT_NONE, NIGHT_NONE, NULL, &minutes));
  g_assert_cmpfloat_with_epsilon(minutes, 140, 1e-6);
  g_assert_true(regularity_social_jetlag(history, NIGHT_NONE, FIRST_NIGHT + 12, NULL, &minutes));
  g_assert_false(regularity_social_jetlag(history, NIGHT_NONE, FIRST_NIGHT + 11, NULL, &minutes)); /* 3 on one side */
}

static void social_jetlag_keeps_its_sign(void) {
  /* Earlier on Friday and Saturday, and on the other side of midnight. */
  g_autoptr(History) history = fortnight((const int[]){ 1380, 1620 }, (const int[]){ 1260, 1500 });
  double minutes = 0;
  g_assert_true(regularity_social_jetlag(history, NIGHT_NONE, NIGHT_NONE, NULL, &minutes));
  g_assert_cmpfloat_with_epsilon(minutes, -120, 1e-6);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/regularity/each-moment-is-read-by-its-own-offset", each_moment_is_read_by_its_own_offset);
  g_test_add_func("/regularity/midnight-is-no-edge", midnight_is_no_edge);
  g_test_add_func("/regularity/spread-shows-from-seven-nights", spread_shows_from_seven_nights);
  g_test_add_func("/regularity/clock-is-the-local-one", clock_is_the_local_one);
  g_test_add_func("/regularity/day-sleep-has-no-edge-at-noon", day_sleep_has_no_edge_at_noon);
  g_test_add_func("/regularity/shifts-are-judged-apart", shifts_are_judged_apart);
  g_test_add_func("/regularity/unknown-lights-out-is-left-out", unknown_lights_out_is_left_out);
  g_test_add_func("/regularity/same-sleep-every-night-is-100", same_sleep_every_night_is_100);
  g_test_add_func("/regularity/to-and-fro-is-minus-100", twelve_hours_to_and_fro_is_minus_100);
  g_test_add_func("/regularity/agrees-with-the-minutes-counted", agrees_with_the_minutes_counted);
  g_test_add_func("/regularity/social-jetlag-by-hand", social_jetlag_by_hand);
  g_test_add_func("/regularity/social-jetlag-keeps-its-sign", social_jetlag_keeps_its_sign);
  return g_test_run();
}
