/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Start and end of an app, what it says, and what it watches. Nothing that runs
 * only while the dashboard or `remind` is up is started before the first
 * frame. */
#include "app/state.h"
#include "backlight/backlight.h"
#include "base/daytime.h"
#include "base/text.h"
#include "session/presence.h"
#include "session/service.h"
#include "store/claims.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define BACKUP_DELAY_SECONDS 20

/* Long enough for another program to get a mark onto a slow disk, and short enough not to be felt in a key. */
#define KEY_PATIENCE_MS 200

const Evening *app_evening(const App *app) {
  return &app->evening;
}

Clock *app_clock(const App *app) {
  return app->clock;
}

/* --- what it says --- */

void app_observe(App *app, AppFunc func, gpointer data) {
  app->observer = func;
  app->observer_data = data;
}

void app_call_observer(App *app) {
  if (app->observer)
    app->observer(app, app->observer_data);
}

void app_set_status(App *app, const char *text) {
  char *before = app->status; /* `text` may alias app->status */
  app->status = text ? text_sentence(text) : NULL;
  app->status_is_act = FALSE;
  g_free(before);
}

static void say(App *app, const char *text, gboolean is_act) {
  app_set_status(app, text);
  app->status_is_act = is_act;
  app->evening.status = app->status;
  app->evening.status_is_act = app->status_is_act;
  app->evening.notice = app->notice;
  app_call_observer(app);
}

void app_say(App *app, const char *text) {
  say(app, text, FALSE);
}

void app_say_act(App *app, const char *text) {
  say(app, text, text != NULL);
}

/* For rooms that do not know the app. */
static void on_text(const char *text, gpointer data) {
  app_say(data, text);
}

/* --- reminders when it is closed --- */

char *app_farewell(App *app) {
  const ReminderInput input = turn_reminder_input(app);
  g_autoptr(GPtrArray) list = reminder_list(&input);
  g_autoptr(GHashTable) claims = claim_list(app->store, app->plan->night, NULL); /* shown by another process */
  for (guint i = list->len; i > 0; i--) {
    const Reminder *reminder = g_ptr_array_index(list, i - 1);
    const ClaimRequest request = {
      app->plan->night, reminder->step, reminder->key, reminder->due, app->plan->offset, clock_now(app->clock),
    };
    if (claim_covers(claims, &request))
      g_ptr_array_remove_index(list, i - 1);
  }
  g_autoptr(ReminderTurn) turn = reminder_turn_new(list, NULL, clock_now(app->clock));
  if (turn->next == 0 || presence_any(app->data_folder))
    return NULL;
  const Settings *settings = app->config->settings;
  g_autofree char *clock = daytime_clock(turn->next, app->zone);
  const char *key = settings->keys[KEY_ACTION_KEEP_REMINDING];
  return g_strdup_printf(_("Reminders rest until winddown is open again (next: %s); %s keeps them coming."), clock,
                         key ? key : key_action_info(KEY_ACTION_KEEP_REMINDING)->key);
}

static void on_service_enabled(const char *trouble, gpointer data) {
  App *app = data;
  if (trouble)
    app_say(app, trouble);
  else
    app_say(app, presence_is_held(app->data_folder, PRESENCE_REMIND)
                     ? _("Reminders keep coming now, also when this is closed.")
                     : _("It brings reminders of the record in its usual place, which is not this one."));
}

void app_keep_reminding(App *app) {
  if (app->rehearses) {
    app_say(app, _("This is a rehearsal: it leaves the services of your session as they are."));
    return;
  }
  g_clear_pointer(&app->enabling, service_call_free);
  app->enabling = service_enable(on_service_enabled, app);
}

/* --- opening --- */

