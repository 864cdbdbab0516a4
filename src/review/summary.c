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

/* The shift of most nights in range. Bedtimes of different shifts differ by design: only those of one can be irregular.
 */
static const char *usual_shift(const ReviewSummary *summary, const History *history) {
  g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL); /* shift codes are interned */
  const char *usual = NULL;
  guint most = 0;
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (!night->shift || !in_range(summary, night->night))
      continue;
    const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, night->shift)) + 1;
    g_hash_table_insert(counts, (gpointer) night->shift, GUINT_TO_POINTER(count));
    if (count > most) {
      most = count;
      usual = night->shift;
    }
  }
  return usual;
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
  summary->nights = streak_nights(history, summary->from, summary->to, rules);
  summary->streak = streak_routine(history, rules);
  summary->steps = streak_steps(history, summary->from, summary->to, rules);
  rate(summary, history);
  summary->shift = usual_shift(summary, history);
  summary->bedtime = regularity_bedtime(history, summary->from, summary->to, summary->shift);
  summary->has_sri = regularity_sri(history, summary->from, summary->to, summary->shift, &summary->sri);
  return summary;
}

void review_summary_free(ReviewSummary *summary) {
  if (!summary)
    return;
  g_array_unref(summary->steps);
  g_free(summary);
}
