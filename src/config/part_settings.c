/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys at the top of the file that make settings. */
#include "config/part.h"
#include "config/value.h"
#include "model/settings.h"

#include <glib/gi18n.h>

#define SNOOZE_MINUTES_MAX (4 * 60)
#define USEFUL_MINUTES_MAX (24 * 60)
#define DIM_MINUTES_MAX (6 * 60)

static const char *const way_names[] = {
  [WAY_DESKTOP] = "desktop", [WAY_TERMINAL] = "terminal", [WAY_BELL] = "bell", NULL
};
G_STATIC_ASSERT(G_N_ELEMENTS(way_names) == N_WAYS + 1);

static void add_way(Reader *reader, const config_setting_t *setting, const char *name, ReminderSettings *reminders) {
  gsize way = 0;
  while (way_names[way] && !g_str_equal(way_names[way], name))
    way++;
  if (!way_names[way]) {
    reader_problem_near(reader, setting, name, way_names, _("\"%s\" is none of desktop, terminal, bell"), name);
    return;
  }
  for (gsize i = 0; i < reminders->n_ways; i++) {
    if (reminders->ways[i] == (Way) way) {
      reader_problem(reader, setting, _("\"%s\" stands here twice"), name);
      return;
    }
  }
  reminders->ways[reminders->n_ways++] = (Way) way;
}

static void read_ways(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  g_auto(GStrv) names = NULL;
  static const Key names_key = { .offset = 0 };
  value_texts(reader, setting, &names_key, &names);
  ReminderSettings *const reminders = target;
  reminders->n_ways = 0;
  for (gsize i = 0; names && names[i]; i++)
    add_way(reader, setting, names[i], reminders);
}

/* The morning comes after the night: here "wake + 15m" counts from the wake time that ends it. */
static void read_morning_at(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  value_when(reader, setting, key, target);
  When *const when = G_STRUCT_MEMBER_P(target, key->offset);
  if (when->anchor == ANCHOR_WAKE)
    when->anchor = ANCHOR_NEXT_WAKE;
}

static const Key reminders_keys[] = {
  { "snooze", value_duration, offsetof(ReminderSettings, snooze_minutes), 1, SNOOZE_MINUTES_MAX },
  { "until", value_when, offsetof(ReminderSettings, until) },
  { "useful", value_duration, offsetof(ReminderSettings, useful_minutes), 1, USEFUL_MINUTES_MAX },
  { "sound", value_truth, offsetof(ReminderSettings, sound) },
  { "ways", read_ways },
  { "morning", value_truth, offsetof(ReminderSettings, morning) },
  { "morning_at", read_morning_at, offsetof(ReminderSettings, morning_at) },
};
const KeyTable part_reminders = { "reminders", reminders_keys, G_N_ELEMENTS(reminders_keys) };

static const Key screen_keys[] = {
  { "dim_to", value_number, offsetof(ScreenSettings, dim_to_percent), 1, 100 },
  { "over", value_duration, offsetof(ScreenSettings, over_minutes), 1, DIM_MINUTES_MAX },
};
const KeyTable part_screen = { "screen", screen_keys, G_N_ELEMENTS(screen_keys) };

static void read_reminders(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  reader_read_group(reader, setting, &part_reminders, G_STRUCT_MEMBER_P(target, key->offset));
}

static void read_screen(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  reader_read_group(reader, setting, &part_screen, G_STRUCT_MEMBER_P(target, key->offset));
  part_require(reader, setting, &part_screen, 2);
}

static void read_zone(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *name = NULL;
  if (!value_is_text(reader, setting, &name))
    return;
  /* GLib would read "5" and "23:00" as offsets. */
  g_autoptr(GTimeZone) zone = *name && !g_ascii_isdigit(*name) ? g_time_zone_new_identifier(name) : NULL;
  if (zone)
    value_text(reader, setting, key, target);
  else
    reader_problem(reader, setting, _("this machine knows no time zone \"%s\": write one such as \"Europe/Berlin\""),
                   name);
}

static void report_unknown_action(Reader *reader, const config_setting_t *setting) {
  const char *names[N_KEY_ACTIONS + 1] = { NULL };
  for (guint i = 0; i < N_KEY_ACTIONS; i++)
    names[i] = key_action_info((KeyAction) i)->name;
  reader_problem_near(reader, setting, config_setting_name(setting), names, _("there is no such action"));
}

static void read_key(Reader *reader, const config_setting_t *setting, char **keys) {
  KeyAction action;
  const char *key = NULL;
  if (!key_action_parse(config_setting_name(setting), &action))
    report_unknown_action(reader, setting);
  else if (value_is_text(reader, setting, &key) && !key_name_is_valid(key))
    reader_problem(reader, setting,
                   _("\"%s\" is no key: write one character, or a word such as \"space\" or \"enter\""), key);
  else if (key)
    keys[action] = g_strdup(key);
}

static void read_keys(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  if (!config_setting_is_group(setting)) {
    reader_problem(reader, setting, _("must be a group in braces: { … }"));
    return;
  }
  Settings *const settings = target;
  const int length = config_setting_length(setting);
  for (int i = 0; i < length; i++)
    read_key(reader, config_setting_get_elem(setting, (unsigned int) i), settings->keys);
}

static const Key settings_keys[] = {
  { "reminders", read_reminders, offsetof(Settings, reminders) },
  { "theme", value_id, offsetof(Settings, theme) },
  { "zone", read_zone, offsetof(Settings, zone) },
  { "motion", value_truth, offsetof(Settings, motion) },
  { "keys", read_keys },
  { "guides", part_read_guides, offsetof(Settings, guides) },
  { "screen", read_screen, offsetof(Settings, screen) },
  { "on_bedtime", value_command, offsetof(Settings, on_bedtime) },
  { "on_morning", value_command, offsetof(Settings, on_morning) },
};
const KeyTable part_settings = { "", settings_keys, G_N_ELEMENTS(settings_keys) };
