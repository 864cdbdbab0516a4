/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One array for nights and one for their marks; strings are stored once. */
#include "model/history.h"

#include "model/night.h"

#include <string.h>

History *history_new(void) {
  History *history = g_new(History, 1);
  history->nights = g_array_new(FALSE, FALSE, sizeof(HistoryNight));
  history->marks = g_array_new(FALSE, FALSE, sizeof(HistoryMark));
  history->step_ids = g_ptr_array_new_with_free_func(g_free);
  history->titles = g_ptr_array_new_with_free_func(g_free);
  history->indices = g_hash_table_new(g_str_hash, g_str_equal);
  return history;
}

void history_free(History *history) {
  if (!history)
    return;
  g_array_unref(history->nights);
  g_array_unref(history->marks);
  g_hash_table_unref(history->indices);
  g_ptr_array_unref(history->step_ids);
  g_ptr_array_unref(history->titles);
  g_free(history);
}

int history_step(const History *history, const char *id) {
  return GPOINTER_TO_INT(g_hash_table_lookup(history->indices, id)) - 1;
}

static int add_step(History *history, const char *id, const char *title) {
  char *own = g_strdup(id);
  g_ptr_array_add(history->step_ids, own);
  g_ptr_array_add(history->titles, g_strdup(title ? title : id));
  g_hash_table_insert(history->indices, own, GUINT_TO_POINTER(history->step_ids->len));
  return (int) history->step_ids->len - 1;
}

guint16 history_intern(History *history, const char *id, const char *title) {
  const int index = history_step(history, id);
  if (index < 0 && history->step_ids->len >= LIMIT_STEP_IDS)
    return HISTORY_NO_STEP;
  if (index < 0)
    return (guint16) add_step(history, id, title);
  if (title && !g_str_equal(title, g_ptr_array_index(history->titles, index))) {
    g_free(g_ptr_array_index(history->titles, index));
    g_ptr_array_index(history->titles, index) = g_strdup(title);
  }
  return (guint16) index;
}

static int by_text(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The ids of the steps in their new order (borrowed). */
static GPtrArray *ordered_ids(const History *history, const char *const *order) {
  GPtrArray *ids = g_ptr_array_new();
  g_autoptr(GPtrArray) others = g_ptr_array_new();
  for (; *order; order++) {
    const int step = history_step(history, *order);
    if (step >= 0)
      g_ptr_array_add(ids, g_ptr_array_index(history->step_ids, step));
  }
  g_autoptr(GHashTable) named = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add(named, g_ptr_array_index(ids, i));
  for (guint i = 0; i < history->step_ids->len; i++) {
    if (!g_hash_table_contains(named, g_ptr_array_index(history->step_ids, i)))
      g_ptr_array_add(others, g_ptr_array_index(history->step_ids, i));
  }
  g_ptr_array_sort(others, by_text);
  g_ptr_array_extend(ids, others, NULL, NULL);
  return ids;
}

void history_order(History *history, const char *const *order) {
  g_autoptr(GPtrArray) ids = ordered_ids(history, order);
  g_autofree guint16 *numbers = g_new(guint16, ids->len + 1);
  g_autoptr(GPtrArray) titles = g_ptr_array_new();
  for (guint i = 0; i < ids->len; i++) {
    const int before = history_step(history, g_ptr_array_index(ids, i));
    numbers[before] = (guint16) i;
    g_ptr_array_add(titles, g_ptr_array_index(history->titles, before));
  }
  for (guint i = 0; i < history->marks->len; i++) {
    HistoryMark *mark = &g_array_index(history->marks, HistoryMark, i);
    mark->step = numbers[mark->step];
  }
  for (guint i = 0; i < ids->len; i++) {
    g_ptr_array_index(history->step_ids, i) = g_ptr_array_index(ids, i);
    g_ptr_array_index(history->titles, i) = g_ptr_array_index(titles, i);
    g_hash_table_insert(history->indices, g_ptr_array_index(ids, i), GUINT_TO_POINTER(i + 1));
  }
}

void history_append(History *history, const HistoryNight *night) {
  HistoryNight copy = *night;
  copy.first = history->marks->len;
  copy.n_marks = 0;
  g_array_append_val(history->nights, copy);
}

void history_append_mark(History *history, const HistoryMark *mark) {
  g_return_if_fail(history->nights->len > 0);
  if (mark->step == HISTORY_NO_STEP)
    return;
  g_array_append_val(history->marks, *mark);
  g_array_index(history->nights, HistoryNight, history->nights->len - 1).n_marks++;
}

const HistoryNight *history_night(const History *history, guint index) {
  return &g_array_index(history->nights, HistoryNight, index);
}

guint history_first_from(const History *history, Night night) {
  guint low = 0, high = history->nights->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (history_night(history, middle)->night < night)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int history_count_rated(const History *history) {
  int count = 0;
  for (guint i = 0; i < history->nights->len; i++)
    count += history_night(history, i)->rested > 0;
  return count;
}

const HistoryMark *history_mark(const History *history, const HistoryNight *night, guint index) {
  return &g_array_index(history->marks, HistoryMark, night->first + index);
}

const HistoryMark *history_find(const History *history, const HistoryNight *night, guint16 step) {
  for (guint i = 0; i < night->n_marks; i++) {
    const HistoryMark *mark = history_mark(history, night, i);
    if (mark->step == step)
      return mark;
  }
  return NULL;
}
