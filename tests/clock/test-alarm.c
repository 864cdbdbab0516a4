/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock/alarm.h"

#include "clock/alarm.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <time.h>
#include <unistd.h>

#define START G_GINT64_CONSTANT(1795554240)

/* What rang, in order: one letter each. */
static void note_ring(AlarmReason reason, gpointer data) {
  static const char letters[] = { [ALARM_DUE] = 'd', [ALARM_CLOCK_SET] = 's', [ALARM_ZONE_CHANGED] = 'z' };

  g_string_append_c(data, letters[reason]);
}

/* On the machine's clock, which anyone may set at any time. */
static void note_ring_but_set(AlarmReason reason, gpointer data) {
  if (reason != ALARM_CLOCK_SET)
    note_ring(reason, data);
}

static gboolean give_up(gpointer data) {
  g_error("the alarm did not ring");
  return G_SOURCE_REMOVE;
}

static void wait_for_rings(const GString *rings, gsize count) {
  const guint limit = g_timeout_add_seconds(10, give_up, NULL);

  while (rings->len < count)
    g_main_context_iteration(NULL, TRUE);
  g_source_remove(limit);
}

static void assert_silence(const GString *rings) {
  const gsize count = rings->len;

  for (int i = 0; i < 5; i++)
    g_main_context_iteration(NULL, FALSE);
  g_assert_cmpuint(rings->len, ==, count);
}

static void test_machine_rings_when_due(void) {
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) clock = clock_new();
  g_autoptr(Alarm) alarm = alarm_new(clock, note_ring_but_set, rings);
  const gint64 instant = clock_now(clock) + 1;

  assert_silence(rings);
  alarm_arm(alarm, instant);
  wait_for_rings(rings, 1);
  g_assert_cmpstr(rings->str, ==, "d");
  g_assert_cmpint(clock_now(clock), >=, instant);
  assert_silence(rings);
}

static void test_past_rings_at_once(void) {
  static const gint64 instants[] = { 1, START, START - 1 };
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) machine = clock_new();
  g_autoptr(Clock) standing = clock_new_rehearsal(START, 0);
  g_autoptr(Alarm) real = alarm_new(machine, note_ring_but_set, rings);
  g_autoptr(Alarm) rehearsed = alarm_new(standing, note_ring, rings);

  alarm_arm(real, clock_now(machine));
  wait_for_rings(rings, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(instants); i++) {
    alarm_arm(rehearsed, instants[i]);
    wait_for_rings(rings, i + 2);
  }
  g_assert_cmpstr(rings->str, ==, "dddd");
}

static void test_disarmed_is_silent(void) {
  static const gint64 never[] = { 0, -5, G_MAXINT64 };
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) machine = clock_new();
  g_autoptr(Clock) rehearsal = clock_new_rehearsal(START, 1);
  g_autoptr(Alarm) real = alarm_new(machine, note_ring_but_set, rings);
  g_autoptr(Alarm) rehearsed = alarm_new(rehearsal, note_ring, rings);

  for (gsize i = 0; i < G_N_ELEMENTS(never); i++) {
    alarm_arm(real, 1);
    alarm_arm(real, never[i]);
    alarm_arm(rehearsed, START);
    alarm_arm(rehearsed, never[i]);
    assert_silence(rings);
  }
}

static void test_rehearsal_rings_at_its_speed(void) {
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 60000);
  g_autoptr(Alarm) alarm = alarm_new(clock, note_ring, rings);

  for (gsize i = 1; i <= 10; i++) {
    const gint64 instant = clock_now(clock) + 60;

    alarm_arm(alarm, instant);
    wait_for_rings(rings, i);
    g_assert_cmpint(clock_now(clock), >=, instant);
  }
  g_assert_cmpstr(rings->str, ==, "dddddddddd");
}

static void test_standing_clock_never_rings(void) {
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 0);
  g_autoptr(Alarm) alarm = alarm_new(clock, note_ring, rings);

  alarm_arm(alarm, START + 1);
  assert_silence(rings);
}

static void test_step_is_told_and_reaches_the_instant(void) {
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 0);
  g_autoptr(Alarm) alarm = alarm_new(clock, note_ring, rings);

  alarm_arm(alarm, START + 100);
  clock_step(clock, START + 50);
  g_assert_cmpstr(rings->str, ==, "");
  wait_for_rings(rings, 1);
  assert_silence(rings);
  clock_step(clock, START + 100);
  wait_for_rings(rings, 3);
  g_assert_cmpstr(rings->str, ==, "ssd");
}

