/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/perform.h"

void cli_report(const App *app, const char *message) {
  const char *status = app_evening(app)->status;
  g_print("%s\n", message);
  if (status)
    g_printerr("winddown: %s\n", status);
}

gboolean cli_perform(App *app, const Action *action, GError **error) {
  g_autofree char *message = NULL;
  if (!app_perform(app, action, &message, error))
    return FALSE;
  cli_report(app, message);
  return TRUE;
}
