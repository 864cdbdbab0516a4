/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/presence.h"
#include "tests/app/fixture.h"

#include <sqlite3.h>

#define EVENING "2026-11-24 21:00"

static void first_evening_starts_now(Fixture *fixture, gconstpointer data) {
  const Evening *evening = app_evening(fixture->app);
  const PlanStep *caffeine = plan_step(evening->plan, "caffeine");
  g_assert_true(caffeine->predates_start);
  g_assert_false(caffeine->counts);
  g_assert_true(evening->agenda->any_predates_start);
  g_assert_false(plan_step(evening->plan, "tea")->predates_start);
}

static void after_midnight_is_still_tonight(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 00:40")->plan->night, ==, night);
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 07:00")->plan->night, ==, night + 1);
}

static void a_mark_survives_the_program(Fixture *fixture, gconstpointer data) {
  fixture_mark(fixture, "tea", MARK_DONE);
  g_clear_pointer(&fixture->app, app_free);
  fixture->app = fixture_open(fixture, "2026-11-24 22:00", TRUE);
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "tea"), ==, MARK_DONE);
}

static void undo_walks_back_across_programs(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  fixture_mark(fixture, "tea", MARK_DONE);
  fixture_mark(fixture, "stretch", MARK_SKIPPED);
  g_clear_pointer(&fixture->app, app_free);
  fixture->app = fixture_open(fixture, "2026-11-24 22:00", TRUE);
  g_assert_true(app_undo(fixture->app, NULL, &error));
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "stretch"), ==, MARK_OPEN);
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "tea"), ==, MARK_DONE);
  g_assert_true(app_undo(fixture->app, NULL, &error));
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "tea"), ==, MARK_OPEN);
  g_assert_false(app_undo(fixture->app, NULL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
}

static void what_is_so_already_is_no_act(Fixture *fixture, gconstpointer data) {
  const gint64 bed = fixture_instant(fixture, "2026-11-24 23:30");
  const Action acts[] = {
    { .kind = ACTION_BED, .instant = bed },
    { .kind = ACTION_MARK, .step = "tea", .mark = MARK_DONE },
    { .kind = ACTION_PAUSE, .step = "stretch", .night = fixture_night("2026-11-24") },
    { .kind = ACTION_SHIFT, .night = fixture_night("2026-11-30") },
  };
  const gsize changing = 3; /* no shift was chosen for that date */
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(acts); i++)
    fixture_perform(fixture, &acts[i / 2]);
  for (gsize i = 0; i < changing; i++)
    g_assert_true(app_undo(fixture->app, NULL, NULL));
  g_assert_false(app_undo(fixture->app, NULL, NULL));
  g_assert_cmpint(app_evening(fixture->app)->record->moved_bed, ==, 0);
}

/* Makes an exported night one of another date, with all its moments. */
static void move_night(ExportedNight *exported, Night night) {
  Plan *plan = exported->plan;
  const gint64 by = ((gint64) night - plan->night) * DAYTIME_DAY_SECONDS;
  gint64 *const hours[] = { &plan->start, &plan->bed, &plan->target_bed, &plan->wake };
  for (gsize i = 0; i < G_N_ELEMENTS(hours); i++)
    *hours[i] += by;
  for (guint i = 0; i < plan->steps->len; i++) {
    PlanStep *step = g_ptr_array_index(plan->steps, i);
    step->at += by;
    step->until += by;
  }
  for (guint i = 0; i < plan->bands->len; i++) {
    PlanBand *band = g_ptr_array_index(plan->bands, i);
    band->at += by;
    band->until += by;
  }
  plan->night = exported->record->night = night;
}

