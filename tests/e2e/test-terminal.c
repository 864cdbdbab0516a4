/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dashboard's manners in the terminal: whatever ends it leaves everything
 * in order, and every kind and size of terminal is served or told why not. */
#include "home.h"

#include <signal.h>
#include <string.h>

#define BORN "2026-11-24 12:00"
#define EVENING "2026-11-24 21:50"

static Terminal *open_as(const Home *home, const char *setting, int columns, int rows) {
  const char *const set[] = { setting, NULL };
  return home_open(home, &(HomeRun){ .now = EVENING, .columns = columns, .rows = rows, .set = set });
}

/* ---- Ways to end. ---- */

static void a_key_ends_it_in_order(void) {
  static const char *const keys[] = { "q", "\003" };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
    terminal_expect(terminal, "Tuesday evening");
    g_assert_true(terminal_is_full_screen(terminal));
    terminal_send(terminal, keys[i]);
    g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
    terminal_assert_in_order(terminal);
    g_assert_true(terminal_has_written(terminal, "\033[23;2t")); /* the title is given back */
  }
}

/* Also where the cursor shows, in a text field, and where the screen moves. */
static void a_signal_ends_it_in_order(void) {
  static const struct {
    const char *keys;
    const char *shows;
  } places[] = { { "", "Tuesday evening" }, { "b", "Move it with the arrows" }, { "\r", "min left" } };
  static const int numbers[] = { SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_free(home_ask(home, EVENING, "done magnesium"));
  g_free(home_ask(home, EVENING, "done dim"));
  for (gsize i = 0; i < G_N_ELEMENTS(places) * G_N_ELEMENTS(numbers); i++) {
    const int number = numbers[i / G_N_ELEMENTS(places)];
    const gsize place = i % G_N_ELEMENTS(places);
    const gboolean deadly = number == SIGSEGV || number == SIGABRT;
    g_autoptr(Terminal) terminal = home_open_at(home, "2026-11-24 22:03", NULL);
    terminal_expect(terminal, "Tuesday evening");
    terminal_send(terminal, places[place].keys);
    terminal_expect(terminal, places[place].shows);
    g_assert_no_errno(kill(terminal_pid(terminal), number));
    /* A sanitizer that catches a deadly signal ends the program in its own way. */
    g_assert_cmpint(terminal_wait_exit(terminal) != 0, ==, deadly);
    terminal_assert_in_order(terminal);
  }
  home_assert_sound(home, EVENING);
}

/* Starts a shell; without `script` one with job control, as a person has it. */
static Terminal *open_shell(const Home *home, const char *script) {
  const char *const interactive[] = { "sh", "-i", NULL };
  const char *const scripted[] = { "sh", "-c", script, NULL };
  static const char *const shell[] = { "TERM=xterm-256color", "PS1=prompt-", "ENV=" };
  g_autoptr(GPtrArray) set = g_ptr_array_new();
  g_ptr_array_extend(set, home->settings, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(shell); i++)
    g_ptr_array_add(set, (gpointer) shell[i]);
  g_ptr_array_add(set, NULL);
  const TerminalOptions options = {
    .columns = 80,
    .rows = 24,
    .argv = script ? scripted : interactive,
    .set = (const char *const *) set->pdata,
    .removed = home->removed,
  };
  return terminal_start(&options);
}

static char *command_line(const Home *home, const char *more) {
  return g_strdup_printf("%s --data '%s' --now '%s' %s\n", g_getenv("WINDDOWN"), home->data, EVENING, more);
}

static void ctrl_z_and_fg_come_back(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = open_shell(home, NULL);
  g_autofree char *command = command_line(home, "");
  terminal_expect(terminal, "prompt-");
  terminal_send(terminal, command);
  terminal_expect(terminal, "Tuesday evening");
  for (int i = 0; i < 3; i++) {
    terminal_send(terminal, "\032");
    terminal_expect_gone(terminal, "Tuesday evening");
    terminal_expect(terminal, "prompt-");
    g_assert_false(terminal_is_full_screen(terminal));
    g_free(home_ask(home, EVENING, i % 2 == 0 ? "done magnesium" : "reopen magnesium"));
    terminal_send(terminal, "fg\n");
    terminal_expect(terminal, i % 2 == 0 ? "✓  21:30   Magnesium" : "○  21:30   Magnesium");
  }
  terminal_send(terminal, "q");
  terminal_expect_gone(terminal, "Tuesday evening");
  terminal_send(terminal, "exit\n");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

static void a_lost_terminal_ends_it(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "Tuesday evening");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "✓  21:30   Magnesium");
  terminal_hang_up(terminal);
  (void) terminal_wait_exit(terminal);
  g_autofree char *mark = home_mark(home, EVENING, "magnesium");
  g_assert_cmpstr(mark, ==, "done");
}

