/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three stages: where a time of the routine lies in a night (placing), what
 * becomes of one step of it, for the first time or anew (revising), and the
 * night as a whole. Which hours a date has is schedule.c's. */
#include "planning/planner.h"

#include "base/daytime.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>
#include <string.h>

/* The instants that times of a routine are counted from. */
typedef struct {
  gint64 start;
  gint64 bed; /* equals `wake` when no bedtime lies inside the night */
  gint64 wake;
  GTimeZone *zone;
} Frame;

typedef enum {
  PLACEMENT_FITS,
  PLACEMENT_OUTSIDE, /* before the night's start, or not before its end */
  PLACEMENT_ASLEEP,  /* between bedtime and the wake time */
  PLACEMENT_NO_BED,  /* counted from a bedtime that this night does not have */
} PlacementFit;

typedef struct {
  PlacementFit fit;
  gint64 at;
  gint64 until; /* its end; equal to `at` for a moment */
} Placement;

typedef struct {
  const PlanRequest *request;
  Frame scheduled;     /* the night as the routine has it */
  Frame frame;         /* the same with what was moved by hand */
  gboolean is_moved;   /* something was moved by hand */
  gint64 moved_at;     /* when */
  gboolean is_shifted; /* the shift differs from the stored plan's */
  gboolean is_away;    /* the clock in force is not the one that the stored plan was made by */
  gboolean is_skipped; /* and that put bedtime, which was ahead, into the past: the evening never came */
} Revision;

/* --- placing --- */

static gboolean has_bed(const Frame *frame) {
  return frame->bed < frame->wake;
}

/* Returns the instant of `when`, inside the night or not. */
static gint64 instant_of(const Frame *frame, When when) {
  const gint64 offset = (gint64) when.minutes * DAYTIME_MINUTE_SECONDS;
  switch (when.anchor) {
  case ANCHOR_CLOCK: return schedule_first_after(frame->start, when.minutes, frame->zone);
  case ANCHOR_BED: return frame->bed + offset;
  case ANCHOR_WAKE: return frame->start + offset;
  case ANCHOR_NEXT_WAKE: return frame->wake + offset;
  }
  g_return_val_if_reached(frame->wake);
}

/* Returns the end of `step` when it begins at `at`: never before `at`, never after the night. */
static gint64 end_of(const Frame *frame, const Step *step, gint64 at) {
  if (step->kind == STEP_DO)
    return at;
  const gboolean until_bed = step->kind == STEP_AVOID && step->length_minutes == 0;
  const gint64 end = until_bed ? frame->bed : at + (gint64) step->length_minutes * DAYTIME_MINUTE_SECONDS;
  return MAX(at, MIN(end, frame->wake));
}

static PlacementFit fit_of(const Frame *frame, const Step *step, const Placement *placement) {
  if (placement->at < frame->start || placement->at >= frame->wake)
    return PLACEMENT_OUTSIDE;
  if (!has_bed(frame))
    return PLACEMENT_FITS;
  if (step->kind != STEP_AVOID)
    return placement->at > frame->bed ? PLACEMENT_ASLEEP : PLACEMENT_FITS;
  /* A stretch that lasts until bedtime and begins no sooner has no length left. */
  const gboolean is_empty = step->length_minutes == 0 && placement->at >= frame->bed;
  return is_empty ? PLACEMENT_ASLEEP : PLACEMENT_FITS;
}

static Placement place_in(const Frame *frame, const Step *step) {
  if (step->at.anchor == ANCHOR_BED && !has_bed(frame))
    return (Placement){ .fit = PLACEMENT_NO_BED };
  Placement placement = { .at = instant_of(frame, step->at) };
  placement.until = end_of(frame, step, placement.at);
  placement.fit = fit_of(frame, step, &placement);
  return placement;
}

/* --- the clock --- */

/* TRUE if the clock in force is not the one by which the night was planned. All that follows from it is reckoned anew
 * each time: it leaves no trace in the stored plan, and nothing of that plan vanishes. */
