/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/regularity.h"
#include "tests/app/travel.h"

#define BERLIN "Europe/Berlin"
#define MONDAY "2026-11-02 12:00"

/* Two early, two late, two night shifts, two days off. */
#define ROUTINE                                                                                                        \
  "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"                                                     \
  "shifts = { E = { bed = \"21:30\"; wake = \"05:00\"; }; L = { bed = \"00:30\"; wake = \"08:30\"; };\n"               \
  "  N = { bed = \"08:45\"; wake = \"15:45\"; }; O = { }; };\n"                                                        \
  "rota = { from = \"2026-11-02\"; order = \"E E L L N N O O\"; };\n"                                                  \
  "steps = (\n"                                                                                                        \
  "  { id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 60m\"; leads = [\"0m\"]; },\n"                               \
  "  { id = \"glasses\"; title = \"Sunglasses\"; at = \"bed - 75m\"; shifts = [\"N\"]; },\n"                           \
  "  { id = \"bed\"; title = \"Lights out\"; at = \"bed\"; leads = [\"0m\"]; });\n"

static void set_up(Fixture *fixture, gconstpointer start) {
  fixture_set_up(fixture, NULL);
  fixture_write_config(fixture, ROUTINE);
  fixture->app = fixture_open(fixture, start, TRUE);
}

static Plan *plan_of(const Fixture *fixture, const char *date) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Record) record = NULL;
  Plan *plan = NULL;
  (void) !app_load_night(fixture->app, fixture_night(date), &plan, &record, &error);
  g_assert_no_error(error);
  return plan;
}

static gboolean choose(Fixture *fixture, const char *date, const char *code, GError **error) {
  const Action action = { .kind = ACTION_SHIFT, .night = fixture_night(date), .shift = code };
  return app_perform(fixture->app, &action, NULL, error);
}

static void coming_nights_follow_the_rota(Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *date, *shift, *start, *bed, *wake;
  } rows[] = {
    { "2026-11-02", "E", "2026-11-02 05:00", "2026-11-02 21:30", "2026-11-03 05:00" },
    { "2026-11-03", "E", "2026-11-03 05:00", "2026-11-03 21:30", "2026-11-04 08:30" }, /* late tomorrow */
    { "2026-11-05", "L", "2026-11-05 08:30", "2026-11-06 00:30", "2026-11-06 15:45" },
    { "2026-11-06", "N", "2026-11-06 15:45", "2026-11-07 08:45", "2026-11-07 15:45" },
    { "2026-11-07", "N", "2026-11-07 15:45", "2026-11-08 08:45", "2026-11-08 07:00" }, /* no sleep before a day off */
    { "2026-11-10", "E", "2026-11-10 05:00", "2026-11-10 21:30", "2026-11-11 05:00" }, /* the rota begins again */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Plan) plan = plan_of(fixture, rows[i].date);
    g_assert_cmpstr(plan->shift, ==, rows[i].shift);
    fixture_assert_shows(plan->start, BERLIN, rows[i].start);
    fixture_assert_shows(plan->wake, BERLIN, rows[i].wake);
    const gboolean has_bed = plan->bed < plan->wake;
    fixture_assert_shows(plan->bed, BERLIN, has_bed ? rows[i].bed : rows[i].wake);
    g_assert_cmpint(plan_step(plan, "glasses") != NULL, ==, has_bed && g_str_equal(rows[i].shift, "N"));
  }
  g_assert_cmpuint(store_newest_night(fixture->app->store, G_MAXINT64), ==, fixture_night("2026-11-02"));
}

static void a_shift_of_today_takes_effect_at_once_and_undo_takes_it_back(Fixture *fixture, gconstpointer data) {
  g_assert_true(choose(fixture, "2026-11-02", "L", NULL));
  const Plan *plan = app_evening(fixture->app)->plan;
  g_assert_cmpuint(plan->night, ==, fixture_night("2026-11-02"));
  fixture_assert_shows(plan->bed, BERLIN, "2026-11-03 00:30");
  fixture_assert_shows(plan_step(plan, "tea")->at, BERLIN, "2026-11-02 23:30");
  g_assert_true(app_undo(fixture->app, NULL, NULL));
  plan = app_evening(fixture->app)->plan;
  g_assert_cmpstr(plan->shift, ==, "E");
  fixture_assert_shows(plan->bed, BERLIN, "2026-11-02 21:30");
}

