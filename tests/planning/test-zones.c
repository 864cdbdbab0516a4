/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any zone, any date: walks every zone of the system's tz database and holds
 * each night against what GDateTime shows there. The expected instants come
 * from a list of the zone's offsets that is found by asking GDateTime alone,
 * so nothing of the code under test judges itself. */
#include "planning/planner.h"
#include "planning/schedule.h"

#include "tests/planning/evening.h"

#include <string.h>

#define ZONEINFO "/usr/share/zoneinfo"

enum {
  DAY_SECONDS = 24 * 60 * 60,
  NEAR_DAYS = 3,    /* every night this close to a clock change is checked */
  STRIDE_DAYS = 29, /* and every so many of the others: prime to 7, so every weekday has its turn */
};

/* A stretch of constant offset, from `from` to the next one. */
typedef struct {
  gint64 from;
  int offset;
} Stretch;

/* One zone and its offsets over a range of instants, with some days to spare on both sides. */
typedef struct {
  GTimeZone *zone;
  GArray *stretches; /* of Stretch */
} Clocks;

static int offset_shown(GTimeZone *zone, gint64 instant_utc) {
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(instant_utc);
  g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
  return (int) (g_date_time_get_utc_offset(local) / G_TIME_SPAN_SECOND);
}

/* Adds every change of offset after `low`, up to `high`. */
static void find_changes(Clocks *clocks, gint64 low, int low_offset, gint64 high, int high_offset) {
  if (low_offset == high_offset)
    return;
  if (high - low == 1) {
    const Stretch stretch = { high, high_offset };
    g_array_append_val(clocks->stretches, stretch);
    return;
  }
  const gint64 middle = low + (high - low) / 2;
  const int offset = offset_shown(clocks->zone, middle);
  find_changes(clocks, low, low_offset, middle, offset);
  find_changes(clocks, middle, offset, high, high_offset);
}

static void read_clocks(Clocks *clocks, gint64 from, gint64 to) {
  Stretch last = { from, offset_shown(clocks->zone, from) };
  g_array_append_val(clocks->stretches, last);
  for (gint64 next = from + DAY_SECONDS; next <= to; next += DAY_SECONDS) {
    const int offset = offset_shown(clocks->zone, next);
    find_changes(clocks, next - DAY_SECONDS, last.offset, next, offset);
    last.offset = offset;
  }
}

static gint64 local_seconds(Night day, int minutes) {
  GDate epoch, date;
  g_date_clear(&epoch, 1);
  g_date_clear(&date, 1);
  g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
  g_date_set_julian(&date, day);
  return (gint64) g_date_days_between(&epoch, &date) * DAY_SECONDS + (gint64) minutes * 60;
}

/* The first instant at which clocks show `local` or, where that is skipped, more. */
static gint64 expected_instant(const Clocks *clocks, gint64 local) {
  for (guint i = 0; i < clocks->stretches->len; i++) {
    const Stretch *stretch = &g_array_index(clocks->stretches, Stretch, i);
    const gboolean is_last = i + 1 == clocks->stretches->len;
    const gint64 end = is_last ? G_MAXINT64 : stretch[1].from;
    if (is_last || end + stretch->offset > local)
      return MAX(stretch->from, local - stretch->offset);
  }
  g_assert_not_reached();
}

static gint64 local_shown(const Clocks *clocks, gint64 moment) {
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(moment);
  g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, clocks->zone);
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay) g_date_time_get_day_of_month(local), (GDateMonth) g_date_time_get_month(local),
                 (GDateYear) g_date_time_get_year(local));
  return local_seconds(g_date_get_julian(&date), 0) + g_date_time_get_hour(local) * 3600 +
         g_date_time_get_minute(local) * 60 + g_date_time_get_second(local);
}

static gboolean is_day(const Clocks *clocks, Night day) {
  const gint64 local = local_seconds(day, 0);
  const gint64 shown_there = local_shown(clocks, expected_instant(clocks, local));
  return shown_there >= local && shown_there < local + DAY_SECONDS;
}

static Night expected_next(const Clocks *clocks, Night night) {
  do
    night++;
  while (!is_day(clocks, night));
  return night;
}

