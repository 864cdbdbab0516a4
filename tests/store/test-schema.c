/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "fixture.h"
#include "store/backup.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/schema.h"

#include <string.h>

static gboolean add_mood(sqlite3 *db, const char *path, gint64 now, GError **error) {
  return database_execute(db, path, "ALTER TABLE night ADD COLUMN mood INTEGER; UPDATE night SET mood = 3", error);
}

static gboolean break_down(sqlite3 *db, const char *path, gint64 now, GError **error) {
  return database_execute(db, path, "DELETE FROM step; INSERT INTO no_such_table VALUES (1)", error);
}

/* A file of the first version with one night and one act in it; open. */
static sqlite3 *old_file(const char *folder, char **path) {
  g_autoptr(GError) error = NULL;
  const Schema first = { schema_current.steps, 1 };
  sqlite3 *db = NULL;
  *path = g_build_filename(folder, "nights.db", NULL);
  g_assert_cmpint(sqlite3_open(*path, &db), ==, SQLITE_OK);
  g_assert_true(schema_bring_up(&first, db, *path, NULL, NOW, &error));
  g_autofree char *night = g_strdup_printf(
      "INSERT INTO night(night, start, bed, judged_bed, wake, \"offset\", clocks_change, usual_length_seconds) "
      "VALUES('2026-11-23', %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
      ", 0, 0, 28800)",
      NOW, NOW + 57600, NOW + 57600, NOW + 86400);
  g_assert_true(database_execute(db, *path, night, &error));
  for (int i = 0; i < VALUES_STEPS; i++) {
    g_autofree char *step = g_strdup_printf(
        "INSERT INTO wording VALUES(%d, '%s', 'T', 's'); INSERT INTO step(night, id, ordinal, wording, kind, at, "
        "until, "
        "counts, early, folded, mark) VALUES('2026-11-23', '%s', %d, %d, 0, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
        ", 1, 0, 0, 1)",
        i + 1, values_steps[i], values_steps[i], i, i + 1, NOW + 50000, NOW + 50000);
    g_assert_true(database_execute(db, *path, step, &error));
  }
  g_assert_true(database_execute(db, *path,
                                 "INSERT INTO journal(kind, night, step, at, record_before) "
                                 "VALUES(1, '2026-11-23', 'tea', 1795460000, '{''steps'': <@aa{sv} []>}')",
                                 &error));
  g_assert_no_error(error);
  return db;
}

static gint64 number(sqlite3 *db, const char *sql) {
  g_autoptr(GError) error = NULL;
  gint64 value = -1;
  g_assert_true(database_number(db, "test", sql, &value, &error));
  g_assert_no_error(error);
  return value;
}

static gint64 number_in(const char *folder, const char *name, const char *sql) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  sqlite3 *db = NULL;
  g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  const gint64 value = number(db, sql);
  sqlite3_close(db);
  return value;
}

static void old_file_is_brought_up_after_a_backup(void) {
  char *folder = fixture_folder();
  g_autofree char *path = NULL, *backups = g_build_filename(folder, "backups", NULL);
  g_autoptr(GError) error = NULL;
  sqlite3 *db = old_file(folder, &path);
  const SchemaStep steps[] = { schema_current.steps[0], add_mood };
  const Schema schema = { steps, G_N_ELEMENTS(steps) };
  g_assert_true(schema_bring_up(&schema, db, path, backups, NOW, &error));
  g_assert_no_error(error);
  g_assert_cmpint(number(db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint(number(db, "SELECT mood FROM night"), ==, 3);
  g_assert_cmpint(number_in(backups, "nights-2026-11-23-version-1.db", "PRAGMA user_version"), ==, 1);
  g_assert_cmpint(number_in(backups, "nights-2026-11-23-version-1.db", "SELECT count(*) FROM step"), ==, VALUES_STEPS);
  sqlite3_close(db);
  fixture_remove(folder);
}

static void first_version_comes_up_with_every_night_and_act(void) {
  char *folder = fixture_folder();
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3_close(old_file(folder, &path));
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_autoptr(Plan) plan = NULL;
  g_assert_true(store_load_plan(store, TONIGHT, &plan, &error));
  g_assert_cmpuint(plan->steps->len, ==, VALUES_STEPS);
  g_autoptr(Record) record = store_load_record(store, TONIGHT, &error);
  g_assert_cmpint(record_mark(record, "tea"), ==, MARK_DONE);
  g_autoptr(JournalEntry) act = NULL;
  g_assert_true(journal_newest(store, &act, &error));
  g_assert_cmpstr(act->step, ==, "tea");
  g_assert_nonnull(act->record);
  g_assert_null(act->record_after);
  g_assert_no_error(error);
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

/* Until version 6 telling lights out or good night marked the avoid steps in the same second. */
static void marks_that_came_with_lights_out_become_assumed(void) {
  char *folder = fixture_folder();
  g_autofree char *path = g_build_filename(folder, "nights.db", NULL);
  g_autoptr(GError) error = NULL;
  const Schema fifth = { schema_current.steps, 5 };
  const struct {
    const char *id;
    int kind, mark, marked_at;
    gint64 by;
  } cases[] = {
    { "bed", 0, 1, 1795471200, -1 },     { "screens", 1, 1, 1795471200, BY_ASSUMED },
    { "alcohol", 1, 1, 1795471199, -1 }, { "caffeine", 1, 3, 1795471200, -1 },
    { "tea", 0, 1, 1795471200, -1 },     { "sugar", 1, 1, 1795467600, BY_ASSUMED },
  };
  sqlite3 *db = NULL;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  g_assert_true(schema_bring_up(&fifth, db, path, NULL, NOW, &error));
  g_assert_true(database_execute(db, path,
                                 "INSERT INTO night(night) VALUES('2026-11-23');"
                                 "INSERT INTO journal(kind, night, at) VALUES(4, '2026-11-23', 1795467600)",
                                 &error));
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *step = g_strdup_printf(
        "INSERT INTO step(night, id, kind, mark, marked_at) VALUES('2026-11-23', '%s', %d, %d, %d)", cases[i].id,
        cases[i].kind, cases[i].mark, cases[i].marked_at);
    g_assert_true(database_execute(db, path, step, &error));
  }
  g_assert_true(schema_bring_up(&schema_current, db, path, NULL, NOW, &error));
  g_assert_no_error(error);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].id);
    g_autofree char *query = g_strdup_printf("SELECT coalesce(marked_by, -1) FROM step WHERE id = '%s'", cases[i].id);
    g_assert_cmpint(number(db, query), ==, cases[i].by);
  }
  sqlite3_close(db);
  fixture_remove(folder);
}

