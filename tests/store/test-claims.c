/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/claims.h"

#include "children.h"
#include "fixture.h"

#include <string.h>

#define N_RACED 200

static gboolean take(Store *store, const char *step, const char *key) {
  g_autoptr(GError) error = NULL;
  gboolean won = FALSE;
  g_assert_true(claim_take(store, &(ClaimRequest){ TONIGHT, step, key, NOW, 3600, NOW }, &won, &error));
  g_assert_no_error(error);
  return won;
}

static void show(Store *store, const char *step, const char *key) {
  g_autoptr(GError) error = NULL;
  g_assert_true(claim_shown(store, TONIGHT, step, key, NOW, &error));
  g_assert_no_error(error);
}

/* Another clock, and the time at which it makes the reminder due; told apart from one that is claimed at NOW. */
static gboolean take_by_clock(Store *store, int offset, gint64 due, gint64 now) {
  g_autoptr(GError) error = NULL;
  gboolean won = FALSE;
  g_assert_true(claim_take(store, &(ClaimRequest){ TONIGHT, "tea", "0", due, offset, now }, &won, &error));
  g_assert_no_error(error);
  return won;
}

static guint listed(Store *store) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) claims = claim_list(store, TONIGHT, &error);
  g_assert_no_error(error);
  return g_hash_table_size(claims);
}

static void part_race(const char *folder) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  for (int i = 0; i < N_RACED; i++) {
    g_autofree char *key = g_strdup_printf("%d", i);
    part_listen();
    part_say(take(store, "tea", key) ? "won" : "not ours");
  }
  part_listen(); /* a claim of the dead would be free again */
}

static void part_claim(const char *folder) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  part_say(take(store, "tea", "0") ? "won" : "not ours");
  part_listen();
}

/* One reminder of two steps, and of none. */
static char *both[] = { (char *) "tea", (char *) "dim", NULL };
static char *nothing[] = { NULL };

static void part_claim_and_show(const char *folder) {
  g_autoptr(Store) store = fixture_open(folder, STORE_WRITE);
  const LastReminder last = { .night = TONIGHT, .steps = both, .server_id = 7, .server = (char *) ":1.42" };
  g_autoptr(GError) error = NULL;
  take(store, "tea", "0");
  show(store, "tea", "0");
  g_assert_true(claim_save_last(store, &last, &error));
  part_say("shown");
  part_listen();
}

static const Part parts[] = {
  { "race", part_race },
  { "claim", part_claim },
  { "claim-and-show", part_claim_and_show },
};

static int wins(const Child *child) {
  g_autofree char *line = child_line(child);
  return g_str_equal(line, "won");
}

static void two_processes_win_each_reminder_once(void) {
  char *folder = fixture_folder();
  Child first = child_start("race", folder), second = child_start("race", folder);
  int first_wins = 0;
  for (int i = 0; i < N_RACED; i++) {
    child_tell(&first);
    child_tell(&second);
    const int a = wins(&first), b = wins(&second);
    g_assert_cmpint(a + b, ==, 1);
    first_wins += a;
  }
  g_test_message("one process won %d, the other %d", first_wins, N_RACED - first_wins);
  child_tell(&first);
  child_tell(&second);
  g_assert_cmpint(child_wait(&first), ==, 0);
  g_assert_cmpint(child_wait(&second), ==, 0);
  fixture_remove(folder);
}

static void claim_of_a_killed_process_is_taken_over(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  Child child = child_start("claim", fixture->folder);
  child_expect(&child, "won");
  g_assert_false(take(store, "tea", "0"));
  g_assert_cmpuint(listed(store), ==, 1);
  child_kill(&child);
  siginfo_t ended;
  g_assert_cmpint(waitid(P_PID, (id_t) child.id, &ended, WEXITED | WNOWAIT), ==, 0); /* dead, but not yet collected */
  g_assert_cmpuint(listed(store), ==, 0);
  g_assert_true(take(store, "tea", "0"));
  child_wait(&child);
  g_assert_false(take(store, "tea", "0"));
}

static void claim_of_a_stopped_process_stands(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  Child child = child_start("claim", fixture->folder);
  child_expect(&child, "won");
  kill(child.id, SIGSTOP);
  int status = 0;
  g_assert_cmpint(waitpid(child.id, &status, WUNTRACED), ==, child.id);
  g_assert_true(WIFSTOPPED(status));
  g_assert_false(take(store, "tea", "0"));
  g_assert_cmpuint(listed(store), ==, 1);
  child_kill(&child);
  child_wait(&child);
}

