/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * States, counts, phase and the next change are found in one pass over the plan. */
#include "planning/agenda.h"

#include "base/daytime.h"

enum {
  EVENING_EARLIEST_SECONDS = 4 * DAYTIME_HOUR_SECONDS, /* steps earlier than this are daytime steps */
  EVENING_LATEST_SECONDS = DAYTIME_HOUR_SECONDS,
};

/* What every step is looked at with. */
typedef struct {
  const Plan *plan;
  const Record *record;
  const GPtrArray *pauses;
  gint64 reminders_end;
} View;

/* When a step that has begun stops being due: a stretch at its end; what can still be done when the
 * reminders end. */
static gint64 end_of(const View *view, const PlanStep *step) {
  return step->kind == STEP_AVOID ? step->until : view->reminders_end;
}

static gboolean is_left_out(const View *view, const PlanStep *step) {
  return pauses_cover_by_lot(view->pauses, step->id, view->plan->night);
}

static gboolean is_hidden(const View *view, const PlanStep *step) {
  return !plan_step_is_listed(step) ||
         (pauses_cover(view->pauses, step->id, view->plan->night) && !is_left_out(view, step));
}

static AgendaState state_of(const View *view, const PlanStep *step, Mark mark, gint64 now) {
  if (is_hidden(view, step))
    return AGENDA_HIDDEN;
  if (mark != MARK_OPEN)
    return AGENDA_ANSWERED;
  if (is_left_out(view, step))
    return AGENDA_LEFT_OUT;
  if (step->at > now)
    return AGENDA_COMING;
  if (end_of(view, step) <= now)
    return AGENDA_OPEN;
  return step->kind == STEP_AVOID ? AGENDA_RUNNING : AGENDA_DUE;
}

/* The agenda changes at `instant`, if that is still to come. */
static void note_change(Agenda *agenda, gint64 instant, gint64 now) {
  if (instant > now)
    agenda->next_change = daytime_earlier(agenda->next_change, instant);
}

/* Adds the row of `step` and what it brings to the counts. */
static void add_row(Agenda *agenda, const View *view, guint index, gint64 now) {
  const PlanStep *step = g_ptr_array_index(view->plan->steps, index);
  const Mark mark = record_mark(view->record, step->id);
  const AgendaRow row = { .step = index, .state = state_of(view, step, mark, now), .mark = mark };
  g_array_append_val(agenda->rows, row);
  agenda->any_predates_start |= step->predates_start;
  if (row.state == AGENDA_COMING && agenda->next < 0)
    agenda->next = (int) index;
  if (step->counts && row.state != AGENDA_HIDDEN && mark != MARK_SKIPPED && !is_left_out(view, step)) {
    agenda->of++;
    agenda->done += mark == MARK_DONE;
  }
  if (row.state == AGENDA_HIDDEN || row.state == AGENDA_ANSWERED || row.state == AGENDA_LEFT_OUT)
    return;
  note_change(agenda, step->at, now);
  /* An end at or before the beginning changes nothing of its own. */
  if (end_of(view, step) > step->at)
    note_change(agenda, end_of(view, step), now);
}

static gint64 evening_of(const Plan *plan) {
  const gint64 earliest = plan->bed - EVENING_EARLIEST_SECONDS;
  gint64 evening = plan->bed - EVENING_LATEST_SECONDS;
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    if (!step->folded && step->at >= earliest)
      evening = MIN(evening, step->at);
  }
  for (guint i = 0; i < plan->bands->len; i++) {
    const PlanBand *band = g_ptr_array_index(plan->bands, i);
    if (band->at >= earliest)
      evening = MIN(evening, band->at);
  }
  return MAX(evening, plan->start);
}

static AgendaPhase phase_of(const Plan *plan, const Record *record, gint64 evening, gint64 now) {
  const gboolean is_again = now < plan->bed && record_is_evening_again(record, now, plan->offset);
  if (!is_again && (record->good_night || (record->lights_out != 0 && record->lights_out <= now)))
    return PHASE_ASLEEP;
  if (now >= plan->bed)
    return PHASE_AFTER_BED;
  return now >= evening ? PHASE_EVENING : PHASE_DAY;
}

static void set_phase(Agenda *agenda, const Plan *plan, const Record *record, gint64 now) {
  agenda->evening = evening_of(plan);
  agenda->phase = phase_of(plan, record, agenda->evening, now);
  if (agenda->phase == PHASE_ASLEEP)
    return;
  note_change(agenda, agenda->evening, now);
  note_change(agenda, plan->bed, now);
  note_change(agenda, record->lights_out, now);
}

Agenda *agenda_new(const Plan *plan, const Record *record, const GPtrArray *pauses, gint64 reminders_end, gint64 now) {
  const View view = { plan, record, pauses, reminders_end };
  Agenda *agenda = g_new0(Agenda, 1);
  agenda->rows = g_array_sized_new(FALSE, FALSE, sizeof(AgendaRow), plan->steps->len);
  agenda->next = -1;
  for (guint i = 0; i < plan->steps->len; i++)
    add_row(agenda, &view, i, now);
  set_phase(agenda, plan, record, now);
  return agenda;
}

void agenda_free(Agenda *agenda) {
  if (!agenda)
    return;
  g_array_unref(agenda->rows);
  g_free(agenda);
}

gboolean agenda_step_is_open(const Plan *plan, const Record *record, const GPtrArray *pauses, const PlanStep *step) {
  return plan_step_is_listed(step) && record_mark(record, step->id) == MARK_OPEN && !record->good_night &&
         !pauses_cover(pauses, step->id, plan->night);
}

const AgendaRow *agenda_row(const Agenda *agenda, guint index) {
  return &g_array_index(agenda->rows, AgendaRow, index);
}
