/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/schema.h"

#include "base/error.h"
#include "store/backup.h"
#include "store/database.h"

#include <glib/gi18n.h>

static const char version_1[] =
    "CREATE TABLE meta("
    "  only INTEGER PRIMARY KEY CHECK (only = 1),"
    "  born INTEGER NOT NULL) STRICT;"

    "CREATE TABLE night("
    "  night TEXT NOT NULL PRIMARY KEY,"
    "  packed BLOB," /* first, so that history finds it without reading on */
    "  start INTEGER, bed INTEGER, judged_bed INTEGER, wake INTEGER, \"offset\" INTEGER, shift TEXT,"
    "  clocks_change INTEGER, usual_length_seconds INTEGER,"
    "  lights_out INTEGER, lights_out_offset INTEGER, good_night INTEGER NOT NULL DEFAULT 0,"
    "  moved_bed INTEGER, moved_bed_at INTEGER, moved_wake INTEGER,"
    "  rested INTEGER CHECK (rested BETWEEN 1 AND 5), asleep_after_minutes INTEGER, wakings INTEGER,"
    "  awake_minutes INTEGER, woke INTEGER, up INTEGER, quality INTEGER CHECK (quality BETWEEN 1 AND 5), note TEXT,"
    "  answered_at INTEGER, answered_offset INTEGER) STRICT, WITHOUT ROWID;"

    "CREATE TABLE wording("
    "  key INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, short TEXT NOT NULL,"
    "  UNIQUE (id, title, short)) STRICT;"

    "CREATE TABLE step("
    "  night TEXT NOT NULL REFERENCES night(night), id TEXT NOT NULL,"
    "  ordinal INTEGER, wording INTEGER REFERENCES wording(key), kind INTEGER CHECK (kind BETWEEN 0 AND 2),"
    "  at INTEGER, until INTEGER, counts INTEGER, early INTEGER, folded INTEGER,"
    "  mark INTEGER CHECK (mark BETWEEN 0 AND 3), marked_at INTEGER, marked_offset INTEGER, snoozed_until INTEGER,"
    "  took_seconds INTEGER, PRIMARY KEY (night, id)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE band("
    "  night TEXT NOT NULL REFERENCES night(night), ordinal INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,"
    "  at INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (night, ordinal)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE pause("
    "  ordinal INTEGER PRIMARY KEY, step TEXT, first_night TEXT NOT NULL, last_night TEXT,"
    "  changed_at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE shift_choice(night TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL) STRICT, WITHOUT ROWID;"

    "CREATE TABLE journal("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, night TEXT, step TEXT, at INTEGER NOT NULL,"
    "  undone_at INTEGER, record_before TEXT, pauses_before TEXT, shift_before TEXT) STRICT;"
    "CREATE INDEX journal_standing ON journal(id) WHERE undone_at IS NULL;"

    "CREATE TABLE claim("
    "  night TEXT NOT NULL, step TEXT NOT NULL, key TEXT NOT NULL, owner TEXT NOT NULL, claimed_at INTEGER NOT NULL,"
    "  shown_at INTEGER, PRIMARY KEY (night, step, key)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE last_reminder("
    "  only INTEGER PRIMARY KEY CHECK (only = 1), night TEXT NOT NULL, step TEXT NOT NULL, server_id INTEGER NOT NULL,"
    "  server TEXT, owner TEXT NOT NULL) STRICT;"

    "CREATE TRIGGER step_added AFTER INSERT ON step BEGIN"
    "  UPDATE night SET packed = NULL WHERE night = NEW.night AND packed IS NOT NULL; END;"
    "CREATE TRIGGER step_changed AFTER UPDATE ON step BEGIN"
    "  UPDATE night SET packed = NULL WHERE night IN (OLD.night, NEW.night) AND packed IS NOT NULL; END;"
    "CREATE TRIGGER step_removed AFTER DELETE ON step BEGIN"
    "  UPDATE night SET packed = NULL WHERE night = OLD.night AND packed IS NOT NULL; END;"
    "CREATE TRIGGER night_changed AFTER UPDATE OF"
    "  night, start, bed, judged_bed, wake, \"offset\", shift, lights_out, rested, asleep_after_minutes, wakings,"
    "  awake_minutes, woke, up, quality, answered_at ON night BEGIN"
    "  UPDATE night SET packed = NULL WHERE night = NEW.night AND packed IS NOT NULL; END;";

static gboolean make_version_1(sqlite3 *db, const char *path, gint64 now, GError **error) {
  if (!database_execute(db, path, version_1, error))
    return FALSE;
  g_autofree char *birth = g_strdup_printf("INSERT INTO meta VALUES (1, %" G_GINT64_FORMAT ")", now);
  return database_execute(db, path, birth, error);
}

/* What an act changed is kept before and after, and an import has its nights. */
static const char version_2[] =
    "ALTER TABLE journal ADD COLUMN record_after TEXT;"
    "ALTER TABLE journal ADD COLUMN pauses_after TEXT;"
    "CREATE TABLE journal_night("
    "  act INTEGER NOT NULL REFERENCES journal(id) ON DELETE CASCADE, night TEXT NOT NULL, is_new INTEGER NOT NULL,"
    "  record_before TEXT, record_after TEXT, PRIMARY KEY (act, night)) STRICT, WITHOUT ROWID;";

static gboolean make_version_2(sqlite3 *db, const char *path, gint64 now, GError **error) {
  return database_execute(db, path, version_2, error);
}

/* Each instant that a person told has an offset of its own, and a night the name of its zone. Earlier versions knew
 * the offset of the answer and of bedtime only. Packed nights are made anew, since they hold more. */
