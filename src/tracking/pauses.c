/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/pauses.h"

#include "tracking/refuse.h"

#include <glib/gi18n.h>

static gboolean covers(const Pause *pause, Night night) {
  return night >= pause->from && (pause->to == NIGHT_NONE || night <= pause->to);
}

/* Whether one follows on the other without a free night between them. */
static gboolean touch(const Pause *one, const Pause *other) {
  const gboolean one_reaches = one->to == NIGHT_NONE || one->to + 1 >= other->from;
  const gboolean other_reaches = other->to == NIGHT_NONE || other->to + 1 >= one->from;
  return one_reaches && other_reaches && g_strcmp0(one->step, other->step) == 0;
}

static GPtrArray *add_pause(const GPtrArray *pauses, const Action *action, gint64 now, GError **error) {
  if (action->to != NIGHT_NONE && action->to < action->night) {
    refuse(error, _("a pause ends on the night it begins, or later"));
    return NULL;
  }
  g_autoptr(GPtrArray) result = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  Pause *grown = pause_new(action->step, action->night, action->to, now);
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    if (!touch(pause, grown)) {
      g_ptr_array_add(result, pause_new(pause->step, pause->from, pause->to, pause->changed_at));
      continue;
    }
    grown->from = MIN(grown->from, pause->from);
    grown->to = grown->to == NIGHT_NONE || pause->to == NIGHT_NONE ? NIGHT_NONE : MAX(grown->to, pause->to);
  }
  g_ptr_array_add(result, grown);
  return g_steal_pointer(&result);
}

static gboolean any_covers(const GPtrArray *pauses, const char *step, Night night) {
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    if (g_strcmp0(pause->step, step) == 0 && covers(pause, night))
      return TRUE;
  }
  return FALSE;
}

static GPtrArray *end_pauses(const GPtrArray *pauses, const Action *action, gint64 now, GError **error) {
  const gboolean is_paused_now = any_covers(pauses, action->step, action->night);
  g_autoptr(GPtrArray) result = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  gboolean changed = FALSE;
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    const gboolean is_meant = is_paused_now ? covers(pause, action->night) : pause->from > action->night;
    if (!is_meant || g_strcmp0(pause->step, action->step) != 0) {
      g_ptr_array_add(result, pause_new(pause->step, pause->from, pause->to, pause->changed_at));
      continue;
    }
    changed = TRUE;
    if (pause->from < action->night)
      g_ptr_array_add(result, pause_new(pause->step, pause->from, action->night - 1, now));
  }
  if (changed)
    return g_steal_pointer(&result);
  if (action->step)
    refuse(error, _("not paused: \"%s\""), action->step);
  else
    refuse(error, _("no pause for everything"));
  return NULL;
}

GPtrArray *tracking_pause(const GPtrArray *pauses, const Action *action, gint64 now, GError **error) {
  g_return_val_if_fail(action->kind == ACTION_PAUSE || action->kind == ACTION_RESUME, NULL);
  return action->kind == ACTION_PAUSE ? add_pause(pauses, action, now, error) : end_pauses(pauses, action, now, error);
}
