/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keys.h"

static TerminalEvent key(const char *name, gunichar character) {
  TerminalEvent event = { .kind = TERMINAL_KEY, .character = character };
  g_strlcpy(event.name, name, sizeof event.name);
  return event;
}

typedef struct {
  Settings *settings;
  KeysPress press;
} Fixture;

static void fixture_set_up(Fixture *fixture, gconstpointer data) {
  fixture->settings = settings_new();
}

static void fixture_tear_down(Fixture *fixture, gconstpointer data) {
  settings_free(fixture->settings);
}

static gboolean read_key(Fixture *fixture, guint view, gboolean types, TerminalEvent event, Input *input) {
  const KeysContext context = { fixture->settings, view, types, 0, &fixture->press };
  return keys_input(&event, &context, input);
}

static void table_keys_reach_their_views(Fixture *fixture, gconstpointer data) {
  Input input = { 0 };
  g_assert_true(read_key(fixture, IN_TONIGHT, FALSE, key("space", ' '), &input));
  g_assert_cmpint(input.kind, ==, INPUT_ACTION);
  g_assert_cmpint(input.action, ==, KEY_ACTION_DONE);
  g_assert_cmpint(input.character, ==, ' ');
  g_assert_true(read_key(fixture, IN_TONIGHT, FALSE, key("j", 'j'), &input));
  g_assert_cmpint(input.action, ==, KEY_ACTION_DOWN);
  g_assert_true(read_key(fixture, IN_TONIGHT, FALSE, key("down", 0), &input));
  g_assert_cmpint(input.action, ==, KEY_ACTION_DOWN);
}

static void a_key_means_nothing_in_another_view(Fixture *fixture, gconstpointer data) {
  Input input = { 0 };
  g_assert_true(read_key(fixture, IN_TONIGHT, FALSE, key("w", 'w'), &input));
  g_assert_cmpint(input.kind, ==, INPUT_CHARACTER);
  g_assert_false(read_key(fixture, IN_GUIDE, FALSE, key("home", 0), &input));
}

static void every_table_key_does_its_action_in_its_views(Fixture *fixture, gconstpointer data) {
  for (KeyAction action = 0; action < N_KEY_ACTIONS; action++) {
    const KeyActionInfo *info = key_action_info(action);
    for (guint view = IN_TONIGHT; view <= IN_HELP; view <<= 1) {
      KeyAction found = N_KEY_ACTIONS;
      if (!(info->views & view))
        continue;
      g_assert_true(keys_action(fixture->settings, view, info->key, &found));
      g_assert_cmpint(found, ==, action);
      g_assert_true(!info->other || keys_action(fixture->settings, view, info->other, &found));
      g_assert_cmpint(found, ==, action);
    }
  }
}

static void the_config_gives_another_key(Fixture *fixture, gconstpointer data) {
  fixture->settings->keys[KEY_ACTION_DONE] = g_strdup("d");
  Input input = { 0 };
  g_assert_true(read_key(fixture, IN_TONIGHT, FALSE, key("d", 'd'), &input));
  g_assert_cmpint(input.action, ==, KEY_ACTION_DONE);
  g_assert_true(read_key(fixture, IN_TONIGHT, FALSE, key("space", ' '), &input));
  g_assert_cmpint(input.kind, ==, INPUT_CHARACTER);
  g_assert_cmpstr(keys_name(fixture->settings, KEY_ACTION_DONE), ==, "d");
  g_assert_cmpstr(keys_name(fixture->settings, KEY_ACTION_SKIP), ==, "x");
}

static void a_key_from_the_config_wins_over_a_second_one(Fixture *fixture, gconstpointer data) {
  fixture->settings->keys[KEY_ACTION_SKIP] = g_strdup("k");
  KeyAction action = N_KEY_ACTIONS;
  g_assert_true(keys_action(fixture->settings, IN_TONIGHT, "k", &action));
  g_assert_cmpint(action, ==, KEY_ACTION_SKIP);
}

static void typing_takes_every_key_but_esc_and_enter(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *name;
    gunichar character;
    InputKind kind;
    KeyAction action;
  } table[] = {
    { "q", 'q', INPUT_CHARACTER, 0 },
    { "space", ' ', INPUT_CHARACTER, 0 },
    { "backspace", '\b', INPUT_CHARACTER, 0 },
    { "tab", '\t', INPUT_ACTION, KEY_ACTION_NEXT_FIELD },
    { "enter", '\n', INPUT_ACTION, KEY_ACTION_BEGIN },
    { "esc", 27, INPUT_ACTION, KEY_ACTION_BACK },
    { "up", 0, INPUT_ACTION, KEY_ACTION_UP },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    Input input = { 0 };
    g_assert_true(read_key(fixture, IN_MORNING, TRUE, key(table[i].name, table[i].character), &input));
    g_assert_cmpint(input.kind, ==, table[i].kind);
    g_assert_cmpint(input.character, ==, table[i].character);
    g_assert_cmpint(input.action, ==, table[i].action);
  }
}

