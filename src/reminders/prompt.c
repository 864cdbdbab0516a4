/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a prompt is about, and its text. Nothing is sent or stored here. */
#include "reminders/prompt.h"

#include "planning/agenda.h"

static void claim_free(gpointer data) {
  PromptClaim *claim = data;
  g_free(claim->step);
  g_free(claim->key);
  g_free(claim);
}

Prompt *prompt_new(Night night) {
  Prompt *prompt = g_new0(Prompt, 1);
  prompt->night = night;
  prompt->steps = g_ptr_array_new_with_free_func(g_free);
  prompt->digest = g_ptr_array_new_with_free_func(g_free);
  prompt->claims = g_ptr_array_new_with_free_func(claim_free);
  return prompt;
}

void prompt_free(Prompt *prompt) {
  if (!prompt)
    return;
  g_ptr_array_unref(prompt->steps);
  g_ptr_array_unref(prompt->digest);
  g_ptr_array_unref(prompt->claims);
  g_free(prompt->about);
  notice_text_free(prompt->text);
  g_free(prompt);
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

Prompt *prompt_copy(const Prompt *prompt) {
  Prompt *copy = prompt_new(prompt->night);
  copy->asks_morning = prompt->asks_morning;
  add_ids(copy->steps, prompt->steps);
  add_ids(copy->digest, prompt->digest);
  return copy;
}

GStrv prompt_steps(const Prompt *prompt) {
  GStrvBuilder *builder = g_strv_builder_new();
  for (guint i = 0; i < prompt->steps->len; i++)
    g_strv_builder_add(builder, g_ptr_array_index(prompt->steps, i));
  GStrv steps = g_strv_builder_end(builder);
  g_strv_builder_unref(builder);
  return steps;
}

void prompt_add_step(Prompt *prompt, const char *step) {
  add_id(prompt->steps, step);
}

void prompt_add_claim(Prompt *prompt, const char *step, const char *key) {
  PromptClaim *claim = g_new(PromptClaim, 1);
  *claim = (PromptClaim){ .step = g_strdup(step), .key = g_strdup(key) };
  g_ptr_array_add(prompt->claims, claim);
}

static void add_reminders(Prompt *prompt, GPtrArray *ids, const GPtrArray *reminders) {
  for (guint i = 0; i < reminders->len; i++) {
    const Reminder *reminder = g_ptr_array_index(reminders, i);
    add_id(ids, reminder->step);
    prompt_add_claim(prompt, reminder->step, reminder->key);
  }
}

void prompt_add_due(Prompt *prompt, const GPtrArray *reminders) {
  add_reminders(prompt, prompt->steps, reminders);
}

void prompt_add_digest(Prompt *prompt, const GPtrArray *reminders) {
  add_reminders(prompt, prompt->digest, reminders);
}

gboolean prompt_step_is_open(const ReminderInput *input, const char *id, gint64 now) {
  const PlanStep *planned = plan_step(input->plan, id);
  const StepRecord *known = record_step(input->record, id);
  const gboolean is_snoozed = known && known->snoozed_until > now;
  return planned && !is_snoozed && agenda_step_is_open(input->plan, input->record, input->pauses, planned);
}

static void inherit_open(const GPtrArray *from, GPtrArray *to, const Prompt *prompt, const ReminderInput *input,
                         gint64 now) {
  for (guint i = 0; i < from->len; i++) {
    const char *id = g_ptr_array_index(from, i);
    if (prompt_step_is_open(input, id, now) && !is_among(prompt->steps, id) && !is_among(prompt->digest, id))
      g_ptr_array_add(to, g_strdup(id));
  }
}

void prompt_inherit(Prompt *prompt, const Prompt *before, const ReminderInput *input, gint64 now) {
  if (before->night != input->plan->night)
    return;
  inherit_open(before->steps, prompt->steps, prompt, input, now);
  inherit_open(before->digest, prompt->digest, prompt, input, now);
  for (guint i = 0; i < before->claims->len; i++) {
    const PromptClaim *claim = g_ptr_array_index(before->claims, i);
    prompt_add_claim(prompt, claim->step, claim->key);
  }
}

gboolean prompt_is_empty(const Prompt *prompt) {
  return !prompt->asks_morning && prompt->steps->len == 0 && prompt->digest->len == 0;
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
static void set_manner(Prompt *prompt, const ReminderInput *input) {
  prompt->urgency = URGENCY_LOW;
  prompt->sound = FALSE;
  for (guint i = 0; i < prompt->steps->len; i++) {
    const Step *step = routine_step(input->routine, g_ptr_array_index(prompt->steps, i));
    prompt->urgency = MAX(prompt->urgency, step ? step->urgency : URGENCY_NORMAL);
    prompt->sound = prompt->sound || (input->settings->reminders.sound && !(step && step->quiet));
  }
}

static void append_about(GString *about, const GPtrArray *steps, char kind) {
  for (guint i = 0; i < steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(steps, i);
    g_string_append_printf(about, "%c%s@%" G_GINT64_FORMAT " ", kind, step->id, step->at);
  }
}

void prompt_compose(Prompt *prompt, const ReminderInput *input, gint64 now) {
  g_autoptr(GPtrArray) steps = planned_steps(input->plan, prompt->steps);
  g_autoptr(GPtrArray) digest = planned_steps(input->plan, prompt->digest);
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
  prompt->about = g_string_free(about, FALSE);
  prompt->text = notice_text_new(&text_input);
  set_manner(prompt, input);
}

void prompt_compose_morning(Prompt *prompt) {
  prompt->asks_morning = TRUE;
  prompt->about = g_strdup("");
  prompt->text = notice_text_new_morning();
  prompt->urgency = URGENCY_LOW;
}
