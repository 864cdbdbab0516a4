/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/delivery.h"

#include "app/state.h"
#include "app/telling.h"
#include "app/turn.h"
#include "notify/ways.h"

#include <stdlib.h>

static gboolean do_action(App *app, const Action *action) {
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  const gboolean done = app_perform(app, action, &message, &error);
  app_say(app, done ? message : error->message);
  return done;
}

static gboolean answer_morning(App *app, Night night, int rested) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, NULL))
    return FALSE;
  Morning morning = record->morning;
  morning.rested = rested;
  const Action action = { .kind = ACTION_MORNING, .source = FROM_NOTIFICATION, .night = night, .morning = &morning };
  return do_action(app, &action);
}

/* What each button of a notification does to the step it was about. "ok" has seen it. */
static gboolean on_answered(Night night, const char *id, const char *button, gpointer data) {
  App *app = data;
  Action action = { .kind = ACTION_MARK, .source = FROM_NOTIFICATION, .night = night, .step = id };
  if (!id)
    return answer_morning(app, night, atoi(button));
  const Step *step = routine_step(app->config->routine, id);
  const gboolean is_stretch = step && step->kind == STEP_AVOID;
  if (g_str_equal(button, "done") && !is_stretch) /* whether a stretch held shows at its end */
    action.mark = MARK_DONE;
  else if (g_str_equal(button, "skip"))
    action.mark = MARK_SKIPPED;
  else if (g_str_equal(button, "not-tonight"))
    action.mark = MARK_SLIPPED;
  else if (g_str_equal(button, "snooze")) {
    action.kind = ACTION_SNOOZE;
    action.minutes = app->config->settings->reminders.snooze_minutes;
  } else
    return TRUE;
  return do_action(app, &action);
}

static void on_line_changed(gpointer data) {
  App *app = data;
  app->evening.reminder = reminding_line(app->reminding);
  telling_observer(app);
}

static void on_turn_wanted(gpointer data) {
  turn_now(data);
}

static const RemindingCallbacks callbacks = {
  .answered = on_answered,
  .changed = on_line_changed,
  .wants_turn = on_turn_wanted,
};

static Notifier *make_way(App *app, Way way) {
  const TerminalPort *terminal = app->has_terminal ? &app->terminal : NULL;
  switch (way) {
  case WAY_DESKTOP: return notify_desktop_new(reminding_on_event, app->reminding);
  case WAY_TERMINAL: return terminal ? notify_terminal_new(terminal, reminding_on_event, app->reminding) : NULL;
  case WAY_BELL: return terminal ? notify_bell_new(terminal, reminding_on_event, app->reminding) : NULL;
  }
  return NULL;
}

static void add_ways(App *app) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  for (gsize i = 0; i < settings->n_ways; i++) {
    Notifier *way = make_way(app, settings->ways[i]);
    if (way)
      reminding_add_way(app->reminding, way);
  }
}

void delivery_follow(App *app, const ReminderSettings *before) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  const gboolean is_same = settings->n_ways == before->n_ways &&
                           memcmp(settings->ways, before->ways, settings->n_ways * sizeof(Way)) == 0;
  if (!app->reminding || is_same)
    return;
  const NoticeEvent available = { .kind = NOTICE_AVAILABLE };
  reminding_drop_ways(app->reminding);
  add_ways(app);
  reminding_on_event(&available, app->reminding);
}

void delivery_start(App *app, const TerminalPort *terminal) {
  app->reminding = reminding_new(app->store, &callbacks, app);
  app->has_terminal = terminal != NULL;
  if (terminal)
    app->terminal = *terminal;
  else
    reminding_set_log(app->reminding, notify_log_new(NULL, NULL));
  add_ways(app);
}
