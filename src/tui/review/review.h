/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the review: the weeks at a glance, one night with everything
 * known about it, and what the numbers mean. Shared by review_view.c, which
 * acts, and the files that draw. */
#pragma once

#include "app/app.h"
#include "model/plan.h"
#include "review/diary.h"
#include "review/summary.h"
#include "tui/canvas/canvas.h"
#include "tui/canvas/hits.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/plot.h"
#include "words/comparison.h"

typedef struct {
  const History *history;
  const ReviewSummary *summary; /* of the range that shows */
  StreakRules rules;
  Night cursor;                /* the night under the cursor */
  gboolean is_told;            /* the person moved there: the night is put in a sentence */
  int scroll;                  /* lines that were scrolled past */
  const CompareList *compared; /* NULL: with and without are not shown */
  Hits *hits;                  /* receives where nights or steps were drawn; NULL: nobody asks */
} ReviewModel;

typedef enum { RANGE_FOUR_WEEKS, RANGE_SIXTEEN_WEEKS, RANGE_YEAR, RANGE_ALL, N_REVIEW_RANGES } ReviewRange;

/* The newest night to show: tonight once something in it is answered, else the one before. NIGHT_NONE: there is none.
 */
Night review_to(const History *history, Night tonight);

/* The first night of a range that ends with `to`. */
Night review_from(const History *history, ReviewRange range, Night to);

/* How lights out went, in one sentence (owned); NULL under a week of known times. */
char *review_bedtime_sentence(const ReviewModel *model);

/* "Five weeks", "12 nights" (owned). */
char *review_range_title(Night from, Night to);

/* What is said below the table (owned; NULL: nothing): the night under the cursor, or how lights out went. */
char *review_closing_sentence(const ReviewModel *model);

/* Draws the weeks. Returns how many lines more could be scrolled past. review_draw_large needs LAYOUT_ROOMY_COLUMNS and
 * LAYOUT_VALLEY_ROWS. */
int review_draw(const ReviewModel *model, Canvas *canvas);
int review_draw_large(const ReviewModel *model, Canvas *canvas);

/* The table of steps: which rows there are, and drawing them from the `first` one on. */
GArray *review_table_rows(const ReviewModel *model); /* of guint16, indexes into history->step_ids (owned) */
guint review_table_counting(const ReviewModel *model, const GArray *rows); /* how many of them count, which are first */
void review_table_draw(Canvas *canvas, const ReviewModel *model, int row, int end, guint first);

/* The marks of a step on the last nights, as many as `place` has columns. */
void review_marks_draw(Canvas *canvas, const ReviewModel *model, const PlotPlace *place, guint16 step);

typedef struct {
  const Plan *plan;
  const Record *record;
  const HistoryNight *known; /* the same night in the history; NULL: not there */
  const ReviewModel *review;
  GTimeZone *zone;
  int selected; /* index into the steps that show; -1: none */
} NightModel;

/* The steps of the night that show (owned array of guint, indexes into plan->steps). */
GArray *review_night_steps(const Plan *plan);

void review_night_draw(const NightModel *model, Canvas *canvas);

/* The night within `place`, to be read beside the weeks. */
void review_night_draw_beside(const NightModel *model, Canvas *canvas, const LayoutPlace *place);

/* Where the large form of the weeks leaves room for a night; FALSE: nowhere. */
gboolean review_place_beside(const Canvas *canvas, LayoutPlace *place);

/* The explanation (owned array of owned strings), one paragraph each. */
GPtrArray *review_why(const ReviewModel *model);

/* Draws it from the `scroll`th line on; gives how many lines more could be scrolled past. */
int review_why_draw(const ReviewModel *model, Canvas *canvas);
