/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The comparison: every step with mornings on both sides, the finding on the
 * selected one, and a page on how it is made. It shows results and changes nothing. */
#include "tui/compare/compare.h"

#include "base/text.h"
#include "statistics/statistics.h"
#include "tui/canvas/keyline.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/plot.h"
#include "tui/view.h"
#include "words/words.h"

#include <glib/gi18n.h>

/* What a screen wider than READING_COLUMNS has more goes to the titles, as far as they need it. */
enum { READING_COLUMNS = 74, TITLE_COLUMNS = 28 };

static const CompareEntry *entry_at(const CompareModel *model, int index) {
  return &g_array_index(model->list->entries, CompareEntry, index);
}

static const char *title_of(const CompareModel *model, const CompareEntry *entry) {
  return g_ptr_array_index(model->list->history->titles, entry->step);
}

static void draw_header(Canvas *canvas, const CompareModel *model) {
  const int row = layout_is_low(canvas) ? 0 : 1, rated = history_count_rated(model->list->history),
            m = model->list->looked_at;
  g_autofree char *answered = rated > 0 ? g_strdup_printf(ngettext("%d morning", "%d mornings", (gulong) rated), rated)
                                        : NULL;
  g_autofree char *looked = g_strdup_printf(
      ngettext("%d step has figures.", "%d steps are looked at together, so each range is wider.", (gulong) m), m);
  layout_header(canvas, row, _("What went with better mornings"), layout_is_narrow(canvas) ? NULL : answered, ROLE_DIM);
  if (!layout_is_low(canvas) && m > 0)
    canvas_put(canvas, row + 1, layout_margin(canvas), ROLE_DIM, looked, layout_end(canvas) - layout_margin(canvas));
}

/* Right ends of the columns; 0: not shown. */
typedef struct {
  int marker, title, with, without, mean_with, mean_without, finding;
} CompareColumns;

static int longest_title(const CompareModel *model) {
  int longest = 0;
  for (int i = 0; i < (int) model->list->entries->len; i++)
    longest = MAX(longest, text_width(title_of(model, entry_at(model, i))));
  return longest;
}

static CompareColumns compare_columns(const Canvas *canvas, const CompareModel *model) {
  const int margin = layout_margin(canvas);
  if (layout_is_narrow(canvas))
    return (CompareColumns){ .marker = 0, .title = 2, .finding = layout_end(canvas) };
  const int spare = MAX(layout_end(canvas) - margin - READING_COLUMNS, 0);
  const int wanted = MAX(longest_title(model) - TITLE_COLUMNS, 0);
  const int left = margin + MIN(wanted, spare);
  const gboolean tight = wanted > spare; /* then the figures move together a little */
  return (CompareColumns){
    .marker = margin,
    .title = margin + 2,
    .with = left + (tight ? 38 : 35),
    .without = left + (tight ? 46 : 44),
    .mean_with = left + 52,
    .mean_without = left + (tight ? 60 : 61),
    .finding = MIN(layout_end(canvas), left + READING_COLUMNS),
  };
}

/* Two lines: what is counted, and on which side. Gives the row behind them. */
static int draw_head(Canvas *canvas, int row, const CompareColumns *columns) {
  if (columns->with == 0)
    return row;
  canvas_put_right(canvas, row, columns->without, ROLE_FAINT, _("mornings"));
  canvas_put_right(canvas, row, columns->mean_without, ROLE_FAINT, _("rested"));
  canvas_put_right(canvas, row + 1, columns->with, ROLE_FAINT, _("with"));
  canvas_put_right(canvas, row + 1, columns->without, ROLE_FAINT, _("without"));
  canvas_put_right(canvas, row + 1, columns->mean_with, ROLE_FAINT, _("with"));
  canvas_put_right(canvas, row + 1, columns->mean_without, ROLE_FAINT, _("without"));
  return row + 2;
}

static void put_count(Canvas *canvas, int row, int end, int count) {
  g_autofree char *text = g_strdup_printf("%d", count);
  canvas_put_right(canvas, row, end, ROLE_TEXT, text);
}

static void put_mean(Canvas *canvas, int row, int end, double mean) {
  g_autofree char *text = words_decimal(mean);
  canvas_put_right(canvas, row, end, ROLE_TEXT, text);
}

