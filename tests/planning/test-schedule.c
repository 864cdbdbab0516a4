/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/schedule.h"

#include "tests/planning/evening.h"

typedef struct {
  const char *zone;
  const char *bed, *wake;
  const char *night;
  const char *expected_start, *expected_bed, *expected_wake;
} Case;

static const Case nights[] = {
  { "Europe/Berlin", "23:30", "07:00", "2026-11-24", "2026-11-24 07:00", "2026-11-24 23:30", "2026-11-25 07:00" },
  { "Europe/Berlin", "00:30", "08:00", "2026-11-24", "2026-11-24 08:00", "2026-11-25 00:30", "2026-11-25 08:00" },
  { "Europe/Berlin", "08:30", "16:00", "2026-11-24", "2026-11-24 16:00", "2026-11-25 08:30", "2026-11-25 16:00" },
  /* clocks go forward: 02:30 is skipped */
  { "Europe/Berlin", "02:30", "10:00", "2026-03-28", "2026-03-28 10:00", "2026-03-29 03:00", "2026-03-29 10:00" },
  { "Europe/Berlin", "23:00", "02:30", "2026-03-28", "2026-03-28 02:30", "2026-03-28 23:00", "2026-03-29 03:00" },
  /* clocks go forward at midnight */
  { "America/Havana", "00:30", "08:00", "2026-03-07", "2026-03-07 08:00", "2026-03-08 01:00", "2026-03-08 08:00" },
  { "Asia/Beirut", "00:00", "08:00", "2026-03-28", "2026-03-28 08:00", "2026-03-29 01:00", "2026-03-29 08:00" },
  { "Australia/Lord_Howe", "02:10", "09:00", "2026-10-03", "2026-10-03 09:00", "2026-10-04 02:30", "2026-10-04 09:00" },
  /* there was no 2011-12-30 */
  { "Pacific/Apia", "23:00", "07:00", "2011-12-29", "2011-12-29 07:00", "2011-12-29 23:00", "2011-12-31 07:00" },
  { "Pacific/Apia", "00:30", "08:00", "2011-12-29", "2011-12-29 08:00", "2011-12-31 00:30", "2011-12-31 08:00" },
};

static void set_hours(Routine *routine, const char *bed, const char *wake) {
  routine->schedule.base = (Hours){ clock_minutes(bed), clock_minutes(wake) };
}

static void every_night_stands_at_its_times(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(nights); i++) {
    const Case *row = &nights[i];
    g_autoptr(GTimeZone) zone = zone_of(row->zone);
    g_autoptr(Routine) routine = routine_new();
    set_hours(routine, row->bed, row->wake);
    ScheduleNight night;
    g_assert_true(schedule_night(&routine->schedule, NULL, night_of(row->night), zone, &night));
    assert_shows(night.start, zone, row->expected_start);
    assert_shows(night.bed, zone, row->expected_bed);
    assert_shows(night.wake, zone, row->expected_wake);
    g_assert_false(night.bed_outside);
  }
}

static void repeated_time_is_the_first(void) {
  g_autoptr(GTimeZone) zone = zone_of("Europe/Berlin");
  g_autoptr(Routine) routine = routine_new();
  set_hours(routine, "02:30", "10:00");
  ScheduleNight night;
  g_assert_true(schedule_night(&routine->schedule, NULL, night_of("2026-10-24"), zone, &night));
  g_assert_cmpint(night.bed, ==, 1792888200); /* 2026-10-25T02:30+02:00 */
}

static void date_that_does_not_exist_has_no_night(void) {
  g_autoptr(GTimeZone) zone = zone_of("Pacific/Apia");
  g_autoptr(Routine) routine = routine_new();
  ScheduleNight night;
  g_assert_false(schedule_night(&routine->schedule, NULL, night_of("2011-12-30"), zone, &night));
}

