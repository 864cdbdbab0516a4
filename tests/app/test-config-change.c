/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/listener.h"
#include "tests/app/travel.h"

#include "app/state.h"

#include <unistd.h>

#define EVENING "2026-11-24 20:00"
#define BERLIN "Europe/Berlin"

/* Writes a routine with these steps beside lights out. */
static void write_steps(const Fixture *fixture, const char *steps) {
  g_autofree char *text = g_strdup_printf(
      "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\"; steps = ( %s%s"
      "{ id = \"bed\"; title = \"Lights out\"; at = \"bed\"; leads = [\"0m\"]; });\n",
      steps, *steps ? ", " : "");
  fixture_write_config(fixture, text);
}

static const Evening *edit(const Fixture *fixture, const char *steps) {
  write_steps(fixture, steps);
  return travel_reload(fixture);
}

#define TEA_AT(time) "{ id = \"tea\"; title = \"Herbal tea\"; at = \"" time "\"; leads = [\"0m\"]; }"
#define WALK_AT(time) "{ id = \"walk\"; title = \"A walk\"; at = \"" time "\"; leads = [\"0m\"]; }"

static void a_new_step_appears_and_counts_when_it_lies_ahead(Fixture *fixture, gconstpointer data) {
  const Plan *plan = edit(fixture, TEA_AT("21:30") ", " WALK_AT("20:30"))->plan;
  g_assert_true(plan_step(plan, "walk")->counts);
  g_assert_false(plan_step(plan, "walk")->predates_start);
}

static void a_new_step_whose_time_has_passed_does_not_count(Fixture *fixture, gconstpointer data) {
  Listener listener;
  listener_start(&listener, fixture);
  const guint before = app_evening(fixture->app)->agenda->of;
  const Evening *evening = edit(fixture, TEA_AT("21:30") ", " WALK_AT("19:30"));
  g_assert_true(plan_step(evening->plan, "walk")->predates_start);
  g_assert_false(plan_step(evening->plan, "walk")->counts);
  g_assert_true(evening->agenda->any_predates_start);
  g_assert_cmpuint(evening->agenda->of, <, before);
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "");
  fixture_at(fixture, "2026-11-25 20:00");
  g_assert_true(plan_step(app_evening(fixture->app)->plan, "walk")->counts); /* it starts tomorrow */
  listener_stop(&listener);
}

static void a_removed_step_disappears_tonight_while_it_is_open(Fixture *fixture, gconstpointer data) {
  fixture_mark(fixture, "stretch", MARK_SKIPPED);
  const Evening *evening = edit(fixture, "");
  g_assert_null(plan_step(evening->plan, "tea"));
  g_assert_nonnull(plan_step(evening->plan, "stretch")); /* it was answered */
  g_assert_cmpint(record_mark(evening->record, "stretch"), ==, MARK_SKIPPED);
  evening = travel_open(fixture, fixture_instant(fixture, "2026-11-25 20:00"), TRUE);
  g_assert_null(plan_step(evening->plan, "stretch"));
}

static void the_past_keeps_the_steps_and_titles_that_it_had(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_mark(fixture, "tea", MARK_DONE);
  fixture_at(fixture, "2026-11-25 20:00");
  edit(fixture, "{ id = \"tea\"; title = \"Camomile\"; at = \"22:00\"; }");
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  g_assert_true(app_load_night(fixture->app, night, &plan, &record, NULL));
  g_assert_cmpstr(plan_step(plan, "tea")->title, ==, "Herbal tea");
  g_assert_nonnull(plan_step(plan, "caffeine"));
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  const int tea = history_step(history, "tea");
  g_assert_cmpint(history_find(history, history_night(history, 0), (guint16) tea)->mark, ==, MARK_DONE);
  g_assert_cmpstr(g_ptr_array_index(history->titles, tea), ==, "Camomile");
  g_assert_cmpstr(plan_step(app_evening(fixture->app)->plan, "tea")->title, ==, "Camomile");
}

