/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/review/review.h"

#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/weeks.h"
#include "words/words.h"

#include <glib/gi18n.h>

GArray *review_night_steps(const Plan *plan) {
  GArray *steps = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    if (plan_step_is_listed(step))
      g_array_append_val(steps, i);
  }
  return steps;
}

static char *verdict(const NightModel *model) {
  if (!model->known)
    return NULL;
  const NightShare share = weeks_share(model->review->history, model->known, &model->review->rules);
  if (share.of == 0)
    return NULL;
  const gboolean kept = share.level == LEVEL_ALL || share.level == LEVEL_KEPT;
  return g_strdup_printf(kept ? _("kept, %d of %d") : _("%d of %d"), share.done, share.of);
}

static void draw_header(Canvas *canvas, const NightModel *model) {
  const int row = layout_is_low(canvas) ? 0 : 1;
  g_autofree char *title = words_weekday_date(model->plan->night);
  g_autofree char *right = verdict(model);
  g_autofree char *hours = words_hours(model->plan->bed, model->plan->wake, model->zone);
  layout_header(canvas, row, title, right, ROLE_BRIGHT);
  if (!layout_is_low(canvas))
    canvas_put_right(canvas, row + 1, layout_end(canvas), ROLE_DIM, hours);
}

static char *mark_words(const NightModel *model, const PlanStep *step) {
  const StepRecord *record = record_step(model->record, step->id);
  switch (record_mark(model->record, step->id)) {
  case MARK_OPEN: return NULL;
  case MARK_SKIPPED: return g_strdup(_("skipped"));
  case MARK_SLIPPED: return g_strdup(_("not that night"));
  case MARK_DONE: break;
  }
  /* What was ticked days afterwards says nothing about when it was done. */
  if (!record || record->marked_at < model->plan->start || record->marked_at >= model->plan->wake)
    return NULL;
  return daytime_clock(record->marked_at, model->zone);
}

static void draw_step(Canvas *canvas, const NightModel *model, int row, const PlanStep *step, gboolean selected) {
  const gboolean narrow = layout_is_narrow(canvas);
  const int marker = narrow ? 0 : layout_margin(canvas), title = marker + (narrow ? 12 : 13);
  const int end = narrow ? layout_end(canvas) : MIN(layout_end(canvas), layout_margin(canvas) + 74);
  const Mark mark = record_mark(model->record, step->id);
  g_autofree char *clock = daytime_clock(step->at, model->zone);
  g_autofree char *words = mark_words(model, step);
  if (selected)
    canvas_put(canvas, row, marker, ROLE_ACCENT, canvas_glyphs(canvas)->selected, 0);
  canvas_put(canvas, row, marker + 2, ROLE_DIM, canvas_mark_glyph(canvas, AGENDA_ANSWERED, mark), 0);
  canvas_put(canvas, row, marker + 5, ROLE_DIM, clock, 0);
  canvas_put(canvas, row, title, selected ? ROLE_SELECTED : ROLE_TEXT, step->title,
             MAX(end - title - (words ? text_width(words) + 2 : 0), 1));
  if (words)
    canvas_put_right(canvas, row, end, ROLE_DIM, words);
}

/* A window of the steps around the selected one; gives the row behind it. */
static int draw_steps(Canvas *canvas, const NightModel *model, int row, int end) {
  g_autoptr(GArray) steps = review_night_steps(model->plan);
  const int n = (int) steps->len, height = MAX(MIN(end - row, n), 0);
  const int first = CLAMP(model->selected - height / 2, 0, n - height);
  for (int i = first; i < first + height; i++, row++) {
    const PlanStep *step = g_ptr_array_index(model->plan->steps, g_array_index(steps, guint, i));
    const int marker = layout_is_narrow(canvas) ? 0 : layout_margin(canvas);
    hits_add(model->review->hits, (Hit){ row, marker, layout_end(canvas), HIT_ROW, (guint) i });
    hits_add(model->review->hits, (Hit){ row, marker + 1, marker + 4, HIT_BOX, (guint) i });
    draw_step(canvas, model, row, step, i == model->selected);
  }
  return row;
}

