/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/travel.h"

#include "tests/app/listener.h"

#define AFTERNOON "2026-11-24 12:00"
#define BERLIN "Europe/Berlin"
#define NEW_YORK "America/New_York" /* six hours behind */
#define TOKYO "Asia/Tokyo"          /* eight hours ahead */

static void answer_morning(Fixture *fixture, Night night) {
  Morning morning;
  morning_init(&morning);
  morning.rested = 4;
  const Action action = { .kind = ACTION_MORNING, .night = night, .morning = &morning };
  fixture_perform(fixture, &action);
}

static Streak streak_now(const Fixture *fixture) {
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  const StreakRules rules = app_streak_rules(fixture->app);
  return streak_routine(history, &rules);
}

/* ---- Single journeys. ---- */

static void west_in_the_evening_stretches_the_night(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-24 22:40");
  fixture_mark(fixture, "tea", MARK_DONE);
  const Evening *evening = travel_to(fixture, NEW_YORK);
  g_assert_cmpuint(evening->plan->night, ==, night);
  fixture_assert_shows(evening->plan->bed, NEW_YORK, "2026-11-24 23:00");
  fixture_assert_shows(evening->plan->wake, NEW_YORK, "2026-11-25 07:00");
  fixture_assert_shows(plan_step(evening->plan, "tea")->at, BERLIN, "2026-11-24 21:30"); /* it was answered there */
  fixture_assert_shows(plan_step(evening->plan, "stretch")->at, NEW_YORK, "2026-11-24 22:02");
  fixture_assert_shows(plan_step(evening->plan, "bed")->at, NEW_YORK, "2026-11-24 23:00");
  g_assert_cmpuint(fixture_at_in(fixture, NEW_YORK, "2026-11-25 06:59")->plan->night, ==, night);
  g_assert_cmpuint(fixture_at_in(fixture, NEW_YORK, "2026-11-25 07:00")->plan->night, ==, night + 1);
  travel_assert_nights_touch(fixture);
}

static void west_in_the_morning_the_night_is_not_over_here(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  g_assert_cmpuint(fixture_at(fixture, "2026-11-25 07:30")->plan->night, ==, night + 1);
  const Evening *evening = travel_to(fixture, NEW_YORK); /* 01:30 there */
  g_assert_cmpuint(evening->plan->night, ==, night);
  fixture_assert_shows(evening->plan->bed, NEW_YORK, "2026-11-24 23:00");
  g_assert_cmpuint(travel_to(fixture, BERLIN)->plan->night, ==, night + 1);
  travel_to(fixture, NEW_YORK);
  g_assert_cmpuint(fixture_at_in(fixture, NEW_YORK, "2026-11-25 07:00")->plan->night, ==, night + 1);
  g_assert_cmpuint(fixture_at_in(fixture, NEW_YORK, "2026-11-26 07:00")->plan->night, ==, night + 2);
}

static void a_zone_that_was_wrong_for_a_moment_leaves_no_trace(Fixture *fixture, gconstpointer data) {
  static const char *const times[] = { "2026-11-24 15:00", "2026-11-24 21:50", "2026-11-24 23:30" };
  static const char *const zones[] = { TOKYO, NEW_YORK, "Pacific/Kiritimati", "Pacific/Pago_Pago" };
  for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
    fixture_at(fixture, times[i]);
    g_autoptr(Plan) before = plan_copy(app_evening(fixture->app)->plan);
    for (gsize k = 0; k < G_N_ELEMENTS(zones); k++) {
      travel_to(fixture, zones[k]);
      const Evening *evening = travel_to(fixture, BERLIN);
      g_assert_true(plan_equal(evening->plan, before));
    }
  }
}

static void east_before_bedtime_keeps_every_step(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  const guint of = fixture_at(fixture, "2026-11-24 20:00")->agenda->of;
  const Evening *evening = travel_to(fixture, TOKYO); /* 04:00 there */
  g_assert_cmpuint(evening->plan->night, ==, night);
  fixture_assert_shows(evening->plan->wake, TOKYO, "2026-11-25 07:00");
  g_assert_cmpuint(evening->agenda->of, ==, of);
  g_assert_cmpuint(fixture_at_in(fixture, TOKYO, "2026-11-25 07:00")->plan->night, ==, night + 1);
}

