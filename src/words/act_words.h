/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an act is called when it is reported: one sentence for the status line,
 * for a command's answer and for undo. Pure. */
#pragma once

#include "model/action.h"
#include "model/plan.h"
#include "model/routine.h"
#include "store/journal.h"

#include <glib.h>

typedef struct {
  const Plan *plan;        /* of the night it was about */
  const Routine *routine;  /* for the title of a step that is not in `plan` */
  const Record *record;    /* as it is after the act */
  const Record *before;    /* as it was before the act */
  const GPtrArray *pauses; /* of Pause; NULL: none */
  GTimeZone *zone;
  gint64 now;
  gboolean is_tonight; /* another night is named */
  gboolean unchanged;  /* it was so already, and nothing was done */
} MessageInput;

/* Says that `action` was done (owned). */
char *message_for_action(const MessageInput *input, const Action *action);

/* Says that `entry` was taken back (owned), with what `input` knows of the night it was about. */
char *message_for_undo(const MessageInput *input, const JournalEntry *entry);
