/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A course: one step taken up for a number of nights that was fixed beforehand.
 * Its nights are compared with the baseline before it, the nights after it with
 * its own. What comes out stays hidden until the planned nights are over:
 * whoever looks every day finds chance. Pure. */
#pragma once

#include "model/history.h"
#include "model/routine.h"
#include "review/compare.h"

#define COURSE_BASELINE_MIN 14    /* rated nights that a baseline needs */
#define COURSE_BASELINE_NIGHTS 28 /* how far before its start a course's baseline reaches */
#define COURSE_OFF_NIGHTS 14      /* the nights after it that are looked at */

typedef enum {
  COURSE_COMING,  /* its first night is not closed */
  COURSE_RUNNING, /* its last night is not closed */
  COURSE_OFF,     /* over; the nights off are not */
  COURSE_OVER,
} CourseStage;

typedef struct {
  CourseStage stage;
  int nights_over;     /* closed nights of the course */
  int baseline_nights; /* nights of the baseline that have a record */
  int baseline_rated;  /* rated nights of the baseline */
  int done_before;     /* nights of the baseline with the step done all the same */
  int left_out;        /* nights of the course with the step skipped or slipped */
  int baseline_drift;  /* 1: its ratings rose, -1: they fell, by more than chance; 0: neither, or too few of them */
  gboolean has_course; /* the course is over and its baseline was long enough */
  Comparison course;   /* with: the course, without: the baseline; every rated night of both */
  gboolean has_off;    /* the nights off are over, too */
  Comparison off;      /* with: the nights off (step not done), without: the course */
} CourseReview;

/* Reviews the course of `step` (as history_step gives it; −1: no night had it yet). `closed_to` is the newest closed
 * night, as in StreakRules. What is hidden is all zero. Without `t_quantile` (NULL)
 * there are no ranges. */
CourseReview course_review(const History *history, int step, const Course *course, Night closed_to,
                           EstimateQuantile t_quantile);

/* Whether the figures of the step have to stay hidden: the course has begun and is not over. */
gboolean course_hides(const CourseReview *review);
