/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record.h"
#include "model/trial.h"

#define START 739943

static Trial *trial_of(int nights, guint64 seed) {
  return trial_new("stretch", seed, nights, START, 1000);
}

static GPtrArray *pauses_of(const char *step, Night from, Night to) {
  GPtrArray *pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  g_ptr_array_add(pauses, pause_new(step, from, to, 1));
  return pauses;
}

static void every_block_has_as_many_nights_with_as_without(void) {
  static const int lengths[] = { TRIAL_SHORT, TRIAL_USUAL, TRIAL_LONG };
  for (guint64 seed = 0; seed < 200; seed++) {
    for (gsize length = 0; length < G_N_ELEMENTS(lengths); length++) {
      g_autoptr(Trial) trial = trial_of(lengths[length], seed);
      g_assert_true(trial_begin_blocks(trial, NULL, START + 100));
      int with = 0;
      for (int i = 0; i < lengths[length]; i++) {
        with += trial_lot(trial, START + (Night) i) == LOT_WITH;
        if (i % TRIAL_BLOCK == TRIAL_BLOCK - 1)
          g_assert_cmpint(with, ==, 2 * (i / TRIAL_BLOCK + 1));
      }
      g_assert_cmpint(with, ==, lengths[length] / 2); /* the last two nights of 42, too */
      g_assert_cmpint(trial_lot(trial, START + (Night) lengths[length]), ==, LOT_NONE);
      g_assert_cmpint(trial_lot(trial, START - 1), ==, LOT_NONE);
    }
  }
}

static void every_draw_of_a_block_is_as_likely_as_another(void) {
  int counts[16] = { 0 };
  for (guint64 seed = 0; seed < 6000; seed++) {
    g_autoptr(Trial) trial = trial_of(TRIAL_SHORT, seed * 7919);
    counts[trial_draw_block(trial, 6)]++;
  }
  static const int drawn[] = { 0x3, 0x5, 0x9, 0x6, 0xa, 0xc };
  for (gsize i = 0; i < G_N_ELEMENTS(drawn); i++) {
    g_assert_cmpint(counts[drawn[i]], >, 880); /* 1000, and four standard errors of 29 */
    g_assert_cmpint(counts[drawn[i]], <, 1120);
  }
}

static void draw_follows_from_the_seed_alone(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_USUAL, G_GUINT64_CONSTANT(0x0123456789abcdef));
  /* As tests/cli/redo-trial.py draws it. Changing any of these changes the draw of trials that are under way. */
  static const guint drawn[] = { 0x3, 0xc, 0x5, 0x6 };
  for (guint i = 0; i < G_N_ELEMENTS(drawn); i++)
    g_assert_cmpuint(trial_draw_block(trial, i), ==, drawn[i]);
}

static void lot_of_a_night_to_come_is_not_known(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_USUAL, 5);
  g_assert_true(trial_begin_blocks(trial, NULL, START + 3));
  g_assert_cmpuint(trial->n_blocks, ==, 1);
  g_assert_false(trial_begin_blocks(trial, NULL, START + 3));
  g_assert_cmpint(trial_lot(trial, START + 4), ==, LOT_NONE);
  g_assert_true(trial_begin_blocks(trial, NULL, START + 4));
  g_assert_cmpint(trial_lot(trial, START + 4), !=, LOT_NONE);
  g_assert_cmpint(trial_number(trial, START + 4), ==, 5);
}

static void pause_moves_whole_blocks(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_SHORT, 5);
  g_autoptr(GPtrArray) pauses = pauses_of(NULL, START + 7, START + 9); /* the last night of the second block */
  trial_begin_blocks(trial, pauses, START + 30);
  g_assert_cmpuint(trial->blocks[0], ==, START);
  g_assert_cmpuint(trial->blocks[1], ==, START + 10);
  g_assert_cmpuint(trial->blocks[2], ==, START + 14);
  g_assert_cmpint(trial_lot(trial, START + 4), ==, LOT_NONE);
  g_assert_cmpint(trial_lot(trial, START + 9), ==, LOT_NONE);
  g_assert_cmpint(trial_number(trial, START + 10), ==, 5);
}

static void pause_ending_on_the_last_night_before_a_block_moves_nothing(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_SHORT, 5);
  g_autoptr(GPtrArray) pauses = pauses_of("stretch", START - 3, START - 1);
  trial_begin_blocks(trial, pauses, START);
  g_assert_cmpuint(trial->blocks[0], ==, START);
}

static void pause_of_another_step_moves_nothing(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_SHORT, 5);
  g_autoptr(GPtrArray) pauses = pauses_of("dim", START, NIGHT_NONE);
  trial_begin_blocks(trial, pauses, START);
  g_assert_cmpuint(trial->n_blocks, ==, 1);
}

static void open_pause_holds_the_next_block_back(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_SHORT, 5);
  g_autoptr(GPtrArray) pauses = pauses_of(NULL, START + 4, NIGHT_NONE);
  trial_begin_blocks(trial, pauses, START + 60);
  g_assert_cmpuint(trial->n_blocks, ==, 1);
  g_assert_true(trial_is_running(trial, START + 60));
}

static void block_that_has_begun_is_never_moved(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_SHORT, 5);
  trial_begin_blocks(trial, NULL, START + 1);
  g_autoptr(GPtrArray) pauses = pauses_of(NULL, START + 1, START + 2);
  trial_begin_blocks(trial, pauses, START + 4);
  g_assert_cmpuint(trial->blocks[0], ==, START);
  g_assert_cmpuint(trial->blocks[1], ==, START + 4);
}

