/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which night holds, and its plan and record. A night is planned and stored
 * when it is first needed; the nights between that nobody opened are stored
 * with it, with the routine then in force, so that history is never
 * recomputed. */
#include "app/app_private.h"
#include "base/error.h"
#include "planning/planner.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

static const Routine *routine(const App *app) {
  return app->config->routine;
}

/* Where the night before `night` ended, when that is known; 0: as scheduled. A flight or a moved wake time may have
 * made it another moment than the schedule's, and nights touch. */
static gboolean known_start(App *app, Night night, gint64 *start, GError **error) {
  g_autoptr(Plan) before = NULL;
  if (!store_load_plan(app->store, night - 1, &before, error))
    return FALSE;
  *start = before ? before->wake : 0;
  return TRUE;
}

/* Plans `night` afresh or revises its stored plan (owned). NULL without an error: the date has no night. */
static gboolean plan_night(App *app, const Record *record, const Plan *stored, Plan **plan, GError **error) {
  PlanRequest request = {
    .routine = routine(app),
    .choices = app->choices,
    .zone = app->zone,
    .now = clock_now(app->clock),
    .born = store_born(app->store),
    .record = record,
    .stored = stored,
  };
  if (stored)
    request.start = stored->start;
  else if (!known_start(app, record->night, &request.start, error))
    return FALSE;
  *plan = planner_plan(&request, record->night, NULL);
  return TRUE;
}

/* The night that holds at `now`. Keys never go back: a night that has begun lasts until its own wake time, or its next
 * one when the zone has changed. */
static gboolean holding(App *app, gint64 now, Night *night, GError **error) {
  const Schedule *schedule = &routine(app)->schedule;
  const Night by_schedule = schedule_night_at(schedule, app->choices, now, app->zone);
  const Night newest = store_newest_night(app->store, now);
  *night = MAX(by_schedule, newest);
  if (newest == NIGHT_NONE)
    return TRUE;
  g_autoptr(Record) record = store_load_record(app->store, newest, error);
  if (!record)
    return FALSE;
  if (record->moved_wake > now)
    *night = newest;
  else if (record->moved_wake && newest == by_schedule)
    *night = newest + 1;
  return TRUE;
}

/* Saves `plan` unless it is what is stored already. */
static gboolean save_if_new(App *app, const Plan *plan, const Plan *stored, GError **error) {
  if (!app->writes || (stored && plan_equal(plan, stored)))
    return TRUE;
  if (!store_begin(app->store, error))
    return FALSE;
  if (store_save_plan(app->store, plan, error) && store_commit(app->store, error))
    return TRUE;
  store_rollback(app->store);
  return FALSE;
}

static gboolean fill_one(App *app, Night night, GError **error) {
  g_autoptr(Plan) stored = NULL;
  g_autoptr(Plan) plan = NULL;
  if (!store_load_plan(app->store, night, &stored, error))
    return FALSE;
  if (stored)
    return TRUE;
  g_autoptr(Record) record = store_load_record(app->store, night, error);
  if (!record || !plan_night(app, record, NULL, &plan, error))
    return FALSE;
  return !plan || store_save_plan(app->store, plan, error);
}

gboolean nights_fill(App *app, Night from, Night to, GError **error) {
  if (!app->writes || from >= to)
    return TRUE;
  if (!store_begin(app->store, error))
    return FALSE;
  gboolean sound = TRUE;
  for (Night night = from; sound && night < to; night++)
    sound = fill_one(app, night, error);
  if (sound && store_commit(app->store, error))
    return TRUE;
  store_rollback(app->store);
  return FALSE;
}

/* Puts the night of `record` in place as tonight. Takes nothing when it fails. */
static gboolean install(App *app, Record *record, GError **error) {
  g_autoptr(Plan) stored = NULL;
  g_autoptr(Plan) plan = NULL;
  if (!store_load_plan(app->store, record->night, &stored, error) || !plan_night(app, record, stored, &plan, error))
    return FALSE;
  if (!plan) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("this date does not exist in the time zone in force"));
    return FALSE;
  }
  if (!save_if_new(app, plan, stored, error))
    return FALSE;
  g_clear_pointer(&app->plan, plan_free);
  app->plan = g_steal_pointer(&plan);
  return TRUE;
}

static gboolean install_night(App *app, Night night, GError **error) {
  g_autoptr(Record) record = store_load_record(app->store, night, error);
  if (!record || !install(app, record, error))
    return FALSE;
  g_clear_pointer(&app->record, record_free);
  app->record = g_steal_pointer(&record);
  app->morning_checked = NIGHT_NONE;
  return TRUE;
}

gboolean nights_turn(App *app, gint64 now, GError **error) {
  if (app->plan && now >= app->plan->start && now < app->plan->wake)
    return TRUE;
  Night night = NIGHT_NONE;
  if (!holding(app, now, &night, error))
    return FALSE;
  const Night newest = store_newest_night(app->store, now);
  if (newest != NIGHT_NONE && !nights_fill(app, newest + 1, night, error))
    return FALSE;
  return install_night(app, night, error);
}

gboolean nights_replan(App *app, gint64 now, GError **error) {
  Night night = NIGHT_NONE;
  if (!holding(app, now, &night, error))
    return FALSE;
  return install_night(app, night, error);
}

gboolean nights_reload(App *app, GError **error) {
  g_autoptr(GPtrArray) pauses = store_load_pauses(app->store, error);
  if (!pauses)
    return FALSE;
  g_autoptr(GHashTable) choices = store_load_shifts(app->store, error);
  if (!choices)
    return FALSE;
  g_clear_pointer(&app->pauses, g_ptr_array_unref);
  app->pauses = g_steal_pointer(&pauses);
  g_clear_pointer(&app->choices, g_hash_table_unref);
  app->choices = g_steal_pointer(&choices);
  app->morning_checked = NIGHT_NONE;
  return TRUE;
}

/* Whether the night before tonight was lived with this program and its morning is unanswered. */
static gboolean morning_is_open(App *app, Night night) {
  g_autoptr(Plan) plan = NULL;
  if (!store_load_plan(app->store, night, &plan, NULL) || !plan || plan->bed <= store_born(app->store))
    return FALSE;
  g_autoptr(Record) record = store_load_record(app->store, night, NULL);
  return record && !morning_is_answered(&record->morning);
}

Night nights_asking(App *app, gint64 now) {
  const Night tonight = app->plan->night;
  if (now >= app->plan->bed)
    return !morning_is_answered(&app->record->morning) && app->plan->bed > store_born(app->store) ? tonight
                                                                                                  : NIGHT_NONE;
  const Night before = tonight - 1;
  if (app->morning_checked != before) {
    app->morning_checked = before;
    app->morning_open = morning_is_open(app, before);
  }
  return app->morning_open ? before : NIGHT_NONE;
}

gint64 nights_reminders_end(const App *app) {
  return planner_instant(app->plan, app->config->settings->reminders.until, app->zone);
}

gboolean app_load_night(App *app, Night night, Plan **plan, Record **record, GError **error) {
  g_autoptr(Plan) stored = NULL;
  g_autoptr(Plan) made = NULL;
  g_autoptr(Record) known = store_load_record(app->store, night, error);
  if (!known || !store_load_plan(app->store, night, &stored, error))
    return FALSE;
  if (!stored && !plan_night(app, known, NULL, &made, error))
    return FALSE;
  if (!stored && !made) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("that date does not exist in the time zone in force"));
    return FALSE;
  }
  *plan = stored ? g_steal_pointer(&stored) : g_steal_pointer(&made);
  *record = g_steal_pointer(&known);
  return TRUE;
}
