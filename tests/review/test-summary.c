/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/summary.h"

#define FIRST ((Night) 739000)
#define DAY_SECONDS ((gint64) 86400)
#define HOUR_SECONDS ((gint64) 3600)

/* Three weeks in which early shifts (bed at 22:00) and night shifts (bed at 09:00) take turns, each to the minute. */
static History *two_shifts(void) {
  History *history = history_new();
  for (guint i = 0; i < 21; i++) {
    const gboolean early = i % 3 != 2;
    const gint64 lights_out = (gint64) i * DAY_SECONDS + (early ? 22 : 33) * HOUR_SECONDS;
    const HistoryNight night = {
      .night = FIRST + i,
      .lights_out = lights_out,
      .target_bed = lights_out,
      .rested = (gint8) (early ? 4 : 1),
      .wakings = MORNING_UNKNOWN,
      .shift = g_intern_static_string(early ? "E" : "N"),
    };
    history_append(history, &night);
  }
  return history;
}

static void regularity_is_judged_within_the_usual_shift(void) {
  g_autoptr(History) history = two_shifts();
  const StreakRules rules = { .closed_to = FIRST + 30, .keep_percent = 80 };
  g_autoptr(ReviewSummary) summary = review_summary_new(history, NIGHT_NONE, NIGHT_NONE, &rules);
  g_assert_cmpstr(summary->shift, ==, "E");
  g_assert_cmpint(summary->bedtime.n, ==, 14);
  g_assert_cmpfloat_with_epsilon(summary->bedtime.sd, 0, 1e-9);
}

static void without_shifts_every_night_is_judged(void) {
  g_autoptr(History) history = two_shifts();
  for (guint i = 0; i < history->nights->len; i++)
    g_array_index(history->nights, HistoryNight, i).shift = NULL;
  const StreakRules rules = { .closed_to = FIRST + 30, .keep_percent = 80 };
  g_autoptr(ReviewSummary) summary = review_summary_new(history, NIGHT_NONE, NIGHT_NONE, &rules);
  g_assert_null(summary->shift);
  g_assert_cmpint(summary->bedtime.n, ==, 21);
  g_assert_cmpfloat(summary->bedtime.sd, >, 60);
}

static void restedness_is_averaged_over_the_range(void) {
  g_autoptr(History) history = two_shifts();
  const StreakRules rules = { .closed_to = FIRST + 30, .keep_percent = 80 };
  g_autoptr(ReviewSummary) summary = review_summary_new(history, FIRST, FIRST + 2, &rules);
  g_assert_cmpint(summary->rated, ==, 3);
  g_assert_cmpfloat_with_epsilon(summary->rested_mean, 3, 1e-9);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/summary/regularity-is-judged-within-the-usual-shift", regularity_is_judged_within_the_usual_shift);
  g_test_add_func("/summary/without-shifts-every-night-is-judged", without_shifts_every_night_is_judged);
  g_test_add_func("/summary/restedness-is-averaged-over-the-range", restedness_is_averaged_over_the_range);
  return g_test_run();
}
