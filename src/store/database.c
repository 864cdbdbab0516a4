/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prepared statements, transactions, and what SQLite's errors mean to a
 * person. No table is named here. */
#include "store/database.h"

#include "base/daytime.h"
#include "base/error.h"
#include "store/schema.h"

#include <errno.h>
#include <glib/gi18n.h>

/* What a result code means, and what to do about it. */
typedef struct {
  int code; /* an extended code, or a primary one for all of its kind */
  gboolean writing;
  const char *reason;
} Meaning;

static const Meaning meanings[] = {
  { SQLITE_FULL, TRUE, N_("the disk is full; free some room and try again") },
  { SQLITE_READONLY_DIRECTORY, TRUE,
    N_("its folder is read-only; make the folder writable, or choose another with --data") },
  { SQLITE_READONLY, TRUE, N_("it is read-only; make it writable, or choose another folder with --data") },
  { SQLITE_BUSY, TRUE, N_("another program keeps it locked; try again in a moment") },
  { SQLITE_LOCKED, TRUE, N_("another program keeps it locked; try again in a moment") },
  { SQLITE_CANTOPEN, FALSE, N_("it cannot be opened; check that the file and its folder belong to you") },
  { SQLITE_PERM, FALSE, N_("it cannot be opened; check that the file and its folder belong to you") },
  { SQLITE_NOTADB, FALSE, N_("it is not a database; \"winddown restore\" lists the copies of the folder \"backups\"") },
  { SQLITE_CORRUPT, FALSE, N_("it is damaged; \"winddown restore\" puts back a copy and what can still be read") },
  { SQLITE_IOERR_WRITE, TRUE, N_("the disk reports an error; copy the folder to another disk and check this one") },
  { SQLITE_IOERR_FSYNC, TRUE, N_("the disk reports an error; copy the folder to another disk and check this one") },
  { SQLITE_IOERR, FALSE, N_("the disk reports an error; copy the folder to another disk and check this one") },
  { SQLITE_NOMEM, FALSE, N_("there is not enough memory; close some programs and try again") },
};

static const Meaning *meaning_of(int code) {
  const int kinds[] = { code, code & 0xff };
  for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
    for (guint i = 0; i < G_N_ELEMENTS(meanings); i++) {
      if (meanings[i].code == kinds[k])
        return &meanings[i];
    }
  }
  return NULL;
}

/* SQLite says "disk full" for ENOSPC alone; a quota or a size limit is the same to the person. Its own
 * sqlite3_system_errno is not set when a write falls short, but errno still is. */
static int plain_code(int code, int number) {
  const gboolean io = (code & 0xff) == SQLITE_IOERR;
  return io && (number == ENOSPC || number == EDQUOT || number == EFBIG) ? SQLITE_FULL : code;
}

gboolean database_fail(sqlite3 *db, const char *path, int code, GError **error) {
  code = plain_code(code, errno);
  const Meaning *meaning = meaning_of(code);
  g_autofree char *name = g_filename_display_name(path);
  const char *reason = meaning ? _(meaning->reason) : db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  if (meaning && meaning->writing)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write \"%s\": %s"), name, reason);
  else
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot read \"%s\": %s"), name, reason);
  return FALSE;
}

gboolean database_execute(sqlite3 *db, const char *path, const char *sql, GError **error) {
  const int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || database_fail(db, path, code, error);
}

gboolean database_number(sqlite3 *db, const char *path, const char *sql, gint64 *number, GError **error) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return code == SQLITE_ROW || database_fail(db, path, code == SQLITE_DONE ? SQLITE_CORRUPT : code, error);
}

void statement_return(Statement *statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
}

Statement *statement_of(Store *store, const char *sql, GError **error) {
  sqlite3_stmt *statement = g_hash_table_lookup(store->statements, sql);
  if (statement)
    return statement;
  const int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK) {
    database_fail(store->db, store->path, code, error);
    return NULL;
  }
  g_hash_table_insert(store->statements, (gpointer) sql, statement);
  return statement;
}

gboolean statement_next(Store *store, Statement *statement, gboolean *row, GError **error) {
  const int code = sqlite3_step(statement);
  *row = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE || database_fail(store->db, store->path, code, error);
}

gboolean statement_run(Store *store, Statement *statement, GError **error) {
  gboolean row = FALSE;
  const gboolean done = statement_next(store, statement, &row, error);
  statement_return(statement);
  return done;
}

gboolean statement_run_for(Store *store, const char *sql, Night night, GError **error) {
  Statement *statement = statement_of(store, sql, error);
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, night);
  return statement_run(store, statement, error);
}

gboolean statement_read_for(Store *store, const char *sql, Night night, StatementReader read, gpointer data,
                            GError **error) {
  g_autoptr(Statement) statement = statement_of(store, sql, error);
  gboolean row = FALSE;
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, night);
  while (statement_next(store, statement, &row, error)) {
    if (!row)
      return TRUE;
    if (!read(statement, data))
      return database_fail(store->db, store->path, SQLITE_CORRUPT, error);
  }
  return FALSE;
}

void statement_bind(Statement *statement, int index, gint64 value, gint64 blank) {
  if (value == blank)
    sqlite3_bind_null(statement, index);
  else
    sqlite3_bind_int64(statement, index, value);
}

gint64 statement_value(Statement *statement, int column, gint64 blank) {
  return sqlite3_column_type(statement, column) == SQLITE_NULL ? blank : sqlite3_column_int64(statement, column);
}

void statement_bind_text(Statement *statement, int index, const char *text) {
  sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);
}

const char *statement_text(Statement *statement, int column) {
  return (const char *) sqlite3_column_text(statement, column);
}

char *statement_copy(Statement *statement, int column) {
  const char *text = statement_text(statement, column);
  return text ? g_utf8_make_valid(text, -1) : NULL;
}

void statement_bind_night(Statement *statement, int index, Night night) {
  if (night == NIGHT_NONE)
    sqlite3_bind_null(statement, index);
  else
    sqlite3_bind_text(statement, index, daytime_format_day(night), -1, g_free);
}

Night statement_night(Statement *statement, int column) {
  const char *text = statement_text(statement, column);
  Night night = NIGHT_NONE;
  return text && daytime_parse_day(text, &night) ? night : NIGHT_NONE;
}

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
