/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/state.h"
#include "planning/planner.h"
#include "tests/app/listener.h"
#include "tests/app/travel.h"

#define AFTERNOON "2026-11-24 12:00"
#define BERLIN "Europe/Berlin"

/* ---- The clock is stepped. ---- */

static void steps_of_any_size_find_their_night_at_once(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *to, *night;
  } steps[] = {
    { "2026-11-24 21:31", "2026-11-24" }, { "2026-11-24 21:29", "2026-11-24" }, { "2026-11-25 00:40", "2026-11-24" },
    { "2026-11-25 06:59", "2026-11-24" }, { "2026-11-25 07:00", "2026-11-25" }, { "2026-11-25 06:58", "2026-11-24" },
    { "2026-11-27 12:00", "2026-11-27" }, { "2026-11-24 12:00", "2026-11-24" }, { "2031-06-01 23:30", "2031-06-01" },
    { "2026-11-24 23:30", "2026-11-24" }, { "2020-02-29 23:30", "2020-02-29" }, { "1970-01-02 12:00", "1970-01-02" },
    { "2026-11-25 07:30", "2026-11-25" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    const Evening *evening = fixture_at(fixture, steps[i].to);
    const gint64 now = fixture_instant(fixture, steps[i].to);
    g_assert_cmpuint(evening->plan->night, ==, fixture_night(steps[i].night));
    g_assert_cmpint(evening->now, ==, now);
    g_assert_cmpint(evening->plan->start, <=, now);
    g_assert_cmpint(evening->plan->wake, >, now);
    g_autofree char *bed = g_strconcat(steps[i].night, " 23:00", NULL);
    fixture_assert_shows(evening->plan->bed, BERLIN, bed);
  }
}

static void a_step_back_reminds_of_nothing_twice(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *to, *heard;
  } steps[] = {
    { "2026-11-24 14:00", "No more caffeine; " },
    { "2026-11-24 13:55", "" }, /* minutes */
    { "2026-11-24 14:00", "" },
    { "2026-11-24 21:30", "Herbal tea; " },
    { "2026-11-24 21:20", "" },
    { "2026-11-24 21:30", "" },
    { "2026-11-24 23:00", "Lights out; " },
    { "2026-11-25 21:30", "No more caffeine · Herbal tea; " }, /* a day, and back */
    { "2026-11-24 21:30", "" },
    { "2026-11-24 23:00", "" },
    { "2028-11-24 21:30", "No more caffeine · Herbal tea; " }, /* years, and back */
    { "2026-11-24 21:30", "" },
    { "2026-11-25 21:30", "" },
    { "2026-11-24 23:00", "" },
    { "2024-11-24 23:00", "Lights out; " }, /* before it existed: its first evening then */
    { "2026-11-24 23:00", "" },
  };
  Listener listener;
  listener_start(&listener, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    fixture_at(fixture, steps[i].to);
    listener_turn(&listener, fixture->app);
    listener_assert_heard(&listener, steps[i].heard);
  }
  listener_stop(&listener);
}

/* What was stored ahead is not lived yet. */
static void nights_ahead_are_no_history(Fixture *fixture, gconstpointer data) {
  fixture_at(fixture, "2026-12-24 12:00");
  fixture_at(fixture, AFTERNOON);
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpuint(history->nights->len, ==, 1);
}

/* The alarm says that the clock was set: the gap that a jump leaves is filled all the same. */
static void a_jump_leaves_no_gap(Fixture *fixture, gconstpointer data) {
  clock_step(app_clock(fixture->app), fixture_instant(fixture, "2026-11-30 12:00"));
  g_assert_true(night_replan(fixture->app, clock_now(app_clock(fixture->app)), NULL));
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpuint(history->nights->len, ==, 7);
  travel_assert_nights_touch(fixture);
}

/* A machine without a battery begins in 1970: nobody waits for twenty thousand nights, and still no run of kept nights
 * spans them. */
static void a_clock_that_was_wrong_fills_a_year_at_most(Fixture *fixture, gconstpointer data) {
  travel_open(fixture, 86400, TRUE);
  fixture_at(fixture, AFTERNOON);
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpuint(history->nights->len, >, 300);
  g_assert_cmpuint(history->nights->len, <, 500);
  g_assert_cmpuint(history_night(history, history->nights->len - 1)->night, ==, fixture_night("2026-11-24"));
}

