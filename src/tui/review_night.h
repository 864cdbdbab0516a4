/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One past night with everything known about it, its steps open for marking. */
#pragma once

#include "model/plan.h"
#include "review/diary.h"
#include "tui/canvas.h"
#include "tui/review.h"

typedef struct {
  const Plan *plan;
  const Record *record;
  const HistoryNight *known; /* the same night in the history; NULL: not there */
  const ReviewModel *review;
  GTimeZone *zone;
  int selected; /* index into the steps that show */
} NightModel;

/* The steps of the night that show (owned array of guint, indexes into plan->steps). */
GArray *review_night_steps(const Plan *plan);

void review_night_draw(const NightModel *model, Canvas *canvas);
