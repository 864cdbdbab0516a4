/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminders from real programs on a real desktop: they come, and come once,
 * whatever is killed, stopped or started in between. Run by
 * tests/support/with-desktop with the program as WINDDOWN_PROGRAM. */
#include "scene.h"

#include <string.h>

#define HOURS "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"
#define TEA "{ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [\"0m\"]; useful = \"4h\"; }"
#define DIM "{ id = \"dim\"; title = \"Dim the lights\"; at = \"bed - 60m\"; leads = [\"0m\"]; }"
#define SCREENS "{ id = \"screens\"; title = \"Screens off\"; kind = \"avoid\"; at = \"bed - 30m\"; leads = [\"0m\"]; }"
#define BOOK "{ id = \"book\"; title = \"A book\"; at = \"bed - 87m\"; leads = [\"0m\"]; }"
#define WALK "{ id = \"walk\"; title = \"A walk\"; at = \"bed - 150m\"; leads = [\"0m\"]; }"

#define ONE HOURS "steps = (" TEA ");"
#define EVENING HOURS "steps = (" TEA ", " DIM ", " SCREENS ");"

#define DUE SCENE_TONIGHT " 21:30:10"
#define LATER SCENE_TONIGHT " 21:31"

static void assert_entry(Scene *scene, guint index, const char *summary, const char *body) {
  const Entry *entry = ledger_entry(scene->ledger, index);
  g_assert_cmpstr(entry->summary, ==, summary);
  if (body)
    g_assert_cmpstr(entry->body, ==, body);
}

/* --- once --- */

static void comes_once_from_two(Scene *scene, gconstpointer data) {
  scene_remind(scene, SCENE_TONIGHT " 21:29", 600);
  scene_remind(scene, SCENE_TONIGHT " 21:29", 600);
  scene_await_asked(scene, 3); /* tea, dim, screens: either of them may win */
  assert_entry(scene, 0, "Herbal tea", NULL);
  assert_entry(scene, 1, "Dim the lights", NULL);
  assert_entry(scene, 2, "Screens off", NULL);
  scene_await_displayed(scene, 1);
}

static void comes_once_beside_the_dashboard(Scene *scene, gconstpointer data) {
  Program *dashboard = scene_dashboard(scene, SCENE_TONIGHT " 21:29", 600);
  scene_remind(scene, SCENE_TONIGHT " 21:29", 600);
  scene_await_asked(scene, 3);
  scene_await_displayed(scene, 1);
  program_signal(dashboard, SIGTERM);
  program_end(dashboard);
}

static void a_restart_in_its_minute_is_silent(Scene *scene, gconstpointer data) {
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  program_end(first);
  scene_await_displayed(scene, 0); /* its buttons end with it */
  scene_remind(scene, SCENE_TONIGHT " 21:30:20", SCENE_STILL);
  scene_remind(scene, SCENE_TONIGHT " 22:00:10", SCENE_STILL);
  scene_await_asked(scene, 2);
  assert_entry(scene, 0, "Herbal tea", "now");
  assert_entry(scene, 1, "Dim the lights", "now\nStill open: herbal.");
}

/* --- killed --- */

static void killed_between_claim_and_show(Scene *scene, gconstpointer data) {
  scene_freeze();
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_claim(scene);
  program_signal(first, SIGKILL);
  scene_wake();
  scene_remind(scene, LATER, SCENE_STILL);
  scene_await_displayed(scene, 1);
  g_assert_cmpuint(ledger_count(scene->ledger), ==, 1);
}

/* The one that runs beside it takes over, without being started anew. */
static void killed_beside_another(Scene *scene, gconstpointer data) {
  scene_freeze();
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_claim(scene);
  scene_remind(scene, DUE, 120);
  program_signal(first, SIGKILL);
  scene_wake();
  scene_await_displayed(scene, 1);
  g_assert_cmpuint(ledger_count(scene->ledger), ==, 1);
}

