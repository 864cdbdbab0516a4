/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reminder_claims.h"

#include "store/claims.h"

/* How long until it is looked up whether another process has shown what it claimed, or died over it. */
#define AWAIT_SECONDS 60

/* How long what is due waits for a record that another program keeps locked, and how often that is looked up. */
#define LOCKED_SECONDS 10
#define LOCKED_AGAIN_SECONDS 1

struct ReminderClaims {
  Store *store;
  Night night;
  gint64 now;
  GHashTable *tried;   /* "step/key" of that night: went out unclaimed, or found no way */
  GHashTable *held;    /* "step/key" of that night: claimed only to be held back */
  gint64 hold_until;   /* 0: nothing is held back */
  gint64 locked_since; /* the record has been locked, while something was due, for so long; 0: it is not */
  gboolean waits;      /* something is due, and waits for the record */
};

static GHashTable *name_set(void) {
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static char *name_of(const char *step, const char *key) {
  return g_strconcat(step, "/", key, NULL);
}

ReminderClaims *reminder_claims_new(Store *store) {
  ReminderClaims *claims = g_new0(ReminderClaims, 1);
  claims->store = store;
  claims->tried = name_set();
  claims->held = name_set();
  return claims;
}

void reminder_claims_free(ReminderClaims *claims) {
  if (!claims)
    return;
  g_hash_table_unref(claims->tried);
  g_hash_table_unref(claims->held);
  g_free(claims);
}

void reminder_claims_set_now(ReminderClaims *claims, Night night, gint64 now) {
  claims->now = now;
  if (claims->night == night)
    return;
  claims->night = night;
  g_hash_table_remove_all(claims->tried);
  g_hash_table_remove_all(claims->held);
}

void reminder_claims_hold(ReminderClaims *claims, gint64 until) {
  claims->hold_until = until;
}

static gboolean take(ReminderClaims *claims, const Reminder *reminder, gboolean *won) {
  return claim_take(claims->store, claims->night, reminder->step, reminder->key, claims->now, won, NULL);
}

/* A record that is locked is free again in a moment: what went out unclaimed could go out twice. */
static gboolean must_wait(ReminderClaims *claims) {
  if (!store_is_locked(claims->store))
    return FALSE;
  if (claims->locked_since == 0)
    claims->locked_since = claims->now;
  return claims->now >= claims->locked_since && claims->now < claims->locked_since + LOCKED_SECONDS;
}

/* A store that cannot be written must not silence the evening: then it goes out once from here. */
static gboolean may_show(ReminderClaims *claims, const Reminder *reminder) {
  gboolean won = FALSE;
  if (take(claims, reminder, &won)) {
    claims->locked_since = 0;
    return won;
  }
  claims->waits = must_wait(claims);
  return !claims->waits && g_hash_table_add(claims->tried, name_of(reminder->step, reminder->key));
}

static void take_all(ReminderClaims *claims, const GPtrArray *wanted, GPtrArray *won) {
  for (guint i = 0; i < wanted->len && !claims->waits; i++) {
    if (may_show(claims, g_ptr_array_index(wanted, i)))
      g_ptr_array_add(won, g_ptr_array_index(wanted, i));
  }
}

/* The names of what is not to go out now (owned). */
static GHashTable *taken_names(ReminderClaims *claims) {
  GHashTable *taken = claim_list(claims->store, claims->night, NULL);
  GHashTableIter iter;
  gpointer name;
  if (!taken)
    taken = name_set();
  g_hash_table_iter_init(&iter, claims->tried);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    g_hash_table_add(taken, g_strdup(name));
  return taken;
}

/* Claims what falls due while everything is held back, so that no other program shows it either. */
static void hold_back(ReminderClaims *claims, const GPtrArray *list, GHashTable *taken) {
  for (guint i = 0; i < list->len; i++) {
    const Reminder *reminder = g_ptr_array_index(list, i);
    g_autofree char *name = name_of(reminder->step, reminder->key);
    gboolean won = FALSE;
    if (reminder->due > claims->hold_until || g_hash_table_contains(taken, name))
      continue;
    if (take(claims, reminder, &won) && won)
      g_hash_table_add(claims->held, g_strdup(name));
    g_hash_table_add(taken, g_steal_pointer(&name));
  }
}

static void stop_holding(ReminderClaims *claims) {
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, claims->held);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    g_auto(GStrv) parts = g_strsplit(name, "/", 2);
    (void) !claim_release(claims->store, claims->night, parts[0], parts[1], NULL);
  }
  g_hash_table_remove_all(claims->held);
}

static gint64 earlier(gint64 a, gint64 b) {
  return a && b ? MIN(a, b) : MAX(a, b);
}

/* What another process has claimed is its own while it lives; whether it does is looked up now and then. */
static gint64 when_again(ReminderClaims *claims, gint64 due) {
  gboolean awaited = FALSE;
  if (claims->hold_until > claims->now)
    due = earlier(due, claims->hold_until);
  if (claims->waits)
    due = earlier(due, claims->now + LOCKED_AGAIN_SECONDS);
  if (!claim_awaited(claims->store, claims->night, &awaited, NULL) || !awaited)
    return due;
  return earlier(due, claims->now + AWAIT_SECONDS);
}

gint64 reminder_claims_take(ReminderClaims *claims, const GPtrArray *list, GPtrArray *due, GPtrArray *digest) {
  if (claims->hold_until <= claims->now)
    stop_holding(claims);
  g_autoptr(GHashTable) taken = taken_names(claims);
  if (claims->hold_until > claims->now)
    hold_back(claims, list, taken);
  claims->waits = FALSE;
  g_autoptr(ReminderTurn) turn = reminders_turn(list, taken, claims->now);
  take_all(claims, turn->now, due);
  take_all(claims, turn->digest, digest);
  return when_again(claims, turn->next);
}

gboolean reminder_claims_take_morning(ReminderClaims *claims, Night night) {
  g_autofree char *name = name_of(MORNING_STEP, MORNING_KEY);
  gboolean won = FALSE;
  return !g_hash_table_contains(claims->tried, name) &&
         claim_take(claims->store, night, MORNING_STEP, MORNING_KEY, claims->now, &won, NULL) && won;
}

void reminder_claims_give_back(ReminderClaims *claims, Night night, const char *step, const char *key,
                               gboolean for_good) {
  (void) !claim_release(claims->store, night, step, key, NULL);
  if (for_good)
    g_hash_table_add(claims->tried, name_of(step, key));
}

void reminder_claims_retry(ReminderClaims *claims) {
  g_hash_table_remove_all(claims->tried);
}
