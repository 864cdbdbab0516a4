/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Morning: how rested one feels, in one key; then the diary's fields and what
 * the night left open, each of them optional. */
#include "base/daytime.h"
#include "base/text.h"
#include "planning/schedule.h"
#include "review/compare.h"
#include "tui/canvas/keyline.h"
#include "tui/canvas/layout.h"
#include "tui/keys.h"
#include "tui/morning/morning.h"
#include "tui/view.h"

#include <glib/gi18n.h>

typedef struct {
  View view;
  MorningForm *form; /* NULL: no night to ask about */
  Night night;
  guint64 revision;   /* of what was kept when it was read */
  gboolean asks_quit; /* whether to quit was asked and not answered */
  Hits *hits;
} MorningView;

static MorningView *morning_view(View *view) {
  return (MorningView *) view;
}

static gboolean load(MorningView *self, Plan **plan, Record **record) {
  g_autoptr(GError) error = NULL;
  if (app_load_night(self->view.app, self->night, plan, record, &error))
    return TRUE;
  view_refuse(&self->view, error);
  return FALSE;
}

static void reload(MorningView *self) {
  Plan *plan = NULL;
  Record *record = NULL;
  if (self->form && load(self, &plan, &record))
    morning_form_reload(self->form, plan, record);
  self->revision = app_evening(self->view.app)->revision;
}

/* The zone is borrowed, and goes when the config names another one: the form is never used with that of before. */
static void follow_zone(MorningView *self, const Evening *evening) {
  if (self->form)
    self->form->zone = evening->zone;
}

/* What was answered already can be looked at and changed. */
static Night last_night(const Evening *evening) {
  return evening->first_run_at < evening->plan->start ? night_before(evening->plan->night, evening->zone) : NIGHT_NONE;
}

static Night chosen_night(const View *view, const Evening *evening) {
  if (view->night != NIGHT_NONE)
    return view->night;
  return evening->morning_due != NIGHT_NONE ? evening->morning_due : last_night(evening);
}

static void morning_enter(View *view, const Evening *evening) {
  MorningView *self = morning_view(view);
  Plan *plan = NULL;
  Record *record = NULL;
  g_clear_pointer(&self->form, morning_form_free);
  self->asks_quit = FALSE;
  self->night = chosen_night(view, evening);
  if (self->night == NIGHT_NONE || !load(self, &plan, &record))
    return;
  self->revision = evening->revision;
  self->form = morning_form_new(plan, record);
  follow_zone(self, evening);
  self->form->now = evening->now;
  self->form->is_last_night = self->night >= night_before(evening->plan->night, evening->zone);
}

static void add_form_keys(Keyline *keys, const Canvas *canvas, const MorningForm *form) {
  keyline_add_key(keys, "enter", _("next"));
  keyline_add_key(keys, canvas_glyphs(canvas)->up_down, _("move"));
  keyline_add(keys, KEY_ACTION_BACK, _("finish"));
  if (morning_form_step(form))
    keyline_add(keys, KEY_ACTION_SKIP, NULL);
}

static void draw_keys(Canvas *canvas, const MorningView *self, const Evening *evening) {
  Keyline keys = { .n_left = 0 };
  if (!self->form || !morning_form_is_answered(self->form)) {
    if (self->form)
      keyline_add_key(&keys, "1-5", _("answer"));
    keyline_add(&keys, KEY_ACTION_BACK, _("later"));
  } else if (self->asks_quit) {
    keyline_add(&keys, KEY_ACTION_BEGIN, _("yes"));
    keyline_add(&keys, KEY_ACTION_BACK, _("no"));
  } else {
    add_form_keys(&keys, canvas, self->form);
  }
  keyline_add_right(&keys, KEY_ACTION_HELP, NULL);
  if (!layout_is_narrow(canvas))
    keyline_add_right(&keys, KEY_ACTION_QUIT, NULL);
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, evening->settings);
}

