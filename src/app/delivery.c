/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How reminders reach the person while the program is up: the ways that the
 * routine names; and what an answer does to the steps that a reminder was
 * about. Its button and the command without a step do the same. */
#include "app/state.h"
#include "base/error.h"
#include "base/text.h"
#include "notify/ways.h"
#include "store/claims.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* --- answers --- */

typedef gboolean (*StepTest)(const App *app, const Record *record, const char *id);

static gboolean is_open(const App *app, const Record *record, const char *id) {
  return record_mark(record, id) == MARK_OPEN;
}

static gboolean is_no_stretch(const App *app, const Record *record, const char *id) {
  const Step *step = routine_step(app->config->routine, id);
  return !step || step->kind != STEP_AVOID;
}

/* Leaves those in `steps` (of borrowed ids) that pass; all when none does. */
static void keep_those(const App *app, GPtrArray *steps, StepTest test, const Record *record) {
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (guint i = 0; i < steps->len; i++) {
    if (test(app, record, g_ptr_array_index(steps, i)))
      g_ptr_array_add(kept, g_ptr_array_index(steps, i));
  }
  if (kept->len == 0)
    return;
  g_ptr_array_set_size(steps, 0);
  g_ptr_array_extend(steps, kept, NULL, NULL);
}

static GPtrArray *steps_meant(App *app, const Action *action, const char *const *steps, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, action->night, &plan, &record, error))
    return NULL;
  GPtrArray *meant = g_ptr_array_new();
  for (gsize i = 0; steps[i]; i++)
    g_ptr_array_add(meant, (gpointer) steps[i]);
  keep_those(app, meant, is_open, record);
  if (action->kind == ACTION_MARK && action->mark == MARK_DONE)
    keep_those(app, meant, is_no_stretch, record);
  return meant;
}

static void append_sentence(GString *told, const char *text) {
  g_autofree char *sentence = text_sentence(text);
  g_string_append_printf(told, "%s%s", told->len > 0 ? " " : "", sentence);
}

/* Returns how many were answered. What one refuses is told beside what the others did; `error` is that of the last. */
static guint answer_each(App *app, const Action *action, const GPtrArray *steps, GString *told, GError **error) {
  guint answered = 0;
  for (guint i = 0; i < steps->len; i++) {
    Action own = *action;
    own.step = g_ptr_array_index(steps, i);
    g_autofree char *done = NULL;
    g_autoptr(GError) refused = NULL;
    const gboolean is_done = app_perform(app, &own, &done, &refused);
    answered += is_done ? 1 : 0;
    append_sentence(told, is_done ? done : refused->message);
    if (!is_done) {
      g_clear_error(error);
      g_propagate_error(error, g_steal_pointer(&refused));
    }
  }
  return answered;
}

/* Does `action` (a mark or a snooze; its step is not read) to those of `steps` (NULL-terminated) that are open, to all
 * when none is. An avoid step is answered at its end: if there are others, "done" leaves it open. TRUE if one of them
 * was answered; `message` (owned, may be NULL) names them all. */
static gboolean answer(App *app, const Action *action, const char *const *steps, char **message, GError **error) {
  g_autoptr(GPtrArray) meant = steps_meant(app, action, steps, error);
  if (!meant)
    return FALSE;
  g_autoptr(GError) refused = NULL;
  GString *told = g_string_new(NULL);
  const guint answered = answer_each(app, action, meant, told, &refused);
  g_autofree char *text = g_string_free(told, FALSE);
  if (answered == 0) {
    g_propagate_error(error, g_steal_pointer(&refused));
    return FALSE;
  }
  if (message)
    *message = g_steal_pointer(&text);
  return TRUE;
}

gboolean app_answer_last(App *app, const Action *action, char **message, GError **error) {
  g_auto(LastReminder) last = { 0 };
  if (!claim_load_last(app->store, &last, error))
    return FALSE;
  if (!last.steps || !*last.steps) {
    return error_refuse(error, last.steps ? _("the last reminder asked for no step: name one")
                                          : _("nothing was reminded of yet: name a step"));
  }
  Action own = *action;
  own.night = last.night;
  return answer(app, &own, (const char *const *) last.steps, message, error);
}

/* --- buttons --- */

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
  const gboolean taken = *steps ? answer(app, &action, steps, &message, &error)
                                : answer_morning(app, night, atoi(button), &message, &error);
  if (taken)
    app_say_act(app, message);
  else
    app_say(app, error->message);
  return taken;
}

static void on_line_changed(gpointer data) {
  App *app = data;
  app->evening.reminder = reminders_line(app->reminders);
  app_call_observer(app);
}

static void on_turn_wanted(gpointer data) {
  turn_now(data);
}

static const RemindersCallbacks callbacks = {
  .answered = on_answered,
  .changed = on_line_changed,
  .wants_turn = on_turn_wanted,
};

/* --- ways --- */

/* NULL where the way needs a terminal and there is none. */
static Notifier *make_way(App *app, const char *name) {
  const TerminalPort *terminal = app->has_terminal ? &app->terminal : NULL;
  const WayInfo *way = way_find(name);
  return way->needs_terminal && !terminal ? NULL : way->make(terminal, reminders_on_event, app->reminders);
}

static void add_ways(App *app) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  for (gsize i = 0; settings->ways[i]; i++) {
    Notifier *way = make_way(app, settings->ways[i]);
    if (way)
      reminders_add_way(app->reminders, way);
  }
}

void delivery_follow(App *app, const ReminderSettings *before) {
  const ReminderSettings *settings = &app->config->settings->reminders;
  if (!app->reminders || g_strv_equal(settings->ways, before->ways))
    return;
  const NoticeEvent available = { .kind = NOTICE_AVAILABLE };
  reminders_drop_ways(app->reminders);
  add_ways(app);
  reminders_on_event(&available, app->reminders);
}

void delivery_start(App *app, const TerminalPort *terminal) {
  app->reminders = reminders_new(app->store, &callbacks, app);
  app->has_terminal = terminal != NULL;
  if (terminal)
    app->terminal = *terminal;
  else
    reminders_set_log(app->reminders, notify_log_new(NULL, NULL));
  if (app->rehearses)
    reminders_set_standalone(app->reminders);
  add_ways(app);
}
