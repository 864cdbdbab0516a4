/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"

#include "base/error.h"
#include "base/text.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#define COLUMNS 76

void output_wrapped(const char *text, const char *indent) {
  g_auto(GStrv) lines = text_wrap(text, COLUMNS - text_width(indent));
  for (char **line = lines; *line; line++)
    g_print("%s%s\n", indent, *line);
}

gboolean output_data(const char *text, GError **error) {
  if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write to standard output: %s"), g_strerror(errno));
  return FALSE;
}
