/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records and pauses are kept in the journal as GVariant's text form of a
 * dictionary, which a person can read and which leaves out what is blank. A key
 * that is not known is passed over. */
#include "store/journal.h"

#include "base/error.h"
#include "store/database.h"

#include <glib/gi18n.h>

static void put_number(GVariantDict *dict, const char *key, gint64 value, gint64 blank) {
  if (value != blank)
    g_variant_dict_insert_value(dict, key, g_variant_new_int64(value));
}

static gint64 number(GVariantDict *dict, const char *key, gint64 blank) {
  gint64 value = blank;
  g_variant_dict_lookup(dict, key, "x", &value);
  return value;
}

static GVariant *text_value(const char *text) {
  return g_variant_new_take_string(g_utf8_make_valid(text, -1));
}

/* The numbers of a record; what it has besides is put and taken by hand. */
typedef struct {
  const char *key;
  gint64 blank;
} Field;

enum {
  LIGHTS_OUT,
  LIGHTS_OUT_OFFSET,
  GOOD_NIGHT,
  MOVED_BED,
  MOVED_BED_AT,
  MOVED_WAKE,
  RESTED,
  ASLEEP_AFTER,
  WAKINGS,
  AWAKE,
  WOKE,
  WOKE_OFFSET,
  UP,
  QUALITY,
  ANSWERED_AT,
  ANSWERED_OFFSET,
  UP_OFFSET,
  MOVED_OFFSET,
  N_FIELDS
};

static const Field fields[] = {
  [LIGHTS_OUT] = { "lights-out", 0 },
  [LIGHTS_OUT_OFFSET] = { "lights-out-offset", 0 },
  [GOOD_NIGHT] = { "good-night", 0 },
  [MOVED_BED] = { "moved-bed", 0 },
  [MOVED_BED_AT] = { "moved-bed-at", 0 },
  [MOVED_WAKE] = { "moved-wake", 0 },
  [RESTED] = { "rested", 0 },
  [ASLEEP_AFTER] = { "asleep-after-minutes", MORNING_UNKNOWN },
  [WAKINGS] = { "wakings", MORNING_UNKNOWN },
  [AWAKE] = { "awake-minutes", MORNING_UNKNOWN },
  [WOKE] = { "woke", 0 },
  [WOKE_OFFSET] = { "woke-offset", 0 },
  [UP] = { "up", 0 },
  [QUALITY] = { "quality", 0 },
  [ANSWERED_AT] = { "answered-at", 0 },
  [ANSWERED_OFFSET] = { "answered-offset", 0 },
  [UP_OFFSET] = { "up-offset", 0 },
  [MOVED_OFFSET] = { "moved-offset", 0 },
};
G_STATIC_ASSERT(G_N_ELEMENTS(fields) == N_FIELDS);

static void spread(const Record *record, gint64 values[N_FIELDS]) {
  const Morning *morning = &record->morning;
  const gint64 all[N_FIELDS] = {
    [LIGHTS_OUT] = record->lights_out,
    [LIGHTS_OUT_OFFSET] = record->lights_out_offset,
    [GOOD_NIGHT] = record->good_night,
    [MOVED_BED] = record->moved_bed,
    [MOVED_BED_AT] = record->moved_bed_at,
    [MOVED_WAKE] = record->moved_wake,
    [RESTED] = morning->rested,
    [ASLEEP_AFTER] = morning->asleep_after_minutes,
    [WAKINGS] = morning->wakings,
    [AWAKE] = morning->awake_minutes,
    [WOKE] = morning->woke,
    [WOKE_OFFSET] = morning->woke_offset,
    [UP] = morning->up,
    [QUALITY] = morning->quality,
    [ANSWERED_AT] = morning->answered_at,
    [ANSWERED_OFFSET] = morning->answered_offset,
    [UP_OFFSET] = morning->up_offset,
    [MOVED_OFFSET] = record->moved_offset,
  };
  for (guint i = 0; i < N_FIELDS; i++)
    values[i] = all[i];
}

