/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Streaks, shares and strength over many nights, by DESIGN's rules: skipped and
 * paused are neutral, and what is open in a night that is not over never hurts.
 * Pure. */
#pragma once

#include "model/history.h"

#include <glib.h>

/* From when on open steps count against a night: those after `closed_to` are still open without harm. */
typedef struct {
  Night closed_to; /* the newest night that is closed: its morning was answered, or the next bedtime has passed */
  int keep_percent;
} StreakRules;

typedef enum { NIGHT_NEUTRAL, NIGHT_KEPT, NIGHT_NOT_KEPT, NIGHT_RUNNING } NightVerdict;

/* What a mark is worth: done (lights out: in time), open, skipped or slipped, with lights out judged by its time. */
Mark streak_effective_mark(const History *history, const HistoryNight *night, const HistoryMark *mark);

/* Judges one night. NIGHT_RUNNING: not closed and not yet kept. */
NightVerdict streak_judge(const History *history, const HistoryNight *night, const StreakRules *rules);

typedef struct {
  int current;
  int best;
} Streak;

/* The routine's streak: consecutive kept nights, neutral ones left out. */
Streak streak_routine(const History *history, const StreakRules *rules);

/* A step's streak: consecutive due nights that are done. */
Streak streak_step(const History *history, guint16 step, const StreakRules *rules);

typedef struct {
  int due, done, skipped,
      slipped; /* due leaves out paused and outside nights, skipped ones, and open ones not yet closed */
} StepCount;

/* Counts `step` over the nights from `from` to `to`, both included. */
StepCount streak_count(const History *history, guint16 step, Night from, Night to, const StreakRules *rules);

/* Strength 0..1: the mean of done over due closed nights, newest weight 1, each earlier one times 0.5^(1/13)
 * (Loop Habit Tracker's half-life, as a weighted mean). Negative when fewer than STRENGTH_MIN_NIGHTS are due. */
#define STRENGTH_MIN_NIGHTS 7
double streak_strength(const History *history, guint16 step, const StreakRules *rules);

/* The nights from `from` to `to` that are kept, and those that are judged at all. */
void streak_nights(const History *history, Night from, Night to, const StreakRules *rules, int *kept, int *judged);
