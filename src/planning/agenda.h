/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agenda: plan + record + now. What is due, what comes next, and when that
 * next changes. Pure. */
#pragma once

#include "model/plan.h"
#include "model/record.h"

#include <glib.h>

typedef enum {
  AGENDA_HIDDEN,   /* it predates the start, is folded away or paused: not on the list */
  AGENDA_LEFT_OUT, /* unanswered, and without it tonight by lot: on the list, but neither due nor counted */
  AGENDA_ANSWERED, /* done, skipped or slipped */
  AGENDA_RUNNING,  /* an avoid step between its time and its end, unanswered: it needs no answer */
  AGENDA_DUE,      /* open, at or before now, and not past its end or the reminders' end */
  AGENDA_OPEN,     /* open, and past that; it can still be answered */
  AGENDA_COMING,   /* open, in the future */
} AgendaState;

typedef struct {
  guint step; /* index into plan->steps */
  AgendaState state;
  Mark mark;
} AgendaRow;

typedef enum {
  PHASE_DAY,       /* before the first step of the evening */
  PHASE_EVENING,   /* from then until bedtime */
  PHASE_AFTER_BED, /* bedtime has passed and lights are not out */
  PHASE_ASLEEP,    /* good night was said */
} AgendaPhase;

typedef struct {
  GArray *rows; /* of AgendaRow, one for each step of the plan, in its order */
  AgendaPhase phase;
  int next;   /* the row of the earliest open step in the future; -1: none */
  guint done; /* counting steps that are done */
  guint of;   /* counting steps in the share: all but hidden and skipped ones */
  gint64
      evening; /* when the evening begins: the first step or band within 4 hours of bedtime, at the latest bed - 1 h */
  gint64 next_change;          /* the next instant at which any of this changes; 0: not tonight */
  gboolean any_predates_start; /* some step starts tomorrow */
} Agenda;

/* Builds the agenda (owned). `reminders_end` is when a moment stops being due (settings.reminders.until). */
Agenda *agenda_new(const Plan *plan, const Record *record, const GPtrArray *pauses, gint64 reminders_end, gint64 now);
void agenda_free(Agenda *agenda);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Agenda, agenda_free)

/* TRUE if `step` of `plan` still waits for an answer: it is listed, not paused and unanswered, and good night was not
 * said. A snoozed step waits. `pauses` may be NULL. */
gboolean agenda_step_is_open(const Plan *plan, const Record *record, const GPtrArray *pauses, const PlanStep *step);

const AgendaRow *agenda_row(const Agenda *agenda, guint index);
