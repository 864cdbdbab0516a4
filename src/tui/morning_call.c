/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/morning_call.h"

#define BEFORE_WAKE_SECONDS (3 * 3600)

static gboolean has_gone_to_sleep(const Evening *evening, gint64 last_key) {
  if (last_key != 0)
    return evening->now - last_key >= MORNING_CALL_REST_SECONDS;
  return evening->record->good_night || evening->record->lights_out != 0;
}

gboolean morning_call(const Evening *evening, gint64 last_key) {
  const Plan *plan = evening->plan;
  if (evening->morning_due == NIGHT_NONE)
    return FALSE;
  /* The night is not over by the clock: whoever presses a key may not have slept yet. */
  if (evening->morning_due == plan->night)
    return evening->now >= plan->wake - BEFORE_WAKE_SECONDS && has_gone_to_sleep(evening, last_key);
  /* Later than half way to bedtime the evening comes first; the key still answers. */
  if (evening->now >= plan->start + (plan->bed - plan->start) / 2)
    return FALSE;
  const gboolean rested = last_key == 0 || evening->now - last_key >= MORNING_CALL_REST_SECONDS;
  return evening->morning_due + 1 == plan->night && evening->agenda->phase == PHASE_DAY && rested;
}