static void without_a_terminal_it_says_what_can(void) {
  static const char *const redirections[] = { "</dev/null", "<&-", "| cat", ">/dev/null" };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(redirections); i++) {
    g_autofree char *script = command_line(home, redirections[i]);
    g_test_message("winddown %s", redirections[i]);
    g_autoptr(Terminal) terminal = open_shell(home, script);
    (void) terminal_wait_exit(terminal);
    terminal_expect(terminal, "the dashboard needs a terminal");
    terminal_expect(terminal, "winddown plan");
    g_assert_false(terminal_has_written(terminal, "\033"));
    terminal_assert_in_order(terminal);
  }
}

/* ---- Kinds of terminals. ---- */

/* Through the views and back, with keys that every terminal has. */
static void go_round(Terminal *terminal) {
  terminal_expect(terminal, "Tuesday evening");
  terminal_send(terminal, "?");
  terminal_expect(terminal, "Tick the step");
  terminal_send(terminal, "\033");
  terminal_expect(terminal, "Tuesday evening");
  terminal_send(terminal, "\t");
  terminal_expect(terminal, "tonight");
  terminal_expect_gone(terminal, "Tuesday evening");
  terminal_send(terminal, "\t");
  terminal_expect(terminal, "Tuesday evening");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "Magnesium, your own choice: done.");
  terminal_send(terminal, "u");
  terminal_expect(terminal, "Undone: ");
}

static void every_terminal_is_served(void) {
  static const char *const terms[] = { "linux", "vt100", "xterm", "xterm-256color", "tmux-256color", "xterm-direct" };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(terms); i++) {
    g_autofree char *setting = g_strconcat("TERM=", terms[i], NULL);
    g_test_message("%s", setting);
    g_autoptr(Terminal) terminal = open_as(home, setting, 80, 24);
    go_round(terminal);
    terminal_expect(terminal, g_str_equal(terms[i], "linux") ? "o  21:30   Magnesium" : "○  21:30   Magnesium");
    terminal_expect(terminal, "●");
    home_quit(terminal);
  }
}

static void one_that_cannot_is_told_what_can(void) {
  static const struct {
    const char *setting;
    gboolean unset;
    const char *reason;
  } table[] = {
    { "TERM=dumb", FALSE, "the terminal \"dumb\" cannot show a screen" },
    { "TERM=no-such-terminal", FALSE, "no terminal called \"no-such-terminal\" is known here" },
    { "TERM=", FALSE, "TERM is not set" },
    { NULL, TRUE, "TERM is not set" },
  };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    const char *const set[] = { table[i].setting, NULL };
    g_autoptr(Terminal) terminal = home_open(
        home, &(HomeRun){ .now = EVENING, .columns = 200, .rows = 5, .set = set, .without_term = table[i].unset });
    g_assert_cmpint(terminal_wait_exit(terminal), ==, 1);
    terminal_expect(terminal, table[i].reason);
    terminal_expect(terminal, "\"winddown plan\"");
    g_assert_false(terminal_has_written(terminal, "\033"));
    terminal_assert_in_order(terminal);
  }
}

static void assert_no_colour(Terminal *terminal) {
  for (int row = 0; row < 24; row++) {
    for (int column = 0; column < 80; column++) {
      const TerminalCell cell = terminal_cell(terminal, row, column);
      g_assert_cmpint(cell.foreground, ==, TERMINAL_COLOUR_DEFAULT);
      g_assert_cmpint(cell.background, ==, TERMINAL_COLOUR_DEFAULT);
    }
  }
}

static void no_color_means_none(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = open_as(home, "NO_COLOR=1", 80, 24);
  go_round(terminal);
  for (int theme = 0; theme < 8; theme++) {
    home_press(terminal, "t");
    terminal_expect(terminal, "q quit");
    assert_no_colour(terminal);
  }
  home_quit(terminal);
}