static void a_moved_step_is_reminded_of_at_its_new_time_once(Fixture *fixture, gconstpointer data) {
  Listener listener;
  edit(fixture, TEA_AT("20:30"));
  listener_start(&listener, fixture);
  fixture_at(fixture, "2026-11-24 20:30");
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "Herbal tea; ");
  fixture_at(fixture, "2026-11-24 20:40");
  edit(fixture, TEA_AT("21:30"));
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "");
  fixture_at(fixture, "2026-11-24 21:30");
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "Herbal tea; ");
  travel_reload(fixture); /* read again, not edited */
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "");
  edit(fixture, TEA_AT("21:00")); /* into the past */
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "");
  listener_stop(&listener);
}

static void an_answered_step_that_is_moved_stays_answered(Fixture *fixture, gconstpointer data) {
  Listener listener;
  listener_start(&listener, fixture);
  fixture_mark(fixture, "tea", MARK_DONE);
  const Evening *evening = edit(fixture, TEA_AT("22:30"));
  fixture_assert_shows(plan_step(evening->plan, "tea")->at, BERLIN, "2026-11-24 21:30");
  fixture_at(fixture, "2026-11-24 22:30");
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "");
  listener_stop(&listener);
}

static void other_hours_move_what_hangs_on_them(Fixture *fixture, gconstpointer data) {
  travel_write(fixture, "zone = \"Europe/Berlin\"; bed = \"00:30\"; wake = \"08:00\";");
  const Plan *plan = travel_reload(fixture)->plan;
  fixture_assert_shows(plan->bed, BERLIN, "2026-11-25 00:30");
  fixture_assert_shows(plan->wake, BERLIN, "2026-11-25 08:00");
  fixture_assert_shows(plan_step(plan, "tea")->at, BERLIN, "2026-11-24 23:00");
  fixture_assert_shows(plan->start, BERLIN, "2026-11-24 07:00"); /* it has begun */
}

static void hours_edited_after_lights_out_judge_nothing_anew(Fixture *fixture, gconstpointer data) {
  fixture_at(fixture, "2026-11-24 23:05");
  const Action good_night = { .kind = ACTION_GOOD_NIGHT };
  fixture_perform(fixture, &good_night);
  travel_write(fixture, "zone = \"Europe/Berlin\"; bed = \"21:30\"; wake = \"08:00\";");
  const Plan *plan = travel_reload(fixture)->plan;
  fixture_assert_shows(plan->target_bed, BERLIN, "2026-11-24 23:00");
  fixture_assert_shows(plan->wake, BERLIN, "2026-11-25 08:00");
}

#define HOURS(bed) "zone = \"Europe/Berlin\"; bed = \"" bed "\"; wake = \"07:00\";"

static void assert_edited(Fixture *fixture, const char *now, const char *hours, const char *judged) {
  fixture_at(fixture, now);
  travel_write(fixture, hours);
  const Plan *plan = travel_reload(fixture)->plan;
  fixture_assert_shows(plan->target_bed, BERLIN, judged);
  plan = travel_open(fixture, fixture_instant(fixture, now), TRUE)->plan;
  fixture_assert_shows(plan->target_bed, BERLIN, judged);
}

static void a_bedtime_edited_before_it_comes_is_the_one_to_judge_by(Fixture *fixture, gconstpointer data) {
  assert_edited(fixture, "2026-11-24 22:00", HOURS("23:30"), "2026-11-24 23:30");
  assert_edited(fixture, "2026-11-24 23:10", HOURS("23:45"), "2026-11-24 23:45");
}

static void a_bedtime_edited_once_it_has_passed_judges_nothing_anew(Fixture *fixture, gconstpointer data) {
  assert_edited(fixture, "2026-11-24 23:10", HOURS("23:45"), "2026-11-24 23:00");
  fixture_assert_shows(app_evening(fixture->app)->plan->bed, BERLIN, "2026-11-24 23:45");
  assert_edited(fixture, "2026-11-24 23:20", HOURS("22:00"), "2026-11-24 23:00");
}