static void a_night_before_the_first_has_no_record(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  const Action action = { .kind = ACTION_MARK, .night = fixture_night("2026-11-20"), .step = "tea", .mark = MARK_DONE };
  g_assert_false(app_perform(fixture->app, &action, NULL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  g_autoptr(Export) export = app_export(fixture->app, NULL);
  ExportedNight *exported = g_ptr_array_index(export->nights, 0);
  move_night(exported, action.night);
  g_assert_true(app_import(fixture->app, export, NULL, NULL));
  fixture_perform(fixture, &action); /* an import has brought it */
}

/* The step was open all along: that it is again would say nothing. */
static void undo_of_a_snooze_names_it(Fixture *fixture, gconstpointer data) {
  static const char *const told[] = { "Undone: Lights out is snoozed until 22:10 again.",
                                      "Undone: Lights out is no longer snoozed." };
  fixture_at(fixture, "2026-11-24 22:00");
  for (int minutes = 10; minutes <= 20; minutes += 10)
    fixture_perform(fixture, &(Action){ .kind = ACTION_SNOOZE, .step = "bed", .minutes = minutes });
  for (gsize i = 0; i < G_N_ELEMENTS(told); i++) {
    g_autofree char *message = NULL;
    g_assert_true(app_undo(fixture->app, &message, NULL));
    g_assert_cmpstr(message, ==, told[i]);
  }
}

static void a_moved_bedtime_moves_open_steps_and_undo_brings_it_back(Fixture *fixture, gconstpointer data) {
  const gint64 bed = fixture_instant(fixture, "2026-11-24 23:30");
  const Action action = { .kind = ACTION_BED, .instant = bed };
  fixture_perform(fixture, &action);
  const Evening *evening = app_evening(fixture->app);
  g_assert_cmpint(evening->plan->bed, ==, bed);
  g_assert_cmpint(plan_step(evening->plan, "tea")->at, ==, fixture_instant(fixture, "2026-11-24 22:00"));
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  evening = app_evening(fixture->app);
  g_assert_cmpint(evening->plan->bed, ==, fixture_instant(fixture, "2026-11-24 23:00"));
  g_assert_cmpint(plan_step(evening->plan, "tea")->at, ==, fixture_instant(fixture, "2026-11-24 21:30"));
}

static void the_night_after_a_moved_bedtime_is_untouched(Fixture *fixture, gconstpointer data) {
  const Action action = {
    .kind = ACTION_BED,
    .instant = fixture_instant(fixture, "2026-11-25 00:30"),
    .wake = fixture_instant(fixture, "2026-11-25 08:30"),
  };
  fixture_perform(fixture, &action);
  const Night night = app_evening(fixture->app)->plan->night;
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 08:00")->plan->night, ==, night);
  const Evening *evening = fixture_at(fixture, "2026-11-25 08:31");
  g_assert_cmpuint(evening->plan->night, ==, night + 1);
  g_assert_cmpint(evening->plan->bed, ==, fixture_instant(fixture, "2026-11-25 23:00"));
}

static void nights_nobody_opened_count_as_open(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-28 20:00");
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(history->nights->len, ==, 5);
  g_assert_cmpuint(history_night(history, 2)->night, ==, night + 2);
  const int tea = history_step(history, "tea");
  g_assert_cmpint(history_find(history, history_night(history, 2), (guint16) tea)->mark, ==, MARK_OPEN);
}

static void a_reader_stores_nothing_and_sees_the_same(Fixture *fixture, gconstpointer data) {
  g_clear_pointer(&fixture->app, app_free);
  fixture->app = fixture_open(fixture, "2026-11-27 20:00", FALSE);
  g_autoptr(History) seen = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpuint(seen->nights->len, ==, 4);
  g_clear_pointer(&fixture->app, app_free);
  g_autoptr(Store) store = store_open(fixture->data_folder, STORE_READ, 0, NULL);
  g_autoptr(History) stored = store_load_history(store, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpuint(stored->nights->len, ==, 1);
}

static Streak run_under(App *app, StreakRules *rules) {
  g_autoptr(History) history = app_history(app, NIGHT_NONE, NIGHT_NONE, NULL);
  *rules = app_streak_rules(app);
  return streak_routine(history, rules);
}

/* Nobody opened the program last night: that is as open for a reader as for a program that stores the night. */
static void last_night_is_closed_by_one_rule_whether_stored_or_not(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *at;
    int closed_before; /* nights before tonight */
    int run;
  } cases[] = {
    { "2026-11-28 12:00", 2, 3 },
    { "2026-11-28 22:59", 2, 3 },
    { "2026-11-28 23:00", 1, 0 }, /* the next bedtime has passed */
  };
  for (int day = 24; day < 27; day++) {
    g_autofree char *evening = g_strdup_printf("2026-11-%d 22:10", day);
    fixture_at(fixture, evening);
    fixture_mark(fixture, "tea", MARK_DONE);
    fixture_mark(fixture, "stretch", MARK_DONE);
    fixture_mark(fixture, "bed", MARK_DONE);
  }
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
    StreakRules rules;
    g_clear_pointer(&fixture->app, app_free);
    fixture->app = fixture_open(fixture, cases[i / 2].at, i % 2 == 1);
    g_test_message("%s %s", cases[i / 2].at, i % 2 == 1 ? "stored" : "only read");
    g_assert_cmpint(run_under(fixture->app, &rules).current, ==, cases[i / 2].run);
    g_assert_cmpint(rules.closed_to, ==, fixture_night("2026-11-28") - (Night) cases[i / 2].closed_before);
    if (cases[i / 2].closed_before == 2)
      g_assert_cmpuint(app_evening(fixture->app)->morning_due, ==, fixture_night("2026-11-27"));
  }
}

static void an_answered_morning_closes_its_night(Fixture *fixture, gconstpointer data) {
  fixture_at(fixture, "2026-11-25 08:00");
  const Night night = fixture_night("2026-11-24");
  g_assert_cmpuint(app_streak_rules(fixture->app).closed_to, ==, night - 1);
  const Morning morning = {
    .rested = 4,
    .wakings = MORNING_UNKNOWN,
    .asleep_after_minutes = MORNING_UNKNOWN,
    .awake_minutes = MORNING_UNKNOWN,
  };
  fixture_perform(fixture, &(Action){ .kind = ACTION_MORNING, .night = night, .morning = &morning });
  g_assert_cmpuint(app_streak_rules(fixture->app).closed_to, ==, night);
}

/* What an import does not have stays without a record: in the middle, and before this program's first run. */
static void an_import_fills_no_hole(Fixture *fixture, gconstpointer data) {
  static const int before[] = { 30, 29, 20 };
  for (gsize i = 0; i < G_N_ELEMENTS(before); i++) {
    g_autoptr(Export) export = app_export(fixture->app, NULL);
    move_night(g_ptr_array_index(export->nights, 0), fixture_night("2026-11-24") - (Night) before[i]);
    g_ptr_array_set_size(export->nights, 1);
    g_assert_true(app_import(fixture->app, export, NULL, NULL));
  }
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpuint(history->nights->len, ==, 4);
}

static void an_unsound_file_leaves_a_routine_and_says_where(Fixture *fixture, gconstpointer data) {
  g_clear_pointer(&fixture->app, app_free);
  fixture_write_config(fixture, "bed = \"25:99\";\n");
  fixture->app = fixture_open(fixture, EVENING, TRUE);
  const Evening *evening = app_evening(fixture->app);
  g_assert_nonnull(strstr(evening->notice, "winddown.cfg:1: bed"));
  g_assert_cmpuint(evening->routine->steps->len, >, 0);
}

static void the_clock_may_step_by_years_and_back(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  g_assert_cmpuint(fixture_at(fixture, "2029-03-01 21:00")->plan->night, ==, night + 828);
  g_assert_cmpuint(fixture_at(fixture, EVENING)->plan->night, ==, night);
  g_assert_cmpuint(fixture_at(fixture, "2026-11-24 06:00")->plan->night, ==, night - 1);
}

static void last_morning_is_asked_until_it_is_answered(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  g_assert_cmpuint(app_evening(fixture->app)->morning_due, ==, NIGHT_NONE);
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 07:30")->morning_due, ==, night);
  Morning morning;
  morning_init(&morning);
  morning.rested = 4;
  const Action action = { .kind = ACTION_MORNING, .night = night, .morning = &morning };
  fixture_perform(fixture, &action);
  g_assert_cmpuint(app_evening(fixture->app)->morning_due, ==, NIGHT_NONE);
}

static void a_morning_answered_before_waking_closes_the_night(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-25 06:30");
  g_assert_cmpuint(app_streak_rules(fixture->app).closed_to, ==, night - 1);
  Morning morning;
  morning_init(&morning);
  morning.rested = 4;
  fixture_perform(fixture, &(Action){ .kind = ACTION_MORNING, .night = night, .morning = &morning });
  g_assert_cmpuint(app_streak_rules(fixture->app).closed_to, ==, night);
}

static void what_was_exported_can_be_imported_twice(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  fixture_mark(fixture, "tea", MARK_DONE);
  g_autoptr(Export) export = app_export(fixture->app, &error);
  g_assert_no_error(error);
  g_clear_pointer(&fixture->app, app_free);
  g_free(fixture->data_folder);
  fixture->data_folder = g_build_filename(fixture->folder, "other", NULL);
  fixture->app = fixture_open(fixture, "2026-11-24 22:00", TRUE);
  for (int i = 0; i < 2; i++) {
    g_assert_true(app_import(fixture->app, export, NULL, &error));
    g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "tea"), ==, MARK_DONE);
  }
}

