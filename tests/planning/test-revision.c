/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/planner.h"

#include "tests/planning/evening.h"

#define TUESDAY "2026-11-24"

/* An evening as it is lived: each turn revises the plan of the turn before. */
typedef struct {
  GTimeZone *zone;
  Routine *routine;
  Record *record;
  Plan *plan;
  GHashTable *choices;
  gint64 first_run_at;
} Evening;

static void revise(Evening *evening, gint64 now) {
  const PlanRequest request = {
    .routine = evening->routine,
    .choices = evening->choices,
    .zone = evening->zone,
    .now = now,
    .first_run_at = evening->first_run_at,
    .record = evening->record,
    .stored = evening->plan,
  };
  Plan *plan = planner_plan(&request, night_of(TUESDAY), NULL);
  g_assert_nonnull(plan);
  plan_free(evening->plan);
  evening->plan = plan;
}

/* Planned in the afternoon: 23:00 to 07:00 with the steps of a usual evening. */
static void set_up(Evening *evening, gconstpointer data) {
  *evening = (Evening){ .zone = zone_of("Europe/Berlin"), .routine = routine_new() };
  add_step(evening->routine, "caffeine", STEP_AVOID, from_bed(-540), 0);
  add_step(evening->routine, "magnesium", STEP_DO, from_bed(-90), 0);
  add_step(evening->routine, "dim", STEP_DO, from_bed(-60), 0);
  add_step(evening->routine, "stretch", STEP_GUIDED, from_bed(-58), 10);
  add_step(evening->routine, "tea", STEP_DO, at_clock("22:15"), 0);
  add_step(evening->routine, "screens", STEP_AVOID, from_bed(-30), 0);
  add_step(evening->routine, "bed", STEP_DO, from_bed(0), 0);
  evening->record = record_new(night_of(TUESDAY));
  revise(evening, instant("2026-11-24 12:00", evening->zone));
}

static void tear_down(Evening *evening, gconstpointer data) {
  g_time_zone_unref(evening->zone);
  routine_free(evening->routine);
  record_free(evening->record);
  plan_free(evening->plan);
  g_clear_pointer(&evening->choices, g_hash_table_unref);
}

static void move_bed(Evening *evening, const char *now, const char *bed) {
  evening->record->moved_bed = bed ? instant(bed, evening->zone) : 0;
  evening->record->moved_offset = bed ? daytime_offset_of(evening->record->moved_bed, evening->zone) : 0;
  evening->record->moved_bed_at = instant(now, evening->zone);
  revise(evening, evening->record->moved_bed_at);
}

static void take_back_the_move(Evening *evening, const char *now) {
  move_bed(evening, now, NULL);
}

/* "magnesium 21:30, dim 22:00 folded, …" as clocks show it; early and uncounted steps say so (owned). */
static char *describe(const Evening *evening) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < evening->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, i);
    g_autofree char *clock = daytime_clock(step->at, evening->zone);
    g_string_append_printf(text, "%s%s %s", text->len > 0 ? ", " : "", step->id, clock);
    if (step->kind == STEP_AVOID) {
      g_autofree char *end = daytime_clock(step->until, evening->zone);
      g_string_append_printf(text, "-%s", end);
    }
    g_string_append(text, step->folded ? " folded" : "");
    g_string_append(text, step->predates_start ? " early" : "");
    g_assert_cmpint(step->counts, ==, !step->folded && !step->predates_start);
  }
  return g_string_free(text, FALSE);
}

#define assert_evening(evening, expected)                                                                              \
  do {                                                                                                                 \
    g_autofree char *described = describe(evening);                                                                    \
    g_assert_cmpstr(described, ==, expected);                                                                          \
  } while (0)

#define UNTOUCHED                                                                                                      \
  "caffeine 14:00-23:00, magnesium 21:30, dim 22:00, stretch 22:02, tea 22:15, screens 22:30-23:00, bed 23:00"

static void untouched_plan_stays(Evening *evening, gconstpointer data) {
  assert_evening(evening, UNTOUCHED);
  revise(evening, instant("2026-11-24 22:40", evening->zone));
  assert_evening(evening, UNTOUCHED);
  revise(evening, instant("2026-11-25 03:00", evening->zone));
  assert_evening(evening, UNTOUCHED);
}

