/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/morning/morning.h"

#include "evening.h"

/* The shipped night: bed 23:00, wake 07:00. `asks`: 0 nothing, 1 last night, 2 tonight. */
static const struct {
  const char *name;
  const char *now, *last_key;
  int asks;
  gboolean good_night;
  gboolean comes;
} table[] = {
  { "three-hours-before-waking", "2026-11-25 04:00", "2026-11-24 23:10", 2, FALSE, TRUE },
  { "not-before", "2026-11-25 03:59", "2026-11-24 23:10", 2, FALSE, FALSE },
  { "never-to-someone-still-up", "2026-11-25 04:30", "2026-11-25 02:31", 2, FALSE, FALSE },
  { "after-two-hours-without-a-key", "2026-11-25 04:31", "2026-11-25 02:31", 2, FALSE, TRUE },
  { "after-waking", "2026-11-25 07:46", "2026-11-24 22:10", 1, FALSE, TRUE },
  { "not-while-busy-in-the-morning", "2026-11-25 07:46", "2026-11-25 07:40", 1, FALSE, FALSE },
  { "not-once-the-next-evening-has-begun", "2026-11-25 22:30", "2026-11-25 08:00", 1, FALSE, FALSE },
  { "not-when-it-is-answered", "2026-11-25 07:46", "2026-11-24 22:10", 0, FALSE, FALSE },
  { "at-a-start-after-waking", "2026-11-25 08:00", NULL, 1, FALSE, TRUE },
  { "at-a-start-before-half-the-day", "2026-11-25 14:59", NULL, 1, FALSE, TRUE },
  { "not-at-a-start-in-the-late-afternoon", "2026-11-25 17:00", NULL, 1, FALSE, FALSE },
  { "at-an-early-start-after-a-good-night", "2026-11-25 05:00", NULL, 2, TRUE, TRUE },
  { "at-an-early-start-nobody-knows", "2026-11-25 05:00", NULL, 2, FALSE, FALSE },
};

static void check(gconstpointer data) {
  const gsize i = GPOINTER_TO_SIZE(data);
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, table[i].now, NULL);
  Evening *evening = &fixture->evening;
  fixture->record->good_night = table[i].good_night;
  if (table[i].asks > 0)
    evening->morning_due = evening->plan->night - (table[i].asks == 1 ? 1 : 0);
  const gint64 last_key = table[i].last_key ? evening_fixture_instant(fixture, table[i].last_key) : 0;
  g_assert_cmpint(morning_call(evening, last_key), ==, table[i].comes);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autofree char *path = g_strconcat("/morning-call/", table[i].name, NULL);
    g_test_add_data_func(path, GSIZE_TO_POINTER(i), check);
  }
  return g_test_run();
}
