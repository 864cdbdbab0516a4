/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nights by lot: the page on which a trial is agreed to, followed and given up,
 * and which says after the last morning what came of it. */
#include "tui/trial/trial.h"

#include "base/text.h"
#include "tui/canvas/keyline.h"
#include "tui/canvas/layout.h"
#include "tui/view.h"
#include "words/trial_words.h"

#include <glib/gi18n.h>

enum { READING_COLUMNS = 74 };

/* A line of the page. */
typedef struct {
  Role role;
  char *text;
} Line;

static void line_clear(Line *line) {
  g_free(line->text);
}

/* Adds the paragraphs of `text` (taken; NULL: none), wrapped, with a blank line behind them. */
static void add(GArray *lines, int columns, Role role, char *text) {
  if (!text)
    return;
  g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
  for (char **paragraph = paragraphs; *paragraph; paragraph++) {
    g_auto(GStrv) wrapped = text_wrap(*paragraph, columns);
    for (char **part = wrapped; *part; part++) {
      const Line line = { role, g_strdup(*part) };
      g_array_append_val(lines, line);
    }
  }
  const Line blank = { role, g_strdup("") };
  g_array_append_val(lines, blank);
  g_free(text);
}

static void add_line(GArray *lines, char *text) {
  const Line line = { ROLE_TEXT, text };
  g_array_append_val(lines, line);
}

/* The two rows of dots; counts where the canvas is too narrow for them. */
static void add_dots(GArray *lines, const TrialModel *model, const Canvas *canvas) {
  static const struct {
    Lot lot;
    const char *name;
  } sides[] = { { LOT_WITH, N_("with it") }, { LOT_WITHOUT, N_("without it") } };
  const gboolean narrow = layout_is_narrow(canvas);
  const int columns = MAX(text_width(_(sides[0].name)), text_width(_(sides[1].name))) + 2;
  for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
    g_autofree char *name = text_pad(_(sides[i].name), columns);
    g_autofree char *dots = trial_words_dots(model->result, sides[i].lot, narrow ? NULL : canvas_glyphs(canvas)->dot);
    if (narrow)
      add_line(lines, g_strdup(_(sides[i].name)));
    add_line(lines, narrow ? g_strdup(dots) : g_strconcat(name, dots, NULL));
  }
  add_line(lines, g_strdup(""));
}

static void add_trial(GArray *lines, const TrialModel *model, int columns, const Canvas *canvas) {
  g_autofree char *tonight = trial_words_tonight(model->trial, model->title, model->tonight);
  if (tonight)
    add(lines, columns, ROLE_BRIGHT, g_strdup_printf("%s.", tonight));
  if (model->result->stage == TRIAL_OVER)
    add_dots(lines, model, canvas);
  add(lines, columns, ROLE_TEXT, trial_words_state(model->trial, model->result, model->title));
  add(lines, columns, ROLE_DIM, trial_words_figures(model->result));
}

static GArray *lines_of(const TrialModel *model, int columns, const Canvas *canvas) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
  g_array_set_clear_func(lines, (GDestroyNotify) line_clear);
  if (!model->title)
    add(lines, columns, ROLE_TEXT, g_strdup(_("No trial is running. Choose a step in Compare to try it by lot.")));
  else if (model->trial)
    add_trial(lines, model, columns, canvas);
  if (model->title && !model->trial && model->refusal)
    add(lines, columns, ROLE_TEXT, g_strdup_printf(_("This cannot be tried by lot: %s."), model->refusal));
  else if (model->title && !model->trial)
    add(lines, columns, ROLE_TEXT, trial_words_offer(model->title, model->nights));
  if (model->asks)
    add(lines, columns, ROLE_BRIGHT, g_strdup(_("Give the trial up? It will have no result. Press the key again.")));
  return lines;
}

static char *heading_of(const TrialModel *model) {
  if (!model->title)
    return g_strdup(_("Nights by lot"));
  if (model->trial)
    return trial_words_heading(model->trial, model->trials, model->title);
  return g_strdup_printf(_("Nights by lot: “%s”"), model->title);
}

