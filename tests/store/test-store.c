/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <sqlite3.h>

#define NOTE_BYTES 4000

static void assert_saved(gboolean done, GError *error) {
  g_assert_no_error(error);
  g_assert_true(done);
}

static Plan *load_plan(Store *store, Night night) {
  g_autoptr(GError) error = NULL;
  Plan *plan = NULL;
  assert_saved(store_load_plan(store, night, &plan, &error), error);
  return plan;
}

static Record *load_record(Store *store, Night night) {
  g_autoptr(GError) error = NULL;
  Record *record = store_load_record(store, night, &error);
  g_assert_no_error(error);
  return record;
}

static void nights_come_back_as_they_were_saved(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  for (Night night = TONIGHT; night < TONIGHT + 15; night++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Plan) plan = values_plan(night);
    g_autoptr(Record) record = values_record(night);
    assert_saved(store_save_plan(store, plan, &error), error);
    assert_saved(store_save_record(store, record, &error), error);
    g_autoptr(Plan) loaded_plan = load_plan(store, night);
    g_autoptr(Record) loaded_record = load_record(store, night);
    values_same_plan(plan, loaded_plan);
    values_same_record(record, loaded_record);

    g_autoptr(Plan) revised = values_plan(night);
    g_ptr_array_remove_index(revised->steps, (guint) g_test_rand_int_range(0, VALUES_STEPS));
    assert_saved(store_save_plan(store, revised, &error), error);
    g_autoptr(Plan) reloaded_plan = load_plan(store, night);
    g_autoptr(Record) untouched = load_record(store, night);
    values_same_plan(revised, reloaded_plan);
    values_same_record(record, untouched);

    g_autoptr(Record) other = values_record(night);
    assert_saved(store_save_record(store, other, &error), error);
    g_autoptr(Record) reloaded = load_record(store, night);
    g_autoptr(Plan) same_plan = load_plan(store, night);
    values_same_record(other, reloaded);
    values_same_plan(revised, same_plan);
  }
}

static void night_never_planned_has_no_plan_and_an_empty_record(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_assert_null(load_plan(store, TONIGHT));
  g_autoptr(Record) record = load_record(store, TONIGHT);
  g_autoptr(Record) empty = record_new(TONIGHT);
  values_same_record(record, empty);
  g_assert_cmpuint(store_newest_night(store, NOW), ==, NIGHT_NONE);
  g_assert_cmpint(store_first_run_at(store), ==, NOW);
}

static void newest_night_is_the_last_that_has_begun(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  for (Night night = TONIGHT - 3; night <= TONIGHT + 1; night++) {
    g_autoptr(Plan) plan = values_plan(night);
    assert_saved(store_save_plan(store, plan, &error), error);
  }
  g_assert_cmpuint(store_newest_night(store, NOW), ==, TONIGHT);
  g_assert_cmpuint(store_newest_night(store, NOW - 1), ==, TONIGHT - 1);
  g_assert_cmpuint(store_newest_night(store, NOW + 10 * 86400), ==, TONIGHT + 1);
  g_assert_cmpuint(store_newest_night(store, 0), ==, NIGHT_NONE);
}

