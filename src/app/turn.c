/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/turn.h"

#include "app/hook_events.h"
#include "app/nights.h"
#include "app/presence.h"
#include "app/state.h"
#include "app/telling.h"
#include "base/daytime.h"
#include "planning/planner.h"
#include "tracking/merge.h"

#define NOON_MINUTES (12 * 60)
#define MORNING_LASTS_SECONDS (3 * 60 * 60)

ReminderInput turn_reminder_input(const App *app) {
  return (ReminderInput){
    .plan = app->plan,
    .record = app->record,
    .routine = app->config->routine,
    .settings = app->config->settings,
    .pauses = app->pauses,
    .zone = app->zone,
  };
}

/* The morning's question, first due at `due`, is taken down at noon; for who rises late, some hours later. */
static gint64 morning_end(const App *app, gint64 due) {
  const gint64 noon = daytime_resolve(daytime_day_of(due, app->zone), NOON_MINUTES, app->zone);
  return MAX(noon, due + MORNING_LASTS_SECONDS);
}

/* Whose morning is to be asked for by notification; NIGHT_NONE: none. And when that changes in `next`; 0: not. */
static Night asks_now(App *app, gint64 now, gint64 *next) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  const Night before = settings->morning ? nights_asking(app, now) : NIGHT_NONE;
  g_autoptr(Plan) plan = NULL;
  *next = 0;
  if (before == NIGHT_NONE || before == app->plan->night || !store_load_plan(app->store, before, &plan, NULL) || !plan)
    return NIGHT_NONE;
  const gint64 due = planner_instant(plan, settings->morning_at, app->zone), end = morning_end(app, due);
  if (now < end)
    *next = now < due ? due : end;
  return now >= due && now < end ? before : NIGHT_NONE;
}

/* 0 is none. */
static gint64 earlier(gint64 a, gint64 b) {
  return a && b ? MIN(a, b) : MAX(a, b);
}

/* Reminders, hooks and the light at `now`. Gives when the next of them is due; 0: none. */
static gint64 remind(App *app, gint64 now) {
  const ReminderInput input = turn_reminder_input(app);
  gint64 morning = 0;
  const gint64 hooks = hook_events_turn(app, now);
  const Night asks = asks_now(app, now, &morning);
  const gint64 due = reminding_turn(app->reminding, &input, asks, now);
  const gint64 light = app->dimmer ? dimmer_turn(app->dimmer, app->plan, &app->config->settings->screen, now) : 0;
  return earlier(due, earlier(earlier(morning, light), hooks));
}

/* When the alarm has to ring next. */
static gint64 next_turn(const App *app, gint64 due, gint64 now) {
  gint64 next = app->plan->wake;
  if (app->agenda->next_change)
    next = MIN(next, app->agenda->next_change);
  if (due)
    next = MIN(next, due);
  if (app->plan->bed > now)
    next = MIN(next, app->plan->bed);
  return MAX(next, now + 1);
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
    .status_is_act = app->status_is_act,
    .notice = app->notice,
    .reminder = app->reminding ? reminding_line(app->reminding) : NULL,
    .revision = app->revision,
    .asks_morning = nights_asking(app, now),
    .rehearses = app->rehearses,
    .reminds_when_closed = app->has_terminal && presence_is_held(app->data_folder, PRESENCE_REMIND),
  };
}

void turn_refresh(App *app, gint64 now) {
  g_clear_pointer(&app->agenda, agenda_free);
  app->agenda = agenda_new(app->plan, app->record, app->pauses, nights_reminders_end(app), now);
  fill_evening(app, now); /* a command that cannot be run is told within the turn */
  const gint64 due = app->reminding ? remind(app, now) : 0;
  app->evening.reminder = app->reminding ? reminding_line(app->reminding) : NULL;
  if (app->alarm) {
    app->quiet_from = now;
    app->quiet_until = next_turn(app, due, now);
    alarm_arm(app->alarm, app->quiet_until);
  }
  telling_observer(app);
}

void turn_reload(App *app, gint64 now) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) before = app->record ? record_copy(app->record) : NULL;
  if (!nights_reload(app, &error) || !nights_replan(app, now, &error))
    telling_note(app, error->message);
  else if (app->status_is_act && before && !tracking_is_same(before, app->record))
    telling_note(app, NULL); /* another program may have changed what it says */
  turn_refresh(app, now);
}

void turn_now(App *app) {
  const gint64 now = clock_now(app->clock);
  g_autoptr(GError) error = NULL;
  if (store_changed(app->store)) {
    turn_reload(app, now);
    return;
  }
  if (!nights_turn(app, now, &error))
    telling_note(app, error->message);
  turn_refresh(app, now);
}

/* Between what was due and what will be, only the time itself changes: whoever looks every minute pays for no more. */
static gboolean is_quiet(const App *app, gint64 now) {
  return now >= app->quiet_from && now < app->quiet_until;
}

void app_tick(App *app) {
  const gint64 now = clock_now(app->clock);
  if (store_changed(app->store)) {
    turn_reload(app, now);
    return;
  }
  if (!is_quiet(app, now)) {
    turn_now(app);
    return;
  }
  app->evening.now = now;
  telling_observer(app);
}

void app_hold_reminders(App *app, gint64 until) {
  if (!app->reminding)
    return;
  reminding_hold(app->reminding, until);
  turn_now(app);
}
