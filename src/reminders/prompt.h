/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A prompt: the notice by which one or more reminders, or the morning's
 * question, are put to the person: what it is about, what it says, how far it
 * has come. A new one is made whenever what it is about changes. No I/O.
 * Private to this room. */
#pragma once

#include "planning/reminder.h"
#include "words/notice_text.h"

#include <glib.h>

/* The claim of one reminder. */
typedef struct {
  char *step;
  char *key;
} PromptClaim;

typedef struct {
  guint64 token; /* set by outlet_send */
  Night night;
  gboolean asks_morning; /* the morning's question: about no step */
  GPtrArray *steps;      /* of char *: the steps that it asks about */
  GPtrArray *digest;     /* of char *: those that it only names */
  GPtrArray *claims;     /* of PromptClaim: recorded in the store once the prompt is shown */
  char *about;           /* steps and their times: two prompts with the same text say the same */
  NoticeText *text;
  Urgency urgency;
  gboolean sound;
  guint way;            /* index of the way that has it */
  gboolean is_shown;    /* a way has confirmed it */
  gboolean is_recorded; /* the store has it as the last notice, of this process */
  gboolean is_seen;     /* the person closed it or clicked on it */
} Prompt;

/* Returns a prompt (owned) for `night` that is about nothing yet. */
Prompt *prompt_new(Night night);
void prompt_free(Prompt *prompt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prompt, prompt_free)

/* Returns a copy (owned) of what `prompt` is about, without its claims. */
Prompt *prompt_copy(const Prompt *prompt);

/* Returns the steps that it asks about (owned, NULL-terminated). */
GStrv prompt_steps(const Prompt *prompt);

/* Adds the steps of `reminders` (of Reminder), and their claims: as steps that it asks about, or only names. */
void prompt_add_due(Prompt *prompt, const GPtrArray *reminders);
void prompt_add_digest(Prompt *prompt, const GPtrArray *reminders);

/* Adds a step that it asks about, or a claim. */
void prompt_add_step(Prompt *prompt, const char *step);
void prompt_add_claim(Prompt *prompt, const char *step, const char *key);

/* Adds the steps of `before` that still wait for an answer (prompt_step_is_open), and all its claims. */
void prompt_inherit(Prompt *prompt, const Prompt *before, const ReminderInput *input, gint64 now);

/* TRUE if it is about nothing. */
gboolean prompt_is_empty(const Prompt *prompt);

/* Sets text, urgency and sound, once all that it is about was added. */
void prompt_compose(Prompt *prompt, const ReminderInput *input, gint64 now);

/* Makes it the morning's question. */
void prompt_compose_morning(Prompt *prompt);

/* TRUE if step `id` waits for an answer and is not snoozed at `now`. */
gboolean prompt_step_is_open(const ReminderInput *input, const char *id, gint64 now);
