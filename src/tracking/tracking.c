/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/tracking.h"

#include "base/daytime.h"
#include "model/pause.h"
#include "tracking/merge.h"
#include "tracking/morning.h"
#include "tracking/refuse.h"

#include <glib/gi18n.h>

/* The longest night that moving its wake time can make; a longer one would swallow the next. */
#define LONGEST_SLEEP_SECONDS (16 * DAYTIME_HOUR_SECONDS)

/* Less than this in bed is a slip of the finger. */
#define SHORTEST_SLEEP_SECONDS DAYTIME_HOUR_SECONDS

static const PlanStep *find_step(const Plan *plan, const char *id, GError **error) {
  const PlanStep *step = id ? plan_step(plan, id) : NULL;
  if (!step)
    refuse(error, _("no such step in this night: \"%s\""), id ? id : "");
  return step;
}

static void set_mark(const TrackingInput *input, Record *record, const char *id, Mark mark, int took_seconds) {
  StepRecord *step = record_touch(record, id);
  step->mark = mark;
  step->marked_at = input->now;
  step->marked_offset = input->offset;
  step->snoozed_until = 0;
  step->took_seconds = took_seconds;
}

/* Marks the avoid steps that began by `moment` as held. Who paused a step did not ask for that. */
static void hold_avoided(const TrackingInput *input, Record *record, gint64 moment, GPtrArray *held) {
  for (guint i = 0; i < input->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(input->plan->steps, i);
    const gboolean ran = step->kind == STEP_AVOID && step->at <= moment && plan_step_is_listed(step);
    if (!ran || record_mark(record, step->id) != MARK_OPEN)
      continue;
    if (input->pauses && pauses_cover(input->pauses, step->id, input->plan->night))
      continue;
    set_mark(input, record, step->id, MARK_DONE, 0);
    if (held)
      g_ptr_array_add(held, g_strdup(step->id));
  }
}

static gboolean check_lights_out(const TrackingInput *input, gint64 instant, GError **error) {
  if (instant < input->plan->start || instant >= input->plan->wake)
    return refuse(error, _("lights out has to lie between this night's start and its wake time"));
  if (instant > input->now)
    return refuse(error, _("that time has not come yet"));
  if (input->record->morning.woke != 0 && instant >= input->record->morning.woke)
    return refuse(error, _("did you wake before lights out?"));
  return TRUE;
}

static void put_lights_out(const TrackingInput *input, Record *record, gint64 asked) {
  const gboolean is_night = input->now >= input->plan->start && input->now < input->plan->wake;
  if (asked == 0 && !is_night)
    return; /* ticked off afterwards: nobody said when */
  record->lights_out = asked != 0 ? asked : input->now;
  record->lights_out_offset = input->offset;
}

static gboolean apply_lights_out(const TrackingInput *input, const Action *action, Record *record, GPtrArray *held,
                                 GError **error) {
  const gint64 asked = action->instant;
  if (asked != 0 && !check_lights_out(input, asked, error))
    return FALSE;
  const gboolean was_done = record_mark(record, STEP_LIGHTS_OUT) == MARK_DONE;
  if (was_done && (asked == 0 || asked == record->lights_out))
    return TRUE;
  put_lights_out(input, record, asked);
  if (plan_step(input->plan, STEP_LIGHTS_OUT))
    set_mark(input, record, STEP_LIGHTS_OUT, MARK_DONE, 0);
  if (!was_done)
    hold_avoided(input, record, asked != 0 ? asked : input->now, held);
  return TRUE;
}

static gboolean apply_good_night(const TrackingInput *input, const Action *action, Record *record, GPtrArray *held,
                                 GError **error) {
  const gint64 moment = action->instant != 0 ? action->instant : input->now;
  const gboolean is_early = moment < input->plan->bed - GOOD_NIGHT_EARLY_SECONDS;
  const Mark mark = record_mark(record, STEP_LIGHTS_OUT);
  /* An answer that was given about lights out stays. */
  if (!is_early && (mark == MARK_OPEN || mark == MARK_DONE)) {
    if (!apply_lights_out(input, action, record, held, error))
      return FALSE;
  } else {
    hold_avoided(input, record, moment, held);
  }
  record->good_night = TRUE;
  return TRUE;
}

