/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/app.h"

#include "app/app_private.h"
#include "app/presence.h"
#include "base/error.h"
#include "base/text.h"
#include "planning/planner.h"

#include <glib/gi18n.h>

static void say(const char *text, gpointer data) {
  app_say(data, text);
}

App *app_new(const AppOptions *options, GError **error) {
  g_autoptr(App) app = g_new0(App, 1);
  app->clock = options->clock;
  app->presence = -1;
  app->config_path = g_strdup(options->config_path);
  app->data_folder = g_strdup(options->data_folder);
  app->state_folder = g_strdup(options->state_folder);
  app->writes = options->writes;
  const gint64 now = clock_now(app->clock);
  configuration_load(app, NULL);
  app->store = store_open(options->data_folder, app->writes ? STORE_WRITE : STORE_READ, now, error);
  if (!app->store || !nights_reload(app, error) || !nights_turn(app, now, error))
    return NULL;
  if (app->writes)
    app->hooks = hooks_new(app->config_path, app->state_folder, HOOK_SECONDS, say, app);
  app_refresh(app, now);
  return g_steal_pointer(&app);
}

void app_free(App *app) {
  if (!app)
    return;
  app_stop(app);
  g_clear_pointer(&app->hooks, hooks_free);
  g_clear_pointer(&app->agenda, agenda_free);
  g_clear_pointer(&app->record, record_free);
  g_clear_pointer(&app->plan, plan_free);
  g_clear_pointer(&app->choices, g_hash_table_unref);
  g_clear_pointer(&app->pauses, g_ptr_array_unref);
  g_clear_pointer(&app->store, store_close);
  g_clear_pointer(&app->zone, g_time_zone_unref);
  g_clear_pointer(&app->config, config_free);
  clock_free(app->clock);
  g_free(app->config_path);
  g_free(app->data_folder);
  g_free(app->state_folder);
  g_free(app->notice);
  g_free(app->status);
  g_free(app);
}

const Evening *app_evening(const App *app) {
  return &app->evening;
}

Clock *app_clock(const App *app) {
  return app->clock;
}

void app_observe(App *app, AppFunc func, gpointer data) {
  app->observer = func;
  app->observer_data = data;
}

void app_tell(App *app) {
  if (app->observer)
    app->observer(app, app->observer_data);
}

void app_note(App *app, const char *text) {
  char *before = app->status; /* `text` may be it */
  app->status = text ? text_sentence(text) : NULL;
  g_free(before);
}

void app_say(App *app, const char *text) {
  app_note(app, text);
  app->evening.status = app->status;
  app->evening.notice = app->notice;
  app_tell(app);
}

static void fill_evening(App *app, gint64 now) {
  app->evening = (Evening){
    .routine = app->config->routine,
    .settings = app->config->settings,
    .plan = app->plan,
    .record = app->record,
    .agenda = app->agenda,
    .pauses = app->pauses,
    .zone = app->zone,
    .now = now,
    .born = store_born(app->store),
    .status = app->status,
    .notice = app->notice,
    .reminder = app->reminding ? reminding_line(app->reminding) : NULL,
    .revision = app->revision,
    .asks_morning = nights_asking(app, now),
    .reminds_when_closed = app->has_terminal && presence_is_held(app->data_folder),
  };
}

void app_refresh(App *app, gint64 now) {
  g_clear_pointer(&app->agenda, agenda_free);
  app->agenda = agenda_new(app->plan, app->record, app->pauses, nights_reminders_end(app), now);
  fill_evening(app, now); /* a command that cannot be run is told within the turn */
  const gint64 due = app->reminding ? running_turn(app, now) : 0;
  app->evening.reminder = app->reminding ? reminding_line(app->reminding) : NULL;
  if (app->alarm) {
    app->quiet_from = now;
    app->quiet_until = running_next(app, due, now);
    alarm_arm(app->alarm, app->quiet_until);
  }
  app_tell(app);
}

void app_reload(App *app, gint64 now) {
  g_autoptr(GError) error = NULL;
  if (!nights_reload(app, &error) || !nights_replan(app, now, &error))
    app_note(app, error->message);
  app_refresh(app, now);
}

void app_turn(App *app) {
  const gint64 now = clock_now(app->clock);
  g_autoptr(GError) error = NULL;
  if (store_changed(app->store)) {
    app_reload(app, now);
    return;
  }
  if (!nights_turn(app, now, &error))
    app_note(app, error->message);
  app_refresh(app, now);
}

/* Between what was due and what will be, only the time itself changes: whoever looks every minute pays for no more. */
static gboolean is_quiet(const App *app, gint64 now) {
  return now >= app->quiet_from && now < app->quiet_until;
}

void app_tick(App *app) {
  const gint64 now = clock_now(app->clock);
  if (store_changed(app->store)) {
    app_reload(app, now);
    return;
  }
  if (!is_quiet(app, now)) {
    app_turn(app);
    return;
  }
  app->evening.now = now;
  app_tell(app);
}
