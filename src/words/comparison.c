/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every sentence is whole, and each figure in it follows from the others or
 * from the record. It promises nothing of causes, and names no step the better
 * one; what is hidden in a course is not even counted among the steps looked
 * at. */
#include "words/comparison.h"

#include "words/words.h"

#include <glib/gi18n.h>
#include <math.h>

/* --- what there is --- */

static gboolean has_figures(const CompareEntry *entry) {
  return entry->comparison.verdict != COMPARE_TOO_FEW && !comparison_is_hidden(entry);
}

static gboolean is_worth_a_line(const CompareEntry *entry) {
  const Comparison *comparison = &entry->comparison;
  return entry->course.nights > 0 || (comparison->n_with > 0 && comparison->n_without > 0) ||
         MAX(comparison->n_with, comparison->n_without) >= COMPARE_MIN;
}

static gboolean may_draw_lots(const char *id, const Step *known) {
  return !g_str_equal(id, STEP_LIGHTS_OUT) && !g_str_equal(id, STEP_MAGNESIUM) && !(known && step_is_supplement(known));
}

static CompareEntry make_entry(const CompareList *list, const Routine *routine, guint16 step, Night closed_to) {
  const History *history = list->history;
  const Step *known = routine ? routine_step(routine, g_ptr_array_index(history->step_ids, step)) : NULL;
  CompareEntry entry = { .step = step, .course = known ? known->course : (Course){ 0 } };
  entry.may_draw_lots = may_draw_lots(g_ptr_array_index(history->step_ids, step), known);
  entry.comparison = compare_step(history, step, compare_width(1, list->t_quantile));
  if (entry.course.nights > 0)
    entry.review = course_review(history, (int) step, &entry.course, closed_to, list->t_quantile);
  return entry;
}

CompareList *comparison_list_new(const History *history, const Routine *routine, Night closed_to, const char *in_trial,
                                 EstimateQuantile t_quantile) {
  CompareList *list = g_new0(CompareList, 1);
  list->history = history;
  list->t_quantile = t_quantile;
  list->entries = g_array_new(FALSE, FALSE, sizeof(CompareEntry));
  for (guint i = 0; i < history->step_ids->len; i++) {
    CompareEntry entry = make_entry(list, routine, (guint16) i, closed_to);
    entry.in_trial = g_strcmp0(in_trial, g_ptr_array_index(history->step_ids, i)) == 0;
    list->looked_at += has_figures(&entry);
    if (is_worth_a_line(&entry))
      g_array_append_val(list->entries, entry);
  }
  for (guint i = 0; i < list->entries->len; i++) {
    CompareEntry *entry = &g_array_index(list->entries, CompareEntry, i);
    entry->comparison = compare_step(history, entry->step, compare_width(list->looked_at, t_quantile));
  }
  return list;
}

void comparison_list_free(CompareList *list) {
  if (!list)
    return;
  g_array_unref(list->entries);
  g_free(list);
}

CompareEntry comparison_entry(const CompareList *list, guint16 step) {
  for (guint i = 0; i < list->entries->len; i++) {
    if (g_array_index(list->entries, CompareEntry, i).step == step)
      return g_array_index(list->entries, CompareEntry, i);
  }
  return (CompareEntry){ .step = step,
                         .comparison = compare_step(list->history, step, compare_width(1, list->t_quantile)) };
}

gboolean comparison_is_hidden(const CompareEntry *entry) {
  return entry->in_trial || (entry->course.nights > 0 && course_hides(&entry->review));
}

/* --- sentences --- */

/* Adds a sentence or a paragraph, which is taken; NULL is none. */
static void add(GString *text, char between, char *more) {
  if (more && text->len > 0)
    g_string_append_c(text, between);
  if (more)
    g_string_append(text, more);
  g_free(more);
}

/* The likely range is told as distances in the direction of the finding. */
typedef struct {
  char *gap, *low, *high;
} Distances;

static Distances distances_of(const Comparison *comparison) {
  const gboolean up = comparison->adjusted >= 0;
  return (Distances){
    .gap = words_decimal(fabs(comparison->adjusted)),
    .low = words_decimal(up ? comparison->low : -comparison->high),
    .high = words_decimal(up ? comparison->high : -comparison->low),
  };
}

static void distances_clear(Distances *distances) {
  g_free(distances->gap);
  g_free(distances->low);
  g_free(distances->high);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Distances, distances_clear)