static void pasted_letters_are_text_and_never_keys(Fixture *fixture, gconstpointer data) {
  TerminalEvent event = key("q", 'q');
  event.is_pasted = TRUE;
  Input input = { 0 };
  g_assert_false(read_key(fixture, IN_TONIGHT, FALSE, event, &input));
  g_assert_true(read_key(fixture, IN_MORNING, TRUE, event, &input));
  g_assert_cmpint(input.kind, ==, INPUT_CHARACTER);
  event = key("enter", '\n');
  event.is_pasted = TRUE;
  g_assert_true(read_key(fixture, IN_MORNING, TRUE, event, &input));
  g_assert_cmpint(input.kind, ==, INPUT_CHARACTER);
  g_assert_cmpint(input.character, ==, ' ');
  event = key("esc", 27);
  event.is_pasted = TRUE;
  g_assert_false(read_key(fixture, IN_MORNING, TRUE, event, &input));
}

static void editing_keys_reach_a_text_only(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *name;
    EditKey edit;
  } table[] = { { "left", EDIT_LEFT },         { "right", EDIT_RIGHT },    { "home", EDIT_HOME },
                { "end", EDIT_END },           { "delete", EDIT_DELETE },  { "ctrl-u", EDIT_CUT_BEFORE },
                { "ctrl-k", EDIT_CUT_BEHIND }, { "ctrl-w", EDIT_CUT_WORD } };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    Input input = { 0 };
    g_assert_true(read_key(fixture, IN_MORNING, TRUE, key(table[i].name, 0), &input));
    g_assert_cmpint(input.edit, ==, table[i].edit);
    (void) read_key(fixture, IN_MORNING, FALSE, key(table[i].name, 0), &input);
    g_assert_cmpint(input.edit, ==, EDIT_NONE);
  }
}

static InputKind press(Fixture *fixture, int row, int column, gint64 now_usec) {
  const TerminalEvent event = { .kind = TERMINAL_PRESS, .row = row, .column = column };
  const KeysContext context = { fixture->settings, IN_TONIGHT, FALSE, now_usec, &fixture->press };
  Input input = { 0 };
  g_assert_true(keys_input(&event, &context, &input));
  g_assert_cmpint(input.row, ==, row);
  g_assert_cmpint(input.column, ==, column);
  return input.kind;
}

static void two_quick_presses_of_a_cell_are_a_double_click(Fixture *fixture, gconstpointer data) {
  g_assert_cmpint(press(fixture, 3, 5, 1000000), ==, INPUT_CLICK);
  g_assert_cmpint(press(fixture, 3, 5, 1300000), ==, INPUT_DOUBLE_CLICK);
  g_assert_cmpint(press(fixture, 3, 5, 1400000), ==, INPUT_CLICK);
  g_assert_cmpint(press(fixture, 4, 5, 1500000), ==, INPUT_CLICK);
  g_assert_cmpint(press(fixture, 4, 5, 2000000), ==, INPUT_CLICK);
}

static void the_wheel_scrolls(Fixture *fixture, gconstpointer data) {
  const TerminalEvent event = { .kind = TERMINAL_WHEEL, .row = 1, .column = 2, .lines = -3 };
  Input input = { 0 };
  g_assert_true(read_key(fixture, IN_REVIEW, FALSE, event, &input));
  g_assert_cmpint(input.kind, ==, INPUT_SCROLL);
  g_assert_cmpint(input.lines, ==, -3);
}

static void a_key_types_what_it_is(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *key; /* NULL: the table's own, w */
    gunichar character;
    gboolean types;
  } cases[] = {
    { NULL, 'w', TRUE },     { NULL, 0, FALSE },   { "ü", 0xfc, TRUE },    { "space", ' ', TRUE },
    { "space", 's', FALSE }, { "up", 'u', FALSE }, { "home", 'h', FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    char **key = &fixture->settings->keys[KEY_ACTION_WEEKS];
    g_free(*key);
    *key = g_strdup(cases[i].key);
    g_assert_cmpint(keys_types(fixture->settings, KEY_ACTION_WEEKS, cases[i].character), ==, cases[i].types);
  }
}

#define ADD(name, func) g_test_add(name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/keys/table-keys-reach-their-views", table_keys_reach_their_views);
  ADD("/keys/a-key-types-what-it-is", a_key_types_what_it_is);
  ADD("/keys/a-key-means-nothing-in-another-view", a_key_means_nothing_in_another_view);
  ADD("/keys/every-table-key-does-its-action-in-its-views", every_table_key_does_its_action_in_its_views);
  ADD("/keys/the-config-gives-another-key", the_config_gives_another_key);
  ADD("/keys/a-key-from-the-config-wins-over-a-second-one", a_key_from_the_config_wins_over_a_second_one);
  ADD("/keys/typing-takes-every-key-but-esc-and-enter", typing_takes_every_key_but_esc_and_enter);
  ADD("/keys/pasted-letters-are-text-and-never-keys", pasted_letters_are_text_and_never_keys);
  ADD("/keys/editing-keys-reach-a-text-only", editing_keys_reach_a_text_only);
  ADD("/keys/two-quick-presses-of-a-cell-are-a-double-click", two_quick_presses_of_a_cell_are_a_double_click);
  ADD("/keys/the-wheel-scrolls", the_wheel_scrolls);
  return g_test_run();
}
