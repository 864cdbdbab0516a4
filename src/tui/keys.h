/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys: what the terminal sent turned into what a view gets, by the key table
 * and the keys that the config gives. Pure. */
#pragma once

#include "model/settings.h"
#include "tui/view.h"

#include <glib.h>

typedef enum {
  TERMINAL_KEY,
  TERMINAL_PRESS,   /* the first mouse button went down */
  TERMINAL_WHEEL,   /* the mouse wheel turned */
  TERMINAL_REPAINT, /* the screen was asked for once more, whole */
} TerminalEventKind;

typedef struct {
  TerminalEventKind kind;
  char name[12]; /* TERMINAL_KEY, as the key table spells it: "x", "space", "up"; "": a key that has no name there */
  gunichar character; /* what the key types, as in Input; 0: nothing */
  gboolean is_pasted; /* TERMINAL_KEY: no key was pressed; it came with a paste */
  int row, column;    /* of the mouse */
  int lines;          /* TERMINAL_WHEEL: down is positive */
} TerminalEvent;

/* Two presses of one cell within this long are a double click. */
#define KEYS_DOUBLE_CLICK_USEC (400 * G_TIME_SPAN_MILLISECOND)

/* The press before, for telling double clicks; zero: none. */
typedef struct {
  int row, column;
  gint64 at_usec;
} KeysPress;

typedef struct {
  const Settings *settings;
  guint view;       /* the IN_… bit of the view that gets it */
  gboolean types;   /* a text is being typed there */
  gint64 now_usec;  /* of any clock that only goes forward */
  KeysPress *press; /* kept between calls */
} KeysContext;

/* Fills in what the view gets for `event`. FALSE when it means nothing there. */
gboolean keys_input(const TerminalEvent *event, const KeysContext *context, Input *input);

/* Finds what the key called `name` does in `view`: a key from the config wins over the table's own. FALSE: nothing. */
gboolean keys_action(const Settings *settings, guint view, const char *name, KeyAction *action);

/* Whether the key that does `action` types `character`: for where keys arrive as text. */
gboolean keys_types(const Settings *settings, KeyAction action, gunichar character);

/* The key that does `action`, as the table spells it; borrowed from `settings` or for ever. */
const char *keys_name(const Settings *settings, KeyAction action);
