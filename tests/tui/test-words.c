/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evening.h"
#include "tui/tonight/evening_list.h"
#include "words/words.h"

#include "base/daytime.h"

static void test_countdowns(void) {
  static const struct {
    gint64 seconds;
    const char *in, *bed;
  } cases[] = {
    { 600, "in 10 min", "bed in 10 min" },
    { 601, "in 11 min", "bed in 11 min" },
    { 1, "in 1 min", "bed in 1 min" },
    { 0, "now", "bed now" },
    { 4200, "in 1 h 10 min", "bed in 1 h 10 min" },
    { 7200, "in 2 h", "bed in 2 h" },
    { 5 * 3600 - 600, "in about 5 h", "bed in about 5 h" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *in = words_in(cases[i].seconds), *bed = words_bed_in(cases[i].seconds);
    g_assert_cmpstr(in, ==, cases[i].in);
    g_assert_cmpstr(bed, ==, cases[i].bed);
  }
}

static void test_hours_ahead(void) {
  static const struct {
    gint64 seconds;
    const char *words;
  } cases[] = {
    { 7 * 3600 + 600, "about 7 hours" },  { 7 * 3600 + 1801, "about 8 hours" },
    { 7 * 3600 + 1800, "about 7 hours" }, { 3600, "about 1 hour" },
    { 1700, "less than an hour" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *words = words_about_hours(cases[i].seconds);
    g_assert_cmpstr(words, ==, cases[i].words);
  }
}

static void test_dates(void) {
  guint32 from = 0, to = 0;
  g_assert_true(daytime_parse_day("2026-11-24", &from) && daytime_parse_day("2027-01-02", &to));
  g_autofree char *date = words_date(from), *dates = words_dates(from, to), *within = words_dates(from, from + 2);
  g_autofree char *evening = words_weekday_phase(from, 21 * 60);
  g_assert_cmpstr(date, ==, "24 November");
  g_assert_cmpstr(dates, ==, "24 November 2026 to 2 January 2027");
  g_assert_cmpstr(within, ==, "24 November to 26 November");
  g_assert_cmpstr(evening, ==, "Tuesday evening");
}

/* A bedtime from 04:00 on and before 18:00 is one by daylight. */
static void test_daylight(void) {
  static const struct {
    const char *bed;
    gboolean is_daylight;
  } cases[] = { { "2026-11-25 03:59", FALSE }, { "2026-11-25 04:00", TRUE },  { "2026-11-25 08:00", TRUE },
                { "2026-11-25 17:59", TRUE },  { "2026-11-25 18:00", FALSE }, { "2026-11-25 23:00", FALSE } };
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Berlin");
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    gint64 bed = 0;
    g_assert_true(daytime_parse_local(cases[i].bed, zone, &bed));
    g_assert_cmpint(words_is_daylight(bed, zone), ==, cases[i].is_daylight);
  }
}

/* What a row says as its time comes and goes. */
static void test_row_through_the_evening(void) {
  static const struct {
    const char *now, *step, *words;
  } cases[] = {
    { "2026-11-24 21:40", "dim", "in 20 min" },
    { "2026-11-24 21:40", "stretch", "10 min" },
    { "2026-11-24 21:40", "screens", "until bed" },
    { "2026-11-24 21:40", "bed", NULL },
    { "2026-11-24 22:00", "dim", "now" },
    { "2026-11-24 22:04", "dim", "now" },
    { "2026-11-24 22:05", "dim", "5 min ago" },
    { "2026-11-24 22:05", "stretch", "now, 10 min" },
    { "2026-11-24 22:12", "stretch", "10 min ago" },
    { "2026-11-24 22:59", "dim", "59 min ago" },
    { "2026-11-24 23:00", "dim", NULL },
    { "2026-11-24 22:40", "screens", "until bed" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, cases[i].now, NULL);
    guint index = 0;
    const PlanStep *step = plan_step(fixture->plan, cases[i].step);
    g_assert_true(g_ptr_array_find(fixture->plan->steps, step, &index));
    g_autofree char *words = evening_list_words(&fixture->evening, index);
    g_assert_cmpstr(words, ==, cases[i].words);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/words/countdowns-round-up-to-the-minute", test_countdowns);
  g_test_add_func("/words/hours-ahead-are-rounded", test_hours_ahead);
  g_test_add_func("/words/dates-name-years-where-they-differ", test_dates);
  g_test_add_func("/words/daylight-is-from-four-to-eighteen", test_daylight);
  g_test_add_func("/words/a-row-through-the-evening", test_row_through_the_evening);
  return g_test_run();
}
