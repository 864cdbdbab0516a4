/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A desktop that hangs while reminders fall due: whoever types notices nothing,
 * and what was due is there when it wakes. Runs under with-desktop. */
#include "dunst.h"
#include "home.h"

#include <signal.h>

#define EVENING "2026-11-24 21:29"
#define TEN_MINUTES_A_SECOND "600"
#define KEYS 60
#define MOST_USEC G_USEC_PER_SEC /* a call that waits for the desktop takes 25 seconds */

static void signal_dunst(int number) {
  g_assert_no_errno(kill((GPid) g_ascii_strtoll(g_getenv("DUNST_PID"), NULL, 10), number));
}

/* From nothing, by the first run. */
static Terminal *begin_evening(const Home *home) {
  Terminal *terminal = home_open_at(home, EVENING, TEN_MINUTES_A_SECOND);
  terminal_expect(terminal, "When do you go to bed?");
  terminal_send(terminal, "\r\r");
  terminal_expect(terminal, "Enter begins the evening.");
  signal_dunst(SIGSTOP);
  terminal_send(terminal, "\r");
  terminal_expect(terminal, "Tuesday evening");
  return terminal;
}

/* How long it takes until what the key brings is there. */
static gint64 press(Terminal *terminal, const char *key, const char *text) {
  const gint64 begun = g_get_monotonic_time();
  terminal_send(terminal, key);
  terminal_expect(terminal, text);
  return g_get_monotonic_time() - begun;
}

static gboolean is_showing(gpointer bus) {
  return dunst_displayed(bus) == 1;
}

static void a_frozen_desktop_holds_no_key_up(void) {
  g_autoptr(Home) home = home_new(TRUE);
  g_autoptr(GDBusConnection) bus = dunst_connect();
  g_autoptr(Terminal) terminal = begin_evening(home);
  gint64 slowest = 0;
  for (int i = 0; i < KEYS; i++) {
    const gint64 help = press(terminal, "?", "Tick the step");
    const gint64 back = press(terminal, "\033", "Tuesday evening");
    slowest = MAX(slowest, MAX(help, back));
    g_usleep(50 * G_TIME_SPAN_MILLISECOND); /* reminders fall due between the keys, too */
  }
  g_test_message("slowest of %d keys: %.1f ms", 2 * KEYS, (double) slowest / 1000);
  g_assert_cmpint(slowest, <, MOST_USEC);
  signal_dunst(SIGCONT);
  terminal_await(terminal, is_showing, bus, "the reminder, when the desktop wakes");
  home_quit(terminal);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/frozen/a-frozen-desktop-holds-no-key-up", a_frozen_desktop_holds_no_key_up);
  return g_test_run();
}
