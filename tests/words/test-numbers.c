/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every figure in a sentence on strength is reckoned again from the other
 * figures of the same sentence. */
#include "words/words.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define FADE 0.9480775143391714
#define NEWEST 739943

/* The weights of `n` due nights together. */
static double weights_of(int n) {
  return (1 - pow(FADE, n)) / (1 - FADE);
}

static void check(const char *drawn) {
  g_autoptr(History) history = history_new();
  const guint16 step = history_intern(history, "dim", "Dim the lights");
  const int n = (int) strlen(drawn);
  for (int i = 0; i < n; i++) {
    history_append(history, &(HistoryNight){ .night = NEWEST + (Night) i });
    history_append_mark(history, &(HistoryMark){ .step = step, .mark = drawn[i] == 'x' ? MARK_DONE : MARK_SLIPPED });
  }
  const StreakRules rules = { .closed_to = NEWEST + (Night) n, .keep_percent = 80 };
  /* The range that is shown is shorter than what strength is reckoned from. */
  g_autoptr(GArray) reviews = streak_steps(history, NEWEST + (Night) n / 2, NIGHT_NONE, &rules);
  g_autofree char *text = words_strength(&g_array_index(reviews, StepReview, 0), "Dim the lights");
  int done = 0, of = 0, now = 0, then = 0;
  g_test_message("%s: %s", drawn, text);
  g_assert_cmpint(sscanf(strstr(text, "was done on"),
                         "was done on %d of its %d due nights so far; weighed so, that is %d %%. One more night off "
                         "would make it %d %%.",
                         &done, &of, &now, &then),
                  ==, 4);
  const double all = weights_of(of), most = weights_of(done) / all, least = 1 - weights_of(of - done) / all;
  g_assert_cmpint(now, >=, (int) floor(100 * least));
  g_assert_cmpint(now, <=, (int) ceil(100 * most));
  g_assert_cmpfloat(fabs(now * all * FADE / (all * FADE + 1) - then), <=, 1);
}

static void strength_follows_from_its_own_figures(void) {
  check("~~~~~~~~~~~~~~~~~~~~~~~~~~~~xxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  check("xxxxxxxxxxxxxxxxxxxxxxxxxxxx~~~~~~~~~~~~~~~~~~~~~~~~~~~~");
  check("x~x~xx~");
  check("xxxxxxx");
  check("~~~~~~~~~~~~~~");
  g_autoptr(GRand) random = g_rand_new_with_seed(3);
  for (int attempt = 0; attempt < 100; attempt++) {
    char drawn[101] = { 0 };
    const int n = g_rand_int_range(random, 7, 100);
    for (int i = 0; i < n; i++)
      drawn[i] = g_rand_int_range(random, 0, 10) < 7 ? 'x' : '~';
    check(drawn);
  }
}

/* Plain words, and the same whichever way it goes. */
static void middle_of_sleep_is_told_by_its_days(void) {
  const struct {
    int minutes;
    const char *said;
  } cases[] = { { 50, "50 min later on Friday and Saturday nights" },
                { -50, "50 min earlier on Friday and Saturday nights" },
                { 0, "at the same hour" } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = words_middle_of_sleep(cases[i].minutes);
    g_assert_nonnull(strstr(text, cases[i].said));
    g_assert_null(strstr(text, "free day"));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/numbers/strength-follows-from-its-own-figures", strength_follows_from_its_own_figures);
  g_test_add_func("/numbers/middle-of-sleep-is-told-by-its-days", middle_of_sleep_is_told_by_its_days);
  return g_test_run();
}
