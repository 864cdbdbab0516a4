/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/summary.h"

static gboolean in_range(const ReviewSummary *summary, Night night) {
  return night >= summary->from && (summary->to == NIGHT_NONE || night <= summary->to);
}

static void rate(ReviewSummary *summary, const History *history) {
  int sum = 0;
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (!in_range(summary, night->night) || night->rested <= 0)
      continue;
    summary->rated++;
    sum += night->rested;
  }
  summary->rested_mean = summary->rated > 0 ? (double) sum / summary->rated : 0;
}

/* No limit becomes the first and the last night that there is. */
static void set_range(ReviewSummary *summary, const History *history, Night from, Night to) {
  const guint n = history->nights->len;
  summary->from = from == NIGHT_NONE && n > 0 ? history_night(history, 0)->night : from;
  summary->to = to == NIGHT_NONE && n > 0 ? history_night(history, n - 1)->night : to;
}

ReviewSummary *review_summary_new(const History *history, Night from, Night to, const StreakRules *rules) {
  ReviewSummary *summary = g_new0(ReviewSummary, 1);
  set_range(summary, history, from, to);
  streak_nights(history, summary->from, summary->to, rules, &summary->kept, &summary->judged);
  summary->streak = streak_routine(history, rules);
  summary->steps = streak_steps(history, summary->from, summary->to, rules);
  rate(summary, history);
  summary->bedtime = regularity_bedtime(history, summary->from, summary->to, NULL);
  summary->has_sri = regularity_sri(history, summary->from, summary->to, NULL, &summary->sri);
  return summary;
}

void review_summary_free(ReviewSummary *summary) {
  if (!summary)
    return;
  g_array_unref(summary->steps);
  g_free(summary);
}
