/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which reminders a night has, and which of them go out now. Pure: what was
 * claimed already is an argument. */
#pragma once

#include "model/plan.h"
#include "model/record.h"
#include "model/settings.h"

#include <glib.h>

/* Reminders this near to each other (seconds) share one notification. */
#define REMINDERS_TOGETHER_SECONDS (5 * 60)

typedef struct {
  char *step; /* its id */
  char *key;  /* which of its reminders: "0" or "15" (leads, minutes), "r1", "r2" … (repeats), "s<instant>" (snoozed),
                 "last" */
  gint64 due;
  gint64 useful; /* later than this it only belongs into a digest; never later than the end of the step's reminders,
                    save for the moment that showing takes */
} Reminder;

typedef struct {
  const Plan *plan;
  const Record *record;
  const Routine *routine;
  const Settings *settings;
  const GPtrArray *pauses; /* of Pause */
  GTimeZone *zone;
} ReminderInput;

/* Every reminder of the night (owned, of Reminder, by time) of the steps that wait for an answer. A snooze replaces the
 * step's reminders up to its time. A repeat comes every `repeat_minutes` after the step until its reminders end; with
 * a repeat there is a last one at that end. Avoid steps do not repeat. Steps without leads are only reminded of when
 * snoozed. */
GPtrArray *reminder_list(const ReminderInput *input) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  GPtrArray *now;    /* of Reminder (borrowed): due, unclaimed, still useful: one notification */
  GPtrArray *digest; /* of Reminder (borrowed): due, unclaimed, no longer useful: named in one digest */
  gint64 next;       /* when the next unclaimed one is due; 0: none tonight */
} ReminderTurn;

/* Decides for `now`. `claimed` holds "step/key" of what is claimed already. When something is due, what falls due
 * within REMINDERS_TOGETHER_SECONDS after `now` joins it, one of each step that is not named yet. Of several due
 * reminders of one step only the newest is shown; the older ones are returned as well so that they can be claimed,
 * after the newest. Owned; free with reminder_turn_free; the reminders stay owned by `list`. */
ReminderTurn *reminder_turn_new(const GPtrArray *list, GHashTable *claimed, gint64 now);
void reminder_turn_free(ReminderTurn *turn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReminderTurn, reminder_turn_free)