static void bedtime_at_the_wake_time_is_outside(void) {
  g_autoptr(GTimeZone) zone = zone_of("Europe/Berlin");
  g_autoptr(Routine) routine = routine_new();
  set_hours(routine, "07:00", "07:00");
  ScheduleNight night;
  g_assert_true(schedule_night(&routine->schedule, NULL, night_of("2026-11-24"), zone, &night));
  g_assert_true(night.bed_outside);
  g_assert_cmpint(night.bed, ==, night.wake);
}

static void last_night_shift_before_a_free_day_has_no_bedtime(void) {
  g_autoptr(GTimeZone) zone = zone_of("Europe/Berlin");
  g_autoptr(Routine) routine = routine_new();
  add_shift(routine, "N", "08:45", "15:45");
  g_autoptr(GHashTable) choices = shift_choices_new();
  const Night night = night_of("2026-11-24");
  g_hash_table_insert(choices, GUINT_TO_POINTER(night), g_strdup("N"));
  ScheduleNight instants;
  g_assert_true(schedule_night(&routine->schedule, choices, night, zone, &instants));
  assert_shows(instants.start, zone, "2026-11-24 15:45");
  assert_shows(instants.wake, zone, "2026-11-25 07:00");
  g_assert_true(instants.bed_outside);
}

/* A wake time in the gap and one at its end are the same instant: the night between them is empty. */
static void nights_touch_when_two_wake_times_fall_together(void) {
  g_autoptr(GTimeZone) zone = zone_of("America/Nuuk"); /* 2024-03-30 23:00 -> 2024-03-31 00:00 */
  g_autoptr(Routine) routine = routine_new();
  set_hours(routine, "20:00", "23:30");
  routine->schedule.weekday[6].wake = 0;
  const Night saturday = night_of("2024-03-30");
  ScheduleNight first, second;
  g_assert_true(schedule_night(&routine->schedule, NULL, saturday, zone, &first));
  g_assert_true(schedule_night(&routine->schedule, NULL, saturday + 1, zone, &second));
  g_assert_cmpint(first.start, ==, first.wake);
  g_assert_cmpint(first.wake, ==, second.start);
  g_assert_cmpuint(schedule_night_at(&routine->schedule, NULL, first.start, zone), ==, saturday + 1);
  g_assert_cmpuint(schedule_night_at(&routine->schedule, NULL, first.start - 1, zone), ==, saturday - 1);
}

static void tonight_is_yesterday_until_the_wake_time(void) {
  g_autoptr(GTimeZone) zone = zone_of("Europe/Berlin");
  g_autoptr(Routine) routine = routine_new();
  const Schedule *schedule = &routine->schedule;
  const Night night = night_of("2026-11-24");
  g_assert_cmpuint(schedule_night_at(schedule, NULL, instant("2026-11-25 00:40", zone), zone), ==, night);
  g_assert_cmpuint(schedule_night_at(schedule, NULL, instant("2026-11-25 06:59:59", zone), zone), ==, night);
  g_assert_cmpuint(schedule_night_at(schedule, NULL, instant("2026-11-25 07:00", zone), zone), ==, night + 1);
}

static void clocks_back_over_midnight_start_no_night_twice(void) {
  g_autoptr(GTimeZone) zone = zone_of("America/St_Johns"); /* 2010-11-07 00:01 -> 2010-11-06 23:01 */
  g_autoptr(Routine) routine = routine_new();
  set_hours(routine, "16:00", "00:00");
  const Night sunday = night_of("2010-11-07");
  ScheduleNight night;
  g_assert_true(schedule_night(&routine->schedule, NULL, sunday, zone, &night));
  assert_shows(night.start + 30 * 60, zone, "2010-11-06 23:30");
  g_assert_cmpuint(schedule_night_at(&routine->schedule, NULL, night.start + 30 * 60, zone), ==, sunday);
}