static void later_bedtime_moves_open_steps_and_the_end_of_what_runs(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 21:00", "2026-11-25 00:30");
  const char *expected = "caffeine 14:00-00:30, tea 22:15, magnesium 23:00, dim 23:30, stretch 23:32, "
                         "screens 00:00-00:30, bed 00:30";
  assert_evening(evening, expected);
  revise(evening, instant("2026-11-25 00:10", evening->zone));
  assert_evening(evening, expected);
}

static void earlier_bedtime_folds_what_lands_in_the_past(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 21:10", "2026-11-24 22:00");
  const char *expected = "caffeine 14:00-22:00, magnesium 20:30 folded, dim 21:00 folded, stretch 21:02 folded, "
                         "screens 21:30-22:00, bed 22:00, tea 22:15 folded";
  assert_evening(evening, expected);
  revise(evening, instant("2026-11-24 21:45", evening->zone));
  assert_evening(evening, expected);
  revise(evening, instant("2026-11-24 22:30", evening->zone));
  assert_evening(evening, expected);
}

static void taking_the_move_back_brings_everything_back(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 21:10", "2026-11-24 22:00");
  take_back_the_move(evening, "2026-11-24 21:12");
  assert_evening(evening, UNTOUCHED);

  move_bed(evening, "2026-11-24 21:14", "2026-11-24 22:00");
  take_back_the_move(evening, "2026-11-24 22:20"); /* when the old times have passed */
  assert_evening(evening, "caffeine 14:00-23:00, magnesium 21:30, screens 21:30-23:00, dim 22:00, stretch 22:02, "
                          "tea 22:15, bed 23:00");
}

static void later_move_unfolds_what_comes_again(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 21:10", "2026-11-24 22:00");
  move_bed(evening, "2026-11-24 21:20", "2026-11-24 23:15");
  assert_evening(evening, "caffeine 14:00-23:15, magnesium 21:45, dim 22:15, tea 22:15, stretch 22:17, "
                          "screens 22:45-23:15, bed 23:15");
}

static void what_was_due_before_the_move_keeps_its_time(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 21:40", "2026-11-24 22:45");
  assert_evening(evening, "caffeine 14:00-22:45, magnesium 21:30, dim 21:45, stretch 21:47, tea 22:15, "
                          "screens 22:15-22:45, bed 22:45");
}

static void running_stretch_keeps_its_start(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 22:40", "2026-11-25 00:00");
  const PlanStep *screens = plan_step(evening->plan, "screens");
  assert_shows(screens->at, evening->zone, "2026-11-24 22:30");
  assert_shows(screens->until, evening->zone, "2026-11-25 00:00");
  const PlanStep *stretch = plan_step(evening->plan, "stretch");
  assert_shows(stretch->at, evening->zone, "2026-11-24 22:02");
}

static void lights_out_never_folds(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 22:20", "2026-11-24 22:10");
  g_assert_false(plan_step(evening->plan, "bed")->folded);
  assert_shows(plan_step(evening->plan, "bed")->at, evening->zone, "2026-11-24 22:10");
}

static void answered_step_keeps_its_time(Evening *evening, gconstpointer data) {
  record_touch(evening->record, "magnesium")->mark = MARK_DONE;
  record_touch(evening->record, "dim")->mark = MARK_SKIPPED;
  move_bed(evening, "2026-11-24 21:10", "2026-11-24 22:00");
  assert_evening(evening, "caffeine 14:00-22:00, stretch 21:02 folded, magnesium 21:30, screens 21:30-22:00, "
                          "dim 22:00, bed 22:00, tea 22:15 folded");
}

static void answering_a_folded_step_brings_it_back(Evening *evening, gconstpointer data) {
  move_bed(evening, "2026-11-24 21:10", "2026-11-24 22:00");
  record_touch(evening->record, "dim")->mark = MARK_DONE;
  revise(evening, instant("2026-11-24 21:20", evening->zone));
  g_assert_false(plan_step(evening->plan, "dim")->folded);
  g_assert_true(plan_step(evening->plan, "dim")->counts);
}