static void draw_entry(Canvas *canvas, const CompareModel *model, int row, int index) {
  const CompareColumns columns = compare_columns(canvas, model);
  const CompareEntry *entry = entry_at(model, index);
  const Comparison *comparison = &entry->comparison;
  const gboolean selected = index == model->selected;
  const gboolean hidden = comparison_is_hidden(entry);
  const gboolean shows_means = !hidden && comparison->verdict != COMPARE_TOO_FEW;
  const char *verdict = comparison_short(entry);
  const int title_end = columns.with > 0 ? columns.with - 5 : columns.finding - text_width(verdict) - 2;
  hits_add(model->hits, (Hit){ row, 0, columns.finding, HIT_ROW, (guint) index });
  if (selected)
    canvas_put(canvas, row, columns.marker, ROLE_ACCENT, canvas_glyphs(canvas)->selected, 0);
  canvas_put(canvas, row, columns.title, selected ? ROLE_SELECTED : ROLE_TEXT, title_of(model, entry),
             title_end - columns.title);
  canvas_put_right(canvas, row, columns.finding, shows_means ? ROLE_TEXT : ROLE_FAINT, verdict);
  if (columns.with == 0)
    return;
  put_count(canvas, row, columns.with, comparison->n_with);
  put_count(canvas, row, columns.without, comparison->n_without);
  if (!shows_means)
    return;
  put_mean(canvas, row, columns.mean_with, comparison->mean_with);
  put_mean(canvas, row, columns.mean_without, comparison->mean_without);
}

/* Paragraphs as lines of that width (owned). */
static GPtrArray *lines_of(const char *text, int columns) {
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) sentences = g_strsplit(text, "\n", -1);
  for (gsize i = 0; sentences[i]; i++) {
    g_auto(GStrv) wrapped = text_wrap(sentences[i], columns);
    for (gsize line = 0; wrapped[line]; line++)
      g_ptr_array_add(lines, g_strdup(wrapped[line]));
  }
  return lines;
}

/* The finding on the selected step as lines (owned). */
static GPtrArray *finding_lines(const CompareModel *model, int columns, int looked_at) {
  g_autofree char *text = comparison_text(entry_at(model, model->selected), model->list->history, looked_at);
  return lines_of(text, columns);
}

static int compare_draw_explained(const CompareModel *model, int scroll, Canvas *canvas) {
  const gboolean low = layout_is_low(canvas);
  const int columns = MIN(layout_end(canvas) - layout_margin(canvas), READING_COLUMNS);
  g_autofree char *text = comparison_explained(model->list->looked_at);
  g_autoptr(GPtrArray) lines = lines_of(text, columns);
  const int top = low ? 2 : 3, end = canvas_rows(canvas) - 2, hidden = MAX((int) lines->len - (end - top), 0);
  layout_header(canvas, low ? 0 : 1, _("How mornings are compared"), NULL, ROLE_DIM);
  for (int i = 0, first = MIN(scroll, hidden); top + i < end && first + i < (int) lines->len; i++)
    canvas_put(canvas, top + i, layout_margin(canvas), ROLE_TEXT, g_ptr_array_index(lines, first + i), columns);
  return hidden;
}

static void draw_empty(Canvas *canvas) {
  const int columns = MIN(layout_end(canvas) - layout_margin(canvas), 60);
  g_auto(GStrv)
      lines = text_wrap(_("Here each step's mornings will stand side by side: those after nights with it, and "
                          "those after nights on which you said it was skipped or left out."),
                        columns);
  for (int i = 0; lines[i]; i++)
    canvas_put_centred(canvas, canvas_rows(canvas) / 3 + i, 0, canvas_columns(canvas), ROLE_TEXT, lines[i]);
}

static void draw_table(Canvas *canvas, const CompareModel *model, int row, int end) {
  const CompareColumns columns = compare_columns(canvas, model);
  const int n = (int) model->list->entries->len;
  row = draw_head(canvas, row, &columns);
  const int height = CLAMP(end - row, 0, n), first = CLAMP(model->selected - height / 2, 0, n - height);
  for (int i = 0; i < height; i++)
    draw_entry(canvas, model, row + i, first + i);
}

/* ---- Where there is room: two rows of dots a step. ---- */

enum { SIDE_LABEL = 9, COUNT_COLUMNS = 5, MEAN_COLUMNS = 6, DOTS_MOST = 70, FINDING_COLUMNS = 13, PICTURE_ROWS = 3 };

typedef struct {
  int title, side, count, mean, dots, n_dots, finding; /* columns; of figures the end */
} LargeColumns;

