/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/review/review.h"

#include "base/daytime.h"
#include "base/text.h"
#include "review/diary.h"
#include "tui/canvas/layout.h"
#include "words/words.h"

#include <glib/gi18n.h>

#include <math.h>

enum { READING_COLUMNS = 74 };

/* A strength that explains itself best: neither all of the nights nor hardly any. */
#define TELLING_STRENGTH 0.7

static void add(GPtrArray *paragraphs, char *text) {
  g_ptr_array_add(paragraphs, text);
}

static void add_kept(GPtrArray *paragraphs, const ReviewModel *model) {
  add(paragraphs,
      g_strdup_printf(_("A night is kept when %d %% of its counting steps are done, or all but one, and at "
                        "least one is; skipped and paused steps do not count. That is %d of your %d nights."),
                      model->rules.keep_percent, model->summary->nights.kept, model->summary->nights.judged));
  const Streak *streak = &model->summary->streak;
  if (streak->best < 2)
    return;
  add(paragraphs,
      g_strdup_printf(_("A run is nights kept one after the other; nights with nothing to count are stepped "
                        "over, and tonight can only lengthen it. Your longest is %d."),
                      streak->best));
  if (streak->best_holes > 0)
    add(paragraphs, words_holes(streak->best_holes));
}

/* The step whose strength is nearest to TELLING_STRENGTH, of those due in the range; −1: none has one. */
static int example_step(const ReviewModel *model) {
  int best = -1;
  double nearest = 2;
  for (guint i = 0; i < model->summary->steps->len; i++) {
    const StepReview *step = &g_array_index(model->summary->steps, StepReview, i);
    const double apart = fabs(step->strength - TELLING_STRENGTH);
    if (step->strength >= 0 && step->count.due > 0 && apart < nearest) {
      best = (int) i;
      nearest = apart;
    }
  }
  return best;
}

static void add_strength(GPtrArray *paragraphs, const ReviewModel *model) {
  const int index = example_step(model);
  if (index < 0) {
    add(paragraphs, g_strdup_printf(_("Strength shows once a step was due on %d nights."), STRENGTH_MIN_NIGHTS));
    return;
  }
  const StepReview *step = &g_array_index(model->summary->steps, StepReview, index);
  add(paragraphs, words_strength(step, g_ptr_array_index(model->history->titles, index)));
}

static void add_rested(GPtrArray *paragraphs, const ReviewModel *model) {
  if (model->summary->rated == 0)
    return;
  g_autofree char *mean = model->summary->rated == 1 ? g_strdup_printf("%.0f", model->summary->rested_mean)
                                                     : words_decimal(model->summary->rested_mean);
  add(paragraphs,
      g_strdup_printf(ngettext("Rested is your own mark from 1 to 5, as you gave it: %s over %d morning. The "
                               "lines are the means of weeks, the dots single nights.",
                               "Rested is your own mark from 1 to 5, as you gave it: %s on average over %d "
                               "mornings. The lines are the means of weeks, the dots single nights.",
                               (gulong) model->summary->rated),
                      mean, model->summary->rated));
}

static void add_bedtime(GPtrArray *paragraphs, const ReviewModel *model) {
  const BedtimeSpread *spread = &model->summary->bedtime;
  if (spread->n < REGULARITY_MIN_NIGHTS)
    return;
  if (model->summary->shift)
    add(paragraphs,
        g_strdup_printf(_("Your shifts have hours of their own, so regularity is looked at within one: %s."),
                        model->summary->shift));
  g_autofree char *mean = daytime_format((int) (spread->mean + 0.5) % DAYTIME_DAY_MINUTES);
  add(paragraphs, g_strdup_printf(spread->rough ? _("Lights out was at %s on average, give or take %d min (standard "
                                                    "deviation over %d nights; rough, with so few).")
                                                : _("Lights out was at %s on average, give or take %d min (standard "
                                                    "deviation over %d nights)."),
                                  mean, (int) (spread->sd + 0.5), spread->n));
}

static void add_regularity(GPtrArray *paragraphs, const ReviewModel *model) {
  const ReviewSummary *summary = model->summary;
  double jetlag;
  if (summary->has_sri)
    add(paragraphs, g_strdup_printf(_("Sleep Regularity Index, diary-based: %d. Asleep and awake at the same "
                                      "minutes every day would be 100, chance 0."),
                                    (int) lround(summary->sri)));
  if (regularity_social_jetlag(model->history, summary->from, summary->to, summary->shift, &jetlag))
    add(paragraphs, words_middle_of_sleep((int) lround(jetlag)));
}

static void add_efficiency(GPtrArray *paragraphs, const ReviewModel *model) {
  int count = 0;
  const int percent = diary_mean_efficiency(model->history, model->summary->from, model->summary->to, &count);
  if (percent != DIARY_BLANK)
    add(paragraphs,
        g_strdup_printf(ngettext("Sleep efficiency is the time asleep out of the time in bed (TST/TIB): %d %% "
                                 "in the %d night of which everything was noted.",
                                 "Sleep efficiency is the time asleep out of the time in bed (TST/TIB): %d %% "
                                 "over the %d nights of which everything was noted.",
                                 (gulong) count),
                        percent, count));
}

GPtrArray *review_why(const ReviewModel *model) {
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func(g_free);
  add_kept(paragraphs, model);
  add_strength(paragraphs, model);
  add_rested(paragraphs, model);
  add_bedtime(paragraphs, model);
  add_regularity(paragraphs, model);
  add_efficiency(paragraphs, model);
  return paragraphs;
}

static GPtrArray *wrapped(const ReviewModel *model, int columns) {
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) paragraphs = review_why(model);
  for (guint i = 0; i < paragraphs->len; i++) {
    g_auto(GStrv) broken = text_wrap(g_ptr_array_index(paragraphs, i), columns);
    if (i > 0)
      g_ptr_array_add(lines, g_strdup(""));
    for (gsize line = 0; broken[line]; line++)
      g_ptr_array_add(lines, g_strdup(broken[line]));
  }
  return lines;
}

int review_why_draw(const ReviewModel *model, Canvas *canvas) {
  const gboolean low = layout_is_low(canvas);
  const int columns = MIN(layout_end(canvas) - layout_margin(canvas), READING_COLUMNS);
  const int top = low ? 2 : 3, height = canvas_rows(canvas) - 2 - top;
  g_autoptr(GPtrArray) lines = wrapped(model, columns);
  const int hidden = MAX((int) lines->len - height, 0), first = MIN(model->scroll, hidden);
  g_autofree char *dates = words_dates(model->summary->from, model->summary->to);
  layout_header(canvas, low ? 0 : 1, _("What the numbers mean"), layout_is_narrow(canvas) ? NULL : dates, ROLE_DIM);
  for (int i = 0; i < height && first + i < (int) lines->len; i++)
    canvas_put(canvas, top + i, layout_margin(canvas), ROLE_TEXT, g_ptr_array_index(lines, first + i), columns);
  return hidden;
}
