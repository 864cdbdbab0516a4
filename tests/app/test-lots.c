/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#define START "2026-11-24 18:00"
#define NIGHT "2026-11-24"

static Action agree_to(const char *step, guint64 seed) {
  return (Action){ .kind = ACTION_TRIAL, .step = step, .nights = TRIAL_SHORT, .seed = seed };
}

static const Trial *trial_at(const Fixture *fixture, guint index) {
  const GPtrArray *trials = app_evening(fixture->app)->trials;
  g_assert_cmpuint(index, <, trials->len);
  return g_ptr_array_index(trials, index);
}

static Lot lot_tonight(const Fixture *fixture) {
  return trial_lot(trial_at(fixture, 0), app_evening(fixture->app)->plan->night);
}

static void assert_refused(Fixture *fixture, Action action, const char *sentence) {
  g_autoptr(GError) error = NULL;
  g_assert_false(app_perform(fixture->app, &action, NULL, &error));
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  g_assert_cmpstr(error->message, ==, sentence);
}

static AgendaState state_of(const Evening *evening, const char *id) {
  for (guint i = 0; i < evening->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, i);
    if (g_str_equal(step->id, id))
      return agenda_row(evening->agenda, i)->state;
  }
  g_assert_not_reached();
}

/* A seed whose first night has that lot. */
static guint64 seed_with(Lot lot) {
  for (guint64 seed = 1;; seed++) {
    g_autoptr(Trial) trial = trial_new("stretch", seed, TRIAL_SHORT, 1, 1);
    if ((trial_draw_block(trial, 0) & 1) == (lot == LOT_WITH))
      return seed;
  }
}

static void trial_begins_tonight_while_its_step_is_to_come(Fixture *fixture, gconstpointer start) {
  fixture_at(fixture, "2026-11-24 22:01");
  const Action action = agree_to("stretch", 5);
  fixture_perform(fixture, &action);
  g_assert_cmpuint(trial_at(fixture, 0)->start, ==, fixture_night(NIGHT));
  g_assert_cmpint(lot_tonight(fixture), !=, LOT_NONE);
}

static void trial_begins_tomorrow_once_its_step_has_come(Fixture *fixture, gconstpointer start) {
  fixture_at(fixture, "2026-11-24 22:02");
  const Action action = agree_to("stretch", 5);
  fixture_perform(fixture, &action);
  g_assert_cmpuint(trial_at(fixture, 0)->start, ==, fixture_night("2026-11-25"));
  g_assert_cmpint(lot_tonight(fixture), ==, LOT_NONE);
  fixture_at(fixture, "2026-11-25 18:00");
  g_assert_cmpint(lot_tonight(fixture), !=, LOT_NONE);
}

static void night_without_leaves_the_step_out(Fixture *fixture, gconstpointer start) {
  const guint of = app_evening(fixture->app)->agenda->of;
  const Action action = agree_to("tea", seed_with(LOT_WITHOUT));
  fixture_perform(fixture, &action);
  const Evening *evening = app_evening(fixture->app);
  g_assert_cmpint(lot_tonight(fixture), ==, LOT_WITHOUT);
  g_assert_cmpint(state_of(evening, "tea"), ==, AGENDA_LEFT_OUT);
  g_assert_cmpuint(evening->agenda->of, ==, of - 1);
  g_assert_false(agenda_step_is_open(evening->plan, evening->record, evening->pauses,
                                     plan_step(evening->plan, "tea"))); /* no reminder */
}

static void night_with_is_as_any_other(Fixture *fixture, gconstpointer start) {
  const guint of = app_evening(fixture->app)->agenda->of;
  const Action action = agree_to("tea", seed_with(LOT_WITH));
  fixture_perform(fixture, &action);
  const Evening *evening = app_evening(fixture->app);
  g_assert_cmpint(state_of(evening, "tea"), ==, AGENDA_COMING);
  g_assert_cmpuint(evening->agenda->of, ==, of);
  g_assert_true(agenda_step_is_open(evening->plan, evening->record, evening->pauses, plan_step(evening->plan, "tea")));
}

