/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/streak.h"

#include "model/routine.h"

/* 0.5^(1/13): thirteen due nights ago weighs half. */
#define STRENGTH_FADE 0.9480775143391714

/* Lights out is judged by its time; one without a known time was ticked off afterwards and is done. */
static Mark worth(const HistoryNight *night, const HistoryMark *mark, gboolean is_lights_out) {
  if (mark->mark != MARK_DONE || !is_lights_out || night->lights_out == 0)
    return (Mark) mark->mark;
  return record_lights_out_kept(night->target_bed, night->lights_out) ? MARK_DONE : MARK_SLIPPED;
}

Mark streak_effective_mark(const History *history, const HistoryNight *night, const HistoryMark *mark) {
  return worth(night, mark, g_str_equal(g_ptr_array_index(history->step_ids, mark->step), STEP_LIGHTS_OUT));
}

static gboolean is_due(const HistoryMark *mark) {
  return !mark->paused && !mark->outside && !mark->assumed;
}

/* TRUE if lights out never came that night: a journey leapt over the evening, or the program first ran after it. */
static gboolean had_no_evening(const History *history, const HistoryNight *night) {
  const int lights_out = history_step(history, STEP_LIGHTS_OUT);
  const HistoryMark *mark = lights_out < 0 ? NULL : history_find(history, night, (guint16) lights_out);
  return mark && mark->outside && mark->mark != MARK_DONE;
}

static gboolean is_within(Night night, Night from, Night to) {
  return night >= from && (to == NIGHT_NONE || night <= to);
}

NightVerdict streak_judge(const History *history, const HistoryNight *night, const StreakRules *rules) {
  int done = 0, counted = 0;
  for (guint i = 0; i < night->n_marks; i++) {
    const HistoryMark *mark = history_mark(history, night, i);
    if (!mark->counts || !is_due(mark) || mark->mark == MARK_SKIPPED)
      continue;
    counted++;
    done += streak_effective_mark(history, night, mark) == MARK_DONE;
  }
  if (counted == 0 || had_no_evening(history, night))
    return NIGHT_NEUTRAL;
  const gboolean share_reached = done * 100 >= rules->keep_percent * counted;
  const gboolean all_but_one = counted - done <= 1;
  if (done > 0 && (share_reached || all_but_one))
    return NIGHT_KEPT;
  return night->night <= rules->closed_to ? NIGHT_NOT_KEPT : NIGHT_RUNNING;
}

static void lengthen(Streak *streak) {
  streak->current++;
  if (streak->current <= streak->best)
    return;
  streak->best = streak->current;
  streak->best_holes = streak->current_holes;
}

Streak streak_routine(const History *history, const StreakRules *rules) {
  Streak streak = { 0 };
  int holes = 0; /* since the last night of the run */
  for (guint i = 0; i < history->nights->len; i++) {
    const NightVerdict verdict = streak_judge(history, history_night(history, i), rules);
    if (i > 0)
      holes += (int) (history_night(history, i)->night - history_night(history, i - 1)->night) - 1;
    if (verdict == NIGHT_NOT_KEPT)
      streak.current = streak.current_holes = 0;
    if (verdict != NIGHT_KEPT)
      continue;
    streak.current_holes += streak.current > 0 ? holes : 0;
    holes = 0;
    lengthen(&streak);
  }
  return streak;
}

/* What the nights so far say of one step; fed with its due nights, oldest first. */
typedef struct {
  Streak streak;
  StepCount count;
  double weighted, weights; /* the two sums of strength */
  int weighed, done;        /* nights in them */
} Tally;

static void tally_streak(Tally *tally, Mark mark, gboolean is_closed) {
  if (mark == MARK_DONE)
    lengthen(&tally->streak);
  else if (mark != MARK_SKIPPED && is_closed)
    tally->streak.current = 0;
}

static void tally_count(Tally *tally, Mark mark, gboolean is_closed) {
  const gboolean is_still_open = mark == MARK_OPEN && !is_closed;
  tally->count.due += mark != MARK_SKIPPED && !is_still_open;
  tally->count.done += mark == MARK_DONE;
  tally->count.skipped += mark == MARK_SKIPPED;
  tally->count.slipped += mark == MARK_SLIPPED;
}

static void tally_strength(Tally *tally, Mark mark, gboolean is_closed) {
  if (mark == MARK_SKIPPED || !is_closed)
    return;
  tally->weighted = tally->weighted * STRENGTH_FADE + (mark == MARK_DONE ? 1 : 0);
  tally->weights = tally->weights * STRENGTH_FADE + 1;
  tally->weighed++;
  tally->done += mark == MARK_DONE;
}

static StepReview tally_result(const Tally *tally) {
  StepReview review = { .streak = tally->streak,
                        .count = tally->count,
                        .strength = -1,
                        .weighed = tally->weighed,
                        .weighed_done = tally->done,
                        .strength_if_missed = -1 };
  if (tally->weighed < STRENGTH_MIN_NIGHTS)
    return review;
  review.strength = tally->weighted / tally->weights;
  review.strength_if_missed = tally->weighted * STRENGTH_FADE / (tally->weights * STRENGTH_FADE + 1);
  return review;
}

typedef struct {
  Night from, to; /* what is counted */
  const StreakRules *rules;
} TallyRange;

static void tally_night(Tally *tally, const HistoryNight *night, Mark mark, const TallyRange *range) {
  const gboolean is_closed = night->night <= range->rules->closed_to;
  tally_streak(tally, mark, is_closed);
  tally_strength(tally, mark, is_closed);
  if (is_within(night->night, range->from, range->to))
    tally_count(tally, mark, is_closed);
}

GArray *streak_steps(const History *history, Night from, Night to, const StreakRules *rules) {
  const guint n_steps = history->step_ids->len;
  const int lights_out = history_step(history, STEP_LIGHTS_OUT);
  const TallyRange range = { from, to, rules };
  g_autofree Tally *tallies = g_new0(Tally, n_steps);
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    for (guint j = 0; j < night->n_marks; j++) {
      const HistoryMark *mark = history_mark(history, night, j);
      if (is_due(mark))
        tally_night(&tallies[mark->step], night, worth(night, mark, mark->step == lights_out), &range);
    }
  }
  GArray *reviews = g_array_sized_new(FALSE, FALSE, sizeof(StepReview), n_steps);
  for (guint i = 0; i < n_steps; i++) {
    const StepReview review = tally_result(&tallies[i]);
    g_array_append_val(reviews, review);
  }
  return reviews;
}

NightCounts streak_nights(const History *history, Night from, Night to, const StreakRules *rules) {
  NightCounts counts = { 0 };
  int recorded = 0;
  for (guint i = history_first_from(history, from); i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (to != NIGHT_NONE && night->night > to)
      break;
    const NightVerdict verdict = streak_judge(history, night, rules);
    recorded++;
    counts.kept += verdict == NIGHT_KEPT;
    counts.judged += verdict == NIGHT_KEPT || verdict == NIGHT_NOT_KEPT;
    counts.running += verdict == NIGHT_RUNNING;
    counts.neutral += verdict == NIGHT_NEUTRAL;
  }
  if (from != NIGHT_NONE && to != NIGHT_NONE && to >= from)
    counts.unrecorded = (int) (to - from) + 1 - recorded;
  return counts;
}