static void weekday_overrides_default_and_shift_overrides_weekday(void) {
  g_autoptr(Routine) routine = routine_new();
  Schedule *schedule = &routine->schedule;
  schedule->weekday[4].bed = 0; /* Friday */
  add_shift(routine, "L", "01:00", "09:30");
  Shift *half = shift_new("E");
  half->hours.wake = 5 * 60;
  g_ptr_array_add(schedule->shifts, half);
  const Night friday = night_of("2026-11-27");

  ScheduleDay day = schedule_day(schedule, NULL, friday - 1);
  g_assert_cmpint(day.hours.bed, ==, 23 * 60);
  day = schedule_day(schedule, NULL, friday);
  g_assert_cmpint(day.hours.bed, ==, 0);
  g_assert_cmpint(day.hours.wake, ==, 7 * 60);
  g_assert_null(day.shift);

  g_autoptr(GHashTable) choices = shift_choices_new();
  g_hash_table_insert(choices, GUINT_TO_POINTER(friday), g_strdup("E"));
  day = schedule_day(schedule, choices, friday);
  g_assert_cmpint(day.hours.bed, ==, 0);
  g_assert_cmpint(day.hours.wake, ==, 5 * 60);
  g_assert_cmpstr(day.shift, ==, "E");
}

/* A shift that brings its own sleep, such as a night shift's. */
static void add_sleeper(Routine *routine, const char *code, const char *bed, const char *wake) {
  Shift *shift = shift_new(code);
  shift->hours.bed = clock_minutes(bed);
  shift->wake_after = clock_minutes(wake);
  g_ptr_array_add(routine->schedule.shifts, shift);
}

/* The rotas that people write: each night has its bedtime, and a sleep from 5 to 10 hours. */
static void rotas_as_written_give_every_night_its_sleep(void) {
  static const struct {
    const char *order, *sleeps;
  } rows[] = {
    { "D D D D O O O O N N N N O O O O", /* four on, four off */
      "23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 08-16 08-16 08-16 08-16 23-07 23-07 23-07 23-07" },
    { "D D O O D D D O O D D O O O N N O O N N N O O N N O O O", /* two, two, three */
      "23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 23-07 "
      "08-16 08-16 23-07 23-07 08-16 08-16 08-16 23-07 23-07 08-16 08-16 23-07 23-07 23-07" },
    { "W O O W O O", "09-14 23-07 23-07 09-14 23-07 23-07" },                 /* 24 hours on, 48 off */
    { "E E L L N N O O", "21-05 21-08 00-08 00-07 08-16 08-16 23-07 23-05" }, /* a nurse's */
  };
  g_autoptr(GTimeZone) zone = zone_of("Europe/Berlin");
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Routine) routine = routine_new();
    Schedule *schedule = &routine->schedule;
    add_shift(routine, "D", "23:00", "07:00");
    add_shift(routine, "E", "21:30", "05:00");
    add_shift(routine, "L", "00:30", "08:30");
    add_sleeper(routine, "N", "08:30", "16:00");
    add_sleeper(routine, "W", "09:00", "14:00");
    schedule->rota_from = night_of("2026-11-02");
    schedule->rota = g_strsplit(rows[i].order, " ", 0);
    g_autoptr(GString) sleeps = g_string_new(NULL);
    for (guint k = 0; schedule->rota[k]; k++) {
      ScheduleNight night;
      g_assert_true(schedule_night(schedule, NULL, schedule->rota_from + k, zone, &night));
      g_assert_false(night.bed_outside);
      g_assert_cmpint(night.wake - night.bed, >=, 5 * 3600);
      g_assert_cmpint(night.wake - night.bed, <=, 11 * 3600);
      g_string_append_printf(sleeps, "%s%02d-%02d", k > 0 ? " " : "", daytime_minutes_of(night.bed, zone) / 60,
                             daytime_minutes_of(night.wake, zone) / 60);
    }
    g_assert_cmpstr(sleeps->str, ==, rows[i].sleeps);
  }
}

