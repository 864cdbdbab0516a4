/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The prompt that moves tonight's bedtime: by quarter hours with the arrows, by
 * five minutes with + and -, or to a typed time; and what would move with it.
 * Pure. */
#pragma once

#include "tui/canvas/keyline.h"
#include "tui/text_field.h"
#include "tui/view.h"

typedef struct {
  gboolean is_open;
  gint64 bed;
  gboolean moves_wake; /* the next wake time moves by as much */
  TextField typed;     /* a time being typed; "" while the arrows move it */
} BedPrompt;

typedef enum { BED_PROMPT_STAYS, BED_PROMPT_KEEPS, BED_PROMPT_LEAVES } BedPromptResult;

void bed_prompt_open(BedPrompt *prompt, const Evening *evening);
void bed_prompt_close(BedPrompt *prompt);

/* Takes a key. BED_PROMPT_KEEPS: `bed` is what the person wants. */
BedPromptResult bed_prompt_input(BedPrompt *prompt, const Evening *evening, const Input *input);

/* The wake time that goes with it; 0: it stays. */
gint64 bed_prompt_wake(const BedPrompt *prompt, const Evening *evening);

/* The prompt as one sentence that says what would move (owned). */
char *bed_prompt_text(const BedPrompt *prompt, const Evening *evening);

void bed_prompt_keys(Keyline *keys);