static void shown_claim_stands_for_good(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  Child child = child_start("claim-and-show", fixture->folder);
  child_expect(&child, "shown");
  g_autoptr(GError) error = NULL;
  g_auto(LastReminder) last = { 0 };
  g_assert_true(claim_load_last(store, &last, &error));
  g_assert_true(last.owner_lives);
  child_kill(&child);
  child_wait(&child);
  g_assert_false(take(store, "tea", "0"));
  g_assert_cmpuint(listed(store), ==, 1);
  last_reminder_clear(&last);
  g_assert_true(claim_load_last(store, &last, &error));
  g_assert_no_error(error);
  g_assert_cmpstrv(last.steps, both);
  g_assert_cmpuint(last.night, ==, TONIGHT);
  g_assert_cmpuint(last.server_id, ==, 7);
  g_assert_cmpstr(last.server, ==, ":1.42");
  g_assert_false(last.owner_lives);
}

static void what_a_killed_process_left_is_adopted_once(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  Child child = child_start("claim-and-show", fixture->folder);
  child_expect(&child, "shown");
  gboolean adopted = TRUE;
  g_auto(LastReminder) last = { 0 };
  g_assert_true(claim_adopt_last(store, &last, &adopted, &error));
  g_assert_false(adopted); /* its owner lives */
  g_assert_false(last.is_own);
  child_kill(&child);
  child_wait(&child);
  last_reminder_clear(&last);
  g_assert_true(claim_adopt_last(store, &last, &adopted, &error));
  g_assert_no_error(error);
  g_assert_true(adopted);
  g_assert_cmpuint(last.server_id, ==, 7);
  last_reminder_clear(&last);
  g_assert_true(claim_adopt_last(store, &last, &adopted, &error));
  g_assert_false(adopted);
  g_assert_true(last.is_own);
}

static void naming_a_newer_one_leaves_what_was_left_to_be_adopted(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  Child child = child_start("claim-and-show", fixture->folder);
  child_expect(&child, "shown");
  child_kill(&child);
  child_wait(&child);
  char *newer[] = { (char *) "screens", NULL };
  gboolean adopted = FALSE;
  g_auto(LastReminder) last = { 0 };
  g_assert_true(claim_name_last(store, &(LastReminder){ .night = TONIGHT, .steps = newer }, &error));
  g_assert_true(claim_adopt_last(store, &last, &adopted, &error));
  g_assert_no_error(error);
  g_assert_true(adopted);
  g_assert_cmpstrv(last.steps, newer);
  g_assert_cmpuint(last.server_id, ==, 7);
  g_assert_cmpstr(last.server, ==, ":1.42");
}

static void unshown_claim_of_another_is_awaited_while_it_lives(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  gboolean awaited = TRUE;
  g_assert_true(take(store, "dim", "0")); /* its own is not */
  g_assert_true(claim_awaited(store, TONIGHT, &awaited, NULL));
  g_assert_false(awaited);
  Child child = child_start("claim", fixture->folder);
  child_expect(&child, "won");
  g_assert_true(claim_awaited(store, TONIGHT, &awaited, NULL));
  g_assert_true(awaited);
  child_kill(&child);
  child_wait(&child);
  g_assert_true(claim_awaited(store, TONIGHT, &awaited, NULL));
  g_assert_false(awaited);
}

static void released_claim_is_free_again(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_assert_true(take(store, "tea", "0"));
  g_assert_false(take(store, "tea", "0"));
  g_assert_true(claim_release(store, TONIGHT, "tea", "0", NULL));
  g_assert_true(take(store, "tea", "0"));
}

static void rearmed_step_can_be_claimed_again(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_assert_true(take(store, "tea", "15"));
  show(store, "tea", "15");
  g_assert_true(take(store, "dim", "0"));
  show(store, "dim", "0");
  g_assert_true(claim_rearm(store, TONIGHT, "tea", "bed - 85m", NOW, &error));
  g_assert_no_error(error);
  g_assert_false(take(store, "dim", "0"));
  g_assert_true(take(store, "tea", "15"));
  /* another program notices the same edit a moment later */
  g_assert_true(claim_rearm(store, TONIGHT, "tea", "bed - 85m", NOW, &error));
  g_assert_false(take(store, "tea", "15"));
  /* and back to where it was */
  g_assert_true(claim_rearm(store, TONIGHT, "tea", "bed - 90m", NOW, &error));
  g_assert_true(take(store, "tea", "15"));
  g_assert_true(claim_rearm(store, TONIGHT, "tea", "bed - 85m", NOW, &error));
  g_assert_true(take(store, "tea", "15"));
}

