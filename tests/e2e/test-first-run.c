/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The very first evening: two questions, a look at the plan, Enter. */
#include "home.h"

#include <string.h>

#define EVENING "2026-11-24 21:50"

static char *read_config(const Home *home) {
  char *text = NULL;
  g_assert_true(g_file_get_contents(home->config, &text, NULL, NULL));
  return text;
}

static void assert_nothing_written(const Home *home) {
  g_assert_false(g_file_test(home->config, G_FILE_TEST_EXISTS));
  g_assert_false(g_file_test(home->data, G_FILE_TEST_EXISTS));
}

static void two_questions_a_look_and_enter(void) {
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "It is 21:50 on Tuesday, 24 November (Europe/Berlin).");
  terminal_expect(terminal, "When do you go to bed? [23:00]");
  terminal_send(terminal, "2245\n");
  terminal_expect(terminal, "[07:00]");
  terminal_send(terminal, "6.30\n");
  terminal_expect(terminal, "22:15  Screens off");
  terminal_expect(terminal, "22:45  Lights out");
  terminal_expect(terminal, home->config);
  terminal_expect(terminal, "Enter begins the evening.");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "Steps before 21:50 start tomorrow.");
  terminal_expect(terminal, "22:45 to 06:30");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "✓  22:00   Slow breathing");
  home_quit(terminal);
  g_autofree char *check = home_ask(home, EVENING, "check");
  g_autofree char *text = read_config(home);
  g_assert_nonnull(strstr(text, "bed  = \"22:45\";"));
  g_assert_nonnull(strstr(text, "wake = \"06:30\";"));
  g_assert_nonnull(strstr(text, "# This file is yours"));
}

static void enter_alone_takes_what_is_offered(void) {
  g_autoptr(Home) home = home_new(FALSE);
  const gint64 begun = g_get_monotonic_time();
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "[23:00]");
  terminal_send(terminal, "\n\n\n");
  terminal_expect(terminal, "23:00 to 07:00");
  terminal_send(terminal, " ");
  terminal_expect(terminal, "✓  22:00   Dim the lights");
  const double took = (double) (g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
  g_test_message("four keys, %.2f s from nothing to a ticked step", took);
  g_assert_cmpfloat(took, <, 30);
  home_quit(terminal);
  g_autofree char *mark = home_mark(home, EVENING, "dim");
  g_assert_cmpstr(mark, ==, "done");
}

static void what_is_no_time_is_asked_again(void) {
  static const char *const wrong[] = { "later", "25:00", "23:60", "-1", "23:00 23:00", "\xff\xfe", "☾" };
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    terminal_expect(terminal, "[23:00]");
    terminal_forget(terminal);
    terminal_send(terminal, wrong[i]);
    terminal_send(terminal, "\n");
    terminal_expect_bytes(terminal, "A time such as 23:00, please.");
  }
  assert_nothing_written(home);
  terminal_send(terminal, "11:15 pm\n");
  terminal_expect(terminal, "[07:00]");
  terminal_forget(terminal);
  terminal_send(terminal, "after lunch\n");
  terminal_expect_bytes(terminal, "A time such as 23:00, please.");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "23:15  Lights out");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "23:15 to 07:00");
  home_quit(terminal);
}

/* Eleven meant 23:00; and who means what was typed keeps it with Enter. */
static void an_odd_night_is_asked_about_once(void) {
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "[23:00]");
  terminal_send(terminal, "11\n");
  terminal_expect(terminal, "[07:00]");
  terminal_send(terminal, "7\n");
  terminal_expect(terminal, "That is 20 h in bed; Enter keeps it.");
  terminal_expect(terminal, "go to bed? [11:00]");
  terminal_send(terminal, "22\n");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "22:00  Lights out");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "22:00 to 07:00");
  home_quit(terminal);
}