static LargeColumns large_columns(const Canvas *canvas, const CompareModel *model) {
  const int margin = layout_margin(canvas);
  LargeColumns columns = { .title = margin + 2 };
  columns.side = columns.title + CLAMP(longest_title(model) + 2, 20, 34);
  columns.count = columns.side + SIDE_LABEL + COUNT_COLUMNS;
  columns.mean = columns.count + MEAN_COLUMNS;
  columns.dots = columns.mean + 4;
  columns.n_dots = MIN(layout_end(canvas) - columns.dots - FINDING_COLUMNS, DOTS_MOST) / COMPARE_RATINGS *
                   COMPARE_RATINGS;
  columns.finding = columns.dots + columns.n_dots + FINDING_COLUMNS;
  return columns;
}

/* One side of a step: its word, its mornings, their mean and the dots. */
static void draw_side(Canvas *canvas, const LargeColumns *columns, int row, const Comparison *comparison,
                      gboolean with) {
  const int n = with ? comparison->n_with : comparison->n_without;
  const gboolean has_mean = comparison->verdict != COMPARE_TOO_FEW;
  const double mean = with ? comparison->mean_with : comparison->mean_without;
  canvas_put(canvas, row, columns->side, ROLE_FAINT, with ? _("with") : _("without"), 0);
  put_count(canvas, row, columns->count, n);
  if (has_mean)
    put_mean(canvas, row, columns->mean, mean);
  plot_ratings(canvas, &(PlotPlace){ row, columns->dots, columns->n_dots, 1 },
               with ? comparison->rated_with : comparison->rated_without, COMPARE_RATINGS, has_mean ? mean : 0);
}

static void draw_large_entry(Canvas *canvas, const CompareModel *model, const LargeColumns *columns, int row,
                             int index) {
  const CompareEntry *entry = entry_at(model, index);
  const gboolean selected = index == model->selected, hidden = comparison_is_hidden(entry);
  hits_add(model->hits, (Hit){ row, 0, columns->finding, HIT_ROW, (guint) index });
  hits_add(model->hits, (Hit){ row + 1, 0, columns->finding, HIT_ROW, (guint) index });
  if (selected)
    canvas_put(canvas, row, columns->title - 2, ROLE_ACCENT, canvas_glyphs(canvas)->selected, 0);
  canvas_put(canvas, row, columns->title, selected ? ROLE_SELECTED : ROLE_TEXT, title_of(model, entry),
             columns->side - columns->title - 1);
  canvas_put_right(canvas, row, columns->finding,
                   hidden || entry->comparison.verdict == COMPARE_TOO_FEW ? ROLE_FAINT : ROLE_TEXT,
                   comparison_short(entry));
  if (hidden)
    return;
  draw_side(canvas, columns, row, &entry->comparison, TRUE);
  draw_side(canvas, columns, row + 1, &entry->comparison, FALSE);
}

/* "how often each rating   ◆ their mean" */
static void draw_dots_legend(Canvas *canvas, int row, int column) {
  column = canvas_put(canvas, row, column, ROLE_FAINT, canvas_glyphs(canvas)->dot, 0) + 1;
  column = canvas_put(canvas, row, column, ROLE_FAINT, _("how often each rating"), 0) + 3;
  column = canvas_put(canvas, row, column, ROLE_ACCENT, canvas_is_plain(canvas) ? "^" : "◆", 0) + 1;
  canvas_put(canvas, row, column, ROLE_FAINT, _("the mean"), 0);
}

/* The dots of one step below its finding. */
static void draw_selected(Canvas *canvas, int row, const Comparison *comparison) {
  const int margin = layout_margin(canvas), dots = margin + SIDE_LABEL + COUNT_COLUMNS + MEAN_COLUMNS + 2;
  const LargeColumns columns = { .side = margin,
                                 .count = margin + SIDE_LABEL + COUNT_COLUMNS,
                                 .mean = dots - 2,
                                 .dots = dots,
                                 .n_dots = (layout_end(canvas) - dots) / COMPARE_RATINGS * COMPARE_RATINGS };
  plot_ratings_scale(canvas, &(PlotPlace){ row, columns.dots, columns.n_dots, 1 }, COMPARE_RATINGS);
  draw_side(canvas, &columns, row + 1, comparison, TRUE);
  draw_side(canvas, &columns, row + 2, comparison, FALSE);
}