static char *too_few(const Comparison *comparison) {
  if (comparison->n_without == 0 && comparison->n_with > 0)
    return g_strdup_printf(ngettext("%d morning with it, none after a night on which it was left out: nothing to "
                                    "compare. On such a night mark it as not kept: n, or winddown slip.",
                                    "%d mornings with it, none after a night on which it was left out: nothing to "
                                    "compare. On such a night mark it as not kept: n, or winddown slip.",
                                    (gulong) comparison->n_with),
                           comparison->n_with);
  return g_strdup_printf(_("%d mornings with it, %d without. Nothing to compare until both reach %d."),
                         comparison->n_with, comparison->n_without, COMPARE_MIN);
}

static char *early(const Comparison *comparison) {
  g_autofree char *with = words_decimal(comparison->mean_with);
  g_autofree char *without = words_decimal(comparison->mean_without);
  return g_strdup_printf(
      _("Early look: rested %s with it, %s without it (%d and %d mornings). Too early for a finding: "
        "%d of each are needed."),
      with, without, comparison->n_with, comparison->n_without, COMPARE_VERDICT);
}

static char *differs(const Comparison *comparison, const char *title) {
  g_auto(Distances) by = distances_of(comparison);
  g_autofree char *finding = g_strdup_printf(
      comparison->verdict == COMPARE_HIGHER
          ? _("You rated %d mornings after “%s” %s higher (likely %s to %s) than %d without it, with weekends and a "
              "steady drift evened out.")
          : _("You rated %d mornings after “%s” %s lower (likely %s to %s) than %d without it, with weekends and a "
              "steady drift evened out."),
      comparison->n_with, title, by.gap, by.low, by.high, comparison->n_without);
  return g_strdup_printf("%s %s", finding,
                         _("This shows they went together, not that one caused the other: you chose which nights."));
}

static char *no_range(const Comparison *comparison) {
  switch (comparison->range) {
  case COMPARE_ALL_EQUAL:
    return g_strdup_printf(_("You rated every morning %.0f, so nothing can differ."), comparison->mean_with);
  case COMPARE_SIDES_EQUAL:
    return g_strdup_printf(_("You rated every morning with it %.0f and every morning without it %.0f: no range can be "
                             "given."),
                           comparison->mean_with, comparison->mean_without);
  case COMPARE_TANGLED:
    return g_strdup(_("Cannot tell: nights with it and without it fall on different days of the week, or at different "
                      "times."));
  case COMPARE_NO_QUANTILE:
    return g_strdup(_("Cannot tell: the likely range takes the module “statistics”, which cannot be loaded; “winddown "
                      "doctor” says what is missing."));
  case COMPARE_ONE_SIDE:
  case COMPARE_HAS_RANGE: break;
  }
  return NULL;
}

static char *cannot_tell(const Comparison *comparison) {
  if (comparison->range != COMPARE_HAS_RANGE)
    return no_range(comparison);
  g_autofree char *lower = words_decimal(fmax(0, -comparison->low));
  g_autofree char *higher = words_decimal(fmax(0, comparison->high));
  return g_strdup_printf(_("Cannot tell: anywhere from %s lower to %s higher fits your ratings."), lower, higher);
}

static char *little(const Comparison *comparison) {
  g_autofree char *lower = words_decimal(fmax(0, -comparison->low));
  g_autofree char *higher = words_decimal(fmax(0, comparison->high));
  return g_strdup_printf(_("Any difference is probably smaller than half a point (%s lower to %s higher)."), lower,
                         higher);
}

static char *finding(const Comparison *comparison, const char *title) {
  switch (comparison->verdict) {
  case COMPARE_TOO_FEW: return too_few(comparison);
  case COMPARE_EARLY: return early(comparison);
  case COMPARE_HIGHER:
  case COMPARE_LOWER: return differs(comparison, title);
  case COMPARE_CANNOT_TELL: return cannot_tell(comparison);
  case COMPARE_NO_DIFFERENCE: return little(comparison);
  }
  return NULL;
}

static char *widened(const Comparison *comparison, int looked_at) {
  if (looked_at < 2 || comparison->range != COMPARE_HAS_RANGE || comparison->verdict < COMPARE_HIGHER)
    return NULL;
  return g_strdup_printf(ngettext("%d step is looked at, so the range is wider.",
                                  "%d steps are looked at together, so the range is wider.", (gulong) looked_at),
                         looked_at);
}

