/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pause and resume: nights in which a step, or everything, counts neither way. */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/perform.h"

#include <glib/gi18n.h>

#define PAUSE_USAGE "pause [STEP] [FROM [TO]]"
#define RESUME_USAGE "resume [STEP]"

/* Finds `text` in the routine, since a step that is not due tonight can be paused, too. The id is owned: the act may
 * bring another routine. */
static char *step_id(App *app, const char *text, GError **error) {
  const Step *step = argument_routine_step(app_evening(app)->routine, text, error);
  return step ? g_strdup(step->id) : NULL;
}

/* Whether a word is a step rather than a night: what begins as a date does, but is none, is meant for one. */
static gboolean names_step(App *app, const char *word) {
  Night night = NIGHT_NONE;
  return word && !argument_night(app, word, &night, NULL) && !g_ascii_isdigit(*word);
}

gboolean cmd_pause(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, PAUSE_USAGE, NULL, argv, error) || !argument_count(*argv, 0, 3, PAUSE_USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app)
    return FALSE;
  char **words = *argv;
  g_autofree char *step = NULL;
  Action action = { .kind = ACTION_PAUSE, .source = FROM_COMMAND };
  if (names_step(app, words[1])) {
    words++;
    step = step_id(app, words[0], error);
    if (!step)
      return FALSE;
  }
  action.step = step;
  if (!argument_count(words, 0, 2, PAUSE_USAGE, error) || !argument_night(app, words[1], &action.night, error))
    return FALSE;
  if (words[1] && words[2] && !argument_night(app, words[2], &action.to, error))
    return FALSE;
  return cli_perform(app, &action, error);
}

gboolean cmd_resume(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, RESUME_USAGE, NULL, argv, error) || !argument_count(*argv, 0, 1, RESUME_USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app)
    return FALSE;
  const char *text = (*argv)[1];
  g_autofree char *step = text ? step_id(app, text, error) : NULL;
  if (text && !step)
    return FALSE;
  const Action action = {
    .kind = ACTION_RESUME, .source = FROM_COMMAND, .night = app_evening(app)->plan->night, .step = step
  };
  return cli_perform(app, &action, error);
}
