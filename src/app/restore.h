/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Putting a copy of the record back. Needs no app, since none can be opened on
 * a record that is damaged. */
#pragma once

#include "model/night.h"

#include <glib.h>

/* A copy, and what differs between it and the record in place. */
typedef struct {
  char *name; /* what restore_run takes */
  guint nights;
  Night newest; /* NIGHT_NONE: it holds no night */
  GArray *lost; /* of Night, ascending: what the record has of them, the copy has not or has otherwise */
} RestoreCopy;

typedef struct {
  gboolean is_missing; /* there is no record */
  gboolean is_damaged;
  char *trouble;     /* what is wrong with it, a sentence; NULL: nothing */
  guint nights;      /* that can be read */
  GPtrArray *copies; /* of RestoreCopy, the newest first: sound ones only */
} Restore;

/* Looks at the record in `data_folder` and at its copies (owned). Changes nothing. */
Restore *restore_look(const char *data_folder, gint64 now);
void restore_free(Restore *restore);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Restore, restore_free)

/* TRUE if the record in `data_folder` is there and damaged: what opened it has failed for that reason. */
gboolean restore_is_needed(const char *data_folder);

/* What became of it. */
typedef struct {
  char *aside;       /* the name of the copy that the record in place became; NULL: there was none */
  GArray *recovered; /* of Night, ascending: merged in from what could be read of a damaged record */
} RestoreOutcome;

void restore_outcome_clear(RestoreOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RestoreOutcome, restore_outcome_clear)

/* Sets the record in `data_folder` aside and puts the copy `name` in its place. Of a damaged record what can still be
 * read is merged over the copy. Undo puts a sound one back. On failure the record is as it was. */
gboolean restore_run(const char *data_folder, const char *name, gint64 now, RestoreOutcome *outcome,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the record back that a restore has set aside as `aside`: what undo does. */
gboolean restore_undo(const char *data_folder, const char *aside, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
