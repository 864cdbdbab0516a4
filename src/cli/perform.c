/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/perform.h"

gboolean cli_perform(App *app, const Action *action, GError **error) {
  g_autofree char *message = NULL;
  if (!app_perform(app, action, &message, error))
    return FALSE;
  g_print("%s\n", message);
  return TRUE;
}