/* Both means as they are, and of a hundred pairs of mornings how many are better on which side. */
static char *figures(const Comparison *comparison) {
  if (comparison->verdict < COMPARE_HIGHER || comparison->range == COMPARE_ALL_EQUAL)
    return NULL;
  const int better = (int) lround(100 * comparison->better);
  const int worse = MIN((int) lround(100 * comparison->worse), 100 - better);
  g_autofree char *with = words_decimal(comparison->mean_with);
  g_autofree char *without = words_decimal(comparison->mean_without);
  return g_strdup_printf(_("As rated: %s with it, %s without it. Of 100 pairs of such mornings, %d are better with it, "
                           "%d without it, %d the same."),
                         with, without, better, worse, 100 - better - worse);
}

/* From this difference of the shares on, in percentage points. */
#define WEEKENDS_WORTH_TELLING 25
#define UNRATED_WORTH_TELLING 20

static char *weekend_guard(const Comparison *comparison) {
  const int with = comparison->weekend_percent_with, without = comparison->weekend_percent_without;
  const gboolean differs_at_all = comparison->verdict == COMPARE_HIGHER || comparison->verdict == COMPARE_LOWER;
  if (!differs_at_all || ABS(with - without) <= WEEKENDS_WORTH_TELLING)
    return NULL;
  return g_strdup_printf(_("Friday and Saturday nights are %d %% of those with it and %d %% of those without it; the "
                           "range allows for that."),
                         with, without);
}

static char *unrated_guard(const Comparison *comparison) {
  if (comparison->verdict == COMPARE_TOO_FEW || comparison->unrated_percent <= UNRATED_WORTH_TELLING)
    return NULL;
  return g_strdup_printf(_("%d %% of the mornings have no rating."), comparison->unrated_percent);
}

/* Most nights have it: the other side fills slowly, and the person is told so beforehand. */
static char *lot_hint(const CompareEntry *entry) {
  const Comparison *comparison = &entry->comparison;
  const gboolean is_lopsided = comparison->n_with >= COMPARE_VERDICT && comparison->n_without < COMPARE_VERDICT;
  if (!is_lopsided || !entry->may_draw_lots || entry->course.nights > 0)
    return NULL;
  return g_strdup(
      _("If you want to know, let winddown draw your nights by lot: press L, or run winddown trial. They fill "
        "both sides, and no night is chosen by how the day went."));
}

static void add_all_nights(GString *text, const CompareEntry *entry, const char *title, int looked_at) {
  const Comparison *comparison = &entry->comparison;
  g_autofree char *first = finding(comparison, title);
  GString *found = g_string_new(first);
  add(found, ' ', widened(comparison, looked_at));
  add(text, '\n', g_string_free(found, FALSE));
  add(text, '\n', figures(comparison));
  GString *guards = g_string_new(NULL);
  add(guards, ' ', weekend_guard(comparison));
  add(guards, ' ', unrated_guard(comparison));
  add(text, '\n', guards->len > 0 ? g_string_free(guards, FALSE) : (g_string_free(guards, TRUE), NULL));
  add(text, '\n', lot_hint(entry));
}

/* --- courses --- */

static void add_baseline(GString *text, const CourseReview *review) {
  if (review->baseline_rated < COURSE_BASELINE_MIN)
    add(text, ' ',
        g_strdup_printf(ngettext("The baseline before it has %d rated morning; %d are needed.",
                                 "The baseline before it has %d rated mornings; %d are needed.",
                                 (gulong) review->baseline_rated),
                        review->baseline_rated, COURSE_BASELINE_MIN));
}

static char *coming(const CourseReview *review, const Course *course, const char *title) {
  GString *text = g_string_new(NULL);
  g_autofree char *date = words_date(course->start);
  add(text, ' ',
      g_strdup_printf(ngettext("A course of %d night of “%s” begins on %s.",
                               "A course of %d nights of “%s” begins on %s.", (gulong) course->nights),
                      course->nights, title, date));
  add_baseline(text, review);
  return g_string_free(text, FALSE);
}

static char *running(const CourseReview *review, const Course *course) {
  GString *text = g_string_new(NULL);
  add(text, ' ',
      g_strdup_printf(_("%d of the %d nights of the course are over."), review->nights_over, course->nights));
  add(text, ' ',
      g_strdup(_("What comes out stays hidden until all of them are: whoever looks every day finds chance.")));
  add_baseline(text, review);
  return g_string_free(text, FALSE);
}

