/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A copy is written beside the others under one unfinished name, checked,
 * fsynced, and only then given its own: what is there under its own name is
 * whole. Nothing older is removed before that. */
#include "store/backup.h"

#include "base/daytime.h"
#include "base/error.h"
#include "store/database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean fail(const char *path, int number, GError **error) {
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write the backup \"%s\": %s"), name,
              g_strerror(number));
  return FALSE;
}

static char *day_name(gint64 now) {
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(now);
  return g_date_time_format(moment, "%Y-%m-%d");
}

static gboolean copy_pages(sqlite3 *from, sqlite3 *to, const char *path, GError **error) {
  /* No journal: a copy that is not finished is thrown away, and fsync is ours. */
  if (!database_execute(to, path, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; " DATABASE_CACHE, error))
    return FALSE;
  sqlite3_backup *copying = sqlite3_backup_init(to, "main", from, "main");
  if (!copying)
    return database_fail(to, path, sqlite3_errcode(to), error);
  sqlite3_backup_step(copying, -1);
  const int code = sqlite3_backup_finish(copying);
  return code == SQLITE_OK || database_fail(to, path, code, error);
}

/* A damaged source must never push out sound copies. `path` is the source's, whose pages these are. */
static gboolean check_copy(sqlite3 *copy, const char *path, GError **error) {
  gint64 sound = 0;
  if (!database_number(copy, path, "SELECT quick_check = 'ok' FROM pragma_quick_check() LIMIT 1", &sound, error))
    return FALSE;
  return sound || database_fail(copy, path, SQLITE_CORRUPT, error);
}

static gboolean copy_into(sqlite3 *db, const char *part, GError **error) {
  sqlite3 *copy = NULL;
  int code = sqlite3_open_v2(part, &copy, SQLITE_OPEN_READWRITE, NULL);
  gboolean done = code == SQLITE_OK || database_fail(copy, part, code, error);
  done = done && copy_pages(db, copy, part, error) && check_copy(copy, sqlite3_db_filename(db, "main"), error);
  code = sqlite3_close(copy);
  return done && (code == SQLITE_OK || database_fail(NULL, part, code, error));
}

/* Gives the descriptor of the unfinished copy, locked; -1 when another process is at it, which is as good. The lock
 * goes with its holder, so a killed process leaves nothing in the way. */
static int lock_part(const char *part) {
  const int descriptor = open(part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  struct stat ours, named;
  if (descriptor < 0)
    return -1;
  const gboolean locked = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  /* It may have been given its name between opening and locking: then it is no longer ours to write. */
  if (locked && fstat(descriptor, &ours) == 0 && stat(part, &named) == 0 && ours.st_ino == named.st_ino)
    return descriptor;
  close(descriptor);
  errno = EWOULDBLOCK;
  return -1;
}

static gboolean sync_folder(const char *folder) {
  const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const gboolean done = descriptor >= 0 && fsync(descriptor) == 0;
  if (descriptor >= 0)
    close(descriptor);
  return done;
}

gboolean backup_as(sqlite3 *db, const char *folder, const char *name, GError **error) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *part = g_build_filename(folder, "nights.part",
                                           NULL); /* one name: the next copy reuses what a kill left */
  if (g_mkdir_with_parents(folder, 0700) < 0)
    return fail(folder, errno, error);
  const int descriptor = lock_part(part);
  if (descriptor < 0)
    return errno == EWOULDBLOCK || fail(part, errno, error);
  gboolean done = ftruncate(descriptor, 0) == 0 || fail(part, errno, error);
  done = done && copy_into(db, part, error);
  if (done && (fsync(descriptor) < 0 || rename(part, path) < 0 || !sync_folder(folder)))
    done = fail(path, errno, error);
  if (!done)
    unlink(part);
  close(descriptor); /* last: closing drops every lock that SQLite holds on this file */
  return done;
}

static gboolean is_daily(const char *name) {
  return g_pattern_match_simple("nights-\?\?\?\?-\?\?-\?\?.db", name);
}

/* What goes first stands first: copies dated after today, which a clock that was ahead has made, the furthest first;
 * then the oldest. */
static int by_worth(gconstpointer a, gconstpointer b, gpointer today) {
  const char *one = *(const char *const *) a, *other = *(const char *const *) b;
  const gboolean one_is_ahead = strcmp(one, today) > 0, other_is_ahead = strcmp(other, today) > 0;
  if (one_is_ahead != other_is_ahead)
    return one_is_ahead ? -1 : 1;
  return one_is_ahead ? strcmp(other, one) : strcmp(one, other);
}

/* Removes what is more than BACKUP_KEPT daily copies, never `today`, which was just written. */
static void thin_out(const char *folder, const char *today) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    if (is_daily(name) && !g_str_equal(name, today))
      g_ptr_array_add(names, g_strdup(name));
  }
  g_ptr_array_sort_with_data(names, by_worth, (gpointer) today);
  for (guint i = 0; i + BACKUP_KEPT - 1 < names->len; i++) {
    g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
    unlink(path);
  }
}

static char *daily_name(Night night) {
  g_autofree char *day = daytime_format_day(night);
  return g_strdup_printf("nights-%s.db", day);
}

gboolean backup_has(const char *folder, Night night) {
  g_autofree char *name = daily_name(night), *path = g_build_filename(folder, name, NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

gboolean backup_daily(sqlite3 *db, const char *folder, Night night, GError **error) {
  g_autofree char *name = daily_name(night);
  if (backup_has(folder, night))
    return TRUE;
  if (!backup_as(db, folder, name, error))
    return FALSE;
  thin_out(folder, name);
  return TRUE;
}

gboolean backup_before_migration(sqlite3 *db, const char *folder, gint64 version, gint64 now, GError **error) {
  g_autofree char *day = day_name(now);
  g_autofree char *name = g_strdup_printf("nights-%s-version-%d.db", day, (int) version);
  return backup_as(db, folder, name, error);
}