static void start_hooks(App *app) {
  const HooksOptions options = {
    .store = app->store,
    .config_path = app->config_path,
    .state_folder = app->state_folder,
    .limit_seconds = HOOK_SECONDS,
    .rehearses = app->rehearses,
    .said = on_text,
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
  const StoreMode mode = !app->writes ? STORE_READ : app->rehearses ? STORE_MEMORY : STORE_WRITE;
  app->store = store_open(options->data_folder, mode, now, error);
  if (!app->store || !night_reload(app, error) || !night_turn(app, now, error))
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
  g_clear_pointer(&app->trials, g_ptr_array_unref);
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

/* --- watching: the time, the machine's zone, the store and the log of hooks --- */

/* GLib keeps a zone by its name for as long as anyone holds it: the old one is let go first, so that a file that was
 * written over is read again. */
static void follow_machine_zone(App *app) {
  if (app->config->settings->zone)
    return;
  g_clear_pointer(&app->zone, g_time_zone_unref);
  app->zone = clock_zone(NULL);
  app->evening.zone = app->zone;
}

/* TRUE if the zone in force has another name by now. No file is read: the zone that is held keeps its name. */
static gboolean zone_has_moved(const App *app) {
  g_autoptr(GTimeZone) zone = clock_zone(app->config->settings->zone);
  return zone && !g_str_equal(g_time_zone_get_identifier(zone), g_time_zone_get_identifier(app->zone));
}

static void replan(App *app) {
  g_autoptr(GError) error = NULL;
  if (!night_replan(app, clock_now(app->clock), &error))
    app_set_status(app, error->message);
}

static void on_alarm(AlarmReason reason, gpointer data) {
  App *app = data;
  if (reason == ALARM_ZONE_CHANGED)
    follow_machine_zone(app);
  if (reason != ALARM_DUE)
    replan(app);
  turn_now(app);
}

static void on_store_changed(gpointer data) {
  App *app = data;
  if (store_changed(app->store))
    turn_reload(app, clock_now(app->clock));
}

/* Another process's commit shows as a write to the write-ahead log beside the store. */
static void watch_store(App *app) {
  g_autofree char *folder = g_path_get_dirname(store_path(app->store));
  app->store_watch = file_watch_new_folder(folder, on_store_changed, app);
}

/* Hooks mostly run in another program, and some end after theirs has gone: their log has it all. */
static void on_hook_log_changed(gpointer data) {
  App *app = data;
  g_autofree char *trouble = hooks_log_trouble(app->state_folder, 0);
  if (trouble)
    app_say(app, trouble);
}

static void watch_hook_log(App *app) {
  g_autofree char *path = hooks_log_path(app->state_folder);
  app->hook_watch = file_watch_new(path, on_hook_log_changed, app);
}

static void start_watching(App *app) {
  app->alarm = alarm_new(app->clock, on_alarm, app);
  if (zone_has_moved(app)) { /* before the alarm was set */
    follow_machine_zone(app);
    replan(app);
  }
  configuration_follow(app);
  watch_store(app);
  if (app->has_terminal)
    watch_hook_log(app);
}

static void stop_watching(App *app) {
  g_clear_pointer(&app->store_watch, file_watch_free);
  g_clear_pointer(&app->config_watch, file_watch_free);
  g_clear_pointer(&app->hook_watch, file_watch_free);
  g_clear_pointer(&app->alarm, alarm_free);
}

/* --- running --- */

gboolean app_check(App *app, GError **error) {
  return app->rehearses || store_has_backup(app->store, app->plan->night) ||
         store_check(app->store, STORE_CHECK_QUICK, error);
}

gboolean app_back_up(App *app, GError **error) {
  if (app->rehearses || app->backup_night == app->plan->night)
    return TRUE;
  app->backup_night = app->plan->night;
  return store_backup(app->store, app->plan->night, error);
}

static gboolean on_backup(gpointer data) {
  App *app = data;
  g_autoptr(GError) error = NULL;
  app->backup_source = 0;
  if (app_back_up(app, &error))
    return G_SOURCE_REMOVE;
  g_autofree char *text = g_strdup_printf(
      _("The daily copy of your nights could not be made: %s. Nothing is lost; \"winddown "
        "doctor\" says what is in the way."),
      error->message);
  app_say(app, text);
  return G_SOURCE_REMOVE;
}

/* The first one waits until a start is over; one at the turn of the night until there is nothing else to do. */
void app_plan_backup(App *app) {
  const Night night = app->plan->night, planned = app->backup_planned;
  if (planned == night)
    return;
  app->backup_planned = night;
  g_clear_handle_id(&app->backup_source, g_source_remove);
  app->backup_source = planned == NIGHT_NONE ? g_timeout_add_seconds(BACKUP_DELAY_SECONDS, on_backup, app)
                                             : g_idle_add_full(G_PRIORITY_LOW, on_backup, app, NULL);
}

/* What commands met while there was no screen. A rehearsal has a copy of the log. */
static void tell_of_hooks(App *app, gint64 last_screen) {
  g_autofree char *trouble = app->rehearses ? NULL : hooks_log_trouble(app->state_folder, last_screen);
  if (trouble)
    app_set_status(app, trouble);
}

/* A clock of which nobody knows the zone shows UTC. */
static void tell_of_zone(App *app) {
  g_autofree char *unknown = app->config->settings->zone ? NULL : clock_unknown_zone();
  if (!unknown)
    return;
  g_autofree char *text = g_strdup_printf(_("TZ is \"%s\", which this machine does not know: UTC is used."), unknown);
  app_set_status(app, text);
}

void app_start(App *app, const TerminalPort *terminal) {
  g_return_if_fail(app->writes && !app->alarm);
  const gint64 last_screen = presence_last(app->data_folder, PRESENCE_DASHBOARD);
  if (terminal)
    store_set_patience(app->store, KEY_PATIENCE_MS);
  delivery_start(app, terminal);
  if (!clock_is_rehearsal(app->clock))
    app->dimmer = dimmer_new(BACKLIGHT_CLASS_FOLDER, app->state_folder, on_text, app);
  if (!app->rehearses) /* it brings nobody's reminders */
    app->presence = presence_hold(app->data_folder, terminal ? PRESENCE_DASHBOARD : PRESENCE_REMIND);
  start_watching(app);
  if (terminal) {
    tell_of_hooks(app, last_screen);
    tell_of_zone(app);
  }
  turn_now(app);
}

void app_stop(App *app) {
  stop_watching(app);
  g_clear_handle_id(&app->backup_source, g_source_remove);
  app->evening.reminder = NULL;
  presence_release(app->presence);
  app->presence = -1;
  if (app->reminders && !app->rehearses && presence_any(app->data_folder))
    reminders_hand_over(app->reminders);
  g_clear_pointer(&app->reminders, reminders_free);
  dimmer_free(app->dimmer, !app->has_terminal || !presence_any(app->data_folder));
  app->dimmer = NULL;
  g_clear_pointer(&app->enabling, service_call_free);
}
