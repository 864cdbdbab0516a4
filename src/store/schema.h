/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shape of the data on disk and its history, private to this room. A step
 * once released is never edited: a new shape is a new step at the end of the
 * list. All steps that a file needs run in one transaction, after a backup.
 *
 * Versions (PRAGMA user_version):
 *   1  the first: meta, night, step, wording, band, pause, shift_choice,
 *      journal, claim, last_reminder
 *   2  journal holds what an act changed before and after it; journal_night
 *   3  each told instant has an offset of its own, a night the name of its zone
 *   4  claim.offset: the clock by which it was due
 *   5  trial: trials by lot
 *   6  step.marked_by: the origin of a mark
 *
 * Throughout: instants are unix seconds, offsets seconds east of UTC, nights
 * ISO dates, durations named by their unit, and NULL is "unknown" or "none".
 * Marks are 0 open, 1 done, 2 skipped, 3 slipped; kinds of step are 0 do,
 * 1 avoid, 2 guided; kinds of act are those of ActionKind, origins of
 * marks those of MarkOrigin.
 *
 * A night's row holds plan and record. Its `start` is NULL when it was never
 * planned here, as after an import. A step's row likewise holds the plan's
 * side (`at` is NULL where the plan has no such step) and the record's side
 * (`mark` is NULL where it was never touched); a row with neither goes. Marks
 * of steps that no plan knows are kept so, and take no part in history.
 * Titles repeat night after night, so they stand once in `wording`.
 *
 * `night.packed` is what history reads: the night in a few bytes, made by
 * whoever saves. Triggers blank it whenever a row below it changes, however
 * that happens, and a blank one is read from the rows. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* "wind" */
#define SCHEMA_APPLICATION_ID 0x77696e64

/* Takes the schema one version up, inside the open transaction. */
typedef gboolean (*SchemaStep)(sqlite3 *db, const char *path, gint64 now, GError **error);

typedef struct {
  const SchemaStep *steps; /* steps[n] leads from version n to n + 1 */
  gint64 n_steps;
} Schema;

/* The schema of this program. */
extern const Schema schema_current;

/* Brings the file at `path`, open as `db`, to the newest version of `schema`. Refuses a newer one and a database that
 * is not ours. `backups` is the folder for the copy made before; NULL: there is nothing to lose (the database is in
 * memory). On failure the file is as it was. */
gboolean schema_bring_up(const Schema *schema, sqlite3 *db, const char *path, const char *backups, gint64 now,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The version of `db`. FALSE when it is newer than `schema` or not ours. */
gboolean schema_version(const Schema *schema, sqlite3 *db, const char *path, gint64 *version,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
