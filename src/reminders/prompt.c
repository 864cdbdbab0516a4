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

static Prompt *new_prompt(Night night) {
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
  Prompt *copy = new_prompt(prompt->night);
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

static void add_claim(Prompt *prompt, const char *step, const char *key) {
  PromptClaim *claim = g_new(PromptClaim, 1);
  *claim = (PromptClaim){ .step = g_strdup(step), .key = g_strdup(key) };
  g_ptr_array_add(prompt->claims, claim);
}

static void add_reminders(Prompt *prompt, GPtrArray *ids, const GPtrArray *reminders) {
  for (guint i = 0; i < reminders->len; i++) {
    const Reminder *reminder = g_ptr_array_index(reminders, i);
    add_id(ids, reminder->step);
    add_claim(prompt, reminder->step, reminder->key);
  }
}

static gboolean is_open(const ReminderInput *input, const char *id, gint64 now) {
  const PlanStep *planned = plan_step(input->plan, id);
  const StepRecord *known = record_step(input->record, id);
  const gboolean is_snoozed = known && known->snoozed_until > now;
  return planned && !is_snoozed && agenda_step_is_open(input->plan, input->record, input->pauses, planned);
}

static void inherit_open(const GPtrArray *from, GPtrArray *to, const Prompt *prompt, const ReminderInput *input,
                         gint64 now) {
  for (guint i = 0; i < from->len; i++) {
    const char *id = g_ptr_array_index(from, i);
    if (is_open(input, id, now) && !is_among(prompt->steps, id) && !is_among(prompt->digest, id))
      g_ptr_array_add(to, g_strdup(id));
  }
}

/* Adds the steps of `before` that are still open, and all its claims. */
static void inherit(Prompt *prompt, const Prompt *before, const ReminderInput *input, gint64 now) {
  if (before->night != input->plan->night)
    return;
  inherit_open(before->steps, prompt->steps, prompt, input, now);
  inherit_open(before->digest, prompt->digest, prompt, input, now);
  for (guint i = 0; i < before->claims->len; i++) {
    const PromptClaim *claim = g_ptr_array_index(before->claims, i);
    add_claim(prompt, claim->step, claim->key);
  }
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

/* Sets text and manner, once all that it is about was added. */
static void compose(Prompt *prompt, const ReminderInput *input, gint64 now) {
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

Prompt *prompt_new_due(const ReminderInput *input, const GPtrArray *due, const GPtrArray *digest, const Prompt *before,
                       gint64 now) {
  Prompt *prompt = new_prompt(input->plan->night);
  add_reminders(prompt, prompt->steps, due);
  add_reminders(prompt, prompt->digest, digest);
  if (before)
    inherit(prompt, before, input, now);
  compose(prompt, input, now);
  return prompt;
}

static Prompt *composed(Prompt *prompt, const ReminderInput *input, gint64 now) {
  g_autoptr(Prompt) own = prompt;
  if (own->steps->len == 0 && own->digest->len == 0)
    return NULL;
  compose(own, input, now);
  return g_steal_pointer(&own);
}

Prompt *prompt_new_rest(const ReminderInput *input, const Prompt *before, gint64 now) {
  Prompt *prompt = new_prompt(input->plan->night);
  inherit(prompt, before, input, now);
  return composed(prompt, input, now);
}

Prompt *prompt_new_for_steps(const ReminderInput *input, const char *const *steps, gint64 now) {
  Prompt *prompt = new_prompt(input->plan->night);
  for (gsize i = 0; steps[i]; i++) {
    if (is_open(input, steps[i], now))
      add_id(prompt->steps, steps[i]);
  }
  return composed(prompt, input, now);
}

Prompt *prompt_new_morning(Night night, gboolean is_claimed) {
  Prompt *prompt = new_prompt(night);
  prompt->asks_morning = TRUE;
  prompt->about = g_strdup("");
  prompt->text = notice_text_new_morning();
  prompt->urgency = URGENCY_LOW;
  if (is_claimed)
    add_claim(prompt, MORNING_STEP, MORNING_KEY);
  return prompt;
}
