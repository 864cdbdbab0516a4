/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claims: a reminder is claimed under (night, step, key) before it is shown,
 * so that it goes out once however many programs run. A claim whose owner died
 * before showing it is taken over: the owner's death is the test, never a
 * timeout. */
#pragma once

#include "store/store.h"

/* In the place of a due time: whatever clocks do, it comes once a night. */
#define CLAIM_ONCE 0

/* What is claimed, and when. */
typedef struct {
  Night night;
  const char *step, *key; /* borrowed */
  gint64 due;
  int offset; /* seconds east of UTC of the clock that makes it due */
  gint64 now;
} ClaimRequest;

/* Claims for this process, in one fsynced transaction of its own. `won` is TRUE when it is ours to show: it was free,
 * its owner died before it was shown, or it lies in the future by a clock that was not the one it was claimed by. */
gboolean claim_take(Store *store, const ClaimRequest *request, gboolean *won, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Records that what this process claimed for `step` and `key` reached the person. */
gboolean claim_shown(Store *store, Night night, const char *step, const char *key, gint64 now,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives up what this process claimed for `step` and `key` and could not show: another one may. */
gboolean claim_release(Store *store, Night night, const char *step, const char *key,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives up every claim on `step` of `night`, since its time was edited to `time` (any text that names it) and lies
 * ahead again. Every program that notices the edit may say so: only the first is heard. */
gboolean claim_rearm(Store *store, Night night, const char *step, const char *time, gint64 now,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether another process that lives claimed something of `night` and has not shown it yet. */
gboolean claim_awaited(Store *store, Night night, gboolean *awaited, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Every "step/key" (owned) that is claimed for `night` and not to be taken over: shown, or its owner lives. To be asked
 * by g_hash_table_contains or claim_covers. */
GHashTable *claim_list(Store *store, Night night, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if one of `claims` keeps what is requested from going out. One that was claimed by another clock covers what was
 * due by then, and one that was claimed in the future nothing: what a journey, or a clock that is put right, puts into
 * the future is due again. */
gboolean claim_covers(GHashTable *claims, const ClaimRequest *request);

/* What the last notification was about, for `done` without a step, and for whoever takes down what a killed process
 * left. */
typedef struct {
  Night night;
  GStrv steps;       /* NULL: none was shown yet; empty: it was about no step */
  guint32 server_id; /* the notification server's id; 0: not on a desktop */
  char *server;      /* the server's unique bus name then; NULL */
  gboolean owner_lives;
  gboolean is_own; /* this process showed it */
} LastReminder;

void last_reminder_clear(LastReminder *last);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LastReminder, last_reminder_clear)

/* Keeps `last` (steps of NULL: nothing is shown any more), owned by this process. */
gboolean claim_save_last(Store *store, const LastReminder *last, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps night and steps of `last` only: what another process has left on a desktop stays known as its own. */
gboolean claim_name_last(Store *store, const LastReminder *last, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives what was kept (owned); its steps are NULL when nothing was. */
gboolean claim_load_last(Store *store, LastReminder *last, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As claim_load_last; and what a process that died left on a desktop becomes this one's own, to replace or to take
 * down: `adopted` is then TRUE, in one process only. */
gboolean claim_adopt_last(Store *store, LastReminder *last, gboolean *adopted,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
