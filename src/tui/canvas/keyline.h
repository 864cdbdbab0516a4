/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bottom line: which keys make sense now. Keys come from the one action
 * table and from the config's own bindings, so that a rebound key shows. */
#pragma once

#include "model/keymap.h"
#include "model/settings.h"
#include "tui/canvas/canvas.h"

#define KEYLINE_MAX 12

typedef struct {
  KeyAction action;
  const char *label; /* NULL: the table's */
  const char *key;   /* NULL: the one that is bound */
} KeyHint;

typedef struct {
  KeyHint left[KEYLINE_MAX]; /* the most wanted first: what does not fit is left out from the end */
  int n_left;
  KeyHint right[KEYLINE_MAX]; /* stands flush right, before anything on the left */
  int n_right;
} Keyline;

/* The key that is bound to `action`, as a sentence begins with it: "Enter", "b" (owned). */
char *keyline_key_at_start(const Settings *settings, KeyAction action);

void keyline_add(Keyline *keys, KeyAction action, const char *label);
/* Keys that are no action: "1-5". */
void keyline_add_key(Keyline *keys, const char *key, const char *label);
void keyline_add_right(Keyline *keys, KeyAction action, const char *label);

/* Draws the keys into `row`, between margins that fit the canvas. */
void keyline_draw(Canvas *canvas, int row, const Keyline *keys, const Settings *settings);
