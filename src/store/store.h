/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store: everything kept, in one SQLite file. Every function that fails
 * sets WINDDOWN_ERROR_DATA and leaves the data as it was. */
#pragma once

#include "model/action.h"
#include "model/history.h"
#include "model/plan.h"
#include "model/record.h"
#include "model/trial.h"

#include <glib.h>

/* The file in the store's folder. */
#define STORE_FILE "nights.db"

typedef struct Store Store;

typedef enum {
  STORE_WRITE,  /* make it when it is missing, bring it up to date */
  STORE_READ,   /* as it stands at that moment; changes nothing on disk, not even the schema; a missing file is empty */
  STORE_MEMORY, /* as STORE_READ, and what is written stays in memory and is gone at the end */
} StoreMode;

/* Opens the store in `folder` (owned). `now` stamps a new store's birth and names the backup before a migration. */
Store *store_open(const char *folder, StoreMode mode, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* TRUE if the folder "backups" has the copy of `night`. */
gboolean store_has_backup(const Store *store, Night night);

/* Copies the data into the folder "backups" when `night`, which is beginning, has no copy yet, and removes the oldest
 * of more than seven daily ones. The file is checked first: a damaged one pushes out no copy. Takes as long as copying
 * and checking the file: for when the program is idle. */
gboolean store_backup(Store *store, Night night, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Why no copy could be made now of the data in `folder`, as a sentence (owned); NULL: nothing is in the way. */
char *store_backup_obstacle(const char *folder);

/* TRUE if SQLite finds no fault in the file; otherwise FALSE, with an error that names the way out. The quick check
 * reads every page; the full one also compares each index with its rows. */
typedef enum { STORE_CHECK_QUICK, STORE_CHECK_FULL } StoreCheck;
gboolean store_check(Store *store, StoreCheck check, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A sound copy that can be put back. */
typedef struct {
  char *name;  /* "2026-11-27": made as that night began; "2026-11-28-071500": set aside then; "…-version-1" */
  gint64 made; /* when its file was last written, by the machine's clock */
  guint nights;
  Night newest; /* NIGHT_NONE: it holds no night */
} StoreBackup;

void store_backup_free(StoreBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreBackup, store_backup_free)

/* The sound copies of the data in `folder` (owned, of StoreBackup), the newest first. */
GPtrArray *store_list_backups(const char *folder);

/* Opens the copy of that name, in memory (owned): nothing that is written to it stays. NULL on error. */
Store *store_open_backup(const char *folder, const char *name, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if the file in `folder` can be read, and is no database. */
gboolean store_is_unreadable(const char *folder);

/* Opens the data in `folder` for what can be read of it, whatever is damaged (owned). NULL when that is nothing. */
Store *store_open_damaged(const char *folder);

/* The nights that may be read from a damaged store (owned, of Night), ascending: those that can be listed, and those
 * between them. Each may still fail to load, which says nothing about the others. */
GArray *store_damaged_nights(Store *store);

/* Copies the file in `folder`, as it is, to a name of its own among the copies, and returns that name (owned). NULL on
 * error; then nothing may be put in its place. */
char *store_set_aside(const char *folder, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts what `from` holds in the place of the data in `folder`, whole or not at all. Programs that have it open see it
 * as any other change. */
gboolean store_put_in_place(Store *from, const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The path of the database file, borrowed. */
const char *store_path(const Store *store);

/* When this store was made: the program's first run. */
gint64 store_first_run_at(const Store *store);

/* Puts that right: the clock was ahead then. */
gboolean store_set_first_run_at(Store *store, gint64 first_run_at, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether another connection has committed since this was last asked. */
gboolean store_changed(Store *store);

/* How long a write waits (milliseconds) while another program writes; five seconds where nothing was said. */
void store_set_patience(Store *store, int milliseconds);

/* Whether the last write was given up since another program kept the data locked for longer than that. */
gboolean store_is_locked(const Store *store);

/* One transaction (BEGIN IMMEDIATE … COMMIT, fsynced); not nested. End it with commit or rollback. */
gboolean store_begin(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_commit(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void store_rollback(Store *store);

/* The plan stored for `night` (owned) in `plan`, NULL there when it has none, or one that cannot be. */
gboolean store_load_plan(Store *store, Night night, Plan **plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_save_plan(Store *store, const Plan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest night that has a plan whose start is not after `instant`; NIGHT_NONE when there is none. */
Night store_newest_night(Store *store, gint64 instant);

/* The nights that have a plan, ascending (owned, of Night). NULL on error. */
GArray *store_list_nights(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes plan and record of `night`. */
gboolean store_remove_night(Store *store, Night night, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The record of `night` (owned), empty when nothing is known; what cannot be is blank. NULL on error. */
Record *store_load_record(Store *store, Night night, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_save_record(Store *store, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Pauses (owned, of Pause) and chosen shifts (owned). Saving replaces all of them. */
GPtrArray *store_load_pauses(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_save_pauses(Store *store, const GPtrArray *pauses, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ShiftChoices *store_load_shifts(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_save_shift(Store *store, Night night, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Trials by lot (owned, of Trial), in the order in which they were agreed to. Saving adds the trial or, for one that is
 * there, replaces what can change of it. */
GPtrArray *store_load_trials(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_save_trial(Store *store, const Trial *trial, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_remove_trial(Store *store, guint64 seed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The nights from `from` to `to` (NIGHT_NONE: no limit), packed, with pauses and nights without a step by lot applied
 * (owned). NULL on error. */
History *store_load_history(Store *store, Night from, Night to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
