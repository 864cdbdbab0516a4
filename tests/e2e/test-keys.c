/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every key in every view: each does something sensible or nothing at all, can
 * be taken back, and leaves the record sound. */
#include "home.h"

#include <string.h>

#define BORN "2026-11-23 12:00"
#define EVENING "2026-11-24 21:50"
#define SEED 20261124
#define RANDOM_KEYS 600

/* Whatever is bound, and some that are not; q is pressed at the end, Ctrl-C elsewhere. */
static const char printable_keys[] = " abcdefghijklmnoprstuvwxyz0123456789X?+-:~Z/.";
static const char *const other_keys[] = {
  "\r",
  "\t",
  "\177",
  "\033",
  "\033OA",
  "\033OB",
  "\033OC",
  "\033OD",
  "\033OH",
  "\033OF",
  "\033[5~",
  "\033[6~",
  "\033[3~",
  "\033OP",
  "ü",
  "漢",
  "🍵",

  "\001",
  "\033x",
  "\033[200~x\033[201~",
  "\033[<0;6;9M\033[<0;6;9m",
  "\033[<64;6;9M",
  "\033[<65;6;9M",
};

static GPtrArray *all_keys(void) {
  GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
  for (const char *c = printable_keys; *c; c++)
    g_ptr_array_add(keys, g_strndup(c, 1));
  for (gsize i = 0; i < G_N_ELEMENTS(other_keys); i++)
    g_ptr_array_add(keys, g_strdup(other_keys[i]));
  return keys;
}

/* What the program never says of an evening. */
static void assert_calm(Terminal *terminal) {
  g_autofree char *screen = terminal_text(terminal);
  g_assert_false(g_regex_match_simple("\\b(missed|late|overdue|failed|failure)\\b", screen, G_REGEX_CASELESS, 0));
}

static const struct {
  const char *name;
  const char *now;
  const char *way; /* from Tonight */
  const char *shows;
} views[] = {
  { "tonight", EVENING, "", "Tuesday evening" },
  { "the bedtime prompt", EVENING, "b", "Move it with the arrows" },
  { "the evening unfolded", EVENING, "kkk", "No more caffeine" },
  { "after bedtime", "2026-11-24 23:20", "", "Nothing left to do tonight." },
  { "the dark", "2026-11-24 23:20", "\r", "Good night" },
  { "help", EVENING, "?", "Tick the step" },
  { "review", EVENING, "\t", "tab tonight" },
  { "a night", EVENING, "\t\r", "not that night" },
  { "the numbers explained", EVENING, "\t?", "back" },
  { "compare", EVENING, "\tc", "back" },
  { "the question", EVENING, "m", "How rested do you feel?" },
  { "the diary", EVENING, "m3", "Fell asleep after" },
  { "the note", EVENING, "m3kk", "Note" },
  { "a guide", EVENING, "jj\r", "min left" },
  { "a guide paused", EVENING, "jj\rp", "go on" },
};

/* Back to Tonight from anywhere, and to the record as it was before. */
#define HOME "\033\033\033uuuuuu"

static void every_key_in(gconstpointer data) {
  const gsize view = GPOINTER_TO_SIZE(data);
  g_autofree char *way = g_strconcat(HOME, views[view].way, NULL);
  g_autoptr(GPtrArray) keys = all_keys();
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = home_open_at(home, views[view].now, NULL);
  terminal_expect(terminal, "Tuesday");
  for (guint i = 0; i < keys->len; i++) {
    home_press(terminal, way);
    terminal_expect(terminal, views[view].shows);
    home_press(terminal, g_ptr_array_index(keys, i));
    assert_calm(terminal);
  }
  home_press(terminal, HOME);
  home_quit(terminal);
  home_assert_sound(home, EVENING);
}

/* And says what it took back. */
static void undo_works_wherever_something_was_done(void) {
  static const struct {
    const char *now;
    const char *way;
    const char *act;
    const char *done;
    const char *undone;
  } table[] = {
    { EVENING, "", " ", "Magnesium, your own choice: done.", "Undone: Magnesium, your own choice is open again." },
    { EVENING, "", "x", ": skipped.", "Undone: Magnesium, your own choice is open again." },
    { EVENING, "", "n", ": not kept.", "Undone: Magnesium, your own choice is open again." },
    { EVENING, "", "s", ": snoozed until 22:00.", "Undone: " },
    { EVENING, "", "X", "is paused from tonight", "is resumed." },
    { EVENING, "", "b2330\r", "Bedtime tonight is 23:30", "Undone: bedtime is 23:00 again." },
    { EVENING, "\t", "p", "Everything is paused", "Undone: the pause is over." },
    { EVENING, "\t\r", "x", ": skipped.", "Undone: " },
    { EVENING, "\t\r", "p", "is paused from", "is resumed." },
    { EVENING, "m", "3\033", "bed in", "Undone: your morning answer is as it was before." },
    { "2026-11-24 23:20", "", "\r", "Good night", "Undone: good night" },
  };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(Terminal) terminal = home_open_at(home, table[i].now, NULL);
    terminal_expect(terminal, "Tuesday");
    home_press(terminal, table[i].way);
    home_press(terminal, table[i].act);
    terminal_expect(terminal, table[i].done);
    home_press(terminal, "u");
    terminal_expect(terminal, table[i].undone);
    home_quit(terminal);
  }
  g_autofree char *status = home_command(home, EVENING, "undo", NULL);
  g_assert_nonnull(strstr(status, "there is nothing to undo"));
}