static void east_past_the_wake_time_ends_the_night_there(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-24 22:55");
  const Action good_night = { .kind = ACTION_GOOD_NIGHT };
  fixture_perform(fixture, &good_night);
  fixture_at(fixture, "2026-11-24 23:30");
  const Evening *evening = travel_to(fixture, TOKYO); /* 07:30 of the next day */
  g_assert_cmpuint(evening->plan->night, ==, night + 1);
  fixture_assert_shows(evening->plan->start, TOKYO, "2026-11-25 07:01");
  fixture_assert_shows(evening->plan->bed, TOKYO, "2026-11-25 23:00");
  g_assert_cmpuint(evening->morning_due, ==, night);
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  g_assert_true(app_load_night(fixture->app, night, &plan, &record, NULL));
  fixture_assert_shows(plan->target_bed, BERLIN, "2026-11-24 23:00");
  g_assert_cmpint(plan->offset, ==, 3600);
  g_assert_cmpint(record->lights_out, <, plan->wake);
  travel_assert_nights_touch(fixture);
}

static void east_over_the_date_line_asks_nothing_of_what_was_cut(Fixture *fixture, gconstpointer data) {
  travel_write_zone(fixture, "Pacific/Honolulu");
  travel_open(fixture, fixture_instant_in("Pacific/Honolulu", "2026-12-01 12:00"), TRUE);
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at_in(fixture, "Pacific/Honolulu", "2026-12-01 20:00");
  const Evening *evening = travel_to(fixture, "Pacific/Apia"); /* 19:00 of the next day */
  g_assert_cmpuint(evening->plan->night, ==, night + 1);
  g_assert_cmpuint(evening->morning_due, ==, NIGHT_NONE); /* nobody slept in it */
  fixture_assert_shows(evening->plan->bed, "Pacific/Apia", "2026-12-02 23:00");
  travel_assert_nights_touch(fixture);
}

static void west_over_the_date_line_the_date_is_lived_again(Fixture *fixture, gconstpointer data) {
  travel_write_zone(fixture, "Pacific/Apia");
  travel_open(fixture, fixture_instant_in("Pacific/Apia", "2026-12-02 12:00"), TRUE);
  const Night night = app_evening(fixture->app)->plan->night;
  const Evening *evening = travel_to(fixture, "Pacific/Honolulu"); /* 13:00 of the day before */
  g_assert_cmpuint(evening->plan->night, ==, night - 1);
  fixture_assert_shows(evening->plan->bed, "Pacific/Honolulu", "2026-12-01 23:00");
  g_assert_cmpuint(fixture_at_in(fixture, "Pacific/Honolulu", "2026-12-02 06:59")->plan->night, ==, night - 1);
  g_assert_cmpuint(fixture_at_in(fixture, "Pacific/Honolulu", "2026-12-02 07:00")->plan->night, ==, night);
}

static void what_was_moved_by_hand_keeps_its_clock_time(Fixture *fixture, gconstpointer data) {
  const Action action = {
    .kind = ACTION_BED,
    .instant = fixture_instant(fixture, "2026-11-25 00:30"),
    .wake = fixture_instant(fixture, "2026-11-25 09:00"),
  };
  fixture_at(fixture, "2026-11-24 21:00");
  fixture_perform(fixture, &action);
  travel_to(fixture, NEW_YORK);
  const Evening *evening = travel_open(fixture, fixture_instant(fixture, "2026-11-24 23:30"), TRUE);
  fixture_assert_shows(evening->plan->bed, NEW_YORK, "2026-11-25 00:30");
  fixture_assert_shows(evening->plan->target_bed, NEW_YORK, "2026-11-25 00:30");
  fixture_assert_shows(evening->plan->wake, NEW_YORK, "2026-11-25 09:00");
  fixture_assert_shows(plan_step(evening->plan, "tea")->at, NEW_YORK, "2026-11-24 23:00");
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  fixture_assert_shows(app_evening(fixture->app)->plan->bed, NEW_YORK, "2026-11-24 23:00");
}