static void gather(const gint64 values[N_FIELDS], Record *record) {
  Morning *morning = &record->morning;
  record->lights_out = values[LIGHTS_OUT];
  record->lights_out_offset = (int) values[LIGHTS_OUT_OFFSET];
  record->good_night = values[GOOD_NIGHT] != 0;
  record->moved_bed = values[MOVED_BED];
  record->moved_bed_at = values[MOVED_BED_AT];
  record->moved_wake = values[MOVED_WAKE];
  morning->rested = (int) values[RESTED];
  morning->asleep_after_minutes = (int) values[ASLEEP_AFTER];
  morning->wakings = (int) values[WAKINGS];
  morning->awake_minutes = (int) values[AWAKE];
  morning->woke = values[WOKE];
  morning->up = values[UP];
  morning->quality = (int) values[QUALITY];
  morning->answered_at = values[ANSWERED_AT];
  morning->answered_offset = (int) values[ANSWERED_OFFSET];
  morning->woke_offset = (int) values[WOKE_OFFSET];
  morning->up_offset = (int) values[UP_OFFSET];
  record->moved_offset = (int) values[MOVED_OFFSET];
}

static GVariant *step_value(const StepRecord *step) {
  GVariantDict dict;
  g_variant_dict_init(&dict, NULL);
  g_variant_dict_insert_value(&dict, "id", text_value(step->id));
  g_variant_dict_insert(&dict, "mark", "s", mark_name(step->mark));
  put_number(&dict, "marked-at", step->marked_at, 0);
  put_number(&dict, "marked-offset", step->marked_offset, 0);
  put_number(&dict, "snoozed-until", step->snoozed_until, 0);
  put_number(&dict, "took-seconds", step->took_seconds, 0);
  if (mark_origin_name(step->by))
    g_variant_dict_insert(&dict, "by", "s", mark_origin_name(step->by));
  return g_variant_dict_end(&dict);
}

static gboolean read_step(Record *record, GVariant *value) {
  g_auto(GVariantDict) dict;
  g_variant_dict_init(&dict, value);
  const char *id = NULL, *mark = NULL;
  Mark parsed = MARK_OPEN;
  if (!g_variant_dict_lookup(&dict, "id", "&s", &id) || !g_variant_dict_lookup(&dict, "mark", "&s", &mark) ||
      !mark_parse(mark, &parsed))
    return FALSE;
  StepRecord *step = record_touch(record, id);
  step->mark = parsed;
  step->marked_at = number(&dict, "marked-at", 0);
  step->marked_offset = (int) number(&dict, "marked-offset", 0);
  step->snoozed_until = number(&dict, "snoozed-until", 0);
  step->took_seconds = (int) number(&dict, "took-seconds", 0);
  const char *by = NULL;
  if (g_variant_dict_lookup(&dict, "by", "&s", &by) && !mark_origin_parse(by, &step->by))
    step->by = BY_UNKNOWN;
  return TRUE;
}

static char *record_text(const Record *record) {
  gint64 values[N_FIELDS];
  GVariantDict dict;
  GVariantBuilder steps;
  spread(record, values);
  g_variant_dict_init(&dict, NULL);
  for (guint i = 0; i < N_FIELDS; i++)
    put_number(&dict, fields[i].key, values[i], fields[i].blank);
  if (record->morning.note)
    g_variant_dict_insert_value(&dict, "note", text_value(record->morning.note));
  g_variant_builder_init(&steps, G_VARIANT_TYPE("aa{sv}"));
  for (guint i = 0; i < record->steps->len; i++)
    g_variant_builder_add_value(&steps, step_value(g_ptr_array_index(record->steps, i)));
  g_variant_dict_insert_value(&dict, "steps", g_variant_builder_end(&steps));
  g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_dict_end(&dict));
  return g_variant_print(value, TRUE);
}

