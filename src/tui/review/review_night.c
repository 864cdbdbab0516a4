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
  if (record && record->by == BY_ASSUMED)
    return g_strdup(_("assumed"));
  /* What was ticked days afterwards says nothing about when it was done. */
  if (!record || record->marked_at < model->plan->start || record->marked_at >= model->plan->wake)
    return NULL;
  return daytime_clock(record->marked_at, model->zone);
}

static void draw_step(Canvas *canvas, const NightModel *model, const LayoutPlace *place, const PlanStep *step,
                      gboolean selected) {
  const int marker = layout_is_narrow(canvas) ? 0 : place->column,
            title = marker + (layout_is_narrow(canvas) ? 12 : 13);
  const int end = place->column + place->columns;
  const Mark mark = record_mark(model->record, step->id);
  const StepRecord *record = record_step(model->record, step->id);
  const Role role = record && record->by == BY_ASSUMED ? ROLE_FAINT : ROLE_DIM;
  g_autofree char *clock = daytime_clock(step->at, model->zone);
  g_autofree char *words = mark_words(model, step);
  if (selected)
    canvas_put(canvas, place->row, marker, ROLE_ACCENT, canvas_glyphs(canvas)->selected, 0);
  canvas_put(canvas, place->row, marker + 2, role, canvas_mark_glyph(canvas, AGENDA_ANSWERED, mark), 0);
  canvas_put(canvas, place->row, marker + 5, ROLE_DIM, clock, 0);
  canvas_put(canvas, place->row, title, selected ? ROLE_SELECTED : ROLE_TEXT, step->title,
             MAX(end - title - (words ? text_width(words) + 2 : 0), 1));
  if (words)
    canvas_put_right(canvas, place->row, end, role, words);
}

/* A window of the steps around the selected one; none is selected where the night is shown beside the weeks (-1).
 * Returns the row behind it. */
static int draw_steps(Canvas *canvas, const NightModel *model, const LayoutPlace *place) {
  g_autoptr(GArray) steps = review_night_steps(model->plan);
  const int n = (int) steps->len, height = CLAMP(n, 0, MAX(place->end_row - place->row, 0));
  const int first = CLAMP(model->selected - height / 2, 0, n - height);
  LayoutPlace line = *place;
  for (int i = first; i < first + height; i++, line.row++) {
    const PlanStep *step = g_ptr_array_index(model->plan->steps, g_array_index(steps, guint, i));
    const int marker = layout_is_narrow(canvas) ? 0 : place->column, end = place->column + place->columns;
    if (model->selected >= 0) {
      hits_add(model->review->hits, (Hit){ line.row, marker, end, HIT_ROW, (guint) i });
      hits_add(model->review->hits, (Hit){ line.row, marker + 1, marker + 4, HIT_BOX, (guint) i });
    }
    draw_step(canvas, model, &line, step, i == model->selected);
  }
  return line.row;
}

/* ---- What is known of the night itself. ---- */

typedef struct {
  const char *label; /* borrowed; in words that need no knowledge of the field */
  const char *term;  /* borrowed: the diary's own term; NULL: the label says it */
  char *value;       /* owned */
} Fact;

static void fact_clear(gpointer fact) {
  g_free(((Fact *) fact)->value);
}

/* Takes `value` (owned); NULL was not answered, and is left out. */
static void add_fact(GArray *facts, const char *label, char *value) {
  const Fact fact = { .label = label, .value = value };
  if (value)
    g_array_append_val(facts, fact);
}

static void add_minutes(GArray *facts, const char *label, int minutes) {
  if (minutes >= 0)
    add_fact(facts, label, words_length(minutes));
}

static void add_instant(GArray *facts, const char *label, const NightModel *model, gint64 instant) {
  if (instant != 0)
    add_fact(facts, label, daytime_clock(instant, model->zone));
}

static void add_rating(GArray *facts, const char *label, int rating) {
  if (rating > 0)
    add_fact(facts, label, g_strdup_printf(_("%d of 5"), rating));
}

static void add_wakings(GArray *facts, int wakings) {
  if (wakings == 0)
    add_fact(facts, _("Woke in the night"), g_strdup(_("not at all")));
  else if (wakings == 1)
    add_fact(facts, _("Woke in the night"), g_strdup(_("once")));
  else if (wakings > 1)
    add_fact(facts, _("Woke in the night"),
             g_strdup_printf(ngettext("%d time", "%d times", (gulong) wakings), wakings));
}

/* What follows from the answers, with the diary's terms. */
static void add_measures(GArray *facts, const NightModel *model) {
  if (!model->known)
    return;
  const DiaryMeasures measures = diary_measures(model->known);
  add_minutes(facts, _("In bed"), measures.time_in_bed);
  add_minutes(facts, _("Asleep"), measures.total_sleep);
  if (measures.efficiency_percent == DIARY_BLANK)
    return;
  const Fact efficiency = { _("Asleep of the time in bed"), _("sleep efficiency"),
                            g_strdup_printf(_("%d %%"), measures.efficiency_percent) };
  g_array_append_val(facts, efficiency);
}

