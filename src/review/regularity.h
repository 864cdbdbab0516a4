/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How regular sleep was. Every function looks at the nights from `from` to `to`
 * (NIGHT_NONE: to the newest) and, where `shift` is not NULL, only at nights of that (interned) shift code.
 * Pure. */
#pragma once

#include "model/history.h"

#define REGULARITY_MIN_NIGHTS 7
#define REGULARITY_ROUGH_NIGHTS 14
#define REGULARITY_MIN_SIDE 4

typedef struct {
  int n;          /* nights with a known lights out */
  double mean;    /* minutes after midnight, 0..1440, of the local clock */
  double sd;      /* minutes, sample SD (n − 1); negative under REGULARITY_MIN_NIGHTS */
  gboolean rough; /* fewer than REGULARITY_ROUGH_NIGHTS */
} BedtimeSpread;

/* Spread of lights out, reckoned in minutes after regularity_cut so that no clock time near bedtime is an edge. Fischer
 * 2021: show from 7 nights. */
BedtimeSpread regularity_bedtime(const History *history, Night from, Night to, const char *shift);

/* Where the day is cut open to make numbers of bedtimes, in minutes after midnight: at noon (720), or at midnight (0)
 * where most of the nights are slept by day. */
int regularity_cut(const History *history, Night from, Night to, const char *shift);

/* Sleep Regularity Index, diary-based (Phillips 2017): −100 + 200 · share of minutes in the same state a day apart,
 * over pairs of consecutive nights with known onset and final awakening; what was lain awake in between is taken as
 * sleep. FALSE when there are fewer than REGULARITY_MIN_NIGHTS pairs. */
gboolean regularity_sri(const History *history, Night from, Night to, const char *shift,
                        double *sri) G_GNUC_WARN_UNUSED_RESULT;

/* Social jetlag in minutes: mean mid-sleep of Friday and Saturday nights minus that of the others, the
 * shorter way round the clock, signed (Wittmann 2006). FALSE when either side has fewer than REGULARITY_MIN_SIDE. */
gboolean regularity_social_jetlag(const History *history, Night from, Night to, const char *shift,
                                  double *minutes) G_GNUC_WARN_UNUSED_RESULT;
