/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tracking: an action applied to a record gives a new record, or a refusal.
 * Pure. The record handed in is never changed. */
#pragma once

#include "model/action.h"
#include "model/plan.h"
#include "model/record.h"

#include <glib.h>

/* Lights out this many seconds after the judged bedtime is still kept. */
#define LIGHTS_OUT_GRACE_SECONDS (15 * 60)

typedef struct {
  const Plan *plan;
  const Record *record;
  gint64 now;
  int offset; /* seconds east of UTC now */
} TrackingInput;

/* Applies `action` (every kind but pause, resume and shift) and gives the new record (owned). Refuses, with
 * WINDDOWN_ERROR_REFUSED and a sentence, what makes no sense: an unknown step, a snooze of an answered step or past its
 * end, a bedtime outside the night, an impossible morning. Marking lights out as done sets lights_out to `instant` (0:
 * now); that and good night mark the running and the ended, unanswered avoid steps as done and put their ids into
 * `held` (of char *, may be NULL). Reopening lights out clears it. */
Record *tracking_apply(const TrackingInput *input, const Action *action, GPtrArray *held,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the record (owned) that undoing leads to: `before`, where every step that differs from `current` carries a
 * fresh marked_at, and a changed morning a fresh answered_at. */
Record *tracking_undo(const Record *before, const Record *current, gint64 now, int offset) G_GNUC_WARN_UNUSED_RESULT;

/* Whether lights went out no later than LIGHTS_OUT_GRACE_SECONDS after `judged_bed`; FALSE when unknown (0). */
gboolean tracking_lights_out_kept(gint64 judged_bed, gint64 lights_out);

/* Merges two records of the same night (owned): for each step the newer marked_at wins, at equal ones the higher mark;
 * the morning by the newer answered_at, then by content in a fixed order. Symmetric, idempotent. */
Record *tracking_merge(const Record *ours, const Record *theirs) G_GNUC_WARN_UNUSED_RESULT;

/* Checks the diary fields of a morning against the night. FALSE with a question as the error's text when they cannot
 * be: asleep longer than the night, up before woke, woke before lights out. */
gboolean tracking_check_morning(const Plan *plan, const Record *record, const Morning *morning,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Applies a pause or a resume to `pauses` (of Pause); gives the new list (owned). Never reaches further back than
 * asked. */
GPtrArray *tracking_pause(const GPtrArray *pauses, const Action *action, gint64 now,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