static gboolean clock_differs(const PlanRequest *request) {
  const Plan *stored = request->stored;
  return stored && daytime_offset_of(stored->bed, request->zone) != stored->offset;
}

static gboolean had_two_zones(const Plan *stored) {
  return stored->zone && strstr(stored->zone, PLAN_ZONES_SEPARATOR);
}

/* Lights went out where the night was planned: the evening is over, and where the person goes from now on changes only
 * its morning. Where clocks here show an earlier time again, there is one more evening; and where lights went out by
 * another clock, so did the evening. */
static gboolean is_evening_over(const PlanRequest *request) {
  const Record *record = request->record;
  if (!request->stored || !record || record->lights_out == 0 || record->lights_out > request->now)
    return FALSE;
  if (!clock_differs(request))
    return TRUE;
  return record->lights_out_offset == request->stored->offset &&
         !record_is_evening_again(record, request->now, daytime_offset_of(request->now, request->zone));
}

/* How far what was moved by hand lies behind the same time of day here. It was said as a time of day, and goes along
 * on a journey; once lights are out the evening stays where it was. */
static gint64 journey_of_move(const PlanRequest *request) {
  const Record *record = request->record;
  const gint64 moved = record->moved_bed != 0 ? record->moved_bed : record->moved_wake;
  if (moved == 0 || is_evening_over(request))
    return 0;
  return record->moved_offset - daytime_offset_of(moved, request->zone);
}

/* --- revising one step --- */

/* Where a step is placed, and whether a move, or a journey east, has put it into the past. */
typedef struct {
  Placement placement;
  gboolean folded;
  gboolean leapt; /* by a journey: folded, and counts all the same */
} Outcome;

static gboolean is_answered(const Revision *revision, const PlanStep *stored) {
  const Record *record = revision->request->record;
  return record && record_mark(record, stored->id) != MARK_OPEN;
}

/* An answered step stays as it is, whatever the routine says; one that was answered by another clock than the night was
 * planned by, while that is in force, is where that clock puts it. */
static gboolean keeps_time(const Revision *revision, const PlanStep *stored) {
  if (!is_answered(revision, stored))
    return FALSE;
  const StepRecord *record = record_step(revision->request->record, stored->id);
  return !revision->is_away || record->marked_offset == revision->request->stored->offset;
}

static const PlanStep *stored_step(const Revision *revision, const Step *step) {
  const Plan *stored = revision->request->stored;
  return stored ? plan_step(stored, step->id) : NULL;
}

static gboolean has_started(const PlanStep *stored, gint64 now) {
  return stored && plan_step_is_listed(stored) && stored->at <= now;
}

static gboolean is_same(const Placement *a, const Placement *b) {
  return a->fit == b->fit && a->at == b->at;
}

/* Returns when the step was before anything was moved into the past; G_MAXINT64: it had no time. */
static gint64 time_before_move(const PlanStep *stored, const Placement *scheduled) {
  if (stored)
    return stored->folded ? G_MAXINT64 : stored->at;
  return scheduled->fit == PLACEMENT_FITS ? scheduled->at : G_MAXINT64;
}

/* A step that is due already is not put into the past by moving bedtime: it keeps its time. What was
 * still to come folds away, at whichever of its times lies inside the night, so that taking the move
 * back finds it again. */
static Outcome place_passed(const Revision *revision, const Step *step, const PlanStep *stored,
                            const Placement *scheduled, const Placement *current) {
  const gint64 before = time_before_move(stored, scheduled);
  if (before <= revision->moved_at) {
    const gint64 end = end_of(&revision->frame, step, before);
    return (Outcome){ .placement = { PLACEMENT_FITS, before, end } };
  }
  return (Outcome){ .placement = current->fit == PLACEMENT_FITS ? *current : *scheduled, .folded = TRUE };
}

