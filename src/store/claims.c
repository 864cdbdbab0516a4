/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/claims.h"

#include "store/database.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* So many nights with claims are kept, and the one at hand: nobody asks again about others. Counted rather than by
 * date, since a clock that was wrong for a moment would carry the claims of tonight away with it. */
#define CLAIM_KEPT_NIGHTS 60

/* No id holds one. */
#define STEP_SEPARATOR " "

static const char get_claim[] =
    "SELECT owner, shown_at IS NOT NULL FROM claim WHERE night = ?1 AND step = ?2 AND key = ?3";
static const char put_claim[] =
    "INSERT INTO claim(night, step, key, owner, claimed_at) VALUES(?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT(night, step, key) DO UPDATE SET owner = ?4, claimed_at = ?5, shown_at = NULL";
static const char drop_old[] = "DELETE FROM claim WHERE night <> ?1 AND night <= "
                               "(SELECT night FROM claim GROUP BY night ORDER BY night DESC LIMIT 1 OFFSET ?2)";
static const char put_shown[] =
    "UPDATE claim SET shown_at = ?5 WHERE night = ?1 AND step = ?2 AND key = ?3 AND owner = ?4";
static const char put_time[] =
    "INSERT INTO claim(night, step, key, owner, claimed_at, shown_at) VALUES(?1, ?2, ?3, ?4, ?5, ?5) "
    "ON CONFLICT(night, step, key) DO NOTHING";
static const char drop_others[] = "DELETE FROM claim WHERE night = ?1 AND step = ?2 AND key <> ?3";
static const char drop_own[] = "DELETE FROM claim WHERE night = ?1 AND step = ?2 AND key = ?3 AND owner = ?4";
static const char get_unshown[] = "SELECT owner FROM claim WHERE night = ?1 AND shown_at IS NULL AND owner <> ?2";
static const char get_claims[] = "SELECT step || '/' || key, owner, shown_at IS NOT NULL FROM claim WHERE night = ?1";

static const char put_last[] =
    "INSERT INTO last_reminder(only, night, step, server_id, server, owner) VALUES(1, ?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT(only) DO UPDATE SET night = ?1, step = ?2, server_id = ?3, server = ?4, owner = ?5";
static const char name_last[] =
    "INSERT INTO last_reminder(only, night, step, server_id, server, owner) VALUES(1, ?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT(only) DO UPDATE SET night = ?1, step = ?2";
static const char drop_last[] = "DELETE FROM last_reminder";
static const char adopt_last[] = "UPDATE last_reminder SET owner = ?1 WHERE owner = ?2";
static const char get_last[] = "SELECT night, step, server_id, server, owner FROM last_reminder";

/* proc(5): after the name in parentheses, which may hold anything, field 3 is the state and field 22 the start time in
 * ticks since boot. */
#define START_AFTER_STATE 19

/* Gives the start time of `process`; 0 when it has ended. */
static guint64 start_of(gint64 process) {
  g_autofree char *path = g_strdup_printf("/proc/%" G_GINT64_FORMAT "/stat", process);
  g_autofree char *stat = NULL;
  if (!g_file_get_contents(path, &stat, NULL, NULL))
    return 0;
  const char *name_end = strrchr(stat, ')');
  if (!name_end || strlen(name_end) < 3)
    return 0;
  g_auto(GStrv) fields = g_strsplit(name_end + 2, " ", START_AFTER_STATE + 2);
  const gboolean ended = fields[0] && (*fields[0] == 'Z' || *fields[0] == 'X');
  if (ended || g_strv_length(fields) <= START_AFTER_STATE)
    return 0;
  return g_ascii_strtoull(fields[START_AFTER_STATE], NULL, 10);
}

static char *boot(void) {
  char *id = NULL;
  if (!g_file_get_contents("/proc/sys/kernel/random/boot_id", &id, NULL, NULL))
    return g_strdup("unknown");
  return g_strstrip(id);
}

