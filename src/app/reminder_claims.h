/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which reminders this process may show: those that it has claimed in the
 * store before any other, once each. */
#pragma once

#include "planning/reminders.h"
#include "store/store.h"

#include <glib.h>

typedef struct ReminderClaims ReminderClaims;

ReminderClaims *reminder_claims_new(Store *store); /* owned */
void reminder_claims_free(ReminderClaims *claims);

/* What is asked from here on is about `night` at `now`. */
void reminder_claims_set_now(ReminderClaims *claims, Night night, gint64 now);

/* What falls due by `until` is claimed and kept back, here and thereby everywhere; 0 gives it free. */
void reminder_claims_hold(ReminderClaims *claims, gint64 until);

/* Claims what of `list` (of Reminder) is to go out now, and adds what was won to `due` and `digest` (borrowed). Gives
 * when to ask again; 0: nothing more tonight. */
gint64 reminder_claims_take(ReminderClaims *claims, const GPtrArray *list, GPtrArray *due, GPtrArray *digest);

/* Claims the morning's question of `night`. */
gboolean reminder_claims_take_morning(ReminderClaims *claims, Night night);
#define MORNING_STEP "morning"
#define MORNING_KEY "ask"

/* Gives a claim of `night` back to other programs; with `for_good` this one does not try it again, until
 * reminder_claims_retry. */
void reminder_claims_give_back(ReminderClaims *claims, Night night, const char *step, const char *key,
                               gboolean for_good);
void reminder_claims_retry(ReminderClaims *claims);
