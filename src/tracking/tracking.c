/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One function an action, each refusing what makes no sense; and the undo of
 * what an action changed. What two records of a night become is merge.c's. */
#include "tracking/tracking.h"

#include "base/daytime.h"
#include "base/error.h"
#include "model/night.h"
#include "model/record.h"
#include "tracking/merge.h"

#include <glib/gi18n.h>
#include <string.h>

/* Nobody sleeps on past the next bedtime; a later time means another day. */
#define NEXT_BEDTIME_SECONDS DAYTIME_DAY_SECONDS

/* The longest night that moving its wake time can make; a longer one would swallow the next. */
#define LONGEST_SLEEP_SECONDS (16 * DAYTIME_HOUR_SECONDS)

/* Less than this in bed is a slip of the finger. */
#define SHORTEST_SLEEP_SECONDS DAYTIME_HOUR_SECONDS

static const PlanStep *find_step(const Plan *plan, const char *id, GError **error) {
  const PlanStep *step = id ? plan_step(plan, id) : NULL;
  if (!step)
    error_refuse(error, _("no such step in this night: \"%s\""), id ? id : "");
  return step;
}

/* Seconds east of UTC at `instant`, where it was told. */
static int offset_at(const TrackingInput *input, gint64 instant) {
  return input->zone && instant != 0 ? daytime_offset_of(instant, input->zone) : input->offset;
}

static const MarkOrigin origins[] = {
  [FROM_KEY] = BY_KEY,
  [FROM_NOTIFICATION] = BY_NOTIFICATION,
  [FROM_COMMAND] = BY_COMMAND,
};

static void set_mark(const TrackingInput *input, const Action *action, Record *record, const char *id, Mark mark) {
  StepRecord *step = record_touch(record, id);
  step->mark = mark;
  step->marked_at = input->now;
  step->marked_offset = input->offset;
  step->by = origins[action->source];
  step->snoozed_until = 0;
  step->took_seconds = mark == MARK_DONE && g_strcmp0(id, action->step) == 0 ? action->took_seconds : 0;
}

GPtrArray *tracking_unanswered(const Plan *plan, const Record *record, const GPtrArray *pauses, gint64 now) {
  GPtrArray *unanswered = g_ptr_array_new();
  const gint64 moment = record->lights_out != 0 ? record->lights_out : now;
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    const gboolean ran = step->kind == STEP_AVOID && step->at <= moment && plan_step_is_listed(step);
    if (ran && record_mark(record, step->id) == MARK_OPEN && !pauses_cover(pauses, step->id, plan->night))
      g_ptr_array_add(unanswered, (gpointer) step);
  }
  return unanswered;
}

static gboolean check_lights_out(const TrackingInput *input, gint64 instant, GError **error) {
  if (instant < input->plan->start || instant >= input->plan->wake)
    return error_refuse(error, _("lights out has to lie between this night's start and its wake time"));
  if (instant > input->now)
    return error_refuse(error, _("that time has not come yet"));
  if (input->record->morning.woke != 0 && instant >= input->record->morning.woke)
    return error_refuse(error, _("did you wake before lights out?"));
  return TRUE;
}

static void put_lights_out(const TrackingInput *input, Record *record, gint64 asked) {
  const gboolean is_night = input->now >= input->plan->start && input->now < input->plan->wake;
  if (asked == 0 && !is_night)
    return; /* ticked off afterwards: nobody said when */
  record->lights_out = asked != 0 ? asked : input->now;
  record->lights_out_offset = offset_at(input, record->lights_out);
}

static gboolean apply_lights_out(const TrackingInput *input, const Action *action, Record *record, GError **error) {
  const gint64 asked = action->instant;
  if (asked != 0 && !check_lights_out(input, asked, error))
    return FALSE;
  const gboolean was_done = record_mark(record, STEP_LIGHTS_OUT) == MARK_DONE;
  if (was_done && (asked == 0 || asked == record->lights_out))
    return TRUE;
  put_lights_out(input, record, asked);
  if (plan_step(input->plan, STEP_LIGHTS_OUT))
    set_mark(input, action, record, STEP_LIGHTS_OUT, MARK_DONE);
  return TRUE;
}