static void an_import_from_long_ago_is_not_bridged_night_by_night(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  const Night tonight = app_evening(fixture->app)->plan->night;
  g_autoptr(Export) export = app_export(fixture->app, &error);
  ExportedNight *exported = g_ptr_array_index(export->nights, 0);
  move_night(exported, tonight - 20000);
  g_assert_true(app_import(fixture->app, export, NULL, &error));
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(history_night(history, 0)->night, ==, tonight - 20000);
  g_assert_cmpuint(history->nights->len, ==, 2);
}

static void what_reminds_is_seen_for_as_long_as_it_lives(Fixture *fixture, gconstpointer data) {
  g_assert_false(presence_is_held(fixture->data_folder, PRESENCE_REMIND));
  const int one = presence_hold(fixture->data_folder, PRESENCE_REMIND);
  const int other = presence_hold(fixture->data_folder, PRESENCE_REMIND);
  g_assert_true(presence_is_held(fixture->data_folder, PRESENCE_REMIND));
  g_assert_true(g_close(one, NULL));
  g_assert_true(presence_is_held(fixture->data_folder, PRESENCE_REMIND));
  g_assert_true(g_close(other, NULL));
  g_assert_false(presence_is_held(fixture->data_folder, PRESENCE_REMIND));
  g_assert_cmpint(presence_hold("/nowhere/at/all", PRESENCE_REMIND), ==, -1);
}

