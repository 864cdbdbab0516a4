/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tonight/tonight.h"

#include "base/daytime.h"
#include "planning/planner.h"
#include "planning/schedule.h"
#include "session/service.h"
#include "tui/canvas/layout.h"
#include "tui/keys.h"
#include "tui/view.h"

#include <glib/gi18n.h>
#include <string.h>

/* After bedtime the evening shows for this long after a key. What was done is news for NEWS_SECONDS; what was undone or
 * refused only while it is read. */
enum { EVENING_SECONDS = 60, NEWS_SECONDS = 5 * 60, BRIEF_SECONDS = 10, HISTORY_NIGHTS = 17 * 7 };

/* Good night so long before bedtime may be a slip of the finger. */
enum { EARLY_SECONDS = 3600 };

typedef struct {
  View view;
  const char *selected; /* interned; the step that the person moved to; NULL: the cursor follows what comes next */
  Night moved_in;       /* the night in which that was */
  gint64 touched_at;    /* the last key that moved something */
  guint unfolded;
  gboolean shows_evening; /* after bedtime: the whole list, for a minute after the last key */
  BedPrompt prompt;
  ActionKind asked; /* what was asked about before it is done; 0: nothing */
  Hits *hits;
  char *said;       /* the status that shows */
  gint64 said_at;   /* since when */
  int said_seconds; /* and for how long */
  char *reminded;   /* the reminder that shows */
  gint64 reminded_at;
  History *history;
  Night history_night; /* tonight and its revision, when it was read */
  guint64 history_revision;
} TonightView;

static TonightView *tonight_view(View *view) {
  return (TonightView *) view;
}

/* Only the person moves the cursor: neither time nor another view nor another program takes it away. */
static gboolean is_moved(const TonightView *self, const Evening *evening) {
  return self->selected && self->moved_in == evening->plan->night;
}

static void touch(TonightView *self, const Evening *evening) {
  self->moved_in = evening->plan->night;
  self->touched_at = evening->now;
}

static void follow(TonightView *self) {
  self->selected = NULL;
  self->unfolded = 0;
  self->shows_evening = FALSE;
}

/* The row under the cursor: where the person moved it, else what comes next. */
static int selected_row(const TonightView *self, const Evening *evening, const EveningList *list) {
  const int row = is_moved(self, evening) ? evening_list_find(list, evening, self->selected) : -1;
  return row >= 0 ? row : list->current;
}

static guint unfolded(const TonightView *self, const Evening *evening) {
  return is_moved(self, evening) ? self->unfolded : 0;
}

typedef enum { SHOWS_EVENING, SHOWS_AFTER_BED, SHOWS_DARK } Shows;

static Shows what_shows(const TonightView *self, const Evening *evening) {
  const AgendaPhase phase = evening->agenda->phase;
  if (phase == PHASE_DAY || phase == PHASE_EVENING ||
      (self->shows_evening && evening->now < self->touched_at + EVENING_SECONDS))
    return SHOWS_EVENING;
  return phase == PHASE_ASLEEP ? SHOWS_DARK : SHOWS_AFTER_BED;
}

/* The step that keys act upon; NULL: none. After bedtime that is lights out. */
static const PlanStep *acting_step(const TonightView *self, const Evening *evening) {
  if (what_shows(self, evening) != SHOWS_EVENING)
    return plan_step(evening->plan, STEP_LIGHTS_OUT);
  g_autoptr(EveningList) list = evening_list_new(evening, unfolded(self, evening));
  const int row = selected_row(self, evening, list);
  return row < 0 ? NULL : evening_list_step(evening, evening_list_row(list, (guint) row));
}

static gboolean note(char **text, gint64 *since, const char *shown, gint64 now) {
  if (g_strcmp0(*text, shown) == 0)
    return FALSE;
  g_free(*text);
  *text = g_strdup(shown);
  *since = now;
  return TRUE;
}

/* Status and reminder are news for a while; then the line is free again, and the list says what is due. */
static void note_news(TonightView *self, const Evening *evening) {
  if (note(&self->said, &self->said_at, evening->status, evening->now))
    self->said_seconds = NEWS_SECONDS;
  (void) note(&self->reminded, &self->reminded_at, evening->reminder, evening->now);
}