static void add_fact(GPtrArray *facts, char *fact) {
  if (fact)
    g_ptr_array_add(facts, fact);
}

static void add_length(GPtrArray *facts, const char *what, int minutes) {
  if (minutes == DIARY_BLANK)
    return;
  g_autofree char *length = words_length(minutes);
  add_fact(facts, g_strdup_printf("%s %s", what, length));
}

static char *clock_fact(const NightModel *model, const char *what, gint64 instant) {
  if (instant == 0)
    return NULL;
  g_autofree char *clock = daytime_clock(instant, model->zone);
  return g_strdup_printf("%s %s", what, clock);
}

static char *wakings_fact(int wakings) {
  if (wakings < 0)
    return NULL;
  if (wakings == 1)
    return g_strdup(_("woke once"));
  return g_strdup_printf(ngettext("woke %d time", "woke %d times", (gulong) wakings), wakings);
}

/* "rested 4", "lights out 23:12" …: everything that was answered. */
static GPtrArray *answered_facts(const NightModel *model) {
  const Morning *morning = &model->record->morning;
  GPtrArray *facts = g_ptr_array_new_with_free_func(g_free);
  add_fact(facts, clock_fact(model, _("lights out"), model->record->lights_out));
  if (morning->rested > 0)
    add_fact(facts, g_strdup_printf(_("rested %d of 5"), morning->rested));
  if (morning->asleep_after_minutes >= 0)
    add_fact(facts, g_strdup_printf(_("asleep after %d min"), morning->asleep_after_minutes));
  add_fact(facts, wakings_fact(morning->wakings));
  if (morning->awake_minutes >= 0)
    add_fact(facts, g_strdup_printf(_("awake in between %d min"), morning->awake_minutes));
  add_fact(facts, clock_fact(model, _("woke for good"), morning->woke));
  add_fact(facts, clock_fact(model, _("got up"), morning->up));
  if (morning->quality > 0)
    add_fact(facts, g_strdup_printf(_("sleep quality %d of 5"), morning->quality));
  return facts;
}

/* What follows from it, with the field's names. */
static void add_measures(GPtrArray *facts, const NightModel *model) {
  if (!model->known)
    return;
  const DiaryMeasures measures = diary_measures(model->known);
  add_length(facts, _("in bed"), measures.time_in_bed);
  add_length(facts, _("asleep"), measures.total_sleep);
  if (measures.efficiency_percent != DIARY_BLANK)
    add_fact(facts, g_strdup_printf(_("sleep efficiency %d %% (asleep of in bed)"), measures.efficiency_percent));
}

/* The facts joined and wrapped, and the note (owned). */
static GStrv fact_lines(const NightModel *model, int columns) {
  g_autoptr(GPtrArray) facts = answered_facts(model);
  add_measures(facts, model);
  g_ptr_array_add(facts, NULL);
  g_autofree char *joined = g_strjoinv(", ", (char **) facts->pdata);
  g_autofree char *sentence = text_sentence(joined);
  const char *note = model->record->morning.note;
  g_autofree char *all = note ? g_strdup_printf(_("%s “%s”"), sentence, note) : g_strdup(sentence);
  return text_wrap(*all ? all : _("Nothing is noted about the night itself."), columns);
}

void review_night_draw(const NightModel *model, Canvas *canvas) {
  const gboolean low = layout_is_low(canvas);
  const int columns = MIN(layout_end(canvas) - layout_margin(canvas), 74);
  const int top = low ? 2 : 4, end = canvas_rows(canvas) - (low ? 2 : 4);
  g_auto(GStrv) facts = fact_lines(model, columns);
  const int lines = MIN((int) g_strv_length(facts), (end - top) / 2);
  draw_header(canvas, model);
  const int row = draw_steps(canvas, model, top, end - lines - 1) + 1;
  layout_lines(canvas, &(LayoutPlace){ row, row + lines, layout_margin(canvas), columns }, ROLE_DIM, facts);
}
