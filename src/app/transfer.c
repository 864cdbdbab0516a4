/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking everything out, and merging in what was taken out elsewhere. */
#include "app/state.h"
#include "tracking/merge.h"
#include "tracking/pauses.h"

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
  return export->pauses ? g_steal_pointer(&export) : NULL;
}

/* Plan and bedtime stay where they are already stored; marks and the morning merge. */
static gboolean import_night(App *app, const ExportedNight *imported, ImportCount *count, GError **error) {
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
  count->nights++;
  return (stored || store_save_plan(app->store, imported->plan, error)) && store_save_record(app->store, merged, error);
}

static gboolean import_pauses(App *app, const Export *export, ImportCount *count, GError **error) {
  g_autoptr(GPtrArray) ours = store_load_pauses(app->store, error);
  if (!ours)
    return FALSE;
  g_autoptr(GPtrArray) merged = tracking_merge_pauses(ours, export->pauses);
  g_autoptr(GPtrArray) changed = tracking_changed_pauses(ours, merged);
  count->pauses = changed->len;
  return store_save_pauses(app->store, merged, error);
}

static gboolean import_all(App *app, const Export *export, ImportCount *count, GError **error) {
  for (guint i = 0; i < export->nights->len; i++) {
    if (!import_night(app, g_ptr_array_index(export->nights, i), count, error))
      return FALSE;
  }
  return import_pauses(app, export, count, error);
}

gboolean app_import(App *app, const Export *export, ImportCount *count, GError **error) {
  ImportCount own = { 0 };
  if (!store_begin(app->store, error))
    return FALSE;
  if (!import_all(app, export, &own, error) || !store_commit(app->store, error)) {
    store_rollback(app->store);
    return FALSE;
  }
  if (count)
    *count = own;
  const gint64 now = clock_now(app->clock);
  const gboolean sound = night_reload(app, error) && night_replan(app, now, error);
  turn_refresh(app, now);
  return sound;
}
