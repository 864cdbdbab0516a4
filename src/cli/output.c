/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

gboolean output_data(const char *text, GError **error) {
  if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write to standard output: %s"), g_strerror(errno));
  return FALSE;
}
