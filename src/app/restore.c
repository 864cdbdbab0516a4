/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a copy lacks is found night by night, by the merge that an import uses;
 * so is what a damaged record still has. */
#include "app/restore.h"

#include "store/journal.h"
#include "store/store.h"
#include "tracking/merge.h"
#include "tracking/pauses.h"

#include <string.h>

static void copy_free(RestoreCopy *copy) {
  g_free(copy->name);
  g_array_unref(copy->lost);
  g_free(copy);
}

void restore_free(Restore *restore) {
  if (!restore)
    return;
  g_free(restore->trouble);
  g_ptr_array_unref(restore->copies);
  g_free(restore);
}

void restore_outcome_clear(RestoreOutcome *outcome) {
  g_clear_pointer(&outcome->aside, g_free);
  g_clear_pointer(&outcome->recovered, g_array_unref);
}

/* What is in place, as far as it can be read; NULL: nothing. */
typedef struct {
  Store *store;
  GArray *nights;
} Present;

static void present_clear(Present *present) {
  g_clear_pointer(&present->store, store_close);
  g_clear_pointer(&present->nights, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Present, present_clear)

/* FALSE with a sentence when the record is damaged; `present` is then what can be read of it. */
static gboolean open_present(const char *data_folder, gint64 now, Present *present, GError **error) {
  present->store = store_open(data_folder, STORE_READ, now, error);
  if (present->store && store_check(present->store, STORE_CHECK_FULL, error)) {
    present->nights = store_list_nights(present->store, error);
    if (present->nights)
      return TRUE;
  }
  g_clear_pointer(&present->store, store_close);
  present->store = store_open_damaged(data_folder);
  if (present->store)
    present->nights = store_damaged_nights(present->store);
  return FALSE;
}

/* Plan and record of a night (both owned); FALSE when it cannot be read, or has neither. */
static gboolean read_night(Store *store, Night night, Plan **plan, Record **record) {
  g_autoptr(Plan) read = NULL;
  *plan = NULL;
  *record = NULL;
  if (!store_load_plan(store, night, &read, NULL))
    return FALSE;
  *record = store_load_record(store, night, NULL);
  if (!*record)
    return FALSE;
  *plan = g_steal_pointer(&read);
  return TRUE;
}

/* TRUE if `to` has less of that night than what was read. */
static gboolean lacks(Store *to, const Plan *plan, const Record *record) {
  g_autoptr(Plan) own_plan = NULL;
  g_autoptr(Record) own = NULL;
  if (!read_night(to, record->night, &own_plan, &own))
    return TRUE;
  g_autoptr(Record) merged = tracking_merge(own, record);
  return (plan && !own_plan) || !tracking_is_same(own, merged);
}

static GArray *lost_nights(const Present *present, Store *copy) {
  GArray *lost = g_array_new(FALSE, FALSE, sizeof(Night));
  for (guint i = 0; present->nights && i < present->nights->len; i++) {
    const Night night = g_array_index(present->nights, Night, i);
    g_autoptr(Plan) plan = NULL;
    g_autoptr(Record) record = NULL;
    if (read_night(present->store, night, &plan, &record) && lacks(copy, plan, record))
      g_array_append_val(lost, night);
  }
  return lost;
}

static guint count_readable(const Present *present) {
  guint n = 0;
  for (guint i = 0; present->nights && i < present->nights->len; i++) {
    g_autoptr(Plan) plan = NULL;
    g_autoptr(Record) record = NULL;
    n += read_night(present->store, g_array_index(present->nights, Night, i), &plan, &record) && plan;
  }
  return n;
}

static gboolean is_missing(const char *data_folder) {
  g_autofree char *path = g_build_filename(data_folder, "nights.db", NULL);
  return !g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
}

Restore *restore_look(const char *data_folder, gint64 now) {
  Restore *restore = g_new0(Restore, 1);
  g_autoptr(GError) error = NULL;
  g_auto(Present) present = { 0 };
  restore->copies = g_ptr_array_new_with_free_func((GDestroyNotify) copy_free);
  restore->is_missing = is_missing(data_folder);
  restore->is_damaged = !restore->is_missing && !open_present(data_folder, now, &present, &error);
  restore->trouble = error ? g_strdup(error->message) : NULL;
  restore->nights = count_readable(&present);
  g_autoptr(GPtrArray) backups = store_list_backups(data_folder);
  for (guint i = 0; i < backups->len; i++) {
    const StoreBackup *backup = g_ptr_array_index(backups, i);
    g_autoptr(Store) store = store_open_backup(data_folder, backup->name, now, NULL);
    if (!store)
      continue;
    RestoreCopy *copy = g_new(RestoreCopy, 1);
    *copy = (RestoreCopy){ .name = g_strdup(backup->name),
                           .nights = backup->nights,
                           .newest = backup->newest,
                           .lost = lost_nights(&present, store) };
    g_ptr_array_add(restore->copies, copy);
  }
  return restore;
}

gboolean restore_is_needed(const char *data_folder) {
  g_auto(Present) present = { 0 };
  g_autoptr(GError) error = NULL;
  if (is_missing(data_folder))
    return FALSE;
  present.store = store_open(data_folder, STORE_READ, 0, &error);
  if (present.store)
    return !store_check(present.store, STORE_CHECK_QUICK, NULL);
  g_clear_pointer(&present.store, store_close);
  present.store = store_open_damaged(data_folder);
  return present.store != NULL || store_is_unreadable(data_folder);
}

/* Merges what can be read of `present` over `target`, and adds the nights that gain by it to `recovered`. */
static gboolean recover(const Present *present, Store *target, GArray *recovered, GError **error) {
  for (guint i = 0; present->nights && i < present->nights->len; i++) {
    const Night night = g_array_index(present->nights, Night, i);
    g_autoptr(Plan) plan = NULL, own_plan = NULL;
    g_autoptr(Record) record = NULL, own = NULL;
    if (!read_night(present->store, night, &plan, &record) || !lacks(target, plan, record))
      continue;
    if (!read_night(target, night, &own_plan, &own))
      return FALSE;
    g_autoptr(Record) merged = tracking_merge(own, record);
    if ((plan && !own_plan && !store_save_plan(target, plan, error)) || !store_save_record(target, merged, error))
      return FALSE;
    if (plan || own_plan)
      g_array_append_val(recovered, night);
  }
  g_autoptr(GPtrArray) pauses = present->store ? store_load_pauses(present->store, NULL) : NULL;
  g_autoptr(GPtrArray) own_pauses = pauses ? store_load_pauses(target, NULL) : NULL;
  g_autoptr(GPtrArray) trials = present->store ? store_load_trials(present->store, NULL) : NULL;
  for (guint i = 0; trials && i < trials->len; i++) {
    if (!store_save_trial(target, g_ptr_array_index(trials, i), error))
      return FALSE;
  }
  if (!own_pauses)
    return TRUE;
  g_autoptr(GPtrArray) merged = tracking_merge_pauses(own_pauses, pauses);
  return store_save_pauses(target, merged, error);
}

/* So that undo finds the way back; to a damaged record there is none. */
static gboolean write_journal(Store *target, const char *aside, gint64 now, GError **error) {
  JournalEntry entry = { .kind = ACTION_RESTORE, .step = (char *) aside, .at = now };
  if (!store_begin(target, error))
    return FALSE;
  if (journal_add(target, &entry, error) && store_commit(target, error))
    return TRUE;
  store_rollback(target);
  return FALSE;
}

gboolean restore_run(const char *data_folder, const char *name, gint64 now, RestoreOutcome *outcome, GError **error) {
  g_auto(Present) present = { 0 };
  *outcome = (RestoreOutcome){ .recovered = g_array_new(FALSE, FALSE, sizeof(Night)) };
  g_autoptr(Store) target = store_open_backup(data_folder, name, now, error);
  if (!target)
    return FALSE;
  const gboolean missing = is_missing(data_folder);
  if (!missing && !(outcome->aside = store_set_aside(data_folder, now, error)))
    return FALSE;
  const gboolean sound = !missing && open_present(data_folder, now, &present, NULL);
  if (!missing && !sound && !recover(&present, target, outcome->recovered, error))
    return FALSE;
  present_clear(&present); /* it holds a lock on the file */
  return (!sound || write_journal(target, outcome->aside, now, error)) &&
         store_put_in_place(target, data_folder, error);
}

gboolean restore_undo(const char *data_folder, const char *aside, gint64 now, GError **error) {
  g_autoptr(Store) before = store_open_backup(data_folder, aside, now, error);
  return before && store_put_in_place(before, data_folder, error);
}
