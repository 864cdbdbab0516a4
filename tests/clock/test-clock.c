/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock/clock.h"

#include "clock/clock_timer.h"

#include <time.h>

#define START G_GINT64_CONSTANT(1795554240)

static void test_machine_shows_the_time(void) {
  g_autoptr(Clock) clock = clock_new();
  const gint64 before = g_get_real_time();
  const gint64 usec = clock_now_usec(clock);
  const gint64 now = clock_now(clock);
  const gint64 after = g_get_real_time();

  g_assert_cmpint(before, <=, usec);
  g_assert_cmpint(usec, <=, after);
  g_assert_cmpint(usec / G_USEC_PER_SEC, <=, now);
  g_assert_cmpint(now, <=, after / G_USEC_PER_SEC);
  g_assert_cmpfloat(clock_speed(clock), ==, 1);
}

static void test_machine_is_not_stepped(void) {
  g_autoptr(Clock) clock = clock_new();

  clock_step(clock, START);
  g_assert_cmpint(ABS(clock_now_usec(clock) - g_get_real_time()), <, G_USEC_PER_SEC);
}

static void test_standing_clock(void) {
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 0);
  const gint64 begin = g_get_monotonic_time();

  while (g_get_monotonic_time() < begin + 2000)
    g_assert_cmpint(clock_now_usec(clock), ==, START * G_USEC_PER_SEC);
  g_assert_cmpint(clock_now(clock), ==, START);
}

static void test_speed(void) {
  static const double speeds[] = { 0.5, 1, 60, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS(speeds); i++) {
    const gint64 begin = g_get_monotonic_time();
    g_autoptr(Clock) clock = clock_new_rehearsal(START, speeds[i]);
    const gint64 begun = g_get_monotonic_time();

    while (g_get_monotonic_time() < begun + 1000)
      ;
    const gint64 least = g_get_monotonic_time() - begun;
    const gint64 shown = clock_now_usec(clock) - START * G_USEC_PER_SEC;
    const gint64 most = g_get_monotonic_time() - begin;

    /* A microsecond on either side is lost to rounding. */
    g_assert_cmpfloat((double) shown, >=, (double) (least - 2) * speeds[i]);
    g_assert_cmpfloat((double) shown, <=, (double) (most + 2) * speeds[i]);
    g_assert_cmpfloat(clock_speed(clock), ==, speeds[i]);
  }
}

static void test_step(void) {
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 0);

  clock_step(clock, START + 3600);
  g_assert_cmpint(clock_now(clock), ==, START + 3600);
  clock_step(clock, START - 3600);
  g_assert_cmpint(clock_now(clock), ==, START - 3600);
}

static void test_changed_speed(void) {
  const gint64 begin = g_get_monotonic_time();
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 10000);

  clock_change_speed(clock, START + 10, 20000);
  clock_change_speed(clock, START + 30, 0);
  /* A thousandth of a second for the first ten, and another one for the next twenty. */
  const gint64 first = clock_timer_usec(clock, START + 10), second = clock_timer_usec(clock, START + 30);
  g_assert_cmpint(second - first, ==, 1000);
  g_assert_cmpint(first - clock_timer_usec(clock, START), ==, 1000);
  g_assert_true(clock_timer_usec(clock, START + 31) == CLOCK_NEVER);
  while (g_get_monotonic_time() < begin + 3000)
    ;
  g_assert_cmpint(clock_now_usec(clock), ==, (START + 30) * G_USEC_PER_SEC);
  g_assert_cmpfloat(clock_speed(clock), ==, 0);
  clock_step(clock, START + 5);
  g_assert_cmpfloat(clock_speed(clock), ==, 10000);
}

static void test_before_the_epoch(void) {
  g_autoptr(Clock) clock = clock_new_rehearsal(-1, 0.25);

  g_assert_cmpint(clock_now(clock), ==, -1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/clock/machine-shows-the-time", test_machine_shows_the_time);
  g_test_add_func("/clock/machine-is-not-stepped", test_machine_is_not_stepped);
  g_test_add_func("/clock/rehearsal-at-speed-0-stands-still", test_standing_clock);
  g_test_add_func("/clock/rehearsal-runs-at-its-speed", test_speed);
  g_test_add_func("/clock/rehearsal-changes-its-speed", test_changed_speed);
  g_test_add_func("/clock/rehearsal-steps-either-way", test_step);
  g_test_add_func("/clock/seconds-round-down-before-the-epoch", test_before_the_epoch);
  return g_test_run();
}
