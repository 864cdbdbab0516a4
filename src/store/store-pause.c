/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database.h"
#include "store/transaction.h"

static const char drop_pauses[] = "DELETE FROM pause";
static const char put_pause[] =
    "INSERT INTO pause(ordinal, step, first_night, last_night, changed_at) VALUES(?1, ?2, ?3, ?4, ?5)";
static const char get_pauses[] = "SELECT step, first_night, last_night, changed_at FROM pause ORDER BY ordinal";

static const char put_shift[] = "INSERT INTO shift_choice(night, code) VALUES(?1, ?2) "
                                "ON CONFLICT(night) DO UPDATE SET code = ?2";
static const char drop_shift[] = "DELETE FROM shift_choice WHERE night = ?1";
static const char get_shifts[] = "SELECT night, code FROM shift_choice";

GPtrArray *store_load_pauses(Store *store, GError **error) {
  g_autoptr(GPtrArray) pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  g_autoptr(Statement) statement = statement_of(store, get_pauses, error);
  gboolean row = FALSE;
  if (!statement)
    return NULL;
  while (statement_next(store, statement, &row, error)) {
    if (!row)
      return g_steal_pointer(&pauses);
    g_autofree char *step = statement_copy(statement, 0);
    g_ptr_array_add(pauses, pause_new(step, statement_night(statement, 1), statement_night(statement, 2),
                                      sqlite3_column_int64(statement, 3)));
  }
  return NULL;
}

static gboolean save_pause(Store *store, guint ordinal, const Pause *pause, GError **error) {
  Statement *statement = statement_of(store, put_pause, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64(statement, 1, ordinal);
  statement_bind_text(statement, 2, pause->step);
  statement_bind_night(statement, 3, pause->from);
  statement_bind_night(statement, 4, pause->to);
  sqlite3_bind_int64(statement, 5, pause->changed_at);
  return statement_run(store, statement, error);
}

static gboolean replace_pauses(Store *store, const GPtrArray *pauses, GError **error) {
  Statement *statement = statement_of(store, drop_pauses, error);
  if (!statement || !statement_run(store, statement, error))
    return FALSE;
  for (guint i = 0; i < pauses->len; i++) {
    if (!save_pause(store, i, g_ptr_array_index(pauses, i), error))
      return FALSE;
  }
  return TRUE;
}

gboolean store_save_pauses(Store *store, const GPtrArray *pauses, GError **error) {
  gboolean own = FALSE;
  return transaction_enter(store, &own, error) &&
         transaction_leave(store, own, replace_pauses(store, pauses, error), error);
}

ShiftChoices *store_load_shifts(Store *store, GError **error) {
  g_autoptr(GHashTable) choices = shift_choices_new();
  g_autoptr(Statement) statement = statement_of(store, get_shifts, error);
  gboolean row = FALSE;
  if (!statement)
    return NULL;
  while (statement_next(store, statement, &row, error)) {
    if (!row)
      return g_steal_pointer(&choices);
    char *code = statement_copy(statement, 1);
    if (code)
      g_hash_table_insert(choices, GUINT_TO_POINTER(statement_night(statement, 0)), code);
  }
  return NULL;
}

gboolean store_save_shift(Store *store, Night night, const char *code, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  Statement *statement = statement_of(store, code ? put_shift : drop_shift, error);
  if (statement) {
    statement_bind_night(statement, 1, night);
    if (code)
      statement_bind_text(statement, 2, code);
  }
  return transaction_leave(store, own, statement && statement_run(store, statement, error), error);
}
