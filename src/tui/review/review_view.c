/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Review: what many nights say. This file holds the cursor, the range and the
 * page that is open, and turns keys into acts; review_*.c draw. */
#include "tui/canvas/keyline.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/weeks.h"
#include "tui/review/review.h"
#include "tui/view.h"

#include "base/text.h"

#include <glib/gi18n.h>

enum { SAID_LINES = 2 };

typedef enum { PAGE_WEEKS, PAGE_NIGHT, PAGE_WHY } Page;

typedef struct {
  View view;
  History *history;
  guint64 revision;       /* of what was kept when it was read */
  ReviewSummary *summary; /* NULL: no night to show yet */
  ReviewRange range;
  gboolean is_chosen;    /* the range, by the person: else it goes by the size of the screen */
  CompareList *compared; /* for large screens; NULL: not compared yet */
  Page page;
  Night cursor;
  gboolean is_told;
  int scroll, hidden; /* lines scrolled past, and how many more could be */
  Plan *plan;         /* of the open night */
  Record *record;
  int selected;  /* its step */
  gboolean acts; /* the last key has acted, and what became of it is said */
  Hits *hits;
} ReviewView;

static ReviewView *review_view(View *view) {
  return (ReviewView *) view;
}

static void close_night(ReviewView *self) {
  g_clear_pointer(&self->plan, plan_free);
  g_clear_pointer(&self->record, record_free);
}

static void forget(ReviewView *self) {
  close_night(self);
  g_clear_pointer(&self->compared, comparison_list_free);
  g_clear_pointer(&self->summary, review_summary_free);
  g_clear_pointer(&self->history, history_free);
}

static void sum_up(ReviewView *self, Night to) {
  const StreakRules rules = app_streak_rules(self->view.app);
  g_clear_pointer(&self->summary, review_summary_free);
  self->summary = review_summary_new(self->history, review_from(self->history, self->range, to), to, &rules);
  self->cursor = self->cursor == NIGHT_NONE ? to : CLAMP(self->cursor, self->summary->from, to);
}

/* Reads everything anew: streaks look at all nights. */
static void load(ReviewView *self, const Evening *evening) {
  g_autoptr(GError) error = NULL;
  forget(self);
  self->revision = evening->revision;
  self->history = app_history(self->view.app, NIGHT_NONE, NIGHT_NONE, &error);
  if (!self->history) {
    view_refuse(&self->view, error);
    return;
  }
  const Night to = review_to(self->history, evening->plan->night);
  if (to != NIGHT_NONE)
    sum_up(self, to);
}

static gboolean open_night(ReviewView *self) {
  g_autoptr(GError) error = NULL;
  close_night(self);
  if (app_load_night(self->view.app, self->cursor, &self->plan, &self->record, &error))
    return TRUE;
  view_refuse(&self->view, error);
  return FALSE;
}

static void review_enter(View *view, const Evening *evening) {
  ReviewView *self = review_view(view);
  self->scroll = 0;
  self->acts = FALSE;
  load(self, evening);
  /* Back from the morning of the night that is open: it stays open, with what was answered. */
  if (self->page != PAGE_NIGHT || view->about != IN_MORNING || !self->summary || !open_night(self))
    self->page = PAGE_WEEKS;
}

static ReviewModel model_of(const ReviewView *self) {
  return (ReviewModel){
    .history = self->history,
    .summary = self->summary,
    .rules = app_streak_rules(self->view.app),
    .cursor = self->cursor,
    .is_told = self->is_told,
    .scroll = self->scroll,
    .compared = self->compared,
    .hits = self->hits,
  };
}

static void draw_empty(Canvas *canvas) {
  const int row = canvas_rows(canvas) / 3, columns = canvas_columns(canvas);
  canvas_put_centred(canvas, row, 0, columns, ROLE_TEXT, _("Your nights will appear here."));
  canvas_put_centred(canvas, row + 2, 0, columns, ROLE_DIM,
                     layout_is_narrow(canvas) ? _("A block for each, from tomorrow on.")
                                              : _("A block for each from tomorrow on, and how rested you felt."));
}