static char *name_of(gint64 process) {
  g_autofree char *id = boot();
  return g_strdup_printf("%s %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT, id, process, start_of(process));
}

static char *owner_self(void) {
  return name_of(getpid());
}

static gboolean owner_lives(const char *owner) {
  g_auto(GStrv) parts = g_strsplit(owner, " ", 3);
  if (g_strv_length(parts) != 3 || g_str_equal(parts[2], "0"))
    return FALSE;
  g_autofree char *now = name_of(g_ascii_strtoll(parts[1], NULL, 10));
  return g_str_equal(owner, now);
}

static void bind_claim(Statement *statement, Night night, const char *step, const char *key) {
  statement_bind_night(statement, 1, night);
  statement_bind_text(statement, 2, step);
  statement_bind_text(statement, 3, key);
}

/* Whether the row that stands keeps others away: it was shown, or its owner lives and is about to. */
static gboolean holds(Statement *row, int owner_column) {
  const char *owner = statement_text(row, owner_column);
  return sqlite3_column_int(row, owner_column + 1) != 0 || (owner && owner_lives(owner));
}

static gboolean is_free(Store *store, Statement *get, gboolean *free_to_take, GError **error) {
  gboolean found = FALSE;
  if (!statement_next(store, get, &found, error))
    return FALSE;
  *free_to_take = !found || !holds(get, 0);
  statement_return(get);
  return TRUE;
}

/* The same, of this process. */
static void bind_own(Statement *statement, Night night, const char *step, const char *key) {
  g_autofree char *owner = owner_self();
  bind_claim(statement, night, step, key);
  statement_bind_text(statement, 4, owner);
}

/* A claim, as a step and its key in a night, and the moment at which something becomes of it. */
typedef struct {
  Night night;
  const char *step, *key;
  gint64 now;
} OwnClaim;

static gboolean run_own(Store *store, const char *sql, const OwnClaim *claim, GError **error) {
  Statement *statement = statement_of(store, sql, error);
  if (!statement)
    return FALSE;
  bind_own(statement, claim->night, claim->step, claim->key);
  sqlite3_bind_int64(statement, 5, claim->now);
  return statement_run(store, statement, error);
}

static gboolean put(Store *store, Night night, const char *step, const char *key, gint64 now, GError **error) {
  if (!run_own(store, put_claim, &(OwnClaim){ night, step, key, now }, error))
    return FALSE;
  Statement *drop = statement_of(store, drop_old, error);
  if (!drop)
    return FALSE;
  statement_bind_night(drop, 1, night);
  sqlite3_bind_int(drop, 2, CLAIM_KEPT_NIGHTS);
  return statement_run(store, drop, error);
}

gboolean claim_take(Store *store, Night night, const char *step, const char *key, gint64 now, gboolean *won,
                    GError **error) {
  *won = FALSE;
  gboolean free_to_take = FALSE;
  if (!store_begin(store, error))
    return FALSE;
  Statement *get = statement_of(store, get_claim, error);
  if (get)
    bind_claim(get, night, step, key);
  if (!get || !is_free(store, get, &free_to_take, error) ||
      (free_to_take && !put(store, night, step, key, now, error))) {
    store_rollback(store);
    return FALSE;
  }
  if (!free_to_take) {
    store_rollback(store);
    return TRUE;
  }
  *won = store_commit(store, error);
  return *won;
}

gboolean claim_shown(Store *store, Night night, const char *step, const char *key, gint64 now, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  return transaction_leave(store, own, run_own(store, put_shown, &(OwnClaim){ night, step, key, now }, error), error);
}

gboolean claim_release(Store *store, Night night, const char *step, const char *key, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  Statement *statement = statement_of(store, drop_own, error);
  if (statement)
    bind_own(statement, night, step, key);
  return transaction_leave(store, own, statement && statement_run(store, statement, error), error);
}

/* Whether the step was not known to be at the time that `key` names. */
static gboolean is_new_time(Store *store, Night night, const char *step, const char *key, gint64 now, gboolean *is_new,
                            GError **error) {
  if (!run_own(store, put_time, &(OwnClaim){ night, step, key, now }, error))
    return FALSE;
  *is_new = sqlite3_changes(store->db) == 1;
  return TRUE;
}

static gboolean drop_but(Store *store, Night night, const char *step, const char *key, GError **error) {
  Statement *statement = statement_of(store, drop_others, error);
  if (!statement)
    return FALSE;
  bind_claim(statement, night, step, key);
  return statement_run(store, statement, error);
}

gboolean claim_rearm(Store *store, Night night, const char *step, const char *time, gint64 now, GError **error) {
  gboolean own = FALSE, is_new = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  g_autofree char *key = g_strconcat("at ", time, NULL);
  const gboolean done = is_new_time(store, night, step, key, now, &is_new, error) &&
                        (!is_new || drop_but(store, night, step, key, error));
  return transaction_leave(store, own, done, error);
}

gboolean claim_awaited(Store *store, Night night, gboolean *awaited, GError **error) {
  *awaited = FALSE;
  g_autofree char *self = owner_self();
  g_autoptr(Statement) statement = statement_of(store, get_unshown, error);
  gboolean row = TRUE;
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, night);
  statement_bind_text(statement, 2, self);
  while (!*awaited) {
    if (!statement_next(store, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    const char *owner = statement_text(statement, 0);
    *awaited = owner && owner_lives(owner);
  }
  return TRUE;
}

static gboolean read_held(Statement *row, gpointer claims) {
  const char *name = statement_text(row, 0);
  if (name && holds(row, 1))
    g_hash_table_add(claims, g_strdup(name));
  return TRUE;
}

GHashTable *claim_list(Store *store, Night night, GError **error) {
  g_autoptr(GHashTable) claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return statement_read_for(store, get_claims, night, read_held, claims, error) ? g_steal_pointer(&claims) : NULL;
}

void last_reminder_clear(LastReminder *last) {
  g_strfreev(last->steps);
  g_free(last->server);
  *last = (LastReminder){ 0 };
}

static gboolean write_last(Store *store, const char *sql, const LastReminder *last, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  Statement *statement = statement_of(store, sql, error);
  g_autofree char *owner = owner_self();
  g_autofree char *steps = last->steps ? g_strjoinv(STEP_SEPARATOR, last->steps) : NULL;
  if (statement && steps) {
    statement_bind_night(statement, 1, last->night);
    statement_bind_text(statement, 2, steps);
    sqlite3_bind_int64(statement, 3, last->server_id);
    statement_bind_text(statement, 4, last->server);
    statement_bind_text(statement, 5, owner);
  }
  return transaction_leave(store, own, statement && statement_run(store, statement, error), error);
}

gboolean claim_save_last(Store *store, const LastReminder *last, GError **error) {
  return write_last(store, last->steps ? put_last : drop_last, last, error);
}

gboolean claim_name_last(Store *store, const LastReminder *last, GError **error) {
  g_return_val_if_fail(last->steps, FALSE);
  return write_last(store, name_last, last, error);
}

/* Gives what was kept, and who keeps it (owned; NULL: nobody). */
static gboolean load_last(Store *store, LastReminder *last, char **owner, GError **error) {
  g_autoptr(Statement) statement = statement_of(store, get_last, error);
  gboolean found = FALSE;
  *last = (LastReminder){ 0 };
  if (!statement || !statement_next(store, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  g_autofree char *self = owner_self();
  *owner = statement_copy(statement, 4);
  last->night = statement_night(statement, 0);
  last->steps = g_strsplit(statement_text(statement, 1), STEP_SEPARATOR, -1);
  last->server_id = (guint32) sqlite3_column_int64(statement, 2);
  last->server = statement_copy(statement, 3);
  last->owner_lives = *owner && owner_lives(*owner);
  last->is_own = g_strcmp0(*owner, self) == 0;
  return TRUE;
}

gboolean claim_load_last(Store *store, LastReminder *last, GError **error) {
  g_autofree char *owner = NULL;
  return load_last(store, last, &owner, error);
}

/* TRUE in `adopted` unless another process was quicker. */
static gboolean take_from(Store *store, const char *owner, gboolean *adopted, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  g_autofree char *self = owner_self();
  Statement *statement = statement_of(store, adopt_last, error);
  if (statement) {
    statement_bind_text(statement, 1, self);
    statement_bind_text(statement, 2, owner);
  }
  const gboolean done = statement && statement_run(store, statement, error);
  *adopted = done && sqlite3_changes(store->db) == 1;
  return transaction_leave(store, own, done, error);
}

gboolean claim_adopt_last(Store *store, LastReminder *last, gboolean *adopted, GError **error) {
  g_autofree char *owner = NULL;
  *adopted = FALSE;
  if (!load_last(store, last, &owner, error))
    return FALSE;
  if (!last->steps || last->server_id == 0 || last->owner_lives)
    return TRUE;
  return take_from(store, owner, adopted, error);
}
