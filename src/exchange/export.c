/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/json.h"
#include "exchange/module.h"

#include <glib/gi18n.h>

const ModuleInfo exchange_module = {
  .name = "exchange",
  .version = EXCHANGE_VERSION,
  .without = N_("no reading of exports"),
  .package = "libjson-glib-1.0-0",
};

ExportedNight *exported_night_new(Plan *plan, Record *record) {
  ExportedNight *night = g_new(ExportedNight, 1);
  *night = (ExportedNight){ .plan = plan, .record = record };
  return night;
}

void exported_night_free(ExportedNight *night) {
  if (!night)
    return;
  plan_free(night->plan);
  record_free(night->record);
  g_free(night);
}

Export *export_new(void) {
  Export *export = g_new(Export, 1);
  export->nights = g_ptr_array_new_with_free_func((GDestroyNotify) exported_night_free);
  export->pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  export->trials = trials_new();
  return export;
}

void export_free(Export *export) {
  if (!export)
    return;
  g_ptr_array_unref(export->nights);
  g_ptr_array_unref(export->pauses);
  g_ptr_array_unref(export->trials);
  g_free(export);
}

Export *json_import(const char *text, gssize length, GError **error) {
  const ExchangeModule *module = module_load(&exchange_module, error);
  return module ? module->import(text, length, error) : NULL;
}