static void an_odd_night_may_be_kept(void) {
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "[23:00]");
  terminal_send(terminal, "06:59\n");
  terminal_expect(terminal, "[07:00]");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "That is 1 min in bed; Enter keeps it.");
  terminal_send(terminal, "\n\n");
  terminal_expect(terminal, "Enter begins the evening.");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "06:59 to 07:00");
  home_quit(terminal);
}

static void after_bedtime_it_says_when_it_begins(void) {
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = home_open_at(home, "2026-11-24 23:10", NULL);
  terminal_expect(terminal, "[23:00]");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "[07:00]");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "This bedtime has passed: the steps start tomorrow.");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "Nothing left to do tonight.");
  home_quit(terminal);
}

/* Before the first answer, and before the second one. */
static void no_answer_writes_nothing(void) {
  static const char *const answers[] = { "", "22:30\n" };
  for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
    g_autoptr(Home) home = home_new(FALSE);
    g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
    terminal_expect(terminal, "[23:00]");
    terminal_send(terminal, answers[i]);
    if (*answers[i])
      terminal_expect(terminal, "[07:00]");
    terminal_send(terminal, "\004");
    g_assert_cmpint(terminal_wait_exit(terminal), ==, 1);
    terminal_expect(terminal, "nothing was written");
    terminal_assert_in_order(terminal);
    assert_nothing_written(home);
  }
}

static void ctrl_c_writes_nothing(void) {
  g_autoptr(Home) home = home_new(FALSE);
  g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
  terminal_expect(terminal, "[23:00]");
  terminal_send(terminal, "\003");
  g_assert_cmpint(terminal_wait_exit(terminal), !=, 0);
  terminal_assert_in_order(terminal);
  assert_nothing_written(home);
}

/* Whatever is in it, and whatever is done in the dashboard. */
static void a_routine_that_is_there_is_never_rewritten(void) {
  static const char *const texts[] = { "", "bed = \"22:00\"; # mine\n", "bed = ;\n" };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(Home) home = home_new_settled("2026-11-24 12:00", NULL);
    g_assert_true(g_file_set_contents(home->config, texts[i], -1, NULL));
    g_autoptr(Terminal) terminal = home_open_at(home, EVENING, NULL);
    terminal_expect(terminal, "Tuesday evening");
    home_press(terminal, " tb23:30\n");
    home_quit(terminal);
    g_autofree char *text = read_config(home);
    g_assert_cmpstr(text, ==, texts[i]);
  }
}

static void without_a_terminal_it_says_what_to_do(void) {
  g_autoptr(Home) home = home_new(FALSE);
  int status = 0;
  g_autofree char *text = home_command(home, EVENING, "", &status);
  g_assert_cmpint(status, ==, 1);
  g_assert_nonnull(strstr(text, "run \"winddown\" in a terminal once"));
  assert_nothing_written(home);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/first-run/two-questions-a-look-and-enter", two_questions_a_look_and_enter);
  g_test_add_func("/first-run/enter-alone-takes-what-is-offered", enter_alone_takes_what_is_offered);
  g_test_add_func("/first-run/what-is-no-time-is-asked-again", what_is_no_time_is_asked_again);
  g_test_add_func("/first-run/an-odd-night-is-asked-about-once", an_odd_night_is_asked_about_once);
  g_test_add_func("/first-run/an-odd-night-may-be-kept", an_odd_night_may_be_kept);
  g_test_add_func("/first-run/after-bedtime-it-says-when-it-begins", after_bedtime_it_says_when_it_begins);
  g_test_add_func("/first-run/no-answer-writes-nothing", no_answer_writes_nothing);
  g_test_add_func("/first-run/ctrl-c-writes-nothing", ctrl_c_writes_nothing);
  g_test_add_func("/first-run/a-routine-that-is-there-is-never-rewritten", a_routine_that_is_there_is_never_rewritten);
  g_test_add_func("/first-run/without-a-terminal-it-says-what-to-do", without_a_terminal_it_says_what_to_do);
  return g_test_run();
}
