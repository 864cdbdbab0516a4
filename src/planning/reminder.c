/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First all reminders of a night, then those of them that go out now. Claims and
 * notices are the reminders room's. */
#include "planning/reminder.h"

#include "base/daytime.h"
#include "planning/agenda.h"
#include "planning/planner.h"

static void reminder_free(Reminder *reminder) {
  if (!reminder)
    return;
  g_free(reminder->step);
  g_free(reminder->key);
  g_free(reminder);
}

/* One open step, and where its reminders go. */
typedef struct {
  const ReminderInput *input;
  const PlanStep *planned;
  const Step *step;
  gint64 end;           /* when its reminders end */
  gint64 snoozed_until; /* 0: not snoozed */
  GPtrArray *list;
} Reminding;

static gint64 seconds(int minutes) {
  return (gint64) minutes * DAYTIME_MINUTE_SECONDS;
}

static gint64 useful_until(const Reminding *reminding, gint64 due) {
  const Step *step = reminding->step;
  gint64 useful;
  if (step->useful_minutes > 0)
    useful = due + seconds(step->useful_minutes);
  else if (step->kind == STEP_AVOID)
    useful = reminding->planned->until;
  else if (step->length_minutes > 0)
    useful = due + seconds(step->length_minutes);
  else
    useful = due + seconds(reminding->input->settings->reminders.useful_minutes);
  /* A lead serves until the step's own time. What falls due at the very end still has the moment that
   * showing it takes. */
  useful = MAX(useful, reminding->planned->at);
  return MAX(MIN(useful, reminding->end), due + REMINDERS_TOGETHER_SECONDS);
}

/* Takes `key`. */
static void add(const Reminding *reminding, char *key, gint64 due) {
  Reminder *reminder = g_new(Reminder, 1);
  *reminder = (Reminder){
    .step = g_strdup(reminding->planned->id),
    .key = key,
    .due = due,
    .useful = useful_until(reminding, due),
  };
  g_ptr_array_add(reminding->list, reminder);
}

static gboolean is_wanted(const Reminding *reminding, gint64 due) {
  return due <= reminding->end && (reminding->snoozed_until == 0 || due > reminding->snoozed_until);
}

static void add_leads(const Reminding *reminding) {
  for (gsize i = 0; i < reminding->step->n_leads; i++) {
    const int lead = reminding->step->lead_minutes[i];
    const gint64 due = reminding->planned->at - seconds(lead);
    if (is_wanted(reminding, due))
      add(reminding, g_strdup_printf("%d", lead), due);
  }
}

static void add_repeats(const Reminding *reminding) {
  const gint64 interval = seconds(reminding->step->repeat_minutes);
  const gint64 at = reminding->planned->at;
  for (gint64 i = 1; at + i * interval < reminding->end; i++) {
    const gint64 due = at + i * interval;
    if (is_wanted(reminding, due))
      add(reminding, g_strdup_printf("r%" G_GINT64_FORMAT, i), due);
  }
  if (at < reminding->end && is_wanted(reminding, reminding->end))
    add(reminding, g_strdup("last"), reminding->end);
}

static gint64 snooze_cap(const Reminding *reminding) {
  return reminding->step->kind == STEP_DO ? reminding->end : reminding->planned->until;
}

static void add_step(const Reminding *reminding) {
  /* The key names the moment that was asked for, so that a moved end makes no new reminder of it. */
  if (reminding->snoozed_until != 0)
    add(reminding, g_strdup_printf("s%" G_GINT64_FORMAT, reminding->snoozed_until),
        MIN(reminding->snoozed_until, snooze_cap(reminding)));
  if (reminding->step->n_leads == 0)
    return;
  add_leads(reminding);
  /* A stretch is reminded of at its start; while it runs it needs no answer. */
  if (reminding->step->repeat_minutes > 0 && reminding->step->kind != STEP_AVOID)
    add_repeats(reminding);
}

static int by_due(gconstpointer a, gconstpointer b) {
  const Reminder *first = *(Reminder *const *) a, *second = *(Reminder *const *) b;
  return (first->due > second->due) - (first->due < second->due);
}

