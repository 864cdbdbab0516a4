/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/live_notice.h"

static void claim_free(gpointer data) {
  LiveClaim *claim = data;
  g_free(claim->step);
  g_free(claim->key);
  g_free(claim);
}

LiveNotice *live_notice_new(Night night) {
  LiveNotice *live = g_new0(LiveNotice, 1);
  live->night = night;
  live->steps = g_ptr_array_new_with_free_func(g_free);
  live->digest = g_ptr_array_new_with_free_func(g_free);
  live->claims = g_ptr_array_new_with_free_func(claim_free);
  return live;
}

void live_notice_free(LiveNotice *live) {
  if (!live)
    return;
  g_ptr_array_unref(live->steps);
  g_ptr_array_unref(live->digest);
  g_ptr_array_unref(live->claims);
  g_free(live->about);
  notice_text_free(live->text);
  g_free(live);
}

static gboolean is_among(const GPtrArray *ids, const char *id) {
  return g_ptr_array_find_with_equal_func((GPtrArray *) ids, id, g_str_equal, NULL);
}

static void add_id(GPtrArray *ids, const char *id) {
  if (!is_among(ids, id))
    g_ptr_array_add(ids, g_strdup(id));
}

static void add_ids(GPtrArray *ids, const GPtrArray *others) {
  for (guint i = 0; i < others->len; i++)
    add_id(ids, g_ptr_array_index(others, i));
}

LiveNotice *live_notice_copy(const LiveNotice *live) {
  LiveNotice *copy = live_notice_new(live->night);
  copy->asks_morning = live->asks_morning;
  add_ids(copy->steps, live->steps);
  add_ids(copy->digest, live->digest);
  return copy;
}

GStrv live_notice_steps(const LiveNotice *live) {
  GStrvBuilder *builder = g_strv_builder_new();
  for (guint i = 0; i < live->steps->len; i++)
    g_strv_builder_add(builder, g_ptr_array_index(live->steps, i));
  GStrv steps = g_strv_builder_end(builder);
  g_strv_builder_unref(builder);
  return steps;
}

void live_notice_add_step(LiveNotice *live, const char *step) {
  add_id(live->steps, step);
}

void live_notice_add_claim(LiveNotice *live, const char *step, const char *key) {
  LiveClaim *claim = g_new(LiveClaim, 1);
  *claim = (LiveClaim){ .step = g_strdup(step), .key = g_strdup(key) };
  g_ptr_array_add(live->claims, claim);
}

static void add_reminders(LiveNotice *live, GPtrArray *ids, const GPtrArray *reminders) {
  for (guint i = 0; i < reminders->len; i++) {
    const Reminder *reminder = g_ptr_array_index(reminders, i);
    add_id(ids, reminder->step);
    live_notice_add_claim(live, reminder->step, reminder->key);
  }
}

void live_notice_add_due(LiveNotice *live, const GPtrArray *reminders) {
  add_reminders(live, live->steps, reminders);
}

void live_notice_add_digest(LiveNotice *live, const GPtrArray *reminders) {
  add_reminders(live, live->digest, reminders);
}

gboolean live_notice_step_is_open(const ReminderInput *input, const char *id, gint64 now) {
  const PlanStep *planned = plan_step(input->plan, id);
  if (!planned || planned->early || planned->folded || input->record->good_night)
    return FALSE;
  const StepRecord *known = record_step(input->record, id);
  if (known && (known->mark != MARK_OPEN || known->snoozed_until > now))
    return FALSE;
  return !input->pauses || !pauses_cover(input->pauses, id, input->plan->night);
}

static void inherit_open(const GPtrArray *from, GPtrArray *to, const LiveNotice *live, const ReminderInput *input,
                         gint64 now) {
  for (guint i = 0; i < from->len; i++) {
    const char *id = g_ptr_array_index(from, i);
    if (live_notice_step_is_open(input, id, now) && !is_among(live->steps, id) && !is_among(live->digest, id))
      g_ptr_array_add(to, g_strdup(id));
  }
}

void live_notice_inherit(LiveNotice *live, const LiveNotice *before, const ReminderInput *input, gint64 now) {
  if (before->night != input->plan->night)
    return;
  inherit_open(before->steps, live->steps, live, input, now);
  inherit_open(before->digest, live->digest, live, input, now);
  for (guint i = 0; i < before->claims->len; i++) {
    const LiveClaim *claim = g_ptr_array_index(before->claims, i);
    live_notice_add_claim(live, claim->step, claim->key);
  }
}

gboolean live_notice_is_empty(const LiveNotice *live) {
  return !live->asks_morning && live->steps->len == 0 && live->digest->len == 0;
}

static int by_time(gconstpointer a, gconstpointer b) {
  const PlanStep *first = *(PlanStep *const *) a, *second = *(PlanStep *const *) b;
  return (first->at > second->at) - (first->at < second->at);
}

/* The steps (borrowed from `plan`) of those ids, by time. */
static GPtrArray *planned_steps(const Plan *plan, const GPtrArray *ids) {
  GPtrArray *steps = g_ptr_array_new();
  for (guint i = 0; i < ids->len; i++) {
    const PlanStep *step = plan_step(plan, g_ptr_array_index(ids, i));
    if (step)
      g_ptr_array_add(steps, (gpointer) step);
  }
  g_ptr_array_sort(steps, by_time);
  return steps;
}

/* The loudest of the steps decides. */
static void set_manner(LiveNotice *live, const ReminderInput *input) {
  live->urgency = URGENCY_LOW;
  live->sound = FALSE;
  for (guint i = 0; i < live->steps->len; i++) {
    const Step *step = routine_step(input->routine, g_ptr_array_index(live->steps, i));
    live->urgency = MAX(live->urgency, step ? step->urgency : URGENCY_NORMAL);
    live->sound = live->sound || (input->settings->reminders.sound && !(step && step->quiet));
  }
}

static void append_about(GString *about, const GPtrArray *steps, char kind) {
  for (guint i = 0; i < steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(steps, i);
    g_string_append_printf(about, "%c%s@%" G_GINT64_FORMAT " ", kind, step->id, step->at);
  }
}

void live_notice_finish(LiveNotice *live, const ReminderInput *input, gint64 now) {
  g_autoptr(GPtrArray) steps = planned_steps(input->plan, live->steps);
  g_autoptr(GPtrArray) digest = planned_steps(input->plan, live->digest);
  const NoticeTextInput text_input = {
    .plan = input->plan,
    .record = input->record,
    .pauses = input->pauses,
    .steps = steps,
    .digest = digest,
    .settings = input->settings,
    .zone = input->zone,
    .now = now,
  };
  GString *about = g_string_new(NULL);
  append_about(about, steps, '!');
  append_about(about, digest, '.');
  live->about = g_string_free(about, FALSE);
  live->text = notice_text_new(&text_input);
  set_manner(live, input);
}

void live_notice_finish_morning(LiveNotice *live) {
  live->asks_morning = TRUE;
  live->about = g_strdup("");
  live->text = notice_text_new_morning();
  live->urgency = URGENCY_LOW;
}
