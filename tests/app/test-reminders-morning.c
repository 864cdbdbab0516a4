/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The morning's question beside what the steps of a morning ask. */
#include "tests/app/program.h"

#define QUESTION "How rested do you feel? | 1 is not at all, 5 is fully."

/* A step in the morning, and one that comes before the question does. */
#define MORNING                                                                                                        \
  "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"                                                     \
  "steps = ({ id = \"water\"; title = \"A glass of water\"; at = \"wake + 10m\"; leads = [\"0m\"]; },\n"               \
  "  { id = \"light\"; title = \"Daylight\"; at = \"wake + 1h\"; leads = [\"0m\"]; });\n"

static void program_ask(Program *program, Fixture *fixture) {
  program->asks = TRUE;
  program_turn(program, fixture, "2026-11-25 07:20");
}

static void it_is_asked_once_and_taken_down_when_answered(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_ask(&program, fixture);
  program_turn(&program, fixture, "2026-11-25 07:21");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program.asks = FALSE;
  program_turn(&program, fixture, "2026-11-25 07:22");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

/* There the question has its own place, with the key that answers it. */
static void on_the_screen_it_stands_in_no_line(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, FALSE);
  program_ask(&program, fixture);
  g_assert_null(reminders_line(program.reminders));
  program_end(&program);
}

static void it_asks_for_all_five_or_none(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program_ask(&program, fixture);
  g_assert_true(program.way.all_or_none);
  program_tell(&program, NOTICE_BUTTON, "4");
  g_assert_cmpstr(program.answers->str, ==, "morning:4 ");
  program_end(&program);
}

/* From the evening before on, so that its morning is one to ask for. */
static void live_through_the_night(Fixture *fixture) {
  program_follow(fixture, MORNING);
}

/* Nothing stands but the question. */
static void program_ask_alone(Program *program, Fixture *fixture) {
  fixture_at(fixture, "2026-11-25 07:19");
  fixture_mark(fixture, "water", MARK_DONE);
  program_ask(program, fixture);
}

static void it_comes_back_once_the_step_is_answered(Fixture *fixture, gconstpointer data) {
  Program program;
  live_through_the_night(fixture);
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-25 07:10");
  fixture_mark(fixture, "water", MARK_DONE);
  program_ask(&program, fixture);
  g_assert_cmpstr(program_shown(&program, 1), ==, QUESTION);
  program_turn(&program, fixture, "2026-11-25 08:00");
  g_assert_cmpstr(program_shown(&program, 2), ==, "Daylight | now");
  program_turn(&program, fixture, "2026-11-25 08:10");
  g_assert_cmpuint(program.way.shown->len, ==, 3);
  fixture_mark(fixture, "light", MARK_DONE);
  program_turn(&program, fixture, "2026-11-25 08:11");
  g_assert_cmpuint(program.way.shown->len, ==, 4);
  g_assert_cmpstr(program_shown(&program, 3), ==, QUESTION);
  g_assert_false(program.way.sound);
  program_tell(&program, NOTICE_BUTTON, "3");
  g_assert_cmpstr(program.answers->str, ==, "morning:3 ");
  program_end(&program);
}

static void it_comes_back_once_the_step_was_seen(Fixture *fixture, gconstpointer data) {
  Program program;
  live_through_the_night(fixture);
  program_start(&program, fixture, TRUE);
  program_ask_alone(&program, fixture);
  program_turn(&program, fixture, "2026-11-25 08:00");
  program_tell(&program, NOTICE_SEEN, NULL);
  program_turn(&program, fixture, "2026-11-25 08:01");
  g_assert_cmpstr(program_shown(&program, program.way.shown->len - 1), ==, QUESTION);
  program_end(&program);
}

static void one_that_was_closed_stays_away(Fixture *fixture, gconstpointer data) {
  Program program;
  live_through_the_night(fixture);
  program_start(&program, fixture, TRUE);
  program_ask_alone(&program, fixture);
  program_tell(&program, NOTICE_SEEN, NULL);
  program_turn(&program, fixture, "2026-11-25 08:00");
  const guint count = program.way.shown->len;
  fixture_mark(fixture, "light", MARK_DONE);
  program_turn(&program, fixture, "2026-11-25 08:01");
  g_assert_cmpuint(program.way.shown->len, ==, count);
  program_end(&program);
}

static void one_that_is_over_stays_away(Fixture *fixture, gconstpointer data) {
  Program program;
  live_through_the_night(fixture);
  program_start(&program, fixture, TRUE);
  program_ask_alone(&program, fixture);
  program_turn(&program, fixture, "2026-11-25 08:00");
  const guint count = program.way.shown->len;
  program.asks = FALSE; /* noon, or an answer elsewhere */
  fixture_mark(fixture, "light", MARK_DONE);
  program_turn(&program, fixture, "2026-11-25 08:01");
  program.asks = TRUE;
  program_turn(&program, fixture, "2026-11-25 08:02");
  g_assert_cmpuint(program.way.shown->len, ==, count);
  program_end(&program);
}

static void what_it_displaced_comes_back_after_it(Fixture *fixture, gconstpointer data) {
  Program program;
  live_through_the_night(fixture);
  program_start(&program, fixture, TRUE);
  program_turn(&program, fixture, "2026-11-25 07:10");
  g_assert_cmpstr(program_shown(&program, 0), ==, "A glass of water | now");
  program_ask(&program, fixture);
  g_assert_cmpstr(program_shown(&program, 1), ==, QUESTION);
  program.asks = FALSE;
  program_turn(&program, fixture, "2026-11-25 07:21");
  g_assert_cmpstr(program_shown(&program, 2), ==, "A glass of water | from 07:10");
  g_assert_false(program.way.sound);
  program_tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpstr(program.answers->str, ==, "water:done ");
  program_end(&program);
}

static void one_that_a_reminder_overtakes_is_asked_after_it(Fixture *fixture, gconstpointer data) {
  Program program;
  live_through_the_night(fixture);
  program_start(&program, fixture, TRUE);
  program.way.is_silent = TRUE; /* whether it was shown is not known yet */
  program_ask_alone(&program, fixture);
  program.way.is_silent = FALSE;
  program_turn(&program, fixture, "2026-11-25 08:00");
  g_assert_cmpstr(program_shown(&program, 1), ==, "Daylight | now");
  fixture_mark(fixture, "light", MARK_DONE);
  program_turn(&program, fixture, "2026-11-25 08:01");
  g_assert_cmpstr(program_shown(&program, 2), ==, QUESTION);
  program_end(&program);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reminders/morning/is-asked-once-and-taken-down-when-answered", it_is_asked_once_and_taken_down_when_answered);
  ADD("/reminders/morning/on-the-screen-the-question-stands-in-no-line", on_the_screen_it_stands_in_no_line);
  ADD("/reminders/morning/asks-for-all-five-or-none", it_asks_for_all_five_or_none);
  ADD("/reminders/morning/comes-back-once-the-step-is-answered", it_comes_back_once_the_step_is_answered);
  ADD("/reminders/morning/comes-back-once-the-step-was-seen", it_comes_back_once_the_step_was_seen);
  ADD("/reminders/morning/one-that-was-closed-stays-away", one_that_was_closed_stays_away);
  ADD("/reminders/morning/one-that-is-over-stays-away", one_that_is_over_stays_away);
  ADD("/reminders/morning/what-it-displaced-comes-back-after-it", what_it_displaced_comes_back_after_it);
  ADD("/reminders/morning/one-overtaken-by-a-reminder-is-asked-after-it",
      one_that_a_reminder_overtakes_is_asked_after_it);
  return g_test_run();
}
