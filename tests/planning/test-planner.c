/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/planner.h"

#include "tests/planning/evening.h"

#define TUESDAY "2026-11-24"

typedef struct {
  GTimeZone *zone;
  Routine *routine;
  GPtrArray *warnings;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->zone = zone_of("Europe/Berlin");
  fixture->routine = routine_new();
  fixture->warnings = g_ptr_array_new_with_free_func(g_free);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  g_time_zone_unref(fixture->zone);
  routine_free(fixture->routine);
  g_ptr_array_unref(fixture->warnings);
}

static Plan *plan_night(Fixture *fixture, const char *night) {
  const PlanRequest request = { .routine = fixture->routine, .zone = fixture->zone };
  Plan *plan = planner_plan(&request, night_of(night), fixture->warnings);
  g_assert_nonnull(plan);
  return plan;
}

static void assert_step_at(const Plan *plan, const char *id, GTimeZone *zone, const char *expected) {
  const PlanStep *step = plan_step(plan, id);
  g_assert_nonnull(step);
  assert_shows(step->at, zone, expected);
}

static void every_anchor_stands_at_its_time(Fixture *fixture, gconstpointer data) {
  static const struct {
    StepKind kind;
    When at;
    int length;
    const char *expected_at, *expected_until;
  } rows[] = {
    { STEP_DO, { ANCHOR_BED, 0 }, 0, "2026-11-24 23:00", "2026-11-24 23:00" },
    { STEP_DO, { ANCHOR_BED, -90 }, 0, "2026-11-24 21:30", "2026-11-24 21:30" },
    { STEP_DO, { ANCHOR_WAKE, 60 }, 20, "2026-11-24 08:00", "2026-11-24 08:00" },
    { STEP_DO, { ANCHOR_WAKE, 0 }, 0, "2026-11-24 07:00", "2026-11-24 07:00" },
    { STEP_DO, { ANCHOR_CLOCK, 14 * 60 }, 0, "2026-11-24 14:00", "2026-11-24 14:00" },
    { STEP_AVOID, { ANCHOR_BED, -540 }, 0, "2026-11-24 14:00", "2026-11-24 23:00" },
    { STEP_AVOID, { ANCHOR_CLOCK, 18 * 60 }, 90, "2026-11-24 18:00", "2026-11-24 19:30" },
    { STEP_AVOID, { ANCHOR_CLOCK, 30 }, 60, "2026-11-25 00:30", "2026-11-25 01:30" },
    { STEP_AVOID, { ANCHOR_NEXT_WAKE, -30 }, 120, "2026-11-25 06:30", "2026-11-25 07:00" },
    { STEP_GUIDED, { ANCHOR_BED, -58 }, 10, "2026-11-24 22:02", "2026-11-24 22:12" },
    { STEP_GUIDED, { ANCHOR_BED, -5 }, 10, "2026-11-24 22:55", "2026-11-24 23:05" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *id = g_strdup_printf("step%zu", i);
    add_step(fixture->routine, id, rows[i].kind, rows[i].at, rows[i].length);
  }
  g_autoptr(Plan) plan = plan_night(fixture, TUESDAY);
  g_assert_cmpuint(fixture->warnings->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *id = g_strdup_printf("step%zu", i);
    assert_step_at(plan, id, fixture->zone, rows[i].expected_at);
    assert_shows(plan_step(plan, id)->until, fixture->zone, rows[i].expected_until);
  }
}

static void what_does_not_fit_is_left_out_with_a_warning(Fixture *fixture, gconstpointer data) {
  static const struct {
    StepKind kind;
    When at;
    int length;
    const char *warning;
  } rows[] = {
    { STEP_DO, { ANCHOR_BED, 5 }, 0, "“Title of odd” falls into the planned sleep and is left out." },
    { STEP_GUIDED, { ANCHOR_CLOCK, 2 * 60 }, 10, "“Title of odd” falls into the planned sleep and is left out." },
    { STEP_DO, { ANCHOR_NEXT_WAKE, -30 }, 0, "“Title of odd” falls into the planned sleep and is left out." },
    { STEP_AVOID, { ANCHOR_BED, 0 }, 0, "“Title of odd” falls into the planned sleep and is left out." },
    { STEP_DO, { ANCHOR_BED, -17 * 60 }, 0, "“Title of odd” falls outside its night and is left out." },
    { STEP_DO, { ANCHOR_WAKE, 24 * 60 }, 0, "“Title of odd” falls outside its night and is left out." },
    { STEP_AVOID, { ANCHOR_NEXT_WAKE, 0 }, 10, "“Title of odd” falls outside its night and is left out." },
    { STEP_DO, { ANCHOR_CLOCK, 7 * 60 }, 0, "“Title of odd” falls outside its night and is left out." },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_ptr_array_set_size(fixture->routine->steps, 0);
    g_ptr_array_set_size(fixture->warnings, 0);
    add_step(fixture->routine, "odd", rows[i].kind, rows[i].at, rows[i].length);
    g_autoptr(Plan) plan = plan_night(fixture, TUESDAY);
    g_assert_cmpuint(plan->steps->len, ==, 0);
    g_assert_cmpuint(fixture->warnings->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(fixture->warnings, 0), ==, rows[i].warning);
  }
}

static void steps_of_a_night_without_bedtime_are_left_out(Fixture *fixture, gconstpointer data) {
  fixture->routine->schedule.weekday[1] = (Hours){ 8 * 60, 16 * 60 }; /* Tuesday; Wednesday wakes at 07:00 */
  add_step(fixture->routine, "magnesium", STEP_DO, from_bed(-90), 0);
  add_step(fixture->routine, "tea", STEP_DO, at_clock("20:00"), 0);
  add_step(fixture->routine, "phone", STEP_AVOID, at_clock("21:00"), 0);
  g_autoptr(Plan) plan = plan_night(fixture, TUESDAY);
  g_assert_cmpint(plan->bed, ==, plan->wake);
  g_assert_null(plan_step(plan, "magnesium"));
  assert_step_at(plan, "tea", fixture->zone, "2026-11-24 20:00");
  assert_shows(plan_step(plan, "phone")->until, fixture->zone, "2026-11-25 07:00");
  g_assert_cmpuint(fixture->warnings->len, ==, 1);
  g_assert_cmpstr(g_ptr_array_index(fixture->warnings, 0), ==,
                  "“Title of magnesium” is left out: no bedtime lies within its night.");
}

static void step_after_midnight_belongs_to_last_night(Fixture *fixture, gconstpointer data) {
  fixture->routine->schedule.base = (Hours){ 60, 9 * 60 };
  add_step(fixture->routine, "dim", STEP_DO, at_clock("00:15"), 0);
  g_autoptr(Plan) plan = plan_night(fixture, TUESDAY);
  assert_step_at(plan, "dim", fixture->zone, "2026-11-25 00:15");
}

static void only_steps_of_that_evening_are_due(Fixture *fixture, gconstpointer data) {
  add_step(fixture->routine, "off", STEP_DO, from_bed(-10), 0)->enabled = FALSE;
  add_step(fixture->routine, "tuesday", STEP_DO, from_bed(-10), 0)->weekdays = 1 << 1;
  add_step(fixture->routine, "wednesday", STEP_DO, at_clock("22:00"), 0)->weekdays = 1 << 2;
  add_step(fixture->routine, "late", STEP_DO, from_bed(-10), 0)->shifts = g_strsplit("L N", " ", 0);
  add_step(fixture->routine, "early", STEP_DO, from_bed(-10), 0)->shifts = g_strsplit("E", " ", 0);
  g_autoptr(Plan) plain = plan_night(fixture, TUESDAY);
  g_assert_cmpuint(plain->steps->len, ==, 1);
  g_assert_nonnull(plan_step(plain, "tuesday"));
  g_assert_null(plain->shift);

  g_autoptr(GHashTable) choices = shift_choices_new();
  g_hash_table_insert(choices, GUINT_TO_POINTER(night_of(TUESDAY)), g_strdup("L"));
  const PlanRequest request = { .routine = fixture->routine, .choices = choices, .zone = fixture->zone };
  g_autoptr(Plan) late = planner_plan(&request, night_of(TUESDAY), NULL);
  g_assert_cmpuint(late->steps->len, ==, 2);
  g_assert_nonnull(plan_step(late, "late"));
  g_assert_cmpstr(late->shift, ==, "L");
}

static void steps_stand_by_time_then_in_the_order_of_the_routine(Fixture *fixture, gconstpointer data) {
  add_step(fixture->routine, "bed", STEP_DO, from_bed(0), 0);
  add_step(fixture->routine, "b", STEP_DO, from_bed(-60), 0);
  add_step(fixture->routine, "a", STEP_DO, at_clock("22:00"), 0);
  g_autoptr(Plan) plan = plan_night(fixture, TUESDAY);
  static const char *const order[] = { "b", "a", "bed" };
  for (guint i = 0; i < G_N_ELEMENTS(order); i++)
    g_assert_cmpstr(((PlanStep *) g_ptr_array_index(plan->steps, i))->id, ==, order[i]);
}

static void header_knows_that_clocks_change(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *night;
    gboolean change;
    int hours;
  } rows[] = { { "2026-03-28", TRUE, 7 }, { "2026-10-24", TRUE, 9 }, { "2026-10-25", FALSE, 8 } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Plan) plan = plan_night(fixture, rows[i].night);
    g_assert_cmpint(plan->clocks_change, ==, rows[i].change);
    g_assert_cmpint(plan->wake - plan->bed, ==, rows[i].hours * 3600);
    g_assert_cmpint(plan->usual_length, ==, 8 * 3600);
  }
}

