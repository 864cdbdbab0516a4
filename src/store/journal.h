/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal: every act, with what stood there before, so that any process
 * can take back the newest one. */
#pragma once

#include "store/store.h"

typedef struct {
  gint64 id;
  ActionKind kind;
  Night night;
  char *step; /* NULL: the night as a whole */
  gint64 at;
  Record *record;    /* the night's record before the act; NULL: the act was about pauses or shifts */
  GPtrArray *pauses; /* the pauses that it changed, as they were before; NULL likewise */
  char *shift;       /* the chosen shift before; NULL: none or not about shifts */
} JournalEntry;

void journal_entry_free(JournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalEntry, journal_entry_free)

/* Writes an act within the open transaction; `id` is given by the store. */
gboolean journal_add(Store *store, const JournalEntry *entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest act not yet undone (owned) in `entry`, NULL there when there is none. */
gboolean journal_newest(Store *store, JournalEntry **entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Marks the act as undone at `now`, within the open transaction. */
gboolean journal_undone(Store *store, gint64 id, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