/* From now on the plan of no night can be saved with another bedtime. */
static void forbid_new_bedtimes(const Fixture *fixture) {
  g_autofree char *path = g_build_filename(fixture->data_folder, "nights.db", NULL);
  sqlite3 *db = NULL;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(db,
                               "CREATE TRIGGER full BEFORE UPDATE OF bed ON night WHEN OLD.bed IS NOT NEW.bed "
                               "BEGIN SELECT RAISE(ABORT, 'full'); END",
                               NULL, NULL, NULL),
                  ==, SQLITE_OK);
  sqlite3_close(db);
}

static void an_act_that_is_on_disk_was_done_whatever_comes_after(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;
  const gint64 bed = fixture_instant(fixture, "2026-11-24 23:30");
  const Action action = { .kind = ACTION_BED, .instant = bed };
  forbid_new_bedtimes(fixture);
  g_assert_true(app_perform(fixture->app, &action, &message, &error));
  g_assert_no_error(error);
  g_assert_cmpint(app_evening(fixture->app)->plan->bed, ==, bed);
  g_assert_nonnull(strstr(message, "could not be brought up to date"));
  g_autoptr(Store) store = store_open(fixture->data_folder, STORE_READ, 0, NULL);
  g_autoptr(Record) record = store_load_record(store, app_evening(fixture->app)->plan->night, NULL);
  g_assert_cmpint(record->moved_bed, ==, bed);
}

static void a_step_named_by_the_plan_itself_outlives_the_act(Fixture *fixture, gconstpointer data) {
  g_autofree char *message = NULL;
  const PlanStep *tea = plan_step(app_evening(fixture->app)->plan, "tea");
  const Action action = { .kind = ACTION_MARK, .step = tea->id, .mark = MARK_DONE };
  g_assert_true(app_perform(fixture->app, &action, &message, NULL));
  g_assert_cmpstr(message, ==, "Herbal tea: done.");
}

static void an_act_knows_what_another_program_paused_a_moment_ago(Fixture *fixture, gconstpointer data) {
  const Evening *evening = fixture_at(fixture, "2026-11-25 22:50");
  g_autoptr(App) other = fixture_open(fixture, "2026-11-25 22:50", TRUE);
  const Action pause = { .kind = ACTION_PAUSE, .step = "caffeine", .night = evening->plan->night };
  const Action good_night = { .kind = ACTION_GOOD_NIGHT };
  g_assert_true(app_perform(other, &pause, NULL, NULL));
  fixture_perform(fixture, &good_night);
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "caffeine"), ==, MARK_OPEN);
}