static Record *record_text_parse(Night night, const char *text) {
  g_autoptr(GVariant) value = g_variant_parse(G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  if (!value)
    return NULL;
  g_auto(GVariantDict) dict;
  g_variant_dict_init(&dict, value);
  g_autoptr(Record) record = record_new(night);
  gint64 values[N_FIELDS];
  for (guint i = 0; i < N_FIELDS; i++)
    values[i] = number(&dict, fields[i].key, fields[i].blank);
  gather(values, record);
  g_variant_dict_lookup(&dict, "note", "s", &record->morning.note);
  g_autoptr(GVariant) steps = g_variant_dict_lookup_value(&dict, "steps", G_VARIANT_TYPE("aa{sv}"));
  for (gsize i = 0; steps && i < g_variant_n_children(steps); i++) {
    g_autoptr(GVariant) step = g_variant_get_child_value(steps, i);
    if (!read_step(record, step))
      return NULL;
  }
  return g_steal_pointer(&record);
}

/* A pause is the step ("": all of them), its first and last night (0: none), and when it was changed. */
#define PAUSES_TYPE G_VARIANT_TYPE("a(suux)")

static char *pauses_text(const GPtrArray *pauses) {
  GVariantBuilder builder;
  g_variant_builder_init(&builder, PAUSES_TYPE);
  for (guint i = 0; i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    g_autofree char *step = g_utf8_make_valid(pause->step ? pause->step : "", -1);
    g_variant_builder_add(&builder, "(suux)", step, pause->from, pause->to, pause->changed_at);
  }
  g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_builder_end(&builder));
  return g_variant_print(value, FALSE);
}

static GPtrArray *pauses_text_parse(const char *text) {
  g_autoptr(GVariant) value = g_variant_parse(PAUSES_TYPE, text, NULL, NULL, NULL);
  if (!value)
    return NULL;
  GPtrArray *pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  GVariantIter iter;
  const char *step = NULL;
  Night from = NIGHT_NONE, to = NIGHT_NONE;
  gint64 changed_at = 0;
  g_variant_iter_init(&iter, value);
  while (g_variant_iter_next(&iter, "(&suux)", &step, &from, &to, &changed_at))
    g_ptr_array_add(pauses, pause_new(*step ? step : NULL, from, to, changed_at));
  return pauses;
}

/* How many acts can be taken back, one after the other. Older ones go. */
#define JOURNAL_KEPT 500

static const char put_entry[] =
    "INSERT INTO journal(kind, night, step, at, record_before, pauses_before, shift_before, record_after, "
    "pauses_after) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char drop_old[] = "DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ?1";
static const char get_newest[] =
    "SELECT id, kind, night, step, at, record_before, pauses_before, shift_before, record_after, pauses_after "
    "FROM journal WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1";
static const char put_undone[] = "UPDATE journal SET undone_at = ?2 WHERE id = ?1";
static const char put_night[] =
    "INSERT INTO journal_night(act, night, is_new, record_before, record_after) VALUES(?1, ?2, ?3, ?4, ?5)";
static const char get_nights[] =
    "SELECT night, is_new, record_before, record_after FROM journal_night WHERE act = ?1 ORDER BY night";

void journal_entry_free(JournalEntry *entry) {
  if (!entry)
    return;
  record_free(entry->record);
  record_free(entry->record_after);
  g_clear_pointer(&entry->pauses, g_ptr_array_unref);
  g_clear_pointer(&entry->pauses_after, g_ptr_array_unref);
  g_free(entry->step);
  g_free(entry->shift);
  g_free(entry);
}

void journal_night_free(JournalNight *night) {
  if (!night)
    return;
  record_free(night->record);
  record_free(night->record_after);
  g_free(night);
}

static void bind_record(Statement *statement, int index, const Record *record) {
  g_autofree char *text = record ? record_text(record) : NULL;
  statement_bind_text(statement, index, text);
}

static void bind_pauses(Statement *statement, int index, const GPtrArray *pauses) {
  g_autofree char *text = pauses ? pauses_text(pauses) : NULL;
  statement_bind_text(statement, index, text);
}

gboolean journal_add(Store *store, JournalEntry *entry, GError **error) {
  Statement *put = statement_of(store, put_entry, error);
  Statement *drop = put ? statement_of(store, drop_old, error) : NULL;
  if (!drop)
    return FALSE;
  sqlite3_bind_int(put, 1, entry->kind);
  statement_bind_night(put, 2, entry->night);
  statement_bind_text(put, 3, entry->step);
  sqlite3_bind_int64(put, 4, entry->at);
  bind_record(put, 5, entry->record);
  bind_pauses(put, 6, entry->pauses);
  statement_bind_text(put, 7, entry->shift);
  bind_record(put, 8, entry->record_after);
  bind_pauses(put, 9, entry->pauses_after);
  sqlite3_bind_int(drop, 1, JOURNAL_KEPT);
  if (!statement_run(store, put, error))
    return FALSE;
  entry->id = sqlite3_last_insert_rowid(store->db);
  return statement_run(store, drop, error);
}