/* A writer elsewhere keeps the program from recording what it has shown. */
static void killed_between_show_and_record(Scene *scene, gconstpointer data) {
  scene_freeze();
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_claim(scene);
  g_autoptr(Store) writer = store_open(scene->data, STORE_WRITE, 0, NULL);
  g_assert_true(store_begin(writer, NULL));
  scene_wake();
  scene_await_displayed(scene, 1);
  program_signal(first, SIGKILL);
  store_rollback(writer);
  scene_remind(scene, LATER, SCENE_STILL);
  scene_await_asked(scene, 2);
  scene_await_displayed(scene, 1); /* the second stands in place of the first */
  scene_run(scene, LATER, "done tea");
  scene_await_displayed(scene, 0);
}

static gboolean is_marked_done(Scene *scene, gpointer step) {
  return scene_mark(scene, step) == MARK_DONE;
}

static void what_a_killed_one_left_is_shown_anew_in_silence(Scene *scene, gconstpointer data) {
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  program_signal(first, SIGKILL);
  g_assert_cmpuint(scene_displayed(scene), ==, 1);
  scene_remind(scene, LATER, SCENE_STILL);
  scene_await_asked(scene, 2);
  g_assert_true(ledger_entry(scene->ledger, 0)->has_sound);
  g_assert_false(ledger_entry(scene->ledger, 1)->has_sound);
  g_assert_cmpuint(ledger_entry(scene->ledger, 1)->replaces, !=, 0);
  scene_await_displayed(scene, 1);
  scene_await_record(scene);
  scene_pick_until(scene, "Done", is_marked_done, (gpointer) "tea");
  scene_await_displayed(scene, 0);
}

static void what_a_killed_one_left_goes_when_it_was_answered(Scene *scene, gconstpointer data) {
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  program_signal(first, SIGKILL);
  scene_run(scene, LATER, "done tea");
  g_assert_cmpuint(scene_displayed(scene), ==, 1);
  scene_remind(scene, LATER, SCENE_STILL);
  scene_await_displayed(scene, 0);
  g_assert_cmpuint(ledger_count(scene->ledger), ==, 1);
}

/* The one without a bus lives on, and has had its turn, when one with a desktop comes. */
static void what_a_killed_one_left_outlasts_one_without_a_bus(Scene *scene, gconstpointer data) {
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  program_signal(first, SIGKILL);
  scene_run(scene, LATER, "done tea");
  char *address = g_steal_pointer(&scene->bus_address);
  scene_remind(scene, LATER, SCENE_STILL);
  scene->bus_address = address;
  g_assert_cmpuint(scene_displayed(scene), ==, 1);
  scene_remind(scene, LATER, SCENE_STILL);
  scene_await_displayed(scene, 0);
  g_assert_cmpuint(ledger_count(scene->ledger), ==, 1);
}

/* The button was chosen, but the answer is not on disk yet. */
static void killed_between_answer_and_record(Scene *scene, gconstpointer data) {
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  g_autoptr(Store) writer = store_open(scene->data, STORE_WRITE, 0, NULL);
  g_assert_true(store_begin(writer, NULL));
  scene_pick("Done");
  scene_await_displayed(scene, 0);
  program_signal(first, SIGKILL);
  store_rollback(writer);
  scene_remind(scene, LATER, SCENE_STILL);
  scene_await_asked(scene, 2);
  scene_await_record(scene);
  scene_pick_until(scene, "Done", is_marked_done, (gpointer) "tea");
}

/* --- answered --- */

static gboolean is_answered(Scene *scene, gpointer step) {
  return scene_mark(scene, step) != MARK_OPEN;
}

