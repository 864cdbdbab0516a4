/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * done, skip, slip, reopen, snooze, undo: what the keys and buttons do, by
 * command, so that a window manager can bind them. Without a step they answer
 * the last reminder. */
#include "base/error.h"
#include "base/timetext.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"

#include <glib/gi18n.h>

/* Does `action` to the step that `text` names in its night; without one it answers the last reminder. */
static gboolean answer(App *app, const char *text, Action *action, GError **error) {
  g_autofree char *message = NULL;
  if (!text) {
    if (!app_answer_last(app, action, &message, error))
      return FALSE;
    console_report(app, message);
    return TRUE;
  }
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, action->night, &plan, &record, error))
    return FALSE;
  const PlanStep *step = argument_step(plan, text, error);
  action->step = step ? step->id : NULL;
  return step && console_perform(app, action, error);
}

static gboolean mark(CliContext *context, Mark mark, GError **error) {
  const char *night = cli_option(context, "night"), *step = cli_word(context, 0);
  if (night && !step) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("with --night, name a step"));
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  Action action = { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = mark };
  return app && argument_night(app, night, &action.night, error) && answer(app, step, &action, error);
}

DEFINE_COMMAND(done) {
  return mark(context, MARK_DONE, error);
}

DEFINE_COMMAND(skip) {
  return mark(context, MARK_SKIPPED, error);
}

DEFINE_COMMAND(slip) {
  return mark(context, MARK_SLIPPED, error);
}

DEFINE_COMMAND(reopen) {
  return mark(context, MARK_OPEN, error);
}

/* Reads "[STEP] [10m]"; what is not there stays as it is. */
static gboolean read_snooze(char **words, const char **step, int *minutes, GError **error) {
  if (*words && !timetext_minutes(*words, minutes))
    *step = *words++;
  if (!*words || timetext_minutes(*words, minutes))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is no length of time: use one such as 10m"),
              *words);
  return FALSE;
}

DEFINE_COMMAND(snooze) {
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app)
    return FALSE;
  const char *step = NULL;
  Action action = {
    .kind = ACTION_SNOOZE,
    .source = FROM_COMMAND,
    .night = app_evening(app)->plan->night,
    .minutes = app_evening(app)->settings->reminders.snooze_minutes,
  };
  return read_snooze(context->words, &step, &action.minutes, error) && answer(app, step, &action, error);
}

DEFINE_COMMAND(undo) {
  g_autofree char *message = NULL;
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app || !app_undo(app, &message, error))
    return FALSE;
  console_report(app, message);
  return TRUE;
}