static void forgotten_last_reminder_is_none(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  g_auto(LastReminder) last = { 0 };
  const LastReminder shown = { .night = TONIGHT, .steps = nothing }, none = { 0 };
  g_assert_true(claim_load_last(store, &last, &error));
  g_assert_null(last.steps);
  g_assert_true(claim_save_last(store, &shown, &error));
  g_assert_true(claim_load_last(store, &last, &error));
  g_assert_cmpstrv(last.steps, nothing);
  last_reminder_clear(&last);
  g_assert_true(claim_save_last(store, &none, &error));
  g_assert_true(claim_load_last(store, &last, &error));
  g_assert_no_error(error);
  g_assert_null(last.steps);
}

/* A clock that was months ahead for a moment must not carry the claims of tonight away. */
static void claims_of_tonight_outlive_many_later_nights(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autoptr(GError) error = NULL;
  gboolean won = FALSE;
  for (Night night = TONIGHT + 1; night <= TONIGHT + 100; night++)
    g_assert_true(claim_take(store, &(ClaimRequest){ night, "tea", "0", NOW, 3600, NOW }, &won, &error) && won);
  g_assert_true(take(store, "dim", "0"));
  g_assert_true(take(store, "tea", "0"));
  g_assert_cmpuint(listed(store), ==, 2);
  g_assert_false(take(store, "dim", "0"));
  g_assert_true(claim_take(store, &(ClaimRequest){ TONIGHT + 101, "tea", "0", NOW, 3600, NOW }, &won, &error) && won);
  g_assert_no_error(error);
  g_assert_cmpuint(listed(store), ==, 0); /* sixty nights with claims are kept, and the one at hand */
}

/* As seen from a container: it has process ids of its own. */
static void claim_from_another_pid_namespace_stands(Fixture *fixture, gconstpointer data) {
  Store *store = fixture->store;
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  const char *const arguments[] = { "unshare",       "-pf", "--mount-proc", self, "--part", "claim-and-show",
                                    fixture->folder, NULL };
  Child child = { 0 };
  if (!g_spawn_async_with_pipes(NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                NULL, &child.id, &child.to, &child.from, NULL, NULL)) {
    g_test_skip("there is no unshare here");
    return;
  }
  g_autofree char *line = child_line(&child);
  if (!line) {
    child_wait(&child);
    g_test_skip("this process may not make a namespace");
    return;
  }
  g_assert_cmpstr(line, ==, "shown");
  g_autoptr(GError) error = NULL;
  gboolean adopted = TRUE;
  g_auto(LastReminder) last = { 0 };
  g_assert_true(claim_adopt_last(store, &last, &adopted, &error));
  g_assert_no_error(error);
  g_assert_true(last.owner_lives);
  g_assert_false(adopted);
  child_tell(&child);
  child_wait(&child);
  last_reminder_clear(&last);
  g_assert_true(claim_adopt_last(store, &last, &adopted, &error));
  g_assert_true(adopted);
}

/* Where locks do not work, as on some network disks, each holds the other for dead. */
static void two_that_hold_each_other_for_dead_settle(void) {
  char *folder = fixture_folder();
  g_autoptr(GError) error = NULL;
  Store *stores[] = { fixture_open(folder, STORE_WRITE), fixture_open(folder, STORE_WRITE) };
  g_autofree char *locks = g_build_filename(folder, "owners.lock", NULL);
  const LastReminder shown = { .night = TONIGHT, .steps = both, .server_id = 7 };
  int adoptions = 0;
  g_assert_true(claim_save_last(stores[0], &shown, &error));
  for (int turn = 0; turn < 20; turn++) {
    gboolean adopted = FALSE;
    g_auto(LastReminder) last = { 0 };
    g_unlink(locks);
    g_assert_true(claim_adopt_last(stores[(turn + 1) % 2], &last, &adopted, &error));
    g_assert_no_error(error);
    adoptions += adopted;
  }
  g_assert_cmpint(adoptions, >=, 1);
  g_assert_cmpint(adoptions, <=, 2);
  store_close(stores[0]);
  store_close(stores[1]);
  fixture_remove(folder);
}

