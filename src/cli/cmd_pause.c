/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pause and resume: nights in which a step, or everything, counts neither way. */
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"

#include <glib/gi18n.h>

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

DEFINE_COMMAND(pause) {
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app)
    return FALSE;
  char **words = context->words;
  g_autofree char *step = NULL;
  Action action = { .kind = ACTION_PAUSE, .source = FROM_COMMAND };
  if (names_step(app, words[0])) {
    step = step_id(app, *words++, error);
    if (!step)
      return FALSE;
  } else if (g_strv_length(words) > 2) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is one word too many"), words[2]);
    return FALSE;
  }
  action.step = step;
  if (!argument_night(app, words[0], &action.night, error) ||
      (words[0] && words[1] && !argument_night(app, words[1], &action.to, error)))
    return FALSE;
  return console_perform(app, &action, error);
}

DEFINE_COMMAND(resume) {
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app)
    return FALSE;
  const char *text = cli_word(context, 0);
  g_autofree char *step = text ? step_id(app, text, error) : NULL;
  if (text && !step)
    return FALSE;
  const Action action = {
    .kind = ACTION_RESUME, .source = FROM_COMMAND, .night = app_evening(app)->plan->night, .step = step
  };
  return console_perform(app, &action, error);
}
