/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database.h"

static const char put_night[] =
    "INSERT INTO night(night, start, bed, judged_bed, wake, \"offset\", shift, clocks_change, usual_length_seconds, "
    "zone) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT(night) DO UPDATE SET start = ?2, bed = ?3, "
    "judged_bed = "
    "?4, "
    "wake = ?5, \"offset\" = ?6, shift = ?7, clocks_change = ?8, usual_length_seconds = ?9, zone = ?10";

static const char clear_steps[] =
    "UPDATE step SET ordinal = NULL, wording = NULL, kind = NULL, at = NULL, until = NULL, counts = NULL, "
    "early = NULL, folded = NULL WHERE night = ?1";

static const char put_step[] =
    "INSERT INTO step(night, id, ordinal, wording, kind, at, until, counts, early, folded) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT(night, id) DO UPDATE SET ordinal = ?3, wording = ?4, "
    "kind = ?5, at = ?6, until = ?7, counts = ?8, early = ?9, folded = ?10";

static const char drop_steps[] = "DELETE FROM step WHERE night = ?1 AND at IS NULL AND mark IS NULL";

static const char find_wording[] = "SELECT key FROM wording WHERE id = ?1 AND title = ?2 AND short = ?3";
static const char add_wording[] = "INSERT INTO wording(id, title, short) VALUES(?1, ?2, ?3)";

static const char drop_bands[] = "DELETE FROM band WHERE night = ?1";
static const char put_band[] = "INSERT INTO band(night, ordinal, id, title, at, until) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

static const char get_night[] =
    "SELECT start, bed, judged_bed, wake, \"offset\", shift, clocks_change, usual_length_seconds, zone FROM night "
    "WHERE night = ?1 AND start IS NOT NULL";
static const char get_steps[] =
    "SELECT step.id, title, short, kind, at, until, counts, early, folded FROM step JOIN wording ON key = wording "
    "WHERE night = ?1 AND at IS NOT NULL ORDER BY ordinal";
static const char get_bands[] = "SELECT id, title, at, until FROM band WHERE night = ?1 ORDER BY ordinal";

/* A night that begins elsewhere than on its date has no plan that can be used: see store_load_plan. */
static const char get_newest[] = "SELECT night FROM night WHERE start <= ?1 AND start >= strftime('%s', night) - 86400 "
                                 "ORDER BY night DESC LIMIT 1";

static const char list_nights[] = "SELECT night FROM night WHERE start IS NOT NULL ORDER BY night";
static const char remove_steps[] = "DELETE FROM step WHERE night = ?1";
static const char remove_night[] = "DELETE FROM night WHERE night = ?1";

static gboolean save_night(Store *store, const Plan *plan, GError **error) {
  Statement *statement = statement_of(store, put_night, error);
  if (!statement)
    return FALSE;
  const gint64 instants[] = { plan->start, plan->bed, plan->target_bed, plan->wake };
  statement_bind_night(statement, 1, plan->night);
  for (guint i = 0; i < G_N_ELEMENTS(instants); i++)
    sqlite3_bind_int64(statement, 2 + (int) i, instants[i]);
  sqlite3_bind_int(statement, 6, plan->offset);
  statement_bind_text(statement, 7, plan->shift);
  sqlite3_bind_int(statement, 8, plan->clocks_change);
  sqlite3_bind_int64(statement, 9, plan->usual_length);
  statement_bind_text(statement, 10, plan->zone);
  return statement_run(store, statement, error);
}

/* The wording of a step; a title that is not known is its id. */
static void bind_wording(Statement *statement, const PlanStep *step) {
  const char *title = step->title ? step->title : step->id;
  statement_bind_text(statement, 1, step->id);
  statement_bind_text(statement, 2, title);
  statement_bind_text(statement, 3, step->short_title ? step->short_title : title);
}

