/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/delivery.h"

#include "app/answers.h"
#include "app/state.h"
#include "app/telling.h"
#include "app/turn.h"
#include "notify/ways.h"

#include <stdlib.h>

static gboolean answer_morning(App *app, Night night, int rested, char **message, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  Morning morning = record->morning;
  morning.rested = rested;
  const Action action = { .kind = ACTION_MORNING, .source = FROM_NOTIFICATION, .night = night, .morning = &morning };
  return app_perform(app, &action, message, error);
}

/* What each button of a notification does; FALSE for "ok", which has only seen it. */
static gboolean action_of(const App *app, const char *button, Action *action) {
  static const struct {
    const char *button;
    Mark mark;
  } marks[] = { { "done", MARK_DONE }, { "skip", MARK_SKIPPED }, { "not-tonight", MARK_SLIPPED } };
  action->source = FROM_NOTIFICATION;
  if (g_str_equal(button, "snooze")) {
    action->kind = ACTION_SNOOZE;
    action->minutes = app->config->settings->reminders.snooze_minutes;
    return TRUE;
  }
  action->kind = ACTION_MARK;
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
    action->mark = marks[i].mark;
    if (g_str_equal(button, marks[i].button))
      return TRUE;
  }
  return FALSE;
}

static gboolean on_answered(Night night, const char *const *steps, const char *button, gpointer data) {
  App *app = data;
  Action action = { .night = night };
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  if (*steps && !action_of(app, button, &action))
    return TRUE;
  const gboolean taken = *steps ? answers_give(app, &action, steps, &message, &error)
                                : answer_morning(app, night, atoi(button), &message, &error);
  if (taken)
    app_say_act(app, message);
  else
    app_say(app, error->message);
  return taken;
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
  if (app->rehearses)
    reminding_set_apart(app->reminding);
  add_ways(app);
}
