/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Problems that no single key shows: an id twice, a shift or guide that is not
 * there, one key for two acts. Each is reported at the line that has to change. */
#include "config/check.h"

#include <glib/gi18n.h>

const config_setting_t *check_step(const Check *check, guint index, const char *name) {
  const config_setting_t *const steps = config_setting_get_member(check->root, "steps");
  const config_setting_t *const group = config_setting_get_elem(steps, index);
  const config_setting_t *const member = name && config_setting_is_group(group) ? config_setting_get_member(group, name)
                                                                                : NULL;
  return member ? member : group;
}

/* Reports `id` at `group` when an earlier group had it; a step and a band may not share one either. */
static void check_id(const Check *check, GHashTable *seen, const config_setting_t *group, const char *id) {
  const config_setting_t *const earlier = g_hash_table_lookup(seen, id);
  if (!*id)
    return;
  const config_setting_t *const member = config_setting_get_member(group, "id");
  if (earlier)
    reader_problem(check->reader, member, _("\"%s\" is the id of the one in line %u already"), id,
                   config_setting_source_line(earlier));
  else
    g_hash_table_insert(seen, (gpointer) id, (gpointer) group);
}

static void check_ids(const Check *check) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  const config_setting_t *const bands = config_setting_get_member(check->root, "bands");
  for (guint i = 0; i < check->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(check->routine->steps, i);
    check_id(check, seen, check_step(check, i, NULL), step->id);
  }
  for (guint i = 0; i < check->routine->bands->len; i++) {
    const Band *const band = g_ptr_array_index(check->routine->bands, i);
    check_id(check, seen, config_setting_get_elem(bands, i), band->id);
  }
}

static void check_shift(const Check *check, const config_setting_t *setting, const char *code) {
  const Schedule *const schedule = &check->routine->schedule;
  if (schedule_shift(schedule, code))
    return;
  g_autoptr(GPtrArray) codes = g_ptr_array_new();
  for (guint i = 0; i < schedule->shifts->len; i++)
    g_ptr_array_add(codes, ((const Shift *) g_ptr_array_index(schedule->shifts, i))->code);
  g_ptr_array_add(codes, NULL);
  reader_problem_near(check->reader, setting, code, (const char *const *) codes->pdata,
                      _("\"%s\" is none of the shifts"), code);
}

static void check_rota(const Check *check) {
  const config_setting_t *const rota = config_setting_get_member(check->root, "rota");
  const GStrv codes = check->routine->schedule.rota;
  for (gsize i = 0; codes && codes[i]; i++)
    check_shift(check, config_setting_get_member(rota, "order"), codes[i]);
}

static void check_guide(const Check *check, const config_setting_t *setting, const char *name) {
  const GPtrArray *const guides = check->settings->guides;
  if (settings_guide(check->settings, name))
    return;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < guides->len; i++)
    g_ptr_array_add(names, ((const Guide *) g_ptr_array_index(guides, i))->name);
  g_ptr_array_add(names, NULL);
  reader_problem_near(check->reader, setting, name, (const char *const *) names->pdata, _("there is no guide \"%s\""),
                      name);
}

static void check_steps(const Check *check) {
  for (guint i = 0; i < check->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(check->routine->steps, i);
    for (gsize k = 0; step->shifts && step->shifts[k]; k++)
      check_shift(check, check_step(check, i, "shifts"), step->shifts[k]);
    if (step->guide)
      check_guide(check, check_step(check, i, "guide"), step->guide);
    if (step->guide && step->kind != STEP_GUIDED)
      reader_problem(check->reader, check_step(check, i, "guide"), _("only a step of kind \"guided\" has a guide"));
    if (step->kind == STEP_GUIDED && step->length_minutes == 0)
      reader_problem(check->reader, check_step(check, i, "length"), _("a guided step needs a length"));
    if (step->kind != STEP_DO && g_str_equal(step->id, STEP_LIGHTS_OUT))
      reader_problem(check->reader, check_step(check, i, "kind"), _("\"bed\" is lights out, of kind \"do\""));
  }
}

static const char *key_of(const Settings *settings, guint action) {
  return settings->keys[action] ? settings->keys[action] : key_action_info((KeyAction) action)->key;
}

static void report_conflict(const Check *check, guint action, guint other) {
  const config_setting_t *const keys = config_setting_get_member(check->root, "keys");
  const KeyActionInfo *const info = key_action_info((KeyAction) action);
  const KeyActionInfo *const other_info = key_action_info((KeyAction) other);
  const config_setting_t *const setting = config_setting_get_member(keys, info->name);
  reader_problem(check->reader, setting, _("\"%s\" is the key of \"%s\" already: give that another one"),
                 key_of(check->settings, action), other_info->name);
}

/* Two actions of one view need two keys. The second keys of the arrows give way without a word. */
static void check_keys(const Check *check) {
  for (guint action = 0; action < N_KEY_ACTIONS; action++) {
    const guint views = key_action_info((KeyAction) action)->views;
    for (guint other = 0; other < N_KEY_ACTIONS && check->settings->keys[action]; other++) {
      /* Of two keys that the file names, the later action reports. */
      const gboolean pair = other != action && (other < action || !check->settings->keys[other]);
      if (pair && (views & key_action_info((KeyAction) other)->views) &&
          g_str_equal(key_of(check->settings, action), key_of(check->settings, other)))
        report_conflict(check, action, other);
    }
  }
}

/* The morning's question is answered with a digit, and its fields with several. */
static void check_digits(const Check *check) {
  const config_setting_t *const keys = config_setting_get_member(check->root, "keys");
  for (guint action = 0; action < N_KEY_ACTIONS; action++) {
    const KeyActionInfo *const info = key_action_info((KeyAction) action);
    const char *const key = check->settings->keys[action];
    if (key && g_ascii_isdigit(*key) && (info->views & IN_MORNING))
      reader_problem(check->reader, config_setting_get_member(keys, info->name),
                     _("digits answer the morning's question: use another key"));
  }
}

void check_soundness(const Check *check) {
  check_ids(check);
  check_rota(check);
  check_steps(check);
  check_keys(check);
  check_digits(check);
}
