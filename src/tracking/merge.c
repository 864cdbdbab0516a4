/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An order for every part of a record, in which only equal values tie: the greater
 * one survives, so the order of merging does not matter. */
#include "tracking/merge.h"

#include "model/routine.h"

/* Everything here takes the greater of two values under a total order, field by field or block by block. A maximum is
 * commutative, associative and idempotent, and so is the merge. */

#define ORDER(one, other) (((one) > (other)) - ((one) < (other)))
#define RETURN_ORDER(one, other)                                                                                       \
  do {                                                                                                                 \
    if ((one) != (other))                                                                                              \
      return ORDER(one, other);                                                                                        \
  } while (0)

int tracking_compare_steps(const StepRecord *one, const StepRecord *other) {
  RETURN_ORDER(one->marked_at, other->marked_at);
  RETURN_ORDER(one->mark, other->mark);
  RETURN_ORDER(one->took_seconds, other->took_seconds);
  RETURN_ORDER(one->snoozed_until, other->snoozed_until);
  RETURN_ORDER(one->marked_offset, other->marked_offset);
  /* Any origin says more than that it came with an import: an export read again where it was written changes nothing.
   */
  RETURN_ORDER(one->by != BY_IMPORT, other->by != BY_IMPORT);
  return ORDER(one->by, other->by);
}

int tracking_compare_mornings(const Morning *one, const Morning *other) {
  RETURN_ORDER(one->answered_at, other->answered_at);
  RETURN_ORDER(one->rested, other->rested);
  RETURN_ORDER(one->asleep_after_minutes, other->asleep_after_minutes);
  RETURN_ORDER(one->wakings, other->wakings);
  RETURN_ORDER(one->awake_minutes, other->awake_minutes);
  RETURN_ORDER(one->woke, other->woke);
  RETURN_ORDER(one->up, other->up);
  RETURN_ORDER(one->quality, other->quality);
  RETURN_ORDER(one->answered_offset, other->answered_offset);
  RETURN_ORDER(one->woke_offset, other->woke_offset);
  RETURN_ORDER(one->up_offset, other->up_offset);
  return g_strcmp0(one->note, other->note);
}

/* What is known of going to sleep is one block: the time belongs to the mark that brought it. */
static int compare_lights_out(const Record *one, const Record *other) {
  const StepRecord *mark = record_step(one, STEP_LIGHTS_OUT), *other_mark = record_step(other, STEP_LIGHTS_OUT);
  RETURN_ORDER(mark != NULL, other_mark != NULL);
  const int order = mark ? tracking_compare_steps(mark, other_mark) : 0;
  if (order != 0)
    return order;
  RETURN_ORDER(one->lights_out, other->lights_out);
  RETURN_ORDER(one->lights_out_offset, other->lights_out_offset);
  return ORDER(one->good_night, other->good_night);
}

static int compare_bed(const Record *one, const Record *other) {
  RETURN_ORDER(one->moved_bed_at, other->moved_bed_at);
  RETURN_ORDER(one->moved_bed, other->moved_bed);
  RETURN_ORDER(one->moved_wake, other->moved_wake);
  return ORDER(one->moved_offset, other->moved_offset);
}

gboolean tracking_is_same(const Record *one, const Record *other) {
  if (compare_lights_out(one, other) != 0 || compare_bed(one, other) != 0 || one->steps->len != other->steps->len ||
      tracking_compare_mornings(&one->morning, &other->morning) != 0)
    return FALSE;
  for (guint i = 0; i < one->steps->len; i++) {
    const StepRecord *step = g_ptr_array_index(one->steps, i);
    const StepRecord *same = record_step(other, step->id);
    if (!same || tracking_compare_steps(step, same) != 0)
      return FALSE;
  }
  return TRUE;
}

static void merge_step(Record *merged, const StepRecord *theirs) {
  const StepRecord *ours = record_step(merged, theirs->id);
  if (ours && tracking_compare_steps(ours, theirs) >= 0)
    return;
  StepRecord *step = record_touch(merged, theirs->id);
  char *id = step->id;
  *step = *theirs;
  step->id = id;
}

Record *tracking_merge(const Record *ours, const Record *theirs) {
  g_autoptr(Record) merged = record_copy(ours);
  if (compare_lights_out(ours, theirs) < 0) {
    merged->lights_out = theirs->lights_out;
    merged->lights_out_offset = theirs->lights_out_offset;
    merged->good_night = theirs->good_night;
  }
  if (compare_bed(ours, theirs) < 0) {
    merged->moved_bed = theirs->moved_bed;
    merged->moved_bed_at = theirs->moved_bed_at;
    merged->moved_wake = theirs->moved_wake;
    merged->moved_offset = theirs->moved_offset;
  }
  for (guint i = 0; i < theirs->steps->len; i++)
    merge_step(merged, g_ptr_array_index(theirs->steps, i));
  if (tracking_compare_mornings(&ours->morning, &theirs->morning) < 0) {
    morning_clear(&merged->morning);
    morning_copy(&merged->morning, &theirs->morning);
  }
  return g_steal_pointer(&merged);
}
