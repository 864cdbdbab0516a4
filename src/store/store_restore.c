/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Putting a copy back, and reading what can be read of a damaged file. The
 * file in place is copied aside before anything is written, and is replaced by
 * one transaction of SQLite; only where SQLite cannot open it at all is
 * another file renamed to its name. */
#include "store/store.h"
#include "base/daytime.h"
#include "base/error.h"
#include "store/backup.h"
#include "store/database.h"
#include "store/schema.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKUPS "backups"
#define PREFIX "nights-"
#define SUFFIX ".db"

/* The longest gap between two nights that are known in which others are looked for. */
#define PROBED_NIGHTS 5000

static char *backups_in(const char *folder) {
  return g_build_filename(folder, BACKUPS, NULL);
}

static gboolean fail(const char *path, int number, GError **error) {
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write \"%s\": %s"), name, g_strerror(number));
  return FALSE;
}

gboolean store_check(Store *store, StoreCheck check, GError **error) {
  const char *sql = check == STORE_CHECK_QUICK ? "SELECT quick_check = 'ok' FROM pragma_quick_check() LIMIT 1"
                                               : "SELECT integrity_check = 'ok' FROM pragma_integrity_check() LIMIT 1";
  gint64 sound = 0;
  if (!database_number(store->db, store->path, sql, &sound, error))
    return FALSE;
  return sound || database_fail(store->db, store->path, SQLITE_CORRUPT, error);
}

void store_backup_free(StoreBackup *backup) {
  if (!backup)
    return;
  g_free(backup->name);
  g_free(backup);
}

/* --- the copies --- */

/* The name that a person gives to the file (owned); NULL when it is no copy. */
static char *name_of(const char *file) {
  if (!g_str_has_prefix(file, PREFIX) || !g_str_has_suffix(file, SUFFIX))
    return NULL;
  return g_strndup(file + strlen(PREFIX), strlen(file) - strlen(PREFIX) - strlen(SUFFIX));
}

static char *file_of(const char *name) {
  return g_strconcat(PREFIX, name, SUFFIX, NULL);
}

/* Opens a copy where it is; what was set aside may have a log beside it. */
static Store *open_in_place(const char *folder, const char *name, GError **error) {
  g_autofree char *backups = backups_in(folder), *file = file_of(name);
  g_autoptr(Store) store = store_new(backups, file);
  g_autofree char *log = g_strconcat(store->path, "-wal", NULL);
  gint64 version = 0;
  GStatBuf status;
  if (g_stat(store->path, &status) < 0) {
    database_fail(NULL, store->path, SQLITE_CANTOPEN, error);
    return NULL;
  }
  const gboolean has_log = g_stat(log, &status) == 0 && status.st_size > 0;
  if (!(has_log ? store_connect(store, store->path, SQLITE_OPEN_READWRITE, error)
                : store_connect_immutable(store, error)))
    return NULL;
  if (has_log)
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return schema_version(&schema_current, store->db, store->path, &version, error) ? g_steal_pointer(&store) : NULL;
}

static Night night_of(const char *day) {
  Night night = NIGHT_NONE;
  return day && daytime_parse_day(day, &night) ? night : NIGHT_NONE;
}

static StoreBackup *look_at(const char *folder, const char *name) {
  g_autoptr(Store) store = open_in_place(folder, name, NULL);
  gint64 nights = 0;
  GStatBuf status;
  if (!store || !store_check(store, STORE_CHECK_QUICK, NULL) || g_stat(store->path, &status) < 0 ||
      !database_number(store->db, store->path, "SELECT count(*) FROM night WHERE start IS NOT NULL", &nights, NULL))
    return NULL;
  g_autoptr(Statement) newest = statement_of(store, "SELECT max(night) FROM night WHERE start IS NOT NULL", NULL);
  StoreBackup *backup = g_new0(StoreBackup, 1);
  backup->name = g_strdup(name);
  backup->made = (gint64) status.st_mtime;
  backup->nights = (guint) nights;
  if (newest && sqlite3_step(newest) == SQLITE_ROW)
    backup->newest = night_of(statement_text(newest, 0));
  return backup;
}

static int newest_first(gconstpointer a, gconstpointer b) {
  const StoreBackup *one = *(StoreBackup *const *) a, *other = *(StoreBackup *const *) b;
  return strcmp(other->name, one->name);
}