static void draw_empty(Canvas *canvas) {
  g_auto(GStrv)
      lines = text_wrap(_("The question comes after your first night."), layout_end(canvas) - layout_margin(canvas));
  for (int i = 0; lines[i]; i++)
    canvas_put_centred(canvas, canvas_rows(canvas) / 3 + i, 0, canvas_columns(canvas), ROLE_TEXT, lines[i]);
}

static void morning_draw(View *view, const Evening *evening, Canvas *canvas) {
  MorningView *self = morning_view(view);
  /* Another process may have answered meanwhile. */
  if (self->revision != evening->revision)
    reload(self);
  follow_zone(self, evening);
  if (self->form)
    self->form->now = evening->now; /* only here: what is offered is taken as it was shown */
  g_autofree char *question = self->asks_quit
                                  ? g_strdup_printf(_("Quit winddown? What you told is saved. %s yes, %s no"),
                                                    keys_name(evening->settings, KEY_ACTION_BEGIN),
                                                    keys_name(evening->settings, KEY_ACTION_BACK))
                                  : NULL;
  const MorningPicture picture = {
    .form = self->form,
    .status = evening->status,
    .question = question,
    .settings = evening->settings,
    .pauses = evening->pauses,
    .hits = self->hits,
  };
  hits_clear(self->hits);
  if (layout_is_tiny(canvas)) {
    layout_draw_tiny(canvas, _("How rested? 1-5"), NULL);
    return;
  }
  if (!self->form) {
    draw_empty(canvas);
  } else if (morning_form_is_answered(self->form)) {
    morning_draw_form(canvas, &picture);
  } else {
    morning_draw_question(canvas, &picture);
  }
  draw_keys(canvas, self, evening);
}

static int newly_possible(const MorningView *self, const Evening *evening, const History *history) {
  const StreakRules rules = app_streak_rules(self->view.app);
  const int step = compare_newly_possible(history, evening->routine, self->night, rules.closed_to);
  const gboolean is_hidden = step >= 0 && g_strcmp0(app_step_in_trial(self->view.app),
                                                    g_ptr_array_index(history->step_ids, step)) == 0;
  return is_hidden ? -1 : step;
}

/* Once, when an answer has made a first look possible. */
static void say_aside(MorningView *self, const Evening *evening) {
  g_autoptr(GError) error = NULL;
  g_autoptr(History) history = app_history(self->view.app, NIGHT_NONE, NIGHT_NONE, &error);
  const int step = history ? newly_possible(self, evening, history) : -1;
  if (step < 0)
    return;
  const char *title = g_ptr_array_index(history->titles, step);
  self->view.step = g_intern_string(g_ptr_array_index(history->step_ids, step));
  const int answered = history_count_rated(history);
  g_free(self->form->aside);
  self->form->aside = g_strdup_printf(
      ngettext("%d morning answered. An early look at %s is ready: press %s in Review.",
               "%d mornings answered. An early look at %s is ready: press %s in Review.", (gulong) answered),
      answered, title, keys_name(evening->settings, KEY_ACTION_COMPARE));
}

/* Stores it; what cannot be is asked back beside the form, and stays as it was. */
static gboolean store(MorningView *self, const Action *action) {
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  g_clear_pointer(&self->form->question, g_free);
  app_say(self->view.app, NULL);
  if (!app_perform(self->view.app, action, &message, &error)) {
    self->form->question = text_sentence(error->message);
    return FALSE;
  }
  reload(self);
  return TRUE;
}

static gboolean store_morning(MorningView *self, const Morning *morning) {
  return store(self, &(Action){ .kind = ACTION_MORNING, .night = self->night, .morning = morning });
}

static void refuse(MorningView *self, const char *reason) {
  g_free(self->form->question);
  self->form->question = g_strdup(reason);
}

