/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking back: history for the review, with the nights that nobody opened
 * standing in it as open. */
#include "app/nights.h"
#include "app/state.h"
#include "base/error.h"

static HistoryMark mark_of(App *app, History *history, const PlanStep *step, const Plan *plan, const Record *record) {
  return (HistoryMark){
    .step = history_intern(history, step->id, step->title),
    .mark = (guint8) record_mark(record, step->id),
    .counts = step->counts,
    .paused = pauses_cover(app->pauses, step->id, plan->night),
    .outside = step->early || step->folded,
  };
}

static void append_night(App *app, History *history, const Plan *plan, const Record *record) {
  const HistoryNight night = {
    .night = plan->night,
    .start = plan->start,
    .bed = plan->bed,
    .judged_bed = plan->judged_bed,
    .wake = plan->wake,
    .offset = plan->offset,
    .shift = plan->shift ? g_intern_string(plan->shift) : NULL,
    .wakings = MORNING_UNKNOWN,
    .asleep_after_minutes = MORNING_UNKNOWN,
    .awake_minutes = MORNING_UNKNOWN,
  };
  history_append(history, &night);
  for (guint i = 0; i < plan->steps->len; i++) {
    const HistoryMark mark = mark_of(app, history, g_ptr_array_index(plan->steps, i), plan, record);
    history_append_mark(history, &mark);
  }
}

/* The night as it is lived now, or as it would have been planned. */
static gboolean append_one(App *app, History *history, Night night, GError **error) {
  if (night == app->plan->night) {
    append_night(app, history, app->plan, app->record);
    return TRUE;
  }
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  g_autoptr(GError) none = NULL;
  if (app_load_night(app, night, &plan, &record, &none))
    append_night(app, history, plan, record);
  else if (!g_error_matches(none, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED)) {
    g_propagate_error(error, g_steal_pointer(&none));
    return FALSE;
  }
  return TRUE;
}

/* A program that only reads stores no night: those since the newest stored one are planned in passing. */
static gboolean append_unopened(App *app, History *history, Night from, Night to, GError **error) {
  const Night newest = store_newest_night(app->store, clock_now(app->clock));
  if (newest == NIGHT_NONE)
    return TRUE;
  for (Night night = MAX(from, nights_unopened_from(newest, to)); night <= to; night++) {
    if (!append_one(app, history, night, error))
      return FALSE;
  }
  return TRUE;
}

/* Nights after tonight may be stored when the clock was ahead for a while; they are still to come. */
History *app_history(App *app, Night from, Night to, GError **error) {
  const Night tonight = app->plan->night;
  const Night last = to == NIGHT_NONE ? tonight : MIN(to, tonight);
  g_autoptr(History) history = store_load_history(app->store, from, last, error);
  if (!history || !append_unopened(app, history, from, last, error))
    return NULL;
  return g_steal_pointer(&history);
}

StreakRules app_streak_rules(App *app) {
  const gint64 now = clock_now(app->clock);
  const Night tonight = app->plan->night;
  /* Last night closes with its morning, or when tonight's bedtime has passed. */
  const Night asking = nights_asking(app, now);
  Night closed = now >= app->plan->bed || asking == NIGHT_NONE ? tonight - 1 : asking - 1;
  if (morning_is_answered(&app->record->morning))
    closed = tonight;
  return (StreakRules){ .closed_to = closed, .keep_percent = app->config->routine->keep_percent };
}