GPtrArray *store_list_backups(const char *folder) {
  GPtrArray *backups = g_ptr_array_new_with_free_func((GDestroyNotify) store_backup_free);
  g_autofree char *path = backups_in(folder);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  for (const char *file = dir ? g_dir_read_name(dir) : NULL; file; file = g_dir_read_name(dir)) {
    g_autofree char *name = name_of(file);
    StoreBackup *backup = name ? look_at(folder, name) : NULL;
    if (backup)
      g_ptr_array_add(backups, backup);
  }
  g_ptr_array_sort(backups, newest_first);
  return backups;
}

static gboolean is_plain_name(const char *name) {
  return *name && !strchr(name, G_DIR_SEPARATOR) && *name != '.';
}

Store *store_open_backup(const char *folder, const char *name, gint64 now, GError **error) {
  if (!is_plain_name(name)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("there is no copy \"%s\""), name);
    return NULL;
  }
  g_autoptr(Store) store = open_in_place(folder, name, error);
  if (!store || !store_check(store, STORE_CHECK_QUICK, error))
    return NULL;
  sqlite3 *file = store->db;
  const gboolean moved = store_move_to_memory(store, file, now, error);
  sqlite3_close(file);
  if (!moved || !database_number(store->db, store->path, "SELECT born FROM meta", &store->first_run_at, error))
    return NULL;
  return g_steal_pointer(&store);
}

/* --- what is damaged --- */

static gboolean is_unreadable(int code) {
  const int kind = code & 0xff;
  return kind == SQLITE_NOTADB || kind == SQLITE_CORRUPT || code == SQLITE_IOERR_SHORT_READ;
}