/* Stores what was typed. FALSE when it wants to be cleared up first. */
static gboolean commit(MorningView *self) {
  gint64 lights_out = 0;
  gboolean sound = TRUE;
  Morning morning;
  morning_init(&morning);
  morning_copy(&morning, &self->form->record->morning);
  switch (morning_form_read(self->form, &morning, &lights_out)) {
  case TYPED_NOTHING: break;
  case TYPED_MORNING: sound = store_morning(self, &morning); break;
  case TYPED_LIGHTS_OUT:
    sound = store(self, &(Action){ .kind = ACTION_LIGHTS_OUT, .night = self->night, .instant = lights_out });
    break;
  case TYPED_NONSENSE:
    refuse(self, morning_form_refusal(self->form));
    sound = FALSE;
    break;
  }
  morning_clear(&morning);
  if (sound)
    morning_form_drop(self->form);
  return sound;
}

static ViewResult rate(MorningView *self, const Evening *evening, int rested) {
  const gboolean first = !morning_form_is_answered(self->form);
  Morning morning;
  morning_init(&morning);
  morning_copy(&morning, &self->form->record->morning);
  morning.rested = rested;
  if (store_morning(self, &morning) && first) {
    self->form->active = self->form->record->lights_out == 0 ? FIELD_LIGHTS_OUT : FIELD_ASLEEP_AFTER;
    say_aside(self, evening);
  }
  morning_clear(&morning);
  return VIEW_REDRAW;
}

static ViewResult move(MorningView *self, int direction) {
  if (!commit(self))
    return VIEW_REDRAW;
  return morning_form_move(self->form, direction) ? VIEW_REDRAW : VIEW_IGNORED;
}

/* A night that was asked for leads back to where it was asked; the one that waited, to tonight. */
static ViewResult way_back(MorningView *self) {
  return self->view.night != NIGHT_NONE ? VIEW_BACK : view_go(&self->view, VIEW_TONIGHT);
}

/* Takes what is typed or offered, and goes on; behind the last line it is all. */
static ViewResult next(MorningView *self) {
  (void) morning_form_take_offer(self->form);
  if (!commit(self))
    return VIEW_REDRAW;
  return morning_form_move(self->form, 1) ? VIEW_REDRAW : way_back(self);
}

static ViewResult settle(MorningView *self, Mark mark) {
  const char *id = morning_form_step(self->form);
  if (!id)
    return VIEW_REDRAW;
  const Mark now = record_mark(self->form->record, id);
  (void) store(
      self, &(Action){ .kind = ACTION_MARK, .night = self->night, .step = id, .mark = now == mark ? MARK_OPEN : mark });
  return VIEW_REDRAW;
}

static ViewResult keep(MorningView *self) {
  (void) store(self, &(Action){ .kind = ACTION_KEEP, .night = self->night });
  return VIEW_REDRAW;
}

static ViewResult take_back(MorningView *self) {
  view_undo(&self->view);
  morning_form_drop(self->form);
  reload(self);
  return VIEW_REDRAW;
}

/* A half-typed field is dropped on the way out only when it makes no sense. */
static ViewResult leave_to(MorningView *self, ViewResult result) {
  if (self->form && morning_form_is_answered(self->form) && !commit(self))
    morning_form_drop(self->form);
  return result;
}

/* What letters are, is said where they are no text. */
static ViewResult refuse_letter(MorningView *self, const Evening *evening) {
  const Settings *settings = evening->settings;
  const PlanStep *step = plan_step(self->form->plan, morning_form_step(self->form));
  const char *done = step && step->kind == STEP_AVOID ? _("kept") : _("done");
  g_autofree char *reason = g_strdup_printf(
      _("Of this step you can say: %s %s, %s not kept, %s skipped."), keys_name(settings, KEY_ACTION_DONE), done,
      keys_name(settings, KEY_ACTION_NOT_TONIGHT), keys_name(settings, KEY_ACTION_SKIP));
  refuse(self, reason);
  return VIEW_REDRAW;
}

