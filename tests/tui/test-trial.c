/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"
#include "stage.h"
#include "tui/trial/trial.h"

#include <string.h>

#define NIGHT 739944u /* 2026-11-24 */
#define TITLE "Gentle stretching"

typedef struct {
  Trial *trial;
  GPtrArray *trials;
  TrialResult result;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->trials = trials_new();
  fixture->trial = trial_new("stretch", 20261124, TRIAL_USUAL, NIGHT, 1);
  g_ptr_array_add(fixture->trials, fixture->trial);
  fixture->result = (TrialResult){ .nights = g_array_new(FALSE, FALSE, sizeof(TrialNight)) };
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  g_ptr_array_unref(fixture->trials);
  trial_result_clear(&fixture->result);
}

static TrialModel model_of(const Fixture *fixture, Night tonight) {
  return (TrialModel){
    .title = TITLE, .trial = fixture->trial, .result = &fixture->result, .trials = fixture->trials, .tonight = tonight
  };
}

static void draw(Canvas *canvas, gpointer data) {
  trial_draw(data, 0, canvas);
}

static char *text_of(TrialModel model) {
  g_autoptr(Canvas) canvas = canvas_new(80, 24, FALSE);
  draw(canvas, &model);
  return canvas_to_text(canvas);
}

/* All 42 mornings, rated 3 and 4 in turns with it, 2 and 3 without. */
static void fill(Fixture *fixture) {
  trial_begin_blocks(fixture->trial, NULL, NIGHT + 41);
  for (Night night = NIGHT; night < NIGHT + 42; night++) {
    const Lot lot = trial_lot(fixture->trial, night);
    const TrialNight morning = { night, lot, lot == LOT_WITH, (lot == LOT_WITH ? 3 : 2) + (int) (night % 2) };
    g_array_append_val(fixture->result.nights, morning);
  }
  fixture->result.stage = TRIAL_OVER;
  fixture->result.nights_over = 42;
  fixture->result.followed = 39;
  fixture->result.test = (TrialTest){ .n_with = 21,
                                      .n_without = 20,
                                      .mean_with = 3.5,
                                      .mean_without = 2.6,
                                      .diff = 0.9,
                                      .p = 0.004,
                                      .low = 0.4,
                                      .high = 1.3 };
}

static void offer_says_what_is_agreed_to(Fixture *fixture, gconstpointer data) {
  TrialModel model = { .title = TITLE, .nights = TRIAL_USUAL, .tonight = NIGHT };
  golden_check_sizes(draw, &model, "trial-offer");
}

static void refusal_says_why(Fixture *fixture, gconstpointer data) {
  g_autofree char *text = text_of((TrialModel){ .title = "Lights out", .refusal = "because" });
  g_assert_nonnull(strstr(text, "This cannot be tried by lot: because."));
  g_assert_null(strstr(text, "Each night"));
}

static void running_trial_says_how_it_goes_and_no_rating(Fixture *fixture, gconstpointer data) {
  trial_begin_blocks(fixture->trial, NULL, NIGHT + 11);
  fixture->result.stage = TRIAL_RUNNING;
  fixture->result.nights_over = 11;
  fixture->result.followed = 9;
  TrialModel model = model_of(fixture, NIGHT + 11);
  golden_check_sizes(draw, &model, "trial-running");
}

static void finding_is_shown_after_the_last_morning(Fixture *fixture, gconstpointer data) {
  fill(fixture);
  fixture->result.verdict = TRIAL_HIGHER;
  TrialModel model = model_of(fixture, NIGHT + 50);
  golden_check_sizes(draw, &model, "trial-higher");
}

static void no_difference_gives_what_fits(Fixture *fixture, gconstpointer data) {
  fill(fixture);
  fixture->result.verdict = TRIAL_NO_DIFFERENCE;
  fixture->result.test = (TrialTest){ .n_with = 21,
                                      .n_without = 20,
                                      .mean_with = 3.1,
                                      .mean_without = 2.9,
                                      .diff = 0.2,
                                      .p = 0.4,
                                      .low = -0.3,
                                      .high = 0.6 };
  TrialModel model = model_of(fixture, NIGHT + 50);
  golden_check_sizes(draw, &model, "trial-no-difference");
}

static void given_up_trial_shows_no_dots(Fixture *fixture, gconstpointer data) {
  fill(fixture);
  fixture->trial->given_up = NIGHT + 19;
  fixture->result.stage = TRIAL_GIVEN_UP;
  fixture->result.nights_over = 19;
  g_autofree char *text = text_of(model_of(fixture, NIGHT + 50));
  g_assert_nonnull(strstr(text, "Given up after 19 of 42 nights"));
  g_assert_null(strstr(text, "•"));
}

static void second_trial_of_a_step_says_so(Fixture *fixture, gconstpointer data) {
  Trial *second = trial_new("stretch", 5, TRIAL_SHORT, NIGHT + 60, 2);
  g_ptr_array_add(fixture->trials, second);
  fixture->result.stage = TRIAL_RUNNING;
  TrialModel model = model_of(fixture, NIGHT + 60);
  model.trial = second;
  g_autofree char *text = text_of(model);
  g_assert_nonnull(strstr(text, "trial 2 of this step"));
}