static const char *status_of(const TonightView *self, const Evening *evening) {
  return evening->now < self->said_at + self->said_seconds ? self->said : NULL;
}

/* The recent weeks are read again when something in them may have changed, and only where there is room to show them.
 */
static void load_history(TonightView *self, const Evening *evening) {
  const Night night = evening->plan->night;
  if (!self->view.app || (self->history_night == night && self->history_revision == evening->revision))
    return;
  g_autoptr(GError) error = NULL;
  g_clear_pointer(&self->history, history_free);
  self->history = app_history(self->view.app, night - HISTORY_NIGHTS, night, &error);
  self->history_night = night;
  self->history_revision = evening->revision;
}

/* The question that waits for its answer (owned); NULL: none does. */
static char *question_of(const TonightView *self, const Evening *evening) {
  if (self->asked == 0)
    return NULL;
  return g_strdup_printf(_("Good night already? %s yes, %s no"), keys_name(evening->settings, KEY_ACTION_BEGIN),
                         keys_name(evening->settings, KEY_ACTION_BACK));
}

/* The evening as it would be with the bedtime that is being chosen, in place of the one that is. */
typedef struct {
  Evening evening;
  Plan *plan;
  Record *record;
  Agenda *agenda;
} Preview;

static void preview_clear(Preview *preview) {
  plan_free(preview->plan);
  record_free(preview->record);
  g_clear_pointer(&preview->agenda, agenda_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Preview, preview_clear)

static void preview_fill(Preview *preview, const TonightView *self, const Evening *evening) {
  const BedPrompt *prompt = &self->prompt;
  preview->evening = *evening;
  if (!prompt->is_open || prompt->bed == evening->plan->bed || !self->view.app)
    return;
  preview->plan = app_preview_bed(self->view.app, prompt->bed, bed_prompt_wake(prompt, evening), &preview->record);
  if (!preview->plan)
    return;
  const gint64 reminders_end = planner_instant(preview->plan, evening->settings->reminders.until, evening->zone);
  preview->agenda = agenda_new(preview->plan, preview->record, evening->pauses, reminders_end, evening->now);
  preview->evening.plan = preview->plan;
  preview->evening.record = preview->record;
  preview->evening.agenda = preview->agenda;
}

static void tonight_draw(View *view, const Evening *actual, Canvas *canvas) {
  TonightView *self = tonight_view(view);
  g_auto(Preview) preview = { .plan = NULL };
  preview_fill(&preview, self, actual);
  const Evening *evening = &preview.evening;
  const Shows shows = what_shows(self, actual);
  g_autoptr(EveningList) list = evening_list_new(evening, unfolded(self, evening));
  if (layout_is_roomy(canvas))
    load_history(self, actual);
  note_news(self, actual);
  hits_clear(self->hits);
  g_autofree char *question = question_of(self, evening);
  const TonightPicture picture = {
    .evening = evening,
    .actual = actual,
    .list = list,
    .status = status_of(self, evening),
    .question = question,
    .reminds = evening->now < self->reminded_at + NEWS_SECONDS,
    .selected = selected_row(self, evening, list),
    .moved = is_moved(self, evening),
    .prompt = &self->prompt,
    .history = self->history,
    .rules = self->history ? app_streak_rules(view->app) : (StreakRules){ .keep_percent = 0 },
    .hits = self->hits,
  };
  if (shows == SHOWS_DARK) {
    tonight_draw_dark(canvas, &picture);
    return;
  }
  if (layout_is_tiny(canvas)) {
    tonight_draw_tiny(canvas, &picture, shows == SHOWS_AFTER_BED);
    return;
  }
  if (shows == SHOWS_AFTER_BED)
    tonight_draw_after_bed(canvas, &picture);
  else
    tonight_draw_evening(canvas, &picture);
  tonight_draw_keys(canvas, &picture, shows == SHOWS_AFTER_BED);
}

/* Shows what was just said from now on, also where it is the same as before. */
static ViewResult show_said(TonightView *self, int seconds) {
  const Evening *evening = app_evening(self->view.app);
  g_free(self->said);
  self->said = g_strdup(evening->status);
  self->said_at = evening->now;
  self->said_seconds = seconds;
  return VIEW_REDRAW;
}

static ViewResult perform(TonightView *self, const Action *action) {
  view_perform(&self->view, action);
  return show_said(self, app_evening(self->view.app)->status_is_act ? NEWS_SECONDS : BRIEF_SECONDS);
}

static ViewResult undo(TonightView *self) {
  view_undo(&self->view);
  return show_said(self, BRIEF_SECONDS);
}

static ViewResult say(TonightView *self, const char *text) {
  app_say(self->view.app, text);
  return show_said(self, NEWS_SECONDS);
}

/* Says why a key does nothing (`reason` is taken). */
static ViewResult refuse(TonightView *self, char *reason) {
  app_say(self->view.app, reason);
  g_free(reason);
  return show_said(self, BRIEF_SECONDS);
}

/* The first press shows the command, a second one, while it shows, runs it. */
static ViewResult keep_reminding(TonightView *self, const Evening *evening) {
  if (evening->reminds_when_closed)
    return say(self, _("Reminders are already on when winddown is closed."));
  const char *status = status_of(self, evening);
  if (!evening->rehearses && (!status || !strstr(status, service_command()))) {
    g_autofree char *offer = g_strdup_printf(_("This will run “%s”. Press %s again to confirm."), service_command(),
                                             keys_name(evening->settings, KEY_ACTION_KEEP_REMINDING));
    return say(self, offer);
  }
  app_keep_reminding(self->view.app);
  return show_said(self, NEWS_SECONDS);
}

static gboolean is_early(const Evening *evening) {
  return evening->now < evening->plan->bed - EARLY_SECONDS;
}

/* Does it, or asks first where it is early for it. */
static ViewResult end_evening(TonightView *self, const Evening *evening, ActionKind kind) {
  if (is_early(evening) && self->asked == 0) {
    self->asked = kind;
    return VIEW_REDRAW;
  }
  self->asked = 0;
  follow(self);
  if (kind == ACTION_GOOD_NIGHT)
    return perform(self, &(Action){ .kind = kind });
  return perform(self, &(Action){ .kind = ACTION_MARK, .step = STEP_LIGHTS_OUT, .mark = MARK_DONE });
}

/* Marks the step; a second time opens it again. */
static ViewResult mark(TonightView *self, const Evening *evening, const PlanStep *step, Mark mark) {
  const Mark now = record_mark(evening->record, step->id);
  if (mark == MARK_DONE && now != mark && g_str_equal(step->id, STEP_LIGHTS_OUT) && is_early(evening))
    return end_evening(self, evening, ACTION_MARK);
  /* The plan may be replaced by the act: the id must outlive it. */
  const char *id = g_intern_string(step->id);
  return perform(self, &(Action){ .kind = ACTION_MARK, .step = id, .mark = now == mark ? MARK_OPEN : mark });
}

static ViewResult not_tonight(TonightView *self, const Evening *evening, const PlanStep *step) {
  if (g_str_equal(step->id, STEP_LIGHTS_OUT))
    return refuse(self, g_strdup_printf(_("Lights out is marked by its time: press %s when you go to bed."),
                                        keys_name(evening->settings, KEY_ACTION_GOOD_NIGHT)));
  return mark(self, evening, step, MARK_SLIPPED);
}

static ViewResult snooze(TonightView *self, const Evening *evening, const PlanStep *step) {
  const gboolean is_open = record_mark(evening->record, step->id) == MARK_OPEN;
  if (!is_open)
    return refuse(self, g_strdup_printf(_("%s is answered; there is nothing to snooze."), step->title));
  if (evening->now < step->at) {
    g_autofree char *due = daytime_clock(step->at, evening->zone);
    return refuse(self, g_strdup_printf(_("%s is not due until %s."), step->title, due));
  }
  if (step->kind == STEP_AVOID)
    return refuse(self, g_strdup_printf(_("%s has begun and needs no reminder."), step->title));
  const char *id = g_intern_string(step->id);
  return perform(
      self, &(Action){ .kind = ACTION_SNOOZE, .step = id, .minutes = evening->settings->reminders.snooze_minutes });
}

static ViewResult leave_out(TonightView *self, const Evening *evening, const PlanStep *step) {
  const char *id = g_intern_string(step->id);
  return perform(self, &(Action){ .kind = ACTION_PAUSE, .step = id, .night = evening->plan->night, .to = NIGHT_NONE });
}

static ViewResult begin(TonightView *self, const Evening *evening, const PlanStep *step) {
  if (what_shows(self, evening) == SHOWS_AFTER_BED)
    return perform(self, &(Action){ .kind = ACTION_GOOD_NIGHT });
  if (step->kind != STEP_GUIDED)
    return mark(self, evening, step, MARK_DONE);
  self->view.step = g_intern_string(step->id);
  return view_go(&self->view, VIEW_GUIDE);
}

static void select_row(TonightView *self, const Evening *evening, const EveningList *list, int row) {
  const PlanStep *step = row < 0 ? NULL : evening_list_step(evening, evening_list_row(list, (guint) row));
  if (step)
    self->selected = g_intern_string(step->id);
  touch(self, evening);
}

/* Opens the fold at `row` and stands on its last step (upwards) or its first. */
static void unfold(TonightView *self, const Evening *evening, const EveningList *list, int row, int direction) {
  const EveningRow *fold = evening_list_row(list, (guint) row);
  const guint rows = list->rows->len;
  self->unfolded = unfolded(self, evening) | evening_list_fold(fold);
  g_autoptr(EveningList) open = evening_list_new(evening, self->unfolded);
  const int grown = (int) (open->rows->len - rows);
  select_row(self, evening, open, direction < 0 ? row + grown : row);
}

static ViewResult show_evening(TonightView *self, const Evening *evening) {
  self->shows_evening = TRUE;
  touch(self, evening);
  return VIEW_REDRAW;
}

static ViewResult move(TonightView *self, const Evening *evening, int direction) {
  if (what_shows(self, evening) != SHOWS_EVENING)
    return show_evening(self, evening);
  if (!is_moved(self, evening))
    self->unfolded = 0;
  g_autoptr(EveningList) list = evening_list_new(evening, self->unfolded);
  const int row = evening_list_neighbour(list, selected_row(self, evening, list), direction);
  if (row < 0)
    return VIEW_IGNORED;
  if (evening_list_fold(evening_list_row(list, (guint) row)) != 0)
    unfold(self, evening, list, row, direction);
  else
    select_row(self, evening, list, row);
  return VIEW_REDRAW;
}

static ViewResult scroll(TonightView *self, const Evening *evening, int lines) {
  ViewResult result = VIEW_IGNORED;
  for (int i = 0; i < ABS(lines); i++) {
    const ViewResult moved = move(self, evening, lines < 0 ? -1 : 1);
    result = moved == VIEW_REDRAW ? moved : result;
  }
  return result;
}

/* After bedtime there is lights out alone. */
static ViewResult click_after_bed(TonightView *self, const Evening *evening, const Hit *hit, const Input *input) {
  const PlanStep *bed = acting_step(self, evening);
  return bed && hit_ticks(hit, input) ? begin(self, evening, bed) : VIEW_IGNORED;
}

static ViewResult click_fold(TonightView *self, const Evening *evening, guint fold) {
  g_autoptr(EveningList) list = evening_list_new(evening, unfolded(self, evening));
  for (guint i = 0; i < list->rows->len; i++) {
    if (evening_list_fold(evening_list_row(list, i)) != fold)
      continue;
    unfold(self, evening, list, (int) i, 1);
    return VIEW_REDRAW;
  }
  return VIEW_IGNORED;
}

/* A click selects, on the box it ticks; a double click ticks anywhere else. */
static ViewResult click(TonightView *self, const Evening *evening, const Input *input) {
  Hit hit;
  if (!hits_find(self->hits, input, &hit))
    return VIEW_IGNORED;
  if (hit.kind == HIT_FOLD)
    return click_fold(self, evening, hit.index);
  if (what_shows(self, evening) != SHOWS_EVENING)
    return click_after_bed(self, evening, &hit, input);
  if (hit.index >= evening->plan->steps->len)
    return VIEW_IGNORED;
  const PlanStep *step = g_ptr_array_index(evening->plan->steps, hit.index);
  if (!is_moved(self, evening))
    self->unfolded = 0;
  self->selected = g_intern_string(step->id);
  touch(self, evening);
  return hit_ticks(&hit, input) ? mark(self, evening, step, MARK_DONE) : VIEW_REDRAW;
}

static ViewResult prompt_input(TonightView *self, const Evening *evening, const Input *input) {
  switch (bed_prompt_input(&self->prompt, evening, input)) {
  case BED_PROMPT_STAYS: return VIEW_REDRAW;
  case BED_PROMPT_LEAVES: bed_prompt_close(&self->prompt); return VIEW_REDRAW;
  case BED_PROMPT_KEEPS:
    bed_prompt_close(&self->prompt);
    if (self->prompt.bed == evening->plan->bed)
      return VIEW_REDRAW;
    return perform(
        self,
        &(Action){ .kind = ACTION_BED, .instant = self->prompt.bed, .wake = bed_prompt_wake(&self->prompt, evening) });
  }
  g_assert_not_reached();
}

typedef ViewResult (*StepKey)(TonightView *self, const Evening *evening, const PlanStep *step);

static ViewResult done(TonightView *self, const Evening *evening, const PlanStep *step) {
  return mark(self, evening, step, MARK_DONE);
}

static ViewResult skip(TonightView *self, const Evening *evening, const PlanStep *step) {
  return mark(self, evening, step, MARK_SKIPPED);
}

/* The keys that act upon the step under the cursor. */
static const StepKey step_keys[N_KEY_ACTIONS] = {
  [KEY_ACTION_DONE] = done,     [KEY_ACTION_BEGIN] = begin,         [KEY_ACTION_SKIP] = skip,
  [KEY_ACTION_SNOOZE] = snooze, [KEY_ACTION_LEAVE_OUT] = leave_out, [KEY_ACTION_NOT_TONIGHT] = not_tonight,
};

/* What was kept free until lights out is answered in one go; before that it is too early to say. */
static ViewResult keep(TonightView *self, const Evening *evening) {
  if (what_shows(self, evening) == SHOWS_EVENING && evening->record->lights_out == 0)
    return VIEW_IGNORED;
  return perform(self, &(Action){ .kind = ACTION_KEEP });
}

static ViewResult other_key(TonightView *self, const Evening *evening, KeyAction action) {
  switch ((int) action) {
  case KEY_ACTION_KEEP: return keep(self, evening);
  case KEY_ACTION_UNDO: return undo(self);
  case KEY_ACTION_BEDTIME: bed_prompt_open(&self->prompt, evening); return VIEW_REDRAW;
  case KEY_ACTION_GOOD_NIGHT: return end_evening(self, evening, ACTION_GOOD_NIGHT);
  case KEY_ACTION_KEEP_REMINDING: return keep_reminding(self, evening);
  case KEY_ACTION_MORNING: self->view.night = evening->morning_due; return view_go(&self->view, VIEW_MORNING);
  case KEY_ACTION_UP: return move(self, evening, -1);
  case KEY_ACTION_DOWN: return move(self, evening, 1);
  case KEY_ACTION_NOW: follow(self); return VIEW_REDRAW;
  case KEY_ACTION_BACK:
    follow(self);
    app_say(self->view.app, NULL);
    return VIEW_REDRAW;
  case KEY_ACTION_NEXT_VIEW: return view_go(&self->view, VIEW_REVIEW);
  case KEY_ACTION_HELP: return view_go(&self->view, VIEW_HELP);
  case KEY_ACTION_QUIT: return VIEW_QUIT;
  default: return VIEW_IGNORED;
  }
}

static ViewResult key(TonightView *self, const Evening *evening, KeyAction action) {
  if (!step_keys[action])
    return other_key(self, evening, action);
  const PlanStep *step = acting_step(self, evening);
  if (what_shows(self, evening) == SHOWS_DARK)
    return show_evening(self, evening);
  if (!step)
    return refuse(self, g_strdup(_("There is no step to select.")));
  return step_keys[action](self, evening, step);
}

/* Yes or no; what every view has (help, the next view, quit) leaves the question. */
static ViewResult answer(TonightView *self, const Evening *evening, const Input *input) {
  if (input->kind != INPUT_ACTION)
    return VIEW_REDRAW;
  switch ((int) input->action) {
  case KEY_ACTION_BEGIN: return end_evening(self, evening, self->asked);
  case KEY_ACTION_BACK: self->asked = 0; return VIEW_REDRAW;
  case KEY_ACTION_HELP:
  case KEY_ACTION_NEXT_VIEW:
  case KEY_ACTION_QUIT: return VIEW_IGNORED;
  default: return VIEW_REDRAW;
  }
}

static ViewResult tonight_input(View *view, const Evening *evening, const Input *input) {
  TonightView *self = tonight_view(view);
  if (self->prompt.is_open)
    return prompt_input(self, evening, input);
  if (self->asked != 0)
    return answer(self, evening, input);
  switch (input->kind) {
  case INPUT_ACTION: return key(self, evening, input->action);
  case INPUT_CHARACTER: return what_shows(self, evening) == SHOWS_DARK ? show_evening(self, evening) : VIEW_IGNORED;
  case INPUT_CLICK:
  case INPUT_DOUBLE_CLICK: return click(self, evening, input);
  case INPUT_SCROLL: return scroll(self, evening, input->lines);
  }
  g_assert_not_reached();
}

/* When the rounded hours change: at half past each of them, counted back from waking. */
static gint64 next_hour_change(const Evening *evening) {
  const gint64 ahead = evening->plan->wake - evening->now;
  const gint64 half = (ahead + 1800 - 1) / 3600 * 3600 - 1800;
  return half > 0 ? evening->plan->wake - half : 0;
}

/* When the evening's date becomes one past midnight; 0: it is. */
static gint64 midnight_ahead(const Evening *evening) {
  const gint64 midnight = daytime_resolve(night_after(evening->plan->night, evening->zone), 0, evening->zone);
  return midnight > evening->now ? midnight : 0;
}

static gint64 tonight_next_change(const View *view, const Evening *evening) {
  const TonightView *self = (const TonightView *) view;
  const gint64 returns = self->shows_evening ? self->touched_at + EVENING_SECONDS : 0;
  const gint64 news_end = status_of(self, evening) ? self->said_at + self->said_seconds : 0;
  gint64 changes = 0;
  switch (what_shows(self, evening)) {
  case SHOWS_EVENING: changes = daytime_earlier((evening->now / 60 + 1) * 60, news_end); break;
  case SHOWS_AFTER_BED:
    changes = daytime_earlier(daytime_earlier(next_hour_change(evening), midnight_ahead(evening)), news_end);
    break;
  case SHOWS_DARK: changes = news_end; break;
  }
  return daytime_earlier(changes, returns) * G_USEC_PER_SEC;
}

static gboolean tonight_types(const View *view) {
  return ((const TonightView *) view)->prompt.is_open;
}

static void tonight_enter(View *view, const Evening *evening) {
  TonightView *self = tonight_view(view);
  bed_prompt_close(&self->prompt);
  self->asked = 0;
  self->history_night = NIGHT_NONE;
}

static void tonight_free(View *view) {
  TonightView *self = tonight_view(view);
  hits_free(self->hits);
  bed_prompt_close(&self->prompt);
  g_clear_pointer(&self->history, history_free);
  g_free(self->said);
  g_free(self->reminded);
  g_free(self);
}

static const ViewClass tonight_class = {
  .name = "tonight",
  .set = IN_TONIGHT,
  .draw = tonight_draw,
  .input = tonight_input,
  .enter = tonight_enter,
  .next_change = tonight_next_change,
  .types = tonight_types,
  .free = tonight_free,
};

View *tonight_view_new(App *app) {
  TonightView *self = g_new0(TonightView, 1);
  self->view = (View){ .class = &tonight_class, .app = app };
  self->hits = hits_new();
  return &self->view;
}
