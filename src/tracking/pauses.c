/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pauses as lists: begun and ended, taken back, merged. */
#include "tracking/pauses.h"

#include "base/error.h"

#include <glib/gi18n.h>

static GPtrArray *new_list(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
}

static void add(GPtrArray *list, const Pause *pause) {
  g_ptr_array_add(list, pause_new(pause->step, pause->from, pause->to, pause->changed_at));
}

static void add_taken_back(GPtrArray *list, const Pause *pause, gint64 now) {
  g_ptr_array_add(list, pause_new(pause->step, pause->from, pause->from - 1, now));
}

static gboolean is_of(const Pause *pause, const char *step) {
  return g_strcmp0(pause->step, step) == 0;
}

static const Pause *find(const GPtrArray *pauses, const Pause *like) {
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    if (pause->from == like->from && is_of(pause, like->step))
      return pause;
  }
  return NULL;
}

/* TRUE if one follows the other without a free night between them. */
static gboolean touch(const Pause *one, const Pause *other) {
  const gboolean one_reaches = one->to == NIGHT_NONE || one->to + 1 >= other->from;
  const gboolean other_reaches = other->to == NIGHT_NONE || other->to + 1 >= one->from;
  return one_reaches && other_reaches && is_of(one, other->step) && !pause_is_taken_back(one);
}

/* Makes `grown` as long as it and all of `pauses` that it touches are together. FALSE when it is so already. */
static gboolean grow(Pause *grown, const GPtrArray *pauses) {
  const Pause before = *grown;
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    if (!touch(pause, grown))
      continue;
    grown->from = MIN(grown->from, pause->from);
    grown->to = grown->to == NIGHT_NONE || pause->to == NIGHT_NONE ? NIGHT_NONE : MAX(grown->to, pause->to);
  }
  return grown->from != before.from || grown->to != before.to;
}

static GPtrArray *add_pause(const GPtrArray *pauses, const Action *action, gint64 now, GError **error) {
  if (action->to != NIGHT_NONE && action->to < action->night) {
    error_refuse(error, _("a pause ends on the night it begins, or later"));
    return NULL;
  }
  Pause grown = { .step = (char *) action->step, .from = action->night, .to = action->to, .changed_at = now };
  while (grow(&grown, pauses))
    ;
  const Pause *same = find(pauses, &grown);
  if (same && same->to == grown.to)
    grown.changed_at = same->changed_at;
  GPtrArray *result = new_list();
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    if (pause == same)
      continue;
    if (touch(pause, &grown))
      add_taken_back(result, pause, now);
    else
      add(result, pause);
  }
  add(result, &grown);
  return result;
}

static gboolean any_covers(const GPtrArray *pauses, const char *step, Night night) {
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    if (is_of(pause, step) && pause_covers(pause, night))
      return TRUE;
  }
  return FALSE;
}

static GPtrArray *end_pauses(const GPtrArray *pauses, const Action *action, gint64 now, GError **error) {
  const Night night = action->night;
  const gboolean is_paused_now = any_covers(pauses, action->step, night);
  g_autoptr(GPtrArray) result = new_list();
  gboolean changed = FALSE;
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    const gboolean is_coming = pause->from > night && !pause_is_taken_back(pause);
    const gboolean is_meant = is_of(pause, action->step) && (is_paused_now ? pause_covers(pause, night) : is_coming);
    changed = changed || is_meant;
    if (!is_meant)
      add(result, pause);
    else if (pause->from < night)
      g_ptr_array_add(result, pause_new(pause->step, pause->from, night - 1, now));
    else
      add_taken_back(result, pause, now);
  }
  if (changed)
    return g_steal_pointer(&result);
  if (action->step)
    error_refuse(error, _("not paused: \"%s\""), action->step);
  else
    error_refuse(error, _("no pause for everything"));
  return NULL;
}

GPtrArray *tracking_pause(const GPtrArray *pauses, const Action *action, gint64 now, GError **error) {
  g_return_val_if_fail(action->kind == ACTION_PAUSE || action->kind == ACTION_RESUME, NULL);
  return action->kind == ACTION_PAUSE ? add_pause(pauses, action, now, error) : end_pauses(pauses, action, now, error);
}

GPtrArray *tracking_changed_pauses(const GPtrArray *before, const GPtrArray *after) {
  GPtrArray *changed = new_list();
  for (guint i = 0; i < after->len; i++) {
    const Pause *pause = g_ptr_array_index(after, i);
    const Pause *was = find(before, pause);
    if (!was)
      add_taken_back(changed, pause, 0);
    else if (was->to != pause->to)
      add(changed, was);
  }
  return changed;
}

GPtrArray *tracking_same_pauses(const GPtrArray *pauses, const GPtrArray *like) {
  GPtrArray *same = new_list();
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    if (find(like, pause))
      add(same, pause);
  }
  return same;
}

static gboolean is_as(const Pause *pause, const Pause *other) {
  return pause && other && pause->to == other->to && pause->changed_at == other->changed_at;
}

GPtrArray *tracking_restore_pauses(const GPtrArray *pauses, const GPtrArray *before, const GPtrArray *after,
                                   gint64 now) {
  GPtrArray *restored = new_list();
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i), *was = find(before, pause);
    const gboolean returns = was && (!after || is_as(pause, find(after, pause)));
    if (!returns)
      add(restored, pause);
    else
      g_ptr_array_add(restored, pause_new(was->step, was->from, was->to, now != 0 ? now : was->changed_at));
  }
  return restored;
}

/* --- merging --- */

/* An open pause is the longest. */
static Night last_night(const Pause *pause) {
  return pause->to == NIGHT_NONE ? G_MAXUINT32 : pause->to;
}

static gboolean wins(const Pause *one, const Pause *other) {
  if (one->changed_at != other->changed_at)
    return one->changed_at > other->changed_at;
  return last_night(one) > last_night(other);
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
    const Pause *known = find(merged, pause);
    if (known && !wins(pause, known))
      continue;
    if (known)
      g_ptr_array_remove(merged, (gpointer) known);
    add(merged, pause);
  }
}

GPtrArray *tracking_merge_pauses(const GPtrArray *ours, const GPtrArray *theirs) {
  GPtrArray *merged = new_list();
  merge_in(merged, ours);
  merge_in(merged, theirs);
  g_ptr_array_sort(merged, by_night);
  return merged;
}
