/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/acting.h"

void acting_refuse(const View *view, const GError *error) {
  app_say(view->app, error->message);
}

void acting_perform(const View *view, const Action *action) {
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  if (app_perform(view->app, action, &message, &error))
    app_say_act(view->app, message);
  else
    acting_refuse(view, error);
}

void acting_undo(const View *view) {
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  if (app_undo(view->app, &message, &error))
    app_say_act(view->app, message);
  else
    acting_refuse(view, error);
}
