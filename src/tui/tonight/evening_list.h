/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the evening's list: what stands above the rule that marks now,
 * what stands below it, and what folds. Pure: an Evening in, rows out. */
#pragma once

#include "app/app.h"

#include <glib.h>

typedef enum {
  ROW_STEP,     /* one step */
  ROW_DAY,      /* the steps of the day, folded: "Earlier today" */
  ROW_RUNNING,  /* running avoid stretches, folded into one row */
  ROW_ANSWERED, /* answered steps, folded: "Earlier" */
  ROW_FIRST,    /* the line that says what starts tomorrow */
  ROW_RULE,     /* now */
} RowKind;

/* Which folds are open; a set of bits. */
enum { UNFOLD_DAY = 1 << 0, UNFOLD_RUNNING = 1 << 1, UNFOLD_ANSWERED = 1 << 2 };

/* From this many answered steps on they fold. */
#define EVENING_LIST_FOLD_FROM 3

typedef struct {
  RowKind kind;
  guint step;           /* ROW_STEP: index into plan->steps; ROW_RUNNING: the first of them */
  guint marks[N_MARKS]; /* ROW_DAY, ROW_ANSWERED: how many have each mark */
  guint members;        /* how many steps are folded in it */
} EveningRow;

typedef struct {
  GArray *rows; /* of EveningRow, top to bottom */
  guint rule;   /* the index of the rule */
  int current;  /* the row that the cursor follows: what is due, else what comes next; -1: none */
} EveningList;

EveningList *evening_list_new(const Evening *evening, guint unfolded); /* owned */
void evening_list_free(EveningList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EveningList, evening_list_free)

const EveningRow *evening_list_row(const EveningList *list, guint index);

/* The row that shows step `id`; -1: none. */
int evening_list_find(const EveningList *list, const Evening *evening, const char *id);

/* The next row from `from` on (exclusive) in `direction` (±1) that the cursor can stand on; -1: none. */
int evening_list_neighbour(const EveningList *list, int from, int direction);

/* Which fold a row opens into; 0: none. */
guint evening_list_fold(const EveningRow *row);

/* The step behind a row; NULL for what is no step. */
const PlanStep *evening_list_step(const Evening *evening, const EveningRow *row);

/* The folded row's text (owned): "Caffeine, alcohol, night colours"; where that takes more than `columns`, "Caffeine, 2
 * more". */
char *evening_list_running_title(const Evening *evening, int columns);

/* What stands right of a step (owned; NULL: nothing): a countdown on the one that comes next, when it was answered,
 * its length, how long ago. */
char *evening_list_words(const Evening *evening, guint step);

/* Whether `step` is due and it is its time: "now". One that was put off is not. */
gboolean evening_list_is_now(const Evening *evening, guint step);

/* When an open step comes again that was put off; 0: it was not. */
gint64 evening_list_snoozed_until(const Evening *evening, guint step);
