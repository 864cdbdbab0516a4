/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The morning's question from real programs on a real desktop. Run by
 * tests/support/with-desktop with the program as WINDDOWN_PROGRAM. */
#include "scene.h"

#define HOURS "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"
#define TEA "{ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [\"0m\"]; }"
#define LIGHT "{ id = \"light\"; title = \"Daylight\"; at = \"wake + 1h\"; leads = [\"0m\"]; }"
#define QUESTION "How rested do you feel?"

/* Tonight has to have been planned before it can be asked for. */
static void sleep_a_night(Scene *scene) {
  scene_run(scene, SCENE_TONIGHT " 20:00", "skip tea");
}

#define MORNING "2026-11-25 07:16"

static gboolean is_rested(Scene *scene, gpointer rested) {
  return scene_rested(scene) == GPOINTER_TO_INT(rested);
}

static void the_morning_is_answered_by_a_button(Scene *scene, gconstpointer data) {
  sleep_a_night(scene);
  scene_remind(scene, MORNING, SCENE_STILL);
  scene_remind(scene, MORNING, SCENE_STILL);
  scene_await_asked(scene, 1);
  scene_await_record(scene);
  scene_pick_until(scene, "fully", is_rested, GINT_TO_POINTER(5));
  scene_await_displayed(scene, 0);
}

static void the_morning_is_withdrawn_when_answered_elsewhere(Scene *scene, gconstpointer data) {
  sleep_a_night(scene);
  scene_remind(scene, MORNING, SCENE_STILL);
  scene_await_record(scene);
  scene_run(scene, MORNING, "morning --rested 3");
  scene_await_displayed(scene, 0);
}

static void the_morning_is_withdrawn_at_noon(Scene *scene, gconstpointer data) {
  sleep_a_night(scene);
  scene_remind(scene, "2026-11-25 11:58", 120);
  scene_await_asked(scene, 1);
  scene_await_displayed(scene, 1);
  scene_await_displayed(scene, 0);
}

/* A step of the morning takes its place for a while. */
static void it_comes_back_once_the_step_is_answered(Scene *scene, gconstpointer data) {
  sleep_a_night(scene);
  Program *first = scene_remind(scene, MORNING, 600);
  scene_await_asked(scene, 2);
  g_assert_cmpstr(ledger_entry(scene->ledger, 0)->summary, ==, QUESTION);
  g_assert_cmpstr(ledger_entry(scene->ledger, 1)->summary, ==, "Daylight");
  scene_run(scene, "2026-11-25 08:01", "done light");
  scene_await_asked(scene, 3);
  g_assert_cmpstr(ledger_entry(scene->ledger, 2)->summary, ==, QUESTION);
  g_assert_false(ledger_entry(scene->ledger, 2)->has_sound);
  scene_await_displayed(scene, 1);
  program_end(first);
}

static void a_killed_one_asks_again_in_silence(Scene *scene, gconstpointer data) {
  sleep_a_night(scene);
  Program *first = scene_remind(scene, MORNING, SCENE_STILL);
  scene_await_record(scene);
  program_signal(first, SIGKILL);
  scene_remind(scene, MORNING, SCENE_STILL);
  scene_await_asked(scene, 2);
  g_assert_cmpuint(ledger_entry(scene->ledger, 1)->replaces, !=, 0);
  scene_await_record(scene);
  scene_pick_until(scene, "not at all", is_rested, GINT_TO_POINTER(1));
}

#define ADD(name, steps, function)                                                                                     \
  g_test_add("/morning/" name, Scene, HOURS "steps = (" steps ");", scene_up, function, scene_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("answered-by-a-button", TEA, the_morning_is_answered_by_a_button);
  ADD("withdrawn-when-answered-elsewhere", TEA, the_morning_is_withdrawn_when_answered_elsewhere);
  ADD("withdrawn-at-noon", TEA, the_morning_is_withdrawn_at_noon);
  ADD("comes-back-once-the-step-is-answered", TEA ", " LIGHT, it_comes_back_once_the_step_is_answered);
  ADD("a-killed-one-asks-again-in-silence", TEA, a_killed_one_asks_again_in_silence);
  return g_test_run();
}
