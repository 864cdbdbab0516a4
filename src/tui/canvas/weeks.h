/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nights laid out by weeks: a column a week, a row a weekday. The heat map of
 * kept nights, and where its columns stand. Pure. */
#pragma once

#include "review/streak.h"
#include "tui/canvas/canvas.h"
#include "tui/canvas/hits.h"

#include <glib.h>

/* Which weeks show, and how wide they are. */
typedef struct {
  Night from, to; /* the range */
  Night monday;   /* of the first week that shows */
  int count;      /* of the weeks that show */
  int width;      /* columns a week takes: 3 is two and a gap */
  int lead;       /* columns that the first week is short of that */
} Weeks;

#define WEEKS_LABEL_COLUMNS 5 /* "Mon" and what is blank behind it */
#define WEEKS_HEAT_ROWS 8     /* months, then seven days */

/* How many weeks the range touches. */
int weeks_between(Night from, Night to);

/* The weeks of the range that fit into `columns` at `width` columns each; where not all fit, those around `cursor`
 * (NIGHT_NONE: the newest). */
Weeks weeks_new(Night from, Night to, Night cursor, int columns, int width);

/* The column (from 0) of the week with that index, and of the one that holds `night` (−1 outside). */
int weeks_at(const Weeks *weeks, int week);
int weeks_column(const Weeks *weeks, Night night);

/* Writes the months over the columns of `weeks`, which begin at `column`. */
void weeks_draw_months(Canvas *canvas, int row, int column, const Weeks *weeks);

/* What a night came to. */
typedef enum { LEVEL_NEUTRAL, LEVEL_NONE, LEVEL_SOME, LEVEL_KEPT, LEVEL_ALL } NightLevel;

typedef struct {
  NightLevel level;
  int done, of;
} NightShare;

NightShare weeks_share(const History *history, const HistoryNight *night, const StreakRules *rules);

/* The night of that date; NULL when history has none. */
const HistoryNight *weeks_night(const History *history, Night night);

/* Whose nights are drawn, and which of them is marked (NIGHT_NONE: none). */
typedef struct {
  const History *history;
  StreakRules rules;
  Night cursor;
  Hits *hits; /* receives where the nights were drawn; NULL: nobody asks */
} WeeksSubject;

/* Draws WEEKS_HEAT_ROWS rows. */
void weeks_draw_heat(Canvas *canvas, int row, int column, const Weeks *weeks, const WeeksSubject *subject);

/* "██ all done   ▓▓ kept   ▒▒ some", nearer together where it has to end before `end`. */
void weeks_draw_legend(Canvas *canvas, int row, int column, int end);