static void step_that_a_later_bedtime_lets_in_is_not_reproached(Evening *evening, gconstpointer data) {
  add_step(evening->routine, "journal", STEP_DO, at_clock("23:20"), 0);
  add_step(evening->routine, "kettle", STEP_DO, at_clock("23:50"), 0);
  revise(evening, instant("2026-11-24 20:00", evening->zone));
  g_assert_null(plan_step(evening->plan, "journal"));
  move_bed(evening, "2026-11-24 23:30", "2026-11-25 00:30");
  g_assert_true(plan_step(evening->plan, "journal")->folded);
  g_assert_false(plan_step(evening->plan, "kettle")->folded);
  g_assert_false(plan_step(evening->plan, "kettle")->predates_start);
  take_back_the_move(evening, "2026-11-24 23:40");
  g_assert_null(plan_step(evening->plan, "kettle"));
}

static void lights_out_is_judged_by_the_bedtime_that_had_passed(Evening *evening, gconstpointer data) {
  static const struct {
    const char *now, *bed, *judged;
  } rows[] = {
    { "2026-11-24 22:00", "2026-11-24 23:30", "2026-11-24 23:30" },
    { "2026-11-24 23:10", "2026-11-25 00:00", "2026-11-25 00:00" }, /* 23:30 had not passed */
    { "2026-11-25 00:05", "2026-11-25 01:00", "2026-11-25 00:00" }, /* 00:00 had */
    { "2026-11-25 00:10", "2026-11-25 01:30", "2026-11-25 00:00" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    move_bed(evening, rows[i].now, rows[i].bed);
    assert_shows(evening->plan->bed, evening->zone, rows[i].bed);
    assert_shows(evening->plan->target_bed, evening->zone, rows[i].judged);
    revise(evening, evening->record->moved_bed_at + 60);
    assert_shows(evening->plan->target_bed, evening->zone, rows[i].judged);
  }
  take_back_the_move(evening, "2026-11-25 00:12");
  assert_shows(evening->plan->target_bed, evening->zone, "2026-11-24 23:00");
}

static void moved_wake_time_ends_the_night(Evening *evening, gconstpointer data) {
  evening->record->moved_wake = instant("2026-11-25 09:00", evening->zone);
  evening->record->moved_offset = daytime_offset_of(evening->record->moved_wake, evening->zone);
  move_bed(evening, "2026-11-24 22:50", "2026-11-25 01:00");
  assert_shows(evening->plan->wake, evening->zone, "2026-11-25 09:00");
  assert_shows(evening->plan->bed, evening->zone, "2026-11-25 01:00");
}

static void replace_step(Evening *evening, const char *id, When at) {
  for (guint i = 0; i < evening->routine->steps->len; i++) {
    Step *step = g_ptr_array_index(evening->routine->steps, i);
    if (g_str_equal(step->id, id))
      step->at = at;
  }
}

static void edited_routine_changes_open_steps_only(Evening *evening, gconstpointer data) {
  record_touch(evening->record, "magnesium")->mark = MARK_DONE;
  replace_step(evening, "magnesium", from_bed(-20));
  replace_step(evening, "dim", from_bed(-10));
  replace_step(evening, "caffeine", from_bed(-60));
  g_ptr_array_remove_index(evening->routine->steps, 3); /* stretch */
  add_step(evening->routine, "walk", STEP_DO, at_clock("20:00"), 0);
  add_step(evening->routine, "read", STEP_DO, at_clock("22:50"), 0);
  add_step(evening->routine, "snacks", STEP_AVOID, at_clock("20:00"), 0);
  revise(evening, instant("2026-11-24 21:45", evening->zone));
  const char *expected =
      "caffeine 14:00-23:00, walk 20:00 early, snacks 20:00-23:00 early, magnesium 21:30, tea 22:15, "
      "screens 22:30-23:00, dim 22:50, read 22:50, bed 23:00";
  assert_evening(evening, expected);
  revise(evening, instant("2026-11-24 22:59", evening->zone));
  assert_evening(evening, expected);
}

static void answered_step_stays_when_the_routine_drops_it(Evening *evening, gconstpointer data) {
  record_touch(evening->record, "dim")->mark = MARK_SLIPPED;
  g_ptr_array_remove_index(evening->routine->steps, 2); /* dim */
  g_ptr_array_remove_index(evening->routine->steps, 1); /* magnesium */
  revise(evening, instant("2026-11-24 22:10", evening->zone));
  g_assert_nonnull(plan_step(evening->plan, "dim"));
  g_assert_null(plan_step(evening->plan, "magnesium"));
}

static void first_evening_stays_the_first(Evening *evening, gconstpointer data) {
  g_clear_pointer(&evening->plan, plan_free);
  evening->first_run_at = instant("2026-11-24 21:50", evening->zone);
  revise(evening, evening->first_run_at);
  const char *expected = "caffeine 14:00-23:00 early, magnesium 21:30 early, dim 22:00, stretch 22:02, tea 22:15, "
                         "screens 22:30-23:00, bed 23:00";
  assert_evening(evening, expected);
  revise(evening, instant("2026-11-24 22:45", evening->zone));
  assert_evening(evening, expected);
  move_bed(evening, "2026-11-24 22:46", "2026-11-25 01:00"); /* 21:30 becomes 23:30: it lies ahead now */
  g_assert_false(plan_step(evening->plan, "magnesium")->predates_start);
  g_assert_true(plan_step(evening->plan, "magnesium")->counts);
}

static void stretch_of_the_first_evening_counts_once_it_lies_ahead(Evening *evening, gconstpointer data) {
  g_clear_pointer(&evening->plan, plan_free);
  evening->first_run_at = instant("2026-11-24 22:35", evening->zone);
  revise(evening, evening->first_run_at);
  g_assert_true(plan_step(evening->plan, "screens")->predates_start);
  move_bed(evening, "2026-11-24 22:40", "2026-11-25 00:00");
  assert_shows(plan_step(evening->plan, "screens")->at, evening->zone, "2026-11-24 23:30");
  g_assert_false(plan_step(evening->plan, "screens")->predates_start);
}

static void fly_to(Evening *evening, const char *zone, const char *now_utc) {
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_time_zone_unref(evening->zone);
  evening->zone = zone_of(zone);
  revise(evening, instant(now_utc, utc));
}

static void flight_west_stretches_the_night(Evening *evening, gconstpointer data) {
  const gint64 start = evening->plan->start;
  fly_to(evening, "America/New_York", "2026-11-24 20:00"); /* 21:00 in Berlin, 15:00 there */
  g_assert_cmpint(evening->plan->start, ==, start);
  assert_shows(evening->plan->bed, evening->zone, "2026-11-24 23:00");
  assert_shows(evening->plan->wake, evening->zone, "2026-11-25 07:00");
  assert_evening(evening, "caffeine 14:00-23:00, magnesium 21:30, dim 22:00, stretch 22:02, tea 22:15, "
                          "screens 22:30-23:00, bed 23:00");
}

static void no_step_vanishes_by_a_flight_east(Evening *evening, gconstpointer data) {
  g_autoptr(Plan) home = plan_copy(evening->plan);
  fly_to(evening, "Asia/Tokyo", "2026-11-24 17:00"); /* 18:00 in Berlin, 02:00 there */
  assert_shows(evening->plan->wake, evening->zone, "2026-11-25 07:00");
  assert_evening(evening, "caffeine 15:00-23:00, magnesium 21:30, dim 22:00, stretch 22:02, tea 22:15, "
                          "screens 22:30-23:00, bed 23:00");
  for (guint i = 0; i < home->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(home->steps, i);
    g_assert_cmpint(plan_step(evening->plan, step->id)->counts, ==, step->counts);
  }
}

static void a_zone_that_was_wrong_leaves_no_trace(Evening *evening, gconstpointer data) {
  static const char *const zones[] = { "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago" };
  g_autoptr(GTimeZone) berlin = zone_of("Europe/Berlin");
  revise(evening, instant("2026-11-24 21:50", berlin));
  g_autoptr(Plan) home = plan_copy(evening->plan);
  for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
    fly_to(evening, zones[i], "2026-11-24 20:50");
    fly_to(evening, "Europe/Berlin", "2026-11-24 20:51");
    for (guint k = 0; k < home->steps->len; k++) {
      const PlanStep *step = g_ptr_array_index(home->steps, k), *now = plan_step(evening->plan, step->id);
      g_assert_nonnull(now);
      g_assert_cmpint(now->at, ==, step->at);
      g_assert_cmpint(now->counts, ==, step->counts);
    }
    g_assert_cmpint(evening->plan->bed, ==, home->bed);
    g_assert_cmpint(evening->plan->target_bed, ==, home->target_bed);
    plan_free(evening->plan);
    evening->plan = plan_copy(home);
  }
}

