/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture of nights by lot: what a trial would be, how one goes, or what
 * came of it. Pure. */
#pragma once

#include "review/trial_result.h"
#include "tui/canvas/canvas.h"

#include <glib.h>

typedef struct {
  const char *title;         /* of the step; NULL: there is no trial, and none is offered */
  const Trial *trial;        /* NULL: one is offered */
  const TrialResult *result; /* of it */
  const GPtrArray *trials;   /* all of them, for which of its step's this is */
  const char *refusal;       /* why none can be offered, a sentence without a full stop; NULL: it can */
  int nights;                /* the length that is offered */
  Night tonight;
  gboolean asks; /* once more before it is given up */
} TrialModel;

/* Draws the page from line `scroll` on and returns how many lines did not fit. */
int trial_draw(const TrialModel *model, int scroll, Canvas *canvas);