/* The first time after `after` that shows `minutes`, from date `day` on. */
static gint64 expected_after(const Clocks *clocks, Night day, int minutes, gint64 after) {
  gint64 found = expected_instant(clocks, local_seconds(day, minutes));
  while (found <= after) {
    day = expected_next(clocks, day);
    found = expected_instant(clocks, local_seconds(day, minutes));
  }
  return found;
}

/* `moment` shows `minutes` of some date, or is the end of the gap that skips it. */
static void assert_shown(const Clocks *clocks, gint64 moment, int minutes) {
  const gint64 local = local_shown(clocks, moment);
  const gint64 remainder = (local - (gint64) minutes * 60) % DAY_SECONDS;
  const gint64 surplus = remainder < 0 ? remainder + DAY_SECONDS : remainder;
  if (surplus == 0)
    return;
  const gint64 wanted = local - surplus;
  g_assert_cmpint(local_shown(clocks, moment - 1), <, wanted);
  g_assert_cmpint(moment, ==, expected_instant(clocks, wanted));
}

typedef struct {
  const char *name;
  Routine *routine;
} Sleeper;

/* One step of each anchor and kind; those that can never fit are there to be left out. */
static void add_steps(Routine *routine) {
  add_step(routine, "caffeine", STEP_AVOID, from_bed(-540), 0);
  add_step(routine, "magnesium", STEP_DO, from_bed(-90), 0);
  add_step(routine, "stretch", STEP_GUIDED, from_bed(-58), 10);
  add_step(routine, "bed", STEP_DO, from_bed(0), 0);
  add_step(routine, "after", STEP_DO, from_bed(5), 0);
  add_step(routine, "outdoors", STEP_DO, (When){ ANCHOR_WAKE, 60 }, 20);
  add_step(routine, "asleep", STEP_DO, (When){ ANCHOR_NEXT_WAKE, -30 }, 0);
  add_step(routine, "quiet", STEP_AVOID, (When){ ANCHOR_NEXT_WAKE, -30 }, 60);
  add_step(routine, "lunch", STEP_DO, at_clock("14:00"), 0);
  add_step(routine, "dark", STEP_AVOID, at_clock("02:30"), 20);
}

static Sleeper sleeper(const char *name, const char *bed, const char *wake) {
  Routine *routine = routine_new();
  routine->schedule.base = (Hours){ clock_minutes(bed), clock_minutes(wake) };
  add_steps(routine);
  return (Sleeper){ name, routine };
}

#define N_SLEEPERS 4

static void make_sleepers(Sleeper *sleepers) {
  sleepers[0] = sleeper("normal", "23:00", "07:00");
  sleepers[1] = sleeper("after midnight", "00:30", "08:00");
  sleepers[2] = sleeper("by day", "08:30", "16:00");
  sleepers[3] = sleeper("by weekday", "23:00", "06:30");
  Hours *weekday = sleepers[3].routine->schedule.weekday;
  weekday[2].wake = clock_minutes("05:30");
  weekday[4].bed = clock_minutes("00:30");
  weekday[5] = (Hours){ clock_minutes("02:15"), clock_minutes("09:00") };
  weekday[6] = (Hours){ clock_minutes("22:30"), clock_minutes("08:30") };
}

static gint64 expected_step(const Clocks *clocks, Night night, const ScheduleNight *instants, When when) {
  const gint64 offset = (gint64) when.minutes * 60;
  switch (when.anchor) {
  case ANCHOR_CLOCK: return expected_after(clocks, night, when.minutes, instants->start);
  case ANCHOR_BED: return instants->bed + offset;
  case ANCHOR_WAKE: return instants->start + offset;
  case ANCHOR_NEXT_WAKE: return instants->wake + offset;
  }
  g_assert_not_reached();
}