static void flight_east_keeps_what_was_answered(Evening *evening, gconstpointer data) {
  StepRecord *mark = record_touch(evening->record, "magnesium");
  mark->mark = MARK_DONE;
  mark->marked_offset = evening->plan->offset;
  fly_to(evening, "Asia/Tokyo", "2026-11-24 17:00");
  const PlanStep *magnesium = plan_step(evening->plan, "magnesium");
  g_assert_true(magnesium->counts);
  assert_shows(magnesium->at, evening->zone, "2026-11-25 05:30"); /* 21:30 in Berlin */
}

/* What is ticked here keeps its place on the list. */
static void step_that_is_answered_here_keeps_its_time_here(Evening *evening, gconstpointer data) {
  g_autoptr(Plan) home = plan_copy(evening->plan);
  fly_to(evening, "America/New_York", "2026-11-24 20:00");
  const gint64 at = plan_step(evening->plan, "magnesium")->at;
  StepRecord *mark = record_touch(evening->record, "magnesium");
  mark->mark = MARK_DONE;
  mark->marked_offset = evening->plan->offset;
  plan_free(evening->plan);
  evening->plan = g_steal_pointer(&home); /* nothing was stored */
  revise(evening, instant("2026-11-24 16:00", evening->zone));
  g_assert_cmpint(plan_step(evening->plan, "magnesium")->at, ==, at);
}

