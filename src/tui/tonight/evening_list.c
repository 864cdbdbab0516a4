/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tonight/evening_list.h"

#include "base/daytime.h"
#include "base/text.h"
#include "words/words.h"

#include <glib/gi18n.h>

/* A moment counts as "now" for this long after its time. */
enum { NOW_SECONDS = 5 * 60, AGO_SECONDS = 3600 };

static const PlanStep *plan_step_at(const Evening *evening, guint index) {
  return g_ptr_array_index(evening->plan->steps, index);
}

/* In the evening, what belonged to the day is out of the way. */
static gboolean is_of_the_day(const Evening *evening, guint index) {
  return evening->agenda->phase != PHASE_DAY && plan_step_at(evening, index)->at < evening->agenda->evening;
}

static gboolean is_shown(const Evening *evening, guint index) {
  return agenda_row(evening->agenda, index)->state != AGENDA_HIDDEN;
}

static gboolean is_left_out(const Evening *evening, guint index) {
  return agenda_row(evening->agenda, index)->state == AGENDA_LEFT_OUT;
}

static gboolean is_running(const Evening *evening, guint index) {
  return agenda_row(evening->agenda, index)->state == AGENDA_RUNNING;
}

static void add_row(EveningList *list, RowKind kind, guint step) {
  const EveningRow row = { .kind = kind, .step = step };
  g_array_append_val(list->rows, row);
}

typedef gboolean (*Belongs)(const Evening *evening, guint index);

/* Adds the steps that belong: one row each when unfolded or fewer than `fold_from`, else one row for all. */
static void add_group(EveningList *list, const Evening *evening, Belongs belongs, EveningRow fold, guint fold_from) {
  const guint n = evening->agenda->rows->len;
  for (guint i = 0; i < n; i++) {
    if (!belongs(evening, i))
      continue;
    fold.step = fold.members++ == 0 ? i : fold.step;
    fold.marks[is_left_out(evening, i) ? MARK_SKIPPED : agenda_row(evening->agenda, i)->mark]++;
  }
  if (fold.members > 0 && fold.members >= fold_from) {
    g_array_append_val(list->rows, fold);
    return;
  }
  for (guint i = 0; i < n; i++) {
    if (belongs(evening, i))
      add_row(list, ROW_STEP, i);
  }
}

static gboolean belongs_to_day(const Evening *evening, guint index) {
  return is_shown(evening, index) && !is_running(evening, index) && is_of_the_day(evening, index);
}

static gboolean belongs_to_evening(const Evening *evening, guint index) {
  return is_shown(evening, index) && !is_running(evening, index) && !is_of_the_day(evening, index);
}

/* The rule stands before the first step of the evening that is still open. */
static guint first_open(const Evening *evening) {
  const guint n = evening->agenda->rows->len;
  for (guint i = 0; i < n; i++) {
    const gboolean is_over = agenda_row(evening->agenda, i)->state == AGENDA_ANSWERED ||
                             (is_left_out(evening, i) && plan_step_at(evening, i)->at <= evening->now);
    if (belongs_to_evening(evening, i) && !is_over)
      return i;
  }
  return n;
}

static gboolean belongs_above(const Evening *evening, guint index) {
  return belongs_to_evening(evening, index) && index < first_open(evening);
}

static void add_below(EveningList *list, const Evening *evening) {
  for (guint i = first_open(evening); i < evening->agenda->rows->len; i++) {
    if (belongs_to_evening(evening, i))
      add_row(list, ROW_STEP, i);
  }
}

static int find_current(const EveningList *list, const Evening *evening) {
  int coming = -1, open = -1;
  for (guint i = list->rule + 1; i < list->rows->len; i++) {
    const AgendaState state = agenda_row(evening->agenda, evening_list_row(list, i)->step)->state;
    if (state == AGENDA_DUE)
      return (int) i;
    if (state == AGENDA_COMING && coming < 0)
      coming = (int) i;
    if (state == AGENDA_OPEN && open < 0)
      open = (int) i;
  }
  if (coming >= 0)
    return coming;
  return open >= 0 ? open : evening_list_neighbour(list, (int) list->rows->len, -1);
}

