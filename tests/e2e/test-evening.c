/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One whole evening, its night and its morning, in a terminal and with a
 * notification server; run by tests/support/with-desktop. The clock runs fast
 * from chosen moments on. Reminders come up to five minutes after their time,
 * which is ten seconds at the speed chosen: a machine under load may stumble. */
#include "dunst.h"
#include "home.h"

#include <string.h>

#define MINUTES_FAST "30"  /* two seconds are a minute */
#define HOURS_FAST "2400"  /* two seconds are 80 minutes; the day after lasts half a minute */
#define TICKS_BY_COMMAND 5 /* of which the fastest counts */

typedef struct {
  Home *home;
  GDBusConnection *bus;
  Terminal *terminal; /* where the dashboard runs */
  gint64 begun;
} Evening;

static void tell(const Evening *evening, const char *what) {
  g_test_message("%5.2f s  %s", (double) (g_get_monotonic_time() - evening->begun) / G_USEC_PER_SEC, what);
}

static Terminal *open_at(Evening *evening, const char *now, const char *speed) {
  g_assert_null(evening->terminal);
  evening->terminal = home_open_at(evening->home, now, speed);
  return evening->terminal;
}

static void lose_power(Evening *evening) {
  home_kill(evening->terminal);
  g_clear_pointer(&evening->terminal, terminal_free);
}

static void quit(Evening *evening) {
  home_quit(evening->terminal);
  g_clear_pointer(&evening->terminal, terminal_free);
}

static gboolean one_is_displayed(gpointer data) {
  return dunst_displayed(data) == 1;
}

static gboolean none_is_displayed(gpointer data) {
  return dunst_displayed(data) == 0;
}

static void expect_notification(Evening *evening) {
  terminal_await(evening->terminal, one_is_displayed, evening->bus, "a notification");
}

static void expect_withdrawn(Evening *evening, const char *summary) {
  terminal_await(evening->terminal, none_is_displayed, evening->bus, "the notification to go");
  g_autofree char *closed = dunst_closed_text(evening->bus, "summary");
  g_assert_cmpstr(closed, ==, summary);
}

static void assert_marked(const Evening *evening, const char *now, const char *step, const char *expected) {
  g_autofree char *mark = home_mark(evening->home, now, step);
  g_assert_cmpstr(mark, ==, expected);
}

static void assert_number(const Evening *evening, const char *path, gint64 expected) {
  g_assert_cmpint(home_number(evening->home, "2026-11-25 07:30", "export", path), ==, expected);
}

/* ---- The evening, stretch by stretch. ---- */

/* 21:29: two questions, Enter; the first reminder comes a minute later and is answered by its button. */
static void first_run_and_first_reminder(Evening *evening) {
  Terminal *terminal = open_at(evening, "2026-11-24 21:29", MINUTES_FAST);
  terminal_expect(terminal, "When do you go to bed? [23:00]");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "[07:00]");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "Enter begins the evening.");
  terminal_send(terminal, "\n");
  terminal_expect(terminal, "start tomorrow.");
  tell(evening, "the first run is over, the evening stands");
  expect_notification(evening);
  tell(evening, "the reminder of 21:30 is on the desktop");
  dunst_pick("Done");
  terminal_expect(terminal, "(from the notification).");
  terminal_expect(terminal, "✓  21:30   Magnesium");
  expect_withdrawn(evening, "Magnesium, your own choice");
  tell(evening, "Done on the notification ticked it");
}

/* Gives how long it took from the command's start to the open screen (microseconds). */
static gint64 tick_by_command(const Evening *evening) {
  const char *const now = "2026-11-24 21:35";
  g_autofree char *reopened = home_ask(evening->home, now, "reopen stretch");
  terminal_expect(evening->terminal, "○  22:02   Gentle stretching");
  const gint64 asked = g_get_monotonic_time();
  g_autofree char *said = home_ask(evening->home, now, "done stretch");
  terminal_expect(evening->terminal, "✓  22:02   Gentle stretching");
  g_assert_nonnull(strstr(said, "done at 21:35"));
  return g_get_monotonic_time() - asked;
}

