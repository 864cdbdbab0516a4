/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which night is tonight, its plan and record, and the nights before it. A
 * night is planned and stored when it is first needed; the nights between that
 * nobody opened are stored with it, with the routine then in force, so that
 * history is never recomputed. */
#include "app/state.h"
#include "base/daytime.h"
#include "base/error.h"
#include "planning/planner.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

/* A longer gap is a clock that was wrong, rather than nights that somebody left open. */
#define LONGEST_GAP_NIGHTS 400

static const Routine *routine(const App *app) {
  return app->config->routine;
}

/* TRUE if clocks here show what they showed where the night of `plan` was planned. */
static gboolean is_at_home(const App *app, const Plan *plan) {
  return daytime_offset_of(plan->bed, app->zone) == plan->offset;
}

static gboolean plan_night(App *app, const Record *record, const Plan *stored, Plan **plan, GError **error);

/* TRUE if the night of `stored` has not ended yet where it was planned, and clocks here differ: its end here is
 * reckoned by them. */
static gboolean is_unsettled(const App *app, const Plan *stored) {
  return !is_at_home(app, stored) && stored->wake > clock_now(app->clock);
}

/* Where the night before `night` ended, when that is known; 0: as scheduled. A flight or a moved wake time may have
 * made it another moment than the schedule's, and nights touch. */
static gboolean known_start(App *app, Night night, gint64 *start, GError **error) {
  const Night number = night_before(night, app->zone);
  const gboolean is_held = app->plan && app->plan->night == number;
  g_autoptr(Plan) stored = NULL;
  g_autoptr(Plan) live = NULL;
  if (!is_held && !store_load_plan(app->store, number, &stored, error))
    return FALSE;
  if (stored && is_unsettled(app, stored)) {
    g_autoptr(Record) record = store_load_record(app->store, number, error);
    if (!record || !plan_night(app, record, stored, &live, error))
      return FALSE;
  }
  const Plan *before = is_held ? app->plan : live ? live : stored;
  *start = before ? before->wake : 0;
  return TRUE;
}

/* Plans `night` afresh or revises its stored plan (owned). NULL without an error: the date has no night. */
static gboolean plan_night(App *app, const Record *record, const Plan *stored, Plan **plan, GError **error) {
  const gint64 now = clock_now(app->clock);
  PlanRequest request = {
    .routine = routine(app),
    .choices = app->choices,
    .zone = app->zone,
    .now = now,
    .first_run_at = store_first_run_at(app->store),
    .record = record,
    .stored = stored,
  };
  const gboolean has_begun = stored && stored->start <= now;
  if (!has_begun && !known_start(app, record->night, &request.start, error))
    return FALSE;
  *plan = planner_plan(&request, record->night, NULL);
  return TRUE;
}

/* TRUE if the person has done anything in that night. */
static gboolean is_acted_on(const Record *record) {
  return record->steps->len > 0 || record->lights_out != 0 || record->moved_bed_at != 0 ||
         record->morning.answered_at != 0;
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

/* The first of the nights between the stored `newest` and `to` that count as never opened: those before the program's
 * first run, which an import did not bring, have no record. */
static Night unopened_from(const App *app, Night newest, Night to) {
  const Night from = MAX(newest + 1, daytime_day_of(store_first_run_at(app->store), app->zone));
  return to > LONGEST_GAP_NIGHTS ? MAX(from, to - LONGEST_GAP_NIGHTS) : from;
}

/* Stores the nights from `from` to before `to` that have no plan yet, with the routine now in force. */
static gboolean fill(App *app, Night from, Night to, GError **error) {
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

/* What is stored of `night` (both owned): a record in any case, a plan when it has one. */
static gboolean load(App *app, Night night, Plan **plan, Record **record, GError **error) {
  g_autoptr(Record) known = store_load_record(app->store, night, error);
  if (!known || !store_load_plan(app->store, night, plan, error))
    return FALSE;
  *record = g_steal_pointer(&known);
  return TRUE;
}

/* TRUE if `plan`, which revises `stored`, may be stored. What follows from the time of day here is lived but not stored
 * until the night is over here and where it was planned: a zone that was wrong for a moment leaves no trace. */
static gboolean is_settled(const App *app, const Plan *plan, const Plan *stored, gint64 now) {
  return is_at_home(app, stored) || (stored->wake <= now && plan->wake <= now);
}

/* Puts the night of `known` (taken) in place as tonight, with the plan that it was stored with, and stores what differs
 * if it is settled. A night without a plan is stored if it `begins`: if the one before it is over where that was
 * planned, too. What cannot be saved is lived all the same: the evening must not stop. */
static gboolean install(App *app, Record *known, const Plan *stored, gboolean begins, GError **error) {
  g_autoptr(Record) record = known;
  g_autoptr(Plan) plan = NULL;
  if (!plan_night(app, record, stored, &plan, error))
    return FALSE;
  if (!plan) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("this date does not exist in the time zone in force"));
    return FALSE;
  }
  app->plan_settled = stored ? is_settled(app, plan, stored, clock_now(app->clock)) : begins;
  const gboolean is_new = app->plan_settled && (!stored || !plan_equal(plan, stored));
  const gboolean saved = !app->writes || !is_new || store_save_plan(app->store, plan, error);
  g_clear_pointer(&app->plan, plan_free);
  app->plan = g_steal_pointer(&plan);
  g_clear_pointer(&app->record, record_free);
  app->record = g_steal_pointer(&record);
  app->morning_checked = NIGHT_NONE;
  return saved;
}

