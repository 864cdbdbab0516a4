/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tui.h"

#include "app/theme_memory.h"
#include "base/daytime.h"
#include "clock/alarm.h"
#include "tui/morning/morning.h"
#include "tui/terminal/loop.h"
#include "tui/terminal/themes.h"
#include "tui/view.h"

#include <glib/gi18n.h>

#define LEAST_COLUMNS 20
#define LEAST_ROWS 5
#define FRAME_MSEC 100 /* nothing moves faster than ten times a second */

static View *(*const view_makers[])(App *app) = {
  [VIEW_TONIGHT] = tonight_view_new, [VIEW_REVIEW] = review_view_new, [VIEW_MORNING] = morning_view_new,
  [VIEW_COMPARE] = compare_view_new, [VIEW_TRIAL] = trial_view_new,   [VIEW_GUIDE] = guide_view_new,
  [VIEW_HELP] = help_view_new,
};
G_STATIC_ASSERT(G_N_ELEMENTS(view_makers) == N_VIEWS);

typedef struct {
  App *app;
  const TuiOptions *options;
  Screen *screen;
  Loop *loop;
  Themes *themes;
  char *config_theme;   /* what the config asked for when a theme was last taken from it */
  View *views[N_VIEWS]; /* made when they are first shown */
  ViewName current;
  ViewName before[N_VIEWS]; /* where each was entered from */
  KeysPress press;
  gint64 last_key; /* 0: none yet */
  Alarm *alarm;    /* for what changes in a second or later */
  guint frame;     /* the source for what changes sooner; 0: none */
} Tui;

static View *current_view(const Tui *tui) {
  return tui->views[tui->current];
}

/* ---- Showing. ---- */

static gboolean on_frame(gpointer data);

