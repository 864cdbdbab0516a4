/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "notify/way.h"
#include "notify/ways.h"

#include <string.h>

static void test_summary(void) {
  static const struct {
    const char *text;
    const char *expected;
  } cases[] = {
    { "Dim the lights", "Dim the lights" },
    { "Tea & <b>toast</b>", "Tea & <b>toast</b>" },
    { "one\ntwo\tthree", "one two three" },
    { "bell\a escape\033[31m", "bell  escape [31m" },
    { "bad \xff byte", "bad \xEF\xBF\xBD byte" },
    { "\xC2\x9B"
      "31m",
      "31m" }, /* a control character of two bytes */
    { "  ", "winddown" },
    { "", "winddown" },
    { NULL, "winddown" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *summary = notice_summary(cases[i].text);
    g_assert_cmpstr(summary, ==, cases[i].expected);
  }
}

static void test_body(void) {
  static const struct {
    const char *text;
    gboolean markup;
    const char *expected;
  } cases[] = {
    { "22:00\nstill open: tea", FALSE, "22:00\nstill open: tea" },
    { "a & b <i>", FALSE, "a & b <i>" },
    { "a & b <i>", TRUE, "a &amp; b &lt;i&gt;" },
    { "a\r\nb\033c", TRUE, "a\nb c" },
    { NULL, TRUE, "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *body = notice_body(cases[i].text, cases[i].markup);
    g_assert_cmpstr(body, ==, cases[i].expected);
  }
}

static void test_long(void) {
  g_autofree char *letters = g_strnfill(10000, 'x');
  g_autofree char *summary = notice_summary(letters);
  g_assert_cmpint(text_width(summary), ==, 200);
  g_assert_true(g_str_has_suffix(summary, "x…"));
  g_autofree char *body = notice_body(letters, FALSE);
  g_assert_cmpint(text_width(body), ==, 1000);
  g_assert_true(g_str_has_suffix(body, "x…"));

  g_autofree char *breaks = g_strnfill(10000, '\n');
  g_autofree char *blank = notice_body(breaks, FALSE);
  g_assert_cmpuint(strlen(blank), <, 20);

  g_autoptr(GString) marks = g_string_new("e");
  for (int i = 0; i < 10000; i++)
    g_string_append(marks, "\xCC\x81");
  g_autofree char *accents = notice_summary(marks->str);
  g_assert_cmpuint(strlen(accents), <=, 800);
}

/* The markup is escaped after the text was cut: no entity is cut in two. */
static void test_entities_stay_whole(void) {
  g_autofree char *signs = g_strnfill(2000, '&');
  g_autofree char *body = notice_body(signs, TRUE);
  g_assert_true(g_str_has_suffix(body, "&amp;…"));
}

static void test_kept(void) {
  char summary[] = "Tea";
  char label[] = "Done";
  const Notice notice = { .token = 7, .summary = summary, .n_buttons = 1, .buttons = { { "done", label } } };
  g_autoptr(KeptNotice) kept = notice_keep(&notice);
  summary[0] = 'S';
  label[0] = 'G';
  g_assert_cmpstr(kept->notice.summary, ==, "Tea");
  g_assert_cmpstr(kept->notice.buttons[0].label, ==, "Done");
  g_assert_null(kept->notice.body);
  g_assert_cmpuint(kept->notice.token, ==, 7);
}

static void count_event(const NoticeEvent *event, gpointer data) {
  g_assert_cmpint(event->kind, ==, NOTICE_SHOWN);
  *(int *) data += 1;
}

static void test_log(void) {
  const Notice notice = { .token = 1, .summary = "Dim the lights", .body_no_buttons = "from 21:30\nspace: done" };
  if (g_test_subprocess()) {
    int heard = 0;
    g_autoptr(Notifier) log = notify_log_new(count_event, &heard);
    notifier_show(log, &notice);
    g_assert_cmpint(heard, ==, 0);
    while (g_main_context_iteration(NULL, FALSE))
      ;
    g_assert_cmpint(heard, ==, 1);
    notifier_withdraw(log);
    notifier_take_down(log, 1, "x");
    return;
  }
  g_test_trap_subprocess(NULL, 0, 0);
  g_test_trap_assert_passed();
  g_test_trap_assert_stderr("Dim the lights — from 21:30 space: done\n");
}

static void test_nothing_after_free(void) {
  int heard = 0;
  const Notice notice = { .summary = "Tea" };
  const TerminalPort port = { 0 }; /* a quiet notice rings no bell */
  Notifier *bell = notify_bell_new(&port, count_event, &heard);
  notifier_show(bell, &notice);
  notifier_free(bell);
  while (g_main_context_iteration(NULL, FALSE))
    ;
  g_assert_cmpint(heard, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/notice/summary-is-one-safe-line", test_summary);
  g_test_add_func("/notice/body-keeps-its-lines-and-is-escaped-for-markup-only", test_body);
  g_test_add_func("/notice/long-texts-are-cut", test_long);
  g_test_add_func("/notice/entities-stay-whole", test_entities_stay_whole);
  g_test_add_func("/notice/a-kept-notice-owns-its-texts", test_kept);
  g_test_add_func("/notice/the-log-writes-one-line", test_log);
  g_test_add_func("/notice/no-event-after-free", test_nothing_after_free);
  return g_test_run();
}