int trial_draw(const TrialModel *model, int scroll, Canvas *canvas) {
  const gboolean low = layout_is_low(canvas);
  const int columns = MIN(layout_end(canvas) - layout_margin(canvas), READING_COLUMNS);
  const int top = low ? 2 : 3, end = canvas_rows(canvas) - 2;
  g_autofree char *heading = heading_of(model);
  g_autofree char *length = model->title && !model->trial && !model->refusal
                                ? g_strdup_printf(ngettext("%d night", "%d nights", (gulong) model->nights),
                                                  model->nights)
                                : NULL;
  g_autoptr(GArray) lines = lines_of(model, columns, canvas);
  const int n = MAX((int) lines->len - 1, 0); /* the last one is blank */
  const int hidden = MAX(n - (end - top), 0), first = MIN(scroll, hidden);
  layout_header(canvas, low ? 0 : 1, heading, length, ROLE_DIM);
  for (int i = 0; top + i < end && first + i < n; i++) {
    const Line *line = &g_array_index(lines, Line, first + i);
    canvas_put(canvas, top + i, layout_margin(canvas), line->role, line->text, columns);
  }
  return hidden;
}

/* --- the view --- */

typedef struct {
  View view;
  const char *step; /* interned: what a trial is offered of; NULL: none was chosen */
  History *history;
  guint64 revision; /* of what was kept when it was read */
  int nights;
  int scroll, hidden;
  gboolean asks;
} TrialView;

static TrialView *trial_view(View *view) {
  return (TrialView *) view;
}

static void load(TrialView *self, const Evening *evening) {
  g_autoptr(GError) error = NULL;
  g_clear_pointer(&self->history, history_free);
  self->revision = evening->revision;
  self->history = app_history(self->view.app, NIGHT_NONE, NIGHT_NONE, &error);
  if (!self->history) {
    view_refuse(&self->view, error);
    self->history = history_new();
  }
}

static void trial_enter(View *view, const Evening *evening) {
  TrialView *self = trial_view(view);
  self->step = view->step;
  self->nights = TRIAL_USUAL;
  self->scroll = 0;
  self->asks = FALSE;
  load(self, evening);
}

/* The trial of the step that was chosen, else the one that is running, else the newest. One that was given up makes
 * room for another offer of its step. */
static const Trial *shown_trial(const TrialView *self, const Evening *evening) {
  const Trial *running = trials_running(evening->trials, evening->plan->night);
  if (!self->step)
    return running || evening->trials->len == 0 ? running
                                                : g_ptr_array_index(evening->trials, evening->trials->len - 1);
  const Trial *trial = trials_of_step(evening->trials, self->step);
  return trial && trial->given_up == NIGHT_NONE ? trial : NULL;
}

/* What is drawn; `result` and `refusal` are cleared by the caller. */
static TrialModel model_of(TrialView *self, const Evening *evening, TrialResult *result, char **refusal) {
  TrialModel model = { .trial = shown_trial(self, evening),
                       .trials = evening->trials,
                       .nights = self->nights,
                       .tonight = evening->plan->night,
                       .asks = self->asks };
  const Step *step = self->step ? routine_step(evening->routine, self->step) : NULL;
  if (model.trial) {
    *result = trial_result(model.trial, self->history, app_streak_rules(self->view.app).closed_to);
    model.result = result;
    model.title = trial_words_title(model.trial, evening->routine);
  } else if (step) {
    model.title = step->title;
    *refusal = app_trial_refusal(self->view.app, step);
    model.refusal = *refusal;
  }
  return model;
}

static gboolean is_running(const TrialModel *model) {
  return model->trial && trial_is_running(model->trial, model->tonight);
}

static gboolean is_offered(const TrialModel *model) {
  return model->title && !model->trial && !model->refusal;
}

