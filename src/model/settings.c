/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/settings.h"

void guide_part_free(GuidePart *part) {
  if (!part)
    return;
  g_free(part->title);
  g_free(part);
}

void guide_free(Guide *guide) {
  if (!guide)
    return;
  g_free(guide->name);
  g_clear_pointer(&guide->parts, g_ptr_array_unref);
  g_free(guide);
}

Settings *settings_new(void) {
  Settings *settings = g_new0(Settings, 1);
  settings->reminders = (ReminderSettings){
    .snooze_minutes = 10,
    .until = { ANCHOR_BED, 30 },
    .useful_minutes = 30,
    .sound = TRUE,
    .ways = { "desktop", "terminal", "bell" },
    .morning = TRUE,
    .morning_at = { ANCHOR_NEXT_WAKE, 15 },
  };
  settings->theme = g_strdup("dusk");
  settings->motion = TRUE;
  settings->guides = g_ptr_array_new_with_free_func((GDestroyNotify) guide_free);
  return settings;
}

void settings_free(Settings *settings) {
  if (!settings)
    return;
  g_free(settings->theme);
  g_free(settings->zone);
  for (gsize i = 0; i < G_N_ELEMENTS(settings->keys); i++)
    g_free(settings->keys[i]);
  g_ptr_array_unref(settings->guides);
  g_strfreev(settings->on_bedtime);
  g_strfreev(settings->on_morning);
  g_free(settings);
}

const Guide *settings_guide(const Settings *settings, const char *name) {
  for (guint i = 0; i < settings->guides->len; i++) {
    const Guide *guide = g_ptr_array_index(settings->guides, i);
    if (g_str_equal(guide->name, name))
      return guide;
  }
  return NULL;
}
