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

#define BED_USAGE "bed [TIME] [--wake TIME] [--lights-out [TIME]]"
#define SHIFT_USAGE "shift DATE CODE"

static void print_bed(const Evening *evening) {
  g_autofree char *bed = daytime_clock(evening->plan->bed, evening->zone);
  g_autofree char *wake = daytime_clock(evening->plan->wake, evening->zone);
  if (evening->plan->bed < evening->plan->wake)
    g_print(_("Bedtime tonight is %s, until %s.\n"), bed, wake);
  else
    g_print(_("There is no bedtime tonight; the night ends at %s.\n"), wake);
}

/* Bedtime comes after the night's start, the wake time after bedtime. What is not named stays as it is in `action`. */
static gboolean read_times(App *app, const char *bed, const char *wake, Action *action, GError **error) {
  const Evening *evening = app_evening(app);
  return (!bed || argument_clock(bed, evening->plan->start, evening->zone, &action->instant, error)) &&
         (!wake || argument_clock(wake, action->instant, evening->zone, &action->wake, error));
}

gboolean cmd_bed(CliContext *context, char ***argv, GError **error) {
  gboolean lights_out = FALSE;
  g_autofree char *wake = NULL;
  const GOptionEntry entries[] = {
    { "lights-out", 0, 0, G_OPTION_ARG_NONE, &lights_out, N_("Lights are out, now or at TIME"), NULL },
    { "wake", 0, 0, G_OPTION_ARG_STRING, &wake, N_("Move the wake time with it"), N_("TIME") },
    G_OPTION_ENTRY_NULL,
  };
  if (!cli_context_parse(context, BED_USAGE, entries, argv, error) || !argument_count(*argv, 0, 1, BED_USAGE, error))
    return FALSE;
  const char *time = (*argv)[1];
  const gboolean only_asks = !time && !lights_out && !wake;
  if (lights_out && wake) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--wake moves bedtime; lights out has its own time"));
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, !only_asks, error);
  if (!app)
    return FALSE;
  if (only_asks) {
    print_bed(app_evening(app));
    return TRUE;
  }
  Action action = { .kind = lights_out ? ACTION_LIGHTS_OUT : ACTION_BED, .source = FROM_COMMAND };
  if (!lights_out)
    action.instant = app_evening(app)->plan->bed;
  return read_times(app, time, wake, &action, error) && cli_perform(app, &action, error);
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
