/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "base/error.h"
#include "store/backup.h"
#include "store/database.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_MILLISECONDS 5000
#define WAL_RETRY_MILLISECONDS 5

static gboolean fail(const char *path, int number, GError **error) {
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA,
              _("cannot make \"%s\": %s; make its folder writable, or choose another with --data"), name,
              g_strerror(number));
  return FALSE;
}

static void statement_free(gpointer statement) {
  sqlite3_finalize(statement);
}

Store *store_new(const char *folder, const char *name) {
  Store *store = g_new0(Store, 1);
  store->folder = g_canonicalize_filename(folder, NULL);
  store->path = g_build_filename(store->folder, name, NULL);
  store->owner_lock = -1;
  store->statements = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, statement_free);
  return store;
}

void store_close(Store *store) {
  if (!store)
    return;
  g_hash_table_unref(store->statements); /* first: an unfinalised statement leaves the WAL behind */
  sqlite3_close(store->db);
  if (store->owner_lock >= 0)
    close(store->owner_lock);
  g_free(store->owner);
  g_free(store->overtaken);
  g_free(store->folder);
  g_free(store->path);
  g_free(store);
}

static char *backups_folder(const Store *store) {
  return g_build_filename(store->folder, "backups", NULL);
}

gboolean store_connect(Store *store, const char *name, int flags, GError **error) {
  g_clear_pointer(&store->db, sqlite3_close);
  const int code = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    return database_fail(store->db, store->path, code, error);
  sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
  return database_execute(store->db, store->path,
                          "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; " DATABASE_CACHE, error);
}

/* SQLite would make the file with the umask's rights, and its companions after it. Never opened when it is there:
 * closing any descriptor of it would drop the locks that SQLite holds in this process. */
static gboolean make_file(const Store *store, GError **error) {
  if (g_mkdir_with_parents(store->folder, 0700) < 0)
    return fail(store->folder, errno, error);
  const int descriptor = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0)
    close(descriptor);
  return descriptor >= 0 || errno == EEXIST || fail(store->path, errno, error);
}

/* Two processes that meet on a new file: SQLite answers busy here whatever the timeout says. */
static gboolean use_wal(Store *store, GError **error) {
  int code = SQLITE_BUSY;
  for (int waited = 0; waited < BUSY_MILLISECONDS; waited += WAL_RETRY_MILLISECONDS) {
    code = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    if ((code & 0xff) != SQLITE_BUSY)
      break;
    g_usleep(WAL_RETRY_MILLISECONDS * 1000);
  }
  return code == SQLITE_OK || database_fail(store->db, store->path, code, error);
}

static gboolean open_writing(Store *store, gint64 now, GError **error) {
  gint64 version = 0;
  g_autofree char *backups = backups_folder(store);
  return make_file(store, error) && store_connect(store, store->path, SQLITE_OPEN_READWRITE, error) &&
         schema_version(&schema_current, store->db, store->path, &version, error) && use_wal(store, error) &&
         schema_bring_up(&schema_current, store->db, store->path, backups, now, error);
}

gboolean store_move_to_memory(Store *store, sqlite3 *from, gint64 now, GError **error) {
  store->db = NULL;
  if (!store_connect(store, ":memory:", SQLITE_OPEN_READWRITE, error))
    return FALSE;
  if (from) {
    sqlite3_backup *copying = sqlite3_backup_init(store->db, "main", from, "main");
    if (copying)
      sqlite3_backup_step(copying, -1);
    const int code = copying ? sqlite3_backup_finish(copying) : sqlite3_errcode(store->db);
    if (code != SQLITE_OK)
      return database_fail(store->db, store->path, code, error);
  }
  return schema_bring_up(&schema_current, store->db, store->path, NULL, now, error);
}

static gboolean is_read_only(int code) {
  return (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
}

static gboolean fail_on_log(const char *log, GError **error) {
  g_autofree char *name = g_filename_display_name(log);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA,
              _("cannot read \"%s\": its folder is read-only; copy the folder to where you may write"), name);
  return FALSE;
}

/* A folder that may not be written, or a disk without any room, cannot hold the companions that readers need: then
 * nobody writes there, and the file can be read as it stands. */
static gboolean lacks_companions(int code) {
  return is_read_only(code) || code == SQLITE_IOERR_SHMOPEN || code == SQLITE_IOERR_SHMSIZE ||
         code == SQLITE_IOERR_SHMMAP;
}

