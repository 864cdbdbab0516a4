/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs only while the dashboard or `remind` is up: the alarm, the watch
 * over config and store, reminding, the day's backup. None of it is started
 * before the first frame. */
#include "app/app_private.h"
#include "app/presence.h"
#include "app/service.h"
#include "backlight/backlight.h"
#include "base/daytime.h"
#include "notify/ways.h"
#include "planning/planner.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#define STORE_RATE_MS 150
#define BACKUP_DELAY_SECONDS 20
#define NOON_MINUTES (12 * 60)
#define MORNING_LASTS_SECONDS (3 * 60 * 60)

static gboolean do_action(App *app, const Action *action) {
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  const gboolean done = app_perform(app, action, &message, &error);
  app_say(app, done ? message : error->message);
  return done;
}

static gboolean answer_morning(App *app, Night night, int rested) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, NULL))
    return FALSE;
  Morning morning = record->morning;
  morning.rested = rested;
  const Action action = { .kind = ACTION_MORNING, .source = FROM_NOTIFICATION, .night = night, .morning = &morning };
  return do_action(app, &action);
}

/* What each button of a notification does to the step it was about. "ok" has seen it. */
static gboolean on_answered(Night night, const char *id, const char *button, gpointer data) {
  App *app = data;
  Action action = { .kind = ACTION_MARK, .source = FROM_NOTIFICATION, .night = night, .step = id };
  if (!id)
    return answer_morning(app, night, atoi(button));
  const Step *step = routine_step(app->config->routine, id);
  const gboolean is_stretch = step && step->kind == STEP_AVOID;
  if (g_str_equal(button, "done") && !is_stretch) /* whether a stretch held shows at its end */
    action.mark = MARK_DONE;
  else if (g_str_equal(button, "skip"))
    action.mark = MARK_SKIPPED;
  else if (g_str_equal(button, "not-tonight"))
    action.mark = MARK_SLIPPED;
  else if (g_str_equal(button, "snooze")) {
    action.kind = ACTION_SNOOZE;
    action.minutes = app->config->settings->reminders.snooze_minutes;
  } else
    return TRUE;
  return do_action(app, &action);
}

static void on_line_changed(gpointer data) {
  App *app = data;
  app->evening.reminder = reminding_line(app->reminding);
  app_tell(app);
}

static void on_turn_wanted(gpointer data) {
  app_turn(data);
}

static const RemindingCallbacks callbacks = {
  .answered = on_answered,
  .changed = on_line_changed,
  .wants_turn = on_turn_wanted,
};

void app_hold_reminders(App *app, gint64 until) {
  if (!app->reminding)
    return;
  reminding_hold(app->reminding, until);
  app_turn(app);
}

/* The morning's question, first due at `due`, is taken down at noon; for who rises late, some hours later. */
static gint64 morning_end(const App *app, gint64 due) {
  const gint64 noon = daytime_resolve(daytime_day_of(due, app->zone), NOON_MINUTES, app->zone);
  return MAX(noon, due + MORNING_LASTS_SECONDS);
}

/* Asks for last night by notification. Gives when that next changes; 0: not. */
static gint64 ask_morning(App *app, gint64 now) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  const Night before = app->plan->night - 1;
  g_autoptr(Plan) plan = NULL;
  if (!settings->morning || nights_asking(app, now) != before || !store_load_plan(app->store, before, &plan, NULL) ||
      !plan) {
    reminding_ask_morning(app->reminding, before, FALSE, now);
    return 0;
  }
  const gint64 due = planner_instant(plan, settings->morning_at, app->zone), end = morning_end(app, due);
  if (now < due)
    return due;
  reminding_ask_morning(app->reminding, before, now < end, now);
  return now < end ? end : 0;
}

static ReminderInput reminder_input(const App *app) {
  return (ReminderInput){
    .plan = app->plan,
    .record = app->record,
    .routine = app->config->routine,
    .settings = app->config->settings,
    .pauses = app->pauses,
    .zone = app->zone,
  };
}

char *app_farewell(App *app) {
  const gint64 now = clock_now(app->clock);
  const ReminderInput input = reminder_input(app);
  g_autoptr(GPtrArray) list = reminders_list(&input);
  guint i = 0;
  while (i < list->len && ((const Reminder *) g_ptr_array_index(list, i))->due <= now)
    i++;
  if (i == list->len || presence_is_held(app->data_folder))
    return NULL;
  const Reminder *next = g_ptr_array_index(list, i);
  g_autofree char *clock = daytime_clock(next->due, app->zone);
  return g_strdup_printf(_("Reminders rest while winddown is closed (next: %s). To keep them coming: %s"), clock,
                         service_command());
}

/* 0 is none. */
static gint64 earlier(gint64 a, gint64 b) {
  return a && b ? MIN(a, b) : MAX(a, b);
}

gint64 running_turn(App *app, gint64 now) {
  const ReminderInput input = reminder_input(app);
  hook_events_turn(app, now);
  const gint64 due = reminding_turn(app->reminding, &input, now);
  const gint64 morning = ask_morning(app, now);
  const gint64 light = app->dimmer ? dimmer_turn(app->dimmer, app->plan, &app->config->settings->screen, now) : 0;
  return earlier(due, earlier(morning, light));
}