EveningList *evening_list_new(const Evening *evening, guint unfolded) {
  const guint never = G_MAXUINT;
  EveningList *list = g_new0(EveningList, 1);
  list->rows = g_array_new(FALSE, TRUE, sizeof(EveningRow));
  add_group(list, evening, belongs_to_day, (EveningRow){ .kind = ROW_DAY }, unfolded & UNFOLD_DAY ? never : 1);
  add_group(list, evening, is_running, (EveningRow){ .kind = ROW_RUNNING }, unfolded & UNFOLD_RUNNING ? never : 2);
  add_group(list, evening, belongs_above, (EveningRow){ .kind = ROW_ANSWERED },
            unfolded & UNFOLD_ANSWERED ? never : EVENING_LIST_FOLD_FROM);
  if (evening->agenda->any_predates_start && list->rows->len == 0)
    add_row(list, ROW_FIRST, 0);
  list->rule = list->rows->len;
  add_row(list, ROW_RULE, 0);
  add_below(list, evening);
  list->current = find_current(list, evening);
  return list;
}

void evening_list_free(EveningList *list) {
  if (!list)
    return;
  g_array_unref(list->rows);
  g_free(list);
}

const EveningRow *evening_list_row(const EveningList *list, guint index) {
  return &g_array_index(list->rows, EveningRow, index);
}

int evening_list_find(const EveningList *list, const Evening *evening, const char *id) {
  for (guint i = 0; id && i < list->rows->len; i++) {
    const PlanStep *step = evening_list_step(evening, evening_list_row(list, i));
    if (step && g_str_equal(step->id, id))
      return (int) i;
  }
  return -1;
}

int evening_list_neighbour(const EveningList *list, int from, int direction) {
  for (int i = from + direction; i >= 0 && i < (int) list->rows->len; i += direction) {
    const RowKind kind = evening_list_row(list, (guint) i)->kind;
    if (kind != ROW_RULE && kind != ROW_FIRST)
      return i;
  }
  return -1;
}

guint evening_list_fold(const EveningRow *row) {
  static const guint folds[] = {
    [ROW_STEP] = 0,  [ROW_DAY] = UNFOLD_DAY, [ROW_RUNNING] = UNFOLD_RUNNING, [ROW_ANSWERED] = UNFOLD_ANSWERED,
    [ROW_FIRST] = 0, [ROW_RULE] = 0,
  };
  G_STATIC_ASSERT(G_N_ELEMENTS(folds) == ROW_RULE + 1);
  return folds[row->kind];
}

const PlanStep *evening_list_step(const Evening *evening, const EveningRow *row) {
  return row->kind == ROW_STEP ? plan_step_at(evening, row->step) : NULL;
}

static GPtrArray *running_names(const Evening *evening) {
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < evening->agenda->rows->len; i++) {
    if (is_running(evening, i))
      g_ptr_array_add(names, plan_step_at(evening, i)->short_title);
  }
  return names;
}

/* The first `shown` of the names, and how many more there are (owned). */
static char *names_text(const GPtrArray *names, guint shown) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < shown; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index(names, i));
  const guint more = names->len - shown;
  if (more > 0)
    g_string_append_printf(text, ngettext(", %u more", ", %u more", more), more);
  g_autofree char *joined = g_string_free(text, FALSE);
  return text_capitalise(joined);
}

char *evening_list_running_title(const Evening *evening, int columns) {
  g_autoptr(GPtrArray) names = running_names(evening);
  char *title = names_text(names, names->len);
  for (guint shown = names->len; text_width(title) > columns && shown > 1; shown--) {
    g_free(title);
    title = names_text(names, shown - 1);
  }
  return title;
}

