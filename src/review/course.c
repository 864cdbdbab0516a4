/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/course.h"

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

/* The mark of the step that night; open when the night did not have it, or nobody said so. */
static Mark mark_of(const History *history, const HistoryNight *night, int step) {
  const HistoryMark *mark = step < 0 ? NULL : history_find(history, night, (guint16) step);
  return mark && !mark->assumed ? (Mark) mark->mark : MARK_OPEN;
}

static void add_row(GArray *rows, const HistoryNight *night, gboolean with) {
  const CompareRow row = { .day = (int) night->night, .with = with, .rating = night->rested };
  g_array_append_val(rows, row);
}

/* Which way the ratings of the baseline, whose rows come first, moved: 0 unless the slope's own range leaves out 0. */
static int drift_of(const GArray *rows, int n, EstimateQuantile t_quantile) {
  EstimateRow laid[COURSE_BASELINE_NIGHTS];
  Estimate slope;
  if (n < COURSE_BASELINE_MIN)
    return 0;
  for (int i = 0; i < n; i++) {
    const CompareRow *row = &g_array_index(rows, CompareRow, i);
    laid[i] = (EstimateRow){ row->day, row->rating, { 1, row->day - g_array_index(rows, CompareRow, 0).day } };
  }
  if (!estimate_column(laid, (gsize) n, 2, 1, compare_width(1, t_quantile), &slope))
    return 0;
  return slope.low > 0 ? 1 : slope.high < 0 ? -1 : 0;
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
    review->baseline_nights++;
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

gboolean course_hides(const CourseReview *review) {
  return review->stage == COURSE_RUNNING;
}

CourseReview course_review(const History *history, int step, const Course *course, Night closed_to,
                           EstimateQuantile t_quantile) {
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
  review.baseline_drift = drift_of(course_rows, review.baseline_rated, t_quantile);
  review.has_course = review.stage >= COURSE_OFF && review.baseline_rated >= COURSE_BASELINE_MIN;
  review.has_off = review.stage == COURSE_OVER;
  if (review.has_course)
    review.course = compare_rows((gconstpointer) course_rows->data, course_rows->len, COMPARE_SIDES,
                                 compare_width(1, t_quantile));
  if (review.has_off)
    review.off = compare_rows((gconstpointer) off_rows->data, off_rows->len, COMPARE_SIDES,
                              compare_width(1, t_quantile));
  return review;
}
