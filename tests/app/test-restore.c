/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies that are put back, over a sound record and over a damaged one. */
#include "app/restore.h"
#include "fixture.h"
#include "model/history.h"

#include <string.h>
#include <unistd.h>

#define N_NIGHTS 40

static const char *const evenings[] = { "2026-11-21 21:45", "2026-11-22 21:45", "2026-11-23 21:45",
                                        "2026-11-24 21:45" };
#define NOW_LOCAL "2026-11-24 22:00"

/* Four evenings with a mark each; every one makes its copy. */
static void live(Fixture *fixture) {
  for (gsize i = 0; i < G_N_ELEMENTS(evenings); i++) {
    fixture->app = fixture_open(fixture, evenings[i], TRUE);
    fixture_mark(fixture, "tea", MARK_DONE);
    g_clear_pointer(&fixture->app, app_free);
  }
}

static Restore *look(const Fixture *fixture) {
  return restore_look(fixture->data_folder, fixture_instant(fixture, NOW_LOCAL));
}

static const RestoreCopy *copy_at(const Restore *restore, guint index) {
  g_assert_cmpuint(index, <, restore->copies->len);
  return g_ptr_array_index(restore->copies, index);
}

static void put_back(const Fixture *fixture, const char *name, RestoreOutcome *outcome) {
  g_autoptr(GError) error = NULL;
  const gint64 now = fixture_instant(fixture, NOW_LOCAL);
  const gboolean done = restore_run(fixture->data_folder, name, now, outcome, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static guint count_marked(const Fixture *fixture) {
  g_autoptr(Store) store = store_open(fixture->data_folder, STORE_READ, 0, NULL);
  g_assert_nonnull(store);
  guint n = 0;
  for (Night night = fixture_night("2026-11-21"); night <= fixture_night("2026-11-24"); night++) {
    g_autoptr(Record) record = store_load_record(store, night, NULL);
    n += record && record_mark(record, "tea") == MARK_DONE;
  }
  return n;
}

static char *record_path(const Fixture *fixture) {
  return g_build_filename(fixture->data_folder, "nights.db", NULL);
}

static void list_says_what_each_copy_holds_and_lacks(Fixture *fixture, gconstpointer data) {
  live(fixture);
  g_autoptr(Restore) restore = look(fixture);
  g_assert_false(restore->is_damaged);
  g_assert_cmpuint(restore->nights, ==, 4);
  g_assert_cmpuint(restore->copies->len, ==, 4);
  g_assert_cmpstr(copy_at(restore, 0)->name, ==, "2026-11-24");
  g_assert_cmpuint(copy_at(restore, 0)->lost->len, ==, 0);
  const RestoreCopy *second = copy_at(restore, 2);
  g_assert_cmpstr(second->name, ==, "2026-11-22");
  g_assert_cmpuint(second->nights, ==, 2);
  g_assert_cmpuint(second->newest, ==, fixture_night("2026-11-22"));
  g_assert_cmpuint(second->lost->len, ==, 2);
  g_assert_cmpuint(g_array_index(second->lost, Night, 1), ==, fixture_night("2026-11-24"));
}

static void undo_puts_the_record_back_that_was_there(Fixture *fixture, gconstpointer data) {
  g_auto(RestoreOutcome) outcome = { 0 };
  g_autofree char *message = NULL;
  live(fixture);
  put_back(fixture, "2026-11-22", &outcome);
  g_assert_cmpstr(outcome.aside, ==, "2026-11-24-210000");
  g_assert_cmpuint(count_marked(fixture), ==, 2);
  fixture->app = fixture_open(fixture, NOW_LOCAL, TRUE);
  g_assert_true(app_undo(fixture->app, &message, NULL));
  g_assert_true(g_str_has_prefix(message, "Undone: your history is as it was"));
  g_assert_cmpuint(count_marked(fixture), ==, 4);
  g_clear_pointer(&message, g_free);
  g_assert_true(app_undo(fixture->app, &message, NULL));
  g_assert_true(g_str_has_prefix(message, "Undone: Herbal tea"));
}

/* What is open shows the restored record, and writes to it. */
static void program_that_is_open_follows(Fixture *fixture, gconstpointer data) {
  g_auto(RestoreOutcome) outcome = { 0 };
  live(fixture);
  fixture->app = fixture_open(fixture, NOW_LOCAL, TRUE);
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "tea"), ==, MARK_DONE);
  put_back(fixture, "2026-11-22", &outcome);
  app_tick(fixture->app);
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "tea"), ==, MARK_OPEN);
  fixture_mark(fixture, "tea", MARK_DONE);
  g_assert_cmpuint(count_marked(fixture), ==, 3);
}

