/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "base/error.h"
#include "fixture.h"
#include "store/backup.h"
#include "store/database.h"

#include <string.h>

static char *backups_of(const Fixture *fixture) {
  return g_build_filename(fixture->folder, "backups", NULL);
}

static gboolean has(const Fixture *fixture, const char *name) {
  g_autofree char *path = g_build_filename(fixture->folder, "backups", name, NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static guint count(const Fixture *fixture) {
  g_autofree char *folder = backups_of(fixture);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  guint n = 0;
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
    n += g_str_has_suffix(name, ".db");
  return n;
}

static void put_file(const Fixture *fixture, const char *name) {
  g_autofree char *folder = backups_of(fixture), *path = g_build_filename(folder, name, NULL);
  g_autoptr(GError) error = NULL;
  g_mkdir_with_parents(folder, 0700);
  g_assert_true(g_file_set_contents(path, "an older copy", -1, &error));
}

static void back_up(Store *store, Night night) {
  g_autoptr(GError) error = NULL;
  g_assert_true(store_backup(store, night, &error));
  g_assert_no_error(error);
}

/* A clock that was ahead for a week left seven copies that no later day reaches. */
static void copies_of_the_future_go_before_todays(Fixture *fixture, gconstpointer data) {
  for (int day = 1; day <= BACKUP_KEPT; day++) {
    g_autofree char *name = g_strdup_printf("nights-2031-01-0%d.db", day);
    put_file(fixture, name);
  }
  back_up(fixture->store, TONIGHT);
  g_assert_true(has(fixture, "nights-2026-11-23.db"));
  g_assert_false(has(fixture, "nights-2031-01-07.db"));
  g_assert_true(has(fixture, "nights-2031-01-06.db"));
  g_assert_cmpuint(count(fixture), ==, BACKUP_KEPT);
  for (int day = 1; day < BACKUP_KEPT; day++)
    back_up(fixture->store, TONIGHT + (Night) day);
  g_assert_cmpuint(count(fixture), ==, BACKUP_KEPT);
  for (int day = 23; day < 23 + BACKUP_KEPT; day++) {
    g_autofree char *name = g_strdup_printf("nights-2026-11-%d.db", day);
    g_assert_true(has(fixture, name));
  }
}

static void copy_just_written_stays_with_a_clock_at_1970(Fixture *fixture, gconstpointer data) {
  for (int day = 0; day < BACKUP_KEPT; day++)
    back_up(fixture->store, TONIGHT + (Night) day);
  back_up(fixture->store, DAYTIME_UNIX_DAY);
  g_assert_true(has(fixture, "nights-1970-01-01.db"));
  g_assert_cmpuint(count(fixture), ==, BACKUP_KEPT);
  g_assert_true(has(fixture, "nights-2026-11-28.db"));
  back_up(fixture->store, TONIGHT + BACKUP_KEPT);
  g_assert_false(has(fixture, "nights-1970-01-01.db"));
  g_assert_true(has(fixture, "nights-2026-11-23.db"));
}

static void day_that_has_a_copy_keeps_it(Fixture *fixture, gconstpointer data) {
  put_file(fixture, "nights-2026-11-23.db");
  back_up(fixture->store, TONIGHT);
  g_autofree char *path = g_build_filename(fixture->folder, "backups", "nights-2026-11-23.db", NULL), *contents = NULL;
  g_assert_true(g_file_get_contents(path, &contents, NULL, NULL));
  g_assert_cmpstr(contents, ==, "an older copy");
}

/* Writes over every page behind the first few, past the reach of what is cached. */
static void spoil(Store *store) {
  g_autofree char *contents = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  g_assert_true(database_execute(store->db, store->path, "PRAGMA wal_checkpoint(TRUNCATE)", &error));
  g_assert_true(g_file_get_contents(store->path, &contents, &length, NULL));
  for (gsize at = 4096; at + 64 < length; at += 4096)
    memset(contents + at, 0x5a, 64);
  FILE *file = fopen(store->path, "r+b");
  g_assert_nonnull(file);
  g_assert_cmpuint(fwrite(contents, 1, length, file), ==, length);
  fclose(file);
}

static void damaged_file_pushes_out_no_sound_copy(void) {
  char *folder = fixture_folder();
  Store *store = fixture_open(folder, STORE_WRITE);
  const Fixture fixture = { folder, store };
  for (int day = 0; day < BACKUP_KEPT; day++)
    back_up(store, TONIGHT + (Night) day);
  store_close(store);
  store = fixture_open(folder, STORE_WRITE);
  spoil(store);
  store_close(store);
  g_autoptr(GError) error = NULL;
  store = store_open(folder, STORE_WRITE, NOW, &error);
  if (store)
    g_assert_false(store_backup(store, TONIGHT + BACKUP_KEPT, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_cmpuint(count(&fixture), ==, BACKUP_KEPT);
  g_assert_true(has(&fixture, "nights-2026-11-23.db"));
  store_close(store);
  fixture_remove(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  FIXTURE_ADD("/backup/copies-of-the-future-go-before-todays", copies_of_the_future_go_before_todays);
  FIXTURE_ADD("/backup/copy-just-written-stays-with-a-clock-at-1970", copy_just_written_stays_with_a_clock_at_1970);
  FIXTURE_ADD("/backup/day-that-has-a-copy-keeps-it", day_that_has_a_copy_keeps_it);
  g_test_add_func("/backup/damaged-file-pushes-out-no-sound-copy", damaged_file_pushes_out_no_sound_copy);
  return g_test_run();
}
