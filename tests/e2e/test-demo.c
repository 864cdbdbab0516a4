/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo: an evening on scratch data that a newcomer looks around in. */
#include "home.h"

static Terminal *open_demo(const Home *home, const char *speed) {
  const char *const argv[] = { g_getenv("WINDDOWN"), "demo", "--speed", speed, NULL };
  g_autoptr(GPtrArray) settings = g_ptr_array_new();
  g_ptr_array_extend(settings, home->settings, NULL, NULL);
  g_ptr_array_add(settings, (gpointer) "TERM=xterm-256color");
  g_ptr_array_add(settings, NULL);
  return terminal_start(&(TerminalOptions){ .columns = 80,
                                            .rows = 24,
                                            .argv = argv,
                                            .set = (const char *const *) settings->pdata,
                                            .removed = home->removed });
}

static void a_newcomer_sees_everything(void) {
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = open_demo(home, "1");
  terminal_expect(terminal, "bed in 2 h 30 min");
  terminal_expect(terminal, "q quit");
  home_press(terminal, "\t");
  terminal_expect(terminal, "Four weeks");
  terminal_expect(terminal, "on average");
  home_press(terminal, "w");
  terminal_expect(terminal, "Six weeks");
  home_press(terminal, "\r");
  terminal_expect(terminal, "Asleep of the time in bed");
  home_press(terminal, "\033");
  terminal_expect(terminal, "Six weeks");
  home_press(terminal, "?");
  terminal_expect(terminal, "What the numbers mean");
  terminal_expect(terminal, "Your longest is");
  home_press(terminal, "\033");
  terminal_expect(terminal, "Six weeks");
  home_press(terminal, "c");
  terminal_expect(terminal, "What went with better mornings");
  terminal_expect(terminal, "Screens off");
  home_press(terminal, "\033\t");
  terminal_expect(terminal, "bed in");
  home_quit(terminal);
  g_assert_false(g_file_test(home->config, G_FILE_TEST_EXISTS));
  g_assert_false(g_file_test(home->data, G_FILE_TEST_EXISTS));
}

/* Ten times as fast as for someone who watches. */
static void the_evening_ends_in_the_morning(void) {
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = open_demo(home, "6600");
  terminal_expect(terminal, "bed in");
  terminal_expect(terminal, "Nothing left to do tonight.");
  terminal_expect(terminal, "m morning");
  home_press(terminal, "m");
  terminal_expect(terminal, "1-5 answer");
  home_press(terminal, "4");
  terminal_expect(terminal, "[4]");
  home_quit_morning(terminal);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/demo/a-newcomer-sees-everything", a_newcomer_sees_everything);
  g_test_add_func("/demo/the-evening-ends-in-the-morning", the_evening_ends_in_the_morning);
  return g_test_run();
}