static void command_and_key(Evening *evening) {
  gint64 fastest = G_MAXINT64;
  for (int i = 0; i < TICKS_BY_COMMAND; i++)
    fastest = MIN(fastest, tick_by_command(evening));
  g_test_message("         a tick by command stood on the open screen after %d ms", (int) (fastest / 1000));
  g_assert_cmpint(fastest, <, G_USEC_PER_SEC);
  terminal_send(evening->terminal, " ");
  terminal_expect(evening->terminal, "Dim the lights: done.");
  terminal_expect(evening->terminal, "✓ 3");
  tell(evening, "a key ticked the next step, and three ticks fold");
}

static void bedtime_moved_and_undone(Evening *evening) {
  terminal_send(evening->terminal, "b2330\r");
  terminal_expect(evening->terminal, "Bedtime tonight is 23:30, wake-up 07:00.");
  terminal_expect(evening->terminal, "○  23:00   Screens off");
  terminal_send(evening->terminal, "u");
  terminal_expect(evening->terminal, "Undone: bedtime is 23:00 again.");
  terminal_expect(evening->terminal, "○  22:30   Screens off");
  tell(evening, "bedtime was moved to 23:30 and back");
}

/* After a kill, from nothing but what is on disk. */
static void assert_nothing_lost(const Evening *evening) {
  static const char *const ticked[] = { "magnesium", "dim", "stretch" };
  for (gsize i = 0; i < G_N_ELEMENTS(ticked); i++)
    assert_marked(evening, "2026-11-24 22:29", ticked[i], "done");
  assert_marked(evening, "2026-11-24 22:29", "screens", "open");
}

/* 22:29: the reminder of 22:30 comes, and the program dies under it. */
static void a_reminder_loses_its_program(Evening *evening) {
  Terminal *terminal = open_at(evening, "2026-11-24 22:29", MINUTES_FAST);
  terminal_expect(terminal, "✓ 3");
  tell(evening, "killed and started again: three ticks are there");
  expect_notification(evening);
  tell(evening, "the reminder of 22:30 is on the desktop");
  lose_power(evening);
  g_assert_cmpuint(dunst_displayed(evening->bus), ==, 1);
}

/* Presses the button until it is answered: as long as the new program has not taken over, nobody hears it. */
static gboolean not_tonight_is_answered(gpointer data) {
  const Evening *evening = data;
  g_autofree char *screen = terminal_text(evening->terminal);
  if (strstr(screen, "Screens off: not kept"))
    return TRUE;
  if (dunst_displayed(evening->bus) > 0)
    dunst_pick("Not tonight");
  return FALSE;
}

/* 22:40: what was left is shown anew and its buttons live, whether or not its showing had been noted. */
static void what_was_left_is_taken_over(Evening *evening) {
  Terminal *terminal = open_at(evening, "2026-11-24 22:40", MINUTES_FAST);
  terminal_expect(terminal, "Tuesday evening");
  terminal_await(terminal, not_tonight_is_answered, evening, "the notification to be taken over");
  expect_withdrawn(evening, "Screens off");
  tell(evening, "killed and started again: the button of what was left answers here");
  terminal_send(terminal, "u");
  terminal_expect(terminal, "Undone: Screens off is open again.");
  lose_power(evening);
}

static void bedtime(Evening *evening) {
  Terminal *terminal = open_at(evening, "2026-11-24 22:59", MINUTES_FAST);
  terminal_expect(terminal, "Nothing left to do tonight.");
  expect_notification(evening);
  tell(evening, "bedtime came by the clock, with its reminder");
}

static void good_night(Evening *evening) {
  terminal_send(evening->terminal, "\r");
  terminal_expect(evening->terminal, "Good night");
  terminal_expect_gone(evening->terminal, "Tuesday");
  expect_withdrawn(evening, "Lights out");
  assert_marked(evening, "2026-11-24 23:05", "bed", "done");
  assert_marked(evening, "2026-11-24 23:05", "screens", "open");
  tell(evening, "good night: dark and silent; what ran waits for an answer");
}

