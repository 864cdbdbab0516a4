/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words/trial_words.h"

#include "words/words.h"

#include <glib/gi18n.h>
#include <math.h>

const char *trial_words_title(const Trial *trial, const Routine *routine) {
  const Step *step = routine ? routine_step(routine, trial->step) : NULL;
  return step ? step->title : trial->step;
}

char *trial_words_offer(const char *title, int nights) {
  g_autofree char *draw = g_strdup_printf(
      _("Each night winddown draws by lot whether “%s” is in your evening: on %d nights it is, on %d it is not, two in "
        "every four. You cannot know tomorrow's lot."),
      title, nights / 2, nights / 2);
  g_autofree char *power = g_strdup_printf(
      _("Rate how rested you are each morning. %d nights find a difference of one point for about %d of 10 people who "
        "have it, and of half a point for %d of 10."),
      nights, trial_power_in_ten(nights, 1), trial_power_in_ten(nights, 0.5));
  return g_strdup_printf(
      "%s\n%s\n%s\n%s", draw, power,
      _("The result is shown after the last morning and not before. You may give the trial up at any time; then it has "
        "no result."),
      _("It tells you about yourself, these weeks and this step, and about nobody else."));
}

char *trial_words_tonight(const Trial *trial, const char *title, Night tonight) {
  const int number = trial_number(trial, tonight);
  switch (trial_lot(trial, tonight)) {
  case LOT_WITH: return g_strdup_printf(_("By lot tonight: with “%s” (night %d of %d)"), title, number, trial->nights);
  case LOT_WITHOUT:
    return g_strdup_printf(_("By lot tonight: leave out “%s” (night %d of %d)"), title, number, trial->nights);
  case LOT_NONE: break;
  }
  return NULL;
}

/* TRUE if the trial was undone before its first morning: then it does not count as one. */
static gboolean is_blank(const Trial *trial) {
  return trial->given_up != NIGHT_NONE && trial->given_up <= trial->start;
}

char *trial_words_heading(const Trial *trial, const GPtrArray *trials, const char *title) {
  int place = 1;
  for (guint i = 0; trials && i < trials->len; i++) {
    const Trial *other = g_ptr_array_index(trials, i);
    place += other != trial && !is_blank(other) && g_str_equal(other->step, trial->step) &&
             other->agreed_at < trial->agreed_at;
  }
  if (place == 1)
    return g_strdup_printf(_("Nights by lot: “%s”"), title);
  return g_strdup_printf(_("Nights by lot: “%s” (trial %d of this step)"), title, place);
}

static char *running_text(const Trial *trial, const TrialResult *result) {
  g_autofree char *start = words_weekday_date(trial->start);
  if (trial->n_blocks == 0)
    return g_strdup_printf(_("%d nights from %s, or when no pause is in the way. The result is shown after the last "
                             "morning."),
                           trial->nights, start);
  if (result->nights_over == 0)
    return g_strdup_printf(_("%d nights from %s. The result is shown after the last morning."), trial->nights, start);
  return g_strdup_printf(_("%d of %d nights are over. You did as the lot said on %d of them. The result is shown after "
                           "the last morning."),
                         result->nights_over, trial->nights, result->followed);
}

static char *given_up_text(const Trial *trial, const TrialResult *result) {
  return g_strdup_printf(
      _("Given up after %d of %d nights. It has no result: looking before the end finds patterns that "
        "are not there."),
      result->nights_over, trial->nights);
}

/* The range is told as distances in the direction of the finding. */
static char *differs_text(const Trial *trial, const TrialResult *result, const char *title) {
  const TrialTest *test = &result->test;
  const gboolean up = result->verdict == TRIAL_HIGHER;
  g_autofree char *gap = words_decimal(fabs(test->diff));
  g_autofree char *least = words_decimal(up ? test->low : -test->high);
  g_autofree char *most = words_decimal(up ? test->high : -test->low);
  g_autofree char *finding = g_strdup_printf(up ? _("Over %d nights drawn by lot, you rated mornings %s higher after "
                                                    "nights with “%s” (likely %s to %s higher).")
                                                : _("Over %d nights drawn by lot, you rated mornings %s lower after "
                                                    "nights with “%s” (likely %s to %s lower)."),
                                             trial->nights, gap, title, least, most);
  return g_strdup_printf(
      "%s\n%s", finding,
      _("The lot chose the nights, so the difference is not because of which days they were. You did "
        "know which night it was, and that alone can change how you feel."));
}