/* An import is an act like any other: the newest goes first, and takes only its own along. */
static void undo_takes_back_an_import_and_then_what_was_before_it(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  const Action pause = { .kind = ACTION_PAUSE, .step = "tea", .night = night };
  g_autoptr(Export) export = export_new();
  g_ptr_array_add(export->pauses, pause_new("stretch", night, NIGHT_NONE, 1));
  fixture_perform(fixture, &pause);
  g_assert_true(app_import(fixture->app, export, NULL, NULL));
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  g_assert_true(pauses_cover(app_evening(fixture->app)->pauses, "tea", night));
  g_assert_false(pauses_cover(app_evening(fixture->app)->pauses, "stretch", night));
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  g_assert_false(pauses_cover(app_evening(fixture->app)->pauses, "tea", night));
}

static void import_taken_back_can_be_made_again(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  const gint64 now = app_evening(fixture->app)->now;
  const Action act = { .kind = ACTION_MARK, .step = "stretch", .mark = MARK_SKIPPED };
  g_autofree char *message = NULL;
  g_autoptr(Export) export = app_export(fixture->app, NULL), older = app_export(fixture->app, NULL);
  ExportedNight *tonight = g_ptr_array_index(export->nights, 0), *long_ago = g_ptr_array_index(older->nights, 0);
  StepRecord *marked = record_touch(tonight->record, "tea");
  marked->mark = MARK_DONE;
  marked->marked_at = now;
  tonight->record->morning.rested = 4;
  tonight->record->morning.note = g_strdup("slept well");
  tonight->record->morning.answered_at = now;
  move_night(long_ago, night - 3);
  g_ptr_array_insert(export->nights, 0, g_ptr_array_steal_index(older->nights, 0));
  fixture_perform(fixture, &act);
  for (int i = 0; i < 2; i++) {
    ImportCount count = { 0 };
    g_clear_pointer(&message, g_free);
    g_assert_true(app_import(fixture->app, export, &count, NULL));
    g_assert_cmpuint(count.nights, ==, 2);
    const Record *record = app_evening(fixture->app)->record;
    g_assert_cmpint(record_mark(record, "tea"), ==, MARK_DONE);
    g_assert_cmpstr(record->morning.note, ==, "slept well");
    g_autoptr(History) merged = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
    g_assert_cmpuint(merged->nights->len, ==, 2);
    g_assert_true(app_undo(fixture->app, &message, NULL));
    g_assert_cmpstr(message, ==, "Undone: the import. Nights and pauses are as they were before.");
    record = app_evening(fixture->app)->record;
    g_assert_cmpint(record_mark(record, "tea"), ==, MARK_OPEN);
    g_assert_cmpint(record_mark(record, "stretch"), ==, MARK_SKIPPED);
    g_assert_null(record->morning.note);
    g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
    g_assert_cmpuint(history->nights->len, ==, 1);
  }
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "stretch"), ==, MARK_OPEN);
}

static void nights_to_come_are_left_out_of_an_import(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  g_autoptr(Export) export = app_export(fixture->app, NULL);
  ImportCount count = { 0 };
  move_night(g_ptr_array_index(export->nights, 0), night + 1);
  g_assert_true(app_import(fixture->app, export, &count, NULL));
  g_assert_cmpuint(count.nights, ==, 0);
  g_assert_cmpuint(count.coming, ==, 1);
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, night);
}

