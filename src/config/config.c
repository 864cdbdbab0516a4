/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a file to a Config: reads the shipped guides, then the file, then checks
 * the whole. A Config with a problem has neither routine nor settings. */
#include "config/config.h"

#include "base/daytime.h"
#include "config/check.h"
#include "config/document.h"
#include "config/part.h"

#include <string.h>

#define SHIPPED_ROUTINE "winddown.cfg"
#define SHIPPED_GUIDES "guides.cfg"

void problem_free(Problem *problem) {
  if (!problem)
    return;
  g_free(problem->path);
  g_free(problem->key);
  g_free(problem->reason);
  g_free(problem);
}

char *problem_to_string(const Problem *problem) {
  g_autoptr(GString) text = g_string_new(problem->path);
  if (problem->line > 0)
    g_string_append_printf(text, ":%d", problem->line);
  g_string_append(text, ": ");
  if (problem->key)
    g_string_append_printf(text, "%s: ", problem->key);
  g_string_append(text, problem->reason);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

static Config *config_new(void) {
  Config *config = g_new0(Config, 1);
  config->routine = routine_new();
  config->settings = settings_new();
  config->problems = g_ptr_array_new_with_free_func((GDestroyNotify) problem_free);
  return config;
}

void config_free(Config *config) {
  if (!config)
    return;
  g_clear_pointer(&config->routine, routine_free);
  g_clear_pointer(&config->settings, settings_free);
  g_ptr_array_unref(config->problems);
  g_free(config);
}

gboolean config_has_problem(const Config *config) {
  for (guint i = 0; i < config->problems->len; i++) {
    const Problem *const problem = g_ptr_array_index(config->problems, i);
    if (!problem->warns)
      return TRUE;
  }
  return FALSE;
}

static void read_values(Reader *reader, const config_t *document, const Config *config) {
  const config_setting_t *const root = config_root_setting(document);
  const KeyPart parts[] = { { &part_routine, config->routine }, { &part_settings, config->settings } };
  reader_read(reader, root, parts, G_N_ELEMENTS(parts));
  const Check check = { reader, root, config->routine, config->settings };
  check_soundness(&check);
  if (!config_has_problem(config))
    check_doubts(&check);
}

static void read_shipped_guides(const Config *config) {
  g_auto(config_t) document;
  config_init(&document);
  const char *const text = document_shipped(SHIPPED_GUIDES);
  Reader reader = { .path = SHIPPED_GUIDES, .problems = config->problems };
  const KeyPart part = { &part_settings, config->settings };
  if (document_parse(&reader, text, strlen(text), &document))
    reader_read(&reader, config_root_setting(&document), &part, 1);
}

static int compare_lines(gconstpointer a, gconstpointer b) {
  const Problem *const first = *(const Problem *const *) a;
  const Problem *const second = *(const Problem *const *) b;
  return (first->line > second->line) - (first->line < second->line);
}

/* Nothing half-applies: a config with a problem has no values. */
static Config *settle(Config *config) {
  g_ptr_array_sort(config->problems, compare_lines);
  if (config_has_problem(config)) {
    g_clear_pointer(&config->routine, routine_free);
    g_clear_pointer(&config->settings, settings_free);
  }
  return config;
}

static Config *parse(const char *text, gsize length, const char *path) {
  g_auto(config_t) document;
  config_init(&document);
  Config *config = config_new();
  Reader reader = { .path = path, .problems = config->problems };
  read_shipped_guides(config);
  if (document_parse(&reader, text, length, &document))
    read_values(&reader, &document, config);
  return settle(config);
}

Config *config_parse(const char *text, const char *path) {
  return parse(text, strlen(text), path);
}

Config *config_load(const char *path, GError **error) {
  g_autofree char *text = NULL;
  gsize length = 0;
  return document_load(path, &text, &length, error) ? parse(text, length, path) : NULL;
}

Config *config_load_shipped(void) {
  return config_parse(document_shipped(SHIPPED_ROUTINE), SHIPPED_ROUTINE);
}

/* Replaces the time in the line that begins with `key`. */
static char *replace_time(const char *text, const char *key, int minutes) {
  g_autofree char *pattern = g_strdup_printf("^(%s\\s*=\\s*)\"[^\"]*\"", key);
  g_autofree char *time = daytime_format(minutes);
  g_autofree char *replacement = g_strdup_printf("\\g<1>\"%s\"", time);
  g_autoptr(GRegex) line = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
  return g_regex_replace(line, text, -1, 0, replacement, 0, NULL);
}

char *config_shipped_text(int bed, int wake) {
  g_autofree char *with_bed = replace_time(document_shipped(SHIPPED_ROUTINE), "bed", bed);
  return replace_time(with_bed, "wake", wake);
}