static void trial_runs_until_its_last_night(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_USUAL, 5);
  trial_begin_blocks(trial, NULL, START + 39);
  g_assert_cmpuint(trial_last_night(trial), ==, NIGHT_NONE);
  trial_begin_blocks(trial, NULL, START + 40);
  g_assert_cmpuint(trial_last_night(trial), ==, START + 41);
  g_assert_true(trial_is_running(trial, START + 41));
  g_assert_false(trial_is_running(trial, START + 42));
}

static void given_up_trial_draws_no_more_nights(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_USUAL, 5);
  trial_begin_blocks(trial, NULL, START + 5);
  trial->given_up = START + 5;
  g_assert_cmpint(trial_lot(trial, START + 4), !=, LOT_NONE);
  g_assert_cmpint(trial_lot(trial, START + 5), ==, LOT_NONE);
  g_assert_false(trial_is_running(trial, START + 5));
  g_assert_false(trial_begin_blocks(trial, NULL, START + 20));
}

static void nights_without_are_pauses_by_lot(void) {
  g_autoptr(GPtrArray) trials = trials_new();
  Trial *trial = trial_of(TRIAL_SHORT, 5);
  g_ptr_array_add(trials, trial);
  trial_begin_blocks(trial, NULL, START + 27);
  g_autoptr(GPtrArray) pauses = pauses_of("dim", START, START);
  trials_add_pauses(trials, pauses);
  g_assert_cmpuint(pauses->len, ==, 1 + TRIAL_SHORT / 2);
  for (Night night = START; night < START + TRIAL_SHORT; night++) {
    g_assert_cmpint(pauses_cover(pauses, "stretch", night), ==, trial_lot(trial, night) == LOT_WITHOUT);
    g_assert_false(pauses_cover(pauses, NULL, night));
  }
  const Pause *pause = g_ptr_array_index(pauses, 1);
  g_assert_true(pause->by_lot);
}

static void one_trial_runs_at_a_time(void) {
  g_autoptr(GPtrArray) trials = trials_new();
  g_assert_null(trials_running(trials, START));
  Trial *first = trial_of(TRIAL_SHORT, 5), *second = trial_of(TRIAL_SHORT, 6);
  first->given_up = START + 3;
  second->agreed_at = 2000;
  g_ptr_array_add(trials, second);
  g_ptr_array_add(trials, first);
  g_assert_true(trials_running(trials, START + 4) == second);
  g_assert_true(trials_of_step(trials, "stretch") == second);
  g_assert_null(trials_of_step(trials, "dim"));
}

static void merge_gives_the_same_in_either_order(void) {
  g_autoptr(Trial) one = trial_of(TRIAL_SHORT, 5);
  trial_begin_blocks(one, NULL, START + 9);
  g_autoptr(Trial) other = trial_of(TRIAL_SHORT, 5);
  trial_begin_blocks(other, NULL, START + 4);
  other->given_up = START + 6;
  other->changed_at = 2000;
  g_autoptr(Trial) merged = trial_copy(one);
  g_autoptr(Trial) turned = trial_copy(other);
  g_assert_true(trial_merge(merged, other));
  g_assert_true(trial_merge(turned, one));
  g_assert_cmpuint(merged->n_blocks, ==, 3);
  g_assert_cmpuint(turned->n_blocks, ==, 3);
  g_assert_cmpuint(merged->given_up, ==, START + 6);
  g_assert_cmpuint(turned->given_up, ==, START + 6);
  g_assert_false(trial_merge(merged, other));
  g_assert_false(trial_merge(turned, one));
}

static void blocks_that_overlap_are_not_sound(void) {
  g_autoptr(Trial) trial = trial_of(TRIAL_SHORT, 5);
  trial_begin_blocks(trial, NULL, START + 9);
  g_assert_true(trial_is_sound(trial));
  trial->blocks[1]--;
  g_assert_false(trial_is_sound(trial));
  trial->blocks[1]++;
  trial->nights = 30;
  g_assert_false(trial_is_sound(trial));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/trial/every-block-has-as-many-nights-with-as-without",
                  every_block_has_as_many_nights_with_as_without);
  g_test_add_func("/trial/every-draw-of-a-block-is-as-likely-as-another",
                  every_draw_of_a_block_is_as_likely_as_another);
  g_test_add_func("/trial/draw-follows-from-the-seed-alone", draw_follows_from_the_seed_alone);
  g_test_add_func("/trial/lot-of-a-night-to-come-is-not-known", lot_of_a_night_to_come_is_not_known);
  g_test_add_func("/trial/pause-moves-whole-blocks", pause_moves_whole_blocks);
  g_test_add_func("/trial/pause-ending-before-a-block-moves-nothing",
                  pause_ending_on_the_last_night_before_a_block_moves_nothing);
  g_test_add_func("/trial/pause-of-another-step-moves-nothing", pause_of_another_step_moves_nothing);
  g_test_add_func("/trial/open-pause-holds-the-next-block-back", open_pause_holds_the_next_block_back);
  g_test_add_func("/trial/block-that-has-begun-is-never-moved", block_that_has_begun_is_never_moved);
  g_test_add_func("/trial/trial-runs-until-its-last-night", trial_runs_until_its_last_night);
  g_test_add_func("/trial/given-up-trial-draws-no-more-nights", given_up_trial_draws_no_more_nights);
  g_test_add_func("/trial/nights-without-are-pauses-by-lot", nights_without_are_pauses_by_lot);
  g_test_add_func("/trial/one-trial-runs-at-a-time", one_trial_runs_at_a_time);
  g_test_add_func("/trial/merge-gives-the-same-in-either-order", merge_gives_the_same_in_either_order);
  g_test_add_func("/trial/blocks-that-overlap-are-not-sound", blocks_that_overlap_are_not_sound);
  return g_test_run();
}