static void draw_keys(Canvas *canvas, const ReviewView *self, const Evening *evening) {
  Keyline keys = { .n_left = 0 };
  if (self->page == PAGE_NIGHT) {
    keyline_add(&keys, KEY_ACTION_DONE, NULL);
    keyline_add(&keys, KEY_ACTION_SKIP, NULL);
    keyline_add(&keys, KEY_ACTION_NOT_TONIGHT, _("not that night"));
    keyline_add(&keys, KEY_ACTION_MORNING, NULL);
    keyline_add(&keys, KEY_ACTION_UNDO, NULL);
  } else if (self->page == PAGE_WEEKS && self->summary) {
    if (self->acts)
      keyline_add(&keys, KEY_ACTION_UNDO, NULL);
    keyline_add_key(&keys, canvas_glyphs(canvas)->up_down, _("night"));
    keyline_add(&keys, KEY_ACTION_BEGIN, _("open"));
    keyline_add(&keys, KEY_ACTION_COMPARE, NULL);
    keyline_add(&keys, KEY_ACTION_WEEKS, NULL);
  }
  if (self->page == PAGE_WEEKS) {
    keyline_add(&keys, KEY_ACTION_NEXT_VIEW, _("tonight"));
    keyline_add_right(&keys, KEY_ACTION_HELP, self->summary && !layout_is_narrow(canvas) ? _("why these") : NULL);
    if (!layout_is_narrow(canvas))
      keyline_add_right(&keys, KEY_ACTION_QUIT, NULL);
  } else {
    keyline_add_right(&keys, KEY_ACTION_BACK, NULL);
  }
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, evening->settings);
}

static NightModel night_model_of(const ReviewView *self, const Evening *evening, const ReviewModel *review) {
  return (NightModel){
    .plan = self->plan,
    .record = self->record,
    .known = weeks_night(self->history, self->cursor),
    .review = review,
    .zone = evening->zone,
    .selected = self->selected,
  };
}

static void draw_night(const ReviewView *self, const Evening *evening, Canvas *canvas) {
  const ReviewModel review = model_of(self);
  const NightModel model = night_model_of(self, evening, &review);
  review_night_draw(&model, canvas);
}

/* The night under the cursor, where there is room beside the weeks: read when the cursor has moved. */
static void draw_night_beside(ReviewView *self, const Evening *evening, Canvas *canvas) {
  LayoutPlace place;
  if (!review_place_beside(canvas, &place) || !weeks_night(self->history, self->cursor) ||
      ((!self->plan || self->plan->night != self->cursor) && !open_night(self)))
    return;
  const ReviewModel review = model_of(self);
  NightModel model = night_model_of(self, evening, &review);
  model.selected = -1;
  review_night_draw_beside(&model, canvas, &place);
}

/* Draws what scrolls; where a wider screen leaves less to scroll past, it is drawn from there. */
static void draw_scrolling(ReviewView *self, Canvas *canvas, int (*draw)(const ReviewModel *, Canvas *)) {
  ReviewModel model = model_of(self);
  self->hidden = draw(&model, canvas);
  if (self->scroll <= self->hidden)
    return;
  model.scroll = self->scroll = self->hidden;
  canvas_clear(canvas);
  hits_clear(self->hits);
  self->hidden = draw(&model, canvas);
}

/* Another process may write at any time. */
static void keep_up(ReviewView *self, const Evening *evening) {
  if (self->revision == evening->revision)
    return;
  load(self, evening);
  if (self->page == PAGE_NIGHT && (!self->summary || !open_night(self)))
    self->page = PAGE_WEEKS;
}

/* Says what became of the act, over whatever stands above the keys. */
static void draw_said(const ReviewView *self, const Evening *evening, Canvas *canvas) {
  const int columns = layout_end(canvas) - layout_margin(canvas);
  if (!self->acts || !evening->status)
    return;
  g_auto(GStrv) lines = text_wrap(evening->status, columns);
  const int end = canvas_rows(canvas) - (layout_is_low(canvas) ? 1 : 2);
  const int first = end - (int) MIN(g_strv_length(lines), SAID_LINES);
  for (int i = 0; lines[i]; i++) {
    char *padded = text_pad(lines[i], columns);
    g_free(lines[i]);
    lines[i] = padded;
  }
  layout_lines(canvas, &(LayoutPlace){ first, end, layout_margin(canvas), columns }, ROLE_DIM, lines);
}

