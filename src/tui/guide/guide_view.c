/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A guided step on the screen: the parts of a stretch or the phases of a breath
 * as the run says them, and the keys that pause, extend and end it. */
#include "tui/guide/guide.h"

#include "base/daytime.h"
#include "base/text.h"
#include "tui/canvas/keyline.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/plot.h"
#include "tui/view.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <math.h>

#define DIGIT_ROWS 5
#define SMALLEST_SHARE 0.3 /* of the ring's largest radius */
#define PAUSED_DIM 0.5

/* Three bits a row, from the top. */
static const guint8 digit_shapes[10][DIGIT_ROWS] = {
  { 7, 5, 5, 5, 7 }, { 2, 6, 2, 2, 7 }, { 7, 1, 7, 4, 7 }, { 7, 1, 7, 1, 7 }, { 5, 5, 7, 1, 1 },
  { 7, 4, 7, 1, 7 }, { 7, 4, 7, 5, 7 }, { 7, 1, 1, 1, 1 }, { 7, 5, 7, 5, 7 }, { 7, 5, 7, 1, 7 },
};
static const guint8 colon_shape[DIGIT_ROWS] = { 0, 1, 0, 1, 0 };

/* Which rows there are for what: the header above, bar and keys below, the large thing between. */
typedef struct {
  int header, first, end; /* the large thing's rows: `first` to before `end` */
  int bar, status;
} Rows;

static Rows rows_of(const Canvas *canvas) {
  const int rows = canvas_rows(canvas);
  if (layout_is_low(canvas))
    return (Rows){ .header = 0, .first = 1, .end = rows - 4, .bar = rows - 4, .status = rows - 3 };
  return (Rows){ .header = 1, .first = 4, .end = rows - 6, .bar = rows - 5, .status = rows - 3 };
}