GPtrArray *reminder_list(const ReminderInput *input) {
  GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify) reminder_free);
  const GPtrArray *steps = input->plan->steps;
  for (guint i = 0; i < steps->len; i++) {
    const PlanStep *planned = g_ptr_array_index(steps, i);
    const Step *step = routine_step(input->routine, planned->id);
    if (!step || !agenda_step_is_open(input->plan, input->record, input->pauses, planned))
      continue;
    const StepRecord *record = record_step(input->record, planned->id);
    const When until = step->has_until ? step->until : input->settings->reminders.until;
    const Reminding reminding = {
      .input = input,
      .planned = planned,
      .step = step,
      .end = planner_instant(input->plan, until, input->zone),
      .snoozed_until = record ? record->snoozed_until : 0,
      .list = list,
    };
    add_step(&reminding);
  }
  g_ptr_array_sort(list, by_due); /* stable: at the same time the order of the plan */
  return list;
}

static gboolean is_claimed(GHashTable *claimed, const Reminder *reminder) {
  if (!claimed)
    return FALSE;
  g_autofree char *name = g_strconcat(reminder->step, "/", reminder->key, NULL);
  return g_hash_table_contains(claimed, name);
}

/* Those of `list` that nobody claimed yet (borrowed), by time. */
static GPtrArray *unclaimed(const GPtrArray *list, GHashTable *claimed) {
  GPtrArray *waiting = g_ptr_array_new();
  for (guint i = 0; i < list->len; i++) {
    Reminder *reminder = g_ptr_array_index(list, i);
    if (!is_claimed(claimed, reminder))
      g_ptr_array_add(waiting, reminder);
  }
  return waiting;
}

static gboolean names_step(const GPtrArray *reminders, const char *step) {
  for (guint i = 0; i < reminders->len; i++) {
    const Reminder *reminder = g_ptr_array_index(reminders, i);
    if (g_str_equal(reminder->step, step))
      return TRUE;
  }
  return FALSE;
}

/* Returns the due reminders of one step, newest first (owned): `due` of the first of `waiting` are due. */
static GPtrArray *due_of_step(const GPtrArray *waiting, guint due, const char *step) {
  GPtrArray *group = g_ptr_array_new();
  for (guint i = due; i > 0; i--) {
    Reminder *reminder = g_ptr_array_index(waiting, i - 1);
    if (g_str_equal(reminder->step, step))
      g_ptr_array_add(group, reminder);
  }
  return group;
}

static gboolean is_useful(const GPtrArray *group, gint64 now) {
  for (guint i = 0; i < group->len; i++) {
    const Reminder *reminder = g_ptr_array_index(group, i);
    if (reminder->useful >= now)
      return TRUE;
  }
  return FALSE;
}

static void collect_due(ReminderTurn *turn, const GPtrArray *waiting, guint due, gint64 now) {
  for (guint i = 0; i < due; i++) {
    const Reminder *reminder = g_ptr_array_index(waiting, i);
    if (names_step(turn->now, reminder->step) || names_step(turn->digest, reminder->step))
      continue;
    g_autoptr(GPtrArray) group = due_of_step(waiting, due, reminder->step);
    g_ptr_array_extend(is_useful(group, now) ? turn->now : turn->digest, group, NULL, NULL);
  }
}

/* What falls due soon joins, but never a second reminder of a step that is named already: who repeats
 * every few minutes wants each of them. */
static void collect_soon(ReminderTurn *turn, const GPtrArray *waiting, guint due, gint64 now) {
  for (guint i = due; i < waiting->len; i++) {
    Reminder *reminder = g_ptr_array_index(waiting, i);
    const gboolean joins = turn->now->len > 0 && reminder->due <= now + REMINDERS_TOGETHER_SECONDS;
    if (joins && !names_step(turn->now, reminder->step) && !names_step(turn->digest, reminder->step))
      g_ptr_array_add(turn->now, reminder);
    else if (turn->next == 0)
      turn->next = reminder->due;
  }
}

ReminderTurn *reminder_turn_new(const GPtrArray *list, GHashTable *claimed, gint64 now) {
  ReminderTurn *turn = g_new0(ReminderTurn, 1);
  turn->now = g_ptr_array_new();
  turn->digest = g_ptr_array_new();
  g_autoptr(GPtrArray) waiting = unclaimed(list, claimed);
  guint due = 0;
  while (due < waiting->len && ((const Reminder *) g_ptr_array_index(waiting, due))->due <= now)
    due++;
  collect_due(turn, waiting, due, now);
  collect_soon(turn, waiting, due, now);
  return turn;
}

void reminder_turn_free(ReminderTurn *turn) {
  if (!turn)
    return;
  g_ptr_array_unref(turn->now);
  g_ptr_array_unref(turn->digest);
  g_free(turn);
}
