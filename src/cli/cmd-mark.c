/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * done, skip, slip, reopen, snooze, undo: what the keys and buttons do, by
 * command, so that a window manager can bind them. Without a step they answer
 * the last reminder. */
#include "base/error.h"
#include "base/timetext.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/perform.h"

#include <glib/gi18n.h>

/* Does `action` to the step that `text` names in its night; without one it answers the last reminder. */
static gboolean answer(App *app, const char *text, Action *action, GError **error) {
  g_autofree char *message = NULL;
  if (!text) {
    if (!app_answer_last(app, action, &message, error))
      return FALSE;
    cli_report(app, message);
    return TRUE;
  }
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, action->night, &plan, &record, error))
    return FALSE;
  const PlanStep *step = argument_step(plan, text, error);
  action->step = step ? step->id : NULL;
  return step && cli_perform(app, action, error);
}

static gboolean mark(CliContext *context, char ***argv, Mark mark, const char *usage, GError **error) {
  g_autofree char *night_text = NULL;
  const GOptionEntry entries[] = {
    { "night", 0, 0, G_OPTION_ARG_STRING, &night_text, N_("The night meant"), "D" },
    G_OPTION_ENTRY_NULL,
  };
  if (!cli_context_parse(context, usage, entries, argv, error) ||
      !argument_count(*argv, mark == MARK_OPEN, 1, usage, error))
    return FALSE;
  if (night_text && !(*argv)[1]) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--night needs a step: the last reminder has its own"));
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  Action action = { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = mark };
  return app && argument_night(app, night_text, &action.night, error) && answer(app, (*argv)[1], &action, error);
}

gboolean cmd_done(CliContext *context, char ***argv, GError **error) {
  return mark(context, argv, MARK_DONE, "done [STEP] [--night D]", error);
}

gboolean cmd_skip(CliContext *context, char ***argv, GError **error) {
  return mark(context, argv, MARK_SKIPPED, "skip [STEP] [--night D]", error);
}

gboolean cmd_slip(CliContext *context, char ***argv, GError **error) {
  return mark(context, argv, MARK_SLIPPED, "slip [STEP] [--night D]", error);
}

gboolean cmd_reopen(CliContext *context, char ***argv, GError **error) {
  return mark(context, argv, MARK_OPEN, "reopen STEP [--night D]", error);
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

gboolean cmd_snooze(CliContext *context, char ***argv, GError **error) {
  const char *usage = "snooze [STEP] [10m]";
  if (!cli_context_parse(context, usage, NULL, argv, error) || !argument_count(*argv, 0, 2, usage, error))
    return FALSE;
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
  return read_snooze(*argv + 1, &step, &action.minutes, error) && answer(app, step, &action, error);
}

gboolean cmd_undo(CliContext *context, char ***argv, GError **error) {
  g_autofree char *message = NULL;
  if (!cli_context_parse(context, "undo", NULL, argv, error) || !argument_count(*argv, 0, 0, "undo", error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app || !app_undo(app, &message, error))
    return FALSE;
  cli_report(app, message);
  return TRUE;
}