static int seconds_up(gint64 usec) {
  return (int) ((usec + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

static const char *breath_word(Breath breath) {
  switch (breath) {
  case BREATH_NONE: return "";
  case BREATH_IN: return _("in");
  case BREATH_HOLD: return _("hold");
  case BREATH_OUT: return _("out");
  case BREATH_REST: return _("rest");
  }
  return "";
}

/* How far the pacer is open, 0..1: it sets out and arrives gently. */
static double openness(const GuidePicture *picture) {
  const double share = picture->moves ? (1 - cos(G_PI * picture->moment.breath_share)) / 2 : 1;
  switch (picture->moment.breath) {
  case BREATH_NONE:
  case BREATH_REST: return 0;
  case BREATH_IN: return share;
  case BREATH_HOLD: return 1;
  case BREATH_OUT: return 1 - share;
  }
  return 0;
}

static void draw_pacer(Canvas *canvas, const GuidePicture *picture, const Rows *rows) {
  const int columns = canvas_columns(canvas), word_row = rows->end - 1;
  const PlotPlace place = { rows->first, 0, columns, word_row - rows->first };
  const char *word = breath_word(picture->moment.breath);
  const double share = SMALLEST_SHARE + (1 - SMALLEST_SHARE) * openness(picture);
  plot_ring(canvas, &place, share, picture->is_paused ? PAUSED_DIM : 0);
  if (picture->is_paused) {
    canvas_put_centred(canvas, word_row, 0, columns, ROLE_BRIGHT, _("paused"));
    return;
  }
  /* Without the movement the seconds say how far it is. */
  g_autofree char *still = g_strdup_printf("%s %d", word, seconds_up(picture->moment.breath_left_usec));
  canvas_put_centred(canvas, word_row, 0, columns, ROLE_BRIGHT, picture->moves ? word : still);
}

/* So large a thing can be read from afar also when it is dim, and lights no room. */
static int draw_shape(Canvas *canvas, int row, int column, const guint8 shape[DIGIT_ROWS], int bits, int scale) {
  for (int line = 0; line < DIGIT_ROWS; line++) {
    for (int bit = 0; bit < bits; bit++) {
      if (shape[line] >> (bits - 1 - bit) & 1)
        canvas_fill(canvas, row + line, column + bit * scale, scale, ROLE_DIM, canvas_glyphs(canvas)->filled);
    }
  }
  return column + (bits + 1) * scale;
}

static void draw_countdown(Canvas *canvas, int row, int seconds) {
  g_autofree char *text = g_strdup_printf("%d:%02d", seconds / 60, seconds % 60);
  const int scale = layout_is_narrow(canvas) ? 1 : 2;
  int width = -scale;
  for (const char *at = text; *at; at++)
    width += (*at == ':' ? 2 : 4) * scale;
  int column = (canvas_columns(canvas) - width) / 2;
  for (const char *at = text; *at; at++) {
    if (*at == ':')
      column = draw_shape(canvas, row, column, colon_shape, 1, scale);
    else
      column = draw_shape(canvas, row, column, digit_shapes[*at - '0'], 3, scale);
  }
}

static void draw_next(Canvas *canvas, int row, const GuidePicture *picture) {
  const int from = layout_margin(canvas), end = layout_end(canvas);
  if (picture->is_paused) {
    canvas_put_centred(canvas, row, from, end, ROLE_BRIGHT, _("paused"));
    return;
  }
  if (!picture->moment.next)
    return;
  g_autofree char *then = g_strdup_printf(_("then %s"), picture->moment.next);
  canvas_put_centred(canvas, row, from, end, ROLE_DIM, then);
}

static void draw_part(Canvas *canvas, const GuidePicture *picture, const Rows *rows) {
  const int room = rows->end - rows->first, gap = room >= DIGIT_ROWS + 4 ? 1 : 0;
  const int top = rows->first + MAX(room - (DIGIT_ROWS + 2 + 2 * gap), 0) / 2;
  const char *name = picture->moment.part ? picture->moment.part : picture->title;
  canvas_put_centred(canvas, top, layout_margin(canvas), layout_end(canvas), ROLE_BRIGHT, name);
  draw_countdown(canvas, top + 1 + gap, seconds_up(picture->moment.part_left_usec));
  draw_next(canvas, top + 1 + DIGIT_ROWS + 2 * gap, picture);
}

static void draw_over(Canvas *canvas, const GuidePicture *picture, const Rows *rows) {
  const int row = (rows->first + rows->end) / 2, from = layout_margin(canvas), end = layout_end(canvas);
  canvas_put_centred(canvas, row, from, end, ROLE_BRIGHT, _("That was it."));
  if (picture->after)
    canvas_put_centred(canvas, row + 1, from, end, ROLE_DIM, picture->after);
}

static void draw_bar(Canvas *canvas, int row, const GuideMoment *moment) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const int from = layout_margin(canvas), width = layout_end(canvas) - from;
  const gint64 gone_usec = moment->length_usec - moment->left_usec;
  const int gone = moment->length_usec > 0 ? (int) (gone_usec * (width - 1) / moment->length_usec) : width - 1;
  canvas_fill(canvas, row, from, gone, ROLE_FAINT, glyphs->bar_gone);
  canvas_fill(canvas, row, from + gone, 1, ROLE_ACCENT, glyphs->now);
  canvas_fill(canvas, row, from + gone + 1, width - gone - 1, ROLE_DIM, glyphs->bar_coming);
}

static void draw_tiny(Canvas *canvas, const GuidePicture *picture) {
  const GuideMoment *moment = &picture->moment;
  const int seconds = seconds_up(moment->part_left_usec);
  g_autofree char *left = g_strdup_printf("%d:%02d", seconds / 60, seconds % 60);
  const char *name = moment->part ? moment->part : picture->title;
  layout_draw_tiny(canvas, moment->breath != BREATH_NONE ? breath_word(moment->breath) : name, left);
}

void guide_draw(Canvas *canvas, const GuidePicture *picture) {
  if (layout_is_tiny(canvas)) {
    draw_tiny(canvas, picture);
    return;
  }
  const Rows rows = rows_of(canvas);
  const GuideMoment *moment = &picture->moment;
  g_autofree char *length = words_length((seconds_up(moment->left_usec) + 59) / 60);
  g_autofree char *left = g_strdup_printf(_("%s left"), length);
  layout_header(canvas, rows.header, picture->title, moment->is_over ? NULL : left, ROLE_DIM);
  if (moment->is_over)
    draw_over(canvas, picture, &rows);
  else if (moment->breath != BREATH_NONE)
    draw_pacer(canvas, picture, &rows);
  else
    draw_part(canvas, picture, &rows);
  draw_bar(canvas, rows.bar, moment);
  if (picture->status)
    canvas_put(canvas, rows.status, layout_margin(canvas), ROLE_DIM, picture->status,
               layout_end(canvas) - layout_margin(canvas));
}

#define EXTEND_SECONDS 60
#define USUAL_SECONDS (10 * 60) /* of a step without a length */
#define SOON_SECONDS (10 * 60)  /* what begins by then may as well begin now */
#define STEP_SCREENS_OFF "screens"

typedef struct {
  View view;
  const char *step; /* interned; the step that `run` is of, and its night */
  Night night;
  char *title;
  char *shortened; /* says until when it was shortened; NULL: it was not */
  GuideRun *run;   /* NULL: nothing runs */
  gboolean ticked; /* it is over and marked */
  gint64 begun;    /* when `run` began */
  gint64 held;     /* until when reminders are held back; 0: they come */
} GuideView;

static gint64 now_usec(const GuideView *self, const Evening *evening) {
  return self->view.app ? clock_now_usec(app_clock(self->view.app)) : evening->now * G_USEC_PER_SEC;
}

/* Screens off, when it is still to come; else bedtime. */
static gint64 limit_of(const Evening *evening) {
  const PlanStep *screens = plan_step(evening->plan, STEP_SCREENS_OFF);
  return screens && screens->at > evening->now ? screens->at : evening->plan->bed;
}

static void begin(GuideView *self, const Evening *evening, const PlanStep *planned) {
  const Step *step = routine_step(evening->routine, planned->id);
  const Guide *guide = step && step->guide ? settings_guide(evening->settings, step->guide) : NULL;
  const int planned_seconds = (int) (planned->until - planned->at);
  const int wanted = planned_seconds > 0 ? planned_seconds : USUAL_SECONDS;
  const gint64 limit = limit_of(evening);
  const int seconds = guide_fit(wanted, evening->now, limit);
  g_autofree char *until = daytime_clock(limit, evening->zone);
  self->step = g_intern_string(planned->id);
  self->night = evening->plan->night;
  self->title = g_strdup(planned->title);
  self->shortened = seconds < wanted ? g_strdup_printf(_("Shortened to end at %s."), until) : NULL;
  self->run = guide_run_new(guide, seconds, now_usec(self, evening));
  self->begun = evening->now;
  self->ticked = FALSE;
}

/* While it leads through the step nothing else speaks: what falls due comes when it is over, stands still or is left.
 */
static void hold_reminders(GuideView *self) {
  if (!self->view.app)
    return;
  const gint64 now = clock_now_usec(app_clock(self->view.app));
  const gboolean leads = self->run && !self->ticked && !guide_run_is_paused(self->run);
  const gint64 until = leads ? (now + guide_moment(self->run, now).left_usec) / G_USEC_PER_SEC : 0;
  if (until == self->held)
    return;
  self->held = until;
  app_hold_reminders(self->view.app, until);
}

static void end(GuideView *self) {
  g_clear_pointer(&self->run, guide_run_free);
  g_clear_pointer(&self->title, g_free);
  g_clear_pointer(&self->shortened, g_free);
}

static void guide_view_enter(View *view, const Evening *evening) {
  GuideView *self = (GuideView *) view;
  const PlanStep *planned = view->step ? plan_step(evening->plan, view->step) : NULL;
  /* Back from the help: it goes on where it was. */
  if (self->run && self->step == view->step && self->night == evening->plan->night) {
    guide_run_resume(self->run, now_usec(self, evening));
  } else {
    end(self);
    if (planned)
      begin(self, evening, planned);
  }
  hold_reminders(self);
}

static void guide_view_leave(View *view) {
  GuideView *self = (GuideView *) view;
  if (!self->run)
    return;
  if (self->ticked || !view->app)
    end(self);
  else
    guide_run_pause(self->run, clock_now_usec(app_clock(view->app)));
  hold_reminders(self);
}

/* Once it is over: what fell due meanwhile, else what comes next (borrowed); NULL: nothing more tonight. */
static const PlanStep *next_step(const GuideView *self, const Evening *evening) {
  const Agenda *agenda = evening->agenda;
  if (!self->ticked)
    return NULL;
  for (guint i = 0; i < agenda->rows->len; i++) {
    const AgendaRow *row = agenda_row(agenda, i);
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, row->step);
    if (row->state == AGENDA_DUE && step->at >= self->begun)
      return step;
  }
  return agenda->next < 0 ? NULL
                          : g_ptr_array_index(evening->plan->steps, agenda_row(agenda, (guint) agenda->next)->step);
}

/* That, where it can be led through now. */
static const PlanStep *offered(const GuideView *self, const Evening *evening) {
  const PlanStep *next = next_step(self, evening);
  return next && next->kind == STEP_GUIDED && next->at <= evening->now + SOON_SECONDS ? next : NULL;
}

static char *after_line(const GuideView *self, const Evening *evening) {
  const PlanStep *next = next_step(self, evening);
  if (!next)
    return NULL;
  g_autofree char *clock = daytime_clock(next->at, evening->zone);
  return g_strdup_printf(_("Next: %s at %s."), next->title, clock);
}

static void draw_nothing(Canvas *canvas) {
  canvas_put_centred(canvas, canvas_rows(canvas) / 2, 0, canvas_columns(canvas), ROLE_TEXT,
                     _("There is nothing to lead through here."));
}

static void draw_keys(Canvas *canvas, const GuideView *self, const Evening *evening, gboolean is_over) {
  Keyline keys = { .n_left = 0 };
  if (offered(self, evening)) {
    keyline_add(&keys, KEY_ACTION_BEGIN, _("begin the next"));
    keyline_add(&keys, KEY_ACTION_BACK, _("back to the evening"));
  } else if (is_over || !self->run) {
    keyline_add(&keys, KEY_ACTION_BEGIN, _("back to the evening"));
  } else {
    keyline_add(&keys, KEY_ACTION_PAUSE, guide_run_is_paused(self->run) ? _("go on") : NULL);
    keyline_add(&keys, KEY_ACTION_EXTEND, NULL);
    keyline_add(&keys, KEY_ACTION_BEGIN, _("enough"));
    keyline_add(&keys, KEY_ACTION_BACK, _("leave open"));
  }
  keyline_add_right(&keys, KEY_ACTION_HELP, NULL);
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, evening->settings);
}