static Outcome place(const Revision *revision, const Step *step, const PlanStep *stored) {
  if (step->kind != STEP_DO && !revision->is_skipped && !revision->is_away &&
      has_started(stored, revision->request->now)) {
    const gint64 end = end_of(&revision->frame, step, stored->at);
    return (Outcome){ .placement = { PLACEMENT_FITS, stored->at, end } };
  }
  const Placement scheduled = place_in(&revision->scheduled, step);
  const Placement current = place_in(&revision->frame, step);
  const gboolean is_left_out = scheduled.fit != PLACEMENT_FITS && current.fit != PLACEMENT_FITS;
  if (is_left_out || !revision->is_moved || is_same(&scheduled, &current))
    return (Outcome){ .placement = current };
  const gboolean is_lights_out = g_str_equal(step->id, STEP_LIGHTS_OUT);
  if (current.fit == PLACEMENT_FITS && (is_lights_out || current.at >= revision->moved_at))
    return (Outcome){ .placement = current };
  return place_passed(revision, step, stored, &scheduled, &current);
}

/* A step that was planned stays in its night wherever the clock puts it: one that fits nowhere here is put at the
 * nearest end of the night. */
static void keep_in_night(const Revision *revision, const Step *step, const PlanStep *stored, Outcome *outcome) {
  if (!stored || outcome->placement.fit == PLACEMENT_FITS ||
      !(revision->is_away || had_two_zones(revision->request->stored)))
    return;
  const Frame *frame = &revision->frame;
  const gint64 at = CLAMP(instant_of(frame, step->at), frame->start, MAX(frame->start, frame->bed));
  outcome->placement = (Placement){ PLACEMENT_FITS, at, end_of(frame, step, at) };
}

/* A journey east can leap over an evening. Once its night is over, what was not answered and lay later where the night
 * was planned folds away: it never came. It still counts once it is answered. */
static void fold_leapt(const Revision *revision, const PlanStep *stored, Outcome *outcome) {
  const gboolean is_over = revision->frame.wake <= revision->request->now;
  if (revision->is_away && is_over && stored && !is_answered(revision, stored) && outcome->placement.at < stored->at)
    outcome->folded = outcome->leapt = TRUE;
}

/* Its time had passed before it existed: before the program did, before the routine had it, or before another shift
 * brought that time here. A clock in another zone makes no step younger. */
static gboolean predates_start(const Revision *revision, const PlanStep *stored, gint64 at) {
  const PlanRequest *request = revision->request;
  if (revision->is_away && stored)
    return stored->predates_start;
  if (revision->is_skipped && at <= request->now)
    return TRUE;
  if (!stored) /* by another clock it may only not have fitted into its night before */
    return at < request->first_run_at || (request->stored && !revision->is_away && at < request->now);
  if (stored->predates_start)
    return at < request->first_run_at || at <= request->now;
  return revision->is_shifted && !stored->folded && stored->at > request->now && at < request->now;
}

static PlanStep *keep_answered(const PlanStep *stored, const Step *step) {
  PlanStep *kept = plan_step_copy(stored);
  /* Answering a step that had folded away brings it back. */
  if (stored->folded) {
    kept->folded = FALSE;
    kept->counts = step->counts && !stored->predates_start;
  }
  return kept;
}

/* Returns `step` as it is in the plan now (owned); NULL if it is left out: `fit` says why. */
static PlanStep *revise_step(const Revision *revision, const Step *step, PlacementFit *fit) {
  const PlanStep *stored = stored_step(revision, step);
  *fit = PLACEMENT_FITS;
  if (stored && keeps_time(revision, stored))
    return keep_answered(stored, step);
  Outcome outcome = place(revision, step, stored);
  keep_in_night(revision, step, stored, &outcome);
  *fit = outcome.placement.fit;
  if (*fit != PLACEMENT_FITS)
    return NULL;
  fold_leapt(revision, stored, &outcome);
  const gboolean predates = predates_start(revision, stored, outcome.placement.at);
  PlanStep *planned = g_new(PlanStep, 1);
  *planned = (PlanStep){
    .id = g_strdup(step->id),
    .title = g_strdup(step->title),
    .short_title = g_strdup(step->short_title),
    .kind = step->kind,
    .at = outcome.placement.at,
    .until = outcome.placement.until,
    .counts = step->counts && !predates && (!outcome.folded || outcome.leapt),
    .predates_start = predates,
    .folded = outcome.folded,
  };
  return planned;
}

