/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A disk that is full or broken from any write on, and one that loses its
 * power at any: what was acknowledged is there, and nothing is half there.
 * WINDDOWN_POWER_CUTS sets how many cuts are tried. */
#include "base/error.h"
#include "fixture.h"
#include "shim.h"
#include "store/journal.h"

#include <string.h>

#define DEFAULT_CUTS 300
#define MARKS_A_LIFE 12

/* The n-th mark carries its number as its time; several share a night. */
static gboolean mark(Store *store, int n, GError **error) {
  const Night night = TONIGHT + (Night) (n / 4);
  g_autoptr(Record) record = store_load_record(store, night, error);
  if (!record)
    return FALSE;
  StepRecord *step = record_touch(record, values_steps[n % 4]);
  step->mark = MARK_DONE;
  step->marked_at = n + 1;
  JournalEntry entry = { .kind = ACTION_MARK, .night = night, .at = NOW, .record = record, .record_after = record };
  if (!store_begin(store, error))
    return FALSE;
  if (store_save_record(store, record, error) && journal_add(store, &entry, error) && store_commit(store, error))
    return TRUE;
  store_rollback(store);
  return FALSE;
}

static gboolean has_mark(Store *store, int n) {
  g_autoptr(Record) record = store_load_record(store, TONIGHT + (Night) (n / 4), NULL);
  const StepRecord *step = record ? record_step(record, values_steps[n % 4]) : NULL;
  return step && step->marked_at == n + 1;
}

/* One life: opens, marks until something fails, and returns how many marks were acknowledged by then. */
static int live(const char *folder, int from, GError **error) {
  g_autoptr(Store) store = store_open(folder, STORE_WRITE, NOW, error);
  int n = from;
  while (store && n < from + MARKS_A_LIFE && mark(store, n, error))
    n++;
  return n;
}

static void assert_whole(const char *folder, int acknowledged) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Store) store = store_open(folder, STORE_WRITE, NOW, &error);
  g_assert_no_error(error);
  g_assert_true(store_check(store, STORE_CHECK_FULL, &error));
  for (int n = 0; n < acknowledged; n++) {
    if (!has_mark(store, n))
      g_error("mark %d of %d is lost", n, acknowledged);
  }
}

static void power_cut_at_any_write_loses_no_acknowledged_mark(void) {
  const char *asked = g_getenv("WINDDOWN_POWER_CUTS");
  const int cuts = asked ? atoi(asked) : DEFAULT_CUTS;
  int acknowledged_in_all = 0;
  for (int done = 0; done < cuts;) {
    char *folder = fixture_folder();
    int acknowledged = 0;
    for (int life = 0; life < 4 && done < cuts; life++, done++) {
      g_autoptr(GError) error = NULL;
      shim_fail_at(g_test_rand_int_range(1, 120), SQLITE_IOERR);
      acknowledged = live(folder, acknowledged, &error);
      shim_cut_power(folder);
      assert_whole(folder, acknowledged);
      shim_reset();
    }
    acknowledged_in_all += acknowledged;
    fixture_remove(folder);
  }
  g_test_message("%d power cuts, %d acknowledged marks, none lost", cuts, acknowledged_in_all);
}

static void disk_full_from_any_write_on(gconstpointer code) {
  g_autoptr(GError) unfailing = NULL;
  char *measured = fixture_folder();
  shim_reset();
  g_assert_cmpint(live(measured, 0, &unfailing), ==, MARKS_A_LIFE);
  const int writes = shim_count();
  fixture_remove(measured);
  for (int at = 1; at <= writes; at++) {
    g_autoptr(GError) error = NULL;
    char *folder = fixture_folder();
    shim_reset();
    shim_fail_at(at, GPOINTER_TO_INT(code));
    const int acknowledged = live(folder, 0, &error);
    if (acknowledged < MARKS_A_LIFE) {
      g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA);
      g_assert_nonnull(strstr(error->message, "nights.db"));
    }
    shim_reset(); /* there is room again */
    assert_whole(folder, acknowledged);
    g_assert_cmpint(live(folder, acknowledged, NULL), ==, acknowledged + MARKS_A_LIFE);
    fixture_remove(folder);
  }
  g_test_message("%d writes and syncs, each of them the first to fail", writes);
}

/* A copy is made whole or not at all. */
static void backup_on_a_full_disk_leaves_none(void) {
  char *folder = fixture_folder();
  shim_reset();
  g_assert_cmpint(live(folder, 0, NULL), ==, MARKS_A_LIFE);
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  const int before = shim_count();
  g_autoptr(GError) unfailing = NULL;
  g_assert_true(store_backup(store, TONIGHT, &unfailing));
  const int writes = shim_count() - before;
  for (int at = 1; at <= writes; at++) {
    g_autoptr(GError) error = NULL;
    shim_fail_at(at, SQLITE_FULL);
    const gboolean done = store_backup(store, TONIGHT + (Night) at, &error);
    shim_fail_at(0, 0);
    g_assert_true(done == store_has_backup(store, TONIGHT + (Night) at));
    g_assert_true(store_has_backup(store, done ? TONIGHT + (Night) at : TONIGHT));
  }
  g_assert_cmpint(writes, >, 5);
  g_clear_pointer(&store, store_close);
  fixture_remove(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  shim_install();
  g_test_add_func("/disk/power-cut-at-any-write-loses-no-acknowledged-mark",
                  power_cut_at_any_write_loses_no_acknowledged_mark);
  g_test_add_data_func("/disk/full-from-any-write-on", GINT_TO_POINTER(SQLITE_FULL), disk_full_from_any_write_on);
  g_test_add_data_func("/disk/broken-from-any-write-on", GINT_TO_POINTER(SQLITE_IOERR_WRITE),
                       disk_full_from_any_write_on);
  g_test_add_func("/disk/backup-on-a-full-disk-leaves-none", backup_on_a_full_disk_leaves_none);
  return g_test_run();
}