static gboolean is_covered(Store *store, int offset, gint64 due, gint64 now) {
  g_autoptr(GHashTable) claims = claim_list(store, TONIGHT, NULL);
  return claim_covers(claims, &(ClaimRequest){ TONIGHT, "tea", "0", due, offset, now });
}

/* It was claimed while the clock was ahead. A small step back, as time servers make it, brings nothing twice. */
static void what_was_claimed_in_the_future_is_due_again(void) {
  char *folder = fixture_folder();
  Store *store = fixture_open(folder, STORE_WRITE);
  const gint64 shortly = NOW - 15 * 60;
  g_assert_true(take_by_clock(store, 3600, NOW, NOW));
  show(store, "tea", "0");
  g_assert_false(take_by_clock(store, 3600, shortly, shortly));
  g_assert_true(is_covered(store, 3600, shortly, shortly));
  g_assert_false(is_covered(store, 3600, shortly - 1, shortly - 1));
  g_assert_true(take_by_clock(store, 3600, shortly - 1, shortly - 1));
  store_close(store);
  fixture_remove(folder);
}

static void what_another_clock_puts_ahead_is_due_again(void) {
  char *folder = fixture_folder();
  Store *store = fixture_open(folder, STORE_WRITE);
  g_assert_true(take_by_clock(store, 3600, NOW, NOW));
  show(store, "tea", "0");
  g_assert_false(take_by_clock(store, 3600, NOW + 9000, NOW + 9000)); /* bedtime was moved, here */
  g_assert_true(is_covered(store, 3600, NOW + 9000, NOW + 9000));
  g_assert_false(take_by_clock(store, -18000, NOW, NOW + 1));
  g_assert_true(is_covered(store, -18000, NOW, NOW));
  g_assert_false(is_covered(store, -18000, NOW + 1, NOW));
  g_assert_true(take_by_clock(store, -18000, NOW + 1, NOW + 1));
  show(store, "tea", "0");
  g_assert_false(take_by_clock(store, 3600, NOW, NOW + 2)); /* back again: it was due there before */
  g_assert_false(take_by_clock(store, 3600, CLAIM_ONCE, NOW + 90000));
  store_close(store);
  fixture_remove(folder);
}

int main(int argc, char **argv) {
  part_play(argc, argv, parts, G_N_ELEMENTS(parts));
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/claims/two-processes-win-each-reminder-once", two_processes_win_each_reminder_once);
  FIXTURE_ADD("/claims/claim-of-a-killed-process-is-taken-over", claim_of_a_killed_process_is_taken_over);
  FIXTURE_ADD("/claims/claim-of-a-stopped-process-stands", claim_of_a_stopped_process_stands);
  FIXTURE_ADD("/claims/shown-claim-stands-for-good", shown_claim_stands_for_good);
  FIXTURE_ADD("/claims/rearmed-step-can-be-claimed-again", rearmed_step_can_be_claimed_again);
  FIXTURE_ADD("/claims/what-a-killed-process-left-is-adopted-once", what_a_killed_process_left_is_adopted_once);
  FIXTURE_ADD("/claims/naming-a-newer-one-leaves-what-was-left-to-be-adopted",
              naming_a_newer_one_leaves_what_was_left_to_be_adopted);
  FIXTURE_ADD("/claims/unshown-claim-of-another-is-awaited-while-it-lives",
              unshown_claim_of_another_is_awaited_while_it_lives);
  FIXTURE_ADD("/claims/claim-from-another-pid-namespace-stands", claim_from_another_pid_namespace_stands);
  g_test_add_func("/claims/two-that-hold-each-other-for-dead-settle", two_that_hold_each_other_for_dead_settle);
  FIXTURE_ADD("/claims/released-claim-is-free-again", released_claim_is_free_again);
  FIXTURE_ADD("/claims/claims-of-tonight-outlive-many-later-nights", claims_of_tonight_outlive_many_later_nights);
  FIXTURE_ADD("/claims/forgotten-last-reminder-is-none", forgotten_last_reminder_is_none);
  g_test_add_func("/claims/what-another-clock-puts-ahead-is-due-again", what_another_clock_puts_ahead_is_due_again);
  g_test_add_func("/claims/what-was-claimed-in-the-future-is-due-again", what_was_claimed_in_the_future_is_due_again);
  return g_test_run();
}