static void born_with_a_clock_that_was_ahead(Fixture *fixture, gconstpointer data) {
  travel_open(fixture, fixture_instant(fixture, "2031-05-05 20:00"), TRUE);
  const Evening *evening = fixture_at(fixture, "2026-11-24 21:40");
  fixture_assert_shows(evening->first_run_at, BERLIN, "2026-11-24 21:40");
  g_assert_true(plan_step(evening->plan, "tea")->predates_start);
  g_assert_false(plan_step(evening->plan, "bed")->predates_start);
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 08:00")->morning_due, ==, fixture_night("2026-11-24"));
  evening = travel_open(fixture, fixture_instant(fixture, "2026-11-25 20:00"), TRUE);
  fixture_assert_shows(evening->first_run_at, BERLIN, "2026-11-24 21:40");
}

/* Its bedtime lay before the program; that the lights went out was told all the same. */
static void a_first_night_that_began_late_is_asked_for(Fixture *fixture, gconstpointer data) {
  const Evening *evening = travel_open(fixture, fixture_instant(fixture, "2026-11-24 23:10"), TRUE);
  g_assert_cmpuint(evening->morning_due, ==, NIGHT_NONE);
  fixture_perform(fixture, &(Action){ .kind = ACTION_GOOD_NIGHT });
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 06:30")->morning_due, ==, fixture_night("2026-11-24"));
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 07:30")->morning_due, ==, fixture_night("2026-11-24"));
}

/* ---- Suspend: only the clock has gone on. ---- */

static void waking_from_suspend_finds_the_night_that_holds(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *asleep, *awake, *night, *heard;
  } rows[] = {
    { "2026-11-24 22:19", "2026-11-24 22:30", "2026-11-24", "No more caffeine · Herbal tea; " }, /* over a due time */
    { "2026-11-24 23:49", "2026-11-25 00:15", "2026-11-24", "Lights out; " },                    /* over midnight */
    { "2026-11-25 05:00", "2026-11-25 09:00", "2026-11-25", "" }, /* over the wake time */
    { "2026-11-25 23:40", "2026-11-28 12:00", "2026-11-28", "" }, /* over a weekend */
  };
  Listener listener;
  travel_write(fixture, "zone = \"Europe/Berlin\"; bed = \"23:50\"; wake = \"07:00\";");
  travel_reload(fixture);
  listener_start(&listener, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    fixture_at(fixture, rows[i].asleep);
    g_assert_cmpuint(fixture_at(fixture, rows[i].awake)->plan->night, ==, fixture_night(rows[i].night));
    listener_turn(&listener, fixture->app);
    listener_assert_heard(&listener, rows[i].heard);
    listener_turn(&listener, fixture->app);
    listener_assert_heard(&listener, "");
  }
  listener_stop(&listener);
  travel_assert_nights_touch(fixture);
}

/* ---- Nights that clocks change in. ---- */

static void clocks_change_within_a_night(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *noon, *wake;
    int hours;
  } rows[] = {
    { "2027-03-26 12:00", "2027-03-27 07:00", 8 },
    { "2027-03-27 12:00", "2027-03-28 07:00", 7 }, /* forward */
    { "2027-10-30 12:00", "2027-10-31 07:00", 9 }, /* back */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const Plan *plan = fixture_at(fixture, rows[i].noon)->plan;
    g_assert_cmpint(plan->wake - plan->bed, ==, rows[i].hours * 3600);
    g_assert_cmpint(plan->usual_length, ==, 8 * 3600);
    g_assert_cmpint(plan->clocks_change, ==, rows[i].hours != 8);
    fixture_assert_shows(plan->wake, BERLIN, rows[i].wake);
  }
}

