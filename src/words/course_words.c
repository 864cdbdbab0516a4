/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words/course_words.h"

#include "words/words.h"

#include <glib/gi18n.h>
#include <math.h>

#define SLOPE_WORTH_TELLING 0.05 /* rating points a week */

static void add(GString *text, char *sentence) {
  if (text->len > 0)
    g_string_append_c(text, ' ');
  g_string_append(text, sentence);
  g_free(sentence);
}

static void add_baseline(GString *text, const CourseReview *review) {
  if (review->baseline_rated < COURSE_BASELINE_MIN)
    add(text, g_strdup_printf(ngettext("The baseline before it has %d rated morning; %d are needed.",
                                       "The baseline before it has %d rated mornings; %d are needed.",
                                       (gulong) review->baseline_rated),
                              review->baseline_rated, COURSE_BASELINE_MIN));
}

static char *coming(const CourseReview *review, const Course *course, const char *title) {
  GString *text = g_string_new(NULL);
  g_autofree char *date = words_date(course->start);
  add(text, g_strdup_printf(ngettext("A course of %d night of “%s” begins on %s.",
                                     "A course of %d nights of “%s” begins on %s.", (gulong) course->nights),
                            course->nights, title, date));
  add_baseline(text, review);
  return g_string_free(text, FALSE);
}

static char *running(const CourseReview *review, const Course *course) {
  GString *text = g_string_new(NULL);
  add(text, g_strdup_printf(_("%d of the %d nights of the course are over."), review->nights_over, course->nights));
  add(text, g_strdup(_("What comes out stays hidden until all of them are: whoever looks every day finds chance.")));
  add_baseline(text, review);
  return g_string_free(text, FALSE);
}

static char *difference(const Comparison *comparison, const char *higher, const char *lower) {
  const gboolean up = comparison->diff >= 0;
  g_autofree char *gap = words_decimal(fabs(comparison->diff));
  g_autofree char *low = words_decimal(up ? comparison->low : -comparison->high);
  g_autofree char *high = words_decimal(up ? comparison->high : -comparison->low);
  GString *text = g_string_new(up ? higher : lower);
  g_string_replace(text, "{gap}", gap, 1);
  g_string_replace(text, "{low}", low, 1);
  g_string_replace(text, "{high}", high, 1);
  return g_string_free(text, FALSE);
}

static void add_finding(GString *text, const CourseReview *review) {
  if (review->course.n_with == 0) {
    add(text, g_strdup(_("No morning of the course was rated.")));
    return;
  }
  if (!review->course.has_interval) {
    add(text, g_strdup(_("Cannot tell: your ratings never varied.")));
    return;
  }
  add(text, difference(&review->course,
                       _("During the course you rated {gap} higher than before it (likely {low} to {high})."),
                       _("During the course you rated {gap} lower than before it (likely {low} to {high}).")));
  add(text, g_strdup(_("You knew what you were doing, and time passed.")));
  if (review->baseline_slope > SLOPE_WORTH_TELLING)
    add(text, g_strdup(_("Your ratings were rising before it began.")));
  else if (review->baseline_slope < -SLOPE_WORTH_TELLING)
    add(text, g_strdup(_("Your ratings were falling before it began.")));
}

static void add_course(GString *text, const CourseReview *review) {
  add_finding(text, review);
  if (review->left_out > 0)
    add(text, g_strdup_printf(ngettext("It was left out on %d night of the course.",
                                       "It was left out on %d nights of the course.", (gulong) review->left_out),
                              review->left_out));
  if (review->has_off && review->off.has_interval)
    add(text, difference(&review->off, _("In the two weeks after, without it: {gap} higher (likely {low} to {high})."),
                         _("In the two weeks after, without it: {gap} lower (likely {low} to {high}).")));
}

static char *over(const CourseReview *review) {
  GString *text = g_string_new(NULL);
  if (review->has_course)
    add_course(text, review);
  else {
    add(text, g_strdup(_("The course is over.")));
    add_baseline(text, review);
  }
  return g_string_free(text, FALSE);
}

char *course_words(const CourseReview *review, const Course *course, const char *title) {
  switch (review->stage) {
  case COURSE_COMING: return coming(review, course, title);
  case COURSE_RUNNING: return running(review, course);
  case COURSE_OFF:
  case COURSE_OVER: return over(review);
  }
  return NULL;
}

const char *course_words_short(const CourseReview *review) {
  switch (review->stage) {
  case COURSE_COMING: return _("course to come");
  case COURSE_RUNNING: return _("in a course");
  case COURSE_OFF:
  case COURSE_OVER: return _("course over");
  }
  return NULL;
}