static void buttons_answer(Scene *scene, gconstpointer data) {
  static const struct {
    const char *now, *step, *button;
    Mark mark;
  } rows[] = {
    { SCENE_TONIGHT " 21:30:10", "tea", "Done", MARK_DONE },
    { SCENE_TONIGHT " 22:00:10", "dim", "Skip", MARK_SKIPPED },
    { SCENE_TONIGHT " 22:30:10", "screens", "Not tonight", MARK_SLIPPED },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    Program *program = scene_remind(scene, rows[i].now, SCENE_STILL);
    scene_await_asked(scene, (guint) i + 1);
    scene_await_record(scene);
    scene_pick_until(scene, rows[i].button, is_answered, (gpointer) rows[i].step);
    g_assert_cmpint(scene_mark(scene, rows[i].step), ==, rows[i].mark);
    scene_await_displayed(scene, 0);
    program_end(program);
  }
}

static void done_elsewhere_takes_it_down(Scene *scene, gconstpointer data) {
  scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  scene_run(scene, LATER, "done"); /* what was reminded of last */
  scene_await_displayed(scene, 0);
  g_assert_cmpint(scene_mark(scene, "tea"), ==, MARK_DONE);
}

static void done_elsewhere_answers_all_that_it_asked(Scene *scene, gconstpointer data) {
  scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  assert_entry(scene, 0, "Herbal tea · A book", NULL);
  scene_run(scene, LATER, "done");
  scene_await_displayed(scene, 0);
  g_assert_cmpint(scene_mark(scene, "tea"), ==, MARK_DONE);
  g_assert_cmpint(scene_mark(scene, "book"), ==, MARK_DONE);
}

static void snoozed_in_one_and_done_in_the_other(Scene *scene, gconstpointer data) {
  scene_remind(scene, SCENE_TONIGHT " 21:30", 60);
  scene_remind(scene, SCENE_TONIGHT " 21:30", 60);
  scene_await_asked(scene, 1);
  scene_await_record(scene);
  scene_run(scene, SCENE_TONIGHT " 21:30:30", "snooze 2m");
  scene_await_displayed(scene, 0);
  scene_await_asked(scene, 2); /* at 21:32:30, from either */
  scene_await_record(scene);
  scene_run(scene, SCENE_TONIGHT " 21:33", "done tea");
  scene_await_displayed(scene, 0);
}

/* --- stopped --- */

/* Starts at `now`, stops at once, goes on after `seconds`. */
static void sleep_over(Scene *scene, const char *now, double speed, double seconds) {
  Program *program = scene_remind(scene, now, speed);
  program_signal(program, SIGSTOP);
  g_assert_cmpuint(ledger_count(scene->ledger), ==, 0);
  scene_let_pass(seconds);
  program_signal(program, SIGCONT);
}

static void after_a_sleep_one_says_from_when(Scene *scene, gconstpointer data) {
  sleep_over(scene, SCENE_TONIGHT " 18:30", 3600, 3.4); /* until about 22:00 */
  scene_await_asked(scene, 1);
  assert_entry(scene, 0, "Herbal tea", "from 21:30\nWhile nothing could remind you, from 20:30: 1 step, a.");
}

#define LATE_EVENING                                                                                                   \
  "zone = \"Europe/Berlin\"; bed = \"01:00\"; wake = \"08:00\";\n"                                                     \
  "steps = ({ id = \"read\"; title = \"Read\"; at = \"bed - 70m\"; leads = [\"0m\"]; useful = \"4h\"; });"

static void a_sleep_across_midnight_stays_with_its_night(Scene *scene, gconstpointer data) {
  sleep_over(scene, SCENE_TONIGHT " 20:30", 3600, 3.8); /* until about 00:20 */
  scene_await_asked(scene, 1);
  assert_entry(scene, 0, "Read", "from 23:50");
  scene_await_record(scene);
  scene_pick_until(scene, "Done", is_marked_done, (gpointer) "read");
}

/* The evening is over: only the morning is asked for. */
static void a_sleep_across_the_wake_time_leaves_it_to_the_morning(Scene *scene, gconstpointer data) {
  sleep_over(scene, SCENE_TONIGHT " 17:00", 9000, 5.8); /* until about 07:30 */
  scene_await_asked(scene, 1);
  assert_entry(scene, 0, "How rested do you feel?", NULL);
}