static void bed_relative_steps_are_elapsed_time_across_a_clock_change(Fixture *fixture, gconstpointer data) {
  fixture->routine->schedule.base = (Hours){ 4 * 60, 12 * 60 };
  add_step(fixture->routine, "magnesium", STEP_DO, from_bed(-150), 0);
  g_autoptr(Plan) plan = plan_night(fixture, "2026-03-28"); /* 02:00 -> 03:00 */
  g_assert_cmpint(plan->bed - plan_step(plan, "magnesium")->at, ==, 150 * 60);
  assert_step_at(plan, "magnesium", fixture->zone, "2026-03-29 00:30");
}

static void date_that_does_not_exist_has_no_plan(Fixture *fixture, gconstpointer data) {
  g_autoptr(GTimeZone) apia = zone_of("Pacific/Apia");
  const PlanRequest request = { .routine = fixture->routine, .zone = apia };
  g_assert_null(planner_plan(&request, night_of("2011-12-30"), NULL));
}

static void bands_are_shown_and_lie_in_the_night(Fixture *fixture, gconstpointer data) {
  Band *band = g_new(Band, 1);
  *band = (Band){ g_strdup("unwind"), g_strdup("Unwind"), from_bed(-60), 60 };
  g_ptr_array_add(fixture->routine->bands, band);
  g_autoptr(Plan) plan = plan_night(fixture, TUESDAY);
  const PlanBand *planned = g_ptr_array_index(plan->bands, 0);
  assert_shows(planned->at, fixture->zone, "2026-11-24 22:00");
  assert_shows(planned->until, fixture->zone, "2026-11-24 23:00");
}

