/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/journal.h"

#include "fixture.h"

static void add(Store *store, JournalEntry *entry) {
  g_autoptr(GError) error = NULL;
  g_assert_true(store_begin(store, &error));
  g_assert_true(journal_add(store, entry, &error));
  g_assert_true(store_commit(store, &error));
  g_assert_no_error(error);
}

static JournalEntry *newest(Store *store) {
  g_autoptr(GError) error = NULL;
  JournalEntry *entry = NULL;
  g_assert_true(journal_newest(store, &entry, &error));
  g_assert_no_error(error);
  return entry;
}

static void what_stood_there_before_comes_back_whole(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  for (int i = 0; i < 100; i++) {
    g_autoptr(Record) record = values_record(TONIGHT), after = values_record(TONIGHT);
    JournalEntry entry = {
      .kind = ACTION_MARK,
      .night = TONIGHT,
      .step = (char *) "tea",
      .at = NOW,
      .record = record,
      .record_after = after,
    };
    add(store, &entry);
    g_autoptr(JournalEntry) read = newest(store);
    g_assert_cmpint(read->kind, ==, ACTION_MARK);
    g_assert_cmpuint(read->night, ==, TONIGHT);
    g_assert_cmpstr(read->step, ==, "tea");
    g_assert_cmpint(read->at, ==, NOW);
    g_assert_null(read->pauses);
    g_assert_null(read->shift);
    values_same_record(record, read->record);
    values_same_record(after, read->record_after);
  }
}

static void pauses_and_shift_before_come_back(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GPtrArray) pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  g_ptr_array_add(pauses, pause_new(NULL, TONIGHT, NIGHT_NONE, NOW));
  g_ptr_array_add(pauses, pause_new("it's \"tea\"", TONIGHT, TONIGHT + 3, NOW));
  JournalEntry pause = { .kind = ACTION_PAUSE, .at = NOW, .pauses = pauses };
  JournalEntry shift = { .kind = ACTION_SHIFT, .night = TONIGHT, .at = NOW, .shift = (char *) "N" };
  add(store, &pause);
  g_autoptr(JournalEntry) paused = newest(store);
  g_assert_null(paused->record);
  g_assert_cmpuint(paused->night, ==, NIGHT_NONE);
  g_assert_cmpuint(paused->pauses->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const Pause *a = g_ptr_array_index(pauses, i), *b = g_ptr_array_index(paused->pauses, i);
    g_assert_cmpstr(a->step, ==, b->step);
    g_assert_cmpuint(a->from, ==, b->from);
    g_assert_cmpuint(a->to, ==, b->to);
    g_assert_cmpint(a->changed_at, ==, b->changed_at);
  }
  add(store, &shift);
  g_autoptr(JournalEntry) shifted = newest(store);
  g_assert_cmpstr(shifted->shift, ==, "N");
  g_assert_null(shifted->pauses);
}

static void undo_walks_back_through_what_others_did(void) {
  char *folder = fixture_folder();
  g_autoptr(Store) ours = fixture_open(folder, STORE_WRITE);
  g_autoptr(Store) theirs = fixture_open(folder, STORE_WRITE);
  for (int i = 0; i < 6; i++) {
    JournalEntry entry = { .kind = ACTION_MARK, .night = TONIGHT, .at = NOW + i };
    add(i % 2 ? ours : theirs, &entry);
  }
  for (int i = 5; i >= 0; i--) {
    g_autoptr(GError) error = NULL;
    g_autoptr(JournalEntry) entry = newest(ours);
    g_assert_cmpint(entry->at, ==, NOW + i);
    g_assert_true(journal_undone(theirs, entry->id, NOW, &error));
    g_assert_no_error(error);
  }
  g_assert_null(newest(ours));
  g_clear_pointer(&ours, store_close);
  g_clear_pointer(&theirs, store_close);
  fixture_remove(folder);
}

static void act_rolled_back_is_not_in_the_journal(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  JournalEntry entry = { .kind = ACTION_MARK, .night = TONIGHT, .at = NOW };
  g_assert_true(store_begin(store, &error));
  g_assert_true(journal_add(store, &entry, &error));
  store_rollback(store);
  g_assert_null(newest(store));
}

static void nights_of_an_import_come_back(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  JournalEntry entry = { .kind = ACTION_IMPORT, .at = NOW };
  g_autoptr(Record) before = values_record(TONIGHT), after = values_record(TONIGHT);
  const JournalNight changed = { .night = TONIGHT, .record = before, .record_after = after };
  const JournalNight brought = { .night = TONIGHT - 1, .is_new = TRUE };
  g_assert_true(store_begin(store, &error));
  g_assert_true(journal_add(store, &entry, &error));
  g_assert_true(journal_add_night(store, entry.id, &changed, &error));
  g_assert_true(journal_add_night(store, entry.id, &brought, &error));
  g_assert_true(store_commit(store, &error));
  g_autoptr(GPtrArray) nights = journal_load_nights(store, entry.id, &error);
  g_assert_cmpuint(nights->len, ==, 2);
  const JournalNight *first = g_ptr_array_index(nights, 0), *second = g_ptr_array_index(nights, 1);
  g_assert_cmpuint(first->night, ==, TONIGHT - 1);
  g_assert_true(first->is_new);
  g_assert_null(first->record);
  g_assert_false(second->is_new);
  values_same_record(before, second->record);
  values_same_record(after, second->record_after);
}

/* With it go the nights of an import. */
static void five_hundred_acts_are_kept(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  JournalEntry import = { .kind = ACTION_IMPORT, .at = NOW };
  const JournalNight night = { .night = TONIGHT, .is_new = TRUE };
  g_assert_true(store_begin(store, &error));
  g_assert_true(journal_add(store, &import, &error) && journal_add_night(store, import.id, &night, &error));
  for (int i = 1; i <= 500; i++) {
    JournalEntry entry = { .kind = ACTION_MARK, .night = TONIGHT, .at = NOW };
    g_autoptr(GPtrArray) nights = journal_load_nights(store, import.id, &error);
    g_assert_cmpuint(nights->len, ==, 1);
    g_assert_true(journal_add(store, &entry, &error));
  }
  g_autoptr(GPtrArray) nights = journal_load_nights(store, import.id, &error);
  g_assert_cmpuint(nights->len, ==, 0);
  g_assert_true(store_commit(store, &error));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  FIXTURE_ADD("/journal/what-stood-there-before-comes-back-whole", what_stood_there_before_comes_back_whole);
  FIXTURE_ADD("/journal/pauses-and-shift-before-come-back", pauses_and_shift_before_come_back);
  g_test_add_func("/journal/undo-walks-back-through-what-others-did", undo_walks_back_through_what_others_did);
  FIXTURE_ADD("/journal/act-rolled-back-is-not-in-the-journal", act_rolled_back_is_not_in_the_journal);
  FIXTURE_ADD("/journal/nights-of-an-import-come-back", nights_of_an_import_come_back);
  FIXTURE_ADD("/journal/five-hundred-acts-are-kept", five_hundred_acts_are_kept);
  return g_test_run();
}