static void guide_view_draw(View *view, const Evening *evening, Canvas *canvas) {
  const GuideView *self = (const GuideView *) view;
  if (!self->run) {
    draw_nothing(canvas);
    draw_keys(canvas, self, evening, TRUE);
    return;
  }
  g_autofree char *after = after_line(self, evening);
  const GuidePicture picture = {
    .title = self->title,
    .status = self->ticked ? evening->status : self->shortened,
    .after = after,
    .is_paused = guide_run_is_paused(self->run),
    .moves = evening->settings->motion,
    .moment = guide_moment(self->run, now_usec(self, evening)),
  };
  guide_draw(canvas, &picture);
  draw_keys(canvas, self, evening, picture.moment.is_over);
}

/* Ticks the step with the time that was taken for it. */
static void tick(GuideView *self, const Evening *evening) {
  const Action action = { .kind = ACTION_MARK,
                          .step = self->step,
                          .mark = MARK_DONE,
                          .took_seconds = guide_run_took(self->run, now_usec(self, evening)) };
  self->ticked = TRUE;
  view_perform(&self->view, &action);
  hold_reminders(self);
}

static ViewResult guide_view_wake(View *view, const Evening *evening) {
  GuideView *self = (GuideView *) view;
  if (self->run && !self->ticked && guide_moment(self->run, now_usec(self, evening)).is_over)
    tick(self, evening);
  return VIEW_REDRAW;
}