static gboolean apply_mark(const TrackingInput *input, const Action *action, Record *record, GPtrArray *held,
                           GError **error) {
  const PlanStep *step = find_step(input->plan, action->step, error);
  if (!step)
    return FALSE;
  const gboolean is_lights_out = g_str_equal(step->id, STEP_LIGHTS_OUT);
  if (is_lights_out && action->mark == MARK_DONE)
    return apply_lights_out(input, action, record, held, error);
  if (is_lights_out && action->mark == MARK_OPEN) {
    record->lights_out = 0;
    record->lights_out_offset = 0;
    record->good_night = FALSE;
  }
  if (record_mark(record, step->id) != action->mark)
    set_mark(input, record, step->id, action->mark, action->mark == MARK_DONE ? action->took_seconds : 0);
  return TRUE;
}

static gboolean check_snooze(const TrackingInput *input, const PlanStep *step, int minutes, GError **error) {
  if (record_mark(input->record, step->id) != MARK_OPEN)
    return refuse(error, _("already answered: \"%s\""), step->title);
  if (step->predates_start)
    return refuse(error, _("not before tomorrow: \"%s\""), step->title);
  if (step->folded)
    return refuse(error, _("no longer on tonight's list: \"%s\""), step->title);
  if (step->kind != STEP_DO && step->until <= input->now)
    return refuse(error, _("already over: \"%s\""), step->title);
  if (minutes < 1)
    return refuse(error, _("a snooze takes at least one minute"));
  return TRUE;
}

static gboolean apply_snooze(const TrackingInput *input, const Action *action, Record *record, GPtrArray *held,
                             GError **error) {
  const PlanStep *step = find_step(input->plan, action->step, error);
  if (!step || !check_snooze(input, step, action->minutes, error))
    return FALSE;
  const gint64 until = input->now + (gint64) action->minutes * 60;
  record_touch(record, step->id)->snoozed_until = step->kind == STEP_DO ? until : MIN(until, step->until);
  return TRUE;
}

static gboolean check_sleep(const Plan *plan, gint64 bed, gint64 wake, GError **error) {
  const gint64 length = wake - bed;
  if (length >= SHORTEST_SLEEP_SECONDS || length >= plan->wake - plan->bed)
    return TRUE;
  const int minutes = (int) (length / DAYTIME_MINUTE_SECONDS);
  return refuse(error,
                ngettext("that leaves %d minute in bed: the wake time has to be later",
                         "that leaves %d minutes in bed: the wake time has to be later", (gulong) minutes),
                minutes);
}

static gboolean check_wake(gint64 bed, gint64 wake, gint64 now, GError **error) {
  if (wake <= bed || wake <= now)
    return refuse(error, _("the wake time has to come after bedtime, and after now"));
  if (wake > bed + LONGEST_SLEEP_SECONDS)
    return refuse(error, _("the wake time has to come within 16 hours after bedtime"));
  return TRUE;
}

static gboolean check_bed(const TrackingInput *input, gint64 bed, gint64 wake, GError **error) {
  if (bed <= input->plan->start || bed >= wake)
    return refuse(error, _("bedtime has to lie between this night's start and its wake time"));
  /* The minute that runs may be named. Once bedtime has passed, an earlier one only ends the reminders sooner. */
  if (bed + DAYTIME_MINUTE_SECONDS <= input->now && input->now < input->plan->bed)
    return refuse(error, _("that time has passed; tick lights out instead"));
  return TRUE;
}

