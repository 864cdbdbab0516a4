/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be said of a course: nothing of its outcome before its planned
 * nights are over, and afterwards never what caused what. Pure. */
#pragma once

#include "review/course.h"

/* The state of the course of the step titled `title`, or what came of it (owned), of one or more sentences. */
char *course_words(const CourseReview *review, const Course *course, const char *title);

/* The same in a word or two, for a table. */
const char *course_words_short(const CourseReview *review);
