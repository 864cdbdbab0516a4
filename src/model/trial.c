/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The draw of a trial, and when its blocks begin. A block that has begun is part of the history: a pause, another
 * machine or a changed routine never moves it. What the ratings say is in review/trial_result.c. */
#include "model/trial.h"

#include "model/record.h"

#include <string.h>

Trial *trial_new(const char *step, guint64 seed, int nights, Night start, gint64 agreed_at) {
  Trial *trial = g_new(Trial, 1);
  *trial = (Trial){ .step = g_strdup(step),
                    .seed = seed,
                    .nights = nights,
                    .start = start,
                    .agreed_at = agreed_at,
                    .changed_at = agreed_at };
  return trial;
}

Trial *trial_copy(const Trial *trial) {
  Trial *copy = g_new(Trial, 1);
  *copy = *trial;
  copy->step = g_strdup(trial->step);
  return copy;
}

void trial_free(Trial *trial) {
  if (!trial)
    return;
  g_free(trial->step);
  g_free(trial);
}

GPtrArray *trials_new(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify) trial_free);
}

gboolean trial_is_length(int nights) {
  return nights == TRIAL_SHORT || nights == TRIAL_USUAL || nights == TRIAL_LONG;
}

/* --- the draw --- */

guint64 trial_random(guint64 *state) {
  guint64 mixed = *state += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
  return mixed ^ (mixed >> 31);
}

guint trial_count_blocks(const Trial *trial) {
  return ((guint) trial->nights + TRIAL_BLOCK - 1) / TRIAL_BLOCK;
}

int trial_block_nights(const Trial *trial, guint index) {
  return MIN(TRIAL_BLOCK, trial->nights - (int) index * TRIAL_BLOCK);
}

guint trial_draw_block(const Trial *trial, guint index) {
  static const guint8 fours[] = { 0x3, 0x5, 0x9, 0x6, 0xa, 0xc }, twos[] = { 0x1, 0x2 };
  guint64 state = trial->seed, drawn = 0;
  for (guint i = 0; i <= index; i++)
    drawn = trial_random(&state) >> 32;
  return trial_block_nights(trial, index) == TRIAL_BLOCK ? fours[drawn * G_N_ELEMENTS(fours) >> 32]
                                                         : twos[drawn * G_N_ELEMENTS(twos) >> 32];
}

/* --- its nights --- */

/* Sets the block and the place within it of `night`. FALSE if it is in none. */
static gboolean find(const Trial *trial, Night night, guint *block, guint *place) {
  if (trial->given_up != NIGHT_NONE && night >= trial->given_up)
    return FALSE;
  for (guint i = 0; i < trial->n_blocks; i++) {
    const Night first = trial->blocks[i];
    if (night < first || night >= first + (Night) trial_block_nights(trial, i))
      continue;
    *block = i;
    *place = night - first;
    return TRUE;
  }
  return FALSE;
}

Lot trial_lot(const Trial *trial, Night night) {
  guint block, place;
  if (!find(trial, night, &block, &place))
    return LOT_NONE;
  return trial_draw_block(trial, block) & (1u << place) ? LOT_WITH : LOT_WITHOUT;
}

int trial_number(const Trial *trial, Night night) {
  guint block, place;
  return find(trial, night, &block, &place) ? (int) (block * TRIAL_BLOCK + place) + 1 : 0;
}

/* Returns the first night on or after `from` with which a block of `n` nights can begin without a pause that is known
 * now; NIGHT_NONE if there is none up to `tonight`. */
static Night free_from(const Trial *trial, const GPtrArray *pauses, Night from, int n, Night tonight) {
  for (Night first = from; first <= tonight; first++) {
    gboolean is_free = TRUE;
    for (Night night = first; is_free && night < first + (Night) n; night++)
      is_free = !pauses_cover(pauses, trial->step, night);
    if (is_free)
      return first;
  }
  return NIGHT_NONE;
}

