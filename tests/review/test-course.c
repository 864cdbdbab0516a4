/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"
#include "review/course.h"
#include "support/quantile.h"

#define START (FIRST_NIGHT + 30)

/* Thirty nights before, twenty-one of course, twenty after; every morning rated, a point better in the course. */
static History *whole_course(void) {
  g_autoptr(GString) drawn = g_string_new(NULL);
  for (int i = 0; i < 71; i++)
    g_string_append_c(drawn, i < 30 ? ' ' : i < 51 ? 'x' : 'o');
  const DrawnStep step = { "magnesium", drawn->str };
  History *history = nights_draw(&step, 1);
  for (guint i = 0; i < 71; i++)
    nights_at(history, i)->rested = (gint8) (2 + (i % 2) + (i >= 30 && i < 51));
  return history;
}

static const Course course = { START, 21 };

static void difference_is_hidden_until_the_last_night_is_over(void) {
  g_autoptr(History) history = whole_course();
  const struct {
    Night closed_to;
    CourseStage stage;
    int nights_over;
    gboolean has_course, has_off;
  } cases[] = {
    { START - 1, COURSE_COMING, 0, FALSE, FALSE },    { START, COURSE_RUNNING, 1, FALSE, FALSE },
    { START + 19, COURSE_RUNNING, 20, FALSE, FALSE }, { START + 20, COURSE_OFF, 21, TRUE, FALSE },
    { START + 33, COURSE_OFF, 21, TRUE, FALSE },      { START + 34, COURSE_OVER, 21, TRUE, TRUE },
    { START + 300, COURSE_OVER, 21, TRUE, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const CourseReview review = course_review(history, 0, &course, cases[i].closed_to, quantile());
    g_assert_cmpint(review.stage, ==, cases[i].stage);
    g_assert_cmpint(review.nights_over, ==, cases[i].nights_over);
    g_assert_cmpint(review.has_course, ==, cases[i].has_course);
    g_assert_cmpint(review.has_off, ==, cases[i].has_off);
    if (!review.has_course)
      g_assert_cmpfloat(review.course.diff, ==, 0);
  }
}

static void phases_are_compared(void) {
  g_autoptr(History) history = whole_course();
  const CourseReview review = course_review(history, 0, &course, START + 40, quantile());
  g_assert_cmpint(review.baseline_rated, ==, COURSE_BASELINE_NIGHTS); /* no further back */
  g_assert_cmpint(review.course.n_without, ==, 28);
  g_assert_cmpint(review.course.n_with, ==, 21);
  g_assert_cmpfloat_with_epsilon(review.course.diff, 1 - 0.5 / 21, 1e-9);
  g_assert_cmpint(review.course.verdict, ==, COMPARE_HIGHER);
  g_assert_cmpint(review.off.n_with, ==, 14);
  g_assert_cmpint(review.off.n_without, ==, 21);
  g_assert_cmpfloat(review.off.diff, <, -0.9);
  g_assert_cmpint(review.done_before, ==, 0);
  g_assert_cmpint(review.left_out, ==, 0);
}

static void short_baseline_shows_no_difference(void) {
  g_autoptr(History) history = whole_course();
  for (guint i = 2; i < 17; i++)
    nights_at(history, i)->rested = 0;
  const CourseReview review = course_review(history, 0, &course, START + 40, quantile());
  g_assert_cmpint(review.baseline_rated, ==, 13);
  g_assert_false(review.has_course);
  g_assert_cmpint(review.baseline_drift, ==, 0);
  nights_at(history, 16)->rested = 3;
  g_assert_true(course_review(history, 0, &course, START + 40, quantile()).has_course);
}

static void strays_are_counted(void) {
  g_autoptr(History) history = whole_course();
  g_array_index(history->marks, HistoryMark, 3).mark = MARK_SKIPPED; /* the fourth night of the course */
  g_array_index(history->marks, HistoryMark, 25).mark = MARK_DONE;   /* a night off that was none */
  const CourseReview review = course_review(history, 0, &course, START + 40, quantile());
  g_assert_cmpint(review.left_out, ==, 1);
  g_assert_cmpint(review.course.n_with, ==, 21);
  g_assert_cmpint(review.off.n_with, ==, 13);
}

/* Half a point a week is told, in either direction; what takes turns is not. */
static void only_a_clear_drift_of_the_baseline_is_told(void) {
  const struct {
    const char *ratings; /* of four weeks */
    int drift;
  } cases[] = {
    { "1111222122222322233233333433", 1 },
    { "4343333332332223222222121111", -1 },
    { "3434343434343434343434343434", 0 },
    { "2332432343423343234324333424", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(History) history = whole_course();
    for (guint night = 2; night < 30; night++)
      nights_at(history, night)->rested = (gint8) (cases[i].ratings[night - 2] - '0');
    g_test_message("%s", cases[i].ratings);
    g_assert_cmpint(course_review(history, 0, &course, START, quantile()).baseline_drift, ==, cases[i].drift);
  }
}

/* Of pure noise a drift is told one time in twenty, not four times in five. */
static void noise_has_no_drift(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  int told = 0;
  for (int attempt = 0; attempt < 400; attempt++) {
    g_autoptr(History) history = whole_course();
    for (guint night = 2; night < 30; night++)
      nights_at(history, night)->rested = (gint8) g_rand_int_range(random, 2, 6);
    told += course_review(history, 0, &course, START, quantile()).baseline_drift != 0;
  }
  g_assert_cmpint(told, <, 400 * 8 / 100);
}

static void nights_of_the_baseline_with_the_step_are_counted(void) {
  const DrawnStep step = { "magnesium", "xxxxxoooooooooooooooooooooooooxxxxxxxxxxxxxxxxxxxxx" };
  g_autoptr(History) history = nights_draw(&step, 1);
  const CourseReview review = course_review(history, 0, &course, START + 20, quantile());
  g_assert_cmpint(review.baseline_nights, ==, COURSE_BASELINE_NIGHTS);
  g_assert_cmpint(review.done_before, ==, 3); /* two were before the baseline */
}

static void a_course_hides_the_invitation_to_look(void) {
  const DrawnStep drawn = { "magnesium", "~~~~~~~oooooooooooooooooooooooxxxxxxx" };
  g_autoptr(History) history = nights_draw(&drawn, 1);
  g_autoptr(Routine) routine = routine_new();
  Step *step = step_new();
  step->id = g_strdup("magnesium");
  step->course = course;
  g_ptr_array_add(routine->steps, step);
  for (guint i = 0; i < history->nights->len; i++)
    nights_at(history, i)->rested = (gint8) (2 + i % 3);
  const Night newest = START + 6;
  g_assert_cmpint(compare_newly_possible(history, NULL, newest, newest), ==, 0);
  g_assert_cmpint(compare_newly_possible(history, routine, newest, newest), ==, -1);
  g_assert_cmpint(compare_newly_possible(history, routine, newest, START + 20), ==, 0); /* the course is over */
}

static void step_that_no_night_had_yet_has_a_course_to_come(void) {
  g_autoptr(History) history = history_new();
  const CourseReview review = course_review(history, -1, &course, FIRST_NIGHT, quantile());
  g_assert_cmpint(review.stage, ==, COURSE_COMING);
  g_assert_cmpint(review.baseline_rated, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/course/hidden-until-the-last-night-is-over", difference_is_hidden_until_the_last_night_is_over);
  g_test_add_func("/course/phases-are-compared", phases_are_compared);
  g_test_add_func("/course/short-baseline-shows-no-difference", short_baseline_shows_no_difference);
  g_test_add_func("/course/strays-are-counted", strays_are_counted);
  g_test_add_func("/course/only-a-clear-drift-of-the-baseline-is-told", only_a_clear_drift_of_the_baseline_is_told);
  g_test_add_func("/course/noise-has-no-drift", noise_has_no_drift);
  g_test_add_func("/course/nights-of-the-baseline-with-the-step-are-counted",
                  nights_of_the_baseline_with_the_step_are_counted);
  g_test_add_func("/course/hides-the-invitation-to-look", a_course_hides_the_invitation_to_look);
  g_test_add_func("/course/step-that-no-night-had-yet", step_that_no_night_had_yet_has_a_course_to_come);
  return g_test_run();
}