static void missing_record_is_put_back(Fixture *fixture, gconstpointer data) {
  g_auto(RestoreOutcome) outcome = { 0 };
  g_autofree char *path = record_path(fixture);
  live(fixture);
  g_unlink(path);
  g_autoptr(Restore) restore = look(fixture);
  g_assert_true(restore->is_missing);
  put_back(fixture, "2026-11-24", &outcome);
  g_assert_null(outcome.aside);
  g_assert_cmpuint(count_marked(fixture), ==, 4);
}

static void garbage_is_set_aside_and_replaced(Fixture *fixture, gconstpointer data) {
  g_auto(RestoreOutcome) outcome = { 0 };
  g_autofree char *path = record_path(fixture), *aside = NULL, *text = NULL;
  live(fixture);
  g_assert_true(g_file_set_contents(path,
                                    "Dear diary, this is no database. It is long enough to be taken for one, "
                                    "and says so for a while, and then some more of it.",
                                    -1, NULL));
  g_assert_true(restore_is_needed(fixture->data_folder));
  put_back(fixture, "2026-11-24", &outcome);
  g_assert_cmpuint(count_marked(fixture), ==, 4);
  g_assert_false(restore_is_needed(fixture->data_folder));
  g_autofree char *name = g_strdup_printf("nights-%s.db", outcome.aside);
  aside = g_build_filename(fixture->data_folder, "backups", name, NULL);
  g_assert_true(g_file_get_contents(aside, &text, NULL, NULL));
  g_assert_true(g_str_has_prefix(text, "Dear diary"));
}

/* A record of many nights, of which the last was never copied. */
static void live_long(Fixture *fixture) {
  const Night first = fixture_night("2026-11-24") - N_NIGHTS + 1;
  fixture->app = fixture_open(fixture, "2026-10-16 12:00", TRUE);
  for (Night night = first; night <= fixture_night("2026-11-24"); night++) {
    g_autofree char *day = daytime_format_day(night), *evening = g_strconcat(day, " 21:45", NULL);
    fixture_at(fixture, evening);
    fixture_mark(fixture, "tea", MARK_DONE);
    if (night == fixture_night("2026-11-24")) /* after the copy of that night */
      fixture_mark(fixture, "caffeine", MARK_DONE);
  }
  g_clear_pointer(&fixture->app, app_free);
}

static void spoil_page(const char *path, long page) {
  char rubbish[512];
  memset(rubbish, 0x5a, sizeof rubbish);
  FILE *file = fopen(path, "r+b");
  g_assert_nonnull(file);
  g_assert_cmpint(fseek(file, page * 4096, SEEK_SET), ==, 0);
  g_assert_cmpuint(fwrite(rubbish, 1, sizeof rubbish, file), ==, sizeof rubbish);
  fclose(file);
}