gint64 evening_list_snoozed_until(const Evening *evening, guint index) {
  const AgendaState state = agenda_row(evening->agenda, index)->state;
  const gboolean waits = state == AGENDA_DUE || state == AGENDA_OPEN || state == AGENDA_COMING;
  const StepRecord *record = waits ? record_step(evening->record, plan_step_at(evening, index)->id) : NULL;
  return record && record->snoozed_until > evening->now ? record->snoozed_until : 0;
}

gboolean evening_list_is_now(const Evening *evening, guint index) {
  const PlanStep *step = plan_step_at(evening, index);
  const AgendaState state = agenda_row(evening->agenda, index)->state;
  const gint64 end = MAX(step->until, step->at + NOW_SECONDS);
  return state == AGENDA_DUE && step->at <= evening->now && evening->now < end &&
         evening_list_snoozed_until(evening, index) == 0;
}

static char *length_words(const PlanStep *step) {
  return words_length((int) ((step->until - step->at) / 60));
}

static char *until_words(const Evening *evening, const PlanStep *step) {
  if (step->until >= evening->plan->bed)
    return g_strdup(_("until bed"));
  g_autofree char *end = daytime_clock(step->until, evening->zone);
  return g_strdup_printf(_("until %s"), end);
}

static char *kind_words(const Evening *evening, const PlanStep *step) {
  switch (step->kind) {
  case STEP_AVOID: return until_words(evening, step);
  case STEP_GUIDED: return length_words(step);
  case STEP_DO: return NULL;
  }
  g_assert_not_reached();
}

static char *answered_words(const Evening *evening, const PlanStep *step, Mark mark) {
  const StepRecord *record = record_step(evening->record, step->id);
  switch (mark) {
  case MARK_SKIPPED: return g_strdup(_("skipped"));
  case MARK_SLIPPED: return g_strdup(_("not kept"));
  case MARK_DONE: return record && record->marked_at > 0 ? daytime_clock(record->marked_at, evening->zone) : NULL;
  case MARK_OPEN: return NULL;
  }
  g_assert_not_reached();
}

static char *now_words(const PlanStep *step) {
  if (step->kind != STEP_GUIDED)
    return g_strdup(_("now"));
  g_autofree char *length = length_words(step);
  return g_strdup_printf(_("now, %s"), length);
}

/* How long ago, within the hour; the clock time left of the title says it afterwards. */
static char *past_words(const Evening *evening, guint index) {
  const PlanStep *step = plan_step_at(evening, index);
  if (evening_list_is_now(evening, index))
    return now_words(step);
  const gint64 ago = evening->now - step->at;
  return ago < AGO_SECONDS ? words_ago(ago) : NULL;
}

static char *snoozed_words(const Evening *evening, gint64 until) {
  g_autofree char *again = daytime_clock(until, evening->zone);
  return g_strdup_printf(_("snoozed until %s"), again);
}

char *evening_list_words(const Evening *evening, guint index) {
  const AgendaRow *row = agenda_row(evening->agenda, index);
  const PlanStep *step = plan_step_at(evening, index);
  const gint64 snoozed_until = evening_list_snoozed_until(evening, index);
  if (snoozed_until > 0)
    return snoozed_words(evening, snoozed_until);
  switch (row->state) {
  case AGENDA_LEFT_OUT: return g_strdup(_("not tonight, by lot"));
  case AGENDA_ANSWERED: return answered_words(evening, step, row->mark);
  case AGENDA_DUE:
  case AGENDA_OPEN: return past_words(evening, index);
  case AGENDA_COMING:
    return (int) index == evening->agenda->next ? words_in(step->at - evening->now) : kind_words(evening, step);
  case AGENDA_RUNNING:
  case AGENDA_HIDDEN: return kind_words(evening, step);
  }
  g_assert_not_reached();
}