static ViewResult form_key(MorningView *self, const Evening *evening, KeyAction action) {
  switch ((int) action) {
  case KEY_ACTION_UP:
  case KEY_ACTION_PREVIOUS_FIELD: return move(self, -1);
  case KEY_ACTION_DOWN:
  case KEY_ACTION_NEXT_FIELD: return move(self, 1);
  case KEY_ACTION_BEGIN: return next(self);
  case KEY_ACTION_DONE: return settle(self, MARK_DONE);
  case KEY_ACTION_SKIP: return settle(self, MARK_SKIPPED);
  case KEY_ACTION_NOT_TONIGHT: return settle(self, MARK_SLIPPED);
  case KEY_ACTION_KEEP: return keep(self);
  case KEY_ACTION_UNDO: return take_back(self);
  case KEY_ACTION_QUIT: self->asks_quit = TRUE; return VIEW_REDRAW;
  case KEY_ACTION_LEFT:
  case KEY_ACTION_RIGHT: return VIEW_REDRAW;
  default: return morning_form_step(self->form) ? refuse_letter(self, evening) : VIEW_REDRAW;
  }
}

static ViewResult key(MorningView *self, const Evening *evening, KeyAction action) {
  const gboolean answered = self->form && morning_form_is_answered(self->form);
  switch ((int) action) {
  case KEY_ACTION_BACK:
    /* What makes no sense is said once before it is dropped. */
    if (answered && !self->form->question && !commit(self))
      return VIEW_REDRAW;
    return leave_to(self, way_back(self));
  case KEY_ACTION_HELP: return view_go(&self->view, VIEW_HELP);
  case KEY_ACTION_NEXT_FIELD:
    if (!answered)
      return view_go(&self->view, VIEW_TONIGHT);
    break;
  default: break;
  }
  return answered ? form_key(self, evening, action) : VIEW_IGNORED;
}

static ViewResult answer_quit(MorningView *self, const Input *input) {
  self->asks_quit = FALSE;
  const gboolean yes = input->kind == INPUT_ACTION && input->action == KEY_ACTION_BEGIN;
  return yes ? leave_to(self, VIEW_QUIT) : VIEW_REDRAW;
}

/* A letter is text in every field; only in those that take no sentence do two keys ask for help and for the end. */
static ViewResult type(MorningView *self, const Evening *evening, const Input *input) {
  const gunichar typed = input->kind == INPUT_CHARACTER ? input->character : 0;
  const gboolean is_note = self->form->active == FIELD_NOTE;
  if (!is_note && keys_types(evening->settings, KEY_ACTION_QUIT, typed)) {
    self->asks_quit = TRUE;
    return VIEW_REDRAW;
  }
  if (!is_note && keys_types(evening->settings, KEY_ACTION_HELP, typed))
    return view_go(&self->view, VIEW_HELP);
  if (self->form->active == FIELD_RESTED && typed >= '1' && typed <= '5')
    return rate(self, evening, (int) typed - '0');
  if (self->form->active == FIELD_RESTED) {
    if (g_unichar_isprint(typed))
      refuse(self, morning_form_refusal(self->form));
    return VIEW_REDRAW;
  }
  return morning_form_type(self->form, input) ? VIEW_REDRAW : VIEW_IGNORED;
}

static ViewResult form_input(MorningView *self, const Evening *evening, const Input *input) {
  const gboolean in_field = !morning_form_step(self->form);
  if (self->asks_quit)
    return answer_quit(self, input);
  if (input->kind == INPUT_CHARACTER && input->character == '\n')
    return next(self);
  if (in_field && (input->edit != EDIT_NONE || input->kind == INPUT_CHARACTER))
    return type(self, evening, input);
  if (input->kind == INPUT_ACTION)
    return key(self, evening, input->action);
  return refuse_letter(self, evening);
}

static ViewResult question_input(MorningView *self, const Evening *evening, const Input *input) {
  if (self->form && input->character >= '1' && input->character <= '5')
    return rate(self, evening, (int) input->character - '0');
  return input->kind == INPUT_ACTION ? key(self, evening, input->action) : VIEW_IGNORED;
}

