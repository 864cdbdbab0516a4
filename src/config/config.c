/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/config.h"

#include "base/daytime.h"
#include "base/error.h"
#include "config/check.h"
#include "config/part.h"
#include "config/resources.h"
#include "config/scan.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_BYTES_MAX (1024 * 1024)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define SHIPPED_ROUTINE "winddown.cfg"
#define SHIPPED_GUIDES "guides.cfg"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(config_t, config_destroy)

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

static void report_syntax(Reader *reader, const config_t *file) {
  const char *const cause = config_error_text(file);
  if (g_strcmp0(cause, "duplicate setting name") == 0)
    reader_problem_at(reader, config_error_line(file), _("this key stands here for the second time"));
  else if (g_strcmp0(cause, "mismatched element type in array") == 0)
    reader_problem_at(reader, config_error_line(file), _("the values in [ ] must all be of one kind"));
  else
    reader_problem_at(reader, config_error_line(file),
                      _("this cannot be read; look here and just above for a bracket, a quote or a \";\" too few or a "
                        "comma too many"));
}

/* Parses `text` into `file`. FALSE after a problem that nothing can be read behind. */
static gboolean parse_file(Reader *reader, const char *text, config_t *file) {
  g_autoptr(GArray) includes = g_array_new(FALSE, FALSE, sizeof(int));
  g_autofree char *copy = scan_text(text, includes);
  for (guint i = 0; i < includes->len; i++)
    reader_problem_at(reader, g_array_index(includes, int, i),
                      _("other files cannot be included: the routine is one file"));
  if (config_read_string(file, copy) == CONFIG_TRUE)
    return TRUE;
  report_syntax(reader, file);
  return FALSE;
}

static int line_of(const char *text, const char *place) {
  int line = 1;
  for (const char *at = text; at < place; at++)
    line += *at == '\n';
  return line;
}

/* Whether `text` is UTF-8 throughout; a problem at its line when not. `length` counts NUL bytes, too. */
static gboolean is_clean(Reader *reader, const char *text, gsize length) {
  const char *end = NULL;
  if (g_utf8_validate_len(text, length, &end))
    return TRUE;
  if (*end)
    reader_problem_at(reader, line_of(text, end), _("this is not UTF-8 text"));
  else
    reader_problem_at(reader, line_of(text, end), _("there is a NUL byte in this line: is this a text file?"));
  return FALSE;
}

static void read_values(Reader *reader, const config_t *file, const Config *config) {
  const config_setting_t *const root = config_root_setting(file);
  const KeyPart parts[] = { { &part_routine, config->routine }, { &part_settings, config->settings } };
  reader_read(reader, root, parts, G_N_ELEMENTS(parts));
  const Check check = { reader, root, config->routine, config->settings };
  check_soundness(&check);
  if (!config_has_problem(config))
    check_doubts(&check);
}

static void read_shipped_guides(const Config *config) {
  g_auto(config_t) file;
  config_init(&file);
  Reader reader = { .path = SHIPPED_GUIDES, .problems = config->problems };
  const KeyPart part = { &part_settings, config->settings };
  if (parse_file(&reader, resources_text(SHIPPED_GUIDES), &file))
    reader_read(&reader, config_root_setting(&file), &part, 1);
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
  Config *config = config_new();
  Reader reader = { .path = path, .problems = config->problems };
  g_auto(config_t) file;
  config_init(&file);
  read_shipped_guides(config);
  if (length > FILE_BYTES_MAX) {
    reader_problem_at(&reader, 0, _("the file is larger than 1 MiB"));
    return settle(config);
  }
  if (is_clean(&reader, text, length)) {
    const char *const start = g_str_has_prefix(text, BYTE_ORDER_MARK) ? text + strlen(BYTE_ORDER_MARK) : text;
    if (parse_file(&reader, start, &file))
      read_values(&reader, &file, config);
  }
  return settle(config);
}

Config *config_parse(const char *text, const char *path) {
  return parse(text, strlen(text), path);
}

/* Refuses what has no end or would block: only files and pipes are read. */
static gboolean is_readable_kind(const char *path, GStatBuf *info, GError **error) {
  if (g_stat(path, info) != 0) {
    const int cause = errno;
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, "%s: \"%s\"", g_strerror(cause), path);
    return FALSE;
  }
  if (!S_ISREG(info->st_mode) && !S_ISFIFO(info->st_mode)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("not a file: \"%s\""), path);
    return FALSE;
  }
  return TRUE;
}

Config *config_load(const char *path, GError **error) {
  GStatBuf info;
  if (!is_readable_kind(path, &info, error))
    return NULL;
  if (info.st_size > FILE_BYTES_MAX)
    return parse("", FILE_BYTES_MAX + 1, path);
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr(GError) cause = NULL;
  if (!g_file_get_contents(path, &text, &length, &cause)) {
    g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, cause->message);
    return NULL;
  }
  return parse(text, length, path);
}

Config *config_load_shipped(void) {
  return config_parse(resources_text(SHIPPED_ROUTINE), SHIPPED_ROUTINE);
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
  g_autofree char *with_bed = replace_time(resources_text(SHIPPED_ROUTINE), "bed", bed);
  return replace_time(with_bed, "wake", wake);
}
