/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sleep diary measures of one night, with the field's usual names. Durations
 * are minutes as a clock shows them; DIARY_BLANK where an input is missing or
 * where the inputs cannot be together. Blank is never taken for zero. Pure.
 * Definitions: Carney et al. 2012 (Consensus Sleep Diary); efficiency as
 * TST/TIB, named so. Lights out stands for going to bed and for trying to sleep. */
#pragma once

#include "model/history.h"

#define DIARY_BLANK (-1)

typedef struct {
  int time_in_bed;        /* TIB = out of bed − lights out */
  int onset_latency;      /* SOL */
  int waso;               /* awake after sleep onset, without lying awake at the end */
  int sleep_period;       /* SPT = final awakening − lights out − SOL */
  int total_sleep;        /* TST = SPT − WASO */
  int lingering;          /* TWAK = out of bed − final awakening */
  int efficiency_percent; /* SE = 100 · TST / TIB */
} DiaryMeasures;

DiaryMeasures diary_measures(const HistoryNight *night);

/* Sleep efficiency over the nights from `from` to `to` of which everything is known, as all of their sleep by all of
 * their time in bed, in percent, rounded once. `n_nights` receives how many they are; DIARY_BLANK for none. */
int diary_mean_efficiency(const History *history, Night from, Night to, int *n_nights);

/* Mean time asleep (TST) over the nights from `from` to `to` of which it is known, in minutes, rounded. `n_nights`
 * receives how many they are; DIARY_BLANK for none. */
int diary_mean_sleep(const History *history, Night from, Night to, int *n_nights);