static void closed_on_the_plane_opened_there(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  travel_write_zone(fixture, TOKYO);
  const gint64 landed = fixture_instant_in(TOKYO, "2026-11-25 10:00"); /* 02:00 in Berlin */
  for (int writes = FALSE; writes <= TRUE; writes++) {
    const Evening *evening = travel_open(fixture, landed, writes); /* a command that only reads sees the same */
    g_assert_cmpuint(evening->plan->night, ==, night + 1);
    fixture_assert_shows(evening->plan->start, TOKYO, "2026-11-25 07:00");
    fixture_assert_shows(evening->plan->bed, TOKYO, "2026-11-25 23:00");
  }
  travel_assert_nights_touch(fixture);
}

static void closed_on_the_plane_west_the_night_goes_on(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  travel_write_zone(fixture, NEW_YORK);
  const Evening *evening = travel_open(fixture, fixture_instant_in(NEW_YORK, "2026-11-25 02:00"), TRUE);
  g_assert_cmpuint(evening->plan->night, ==, night); /* 08:00 in Berlin, but nobody got up yet */
  fixture_assert_shows(evening->plan->wake, NEW_YORK, "2026-11-25 07:00");
}

static void a_closed_night_never_reopens(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-25 06:30");
  answer_morning(fixture, night);
  travel_write_zone(fixture, NEW_YORK);
  const Evening *evening = travel_open(fixture, fixture_instant_in(NEW_YORK, "2026-11-25 02:00"), TRUE);
  g_assert_cmpuint(evening->plan->night, ==, night + 1);
  fixture_assert_shows(evening->plan->start, BERLIN, "2026-11-25 07:00");
  fixture_assert_shows(evening->plan->bed, NEW_YORK, "2026-11-25 23:00");
  travel_assert_nights_touch(fixture);
}

static void a_night_stored_ahead_follows_the_journey(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-25 12:00"); /* a clock that was a day ahead stored the night after */
  fixture_at(fixture, "2026-11-24 23:30");
  const Evening *evening = travel_to(fixture, TOKYO);
  g_assert_cmpuint(evening->plan->night, ==, night + 1);
  fixture_assert_shows(evening->plan->start, TOKYO, "2026-11-25 07:00");
  travel_assert_nights_touch(fixture);
}

static void local_times_of_what_happened_stay(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-24 21:31");
  fixture_mark(fixture, "tea", MARK_DONE);
  fixture_at(fixture, "2026-11-24 23:05");
  const Action good_night = { .kind = ACTION_GOOD_NIGHT };
  fixture_perform(fixture, &good_night);
  travel_to(fixture, NEW_YORK);
  fixture_at_in(fixture, NEW_YORK, "2026-11-25 09:00");
  g_autoptr(Export) export = app_export(fixture->app, NULL);
  const ExportedNight *exported = g_ptr_array_index(export->nights, 0);
  g_assert_cmpuint(exported->plan->night, ==, night);
  g_assert_cmpint(record_step(exported->record, "tea")->marked_offset, ==, 3600);
  g_assert_cmpint(exported->record->lights_out_offset, ==, 3600);
  g_assert_cmpint(exported->plan->offset, ==, 3600);
  g_autofree char *out = daytime_rfc3339(exported->record->lights_out, exported->record->lights_out_offset);
  g_assert_cmpstr(out, ==, "2026-11-24T23:05:00+01:00");
}

static void nothing_is_reminded_twice_on_the_way(Fixture *fixture, gconstpointer data) {
  Listener listener;
  fixture_at(fixture, "2026-11-24 21:30");
  listener_start(&listener, fixture);
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "No more caffeine · Herbal tea; ");
  travel_to(fixture, NEW_YORK);
  static const struct {
    const char *at, *heard;
  } rows[] = {
    { "2026-11-24 16:00", "" },
    { "2026-11-24 21:29", "" },
    { "2026-11-24 21:30", "Herbal tea; " }, /* it came six hours early, and lies ahead again */
    { "2026-11-24 21:31", "" },
    { "2026-11-24 22:30", "" },
    { "2026-11-24 23:00", "Lights out; " }, /* not given yet: it goes with the person */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    fixture_at_in(fixture, NEW_YORK, rows[i].at);
    listener_turn(&listener, fixture->app);
    listener_assert_heard(&listener, rows[i].heard);
  }
  listener_stop(&listener);
}

