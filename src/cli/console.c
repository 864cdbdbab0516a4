/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/console.h"

#include "base/error.h"
#include "base/text.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define COLUMNS 76

void console_wrapped(const char *text, const char *indent) {
  g_auto(GStrv) lines = text_wrap(text, COLUMNS - text_width(indent));
  for (char **line = lines; *line; line++)
    g_print("%s%s\n", indent, *line);
}

gboolean console_data(const char *text, GError **error) {
  if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write to standard output: %s"), g_strerror(errno));
  return FALSE;
}

char *console_read_line(void) {
  char *line = NULL;
  size_t size = 0;
  fflush(stdout); /* the question is on a line that has not ended */
  char *text = getline(&line, &size, stdin) >= 0 ? g_strdup(g_strstrip(line)) : NULL;
  free(line);
  return text;
}

gboolean console_can_ask(void) {
  return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

gboolean console_confirm(const char *question) {
  g_print("%s [y/N] ", question);
  g_autofree char *answer = console_read_line();
  return answer && g_ascii_tolower(*answer) == 'y';
}

void console_report(const App *app, const char *message) {
  const char *status = app_evening(app)->status;
  g_print("%s\n", message);
  if (status)
    g_printerr("winddown: %s\n", status);
}

gboolean console_perform(App *app, const Action *action, GError **error) {
  g_autofree char *message = NULL;
  if (!app_perform(app, action, &message, error))
    return FALSE;
  console_report(app, message);
  return TRUE;
}
