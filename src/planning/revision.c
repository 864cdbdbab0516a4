/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/revision.h"

/* Where a step stands, and whether it was put into the past. */
typedef struct {
  Placement placement;
  gboolean folded;
} Outcome;

gboolean revision_is_answered(const Revision *revision, const PlanStep *stored) {
  const Record *record = revision->request->record;
  return record && record_mark(record, stored->id) != MARK_OPEN;
}

static const PlanStep *stored_step(const Revision *revision, const Step *step) {
  const Plan *stored = revision->request->stored;
  return stored ? plan_step(stored, step->id) : NULL;
}

static gboolean has_begun(const PlanStep *stored, gint64 now) {
  return stored && plan_step_is_listed(stored) && stored->at <= now;
}

static gboolean is_same(const Placement *a, const Placement *b) {
  return a->fit == b->fit && a->at == b->at;
}

/* When the step stood before anything was moved into the past; G_MAXINT64: it stood nowhere. */
static gint64 stood_at(const PlanStep *stored, const Placement *scheduled) {
  if (stored)
    return stored->folded ? G_MAXINT64 : stored->at;
  return scheduled->fit == PLACEMENT_FITS ? scheduled->at : G_MAXINT64;
}

/* A step that is due already is not put into the past by moving bedtime: it keeps its time. What was
 * still to come folds away, at whichever of its times lies inside the night, so that taking the move
 * back finds it again. */
static Outcome place_passed(const Revision *revision, const Step *step, const PlanStep *stored,
                            const Placement *scheduled, const Placement *current) {
  const gint64 stood = stood_at(stored, scheduled);
  if (stood <= revision->moved_at) {
    const gint64 end = placement_end(&revision->frame, step, stood);
    return (Outcome){ .placement = { PLACEMENT_FITS, stood, end } };
  }
  return (Outcome){ .placement = current->fit == PLACEMENT_FITS ? *current : *scheduled, .folded = TRUE };
}

static Outcome place(const Revision *revision, const Step *step, const PlanStep *stored) {
  if (step->kind != STEP_DO && !revision->is_skipped && has_begun(stored, revision->request->now)) {
    const gint64 end = placement_end(&revision->frame, step, stored->at);
    return (Outcome){ .placement = { PLACEMENT_FITS, stored->at, end } };
  }
  const Placement scheduled = placement_step(&revision->scheduled, step);
  const Placement current = placement_step(&revision->frame, step);
  const gboolean is_left_out = scheduled.fit != PLACEMENT_FITS && current.fit != PLACEMENT_FITS;
  if (is_left_out || !revision->is_moved || is_same(&scheduled, &current))
    return (Outcome){ .placement = current };
  const gboolean is_lights_out = g_str_equal(step->id, STEP_LIGHTS_OUT);
  if (current.fit == PLACEMENT_FITS && (is_lights_out || current.at >= revision->moved_at))
    return (Outcome){ .placement = current };
  return place_passed(revision, step, stored, &scheduled, &current);
}

/* Its time had passed before it existed: before the program did, before the routine had it, or before
 * a journey or another shift brought that time here. Of an evening that a journey leapt over nothing is asked. */
static gboolean predates_start(const Revision *revision, const PlanStep *stored, gint64 at) {
  const PlanRequest *request = revision->request;
  if (at < request->first_run_at || (revision->is_skipped && at <= request->now))
    return TRUE;
  if (!request->stored)
    return FALSE;
  if (!stored)
    return at < request->now;
  if (stored->predates_start)
    return at <= request->now;
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

PlanStep *revision_step(const Revision *revision, const Step *step, PlacementFit *fit) {
  const PlanStep *stored = stored_step(revision, step);
  *fit = PLACEMENT_FITS;
  if (stored && revision_is_answered(revision, stored))
    return keep_answered(stored, step);
  const Outcome outcome = place(revision, step, stored);
  *fit = outcome.placement.fit;
  if (*fit != PLACEMENT_FITS)
    return NULL;
  const gboolean predates = predates_start(revision, stored, outcome.placement.at);
  PlanStep *planned = g_new(PlanStep, 1);
  *planned = (PlanStep){
    .id = g_strdup(step->id),
    .title = g_strdup(step->title),
    .short_title = g_strdup(step->short_title),
    .kind = step->kind,
    .at = outcome.placement.at,
    .until = outcome.placement.until,
    .counts = step->counts && !predates && !outcome.folded,
    .predates_start = predates,
    .folded = outcome.folded,
  };
  return planned;
}
