/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "base/timetext.h"

static GTimeZone *zone_named(const char *name) {
  GTimeZone *zone = g_time_zone_new_identifier(name);

  if (!zone)
    g_error("the zone \"%s\" is needed: install tzdata", name);
  return zone;
}

static guint32 day_named(const char *text) {
  guint32 day = 0;

  g_assert_true(daytime_parse_day(text, &day));
  return day;
}

static void test_writes_what_it_reads(void) {
  for (int minutes = 0; minutes < DAYTIME_DAY_MINUTES; minutes++) {
    g_autofree char *text = daytime_format(minutes);
    int read = DAYTIME_NONE;

    g_assert_true(timetext_clock(text, &read));
    g_assert_cmpint(read, ==, minutes);
  }
  g_autofree char *text = daytime_format(425);
  g_assert_cmpstr(text, ==, "07:05");
}

static void test_days(void) {
  static const char *const refused[] = {
    "2026-02-29", "2026-13-01",  "2026-00-10", "2026-11-00", "2026-1-01",  "26-11-24",
    "0000-01-01", "2026-11-24 ", "20261124",   "",           "2026/11/24",
  };
  static const struct {
    const char *text;
    int weekday;
  } kept[] = {
    { "2026-11-23", 0 }, { "2026-11-24", 1 }, { "2026-11-29", 6 }, { "2024-02-29", 3 }, { "1970-01-01", 3 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
    guint32 day = 7;

    g_test_message("\"%s\"", refused[i]);
    g_assert_false(daytime_parse_day(refused[i], &day));
    g_assert_cmpuint(day, ==, 7);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(kept); i++) {
    g_autofree char *text = daytime_format_day(day_named(kept[i].text));

    g_assert_cmpstr(text, ==, kept[i].text);
    g_assert_cmpint(daytime_weekday(day_named(kept[i].text)), ==, kept[i].weekday);
  }
}

/* The instants are those of date(1): TZ=ZONE date -d 'DAY TIME' +%s, checked by hand for the hours that
 * come twice. */
static void test_clock_changes(void) {
  static const struct {
    const char *zone;
    const char *day;
    int minutes;
    const char *instant;
    const char *shown;
  } cases[] = {
    { "Europe/Berlin", "2026-11-24", 1380, "2026-11-24T22:00:00Z", "23:00" },
    { "Europe/Berlin", "2026-03-29", 119, "2026-03-29T00:59:00Z", "01:59" },
    { "Europe/Berlin", "2026-03-29", 120, "2026-03-29T01:00:00Z", "03:00" },
    { "Europe/Berlin", "2026-03-29", 150, "2026-03-29T01:00:00Z", "03:00" },
    { "Europe/Berlin", "2026-03-29", 180, "2026-03-29T01:00:00Z", "03:00" },
    { "Europe/Berlin", "2026-10-25", 120, "2026-10-25T00:00:00Z", "02:00" },
    { "Europe/Berlin", "2026-10-25", 150, "2026-10-25T00:30:00Z", "02:30" },
    { "Europe/Berlin", "2026-10-25", 180, "2026-10-25T02:00:00Z", "03:00" },
    { "Europe/Dublin", "2026-03-29", 90, "2026-03-29T01:00:00Z", "02:00" },
    { "Europe/Dublin", "2026-10-25", 90, "2026-10-25T00:30:00Z", "01:30" },
    { "Africa/Casablanca", "2026-02-15", 150, "2026-02-15T01:30:00Z", "02:30" },
    { "Africa/Casablanca", "2026-03-22", 150, "2026-03-22T02:00:00Z", "03:00" },
    { "Pacific/Apia", "2011-12-29", 1439, "2011-12-30T09:59:00Z", "23:59" },
    { "Pacific/Apia", "2011-12-30", 1260, "2011-12-30T10:00:00Z", "00:00" },
    { "Pacific/Apia", "2011-12-31", 0, "2011-12-30T10:00:00Z", "00:00" },
    { "Australia/Lord_Howe", "2026-04-05", 105, "2026-04-04T14:45:00Z", "01:45" },
    { "Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03T15:30:00Z", "02:30" },
    { "America/Havana", "2026-03-08", 0, "2026-03-08T05:00:00Z", "01:00" },
    { "America/Havana", "2026-11-01", 30, "2026-11-01T04:30:00Z", "00:30" },
    { "Europe/Moscow", "2014-10-26", 90, "2014-10-25T21:30:00Z", "01:30" },
    { "Europe/Berlin", "2060-07-01", 1380, "2060-07-01T21:00:00Z", "23:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GTimeZone) zone = zone_named(cases[i].zone);
    const gint64 resolved = daytime_resolve(day_named(cases[i].day), cases[i].minutes, zone);
    g_autofree char *shown = daytime_clock(resolved, zone);
    gint64 expected = 0;

    g_test_message("%s %s %d", cases[i].zone, cases[i].day, cases[i].minutes);
    g_assert_true(daytime_parse_rfc3339(cases[i].instant, &expected, NULL));
    g_assert_cmpint(resolved, ==, expected);
    g_assert_cmpstr(shown, ==, cases[i].shown);
  }
}

/* By definition: the first instant at which clocks show the reading or a later one. */
static void check_against_definition(guint32 first_day, GTimeZone *zone) {
  const gint64 step = 60;
  gint64 instant = daytime_resolve(first_day - 1, 0, zone);

  for (guint32 day = first_day; day < first_day + 3; day++)
    for (int minutes = 0; minutes < DAYTIME_DAY_MINUTES; minutes += 15) {
      while (daytime_day_of(instant, zone) < day ||
             (daytime_day_of(instant, zone) == day && daytime_minutes_of(instant, zone) < minutes))
        instant += step;
      g_assert_cmpint(daytime_resolve(day, minutes, zone), ==, instant);
    }
}

static void test_every_change_gives_the_first_reading(void) {
  static const char *const names[] = { "Europe/Berlin",       "Europe/Dublin",  "Africa/Casablanca", "Pacific/Apia",
                                       "Australia/Lord_Howe", "America/Havana", "America/St_Johns" };
  const gint64 start = G_GINT64_CONSTANT(1262304000); /* 2010 */
  const gint64 end = G_GINT64_CONSTANT(1893456000);   /* 2030 */
  const gint64 day_seconds = 24 * 60 * 60;
  int changes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(GTimeZone) zone = zone_named(names[i]);

    for (gint64 instant = start; instant < end; instant += day_seconds)
      if (daytime_offset_of(instant, zone) != daytime_offset_of(instant + day_seconds, zone)) {
        check_against_definition(daytime_day_of(instant, zone) - 1, zone);
        changes++;
      }
  }
  g_assert_cmpint(changes, >, 250);
}

static void test_days_that_do_not_exist(void) {
  g_autoptr(GTimeZone) apia = zone_named("Pacific/Apia");
  g_autoptr(GTimeZone) havana = zone_named("America/Havana");
  g_autoptr(GTimeZone) berlin = zone_named("Europe/Berlin");

  g_assert_false(daytime_day_exists(day_named("2011-12-30"), apia));
  g_assert_true(daytime_day_exists(day_named("2011-12-29"), apia));
  g_assert_true(daytime_day_exists(day_named("2011-12-31"), apia));
  g_assert_true(daytime_day_exists(day_named("2011-12-30"), berlin));
  /* Its first hour is skipped; the day is there. */
  g_assert_true(daytime_day_exists(day_named("2026-03-08"), havana));
}

static void test_shows_instants(void) {
  g_autoptr(GTimeZone) zone = zone_named("America/St_Johns");
  const gint64 instant = G_GINT64_CONSTANT(1795492799); /* 2026-11-24 04:39:59 UTC */

  g_assert_cmpint(daytime_offset_of(instant, zone), ==, -12600);
  g_assert_cmpuint(daytime_day_of(instant, zone), ==, day_named("2026-11-24"));
  g_assert_cmpint(daytime_minutes_of(instant, zone), ==, 29);
  g_assert_cmpuint(daytime_day_of(instant - 1800, zone), ==, day_named("2026-11-23"));
  g_assert_cmpint(daytime_minutes_of(instant - 1800, zone), ==, 1439);
  g_assert_cmpuint(daytime_day_of(-1, zone), ==, day_named("1969-12-31"));
}

static void test_rfc3339(void) {
  static const struct {
    const char *text;
    gint64 instant;
    int offset;
  } both_ways[] = {
    { "2026-11-24T22:04:00+01:00", 1795554240, 3600 },   { "2026-11-24T21:04:00+00:00", 1795554240, 0 },
    { "2026-11-24T17:34:00-03:30", 1795554240, -12600 }, { "1969-12-31T23:59:59+00:00", -1, 0 },
    { "2026-11-25T00:00:01+14:00", 1795514401, 50400 },
  };
  static const char *const accepted[] = { "2026-11-24T21:04:00Z", "2026-11-24t21:04:00z", "2026-11-24T21:04:00.25Z" };
  static const char *const refused[] = {
    "2026-11-24T21:04:00",  "2026-11-24 21:04:00Z",     "2026-11-24T21:04Z",         "2026-11-24T21:04:60Z",
    "2026-11-24T24:04:00Z", "2026-11-24T21:04:00+1:00", "2026-11-24T21:04:00+24:00", "2026-11-24T21:04:00.Z",
    "2026-02-30T21:04:00Z", "2026-11-24T21:04:00Z ",    "2026-11-24T21:04:00+01",    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS(both_ways); i++) {
    g_autofree char *text = daytime_rfc3339(both_ways[i].instant, both_ways[i].offset);
    gint64 instant = 0;
    int offset = 0;

    g_assert_cmpstr(text, ==, both_ways[i].text);
    g_assert_true(daytime_parse_rfc3339(text, &instant, &offset));
    g_assert_cmpint(instant, ==, both_ways[i].instant);
    g_assert_cmpint(offset, ==, both_ways[i].offset);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(accepted); i++) {
    gint64 instant = 0;

    g_assert_true(daytime_parse_rfc3339(accepted[i], &instant, NULL));
    g_assert_cmpint(instant, ==, 1795554240);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
    gint64 instant = 7;

    g_test_message("\"%s\"", refused[i]);
    g_assert_false(daytime_parse_rfc3339(refused[i], &instant, NULL));
    g_assert_cmpint(instant, ==, 7);
  }
}

static void test_offset_with_seconds_keeps_the_instant(void) {
  g_autofree char *text = daytime_rfc3339(1795554240, -2670);
  gint64 instant = 0;

  g_assert_true(daytime_parse_rfc3339(text, &instant, NULL));
  g_assert_cmpint(instant, ==, 1795554240);
}

static void test_reads_local(void) {
  g_autoptr(GTimeZone) berlin = zone_named("Europe/Berlin");
  g_autoptr(GTimeZone) apia = zone_named("Pacific/Apia");
  static const char *const refused[] = {
    "2026-03-28", "2026-03-28T21:30", "2026-03-28 21:30:", "2026-03-28 21:30:60", "2026-03-28 25:00", "21:30", ""
  };
  gint64 instant = 0;

  g_assert_true(daytime_parse_local("2026-03-28 21:30", berlin, &instant));
  g_assert_cmpint(instant, ==, 1774729800);
  g_assert_true(daytime_parse_local("2026-03-28 21:30:15", berlin, &instant));
  g_assert_cmpint(instant, ==, 1774729815);
  g_assert_true(daytime_parse_local("2026-03-29 02:30:15", berlin, &instant));
  g_assert_cmpint(instant, ==, 1774746000);
  g_assert_false(daytime_parse_local("2011-12-30 12:00", apia, &instant));
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
    g_assert_false(daytime_parse_local(refused[i], berlin, &instant));
  g_assert_cmpint(instant, ==, 1774746000);
}

static void test_before_free_day(void) {
  static const char before[] = "----xx-"; /* Monday 23 November 2026 and on */
  guint32 monday = 0;
  g_assert_true(daytime_parse_day("2026-11-23", &monday));
  for (guint32 i = 0; before[i]; i++)
    g_assert_cmpint(daytime_is_before_free_day(monday + i), ==, before[i] == 'x');
}

static void test_earlier(void) {
  g_assert_cmpint(daytime_earlier(5, 7), ==, 5);
  g_assert_cmpint(daytime_earlier(7, 5), ==, 5);
  g_assert_cmpint(daytime_earlier(0, 7), ==, 7);
  g_assert_cmpint(daytime_earlier(7, 0), ==, 7);
  g_assert_cmpint(daytime_earlier(0, 0), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/daytime/reads-back-every-minute-it-writes", test_writes_what_it_reads);
  g_test_add_func("/daytime/reads-and-writes-days-of-the-calendar", test_days);
  g_test_add_func("/daytime/skipped-times-move-on-and-repeated-ones-mean-the-first", test_clock_changes);
  g_test_add_func("/daytime/every-clock-change-gives-the-first-reading", test_every_change_gives_the_first_reading);
  g_test_add_func("/daytime/a-skipped-date-does-not-exist", test_days_that_do_not_exist);
  g_test_add_func("/daytime/shows-instants-in-their-zone", test_shows_instants);
  g_test_add_func("/daytime/rfc3339-goes-both-ways", test_rfc3339);
  g_test_add_func("/daytime/offsets-with-seconds-keep-the-instant", test_offset_with_seconds_keeps_the_instant);
  g_test_add_func("/daytime/friday-and-saturday-evenings-are-before-free-days", test_before_free_day);
  g_test_add_func("/daytime/reads-local-date-and-time", test_reads_local);
  g_test_add_func("/daytime/zero-is-never-and-later-than-any-instant", test_earlier);
  return g_test_run();
}
