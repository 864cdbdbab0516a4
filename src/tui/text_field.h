/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of text that is being typed: its text, where the next character goes,
 * the keys that edit it, and how it is drawn. For every place that takes text:
 * the morning's fields, the bedtime, a thought. Pure. */
#pragma once

#include "tui/canvas/canvas.h"
#include "tui/view.h"

#include <glib.h>

typedef struct {
  GString *text;
  gsize cursor;      /* bytes of `text` before it */
  gboolean selected; /* all of it: the next character replaces it */
} TextField;

void text_field_init(TextField *field);
void text_field_clear(TextField *field);

/* Puts `text` in it, with the cursor behind it. `selected`: what is typed next replaces it. */
void text_field_set(TextField *field, const char *text, gboolean selected);

/* Does what the key means in a text of at most `most` characters. FALSE if it means nothing there. */
gboolean text_field_input(TextField *field, const Input *input, int most);

typedef struct {
  int row, column;
  int columns; /* the most that it takes */
} TextFieldPlace;

/* Draws the part of it around the cursor, and puts the terminal's cursor there. Returns the column behind it. */
int text_field_draw(Canvas *canvas, const TextFieldPlace *place, Role role, const TextField *field);