static gboolean apply_bed(const TrackingInput *input, const Action *action, Record *record, GPtrArray *held,
                          GError **error) {
  const Plan *plan = input->plan;
  const gint64 bed = action->instant != 0 ? action->instant : plan->bed;
  const gint64 wake = action->wake != 0 ? action->wake : plan->wake;
  if (input->now >= plan->wake)
    return refuse(error, _("this night is over; its bedtime stays as it was"));
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
  return TRUE;
}

static gboolean apply_morning(const TrackingInput *input, const Action *action, Record *record, GPtrArray *held,
                              GError **error) {
  const Morning *morning = action->morning;
  if (!morning || morning->rested == 0)
    return refuse(error, _("how rested you feel comes first, from 1 to 5"));
  if (input->now < input->plan->bed && input->record->lights_out == 0)
    return refuse(error, _("this night is still to come"));
  if (!tracking_check_morning(input->plan, record, morning, error))
    return FALSE;
  if (MAX(morning->woke, morning->up) > input->now)
    return refuse(error, _("that time has not come yet"));
  Morning answer = *morning; /* the note stays the caller's */
  answer.answered_at = record->morning.answered_at;
  answer.answered_offset = record->morning.answered_offset;
  if (tracking_compare_mornings(&answer, &record->morning) == 0)
    return TRUE;
  morning_clear(&record->morning);
  morning_copy(&record->morning, morning);
  record->morning.answered_at = input->now;
  record->morning.answered_offset = input->offset;
  return TRUE;
}

typedef gboolean (*Apply)(const TrackingInput *, const Action *, Record *, GPtrArray *held, GError **);

static const Apply appliers[] = {
  [ACTION_MARK] = apply_mark,
  [ACTION_SNOOZE] = apply_snooze,
  [ACTION_LIGHTS_OUT] = apply_lights_out,
  [ACTION_GOOD_NIGHT] = apply_good_night,
  [ACTION_BED] = apply_bed,
  [ACTION_MORNING] = apply_morning,
};

Record *tracking_apply(const TrackingInput *input, const Action *action, GPtrArray *held, GError **error) {
  const guint kind = (guint) action->kind;
  g_return_val_if_fail(kind < G_N_ELEMENTS(appliers) && appliers[kind], NULL);
  g_autoptr(Record) record = record_copy(input->record);
  return appliers[kind](input, action, record, held, error) ? g_steal_pointer(&record) : NULL;
}

static void freshen_step(Record *undone, const Record *current, const char *id, gint64 now, int offset) {
  const StepRecord blank = { .id = (char *) id };
  const StepRecord *was = record_step(undone, id);
  const StepRecord *is = record_step(current, id);
  if (tracking_compare_steps(was ? was : &blank, is ? is : &blank) == 0)
    return;
  StepRecord *step = record_touch(undone, id);
  step->marked_at = now;
  step->marked_offset = offset;
}

Record *tracking_undo(const Record *before, const Record *current, gint64 now, int offset) {
  g_autoptr(Record) undone = record_copy(before);
  for (guint i = 0; i < current->steps->len; i++) {
    const StepRecord *step = g_ptr_array_index(current->steps, i);
    freshen_step(undone, current, step->id, now, offset);
  }
  for (guint i = 0; i < before->steps->len; i++) {
    const StepRecord *step = g_ptr_array_index(before->steps, i);
    if (!record_step(current, step->id))
      freshen_step(undone, current, step->id, now, offset);
  }
  /* An earlier move that comes back is as old as it was: what had passed when it was made judges the night. */
  const gboolean is_moved_back = before->moved_bed == 0 && before->moved_wake == 0;
  if (is_moved_back && (current->moved_bed != 0 || current->moved_wake != 0))
    undone->moved_bed_at = now;
  if (tracking_compare_mornings(&before->morning, &current->morning) != 0) {
    undone->morning.answered_at = now;
    undone->morning.answered_offset = offset;
  }
  return g_steal_pointer(&undone);
}