static void a_date_that_does_not_exist_has_no_night(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  travel_write_zone(fixture, "Pacific/Apia");
  travel_open(fixture, fixture_instant_in("Pacific/Apia", "2011-12-29 12:00"), TRUE);
  const Night night = fixture_night("2011-12-29");
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, night);
  fixture_assert_shows(app_evening(fixture->app)->plan->wake, "Pacific/Apia", "2011-12-31 07:00");
  const Evening *evening = fixture_at_in(fixture, "Pacific/Apia", "2011-12-31 07:00");
  g_assert_cmpuint(evening->plan->night, ==, night + 2);
  g_assert_cmpuint(evening->morning_due, ==, night);
  g_assert_cmpuint(app_streak_rules(fixture->app).closed_to, <, night); /* it is asked for, so it is not closed */
  g_assert_false(app_load_night(fixture->app, night + 1, &plan, &record, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  fixture_at_in(fixture, "Pacific/Apia", "2012-01-03 12:00");
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  g_assert_cmpuint(history->nights->len, ==, 5);
  travel_assert_nights_touch(fixture);
}

/* ---- Tonight's bedtime and wake time, moved. ---- */

static void move_bed(Fixture *fixture, const char *bed, const char *wake) {
  const Action action = {
    .kind = ACTION_BED,
    .instant = fixture_instant(fixture, bed),
    .wake = wake ? fixture_instant(fixture, wake) : 0,
  };
  fixture_perform(fixture, &action);
}

static void reminders_given_are_not_given_again_after_a_move(Fixture *fixture, gconstpointer data) {
  Listener listener;
  listener_start(&listener, fixture);
  fixture_at(fixture, "2026-11-24 21:30");
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "No more caffeine · Herbal tea; ");
  move_bed(fixture, "2026-11-25 00:30", NULL);
  fixture_assert_shows(plan_step(app_evening(fixture->app)->plan, "tea")->at, BERLIN, "2026-11-24 23:00");
  const char *const silent[] = { "2026-11-24 21:31", "2026-11-24 23:00", "2026-11-25 00:29" };
  for (gsize i = 0; i < G_N_ELEMENTS(silent); i++) {
    fixture_at(fixture, silent[i]);
    listener_turn(&listener, fixture->app);
    listener_assert_heard(&listener, "");
  }
  fixture_at(fixture, "2026-11-25 00:30");
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "Lights out; ");
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "");
  listener_stop(&listener);
}

static gint64 reminders_end(const Evening *evening) {
  return planner_instant(evening->plan, evening->settings->reminders.until, evening->zone);
}

static void a_move_after_bedtime_changes_reminders_not_the_judgement(Fixture *fixture, gconstpointer data) {
  fixture_at(fixture, "2026-11-24 23:20");
  move_bed(fixture, "2026-11-25 00:30", NULL);
  const Plan *plan = app_evening(fixture->app)->plan;
  fixture_assert_shows(plan->bed, BERLIN, "2026-11-25 00:30");
  fixture_assert_shows(plan->target_bed, BERLIN, "2026-11-24 23:00");
  fixture_assert_shows(reminders_end(app_evening(fixture->app)), BERLIN, "2026-11-25 01:00");
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  fixture_assert_shows(app_evening(fixture->app)->plan->target_bed, BERLIN, "2026-11-24 23:00");
}

static void an_earlier_bedtime_folds_what_would_be_past_and_undo_unfolds_it(Fixture *fixture, gconstpointer data) {
  fixture_at(fixture, "2026-11-24 21:10");
  move_bed(fixture, "2026-11-24 21:45", NULL);
  g_assert_true(plan_step(app_evening(fixture->app)->plan, "tea")->folded);
  travel_open(fixture, fixture_instant(fixture, "2026-11-24 21:12"), TRUE); /* also for the next program */
  g_assert_true(plan_step(app_evening(fixture->app)->plan, "tea")->folded);
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  const PlanStep *tea = plan_step(app_evening(fixture->app)->plan, "tea");
  g_assert_false(tea->folded);
  g_assert_true(tea->counts);
  fixture_assert_shows(tea->at, BERLIN, "2026-11-24 21:30");
}