/* Whichever page is spoilt: the copy comes back, and over it what can still be read, night by night. */
static void any_spoilt_page_loses_nothing_that_the_copy_has(Fixture *fixture, gconstpointer data) {
  g_autofree char *path = record_path(fixture), *sound = NULL;
  gsize length = 0;
  int damaged = 0, kept_last = 0;
  live_long(fixture);
  g_assert_true(g_file_get_contents(path, &sound, &length, NULL));
  for (long page = 0; page < (long) length / 4096; page++) {
    g_auto(RestoreOutcome) outcome = { 0 };
    g_assert_true(g_file_set_contents(path, sound, (gssize) length, NULL));
    spoil_page(path, page);
    g_autoptr(Restore) restore = look(fixture);
    damaged += restore->is_damaged;
    put_back(fixture, "2026-11-24", &outcome);
    g_autoptr(Store) store = store_open(fixture->data_folder, STORE_READ, 0, NULL);
    g_assert_nonnull(store);
    g_assert_true(store_check(store, STORE_CHECK_FULL, NULL));
    for (Night night = fixture_night("2026-11-24") - N_NIGHTS + 1; night <= fixture_night("2026-11-24"); night++) {
      g_autoptr(Record) record = store_load_record(store, night, NULL);
      g_assert_cmpint(record_mark(record, "tea"), ==, MARK_DONE);
    }
    g_autoptr(Record) last = store_load_record(store, fixture_night("2026-11-24"), NULL);
    kept_last += record_mark(last, "caffeine") == MARK_DONE;
  }
  g_test_message("%d of %zu pages were noticed; the act after the copy came back in %d", damaged, length / 4096,
                 kept_last);
  g_assert_cmpint(damaged, >, 10);
  g_assert_cmpint(kept_last, >, damaged / 2);
}

static void file_cut_off_anywhere_is_put_back(Fixture *fixture, gconstpointer data) {
  g_autofree char *path = record_path(fixture), *sound = NULL;
  gsize length = 0;
  live(fixture);
  g_assert_true(g_file_get_contents(path, &sound, &length, NULL));
  for (gsize cut = 512; cut < length; cut += 5 * 512) {
    g_auto(RestoreOutcome) outcome = { 0 };
    g_assert_true(g_file_set_contents(path, sound, (gssize) length, NULL));
    g_assert_cmpint(truncate(path, (off_t) cut), ==, 0);
    put_back(fixture, "2026-11-24", &outcome);
    g_assert_cmpuint(count_marked(fixture), ==, 4);
  }
}

static void damaged_copy_is_neither_listed_nor_put_back(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  g_auto(RestoreOutcome) outcome = { 0 };
  live(fixture);
  g_autofree char *copy = g_build_filename(fixture->data_folder, "backups", "nights-2026-11-24.db", NULL);
  spoil_page(copy, 3);
  g_autoptr(Restore) restore = look(fixture);
  g_assert_cmpstr(copy_at(restore, 0)->name, ==, "2026-11-23");
  g_assert_false(restore_run(fixture->data_folder, "2026-11-24", 0, &outcome, &error));
  g_assert_nonnull(error);
  g_clear_error(&error);
  restore_outcome_clear(&outcome);
  g_assert_false(restore_run(fixture->data_folder, "../nights", 0, &outcome, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  g_assert_cmpuint(count_marked(fixture), ==, 4);
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/restore/list-says-what-each-copy-holds-and-lacks", list_says_what_each_copy_holds_and_lacks);
  ADD("/restore/undo-puts-the-record-back-that-was-there", undo_puts_the_record_back_that_was_there);
  ADD("/restore/program-that-is-open-follows", program_that_is_open_follows);
  ADD("/restore/missing-record-is-put-back", missing_record_is_put_back);
  ADD("/restore/garbage-is-set-aside-and-replaced", garbage_is_set_aside_and_replaced);
  ADD("/restore/any-spoilt-page-loses-nothing-that-the-copy-has", any_spoilt_page_loses_nothing_that_the_copy_has);
  ADD("/restore/file-cut-off-anywhere-is-put-back", file_cut_off_anywhere_is_put_back);
  ADD("/restore/damaged-copy-is-neither-listed-nor-put-back", damaged_copy_is_neither_listed_nor_put_back);
  return g_test_run();
}
