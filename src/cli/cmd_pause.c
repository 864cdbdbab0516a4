/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pause and resume: nights in which a step, or everything, counts neither way.
 * Without a word, pause lists what is paused now or will be. */
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"

#include <glib/gi18n.h>

#define EVERYTHING "all"

/* Finds `text` in the routine, since a step that is not due tonight can be paused, too. The id is owned: the act may
 * bring another routine. */
static char *step_id(App *app, const char *text, GError **error) {
  const Step *step = argument_routine_step(app_evening(app)->routine, text, error);
  return step ? g_strdup(step->id) : NULL;
}

/* --- the list --- */

/* "from 2026-11-24 until 2026-12-05" (owned). */
static char *span_text(const Pause *pause) {
  g_autofree char *from = daytime_format_day(pause->from);
  g_autofree char *to = pause->to == NIGHT_NONE ? NULL : daytime_format_day(pause->to);
  if (!to)
    return g_strdup_printf(_("from %s until you resume it"), from);
  return pause->from == pause->to ? g_strdup_printf(_("on %s"), from) : g_strdup_printf(_("from %s to %s"), from, to);
}

static const char *title_of(const Evening *evening, const char *id) {
  const Step *step = id ? routine_step(evening->routine, id) : NULL;
  return step ? step->title : id ? id : _("Everything");
}

/* Those that are over say nothing any more. */
static gboolean is_listed(const Pause *pause, Night tonight) {
  return !pause_is_taken_back(pause) && (pause->to == NIGHT_NONE || pause->to >= tonight);
}

static gboolean print_list(const CliContext *context, const Evening *evening, GError **error) {
  guint n = 0;
  if (cli_option(context, "json")) {
    g_autofree char *text = json_pauses(NULL, evening->pauses);
    return console_data(text, error);
  }
  for (guint i = 0; i < evening->pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(evening->pauses, i);
    if (!is_listed(pause, evening->plan->night))
      continue;
    g_autofree char *span = span_text(pause);
    g_print(_("%s: paused %s\n"), title_of(evening, pause->step), span);
    n++;
  }
  if (n == 0)
    g_print("%s\n", _("Nothing is paused. To pause a step: winddown pause STEP; everything: winddown pause all"));
  return TRUE;
}

/* --- acts --- */

static gboolean perform(const CliContext *context, App *app, const Action *action, GError **error) {
  g_autofree char *message = NULL;
  if (!app_perform(app, action, &message, error))
    return FALSE;
  if (!cli_option(context, "json"))
    return console_report(context, app, NIGHT_NONE, message, error);
  g_autofree char *text = json_pauses(message, app_evening(app)->pauses);
  return console_data(text, error);
}

/* TRUE if a word is a step rather than a night: what begins as a date does, but is none, is meant for one. */
static gboolean names_step(App *app, const char *word) {
  Night night = NIGHT_NONE;
  return word && !argument_night(app, word, TIMETEXT_FUTURE, &night, NULL) && !g_ascii_isdigit(*word);
}

static gboolean read_pause(App *app, char **words, Action *action, char **step, GError **error) {
  const gboolean is_all = g_ascii_strcasecmp(words[0], EVERYTHING) == 0;
  if (is_all || names_step(app, words[0]))
    words++;
  else if (g_strv_length(words) > 2) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is one word too many"), words[2]);
    return FALSE;
  } else
    return argument_night(app, words[0], TIMETEXT_FUTURE, &action->night, error) &&
           (!words[1] || argument_night(app, words[1], TIMETEXT_FUTURE, &action->to, error));
  *step = is_all ? NULL : step_id(app, words[-1], error);
  action->step = *step;
  return (is_all || *step) && argument_night(app, words[0], TIMETEXT_FUTURE, &action->night, error) &&
         (!words[0] || !words[1] || argument_night(app, words[1], TIMETEXT_FUTURE, &action->to, error));
}

DEFINE_COMMAND(pause) {
  const gboolean only_asks = !cli_word(context, 0);
  g_autoptr(App) app = cli_context_open_telling(context, !only_asks, error);
  if (!app)
    return FALSE;
  if (only_asks)
    return print_list(context, app_evening(app), error);
  g_autofree char *step = NULL;
  Action action = { .kind = ACTION_PAUSE, .source = FROM_COMMAND };
  return read_pause(app, context->words, &action, &step, error) && perform(context, app, &action, error);
}

DEFINE_COMMAND(resume) {
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app)
    return FALSE;
  const char *text = cli_word(context, 0);
  const gboolean is_all = !text || g_ascii_strcasecmp(text, EVERYTHING) == 0;
  g_autofree char *step = is_all ? NULL : step_id(app, text, error);
  if (!is_all && !step)
    return FALSE;
  const Action action = {
    .kind = ACTION_RESUME, .source = FROM_COMMAND, .night = app_evening(app)->plan->night, .step = step
  };
  return perform(context, app, &action, error);
}