/* A mark with a time in years would win every merge until then. */
static void marks_of_a_clock_that_was_ahead_are_refused(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Export) export = app_export(fixture->app, NULL);
  ExportedNight *tonight = g_ptr_array_index(export->nights, 0);
  StepRecord *marked = record_touch(tonight->record, "tea");
  marked->mark = MARK_DONE;
  marked->marked_at = app_evening(fixture->app)->now + 86400 + 1;
  g_assert_false(app_import(fixture->app, export, NULL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  marked->marked_at--;
  g_assert_true(app_import(fixture->app, export, NULL, NULL));
}

static void look_at_everything(App *app, gpointer data) {
  const Evening *evening = app_evening(app);
  guint *told = data;
  (*told)++;
  g_assert_cmpuint(evening->pauses->len, ==, 1);
  g_assert_cmpuint(evening->agenda->rows->len, ==, evening->plan->steps->len);
  g_assert_nonnull(evening->status);
  g_assert_cmpint(daytime_offset_of(evening->now, evening->zone), ==, 3600);
}

static void what_is_told_in_trouble_is_whole(Fixture *fixture, gconstpointer data) {
  guint told = 0;
  g_autoptr(App) other = fixture_open(fixture, EVENING, TRUE);
  const Action pause = { .kind = ACTION_PAUSE, .step = "tea", .night = app_evening(other)->plan->night };
  const Action bed = { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 23:30") };
  forbid_new_bedtimes(fixture);
  g_assert_true(app_perform(other, &pause, NULL, NULL));
  g_assert_true(app_perform(other, &bed, NULL, NULL));
  app_observe(fixture->app, look_at_everything, &told);
  app_tick(fixture->app);
  g_assert_cmpuint(told, ==, 1);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/app/first-evening-starts-now", first_evening_starts_now);
  ADD("/app/after-midnight-is-still-tonight", after_midnight_is_still_tonight);
  ADD("/app/a-mark-survives-the-program", a_mark_survives_the_program);
  ADD("/app/undo-walks-back-across-programs", undo_walks_back_across_programs);
  ADD("/app/what-is-so-already-is-no-act", what_is_so_already_is_no_act);
  ADD("/app/a-night-before-the-first-has-no-record", a_night_before_the_first_has_no_record);
  ADD("/app/undo-of-a-snooze-names-it", undo_of_a_snooze_names_it);
  ADD("/app/a-moved-bedtime-moves-open-steps-and-undo-brings-it-back",
      a_moved_bedtime_moves_open_steps_and_undo_brings_it_back);
  ADD("/app/the-night-after-a-moved-bedtime-is-untouched", the_night_after_a_moved_bedtime_is_untouched);
  ADD("/app/nights-nobody-opened-count-as-open", nights_nobody_opened_count_as_open);
  ADD("/app/a-reader-stores-nothing-and-sees-the-same", a_reader_stores_nothing_and_sees_the_same);
  ADD("/app/last-night-is-closed-by-one-rule-whether-stored-or-not",
      last_night_is_closed_by_one_rule_whether_stored_or_not);
  ADD("/app/an-answered-morning-closes-its-night", an_answered_morning_closes_its_night);
  ADD("/app/an-import-fills-no-hole", an_import_fills_no_hole);
  ADD("/app/an-unsound-file-leaves-a-routine-and-says-where", an_unsound_file_leaves_a_routine_and_says_where);
  ADD("/app/the-clock-may-step-by-years-and-back", the_clock_may_step_by_years_and_back);
  ADD("/app/last-morning-is-asked-until-it-is-answered", last_morning_is_asked_until_it_is_answered);
  ADD("/app/a-morning-answered-before-waking-closes-the-night", a_morning_answered_before_waking_closes_the_night);
  ADD("/app/what-was-exported-can-be-imported-twice", what_was_exported_can_be_imported_twice);
  ADD("/app/an-import-from-long-ago-is-not-bridged-night-by-night",
      an_import_from_long_ago_is_not_bridged_night_by_night);
  ADD("/app/what-reminds-is-seen-for-as-long-as-it-lives", what_reminds_is_seen_for_as_long_as_it_lives);
  ADD("/app/an-act-that-is-on-disk-was-done-whatever-comes-after",
      an_act_that_is_on_disk_was_done_whatever_comes_after);
  ADD("/app/a-step-named-by-the-plan-itself-outlives-the-act", a_step_named_by_the_plan_itself_outlives_the_act);
  ADD("/app/an-act-knows-what-another-program-paused-a-moment-ago",
      an_act_knows_what_another_program_paused_a_moment_ago);
  ADD("/app/undo-takes-back-an-import-and-then-what-was-before-it",
      undo_takes_back_an_import_and_then_what_was_before_it);
  ADD("/app/import-taken-back-can-be-made-again", import_taken_back_can_be_made_again);
  ADD("/app/nights-to-come-are-left-out-of-an-import", nights_to_come_are_left_out_of_an_import);
  ADD("/app/marks-of-a-clock-that-was-ahead-are-refused", marks_of_a_clock_that_was_ahead_are_refused);
  ADD("/app/what-is-told-in-trouble-is-whole", what_is_told_in_trouble_is_whole);
  return g_test_run();
}