static gboolean apply_good_night(const TrackingInput *input, const Action *action, Record *record, GError **error) {
  const gint64 moment = action->instant != 0 ? action->instant : input->now;
  const gboolean is_early = moment < input->plan->bed - GOOD_NIGHT_EARLY_SECONDS;
  const Mark mark = record_mark(record, STEP_LIGHTS_OUT);
  /* An answer that was given about lights out stays. */
  if (!is_early && (mark == MARK_OPEN || mark == MARK_DONE) && !apply_lights_out(input, action, record, error))
    return FALSE;
  record->good_night = TRUE;
  return TRUE;
}

static gboolean apply_mark(const TrackingInput *input, const Action *action, Record *record, GError **error) {
  const PlanStep *step = find_step(input->plan, action->step, error);
  if (!step)
    return FALSE;
  const gboolean is_lights_out = g_str_equal(step->id, STEP_LIGHTS_OUT);
  if (is_lights_out && action->mark == MARK_DONE)
    return apply_lights_out(input, action, record, error);
  if (is_lights_out && action->mark == MARK_OPEN) {
    record->lights_out = 0;
    record->lights_out_offset = 0;
    record->good_night = FALSE;
  }
  if (record_mark(record, step->id) != action->mark)
    set_mark(input, action, record, step->id, action->mark);
  return TRUE;
}

static gboolean apply_keep(const TrackingInput *input, const Action *action, Record *record, GError **error) {
  g_autoptr(GPtrArray) unanswered = tracking_unanswered(input->plan, record, input->pauses, input->now);
  for (guint i = 0; i < unanswered->len; i++)
    set_mark(input, action, record, ((const PlanStep *) g_ptr_array_index(unanswered, i))->id, MARK_DONE);
  return TRUE;
}

static gboolean check_snooze(const TrackingInput *input, const PlanStep *step, int minutes, GError **error) {
  if (record_mark(input->record, step->id) != MARK_OPEN)
    return error_refuse(error, _("already answered: \"%s\""), step->title);
  if (step->predates_start)
    return error_refuse(error, _("not before tomorrow: \"%s\""), step->title);
  if (step->folded)
    return error_refuse(error, _("no longer on tonight's list: \"%s\""), step->title);
  if (step->kind != STEP_DO && step->until <= input->now)
    return error_refuse(error, _("already over: \"%s\""), step->title);
  if (minutes < 1)
    return error_refuse(error, _("a snooze takes at least one minute"));
  return TRUE;
}

static gboolean apply_snooze(const TrackingInput *input, const Action *action, Record *record, GError **error) {
  const PlanStep *step = find_step(input->plan, action->step, error);
  if (!step || !check_snooze(input, step, action->minutes, error))
    return FALSE;
  const gint64 until = input->now + (gint64) action->minutes * DAYTIME_MINUTE_SECONDS;
  record_touch(record, step->id)->snoozed_until = step->kind == STEP_DO ? until : MIN(until, step->until);
  return TRUE;
}

static gboolean check_sleep(const Plan *plan, gint64 bed, gint64 wake, GError **error) {
  const gint64 length = wake - bed;
  if (length >= SHORTEST_SLEEP_SECONDS || length >= plan->wake - plan->bed)
    return TRUE;
  const int minutes = (int) (length / DAYTIME_MINUTE_SECONDS);
  return error_refuse(error,
                      ngettext("that leaves %d minute in bed: the wake time has to be later",
                               "that leaves %d minutes in bed: the wake time has to be later", (gulong) minutes),
                      minutes);
}

static gboolean check_wake(gint64 bed, gint64 wake, gint64 now, GError **error) {
  if (wake <= bed || wake <= now)
    return error_refuse(error, _("the wake time has to come after bedtime, and after now"));
  if (wake > bed + LONGEST_SLEEP_SECONDS)
    return error_refuse(error, _("the wake time has to come within 16 hours after bedtime"));
  return TRUE;
}