/* Presses and lets go of the first button where `text` stands, `right` of its first column. */
static void click(Terminal *terminal, const char *text, int right, int times) {
  terminal_settle(terminal);
  g_autofree char *screen = terminal_text(terminal);
  g_auto(GStrv) lines = g_strsplit(screen, "\n", -1);
  for (int row = 0; lines[row]; row++) {
    const char *at = strstr(lines[row], text);
    if (!at)
      continue;
    const int column = (int) g_utf8_strlen(lines[row], at - lines[row]) + right + 1;
    g_autofree char *bytes = g_strdup_printf("\033[<0;%d;%dM\033[<0;%d;%dm", column, row + 1, column, row + 1);
    for (int i = 0; i < times; i++)
      terminal_send(terminal, bytes);
    return;
  }
  g_error("\"%s\" is not on the screen:\n%s", text, screen);
}

static void the_mouse_selects_ticks_and_scrolls(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "○  22:15   Slow breathing");
  click(terminal, "Slow breathing", 2, 1);
  terminal_expect(terminal, "› ○  22:15   Slow breathing");
  click(terminal, "○  22:00", 0, 1);
  terminal_expect(terminal, "✓  22:00   Dim the lights");
  click(terminal, "Screens off", 2, 2);
  terminal_expect(terminal, "✓  22:30   Screens off");
  terminal_send(terminal, "\033[<65;20;14M"); /* the wheel, downwards */
  terminal_expect(terminal, "› ○  23:00   Lights out");
  home_quit(terminal);
  static const char *const ticked[] = { "dim", "screens" };
  for (gsize i = 0; i < G_N_ELEMENTS(ticked); i++) {
    g_autofree char *mark = home_mark(home, EVENING, ticked[i]);
    g_assert_cmpstr(mark, ==, "done");
  }
}

/* One's own key ticks and stands in the line of keys; two acts on one key are a problem with its line. */
static void the_config_gives_other_keys(void) {
  g_autoptr(Home) home = home_new_settled(BORN, "keys = { done = \"d\"; };\n");
  g_autoptr(Terminal) own = home_open_at(home, EVENING, NULL);
  terminal_expect(own, "d done");
  home_press(own, "d");
  terminal_expect(own, "✓  21:30   Magnesium, your own choice");
  home_quit(own);
  g_autoptr(Home) other = home_new_settled(BORN, "keys = { done = \"d\"; skip = \"d\"; };\n");
  g_autoptr(Terminal) both = home_open(other, &(HomeRun){ .now = EVENING, .columns = 200, .rows = 24 });
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(other->config, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autofree char *place = g_strdup_printf("winddown.cfg:%u: keys.", g_strv_length(lines) - 1);
  terminal_expect(both, place);
  home_quit(both);
}

/* From 21:50 on, two minutes a second, at changing sizes. */
static void keys_at_random(void) {
  g_autoptr(GPtrArray) keys = all_keys();
  g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, "120");
  terminal_expect(terminal, "Tuesday");
  for (int i = 0; i < RANDOM_KEYS; i++) {
    if (i % 50 == 49)
      terminal_resize(terminal, g_rand_int_range(random, 20, 200), g_rand_int_range(random, 5, 60));
    home_press(terminal, g_ptr_array_index(keys, (guint) g_rand_int_range(random, 0, (gint32) keys->len)));
  }
  assert_calm(terminal);
  home_press(terminal, "\033\033\033\033");
  home_quit(terminal);
  home_assert_sound(home, EVENING);
  g_autofree char *checked = home_ask(home, EVENING, "check");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(views); i++) {
    g_autofree char *name = g_strdelimit(g_strconcat("/keys/every-key-in/", views[i].name, NULL), " ", '-');
    g_test_add_data_func(name, GSIZE_TO_POINTER(i), every_key_in);
  }
  g_test_add_func("/keys/undo-works-wherever-something-was-done", undo_works_wherever_something_was_done);
  g_test_add_func("/keys/the-mouse-selects-ticks-and-scrolls", the_mouse_selects_ticks_and_scrolls);
  g_test_add_func("/keys/the-config-gives-other-keys", the_config_gives_other_keys);
  g_test_add_func("/keys/at-random", keys_at_random);
  return g_test_run();
}