static const char version_3[] =
    "ALTER TABLE night ADD COLUMN zone TEXT;"
    "ALTER TABLE night ADD COLUMN woke_offset INTEGER;"
    "ALTER TABLE night ADD COLUMN up_offset INTEGER;"
    "ALTER TABLE night ADD COLUMN moved_offset INTEGER;"
    "UPDATE night SET packed = NULL, woke_offset = answered_offset, up_offset = answered_offset,"
    "  moved_offset = \"offset\";"
    "CREATE TRIGGER night_offset_changed AFTER UPDATE OF lights_out_offset, woke_offset ON night BEGIN"
    "  UPDATE night SET packed = NULL WHERE night = NEW.night AND packed IS NOT NULL; END;";

static gboolean make_version_3(sqlite3 *db, const char *path, gint64 now, GError **error) {
  return database_execute(db, path, version_3, error);
}

/* A claim knows the clock by which it was due: a journey makes it due again. */
static const char version_4[] = "ALTER TABLE claim ADD COLUMN \"offset\" INTEGER;";

static gboolean make_version_4(sqlite3 *db, const char *path, gint64 now, GError **error) {
  return database_execute(db, path, version_4, error);
}

/* Trials by lot: the draw follows from the seed, hexadecimal since SQLite's integers have a sign; `blocks` are the
 * first nights of those that have begun, with a space between them. */
static const char version_5[] =
    "CREATE TABLE trial("
    "  seed TEXT NOT NULL PRIMARY KEY, step TEXT NOT NULL, nights INTEGER NOT NULL, start TEXT NOT NULL,"
    "  agreed_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, given_up TEXT, blocks TEXT NOT NULL) STRICT, "
    "WITHOUT ROWID;";

static gboolean make_version_5(sqlite3 *db, const char *path, gint64 now, GError **error) {
  return database_execute(db, path, version_5, error);
}

/* A mark has its origin. Earlier versions marked the avoid steps when lights out or good night was told, in the same
 * second: nobody said that of them. */
static const char version_6[] =
    "ALTER TABLE step ADD COLUMN marked_by INTEGER CHECK (marked_by BETWEEN 1 AND 5);"
    "UPDATE step SET marked_by = 5 WHERE mark = 1 AND kind = 1 AND ("
    "  EXISTS (SELECT 1 FROM step AS lights_out WHERE lights_out.night = step.night AND lights_out.id = 'bed'"
    "    AND lights_out.mark = 1 AND lights_out.marked_at = step.marked_at)"
    "  OR EXISTS (SELECT 1 FROM journal WHERE journal.kind IN (3, 4) AND journal.night = step.night"
    "    AND journal.at = step.marked_at));";

static gboolean make_version_6(sqlite3 *db, const char *path, gint64 now, GError **error) {
  return database_execute(db, path, version_6, error);
}

static const SchemaStep steps[] = { make_version_1, make_version_2, make_version_3,
                                    make_version_4, make_version_5, make_version_6 };

const Schema schema_current = { steps, G_N_ELEMENTS(steps) };

static gboolean refuse(const char *path, const char *reason, GError **error) {
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot use \"%s\": %s"), name, reason);
  return FALSE;
}

/* A file without our mark may only be an empty one. */
static gboolean check_ours(sqlite3 *db, const char *path, GError **error) {
  gint64 application = 0, tables = 0;
  if (!database_number(db, path, "PRAGMA application_id", &application, error))
    return FALSE;
  if (application == SCHEMA_APPLICATION_ID)
    return TRUE;
  if (!database_number(db, path, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  /* Between the two questions another process may have made the tables, and stamped the file with them. */
  if (tables > 0 && !database_number(db, path, "PRAGMA application_id", &application, error))
    return FALSE;
  if (application == SCHEMA_APPLICATION_ID)
    return TRUE;
  if (application != 0 || tables > 0)
    return refuse(path, _("another program made it; move it away, or choose another folder with --data"), error);
  return TRUE;
}

gboolean schema_version(const Schema *schema, sqlite3 *db, const char *path, gint64 *version, GError **error) {
  if (!check_ours(db, path, error) || !database_number(db, path, "PRAGMA user_version", version, error))
    return FALSE;
  if (*version > schema->n_steps)
    return refuse(path, _("it was made by a newer winddown; use that one, or choose another folder with --data"),
                  error);
  return TRUE;
}

static gboolean climb(const Schema *schema, sqlite3 *db, const char *path, gint64 now, GError **error) {
  gint64 version = 0;
  if (!schema_version(schema, db, path, &version, error)) /* again: another process may have been faster */
    return FALSE;
  for (; version < schema->n_steps; version++) {
    if (!schema->steps[version](db, path, now, error))
      return FALSE;
  }
  g_autofree char *stamp = g_strdup_printf("PRAGMA user_version = %" G_GINT64_FORMAT "; PRAGMA application_id = %d",
                                           schema->n_steps, SCHEMA_APPLICATION_ID);
  return database_execute(db, path, stamp, error);
}

gboolean schema_bring_up(const Schema *schema, sqlite3 *db, const char *path, const char *backups, gint64 now,
                         GError **error) {
  gint64 version = 0;
  if (!schema_version(schema, db, path, &version, error))
    return FALSE;
  if (version == schema->n_steps)
    return TRUE;
  if (version > 0 && backups && !backup_before_migration(db, backups, version, now, error)) {
    g_prefix_error(error, _("no backup before the data is brought up to date: "));
    return FALSE;
  }
  if (!database_execute(db, path, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (climb(schema, db, path, now, error) && database_execute(db, path, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit(db))
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  if (version > 0)
    g_prefix_error(error, _("the data could not be brought up to date and is as it was: "));
  return FALSE;
}