/* Twice there and back within a minute, as a VPN does it. */
static void a_zone_that_was_wrong_for_a_moment_takes_and_brings_no_reminder(Fixture *fixture, gconstpointer data) {
  static const char *const zones[] = { TOKYO, NEW_YORK };
  Listener listener;
  fixture_at(fixture, "2026-11-24 21:30");
  listener_start(&listener, fixture);
  listener_turn(&listener, fixture->app);
  g_string_truncate(listener.heard, 0);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(zones); i++) {
    travel_to(fixture, zones[i % G_N_ELEMENTS(zones)]);
    listener_turn(&listener, fixture->app);
    g_string_truncate(listener.heard, 0); /* by that clock bedtime may be past */
    travel_to(fixture, BERLIN);
    listener_turn(&listener, fixture->app);
    listener_assert_heard(&listener, "");
  }
  fixture_at(fixture, "2026-11-24 23:00");
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "Lights out; ");
  listener_stop(&listener);
}

static void assert_shows_home(const Fixture *fixture, const Plan *home) {
  const Plan *plan = app_evening(fixture->app)->plan;
  g_assert_cmpint(plan->bed, ==, home->bed);
  g_assert_cmpint(plan->wake, ==, home->wake);
  g_assert_cmpuint(plan->steps->len, ==, home->steps->len);
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i), *before = plan_step(home, step->id);
    g_assert_cmpint(step->at, ==, before->at);
    g_assert_cmpint(step->counts, ==, before->counts);
    g_assert_false(step->folded);
  }
}

/* A command with another TZ, as a user service has it. */
static void an_act_by_another_clock_keeps_the_mark_and_leaves_the_plan(Fixture *fixture, gconstpointer data) {
  static const char *const zones[] = { TOKYO, NEW_YORK, "Pacific/Kiritimati", "Pacific/Pago_Pago" };
  static const Mark marks[] = { MARK_DONE, MARK_SKIPPED, MARK_SLIPPED, MARK_DONE };
  g_autoptr(Plan) home = plan_copy(fixture_at(fixture, "2026-11-24 21:50")->plan);
  for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
    const Action action = { .kind = ACTION_MARK, .night = home->night, .step = "caffeine", .mark = marks[i] };
    travel_to(fixture, zones[i]);
    fixture_perform(fixture, &action);
    travel_to(fixture, BERLIN);
    assert_shows_home(fixture, home);
    g_assert_cmpint(record_mark(app_evening(fixture->app)->record, "caffeine"), ==, marks[i]);
  }
}

/* By its clock that night has not begun; the mark waits for it. */
static void an_act_in_a_night_that_began_by_another_clock_only_waits_for_it(Fixture *fixture, gconstpointer data) {
  g_autoptr(Plan) home = plan_copy(fixture_at(fixture, "2026-11-24 23:10")->plan);
  travel_to(fixture, TOKYO); /* 07:10 of the 25th */
  fixture_mark(fixture, "caffeine", MARK_DONE);
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, home->night + 1);
  travel_to(fixture, BERLIN);
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, home->night);
  assert_shows_home(fixture, home);
  const Evening *evening = fixture_at(fixture, "2026-11-25 12:00");
  g_assert_cmpuint(evening->plan->night, ==, home->night + 1);
  g_assert_cmpint(record_mark(evening->record, "caffeine"), ==, MARK_DONE);
  fixture_assert_shows(evening->plan->bed, BERLIN, "2026-11-25 23:00");
  travel_assert_nights_touch(fixture);
}

static void do_all(Fixture *fixture, const char *zone, const char *bedtime) {
  static const char *const steps[] = { "caffeine", "tea", "stretch" };
  fixture_at_in(fixture, zone, bedtime);
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
    fixture_mark(fixture, steps[i], MARK_DONE);
  fixture_perform(fixture, &(Action){ .kind = ACTION_GOOD_NIGHT });
}

static NightVerdict verdict_of(const Fixture *fixture, Night night) {
  g_autoptr(History) history = app_history(fixture->app, night, night, NULL);
  const StreakRules rules = app_streak_rules(fixture->app);
  g_assert_cmpuint(history->nights->len, ==, 1);
  return streak_judge(history, history_night(history, 0), &rules);
}