static void test_step_after_the_alarm_is_gone(void) {
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 0);
  Alarm *gone = alarm_new(clock, note_ring, rings);
  g_autoptr(Alarm) alarm = alarm_new(clock, note_ring, rings);

  g_assert_nonnull(alarm);
  alarm_free(gone);
  clock_step(clock, START + 1);
  wait_for_rings(rings, 1);
  assert_silence(rings);
}

/* The clock is set to what it shows, which tells every timer and changes nothing. */
static gboolean set_machine_clock(void) {
  struct timespec now;

  g_assert_cmpint(clock_gettime(CLOCK_REALTIME, &now), ==, 0);
  if (clock_settime(CLOCK_REALTIME, &now) == 0)
    return TRUE;
  g_assert_cmpint(errno, ==, EPERM);
  g_test_skip("setting the machine's clock is not permitted");
  return FALSE;
}

static void test_set_clock_is_told(gconstpointer data) {
  const gint64 ahead = GPOINTER_TO_INT(data);
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) clock = clock_new();
  g_autoptr(Alarm) alarm = alarm_new(clock, note_ring, rings);

  alarm_arm(alarm, ahead ? clock_now(clock) + ahead : 0);
  if (!set_machine_clock())
    return;
  wait_for_rings(rings, 1);
  g_assert_cmpint(rings->str[0], ==, 's');
}

/* Arming swallows what the kernel had to tell. */
static void test_set_clock_is_told_after_arming(void) {
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autoptr(Clock) clock = clock_new();
  g_autoptr(Alarm) alarm = alarm_new(clock, note_ring, rings);

  if (!set_machine_clock())
    return;
  alarm_arm(alarm, clock_now(clock) + 3600);
  wait_for_rings(rings, 1);
  g_assert_cmpint(rings->str[0], ==, 's');
}

static void test_zone_change_is_told(void) {
  g_autoptr(GString) rings = g_string_new(NULL);
  g_autofree char *folder = g_dir_make_tmp("winddown-alarm-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "localtime", NULL);
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 0);
  g_autoptr(Alarm) alarm = alarm_new_in_zone_of(clock, path, note_ring, rings);

  g_assert_nonnull(alarm);
  assert_silence(rings);
  g_assert_cmpint(symlink("/usr/share/zoneinfo/Europe/Berlin", path), ==, 0);
  wait_for_rings(rings, 1);
  g_assert_cmpstr(rings->str, ==, "z");
  g_unlink(path);
  assert_silence(rings);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

typedef struct {
  Alarm *alarm;
  int rings;
} Ringer;

static void free_on_ring(AlarmReason reason, gpointer data) {
  Ringer *ringer = data;

  ringer->rings++;
  g_clear_pointer(&ringer->alarm, alarm_free);
}

static void test_freed_while_ringing(void) {
  Ringer ringer = { .rings = 0 };
  g_autoptr(Clock) clock = clock_new_rehearsal(START, 0);

  ringer.alarm = alarm_new(clock, free_on_ring, &ringer);
  alarm_arm(ringer.alarm, START);
  clock_step(clock, START);
  for (int i = 0; i < 5; i++)
    g_main_context_iteration(NULL, FALSE);
  g_assert_cmpint(ringer.rings, ==, 1);
  g_assert_null(ringer.alarm);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/alarm/machine-rings-when-due-and-once", test_machine_rings_when_due);
  g_test_add_func("/alarm/past-instants-ring-at-once", test_past_rings_at_once);
  g_test_add_func("/alarm/disarmed-is-silent", test_disarmed_is_silent);
  g_test_add_func("/alarm/rehearsal-rings-at-its-speed", test_rehearsal_rings_at_its_speed);
  g_test_add_func("/alarm/standing-clock-never-rings", test_standing_clock_never_rings);
  g_test_add_func("/alarm/step-is-told-and-reaches-the-instant", test_step_is_told_and_reaches_the_instant);
  g_test_add_func("/alarm/step-after-an-alarm-is-gone", test_step_after_the_alarm_is_gone);
  g_test_add_data_func("/alarm/set-clock-is-told-while-armed", GINT_TO_POINTER(3600), test_set_clock_is_told);
  g_test_add_data_func("/alarm/set-clock-is-told-while-disarmed", NULL, test_set_clock_is_told);
  g_test_add_func("/alarm/set-clock-is-told-in-spite-of-arming", test_set_clock_is_told_after_arming);
  g_test_add_func("/alarm/zone-change-is-told", test_zone_change_is_told);
  g_test_add_func("/alarm/may-be-freed-while-it-rings", test_freed_while_ringing);
  return g_test_run();
}
