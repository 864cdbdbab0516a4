/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/pause.h"

Pause *pause_new(const char *step, Night from, Night to, gint64 changed_at) {
  Pause *pause = g_new(Pause, 1);
  *pause = (Pause){ .step = g_strdup(step), .from = from, .to = to, .changed_at = changed_at };
  return pause;
}

void pause_free(Pause *pause) {
  if (!pause)
    return;
  g_free(pause->step);
  g_free(pause);
}

gboolean pause_is_taken_back(const Pause *pause) {
  return pause->to != NIGHT_NONE && pause->to < pause->from;
}

gboolean pause_covers(const Pause *pause, Night night) {
  return night >= pause->from && (pause->to == NIGHT_NONE || night <= pause->to);
}

gboolean pauses_cover(const GPtrArray *pauses, const char *step, Night night) {
  for (guint i = 0; pauses && i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    const gboolean same_step = !pause->step || g_strcmp0(pause->step, step) == 0;
    if (same_step && pause_covers(pause, night))
      return TRUE;
  }
  return FALSE;
}

ShiftChoices *shift_choices_new(void) {
  return g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
}
