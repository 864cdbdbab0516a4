/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bed: moves tonight's bedtime, or says that lights are out. shift: chooses
 * the shift of a date. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "planning/schedule.h"
#include "words/words.h"

#include <glib/gi18n.h>

#define EARLY_SECONDS (3 * DAYTIME_HOUR_SECONDS)

static void print_bed(const Evening *evening) {
  g_autofree char *bed = daytime_clock(evening->plan->bed, evening->zone);
  g_autofree char *wake = daytime_clock(evening->plan->wake, evening->zone);
  if (evening->plan->bed < evening->plan->wake)
    g_print(_("Bedtime tonight is %s, wake-up %s.\n"), bed, wake);
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

/* Reads "+30m" and "-30m" from tonight's bedtime, or a time of day near it. */
static gboolean read_bed(const Evening *evening, const char *text, gint64 *bed, GError **error) {
  const Plan *plan = evening->plan;
  g_autofree char *folded = timetext_fold(text);
  int minutes = 0;
  if (*folded != '+' && *folded != '-')
    return argument_clock_near(text, (ClockSpan){ plan->start, plan->wake }, plan->bed, evening->zone, bed, error);
  if (!timetext_minutes(folded + 1, &minutes)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("\"%s\" is not a length; write it like +30m"), text);
    return FALSE;
  }
  *bed = plan->bed + (*folded == '-' ? -1 : 1) * (gint64) minutes * DAYTIME_MINUTE_SECONDS;
  return TRUE;
}

/* Lights that are out need no bedtime. */
static gboolean is_move_meant(const CliContext *context, const Evening *evening, GError **error) {
  const gint64 lights_out = evening->record->lights_out;
  if (lights_out == 0 || lights_out > evening->now)
    return TRUE;
  g_autofree char *clock = daytime_clock(lights_out, evening->zone);
  g_autofree char *doubt = g_strdup_printf(_("lights went out at %s already"), clock);
  return console_is_meant(context, doubt, error);
}

/* Bedtime comes after the night's start, the wake time after bedtime. What is not named stays as it is. */
static gboolean move_bed(CliContext *context, App *app, const char *bed, const char *wake, GError **error) {
  const Evening *evening = app_evening(app);
  Action action = { .kind = ACTION_BED, .source = FROM_COMMAND, .instant = evening->plan->bed };
  return (!bed || read_bed(evening, bed, &action.instant, error)) &&
         (!wake || argument_clock(wake, action.instant, evening->zone, &action.wake, error)) &&
         is_move_meant(context, evening, error) && console_perform(context, app, &action, error);
}

/* So long before bedtime, lights out is more likely a time of day that was taken for another one. */
static gboolean is_lights_out_meant(const CliContext *context, const Plan *plan, gint64 instant, GTimeZone *zone,
                                    GError **error) {
  if (instant == 0 || instant >= plan->bed - EARLY_SECONDS)
    return TRUE;
  g_autofree char *clock = daytime_clock(instant, zone);
  g_autofree char *before = words_length((int) ((plan->bed - instant) / DAYTIME_MINUTE_SECONDS));
  g_autofree char *doubt = g_strdup_printf(_("%s is %s before bedtime"), clock, before);
  return console_is_meant(context, doubt, error);
}

static gboolean put_lights_out(CliContext *context, App *app, const char *time, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  GTimeZone *zone = app_evening(app)->zone;
  Action action = { .kind = ACTION_LIGHTS_OUT, .source = FROM_COMMAND };
  if (!argument_night(app, cli_option(context, "night"), TIMETEXT_PAST, &action.night, error) ||
      !app_load_night(app, action.night, &plan, &record, error))
    return FALSE;
  const ClockSpan span = { plan->start, plan->wake };
  return (!time || argument_clock_near(time, span, plan->bed, zone, &action.instant, error)) &&
         is_lights_out_meant(context, plan, action.instant, zone, error) &&
         console_perform(context, app, &action, error);
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
  if (only_asks && cli_option(context, "json"))
    return console_report(context, app, NIGHT_NONE, NULL, error);
  if (only_asks) {
    print_bed(app_evening(app));
    return TRUE;
  }
  return is_lights_out ? put_lights_out(context, app, time, error) : move_bed(context, app, time, wake, error);
}

#define COMING_NIGHTS 14

/* The nights from `from` to `to`, as they are planned now. */
static gboolean print_nights(App *app, Night from, Night to, GError **error) {
  GTimeZone *zone = app_evening(app)->zone;
  for (Night night = from; night <= to; night = night_after(night, zone)) {
    g_autoptr(Plan) plan = NULL;
    g_autoptr(Record) record = NULL;
    if (!app_load_night(app, night, &plan, &record, error))
      return FALSE;
    console_night(plan, zone);
  }
  return TRUE;
}

DEFINE_COMMAND(shift) {
  const char *word = cli_word(context, 0), *code = cli_word(context, 1);
  if (word && !code) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("name the shift as well: winddown shift %s CODE"), word);
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, word != NULL, error);
  Action action = { .kind = ACTION_SHIFT, .source = FROM_COMMAND };
  if (!app)
    return FALSE;
  const Night tonight = app_evening(app)->plan->night;
  if (!word)
    return print_nights(app, tonight, tonight + COMING_NIGHTS - 1, error);
  if (!argument_night(app, word, TIMETEXT_FUTURE, &action.night, error))
    return FALSE;
  action.shift = g_str_equal(code, "-") ? NULL : code;
  GTimeZone *zone = app_evening(app)->zone;
  if (!console_perform(context, app, &action, error))
    return FALSE;
  if (cli_option(context, "json"))
    return TRUE;
  return print_nights(app, MAX(tonight, night_before(action.night, zone)), night_after(action.night, zone), error);
}
