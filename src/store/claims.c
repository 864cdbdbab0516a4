/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reminder is shown by the process that has claimed it. A claim outlives its
 * process once what it stands for was shown, and is free again if it was not.
 * Nobody waits for a timeout: see owner_lives. */
#include "store/claims.h"

#include "store/database.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So many nights with claims are kept, and the one at hand: nobody asks again about others. Counted rather than by
 * date, since a clock that was wrong for a moment would carry the claims of tonight away with it. */
#define CLAIM_KEPT_NIGHTS 60

/* No id holds one. */
#define STEP_SEPARATOR " "

static const char get_claim[] = "SELECT owner, shown_at IS NOT NULL, claimed_at, \"offset\" FROM claim "
                                "WHERE night = ?1 AND step = ?2 AND key = ?3";
static const char put_claim[] =
    "INSERT INTO claim(night, step, key, owner, claimed_at, \"offset\") VALUES(?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT(night, step, key) DO UPDATE SET owner = ?4, claimed_at = ?5, \"offset\" = ?6, shown_at = NULL";
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
static const char get_claims[] =
    "SELECT step || '/' || key, owner, shown_at IS NOT NULL, claimed_at, \"offset\" FROM claim WHERE night = ?1";

static const char put_last[] =
    "INSERT INTO last_reminder(only, night, step, server_id, server, owner) VALUES(1, ?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT(only) DO UPDATE SET night = ?1, step = ?2, server_id = ?3, server = ?4, owner = ?5";
static const char name_last[] =
    "INSERT INTO last_reminder(only, night, step, server_id, server, owner) VALUES(1, ?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT(only) DO UPDATE SET night = ?1, step = ?2";
static const char drop_last[] = "DELETE FROM last_reminder";
static const char adopt_last[] = "UPDATE last_reminder SET owner = ?1 WHERE owner = ?2";
static const char get_last[] = "SELECT night, step, server_id, server, owner FROM last_reminder";

/* --- owners --- */

/* Whether an owner lives is told by a lock: each open store holds one byte of this file, chosen at random, and is named
 * by its place. The lock belongs to the open file and is released when the process dies, and everybody who reaches the
 * folder sees it, from a container or a sandbox too, which process ids do not promise. */
#define LOCK_FILE "owners.lock"
#define OWNER_PREFIX "lock "

static int open_locks(const Store *store, int flags) {
  g_autofree char *path = g_build_filename(store->folder, LOCK_FILE, NULL);
  return open(path, flags | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
}

static struct flock one_byte(gint64 place) {
  return (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = 1 };
}

/* From the kernel: GLib's numbers repeat in a process that was forked. */
static gint64 random_place(void) {
  guint64 place = 0;
  if (getentropy(&place, sizeof place) < 0)
    place = ((guint64) g_random_int() << 32) | (guint64) getpid();
  return (gint64) (place & (G_MAXINT64 >> 1));
}

/* The name of this store's owner, borrowed; its lock is taken when it is first asked for. NULL on error. */
static const char *owner_self(Store *store, GError **error) {
  if (store->owner)
    return store->owner;
  store->owner_lock = open_locks(store, O_RDWR | O_CREAT);
  gint64 place = random_place();
  struct flock lock = one_byte(place);
  while (store->owner_lock >= 0 && fcntl(store->owner_lock, F_OFD_SETLK, &lock) < 0) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR)
      break; /* locks do not work on this disk: another program takes this one for dead, which it survives */
    place = random_place();
    lock = one_byte(place);
  }
  if (store->owner_lock < 0) {
    database_fail(NULL, store->path, errno == ENOSPC ? SQLITE_FULL : SQLITE_READONLY, error);
    return NULL;
  }
  store->owner = g_strdup_printf(OWNER_PREFIX "%" G_GINT64_FORMAT, place);
  return store->owner;
}

static gboolean is_own(const Store *store, const char *owner) {
  return store->owner && g_strcmp0(owner, store->owner) == 0;
}

