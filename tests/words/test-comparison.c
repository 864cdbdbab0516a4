/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said of a comparison. Figures are distances, without a sign; every
 * one of them is in the comparison. */
#include "support/quantile.h"
#include "words/comparison.h"

#include <stdio.h>
#include <string.h>

/* A history of one step, so that there is a title. */
static History *titled(void) {
  History *history = history_new();
  history_intern(history, "tea", "Herbal tea");
  return history;
}

static char *text_of(const CompareEntry *entry, int looked_at) {
  g_autoptr(History) history = titled();
  return comparison_text(entry, history, looked_at);
}

static const Comparison clear = {
  .range = COMPARE_HAS_RANGE,
  .verdict = COMPARE_HIGHER,
  .n_with = 24,
  .n_without = 22,
  .mean_with = 3.9,
  .mean_without = 3.2,
  .diff = 0.7,
  .adjusted = 0.8,
  .low = 0.3,
  .high = 1.2,
  .better = 0.312,
  .worse = 0.308,
};

static Comparison decided(CompareVerdict verdict, double adjusted, double low, double high) {
  Comparison comparison = clear;
  comparison.verdict = verdict;
  comparison.adjusted = adjusted;
  comparison.low = low;
  comparison.high = high;
  return comparison;
}

static Comparison without_range(CompareRange range, double with, double without) {
  Comparison comparison = clear;
  comparison.verdict = COMPARE_CANNOT_TELL;
  comparison.range = range;
  comparison.mean_with = with;
  comparison.mean_without = without;
  return comparison;
}

static Comparison counted(CompareVerdict verdict, int with, int without) {
  Comparison comparison = clear;
  comparison.verdict = verdict;
  comparison.n_with = with;
  comparison.n_without = without;
  return comparison;
}

