/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The loop over a group's keys, and how problems are worded: path, line, key,
 * reason. It knows no key of its own; the tables of part.h do. */
#include "config/reader.h"

#include "base/text.h"

#include <glib/gi18n.h>

/* A title of 10,000 characters must not drown its problem. */
#define REASON_COLUMNS 400

/* Gives the key's path as people count: "steps[2].at" (owned). */
static char *setting_path(const config_setting_t *setting) {
  const config_setting_t *const parent = config_setting_parent(setting);
  if (!parent)
    return g_strdup("");
  g_autofree char *above = setting_path(parent);
  const char *const name = config_setting_name(setting);
  if (!name)
    return g_strdup_printf("%s[%d]", above, config_setting_index(setting));
  return g_strconcat(above, *above ? "." : "", name, NULL);
}

static void add_problem(Reader *reader, int line, char *key, char *text, gboolean warns) {
  g_autofree char *reason = text;
  g_autofree char *clean = text_sanitise(reason, -1);
  Problem *problem = g_new0(Problem, 1);
  problem->path = g_strdup(reader->path);
  problem->line = line;
  problem->key = key;
  problem->reason = text_clip(clean, REASON_COLUMNS, "…");
  problem->warns = warns;
  g_ptr_array_add(reader->problems, problem);
}

static void add_at_setting(Reader *reader, const config_setting_t *setting, char *text, gboolean warns) {
  g_autofree char *path = setting ? setting_path(setting) : NULL;
  const int line = setting ? (int) config_setting_source_line(setting) : 0;
  add_problem(reader, line, path && *path ? g_steal_pointer(&path) : NULL, text, warns);
}

void reader_problem(Reader *reader, const config_setting_t *setting, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add_at_setting(reader, setting, g_strdup_vprintf(format, arguments), FALSE);
  va_end(arguments);
}

void reader_warning(Reader *reader, const config_setting_t *setting, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add_at_setting(reader, setting, g_strdup_vprintf(format, arguments), TRUE);
  va_end(arguments);
}

void reader_problem_at(Reader *reader, int line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add_problem(reader, line, NULL, g_strdup_vprintf(format, arguments), FALSE);
  va_end(arguments);
}

void reader_problem_near(Reader *reader, const config_setting_t *setting, const char *word,
                         const char *const *candidates, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *reason = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  const char *const nearest = text_nearest(word, candidates);
  if (!nearest) {
    add_at_setting(reader, setting, g_steal_pointer(&reason), FALSE);
    return;
  }
  g_autofree char *question = g_strdup_printf(_("did you mean \"%s\"?"), nearest);
  add_at_setting(reader, setting, g_strconcat(reason, "; ", question, NULL), FALSE);
}

static void report_unknown(Reader *reader, const config_setting_t *setting, const KeyPart *parts, gsize n_parts) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (gsize i = 0; i < n_parts; i++) {
    for (gsize k = 0; k < parts[i].table->n_keys; k++)
      g_ptr_array_add(names, (gpointer) parts[i].table->keys[k].name);
  }
  g_ptr_array_add(names, NULL);
  reader_problem_near(reader, setting, config_setting_name(setting), (const char *const *) names->pdata,
                      _("there is no such key"));
}

static gboolean read_setting(Reader *reader, const config_setting_t *setting, const KeyPart *part) {
  for (gsize i = 0; i < part->table->n_keys; i++) {
    const Key *const key = &part->table->keys[i];
    if (g_str_equal(key->name, config_setting_name(setting))) {
      key->read(reader, setting, key, part->target);
      return TRUE;
    }
  }
  return FALSE;
}

void reader_read(Reader *reader, const config_setting_t *group, const KeyPart *parts, gsize n_parts) {
  const int length = config_setting_length(group);
  for (int i = 0; i < length; i++) {
    const config_setting_t *const setting = config_setting_get_elem(group, (unsigned int) i);
    gboolean known = FALSE;
    for (gsize k = 0; k < n_parts && !known; k++)
      known = read_setting(reader, setting, &parts[k]);
    if (!known)
      report_unknown(reader, setting, parts, n_parts);
  }
}

void reader_read_group(Reader *reader, const config_setting_t *setting, const KeyTable *table, void *target) {
  if (!config_setting_is_group(setting)) {
    reader_problem(reader, setting, _("must be a group in braces: { … }"));
    return;
  }
  const KeyPart part = { table, target };
  reader_read(reader, setting, &part, 1);
}

gboolean reader_is_list(Reader *reader, const config_setting_t *setting) {
  const gboolean empty = config_setting_is_array(setting) && config_setting_length(setting) == 0;
  if (config_setting_is_list(setting) || empty)
    return TRUE;
  reader_problem(reader, setting, _("must be a list of groups: ( { … }, { … } )"));
  return FALSE;
}

void reader_require(Reader *reader, const config_setting_t *group, const KeyTable *table, gsize n_keys) {
  for (gsize i = 0; config_setting_is_group(group) && i < n_keys; i++) {
    if (!config_setting_get_member(group, table->keys[i].name))
      reader_problem(reader, group, _("the key \"%s\" is missing here"), table->keys[i].name);
  }
}