gboolean trial_begin_blocks(Trial *trial, const GPtrArray *pauses, Night tonight) {
  const guint before = trial->n_blocks;
  const Night last = trial->given_up == NIGHT_NONE ? tonight : MIN(tonight, trial->given_up - 1);
  while (trial->n_blocks < trial_count_blocks(trial)) {
    const guint n = trial->n_blocks;
    const Night after = n == 0 ? trial->start : trial->blocks[n - 1] + (Night) trial_block_nights(trial, n - 1);
    const Night first = free_from(trial, pauses, after, trial_block_nights(trial, n), last);
    if (first == NIGHT_NONE)
      break;
    trial->blocks[trial->n_blocks++] = first;
  }
  return trial->n_blocks > before;
}

Night trial_last_night(const Trial *trial) {
  const guint n = trial_count_blocks(trial);
  if (trial->n_blocks < n || trial->given_up != NIGHT_NONE)
    return NIGHT_NONE;
  return trial->blocks[n - 1] + (Night) trial_block_nights(trial, n - 1) - 1;
}

gboolean trial_is_running(const Trial *trial, Night tonight) {
  const Night last = trial_last_night(trial);
  return trial->given_up == NIGHT_NONE && (last == NIGHT_NONE || tonight <= last);
}

/* --- many of them --- */

Trial *trials_running(const GPtrArray *trials, Night tonight) {
  for (guint i = 0; trials && i < trials->len; i++) {
    if (trial_is_running(g_ptr_array_index(trials, i), tonight))
      return g_ptr_array_index(trials, i);
  }
  return NULL;
}

Trial *trials_of_step(const GPtrArray *trials, const char *step) {
  Trial *newest = NULL;
  for (guint i = 0; trials && i < trials->len; i++) {
    Trial *trial = g_ptr_array_index(trials, i);
    if (g_str_equal(trial->step, step) && (!newest || trial->agreed_at >= newest->agreed_at))
      newest = trial;
  }
  return newest;
}

void trials_add_pauses(const GPtrArray *trials, GPtrArray *pauses) {
  for (guint i = pauses->len; i-- > 0;) {
    if (((const Pause *) g_ptr_array_index(pauses, i))->by_lot)
      g_ptr_array_remove_index(pauses, i);
  }
  for (guint i = 0; i < trials->len; i++) {
    const Trial *trial = g_ptr_array_index(trials, i);
    for (guint block = 0; block < trial->n_blocks; block++) {
      for (int place = 0; place < trial_block_nights(trial, block); place++) {
        const Night night = trial->blocks[block] + (Night) place;
        if (trial_lot(trial, night) != LOT_WITHOUT)
          continue;
        Pause *pause = pause_new(trial->step, night, night, 0);
        pause->by_lot = TRUE;
        g_ptr_array_add(pauses, pause);
      }
    }
  }
}

gboolean trial_merge(Trial *ours, const Trial *theirs) {
  gboolean changed = FALSE;
  if (theirs->changed_at > ours->changed_at ||
      (theirs->changed_at == ours->changed_at && theirs->given_up > ours->given_up)) {
    ours->changed_at = theirs->changed_at;
    ours->given_up = theirs->given_up;
    changed = TRUE;
  }
  /* Machines that knew of other pauses may have begun other blocks: those of the greater list count. */
  gint64 order = (gint64) theirs->n_blocks - ours->n_blocks;
  for (guint i = 0; order == 0 && i < ours->n_blocks; i++)
    order = (gint64) theirs->blocks[i] - ours->blocks[i];
  if (order <= 0)
    return changed;
  ours->n_blocks = theirs->n_blocks;
  memcpy(ours->blocks, theirs->blocks, sizeof ours->blocks);
  return TRUE;
}

static gboolean is_date(Night night) {
  return night >= DAYTIME_FIRST_DAY && night <= DAYTIME_LAST_DAY;
}

gboolean trial_is_sound(const Trial *trial) {
  Night from = trial->start;
  if (!trial->step || !*trial->step || !trial_is_length(trial->nights) || !is_date(trial->start) ||
      trial->n_blocks > trial_count_blocks(trial) || (trial->given_up != NIGHT_NONE && !is_date(trial->given_up)))
    return FALSE;
  for (guint i = 0; i < trial->n_blocks; i++) {
    if (trial->blocks[i] < from || !is_date(trial->blocks[i]))
      return FALSE;
    from = trial->blocks[i] + (Night) trial_block_nights(trial, i);
  }
  return TRUE;
}
