/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/watches.h"

#include "app/configuration.h"
#include "app/delivery.h"
#include "app/hook_log.h"
#include "app/nights.h"
#include "app/state.h"
#include "app/telling.h"
#include "app/turn.h"

#include <sys/stat.h>

#define STORE_RATE_MS 150

/* GLib keeps a zone by its name for as long as anyone holds it: the old one is let go first, so that a file that was
 * written over is read again. */
static void follow_machine_zone(App *app) {
  if (app->config->settings->zone)
    return;
  g_clear_pointer(&app->zone, g_time_zone_unref);
  app->zone = clock_zone(NULL);
  app->evening.zone = app->zone;
}

/* Whether the zone in force has another name by now: that costs no reading, as the one that is held keeps its own. */
static gboolean zone_has_moved(const App *app) {
  g_autoptr(GTimeZone) zone = clock_zone(app->config->settings->zone);
  return zone && !g_str_equal(g_time_zone_get_identifier(zone), g_time_zone_get_identifier(app->zone));
}

static void replan(App *app) {
  g_autoptr(GError) error = NULL;
  if (!nights_replan(app, clock_now(app->clock), &error))
    telling_note(app, error->message);
}

static void on_alarm(AlarmReason reason, gpointer data) {
  App *app = data;
  if (reason == ALARM_ZONE_CHANGED)
    follow_machine_zone(app);
  if (reason != ALARM_DUE)
    replan(app);
  turn_now(app);
}

static void on_store_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data) {
  App *app = data;
  if (store_changed(app->store))
    turn_reload(app, clock_now(app->clock));
}

/* Another process's commit shows as a write to the write-ahead log beside the store. */
static void watch_store(App *app) {
  g_autofree char *folder = g_path_get_dirname(store_path(app->store));
  g_autoptr(GFile) file = g_file_new_for_path(folder);
  app->store_monitor = g_file_monitor_directory(file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (!app->store_monitor)
    return;
  g_file_monitor_set_rate_limit(app->store_monitor, STORE_RATE_MS);
  g_signal_connect(app->store_monitor, "changed", G_CALLBACK(on_store_changed), app);
}

void watches_take_up_config(App *app, gint64 now) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Config) before = configuration_load(app);
  if (!nights_replan(app, now, &error))
    telling_note(app, error->message);
  if (before) {
    configuration_rearm(app, before->routine, now);
    delivery_follow(app, &before->settings->reminders);
  }
  configuration_remember(app);
}

static void on_config_changed(gpointer data) {
  App *app = data;
  watches_take_up_config(app, clock_now(app->clock));
  turn_now(app);
}

/* Hooks mostly run in another program, and some end after theirs has gone: their log has it all. */
static void on_hook_log_changed(gpointer data) {
  App *app = data;
  g_autofree char *trouble = hook_log_trouble(app->state_folder, 0);
  if (trouble)
    app_say(app, trouble);
}

static void watch_hook_log(App *app) {
  g_autofree char *path = hook_log_path(app->state_folder);
  g_mkdir_with_parents(app->state_folder, S_IRWXU); /* a folder that is not there would be looked for again and again */
  app->hook_watch = file_watch_new(path, on_hook_log_changed, app);
}

void watches_start(App *app) {
  app->alarm = alarm_new(app->clock, on_alarm, app);
  if (zone_has_moved(app)) { /* before anybody watched */
    follow_machine_zone(app);
    replan(app);
  }
  configuration_catch_up(app, clock_now(app->clock));
  app->config_watch = file_watch_new(app->config_path, on_config_changed, app);
  if (configuration_is_outdated(app))
    watches_take_up_config(app, clock_now(app->clock));
  configuration_remember(app);
  watch_store(app);
  if (app->has_terminal)
    watch_hook_log(app);
}

void watches_stop(App *app) {
  g_clear_object(&app->store_monitor);
  g_clear_pointer(&app->config_watch, file_watch_free);
  g_clear_pointer(&app->hook_watch, file_watch_free);
  g_clear_pointer(&app->alarm, alarm_free);
}