gboolean store_connect_immutable(Store *store, GError **error) {
  g_autofree char *file = g_filename_to_uri(store->path, NULL, error);
  if (!file)
    return FALSE;
  g_autofree char *uri = g_strconcat(file, "?immutable=1", NULL);
  return store_connect(store, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

/* Opened for writing although nothing is written: a read-only connection leaves its companions behind. */
static gboolean open_existing(Store *store, gint64 *version, GError **error) {
  g_autofree char *log = g_strconcat(store->path, "-wal", NULL);
  GStatBuf status;
  const gboolean has_log = g_stat(log, &status) == 0 && status.st_size > 0;
  g_autoptr(GError) problem = NULL;
  if (store_connect(store, store->path, SQLITE_OPEN_READWRITE, &problem)) {
    if (has_log) /* what a killed process left in the log stays there for the next writer */
      sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (schema_version(&schema_current, store->db, store->path, version, &problem))
      return TRUE;
  }
  const int code = sqlite3_errcode(store->db);
  if (has_log && is_read_only(code) && g_access(store->path, R_OK) == 0)
    return fail_on_log(log, error);
  if (has_log || !lacks_companions(code) || g_access(store->path, R_OK) < 0) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  return store_connect_immutable(store, error) &&
         schema_version(&schema_current, store->db, store->path, version, error);
}

/* Replaces the connection to the file by one to memory. */
static gboolean leave_file(Store *store, gint64 now, GError **error) {
  sqlite3 *file = store->db;
  const gboolean moved = store_move_to_memory(store, file, now, error);
  sqlite3_close(file);
  return moved;
}

static gboolean open_apart(Store *store, StoreMode mode, gint64 now, GError **error) {
  gint64 version = 0;
  if (g_access(store->path, F_OK) < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    if (!store_move_to_memory(store, NULL, now, error))
      return FALSE;
  } else if (!open_existing(store, &version, error)) {
    return FALSE;
  } else if ((version < schema_current.n_steps || mode == STORE_MEMORY) && !leave_file(store, now, error)) {
    return FALSE;
  }
  if (mode == STORE_MEMORY) {
    store->owner = g_strdup("memory"); /* nobody else sees a claim of it */
    return TRUE;
  }
  /* One transaction for as long as it is open: every answer is of one moment, and the locks are taken once. */
  return database_execute(store->db, store->path, "PRAGMA query_only = ON; BEGIN", error);
}

Store *store_open(const char *folder, StoreMode mode, gint64 now, GError **error) {
  g_return_val_if_fail(folder, NULL);
  g_autoptr(Store) store = store_new(folder, STORE_FILE);
  if (!(mode == STORE_WRITE ? open_writing(store, now, error) : open_apart(store, mode, now, error)))
    return NULL;
  if (!database_number(store->db, store->path, "SELECT born FROM meta", &store->first_run_at, error) ||
      !database_number(store->db, store->path, "PRAGMA data_version", &store->data_version, error))
    return NULL;
  return g_steal_pointer(&store);
}

gboolean store_has_backup(const Store *store, Night night) {
  g_autofree char *backups = backups_folder(store);
  return backup_has(backups, night);
}

gboolean store_backup(Store *store, Night night, GError **error) {
  g_autofree char *backups = backups_folder(store);
  return backup_daily(store->db, backups, night, error);
}

char *store_backup_obstacle(const char *folder) {
  g_autofree char *backups = g_build_filename(folder, "backups", NULL);
  if (g_file_test(backups, G_FILE_TEST_EXISTS) && !g_file_test(backups, G_FILE_TEST_IS_DIR))
    return g_strdup_printf(_("No daily copy can be made: %s is in the way of a folder. Move it elsewhere."), backups);
  const char *place = g_file_test(backups, G_FILE_TEST_IS_DIR) ? backups : folder;
  if (g_file_test(place, G_FILE_TEST_IS_DIR) && access(place, W_OK | X_OK) != 0)
    return g_strdup_printf(_("No daily copy can be made: %s may not be written to (%s)."), place, g_strerror(errno));
  return NULL;
}

const char *store_path(const Store *store) {
  return store->path;
}

gint64 store_first_run_at(const Store *store) {
  return store->first_run_at;
}

gboolean store_changed(Store *store) {
  gint64 version = 0;
  g_autoptr(Statement) statement = statement_of(store, "PRAGMA data_version", NULL);
  if (!statement || sqlite3_step(statement) != SQLITE_ROW)
    return FALSE;
  version = sqlite3_column_int64(statement, 0);
  const gboolean changed = version != store->data_version;
  store->data_version = version;
  return changed;
}

void store_set_patience(Store *store, int milliseconds) {
  sqlite3_busy_timeout(store->db, milliseconds);
}

gboolean store_is_locked(const Store *store) {
  return store->is_locked;
}

gboolean store_set_first_run_at(Store *store, gint64 first_run_at, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  g_autoptr(Statement) statement = statement_of(store, "UPDATE meta SET born = ?1", error);
  if (statement)
    sqlite3_bind_int64(statement, 1, first_run_at);
  if (!transaction_leave(store, own, statement && statement_run(store, statement, error), error))
    return FALSE;
  store->first_run_at = first_run_at;
  return TRUE;
}
