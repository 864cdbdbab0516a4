/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the review: the weeks at a glance, one night with everything
 * known about it, and what the numbers mean. Shared by view-review.c, which
 * acts, and the files that draw. */
#pragma once

#include "app/app.h"
#include "review/summary.h"
#include "tui/canvas.h"
#include "tui/hits.h"

typedef struct {
  const History *history;
  const ReviewSummary *summary; /* of the range that shows */
  StreakRules rules;
  Night cursor;     /* the night under the cursor */
  gboolean is_told; /* the person moved there: the night is put in a sentence */
  int scroll;       /* lines that were scrolled past */
  Hits *hits;       /* receives where nights or steps were drawn; NULL: nobody asks */
} ReviewModel;

typedef enum { RANGE_FOUR_WEEKS, RANGE_TWELVE_WEEKS, RANGE_YEAR, RANGE_ALL, N_REVIEW_RANGES } ReviewRange;

/* The newest night to show: tonight once something in it is answered, else the one before. NIGHT_NONE: there is none.
 */
Night review_to(const History *history, Night tonight);

/* The first night of a range that ends with `to`. */
Night review_from(const History *history, ReviewRange range, Night to);

/* "Five weeks", "12 nights" (owned). */
char *review_range_title(Night from, Night to);

/* How lights out went, in one sentence (owned); NULL under a week of known times. */
char *review_bedtime_sentence(const ReviewModel *model);

/* One night in a sentence (owned): "Tue 24 November: 5 of 6, lights out 23:52, rested 4". */
char *review_night_sentence(const ReviewModel *model, Night night);

/* Draws the weeks. Gives how many lines more could be scrolled past. */
int review_draw(const ReviewModel *model, Canvas *canvas);

/* The table of steps: which rows there are, and drawing them from the `first` one on. */
GArray *review_table_rows(const ReviewModel *model); /* of guint16, indexes into history->step_ids (owned) */
void review_table_draw(Canvas *canvas, const ReviewModel *model, int row, int end, guint first);