static void check_plan(const Clocks *clocks, const Sleeper *one, Night night, const ScheduleNight *instants) {
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
  const PlanRequest request = { .routine = one->routine, .zone = clocks->zone };
  g_autoptr(Plan) plan = planner_plan(&request, night, warnings);
  const GPtrArray *steps = one->routine->steps;
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = g_ptr_array_index(steps, i);
    const gint64 at = expected_step(clocks, night, instants, step->at);
    const gboolean is_inside = at >= instants->start && at < instants->wake;
    const gboolean is_asleep = step->kind != STEP_AVOID && at > instants->bed;
    const PlanStep *planned = plan_step(plan, step->id);
    g_assert_cmpint(planned != NULL, ==, is_inside && !is_asleep);
    if (!planned)
      continue;
    g_assert_cmpint(planned->at, ==, at);
    g_assert_cmpint(planned->until, >=, at);
    g_assert_cmpint(planned->until, <=, instants->wake);
    if (step->at.anchor == ANCHOR_CLOCK)
      assert_shown(clocks, at, step->at.minutes);
  }
  g_assert_cmpuint(plan->steps->len + warnings->len, ==, steps->len);
}

static void check_night(const Clocks *clocks, const Sleeper *one, Night night) {
  const Schedule *schedule = &one->routine->schedule;
  ScheduleNight instants;
  g_assert_cmpint(schedule_night(schedule, NULL, night, clocks->zone, &instants), ==, is_day(clocks, night));
  if (!is_day(clocks, night))
    return;

  const Night next = expected_next(clocks, night);
  const Hours hours = schedule_day(schedule, NULL, night).hours;
  const int next_wake = schedule_day(schedule, NULL, next).hours.wake;
  g_assert_cmpint(instants.start, ==, expected_instant(clocks, local_seconds(night, hours.wake)));
  g_assert_cmpint(instants.wake, ==, expected_instant(clocks, local_seconds(next, next_wake)));
  g_assert_cmpint(instants.bed, ==, expected_after(clocks, night, hours.bed, instants.start));
  g_assert_false(instants.bed_outside);
  g_assert_cmpint(instants.start, <, instants.bed);
  g_assert_cmpint(instants.bed, <, instants.wake);
  assert_shown(clocks, instants.start, hours.wake);
  assert_shown(clocks, instants.bed, hours.bed);
  assert_shown(clocks, instants.wake, next_wake);

  const gint64 inside[] = { instants.start, instants.bed - 1, instants.bed, (instants.bed + instants.wake) / 2,
                            instants.wake - 1 };
  for (gsize i = 0; i < G_N_ELEMENTS(inside); i++)
    g_assert_cmpuint(schedule_night_at(schedule, NULL, inside[i], clocks->zone), ==, night);
  g_assert_cmpuint(schedule_night_at(schedule, NULL, instants.wake, clocks->zone), ==, next);
  g_assert_cmpuint(schedule_night_at(schedule, NULL, instants.start - 1, clocks->zone), <, night);
  check_plan(clocks, one, night, &instants);
}

typedef struct {
  guint zones, changes, days, nights;
} Counts;

/* With "-m thorough" every night of every zone is checked. */
static Night stride(void) {
  return g_test_thorough() ? 1 : STRIDE_DAYS;
}

static gboolean is_near_change(const Clocks *clocks, Night night) {
  const gint64 noon = local_seconds(night, 12 * 60);
  for (guint i = 1; i < clocks->stretches->len; i++) {
    const gint64 change = g_array_index(clocks->stretches, Stretch, i).from;
    if (ABS(change - noon) <= NEAR_DAYS * DAY_SECONDS + DAY_SECONDS / 2)
      return TRUE;
  }
  return FALSE;
}

/* Checks the nights from `from` to `to`; FALSE when the system has no such zone. */
static gboolean check_zone(const char *name, const char *from, const char *to, Counts *counts) {
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(name);
  if (!zone)
    return FALSE;
  g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
  Clocks clocks = { zone, stretches };
  const Night first = night_of(from), last = night_of(to);
  read_clocks(&clocks, local_seconds(first - 7, 0), local_seconds(last + 7, 0));
  Sleeper sleepers[N_SLEEPERS];
  make_sleepers(sleepers);
  for (Night night = first; night <= last; night++) {
    if (night % stride() != 0 && !is_near_change(&clocks, night))
      continue;
    for (gsize i = 0; i < N_SLEEPERS; i++)
      check_night(&clocks, &sleepers[i], night);
    counts->days++;
    counts->nights += N_SLEEPERS;
  }
  for (gsize i = 0; i < N_SLEEPERS; i++)
    routine_free(sleepers[i].routine);
  counts->zones++;
  counts->changes += stretches->len - 1;
  return TRUE;
}