/* Clocks show 17:30 again, before lights out: the evening comes once more, until they show 23:05. */
static void flight_west_after_lights_out_brings_one_more_evening(Evening *evening, gconstpointer data) {
  g_autoptr(Plan) home = plan_copy(evening->plan);
  evening->record->lights_out = instant("2026-11-24 23:05", evening->zone);
  evening->record->lights_out_offset = evening->plan->offset;
  fly_to(evening, "America/New_York", "2026-11-24 22:30"); /* 23:30 in Berlin */
  assert_shows(evening->plan->bed, evening->zone, "2026-11-24 23:00");
  assert_shows(evening->plan->wake, evening->zone, "2026-11-25 07:00");
  const char *const times[] = { "2026-11-24 23:04", "2026-11-24 23:05" };
  for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
    plan_free(evening->plan);
    evening->plan = plan_copy(home);
    revise(evening, instant(times[i], evening->zone));
    g_assert_cmpint(evening->plan->bed == home->bed, ==, i == 1);
  }
}

static void flight_east_before_the_evening_is_an_early_evening(Evening *evening, gconstpointer data) {
  fly_to(evening, "Europe/Helsinki", "2026-11-24 19:00"); /* 20:00 in Berlin, 21:00 there */
  assert_evening(evening, "caffeine 14:00-23:00, magnesium 21:30, dim 22:00, stretch 22:02, tea 22:15, "
                          "screens 22:30-23:00, bed 23:00");
}

/* At the gate it is 07:00 of the next day but one: the night was over here before it began there. */
static void flight_over_the_date_line_leaves_one_night(Evening *evening, gconstpointer data) {
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_time_zone_unref(evening->zone);
  evening->zone = zone_of("Pacific/Pago_Pago"); /* UTC-11 */
  g_clear_pointer(&evening->plan, plan_free);
  revise(evening, instant("2026-11-24 20:00", utc)); /* begun at 18:00 UTC */
  const gint64 start = evening->plan->start;
  const guint n_steps = evening->plan->steps->len;
  fly_to(evening, "Pacific/Kiritimati", "2026-11-25 02:00"); /* UTC+14: 07:00 of the 25th was at 17:00 UTC */
  g_assert_cmpint(evening->plan->wake, ==, start);
  g_assert_cmpint(evening->plan->bed, ==, start);
  g_assert_cmpuint(evening->plan->steps->len, ==, n_steps);
}