/* --- a server that hangs --- */

static void a_frozen_server_shows_it_when_it_wakes(Scene *scene, gconstpointer data) {
  scene_freeze();
  Program *program = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_claim(scene);
  scene_wake();
  scene_await_displayed(scene, 1);
  scene_await_record(scene);
  program_end(program);
}

static void a_frozen_server_does_not_keep_it_from_ending(Scene *scene, gconstpointer data) {
  scene_freeze();
  Program *program = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_claim(scene);
  const gint64 before = g_get_monotonic_time();
  program_end(program);
  g_assert_cmpint(g_get_monotonic_time() - before, <, 5 * G_USEC_PER_SEC);
  scene_wake();
}

static void done_while_it_is_frozen_is_never_shown(Scene *scene, gconstpointer data) {
  scene_freeze();
  Program *program = scene_remind(scene, DUE, 60);
  scene_await_claim(scene);
  scene_run(scene, LATER, "done tea");
  program_end(program); /* it ends in order, having heard of that */
  scene_wake();
  scene_remind(scene, SCENE_TONIGHT " 22:00:10", SCENE_STILL);
  scene_await_asked(scene, 1);
  assert_entry(scene, 0, "Dim the lights", "now");
}

static void do_not_disturb_shows_it_afterwards(Scene *scene, gconstpointer data) {
  scene_set_quiet(scene, TRUE);
  scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  g_assert_cmpuint(scene_displayed(scene), ==, 0);
  scene_set_quiet(scene, FALSE);
  scene_await_displayed(scene, 1);
  scene_pick_until(scene, "Done", is_marked_done, (gpointer) "tea");
}

static void what_is_done_under_do_not_disturb_is_never_shown(Scene *scene, gconstpointer data) {
  scene_set_quiet(scene, TRUE);
  Program *program = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  scene_run(scene, LATER, "done tea");
  program_end(program);
  scene_set_quiet(scene, FALSE);
  scene_let_pass(0.2);
  g_assert_cmpuint(scene_displayed(scene), ==, 0);
}

/* --- the routine is edited --- */

static void an_edited_time_comes_again_once(Scene *scene, gconstpointer data) {
  scene_remind(scene, SCENE_TONIGHT " 21:30", 60);
  scene_remind(scene, SCENE_TONIGHT " 21:30", 60);
  scene_await_asked(scene, 1);
  scene_await_record(scene);
  scene_write_routine(scene, HOURS "steps = ({ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 85m\"; leads = "
                                   "[\"10m\", \"0m\"]; useful = \"4h\"; }, " DIM ");");
  scene_await_asked(scene, 3); /* the lead of 21:25, overdue at once, and 21:35 */
  scene_run(scene, SCENE_TONIGHT " 21:36", "done tea");
  scene_await_displayed(scene, 0);
  g_assert_cmpuint(ledger_count(scene->ledger), ==, 3);
}

/* An edit that no program saw being made. */
static void an_edit_while_nothing_ran_comes_again(Scene *scene, gconstpointer data) {
  Program *first = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_record(scene);
  program_end(first);
  scene_write_routine(scene, HOURS "steps = ({ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 80m\"; leads = "
                                   "[\"0m\"]; });");
  scene_remind(scene, SCENE_TONIGHT " 21:39:50", 60);
  scene_await_asked(scene, 2);
}

static void other_ways_are_taken_up(Scene *scene, gconstpointer data) {
  scene_remind(scene, DUE, SCENE_STILL);
  scene_await(scene, scene_has_said, (gpointer) "Herbal tea — now\n");
  g_assert_cmpuint(ledger_count(scene->ledger), ==, 0);
  scene_write_routine(scene, ONE);
  scene_await_asked(scene, 1);
}

/* --- hooks --- */

static gboolean has_lines(Scene *scene, gpointer data) {
  g_autofree char *path = g_build_filename(scene->folder, "hooked", NULL);
  g_autofree char *text = NULL;
  return g_file_get_contents(path, &text, NULL, NULL) && strstr(text, data);
}

