/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/timetext.h"

#include "base/daytime.h"

static void test_reads_what_people_type(void) {
  static const struct {
    const char *text;
    int minutes; /* DAYTIME_NONE: refused */
  } cases[] = {
    { "23:00", 1380 },
    { "7:05", 425 },
    { "22", 1320 },
    { "7", 420 },
    { "0", 0 },
    { "2230", 1350 },
    { "715", 435 },
    { "0715", 435 },
    { "0000", 0 },
    { "22.30", 1350 },
    { "22h30", 1350 },
    { "22h", 1320 },
    { "10pm", 1320 },
    { "10 pm", 1320 },
    { "10:30 pm", 1350 },
    { "10:30PM", 1350 },
    { "1030pm", 1350 },
    { "12am", 0 },
    { "12:15 am", 15 },
    { "12pm", 720 },
    { "7 a.m.", 420 },
    { " 22:30 ", 1350 },
    { "", DAYTIME_NONE },
    { " ", DAYTIME_NONE },
    { "24", DAYTIME_NONE },
    { "99", DAYTIME_NONE },
    { "2460", DAYTIME_NONE },
    { "2400", DAYTIME_NONE },
    { "22304", DAYTIME_NONE },
    { "7:5", DAYTIME_NONE },
    { "23:60", DAYTIME_NONE },
    { "22:", DAYTIME_NONE },
    { "13pm", DAYTIME_NONE },
    { "0am", DAYTIME_NONE },
    { "pm", DAYTIME_NONE },
    { "10p", DAYTIME_NONE },
    { "10 pm sharp", DAYTIME_NONE },
    { "-1", DAYTIME_NONE },
    { "23:00 23:00", DAYTIME_NONE },
    { "noon", 720 },
    { "Midnight", 0 },
    { "23.00", 1380 },
    { "11pm", 1380 },
    { "11:30 PM", 1410 },
    { "22:30\u00a0", 1350 },
    { "11\u202fpm", 1380 },
    { "22H30", 1350 },
    { "22h3", DAYTIME_NONE },
    { "noonish", DAYTIME_NONE },
    { "٧:05", DAYTIME_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    int minutes = DAYTIME_NONE;

    g_test_message("\"%s\"", cases[i].text);
    g_assert_cmpint(timetext_clock(cases[i].text, &minutes), ==, cases[i].minutes != DAYTIME_NONE);
    g_assert_cmpint(minutes, ==, cases[i].minutes);
  }
}

static void test_reads_durations(void) {
  static const struct {
    const char *text;
    int minutes; /* DAYTIME_NONE: refused */
  } cases[] = {
    { "10m", 10 },
    { "2h", 120 },
    { "1h30m", 90 },
    { "1h 30m", 90 },
    { "90m", 90 },
    { "0m", 0 },
    { "0h", 0 },
    { "48h", 2880 },
    { "2880m", 2880 },
    { "2881m", DAYTIME_NONE },
    { "48h1m", DAYTIME_NONE },
    { "9999h", DAYTIME_NONE },
    { "", DAYTIME_NONE },
    { "10", DAYTIME_NONE },
    { "m", DAYTIME_NONE },
    { "1h60m", DAYTIME_NONE },
    { "1h30", 90 },
    { "1h ", 60 },
    { "1 h 30", 90 },
    { "1h  30m", 90 },
    { "30m1h", DAYTIME_NONE },
    { "-5m", DAYTIME_NONE },
    { "1.5h", 90 },
    { "1,25 hours", 75 },
    { "1.33h", DAYTIME_NONE },
    { "1.5m", DAYTIME_NONE },
    { "1.5h 10m", DAYTIME_NONE },
    { "45min", 45 },
    { "90 minutes", 90 },
    { "1H", 60 },
    { " 5m", 5 },
    { "5m\u00a0", 5 },
    { "5 moons", DAYTIME_NONE },
    { "99999999999m", DAYTIME_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    int minutes = DAYTIME_NONE;

    g_test_message("\"%s\"", cases[i].text);
    g_assert_cmpint(timetext_length(cases[i].text, &minutes), ==, cases[i].minutes != DAYTIME_NONE);
    g_assert_cmpint(minutes, ==, cases[i].minutes);
  }
}

static void test_bare_number_is_minutes_where_asked(void) {
  int minutes = 0;

  g_assert_true(timetext_minutes("90", &minutes));
  g_assert_cmpint(minutes, ==, 90);
  g_assert_true(timetext_minutes("1h30m", &minutes));
  g_assert_cmpint(minutes, ==, 90);
  g_assert_false(timetext_minutes("2881", &minutes));
  g_assert_false(timetext_minutes("90 sheep", &minutes));
}

static void test_half_of_the_day_is_open(void) {
  static const char *const open[] = { "11", "1", "12", "7:30", "730" };
  static const char *const known[] = {
    "11pm", "11am", "13", "0", "07:30", "0730", "23:00", "noon", "midnight", "x", ""
  };

  for (gsize i = 0; i < G_N_ELEMENTS(open); i++)
    g_assert_true(timetext_is_half_open(open[i]));
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    g_assert_false(timetext_is_half_open(known[i]));
}

static void test_days(void) {
  static const struct {
    const char *text;
    int days; /* 0: refused */
  } cases[] = {
    { "mon", 0x01 },  { "Monday", 0x01 },   { "TUES", 0x02 },    { "thurs", 0x08 },
    { "Sun ", 0x40 }, { "weekdays", 0x1f }, { "weekend", 0x60 }, { "Weekends", 0x60 },
    { "mo", 0 },      { "mondays", 0 },     { "week", 0 },       { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    guint8 days = 0;

    g_test_message("\"%s\"", cases[i].text);
    g_assert_cmpint(timetext_days(cases[i].text, &days), ==, cases[i].days != 0);
    g_assert_cmpint(days, ==, cases[i].days);
  }
}

static void test_folds_dashes_and_blanks(void) {
  int minutes = 0;
  g_autofree char *folded = timetext_fold("\u00a0Bed \u2212\u202f90m \u2013 x\u3000");

  g_assert_cmpstr(folded, ==, "bed - 90m - x");
  g_assert_false(timetext_clock("\xff\xfe", &minutes));
}

/* 2026-11-24, a Tuesday. */
#define TODAY (DAYTIME_UNIX_DAY + 20781)

static void test_reads_dates_as_people_type_them(void) {
  static const struct {
    const char *text;
    const char *past;   /* NULL: refused */
    const char *future; /* NULL: the same */
  } cases[] = {
    { "2026-11-24", "2026-11-24", NULL },
    { "2026/11/24", "2026-11-24", NULL },
    { "24.11.2026", "2026-11-24", NULL },
    { "24.11.", "2026-11-24", NULL },
    { "25.11.", "2025-11-25", "2026-11-25" },
    { "24 nov", "2026-11-24", NULL },
    { "Nov 23", "2026-11-23", "2027-11-23" },
    { "1 January 2027", "2027-01-01", NULL },
    { "29 feb", "2024-02-29", "2028-02-29" },
    { "tonight", "2026-11-24", NULL },
    { "Today", "2026-11-24", NULL },
    { "yesterday", "2026-11-23", NULL },
    { "last night", "2026-11-23", NULL },
    { "tomorrow", "2026-11-25", NULL },
    { "-2", "2026-11-22", NULL },
    { "\u22122", "2026-11-22", NULL },
    { "+3", "2026-11-27", NULL },
    { "2 nights ago", "2026-11-22", NULL },
    { "tue", "2026-11-24", NULL },
    { "Friday", "2026-11-20", "2026-11-27" },
    { "fri", "2026-11-20", "2026-11-27" },
    { "last sat", "2026-11-21", NULL },
    { "last tue", "2026-11-17", NULL },
    { "next tue", "2026-12-01", NULL },
    { "next wed", "2026-11-25", NULL },
    { "2026-02-30", NULL, NULL },
    { "31.4.", NULL, NULL },
    { "11/24", NULL, NULL },
    { "24", NULL, NULL },
    { "24.13.", NULL, NULL },
    { "weekend", NULL, NULL },
    { "fr", NULL, NULL },
    { "-", NULL, NULL },
    { "", NULL, NULL },
    { "0001-01-01", NULL, NULL },
    { "3000-01-01", NULL, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    for (int side = TIMETEXT_PAST; side <= TIMETEXT_FUTURE; side++) {
      const char *expected = side == TIMETEXT_FUTURE && cases[i].future ? cases[i].future : cases[i].past;
      guint32 day = 0;
      const gboolean is_read = timetext_date(cases[i].text, TODAY, (TimetextSide) side, &day);
      g_autofree char *date = is_read ? daytime_format_day(day) : NULL;
      g_assert_cmpstr(date, ==, expected);
    }
  }
  guint32 far = 0;
  g_assert_false(timetext_date("-99999", TODAY, TIMETEXT_PAST, &far));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/timetext/clock-is-read-as-people-type-it", test_reads_what_people_type);
  g_test_add_func("/timetext/length-is-read-as-people-type-it", test_reads_durations);
  g_test_add_func("/timetext/bare-number-is-minutes-where-a-length-is-asked", test_bare_number_is_minutes_where_asked);
  g_test_add_func("/timetext/hour-without-a-half-is-open", test_half_of_the_day_is_open);
  g_test_add_func("/timetext/days-are-read-long-and-short", test_days);
  g_test_add_func("/timetext/dashes-and-blanks-are-folded", test_folds_dashes_and_blanks);
  g_test_add_func("/timetext/dates-are-read-as-people-type-them", test_reads_dates_as_people_type_them);
  return g_test_run();
}
