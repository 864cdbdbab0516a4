/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hook_events.h"

#include "app/state.h"
#include "store/claims.h"

#include <glib/gi18n.h>

#define USEFUL_SECONDS (30 * 60)

/* When what could not be claimed is tried again: another program may have the record locked. */
#define AGAIN_SECONDS 10

#define EVENING_STEP "" /* claims of the evening as a whole */

static gboolean is_time(gint64 at, gint64 now) {
  return now >= at && now < at + USEFUL_SECONDS;
}

/* Runs `argv` when this program is the one to do it. FALSE when that could not be told. */
static gboolean run_once(App *app, GStrv argv, const HookEvent *event, gint64 now) {
  const char *step = event->step ? event->step->id : EVENING_STEP;
  g_autofree char *key = g_strdup_printf("hook-%s", event->name);
  gboolean ours = FALSE;
  if (!claim_take(app->store, event->plan->night, step, key, now, &ours, NULL))
    return FALSE;
  if (!ours)
    return TRUE;
  hooks_run(app->hooks, (const char *const *) argv, event);
  (void) !claim_shown(app->store, event->plan->night, step, key, now, NULL);
  return TRUE;
}

/* After good night nothing more is asked for. */
static gboolean is_open(const App *app, const PlanStep *planned) {
  return !planned->early && !planned->folded && !app->record->good_night &&
         record_mark(app->record, planned->id) == MARK_OPEN &&
         !pauses_cover(app->pauses, planned->id, app->plan->night);
}

static gboolean turn_step(App *app, const PlanStep *planned, gint64 now) {
  const Step *step = routine_step(app->config->routine, planned->id);
  if (!step || !step->on_due || !is_time(planned->at, now) || !is_open(app, planned))
    return TRUE;
  const HookEvent event = { .name = "due", .plan = app->plan, .step = planned, .now = now };
  return run_once(app, step->on_due, &event, now);
}

gint64 hook_events_turn(App *app, gint64 now) {
  const Settings *settings = app->config->settings;
  const HookEvent bedtime = { .name = "bedtime", .plan = app->plan, .now = now };
  const HookEvent morning = { .name = "morning", .plan = app->plan, .now = now };
  gboolean told = TRUE;
  for (guint i = 0; i < app->plan->steps->len; i++)
    told = turn_step(app, g_ptr_array_index(app->plan->steps, i), now) && told;
  if (settings->on_bedtime && is_time(app->plan->bed, now))
    told = run_once(app, settings->on_bedtime, &bedtime, now) && told;
  if (settings->on_morning && is_time(app->plan->start, now) && app->plan->start > store_born(app->store))
    told = run_once(app, settings->on_morning, &morning, now) && told;
  return told ? 0 : now + AGAIN_SECONDS;
}

void hook_events_done(App *app, const Plan *plan, const Record *before, const Record *after) {
  if (plan->night != app->plan->night) /* filled in afterwards */
    return;
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *planned = g_ptr_array_index(plan->steps, i);
    const Step *step = routine_step(app->config->routine, planned->id);
    const gboolean is_new = record_mark(after, planned->id) == MARK_DONE &&
                            record_mark(before, planned->id) != MARK_DONE;
    const HookEvent event = { .name = "done", .plan = plan, .step = planned, .now = clock_now(app->clock) };
    if (is_new && step && step->on_done)
      hooks_run(app->hooks, (const char *const *) step->on_done, &event);
  }
}
