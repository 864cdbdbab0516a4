/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/journal.h"

#include "base/error.h"
#include "store/database.h"
#include "store/record-text.h"

#include <glib/gi18n.h>

/* How many acts can be taken back, one after the other. Each holds a whole record, so older ones go. */
#define JOURNAL_KEPT 500

static const char put_entry[] =
    "INSERT INTO journal(kind, night, step, at, record_before, pauses_before, shift_before) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char drop_old[] = "DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ?1";
static const char get_newest[] =
    "SELECT id, kind, night, step, at, record_before, pauses_before, shift_before FROM journal "
    "WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1";
static const char put_undone[] = "UPDATE journal SET undone_at = ?2 WHERE id = ?1";

void journal_entry_free(JournalEntry *entry) {
  if (!entry)
    return;
  record_free(entry->record);
  g_clear_pointer(&entry->pauses, g_ptr_array_unref);
  g_free(entry->step);
  g_free(entry->shift);
  g_free(entry);
}

gboolean journal_add(Store *store, const JournalEntry *entry, GError **error) {
  Statement *put = statement_of(store, put_entry, error);
  Statement *drop = put ? statement_of(store, drop_old, error) : NULL;
  if (!drop)
    return FALSE;
  g_autofree char *record = entry->record ? record_text(entry->record) : NULL;
  g_autofree char *pauses = entry->pauses ? pauses_text(entry->pauses) : NULL;
  sqlite3_bind_int(put, 1, entry->kind);
  statement_bind_night(put, 2, entry->night);
  statement_bind_text(put, 3, entry->step);
  sqlite3_bind_int64(put, 4, entry->at);
  statement_bind_text(put, 5, record);
  statement_bind_text(put, 6, pauses);
  statement_bind_text(put, 7, entry->shift);
  sqlite3_bind_int(drop, 1, JOURNAL_KEPT);
  return statement_run(store, put, error) && statement_run(store, drop, error);
}

static JournalEntry *read_entry(Statement *row) {
  g_autoptr(JournalEntry) entry = g_new0(JournalEntry, 1);
  entry->id = sqlite3_column_int64(row, 0);
  entry->kind = (ActionKind) sqlite3_column_int(row, 1);
  entry->night = statement_night(row, 2);
  entry->step = statement_copy(row, 3);
  entry->at = sqlite3_column_int64(row, 4);
  g_autofree char *record = statement_copy(row, 5), *pauses = statement_copy(row, 6);
  entry->record = record ? record_text_parse(entry->night, record) : NULL;
  entry->pauses = pauses ? pauses_text_parse(pauses) : NULL;
  entry->shift = statement_copy(row, 7);
  const gboolean whole = (!record || entry->record) && (!pauses || entry->pauses);
  return whole ? g_steal_pointer(&entry) : NULL;
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
  if (*entry)
    return TRUE;
  g_autofree char *name = g_filename_display_name(store->path);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot read the journal in \"%s\": nothing was undone"),
              name);
  return FALSE;
}

gboolean journal_undone(Store *store, gint64 id, gint64 now, GError **error) {
  Statement *statement = statement_of(store, put_undone, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64(statement, 1, id);
  sqlite3_bind_int64(statement, 2, now);
  return statement_run(store, statement, error);
}
