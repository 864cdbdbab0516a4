/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several at once on one record: two dashboards, commands beside them, an
 * editor that has the routine open. */
#include "home.h"

#include <string.h>

#define BORN "2026-11-24 12:00"
#define EVENING "2026-11-24 21:50"
#define COMMANDS_AT_ONCE 12

typedef struct {
  Home *home;
  Terminal *one;
  Terminal *other;
} Pair;

static void pair_up(Pair *pair, gconstpointer data) {
  pair->home = home_new_settled(BORN, NULL);
  pair->one = home_open_at(pair->home, EVENING, NULL);
  pair->other = home_open_at(pair->home, EVENING, NULL);
  terminal_expect(pair->one, "q quit");
  terminal_expect(pair->other, "q quit");
}

static void pair_down(Pair *pair, gconstpointer data) {
  home_quit(pair->one);
  home_quit(pair->other);
  home_assert_sound(pair->home, EVENING);
  terminal_free(pair->one);
  terminal_free(pair->other);
  home_free(pair->home);
}

static void a_tick_in_one_shows_in_the_other(Pair *pair, gconstpointer data) {
  terminal_send(pair->one, " ");
  terminal_expect(pair->one, "✓  21:30   Magnesium");
  terminal_expect(pair->other, "✓  21:30   Magnesium");
  terminal_send(pair->other, " ");
  terminal_expect(pair->other, "✓  22:00   Dim the lights");
  terminal_expect(pair->one, "✓  22:00   Dim the lights");
}

static void undo_in_one_takes_back_the_other_s_act(Pair *pair, gconstpointer data) {
  terminal_send(pair->one, " ");
  terminal_expect(pair->other, "✓  21:30   Magnesium");
  terminal_send(pair->other, "u");
  terminal_expect(pair->other, "Undone: Magnesium, your own choice is open again.");
  terminal_expect(pair->one, "○  21:30   Magnesium");
  g_free(home_ask(pair->home, EVENING, "skip dim"));
  terminal_expect(pair->one, "–  22:00   Dim the lights");
  terminal_send(pair->one, "u");
  terminal_expect(pair->one, "Undone: Dim the lights is open again.");
  terminal_expect(pair->other, "○  22:00   Dim the lights");
}

static void bedtime_moves_in_both(Pair *pair, gconstpointer data) {
  terminal_send(pair->one, "b2330\r");
  terminal_expect(pair->one, "23:30 to 07:00");
  terminal_expect(pair->other, "23:30 to 07:00");
  terminal_expect(pair->other, "○  22:30   Dim the lights");
}

/* The next key acts on what stands, not on what stood when the other one looked last. */
static void both_ticking_at_once_tick_twice(Pair *pair, gconstpointer data) {
  terminal_send(pair->one, " ");
  terminal_send(pair->other, "x");
  terminal_expect_gone(pair->one, "○  21:30   Magnesium");
  terminal_expect_gone(pair->other, "○  21:30   Magnesium");
  g_autofree char *mark = home_mark(pair->home, EVENING, "magnesium");
  g_assert_cmpstr(mark, !=, "open");
  terminal_send(pair->one, "u");
  terminal_expect(pair->one, "Undone: ");
  terminal_send(pair->one, "u");
  terminal_expect(pair->one, "○  21:30   Magnesium");
  terminal_expect(pair->other, "○  21:30   Magnesium");
}

/* How many acts there were to take back. */
static gsize undo_all(Home *home) {
  for (gsize acts = 0;; acts++) {
    g_autoptr(GSubprocess) undo = home_begin(home, EVENING, "undo");
    if (!g_subprocess_wait_check(undo, NULL, NULL))
      return acts;
  }
}

static void commands_at_once_lose_nothing(Pair *pair, gconstpointer data) {
  static const char *const steps[] = { "magnesium", "dim", "stretch", "breathe" };
  g_autoptr(GPtrArray) running = g_ptr_array_new_with_free_func(g_object_unref);
  for (gsize i = 0; i < COMMANDS_AT_ONCE; i++) {
    g_autofree char *words = g_strdup_printf("%s %s", i % 3 == 0 ? "skip" : "done", steps[i % G_N_ELEMENTS(steps)]);
    g_ptr_array_add(running, home_begin(pair->home, EVENING, words));
  }
  for (gsize i = 0; i < running->len; i++)
    g_assert_true(g_subprocess_wait_check(g_ptr_array_index(running, i), NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    g_autofree char *mark = home_mark(pair->home, EVENING, steps[i]);
    g_assert_cmpstr(mark, !=, "open");
  }
  terminal_expect(pair->one, "› ○  22:30   Screens off");
  terminal_expect(pair->other, "› ○  22:30   Screens off");
  const gsize acts = undo_all(pair->home); /* who came second with the same mark found it so already */
  g_assert_cmpuint(acts, >=, G_N_ELEMENTS(steps));
  g_assert_cmpuint(acts, <=, COMMANDS_AT_ONCE);
  terminal_expect(pair->one, "› ○  21:30   Magnesium");
  terminal_expect(pair->other, "› ○  21:30   Magnesium");
}

static void write_routine(const Home *home, const char *from, const char *to) {
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(home->config, &text, NULL, NULL));
  g_autoptr(GString) edited = g_string_new(text);
  g_assert_cmpuint(g_string_replace(edited, from, to, 1), ==, 1);
  g_assert_true(g_file_set_contents(home->config, edited->str, -1, NULL));
}

static void an_edited_routine_shows_in_both(Pair *pair, gconstpointer data) {
  write_routine(pair->home, "Dim the lights", "Candles instead");
  terminal_expect(pair->one, "○  22:00   Candles instead");
  terminal_expect(pair->other, "○  22:00   Candles instead");
  write_routine(pair->home, "kind = \"guided\"", "kind = \"guide\"");
  terminal_expect(pair->one, "winddown.cfg:");
  terminal_expect(pair->other, "kind");
  terminal_expect(pair->one, "○  22:00   Candles instead");
  write_routine(pair->home, "kind = \"guide\"", "kind = \"guided\"");
  terminal_expect_gone(pair->one, "winddown.cfg:");
  terminal_expect_gone(pair->other, "winddown.cfg:");
}

#define ADD(name, func) g_test_add(name, Pair, NULL, pair_up, func, pair_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/together/a-tick-in-one-shows-in-the-other", a_tick_in_one_shows_in_the_other);
  ADD("/together/undo-in-one-takes-back-the-other-s-act", undo_in_one_takes_back_the_other_s_act);
  ADD("/together/bedtime-moves-in-both", bedtime_moves_in_both);
  ADD("/together/both-ticking-at-once-tick-twice", both_ticking_at_once_tick_twice);
  ADD("/together/commands-at-once-lose-nothing", commands_at_once_lose_nothing);
  ADD("/together/an-edited-routine-shows-in-both", an_edited_routine_shows_in_both);
  return g_test_run();
}