static void what_was_done_against_the_lot_is_an_ordinary_mark(Fixture *fixture, gconstpointer start) {
  const Action action = agree_to("tea", seed_with(LOT_WITHOUT));
  fixture_perform(fixture, &action);
  const guint of = app_evening(fixture->app)->agenda->of;
  fixture_mark(fixture, "tea", MARK_DONE);
  const Evening *evening = app_evening(fixture->app);
  g_assert_cmpint(state_of(evening, "tea"), ==, AGENDA_ANSWERED);
  g_assert_cmpuint(evening->agenda->of, ==, of); /* it still counts neither way */
  g_assert_cmpuint(evening->agenda->done, ==, 0);
  g_assert_cmpint(lot_tonight(fixture), ==, LOT_WITHOUT);
}

static void draw_is_the_same_in_every_run_of_the_program(Fixture *fixture, gconstpointer start) {
  const Action action = agree_to("tea", 0);
  fixture_perform(fixture, &action);
  const guint64 seed = trial_at(fixture, 0)->seed;
  for (int day = 0; day < 12; day++) {
    g_clear_pointer(&fixture->app, app_free);
    g_autofree char *local = g_strdup_printf("2026-11-%02d 18:00", 24 + day / 2);
    fixture->app = fixture_open(fixture, local, day % 2 == 1); /* one that only reads comes first */
    const Trial *trial = trial_at(fixture, 0);
    g_autoptr(Trial) fresh = trial_new("tea", seed, TRIAL_SHORT, fixture_night(NIGHT), 1);
    trial_begin_blocks(fresh, NULL, app_evening(fixture->app)->plan->night);
    g_assert_cmpuint(trial->seed, ==, seed);
    g_assert_cmpuint(trial->n_blocks, ==, fresh->n_blocks);
    g_assert_cmpint(lot_tonight(fixture), ==, trial_lot(fresh, app_evening(fixture->app)->plan->night));
  }
}

static void seeds_differ_from_trial_to_trial(Fixture *fixture, gconstpointer start) {
  const Action one = agree_to("tea", 0), end = { .kind = ACTION_GIVE_UP }, other = agree_to("stretch", 0);
  fixture_perform(fixture, &one);
  fixture_perform(fixture, &end);
  fixture_perform(fixture, &other);
  g_assert_cmpuint(trial_at(fixture, 0)->seed, !=, trial_at(fixture, 1)->seed);
}

static void undo_does_not_draw_anew(Fixture *fixture, gconstpointer start) {
  g_autoptr(GError) error = NULL;
  const Action action = agree_to("tea", 0);
  fixture_perform(fixture, &action);
  const guint64 seed = trial_at(fixture, 0)->seed;
  for (int again = 0; again < 5; again++) {
    g_assert_true(app_undo(fixture->app, NULL, &error));
    g_assert_null(trials_running(app_evening(fixture->app)->trials, fixture_night(NIGHT)));
    g_assert_cmpint(state_of(app_evening(fixture->app), "tea"), ==, AGENDA_COMING);
    fixture_perform(fixture, &action);
    g_assert_cmpuint(app_evening(fixture->app)->trials->len, ==, 1);
    g_assert_cmpuint(trial_at(fixture, 0)->seed, ==, seed);
    g_assert_cmpint(lot_tonight(fixture), !=, LOT_NONE);
  }
}

static void giving_up_brings_the_step_back_and_undo_the_trial(Fixture *fixture, gconstpointer start) {
  g_autoptr(GError) error = NULL;
  const Action action = agree_to("tea", seed_with(LOT_WITHOUT)), end = { .kind = ACTION_GIVE_UP };
  fixture_perform(fixture, &action);
  fixture_perform(fixture, &end);
  g_assert_cmpint(state_of(app_evening(fixture->app), "tea"), ==, AGENDA_COMING);
  assert_refused(fixture, end, "no trial is running");
  g_assert_true(app_undo(fixture->app, NULL, &error));
  g_assert_cmpint(state_of(app_evening(fixture->app), "tea"), ==, AGENDA_LEFT_OUT);
}