static gboolean load_and_install(App *app, Night night, gboolean begins, GError **error) {
  g_autoptr(Plan) stored = NULL;
  Record *record = NULL;
  return load(app, night, &stored, &record, error) && install(app, record, stored, begins, error);
}

/* TRUE if the newest night that has begun may still be tonight: by its own plan, or because its end has moved. A closed
 * night never reopens. */
static gboolean may_hold(const Record *record, const Plan *plan, Night by_schedule, gint64 now) {
  const gboolean is_over = !plan || plan->wake <= now;
  return !is_over || (by_schedule <= record->night && !morning_is_answered(&record->morning));
}

/* Loads the newest night that has begun. One that began by a clock elsewhere, has not begun here and was not acted on
 * is no night yet: the one before it holds. */
static gboolean load_newest(App *app, Night newest, Night by_schedule, Plan **plan, Record **record, GError **error) {
  if (!load(app, newest, plan, record, error))
    return FALSE;
  while (*plan && by_schedule < (*plan)->night && !is_at_home(app, *plan) && !is_acted_on(*record)) {
    g_autoptr(Plan) before = NULL;
    g_autoptr(Record) record_before = NULL;
    if (!load(app, night_before((*plan)->night, app->zone), &before, &record_before, error))
      return FALSE;
    if (!before)
      return TRUE;
    plan_free(*plan);
    *plan = g_steal_pointer(&before);
    record_free(*record);
    *record = g_steal_pointer(&record_before);
  }
  return TRUE;
}

/* A clock that was ahead when the program first ran has been put right. */
static gboolean correct_first_run(App *app, gint64 now, GError **error) {
  return !app->writes || now >= store_first_run_at(app->store) || store_set_first_run_at(app->store, now, error);
}

/* Keys never go back: a night that has begun lasts until its own wake time, or until its next one where the zone, the
 * routine or the shift has changed; and the night after it begins where it ended. */
static gboolean replan(App *app, gint64 now, GError **error) {
  app->revision++;
  if (!correct_first_run(app, now, error))
    return FALSE;
  const Night by_schedule = schedule_night_at(&routine(app)->schedule, app->choices, now, app->zone);
  const Night newest = store_newest_night(app->store, now);
  if (newest == NIGHT_NONE)
    return load_and_install(app, by_schedule, TRUE, error);
  g_autoptr(Plan) stored = NULL;
  g_autoptr(Record) record = NULL;
  if (!load_newest(app, newest, by_schedule, &stored, &record, error))
    return FALSE;
  const Night held = record->night;
  const gboolean is_over = !stored || is_at_home(app, stored) || stored->wake <= now;
  const gboolean may = may_hold(record, stored, by_schedule, now);
  /* By the clock of its last hour; or what is lived of it is out of date: its morning was answered, or it was lived by
   * another clock so far. */
  const gboolean was_tonight = app->plan && app->plan->night == held;
  const gboolean is_stale = was_tonight && (!stored || !is_at_home(app, stored) || app->plan->wake > now);
  const gboolean settles = stored && (is_stale || (by_schedule > held && !is_at_home(app, stored)));
  if ((may || settles) && !install(app, g_steal_pointer(&record), stored, TRUE, error))
    return FALSE;
  if ((may || settles) && app->plan->wake > now)
    return TRUE;
  const Night night = MAX(by_schedule, night_after(held, app->zone));
  return (!is_over || fill(app, unopened_from(app, held, night), night, error)) &&
         load_and_install(app, night, is_over, error);
}

