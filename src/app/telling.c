/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/telling.h"

#include "app/state.h"
#include "base/text.h"

void app_observe(App *app, AppFunc func, gpointer data) {
  app->observer = func;
  app->observer_data = data;
}

void telling_observer(App *app) {
  if (app->observer)
    app->observer(app, app->observer_data);
}

void telling_note(App *app, const char *text) {
  char *before = app->status; /* `text` may be it */
  app->status = text ? text_sentence(text) : NULL;
  app->status_is_act = FALSE;
  g_free(before);
}

static void say(App *app, const char *text, gboolean is_act) {
  telling_note(app, text);
  app->status_is_act = is_act;
  app->evening.status = app->status;
  app->evening.status_is_act = app->status_is_act;
  app->evening.notice = app->notice;
  telling_observer(app);
}

void app_say(App *app, const char *text) {
  say(app, text, FALSE);
}

void app_say_act(App *app, const char *text) {
  say(app, text, text != NULL);
}
