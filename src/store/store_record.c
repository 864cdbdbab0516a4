/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database.h"

static const char put_night[] =
    "INSERT INTO night(night, lights_out, lights_out_offset, good_night, moved_bed, moved_bed_at, moved_wake, rested, "
    "asleep_after_minutes, wakings, awake_minutes, woke, up, quality, note, answered_at, answered_offset, "
    "woke_offset, up_offset, moved_offset) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20) ON "
    "CONFLICT(night) DO UPDATE "
    "SET lights_out = ?2, lights_out_offset = ?3, good_night = ?4, moved_bed = ?5, moved_bed_at = ?6, moved_wake = ?7, "
    "rested = ?8, asleep_after_minutes = ?9, wakings = ?10, awake_minutes = ?11, woke = ?12, up = ?13, quality = ?14, "
    "note = ?15, answered_at = ?16, answered_offset = ?17, woke_offset = ?18, up_offset = ?19, "
    "moved_offset = ?20";

static const char clear_steps[] =
    "UPDATE step SET mark = NULL, marked_at = NULL, marked_offset = NULL, snoozed_until = NULL, took_seconds = NULL, "
    "marked_by = NULL "
    "WHERE night = ?1 AND mark IS NOT NULL";

static const char put_step[] =
    "INSERT INTO step(night, id, mark, marked_at, marked_offset, snoozed_until, took_seconds, marked_by) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT(night, id) DO UPDATE SET mark = ?3, marked_at = ?4, "
    "marked_offset = ?5, snoozed_until = ?6, took_seconds = ?7, marked_by = ?8";

static const char drop_steps[] = "DELETE FROM step WHERE night = ?1 AND at IS NULL AND mark IS NULL";

static const char get_night[] =
    "SELECT lights_out, lights_out_offset, good_night, moved_bed, moved_bed_at, moved_wake, rested, "
    "asleep_after_minutes, wakings, awake_minutes, woke, up, quality, note, answered_at, answered_offset, start, "
    "woke_offset, up_offset, moved_offset "
    "FROM night WHERE night = ?1";

static const char get_steps[] =
    "SELECT id, mark, marked_at, marked_offset, snoozed_until, took_seconds, marked_by FROM step "
    "WHERE night = ?1 AND mark IS NOT NULL";

static gboolean save_night(Store *store, const Record *record, GError **error) {
  Statement *statement = statement_of(store, put_night, error);
  if (!statement)
    return FALSE;
  const Morning *morning = &record->morning;
  statement_bind_night(statement, 1, record->night);
  statement_bind(statement, 2, record->lights_out, 0);
  sqlite3_bind_int(statement, 3, record->lights_out_offset);
  sqlite3_bind_int(statement, 4, record->good_night);
  statement_bind(statement, 5, record->moved_bed, 0);
  statement_bind(statement, 6, record->moved_bed_at, 0);
  statement_bind(statement, 7, record->moved_wake, 0);
  statement_bind(statement, 8, morning->rested, 0);
  statement_bind(statement, 9, morning->asleep_after_minutes, MORNING_UNKNOWN);
  statement_bind(statement, 10, morning->wakings, MORNING_UNKNOWN);
  statement_bind(statement, 11, morning->awake_minutes, MORNING_UNKNOWN);
  statement_bind(statement, 12, morning->woke, 0);
  statement_bind(statement, 13, morning->up, 0);
  statement_bind(statement, 14, morning->quality, 0);
  statement_bind_text(statement, 15, morning->note);
  statement_bind(statement, 16, morning->answered_at, 0);
  sqlite3_bind_int(statement, 17, morning->answered_offset);
  sqlite3_bind_int(statement, 18, morning->woke_offset);
  sqlite3_bind_int(statement, 19, morning->up_offset);
  sqlite3_bind_int(statement, 20, record->moved_offset);
  return statement_run(store, statement, error);
}