static void flight_after_lights_out_changes_the_morning_only(Evening *evening, gconstpointer data) {
  static const struct {
    const char *zone, *wake;
  } rows[] = {
    { "Asia/Dubai", "2026-11-25 07:00" },
    { "Asia/Tokyo", "2026-11-25 07:06" }, /* 07:00 is over there: the night ends where the sleep began */
  };
  const Record *record = evening->record;
  evening->record->lights_out = instant("2026-11-24 23:05", evening->zone);
  evening->record->lights_out_offset = evening->plan->offset;
  const gint64 bed = evening->plan->bed;
  const int offset = evening->plan->offset;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Plan) before = plan_copy(evening->plan);
    fly_to(evening, rows[i].zone, "2026-11-24 22:30"); /* 23:30 in Berlin */
    g_assert_cmpint(evening->plan->bed, ==, bed);
    g_assert_cmpint(evening->plan->target_bed, ==, bed);
    g_assert_cmpint(evening->plan->offset, ==, offset);
    g_assert_false(evening->plan->clocks_change);
    g_assert_true(record_lights_out_kept(evening->plan->target_bed, record->lights_out));
    assert_shows(evening->plan->wake, evening->zone, rows[i].wake);
    plan_free(evening->plan);
    evening->plan = g_steal_pointer(&before);
  }
}

static void edited_hours_do_not_judge_what_has_happened(Evening *evening, gconstpointer data) {
  evening->record->lights_out = instant("2026-11-24 23:05", evening->zone);
  evening->routine->schedule.base.bed = clock_minutes("22:00");
  revise(evening, instant("2026-11-24 23:30", evening->zone));
  assert_shows(evening->plan->target_bed, evening->zone, "2026-11-24 23:00");
  assert_shows(evening->plan->bed, evening->zone, "2026-11-24 23:00");
}

static void wake_time_edited_into_the_past_ends_the_night_now(Evening *evening, gconstpointer data) {
  evening->routine->schedule.base.wake = clock_minutes("05:00");
  revise(evening, instant("2026-11-25 06:00", evening->zone));
  assert_shows(evening->plan->wake, evening->zone, "2026-11-25 06:00");
  revise(evening, instant("2026-11-25 06:10", evening->zone));
  assert_shows(evening->plan->wake, evening->zone, "2026-11-25 06:00");
}

/* A mark can have stored a night ahead: it begins where the zone and the night before say then. */
static void stored_night_that_has_not_begun_begins_anew(Evening *evening, gconstpointer data) {
  g_autoptr(GTimeZone) tokyo = zone_of("Asia/Tokyo");
  const PlanRequest request = {
    .routine = evening->routine,
    .zone = tokyo,
    .now = evening->plan->start - 3600,
    .start = evening->plan->start - 7200,
    .record = evening->record,
    .stored = evening->plan,
  };
  g_autoptr(Plan) plan = planner_plan(&request, night_of(TUESDAY), NULL);
  g_assert_cmpint(plan->start, ==, request.start);
}

static void night_under_way_survives_where_its_date_does_not_exist(Evening *evening, gconstpointer data) {
  g_autoptr(GTimeZone) apia = zone_of("Pacific/Apia");
  const PlanRequest first = { .routine = evening->routine, .zone = evening->zone };
  g_autoptr(Plan) plan = planner_plan(&first, night_of("2011-12-30"), NULL);
  const PlanRequest second = { .routine = evening->routine, .zone = apia, .now = plan->bed, .stored = plan };
  g_autoptr(Plan) kept = planner_plan(&second, night_of("2011-12-30"), NULL);
  g_assert_nonnull(kept);
  g_assert_cmpint(kept->wake, ==, plan->wake);
  g_assert_cmpuint(kept->steps->len, ==, plan->steps->len);
}

