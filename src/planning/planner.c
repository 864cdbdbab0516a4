/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/planner.h"

#include "base/daytime.h"
#include "planning/placement.h"
#include "planning/revision.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

gint64 planner_instant(const Plan *plan, When when, GTimeZone *zone) {
  const Frame frame = { plan->start, plan->bed, plan->wake, zone };
  return placement_instant(&frame, when);
}

/* Lights are out: the evening is over, and where the person goes from now on changes only its morning. */
static gboolean is_evening_over(const PlanRequest *request) {
  const Record *record = request->record;
  return request->stored && record && record->lights_out != 0 && record->lights_out <= request->now;
}

/* A night that has begun keeps its start; only its end follows the schedule and the zone. A journey can put that end
 * behind us: then the night ends now, and what was lived in it stays in it. */
static Frame scheduled_frame(const PlanRequest *request, const ScheduleNight *instants, int bed_minutes) {
  const Plan *stored = request->stored;
  const gboolean has_begun = stored && stored->start <= request->now;
  Frame frame = { .start = instants->start, .wake = instants->wake, .zone = request->zone };
  if (has_begun) {
    frame.start = stored->start;
    frame.wake = MAX(frame.wake, MIN(stored->wake, request->now));
  } else if (request->start != 0) {
    frame.start = request->start;
  }
  frame.wake = MAX(frame.wake, frame.start);
  const gint64 from = MAX(frame.start, instants->start);
  const gboolean is_kept = is_evening_over(request) && request->record->moved_bed == 0;
  frame.bed = is_kept ? stored->bed : schedule_first_after(from, bed_minutes, request->zone);
  frame.bed = MIN(frame.bed, frame.wake);
  return frame;
}

static Frame moved_frame(const PlanRequest *request, const Frame *scheduled, int bed_minutes) {
  Frame frame = *scheduled;
  const Record *record = request->record;
  if (!record)
    return frame;
  if (record->moved_wake != 0) {
    frame.wake = MAX(record->moved_wake, frame.start);
    if (!placement_has_bed(scheduled))
      frame.bed = schedule_first_after(frame.start, bed_minutes, request->zone);
  }
  if (record->moved_bed != 0)
    frame.bed = MAX(record->moved_bed, frame.start);
  frame.bed = MIN(frame.bed, frame.wake);
  return frame;
}

/* Whether what lights out is judged by stays: once they are out, once that bedtime has passed, and where another
 * routine puts bedtime into the past. A journey and another shift bring their own bedtime; a move that was taken back
 * leaves the routine's. */
static gboolean keeps_judgement(const Revision *revision, gint64 bed) {
  const PlanRequest *request = revision->request;
  if (is_evening_over(request))
    return TRUE;
  if (!request->stored || revision->is_shifted || (request->record && request->record->moved_bed_at != 0))
    return FALSE;
  return MIN(request->stored->target_bed, bed) <= request->now;
}

/* Moving a bedtime that has passed changes reminders, not the judgement. */
static gint64 target_bed(const Revision *revision, gint64 bed) {
  const PlanRequest *request = revision->request;
  const Record *record = request->record;
  if (!record || record->moved_bed == 0)
    return keeps_judgement(revision, bed) ? request->stored->target_bed : bed;
  const gint64 before = request->stored ? request->stored->target_bed : revision->scheduled.bed;
  return record->moved_bed_at > before ? before : bed;
}

static gboolean is_due(const Step *step, Night night, const char *shift) {
  if (!step->enabled || !(step->weekdays & (1 << daytime_weekday(night))))
    return FALSE;
  return !step->shifts || (shift && g_strv_contains((const char *const *) step->shifts, shift));
}

static void warn(GPtrArray *warnings, PlacementFit fit, const char *title) {
  if (!warnings)
    return;
  switch (fit) {
  case PLACEMENT_FITS: return;
  case PLACEMENT_OUTSIDE:
    g_ptr_array_add(warnings, g_strdup_printf(_("“%s” falls outside its night and is left out."), title));
    return;
  case PLACEMENT_ASLEEP:
    g_ptr_array_add(warnings, g_strdup_printf(_("“%s” falls into the planned sleep and is left out."), title));
    return;
  case PLACEMENT_NO_BED:
    g_ptr_array_add(warnings, g_strdup_printf(_("“%s” is left out: no bedtime lies within its night."), title));
    return;
  }
}