static gboolean check_bed(const TrackingInput *input, gint64 bed, gint64 wake, GError **error) {
  if (bed <= input->plan->start || bed >= wake)
    return error_refuse(error, _("bedtime has to lie between this night's start and its wake time"));
  /* The minute that runs may be named. Once bedtime has passed, an earlier one only ends the reminders sooner. */
  if (bed + DAYTIME_MINUTE_SECONDS <= input->now && input->now < input->plan->bed)
    return error_refuse(error, _("that time has passed; tick lights out instead"));
  return TRUE;
}

static gboolean apply_bed(const TrackingInput *input, const Action *action, Record *record, GError **error) {
  const Plan *plan = input->plan;
  const gint64 bed = action->instant != 0 ? action->instant : plan->bed;
  const gint64 wake = action->wake != 0 ? action->wake : plan->wake;
  if (input->now >= plan->wake)
    return error_refuse(error, _("this night is over; its bedtime stays as it was"));
  if ((action->wake != 0 && !check_wake(bed, wake, input->now, error)) ||
      (action->instant != 0 && !check_bed(input, bed, wake, error)) || !check_sleep(plan, bed, wake, error))
    return FALSE;
  const gboolean keeps_wake = action->wake == 0 && action->instant != 0;
  if (action->instant == record->moved_bed && (keeps_wake || action->wake == record->moved_wake))
    return TRUE;
  record->moved_bed = action->instant;
  record->moved_bed_at = input->now;
  if (!keeps_wake)
    record->moved_wake = action->wake;
  const gint64 moved = record->moved_bed != 0 ? record->moved_bed : record->moved_wake;
  record->moved_offset = moved != 0 ? offset_at(input, moved) : 0;
  return TRUE;
}

static gboolean check_scales(const Morning *morning, GError **error) {
  if (morning->rested < 0 || morning->rested > 5)
    return error_refuse(error, _("how rested you feel goes from 1 to 5"));
  if (morning->quality < 0 || morning->quality > 5)
    return error_refuse(error, _("sleep quality goes from 1 to 5"));
  if (MIN(MIN(morning->asleep_after_minutes, morning->wakings), morning->awake_minutes) < MORNING_UNKNOWN)
    return error_refuse(error, _("minutes and wakings start at 0"));
  if (morning->wakings > LIMIT_WAKINGS)
    return error_refuse(error, _("at most %d wakings"), LIMIT_WAKINGS);
  if (morning->wakings == 0 && morning->awake_minutes > 0)
    return error_refuse(error, _("were you awake in between, without waking?"));
  if (morning->note && strlen(morning->note) > LIMIT_NOTE)
    return error_refuse(error, _("a note has room for %d bytes"), LIMIT_NOTE);
  return TRUE;
}

/* `began` is when lights went out, as far as is known. */
static gboolean check_times(const Plan *plan, gint64 began, const Morning *morning, GError **error) {
  const gint64 latest = plan->bed + NEXT_BEDTIME_SECONDS;
  if (morning->woke != 0 && morning->woke <= began)
    return error_refuse(error, _("did you wake before lights out?"));
  if (morning->up != 0 && morning->up <= began)
    return error_refuse(error, _("did you get up before lights out?"));
  if (morning->woke != 0 && morning->up != 0 && morning->up < morning->woke)
    return error_refuse(error, _("did you get up before you woke for good?"));
  if (morning->woke > latest || morning->up > latest)
    return error_refuse(error, _("was that the morning after this night?"));
  return TRUE;
}

gboolean tracking_check_morning(const Plan *plan, const Record *record, const Morning *morning, GError **error) {
  const gint64 began = record->lights_out != 0 ? record->lights_out : plan->start;
  if (!check_scales(morning, error) || !check_times(plan, began, morning, error))
    return FALSE;
  const gint64 woke = morning->woke != 0 ? morning->woke : morning->up;
  const gint64 ended = woke != 0 ? woke : plan->bed + NEXT_BEDTIME_SECONDS;
  const gint64 awake_minutes = (gint64) MAX(morning->asleep_after_minutes, 0) + MAX(morning->awake_minutes, 0);
  if (awake_minutes * DAYTIME_MINUTE_SECONDS > ended - began)
    return error_refuse(error, _("were you awake for longer than the whole night?"));
  return TRUE;
}

