/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/dimmer.h"

#define BED ((gint64) 1795557600)
#define MINUTE 60

/* From 100 to 30 percent over 35 minutes: two percent a minute. */
static const ScreenSettings screen = { .dim_to_percent = 30, .over_minutes = 35 };
static const Plan plan = { .start = BED - 16 * 60 * MINUTE, .bed = BED, .wake = BED + 8 * 60 * MINUTE };

static void the_light_goes_down_to_bedtime_and_comes_back_in_the_morning(void) {
  static const struct {
    gint64 seconds; /* from bedtime */
    int percent;
    gint64 next; /* from bedtime; 0: none */
  } rows[] = {
    { -3600, 100, -35 * MINUTE },
    { -35 * MINUTE - 1, 100, -35 * MINUTE },
    { -35 * MINUTE, 100, -34 * MINUTE },
    { -34 * MINUTE - 1, 100, -34 * MINUTE },
    { -34 * MINUTE, 98, -33 * MINUTE },
    { -10 * MINUTE, 50, -9 * MINUTE },
    { -MINUTE, 32, 0 },
    { -1, 32, 0 },
    { 0, 30, 480 * MINUTE },
    { 479 * MINUTE, 30, 480 * MINUTE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_assert_cmpint(dimmer_percent(&plan, &screen, BED + rows[i].seconds), ==, rows[i].percent);
    g_assert_cmpint(dimmer_next(&plan, &screen, BED + rows[i].seconds), ==, BED + rows[i].next);
  }
  g_assert_cmpint(dimmer_percent(&plan, &screen, plan.wake), ==, 100);
  g_assert_cmpint(dimmer_next(&plan, &screen, plan.wake), ==, 0);
}

static void it_only_ever_goes_down_before_bedtime(void) {
  for (int to = 1; to <= 100; to += 9) {
    for (int over = 1; over <= 90; over += 7) {
      const ScreenSettings settings = { .dim_to_percent = to, .over_minutes = over };
      int before = 100;
      for (gint64 now = BED - 7200; now <= BED; now += 20) {
        const int percent = dimmer_percent(&plan, &settings, now);
        g_assert_cmpint(percent, <=, before);
        g_assert_cmpint(percent, >=, to);
        before = percent;
      }
      g_assert_cmpint(before, ==, to);
    }
  }
}

static void without_a_wish_nothing_changes(void) {
  static const ScreenSettings none = { .dim_to_percent = 0, .over_minutes = 45 };
  static const ScreenSettings full = { .dim_to_percent = 100, .over_minutes = 45 };
  g_assert_cmpint(dimmer_percent(&plan, &none, BED), ==, 100);
  g_assert_cmpint(dimmer_next(&plan, &none, BED - 60), ==, 0);
  g_assert_cmpint(dimmer_percent(&plan, &full, BED), ==, 100);
  g_assert_cmpint(dimmer_next(&plan, &full, BED - 60), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dimming/the-light-goes-down-to-bedtime-and-comes-back-in-the-morning",
                  the_light_goes_down_to_bedtime_and_comes_back_in_the_morning);
  g_test_add_func("/dimming/it-only-ever-goes-down-before-bedtime", it_only_ever_goes_down_before_bedtime);
  g_test_add_func("/dimming/without-a-wish-nothing-changes", without_a_wish_nothing_changes);
  return g_test_run();
}
