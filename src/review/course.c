/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/course.h"

#include <math.h>

typedef enum { PHASE_NONE, PHASE_BASELINE, PHASE_COURSE, PHASE_OFF } Phase;

static Phase phase_of(const Course *course, Night night) {
  const Night end = course->start + (Night) course->nights;
  if (night + COURSE_BASELINE_NIGHTS < course->start || night >= end + COURSE_OFF_NIGHTS)
    return PHASE_NONE;
  if (night < course->start)
    return PHASE_BASELINE;
  return night < end ? PHASE_COURSE : PHASE_OFF;
}

static CourseStage stage_of(const Course *course, Night closed_to) {
  const Night end = course->start + (Night) course->nights;
  if (closed_to < course->start)
    return COURSE_COMING;
  if (closed_to + 1 < end)
    return COURSE_RUNNING;
  return closed_to + 1 < end + COURSE_OFF_NIGHTS ? COURSE_OFF : COURSE_OVER;
}

/* The mark of the step that night; open when the night did not have it. */
static Mark mark_of(const History *history, const HistoryNight *night, int step) {
  const HistoryMark *mark = step < 0 ? NULL : history_find(history, night, (guint16) step);
  return mark ? (Mark) mark->mark : MARK_OPEN;
}

static void add_row(GArray *rows, const HistoryNight *night, gboolean with) {
  const CompareRow row = { .day = (int) night->night, .with = with, .rating = night->rested };
  g_array_append_val(rows, row);
}

/* Least squares through the rows of the baseline, which come first. */
static double slope_a_week(const GArray *rows, int n) {
  if (n < COURSE_BASELINE_MIN)
    return (double) NAN;
  double mean_day = 0, mean_rating = 0, products = 0, squares = 0;
  for (int i = 0; i < n; i++) {
    mean_day += (double) g_array_index(rows, CompareRow, i).day / n;
    mean_rating += g_array_index(rows, CompareRow, i).rating / n;
  }
  for (int i = 0; i < n; i++) {
    const CompareRow *row = &g_array_index(rows, CompareRow, i);
    products += (row->day - mean_day) * (row->rating - mean_rating);
    squares += (row->day - mean_day) * (row->day - mean_day);
  }
  return 7 * products / squares;
}

/* The rows of both comparisons, by day. */
typedef struct {
  GArray *course; /* baseline, then course */
  GArray *off;    /* course, then nights off */
} CourseRows;

static void collect_night(CourseReview *review, CourseRows *rows, const HistoryNight *night, Phase phase, Mark mark) {
  const gboolean is_rated = night->rested > 0;
  switch (phase) {
  case PHASE_NONE: break;
  case PHASE_BASELINE:
    review->done_before += mark == MARK_DONE;
    review->baseline_rated += is_rated;
    if (is_rated)
      add_row(rows->course, night, FALSE);
    break;
  case PHASE_COURSE:
    review->left_out += mark == MARK_SKIPPED || mark == MARK_SLIPPED;
    if (!is_rated)
      break;
    add_row(rows->course, night, TRUE);
    add_row(rows->off, night, FALSE);
    break;
  case PHASE_OFF:
    if (is_rated && mark != MARK_DONE)
      add_row(rows->off, night, TRUE);
    break;
  }
}

CourseReview course_review(const History *history, int step, const Course *course, Night closed_to) {
  CourseReview review = { .stage = stage_of(course, closed_to) };
  g_autoptr(GArray) course_rows = g_array_new(FALSE, FALSE, sizeof(CompareRow));
  g_autoptr(GArray) off_rows = g_array_new(FALSE, FALSE, sizeof(CompareRow));
  CourseRows rows = { course_rows, off_rows };
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    collect_night(&review, &rows, night, phase_of(course, night->night), mark_of(history, night, step));
  }
  if (closed_to >= course->start)
    review.nights_over = (int) MIN(closed_to - course->start + 1, (Night) course->nights);
  review.baseline_slope = slope_a_week(course_rows, review.baseline_rated);
  review.has_course = review.stage >= COURSE_OFF && review.baseline_rated >= COURSE_BASELINE_MIN;
  review.has_off = review.stage == COURSE_OVER;
  if (review.has_course)
    review.course = compare_rows((gconstpointer) course_rows->data, course_rows->len, compare_confidence(1));
  if (review.has_off)
    review.off = compare_rows((gconstpointer) off_rows->data, off_rows->len, compare_confidence(1));
  return review;
}