/* Arms what brings the next change. A view that shows none, and a palette that rests, cause no wake-up. */
static void arm(Tui *tui, const Evening *evening) {
  const View *view = current_view(tui);
  const Clock *clock = app_clock(tui->app);
  const gint64 view_usec = view->class->next_change ? view->class->next_change(view, evening) : 0;
  const gint64 next_usec = daytime_earlier(view_usec, themes_next_change(tui->themes, evening) * G_USEC_PER_SEC);
  const gint64 ahead_usec = next_usec - clock_now_usec(clock);
  if (tui->frame) {
    (void) g_source_remove(tui->frame);
    tui->frame = 0;
  }
  const gboolean soon = next_usec != 0 && ahead_usec < G_USEC_PER_SEC;
  alarm_arm(tui->alarm, soon ? 0 : (next_usec + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  if (!soon || clock_speed(clock) <= 0)
    return;
  const double wait_msec = (double) ahead_usec / 1000 / clock_speed(clock);
  tui->frame = g_timeout_add((guint) CLAMP(wait_msec, FRAME_MSEC, 1000), on_frame, tui);
}

static void draw_too_small(Canvas *canvas) {
  g_autofree char *text = g_strdup_printf(_("needs %d × %d"), LEAST_COLUMNS, LEAST_ROWS);
  canvas_put(canvas, 0, 0, ROLE_TEXT, text, 0);
}

static void on_paint(gpointer data) {
  Tui *tui = data;
  View *view = current_view(tui);
  const Evening *evening = app_evening(tui->app);
  const int columns = screen_columns(tui->screen), rows = screen_rows(tui->screen);
  g_autoptr(Canvas) canvas = canvas_new(columns, rows, screen_shapes(tui->screen));
  Stage stage = STAGE_DAY;
  if (view->class->stage)
    stage = view->class->stage(view, evening);
  const Palette *palette = themes_palette(tui->themes, evening, view->class->stage ? &stage : NULL,
                                          screen_depth(tui->screen));
  canvas_set_painted(canvas, palette->scenery.hill != COLOUR_DEFAULT);
  if (columns < LEAST_COLUMNS || rows < LEAST_ROWS)
    draw_too_small(canvas);
  else
    view->class->draw(view, evening, canvas);
  screen_show(tui->screen, canvas, palette);
  arm(tui, evening);
}

/* ---- Views. ---- */

static void make_view(Tui *tui, ViewName name) {
  if (!tui->views[name])
    tui->views[name] = view_makers[name](tui->app);
}

static void leave_view(Tui *tui) {
  View *view = current_view(tui);
  if (view->class->leave)
    view->class->leave(view);
}

static void enter_view(Tui *tui, ViewName name) {
  make_view(tui, name);
  tui->current = name;
  View *view = current_view(tui);
  if (view->class->enter)
    view->class->enter(view, app_evening(tui->app));
  loop_mark_dirty(tui->loop);
}

static void change_view(Tui *tui, ViewName name) {
  const guint about = current_view(tui)->class->set;
  make_view(tui, name);
  tui->views[name]->about = about;
  leave_view(tui);
  enter_view(tui, name);
}

static void go_to(Tui *tui, ViewName name) {
  const View *from = current_view(tui);
  if (name == tui->current)
    return;
  make_view(tui, name);
  tui->views[name]->step = from->step;
  tui->views[name]->night = from->night;
  tui->before[name] = tui->current;
  change_view(tui, name);
}

static void go_back(Tui *tui) {
  const ViewName before = tui->before[tui->current];
  if (tui->current != VIEW_TONIGHT)
    change_view(tui, before < tui->current ? before : VIEW_TONIGHT);
}

static void go_round(Tui *tui) {
  const gboolean asks = app_evening(tui->app)->morning_due != NIGHT_NONE;
  switch (tui->current) {
  case VIEW_TONIGHT: go_to(tui, VIEW_REVIEW); return;
  case VIEW_REVIEW:
    /* Round the views the question is the one that waits, not one that was asked for. */
    current_view(tui)->night = NIGHT_NONE;
    go_to(tui, asks ? VIEW_MORNING : VIEW_TONIGHT);
    return;
  case VIEW_MORNING:
  case VIEW_COMPARE:
  case VIEW_TRIAL:
  case VIEW_GUIDE:
  case VIEW_HELP: go_to(tui, VIEW_TONIGHT); return;
  case N_VIEWS: return;
  }
}

static void follow_result(Tui *tui, ViewResult result) {
  switch (result) {
  case VIEW_IGNORED: return;
  case VIEW_REDRAW: loop_mark_dirty(tui->loop); return;
  case VIEW_GO: go_to(tui, current_view(tui)->target); return;
  case VIEW_BACK: go_back(tui); return;
  case VIEW_QUIT: loop_quit(tui->loop); return;
  }
}

/* ---- Keys. ---- */

static void choose_next_theme(Tui *tui) {
  themes_choose_next(tui->themes);
  const Theme *theme = themes_current(tui->themes);
  g_autofree char *text = g_strdup_printf(_("Theme: %s."), theme->title);
  app_say(tui->app, text);
  if (tui->options->state_folder)
    theme_memory_save(tui->options->state_folder, tui->config_theme, theme->name);
  loop_mark_dirty(tui->loop);
}

/* What a key does everywhere, unless the view made something else of it. */
static void common_action(Tui *tui, KeyAction action) {
  switch ((int) action) {
  case KEY_ACTION_HELP: go_to(tui, VIEW_HELP); return;
  case KEY_ACTION_QUIT: follow_result(tui, VIEW_QUIT); return;
  case KEY_ACTION_BACK: follow_result(tui, VIEW_BACK); return;
  case KEY_ACTION_NEXT_VIEW: go_round(tui); return;
  case KEY_ACTION_THEME: choose_next_theme(tui); return;
  default: return;
  }
}

/* The first key of the morning brings the question, and does nothing else. */
static gboolean is_taken_by_the_morning(Tui *tui, const Evening *evening) {
  const gint64 last_key = tui->last_key;
  tui->last_key = evening->now;
  if (tui->current == VIEW_MORNING || !morning_call(evening, last_key))
    return FALSE;
  current_view(tui)->night = NIGHT_NONE;
  go_to(tui, VIEW_MORNING);
  return TRUE;
}

static void on_event(const TerminalEvent *event, gpointer data) {
  Tui *tui = data;
  /* What was typed meets the evening as it is now, not as it was at the last change. */
  app_tick(tui->app);
  const Evening *evening = app_evening(tui->app);
  View *view = current_view(tui);
  const KeysContext context = {
    .settings = evening->settings,
    .view = view->class->set,
    .types = view->class->types && view->class->types(view),
    .now_usec = (gint64) ((double) clock_now_usec(app_clock(tui->app)) / MAX(clock_speed(app_clock(tui->app)), 1)),
    .press = &tui->press,
  };
  Input input;
  if (is_taken_by_the_morning(tui, evening) || !keys_input(event, &context, &input))
    return;
  const ViewResult result = view->class->input(view, evening, &input);
  if (result == VIEW_IGNORED && input.kind == INPUT_ACTION)
    common_action(tui, input.action);
  else
    follow_result(tui, result);
}

/* ---- What happens without a key. ---- */

static void wake_view(Tui *tui) {
  View *view = current_view(tui);
  if (view->class->wake)
    follow_result(tui, view->class->wake(view, app_evening(tui->app)));
}

static gboolean on_frame(gpointer data) {
  Tui *tui = data;
  tui->frame = 0;
  wake_view(tui);
  loop_mark_dirty(tui->loop);
  return G_SOURCE_REMOVE;
}

static void on_alarm(AlarmReason reason, gpointer data) {
  Tui *tui = data;
  app_tick(tui->app);
  wake_view(tui);
}

/* A theme chosen by hand lasts until the config asks for another one. */
static void follow_config_theme(Tui *tui) {
  const char *name = app_evening(tui->app)->settings->theme;
  if (g_strcmp0(tui->config_theme, name) == 0)
    return;
  g_free(tui->config_theme);
  tui->config_theme = g_strdup(name);
  g_autofree char *reason = NULL;
  if (!themes_choose(tui->themes, name, &reason))
    app_say(tui->app, reason);
}

static void on_app_changed(App *app, gpointer data) {
  Tui *tui = data;
  follow_config_theme(tui);
  loop_mark_dirty(tui->loop);
}

static void on_resumed(gpointer data) {
  Tui *tui = data;
  app_tick(tui->app);
}

static gboolean write_to_terminal(const char *bytes, gsize length, gpointer data) {
  Tui *tui = data;
  return screen_write_raw(tui->screen, bytes, length);
}

/* Only when the first frame stands: nothing of this may hold it up. */
static void on_started(gpointer data) {
  Tui *tui = data;
  const TerminalPort port = { .write = write_to_terminal, .data = tui };
  app_observe(tui->app, on_app_changed, tui);
  app_start(tui->app, &port);
}

/* ---- From the first to the last frame. ---- */

static void choose_first_theme(Tui *tui) {
  const char *configured = app_evening(tui->app)->settings->theme;
  g_autofree char *reason = NULL;
  tui->config_theme = g_strdup(configured);
  g_autofree char *remembered = tui->options->state_folder ? theme_memory_load(tui->options->state_folder, configured)
                                                           : NULL;
  if (remembered && themes_choose(tui->themes, remembered, NULL))
    return;
  if (themes_choose(tui->themes, configured, &reason))
    return;
  app_say(tui->app, reason);
  (void) themes_choose(tui->themes, "dusk", NULL);
}

static ViewName first_view(const Tui *tui) {
  return morning_call(app_evening(tui->app), 0) ? VIEW_MORNING : VIEW_TONIGHT;
}

static void run(Tui *tui) {
  const LoopFuncs funcs = { .event = on_event, .paint = on_paint, .started = on_started, .resumed = on_resumed };
  tui->loop = loop_new(tui->screen, &funcs, tui);
  tui->alarm = alarm_new(app_clock(tui->app), on_alarm, tui);
  tui->themes = themes_new(tui->options->themes_folder);
  choose_first_theme(tui);
  enter_view(tui, first_view(tui));
  loop_run(tui->loop);
  leave_view(tui);
  app_observe(tui->app, NULL, NULL);
  app_stop(tui->app);
}

static void clear(Tui *tui) {
  if (tui->frame)
    (void) g_source_remove(tui->frame);
  for (guint i = 0; i < N_VIEWS; i++) {
    if (tui->views[i])
      view_free(tui->views[i]);
  }
  alarm_free(tui->alarm);
  themes_free(tui->themes);
  screen_free(tui->screen);
  loop_free(tui->loop);
  g_free(tui->config_theme);
}

gboolean tui_run(App *app, const TuiOptions *options, GError **error) {
  Tui tui = { .app = app, .options = options };
  tui.screen = screen_new(error);
  if (!tui.screen)
    return FALSE;
  run(&tui);
  clear(&tui);
  return TRUE;
}