gboolean journal_add_night(Store *store, gint64 id, const JournalNight *night, GError **error) {
  Statement *put = statement_of(store, put_night, error);
  if (!put)
    return FALSE;
  sqlite3_bind_int64(put, 1, id);
  statement_bind_night(put, 2, night->night);
  sqlite3_bind_int(put, 3, night->is_new);
  bind_record(put, 4, night->record);
  bind_record(put, 5, night->record_after);
  return statement_run(store, put, error);
}

static gboolean read_record(Statement *row, int column, Night night, Record **record) {
  g_autofree char *text = statement_copy(row, column);
  *record = text ? record_text_parse(night, text) : NULL;
  return !text || *record;
}

static gboolean read_pauses(Statement *row, int column, GPtrArray **pauses) {
  g_autofree char *text = statement_copy(row, column);
  *pauses = text ? pauses_text_parse(text) : NULL;
  return !text || *pauses;
}

static JournalEntry *read_entry(Statement *row) {
  g_autoptr(JournalEntry) entry = g_new0(JournalEntry, 1);
  entry->id = sqlite3_column_int64(row, 0);
  entry->kind = (ActionKind) sqlite3_column_int(row, 1);
  entry->night = statement_night(row, 2);
  entry->step = statement_copy(row, 3);
  entry->at = sqlite3_column_int64(row, 4);
  entry->shift = statement_copy(row, 7);
  const gboolean whole = read_record(row, 5, entry->night, &entry->record) &&
                         read_record(row, 8, entry->night, &entry->record_after) &&
                         read_pauses(row, 6, &entry->pauses) && read_pauses(row, 9, &entry->pauses_after);
  return whole ? g_steal_pointer(&entry) : NULL;
}

static gboolean fail(const Store *store, GError **error) {
  g_autofree char *name = g_filename_display_name(store->path);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot read the journal in \"%s\": nothing was undone"),
              name);
  return FALSE;
}

gboolean journal_newest(Store *store, JournalEntry **entry, GError **error) {
  g_autoptr(Statement) statement = statement_of(store, get_newest, error);
  gboolean found = FALSE;
  *entry = NULL;
  if (!statement || !statement_next(store, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  *entry = read_entry(statement);
  return *entry || fail(store, error);
}

static JournalNight *read_night(Statement *row) {
  g_autoptr(JournalNight) night = g_new0(JournalNight, 1);
  night->night = statement_night(row, 0);
  night->is_new = sqlite3_column_int(row, 1) != 0;
  const gboolean whole = read_record(row, 2, night->night, &night->record) &&
                         read_record(row, 3, night->night, &night->record_after);
  return whole && night->night != NIGHT_NONE ? g_steal_pointer(&night) : NULL;
}

GPtrArray *journal_load_nights(Store *store, gint64 id, GError **error) {
  g_autoptr(GPtrArray) nights = g_ptr_array_new_with_free_func((GDestroyNotify) journal_night_free);
  g_autoptr(Statement) statement = statement_of(store, get_nights, error);
  gboolean row = FALSE;
  if (!statement)
    return NULL;
  sqlite3_bind_int64(statement, 1, id);
  while (statement_next(store, statement, &row, error)) {
    if (!row)
      return g_steal_pointer(&nights);
    JournalNight *night = read_night(statement);
    if (!night) {
      fail(store, error);
      return NULL;
    }
    g_ptr_array_add(nights, night);
  }
  return NULL;
}

gboolean journal_undone(Store *store, gint64 id, gint64 now, GError **error) {
  Statement *statement = statement_of(store, put_undone, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64(statement, 1, id);
  sqlite3_bind_int64(statement, 2, now);
  return statement_run(store, statement, error);
}