static void a_hook_runs_once(Scene *scene, gconstpointer data) {
  g_autofree char *routine = g_strdup_printf(
      HOURS "steps = ({ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [\"0m\"];\n"
            "  on_due = \"sh -c 'echo $WINDDOWN_STEP >>%s/hooked'\"; },\n"
            "  { id = \"dim\"; title = \"Dim the lights\"; at = \"bed - 80m\";\n"
            "  on_due = \"sh -c 'echo $WINDDOWN_STEP >>%s/hooked'\"; });",
      scene->folder, scene->folder);
  scene_write_routine(scene, routine);
  scene_remind(scene, SCENE_TONIGHT " 21:29", 600);
  scene_remind(scene, SCENE_TONIGHT " 21:29", 600);
  scene_await(scene, has_lines, (gpointer) "dim\n");
  g_autofree char *path = g_build_filename(scene->folder, "hooked", NULL);
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, "tea\ndim\n");
}

#define ADD(name, routine, function) g_test_add("/remind/" name, Scene, routine, scene_up, function, scene_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("once/from-two", EVENING, comes_once_from_two);
  ADD("once/beside-the-dashboard", EVENING, comes_once_beside_the_dashboard);
  ADD("once/a-restart-in-its-minute-is-silent", EVENING, a_restart_in_its_minute_is_silent);
  ADD("killed/between-claim-and-show", ONE, killed_between_claim_and_show);
  ADD("killed/beside-another", ONE, killed_beside_another);
  ADD("killed/between-show-and-record", ONE, killed_between_show_and_record);
  ADD("killed/what-it-left-is-shown-anew-in-silence", ONE, what_a_killed_one_left_is_shown_anew_in_silence);
  ADD("killed/what-it-left-goes-when-it-was-answered", ONE, what_a_killed_one_left_goes_when_it_was_answered);
  ADD("killed/what-it-left-outlasts-one-without-a-bus", ONE, what_a_killed_one_left_outlasts_one_without_a_bus);
  ADD("killed/between-answer-and-record", ONE, killed_between_answer_and_record);
  ADD("answered/by-buttons", EVENING, buttons_answer);
  ADD("answered/elsewhere", ONE, done_elsewhere_takes_it_down);
  ADD("answered/all-that-it-asked", HOURS "steps = (" TEA ", " BOOK ");", done_elsewhere_answers_all_that_it_asked);
  ADD("answered/snoozed-in-one-and-done-in-the-other", ONE, snoozed_in_one_and_done_in_the_other);
  ADD("stopped/one-says-from-when", HOURS "steps = (" WALK ", " TEA ");", after_a_sleep_one_says_from_when);
  ADD("stopped/across-midnight", LATE_EVENING, a_sleep_across_midnight_stays_with_its_night);
  ADD("stopped/across-the-wake-time", EVENING, a_sleep_across_the_wake_time_leaves_it_to_the_morning);
  ADD("frozen/shown-when-it-wakes", ONE, a_frozen_server_shows_it_when_it_wakes);
  ADD("frozen/does-not-keep-it-from-ending", ONE, a_frozen_server_does_not_keep_it_from_ending);
  ADD("frozen/what-is-done-is-never-shown", EVENING, done_while_it_is_frozen_is_never_shown);
  ADD("quiet/shown-afterwards", ONE, do_not_disturb_shows_it_afterwards);
  ADD("quiet/what-is-done-is-never-shown", ONE, what_is_done_under_do_not_disturb_is_never_shown);
  ADD("edited/comes-again-once", ONE, an_edited_time_comes_again_once);
  ADD("edited/while-nothing-ran", ONE, an_edit_while_nothing_ran_comes_again);
  ADD("edited/other-ways", "reminders = { ways = [\"bell\"]; };\n" ONE, other_ways_are_taken_up);
  ADD("hooks/run-once", ONE, a_hook_runs_once);
  return g_test_run();
}
