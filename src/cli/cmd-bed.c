/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bed: moves tonight's bedtime, or says that lights are out. shift: chooses
 * the shift of a date. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/perform.h"

#include <glib/gi18n.h>

#define BED_USAGE "bed [TIME] [--wake TIME] [--lights-out [TIME] [--night D]]"
#define SHIFT_USAGE "shift DATE CODE"

static void print_bed(const Evening *evening) {
  g_autofree char *bed = daytime_clock(evening->plan->bed, evening->zone);
  g_autofree char *wake = daytime_clock(evening->plan->wake, evening->zone);
  if (evening->plan->bed < evening->plan->wake)
    g_print(_("Bedtime tonight is %s, until %s.\n"), bed, wake);
  else
    g_print(_("There is no bedtime tonight; the night ends at %s.\n"), wake);
}

typedef struct {
  gboolean lights_out;
  char *wake;
  char *night;
} Words;

static void words_clear(Words *words) {
  g_free(words->wake);
  g_free(words->night);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static gboolean parse(CliContext *context, char ***argv, Words *words, GError **error) {
  const GOptionEntry entries[] = {
    { "lights-out", 0, 0, G_OPTION_ARG_NONE, &words->lights_out, N_("Lights are out, now or at TIME"), NULL },
    { "night", 0, 0, G_OPTION_ARG_STRING, &words->night, N_("The night in which they were out"), "D" },
    { "wake", 0, 0, G_OPTION_ARG_STRING, &words->wake, N_("Move the wake time with it"), N_("TIME") },
    G_OPTION_ENTRY_NULL,
  };
  if (!cli_context_parse(context, BED_USAGE, entries, argv, error) || !argument_count(*argv, 0, 1, BED_USAGE, error))
    return FALSE;
  if (words->lights_out && words->wake)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--wake moves bedtime; lights out has its own time"));
  else if (words->night && !words->lights_out)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
                _("--night goes with --lights-out: bedtime moves tonight"));
  else
    return TRUE;
  return FALSE;
}

/* Bedtime comes after the night's start, the wake time after bedtime. What is not named stays as it is. */
static gboolean move_bed(App *app, const char *bed, const char *wake, GError **error) {
  const Evening *evening = app_evening(app);
  Action action = { .kind = ACTION_BED, .source = FROM_COMMAND, .instant = evening->plan->bed };
  return (!bed || argument_clock(bed, evening->plan->start, evening->zone, &action.instant, error)) &&
         (!wake || argument_clock(wake, action.instant, evening->zone, &action.wake, error)) &&
         cli_perform(app, &action, error);
}

static gboolean put_lights_out(App *app, const char *time, const char *night, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  Action action = { .kind = ACTION_LIGHTS_OUT, .source = FROM_COMMAND };
  return argument_night(app, night, &action.night, error) && app_load_night(app, action.night, &plan, &record, error) &&
         (!time || argument_clock(time, plan->start, app_evening(app)->zone, &action.instant, error)) &&
         cli_perform(app, &action, error);
}

gboolean cmd_bed(CliContext *context, char ***argv, GError **error) {
  g_auto(Words) words = { 0 };
  if (!parse(context, argv, &words, error))
    return FALSE;
  const char *time = (*argv)[1];
  const gboolean only_asks = !time && !words.lights_out && !words.wake;
  g_autoptr(App) app = cli_context_open_telling(context, !only_asks, error);
  if (!app)
    return FALSE;
  if (only_asks) {
    print_bed(app_evening(app));
    return TRUE;
  }
  return words.lights_out ? put_lights_out(app, time, words.night, error) : move_bed(app, time, words.wake, error);
}

gboolean cmd_shift(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, SHIFT_USAGE, NULL, argv, error) || !argument_count(*argv, 2, 2, SHIFT_USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  Action action = { .kind = ACTION_SHIFT, .source = FROM_COMMAND };
  if (!app || !argument_night(app, (*argv)[1], &action.night, error))
    return FALSE;
  const char *code = (*argv)[2];
  action.shift = g_str_equal(code, "-") ? NULL : code;
  return cli_perform(app, &action, error);
}
