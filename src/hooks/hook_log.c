/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hooks/hook_log.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>

#define LOG_NAME "hooks.log"
#define LOG_MAX_BYTES (256 * 1024)

char *hook_log_path(const char *state_folder) {
  return g_build_filename(state_folder, LOG_NAME, NULL);
}

int hook_log_open(const char *state_folder) {
  g_autofree char *path = hook_log_path(state_folder);
  GStatBuf status;
  const gboolean is_large = g_stat(path, &status) == 0 && status.st_size > LOG_MAX_BYTES;
  g_mkdir_with_parents(state_folder, S_IRWXU);
  return g_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (is_large ? O_TRUNC : 0), S_IRUSR | S_IWUSR);
}

void hook_log_write(int log, const char *what, const char *text) {
  if (log >= 0)
    dprintf(log, "%s: %s\n", what, text);
}

char *hook_log_tail(const char *state_folder, guint lines) {
  g_autofree char *path = hook_log_path(state_folder);
  g_autofree char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &text, &length, NULL) || length == 0)
    return NULL;
  const char *start = text + length - 1; /* the last line's end is none between lines */
  for (guint i = 0; start > text; start--) {
    if (start[-1] == '\n' && ++i == lines)
      break;
  }
  return g_utf8_make_valid(start, -1);
}

/* In microseconds by the machine's clock; 0: never. */
static gint64 written_at(const char *state_folder) {
  g_autofree char *path = hook_log_path(state_folder);
  GStatBuf status;
  return g_stat(path, &status) == 0 ? (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000
                                    : 0;
}

/* What a command printed has no name before it, and what ran its moment before that. */
char *hook_log_trouble(const char *state_folder, gint64 since) {
  if (written_at(state_folder) <= since)
    return NULL;
  g_autofree char *line = hook_log_tail(state_folder, 1);
  if (!line || !g_regex_match_simple("^([a-z0-9-]+ \\((due|done)\\)|bedtime|morning): ", line, 0, 0))
    return NULL;
  return g_strdup_printf(_("The command for %s."), g_strchomp(line));
}