static gboolean wording_key(Store *store, const PlanStep *step, gint64 *key, GError **error) {
  gboolean known = FALSE;
  g_autoptr(Statement) find = statement_of(store, find_wording, error);
  if (!find)
    return FALSE;
  bind_wording(find, step);
  if (!statement_next(store, find, &known, error))
    return FALSE;
  if (known) {
    *key = sqlite3_column_int64(find, 0);
    return TRUE;
  }
  Statement *add = statement_of(store, add_wording, error);
  if (!add)
    return FALSE;
  bind_wording(add, step);
  if (!statement_run(store, add, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid(store->db);
  return TRUE;
}

static gboolean save_step(Store *store, const Plan *plan, guint ordinal, GError **error) {
  const PlanStep *step = g_ptr_array_index(plan->steps, ordinal);
  gint64 wording = 0;
  Statement *statement = wording_key(store, step, &wording, error) ? statement_of(store, put_step, error) : NULL;
  if (!statement)
    return FALSE;
  const gint64 values[] = { ordinal,     wording,      step->kind,           step->at,
                            step->until, step->counts, step->predates_start, step->folded };
  statement_bind_night(statement, 1, plan->night);
  statement_bind_text(statement, 2, step->id);
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    sqlite3_bind_int64(statement, 3 + (int) i, values[i]);
  return statement_run(store, statement, error);
}

static gboolean save_steps(Store *store, const Plan *plan, GError **error) {
  if (!statement_run_for(store, clear_steps, plan->night, error))
    return FALSE;
  for (guint i = 0; i < plan->steps->len; i++) {
    if (!save_step(store, plan, i, error))
      return FALSE;
  }
  return statement_run_for(store, drop_steps, plan->night, error);
}

static gboolean save_bands(Store *store, const Plan *plan, GError **error) {
  if (!statement_run_for(store, drop_bands, plan->night, error))
    return FALSE;
  for (guint i = 0; i < plan->bands->len; i++) {
    const PlanBand *band = g_ptr_array_index(plan->bands, i);
    Statement *statement = statement_of(store, put_band, error);
    if (!statement)
      return FALSE;
    statement_bind_night(statement, 1, plan->night);
    sqlite3_bind_int64(statement, 2, i);
    statement_bind_text(statement, 3, band->id);
    statement_bind_text(statement, 4, band->title ? band->title : band->id);
    sqlite3_bind_int64(statement, 5, band->at);
    sqlite3_bind_int64(statement, 6, band->until);
    if (!statement_run(store, statement, error))
      return FALSE;
  }
  return TRUE;
}

gboolean store_save_plan(Store *store, const Plan *plan, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  const gboolean done = save_night(store, plan, error) && save_steps(store, plan, error) &&
                        save_bands(store, plan, error) && store_pack_night(store, plan->night, error);
  return transaction_leave(store, own, done, error);
}

static gboolean load_night(Store *store, Plan *plan, gboolean *found, GError **error) {
  g_autoptr(Statement) statement = statement_of(store, get_night, error);
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, plan->night);
  if (!statement_next(store, statement, found, error))
    return FALSE;
  plan->start = sqlite3_column_int64(statement, 0);
  plan->bed = sqlite3_column_int64(statement, 1);
  plan->target_bed = sqlite3_column_int64(statement, 2);
  plan->wake = sqlite3_column_int64(statement, 3);
  plan->offset = sqlite3_column_int(statement, 4);
  plan->shift = statement_copy(statement, 5);
  plan->clocks_change = sqlite3_column_int(statement, 6) != 0;
  plan->usual_length = sqlite3_column_int64(statement, 7);
  plan->zone = statement_copy(statement, 8);
  return TRUE;
}

static gboolean read_step(Statement *row, gpointer data) {
  Plan *plan = data;
  PlanStep *step = g_new(PlanStep, 1);
  *step = (PlanStep){
    .id = statement_copy(row, 0),
    .title = statement_copy(row, 1),
    .short_title = statement_copy(row, 2),
    .kind = (StepKind) CLAMP(sqlite3_column_int(row, 3), STEP_DO, STEP_GUIDED),
    .at = sqlite3_column_int64(row, 4),
    .until = sqlite3_column_int64(row, 5),
    .counts = sqlite3_column_int(row, 6) != 0,
    .predates_start = sqlite3_column_int(row, 7) != 0,
    .folded = sqlite3_column_int(row, 8) != 0,
  };
  g_ptr_array_add(plan->steps, step);
  return step->id && step->title && step->short_title;
}

static gboolean read_band(Statement *row, gpointer data) {
  Plan *plan = data;
  PlanBand *band = g_new(PlanBand, 1);
  *band = (PlanBand){
    .id = statement_copy(row, 0),
    .title = statement_copy(row, 1),
    .at = sqlite3_column_int64(row, 2),
    .until = sqlite3_column_int64(row, 3),
  };
  g_ptr_array_add(plan->bands, band);
  return band->id && band->title;
}

gboolean store_load_plan(Store *store, Night night, Plan **plan, GError **error) {
  g_autoptr(Plan) loaded = plan_new(night);
  gboolean found = FALSE;
  *plan = NULL;
  if (!load_night(store, loaded, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (!statement_read_for(store, get_steps, night, read_step, loaded, error) ||
      !statement_read_for(store, get_bands, night, read_band, loaded, error))
    return FALSE;
  if (plan_is_sound(loaded, NULL))
    *plan = g_steal_pointer(&loaded);
  return TRUE;
}

Night store_newest_night(Store *store, gint64 instant) {
  g_autoptr(Statement) statement = statement_of(store, get_newest, NULL);
  if (!statement)
    return NIGHT_NONE;
  sqlite3_bind_int64(statement, 1, instant);
  return sqlite3_step(statement) == SQLITE_ROW ? statement_night(statement, 0) : NIGHT_NONE;
}

GArray *store_list_nights(Store *store, GError **error) {
  g_autoptr(GArray) nights = g_array_new(FALSE, FALSE, sizeof(Night));
  g_autoptr(Statement) statement = statement_of(store, list_nights, error);
  gboolean row = FALSE;
  if (!statement)
    return NULL;
  while (statement_next(store, statement, &row, error)) {
    if (!row)
      return g_steal_pointer(&nights);
    const Night night = statement_night(statement, 0);
    if (night != NIGHT_NONE)
      g_array_append_val(nights, night);
  }
  return NULL;
}

gboolean store_remove_night(Store *store, Night night, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  const gboolean done = statement_run_for(store, remove_steps, night, error) &&
                        statement_run_for(store, drop_bands, night, error) &&
                        statement_run_for(store, remove_night, night, error);
  return transaction_leave(store, own, done, error);
}