static void shift_chosen_late_reproaches_nothing(Evening *evening, gconstpointer data) {
  add_shift(evening->routine, "E", "20:30", "05:00");
  evening->choices = shift_choices_new();
  g_hash_table_insert(evening->choices, GUINT_TO_POINTER(night_of(TUESDAY)), g_strdup("E"));
  revise(evening, instant("2026-11-24 19:45", evening->zone));
  assert_evening(evening, "caffeine 14:00-20:30, magnesium 19:00 early, dim 19:30 early, stretch 19:32 early, "
                          "screens 20:00-20:30, bed 20:30");
}

#define ADD(name, function) g_test_add(name, Evening, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/revision/untouched-plan-stays", untouched_plan_stays);
  ADD("/revision/later-bedtime-moves-open-steps-and-the-end-of-what-runs",
      later_bedtime_moves_open_steps_and_the_end_of_what_runs);
  ADD("/revision/earlier-bedtime-folds-what-lands-in-the-past", earlier_bedtime_folds_what_lands_in_the_past);
  ADD("/revision/taking-the-move-back-brings-everything-back", taking_the_move_back_brings_everything_back);
  ADD("/revision/later-move-unfolds-what-comes-again", later_move_unfolds_what_comes_again);
  ADD("/revision/what-was-due-before-the-move-keeps-its-time", what_was_due_before_the_move_keeps_its_time);
  ADD("/revision/running-stretch-keeps-its-start", running_stretch_keeps_its_start);
  ADD("/revision/lights-out-never-folds", lights_out_never_folds);
  ADD("/revision/answered-step-keeps-its-time", answered_step_keeps_its_time);
  ADD("/revision/answering-a-folded-step-brings-it-back", answering_a_folded_step_brings_it_back);
  ADD("/revision/step-that-a-later-bedtime-lets-in-is-not-reproached",
      step_that_a_later_bedtime_lets_in_is_not_reproached);
  ADD("/revision/lights-out-is-judged-by-the-bedtime-that-had-passed",
      lights_out_is_judged_by_the_bedtime_that_had_passed);
  ADD("/revision/moved-wake-time-ends-the-night", moved_wake_time_ends_the_night);
  ADD("/revision/edited-routine-changes-open-steps-only", edited_routine_changes_open_steps_only);
  ADD("/revision/answered-step-stays-when-the-routine-drops-it", answered_step_stays_when_the_routine_drops_it);
  ADD("/revision/first-evening-stays-the-first", first_evening_stays_the_first);
  ADD("/revision/stretch-of-the-first-evening-counts-once-it-lies-ahead",
      stretch_of_the_first_evening_counts_once_it_lies_ahead);
  ADD("/revision/flight-west-stretches-the-night", flight_west_stretches_the_night);
  ADD("/revision/no-step-vanishes-by-a-flight-east", no_step_vanishes_by_a_flight_east);
  ADD("/revision/a-zone-that-was-wrong-leaves-no-trace", a_zone_that_was_wrong_leaves_no_trace);
  ADD("/revision/flight-east-keeps-what-was-answered", flight_east_keeps_what_was_answered);
  ADD("/revision/step-that-is-answered-here-keeps-its-time-here", step_that_is_answered_here_keeps_its_time_here);
  ADD("/revision/flight-west-after-lights-out-brings-one-more-evening",
      flight_west_after_lights_out_brings_one_more_evening);
  ADD("/revision/flight-east-before-the-evening-is-an-early-evening",
      flight_east_before_the_evening_is_an_early_evening);
  ADD("/revision/flight-after-lights-out-changes-the-morning-only", flight_after_lights_out_changes_the_morning_only);
  ADD("/revision/edited-hours-do-not-judge-what-has-happened", edited_hours_do_not_judge_what_has_happened);
  ADD("/revision/wake-time-edited-into-the-past-ends-the-night-now", wake_time_edited_into_the_past_ends_the_night_now);
  ADD("/revision/stored-night-that-has-not-begun-begins-anew", stored_night_that_has_not_begun_begins_anew);
  ADD("/revision/flight-over-the-date-line-leaves-one-night", flight_over_the_date_line_leaves_one_night);
  ADD("/revision/night-under-way-survives-where-its-date-does-not-exist",
      night_under_way_survives_where_its_date_does_not_exist);
  ADD("/revision/shift-chosen-late-reproaches-nothing", shift_chosen_late_reproaches_nothing);
  return g_test_run();
}
