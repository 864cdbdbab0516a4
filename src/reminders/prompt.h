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

/* The claim of the morning's question. */
#define MORNING_STEP "morning"
#define MORNING_KEY "ask"

/* Returns a prompt (owned) that asks about the steps of `due` and names those of `digest` (both of Reminder), with
 * their claims. It takes over what `before` (may be NULL) is about, as prompt_new_rest does. */
Prompt *prompt_new_due(const ReminderInput *input, const GPtrArray *due, const GPtrArray *digest, const Prompt *before,
                       gint64 now);

/* Returns a prompt (owned) about the steps of `before` that wait for an answer and are not snoozed, with all its
 * claims; NULL if none waits, or `before` is of another night. */
Prompt *prompt_new_rest(const ReminderInput *input, const Prompt *before, gint64 now);

/* The same for `steps` (NULL-terminated), without claims. */
Prompt *prompt_new_for_steps(const ReminderInput *input, const char *const *steps, gint64 now);

/* Returns the question (owned) for the morning of `night`. With `is_claimed` it carries the claim of it. */
Prompt *prompt_new_morning(Night night, gboolean is_claimed);

/* Returns a copy (owned) of what `prompt` is about, without text and claims. */
Prompt *prompt_copy(const Prompt *prompt);
void prompt_free(Prompt *prompt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prompt, prompt_free)

/* Returns the steps that it asks about (owned, NULL-terminated). */
GStrv prompt_steps(const Prompt *prompt);
