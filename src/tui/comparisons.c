/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/comparisons.h"

#include "tui/compare_words.h"
#include "tui/course_words.h"

#include <glib/gi18n.h>

static Course course_of(const History *history, const Routine *routine, guint index) {
  const Step *step = routine ? routine_step(routine, g_ptr_array_index(history->step_ids, index)) : NULL;
  return step ? step->course : (Course){ 0 };
}

GArray *compare_entries(const History *history, const Routine *routine, Night closed_to) {
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(CompareEntry));
  for (guint i = 0; i < history->step_ids->len; i++) {
    CompareEntry entry = { .step = (guint16) i, .course = course_of(history, routine, i) };
    entry.comparison = compare_step(history, entry.step, compare_confidence(1));
    if (entry.course.nights > 0)
      entry.review = course_review(history, (int) i, &entry.course, closed_to);
    if (entry.course.nights > 0 || (entry.comparison.n_with > 0 && entry.comparison.n_without > 0))
      g_array_append_val(entries, entry);
  }
  const double confidence = compare_confidence(MAX((int) entries->len, 1));
  for (guint i = 0; i < entries->len; i++) {
    CompareEntry *entry = &g_array_index(entries, CompareEntry, i);
    entry->comparison = compare_step(history, entry->step, confidence);
  }
  return entries;
}

gboolean compare_entry_is_hidden(const CompareEntry *entry) {
  return entry->course.nights > 0 && entry->review.stage == COURSE_RUNNING;
}

/* Takes the sentences; NULL ones are left out. */
static char *join(char *first, char *second, char *third) {
  char *const sentences[] = { first, second, third };
  GString *text = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
    if (sentences[i] && text->len > 0)
      g_string_append_c(text, '\n');
    if (sentences[i])
      g_string_append(text, sentences[i]);
    g_free(sentences[i]);
  }
  return g_string_free(text, FALSE);
}

char *compare_entry_words(const CompareEntry *entry, const History *history, int looked_at) {
  const char *title = g_ptr_array_index(history->titles, entry->step);
  char *course = entry->course.nights > 0 ? course_words(&entry->review, &entry->course, title) : NULL;
  if (compare_entry_is_hidden(entry))
    return course;
  char *exploratory = entry->comparison.verdict == COMPARE_TOO_FEW
                          ? NULL
                          : g_strdup(_("Exploratory: no number of nights was fixed beforehand."));
  char *finding = join(compare_words(&entry->comparison, title, looked_at), compare_words_guards(&entry->comparison),
                       exploratory);
  return course ? join(course, finding, NULL) : finding;
}
