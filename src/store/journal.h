/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal: every act, with what it changed, before and after, so that any
 * process can take back the newest one and nothing else. */
#pragma once

#include "store/store.h"

typedef struct {
  gint64 id;
  ActionKind kind;
  Night night;
  char *step; /* NULL: the night as a whole */
  gint64 at;
  Record *record; /* what it changed in the night's record, as it was before; NULL: nothing */
  Record *record_after;
  GPtrArray *pauses; /* the pauses that it changed, as they were before; NULL: none */
  GPtrArray *pauses_after;
  char *shift; /* the chosen shift before; of an import: the trials that it added; NULL: none */
} JournalEntry;

void journal_entry_free(JournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalEntry, journal_entry_free)

/* Writes an act within the open transaction, and sets its `id`. */
gboolean journal_add(Store *store, JournalEntry *entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One of the nights that an import brought or changed. */
typedef struct {
  Night night;
  gboolean is_new;               /* it had no plan before */
  Record *record, *record_after; /* as in JournalEntry; NULL: it had no record before */
} JournalNight;

void journal_night_free(JournalNight *night);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalNight, journal_night_free)

/* Adds a night to the act `id`, within the open transaction. */
gboolean journal_add_night(Store *store, gint64 id, const JournalNight *night,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The nights of the act `id` (owned, of JournalNight), ascending. NULL on error. */
GPtrArray *journal_load_nights(Store *store, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest act not yet undone (owned) in `entry`, NULL there when there is none. What an older winddown wrote has
 * nothing of what was there after it. */
gboolean journal_newest(Store *store, JournalEntry **entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Marks the act as undone at `now`, within the open transaction. */
gboolean journal_undone(Store *store, gint64 id, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