gboolean store_is_unreadable(const char *folder) {
  g_autoptr(Store) store = store_new(folder, STORE_FILE);
  gint64 number = 0;
  if (!g_file_test(store->path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  const gboolean is_read = store_connect(store, store->path, SQLITE_OPEN_READWRITE, NULL) &&
                           database_number(store->db, store->path, "PRAGMA user_version", &number, NULL);
  return !is_read && is_unreadable(sqlite3_extended_errcode(store->db));
}

Store *store_open_damaged(const char *folder) {
  g_autoptr(Store) store = store_new(folder, STORE_FILE);
  gint64 version = 0;
  /* writable_schema is how SQLite is told to go on although the file is shorter than it says. */
  if (!store_connect(store, store->path, SQLITE_OPEN_READWRITE, NULL) ||
      !database_execute(store->db, store->path, "PRAGMA writable_schema = ON; PRAGMA query_only = ON", NULL) ||
      !database_number(store->db, store->path, "PRAGMA user_version", &version, NULL) ||
      version != schema_current.n_steps)
    return NULL;
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return g_steal_pointer(&store);
}

/* Adds what a list of nights comes to before it breaks off. */
static void list_until_damage(Store *store, const char *sql, GHashTable *nights) {
  g_autoptr(Statement) statement = statement_of(store, sql, NULL);
  while (statement && sqlite3_step(statement) == SQLITE_ROW) {
    const Night night = statement_night(statement, 0);
    if (night != NIGHT_NONE)
      g_hash_table_add(nights, GUINT_TO_POINTER(night));
  }
}

static int ascending(gconstpointer a, gconstpointer b) {
  const Night one = *(const Night *) a, other = *(const Night *) b;
  return (one > other) - (one < other);
}

/* A list breaks off at the first spoilt page, from either end; what lies between the ends is found by its date. */
GArray *store_damaged_nights(Store *store) {
  g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
  list_until_damage(store, "SELECT night FROM night ORDER BY night", known);
  list_until_damage(store, "SELECT night FROM night ORDER BY night DESC", known);
  list_until_damage(store, "SELECT DISTINCT night FROM step ORDER BY night", known);
  list_until_damage(store, "SELECT DISTINCT night FROM step ORDER BY night DESC", known);
  GArray *nights = g_array_new(FALSE, FALSE, sizeof(Night));
  GHashTableIter iter;
  gpointer key = NULL;
  g_hash_table_iter_init(&iter, known);
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    const Night night = GPOINTER_TO_UINT(key);
    g_array_append_val(nights, night);
  }
  g_array_sort(nights, ascending);
  const guint n_known = nights->len;
  for (guint i = 1; i < n_known; i++) {
    const Night from = g_array_index(nights, Night, i - 1) + 1, to = g_array_index(nights, Night, i);
    for (Night night = from; night < to && to - from <= PROBED_NIGHTS; night++)
      g_array_append_val(nights, night);
  }
  g_array_sort(nights, ascending);
  return nights;
}

/* --- putting one back --- */

/* As it is, byte by byte: SQLite would refuse to copy what it cannot read. */
static gboolean copy_file(const char *from, const char *to, gboolean may_lack, GError **error) {
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr(GError) problem = NULL;
  if (may_lack && !g_file_test(from, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_get_contents(from, &bytes, &length, &problem) &&
      g_file_set_contents_full(to, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                               S_IRUSR | S_IWUSR, &problem))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot set the record aside: %s"), problem->message);
  return FALSE;
}

/* The sound file in one piece; a damaged one with its log. */
static gboolean copy_aside(const char *folder, const char *name, GError **error) {
  g_autofree char *backups = backups_in(folder), *file = file_of(name);
  g_autofree char *to = g_build_filename(backups, file, NULL), *to_log = g_strconcat(to, "-wal", NULL);
  g_autofree char *from = g_build_filename(folder, STORE_FILE, NULL), *from_log = g_strconcat(from, "-wal", NULL);
  g_autoptr(Store) store = store_open(folder, STORE_READ, 0, NULL);
  if (store && backup_as(store->db, backups, file, NULL))
    return TRUE;
  if (g_mkdir_with_parents(backups, 0700) < 0)
    return fail(backups, errno, error);
  return copy_file(from_log, to_log, TRUE, error) && copy_file(from, to, FALSE, error);
}

char *store_set_aside(const char *folder, gint64 now, GError **error) {
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(now);
  g_autofree char *base = g_date_time_format(moment, "%Y-%m-%d-%H%M%S");
  g_autofree char *name = g_strdup(base), *backups = backups_in(folder);
  for (int i = 2;; i++) {
    g_autofree char *file = file_of(name), *path = g_build_filename(backups, file, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
      break;
    g_free(name);
    name = g_strdup_printf("%s-%d", base, i);
  }
  return copy_aside(folder, name, error) ? g_steal_pointer(&name) : NULL;
}

/* One transaction. `hopeless` is TRUE when SQLite cannot even write over what is there. */
static gboolean write_over(Store *from, const char *folder, gboolean *hopeless, GError **error) {
  g_autoptr(Store) to = store_new(folder, STORE_FILE);
  if (!store_connect(to, to->path, SQLITE_OPEN_READWRITE, error) ||
      !database_execute(to->db, to->path, "PRAGMA writable_schema = ON", error)) {
    *hopeless = is_unreadable(sqlite3_extended_errcode(to->db));
    return FALSE;
  }
  sqlite3_backup *copying = sqlite3_backup_init(to->db, "main", from->db, "main");
  if (!copying)
    return database_fail(to->db, to->path, sqlite3_errcode(to->db), error);
  sqlite3_backup_step(copying, -1);
  const int code = sqlite3_backup_finish(copying);
  *hopeless = is_unreadable(code);
  return code == SQLITE_OK || database_fail(to->db, to->path, code, error);
}

/* The log and its index belong to the file that goes. */
static gboolean rename_over(Store *from, const char *folder, GError **error) {
  static const char *const companions[] = { "-wal", "-shm" };
  g_autofree char *path = g_build_filename(folder, STORE_FILE, NULL), *next = g_strconcat(path, ".next", NULL);
  g_autofree char *name = g_path_get_basename(next);
  if (!backup_as(from->db, folder, name, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(companions); i++) {
    g_autofree char *companion = g_strconcat(path, companions[i], NULL);
    if (g_unlink(companion) < 0 && errno != ENOENT)
      return fail(companion, errno, error);
  }
  return g_rename(next, path) == 0 || fail(path, errno, error);
}

gboolean store_put_in_place(Store *from, const char *folder, GError **error) {
  g_autofree char *path = g_build_filename(folder, STORE_FILE, NULL);
  g_autoptr(GError) problem = NULL;
  gboolean hopeless = FALSE;
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return rename_over(from, folder, error);
  if (write_over(from, folder, &hopeless, &problem))
    return TRUE;
  if (hopeless)
    return rename_over(from, folder, error);
  g_propagate_error(error, g_steal_pointer(&problem));
  return FALSE;
}