static void without_utf8_every_byte_is_ascii(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = open_as(home, "LC_ALL=C", 80, 24);
  go_round(terminal);
  terminal_expect(terminal, "o  21:30   Magnesium");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "x  21:30   Magnesium");
  home_quit(terminal);
  for (int byte = 0x80; byte <= 0xff; byte++) {
    const char bytes[] = { (char) byte, '\0' };
    g_assert_false(terminal_has_written(terminal, bytes));
  }
}

static void write_theme(const Home *home, const char *text) {
  g_autofree char *folder = g_path_get_dirname(home->config);
  g_autofree char *themes = g_build_filename(folder, "themes", NULL);
  g_autofree char *path = g_build_filename(themes, "mine.cfg", NULL);
  g_assert_cmpint(g_mkdir_with_parents(themes, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void choose_theme(const Home *home, const char *name) {
  g_autofree char *text = NULL;
  g_autofree char *line = g_strdup_printf("theme = \"%s\";", name);
  g_assert_true(g_file_get_contents(home->config, &text, NULL, NULL));
  g_autoptr(GString) config = g_string_new(text);
  g_assert_cmpuint(g_string_replace(config, "theme = \"dusk\";", line, 1), ==, 1);
  g_assert_true(g_file_set_contents(home->config, config->str, -1, NULL));
}

static int colour_of_title(const Terminal *terminal) {
  return terminal_cell(terminal, 1, 3).foreground;
}

/* A copy of a shipped theme in one's own folder; then one with a line that means nothing, and dusk stays. */
static void an_own_theme_shows_and_a_bad_one_is_told(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  choose_theme(home, "mine");
  g_autofree char *source = g_test_build_filename(G_TEST_DIST, "..", "themes", "ember.cfg", NULL);
  g_autofree char *ember = NULL;
  g_assert_true(g_file_get_contents(source, &ember, NULL, NULL));
  write_theme(home, ember);
  g_autoptr(Terminal) own = open_as(home, "TERM=xterm-256color", 200, 24);
  terminal_expect(own, "q quit");
  const int colour_of_ember = colour_of_title(own), background = terminal_cell(own, 20, 100).background;
  g_assert_cmpint(background, !=, TERMINAL_COLOUR_DEFAULT);
  home_quit(own);
  write_theme(home, "title = \"Mine\";\nday = { text = { rgb = \"orange\"; }; };\n");
  g_autoptr(Terminal) bad = open_as(home, "TERM=xterm-256color", 200, 24);
  terminal_expect(bad, "themes/mine.cfg:2: day.text.rgb: ");
  terminal_expect(bad, "q quit");
  g_assert_cmpint(colour_of_title(bad), !=, colour_of_ember);
  g_assert_cmpint(terminal_cell(bad, 20, 100).background, ==, TERMINAL_COLOUR_DEFAULT);
  home_quit(bad);
}

/* ---- Sizes. ---- */

static void every_size_shows_the_evening(void) {
  static const struct {
    int columns, rows;
    const char *shown[6];
  } table[] = {
    { 20, 5, { "bed in 1 h 10 min", "Magnesium" } },
    { 40, 12, { "Tuesday", "bed in 1 h 10 min", "Magnesium", "Dim the lights", "space done", "? help" } },
    { 80, 24, { "Tuesday evening", "23:00 to 07:00", "━", "Screens off", "Lights out", "q quit" } },
    { 200, 50, { "Tuesday evening", "8 h in bed", "Screens off", "Lights out", "q quit" } },
    { 500, 200, { "Tuesday evening", "8 h in bed", "Screens off", "Lights out", "q quit" } },
  };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_test_message("%d by %d", table[i].columns, table[i].rows);
    const HomeRun run = { .now = EVENING, .columns = table[i].columns, .rows = table[i].rows };
    g_autoptr(Terminal) terminal = home_open(home, &run);
    for (gsize j = 0; j < G_N_ELEMENTS(table[i].shown) && table[i].shown[j]; j++)
      terminal_expect(terminal, table[i].shown[j]);
    home_press(terminal, "?\033\t\033m\033");
    terminal_expect(terminal, "bed in");
    home_quit(terminal);
  }
}

/* In every view, while the clock runs fast and another process writes. */
static void a_storm_of_sizes_under_load(void) {
  static const struct {
    const char *keys;
    const char *shows;
  } views[] = {
    { "", "Tuesday evening" },    { "?", "Tick the step" },           { "\t", "tab tonight" },
    { "\t\r", "not that night" }, { "m", "How rested do you feel?" }, { "b", "with the arrows" },
    { "\r", "min left" },
  };
  static const char *const acts[] = { "skip screens", "undo", "snooze breathe" };
  g_autoptr(Home) home = home_new_settled("2026-11-23 12:00", NULL);
  g_free(home_ask(home, EVENING, "done magnesium"));
  g_free(home_ask(home, EVENING, "done dim"));
  for (gsize i = 0; i < G_N_ELEMENTS(views); i++) {
    g_autoptr(Terminal) terminal = home_open_at(home, EVENING, "60");
    terminal_expect(terminal, "Tuesday evening");
    terminal_send(terminal, views[i].keys);
    terminal_expect(terminal, views[i].shows);
    for (int j = 0; j < 120; j++) {
      terminal_resize(terminal, 20 + j * 37 % 481, 5 + j * 23 % 196);
      if (j % 40 == 0)
        g_free(home_ask(home, EVENING, acts[j / 40]));
    }
    terminal_resize(terminal, 20, 5);
    terminal_resize(terminal, 80, 24);
    terminal_expect(terminal, views[i].shows);
    home_press(terminal, "\033\033");
    home_quit(terminal);
  }
  home_assert_sound(home, EVENING);
}

/* ---- The service. ---- */

static void the_service_is_enabled_only_after_its_command_was_shown(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autofree char *asked = g_build_filename(home->folder, "systemctl", NULL);
  g_autofree char *words = NULL;
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "Tuesday evening");
  home_press(terminal, "r");
  terminal_expect(terminal, "systemctl --user enable --now winddown-remind");
  g_assert_false(g_file_test(asked, G_FILE_TEST_EXISTS));
  home_press(terminal, "r");
  terminal_expect(terminal, "brings reminders of the record in its usual place"); /* which is the truth of it here */
  g_assert_true(g_file_get_contents(asked, &words, NULL, NULL));
  g_assert_cmpstr(words, ==, "--user enable --now winddown-remind\n");
  home_quit(terminal);
}

static void a_service_that_is_not_installed_is_told(void) {
  static const char systemctl[] =
      "#!/bin/sh\necho 'Failed to enable unit: Unit file winddown-remind.service does not exist.' >&2\nexit 1\n";
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autofree char *path = g_build_filename(home->folder, "bin", "systemctl", NULL);
  g_assert_true(g_file_set_contents_full(path, systemctl, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "Tuesday evening");
  home_press(terminal, "r");
  terminal_expect(terminal, "to confirm.");
  home_press(terminal, "r");
  terminal_expect(terminal, "it comes with ./setup install");
  home_quit(terminal);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/terminal/a-key-ends-it-in-order", a_key_ends_it_in_order);
  g_test_add_func("/terminal/a-signal-ends-it-in-order", a_signal_ends_it_in_order);
  g_test_add_func("/terminal/ctrl-z-and-fg-come-back", ctrl_z_and_fg_come_back);
  g_test_add_func("/terminal/a-lost-terminal-ends-it", a_lost_terminal_ends_it);
  g_test_add_func("/terminal/without-a-terminal-it-says-what-can", without_a_terminal_it_says_what_can);
  g_test_add_func("/terminal/every-terminal-is-served", every_terminal_is_served);
  g_test_add_func("/terminal/one-that-cannot-is-told-what-can", one_that_cannot_is_told_what_can);
  g_test_add_func("/terminal/no-color-means-none", no_color_means_none);
  g_test_add_func("/terminal/without-utf8-every-byte-is-ascii", without_utf8_every_byte_is_ascii);
  g_test_add_func("/terminal/an-own-theme-shows-and-a-bad-one-is-told", an_own_theme_shows_and_a_bad_one_is_told);
  g_test_add_func("/terminal/every-size-shows-the-evening", every_size_shows_the_evening);
  g_test_add_func("/terminal/a-storm-of-sizes-under-load", a_storm_of_sizes_under_load);
  g_test_add_func("/service/is-enabled-only-after-its-command-was-shown",
                  the_service_is_enabled_only_after_its_command_was_shown);
  g_test_add_func("/service/that-is-not-installed-is-told", a_service_that_is_not_installed_is_told);
  return g_test_run();
}