/* TRUE if the process that `owner` names still runs. A stopped one does. */
static gboolean owner_lives(const Store *store, const char *owner) {
  gint64 place = 0;
  if (is_own(store, owner))
    return TRUE;
  if (!g_str_has_prefix(owner, OWNER_PREFIX) ||
      !g_ascii_string_to_signed(owner + strlen(OWNER_PREFIX), 10, 0, G_MAXINT64 - 1, &place, NULL))
    return FALSE;
  const int locks = open_locks(store, O_RDONLY);
  struct flock lock = one_byte(place);
  if (locks < 0)
    return FALSE;
  const gboolean held = fcntl(locks, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(locks);
  return held;
}

/* --- claims --- */

static void bind_claim(Statement *statement, Night night, const char *step, const char *key) {
  statement_bind_night(statement, 1, night);
  statement_bind_text(statement, 2, step);
  statement_bind_text(statement, 3, key);
}

/* Whether the row that stands keeps others away: it was shown, or its owner lives and is about to. */
static gboolean holds(const Store *store, Statement *row, int owner_column) {
  const char *owner = statement_text(row, owner_column);
  return sqlite3_column_int(row, owner_column + 1) != 0 || (owner && owner_lives(store, owner));
}

/* By which clock something was claimed, and when. */
typedef struct {
  gint64 at;
  int offset;
} ClaimTime;

/* Claims of earlier versions have no offset, and cover whatever they name. */
#define OFFSET_UNKNOWN G_MAXINT

static ClaimTime claim_time(Statement *row, int column) {
  return (ClaimTime){ sqlite3_column_int64(row, column), (int) statement_value(row, column + 1, OFFSET_UNKNOWN) };
}

/* A claim that lies further ahead than this was made by a clock that was wrong. */
#define CLAIMED_AHEAD_SECONDS (15 * 60)

static gboolean covers(ClaimTime claim, const ClaimRequest *request) {
  if (request->due == CLAIM_ONCE)
    return TRUE;
  if (claim.at > request->now + CLAIMED_AHEAD_SECONDS)
    return FALSE;
  const gboolean is_same_clock = claim.offset == OFFSET_UNKNOWN || claim.offset == request->offset;
  return is_same_clock || request->due <= claim.at;
}

static gboolean is_free(Store *store, Statement *get, const ClaimRequest *request, gboolean *free_to_take,
                        GError **error) {
  gboolean found = FALSE;
  if (!statement_next(store, get, &found, error))
    return FALSE;
  *free_to_take = !found || !holds(store, get, 0) || !covers(claim_time(get, 2), request);
  statement_return(get);
  return TRUE;
}

/* The statement of `sql` about a claim of this process; NULL on error. */
static Statement *own_claim(Store *store, const char *sql, Night night, const char *step, const char *key,
                            GError **error) {
  const char *owner = owner_self(store, error);
  Statement *statement = owner ? statement_of(store, sql, error) : NULL;
  if (!statement)
    return NULL;
  bind_claim(statement, night, step, key);
  statement_bind_text(statement, 4, owner);
  return statement;
}

static gboolean run_own(Store *store, const char *sql, const ClaimRequest *claim, GError **error) {
  Statement *statement = own_claim(store, sql, claim->night, claim->step, claim->key, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64(statement, 5, claim->now);
  return statement_run(store, statement, error);
}

static gboolean put(Store *store, const ClaimRequest *request, GError **error) {
  Statement *statement = own_claim(store, put_claim, request->night, request->step, request->key, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64(statement, 5, request->now);
  sqlite3_bind_int(statement, 6, request->offset);
  if (!statement_run(store, statement, error))
    return FALSE;
  Statement *drop = statement_of(store, drop_old, error);
  if (!drop)
    return FALSE;
  statement_bind_night(drop, 1, request->night);
  sqlite3_bind_int(drop, 2, CLAIM_KEPT_NIGHTS);
  return statement_run(store, drop, error);
}

gboolean claim_take(Store *store, const ClaimRequest *request, gboolean *won, GError **error) {
  *won = FALSE;
  gboolean free_to_take = FALSE;
  if (!store_begin(store, error))
    return FALSE;
  Statement *get = statement_of(store, get_claim, error);
  if (get)
    bind_claim(get, request->night, request->step, request->key);
  if (!get || !is_free(store, get, request, &free_to_take, error) || (free_to_take && !put(store, request, error))) {
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
  return transaction_leave(
      store, own,
      run_own(store, put_shown, &(ClaimRequest){ .night = night, .step = step, .key = key, .now = now }, error), error);
}

gboolean claim_release(Store *store, Night night, const char *step, const char *key, GError **error) {
  gboolean own = FALSE;
  if (!transaction_enter(store, &own, error))
    return FALSE;
  Statement *statement = own_claim(store, drop_own, night, step, key, error);
  return transaction_leave(store, own, statement && statement_run(store, statement, error), error);
}

/* Whether the step was not known to be at the time that `key` names. */
static gboolean is_new_time(Store *store, Night night, const char *step, const char *key, gint64 now, gboolean *is_new,
                            GError **error) {
  if (!run_own(store, put_time, &(ClaimRequest){ .night = night, .step = step, .key = key, .now = now }, error))
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
  g_autoptr(Statement) statement = statement_of(store, get_unshown, error);
  gboolean row = TRUE;
  if (!statement)
    return FALSE;
  statement_bind_night(statement, 1, night);
  statement_bind_text(statement, 2, store->owner ? store->owner : "");
  while (!*awaited) {
    if (!statement_next(store, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    const char *owner = statement_text(statement, 0);
    *awaited = owner && owner_lives(store, owner);
  }
  return TRUE;
}

typedef struct {
  const Store *store;
  GHashTable *claims;
} Held;

static gboolean read_held(Statement *row, gpointer data) {
  const Held *held = data;
  const char *name = statement_text(row, 0);
  const ClaimTime time = claim_time(row, 3);
  if (name && holds(held->store, row, 1))
    g_hash_table_insert(held->claims, g_strdup(name), g_memdup2(&time, sizeof time));
  return TRUE;
}

GHashTable *claim_list(Store *store, Night night, GError **error) {
  g_autoptr(GHashTable) claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  Held held = { store, claims };
  return statement_read_for(store, get_claims, night, read_held, &held, error) ? g_steal_pointer(&claims) : NULL;
}

gboolean claim_covers(GHashTable *claims, const ClaimRequest *request) {
  g_autofree char *name = g_strconcat(request->step, "/", request->key, NULL);
  const ClaimTime *claim = claims ? g_hash_table_lookup(claims, name) : NULL;
  return claim && covers(*claim, request);
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
  const char *owner = owner_self(store, error);
  Statement *statement = owner ? statement_of(store, sql, error) : NULL;
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
  *owner = statement_copy(statement, 4);
  last->night = statement_night(statement, 0);
  last->steps = g_strsplit(statement_text(statement, 1), STEP_SEPARATOR, -1);
  last->server_id = (guint32) sqlite3_column_int64(statement, 2);
  last->server = statement_copy(statement, 3);
  /* Whoever this store has taken the notice from and who has it again is alive, whatever the lock says. */
  last->owner_lives = *owner && (g_strcmp0(*owner, store->overtaken) == 0 || owner_lives(store, *owner));
  last->is_own = is_own(store, *owner);
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
  const char *self = owner_self(store, error);
  Statement *statement = self ? statement_of(store, adopt_last, error) : NULL;
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
  if (!take_from(store, owner, adopted, error))
    return FALSE;
  if (*adopted) {
    g_free(store->overtaken);
    store->overtaken = g_steal_pointer(&owner);
  }
  return TRUE;
}
