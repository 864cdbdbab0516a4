/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dashboard left open for a fortnight, with the end of summer time in it:
 * two seconds are a day. Nothing is started again, and every morning is
 * answered by two keys. */
#include "home.h"

#include "base/daytime.h"

#include <string.h>

#define FROM "2026-10-18 12:00"
#define FIRST "2026-10-18"
#define LONG_NIGHT "2026-10-24" /* clocks go back in it */
#define AFTERWARDS "2026-11-01 12:00"
#define NIGHTS 14
#define DAYS_FAST "43200"
#define SETTLED_NIGHTS 3 /* by then everything that is made once was made */
#define GROWTH_KB 512

static guint32 day_of(const char *date) {
  guint32 day = 0;
  g_assert_true(daytime_parse_day(date, &day));
  return day;
}

/* "24 October", as the header says it (owned). */
static char *in_words(guint32 day) {
  g_autoptr(GDate) date = g_date_new_julian(day);
  char month[32];
  g_assert_cmpuint(g_date_strftime(month, sizeof month, "%B", date), >, 0);
  return g_strdup_printf(" %d %s", g_date_get_day(date), month);
}

static gint64 status_kb(GPid pid, const char *name) {
  g_autofree char *path = g_strdup_printf("/proc/%d/status", (int) pid);
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  const char *line = strstr(text, name);
  g_assert_nonnull(line);
  return g_ascii_strtoll(line + strlen(name), NULL, 10);
}

/* A sanitizer keeps what was freed, and reserves terabytes. */
static gboolean is_sanitized(GPid pid) {
  return status_kb(pid, "VmSize:") > G_GINT64_CONSTANT(1) << 30;
}

static gboolean shows(const Terminal *terminal, const char *text) {
  g_autofree char *screen = terminal_text(terminal);
  return strstr(screen, text) != NULL;
}

/* The first key brings the question, a digit answers it; then no key brings it again. */
static void answer_the_morning(Terminal *terminal) {
  terminal_send(terminal, "j");
  terminal_expect(terminal, "How rested do you feel?");
  terminal_send(terminal, "4");
  terminal_expect(terminal, "saved");
  terminal_send(terminal, "\033");
  terminal_expect_gone(terminal, "saved");
  home_press(terminal, "j");
  g_assert_false(shows(terminal, "How rested do you feel?"));
}

/* Every row of the list says what the plan of that night says. */
static void assert_rows(const Home *home, const char *screen, guint32 night) {
  g_autofree char *date = daytime_format_day(night);
  g_autofree char *words = g_strdup_printf("plan --night %s", date);
  g_autofree char *plan = home_ask(home, AFTERWARDS, words);
  g_autoptr(GRegex) row = g_regex_new("[○✓–]  ([0-9]{2}:[0-9]{2})   (.+?)(  .*)?$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  int rows = 0;
  for (g_regex_match(row, screen, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_autofree char *time = g_match_info_fetch(match, 1);
    g_autofree char *title = g_match_info_fetch(match, 2);
    g_autofree char *line = g_strdup_printf("(?m)^%s.*\\Q%s\\E", time, title);
    g_test_message("%s: %s %s", date, time, title);
    g_assert_true(g_regex_match_simple(line, plan, 0, 0));
    rows++;
  }
  g_assert_cmpint(rows, >=, 2);
}

static void sample_the_evening(const Home *home, Terminal *terminal, guint32 night) {
  terminal_expect(terminal, " evening");
  g_autofree char *screen = terminal_text(terminal);
  g_autofree char *date = in_words(night);
  g_assert_nonnull(strstr(screen, date));
  g_assert_nonnull(strstr(screen, "23:00 to 07:00"));
  g_assert_cmpint(strstr(screen, "9 h tonight (clocks change)") != NULL, ==, night == day_of(LONG_NIGHT));
  assert_rows(home, screen, night);
}

static void assert_every_night_is_kept_in_order(const Home *home) {
  g_assert_cmpint(home_number(home, AFTERWARDS, "review --nights 15 --json", "rested.count"), ==, NIGHTS);
  for (int i = 0; i < NIGHTS; i++) {
    g_autofree char *path = g_strdup_printf("nights.%d.morning.rested", i);
    g_assert_cmpint(home_number(home, AFTERWARDS, "export", path), ==, 4);
  }
}

static void every_night_begins_by_itself(void) {
  g_autoptr(Home) home = home_new_settled(FROM, NULL);
  g_autoptr(Terminal) terminal = home_open_at(home, FROM, DAYS_FAST);
  const GPid pid = terminal_pid(terminal);
  gint64 early_kb = 0;
  home_press(terminal, "j");
  for (guint32 i = 0; i < NIGHTS; i++) {
    const guint32 night = day_of(FIRST) + i;
    sample_the_evening(home, terminal, night);
    g_autofree char *morning = in_words(night + 1);
    terminal_expect(terminal, morning);
    answer_the_morning(terminal);
    if (i + 1 == SETTLED_NIGHTS)
      early_kb = status_kb(pid, "VmRSS:");
  }
  const gint64 late_kb = status_kb(pid, "VmRSS:");
  const gboolean sanitized = is_sanitized(pid);
  g_test_message("resident after %d nights %d KB, after %d nights %d KB%s", SETTLED_NIGHTS, (int) early_kb, NIGHTS,
                 (int) late_kb, sanitized ? ", under a sanitizer: not held to anything" : "");
  if (!sanitized)
    g_assert_cmpint(late_kb, <=, early_kb + GROWTH_KB);
  home_quit(terminal);
  assert_every_night_is_kept_in_order(home);
  home_assert_sound(home, AFTERWARDS);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fortnight/every-night-begins-by-itself", every_night_begins_by_itself);
  return g_test_run();
}
