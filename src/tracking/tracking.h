/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tracking: an action applied to a record gives a new record, or a refusal.
 * Pure. The record handed in is never changed. */
#pragma once

#include "model/action.h"
#include "model/plan.h"
#include "model/record.h"

#include <glib.h>

/* Good night this many seconds or more before bedtime says nothing yet about lights out: the morning asks. */
#define GOOD_NIGHT_EARLY_SECONDS (15 * 60)

typedef struct {
  const Plan *plan;
  const Record *record;
  const GPtrArray *pauses; /* of Pause; NULL: none */
  gint64 now;
  int offset;      /* seconds east of UTC now */
  GTimeZone *zone; /* where the times of day were told; NULL: `offset` holds for all of them */
} TrackingInput;

/* Applies `action` (every kind but pause, resume and shift) and returns the new record (owned). Refuses, with
 * WINDDOWN_ERROR_REFUSED and a sentence, what makes no sense: an unknown step, a snooze of an answered step or past its
 * end, a bedtime outside the night or within an hour of its end, an impossible morning. The same mark, bedtime or
 * morning once more changes nothing, its time included.
 *
 * Marking lights out as done sets lights_out to `instant` (0: now). It says nothing about the avoid steps: they stay as
 * they are until someone answers. A night that is over and gets no `instant` keeps lights_out as it was, unknown for
 * the most part, and counts as done. Reopening lights out clears it, and takes back the good night. Each mark carries
 * the origin of its action. The caller checks that the night may be written to at all. */
Record *tracking_apply(const TrackingInput *input, const Action *action, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The avoid steps that had begun by lights out (unknown: by `now`), are not paused and wait for an answer (owned, of
 * const PlanStep borrowed from `plan`). */
GPtrArray *tracking_unanswered(const Plan *plan, const Record *record, const GPtrArray *pauses, gint64 now);

/* Checks the diary fields of a morning against the night; blanks always pass. FALSE with a question as the error's text
 * if they cannot be, mostly a slip of the hour or of the date: asleep longer than the night, up before woke, woke
 * before lights out, a value off its scale. */
gboolean tracking_check_morning(const Plan *plan, const Record *record, const Morning *morning,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What an act changed in the record of a night: those parts as they were before it, and as they were after. What it
 * left alone is blank in both. */
typedef struct {
  Record *before, *after;
} RecordChange;

/* The difference between two records of the same night (owned). */
RecordChange *record_change_new(const Record *before, const Record *after);
void record_change_free(RecordChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordChange, record_change_free)

typedef struct {
  gint64 now;
  int offset; /* seconds east of UTC now */
} UndoStamp;

/* Takes `change` back from `current` and returns the record (owned). Only what still is as the act left it returns to
 * what it was before: what an import or another act has brought since stays. With a `stamp` each step that returns
 * carries it as its marked_at, a bedtime that is the routine's again as its moved_bed_at, and a morning as its
 * answered_at (a blank one too: answered is what has `rested`), so that a merge carries it on. Without one (NULL) what
 * returns is as old as it was, so that what was merged in can be merged in again. */
Record *tracking_undo(const RecordChange *change, const Record *current,
                      const UndoStamp *stamp) G_GNUC_WARN_UNUSED_RESULT;