gboolean night_replan(App *app, gint64 now, GError **error) {
  return replan(app, now, error) && lots_begin(app, error);
}

gboolean night_turn(App *app, gint64 now, GError **error) {
  const gboolean holds = app->plan && app->plan_settled && now >= app->plan->start && now < app->plan->wake;
  return holds || night_replan(app, now, error);
}

gboolean night_reload(App *app, GError **error) {
  app->revision++;
  g_autoptr(GPtrArray) pauses = store_load_pauses(app->store, error);
  if (!pauses)
    return FALSE;
  g_autoptr(GHashTable) choices = store_load_shifts(app->store, error);
  if (!choices)
    return FALSE;
  g_autoptr(GPtrArray) trials = store_load_trials(app->store, error);
  if (!trials)
    return FALSE;
  trials_add_pauses(trials, pauses);
  g_clear_pointer(&app->pauses, g_ptr_array_unref);
  app->pauses = g_steal_pointer(&pauses);
  g_clear_pointer(&app->trials, g_ptr_array_unref);
  app->trials = g_steal_pointer(&trials);
  g_clear_pointer(&app->choices, g_hash_table_unref);
  app->choices = g_steal_pointer(&choices);
  app->morning_checked = NIGHT_NONE;
  return TRUE;
}

/* TRUE if the night has a bedtime (a journey can leave it without one) that came after the first run, or lights out was
 * recorded for it. */
static gboolean was_slept(const App *app, const Plan *plan, const Record *record) {
  const gboolean was_there = plan->bed > store_first_run_at(app->store);
  return plan->bed < plan->wake && (was_there || record->lights_out > 0);
}

/* Looks up the morning of `before`, the night before tonight. Nothing depends on a row being stored: a program that
 * only reads plans the night in passing, and says what one that writes would say. */
static void look_up_morning(App *app, Night before) {
  LoadedNight loaded = { 0 };
  const gboolean found = night_load(app, before, &loaded, NULL);
  g_autoptr(Plan) plan = loaded.plan;
  g_autoptr(Record) record = loaded.record;
  /* One that is not over where it began is another one when it is. */
  app->morning_checked = found && !loaded.settled ? NIGHT_NONE : before;
  app->morning_answered = found && morning_is_answered(&record->morning);
  app->morning_open = found && !app->morning_answered && was_slept(app, plan, record);
}

Night night_morning_due(App *app, gint64 now) {
  const Night tonight = app->plan->night;
  if (now >= app->plan->bed)
    return !morning_is_answered(&app->record->morning) && was_slept(app, app->plan, app->record) ? tonight : NIGHT_NONE;
  const Night before = night_before(tonight, app->zone);
  if (app->morning_checked != before)
    look_up_morning(app, before);
  return app->morning_open ? before : NIGHT_NONE;
}

gboolean night_load(App *app, Night night, LoadedNight *loaded, GError **error) {
  g_autoptr(Plan) stored = NULL;
  g_autoptr(Plan) made = NULL;
  g_autoptr(Record) known = NULL;
  if (!load(app, night, &stored, &known, error))
    return FALSE;
  /* Of tonight, and of a night that is over here but not where it began, there is one plan: by the clock here. */
  const gboolean is_tonight = app->plan && app->plan->night == night;
  const gboolean is_live = stored && (is_tonight || is_unsettled(app, stored));
  if ((!stored || is_live) && !plan_night(app, known, stored, &made, error))
    return FALSE;
  if (!stored && !made) {
    return error_refuse(error, _("that date does not exist in the time zone in force"));
  }
  loaded->settled = !made        ? TRUE
                    : stored     ? is_settled(app, made, stored, clock_now(app->clock))
                    : is_tonight ? app->plan_settled
                                 : TRUE;
  loaded->plan = made ? g_steal_pointer(&made) : g_steal_pointer(&stored);
  loaded->record = g_steal_pointer(&known);
  return TRUE;
}

