/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Streaks, shares and strength over many nights. Skipped and paused are
 * neutral: they neither break a run nor lengthen it. A night that is not closed
 * adds what is done in it and never takes away. Pure. */
#pragma once

#include "model/history.h"

#include <glib.h>

/* A run is shown from here on: one night is none yet. */
#define STREAK_SHOWN_FROM 2

/* By which rules nights are judged. */
typedef struct {
  Night closed_to;  /* the newest night that is closed: its morning was answered, or the next bedtime has passed */
  int keep_percent; /* the share of counting steps that makes a kept night */
} StreakRules;

typedef enum { NIGHT_NEUTRAL, NIGHT_KEPT, NIGHT_NOT_KEPT, NIGHT_RUNNING } NightVerdict;

/* What a mark is worth. Lights out is judged by its time: done later than the judged bedtime and its grace is worth
 * MARK_SLIPPED; done without a known time (ticked off afterwards) is done. Every other mark is worth itself. */
Mark streak_effective_mark(const History *history, const HistoryNight *night, const HistoryMark *mark);

/* Judges one night by its counting steps that are neither paused, outside nor skipped. Kept: at least one is done, and
 * the share of `keep_percent` is reached or all but one are done, whichever is kinder. Neutral: none counts. Otherwise
 * running until it is closed. */
NightVerdict streak_judge(const History *history, const HistoryNight *night, const StreakRules *rules);

typedef struct {
  int current;
  int best;
  int current_holes, best_holes; /* nights between the first and the last of it that have no record */
} Streak;

/* The routine's streak: consecutive kept nights; neutral and running ones are stepped over. */
Streak streak_routine(const History *history, const StreakRules *rules);

/* `due` leaves out paused and outside nights, skipped ones, and open ones not yet closed. */
typedef struct {
  int due, done, skipped, slipped;
} StepCount;

#define STRENGTH_MIN_NIGHTS 7

typedef struct {
  Streak streak; /* consecutive due nights in which it is done, whether or not it counts towards a kept night */
  StepCount count;
  /* 0..1: the mean of done over due closed nights, newest weight 1, each earlier one times 0.5^(1/13) (Loop Habit
   * Tracker's half-life, as a weighted mean). Negative when fewer than STRENGTH_MIN_NIGHTS are due. */
  double strength;
  int weighed, weighed_done; /* the due closed nights that strength is reckoned from, and those of them that are done */
  double strength_if_missed; /* what one more night off would make of it; negative as `strength` */
} StepReview;

/* Reviews every step in one pass over the nights; `count` is of those from `from` to `to`, both included (`to`
 * NIGHT_NONE: to the newest), streak and strength of all. Gives an array (owned) of StepReview, as long as and in the
 * order of history->step_ids. */
GArray *streak_steps(const History *history, Night from, Night to, const StreakRules *rules) G_GNUC_WARN_UNUSED_RESULT;

/* What the nights of a range are: each is judged (kept or not), running, neutral or without a record. */
typedef struct {
  int judged, kept;
  int running, neutral, unrecorded;
} NightCounts;

/* Counts the nights from `from` to `to` (NIGHT_NONE: to the newest). */
NightCounts streak_nights(const History *history, Night from, Night to, const StreakRules *rules);