static void first_evening_starts_now(Fixture *fixture, gconstpointer data) {
  add_step(fixture->routine, "caffeine", STEP_AVOID, from_bed(-540), 0);
  add_step(fixture->routine, "magnesium", STEP_DO, from_bed(-90), 0);
  add_step(fixture->routine, "dim", STEP_DO, from_bed(-60), 0);
  const gint64 born = instant("2026-11-24 21:50", fixture->zone);
  const PlanRequest request = { .routine = fixture->routine, .zone = fixture->zone, .now = born, .first_run_at = born };
  g_autoptr(Plan) plan = planner_plan(&request, night_of(TUESDAY), NULL);
  static const struct {
    const char *id;
    gboolean predates_start;
  } rows[] = { { "caffeine", TRUE }, { "magnesium", TRUE }, { "dim", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_assert_cmpint(plan_step(plan, rows[i].id)->predates_start, ==, rows[i].predates_start);
    g_assert_cmpint(plan_step(plan, rows[i].id)->counts, ==, !rows[i].predates_start);
  }
}

static void night_begins_where_the_one_before_was_moved_to_end(Fixture *fixture, gconstpointer data) {
  add_step(fixture->routine, "outdoors", STEP_DO, (When){ ANCHOR_WAKE, 60 }, 0);
  const PlanRequest request = {
    .routine = fixture->routine,
    .zone = fixture->zone,
    .start = instant("2026-11-24 09:30", fixture->zone),
  };
  g_autoptr(Plan) plan = planner_plan(&request, night_of(TUESDAY), NULL);
  assert_shows(plan->start, fixture->zone, "2026-11-24 09:30");
  assert_shows(plan->bed, fixture->zone, "2026-11-24 23:00");
  assert_step_at(plan, "outdoors", fixture->zone, "2026-11-24 10:30");
}

/* Waking before the bedtime of a day sleeper does not make that bedtime tonight's. */
static void bedtime_counts_from_the_scheduled_wake_time(Fixture *fixture, gconstpointer data) {
  fixture->routine->schedule.base = (Hours){ 8 * 60 + 30, 16 * 60 };
  const PlanRequest request = {
    .routine = fixture->routine,
    .zone = fixture->zone,
    .start = instant("2026-11-24 08:00", fixture->zone),
  };
  g_autoptr(Plan) plan = planner_plan(&request, night_of(TUESDAY), NULL);
  assert_shows(plan->bed, fixture->zone, "2026-11-25 08:30");
}

#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/planner/every-anchor-stands-at-its-time", every_anchor_stands_at_its_time);
  ADD("/planner/what-does-not-fit-is-left-out-with-a-warning", what_does_not_fit_is_left_out_with_a_warning);
  ADD("/planner/steps-of-a-night-without-bedtime-are-left-out", steps_of_a_night_without_bedtime_are_left_out);
  ADD("/planner/step-after-midnight-belongs-to-last-night", step_after_midnight_belongs_to_last_night);
  ADD("/planner/only-steps-of-that-evening-are-due", only_steps_of_that_evening_are_due);
  ADD("/planner/steps-stand-by-time-then-in-the-order-of-the-routine",
      steps_stand_by_time_then_in_the_order_of_the_routine);
  ADD("/planner/header-knows-that-clocks-change", header_knows_that_clocks_change);
  ADD("/planner/bed-relative-steps-are-elapsed-time-across-a-clock-change",
      bed_relative_steps_are_elapsed_time_across_a_clock_change);
  ADD("/planner/date-that-does-not-exist-has-no-plan", date_that_does_not_exist_has_no_plan);
  ADD("/planner/bands-are-shown-and-lie-in-the-night", bands_are_shown_and_lie_in_the_night);
  ADD("/planner/first-evening-starts-now", first_evening_starts_now);
  ADD("/planner/night-begins-where-the-one-before-was-moved-to-end",
      night_begins_where_the_one_before_was_moved_to_end);
  ADD("/planner/bedtime-counts-from-the-scheduled-wake-time", bedtime_counts_from_the_scheduled_wake_time);
  return g_test_run();
}
