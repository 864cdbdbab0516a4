/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transaction.h"

#include "base/error.h"
#include "store/database.h"
#include "store/schema.h"

#include <glib/gi18n.h>

/* Another process may have brought the data up to a newer shape while this one ran: it must not be written to in the
 * old one. */
static gboolean check_version(Store *store, GError **error) {
  gint64 version = 0;
  g_autoptr(Statement) statement = statement_of(store, "PRAGMA user_version", error);
  gboolean row = FALSE;
  if (!statement || !statement_next(store, statement, &row, error))
    return FALSE;
  version = row ? sqlite3_column_int64(statement, 0) : 0;
  if (version == schema_current.n_steps)
    return TRUE;
  g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA,
                      _("a newer winddown has changed the data; close this one and start it again"));
  return FALSE;
}

/* SQLite goes on writing to a file that was removed, or replaced by a backup, while it was open: nobody would ever read
 * that again. */
static gboolean check_place(Store *store, GError **error) {
  int moved = 0;
  if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved)
    return TRUE;
  g_autofree char *name = g_filename_display_name(store->path);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA,
              _("cannot write \"%s\": it was moved or replaced meanwhile; close winddown and start it again"), name);
  return FALSE;
}

gboolean store_begin(Store *store, GError **error) {
  g_return_val_if_fail(sqlite3_get_autocommit(store->db), FALSE);
  if (!check_place(store, error))
    return FALSE;
  g_autoptr(Statement) begin = statement_of(store, "BEGIN IMMEDIATE", error);
  const gboolean begun = begin && statement_run(store, begin, error);
  store->is_locked = !begun && (sqlite3_errcode(store->db) & 0xff) == SQLITE_BUSY;
  if (!begun)
    return FALSE;
  if (check_version(store, error))
    return TRUE;
  store_rollback(store);
  return FALSE;
}

gboolean store_commit(Store *store, GError **error) {
  if (sqlite3_get_autocommit(store->db)) /* SQLite rolled back by itself when the disk was full */
    return database_fail(store->db, store->path, SQLITE_FULL, error);
  g_autoptr(Statement) commit = statement_of(store, "COMMIT", error);
  if (commit && statement_run(store, commit, error))
    return TRUE;
  store_rollback(store);
  return FALSE;
}

void store_rollback(Store *store) {
  if (!sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

gboolean transaction_enter(Store *store, gboolean *own, GError **error) {
  *own = sqlite3_get_autocommit(store->db) != 0;
  if (*own)
    return store_begin(store, error);
  return database_execute(store->db, store->path, "SAVEPOINT act", error);
}

gboolean transaction_leave(Store *store, gboolean own, gboolean done, GError **error) {
  if (own && done)
    return store_commit(store, error);
  if (own)
    store_rollback(store);
  else if (done)
    return database_execute(store->db, store->path, "RELEASE act", error);
  else if (!sqlite3_get_autocommit(store->db)) /* a full disk has rolled everything back already */
    sqlite3_exec(store->db, "ROLLBACK TO act; RELEASE act", NULL, NULL, NULL);
  return done;
}
