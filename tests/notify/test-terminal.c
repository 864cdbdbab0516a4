/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/ways.h"

#include <string.h>

typedef struct {
  GString *written;
  gboolean is_gone;
  NoticeEventKind kind;
  int heard;
} Terminal;

static gboolean terminal_write(const char *bytes, gsize length, gpointer data) {
  Terminal *terminal = data;
  if (!terminal->is_gone)
    g_string_append_len(terminal->written, bytes, (gssize) length);
  return !terminal->is_gone;
}

static void hear(const NoticeEvent *event, gpointer data) {
  Terminal *terminal = data;
  terminal->kind = event->kind;
  terminal->heard++;
}

static void settle(void) {
  while (g_main_context_iteration(NULL, FALSE))
    ;
}

/* Sets the environment to exactly `assignments`, separated by spaces. */
static void set_environment(const char *assignments) {
  static const char *const looked_at[] = { "TERM",         "TERM_PROGRAM",          "WT_SESSION",
                                           "LC_TERMINAL",  "KONSOLE_VERSION",       "KITTY_WINDOW_ID",
                                           "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "TMUX",
                                           "STY" };
  for (gsize i = 0; i < G_N_ELEMENTS(looked_at); i++)
    g_unsetenv(looked_at[i]);
  g_auto(GStrv) pairs = g_strsplit(assignments, " ", -1);
  for (gsize i = 0; pairs[i] != NULL; i++) {
    g_auto(GStrv) pair = g_strsplit(pairs[i], "=", 2);
    g_setenv(pair[0], pair[1], TRUE);
  }
}

static const Notice tea = {
  .token = 1, .summary = "Tea; no coffee", .body_no_buttons = "21:30\nspace: done; s: snooze", .urgency = URGENCY_NORMAL
};
static const Notice bare = { .token = 1, .summary = "Tea", .urgency = URGENCY_CRITICAL, .sound = TRUE };
static const Notice nasty = { .token = 1,
                              .summary = "a\033]0;x\a\xC2\x9C"
                                         "b\xff",
                              .body_no_buttons = "c\033\\d" };

static const struct {
  const char *environment;
  const Notice *notice;
  const char *expected; /* NULL: fails */
} bytes_cases[] = {
  { "TERM=xterm-kitty", &tea,
    "\033]99;i=winddown:u=1:d=0;Tea; no coffee\a\033]99;i=winddown:p=body;21:30 space: done; s: snooze\a" },
  { "TERM=xterm-kitty", &bare, "\033]99;i=winddown:u=2:d=1;Tea\a\a" },
  { "TERM=foot", &tea, "\033]777;notify;Tea, no coffee;21:30 space: done, s: snooze\a" },
  { "TERM=foot", &bare, "\033]777;notify;Tea;\a\a" },
  { "TERM=foot", &nasty, "\033]777;notify;a ]0,x  b\xEF\xBF\xBD;c \\d\a" },
  { "TERM=rxvt-unicode-256color", &bare, "\033]777;notify;Tea;\a\a" },
  { "TERM=xterm-256color TERM_PROGRAM=WezTerm", &bare, "\033]777;notify;Tea;\a\a" },
  { "TERM=xterm-256color TERM_PROGRAM=iTerm.app", &tea, "\033]9;Tea, no coffee: 21:30 space: done, s: snooze\a" },
  { "TERM=xterm-256color LC_TERMINAL=iTerm2", &bare, "\033]9;Tea\a\a" },
  { "TERM=xterm-256color KONSOLE_VERSION=221203", &bare, "\033]777;notify;Tea;\a\a" },
  { "TERM=tmux-256color TMUX=/tmp/tmux-0/default,1,0 TERM_PROGRAM=tmux KITTY_WINDOW_ID=1", &bare,
    "\033Ptmux;\033\033]99;i=winddown:u=2:d=1;Tea\a\033\\\a" },
  { "TERM=screen-256color TMUX=/tmp/tmux-0/default,1,0 WEZTERM_PANE=0", &bare,
    "\033Ptmux;\033\033]777;notify;Tea;\a\033\\\a" },
  { "TERM=screen STY=1.pts-0 KITTY_WINDOW_ID=1", &bare, "\033P\033]99;i=winddown:u=2:d=1;Tea\a\033\\\a" },
  /* A terminal that was started from inside another one, or from inside tmux. */
  { "TERM=foot KITTY_WINDOW_ID=1", &bare, "\033]777;notify;Tea;\a\a" },
  { "TERM=xterm-kitty TMUX=/tmp/tmux-0/default,1,0", &bare, "\033]99;i=winddown:u=2:d=1;Tea\a\a" },
  { "TERM=xterm-256color TERM_PROGRAM=vscode KITTY_WINDOW_ID=1", &bare, NULL },
  { "TERM=xterm-256color WT_SESSION=0", &bare, NULL },
  { "TERM=xterm-256color", &bare, NULL },
  { "TERM=tmux-256color TMUX=/tmp/tmux-0/default,1,0", &bare, NULL },
  { "TERM=linux", &bare, NULL },
  { "TERM=", &bare, NULL },
};