static gboolean save_step(Store *store, Night night, const StepRecord *step, GError **error) {
  Statement *statement = statement_of(store, put_step, error);
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, night);
  statement_bind_text(statement, 2, step->id);
  sqlite3_bind_int(statement, 3, step->mark);
  statement_bind(statement, 4, step->marked_at, 0);
  sqlite3_bind_int(statement, 5, step->marked_offset);
  statement_bind(statement, 6, step->snoozed_until, 0);
  statement_bind(statement, 7, step->took_seconds, 0);
  statement_bind(statement, 8, step->by, BY_UNKNOWN);
  return statement_run(store, statement, error);
}

static gboolean save_steps(Store *store, const Record *record, GError **error) {
  if (!statement_run_for(store, clear_steps, record->night, error))
    return FALSE;
  for (guint i = 0; i < record->steps->len; i++) {
    if (!save_step(store, record->night, g_ptr_array_index(record->steps, i), error))
      return FALSE;
  }
  return statement_run_for(store, drop_steps, record->night, error);
}

gboolean store_save_record(Store *store, const Record *record, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  const gboolean done = save_night(store, record, error) && save_steps(store, record, error) &&
                        store_pack_night(store, record->night, error);
  return transaction_leave(store, own, done, error);
}

static void read_morning(Statement *statement, Morning *morning) {
  morning->rested = sqlite3_column_int(statement, 6);
  morning->asleep_after_minutes = (int) statement_value(statement, 7, MORNING_UNKNOWN);
  morning->wakings = (int) statement_value(statement, 8, MORNING_UNKNOWN);
  morning->awake_minutes = (int) statement_value(statement, 9, MORNING_UNKNOWN);
  morning->woke = sqlite3_column_int64(statement, 10);
  morning->up = sqlite3_column_int64(statement, 11);
  morning->quality = sqlite3_column_int(statement, 12);
  morning->note = statement_copy(statement, 13);
  morning->answered_at = sqlite3_column_int64(statement, 14);
  morning->answered_offset = sqlite3_column_int(statement, 15);
  morning->woke_offset = sqlite3_column_int(statement, 17);
  morning->up_offset = sqlite3_column_int(statement, 18);
}

static gboolean load_night(Store *store, Record *record, gint64 *start, GError **error) {
  g_autoptr(Statement) statement = statement_of(store, get_night, error);
  gboolean found = FALSE;
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, record->night);
  if (!statement_next(store, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  record->lights_out = sqlite3_column_int64(statement, 0);
  record->lights_out_offset = sqlite3_column_int(statement, 1);
  record->good_night = sqlite3_column_int(statement, 2) != 0;
  record->moved_bed = sqlite3_column_int64(statement, 3);
  record->moved_bed_at = sqlite3_column_int64(statement, 4);
  record->moved_wake = sqlite3_column_int64(statement, 5);
  record->moved_offset = sqlite3_column_int(statement, 19);
  read_morning(statement, &record->morning);
  *start = sqlite3_column_int64(statement, 16);
  return TRUE;
}

static gboolean read_step(Statement *row, gpointer data) {
  g_autofree char *id = statement_copy(row, 0);
  if (!id)
    return FALSE;
  StepRecord *step = record_touch(data, id);
  step->mark = (Mark) CLAMP(sqlite3_column_int(row, 1), 0, N_MARKS - 1);
  step->marked_at = sqlite3_column_int64(row, 2);
  step->marked_offset = sqlite3_column_int(row, 3);
  step->snoozed_until = sqlite3_column_int64(row, 4);
  step->took_seconds = sqlite3_column_int(row, 5);
  step->by = (MarkOrigin) CLAMP(sqlite3_column_int(row, 6), 0, N_MARK_ORIGINS - 1);
  return TRUE;
}

Record *store_load_record(Store *store, Night night, GError **error) {
  g_autoptr(Record) record = record_new(night);
  gint64 start = 0;
  if (!load_night(store, record, &start, error) ||
      !statement_read_for(store, get_steps, night, read_step, record, error))
    return NULL;
  (void) record_mend(record, start, NULL);
  return g_steal_pointer(&record);
}

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