/* What stands against what in a course: its own nights against the baseline, or the nights off against the course. */
typedef enum { COURSE_ITSELF, COURSE_NIGHTS_OFF } CoursePart;

static char *course_differs(const Comparison *comparison, CoursePart part) {
  g_auto(Distances) by = distances_of(comparison);
  if (part == COURSE_ITSELF)
    return g_strdup_printf(comparison->verdict == COMPARE_HIGHER
                               ? _("During the course you rated %s higher than before it (likely %s to %s).")
                               : _("During the course you rated %s lower than before it (likely %s to %s)."),
                           by.gap, by.low, by.high);
  return g_strdup_printf(comparison->verdict == COMPARE_HIGHER
                             ? _("In the two weeks after, without it, you rated %s higher than in the course (likely "
                                 "%s to %s).")
                             : _("In the two weeks after, without it, you rated %s lower than in the course (likely "
                                 "%s to %s)."),
                         by.gap, by.low, by.high);
}

static char *course_undecided(const Comparison *comparison, CoursePart part) {
  g_autofree char *lower = words_decimal(fmax(0, -comparison->low));
  g_autofree char *higher = words_decimal(fmax(0, comparison->high));
  if (comparison->verdict == COMPARE_NO_DIFFERENCE)
    return g_strdup_printf(part == COURSE_ITSELF
                               ? _("Between the course and the nights before it any difference is probably smaller "
                                   "than half a point (%s lower to %s higher).")
                               : _("Between the two weeks after, without it, and the course any difference is probably "
                                   "smaller than half a point (%s lower to %s higher)."),
                           lower, higher);
  return g_strdup_printf(part == COURSE_ITSELF
                             ? _("Between the course and the nights before it: cannot tell; anywhere from %s lower to "
                                 "%s higher fits your ratings.")
                             : _("Between the two weeks after, without it, and the course: cannot tell; anywhere from "
                                 "%s lower to %s higher fits your ratings."),
                         lower, higher);
}

static char *course_without_range(const Comparison *comparison, CoursePart part) {
  if (comparison->range == COMPARE_ALL_EQUAL)
    return no_range(comparison);
  if (part == COURSE_NIGHTS_OFF)
    return NULL;
  return comparison->range == COMPARE_SIDES_EQUAL
             ? g_strdup_printf(_("You rated every morning of the course %.0f and every one before it %.0f: no range "
                                 "can be given."),
                               comparison->mean_with, comparison->mean_without)
             : g_strdup(_("Cannot tell: too few mornings were rated."));
}

/* One of the outcomes of any comparison (owned); NULL: there is nothing to say. */
static char *course_finding(const Comparison *comparison, CoursePart part) {
  if (comparison->n_with == 0)
    return part == COURSE_ITSELF ? g_strdup(_("No morning of the course was rated.")) : NULL;
  if (comparison->verdict < COMPARE_HIGHER)
    return part == COURSE_ITSELF
               ? g_strdup_printf(_("%d mornings of the course are rated and %d before it: %d of each are needed for a "
                                   "finding."),
                                 comparison->n_with, comparison->n_without, COMPARE_VERDICT)
               : NULL;
  if (comparison->range != COMPARE_HAS_RANGE)
    return course_without_range(comparison, part);
  return comparison->verdict <= COMPARE_LOWER ? course_differs(comparison, part) : course_undecided(comparison, part);
}

static void add_course(GString *text, const CourseReview *review) {
  const Comparison *course = &review->course;
  add(text, ' ', course_finding(course, COURSE_ITSELF));
  if (course->verdict == COMPARE_HIGHER || course->verdict == COMPARE_LOWER)
    add(text, ' ', g_strdup(_("You knew what you were doing, and time passed.")));
  if (review->baseline_drift > 0)
    add(text, ' ', g_strdup(_("Your ratings were rising before it began.")));
  else if (review->baseline_drift < 0)
    add(text, ' ', g_strdup(_("Your ratings were falling before it began.")));
  if (review->done_before > 0)
    add(text, ' ',
        g_strdup_printf(_("On %d of the %d nights before it you did it as well: that makes any difference smaller."),
                        review->done_before, review->baseline_nights));
  if (review->left_out > 0)
    add(text, ' ',
        g_strdup_printf(ngettext("It was left out on %d night of the course.",
                                 "It was left out on %d nights of the course.", (gulong) review->left_out),
                        review->left_out));
  if (review->has_off)
    add(text, ' ', course_finding(&review->off, COURSE_NIGHTS_OFF));
}

