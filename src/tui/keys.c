/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keys.h"

const char *keys_name(const Settings *settings, KeyAction action) {
  return settings->keys[action] ? settings->keys[action] : key_action_info(action)->key;
}

gboolean keys_types(const Settings *settings, KeyAction action, gunichar character) {
  const char *name = keys_name(settings, action);
  if (g_str_equal(name, "space"))
    return character == ' ';
  return g_utf8_strlen(name, -1) == 1 && character == g_utf8_get_char(name);
}

/* How strongly a key is bound: one that the config gives wins over the table's own, and that over a second one. */
typedef enum { BOUND_BY_CONFIG, BOUND_BY_TABLE, BOUND_SECOND, N_BINDINGS } Binding;

static const char *bound_key(const Settings *settings, KeyAction action, Binding binding) {
  switch (binding) {
  case BOUND_BY_CONFIG: return settings->keys[action];
  case BOUND_BY_TABLE: return settings->keys[action] ? NULL : key_action_info(action)->key;
  case BOUND_SECOND: return key_action_info(action)->other;
  case N_BINDINGS: return NULL;
  }
  return NULL;
}

gboolean keys_action(const Settings *settings, guint view, const char *name, KeyAction *action) {
  for (Binding binding = BOUND_BY_CONFIG; binding < N_BINDINGS; binding++) {
    for (KeyAction candidate = 0; candidate < N_KEY_ACTIONS; candidate++) {
      const char *key = bound_key(settings, candidate, binding);
      if (key && (key_action_info(candidate)->views & view) && g_str_equal(key, name)) {
        *action = candidate;
        return TRUE;
      }
    }
  }
  return FALSE;
}

/* While a text is typed only the keys that end it, and those that type nothing, act. */
static gboolean acts_while_typing(const TerminalEvent *event) {
  return event->character == 0 || event->character == '\n' || event->character == '\t' || event->character == 27;
}

/* A text field is left with enter and esc whatever the config makes of these keys. */
static gboolean action_while_typing(const KeysContext *context, const TerminalEvent *event, KeyAction *action) {
  if (event->character == 27) {
    *action = KEY_ACTION_BACK;
    return TRUE;
  }
  if (event->character == '\n') {
    *action = KEY_ACTION_BEGIN;
    return TRUE;
  }
  return keys_action(context->settings, context->view, event->name, action);
}

static EditKey edit_key(const TerminalEvent *event) {
  static const struct {
    const char *name;
    EditKey key;
  } table[] = {
    { "left", EDIT_LEFT },       { "right", EDIT_RIGHT },       { "home", EDIT_HOME },  { "end", EDIT_END },
    { "delete", EDIT_DELETE },   { "ctrl-a", EDIT_HOME },       { "ctrl-e", EDIT_END }, { "ctrl-u", EDIT_CUT_BEFORE },
    { "ctrl-w", EDIT_CUT_WORD }, { "ctrl-k", EDIT_CUT_BEHIND },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    if (g_str_equal(event->name, table[i].name))
      return table[i].key;
  }
  return EDIT_NONE;
}

/* What is pasted is text, and never a key: where no text is typed it is dropped. */
static gboolean pasted_input(const TerminalEvent *event, const KeysContext *context, Input *input) {
  const gunichar character = event->character == '\n' || event->character == '\t' ? ' ' : event->character;
  *input = (Input){ .kind = INPUT_CHARACTER, .character = character };
  return context->types && g_unichar_isprint(character);
}

static gboolean key_input(const TerminalEvent *event, const KeysContext *context, Input *input) {
  *input = (Input){ .kind = INPUT_CHARACTER, .character = event->character };
  input->edit = context->types ? edit_key(event) : EDIT_NONE;
  gboolean acts = FALSE;
  if (!context->types)
    acts = keys_action(context->settings, context->view, event->name, &input->action);
  else if (acts_while_typing(event))
    acts = action_while_typing(context, event, &input->action);
  if (acts)
    input->kind = INPUT_ACTION;
  return acts || event->character != 0 || input->edit != EDIT_NONE;
}

static void press_input(const TerminalEvent *event, const KeysContext *context, Input *input) {
  KeysPress *before = context->press;
  const gboolean again = before->at_usec != 0 && before->row == event->row && before->column == event->column &&
                         context->now_usec - before->at_usec <= KEYS_DOUBLE_CLICK_USEC;
  *input = (Input){ .kind = again ? INPUT_DOUBLE_CLICK : INPUT_CLICK, .row = event->row, .column = event->column };
  /* A third press starts anew. */
  *before = again ? (KeysPress){ 0 } : (KeysPress){ event->row, event->column, context->now_usec };
}

gboolean keys_input(const TerminalEvent *event, const KeysContext *context, Input *input) {
  switch (event->kind) {
  case TERMINAL_KEY: return event->is_pasted ? pasted_input(event, context, input) : key_input(event, context, input);
  case TERMINAL_PRESS: press_input(event, context, input); return TRUE;
  case TERMINAL_WHEEL:
    *input = (Input){ .kind = INPUT_SCROLL, .row = event->row, .column = event->column, .lines = event->lines };
    return TRUE;
  case TERMINAL_REPAINT: return FALSE;
  }
  return FALSE;
}