/* Before a range is chosen, a large screen has as many weeks as it has room for. Means with and without each step need
 * no ranges, and so no statistics. */
static void fit_to_screen(ReviewView *self, const Evening *evening, const Canvas *canvas) {
  const gboolean large = layout_is_roomy(canvas) && canvas_rows(canvas) >= LAYOUT_VALLEY_ROWS;
  const ReviewRange fitting = !large                                         ? RANGE_FOUR_WEEKS
                              : canvas_columns(canvas) < LAYOUT_YEAR_COLUMNS ? RANGE_SIXTEEN_WEEKS
                                                                             : RANGE_YEAR;
  if (!self->is_chosen && self->range != fitting) {
    self->range = fitting;
    sum_up(self, self->summary->to);
  }
  if (large && !self->compared)
    self->compared = comparison_list_new(self->history, evening->routine, app_streak_rules(self->view.app).closed_to,
                                         app_step_in_trial(self->view.app), NULL);
}

static void review_draw_view(View *view, const Evening *evening, Canvas *canvas) {
  ReviewView *self = review_view(view);
  keep_up(self, evening);
  hits_clear(self->hits);
  if (layout_is_tiny(canvas)) {
    layout_draw_tiny(canvas, _("Review"), NULL);
    return;
  }
  if (self->summary)
    fit_to_screen(self, evening, canvas);
  if (!self->summary)
    draw_empty(canvas);
  else if (self->page == PAGE_NIGHT)
    draw_night(self, evening, canvas);
  else
    draw_scrolling(self, canvas, self->page == PAGE_WHY ? review_why_draw : review_draw);
  if (self->summary && self->page == PAGE_WEEKS)
    draw_night_beside(self, evening, canvas);
  draw_said(self, evening, canvas);
  draw_keys(canvas, self, evening);
}

static ViewResult scroll(ReviewView *self, int lines) {
  const int to = CLAMP(self->scroll + lines, 0, self->hidden);
  if (to == self->scroll)
    return VIEW_IGNORED;
  self->scroll = to;
  return VIEW_REDRAW;
}

/* Nights first; below the newest one the page scrolls. */
static ViewResult move_night(ReviewView *self, int nights) {
  const ReviewSummary *summary = self->summary;
  if (nights < 0 && self->scroll > 0)
    return scroll(self, nights);
  if (nights > 0 && self->cursor == summary->to)
    return scroll(self, 1);
  const gint64 to = CLAMP((gint64) self->cursor + nights, (gint64) summary->from, (gint64) summary->to);
  self->cursor = (Night) to;
  self->is_told = TRUE;
  return VIEW_REDRAW;
}

static ViewResult change_range(ReviewView *self) {
  self->is_chosen = TRUE;
  self->range = (ReviewRange) ((self->range + 1) % N_REVIEW_RANGES);
  self->scroll = 0;
  sum_up(self, self->summary->to);
  return VIEW_REDRAW;
}

static ViewResult show_page(ReviewView *self, Page page) {
  if (page == PAGE_NIGHT && !open_night(self))
    return VIEW_REDRAW;
  self->page = page;
  self->scroll = 0;
  self->selected = 0;
  hits_clear(self->hits);
  return VIEW_REDRAW;
}

static void perform(ReviewView *self, const Action *action) {
  view_perform(&self->view, action);
  self->acts = TRUE;
}

static void undo(ReviewView *self) {
  view_undo(&self->view);
  self->acts = TRUE;
}

/* Everything is paused from tonight on, or no longer. */
static ViewResult pause_all(ReviewView *self) {
  const Evening *evening = app_evening(self->view.app);
  const Night tonight = evening->plan->night;
  const ActionKind kind = pauses_cover(evening->pauses, NULL, tonight) ? ACTION_RESUME : ACTION_PAUSE;
  perform(self, &(Action){ .kind = kind, .night = tonight, .to = NIGHT_NONE });
  load(self, app_evening(self->view.app));
  return VIEW_REDRAW;
}