static ViewResult finish(GuideView *self, const Evening *evening) {
  if (self->run && !self->ticked)
    tick(self, evening);
  end(self);
  return VIEW_BACK;
}

/* From one to the next, without a look at the list between. */
static ViewResult begin_next(GuideView *self, const Evening *evening, const PlanStep *next) {
  end(self);
  begin(self, evening, next);
  self->view.step = self->step;
  hold_reminders(self);
  return VIEW_REDRAW;
}

static ViewResult leave_open(GuideView *self) {
  end(self);
  hold_reminders(self);
  return VIEW_BACK;
}

static ViewResult extend(GuideView *self, gint64 now) {
  guide_run_extend(self->run, EXTEND_SECONDS, now);
  hold_reminders(self);
  return VIEW_REDRAW;
}

static ViewResult stand_still_or_go_on(GuideView *self, gint64 now) {
  if (guide_run_is_paused(self->run))
    guide_run_resume(self->run, now);
  else
    guide_run_pause(self->run, now);
  hold_reminders(self);
  return VIEW_REDRAW;
}

static ViewResult guide_view_input(View *view, const Evening *evening, const Input *input) {
  GuideView *self = (GuideView *) view;
  const gint64 now = now_usec(self, evening);
  if (input->kind != INPUT_ACTION)
    return VIEW_IGNORED;
  const PlanStep *next = offered(self, evening);
  if (next && input->action == KEY_ACTION_BEGIN)
    return begin_next(self, evening, next);
  if (!self->run || self->ticked)
    return input->action == KEY_ACTION_BEGIN ? finish(self, evening) : VIEW_IGNORED;
  switch ((int) input->action) {
  case KEY_ACTION_BEGIN: return finish(self, evening);
  case KEY_ACTION_BACK: return leave_open(self);
  case KEY_ACTION_EXTEND: return extend(self, now);
  case KEY_ACTION_PAUSE: return stand_still_or_go_on(self, now);
  default: return VIEW_IGNORED;
  }
}

static gint64 guide_view_next_change(const View *view, const Evening *evening) {
  const GuideView *self = (const GuideView *) view;
  if (!self->run || self->ticked)
    return 0;
  const gint64 now = now_usec(self, evening);
  /* Over, but not ticked yet: at once. */
  return guide_moment(self->run, now).is_over ? now : guide_next_change(self->run, evening->settings->motion, now);
}

static void guide_view_free(View *view) {
  end((GuideView *) view);
  g_free(view);
}

static const ViewClass guide_class = {
  .name = "guide",
  .set = IN_GUIDE,
  .draw = guide_view_draw,
  .input = guide_view_input,
  .enter = guide_view_enter,
  .leave = guide_view_leave,
  .next_change = guide_view_next_change,
  .wake = guide_view_wake,
  .free = guide_view_free,
};

View *guide_view_new(App *app) {
  GuideView *self = g_new0(GuideView, 1);
  self->view.class = &guide_class;
  self->view.app = app;
  return &self->view;
}
