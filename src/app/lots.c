/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trials by lot between store and tracking: agreed to and given up, begun block
 * by block as the nights come, merged from elsewhere. The draw itself is in
 * model/trial.c, and what the ratings say is nobody's business here. */
#include "app/state.h"
#include "planning/schedule.h"
#include "tracking/trials.h"

/* What an act upon trials is judged by, as the store has it now. */
typedef struct {
  GPtrArray *trials;
  GPtrArray *pauses;
  TrialsInput input;
} Lots;

static void lots_clear(Lots *lots) {
  g_clear_pointer(&lots->trials, g_ptr_array_unref);
  g_clear_pointer(&lots->pauses, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lots, lots_clear)

static gboolean load(App *app, gint64 now, Lots *lots, GError **error) {
  lots->trials = store_load_trials(app->store, error);
  lots->pauses = lots->trials ? store_load_pauses(app->store, error) : NULL;
  lots->input = (TrialsInput){ app->config->routine, lots->trials, lots->pauses, app->plan->night, now };
  return lots->pauses != NULL;
}

/* The first night that can follow the lot: tonight, unless the step's time has passed or it is answered. */
static Night first_night(const App *app, const char *id, gint64 now) {
  const PlanStep *step = plan_step(app->plan, id);
  const gboolean can = step && plan_step_is_listed(step) && step->at > now && record_mark(app->record, id) == MARK_OPEN;
  return can ? app->plan->night : night_after(app->plan->night, app->zone);
}

static guint64 new_seed(void) {
  return (guint64) g_random_int() << 32 | g_random_int();
}

gboolean lots_perform(App *app, const Action *action, gint64 now, char **step, GError **error) {
  g_auto(Lots) lots = { 0 };
  if (!load(app, now, &lots, error))
    return FALSE;
  g_autoptr(Trial) trial = NULL;
  if (action->kind == ACTION_TRIAL)
    trial = tracking_agree(&lots.input, action->step, action->nights, first_night(app, action->step, now),
                           action->seed ? action->seed : new_seed(), error);
  else
    trial = tracking_give_up(&lots.input, error);
  if (!trial)
    return FALSE;
  *step = g_strdup(trial->step);
  return store_save_trial(app->store, trial, error);
}

const char *app_step_in_trial(const App *app) {
  const Trial *running = trials_running(app->trials, app->plan->night);
  return running ? running->step : NULL;
}

char *app_trial_refusal(const App *app, const Step *step) {
  const TrialsInput input = { app->config->routine, app->trials, app->pauses, app->plan->night, clock_now(app->clock) };
  return tracking_trial_refusal(&input, step);
}

gboolean lots_undo(App *app, const JournalEntry *entry, gint64 now, GError **error) {
  g_auto(Lots) lots = { 0 };
  if (!load(app, now, &lots, error))
    return FALSE;
  g_autoptr(Trial) trial = entry->kind == ACTION_TRIAL ? tracking_disagree(&lots.input, entry->step)
                                                       : tracking_take_up(&lots.input, entry->step);
  return !trial || store_save_trial(app->store, trial, error);
}

/* Which nights a block has is a fact of the history once it has begun; a program that only reads finds the same nights
 * in passing. */
gboolean lots_begin(App *app, GError **error) {
  gboolean saved = TRUE;
  for (guint i = 0; i < app->trials->len; i++) {
    Trial *trial = g_ptr_array_index(app->trials, i);
    if (trial_begin_blocks(trial, app->pauses, app->plan->night) && app->writes)
      saved &= store_save_trial(app->store, trial, saved ? error : NULL);
  }
  trials_add_pauses(app->trials, app->pauses);
  return saved;
}

static Trial *find(const GPtrArray *trials, guint64 seed) {
  for (guint i = 0; i < trials->len; i++) {
    Trial *trial = g_ptr_array_index(trials, i);
    if (trial->seed == seed)
      return trial;
  }
  return NULL;
}

gboolean lots_merge(App *app, const GPtrArray *trials, char **added, guint *n, GError **error) {
  g_autoptr(GPtrArray) ours = store_load_trials(app->store, error);
  g_autoptr(GString) seeds = g_string_new(NULL);
  if (!ours)
    return FALSE;
  for (guint i = 0; i < trials->len; i++) {
    const Trial *theirs = g_ptr_array_index(trials, i);
    Trial *same = find(ours, theirs->seed);
    if (same && !trial_merge(same, theirs))
      continue;
    if (!same)
      g_string_append_printf(seeds, "%016" G_GINT64_MODIFIER "x ", theirs->seed);
    if (!store_save_trial(app->store, same ? same : theirs, error))
      return FALSE;
    (*n)++;
  }
  *added = seeds->len > 0 ? g_strdup(seeds->str) : NULL;
  return TRUE;
}

gboolean lots_remove(App *app, const char *added, GError **error) {
  g_auto(GStrv) seeds = g_strsplit(added, " ", -1);
  for (char **seed = seeds; *seed; seed++) {
    if (**seed && !store_remove_trial(app->store, g_ascii_strtoull(*seed, NULL, 16), error))
      return FALSE;
  }
  return TRUE;
}