static void a_bedtime_to_come_is_not_moved_into_the_past(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  fixture_at(fixture, "2026-11-24 22:00");
  const Action action = { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 21:00") };
  g_assert_false(app_perform(fixture->app, &action, NULL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  fixture_assert_shows(app_evening(fixture->app)->plan->bed, BERLIN, "2026-11-24 23:00");
}

static void an_earlier_wake_time_ends_this_night_and_begins_the_next(Fixture *fixture, gconstpointer data) {
  move_bed(fixture, "2026-11-24 22:00", "2026-11-25 05:00");
  const Night night = app_evening(fixture->app)->plan->night;
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 04:59")->plan->night, ==, night);
  const Evening *evening = fixture_at(fixture, "2026-11-25 05:00");
  g_assert_cmpuint(evening->plan->night, ==, night + 1);
  fixture_assert_shows(evening->plan->bed, BERLIN, "2026-11-25 23:00");
  fixture_assert_shows(evening->plan->wake, BERLIN, "2026-11-26 07:00");
  travel_assert_nights_touch(fixture);
}

static void undoing_a_later_wake_time_ends_the_night_now(Fixture *fixture, gconstpointer data) {
  move_bed(fixture, "2026-11-24 23:30", "2026-11-25 09:00");
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-25 08:00");
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, night + 1);
  fixture_assert_shows(app_evening(fixture->app)->plan->start, BERLIN, "2026-11-25 08:00");
  travel_assert_nights_touch(fixture);
}

static void a_move_reaches_a_night_that_was_slept_through(Fixture *fixture, gconstpointer data) {
  move_bed(fixture, "2026-11-25 01:00", "2026-11-25 12:00");
  const Night night = app_evening(fixture->app)->plan->night;
  for (int writes = FALSE; writes <= TRUE; writes++) {
    const gint64 late_morning = fixture_instant(fixture, "2026-11-25 11:00");
    g_assert_cmpuint(travel_open(fixture, late_morning, writes)->plan->night, ==, night);
  }
  travel_open(fixture, fixture_instant(fixture, "2026-11-28 11:00"), TRUE);
  travel_assert_nights_touch(fixture);
}

static void nights_to_come_store_nothing(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  const Night tomorrow = app_evening(fixture->app)->plan->night + 1;
  const Action action = { .kind = ACTION_MARK, .night = tomorrow, .step = "tea", .mark = MARK_SKIPPED };
  g_assert_false(app_perform(fixture->app, &action, NULL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  g_assert_cmpuint(store_newest_night(fixture->app->store, G_MAXINT64), ==, tomorrow - 1);
}

#define ADD(path, function) g_test_add(path, Fixture, AFTERNOON, fixture_set_up, function, fixture_tear_down)
#define ADD_FIRST_RUN(path, function) g_test_add(path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/time/steps-of-any-size-find-their-night-at-once", steps_of_any_size_find_their_night_at_once);
  ADD("/time/a-step-back-reminds-of-nothing-twice", a_step_back_reminds_of_nothing_twice);
  ADD("/time/nights-ahead-are-no-history", nights_ahead_are_no_history);
  ADD("/time/a-jump-leaves-no-gap", a_jump_leaves_no_gap);
  ADD_FIRST_RUN("/time/a-clock-that-was-wrong-fills-a-year-at-most", a_clock_that_was_wrong_fills_a_year_at_most);
  ADD_FIRST_RUN("/time/born-with-a-clock-that-was-ahead", born_with_a_clock_that_was_ahead);
  ADD_FIRST_RUN("/time/a-first-night-that-began-late-is-asked-for", a_first_night_that_began_late_is_asked_for);
  ADD("/time/waking-from-suspend-finds-the-night-that-holds", waking_from_suspend_finds_the_night_that_holds);
  ADD("/time/clocks-change-within-a-night", clocks_change_within_a_night);
  ADD_FIRST_RUN("/time/a-date-that-does-not-exist-has-no-night", a_date_that_does_not_exist_has_no_night);
  ADD("/bedtime/reminders-given-are-not-given-again-after-a-move", reminders_given_are_not_given_again_after_a_move);
  ADD("/bedtime/a-move-after-bedtime-changes-reminders-not-the-judgement",
      a_move_after_bedtime_changes_reminders_not_the_judgement);
  ADD("/bedtime/an-earlier-one-folds-what-would-be-past-and-undo-unfolds-it",
      an_earlier_bedtime_folds_what_would_be_past_and_undo_unfolds_it);
  ADD("/bedtime/to-come-is-not-moved-into-the-past", a_bedtime_to_come_is_not_moved_into_the_past);
  ADD("/bedtime/an-earlier-wake-time-ends-this-night-and-begins-the-next",
      an_earlier_wake_time_ends_this_night_and_begins_the_next);
  ADD("/bedtime/undoing-a-later-wake-time-ends-the-night-now", undoing_a_later_wake_time_ends_the_night_now);
  ADD("/bedtime/a-move-reaches-a-night-that-was-slept-through", a_move_reaches_a_night_that_was_slept_through);
  ADD("/bedtime/nights-to-come-store-nothing", nights_to_come_store_nothing);
  return g_test_run();
}