/* Two kept nights, an evening that a flight leapt over, and a kept one there: three in a row. Whether the program ran
 * on the way or was opened there. */
static void assert_leap_breaks_no_run(Fixture *fixture, gboolean runs) {
  const Night first = app_evening(fixture->app)->plan->night;
  do_all(fixture, BERLIN, "2026-11-24 22:58");
  do_all(fixture, BERLIN, "2026-11-25 22:58");
  fixture_at(fixture, "2026-11-26 15:00");
  if (runs) {
    travel_to(fixture, TOKYO);
    fixture_at_in(fixture, TOKYO, "2026-11-27 07:00"); /* 23:00 in Berlin */
  } else {
    travel_write_zone(fixture, TOKYO);
    travel_open(fixture, fixture_instant_in(TOKYO, "2026-11-27 10:00"), TRUE);
  }
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, first + 3);
  g_assert_cmpint(verdict_of(fixture, first + 2), ==, NIGHT_NEUTRAL);
  do_all(fixture, TOKYO, "2026-11-27 22:58");
  fixture_at_in(fixture, TOKYO, "2026-11-28 23:30");
  g_assert_cmpint(verdict_of(fixture, first + 2), ==, NIGHT_NEUTRAL);
  g_assert_cmpint(streak_now(fixture).current, ==, 3);
  travel_assert_nights_touch(fixture);
}

static void an_evening_that_a_flight_leapt_over_breaks_no_run(Fixture *fixture, gconstpointer data) {
  assert_leap_breaks_no_run(fixture, TRUE);
}

static void an_evening_that_was_leapt_over_unopened_breaks_no_run(Fixture *fixture, gconstpointer data) {
  assert_leap_breaks_no_run(fixture, FALSE);
}

static void an_evening_that_was_left_open_at_home_breaks_the_run(Fixture *fixture, gconstpointer data) {
  const Night first = app_evening(fixture->app)->plan->night;
  do_all(fixture, BERLIN, "2026-11-24 22:58");
  fixture_at(fixture, "2026-11-26 09:00");
  travel_to(fixture, TOKYO);
  fixture_at_in(fixture, TOKYO, "2026-11-27 23:30");
  g_assert_cmpint(verdict_of(fixture, first + 1), ==, NIGHT_NOT_KEPT);
}

static void a_night_that_ended_by_another_clock_names_both_zones(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  fixture_at(fixture, "2026-11-24 20:00");
  g_assert_cmpstr(app_evening(fixture->app)->plan->zone, ==, BERLIN);
  travel_to(fixture, NEW_YORK);
  fixture_at_in(fixture, NEW_YORK, "2026-11-25 08:00");
  g_assert_true(app_load_night(fixture->app, night, &plan, &record, NULL));
  g_assert_cmpstr(plan->zone, ==, BERLIN " " NEW_YORK);
  g_assert_cmpstr(app_evening(fixture->app)->plan->zone, ==, NEW_YORK);
}

/* After good night nothing sounds, and the list is there for who is still up. */
static void west_after_lights_out_the_evening_is_shown_again(Fixture *fixture, gconstpointer data) {
  Listener listener;
  do_all(fixture, BERLIN, "2026-11-24 22:58");
  g_assert_cmpint(fixture_at(fixture, "2026-11-25 02:00")->agenda->phase, ==, PHASE_ASLEEP);
  listener_start(&listener, fixture);
  const Evening *evening = travel_to(fixture, NEW_YORK); /* 20:00 */
  g_assert_cmpint(evening->agenda->phase, !=, PHASE_ASLEEP);
  fixture_assert_shows(evening->plan->bed, NEW_YORK, "2026-11-24 23:00");
  listener_turn(&listener, fixture->app);
  g_assert_cmpint(fixture_at_in(fixture, NEW_YORK, "2026-11-24 22:57")->agenda->phase, ==, PHASE_EVENING);
  g_assert_cmpint(fixture_at_in(fixture, NEW_YORK, "2026-11-24 22:58")->agenda->phase, ==, PHASE_ASLEEP);
  listener_turn(&listener, fixture->app);
  listener_assert_heard(&listener, "");
  listener_stop(&listener);
  travel_to(fixture, BERLIN);
  g_assert_cmpint(app_evening(fixture->app)->agenda->phase, ==, PHASE_ASLEEP);
}