static void test_bytes(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(bytes_cases); i++) {
    g_test_message("%s", bytes_cases[i].environment);
    set_environment(bytes_cases[i].environment);
    Terminal terminal = { .written = g_string_new(NULL) };
    const TerminalPort port = { terminal_write, &terminal };
    Notifier *notifier = notify_terminal_new(&port, hear, &terminal);
    notifier_show(notifier, bytes_cases[i].notice);
    settle();
    const char *expected = bytes_cases[i].expected;
    g_assert_cmpint(terminal.heard, ==, 1);
    g_assert_cmpint(terminal.kind, ==, expected != NULL ? NOTICE_SHOWN : NOTICE_FAILED);
    g_assert_cmpstr(terminal.written->str, ==, expected != NULL ? expected : "");
    notifier_free(notifier);
    g_string_free(terminal.written, TRUE);
  }
}

/* Takes screen's wrapping off again: every piece is short enough, and together they are the sequence. */
static void test_long_through_screen(void) {
  set_environment("TERM=screen STY=1.pts-0 KONSOLE_VERSION=221203");
  Terminal terminal = { .written = g_string_new(NULL) };
  const TerminalPort port = { terminal_write, &terminal };
  g_autoptr(Notifier) notifier = notify_terminal_new(&port, hear, &terminal);
  g_autoptr(GString) title = g_string_new(NULL);
  for (int i = 0; i < 199; i++)
    g_string_append(title, "ü");
  notifier_show(notifier, &(Notice){ .summary = title->str, .body_no_buttons = "body" });
  g_auto(GStrv) pieces = g_strsplit(terminal.written->str, "\033\\", -1);
  g_autoptr(GString) joined = g_string_new(NULL);
  for (gsize i = 0; *pieces[i] != '\0'; i++) {
    g_assert_true(g_str_has_prefix(pieces[i], "\033P"));
    g_assert_cmpuint(strlen(pieces[i]), <, 250);
    g_assert_true(g_utf8_validate(pieces[i], -1, NULL));
    g_string_append(joined, pieces[i] + 2);
  }
  g_autofree char *expected = g_strdup_printf("\033]777;notify;%s;body\a", title->str);
  g_assert_cmpstr(joined->str, ==, expected);
  settle();
  g_string_free(terminal.written, TRUE);
}

static void test_withdraw(void) {
  set_environment("TERM=xterm-kitty");
  Terminal terminal = { .written = g_string_new(NULL) };
  const TerminalPort port = { terminal_write, &terminal };
  g_autoptr(Notifier) notifier = notify_terminal_new(&port, hear, &terminal);
  notifier_withdraw(notifier);
  g_assert_cmpstr(terminal.written->str, ==, "");
  notifier_show(notifier, &bare);
  g_string_truncate(terminal.written, 0);
  notifier_withdraw(notifier);
  notifier_withdraw(notifier);
  g_assert_cmpstr(terminal.written->str, ==, "\033]99;i=winddown:p=close;\a");
  g_string_free(terminal.written, TRUE);
}

static void test_gone(void) {
  set_environment("TERM=foot");
  Terminal terminal = { .written = g_string_new(NULL), .is_gone = TRUE };
  const TerminalPort port = { terminal_write, &terminal };
  g_autoptr(Notifier) notifier = notify_terminal_new(&port, hear, &terminal);
  g_autoptr(Notifier) bell = notify_bell_new(&port, hear, &terminal);
  notifier_show(notifier, &bare);
  settle();
  g_assert_cmpint(terminal.kind, ==, NOTICE_FAILED);
  terminal.kind = NOTICE_SHOWN;
  notifier_show(bell, &bare);
  settle();
  g_assert_cmpint(terminal.kind, ==, NOTICE_FAILED);
  g_string_free(terminal.written, TRUE);
}

static void test_bell(void) {
  Terminal terminal = { .written = g_string_new(NULL) };
  const TerminalPort port = { terminal_write, &terminal };
  g_autoptr(Notifier) bell = notify_bell_new(&port, hear, &terminal);
  g_assert_cmpstr(notifier_name(bell), ==, "bell");
  notifier_show(bell, &tea);
  g_assert_cmpstr(terminal.written->str, ==, "");
  notifier_show(bell, &bare);
  g_assert_cmpstr(terminal.written->str, ==, "\a");
  settle();
  g_assert_cmpint(terminal.heard, ==, 2);
  g_assert_cmpint(terminal.kind, ==, NOTICE_SHOWN);
  g_string_free(terminal.written, TRUE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/terminal/each-terminal-gets-its-own-bytes", test_bytes);
  g_test_add_func("/terminal/a-long-one-passes-screen-in-pieces", test_long_through_screen);
  g_test_add_func("/terminal/kitty-takes-it-down", test_withdraw);
  g_test_add_func("/terminal/a-terminal-that-is-gone-fails", test_gone);
  g_test_add_func("/terminal/the-bell-rings-unless-quiet", test_bell);
  return g_test_run();
}
