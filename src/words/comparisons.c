/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words/comparisons.h"

#include "words/compare_words.h"
#include "words/course_words.h"

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

/* Adds a paragraph, which is taken; NULL is none. */
static void add(GString *text, char *paragraph) {
  if (paragraph && text->len > 0)
    g_string_append_c(text, '\n');
  if (paragraph)
    g_string_append(text, paragraph);
  g_free(paragraph);
}

char *compare_entry_words(const CompareEntry *entry, const History *history, int looked_at) {
  const char *title = g_ptr_array_index(history->titles, entry->step);
  const Comparison *comparison = &entry->comparison;
  GString *text = g_string_new(NULL);
  if (entry->course.nights > 0)
    add(text, course_words(&entry->review, &entry->course, title));
  if (compare_entry_is_hidden(entry))
    return g_string_free(text, FALSE);
  add(text, compare_words(comparison, title, looked_at));
  add(text, compare_words_figures(comparison));
  add(text, compare_words_guards(comparison));
  if (comparison->verdict != COMPARE_TOO_FEW)
    add(text, g_strdup(_("Exploratory: no number of nights was fixed beforehand.")));
  return g_string_free(text, FALSE);
}