static void lights_out_by_another_clock_are_judged_by_its_bedtime(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-24 20:00");
  travel_to(fixture, NEW_YORK);
  do_all(fixture, NEW_YORK, "2026-11-24 22:58");
  fixture_at_in(fixture, NEW_YORK, "2026-11-26 08:00");
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  g_assert_true(app_load_night(fixture->app, night, &plan, &record, NULL));
  fixture_assert_shows(plan->target_bed, NEW_YORK, "2026-11-24 23:00");
  g_assert_cmpint(verdict_of(fixture, night), ==, NIGHT_KEPT);
}

/* ---- A life on planes: somebody who does what is asked, wherever they are. ---- */

#define FLIGHTS 100
#define TURN_SECONDS (14 * 60)
#define LONGEST_LIFE 400 /* nights */

typedef struct {
  Fixture *fixture;
  gint64 now;
  Night night;
  guint32 seed;
  Night first;
  guint8 flights[LONGEST_LIFE]; /* of each night */
} Life;

/* The same journeys every time. */
static guint32 any(Life *life, guint32 below) {
  life->seed = life->seed * 1664525u + 1013904223u;
  return (life->seed >> 8) % below;
}

static void answer_what_is_due(Life *life) {
  const Evening *evening = app_evening(life->fixture->app);
  for (guint i = 0; i < evening->agenda->rows->len; i++) {
    const AgendaRow row = *agenda_row(evening->agenda, i);
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, row.step);
    if ((row.state != AGENDA_DUE && row.state != AGENDA_OPEN) || g_str_equal(step->id, STEP_LIGHTS_OUT))
      continue;
    g_autofree char *id = g_strdup(step->id);
    fixture_mark(life->fixture, id, MARK_DONE);
    evening = app_evening(life->fixture->app);
  }
  if (evening->agenda->phase == PHASE_AFTER_BED) {
    const Action good_night = { .kind = ACTION_GOOD_NIGHT };
    fixture_perform(life->fixture, &good_night);
  }
}

static void assert_night_holds(Life *life) {
  const Plan *plan = app_evening(life->fixture->app)->plan;
  g_assert_cmpint(plan->start, <=, life->now);
  g_assert_cmpint(life->now, <, plan->wake);
  life->night = plan->night;
}

static void live(Life *life, guint turns) {
  for (guint i = 0; i < turns; i++) {
    life->now += TURN_SECONDS;
    clock_step(app_clock(life->fixture->app), life->now);
    app_tick(life->fixture->app);
    assert_night_holds(life);
    answer_what_is_due(life);
    const Night asking = app_evening(life->fixture->app)->morning_due;
    if (asking != NIGHT_NONE && asking != life->night)
      answer_morning(life->fixture, asking);
  }
}

/* As long as nobody asks for anything meanwhile, the program may be closed on the plane. */
static gint64 time_to_spare(const Life *life) {
  const Evening *evening = app_evening(life->fixture->app);
  const gint64 next = evening->agenda->next_change;
  return MAX((next != 0 ? next : evening->plan->wake) - life->now - 1, 0);
}

static void fly(Life *life) {
  const int offset = (int) any(life, 27) - 14; /* as Etc/GMT names it: +12 is UTC-12 */
  g_autofree char *zone = g_strdup_printf("Etc/GMT%+d", offset);
  if (any(life, 3) > 0) {
    travel_to(life->fixture, zone);
  } else {
    travel_write_zone(life->fixture, zone);
    const gint64 closed = (gint64) any(life, 12) * 3600;
    life->now += MIN(closed, time_to_spare(life));
    travel_open(life->fixture, life->now, TRUE);
  }
  life->flights[life->night - life->first]++;
  assert_night_holds(life);
}

/* Whoever does what is asked breaks no run. Of a night only its first and its last clock are known: one that saw two
 * flights may have had its evening between them, by a third one. */
static void assert_unbroken(const Life *life, Night first) {
  g_autoptr(History) history = app_history(life->fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  const StreakRules rules = app_streak_rules(life->fixture->app);
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    if (streak_judge(history, night, &rules) == NIGHT_NOT_KEPT)
      g_assert_cmpint(life->flights[night->night - first], >=, 2);
  }
}