static void trial_draw_view(View *view, const Evening *evening, Canvas *canvas) {
  TrialView *self = trial_view(view);
  Keyline keys = { .n_left = 0 };
  if (layout_is_tiny(canvas)) {
    layout_draw_tiny(canvas, _("Nights by lot"), NULL);
    return;
  }
  if (self->revision != evening->revision)
    load(self, evening);
  g_auto(TrialResult) result = { 0 };
  g_autofree char *refusal = NULL;
  const TrialModel model = model_of(self, evening, &result, &refusal);
  self->hidden = trial_draw(&model, self->scroll, canvas);
  if (evening->status)
    canvas_put(canvas, canvas_rows(canvas) - 2, layout_margin(canvas), ROLE_DIM, evening->status,
               layout_end(canvas) - layout_margin(canvas));
  if (self->hidden > 0)
    keyline_add_key(&keys, canvas_glyphs(canvas)->up_down, _("more"));
  if (is_offered(&model)) {
    keyline_add(&keys, KEY_ACTION_BEGIN, _("start it"));
    keyline_add(&keys, KEY_ACTION_RIGHT, _("more nights"));
  } else if (is_running(&model))
    keyline_add(&keys, KEY_ACTION_LEAVE_OUT, _("give up"));
  keyline_add(&keys, KEY_ACTION_UNDO, NULL);
  keyline_add_right(&keys, KEY_ACTION_BACK, NULL);
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, evening->settings);
}

static ViewResult change_length(TrialView *self, int direction) {
  static const int lengths[] = { TRIAL_SHORT, TRIAL_USUAL, TRIAL_LONG };
  int index = self->nights == TRIAL_SHORT ? 0 : self->nights == TRIAL_USUAL ? 1 : 2;
  index = (index + direction + (int) G_N_ELEMENTS(lengths)) % (int) G_N_ELEMENTS(lengths);
  self->nights = lengths[index];
  return VIEW_REDRAW;
}

static ViewResult start(TrialView *self) {
  const Action action = { .kind = ACTION_TRIAL, .source = FROM_KEY, .step = self->step, .nights = self->nights };
  view_perform(&self->view, &action);
  return VIEW_REDRAW;
}

/* The first press asks, the second one does it. */
static ViewResult give_up(TrialView *self, gboolean asked) {
  const Action action = { .kind = ACTION_GIVE_UP, .source = FROM_KEY };
  self->asks = !asked;
  if (asked)
    view_perform(&self->view, &action);
  return VIEW_REDRAW;
}

static ViewResult scroll_by(TrialView *self, int direction) {
  self->scroll = CLAMP(self->scroll + direction, 0, self->hidden);
  return VIEW_REDRAW;
}

static ViewResult undo(TrialView *self) {
  view_undo(&self->view);
  return VIEW_REDRAW;
}

static ViewResult trial_input(View *view, const Evening *evening, const Input *input) {
  TrialView *self = trial_view(view);
  if (input->kind == INPUT_SCROLL)
    return scroll_by(self, input->lines < 0 ? -1 : 1);
  if (input->kind != INPUT_ACTION)
    return VIEW_IGNORED;
  g_auto(TrialResult) result = { 0 };
  g_autofree char *refusal = NULL;
  const TrialModel model = model_of(self, evening, &result, &refusal);
  const gboolean asked = self->asks;
  self->asks = FALSE;
  switch ((int) input->action) {
  case KEY_ACTION_UP: return scroll_by(self, -1);
  case KEY_ACTION_DOWN: return scroll_by(self, 1);
  case KEY_ACTION_UNDO: return undo(self);
  case KEY_ACTION_BACK:
  case KEY_ACTION_TRIAL: return VIEW_BACK;
  case KEY_ACTION_BEGIN: return is_offered(&model) ? start(self) : VIEW_REDRAW;
  case KEY_ACTION_LEFT: return is_offered(&model) ? change_length(self, -1) : VIEW_REDRAW;
  case KEY_ACTION_RIGHT: return is_offered(&model) ? change_length(self, 1) : VIEW_REDRAW;
  case KEY_ACTION_LEAVE_OUT: return is_running(&model) ? give_up(self, asked) : VIEW_REDRAW;
  default: return asked ? VIEW_REDRAW : VIEW_IGNORED;
  }
}

static void trial_view_free(View *view) {
  TrialView *self = trial_view(view);
  g_clear_pointer(&self->history, history_free);
  g_free(self);
}

static const ViewClass trial_class = {
  .name = "trial",
  .set = IN_REVIEW,
  .draw = trial_draw_view,
  .input = trial_input,
  .enter = trial_enter,
  .free = trial_view_free,
};

View *trial_view_new(App *app) {
  TrialView *self = g_new0(TrialView, 1);
  self->view = (View){ .class = &trial_class, .app = app };
  return &self->view;
}
