/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compare: for every step, mornings after nights with it beside mornings after
 * nights without it. */
#include "statistics/statistics.h"
#include "tui/acting.h"
#include "tui/compare_draw.h"
#include "tui/keyline.h"
#include "tui/layout.h"
#include "tui/view.h"

#include <glib/gi18n.h>

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
    acting_refuse(&self->view, error);
    self->history = history_new();
  }
  const StreakRules rules = app_streak_rules(self->view.app);
  self->list = comparison_list_new(self->history, evening->routine, rules.closed_to, statistics_t_quantile());
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

View *view_compare_new(App *app) {
  CompareView *self = g_new0(CompareView, 1);
  self->view = (View){ .class = &compare_class, .app = app };
  self->hits = hits_new();
  return &self->view;
}