gboolean app_load_night(App *app, Night night, Plan **plan, Record **record, GError **error) {
  LoadedNight loaded = { 0 };
  if (!night_load(app, night, &loaded, error))
    return FALSE;
  *plan = loaded.plan;
  *record = loaded.record;
  return TRUE;
}

/* --- looking back --- */

static HistoryMark mark_of(App *app, History *history, const PlanStep *step, const Plan *plan, const Record *record) {
  const StepRecord *known = record_step(record, step->id);
  return (HistoryMark){
    .step = history_intern(history, step->id, step->title),
    .mark = (guint8) record_mark(record, step->id),
    .assumed = known && known->by == BY_ASSUMED,
    .counts = step->counts,
    .paused = pauses_cover(app->pauses, step->id, plan->night),
    .outside = !plan_step_is_listed(step),
  };
}

static void append_night(App *app, History *history, const Plan *plan, const Record *record) {
  const HistoryNight night = {
    .night = plan->night,
    .start = plan->start,
    .bed = plan->bed,
    .target_bed = plan->target_bed,
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

/* Sets `live` to the first night up to tonight of which the store has no plan, or another one than is lived: by a clock
 * elsewhere. A program that only reads stores no night. */
static gboolean first_live(App *app, Night *live, GError **error) {
  const Night tonight = app->plan->night, before = night_before(tonight, app->zone);
  const Night newest = store_newest_night(app->store, clock_now(app->clock));
  g_autoptr(Plan) last = NULL;
  if (!store_load_plan(app->store, before, &last, error))
    return FALSE;
  const Night after = night_after(tonight, app->zone);
  *live = newest == NIGHT_NONE ? after : MIN(unopened_from(app, newest, tonight), after);
  if (!app->plan_settled)
    *live = MIN(*live, tonight);
  if (last && is_unsettled(app, last))
    *live = MIN(*live, before);
  return TRUE;
}

static gboolean append_live(App *app, History *history, Night from, Night to, GError **error) {
  for (Night night = from; night <= to; night++) {
    if (!append_one(app, history, night, error))
      return FALSE;
  }
  return TRUE;
}

/* In the order of the routine, whichever night was stored first. */
static void order_steps(const App *app, History *history) {
  const GPtrArray *steps = app->config->routine->steps;
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add(ids, ((const Step *) g_ptr_array_index(steps, i))->id);
  g_ptr_array_add(ids, NULL);
  history_order(history, (const char *const *) ids->pdata);
}

/* Nights after tonight may be stored when the clock was ahead for a while; they are still to come. */
History *app_history(App *app, Night from, Night to, GError **error) {
  const Night tonight = app->plan->night;
  const Night last = to == NIGHT_NONE ? tonight : MIN(to, tonight);
  Night live = NIGHT_NONE;
  if (!first_live(app, &live, error))
    return NULL;
  g_autoptr(History) history = store_load_history(app->store, from, MIN(last, night_before(live, app->zone)), error);
  if (!history || !append_live(app, history, MAX(from, live), last, error))
    return NULL;
  order_steps(app, history);
  return g_steal_pointer(&history);
}

Night night_closed_to(App *app, gint64 now) {
  const Night tonight = app->plan->night, before = night_before(tonight, app->zone);
  if (morning_is_answered(&app->record->morning))
    return tonight;
  if (app->morning_checked != before)
    look_up_morning(app, before);
  return now >= app->plan->bed || app->morning_answered ? before : night_before(before, app->zone);
}

StreakRules app_streak_rules(App *app) {
  return (StreakRules){ .closed_to = night_closed_to(app, clock_now(app->clock)),
                        .keep_percent = app->config->routine->keep_percent };
}

Plan *app_preview_bed(App *app, gint64 bed, gint64 wake, Record **record) {
  g_autoptr(Record) moved = record_copy(app->record);
  g_autoptr(Plan) plan = NULL;
  moved->moved_bed = bed;
  moved->moved_bed_at = clock_now(app->clock);
  moved->moved_offset = daytime_offset_of(bed, app->zone);
  if (wake != 0)
    moved->moved_wake = wake;
  if (!plan_night(app, moved, app->plan, &plan, NULL) || !plan || !plan_is_sound(plan, NULL))
    return NULL;
  *record = g_steal_pointer(&moved);
  return g_steal_pointer(&plan);
}