/* --- the night --- */

gint64 planner_instant(const Plan *plan, When when, GTimeZone *zone) {
  const Frame frame = { plan->start, plan->bed, plan->wake, zone };
  return instant_of(&frame, when);
}

static gboolean is_closed(const Record *record) {
  return record && morning_is_answered(&record->morning);
}

/* Returns when a night that has begun ends. A journey can put that end behind us, but not before the sleep began; and
 * not back ahead of us once its morning was answered. */
static gint64 end_of_begun(const PlanRequest *request, gint64 scheduled) {
  const Plan *stored = request->stored;
  const Record *record = request->record;
  if (!clock_differs(request) && !(had_two_zones(stored) && is_closed(record)))
    return MAX(scheduled, MIN(stored->wake, request->now));
  const gint64 lights_out = record ? record->lights_out : 0;
  const gint64 asleep = is_evening_over(request) ? MAX(lights_out, stored->bed) : lights_out;
  const gint64 end = MAX(scheduled, asleep + DAYTIME_MINUTE_SECONDS);
  return is_closed(record) ? MIN(end, stored->wake) : end;
}

/* A night that has begun keeps its start; only its end follows the schedule and the zone. */
static Frame scheduled_frame(const PlanRequest *request, const ScheduleNight *instants, int bed_minutes) {
  const Plan *stored = request->stored;
  const gboolean has_begun = stored && stored->start <= request->now;
  Frame frame = { .start = instants->start, .wake = instants->wake, .zone = request->zone };
  if (has_begun) {
    frame.start = stored->start;
    frame.wake = end_of_begun(request, instants->wake);
  } else if (request->start != 0) {
    frame.start = request->start;
  }
  frame.wake = MAX(frame.wake, frame.start);
  const gint64 from = MAX(frame.start, instants->start);
  const gboolean is_kept = is_evening_over(request) && request->record->moved_bed == 0;
  const gboolean is_ahead = !instants->bed_outside && instants->bed > from;
  frame.bed = is_kept ? stored->bed : is_ahead ? instants->bed : schedule_first_after(from, bed_minutes, request->zone);
  frame.bed = MIN(frame.bed, frame.wake);
  return frame;
}

static Frame moved_frame(const PlanRequest *request, const Frame *scheduled, int bed_minutes) {
  Frame frame = *scheduled;
  const Record *record = request->record;
  if (!record)
    return frame;
  const gint64 journey = journey_of_move(request);
  if (record->moved_wake != 0) {
    frame.wake = MAX(record->moved_wake + journey, frame.start);
    if (!has_bed(scheduled))
      frame.bed = schedule_first_after(frame.start, bed_minutes, request->zone);
  }
  if (record->moved_bed != 0)
    frame.bed = MAX(record->moved_bed + journey, frame.start);
  frame.bed = MIN(frame.bed, frame.wake);
  return frame;
}

/* TRUE if lights out is judged by the bedtime that was planned before: once they are out, once that bedtime has passed,
 * and if another routine puts bedtime into the past. A journey and another shift bring their own bedtime; a move that
 * was taken back leaves the routine's. */
static gboolean keeps_judgement(const Revision *revision, gint64 bed) {
  const PlanRequest *request = revision->request;
  if (is_evening_over(request))
    return TRUE;
  if (!request->stored || revision->is_shifted || revision->is_away ||
      (request->record && request->record->moved_bed_at != 0))
    return FALSE;
  return MIN(request->stored->target_bed, bed) <= request->now;
}