static void a_shift_of_tomorrow_moves_the_end_of_tonight(Fixture *fixture, gconstpointer data) {
  g_assert_true(choose(fixture, "2026-11-03", "O", NULL));
  fixture_assert_shows(app_evening(fixture->app)->plan->wake, BERLIN, "2026-11-03 07:00");
  g_autoptr(Plan) tomorrow = plan_of(fixture, "2026-11-03");
  fixture_assert_shows(tomorrow->bed, BERLIN, "2026-11-03 23:00");
  g_assert_true(choose(fixture, "2026-11-03", NULL, NULL)); /* by the rota again */
  fixture_assert_shows(app_evening(fixture->app)->plan->wake, BERLIN, "2026-11-03 05:00");
}

static void an_unknown_shift_is_refused(Fixture *fixture, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  g_assert_false(choose(fixture, "2026-11-02", "X", &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
}

static void keys_never_go_back_when_a_later_start_is_chosen(Fixture *fixture, gconstpointer data) {
  const Night night = app_evening(fixture->app)->plan->night;
  fixture_at(fixture, "2026-11-03 06:00");
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, night + 1);
  g_assert_true(choose(fixture, "2026-11-04", "N", NULL));
  g_assert_true(choose(fixture, "2026-11-03", "N", NULL)); /* would begin at 15:45 */
  g_assert_cmpuint(app_evening(fixture->app)->plan->night, ==, night + 1);
  fixture_assert_shows(app_evening(fixture->app)->plan->bed, BERLIN, "2026-11-04 08:45");
  travel_assert_nights_touch(fixture);
}

/* ---- Eight weeks by the rota, every step done at its time. ---- */

#define WEEKS 8
#define TURN_SECONDS (15 * 60)

static void answer_what_is_due(Fixture *fixture) {
  const Evening *evening = app_evening(fixture->app);
  for (guint i = 0; i < evening->agenda->rows->len; i++) {
    const AgendaRow row = *agenda_row(evening->agenda, i);
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, row.step);
    if (row.state != AGENDA_DUE)
      continue;
    g_autofree char *id = g_strdup(step->id);
    fixture_mark(fixture, id, MARK_DONE);
    evening = app_evening(fixture->app);
  }
}

static void streaks_and_regularity_are_fair(Fixture *fixture, gconstpointer data) {
  const Night first = app_evening(fixture->app)->plan->night;
  gint64 now = clock_now(app_clock(fixture->app));
  while (app_evening(fixture->app)->plan->night < first + WEEKS * 7) {
    now += TURN_SECONDS;
    clock_step(app_clock(fixture->app), now);
    app_tick(fixture->app);
    answer_what_is_due(fixture);
  }
  travel_assert_nights_touch(fixture);
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, NULL);
  const StreakRules rules = app_streak_rules(fixture->app);
  const int nights = WEEKS * 7;
  g_autoptr(GArray) steps = streak_steps(history, NIGHT_NONE, NIGHT_NONE, &rules);
  const Streak glasses = g_array_index(steps, StepReview, history_step(history, "glasses")).streak;
  g_assert_cmpint(glasses.current, ==, glasses.best); /* due on its shifts alone */
  g_assert_cmpint(glasses.best, ==, nights / 8);      /* the second of two night shifts has no bedtime */
  const Streak whole = streak_routine(history, &rules);
  g_assert_cmpint(whole.current, ==, whole.best);
  const BedtimeSpread all = regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, NULL);
  const char *const codes[] = { "E", "L", "N", "O" };
  g_assert_cmpfloat(all.sd, >, 120); /* by the hours that they work, nobody is regular */
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
    const BedtimeSpread within = regularity_bedtime(history, NIGHT_NONE, NIGHT_NONE, codes[i]);
    g_assert_cmpfloat(within.sd, <, 16);
  }
}

#define ADD(path, function) g_test_add(path, Fixture, MONDAY, set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/shifts/coming-nights-follow-the-rota", coming_nights_follow_the_rota);
  ADD("/shifts/today-takes-effect-at-once-and-undo-takes-it-back",
      a_shift_of_today_takes_effect_at_once_and_undo_takes_it_back);
  ADD("/shifts/tomorrow-moves-the-end-of-tonight", a_shift_of_tomorrow_moves_the_end_of_tonight);
  ADD("/shifts/an-unknown-one-is-refused", an_unknown_shift_is_refused);
  ADD("/shifts/keys-never-go-back-when-a-later-start-is-chosen", keys_never_go_back_when_a_later_start_is_chosen);
  ADD("/shifts/streaks-and-regularity-are-fair", streaks_and_regularity_are_fair);
  return g_test_run();
}
