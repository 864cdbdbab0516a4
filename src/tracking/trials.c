/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/trials.h"

#include "base/error.h"
#include "model/record.h"

#include <glib/gi18n.h>

/* The wake time as a step: some routines have one. */
#define STEP_WAKE "wake"

char *tracking_trial_refusal(const TrialsInput *input, const Step *step) {
  const Trial *running = trials_running(input->trials, input->tonight);
  if (step_is_supplement(step))
    return g_strdup_printf(_("“%s” is about a supplement or medicine: it is not drawn by lot. Ask a doctor or "
                             "pharmacist before you change it"),
                           step->title);
  if (g_str_equal(step->id, STEP_LIGHTS_OUT) || g_str_equal(step->id, STEP_WAKE))
    return g_strdup(_("going to bed and getting up are not drawn by lot: they work best at the same time every day"));
  if (!step->enabled || step->weekdays != WEEKDAYS_ALL || step->shifts)
    return g_strdup_printf(_("“%s” is not in every evening; a trial needs a step that is"), step->title);
  if (pauses_cover(input->pauses, step->id, input->tonight) &&
      !pauses_cover_by_lot(input->pauses, step->id, input->tonight))
    return g_strdup_printf(_("“%s” is paused; resume it first"), step->title);
  if (running) {
    const Step *other = routine_step(input->routine, running->step);
    return g_strdup_printf(_("a trial of “%s” is running, and two at once would blur each other"),
                           other ? other->title : running->step);
  }
  return NULL;
}

/* The trial of that step for that night, given up or not; NULL. */
static const Trial *find(const GPtrArray *trials, const char *step, Night start) {
  for (guint i = 0; i < trials->len; i++) {
    const Trial *trial = g_ptr_array_index(trials, i);
    if (trial->start == start && g_str_equal(trial->step, step))
      return trial;
  }
  return NULL;
}

Trial *tracking_agree(const TrialsInput *input, const char *id, int nights, Night start, guint64 seed, GError **error) {
  const Step *step = routine_step(input->routine, id);
  g_autofree char *refusal = step ? tracking_trial_refusal(input, step) : NULL;
  if (!step) {
    error_refuse(error, _("your routine has no step “%s”"), id);
    return NULL;
  }
  if (refusal) {
    error_refuse(error, "%s", refusal);
    return NULL;
  }
  if (!trial_is_length(nights)) {
    error_refuse(error, _("a trial has %d, %d or %d nights"), TRIAL_SHORT, TRIAL_USUAL, TRIAL_LONG);
    return NULL;
  }
  const Trial *same = find(input->trials, id, start);
  if (!same)
    return trial_new(id, seed, nights, start, input->now);
  Trial *again = trial_new(id, same->seed, same->nights, start, same->agreed_at);
  again->changed_at = MAX(input->now, same->changed_at + 1);
  again->n_blocks = same->n_blocks;
  for (guint i = 0; i < same->n_blocks; i++)
    again->blocks[i] = same->blocks[i];
  return again;
}

static Trial *changed(const TrialsInput *input, const Trial *trial, Night given_up) {
  Trial *copy = trial_copy(trial);
  copy->given_up = given_up;
  copy->changed_at = MAX(input->now, trial->changed_at + 1); /* newer than what it replaces, whatever the clock says */
  return copy;
}

Trial *tracking_give_up(const TrialsInput *input, GError **error) {
  const Trial *running = trials_running(input->trials, input->tonight);
  if (running)
    return changed(input, running, MAX(input->tonight, running->start));
  error_refuse(error, _("no trial is running"));
  return NULL;
}

Trial *tracking_disagree(const TrialsInput *input, const char *step) {
  const Trial *trial = trials_of_step(input->trials, step);
  return trial && trial_is_running(trial, input->tonight) ? changed(input, trial, MAX(input->tonight, trial->start))
                                                          : NULL;
}

Trial *tracking_take_up(const TrialsInput *input, const char *step) {
  const Trial *trial = trials_of_step(input->trials, step);
  return trial && trial->given_up != NIGHT_NONE ? changed(input, trial, NIGHT_NONE) : NULL;
}