/* The names in lines "Z NAME …" and "L TARGET NAME" of the database as one file (owned); NULL when it
 * is not installed. */
static GPtrArray *zone_names(void) {
  g_autofree char *text = NULL;
  if (!g_file_get_contents(ZONEINFO "/tzdata.zi", &text, NULL, NULL))
    return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
  for (gsize i = 0; lines[i]; i++) {
    const gboolean is_zone = g_str_has_prefix(lines[i], "Z ");
    if (!is_zone && !g_str_has_prefix(lines[i], "L "))
      continue;
    g_auto(GStrv) words = g_strsplit(lines[i], " ", 4);
    g_ptr_array_add(names, g_strdup(words[is_zone ? 1 : 2]));
  }
  return names;
}

static void any_zone_any_date(void) {
  g_autoptr(GPtrArray) names = zone_names();
  if (!names) {
    g_test_skip("the tz database is not installed as " ZONEINFO "/tzdata.zi");
    return;
  }
  Counts counts = { 0 };
  guint absent = 0;
  for (guint i = 0; i < names->len; i++)
    absent += !check_zone(g_ptr_array_index(names, i), "2020-01-01", "2030-12-31", &counts);
  g_assert_cmpuint(counts.zones, >, 0);
  g_test_message("%u zones (%u more are named but not installed), 2020 to 2030, %u clock changes", counts.zones, absent,
                 counts.changes);
  g_test_message("%u dates: all within %d days of a clock change, and of the others one in %u", counts.days, NEAR_DAYS,
                 stride());
  g_test_message("%u nights checked, %d schedules each date", counts.nights, N_SLEEPERS);
}

/* Days that never were, changes of half an hour, at midnight, a minute after it, and backwards. */
static void special_days(void) {
  static const struct {
    const char *zone, *from, *to;
  } rows[] = {
    { "Pacific/Apia", "2011-12-20", "2012-01-10" },       { "Pacific/Fakaofo", "2011-12-20", "2012-01-10" },
    { "Pacific/Kiritimati", "1994-12-20", "1995-01-10" }, { "Pacific/Enderbury", "1994-12-20", "1995-01-10" },
    { "Pacific/Kwajalein", "1993-08-10", "1993-08-30" },  { "Pacific/Kwajalein", "1969-09-20", "1969-10-10" },
    { "America/St_Johns", "1987-03-01", "2011-12-31" },   { "America/Caracas", "2007-12-01", "2016-05-10" },
    { "Asia/Pyongyang", "2015-08-01", "2018-05-10" },     { "Australia/Lord_Howe", "1985-01-01", "2019-12-31" },
    { "Europe/Dublin", "1968-01-01", "1980-12-31" },      { "Africa/Casablanca", "2008-01-01", "2019-12-31" },
    { "Africa/Cairo", "2010-01-01", "2014-12-31" },       { "Asia/Beirut", "1992-01-01", "2019-12-31" },
    { "America/Havana", "1998-01-01", "2019-12-31" },     { "America/Sao_Paulo", "1985-01-01", "2019-12-31" },
    { "Asia/Amman", "1999-01-01", "2019-12-31" },         { "Antarctica/Troll", "2005-01-01", "2019-12-31" },
    { "Antarctica/Casey", "2009-01-01", "2019-12-31" },
  };
  Counts counts = { 0 };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    if (!check_zone(rows[i].zone, rows[i].from, rows[i].to, &counts))
      g_test_message("%s is not installed", rows[i].zone);
  }
  g_test_message("%u ranges of special days, %u clock changes, %u nights checked", counts.zones, counts.changes,
                 counts.nights);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/zones/any-zone-any-date", any_zone_any_date);
  g_test_add_func("/zones/special-days", special_days);
  return g_test_run();
}