/* From 03:50 until past the wake time it is silent; then the first key brings the question, and does nothing else. */
static void the_first_key_of_the_morning(Evening *evening) {
  Terminal *terminal = open_at(evening, "2026-11-25 03:50", HOURS_FAST);
  terminal_expect(terminal, "Good night");
  g_assert_cmpuint(dunst_displayed(evening->bus), ==, 0);
  terminal_expect(terminal, "Wednesday");
  tell(evening, "the wake time came by the clock");
  expect_notification(evening);
  tell(evening, "the desktop asks for the night");
  terminal_send(terminal, "x");
  terminal_expect(terminal, "How rested do you feel?");
  terminal_expect_gone(terminal, "23:0"); /* at this speed there is no time to wait for a quiet terminal */
  tell(evening, "so does the screen, alone, with the first key");
}

static void one_digit_is_saved_at_once(Evening *evening) {
  terminal_send(evening->terminal, "4");
  terminal_expect(evening->terminal, "[4]");
  terminal_expect(evening->terminal, "saved");
  assert_number(evening, "nights.0.morning.rested", 4);
  expect_withdrawn(evening, "How rested do you feel?");
  tell(evening, "4 was on disk before anything else was asked; the desktop asks no longer");
}

/* Each is answered, taken as offered, or passed by. */
static void the_optional_fields(Evening *evening) {
  static const struct {
    const char *field;
    const char *keys;
  } table[] = {
    { "› Fell asleep after", "15\r" },  { "› Woke in the night", "\r" }, { "› Time awake", "\033OB" },
    { "› Final wake-up", "\r" },        { "› Got up", "0715\r" },        { "› Sleep quality", "5\r" },
    { "› Note", "quiet, q and all\r" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    terminal_expect(evening->terminal, table[i].field);
    terminal_send(evening->terminal, table[i].keys);
  }
  terminal_expect(evening->terminal, "Left open last night");
  terminal_send(evening->terminal, "a\033");
  terminal_expect_gone(evening->terminal, "Sleep quality");
  assert_number(evening, "nights.0.morning.asleep_after", 15);
  assert_number(evening, "nights.0.morning.wakings", -1);
  assert_number(evening, "nights.0.morning.quality", 5);
  tell(evening, "the optional fields are saved");
}

/* 08:00: what the review says of the night. */
static void the_review_shows_the_night(Evening *evening) {
  Terminal *terminal = open_at(evening, "2026-11-25 08:00", NULL);
  static const char *const said[] = { "Tuesday, 24 November",
                                      "✓  21:30   Magnesium",
                                      "✓  22:00   Dim the lights",
                                      "✓  22:02   Gentle stretching",
                                      "✓  22:30   Screens off",
                                      "✓  23:00   Lights out",
                                      "4 of 5" };
  terminal_expect(terminal, "Wednesday");
  terminal_send(terminal, "\t");
  terminal_expect(terminal, "1 of 1 night kept");
  terminal_send(terminal, "\r");
  for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
    terminal_expect(terminal, said[i]);
  quit(evening);
  tell(evening, "the review shows the night; the terminal is as it was");
}

static void a_whole_evening_night_and_morning(void) {
  g_autoptr(Home) home = home_new(TRUE);
  g_autoptr(GDBusConnection) bus = dunst_connect();
  Evening evening = { .home = home, .bus = bus, .begun = g_get_monotonic_time() };
  first_run_and_first_reminder(&evening);
  command_and_key(&evening);
  bedtime_moved_and_undone(&evening);
  lose_power(&evening);
  assert_nothing_lost(&evening);
  a_reminder_loses_its_program(&evening);
  what_was_left_is_taken_over(&evening);
  bedtime(&evening);
  good_night(&evening);
  lose_power(&evening);
  the_first_key_of_the_morning(&evening);
  one_digit_is_saved_at_once(&evening);
  the_optional_fields(&evening);
  quit(&evening);
  the_review_shows_the_night(&evening);
  home_assert_sound(home, "2026-11-25 08:00");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/evening/a-whole-evening-night-and-morning", a_whole_evening_night_and_morning);
  return g_test_run();
}
