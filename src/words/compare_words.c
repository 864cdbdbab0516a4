/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words/compare_words.h"

#include <glib/gi18n.h>
#include <math.h>

static char *too_few(const Comparison *comparison) {
  return g_strdup_printf(_("%d nights with, %d without. Nothing to compare until both reach %d."), comparison->n_with,
                         comparison->n_without, COMPARE_MIN);
}

static char *early(const Comparison *comparison) {
  return g_strdup_printf(_("Early look: %.1f with, %.1f without. Could easily be chance."), comparison->mean_with,
                         comparison->mean_without);
}

/* The likely range stands as distances in the direction of the finding. */
static char *higher(const Comparison *comparison, const char *title) {
  return g_strdup_printf(
      _("On %d mornings after “%s” you rated %.1f higher (likely %.1f to %.1f) than on %d without. This "
        "shows they went together, not that one caused the other: you chose which nights."),
      comparison->n_with, title, comparison->diff, comparison->low, comparison->high, comparison->n_without);
}

static char *lower(const Comparison *comparison, const char *title) {
  return g_strdup_printf(
      _("On %d mornings after “%s” you rated %.1f lower (likely %.1f to %.1f) than on %d without. This "
        "shows they went together, not that one caused the other: you chose which nights."),
      comparison->n_with, title, -comparison->diff, -comparison->high, -comparison->low, comparison->n_without);
}

static char *cannot_tell(const Comparison *comparison) {
  if (!comparison->has_interval)
    return g_strdup(_("Cannot tell: your ratings never varied."));
  return g_strdup_printf(_("Cannot tell: anywhere from %.1f lower to %.1f higher fits your ratings."),
                         fmax(0, -comparison->low), fmax(0, comparison->high));
}

static char *finding(const Comparison *comparison, const char *title) {
  switch (comparison->verdict) {
  case COMPARE_TOO_FEW: return too_few(comparison);
  case COMPARE_EARLY: return early(comparison);
  case COMPARE_HIGHER: return higher(comparison, title);
  case COMPARE_LOWER: return lower(comparison, title);
  case COMPARE_CANNOT_TELL: return cannot_tell(comparison);
  case COMPARE_NO_DIFFERENCE: return g_strdup(_("Little or no difference."));
  }
  return NULL;
}

char *compare_words(const Comparison *comparison, const char *title, int looked_at) {
  g_autofree char *text = finding(comparison, title);
  if (looked_at < 2 || !comparison->has_interval || comparison->verdict < COMPARE_HIGHER)
    return g_steal_pointer(&text);
  g_autofree char *widened = g_strdup_printf(ngettext("%d step is looked at, so the range is the wider.",
                                                      "%d steps are looked at together, so the range is the wider.",
                                                      (gulong) looked_at),
                                             looked_at);
  return g_strdup_printf("%s %s", text, widened);
}

char *compare_words_figures(const Comparison *comparison) {
  if (comparison->verdict < COMPARE_HIGHER)
    return NULL;
  return g_strdup_printf(
      _("Rested %.1f with it and %.1f without. Of two such mornings picked at random, the one with it "
        "is the better one %.0f times in 100."),
      comparison->mean_with, comparison->mean_without, comparison->superiority * 100);
}

static char *weekend_guard(const Comparison *comparison) {
  if (comparison->weekend_gap_points <= COMPARE_WEEKEND_GAP_POINTS)
    return NULL;
  if (isnan(comparison->weekday_diff) || isnan(comparison->weekend_diff))
    return g_strdup(_("Weekends fall mostly on one side: that alone may be the difference."));
  return g_strdup_printf(
      _("Weekends fall mostly on one side: the gap is %+.1f on weekdays alone and %+.1f on weekends."),
      comparison->weekday_diff, comparison->weekend_diff);
}

static char *unrated_guard(const Comparison *comparison) {
  if (comparison->unrated_percent <= COMPARE_UNRATED_PERCENT)
    return NULL;
  return g_strdup_printf(_("%d %% of the mornings have no rating."), comparison->unrated_percent);
}

char *compare_words_guards(const Comparison *comparison) {
  if (comparison->verdict == COMPARE_TOO_FEW)
    return NULL;
  char *weekends = weekend_guard(comparison), *unrated = unrated_guard(comparison);
  if (!weekends || !unrated)
    return weekends ? weekends : unrated;
  char *both = g_strdup_printf("%s %s", weekends, unrated);
  g_free(weekends);
  g_free(unrated);
  return both;
}
