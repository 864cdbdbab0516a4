/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/view.h"

void view_free(View *view) {
  if (view)
    view->class->free(view);
}

void view_refuse(const View *view, const GError *error) {
  app_say(view->app, error->message);
}

void view_perform(const View *view, const Action *action) {
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  if (app_perform(view->app, action, &message, &error))
    app_say_act(view->app, message);
  else
    view_refuse(view, error);
}

void view_undo(const View *view) {
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  if (app_undo(view->app, &message, &error))
    app_say_act(view->app, message);
  else
    view_refuse(view, error);
}

ViewResult view_go(View *view, ViewName name) {
  view->target = name;
  return VIEW_GO;
}
