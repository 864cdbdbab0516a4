/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys at the top of the file that make settings, and the guides:
 * sequences of stretches and breathing paces. The shipped guides are read
 * first; one of the same name takes its place. */
#include "config/part.h"
#include "config/value.h"
#include "model/settings.h"
#include "notify/ways.h"

#include <glib/gi18n.h>
#include <string.h>

#define SNOOZE_MINUTES_MAX (4 * 60)
#define USEFUL_MINUTES_MAX (24 * 60)
#define DIM_MINUTES_MAX (6 * 60)

/* Reports `name`, beside the names that there are. */
static void report_unknown_way(Reader *reader, const config_setting_t *setting, const char *name) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (gsize i = 0; way_info(i); i++)
    g_ptr_array_add(names, (gpointer) way_info(i)->name);
  g_ptr_array_add(names, NULL);
  g_autofree char *list = g_strjoinv(", ", (char **) names->pdata);
  reader_problem_near(reader, setting, name, (const char *const *) names->pdata, _("\"%s\" is none of %s"), name, list);
}

static void add_way(Reader *reader, const config_setting_t *setting, const char *name, ReminderSettings *reminders) {
  const WayInfo *const way = way_find(name);
  if (!way) {
    report_unknown_way(reader, setting, name);
    return;
  }
  gsize n_ways = 0;
  for (; reminders->ways[n_ways]; n_ways++) {
    if (g_str_equal(reminders->ways[n_ways], name)) {
      reader_problem(reader, setting, _("\"%s\" stands here twice"), name);
      return;
    }
  }
  if (n_ways < MAX_WAYS)
    reminders->ways[n_ways] = way->name;
}

static void read_ways(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  g_auto(GStrv) names = NULL;
  static const Key names_key = { .offset = 0 };
  value_texts(reader, setting, &names_key, &names);
  ReminderSettings *const reminders = target;
  memset(reminders->ways, 0, sizeof reminders->ways);
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
  reader_require(reader, setting, &part_screen, 2);
}

/* "UTC+2" and "GMT-5:00": ahead of UTC for everyone, behind it for POSIX, whose rule GLib follows. */
static gboolean is_ambiguous_zone(const char *name) {
  return g_regex_match_simple("^\\s*(UTC?|GMT|Z)\\s*[+-]", name, G_REGEX_CASELESS, 0);
}

static void read_zone(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *name = NULL;
  if (!value_is_text(reader, setting, &name))
    return;
  if (is_ambiguous_zone(name)) {
    reader_problem(reader, setting,
                   _("\"%s\" can be read as ahead of UTC or as behind it: write \"+02:00\" for two hours ahead, or a "
                     "place such as \"Europe/Berlin\""),
                   name);
    return;
  }
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

/* --- guides --- */

#define PART_SECONDS_MAX 3600
#define BREATH_SECONDS_MAX 60

static void read_stretch(Reader *reader, const config_setting_t *group, GPtrArray *stretches);

static void read_stretches(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  if (!reader_is_list(reader, setting))
    return;
  Guide *const guide = target;
  const int length = config_setting_length(setting);
  guide->parts = g_ptr_array_new_with_free_func((GDestroyNotify) guide_part_free);
  for (int i = 0; i < length; i++)
    read_stretch(reader, config_setting_get_elem(setting, (unsigned int) i), guide->parts);
}

static const Key stretch_keys[] = {
  { "title", value_text, offsetof(GuidePart, title) },
  { "seconds", value_number, offsetof(GuidePart, seconds), 1, PART_SECONDS_MAX },
};
const KeyTable part_guide_stretch = { "guides.parts", stretch_keys, G_N_ELEMENTS(stretch_keys) };

static const Key guide_keys[] = {
  { "name", value_id, offsetof(Guide, name) },
  { "parts", read_stretches },
  { "in", value_fraction, offsetof(Guide, in_seconds), 1, BREATH_SECONDS_MAX },
  { "hold", value_fraction, offsetof(Guide, hold_seconds), 0, BREATH_SECONDS_MAX },
  { "out", value_fraction, offsetof(Guide, out_seconds), 1, BREATH_SECONDS_MAX },
  { "rest", value_fraction, offsetof(Guide, rest_seconds), 0, BREATH_SECONDS_MAX },
};
const KeyTable part_guide = { "guides", guide_keys, G_N_ELEMENTS(guide_keys) };

static void read_stretch(Reader *reader, const config_setting_t *group, GPtrArray *stretches) {
  GuidePart *const stretch = g_new0(GuidePart, 1);
  g_ptr_array_add(stretches, stretch);
  reader_read_group(reader, group, &part_guide_stretch, stretch);
  reader_require(reader, group, &part_guide_stretch, 2);
}

static gboolean has_breath(const config_setting_t *group) {
  return config_setting_get_member(group, "in") && config_setting_get_member(group, "out");
}

static gboolean has_any_breath(const config_setting_t *group) {
  return config_setting_get_member(group, "in") || config_setting_get_member(group, "hold") ||
         config_setting_get_member(group, "out") || config_setting_get_member(group, "rest");
}

/* A guide is either a sequence or a pace. */
static void check_guide(Reader *reader, const config_setting_t *group, const Guide *guide) {
  if (!config_setting_is_group(group))
    return;
  const config_setting_t *const parts = config_setting_get_member(group, "parts");
  if (parts ? has_any_breath(group) : !has_breath(group))
    reader_problem(reader, group, _("needs either \"parts\", or \"in\" and \"out\" with their seconds"));
  else if (guide->parts && guide->parts->len == 0)
    reader_problem(reader, parts, _("must not be empty"));
}

static void put_guide(GPtrArray *guides, Guide *guide) {
  for (guint i = 0; i < guides->len; i++) {
    const Guide *const other = g_ptr_array_index(guides, i);
    if (g_str_equal(other->name, guide->name)) {
      g_ptr_array_remove_index(guides, i);
      g_ptr_array_insert(guides, (int) i, guide);
      return;
    }
  }
  g_ptr_array_add(guides, guide);
}

void part_read_guides(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const int length = reader_is_list(reader, setting) ? config_setting_length(setting) : 0;
  for (int i = 0; i < length; i++) {
    const config_setting_t *const group = config_setting_get_elem(setting, (unsigned int) i);
    Guide *const guide = g_new0(Guide, 1);
    reader_read_group(reader, group, &part_guide, guide);
    reader_require(reader, group, &part_guide, 1);
    check_guide(reader, group, guide);
    if (!guide->name)
      guide->name = g_strdup("");
    put_guide(G_STRUCT_MEMBER(GPtrArray *, target, key->offset), guide);
  }
}
