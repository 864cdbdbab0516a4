/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nights.h"
#include "words/comparisons.h"
#include "words/course_words.h"

#include <string.h>

#define NIGHTS 70

/* The routine whose first step of the history is taken as a course of 21 nights that begins `before_end` nights before
 * the last one. */
static Routine *with_course(const History *history, guint before_end) {
  Routine *routine = routine_new();
  Step *step = step_new();
  step->id = g_strdup(g_ptr_array_index(history->step_ids, 0));
  step->title = g_strdup("Magnesium");
  step->short_title = g_strdup("magnesium");
  step->course = (Course){ .start = history_night(history, history->nights->len - 1)->night - before_end,
                           .nights = 21 };
  g_ptr_array_add(routine->steps, step);
  return routine;
}

static char *words_of(guint before_end) {
  g_autoptr(History) history = nights_many(NIGHTS);
  g_autoptr(Routine) routine = with_course(history, before_end);
  const Night last = history_night(history, history->nights->len - 1)->night;
  g_autoptr(GArray) entries = compare_entries(history, routine, last);
  const CompareEntry *entry = &g_array_index(entries, CompareEntry, 0);
  g_assert_cmpint(entry->step, ==, 0);
  return compare_entry_words(entry, history, 1);
}

static void nothing_of_a_running_course_is_told(void) {
  g_autofree char *words = words_of(9);
  g_assert_nonnull(strstr(words, "10 of the 21 nights"));
  g_assert_nonnull(strstr(words, "hidden"));
  g_assert_null(strstr(words, "rated"));
}

static void a_course_that_is_over_is_compared_with_its_baseline(void) {
  g_autofree char *words = words_of(30);
  g_assert_nonnull(strstr(words, "During the course you rated"));
  g_assert_nonnull(strstr(words, "You knew what you were doing, and time passed."));
}

static void a_course_to_come_says_when_it_begins(void) {
  g_autoptr(History) history = nights_many(NIGHTS);
  const Course course = { .start = history_night(history, 0)->night + 1000, .nights = 21 };
  const CourseReview review = { .stage = COURSE_COMING, .baseline_rated = 9 };
  g_autofree char *words = course_words(&review, &course, "Magnesium");
  g_assert_nonnull(strstr(words, "A course of 21 nights of “Magnesium” begins on"));
  g_assert_nonnull(strstr(words, "9 rated mornings; 14 are needed"));
}

/* With nothing on one side, or ratings that never varied, there is no range: a zero would be made up. */
static void what_was_not_rated_is_not_compared(void) {
  static const struct {
    const char *name;
    CourseReview review;
    const char *said;
  } cases[] = {
    { "the course has no rating", { .course = { .n_without = 20 } }, "No morning of the course was rated." },
    { "every rating is the same", { .course = { .n_with = 21, .n_without = 20 } }, "your ratings never varied" },
    { "the step went on after the course",
      { .has_off = TRUE,
        .course = { .n_with = 21, .n_without = 20, .has_interval = TRUE, .diff = 0.4, .low = 0.1, .high = 0.7 },
        .off = { .n_without = 21 } },
      "rated 0.4 higher than before it (likely 0.1 to 0.7)" },
  };
  const Course course = { .start = 1000, .nights = 21 };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].name);
    CourseReview review = cases[i].review;
    review.stage = review.has_off ? COURSE_OVER : COURSE_OFF;
    review.has_course = TRUE;
    g_autofree char *words = course_words(&review, &course, "Magnesium");
    g_assert_nonnull(strstr(words, cases[i].said));
    g_assert_null(strstr(words, "0.0"));
    g_assert_null(strstr(words, "without it:"));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/course/what-was-not-rated-is-not-compared", what_was_not_rated_is_not_compared);
  g_test_add_func("/course/nothing-of-a-running-course-is-told", nothing_of_a_running_course_is_told);
  g_test_add_func("/course/a-course-that-is-over-is-compared-with-its-baseline",
                  a_course_that_is_over_is_compared_with_its_baseline);
  g_test_add_func("/course/a-course-to-come-says-when-it-begins", a_course_to_come_says_when_it_begins);
  return g_test_run();
}