/* Moving a bedtime that has passed changes reminders, not the judgement. */
static gint64 target_bed(const Revision *revision, gint64 bed) {
  const PlanRequest *request = revision->request;
  const Record *record = request->record;
  if (!record || record->moved_bed == 0) {
    /* Once the night is over, the bedtime that the person set out with was early enough on a journey east. */
    const gint64 planned = request->stored ? request->stored->target_bed : bed;
    const gboolean is_over = revision->frame.wake <= request->now;
    const gint64 kindest = revision->is_away && is_over ? MAX(bed, planned) : bed;
    return keeps_judgement(revision, bed) ? planned : kindest;
  }
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
    PlanStep *planned = revise_step(revision, step, &fit);
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
    if (!plan_step(plan, step->id) && is_answered(revision, step))
      g_ptr_array_add(plan->steps, plan_step_copy(step));
  }
}

static void add_bands(Plan *plan, const Routine *routine, const Frame *frame) {
  for (guint i = 0; i < routine->bands->len; i++) {
    const Band *band = g_ptr_array_index(routine->bands, i);
    const gint64 at = instant_of(frame, band->at);
    const gint64 end = band->length_minutes > 0 ? at + (gint64) band->length_minutes * 60 : frame->bed;
    const gboolean has_anchor = band->at.anchor != ANCHOR_BED || has_bed(frame);
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

/* The nap before the first night shift of a row. */
static void add_nap(Plan *plan, const Schedule *schedule, const ScheduleDay *day, const Frame *frame) {
  const Shift *shift = day->begins_row ? schedule_shift(schedule, day->shift) : NULL;
  if (!shift || shift->nap_from == DAYTIME_NONE)
    return;
  const gint64 at = schedule_first_after(frame->start, shift->nap_from, frame->zone);
  const gint64 until = schedule_first_after(at, shift->nap_until, frame->zone);
  if (until > frame->bed)
    return;
  PlanBand *nap = g_new(PlanBand, 1);
  *nap = (PlanBand){ .id = g_strdup("nap"), .title = g_strdup(_("Nap")), .at = at, .until = until };
  g_ptr_array_add(plan->bands, nap);
}

/* Returns the name of the zone of the night (owned): the one by which it was planned, until another clock is in force.
 * Once the night is over, the one it began in and the last one are named. */
static char *zone_name(const PlanRequest *request, const Frame *frame) {
  const Plan *stored = request->stored;
  const char *here = g_time_zone_get_identifier(request->zone);
  if (!stored || !stored->zone)
    return g_strdup(here);
  if (!clock_differs(request))
    return g_strdup(stored->zone);
  if (frame->wake > request->now)
    return g_strdup(is_evening_over(request) ? stored->zone : here);
  g_auto(GStrv) names = g_strsplit(stored->zone, PLAN_ZONES_SEPARATOR, 2);
  return g_str_equal(names[0], here) ? g_strdup(here) : g_strjoin(PLAN_ZONES_SEPARATOR, names[0], here, NULL);
}

static Plan *frame_plan(const PlanRequest *request, Night night, const Frame *frame) {
  Plan *plan = plan_new(night);
  plan->start = frame->start;
  plan->bed = frame->bed;
  plan->wake = frame->wake;
  const int offset = daytime_offset_of(frame->bed, request->zone);
  const int change = daytime_offset_of(frame->wake, request->zone) - offset;
  const Plan *stored = request->stored;
  plan->offset = stored && clock_differs(request) && is_evening_over(request) ? stored->offset : offset;
  plan->zone = zone_name(request, frame);
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
  revision.is_shifted = stored && g_strcmp0(stored->shift, plan->shift) != 0;
  revision.is_away = clock_differs(request) && !is_evening_over(request);
  plan->target_bed = target_bed(&revision, plan->bed);
  const gboolean is_passed = plan->bed <= request->now || !has_bed(&revision.frame);
  revision.is_skipped = revision.is_shifted && stored->bed > request->now && is_passed;
  add_steps(plan, &revision, warnings);
  add_answered(plan, &revision);
  add_bands(plan, request->routine, &revision.frame);
  add_nap(plan, schedule, &day, &revision.frame);
  plan_sort(plan);
  return plan;
}
