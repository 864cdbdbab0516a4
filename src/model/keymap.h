/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table of what keys can do. It feeds the key bindings, the help
 * screen, the manual and the names that `keys = { … }` in the config may use. */
#pragma once

#include <glib.h>

typedef enum {
  KEY_ACTION_DONE,
  KEY_ACTION_BEGIN,
  KEY_ACTION_SKIP,
  KEY_ACTION_NOT_TONIGHT,
  KEY_ACTION_SNOOZE,
  KEY_ACTION_KEEP,
  KEY_ACTION_UNDO,
  KEY_ACTION_BEDTIME,
  KEY_ACTION_LEAVE_OUT,
  KEY_ACTION_GOOD_NIGHT,
  KEY_ACTION_MORNING,
  KEY_ACTION_KEEP_REMINDING,
  KEY_ACTION_THEME,
  KEY_ACTION_PAUSE,
  KEY_ACTION_EXTEND,
  KEY_ACTION_COMPARE,
  KEY_ACTION_TRIAL,
  KEY_ACTION_WEEKS,
  KEY_ACTION_UP,
  KEY_ACTION_DOWN,
  KEY_ACTION_LEFT,
  KEY_ACTION_RIGHT,
  KEY_ACTION_NOW,
  KEY_ACTION_NEXT_VIEW,
  KEY_ACTION_NEXT_FIELD,
  KEY_ACTION_PREVIOUS_FIELD,
  KEY_ACTION_BACK,
  KEY_ACTION_HELP,
  KEY_ACTION_QUIT,
  N_KEY_ACTIONS,
} KeyAction;

/* The views in which an action means something, for the help screen; a set of bits. */
enum {
  IN_TONIGHT = 1 << 0,
  IN_MORNING = 1 << 1,
  IN_REVIEW = 1 << 2,
  IN_GUIDE = 1 << 3,
  IN_HELP = 1 << 4,
  IN_ALL = 0x1f,
};

typedef struct {
  const char *name;  /* as in the config: "not-tonight" */
  const char *key;   /* its default: one character, or "space", "enter", "esc", "tab", "up", … */
  const char *other; /* a second default key; NULL: none */
  const char *label; /* as in the bottom line: "not tonight"; marked for translation */
  const char *help;  /* one sentence for manual and help, where the view has none of its own; marked for translation */
  guint views;
} KeyActionInfo;

/* What the table says of `action`; borrowed for ever. */
const KeyActionInfo *key_action_info(KeyAction action);

/* What `action` does in `view`, one of the IN_… bits: one sentence (for ever, marked for translation). */
const char *key_action_help(KeyAction action, guint view);

/* Finds the action of that name. FALSE when there is none. */
gboolean key_action_parse(const char *name, KeyAction *action) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if `key` names a key as the table spells it: one printable character, or a known word. */
gboolean key_name_is_valid(const char *key);