/* A click on a figure answers, on a line goes there; on the mark of a step, or twice on its line, it ticks. */
static ViewResult click(MorningView *self, const Evening *evening, const Input *input) {
  Hit hit;
  if (!self->form || !hits_find(self->hits, input, &hit))
    return VIEW_IGNORED;
  /* What is typed is stored first, and a place that has to be cleared up is not left. */
  if (morning_form_is_answered(self->form) && !commit(self))
    return VIEW_REDRAW;
  if (hit.kind == HIT_RATING)
    return input->kind == INPUT_CLICK ? rate(self, evening, (int) hit.index) : VIEW_IGNORED;
  (void) morning_form_go(self->form, hit.index);
  const gboolean ticks = hit.index >= N_MORNING_FIELDS && hit_ticks(&hit, input);
  return ticks ? settle(self, MARK_DONE) : VIEW_REDRAW;
}

static ViewResult morning_input(View *view, const Evening *evening, const Input *input) {
  MorningView *self = morning_view(view);
  const gboolean answered = self->form && morning_form_is_answered(self->form);
  follow_zone(self, evening);
  switch (input->kind) {
  case INPUT_ACTION:
  case INPUT_CHARACTER: return answered ? form_input(self, evening, input) : question_input(self, evening, input);
  case INPUT_SCROLL: return answered ? move(self, input->lines < 0 ? -1 : 1) : VIEW_IGNORED;
  case INPUT_CLICK:
  case INPUT_DOUBLE_CLICK: return click(self, evening, input);
  }
  g_assert_not_reached();
}

/* The clock shows beside the question only. */
static gint64 morning_next_change(const View *view, const Evening *evening) {
  const MorningView *self = (const MorningView *) view;
  if (!self->form || morning_form_is_answered(self->form))
    return 0;
  return (evening->now / 60 + 1) * 60 * G_USEC_PER_SEC;
}

static gboolean morning_types(const View *view) {
  const MorningView *self = (const MorningView *) view;
  return self->form && morning_form_is_answered(self->form) && !morning_form_step(self->form) && !self->asks_quit;
}

static Stage morning_stage(const View *view, const Evening *evening) {
  return STAGE_DAY;
}

static void morning_leave(View *view) {
  MorningView *self = morning_view(view);
  follow_zone(self, app_evening(view->app));
  (void) leave_to(self, VIEW_IGNORED);
}

static void morning_free(View *view) {
  MorningView *self = morning_view(view);
  g_clear_pointer(&self->form, morning_form_free);
  hits_free(self->hits);
  g_free(self);
}

static const ViewClass morning_class = {
  .name = "morning",
  .set = IN_MORNING,
  .draw = morning_draw,
  .input = morning_input,
  .enter = morning_enter,
  .leave = morning_leave,
  .next_change = morning_next_change,
  .types = morning_types,
  .stage = morning_stage,
  .free = morning_free,
};

View *morning_view_new(App *app) {
  MorningView *self = g_new0(MorningView, 1);
  self->view = (View){ .class = &morning_class, .app = app };
  self->hits = hits_new();
  return &self->view;
}

#define BEFORE_WAKE_SECONDS (3 * 3600)

static gboolean has_gone_to_sleep(const Evening *evening, gint64 last_key) {
  if (last_key != 0)
    return evening->now - last_key >= MORNING_CALL_REST_SECONDS;
  return evening->record->good_night || evening->record->lights_out != 0;
}

gboolean morning_call(const Evening *evening, gint64 last_key) {
  const Plan *plan = evening->plan;
  if (evening->morning_due == NIGHT_NONE)
    return FALSE;
  /* The night is not over by the clock: whoever presses a key may not have slept yet. */
  if (evening->morning_due == plan->night)
    return evening->now >= plan->wake - BEFORE_WAKE_SECONDS && has_gone_to_sleep(evening, last_key);
  /* Later than half way to bedtime the evening comes first; the key still answers. */
  if (evening->now >= plan->start + (plan->bed - plan->start) / 2)
    return FALSE;
  const gboolean rested = last_key == 0 || evening->now - last_key >= MORNING_CALL_REST_SECONDS;
  return evening->morning_due + 1 == plan->night && evening->agenda->phase == PHASE_DAY && rested;
}
