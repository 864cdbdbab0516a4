/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What there is to compare, for the Compare view and the command alike: every
 * step with mornings on both sides, and every course. Pure. */
#pragma once

#include "review/compare.h"
#include "review/course.h"

#include <glib.h>

typedef struct {
  guint16 step; /* index into history->step_ids */
  Comparison comparison;
  Course course;       /* its `nights` are 0 where there is none */
  CourseReview review; /* of the course */
} CompareEntry;

/* Gives every such step (owned array of CompareEntry), each with the interval that is due when all of them are looked
 * at together. `routine` (may be NULL) names the courses; `closed_to` is as in StreakRules. */
GArray *compare_entries(const History *history, const Routine *routine, Night closed_to);

/* Whether the figures of `entry` have to stay hidden: a course with it has begun and is not over. */
gboolean compare_entry_is_hidden(const CompareEntry *entry);

/* What may be said of `entry` (owned, a line feed between paragraphs): the finding and what could mislead, or the state
 * of its course. `looked_at` is as in compare_words. */
char *compare_entry_words(const CompareEntry *entry, const History *history, int looked_at);
