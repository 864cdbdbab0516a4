/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the evening: the list with its timeline, the folded screen
 * after bedtime, the dark one after good night. Shared by view-tonight.c, which
 * acts, and the files that draw. */
#pragma once

#include "tui/bed_prompt.h"
#include "tui/evening_list.h"
#include "tui/hits.h"

/* What is drawn, beside the evening itself. */
typedef struct {
  const Evening *evening;
  const EveningList *list;
  const char *status;      /* what happened a moment ago; NULL: nothing */
  gboolean reminds;        /* the reminder is news */
  int selected;            /* the row of `list` under the cursor; -1: none */
  gboolean moved;          /* the person moved the cursor there */
  const BedPrompt *prompt; /* NULL or closed: not shown */
  const History *history;  /* the recent weeks, for roomy screens; NULL: not known */
  StreakRules rules;
  Hits *hits; /* receives where the rows of `list` were drawn; NULL: nobody asks */
} TonightPicture;

void tonight_draw_header(Canvas *canvas, const Evening *evening);
void tonight_draw_evening(Canvas *canvas, const TonightPicture *picture);
void tonight_draw_after_bed(Canvas *canvas, const TonightPicture *picture);
void tonight_draw_tiny(Canvas *canvas, const TonightPicture *picture, gboolean after_bed);
void tonight_draw_dark(Canvas *canvas, const TonightPicture *picture);

/* The bottom line: what can be done with the step under the cursor, or after bedtime, or with an open prompt. */
void tonight_draw_keys(Canvas *canvas, const TonightPicture *picture, gboolean after_bed);

/* The step under the cursor, borrowed from the plan; NULL: it stands on none. */
const PlanStep *tonight_selected(const TonightPicture *picture);

/* The lines between list and key line: what just happened, a reminder, a problem, else a hint. Gives the row above
 * which there is room. */
int tonight_draw_lines(Canvas *canvas, const TonightPicture *picture);
