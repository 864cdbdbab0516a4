/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pause and resume: nights in which a step, or everything, counts neither way. */
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/perform.h"

#include <glib/gi18n.h>

#define PAUSE_USAGE "pause [STEP] FROM [TO]"
#define RESUME_USAGE "resume [STEP]"

/* Takes a leading step off `words` when there is one: the first word that is no night. */
static gboolean take_step(App *app, char ***words, const char **step, GError **error) {
  Night night = NIGHT_NONE;
  if (!**words || argument_night(app, **words, &night, NULL))
    return TRUE;
  const PlanStep *found = argument_step(app_evening(app)->plan, **words, error);
  if (!found)
    return FALSE;
  *step = found->id;
  (*words)++;
  return TRUE;
}

gboolean cmd_pause(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, PAUSE_USAGE, NULL, argv, error) || !argument_count(*argv, 1, 3, PAUSE_USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open(context, TRUE, error);
  char **words = *argv + 1;
  g_autofree char *id = NULL;
  const char *step = NULL;
  if (!app || !take_step(app, &words, &step, error))
    return FALSE;
  id = g_strdup(step);
  Action action = { .kind = ACTION_PAUSE, .source = FROM_COMMAND, .step = id };
  if (!argument_night(app, words[0], &action.night, error))
    return FALSE;
  if (words[0] && words[1] && !argument_night(app, words[1], &action.to, error))
    return FALSE;
  return cli_perform(app, &action, error);
}

gboolean cmd_resume(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, RESUME_USAGE, NULL, argv, error) || !argument_count(*argv, 0, 1, RESUME_USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open(context, TRUE, error);
  char **words = *argv + 1;
  const char *step = NULL;
  if (!app || !take_step(app, &words, &step, error))
    return FALSE;
  g_autofree char *id = g_strdup(step);
  const Action action = {
    .kind = ACTION_RESUME, .source = FROM_COMMAND, .night = app_evening(app)->plan->night, .step = id
  };
  return cli_perform(app, &action, error);
}