static void draw_large(const CompareModel *model, Canvas *canvas) {
  const LargeColumns columns = large_columns(canvas, model);
  const int n = (int) model->list->entries->len, top = 4, end = canvas_rows(canvas) - 2, rows = 2;
  g_autoptr(GPtrArray) lines = finding_lines(model, MIN(layout_end(canvas) - layout_margin(canvas), 100), 1);
  const int said = MIN((int) lines->len, 6);
  const int height = CLAMP((end - said - 2 - top - 1) / rows, 1, n);
  const int first = CLAMP(model->selected - height / 2, 0, n - height);
  canvas_put_right(canvas, top, columns.count, ROLE_FAINT, _("mornings"));
  canvas_put_right(canvas, top, columns.mean + 1, ROLE_FAINT, _("rested"));
  plot_ratings_scale(canvas, &(PlotPlace){ top, columns.dots, columns.n_dots, 1 }, COMPARE_RATINGS);
  for (int i = 0; i < height; i++)
    draw_large_entry(canvas, model, &columns, top + 1 + i * rows, first + i);
  const int below = top + 1 + height * rows;
  draw_dots_legend(canvas, below, columns.dots + 2);
  g_ptr_array_add(lines, NULL);
  layout_lines(canvas, &(LayoutPlace){ below + 2, end, layout_margin(canvas), 100 }, ROLE_DIM,
               (char *const *) lines->pdata);
}

void compare_draw(const CompareModel *model, Canvas *canvas) {
  const gboolean low = layout_is_low(canvas);
  const int columns = MIN(layout_end(canvas) - layout_margin(canvas), READING_COLUMNS);
  const int top = low ? 2 : 4, end = canvas_rows(canvas) - 2;
  draw_header(canvas, model);
  if (model->list->entries->len == 0) {
    draw_empty(canvas);
    return;
  }
  if (layout_is_roomy(canvas) && canvas_rows(canvas) >= LAYOUT_VALLEY_ROWS) {
    draw_large(model, canvas);
    return;
  }
  /* How many are looked at stands in the header, where there is one line more. */
  g_autoptr(GPtrArray) lines = finding_lines(model, columns, low ? model->list->looked_at : 1);
  const int wanted = top + (int) model->list->entries->len + (layout_is_narrow(canvas) ? 0 : 2) + 1;
  const int least = top + MIN((int) model->list->entries->len, 2) + (layout_is_narrow(canvas) ? 0 : 2) + 1;
  const int finding = CLAMP(end - (int) lines->len, least, wanted);
  draw_table(canvas, model, top, finding - 1);
  const int behind = finding + (int) lines->len + 1;
  g_ptr_array_add(lines, NULL);
  layout_lines(canvas, &(LayoutPlace){ finding, end, layout_margin(canvas), columns }, ROLE_DIM,
               (char *const *) lines->pdata);
  const CompareEntry *entry = entry_at(model, model->selected);
  if (behind + PICTURE_ROWS <= end && !layout_is_narrow(canvas) && !comparison_is_hidden(entry))
    draw_selected(canvas, behind, &entry->comparison);
}

typedef struct {
  View view;
  History *history;
  guint64 revision; /* of what was kept when it was read */
  CompareList *list;
  int selected;
  gboolean explains;  /* how the comparison is made, instead of the table */
  int scroll, hidden; /* of that page */
  Hits *hits;
} CompareView;

static CompareView *compare_view(View *view) {
  return (CompareView *) view;
}

static void forget(CompareView *self) {
  g_clear_pointer(&self->list, comparison_list_free);
  g_clear_pointer(&self->history, history_free);
}

static int find_step(const CompareView *self, const char *id) {
  const int step = id ? history_step(self->history, id) : -1;
  for (guint i = 0; step >= 0 && i < self->list->entries->len; i++) {
    if (g_array_index(self->list->entries, CompareEntry, i).step == step)
      return (int) i;
  }
  return 0;
}

static void load(CompareView *self, const Evening *evening) {
  g_autoptr(GError) error = NULL;
  forget(self);
  self->revision = evening->revision;
  self->history = app_history(self->view.app, NIGHT_NONE, NIGHT_NONE, &error);
  if (!self->history) {
    view_refuse(&self->view, error);
    self->history = history_new();
  }
  const StreakRules rules = app_streak_rules(self->view.app);
  self->list = comparison_list_new(self->history, evening->routine, rules.closed_to, app_step_in_trial(self->view.app),
                                   statistics_t_quantile());
}

static void compare_enter(View *view, const Evening *evening) {
  CompareView *self = compare_view(view);
  load(self, evening);
  self->selected = find_step(self, view->step);
  self->explains = FALSE;
}