static char *over(const CourseReview *review) {
  GString *text = g_string_new(NULL);
  if (review->has_course)
    add_course(text, review);
  else {
    add(text, ' ', g_strdup(_("The course is over.")));
    add_baseline(text, review);
  }
  return g_string_free(text, FALSE);
}

static char *course_text(const CompareEntry *entry, const char *title) {
  switch (entry->review.stage) {
  case COURSE_COMING: return coming(&entry->review, &entry->course, title);
  case COURSE_RUNNING: return running(&entry->review, &entry->course);
  case COURSE_OFF:
  case COURSE_OVER: return over(&entry->review);
  }
  return NULL;
}

/* --- for the views --- */

char *comparison_text(const CompareEntry *entry, const History *history, int looked_at) {
  const char *title = g_ptr_array_index(history->titles, entry->step);
  GString *text = g_string_new(NULL);
  const gboolean has_course = entry->course.nights > 0;
  if (entry->in_trial)
    add(text, '\n', g_strdup(_("Nights by lot are running. Nothing is shown before their last morning.")));
  else if (has_course)
    add(text, '\n', course_text(entry, title));
  if (comparison_is_hidden(entry) || (has_course && !has_figures(entry)))
    return g_string_free(text, FALSE);
  if (has_course)
    add(text, '\n', g_strdup(_("All nights, with the course and beside it:")));
  add_all_nights(text, entry, title, looked_at);
  if (!has_course && has_figures(entry))
    add(text, '\n', g_strdup(_("Exploratory: no number of nights was fixed beforehand.")));
  return g_string_free(text, FALSE);
}

static const char *verdict_short(CompareVerdict verdict) {
  switch (verdict) {
  case COMPARE_TOO_FEW: return _("too few");
  case COMPARE_EARLY: return _("early look");
  case COMPARE_HIGHER: return _("higher");
  case COMPARE_LOWER: return _("lower");
  case COMPARE_CANNOT_TELL: return _("cannot tell");
  case COMPARE_NO_DIFFERENCE: return _("little or no");
  }
  return NULL;
}

const char *comparison_short(const CompareEntry *entry) {
  if (entry->in_trial)
    return _("by lot");
  if (entry->course.nights == 0)
    return verdict_short(entry->comparison.verdict);
  switch (entry->review.stage) {
  case COURSE_COMING: return _("course to come");
  case COURSE_RUNNING: return _("in a course");
  case COURSE_OFF:
  case COURSE_OVER: return _("course over");
  }
  return NULL;
}

char *comparison_explained(int looked_at) {
  GString *text = g_string_new(NULL);
  add(text, '\n',
      g_strdup(_("Each morning's rating belongs to the evening before. Mornings after nights with the step stand "
                 "against mornings after nights on which you said that it was skipped or not kept. Open, paused and "
                 "unrated nights stand aside.")));
  add(text, '\n',
      g_strdup_printf(_("Figures show from %d mornings on each side, a finding from %d. With fewer, half a point comes "
                        "about by chance alone."),
                      COMPARE_MIN, COMPARE_VERDICT));
  add(text, '\n',
      g_strdup(
          _("Friday and Saturday nights, and a steady rise or fall of your ratings, are evened out. So is what one "
            "morning has in common with the one before.")));
  add(text, '\n',
      looked_at > 1
          ? g_strdup_printf(ngettext("“Likely” is a range that misses the true difference in 1 of %d looks if "
                                     "nothing else differed. It is that wide because %d step has figures: of many "
                                     "steps one looks good by chance.",
                                     "“Likely” is a range that misses the true difference in 1 of %d looks if "
                                     "nothing else differed. It is that wide because %d steps have figures: of many "
                                     "steps one looks good by chance.",
                                     (gulong) looked_at),
                            20 * looked_at, looked_at)
          : g_strdup(_("“Likely” is a range that misses the true difference in 1 of 20 looks if nothing else "
                       "differed.")));
  add(text, '\n',
      g_strdup(_("But something else does differ: you choose the nights, often by how the day went, and a good day "
                 "makes a good morning too. Only nights by lot can tell what a step does.")));
  return g_string_free(text, FALSE);
}
