/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A trial by lot: for a number of nights that is agreed to beforehand, a draw says whether a step is in the evening.
 * Nights are drawn in blocks of four, two with the step and two without. The whole draw follows from the seed, so that
 * nobody, the program included, can change it later. Pure. */
#pragma once

#include "model/night.h"

#include <glib.h>

/* The lengths that are offered, in nights. */
#define TRIAL_SHORT 28
#define TRIAL_USUAL 42
#define TRIAL_LONG 56

#define TRIAL_BLOCK 4 /* nights of a whole block */
#define TRIAL_MAX_BLOCKS                                                                                               \
  ((TRIAL_LONG + TRIAL_BLOCK - 1) / TRIAL_BLOCK) /* a last block of two has one night of each                          \
                                                  */

typedef enum { LOT_NONE, LOT_WITH, LOT_WITHOUT } Lot;

typedef struct {
  char *step;
  guint64 seed;                   /* which trial it is, and its whole draw */
  int nights;                     /* TRIAL_SHORT, TRIAL_USUAL or TRIAL_LONG */
  Night start;                    /* the night on which it was agreed to: the first that a block may begin on */
  gint64 agreed_at;               /* when that was */
  gint64 changed_at;              /* when it was last agreed to, given up or taken up again */
  Night given_up;                 /* the first night that is no longer drawn; NIGHT_NONE: it was not given up */
  guint n_blocks;                 /* blocks that have begun */
  Night blocks[TRIAL_MAX_BLOCKS]; /* the first night of each, ascending */
} Trial;

Trial *trial_new(const char *step, guint64 seed, int nights, Night start, gint64 agreed_at); /* owned */
Trial *trial_copy(const Trial *trial);
void trial_free(Trial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)

/* A list of Trial (owned). */
GPtrArray *trials_new(void);

/* TRUE if `nights` is one of the lengths offered. */
gboolean trial_is_length(int nights);

/* How many blocks there are in all, and how many nights the one at `index` has. */
guint trial_count_blocks(const Trial *trial);
int trial_block_nights(const Trial *trial, guint index);

/* Returns the draw of the block at `index`, whether or not it has begun: bit 0 is set if its first night is with the
 * step. */
guint trial_draw_block(const Trial *trial, guint index);

/* Returns the lot of `night`: LOT_NONE if no block that has begun includes it, or the trial was given up before. */
Lot trial_lot(const Trial *trial, Night night);

/* Returns which of the trial's nights `night` is, from 1 on; 0 if it is none. */
int trial_number(const Trial *trial, Night night);

/* Begins the blocks that are due up to `tonight`, one after the other. A block does not begin while `pauses` (of Pause)
 * cover any of its nights: it waits until the pause is over. Returns TRUE if one has begun. A block that has begun is
 * never moved. */
gboolean trial_begin_blocks(Trial *trial, const GPtrArray *pauses, Night tonight);

/* Returns the last night of the last block; NIGHT_NONE if that block has not begun, or the trial was given up. */
Night trial_last_night(const Trial *trial);

/* TRUE if nights are still drawn on `tonight` or later. */
gboolean trial_is_running(const Trial *trial, Night tonight);

/* Returns the trial of `trials` that is running on `tonight`, borrowed; NULL if there is none. There is one at a time.
 */
Trial *trials_running(const GPtrArray *trials, Night tonight);

/* Returns the newest trial of `step`, borrowed; NULL if there is none. */
Trial *trials_of_step(const GPtrArray *trials, const char *step);

/* Makes the nights without a step pauses `by_lot`, in the place of those that `pauses` (of Pause) has: the step is
 * neutral on them, and no reminder is sent. They are never stored. */
void trials_add_pauses(const GPtrArray *trials, GPtrArray *pauses);

/* Merges what two machines know of the same trial into `ours`. Returns TRUE if it changed. The order of merging makes
 * no difference. */
gboolean trial_merge(Trial *ours, const Trial *theirs);

/* TRUE if this can be a trial: its length is one that is offered, and its nights follow one another. What comes from a
 * file is checked by this. */
gboolean trial_is_sound(const Trial *trial);

/* Returns the next number of a sequence that only depends on `state`, which it advances (splitmix64, Vigna 2015). */
guint64 trial_random(guint64 *state);