static ViewResult undo_in_weeks(ReviewView *self) {
  undo(self);
  load(self, app_evening(self->view.app));
  return VIEW_REDRAW;
}

static ViewResult weeks_key(ReviewView *self, KeyAction action) {
  switch ((int) action) {
  case KEY_ACTION_UP: return move_night(self, -1);
  case KEY_ACTION_DOWN: return move_night(self, 1);
  case KEY_ACTION_LEFT: return move_night(self, -7);
  case KEY_ACTION_RIGHT: return move_night(self, 7);
  case KEY_ACTION_BEGIN:
  case KEY_ACTION_DONE: return show_page(self, PAGE_NIGHT);
  case KEY_ACTION_WEEKS: return change_range(self);
  case KEY_ACTION_PAUSE: return pause_all(self);
  case KEY_ACTION_UNDO: return undo_in_weeks(self);
  case KEY_ACTION_HELP: return show_page(self, PAGE_WHY);
  case KEY_ACTION_MORNING: self->view.night = self->cursor; return view_go(&self->view, VIEW_MORNING);
  default: return VIEW_IGNORED;
  }
}

/* The step under the cursor of the open night; NULL: it has none. */
static const PlanStep *selected_step(const ReviewView *self) {
  g_autoptr(GArray) steps = review_night_steps(self->plan);
  if (self->selected < 0 || self->selected >= (int) steps->len)
    return NULL;
  return g_ptr_array_index(self->plan->steps, g_array_index(steps, guint, self->selected));
}

/* After an act on a past night everything that shows may have changed. */
static ViewResult refresh(ReviewView *self) {
  load(self, app_evening(self->view.app));
  if (!open_night(self))
    self->page = PAGE_WEEKS;
  return VIEW_REDRAW;
}

static ViewResult mark(ReviewView *self, Mark mark) {
  const PlanStep *step = selected_step(self);
  if (!step)
    return VIEW_IGNORED;
  const Mark now = record_mark(self->record, step->id);
  const Action action = {
    .kind = ACTION_MARK,
    .night = self->cursor,
    .step = step->id,
    .mark = now == mark ? MARK_OPEN : mark,
  };
  perform(self, &action);
  return refresh(self);
}

static ViewResult pause_step(ReviewView *self) {
  const PlanStep *step = selected_step(self);
  if (!step)
    return VIEW_IGNORED;
  const gboolean paused = pauses_cover(app_evening(self->view.app)->pauses, step->id, self->cursor);
  const Action action = {
    .kind = paused ? ACTION_RESUME : ACTION_PAUSE,
    .night = self->cursor,
    .step = step->id,
    .to = NIGHT_NONE,
  };
  perform(self, &action);
  return refresh(self);
}

static ViewResult move_step(ReviewView *self, int direction) {
  g_autoptr(GArray) steps = review_night_steps(self->plan);
  const int to = self->selected + direction;
  if (to < 0 || to >= (int) steps->len)
    return VIEW_IGNORED;
  self->selected = to;
  return VIEW_REDRAW;
}

static ViewResult turn_to_night(ReviewView *self, int nights) {
  const ReviewSummary *summary = self->summary;
  const gint64 to = (gint64) self->cursor + nights;
  if (to < (gint64) summary->from || to > (gint64) summary->to)
    return VIEW_IGNORED;
  self->cursor = (Night) to;
  return show_page(self, PAGE_NIGHT);
}

static ViewResult night_key(ReviewView *self, KeyAction action) {
  switch ((int) action) {
  case KEY_ACTION_UP: return move_step(self, -1);
  case KEY_ACTION_DOWN: return move_step(self, 1);
  case KEY_ACTION_LEFT: return turn_to_night(self, -1);
  case KEY_ACTION_RIGHT: return turn_to_night(self, 1);
  case KEY_ACTION_DONE:
  case KEY_ACTION_BEGIN: return mark(self, MARK_DONE);
  case KEY_ACTION_SKIP: return mark(self, MARK_SKIPPED);
  case KEY_ACTION_NOT_TONIGHT: return mark(self, MARK_SLIPPED);
  case KEY_ACTION_LEAVE_OUT:
  case KEY_ACTION_PAUSE: return pause_step(self);
  case KEY_ACTION_UNDO: undo(self); return refresh(self);
  case KEY_ACTION_MORNING: self->view.night = self->cursor; return view_go(&self->view, VIEW_MORNING);
  case KEY_ACTION_BACK: return show_page(self, PAGE_WEEKS);
  default: return VIEW_IGNORED;
  }
}