static void a_bedtime_edited_into_the_past_judges_nothing(Fixture *fixture, gconstpointer data) {
  assert_edited(fixture, "2026-11-24 21:50", HOURS("21:30"), "2026-11-24 23:00");
}

static void a_move_taken_back_after_its_time_leaves_the_bedtime_of_the_routine(Fixture *fixture, gconstpointer data) {
  const Action earlier = { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 21:00") };
  fixture_perform(fixture, &earlier);
  fixture_at(fixture, "2026-11-24 21:30");
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  fixture_assert_shows(app_evening(fixture->app)->plan->target_bed, BERLIN, "2026-11-24 23:00");
}

static void a_second_move_taken_back_leaves_the_first(Fixture *fixture, gconstpointer data) {
  const Action moves[] = {
    { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 23:30") },
    { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 22:30") },
  };
  fixture_perform(fixture, &moves[0]);
  fixture_at(fixture, "2026-11-24 22:00");
  fixture_perform(fixture, &moves[1]);
  fixture_at(fixture, "2026-11-24 22:45");
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  fixture_assert_shows(app_evening(fixture->app)->plan->target_bed, BERLIN, "2026-11-24 23:30");
}

static void a_bedtime_moved_by_hand_outlives_an_edit(Fixture *fixture, gconstpointer data) {
  const Action action = { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 23:45") };
  fixture_perform(fixture, &action);
  const Plan *plan = edit(fixture, "{ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 45m\"; }")->plan;
  fixture_assert_shows(plan->bed, BERLIN, "2026-11-24 23:45");
  fixture_assert_shows(plan_step(plan, "tea")->at, BERLIN, "2026-11-24 23:00");
}

/* ---- Files that cannot be used. ---- */

static void an_unsound_edit_changes_nothing_and_says_where(Fixture *fixture, gconstpointer data) {
  g_autoptr(Plan) before = plan_copy(app_evening(fixture->app)->plan);
  fixture_write_config(fixture, "bed = \"23:00\";\nwake = \"07:00\";\nsteps = ( { id = \"tea\"; at = \"bad\"; } );\n");
  const Evening *evening = travel_reload(fixture);
  g_assert_nonnull(strstr(evening->notice, "winddown.cfg:3: steps[0].at"));
  g_assert_true(plan_equal(before, evening->plan));
  g_assert_nonnull(routine_step(evening->routine, "stretch"));
  fixture_write_config(fixture, FIXTURE_ROUTINE);
  g_assert_null(travel_reload(fixture)->notice);
}

static void a_zone_that_is_a_number_is_a_problem(Fixture *fixture, gconstpointer data) {
  travel_write_zone(fixture, "5");
  const Evening *evening = travel_reload(fixture);
  g_assert_nonnull(strstr(evening->notice, "zone"));
  fixture_assert_shows(evening->plan->bed, BERLIN, "2026-11-24 23:00");
}

/* As an editor does that takes the old file away before it puts the new one there. */
static void a_file_that_goes_takes_nothing_with_it(Fixture *fixture, gconstpointer data) {
  g_autoptr(Plan) before = plan_copy(app_evening(fixture->app)->plan);
  g_assert_cmpint(g_unlink(fixture->config_path), ==, 0);
  const Evening *evening = travel_reload(fixture);
  g_assert_nonnull(evening->notice);
  g_assert_true(plan_equal(before, evening->plan));
  fixture_write_config(fixture, FIXTURE_ROUTINE);
  evening = travel_reload(fixture);
  g_assert_null(evening->notice);
  g_assert_true(plan_equal(before, evening->plan));
}

static void a_start_with_an_unsound_file_runs_the_last_sound_one(Fixture *fixture, gconstpointer data) {
  write_steps(fixture, WALK_AT("20:30"));
  travel_reload(fixture);
  fixture_write_config(fixture, "bed = \"25:99\";\n");
  const Evening *evening = travel_open(fixture, fixture_instant(fixture, EVENING), TRUE);
  g_assert_nonnull(strstr(evening->notice, "winddown.cfg:1: bed"));
  g_assert_nonnull(routine_step(evening->routine, "walk"));
}

/* ---- The file is watched. ---- */

static gboolean give_up(gpointer data) {
  g_error("the file was never taken up");
  return G_SOURCE_REMOVE;
}

static void wait_for_step(Fixture *fixture, const char *step) {
  const guint limit = g_timeout_add_seconds(20, give_up, NULL);
  while (!plan_step(app_evening(fixture->app)->plan, step))
    g_main_context_iteration(NULL, TRUE);
  g_source_remove(limit);
}

static void an_edit_is_taken_up_while_it_runs(Fixture *fixture, gconstpointer data) {
  configuration_follow(fixture->app);
  write_steps(fixture, WALK_AT("20:30")); /* moved into its place, as careful editors do */
  wait_for_step(fixture, "walk");
  FILE *file = g_fopen(fixture->config_path, "w"); /* written over, as the others do */
  g_assert_nonnull(file);
  fputs("zone = \"Europe/Berlin\"; steps = ( { id = \"read\"; title = \"Read\"; at = \"22:00\"; });\n", file);
  g_assert_cmpint(fclose(file), ==, 0);
  wait_for_step(fixture, "read");
}

/* The file was touched by then: a turn has to follow. */
static void start_watching(Fixture *fixture) {
  configuration_follow(fixture->app);
  turn_now(fixture->app);
}

/* What a manager of such files makes of the routine: `config_path` becomes a link, and the file lies in a folder of its
 * own. Gives its new path (owned). */
static char *keep_elsewhere(Fixture *fixture, const char *target) {
  g_autofree char *folder = g_build_filename(fixture->folder, "kept", NULL);
  char *file = g_build_filename(folder, "routine.cfg", NULL);
  g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
  g_assert_cmpint(g_rename(fixture->config_path, file), ==, 0);
  g_assert_cmpint(symlink(target, fixture->config_path), ==, 0);
  return file;
}

static void write_over(const char *path, const char *step) {
  FILE *file = g_fopen(path, "w");
  g_assert_nonnull(file);
  fprintf(file, "zone = \"Europe/Berlin\"; steps = ( { id = \"%s\"; title = \"A step\"; at = \"22:00\"; });\n", step);
  g_assert_cmpint(fclose(file), ==, 0);
}

static void a_routine_behind_a_link_is_followed(Fixture *fixture, gconstpointer data) {
  g_autofree char *file = keep_elsewhere(fixture, "kept/routine.cfg");
  g_autofree char *other = g_build_filename(fixture->folder, "kept", "other.cfg", NULL);
  start_watching(fixture);
  write_over(file, "read");
  wait_for_step(fixture, "read");
  write_over(other, "bath");
  g_assert_cmpint(g_rename(other, file), ==, 0);
  wait_for_step(fixture, "bath");
  write_over(file, "walk"); /* the one that is there now */
  wait_for_step(fixture, "walk");
}

static void a_link_that_leads_elsewhere_is_followed_there(Fixture *fixture, gconstpointer data) {
  g_autofree char *file = keep_elsewhere(fixture, "kept/routine.cfg");
  g_autofree char *other = g_build_filename(fixture->folder, "other.cfg", NULL);
  g_autofree char *link = g_build_filename(fixture->folder, "link", NULL);
  write_over(other, "bath");
  start_watching(fixture);
  g_assert_cmpint(symlink("other.cfg", link), ==, 0);
  g_assert_cmpint(g_rename(link, fixture->config_path), ==, 0);
  wait_for_step(fixture, "bath");
  write_over(other, "walk");
  wait_for_step(fixture, "walk");
}

static void a_routine_in_a_folder_behind_a_link_is_followed(Fixture *fixture, gconstpointer data) {
  g_autofree char *folder = g_build_filename(fixture->folder, "mine", NULL);
  g_autofree char *path = g_build_filename(folder, "winddown.cfg", NULL);
  g_autofree char *kept = g_build_filename(fixture->folder, "kept", NULL);
  g_autofree char *file = g_build_filename(kept, "winddown.cfg", NULL);
  g_assert_cmpint(g_mkdir(kept, 0700), ==, 0);
  g_assert_cmpint(g_rename(fixture->config_path, file), ==, 0);
  g_assert_cmpint(symlink("kept", folder), ==, 0);
  g_free(fixture->config_path);
  fixture->config_path = g_steal_pointer(&path);
  travel_open(fixture, fixture_instant(fixture, EVENING), TRUE);
  start_watching(fixture);
  write_over(file, "read");
  wait_for_step(fixture, "read");
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/config-change/a-new-step-appears-and-counts-when-it-lies-ahead",
      a_new_step_appears_and_counts_when_it_lies_ahead);
  ADD("/config-change/a-new-step-whose-time-has-passed-does-not-count",
      a_new_step_whose_time_has_passed_does_not_count);
  ADD("/config-change/a-removed-step-disappears-tonight-while-it-is-open",
      a_removed_step_disappears_tonight_while_it_is_open);
  ADD("/config-change/the-past-keeps-the-steps-and-titles-that-it-had",
      the_past_keeps_the_steps_and_titles_that_it_had);
  ADD("/config-change/a-moved-step-is-reminded-of-at-its-new-time-once",
      a_moved_step_is_reminded_of_at_its_new_time_once);
  ADD("/config-change/an-answered-step-that-is-moved-stays-answered", an_answered_step_that_is_moved_stays_answered);
  ADD("/config-change/other-hours-move-what-hangs-on-them", other_hours_move_what_hangs_on_them);
  ADD("/config-change/hours-edited-after-lights-out-judge-nothing-anew",
      hours_edited_after_lights_out_judge_nothing_anew);
  ADD("/config-change/a-bedtime-edited-before-it-comes-is-the-one-to-judge-by",
      a_bedtime_edited_before_it_comes_is_the_one_to_judge_by);
  ADD("/config-change/a-bedtime-edited-once-it-has-passed-judges-nothing-anew",
      a_bedtime_edited_once_it_has_passed_judges_nothing_anew);
  ADD("/config-change/a-bedtime-edited-into-the-past-judges-nothing", a_bedtime_edited_into_the_past_judges_nothing);
  ADD("/config-change/a-move-taken-back-after-its-time-leaves-the-bedtime-of-the-routine",
      a_move_taken_back_after_its_time_leaves_the_bedtime_of_the_routine);
  ADD("/config-change/a-second-move-taken-back-leaves-the-first", a_second_move_taken_back_leaves_the_first);
  ADD("/config-change/a-bedtime-moved-by-hand-outlives-an-edit", a_bedtime_moved_by_hand_outlives_an_edit);
  ADD("/config-change/an-unsound-edit-changes-nothing-and-says-where", an_unsound_edit_changes_nothing_and_says_where);
  ADD("/config-change/a-zone-that-is-a-number-is-a-problem", a_zone_that_is_a_number_is_a_problem);
  ADD("/config-change/a-file-that-goes-takes-nothing-with-it", a_file_that_goes_takes_nothing_with_it);
  ADD("/config-change/a-start-with-an-unsound-file-runs-the-last-sound-one",
      a_start_with_an_unsound_file_runs_the_last_sound_one);
  ADD("/config-change/an-edit-is-taken-up-while-it-runs", an_edit_is_taken_up_while_it_runs);
  ADD("/config-change/a-routine-behind-a-link-is-followed", a_routine_behind_a_link_is_followed);
  ADD("/config-change/a-link-that-leads-elsewhere-is-followed-there", a_link_that_leads_elsewhere_is_followed_there);
  ADD("/config-change/a-routine-in-a-folder-behind-a-link-is-followed",
      a_routine_in_a_folder_behind_a_link_is_followed);
  return g_test_run();
}