static char *no_difference_text(const Trial *trial, const TrialResult *result, const char *title) {
  g_autofree char *below = words_decimal(MAX(-result->test.low, 0));
  g_autofree char *above = words_decimal(MAX(result->test.high, 0));
  g_autofree char *finding = g_strdup_printf(
      _("Over %d nights drawn by lot, no clear difference showed. After nights with “%s” your mornings may be anything "
        "from %s lower to %s higher."),
      trial->nights, title, below, above);
  const int power = trial_power_in_ten(trial->nights, 1);
  if (power >= 8)
    return g_strdup_printf("%s\n%s", finding, _("A difference of one point would probably have shown."));
  g_autofree char *rest = g_strdup_printf(_("So few nights show a difference of one point for about %d of 10 people."),
                                          power);
  return g_strdup_printf("%s\n%s", finding, rest);
}

static char *verdict_text(const Trial *trial, const TrialResult *result, const char *title) {
  switch (result->verdict) {
  case TRIAL_TOO_FEW:
    return g_strdup_printf(_("No finding: you rated %d mornings after nights with “%s” and %d after nights without it. "
                             "Each side needs %d."),
                           result->test.n_with, title, result->test.n_without, TRIAL_MIN_RATED);
  case TRIAL_NOT_FOLLOWED:
    return g_strdup_printf(
        _("No finding: you did as the lot said on %d of %d nights. That is too few to tell: it needs "
          "%d in 100."),
        result->followed, result->nights_over, TRIAL_MIN_FOLLOWED_PERCENT);
  case TRIAL_HIGHER:
  case TRIAL_LOWER: return differs_text(trial, result, title);
  case TRIAL_NO_DIFFERENCE: return no_difference_text(trial, result, title);
  case TRIAL_HIDDEN: break;
  }
  return NULL;
}

char *trial_words_state(const Trial *trial, const TrialResult *result, const char *title) {
  switch (result->stage) {
  case TRIAL_RUNNING: return running_text(trial, result);
  case TRIAL_GIVEN_UP: return given_up_text(trial, result);
  case TRIAL_OVER: break;
  }
  g_autofree char *verdict = verdict_text(trial, result, title);
  return g_strdup_printf("%s\n%s", verdict, _("This is about you, these weeks and this step."));
}

char *trial_words_dots(const TrialResult *result, Lot lot, const char *dot) {
  GString *text = g_string_new(NULL);
  for (int rating = 1; rating <= 5; rating++) {
    int n = 0;
    if (dot)
      g_string_append_printf(text, "%s%d ", rating > 1 ? "   " : "", rating);
    for (guint i = 0; i < result->nights->len; i++) {
      const TrialNight *night = &g_array_index(result->nights, TrialNight, i);
      if (night->lot != lot || night->rested != rating)
        continue;
      g_string_append(text, dot ? dot : "");
      n++;
    }
    if (!dot)
      g_string_append_printf(text, "%s%d: %d", rating > 1 ? "  " : "", rating, n);
    else if (n == 0)
      g_string_append_c(text, '-');
  }
  return g_string_free(text, FALSE);
}

static char *chance_text(double p) {
  const int in_hundred = (int) lround(100 * p);
  if (in_hundred < 1)
    return g_strdup(
        _("If the step made no difference, the lot alone would give a gap this large in fewer than 1 of 100 "
          "such trials."));
  return g_strdup_printf(
      _("If the step made no difference, the lot alone would give a gap this large in about %d of 100 such trials."),
      in_hundred);
}

char *trial_words_figures(const TrialResult *result) {
  if (result->verdict != TRIAL_HIGHER && result->verdict != TRIAL_LOWER && result->verdict != TRIAL_NO_DIFFERENCE)
    return NULL;
  g_autofree char *with = words_decimal(result->test.mean_with);
  g_autofree char *without = words_decimal(result->test.mean_without);
  g_autofree char *means = g_strdup_printf(_("Mean %s on %d mornings after nights with it, %s on %d after nights "
                                             "without it. You did as the lot said on %d of "
                                             "%d nights; each night counts as it was drawn, whatever you did."),
                                           with, result->test.n_with, without, result->test.n_without, result->followed,
                                           result->nights_over);
  g_autofree char *chance = chance_text(result->test.p);
  return g_strdup_printf("%s\n%s", means, chance);
}