static void page_has_no_word_of_proof(Fixture *fixture, gconstpointer data) {
  static const char *const forbidden[] = { "signific", "proof", "prove", "works", "effective" };
  fill(fixture);
  for (int verdict = TRIAL_HIDDEN + 1; verdict <= TRIAL_NO_DIFFERENCE; verdict++) {
    fixture->result.verdict = (TrialVerdict) verdict;
    g_autofree char *text = text_of(model_of(fixture, NIGHT + 50));
    for (gsize i = 0; i < G_N_ELEMENTS(forbidden); i++)
      g_assert_null(strstr(text, forbidden[i]));
  }
}

/* --- the view --- */

static StageFixture *on_step(const char *step) {
  StageFixture *stage = stage_new(trial_view_new, "2026-11-24 18:00");
  stage->view->step = step;
  stage->view->class->enter(stage->view, app_evening(stage->app));
  return stage;
}

static const Trial *running(const StageFixture *stage) {
  return trials_running(app_evening(stage->app)->trials, NIGHT);
}

static void assert_shows(StageFixture *stage, const char *words) {
  g_autofree char *text = stage_text(stage);
  if (!strstr(text, words))
    g_error("\"%s\" is not in\n%s", words, text);
}

static void enter_starts_a_trial_of_the_length_chosen(void) {
  g_autoptr(StageFixture) stage = on_step("stretch");
  assert_shows(stage, "42 nights");
  stage_press(stage, KEY_ACTION_RIGHT);
  assert_shows(stage, "56 nights");
  stage_press(stage, KEY_ACTION_BEGIN);
  g_assert_cmpint(running(stage)->nights, ==, TRIAL_LONG);
  assert_shows(stage, "By lot tonight: ");
}

static void giving_up_takes_the_key_twice(void) {
  g_autoptr(StageFixture) stage = on_step("stretch");
  stage_press(stage, KEY_ACTION_BEGIN);
  stage_press(stage, KEY_ACTION_LEAVE_OUT);
  assert_shows(stage, "Give the trial up?");
  stage_press(stage, KEY_ACTION_UP); /* another key lets it be */
  stage_press(stage, KEY_ACTION_LEAVE_OUT);
  g_assert_nonnull(running(stage));
  stage_press(stage, KEY_ACTION_LEAVE_OUT);
  g_assert_null(running(stage));
  stage_press(stage, KEY_ACTION_UNDO);
  g_assert_nonnull(running(stage));
}

static void magnesium_is_not_offered(void) {
  g_autoptr(StageFixture) stage = on_step("magnesium");
  assert_shows(stage, "cannot be tried by lot");
  stage_press(stage, KEY_ACTION_BEGIN);
  g_assert_null(running(stage));
}

/* A draw whose first night is without the step. */
static guint64 seed_without(void) {
  for (guint64 seed = 1;; seed++) {
    g_autoptr(Trial) trial = trial_new("stretch", seed, TRIAL_SHORT, NIGHT, 1);
    if (!(trial_draw_block(trial, 0) & 1))
      return seed;
  }
}

static void tonight_says_the_lot_in_one_line(void) {
  g_autoptr(StageFixture) stage = on_step(NULL);
  const Action action = { .kind = ACTION_TRIAL, .step = "stretch", .nights = TRIAL_SHORT, .seed = seed_without() };
  g_assert_true(app_perform(stage->app, &action, NULL, NULL));
  stage_go(stage, "2026-11-24 21:40");
  stage_show(stage, tonight_view_new);
  assert_shows(stage, "By lot tonight: leave out “Gentle stretching” (night 1 of 28)");
  assert_shows(stage, "not tonight, by lot");
}

#define ADD(name, test) g_test_add("/trial/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("offer-says-what-is-agreed-to", offer_says_what_is_agreed_to);
  ADD("refusal-says-why", refusal_says_why);
  ADD("running-trial-says-how-it-goes-and-no-rating", running_trial_says_how_it_goes_and_no_rating);
  ADD("finding-is-shown-after-the-last-morning", finding_is_shown_after_the_last_morning);
  ADD("no-difference-gives-what-fits", no_difference_gives_what_fits);
  ADD("given-up-trial-shows-no-dots", given_up_trial_shows_no_dots);
  ADD("second-trial-of-a-step-says-so", second_trial_of_a_step_says_so);
  ADD("page-has-no-word-of-proof", page_has_no_word_of_proof);
  g_test_add_func("/trial/enter-starts-a-trial-of-the-length-chosen", enter_starts_a_trial_of_the_length_chosen);
  g_test_add_func("/trial/giving-up-takes-the-key-twice", giving_up_takes_the_key_twice);
  g_test_add_func("/trial/magnesium-is-not-offered", magnesium_is_not_offered);
  g_test_add_func("/trial/tonight-says-the-lot-in-one-line", tonight_says_the_lot_in_one_line);
  return g_test_run();
}
