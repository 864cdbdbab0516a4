/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking everything out, and merging in what was taken out elsewhere. */
#include "app/state.h"
#include "base/daytime.h"
#include "base/error.h"
#include "tracking/merge.h"
#include "tracking/pauses.h"
#include "tracking/tracking.h"

#include <glib/gi18n.h>

/* Two machines may disagree on the time by this much. */
#define CLOCKS_DIFFER_SECONDS (24 * 60 * 60)

static gboolean export_night(App *app, Export *export, Night night, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!store_load_plan(app->store, night, &plan, error))
    return FALSE;
  if (!plan)
    return TRUE;
  record = store_load_record(app->store, night, error);
  if (!record)
    return FALSE;
  ExportedNight *exported = g_new(ExportedNight, 1);
  *exported = (ExportedNight){ .plan = g_steal_pointer(&plan), .record = g_steal_pointer(&record) };
  g_ptr_array_add(export->nights, exported);
  return TRUE;
}

Export *app_export(App *app, GError **error) {
  g_autoptr(Export) export = export_new();
  g_autoptr(History) history = store_load_history(app->store, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return NULL;
  for (guint i = 0; i < history->nights->len; i++) {
    if (!export_night(app, export, history_night(history, i)->night, error))
      return NULL;
  }
  g_ptr_array_unref(export->pauses);
  export->pauses = store_load_pauses(app->store, error);
  if (!export->pauses)
    return NULL;
  g_ptr_array_unref(export->trials);
  export->trials = store_load_trials(app->store, error);
  return export->trials ? g_steal_pointer(&export) : NULL;
}

/* What an import needs and has found. */
typedef struct {
  const Export *export;
  gint64 now;
  ImportCount count;
  JournalEntry entry; /* of the import, once it is in the journal */
  GPtrArray *pauses;  /* as they were, where it changed them */
  GPtrArray *became;  /* and as it left them */
  char *trials;       /* those that it added, as lots_remove reads them */
} Import;

static void import_clear(Import *import) {
  g_clear_pointer(&import->pauses, g_ptr_array_unref);
  g_clear_pointer(&import->became, g_ptr_array_unref);
  g_clear_pointer(&import->trials, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

/* An import is an act of its own, which undo can take back. It is in the journal before the first night that it
 * changes. */
static gboolean write_entry(App *app, Import *import, GError **error) {
  if (import->entry.id != 0)
    return TRUE;
  import->entry = (JournalEntry){
    .kind = ACTION_IMPORT,
    .at = import->now,
    .pauses = import->pauses,
    .pauses_after = import->became,
    .shift = import->trials,
  };
  return journal_add(app->store, &import->entry, error);
}

static gboolean note_night(App *app, Import *import, const Record *before, const Record *after, gboolean is_new,
                           GError **error) {
  g_autoptr(RecordChange) change = record_change_new(before, after);
  const JournalNight changed = {
    .night = before->night, .is_new = is_new, .record = change->before, .record_after = change->after
  };
  return write_entry(app, import, error) && journal_add_night(app->store, import->entry.id, &changed, error);
}

/* Plan and bedtime stay where they are already stored; marks and the morning merge. */
static gboolean import_night(App *app, Import *import, const ExportedNight *imported, GError **error) {
  const Night night = imported->plan->night;
  g_autoptr(Plan) stored = NULL;
  if (!store_load_plan(app->store, night, &stored, error))
    return FALSE;
  g_autoptr(Record) ours = store_load_record(app->store, night, error);
  if (!ours)
    return FALSE;
  g_autoptr(Record) merged = tracking_merge(ours, imported->record);
  if (stored && tracking_is_same(ours, merged))
    return TRUE;
  import->count.nights++;
  return note_night(app, import, ours, merged, !stored, error) &&
         (stored || store_save_plan(app->store, imported->plan, error)) && store_save_record(app->store, merged, error);
}

static gboolean import_pauses(App *app, Import *import, GError **error) {
  g_autoptr(GPtrArray) ours = store_load_pauses(app->store, error);
  if (!ours)
    return FALSE;
  g_autoptr(GPtrArray) merged = tracking_merge_pauses(ours, import->export->pauses);
  import->pauses = tracking_changed_pauses(ours, merged);
  import->became = tracking_same_pauses(merged, import->pauses);
  import->count.pauses = import->pauses->len;
  return store_save_pauses(app->store, merged, error);
}

static gboolean import_all(App *app, Import *import, GError **error) {
  const GPtrArray *nights = import->export->nights;
  if (!import_pauses(app, import, error) ||
      !lots_merge(app, import->export->trials, &import->trials, &import->count.trials, error) ||
      (import->count.pauses + import->count.trials > 0 && !write_entry(app, import, error)))
    return FALSE;
  for (guint i = 0; i < nights->len; i++) {
    const ExportedNight *night = g_ptr_array_index(nights, i);
    if (night->plan->night > app->plan->night)
      import->count.coming++;
    else if (!import_night(app, import, night, error))
      return FALSE;
  }
  return TRUE;
}

static gint64 newest_act(const Record *record) {
  gint64 newest = MAX(record->moved_bed_at, record->morning.answered_at);
  for (guint i = 0; i < record->steps->len; i++)
    newest = MAX(newest, ((const StepRecord *) g_ptr_array_index(record->steps, i))->marked_at);
  return newest;
}

/* What a clock that was ahead has stamped would win every merge until that time has come. */
static gboolean check_times(App *app, const Import *import, GError **error) {
  for (guint i = 0; i < import->export->nights->len; i++) {
    const ExportedNight *night = g_ptr_array_index(import->export->nights, i);
    if (newest_act(night->record) <= import->now + CLOCKS_DIFFER_SECONDS)
      continue;
    g_autofree char *day = daytime_format_day(night->plan->night);
    g_autofree char *moment = daytime_rfc3339(newest_act(night->record),
                                              daytime_offset_of(newest_act(night->record), app->zone));
    return error_refuse(error, _("something in %s was marked at %s, which is still to come: set the clock right"), day,
                        moment);
  }
  return TRUE;
}

gboolean app_import(App *app, const Export *export, ImportCount *count, GError **error) {
  g_auto(Import) import = { .export = export, .now = clock_now(app->clock) };
  if (!check_times(app, &import, error) || !store_begin(app->store, error))
    return FALSE;
  if (!import_all(app, &import, error) || !store_commit(app->store, error)) {
    store_rollback(app->store);
    return FALSE;
  }
  if (count)
    *count = import.count;
  const gboolean sound = night_reload(app, error) && night_replan(app, import.now, error);
  turn_refresh(app, import.now);
  return sound;
}

/* A night that the import brought goes whole: undo takes the newest act back first, so that nothing was done to it
 * since. What was known of it before it had a plan returns. */
static gboolean undo_night(App *app, const JournalNight *changed, GError **error) {
  g_autoptr(Record) current = store_load_record(app->store, changed->night, error);
  if (!current)
    return FALSE;
  g_autoptr(Record) blank = record_new(changed->night);
  g_autoptr(RecordChange) change = record_change_new(changed->record ? changed->record : blank,
                                                     changed->record_after ? changed->record_after : blank);
  g_autoptr(Record) restored = tracking_undo(change, current, NULL);
  if (changed->is_new && !store_remove_night(app->store, changed->night, error))
    return FALSE;
  if (changed->is_new && (tracking_is_same(restored, blank) || !changed->record))
    return TRUE;
  return store_save_record(app->store, restored, error);
}

gboolean transfer_undo(App *app, const JournalEntry *entry, GError **error) {
  g_autoptr(GPtrArray) nights = journal_load_nights(app->store, entry->id, error);
  g_autoptr(GPtrArray) pauses = nights ? store_load_pauses(app->store, error) : NULL;
  if (!pauses)
    return FALSE;
  for (guint i = 0; i < nights->len; i++) {
    if (!undo_night(app, g_ptr_array_index(nights, i), error))
      return FALSE;
  }
  if (entry->shift && !lots_remove(app, entry->shift, error))
    return FALSE;
  if (!entry->pauses)
    return TRUE;
  g_autoptr(GPtrArray) restored = tracking_restore_pauses(pauses, entry->pauses, entry->pauses_after, 0);
  return store_save_pauses(app->store, restored, error);
}
