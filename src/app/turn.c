/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A turn: everything that follows from plan, record and now is brought up to
 * date, what is due goes out, and the alarm is set for what comes next. */
#include "app/state.h"
#include "base/daytime.h"
#include "planning/planner.h"
#include "session/presence.h"
#include "tracking/merge.h"

#define MORNING_LASTS_SECONDS (3 * DAYTIME_HOUR_SECONDS)

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
  const gint64 noon = daytime_resolve(daytime_day_of(due, app->zone), DAYTIME_NOON_MINUTES, app->zone);
  return MAX(noon, due + MORNING_LASTS_SECONDS);
}

/* Returns the night whose morning is to be asked for by notification now; NIGHT_NONE. `due` is that whose morning is
 * unanswered. Sets `next` to when the result changes; 0: not. */
static Night morning_to_ask(const App *app, Night due, gint64 now, gint64 *next) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  g_autoptr(Plan) plan = NULL;
  *next = 0;
  if (!settings->morning || due == NIGHT_NONE || due == app->plan->night ||
      !store_load_plan(app->store, due, &plan, NULL) || !plan)
    return NIGHT_NONE;
  const gint64 from = planner_instant(plan, settings->morning_at, app->zone), end = morning_end(app, from);
  if (now < end)
    *next = now < from ? from : end;
  return now >= from && now < end ? due : NIGHT_NONE;
}

/* Hooks, reminders and the light at `now`. Returns when the next of them is due; 0: never. */
static gint64 act_on_time(App *app, Night morning_due, gint64 now) {
  const ReminderInput input = turn_reminder_input(app);
  gint64 next = hooks_turn(app->hooks, &input, now);
  gint64 morning_changes = 0;
  const Night morning = morning_to_ask(app, morning_due, now, &morning_changes);
  next = daytime_earlier(next, morning_changes);
  next = daytime_earlier(next, reminders_turn(app->reminders, &input, morning, now));
  if (app->dimmer)
    next = daytime_earlier(next, dimmer_turn(app->dimmer, app->plan, &app->config->settings->screen, now));
  return next;
}

/* Returns when the alarm has to ring next. */
static gint64 next_turn(const App *app, gint64 due, gint64 now) {
  gint64 next = app->plan->wake;
  if (app->agenda->next_change)
    next = MIN(next, app->agenda->next_change);
  if (due)
    next = MIN(next, due);
  if (app->plan->bed > now) /* after good night, too: the agenda has no change then, but hooks and the morning have */
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
    .trials = app->trials,
    .zone = app->zone,
    .now = now,
    .first_run_at = store_first_run_at(app->store),
    .status = app->status,
    .status_is_act = app->status_is_act,
    .notice = app->notice,
    .reminder = app->reminders ? reminders_line(app->reminders) : NULL,
    .revision = app->revision,
    .morning_due = night_morning_due(app, now),
    .rehearses = app->rehearses,
    .reminds_when_closed = app->has_terminal && presence_is_held(app->data_folder, PRESENCE_REMIND),
  };
}

void turn_refresh(App *app, gint64 now) {
  g_clear_pointer(&app->agenda, agenda_free);
  const gint64 reminders_end = planner_instant(app->plan, app->config->settings->reminders.until, app->zone);
  app->agenda = agenda_new(app->plan, app->record, app->pauses, reminders_end, now);
  fill_evening(app, now); /* a command that cannot be run is told within the turn */
  const gint64 due = app->reminders ? act_on_time(app, app->evening.morning_due, now) : 0;
  app->evening.reminder = app->reminders ? reminders_line(app->reminders) : NULL;
  if (app->alarm) {
    app->quiet_from = now;
    app->quiet_until = next_turn(app, due, now);
    alarm_arm(app->alarm, app->quiet_until);
    app_plan_backup(app);
  }
  app_call_observer(app);
}

void turn_reload(App *app, gint64 now) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) before = app->record ? record_copy(app->record) : NULL;
  if (!night_reload(app, &error) || !night_replan(app, now, &error))
    app_set_status(app, error->message);
  else if (app->status_is_act && before && !tracking_is_same(before, app->record))
    app_set_status(app, NULL); /* another program may have changed what it says */
  turn_refresh(app, now);
}

void turn_now(App *app) {
  const gint64 now = clock_now(app->clock);
  g_autoptr(GError) error = NULL;
  if (store_changed(app->store)) {
    turn_reload(app, now);
    return;
  }
  if (!night_turn(app, now, &error))
    app_set_status(app, error->message);
  turn_refresh(app, now);
}

/* Between what was due and what will be, only the time itself changes: a tick every minute costs no more than that. */
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
  app_call_observer(app);
}

void app_hold_reminders(App *app, gint64 until) {
  if (!app->reminders)
    return;
  reminders_hold(app->reminders, until);
  turn_now(app);
}
