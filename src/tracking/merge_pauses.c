/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/merge.h"

static Pause *copy(const Pause *pause) {
  return pause_new(pause->step, pause->from, pause->to, pause->changed_at);
}

/* An open pause is the longest. */
static Night last_night(const Pause *pause) {
  return pause->to == NIGHT_NONE ? G_MAXUINT32 : pause->to;
}

static gboolean wins(const Pause *one, const Pause *other) {
  if (one->changed_at != other->changed_at)
    return one->changed_at > other->changed_at;
  return last_night(one) > last_night(other);
}

static int find(const GPtrArray *pauses, const Pause *pause) {
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *other = g_ptr_array_index(pauses, i);
    if (other->from == pause->from && g_strcmp0(other->step, pause->step) == 0)
      return (int) i;
  }
  return -1;
}

static int by_night(gconstpointer a, gconstpointer b) {
  const Pause *one = *(Pause *const *) a, *other = *(Pause *const *) b;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return g_strcmp0(one->step, other->step);
}

static void merge_in(GPtrArray *merged, const GPtrArray *pauses) {
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    const int index = find(merged, pause);
    if (index < 0)
      g_ptr_array_add(merged, copy(pause));
    else if (wins(pause, g_ptr_array_index(merged, index))) {
      pause_free(g_ptr_array_index(merged, index));
      g_ptr_array_index(merged, index) = copy(pause);
    }
  }
}

GPtrArray *tracking_merge_pauses(const GPtrArray *ours, const GPtrArray *theirs) {
  GPtrArray *merged = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  merge_in(merged, ours);
  merge_in(merged, theirs);
  g_ptr_array_sort(merged, by_night);
  return merged;
}