static void step_that_breaks_leaves_everything_as_it_was(void) {
  char *folder = fixture_folder();
  g_autofree char *path = NULL, *backups = g_build_filename(folder, "backups", NULL);
  g_autoptr(GError) error = NULL;
  sqlite3 *db = old_file(folder, &path);
  const SchemaStep steps[] = { schema_current.steps[0], add_mood, break_down };
  const Schema schema = { steps, G_N_ELEMENTS(steps) };
  g_assert_false(schema_bring_up(&schema, db, path, backups, NOW, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_nonnull(strstr(error->message, "is as it was"));
  g_assert_cmpint(number(db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint(number(db, "SELECT count(*) FROM step"), ==, VALUES_STEPS);
  g_assert_cmpint(number(db, "SELECT count(*) FROM pragma_table_info('night') WHERE name = 'mood'"), ==, 0);
  g_assert_cmpint(number_in(backups, "nights-2026-11-23-version-1.db", "SELECT count(*) FROM step"), ==, VALUES_STEPS);
  sqlite3_close(db);
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE); /* the program that fits it still opens it */
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static void without_a_backup_nothing_is_brought_up(void) {
  char *folder = fixture_folder();
  g_autofree char *path = NULL, *backups = g_build_filename(folder, "backups", NULL);
  g_autoptr(GError) error = NULL;
  sqlite3 *db = old_file(folder, &path);
  const SchemaStep steps[] = { schema_current.steps[0], add_mood };
  const Schema schema = { steps, G_N_ELEMENTS(steps) };
  g_assert_true(g_file_set_contents(backups, "in the way", -1, &error));
  g_assert_false(schema_bring_up(&schema, db, path, backups, NOW, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_cmpint(number(db, "PRAGMA user_version"), ==, 1);
  sqlite3_close(db);
  fixture_remove(folder);
}

static void newer_file_is_refused_and_left_alone(void) {
  static const StoreMode modes[] = { STORE_WRITE, STORE_READ };
  char *folder = fixture_folder();
  g_autofree char *path = NULL, *before = NULL, *after = NULL;
  gsize length_before = 0, length_after = 0;
  sqlite3 *db = old_file(folder, &path);
  g_assert_cmpint(sqlite3_exec(db, "PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close(db);
  g_assert_true(g_file_get_contents(path, &before, &length_before, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(modes); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(store_open(folder, modes[i], NOW, &error));
    g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, "newer winddown"));
    g_assert_nonnull(strstr(error->message, path));
  }
  g_assert_true(g_file_get_contents(path, &after, &length_after, NULL));
  g_assert_cmpmem(before, length_before, after, length_after);
  fixture_remove(folder);
}

static void running_program_stops_writing_when_the_shape_changes(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = record_new(TONIGHT);
  g_autofree char *path = NULL;
  sqlite3 *newer = NULL;
  path = g_strdup(store_path(store));
  g_assert_cmpint(sqlite3_open(path, &newer), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(newer, "PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false(store_save_record(store, record, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  sqlite3_close(newer);
}

static void file_of_another_program_is_refused_and_left_alone(void) {
  char *folder = fixture_folder();
  g_autofree char *path = g_build_filename(folder, "nights.db", NULL);
  g_autoptr(GError) error = NULL;
  sqlite3 *db = NULL;
  sqlite3_open(path, &db);
  g_assert_cmpint(sqlite3_exec(db, "CREATE TABLE bookmarks(url TEXT)", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null(store_open(folder, STORE_WRITE, NOW, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
  g_assert_nonnull(strstr(error->message, "another program"));
  g_assert_cmpint(number(db, "SELECT count(*) FROM sqlite_schema"), ==, 1);
  sqlite3_close(db);
  fixture_remove(folder);
}

/* A kill between making the file and its first transaction leaves it empty. */
static void empty_file_is_a_new_store(void) {
  char *folder = fixture_folder();
  g_autofree char *path = g_build_filename(folder, "nights.db", NULL);
  g_autoptr(GError) error = NULL;
  GStatBuf status;
  g_assert_true(g_file_set_contents(path, "", 0, &error));
  g_autoptr(Store) reader = fixture_open(folder, STORE_READ);
  g_autoptr(Record) nothing = store_load_record(reader, TONIGHT, &error);
  g_assert_no_error(error);
  g_clear_pointer(&reader, store_close);
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpint(status.st_size, ==, 0);
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_assert_true(store_save_record(store, nothing, &error));
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

static int count(const char *folder, const char *pattern) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  int n = 0;
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
    n += g_pattern_match_simple(pattern, name);
  return n;
}

static void seven_daily_backups_stay_and_those_before_migrations(void) {
  char *folder = fixture_folder();
  g_autofree char *path = NULL, *backups = g_build_filename(folder, "backups", NULL);
  g_autoptr(GError) error = NULL;
  sqlite3 *db = old_file(folder, &path);
  g_assert_true(backup_before_migration(db, backups, 1, NOW, &error));
  for (int day = 0; day < 10; day++) {
    g_assert_true(backup_daily(db, backups, TONIGHT + (Night) day, &error));
    g_assert_true(backup_daily(db, backups, TONIGHT + (Night) day, &error));
  }
  g_assert_no_error(error);
  g_assert_cmpint(count(backups, "*"), ==, BACKUP_KEPT + 1);
  g_assert_cmpint(count(backups, "nights-2026-11-2?.db"), ==, 4); /* from the 26th to the 29th */
  g_assert_cmpint(count(backups, "nights-2026-11-23-version-1.db"), ==, 1);
  g_assert_cmpint(number_in(backups, "nights-2026-12-02.db", "SELECT count(*) FROM step"), ==, VALUES_STEPS);
  sqlite3_close(db);
  fixture_remove(folder);
}

static void backup_put_in_place_opens(void) {
  char *folder = fixture_folder();
  g_autofree char *path = NULL, *copy = g_build_filename(folder, "backups", "nights-2026-11-23.db", NULL);
  g_autoptr(GError) error = NULL;
  sqlite3_close(old_file(folder, &path));
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  g_assert_true(store_backup(store, TONIGHT, &error));
  g_clear_pointer(&store, store_close);
  g_assert_cmpint(g_rename(copy, path), ==, 0);
  store = fixture_open(folder, STORE_WRITE);
  g_autoptr(Plan) plan = NULL;
  g_assert_true(store_load_plan(store, TONIGHT, &plan, &error));
  g_assert_nonnull(plan);
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/schema/old-file-is-brought-up-after-a-backup", old_file_is_brought_up_after_a_backup);
  g_test_add_func("/schema/marks-that-came-with-lights-out-become-assumed",
                  marks_that_came_with_lights_out_become_assumed);
  g_test_add_func("/schema/first-version-comes-up-with-every-night-and-act",
                  first_version_comes_up_with_every_night_and_act);
  g_test_add_func("/schema/step-that-breaks-leaves-everything-as-it-was", step_that_breaks_leaves_everything_as_it_was);
  g_test_add_func("/schema/without-a-backup-nothing-is-brought-up", without_a_backup_nothing_is_brought_up);
  g_test_add_func("/schema/newer-file-is-refused-and-left-alone", newer_file_is_refused_and_left_alone);
  FIXTURE_ADD("/schema/running-program-stops-writing-when-the-shape-changes",
              running_program_stops_writing_when_the_shape_changes);
  g_test_add_func("/schema/file-of-another-program-is-refused-and-left-alone",
                  file_of_another_program_is_refused_and_left_alone);
  g_test_add_func("/schema/empty-file-is-a-new-store", empty_file_is_a_new_store);
  g_test_add_func("/backup/seven-daily-backups-stay-and-those-before-migrations",
                  seven_daily_backups_stay_and_those_before_migrations);
  g_test_add_func("/backup/put-in-place-opens", backup_put_in_place_opens);
  return g_test_run();
}
