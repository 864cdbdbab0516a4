/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What there is to compare, and what may be said of it, for the Compare view
 * and the command alike: every step with mornings to compare, and every course.
 * The same record has the same answer whether one step is asked for or all of
 * them. What went together is told, never what caused what; nothing of a course
 * before its planned nights are over. Pure; every text is translated. */
#pragma once

#include "review/compare.h"
#include "review/course.h"

#include <glib.h>

typedef struct {
  guint16 step; /* index into history->step_ids */
  Comparison comparison;
  Course course;          /* its `nights` are 0 where there is none */
  CourseReview review;    /* of the course */
  gboolean in_trial;      /* nights by lot of this step are running: nothing of it is shown */
  gboolean may_draw_lots; /* for its nights: not for magnesium, a step with a dose, or lights out */
} CompareEntry;

/* What there is to compare. `looked_at` steps have figures, and each range is the wider for it. */
typedef struct {
  const History *history; /* borrowed */
  GArray *entries;        /* of CompareEntry, in the order of the history's steps */
  int looked_at;
  EstimateQuantile t_quantile; /* NULL: no ranges */
} CompareList;

/* Compares every step of `history`, which must outlive the list (owned). `routine` (may be NULL) names the courses;
 * `closed_to` is as in StreakRules. `in_trial` is the step of the trial by lot that is running; NULL:
 * none. Without `t_quantile` (NULL) there are no ranges, and the texts say so. */
CompareList *comparison_list_new(const History *history, const Routine *routine, Night closed_to, const char *in_trial,
                                 EstimateQuantile t_quantile);
void comparison_list_free(CompareList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CompareList, comparison_list_free)

/* The entry of that step of the history; one with no mornings where it has none. */
CompareEntry comparison_entry(const CompareList *list, guint16 step);

/* TRUE if the figures of `entry` have to stay hidden: a trial or a course with it has begun and is not over. */
gboolean comparison_is_hidden(const CompareEntry *entry);

/* What may be said of `entry` (owned, a line feed between paragraphs): the finding and what could mislead, or the state
 * of its course. `looked_at` is the list's, or 1 where it is told beside. */
char *comparison_text(const CompareEntry *entry, const History *history, int looked_at);

/* The finding in a word or two, for a table. */
const char *comparison_short(const CompareEntry *entry);

/* How the comparison is made and what it cannot tell (owned, a line feed between paragraphs). */
char *comparison_explained(int looked_at);