static void night_without_counts_neither_way_in_the_history(Fixture *fixture, gconstpointer start) {
  g_autoptr(GError) error = NULL;
  const Action action = agree_to("tea", seed_with(LOT_WITHOUT));
  fixture_perform(fixture, &action);
  fixture_at(fixture, "2026-11-25 18:00");
  g_autoptr(History) history = app_history(fixture->app, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  const HistoryNight *night = history_night(history, 0);
  g_assert_true(history_find(history, night, (guint16) history_step(history, "tea"))->paused);
  g_assert_false(history_find(history, night, (guint16) history_step(history, "stretch"))->paused);
}

static void pause_of_everything_holds_the_next_block_back(Fixture *fixture, gconstpointer start) {
  const Action action = agree_to("tea", 5);
  fixture_perform(fixture, &action);
  const Action pause = { .kind = ACTION_PAUSE,
                         .night = fixture_night("2026-11-29"),
                         .to = fixture_night("2026-12-02") };
  fixture_perform(fixture, &pause);
  fixture_at(fixture, "2026-12-05 18:00");
  g_assert_cmpuint(trial_at(fixture, 0)->n_blocks, ==, 2);
  g_assert_cmpuint(trial_at(fixture, 0)->blocks[1], ==, fixture_night("2026-12-03"));
}

static void trial_travels_with_an_export(Fixture *fixture, gconstpointer start) {
  g_autoptr(GError) error = NULL;
  const Action action = agree_to("tea", 77);
  fixture_perform(fixture, &action);
  fixture_at(fixture, "2026-11-27 18:00");
  g_autoptr(Export) export = app_export(fixture->app, &error);
  g_assert_no_error(error);
  Fixture other = { 0 };
  fixture_set_up(&other, "2026-11-27 18:00");
  ImportCount count = { 0 };
  g_assert_true(app_import(other.app, export, &count, &error));
  g_assert_cmpuint(count.trials, ==, 1);
  g_assert_cmpint(lot_tonight(&other), ==, lot_tonight(fixture));
  g_assert_true(app_import(other.app, export, &count, &error));
  g_assert_cmpuint(count.trials, ==, 0);
  g_assert_true(app_undo(other.app, NULL, &error));
  g_assert_cmpuint(app_evening(other.app)->trials->len, ==, 0);
  fixture_tear_down(&other, NULL);
}

#define ADD(name, test) g_test_add("/lots/" name, Fixture, START, fixture_set_up, test, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("trial-begins-tonight-while-its-step-is-to-come", trial_begins_tonight_while_its_step_is_to_come);
  ADD("trial-begins-tomorrow-once-its-step-has-come", trial_begins_tomorrow_once_its_step_has_come);
  ADD("night-without-leaves-the-step-out", night_without_leaves_the_step_out);
  ADD("night-with-is-as-any-other", night_with_is_as_any_other);
  ADD("what-was-done-against-the-lot-is-an-ordinary-mark", what_was_done_against_the_lot_is_an_ordinary_mark);
  ADD("draw-is-the-same-in-every-run-of-the-program", draw_is_the_same_in_every_run_of_the_program);
  ADD("seeds-differ-from-trial-to-trial", seeds_differ_from_trial_to_trial);
  ADD("undo-does-not-draw-anew", undo_does_not_draw_anew);
  ADD("giving-up-brings-the-step-back-and-undo-the-trial", giving_up_brings_the_step_back_and_undo_the_trial);
  ADD("night-without-counts-neither-way-in-the-history", night_without_counts_neither_way_in_the_history);
  ADD("pause-of-everything-holds-the-next-block-back", pause_of_everything_holds_the_next_block_back);
  ADD("trial-travels-with-an-export", trial_travels_with_an_export);
  return g_test_run();
}