static void add_steps(Plan *plan, const Revision *revision, GPtrArray *warnings) {
  const PlanRequest *request = revision->request;
  const GPtrArray *steps = request->routine->steps;
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = g_ptr_array_index(steps, i);
    if (!is_due(step, plan->night, plan->shift))
      continue;
    PlacementFit fit;
    PlanStep *planned = revision_step(revision, step, &fit);
    if (planned)
      g_ptr_array_add(plan->steps, planned);
    else
      warn(warnings, fit, step->title);
  }
}

/* What was answered stays in its night, also when the routine no longer has it. */
static void add_answered(Plan *plan, const Revision *revision) {
  const Plan *stored = revision->request->stored;
  for (guint i = 0; stored && i < stored->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(stored->steps, i);
    if (!plan_step(plan, step->id) && revision_is_answered(revision, step))
      g_ptr_array_add(plan->steps, plan_step_copy(step));
  }
}

static void add_bands(Plan *plan, const Routine *routine, const Frame *frame) {
  for (guint i = 0; i < routine->bands->len; i++) {
    const Band *band = g_ptr_array_index(routine->bands, i);
    const gint64 at = placement_instant(frame, band->at);
    const gint64 end = band->length_minutes > 0 ? at + (gint64) band->length_minutes * 60 : frame->bed;
    const gboolean has_anchor = band->at.anchor != ANCHOR_BED || placement_has_bed(frame);
    if (!has_anchor || at < frame->start || at >= MIN(end, frame->wake))
      continue;
    PlanBand *planned = g_new(PlanBand, 1);
    *planned = (PlanBand){
      .id = g_strdup(band->id),
      .title = g_strdup(band->title),
      .at = at,
      .until = MIN(end, frame->wake),
    };
    g_ptr_array_add(plan->bands, planned);
  }
}

static Plan *frame_plan(const PlanRequest *request, Night night, const Frame *frame) {
  Plan *plan = plan_new(night);
  plan->start = frame->start;
  plan->bed = frame->bed;
  plan->wake = frame->wake;
  const int offset = daytime_offset_of(frame->bed, request->zone);
  const int change = daytime_offset_of(frame->wake, request->zone) - offset;
  plan->offset = is_evening_over(request) ? request->stored->offset : offset;
  plan->clocks_change = change != 0;
  plan->usual_length = frame->wake - frame->bed + change;
  return plan;
}

Plan *planner_plan(const PlanRequest *request, Night night, GPtrArray *warnings) {
  const Schedule *schedule = &request->routine->schedule;
  ScheduleNight instants;
  if (!schedule_night(schedule, request->choices, night, request->zone, &instants))
    return request->stored ? plan_copy(request->stored) : NULL;

  const ScheduleDay day = schedule_day(schedule, request->choices, night);
  Revision revision = { .request = request, .scheduled = scheduled_frame(request, &instants, day.hours.bed) };
  revision.frame = moved_frame(request, &revision.scheduled, day.hours.bed);
  const Record *record = request->record;
  revision.is_moved = record && (record->moved_bed != 0 || record->moved_wake != 0);
  revision.moved_at = record ? record->moved_bed_at : 0;

  Plan *plan = frame_plan(request, night, &revision.frame);
  plan->shift = g_strdup(day.shift);
  const Plan *stored = request->stored;
  revision.is_shifted = stored && (stored->offset != plan->offset || g_strcmp0(stored->shift, plan->shift) != 0);
  plan->target_bed = target_bed(&revision, plan->bed);
  const gboolean is_passed = plan->bed <= request->now || !placement_has_bed(&revision.frame);
  revision.is_skipped = revision.is_shifted && stored->bed > request->now && is_passed;
  add_steps(plan, &revision, warnings);
  add_answered(plan, &revision);
  add_bands(plan, request->routine, &revision.frame);
  plan_sort(plan);
  return plan;
}
