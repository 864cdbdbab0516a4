/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When Tonight next shows something else: a wake-up for each change, and none besides. */
#include "base/daytime.h"
#include "evening.h"
#include "tui/view.h"
#include "words/words.h"

#include <string.h>

/* Bed is at 23:30, waking at 07:30: the rounded hours change on the hour. */
static EveningFixture *own_evening(const char *now) {
  return evening_fixture_new(config_parse("bed = \"23:30\"; wake = \"07:30\"; steps = ();", "own.cfg"), now, NULL);
}

/* After bedtime the hours are rounded: each wake-up finds others, and the second before it still the same. */
static void test_hours_change_when_told(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 23:40");
  Evening *evening = &fixture->evening;
  View *view = tonight_view_new(NULL);
  const gint64 wake = fixture->plan->wake;
  int changes = 0;
  for (gint64 next = 0; (next = view->class->next_change(view, evening) / G_USEC_PER_SEC) != 0; changes++) {
    g_assert_cmpint(next, >, evening->now);
    g_autofree char *before = words_about_hours(wake - evening->now);
    g_autofree char *still = words_about_hours(wake - (next - 1));
    g_autofree char *after = words_about_hours(wake - next);
    g_assert_cmpstr(before, ==, still);
    g_assert_cmpstr(before, !=, after);
    evening->now = next;
  }
  g_autofree char *last = words_about_hours(wake - evening->now);
  g_assert_cmpstr(last, ==, "less than an hour");
  g_assert_cmpint(changes, ==, 8);
  view_free(view);
}

/* "about 7 hours" holds from half past eleven to half past twelve, and the date does not. */
static void test_midnight_is_told(void) {
  g_autoptr(EveningFixture) fixture = evening_fixture_new(
      config_parse("bed = \"23:00\"; wake = \"07:00\"; steps = ();", "own.cfg"), "2026-11-24 23:40", NULL);
  View *view = tonight_view_new(NULL);
  g_assert_cmpint(view->class->next_change(view, &fixture->evening), ==,
                  evening_fixture_instant(fixture, "2026-11-25 00:00") * G_USEC_PER_SEC);
  view_free(view);
}

/* Nothing else would wake the screen by then. */
static void test_news_end_after_bed(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 23:40");
  Evening *evening = &fixture->evening;
  View *view = tonight_view_new(NULL);
  g_autoptr(Canvas) canvas = canvas_new(80, 24, FALSE);
  evening->status = "Undone: ";
  view->class->draw(view, evening, canvas);
  evening->now = view->class->next_change(view, evening) / G_USEC_PER_SEC;
  g_assert_cmpint(evening->now, ==, evening_fixture_instant(fixture, "2026-11-26 23:45"));
  canvas_clear(canvas);
  view->class->draw(view, evening, canvas);
  view_free(view);
  g_autofree char *text = canvas_to_text(canvas);
  g_assert_null(strstr(text, "Undone: "));
}

static void test_changes(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:10");
  View *view = tonight_view_new(NULL);
  g_assert_cmpint(view->class->next_change(view, &fixture->evening), ==,
                  evening_fixture_instant(fixture, "2026-11-26 22:11") * G_USEC_PER_SEC);
  /* "about 7 hours" at 00:20 holds until half past. */
  evening_fixture_go(fixture, "2026-11-27 00:20");
  g_assert_cmpint(view->class->next_change(view, &fixture->evening), ==,
                  evening_fixture_instant(fixture, "2026-11-27 01:00") * G_USEC_PER_SEC);
  view_free(view);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tonight/hours-change-when-told", test_hours_change_when_told);
  g_test_add_func("/tonight/after-bedtime-midnight-is-told", test_midnight_is_told);
  g_test_add_func("/tonight/news-end-after-bed", test_news_end_after_bed);
  g_test_add_func("/tonight/text-changes-when-it-says", test_changes);
  return g_test_run();
}