/* Everything that was answered, and what follows from it (owned array of Fact). */
static GArray *facts_of(const NightModel *model) {
  const Morning *morning = &model->record->morning;
  GArray *facts = g_array_new(FALSE, FALSE, sizeof(Fact));
  g_array_set_clear_func(facts, fact_clear);
  add_rating(facts, _("Rested"), morning->rested);
  add_instant(facts, _("Lights out"), model, model->record->lights_out);
  add_minutes(facts, _("Fell asleep after"), morning->asleep_after_minutes);
  add_wakings(facts, morning->wakings);
  add_minutes(facts, _("Time awake"), morning->awake_minutes);
  add_instant(facts, _("Final wake-up"), model, morning->woke);
  add_instant(facts, _("Got up"), model, morning->up);
  add_rating(facts, _("Sleep quality"), morning->quality);
  add_measures(facts, model);
  return facts;
}

enum { LABEL_COLUMNS = 27, FACT_COLUMNS = 38, FACTS_GAP = 3, STEPS_COLUMNS = 74, SIDE_COLUMNS = 46, LEAST_STEPS = 5 };

static void draw_fact(Canvas *canvas, const LayoutPlace *place, const Fact *fact) {
  const int value = place->column + MIN(LABEL_COLUMNS, MAX(place->columns - 12, 1));
  canvas_put(canvas, place->row, place->column, ROLE_DIM, fact->label, value - place->column - 1);
  const int behind = canvas_put(canvas, place->row, value, ROLE_TEXT, fact->value, 0);
  if (fact->term && behind + 2 + text_width(fact->term) <= place->column + place->columns)
    canvas_put(canvas, place->row, behind + 2, ROLE_FAINT, fact->term, 0);
}

static int fact_columns(const LayoutPlace *place) {
  return place->columns >= 2 * FACT_COLUMNS - FACTS_GAP ? 2 : 1;
}

static int facts_height(const NightModel *model, const GArray *facts, const LayoutPlace *place) {
  g_auto(GStrv) note = text_wrap(model->record->morning.note ? model->record->morning.note : "", place->columns);
  const int n = fact_columns(place);
  return ((int) facts->len + n - 1) / n + (model->record->morning.note ? (int) g_strv_length(note) : 0) +
         (facts->len == 0 && !model->record->morning.note);
}

/* The facts as a table of one or two columns, and the note below it. */
static void draw_facts(Canvas *canvas, const NightModel *model, const GArray *facts, const LayoutPlace *place) {
  const int n = fact_columns(place), height = ((int) facts->len + n - 1) / n;
  const char *note = model->record->morning.note;
  for (int i = 0; i < (int) facts->len; i++) {
    const LayoutPlace at = { place->row + i % height, 0, place->column + i / height * (FACT_COLUMNS + FACTS_GAP / 2),
                             n == 1 ? place->columns : FACT_COLUMNS };
    if (at.row < place->end_row)
      draw_fact(canvas, &at, &g_array_index(facts, Fact, (guint) i));
  }
  if (facts->len > 0 && !note)
    return;
  g_autofree char *quoted = note ? g_strdup_printf(_("“%s”"), note) : NULL;
  g_auto(GStrv) lines = text_wrap(quoted ? quoted : _("Nothing is noted about the night itself."), place->columns);
  layout_lines(canvas, &(LayoutPlace){ place->row + height, place->end_row, place->column, place->columns }, ROLE_DIM,
               lines);
}

/* ---- The page, and the same beside the weeks. ---- */

void review_night_draw(const NightModel *model, Canvas *canvas) {
  const gboolean low = layout_is_low(canvas);
  const int margin = layout_margin(canvas), columns = layout_end(canvas) - margin;
  const int top = low ? 2 : 4, end = canvas_rows(canvas) - (low ? 2 : 3);
  g_autoptr(GArray) facts = facts_of(model);
  draw_header(canvas, model);
  if (layout_is_roomy(canvas)) {
    const int steps = MIN(STEPS_COLUMNS, columns - SIDE_COLUMNS - 2 * FACTS_GAP);
    (void) draw_steps(canvas, model, &(LayoutPlace){ top, end, margin, steps });
    draw_facts(canvas, model, facts, &(LayoutPlace){ top, end, margin + steps + 2 * FACTS_GAP, SIDE_COLUMNS });
    return;
  }
  const LayoutPlace below = { .column = margin, .columns = MIN(columns, STEPS_COLUMNS + 3) };
  const int lines = MIN(facts_height(model, facts, &below), MAX(end - top - 1 - LEAST_STEPS, (end - top) / 2));
  const int row = draw_steps(canvas, model,
                             &(LayoutPlace){ top, end - lines - 1, margin, MIN(columns, STEPS_COLUMNS) });
  draw_facts(canvas, model, facts, &(LayoutPlace){ row + 1, row + 1 + lines, below.column, below.columns });
}

void review_night_draw_beside(const NightModel *model, Canvas *canvas, const LayoutPlace *place) {
  g_autoptr(GArray) facts = facts_of(model);
  g_autofree char *title = words_weekday_date(model->plan->night);
  g_autofree char *right = verdict(model);
  canvas_put(canvas, place->row, place->column, ROLE_TEXT, title, place->columns);
  if (right)
    canvas_put_right(canvas, place->row, place->column + place->columns, ROLE_BRIGHT, right);
  const int facts_end = place->row + 2 + facts_height(model, facts, place);
  draw_facts(canvas, model, facts,
             &(LayoutPlace){ place->row + 2, MIN(facts_end, place->end_row), place->column, place->columns });
  (void) draw_steps(canvas, model,
                    &(LayoutPlace){ facts_end + 1, place->end_row, place->column - 2, place->columns + 2 });
}