/* Another process may write at any time: the step under the cursor stays there. */
static void keep_up(CompareView *self, const Evening *evening) {
  if (self->revision == evening->revision)
    return;
  const char *id = NULL;
  if (self->selected < (int) self->list->entries->len)
    id = g_intern_string(g_ptr_array_index(self->history->step_ids,
                                           g_array_index(self->list->entries, CompareEntry, self->selected).step));
  load(self, evening);
  self->selected = find_step(self, id);
}

static void compare_draw_view(View *view, const Evening *evening, Canvas *canvas) {
  CompareView *self = compare_view(view);
  keep_up(self, evening);
  const CompareModel model = { self->list, self->selected, self->hits };
  Keyline keys = { .n_left = 0 };
  hits_clear(self->hits);
  if (layout_is_tiny(canvas)) {
    layout_draw_tiny(canvas, _("Compare"), NULL);
    return;
  }
  if (self->explains)
    self->hidden = compare_draw_explained(&model, self->scroll, canvas);
  else
    compare_draw(&model, canvas);
  if (self->explains ? self->hidden > 0 : self->list->entries->len > 1)
    keyline_add_key(&keys, canvas_glyphs(canvas)->up_down, self->explains ? _("more") : _("step"));
  if (!self->explains)
    keyline_add(&keys, KEY_ACTION_TRIAL, NULL);
  keyline_add(&keys, KEY_ACTION_BACK, NULL);
  if (!self->explains)
    keyline_add_right(&keys, KEY_ACTION_HELP, layout_is_narrow(canvas) ? NULL : _("how"));
  keyline_add_right(&keys, KEY_ACTION_QUIT, NULL);
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, evening->settings);
}

static ViewResult move(CompareView *self, int direction) {
  const int to = self->selected + direction;
  if (self->explains) {
    self->scroll = CLAMP(self->scroll + direction, 0, self->hidden);
    return VIEW_REDRAW;
  }
  if (to < 0 || to >= (int) self->list->entries->len)
    return VIEW_REDRAW;
  self->selected = to;
  return VIEW_REDRAW;
}

static ViewResult explain(CompareView *self) {
  self->explains = TRUE;
  self->scroll = 0;
  return VIEW_REDRAW;
}

static ViewResult click(CompareView *self, const Input *input) {
  Hit hit;
  if (!hits_find(self->hits, input, &hit) || hit.index >= self->list->entries->len)
    return VIEW_IGNORED;
  self->selected = (int) hit.index;
  return VIEW_REDRAW;
}

/* Of the selected step; of none where there is nothing to select. */
static ViewResult go_to_trial(CompareView *self) {
  const gboolean has_step = self->selected < (int) self->list->entries->len;
  self->view.step = NULL;
  if (has_step)
    self->view.step = g_intern_string(g_ptr_array_index(
        self->history->step_ids, g_array_index(self->list->entries, CompareEntry, self->selected).step));
  return view_go(&self->view, VIEW_TRIAL);
}

static ViewResult compare_input(View *view, const Evening *evening, const Input *input) {
  CompareView *self = compare_view(view);
  if (input->kind == INPUT_SCROLL)
    return move(self, input->lines < 0 ? -1 : 1);
  if (input->kind == INPUT_CLICK)
    return click(self, input);
  if (input->kind != INPUT_ACTION)
    return VIEW_IGNORED;
  if (self->explains && (input->action == KEY_ACTION_BACK || input->action == KEY_ACTION_HELP)) {
    self->explains = FALSE;
    return VIEW_REDRAW;
  }
  switch ((int) input->action) {
  case KEY_ACTION_HELP: return explain(self);
  case KEY_ACTION_TRIAL: return go_to_trial(self);
  case KEY_ACTION_UP: return move(self, -1);
  case KEY_ACTION_DOWN: return move(self, 1);
  case KEY_ACTION_BACK:
  case KEY_ACTION_COMPARE: return VIEW_BACK;
  default: return VIEW_IGNORED;
  }
}

static void compare_free(View *view) {
  CompareView *self = compare_view(view);
  forget(self);
  hits_free(self->hits);
  g_free(self);
}

static const ViewClass compare_class = {
  .name = "compare",
  .set = IN_REVIEW,
  .draw = compare_draw_view,
  .input = compare_input,
  .enter = compare_enter,
  .free = compare_free,
};

View *compare_view_new(App *app) {
  CompareView *self = g_new0(CompareView, 1);
  self->view = (View){ .class = &compare_class, .app = app };
  self->hits = hits_new();
  return &self->view;
}