static void pauses_and_shifts_come_back(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  g_ptr_array_add(pauses, pause_new(NULL, TONIGHT, TONIGHT + 5, NOW));
  g_ptr_array_add(pauses, pause_new("tea", TONIGHT - 5, NIGHT_NONE, NOW + 1));
  assert_saved(store_save_pauses(store, pauses, &error), error);
  assert_saved(store_save_pauses(store, pauses, &error), error);
  g_autoptr(GPtrArray) loaded = store_load_pauses(store, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(loaded->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const Pause *a = g_ptr_array_index(pauses, i), *b = g_ptr_array_index(loaded, i);
    g_assert_cmpstr(a->step, ==, b->step);
    g_assert_cmpuint(a->from, ==, b->from);
    g_assert_cmpuint(a->to, ==, b->to);
    g_assert_cmpint(a->changed_at, ==, b->changed_at);
  }
  assert_saved(store_save_shift(store, TONIGHT, "N", &error), error);
  assert_saved(store_save_shift(store, TONIGHT, "E", &error), error);
  assert_saved(store_save_shift(store, TONIGHT + 1, "L", &error), error);
  assert_saved(store_save_shift(store, TONIGHT + 1, NULL, &error), error);
  g_autoptr(GHashTable) shifts = store_load_shifts(store, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(g_hash_table_size(shifts), ==, 1);
  g_assert_cmpstr(g_hash_table_lookup(shifts, GUINT_TO_POINTER(TONIGHT)), ==, "E");
}

static void rolled_back_act_leaves_nothing(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = record_new(TONIGHT);
  record_touch(record, "tea")->mark = MARK_DONE;
  assert_saved(store_begin(store, &error), error);
  assert_saved(store_save_record(store, record, &error), error);
  store_rollback(store);
  g_autoptr(Record) loaded = load_record(store, TONIGHT);
  g_assert_cmpuint(loaded->steps->len, ==, 0);
  assert_saved(store_begin(store, &error), error);
  assert_saved(store_save_record(store, record, &error), error);
  assert_saved(store_commit(store, &error), error);
  g_autoptr(Record) kept = load_record(store, TONIGHT);
  g_assert_cmpint(record_mark(kept, "tea"), ==, MARK_DONE);
}

static void only_what_others_commit_is_a_change(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) ours = fixture_open(folder, STORE_WRITE);
  g_autoptr(Store) theirs = fixture_open(folder, STORE_WRITE);
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = record_new(TONIGHT);
  g_assert_false(store_changed(ours));
  assert_saved(store_save_record(ours, record, &error), error);
  g_assert_false(store_changed(ours));
  assert_saved(store_save_record(theirs, record, &error), error); /* the same again is no change */
  g_assert_false(store_changed(ours));
  record_touch(record, "tea");
  assert_saved(store_save_record(theirs, record, &error), error);
  g_assert_true(store_changed(ours));
  g_assert_false(store_changed(ours));
  g_clear_pointer(&ours, store_close);
  g_clear_pointer(&theirs, store_close);
  fixture_remove(folder);
}

static void what_is_read_is_of_one_moment(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) writing = fixture_open(folder, STORE_WRITE);
  g_autoptr(Store) reading = fixture_open(folder, STORE_READ);
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = record_new(TONIGHT);
  record_touch(record, "tea")->mark = MARK_DONE;
  assert_saved(store_save_record(writing, record, &error), error);
  g_autoptr(Record) before = load_record(reading, TONIGHT);
  g_assert_cmpint(record_mark(before, "tea"), ==, MARK_OPEN);
  g_clear_pointer(&reading, store_close);
  reading = fixture_open(folder, STORE_READ);
  g_autoptr(Record) after = load_record(reading, TONIGHT);
  g_assert_cmpint(record_mark(after, "tea"), ==, MARK_DONE);
  g_clear_pointer(&reading, store_close);
  g_clear_pointer(&writing, store_close);
  fixture_remove(folder);
}

static void reading_a_missing_store_is_empty_and_makes_nothing(void) {
  char *folder = fixture_folder();
  g_autofree char *inside = g_build_filename(folder, "no", "such", NULL);
  g_autoptr(Store) store = fixture_open(inside, STORE_READ);
  g_assert_null(load_plan(store, TONIGHT));
  g_autoptr(GError) error = NULL;
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(history->nights->len, ==, 0);
  g_clear_pointer(&store, store_close);
  g_autofree char *first = g_build_filename(folder, "no", NULL);
  g_assert_false(g_file_test(first, G_FILE_TEST_EXISTS));
  fixture_remove(folder);
}

/* Some megabytes, for which as many nights with short notes would take their time. */
static void save_much(Store *store, guint nights) {
  g_autoptr(GError) error = NULL;
  g_autofree char *note = g_strnfill(NOTE_BYTES, 'z');
  assert_saved(store_begin(store, &error), error);
  for (Night night = TONIGHT; night < TONIGHT + nights; night++) {
    g_autoptr(Record) record = record_new(night);
    record->morning.note = g_strdup(note);
    assert_saved(store_save_record(store, record, &error), error);
  }
  assert_saved(store_commit(store, &error), error);
}

static void copying_a_long_record_takes_little_memory(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  save_much(store, 700);
  (void) sqlite3_memory_highwater(TRUE);
  assert_saved(store_backup(store, NOW, &error), error);
  g_assert_cmpint(sqlite3_memory_highwater(FALSE), <, 1024 * 1024);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  FIXTURE_ADD("/store/nights-come-back-as-they-were-saved", nights_come_back_as_they_were_saved);
  FIXTURE_ADD("/store/night-never-planned-has-no-plan-and-an-empty-record",
              night_never_planned_has_no_plan_and_an_empty_record);
  FIXTURE_ADD("/store/newest-night-is-the-last-that-has-begun", newest_night_is_the_last_that_has_begun);
  FIXTURE_ADD("/store/pauses-and-shifts-come-back", pauses_and_shifts_come_back);
  FIXTURE_ADD("/store/rolled-back-act-leaves-nothing", rolled_back_act_leaves_nothing);
  g_test_add_func("/store/only-what-others-commit-is-a-change", only_what_others_commit_is_a_change);
  g_test_add_func("/store/what-is-read-is-of-one-moment", what_is_read_is_of_one_moment);
  g_test_add_func("/store/reading-a-missing-store-is-empty-and-makes-nothing",
                  reading_a_missing_store_is_empty_and_makes_nothing);
  FIXTURE_ADD("/store/copying-a-long-record-takes-little-memory", copying_a_long_record_takes_little_memory);
  return g_test_run();
}