static void in_a_life_of_flights_one_night_always_holds(Fixture *fixture, gconstpointer data) {
  Life life = { .fixture = fixture, .now = fixture_instant(fixture, AFTERNOON), .seed = 1 };
  life.night = app_evening(fixture->app)->plan->night;
  const Night first = life.first = life.night;
  for (int i = 0; i < FLIGHTS; i++) {
    live(&life, 20 + any(&life, 160));
    fly(&life);
  }
  const Streak streak = streak_now(fixture);
  assert_unbroken(&life, first);
  g_test_message("%d flights, %u nights, %d kept in a row", FLIGHTS, life.night - first, streak.current);
}

#define ADD(path, function) g_test_add(path, Fixture, AFTERNOON, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/travel/west-in-the-evening-stretches-the-night", west_in_the_evening_stretches_the_night);
  ADD("/travel/west-in-the-morning-the-night-is-not-over-here", west_in_the_morning_the_night_is_not_over_here);
  ADD("/travel/a-zone-that-was-wrong-for-a-moment-leaves-no-trace", a_zone_that_was_wrong_for_a_moment_leaves_no_trace);
  ADD("/travel/east-before-bedtime-keeps-every-step", east_before_bedtime_keeps_every_step);
  ADD("/travel/east-past-the-wake-time-ends-the-night-there", east_past_the_wake_time_ends_the_night_there);
  ADD("/travel/east-over-the-date-line-asks-nothing-of-what-was-cut",
      east_over_the_date_line_asks_nothing_of_what_was_cut);
  ADD("/travel/west-over-the-date-line-the-date-is-lived-again", west_over_the_date_line_the_date_is_lived_again);
  ADD("/travel/what-was-moved-by-hand-keeps-its-clock-time", what_was_moved_by_hand_keeps_its_clock_time);
  ADD("/travel/closed-on-the-plane-opened-there", closed_on_the_plane_opened_there);
  ADD("/travel/closed-on-the-plane-west-the-night-goes-on", closed_on_the_plane_west_the_night_goes_on);
  ADD("/travel/a-closed-night-never-reopens", a_closed_night_never_reopens);
  ADD("/travel/a-night-stored-ahead-follows-the-journey", a_night_stored_ahead_follows_the_journey);
  ADD("/travel/local-times-of-what-happened-stay", local_times_of_what_happened_stay);
  ADD("/travel/nothing-is-reminded-twice-on-the-way", nothing_is_reminded_twice_on_the_way);
  ADD("/travel/a-zone-that-was-wrong-for-a-moment-takes-and-brings-no-reminder",
      a_zone_that_was_wrong_for_a_moment_takes_and_brings_no_reminder);
  ADD("/travel/an-act-by-another-clock-keeps-the-mark-and-leaves-the-plan",
      an_act_by_another_clock_keeps_the_mark_and_leaves_the_plan);
  ADD("/travel/an-act-in-a-night-that-began-by-another-clock-only-waits-for-it",
      an_act_in_a_night_that_began_by_another_clock_only_waits_for_it);
  ADD("/travel/an-evening-that-was-left-open-at-home-breaks-the-run",
      an_evening_that_was_left_open_at_home_breaks_the_run);
  ADD("/travel/a-night-that-ended-by-another-clock-names-both-zones",
      a_night_that_ended_by_another_clock_names_both_zones);
  ADD("/travel/west-after-lights-out-the-evening-is-shown-again", west_after_lights_out_the_evening_is_shown_again);
  ADD("/travel/lights-out-by-another-clock-are-judged-by-its-bedtime",
      lights_out_by_another_clock_are_judged_by_its_bedtime);
  ADD("/travel/an-evening-that-a-flight-leapt-over-breaks-no-run", an_evening_that_a_flight_leapt_over_breaks_no_run);
  ADD("/travel/an-evening-that-was-leapt-over-unopened-breaks-no-run",
      an_evening_that_was_leapt_over_unopened_breaks_no_run);
  ADD("/travel/in-a-life-of-flights-one-night-always-holds", in_a_life_of_flights_one_night_always_holds);
  return g_test_run();
}