static ViewResult why_key(ReviewView *self, KeyAction action) {
  switch ((int) action) {
  case KEY_ACTION_UP: return scroll(self, -1);
  case KEY_ACTION_DOWN: return scroll(self, 1);
  case KEY_ACTION_BACK:
  case KEY_ACTION_HELP: return show_page(self, PAGE_WEEKS);
  default: return VIEW_IGNORED;
  }
}

static ViewResult page_key(ReviewView *self, KeyAction action) {
  if (!self->summary)
    return VIEW_IGNORED;
  switch (self->page) {
  case PAGE_WEEKS: return weeks_key(self, action);
  case PAGE_NIGHT: return night_key(self, action);
  case PAGE_WHY: return why_key(self, action);
  }
  g_assert_not_reached();
}

static ViewResult key(ReviewView *self, KeyAction action) {
  const ViewResult result = page_key(self, action);
  if (result != VIEW_IGNORED)
    return result;
  switch ((int) action) {
  case KEY_ACTION_BACK: return view_go(&self->view, VIEW_TONIGHT);
  case KEY_ACTION_COMPARE: return view_go(&self->view, VIEW_COMPARE);
  case KEY_ACTION_TRIAL: self->view.step = NULL; return view_go(&self->view, VIEW_TRIAL);
  case KEY_ACTION_HELP: return view_go(&self->view, VIEW_HELP);
  case KEY_ACTION_QUIT: return VIEW_QUIT;
  default: return VIEW_IGNORED;
  }
}

static ViewResult click_night(ReviewView *self, const Hit *hit, const Input *input) {
  self->cursor = hit->index;
  self->is_told = TRUE;
  return input->kind == INPUT_DOUBLE_CLICK ? show_page(self, PAGE_NIGHT) : VIEW_REDRAW;
}

static ViewResult click(ReviewView *self, const Input *input) {
  Hit hit;
  if (!self->summary || !hits_find(self->hits, input, &hit))
    return VIEW_IGNORED;
  if (hit.kind == HIT_NIGHT)
    return click_night(self, &hit, input);
  self->selected = (int) hit.index;
  return hit_ticks(&hit, input) ? mark(self, MARK_DONE) : VIEW_REDRAW;
}

/* The wheel goes through steps, lines, or where all lines show through the nights. */
static ViewResult wheel(ReviewView *self, int lines) {
  if (!self->summary)
    return VIEW_IGNORED;
  if (self->page == PAGE_NIGHT)
    return move_step(self, lines < 0 ? -1 : 1);
  if (self->page == PAGE_WEEKS && self->hidden == 0)
    return move_night(self, lines < 0 ? -1 : 1);
  return scroll(self, lines);
}

static ViewResult review_input(View *view, const Evening *evening, const Input *input) {
  ReviewView *self = review_view(view);
  self->acts = FALSE;
  switch (input->kind) {
  case INPUT_ACTION: return key(self, input->action);
  case INPUT_SCROLL: return wheel(self, input->lines);
  case INPUT_CLICK:
  case INPUT_DOUBLE_CLICK: return click(self, input);
  case INPUT_CHARACTER: return VIEW_IGNORED;
  }
  g_assert_not_reached();
}

static void review_free(View *view) {
  ReviewView *self = review_view(view);
  forget(self);
  close_night(self);
  hits_free(self->hits);
  g_free(self);
}

static const ViewClass review_class = {
  .name = "review",
  .set = IN_REVIEW,
  .draw = review_draw_view,
  .input = review_input,
  .enter = review_enter,
  .free = review_free,
};

View *review_view_new(App *app) {
  ReviewView *self = g_new0(ReviewView, 1);
  self->view = (View){ .class = &review_class, .app = app };
  self->hits = hits_new();
  return &self->view;
}