static void each_outcome_has_its_sentence(void) {
  const struct {
    Comparison comparison;
    const char *said;
  } cases[] = {
    { counted(COMPARE_TOO_FEW, 27, 0), "27 mornings with it, none after a night on which it was left out" },
    { counted(COMPARE_TOO_FEW, 9, 6), "9 mornings with it, 6 without. Nothing to compare until both reach 7." },
    { counted(COMPARE_EARLY, 13, 13), "Early look: rested 3.9 with it, 3.2 without it (13 and 13 mornings). Too early "
                                      "for a finding: 14 of each are needed." },
    { clear, "You rated 24 mornings after “Herbal tea” 0.8 higher (likely 0.3 to 1.2) than 22 without it" },
    { decided(COMPARE_LOWER, -0.8, -1.2, -0.3),
      "You rated 24 mornings after “Herbal tea” 0.8 lower (likely 0.3 to 1.2) than 22 without it" },
    { decided(COMPARE_CANNOT_TELL, 0.3, -0.3, 0.9),
      "Cannot tell: anywhere from 0.3 lower to 0.9 higher fits your ratings." },
    { decided(COMPARE_NO_DIFFERENCE, 0, -0.1, 0.14),
      "Any difference is probably smaller than half a point (0.1 lower to 0.1 higher)." },
    { without_range(COMPARE_ALL_EQUAL, 3, 3), "You rated every morning 3, so nothing can differ." },
    { without_range(COMPARE_SIDES_EQUAL, 4, 3),
      "You rated every morning with it 4 and every morning without it 3: no range can be given." },
    { without_range(COMPARE_TANGLED, 4, 3), "Cannot tell: nights with it and without it fall on different days" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const CompareEntry entry = { .comparison = cases[i].comparison };
    g_autofree char *text = text_of(&entry, 1);
    if (!g_str_has_prefix(text, cases[i].said))
      g_assert_cmpstr(text, ==, cases[i].said);
    g_assert_null(strstr(text, "never varied"));
    g_assert_null(strstr(text, "by chance"));
  }
}

/* The three counts are of one hundred pairs, whatever was rounded. */
static void pairs_add_up_to_a_hundred(void) {
  static const double shares[][2] = { { 0.312, 0.308 }, { 0.5, 0.5 }, { 0.995, 0.005 }, { 0, 0 }, { 1, 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS(shares); i++) {
    CompareEntry entry = { .comparison = clear };
    entry.comparison.better = shares[i][0];
    entry.comparison.worse = shares[i][1];
    g_autofree char *text = text_of(&entry, 1);
    int better = -1, worse = -1, same = -1;
    const char *pairs = strstr(text, "Of 100 pairs");
    g_assert_nonnull(pairs);
    g_assert_cmpint(sscanf(pairs, "Of 100 pairs of such mornings, %d are better with it, %d without it, %d the same.",
                           &better, &worse, &same),
                    ==, 3);
    g_assert_cmpint(better + worse + same, ==, 100);
    g_assert_cmpint(MIN(MIN(better, worse), same), >=, 0);
  }
}

static void steps_looked_at_together_are_named(void) {
  const CompareEntry entry = { .comparison = clear };
  g_autofree char *alone = text_of(&entry, 1);
  g_autofree char *together = text_of(&entry, 3);
  g_assert_null(strstr(alone, "looked at together"));
  g_assert_nonnull(strstr(together, "3 steps are looked at together"));
}

static void weekends_are_told_where_they_could_explain_it(void) {
  const struct {
    CompareVerdict verdict;
    int with, without;
    gboolean told;
  } cases[] = {
    { COMPARE_HIGHER, 20, 50, TRUE },       { COMPARE_HIGHER, 20, 45, FALSE }, { COMPARE_HIGHER, 46, 20, TRUE },
    { COMPARE_CANNOT_TELL, 20, 50, FALSE }, { COMPARE_LOWER, 20, 46, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    CompareEntry entry = { .comparison = decided(cases[i].verdict, 0.5, 0.1, 0.9) };
    entry.comparison.weekend_percent_with = cases[i].with;
    entry.comparison.weekend_percent_without = cases[i].without;
    g_autofree char *text = text_of(&entry, 1);
    g_autofree char *said = g_strdup_printf("%d %% of those with it and %d %% of those without", cases[i].with,
                                            cases[i].without);
    g_assert_cmpint(strstr(text, said) != NULL, ==, cases[i].told);
  }
}

/* Who keeps a step on most nights is told of nights by lot; nobody is told to draw lots for a supplement. */
static void lopsided_nights_are_told_of_nights_by_lot(void) {
  CompareEntry entry = { .comparison = counted(COMPARE_EARLY, 34, 8), .may_draw_lots = TRUE };
  g_autofree char *most = text_of(&entry, 1);
  g_assert_nonnull(strstr(most, "nights by lot"));
  entry.may_draw_lots = FALSE;
  g_autofree char *supplement = text_of(&entry, 1);
  g_assert_null(strstr(supplement, "nights by lot"));
  const CompareEntry even = { .comparison = counted(COMPARE_EARLY, 13, 8), .may_draw_lots = TRUE };
  g_autofree char *both = text_of(&even, 1);
  g_assert_null(strstr(both, "nights by lot"));
}

#define FIRST 739943

/* `n` nights of one step, `with` of seven done and the others not kept, rated in turn. */
static History *weeks(int n, int with, int steps) {
  History *history = history_new();
  for (int step = 0; step < steps; step++) {
    g_autofree char *id = g_strdup_printf("step-%d", step);
    history_intern(history, id, id);
  }
  for (int i = 0; i < n; i++) {
    const HistoryNight night = { .night = FIRST + (Night) i, .rested = (gint8) (2 + (i * 5 % 3)) };
    history_append(history, &night);
    for (int step = 0; step < steps; step++) {
      const gboolean done = (i * 3 + step) % 7 < with;
      history_append_mark(history, &(HistoryMark){ .step = (guint16) step, .mark = done ? MARK_DONE : MARK_SLIPPED });
    }
  }
  return history;
}

/* One step asked for has the range that it has among all; steps with too few mornings widen nothing. */
static void answer_does_not_depend_on_how_one_asks(void) {
  g_autoptr(History) history = weeks(70, 3, 4);
  history_append_mark(history, &(HistoryMark){ .step = history_intern(history, "new", NULL), .mark = MARK_DONE });
  g_autoptr(CompareList) list = comparison_list_new(history, NULL, NIGHT_NONE, NULL, quantile());
  g_assert_cmpint(list->looked_at, ==, 4);
  for (guint16 step = 0; step < 4; step++) {
    const CompareEntry entry = comparison_entry(list, step);
    const Comparison together = compare_step(history, step, compare_width(4, quantile()));
    g_assert_cmpfloat(entry.comparison.low, ==, together.low);
    g_assert_cmpfloat(entry.comparison.low, ==, g_array_index(list->entries, CompareEntry, step).comparison.low);
  }
  const CompareEntry fresh = comparison_entry(list, 4);
  g_assert_cmpint(fresh.comparison.verdict, ==, COMPARE_TOO_FEW);
}

/* Whoever looks every day finds patterns that are not there. */
static void step_of_a_running_trial_is_hidden(void) {
  g_autoptr(History) history = weeks(70, 3, 4);
  const char *id = g_ptr_array_index(history->step_ids, 1);
  g_autoptr(CompareList) list = comparison_list_new(history, NULL, NIGHT_NONE, id, quantile());
  const CompareEntry hidden = comparison_entry(list, 1), other = comparison_entry(list, 0);
  g_assert_true(comparison_is_hidden(&hidden));
  g_assert_false(comparison_is_hidden(&other));
  g_assert_cmpint(list->looked_at, ==, 3);
  g_assert_cmpstr(comparison_short(&hidden), ==, "by lot");
  g_autofree char *text = comparison_text(&hidden, history, list->looked_at);
  g_assert_cmpstr(text, ==, "Nights by lot are running. Nothing is shown before their last morning.");
}

/* As where the statistics module cannot be loaded. */
static void comparison_without_a_quantile_says_what_is_missing(void) {
  g_autoptr(History) history = weeks(70, 3, 1);
  g_autoptr(CompareList) list = comparison_list_new(history, NULL, NIGHT_NONE, NULL, NULL);
  const CompareEntry entry = comparison_entry(list, 0);
  g_assert_cmpint(entry.comparison.range, ==, COMPARE_NO_QUANTILE);
  g_assert_cmpint(entry.comparison.verdict, ==, COMPARE_CANNOT_TELL);
  g_autofree char *text = comparison_text(&entry, history, list->looked_at);
  g_assert_nonnull(strstr(text, "“statistics”, which cannot be loaded"));
}

static void who_only_ticks_is_told_so(void) {
  g_autoptr(History) history = weeks(27, 7, 1);
  g_autoptr(CompareList) list = comparison_list_new(history, NULL, NIGHT_NONE, NULL, quantile());
  g_assert_cmpuint(list->entries->len, ==, 1);
  g_assert_cmpint(list->looked_at, ==, 0);
  g_autofree char *text = comparison_text(&g_array_index(list->entries, CompareEntry, 0), history, 0);
  g_assert_nonnull(strstr(text, "27 mornings with it, none after a night on which it was left out"));
}

static void nobody_draws_lots_for_a_supplement(void) {
  static const char *const ids[] = { "tea", "pills", STEP_MAGNESIUM, STEP_LIGHTS_OUT };
  g_autoptr(History) history = history_new();
  g_autoptr(Routine) routine = routine_new();
  Step *pills = step_new();
  pills->id = g_strdup("pills");
  pills->dose.amount = 100;
  g_ptr_array_add(routine->steps, pills);
  for (guint i = 0; i < 7 * G_N_ELEMENTS(ids); i++) {
    if (i % G_N_ELEMENTS(ids) == 0)
      history_append(history, &(HistoryNight){ .night = FIRST + i, .rested = 3 });
    const char *id = ids[i % G_N_ELEMENTS(ids)];
    history_append_mark(history, &(HistoryMark){ .step = history_intern(history, id, NULL), .mark = MARK_DONE });
  }
  g_autoptr(CompareList) list = comparison_list_new(history, routine, NIGHT_NONE, NULL, quantile());
  for (guint16 i = 0; i < G_N_ELEMENTS(ids); i++)
    g_assert_cmpint(comparison_entry(list, i).may_draw_lots, ==, i == 0);
}

/* --- courses --- */

static const Course course = { FIRST + 30, 21 };

static CompareEntry in_course(CourseReview review) {
  return (CompareEntry){ .course = course, .review = review, .comparison = clear };
}

static void nothing_of_a_running_course_is_told(void) {
  const CompareEntry entry = in_course(
      (CourseReview){ .stage = COURSE_RUNNING, .nights_over = 10, .baseline_rated = 20 });
  g_autofree char *text = text_of(&entry, 1);
  g_assert_nonnull(strstr(text, "10 of the 21 nights"));
  g_assert_nonnull(strstr(text, "hidden"));
  g_assert_null(strstr(text, "rated"));
}

static void a_course_to_come_says_when_it_begins(void) {
  const CompareEntry entry = in_course((CourseReview){ .stage = COURSE_COMING, .baseline_rated = 9 });
  g_autofree char *text = text_of(&entry, 1);
  g_assert_nonnull(strstr(text, "A course of 21 nights of “Herbal tea” begins on"));
  g_assert_nonnull(strstr(text, "9 rated mornings; 14 are needed"));
}

static void a_course_that_is_over_has_an_outcome(void) {
  const Comparison nothing = { .n_without = 20 };
  const struct {
    const char *name;
    Comparison course, off;
    const char *said;
  } cases[] = {
    { "higher", clear, nothing, "During the course you rated 0.8 higher than before it (likely 0.3 to 1.2)." },
    { "lower", decided(COMPARE_LOWER, -0.8, -1.2, -0.3), nothing,
      "During the course you rated 0.8 lower than before it (likely 0.3 to 1.2)." },
    { "undecided", decided(COMPARE_CANNOT_TELL, 0, -0.8, 0.8), nothing,
      "cannot tell; anywhere from 0.8 lower to 0.8 higher fits your ratings." },
    { "little", decided(COMPARE_NO_DIFFERENCE, 0, -0.2, 0.3), nothing,
      "smaller than half a point (0.2 lower to 0.3 higher)" },
    { "no rating", nothing, nothing, "No morning of the course was rated." },
    { "few ratings", counted(COMPARE_EARLY, 9, 20), nothing,
      "9 mornings of the course are rated and 20 before it: 14 of each are needed for a finding." },
    { "one number", without_range(COMPARE_ALL_EQUAL, 3, 3), nothing, "You rated every morning 3" },
    { "two numbers", without_range(COMPARE_SIDES_EQUAL, 4, 3), nothing,
      "You rated every morning of the course 4 and every one before it 3" },
    { "nights off", clear, decided(COMPARE_LOWER, -0.6, -1.0, -0.2),
      "In the two weeks after, without it, you rated 0.6 lower than in the course (likely 0.2 to 1.0)." },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    CompareEntry entry = in_course((CourseReview){
        .stage = COURSE_OVER, .has_course = TRUE, .has_off = TRUE, .course = cases[i].course, .off = cases[i].off });
    entry.comparison.verdict = COMPARE_TOO_FEW;
    g_test_message("%s", cases[i].name);
    g_autofree char *text = text_of(&entry, 1);
    if (!strstr(text, cases[i].said))
      g_assert_cmpstr(text, ==, cases[i].said);
    g_assert_null(strstr(text, "0.0"));
    g_assert_null(strstr(text, "Exploratory"));
    g_assert_null(strstr(text, "Nothing to compare"));
  }
}

static void all_nights_have_their_own_heading(void) {
  const CompareEntry entry = in_course((CourseReview){ .stage = COURSE_OVER, .has_course = TRUE, .course = clear });
  g_autofree char *text = text_of(&entry, 1);
  const char *course_first = strstr(text, "During the course"), *heading = strstr(text, "\nAll nights"),
             *rest = strstr(text, "\nYou rated 24 mornings");
  g_assert_true(course_first && heading && rest && course_first < heading && heading < rest);
  g_assert_null(strstr(text, "Exploratory"));
}

static void baseline_is_told_as_it_was(void) {
  CourseReview review = { .stage = COURSE_OVER, .has_course = TRUE, .course = clear, .baseline_nights = 28 };
  const struct {
    int drift, done_before;
    const char *said, *unsaid;
  } cases[] = {
    { 1, 0, "Your ratings were rising before it began.", "falling" },
    { -1, 0, "Your ratings were falling before it began.", "rising" },
    { 0, 17, "On 17 of the 28 nights before it you did it as well", "before it began" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    review.baseline_drift = cases[i].drift;
    review.done_before = cases[i].done_before;
    const CompareEntry entry = in_course(review);
    g_autofree char *text = text_of(&entry, 1);
    g_assert_nonnull(strstr(text, cases[i].said));
    g_assert_null(strstr(text, cases[i].unsaid));
  }
}

static void explanation_says_what_it_stands_on(void) {
  static const char *const said[] = { "skipped or not kept", "stand aside", "from 7 mornings", "a finding from 14",
                                      "Friday and Saturday", "“Likely”",    "by lot" };
  g_autofree char *one = comparison_explained(1);
  g_autofree char *five = comparison_explained(5);
  for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
    g_assert_nonnull(strstr(one, said[i]));
  g_assert_nonnull(strstr(one, "1 of 20 looks"));
  g_assert_nonnull(strstr(five, "1 of 100 looks"));
  g_assert_nonnull(strstr(five, "5 steps have figures"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/comparison/each-outcome-has-its-sentence", each_outcome_has_its_sentence);
  g_test_add_func("/comparison/pairs-add-up-to-a-hundred", pairs_add_up_to_a_hundred);
  g_test_add_func("/comparison/steps-looked-at-together-are-named", steps_looked_at_together_are_named);
  g_test_add_func("/comparison/weekends-are-told-where-they-could-explain-it",
                  weekends_are_told_where_they_could_explain_it);
  g_test_add_func("/comparison/lopsided-nights-are-told-of-nights-by-lot", lopsided_nights_are_told_of_nights_by_lot);
  g_test_add_func("/comparison/nobody-draws-lots-for-a-supplement", nobody_draws_lots_for_a_supplement);
  g_test_add_func("/comparison/answer-does-not-depend-on-how-one-asks", answer_does_not_depend_on_how_one_asks);
  g_test_add_func("/comparison/without-a-quantile-says-what-is-missing",
                  comparison_without_a_quantile_says_what_is_missing);
  g_test_add_func("/comparison/who-only-ticks-is-told-so", who_only_ticks_is_told_so);
  g_test_add_func("/comparison/nothing-of-a-running-course-is-told", nothing_of_a_running_course_is_told);
  g_test_add_func("/comparison/a-course-to-come-says-when-it-begins", a_course_to_come_says_when_it_begins);
  g_test_add_func("/comparison/a-course-that-is-over-has-an-outcome", a_course_that_is_over_has_an_outcome);
  g_test_add_func("/comparison/all-nights-have-their-own-heading", all_nights_have_their_own_heading);
  g_test_add_func("/comparison/baseline-is-told-as-it-was", baseline_is_told_as_it_was);
  g_test_add_func("/comparison/explanation-says-what-it-stands-on", explanation_says_what_it_stands_on);
  g_test_add_func("/comparison/step-of-a-running-trial-is-hidden", step_of_a_running_trial_is_hidden);
  return g_test_run();
}
