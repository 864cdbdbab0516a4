/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentences of a finding: the figures in them are distances, without a sign. */
#include "words/compare_words.h"

static const Comparison higher = {
  .verdict = COMPARE_HIGHER,
  .n_with = 14,
  .n_without = 12,
  .diff = 0.8,
  .low = 0.3,
  .high = 1.2,
  .has_interval = TRUE,
};

static void assert_begins(const Comparison *comparison, const char *sentence) {
  g_autofree char *text = compare_words(comparison, "Herbal tea", 1);
  if (!g_str_has_prefix(text, sentence))
    g_assert_cmpstr(text, ==, sentence);
}

static void higher_is_said_with_its_distance(void) {
  assert_begins(&higher,
                "On 14 mornings after “Herbal tea” you rated 0.8 higher (likely 0.3 to 1.2) than on 12 without.");
}

static void lower_is_said_with_its_distance_too(void) {
  Comparison lower = higher;
  lower.verdict = COMPARE_LOWER;
  lower.diff = -0.8;
  lower.low = -1.2;
  lower.high = -0.3;
  assert_begins(&lower,
                "On 14 mornings after “Herbal tea” you rated 0.8 lower (likely 0.3 to 1.2) than on 12 without.");
}

static void steps_looked_at_together_are_named(void) {
  g_autofree char *alone = compare_words(&higher, "Herbal tea", 1);
  g_autofree char *together = compare_words(&higher, "Herbal tea", 3);
  g_assert_null(strstr(alone, "looked at together"));
  g_assert_nonnull(strstr(together, "3 steps are looked at together"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compare-words/higher-is-said-with-its-distance", higher_is_said_with_its_distance);
  g_test_add_func("/compare-words/lower-is-said-with-its-distance-too", lower_is_said_with_its_distance_too);
  g_test_add_func("/compare-words/steps-looked-at-together-are-named", steps_looked_at_together_are_named);
  return g_test_run();
}