gint64 running_next(const App *app, gint64 due, gint64 now) {
  gint64 next = app->plan->wake;
  if (app->agenda->next_change)
    next = MIN(next, app->agenda->next_change);
  if (due)
    next = MIN(next, due);
  if (app->plan->bed > now)
    next = MIN(next, app->plan->bed);
  return MAX(next, now + 1);
}

/* Whether the machine's zone is another one now. GLib keeps a zone by its name for as long as anyone holds it: the old
 * one is let go first, so that a file that was written over is read again. */
static gboolean follow_machine_zone(App *app) {
  if (app->config->settings->zone)
    return FALSE;
  g_autofree char *before = g_strdup(g_time_zone_get_identifier(app->zone));
  g_clear_pointer(&app->zone, g_time_zone_unref);
  app->zone = clock_zone(NULL);
  app->evening.zone = app->zone;
  return !g_str_equal(before, g_time_zone_get_identifier(app->zone));
}

static void replan(App *app) {
  g_autoptr(GError) error = NULL;
  if (!nights_replan(app, clock_now(app->clock), &error))
    app_note(app, error->message);
}

static void on_alarm(AlarmReason reason, gpointer data) {
  App *app = data;
  if (reason == ALARM_ZONE_CHANGED)
    (void) follow_machine_zone(app);
  if (reason != ALARM_DUE)
    replan(app);
  app_turn(app);
}

static void on_store_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data) {
  App *app = data;
  if (store_changed(app->store))
    app_reload(app, clock_now(app->clock));
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

static gboolean on_backup(gpointer data) {
  App *app = data;
  g_autoptr(GError) error = NULL;
  app->backup_source = 0;
  if (!store_backup(app->store, clock_now(app->clock), &error))
    app_say(app, error->message);
  return G_SOURCE_REMOVE;
}

static Notifier *make_way(App *app, Way way) {
  const TerminalPort *terminal = app->has_terminal ? &app->terminal : NULL;
  switch (way) {
  case WAY_DESKTOP: return notify_desktop_new(reminding_on_event, app->reminding);
  case WAY_TERMINAL: return terminal ? notify_terminal_new(terminal, reminding_on_event, app->reminding) : NULL;
  case WAY_BELL: return terminal ? notify_bell_new(terminal, reminding_on_event, app->reminding) : NULL;
  }
  return NULL;
}

static void add_ways(App *app) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  for (gsize i = 0; i < settings->n_ways; i++) {
    Notifier *way = make_way(app, settings->ways[i]);
    if (way)
      reminding_add_way(app->reminding, way);
  }
}

void running_follow_ways(App *app, const ReminderSettings *before) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  const gboolean is_same = settings->n_ways == before->n_ways &&
                           memcmp(settings->ways, before->ways, settings->n_ways * sizeof(Way)) == 0;
  if (!app->reminding || is_same)
    return;
  const NoticeEvent available = { .kind = NOTICE_AVAILABLE };
  reminding_drop_ways(app->reminding);
  add_ways(app);
  reminding_on_event(&available, app->reminding);
}

static void on_dimmer_said(const char *said, gpointer data) {
  app_say(data, said);
}

void app_start(App *app, const TerminalPort *terminal) {
  g_return_if_fail(app->writes && !app->alarm);
  app->alarm = alarm_new(app->clock, on_alarm, app);
  if (follow_machine_zone(app)) /* it changed before anybody watched */
    replan(app);
  app->reminding = reminding_new(app->store, &callbacks, app);
  app->has_terminal = terminal != NULL;
  if (terminal)
    app->terminal = *terminal;
  else
    reminding_set_log(app->reminding, notify_log_new(NULL, NULL));
  add_ways(app);
  if (!clock_is_rehearsal(app->clock))
    app->dimmer = dimmer_new(BACKLIGHT_CLASS_FOLDER, app->state_folder, on_dimmer_said, app);
  if (!terminal)
    app->presence = presence_hold(app->data_folder);
  configuration_catch_up(app, clock_now(app->clock));
  configuration_watch(app);
  configuration_remember(app);
  watch_store(app);
  app->backup_source = g_timeout_add_seconds(BACKUP_DELAY_SECONDS, on_backup, app);
  app_turn(app);
}

void app_stop(App *app) {
  g_clear_handle_id(&app->backup_source, g_source_remove);
  g_clear_object(&app->store_monitor);
  g_clear_object(&app->config_monitor);
  app->evening.reminder = NULL;
  g_clear_pointer(&app->reminding, reminding_free);
  dimmer_free(app->dimmer, !app->has_terminal || !presence_is_held(app->data_folder));
  app->dimmer = NULL;
  g_clear_pointer(&app->alarm, alarm_free);
  if (app->over)
    g_cancellable_cancel(app->over);
  g_clear_object(&app->over);
  if (app->presence >= 0)
    g_close(app->presence, NULL);
  app->presence = -1;
}