/* A shift before may be one that the person chose, and its wake time goes before that of the date. */
static void sleep_of_a_chosen_shift_ends_the_night_after_it(void) {
  g_autoptr(GTimeZone) zone = zone_of("Europe/Berlin");
  g_autoptr(Routine) routine = routine_new();
  g_autoptr(GHashTable) choices = shift_choices_new();
  const Night chosen = night_of("2026-11-25");
  add_sleeper(routine, "N", "08:30", "16:00");
  g_hash_table_insert(choices, GUINT_TO_POINTER(chosen), g_strdup("N"));
  ScheduleNight before, night, after;
  g_assert_true(schedule_night(&routine->schedule, choices, chosen - 1, zone, &before));
  g_assert_true(schedule_night(&routine->schedule, choices, chosen, zone, &night));
  g_assert_true(schedule_night(&routine->schedule, choices, chosen + 1, zone, &after));
  assert_shows(before.wake, zone, "2026-11-25 07:00");
  assert_shows(night.bed, zone, "2026-11-26 08:30");
  assert_shows(night.wake, zone, "2026-11-26 16:00");
  assert_shows(after.bed, zone, "2026-11-26 23:00");
  assert_shows(after.wake, zone, "2026-11-27 07:00");
  g_assert_true(schedule_day(&routine->schedule, choices, chosen).begins_row);
  g_assert_false(schedule_day(&routine->schedule, choices, chosen + 1).begins_row);
}

static void rota_repeats_and_a_choice_overrides_it(void) {
  g_autoptr(Routine) routine = routine_new();
  Schedule *schedule = &routine->schedule;
  add_shift(routine, "E", "21:00", "05:00");
  add_shift(routine, "N", "08:45", "15:45");
  schedule->rota_from = night_of("2026-11-02");
  schedule->rota = g_strsplit("E E N O", " ", 0);
  static const char *const expected[] = { "E", "E", "N", "O", "E", "E", "N", "O", "E" };
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
    g_assert_cmpstr(schedule_day(schedule, NULL, schedule->rota_from + i).shift, ==, expected[i]);
  g_assert_null(schedule_day(schedule, NULL, schedule->rota_from - 1).shift);
  g_assert_cmpint(schedule_day(schedule, NULL, schedule->rota_from + 2).hours.bed, ==, 8 * 60 + 45);
  /* a day off that no shift describes keeps the usual hours */
  g_assert_cmpint(schedule_day(schedule, NULL, schedule->rota_from + 3).hours.bed, ==, 23 * 60);

  g_autoptr(GHashTable) choices = shift_choices_new();
  g_hash_table_insert(choices, GUINT_TO_POINTER(schedule->rota_from), g_strdup("N"));
  g_assert_cmpstr(schedule_day(schedule, choices, schedule->rota_from).shift, ==, "N");
  g_assert_cmpstr(schedule_day(schedule, choices, schedule->rota_from + 1).shift, ==, "E");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/schedule/every-night-stands-at-its-times", every_night_stands_at_its_times);
  g_test_add_func("/schedule/repeated-time-is-the-first", repeated_time_is_the_first);
  g_test_add_func("/schedule/date-that-does-not-exist-has-no-night", date_that_does_not_exist_has_no_night);
  g_test_add_func("/schedule/bedtime-at-the-wake-time-is-outside", bedtime_at_the_wake_time_is_outside);
  g_test_add_func("/schedule/last-night-shift-before-a-free-day-has-no-bedtime",
                  last_night_shift_before_a_free_day_has_no_bedtime);
  g_test_add_func("/schedule/nights-touch-when-two-wake-times-fall-together",
                  nights_touch_when_two_wake_times_fall_together);
  g_test_add_func("/schedule/tonight-is-yesterday-until-the-wake-time", tonight_is_yesterday_until_the_wake_time);
  g_test_add_func("/schedule/clocks-back-over-midnight-start-no-night-twice",
                  clocks_back_over_midnight_start_no_night_twice);
  g_test_add_func("/schedule/weekday-overrides-default-and-shift-overrides-weekday",
                  weekday_overrides_default_and_shift_overrides_weekday);
  g_test_add_func("/schedule/rota-repeats-and-a-choice-overrides-it", rota_repeats_and_a_choice_overrides_it);
  g_test_add_func("/schedule/rotas-as-written-give-every-night-its-sleep", rotas_as_written_give_every_night_its_sleep);
  g_test_add_func("/schedule/sleep-of-a-chosen-shift-ends-the-night-after-it",
                  sleep_of_a_chosen_shift_ends_the_night_after_it);
  return g_test_run();
}