/* An answer that is told again, perhaps in another place, leaves the times that it does not change where they were. */
static void put_morning_offsets(const TrackingInput *input, Morning *answer) {
  const Morning *before = &input->record->morning;
  answer->woke_offset = answer->woke == 0              ? 0
                        : answer->woke == before->woke ? before->woke_offset
                                                       : offset_at(input, answer->woke);
  answer->up_offset = answer->up == 0 ? 0 : answer->up == before->up ? before->up_offset : offset_at(input, answer->up);
}

static gboolean apply_morning(const TrackingInput *input, const Action *action, Record *record, GError **error) {
  const Morning *morning = action->morning;
  if (!morning || morning->rested == 0)
    return error_refuse(error, _("how rested you feel comes first, from 1 to 5"));
  if (input->now < input->plan->bed && input->record->lights_out == 0)
    return error_refuse(error, _("this night is still to come"));
  if (!tracking_check_morning(input->plan, record, morning, error))
    return FALSE;
  if (MAX(morning->woke, morning->up) > input->now)
    return error_refuse(error, _("that time has not come yet"));
  Morning answer = *morning; /* the note stays the caller's */
  answer.answered_at = record->morning.answered_at;
  answer.answered_offset = record->morning.answered_offset;
  put_morning_offsets(input, &answer);
  if (tracking_compare_mornings(&answer, &record->morning) == 0)
    return TRUE;
  morning_clear(&record->morning);
  morning_copy(&record->morning, &answer);
  record->morning.answered_at = input->now;
  record->morning.answered_offset = input->offset;
  return TRUE;
}

typedef gboolean (*Apply)(const TrackingInput *, const Action *, Record *, GError **);

static const Apply appliers[] = {
  [ACTION_MARK] = apply_mark,
  [ACTION_SNOOZE] = apply_snooze,
  [ACTION_LIGHTS_OUT] = apply_lights_out,
  [ACTION_GOOD_NIGHT] = apply_good_night,
  [ACTION_BED] = apply_bed,
  [ACTION_MORNING] = apply_morning,
  [ACTION_KEEP] = apply_keep,
};

Record *tracking_apply(const TrackingInput *input, const Action *action, GError **error) {
  const guint kind = (guint) action->kind;
  g_return_val_if_fail(kind < G_N_ELEMENTS(appliers) && appliers[kind], NULL);
  g_autoptr(Record) record = record_copy(input->record);
  return appliers[kind](input, action, record, error) ? g_steal_pointer(&record) : NULL;
}

static int compare_steps(const StepRecord *one, const StepRecord *other) {
  const StepRecord blank = { 0 };
  return tracking_compare_steps(one ? one : &blank, other ? other : &blank);
}

static gboolean is_same_lights_out(const Record *one, const Record *other) {
  return one->lights_out == other->lights_out && one->lights_out_offset == other->lights_out_offset &&
         one->good_night == other->good_night;
}

static gboolean is_same_move(const Record *one, const Record *other) {
  return one->moved_bed_at == other->moved_bed_at && one->moved_bed == other->moved_bed &&
         one->moved_wake == other->moved_wake && one->moved_offset == other->moved_offset;
}

static void copy_lights_out(Record *to, const Record *from) {
  to->lights_out = from->lights_out;
  to->lights_out_offset = from->lights_out_offset;
  to->good_night = from->good_night;
}

static void copy_move(Record *to, const Record *from) {
  to->moved_bed = from->moved_bed;
  to->moved_bed_at = from->moved_bed_at;
  to->moved_wake = from->moved_wake;
  to->moved_offset = from->moved_offset;
}

static void copy_step(Record *to, const StepRecord *from) {
  StepRecord *step = record_touch(to, from->id);
  char *id = step->id;
  *step = *from;
  step->id = id;
}

