/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ground of the store, private to this room: the connection, its prepared
 * statements, transactions, and what SQLite's errors mean to a person. */
#pragma once

#include "model/night.h"
#include "store/store.h"

#include <glib.h>
#include <sqlite3.h>

struct Store {
  sqlite3 *db;
  char *folder;
  char *path;
  GHashTable *statements; /* SQL literal, by its address -> sqlite3_stmt */
  gint64 first_run_at;
  gint64 data_version; /* what PRAGMA data_version said last */
  int owner_lock;      /* the open file whose lock says that this one lives; -1: not yet needed */
  char *owner;         /* what claims of this store are signed with; NULL: not yet needed */
  char *overtaken;     /* the owner from whom this one has taken the last notice; NULL: none */
  gboolean is_locked;  /* the last transaction was not begun since another program has one */
};

/* A store for the file `name` in `folder` (owned), not connected to anything yet. */
Store *store_new(const char *folder, const char *name);

/* Connects to `name`, a path, a URI or ":memory:", in place of what it was connected to. */
gboolean store_connect(Store *store, const char *name, int flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Connects to the store's own file as one that nobody writes to, without any companion. */
gboolean store_connect_immutable(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Connects to memory, with what `from` holds (NULL: nothing), brought up to date there. */
gboolean store_move_to_memory(Store *store, sqlite3 *from, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A prepared statement on loan from the store's cache: it is reset when it goes out of scope, since a statement left
 * standing on a row keeps a read transaction open. */
typedef sqlite3_stmt Statement;
void statement_return(Statement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, statement_return)

/* Gives the statement of `sql`, which must be a string literal: its address is its key. NULL on error. Reset it before
 * asking for the same one again. */
Statement *statement_of(Store *store, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs a statement that gives no rows, and readies it for the next values. */
gboolean statement_run(Store *store, Statement *statement, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs `sql`, whose one parameter is a night. */
gboolean statement_run_for(Store *store, const char *sql, Night night, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Steps to the next row; `*row` is FALSE after the last one. */
gboolean statement_next(Store *store, Statement *statement, gboolean *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a row; FALSE when it makes no sense. */
typedef gboolean (*StatementReader)(Statement *row, gpointer data);

/* Hands each row that `sql`, whose one parameter is a night, gives to `read`. A row that makes no sense is damage. */
gboolean statement_read_for(Store *store, const char *sql, Night night, StatementReader read, gpointer data,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Values where `blank` stands for NULL, both ways. */
void statement_bind(Statement *statement, int index, gint64 value, gint64 blank);
gint64 statement_value(Statement *statement, int column, gint64 blank);
void statement_bind_text(Statement *statement, int index, const char *text);
const char *statement_text(Statement *statement, int column); /* borrowed until the next step; NULL for NULL */

/* The same as valid UTF-8 (owned), whatever a disk or another program made of it. */
char *statement_copy(Statement *statement, int column);

/* Nights are kept as ISO dates. NIGHT_NONE is NULL. */
void statement_bind_night(Statement *statement, int index, Night night);
Night statement_night(Statement *statement, int column);

/* Limits what a connection keeps of its file, in KiB: an evening touches a fraction of that, and ten years that were
 * read or copied once would stay for as long as the dashboard does. */
#define DATABASE_CACHE "PRAGMA cache_size = -128"

/* Runs SQL without parameters or rows. */
gboolean database_execute(sqlite3 *db, const char *path, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the whole number that a query for one value answers. */
gboolean database_number(sqlite3 *db, const char *path, const char *sql, gint64 *number,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets what `code`, the last answer of `db` about the file at `path`, means to a person. Returns FALSE. */
gboolean database_fail(sqlite3 *db, const char *path, int code, GError **error);

/* Makes the history's packed copy of `night` anew from its rows. */
gboolean store_pack_night(Store *store, Night night, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A write of several statements that happens whole or not at all: a transaction of its own, or a savepoint within the
 * open one. */
gboolean transaction_enter(Store *store, gboolean *own, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean transaction_leave(Store *store, gboolean own, gboolean done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
