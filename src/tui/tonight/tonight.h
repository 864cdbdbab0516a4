/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the evening: the list with its timeline, the folded screen
 * after bedtime, the dark one after good night. Shared by tonight_view.c, which
 * acts, and the files that draw. */
#pragma once

#include "tui/canvas/hits.h"
#include "tui/tonight/bed_prompt.h"
#include "tui/tonight/evening_list.h"

/* What is drawn, beside the evening itself. */
typedef struct {
  const Evening *evening; /* while bedtime is being moved: as it would be */
  const Evening *actual;
  const EveningList *list;
  const char *status;      /* what happened a moment ago; NULL: nothing */
  const char *question;    /* what has to be answered before anything is done; NULL: nothing */
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

typedef struct {
  int row, column;
  int end_column, end_row; /* exclusive */
} DetailPlace;

/* How many lines the selected step's detail takes in `columns` columns; 0: it has none. */
int tonight_detail_height(const TonightPicture *picture, int columns);
void tonight_detail_draw(Canvas *canvas, const TonightPicture *picture, const DetailPlace *place);

/* How many columns the roomy form's side takes. */
int tonight_side_columns(const Canvas *canvas);

/* The roomy form's side: what tonight has come to, the last nights, and where there is a third column the weeks. */
void tonight_side_draw(Canvas *canvas, const TonightPicture *picture, int row, int column, int end_row);