static void remove_step(Record *record, const char *id) {
  for (guint i = 0; i < record->steps->len; i++) {
    const StepRecord *step = g_ptr_array_index(record->steps, i);
    if (g_str_equal(step->id, id)) {
      g_ptr_array_remove_index(record->steps, i);
      return;
    }
  }
}

/* What `one` holds that differs from `other` (owned). */
static Record *differing(const Record *one, const Record *other) {
  Record *part = record_new(one->night);
  if (!is_same_lights_out(one, other))
    copy_lights_out(part, one);
  if (!is_same_move(one, other))
    copy_move(part, one);
  if (tracking_compare_mornings(&one->morning, &other->morning) != 0)
    morning_copy(&part->morning, &one->morning);
  for (guint i = 0; i < one->steps->len; i++) {
    const StepRecord *step = g_ptr_array_index(one->steps, i);
    if (compare_steps(step, record_step(other, step->id)) != 0)
      copy_step(part, step);
  }
  return part;
}

RecordChange *record_change_new(const Record *before, const Record *after) {
  RecordChange *change = g_new(RecordChange, 1);
  *change = (RecordChange){ .before = differing(before, after), .after = differing(after, before) };
  return change;
}

void record_change_free(RecordChange *change) {
  if (!change)
    return;
  record_free(change->before);
  record_free(change->after);
  g_free(change);
}

/* Takes back what was done to the step `id`, unless something else has been done to it since. */
static void undo_step(const RecordChange *change, Record *record, const char *id, const UndoStamp *stamp) {
  const StepRecord *was = record_step(change->before, id), *became = record_step(change->after, id);
  if (compare_steps(was, became) == 0 || compare_steps(record_step(record, id), became) != 0)
    return;
  if (was)
    copy_step(record, was);
  else if (!stamp)
    remove_step(record, id);
  else
    copy_step(record, &(StepRecord){ .id = (char *) id });
  if (stamp) {
    StepRecord *step = record_touch(record, id);
    step->marked_at = stamp->now;
    step->marked_offset = stamp->offset;
  }
}

static void undo_steps(const RecordChange *change, Record *record, const UndoStamp *stamp) {
  const GPtrArray *const sides[] = { change->before->steps, change->after->steps };
  for (guint side = 0; side < G_N_ELEMENTS(sides); side++) {
    for (guint i = 0; i < sides[side]->len; i++) {
      const StepRecord *step = g_ptr_array_index(sides[side], i);
      if (side == 0 || !record_step(change->before, step->id))
        undo_step(change, record, step->id, stamp);
    }
  }
}

/* A journey carries what was moved along, so that the act is told by its time. */
static void undo_move(const RecordChange *change, Record *record, const UndoStamp *stamp) {
  if (is_same_move(change->before, change->after) || record->moved_bed_at != change->after->moved_bed_at)
    return;
  copy_move(record, change->before);
  /* An earlier move that comes back is as old as it was: what had passed when it was made judges the night. */
  if (stamp && record->moved_bed == 0 && record->moved_wake == 0)
    record->moved_bed_at = stamp->now;
}

static void undo_morning(const RecordChange *change, Record *record, const UndoStamp *stamp) {
  if (tracking_compare_mornings(&change->before->morning, &change->after->morning) == 0 ||
      tracking_compare_mornings(&record->morning, &change->after->morning) != 0)
    return;
  morning_clear(&record->morning);
  morning_copy(&record->morning, &change->before->morning);
  if (stamp) {
    record->morning.answered_at = stamp->now;
    record->morning.answered_offset = stamp->offset;
  }
}

Record *tracking_undo(const RecordChange *change, const Record *current, const UndoStamp *stamp) {
  Record *undone = record_copy(current);
  undo_steps(change, undone, stamp);
  if (!is_same_lights_out(change->before, change->after) && is_same_lights_out(undone, change->after))
    copy_lights_out(undone, change->before);
  undo_move(change, undone, stamp);
  undo_morning(change, undone, stamp);
  return undone;
}
