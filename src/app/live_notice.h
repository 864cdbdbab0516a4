/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The live notice: what it is about, what it says, and how far it has come. It
 * is made anew whenever what it is about changes. No I/O. */
#pragma once

#include "planning/reminders.h"
#include "words/notice_text.h"

#include <glib.h>

/* The claim of one reminder that the notice carries. */
typedef struct {
  char *step;
  char *key;
} LiveClaim;

typedef struct {
  guint64 token;
  Night night;
  gboolean asks_morning; /* the morning's question: about no step */
  GPtrArray *steps;      /* of char *: the steps that it asks about */
  GPtrArray *digest;     /* of char *: those that it only names */
  GPtrArray *claims;     /* of LiveClaim: to be recorded once it is shown */
  char *about;           /* steps and their times; another text means another notice */
  NoticeText *text;
  Urgency urgency;
  gboolean sound;
  guint way;            /* which way has it */
  gboolean is_shown;    /* a way took it for certain */
  gboolean is_recorded; /* and the store knows it as the last one */
  gboolean is_seen;     /* the person closed it or clicked on it */
} LiveNotice;

/* A notice (owned) about the steps of `night`, empty as yet. */
LiveNotice *live_notice_new(Night night);
void live_notice_free(LiveNotice *live);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LiveNotice, live_notice_free)

/* What `live` is about (owned), without its claims. */
LiveNotice *live_notice_copy(const LiveNotice *live);

/* The steps that it asks about (owned, NULL-terminated). */
GStrv live_notice_steps(const LiveNotice *live);

/* Adds what `reminders` (of Reminder) are about, and their claims. */
void live_notice_add_due(LiveNotice *live, const GPtrArray *reminders);
void live_notice_add_digest(LiveNotice *live, const GPtrArray *reminders);
void live_notice_add_step(LiveNotice *live, const char *step);
void live_notice_add_claim(LiveNotice *live, const char *step, const char *key);

/* Takes over from `before` what is still open of it; and its claims where it was never shown. */
void live_notice_inherit(LiveNotice *live, const LiveNotice *before, const ReminderInput *input, gint64 now);

/* Whether anything is left that it is about. */
gboolean live_notice_is_empty(const LiveNotice *live);

/* Puts text and manner in place, once all it is about was added. */
void live_notice_finish(LiveNotice *live, const ReminderInput *input, gint64 now);
void live_notice_finish_morning(LiveNotice *live);

/* Whether step `id` waits for an answer at `now`: open, and neither paused, folded away nor snoozed. */
gboolean live_notice_step_is_open(const ReminderInput *input, const char *id, gint64 now);
