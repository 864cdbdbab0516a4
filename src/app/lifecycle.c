/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The beginning and the end of an app; and of what runs only while the
 * dashboard or `remind` is up, none of which is started before the first
 * frame. */
#include "app/configuration.h"
#include "app/delivery.h"
#include "app/hook_log.h"
#include "app/nights.h"
#include "app/presence.h"
#include "app/state.h"
#include "app/telling.h"
#include "app/turn.h"
#include "app/watches.h"
#include "backlight/backlight.h"

#include <glib/gstdio.h>

#define BACKUP_DELAY_SECONDS 20

/* Long enough for another program to get a mark onto a slow disk, and short enough not to be felt in a key. */
#define KEY_PATIENCE_MS 200

static void say(const char *text, gpointer data) {
  app_say(data, text);
}

static void start_hooks(App *app) {
  const HooksOptions options = {
    .config_path = app->config_path,
    .state_folder = app->state_folder,
    .limit_seconds = HOOK_SECONDS,
    .rehearses = app->rehearses,
    .said = say,
    .data = app,
  };
  app->hooks = hooks_new(&options);
}

App *app_new(const AppOptions *options, GError **error) {
  g_autoptr(App) app = g_new0(App, 1);
  app->clock = options->clock;
  app->presence = -1;
  app->config_path = g_strdup(options->config_path);
  app->data_folder = g_strdup(options->data_folder);
  app->state_folder = g_strdup(options->state_folder);
  app->writes = options->writes;
  app->rehearses = options->rehearses;
  const gint64 now = clock_now(app->clock);
  config_free(configuration_load(app)); /* nothing was in force before */
  app->store = store_open(options->data_folder, app->writes ? STORE_WRITE : STORE_READ, now, error);
  if (!app->store || !nights_reload(app, error) || !nights_turn(app, now, error))
    return NULL;
  if (app->writes)
    start_hooks(app);
  turn_refresh(app, now);
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

static gboolean on_backup(gpointer data) {
  App *app = data;
  g_autoptr(GError) error = NULL;
  app->backup_source = 0;
  if (!store_backup(app->store, clock_now(app->clock), &error))
    app_say(app, error->message);
  return G_SOURCE_REMOVE;
}

static void on_dimmer_said(const char *said, gpointer data) {
  app_say(data, said);
}

/* What commands met while there was no screen. A rehearsal has a copy of the log. */
static void tell_of_hooks(App *app, gint64 last_screen) {
  g_autofree char *trouble = app->rehearses ? NULL : hook_log_trouble(app->state_folder, last_screen);
  if (trouble)
    telling_note(app, trouble);
}

void app_start(App *app, const TerminalPort *terminal) {
  g_return_if_fail(app->writes && !app->alarm);
  const gint64 last_screen = presence_last(app->data_folder, PRESENCE_DASHBOARD);
  if (terminal)
    store_set_patience(app->store, KEY_PATIENCE_MS);
  delivery_start(app, terminal);
  if (!clock_is_rehearsal(app->clock))
    app->dimmer = dimmer_new(BACKLIGHT_CLASS_FOLDER, app->state_folder, on_dimmer_said, app);
  app->presence = presence_hold(app->data_folder, terminal ? PRESENCE_DASHBOARD : PRESENCE_REMIND);
  watches_start(app);
  if (terminal)
    tell_of_hooks(app, last_screen);
  app->backup_source = g_timeout_add_seconds(BACKUP_DELAY_SECONDS, on_backup, app);
  turn_now(app);
}

void app_stop(App *app) {
  watches_stop(app);
  g_clear_handle_id(&app->backup_source, g_source_remove);
  app->evening.reminder = NULL;
  presence_release(app->presence);
  app->presence = -1;
  if (app->reminding && presence_any(app->data_folder))
    reminding_hand_over(app->reminding);
  g_clear_pointer(&app->reminding, reminding_free);
  dimmer_free(app->dimmer, !app->has_terminal || !presence_any(app->data_folder));
  app->dimmer = NULL;
  if (app->over)
    g_cancellable_cancel(app->over);
  g_clear_object(&app->over);
}
