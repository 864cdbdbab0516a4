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

/* Finds all steps that `words` name in the night of `action`, before anything is done (owned ids). NULL with an error.
 */
static GPtrArray *find_steps(App *app, char **words, const Action *action, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  if (!app_load_night(app, action->night, &plan, &record, error))
    return NULL;
  for (; *words; words++) {
    const PlanStep *step = argument_step(plan, *words, error);
    if (!step)
      return NULL;
    g_ptr_array_add(ids, g_strdup(step->id));
  }
  return g_steal_pointer(&ids);
}

/* Does `action` to each of the steps; `told` collects what that came to. */
static gboolean perform_each(App *app, const GPtrArray *ids, Action *action, GString *told, GError **error) {
  for (guint i = 0; i < ids->len; i++) {
    g_autofree char *message = NULL;
    action->step = g_ptr_array_index(ids, i);
    if (!app_perform(app, action, &message, error))
      return FALSE;
    g_string_append_printf(told, "%s%s", told->len > 0 ? "\n" : "", message);
  }
  return TRUE;
}

/* Does `action` to the steps that `words` name in its night; without one it answers the last reminder. What was done
 * before a step refused is told all the same. */
static gboolean answer(CliContext *context, App *app, char **words, Action *action, GError **error) {
  if (!*words) {
    g_autofree char *message = NULL;
    return app_answer_last(app, action, &message, error) && console_report(context, app, action->night, message, error);
  }
  g_autoptr(GPtrArray) ids = find_steps(app, words, action, error);
  if (!ids)
    return FALSE;
  g_autoptr(GString) told = g_string_new(NULL);
  const gboolean done = perform_each(app, ids, action, told, error);
  return (told->len == 0 || console_report(context, app, action->night, told->str, done ? error : NULL)) && done;
}

static gboolean mark(CliContext *context, Mark mark, GError **error) {
  const char *night = cli_option(context, "night");
  if (night && !cli_word(context, 0)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("with --night, name a step"));
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  Action action = { .kind = ACTION_MARK, .source = FROM_COMMAND, .mark = mark };
  return app && argument_night(app, night, TIMETEXT_PAST, &action.night, error) &&
         answer(context, app, context->words, &action, error);
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

/* Takes a length from the end of `words`, if there is one. */
static void take_length(char **words, int *minutes) {
  const guint n = g_strv_length(words);
  if (n > 0 && timetext_minutes(words[n - 1], minutes))
    g_clear_pointer(&words[n - 1], g_free);
}

DEFINE_COMMAND(snooze) {
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  if (!app)
    return FALSE;
  Action action = {
    .kind = ACTION_SNOOZE,
    .source = FROM_COMMAND,
    .night = app_evening(app)->plan->night,
    .minutes = app_evening(app)->settings->reminders.snooze_minutes,
  };
  take_length(context->words, &action.minutes);
  return answer(context, app, context->words, &action, error);
}

DEFINE_COMMAND(undo) {
  g_autofree char *message = NULL;
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  return app && app_undo(app, &message, error) && console_report(context, app, NIGHT_NONE, message, error);
}
