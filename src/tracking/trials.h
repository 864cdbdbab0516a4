/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trials by lot as acts: agreed to, given up, and both undone. Pure. */
#pragma once

#include "model/routine.h"
#include "model/trial.h"

#include <glib.h>

/* What an act upon trials is judged by. */
typedef struct {
  const Routine *routine;
  const GPtrArray *trials; /* of Trial */
  const GPtrArray *pauses; /* of Pause */
  Night tonight;
  gint64 now;
} TrialsInput;

/* Returns why `step` cannot be tried by lot (owned), as a sentence without a full stop; NULL if it can: a trial needs a
 * step of every night whose effect is over by the next day, and is not about supplements or the hours of sleep. */
char *tracking_trial_refusal(const TrialsInput *input, const Step *step);

/* Agrees to a trial of `step` over `nights`, which may begin on `start`, and returns it (owned). A trial of the same
 * step that was agreed to for the same night and given up has its own draw again, whatever `seed` is. NULL with
 * WINDDOWN_ERROR_REFUSED. */
Trial *tracking_agree(const TrialsInput *input, const char *step, int nights, Night start, guint64 seed,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives up the trial that is running and returns it as it is then (owned). NULL with WINDDOWN_ERROR_REFUSED. */
Trial *tracking_give_up(const TrialsInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Undo: returns the newest trial of `step` given up again, or taken up again (owned); NULL if there is nothing to
 * change. */
Trial *tracking_disagree(const TrialsInput *input, const char *step);
Trial *tracking_take_up(const TrialsInput *input, const char *step);
