/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trials by lot, one row each. What was drawn follows from the seed and is not
 * stored; which night each block began on is. */
#include "store/database.h"

#include <stdlib.h>

static const char put_trial[] = "INSERT INTO trial(seed, step, nights, start, agreed_at, changed_at, given_up, blocks) "
                                "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT(seed) DO UPDATE SET changed_at = "
                                "?6, given_up = ?7, blocks = ?8";
static const char get_trials[] = "SELECT seed, step, nights, start, agreed_at, changed_at, given_up, blocks FROM trial "
                                 "ORDER BY agreed_at, seed";
static const char drop_trial[] = "DELETE FROM trial WHERE seed = ?1";

static char *seed_text(guint64 seed) {
  return g_strdup_printf("%016" G_GINT64_MODIFIER "x", seed);
}

static char *blocks_text(const Trial *trial) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < trial->n_blocks; i++) {
    g_autofree char *day = daytime_format_day(trial->blocks[i]);
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", day);
  }
  return g_string_free(text, FALSE);
}

static void read_blocks(Trial *trial, const char *text) {
  g_auto(GStrv) days = g_strsplit(text ? text : "", " ", -1);
  for (char **day = days; *day && trial->n_blocks < TRIAL_MAX_BLOCKS; day++) {
    if (daytime_parse_day(*day, &trial->blocks[trial->n_blocks]))
      trial->n_blocks++;
  }
}

static Trial *read_trial(Statement *row) {
  g_autofree char *seed = statement_copy(row, 0);
  g_autofree char *step = statement_copy(row, 1);
  g_autofree char *blocks = statement_copy(row, 7);
  g_autoptr(Trial) trial = trial_new(step, seed ? g_ascii_strtoull(seed, NULL, 16) : 0, sqlite3_column_int(row, 2),
                                     statement_night(row, 3), sqlite3_column_int64(row, 4));
  trial->changed_at = sqlite3_column_int64(row, 5);
  trial->given_up = statement_night(row, 6);
  read_blocks(trial, blocks);
  return trial_is_sound(trial) ? g_steal_pointer(&trial) : NULL;
}

GPtrArray *store_load_trials(Store *store, GError **error) {
  g_autoptr(GPtrArray) trials = trials_new();
  g_autoptr(Statement) statement = statement_of(store, get_trials, error);
  gboolean row = FALSE;
  if (!statement)
    return NULL;
  while (statement_next(store, statement, &row, error)) {
    if (!row)
      return g_steal_pointer(&trials);
    Trial *trial = read_trial(statement);
    if (trial)
      g_ptr_array_add(trials, trial);
  }
  return NULL;
}

gboolean store_save_trial(Store *store, const Trial *trial, GError **error) {
  g_autofree char *seed = seed_text(trial->seed);
  g_autofree char *blocks = blocks_text(trial);
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  Statement *statement = statement_of(store, put_trial, error);
  if (statement) {
    statement_bind_text(statement, 1, seed);
    statement_bind_text(statement, 2, trial->step);
    sqlite3_bind_int(statement, 3, trial->nights);
    statement_bind_night(statement, 4, trial->start);
    sqlite3_bind_int64(statement, 5, trial->agreed_at);
    sqlite3_bind_int64(statement, 6, trial->changed_at);
    statement_bind_night(statement, 7, trial->given_up);
    statement_bind_text(statement, 8, blocks);
  }
  return transaction_leave(store, own, statement && statement_run(store, statement, error), error);
}

gboolean store_remove_trial(Store *store, guint64 seed, GError **error) {
  g_autofree char *text = seed_text(seed);
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  Statement *statement = statement_of(store, drop_trial, error);
  if (statement)
    statement_bind_text(statement, 1, text);
  return transaction_leave(store, own, statement && statement_run(store, statement, error), error);
}
