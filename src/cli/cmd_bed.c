/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bed: moves tonight's bedtime, or says that lights are out. shift: chooses
 * the shift of a date. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"

#include <glib/gi18n.h>

static void print_bed(const Evening *evening) {
  g_autofree char *bed = daytime_clock(evening->plan->bed, evening->zone);
  g_autofree char *wake = daytime_clock(evening->plan->wake, evening->zone);
  if (evening->plan->bed < evening->plan->wake)
    g_print(_("Bedtime tonight is %s, until %s.\n"), bed, wake);
  else
    g_print(_("There is no bedtime tonight; the night ends at %s.\n"), wake);
}

static gboolean check_options(const CliContext *context, GError **error) {
  const gboolean is_lights_out = cli_option(context, "lights-out") != NULL;
  if (is_lights_out && cli_option(context, "wake"))
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--wake cannot be used with --lights-out"));
  else if (cli_option(context, "night") && !is_lights_out)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
                _("--night needs --lights-out: bedtime moves for tonight only"));
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
         console_perform(app, &action, error);
}

static gboolean put_lights_out(App *app, const char *time, const char *night, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  Action action = { .kind = ACTION_LIGHTS_OUT, .source = FROM_COMMAND };
  return argument_night(app, night, &action.night, error) && app_load_night(app, action.night, &plan, &record, error) &&
         (!time || argument_clock(time, plan->start, app_evening(app)->zone, &action.instant, error)) &&
         console_perform(app, &action, error);
}

DEFINE_COMMAND(bed) {
  if (!check_options(context, error))
    return FALSE;
  const char *time = cli_word(context, 0), *wake = cli_option(context, "wake");
  const gboolean is_lights_out = cli_option(context, "lights-out") != NULL;
  const gboolean only_asks = !time && !is_lights_out && !wake;
  g_autoptr(App) app = cli_context_open_telling(context, !only_asks, error);
  if (!app)
    return FALSE;
  if (only_asks) {
    print_bed(app_evening(app));
    return TRUE;
  }
  return is_lights_out ? put_lights_out(app, time, cli_option(context, "night"), error)
                       : move_bed(app, time, wake, error);
}

DEFINE_COMMAND(shift) {
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  Action action = { .kind = ACTION_SHIFT, .source = FROM_COMMAND };
  if (!app || !argument_night(app, cli_word(context, 0), &action.night, error))
    return FALSE;
  const char *code = cli_word(context, 1);
  action.shift = g_str_equal(code, "-") ? NULL : code;
  return console_perform(app, &action, error);
}
