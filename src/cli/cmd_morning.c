/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * morning: the answer that closes a night. What is not named stays as it was. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"
#include "model/night.h"
#include "planning/schedule.h"
#include "words/words.h"

#include <glib/gi18n.h>

#define LEAST_SLEEP_SECONDS (2 * DAYTIME_HOUR_SECONDS)
#define MOST_SLEEP_SECONDS (14 * DAYTIME_HOUR_SECONDS)

/* Waking and getting up lie behind the moment at which sleep began, `after`. */
static gboolean fill(const CliContext *context, gint64 after, GTimeZone *zone, Morning *morning, GError **error) {
  const char *woke = cli_option(context, "woke"), *up = cli_option(context, "up"), *note = cli_option(context, "note");
  const int day = DAYTIME_DAY_MINUTES;
  if (!argument_number(cli_option(context, "rested"), "rested", 1, 5, &morning->rested, error) ||
      !argument_minutes(cli_option(context, "asleep-after"), "asleep-after", day, &morning->asleep_after_minutes,
                        error) ||
      !argument_number(cli_option(context, "wakings"), "wakings", 0, LIMIT_WAKINGS, &morning->wakings, error) ||
      !argument_minutes(cli_option(context, "awake"), "awake", day, &morning->awake_minutes, error) ||
      !argument_number(cli_option(context, "quality"), "quality", 1, 5, &morning->quality, error) ||
      (woke && !argument_clock(woke, after, zone, &morning->woke, error)) ||
      (up && !argument_clock(up, after, zone, &morning->up, error)))
    return FALSE;
  if (note) {
    g_free(morning->note);
    morning->note = g_strdup(note);
  }
  return TRUE;
}

/* TRUE if the question is not answered. */
static gboolean is_empty(const CliContext *context) {
  static const char *const asking[] = { "night", "kept", "json", "yes", NULL };
  for (const CommandOption *option = context->command->options; option->name; option++) {
    const gboolean saves = !g_strv_contains(asking, option->name);
    if (saves && cli_option(context, option->name))
      return FALSE;
  }
  return TRUE;
}

/* Without a night, the newest one whose bedtime has passed. */
Night morning_newest_slept(const Evening *evening) {
  return evening->now >= evening->plan->bed ? evening->plan->night : night_before(evening->plan->night, evening->zone);
}

/* Why there is no answer (owned). */
static char *unanswered_text(const Evening *evening, const Plan *plan) {
  const Night newest = morning_newest_slept(evening);
  g_autofree char *day = daytime_format_day(plan->night);
  if (plan->wake <= evening->first_run_at)
    return g_strdup_printf(_("The morning after %s was before your history begins."), day);
  if (plan->night > newest)
    return g_strdup_printf(_("The morning after %s is still to come."), day);
  if (plan->night == newest)
    return g_strdup_printf(_("No answer yet for the night of %s. To answer: winddown morning --rested 1-5"), day);
  return g_strdup_printf(_("No answer yet for the night of %s. To answer: winddown morning --night %s --rested 1-5"),
                         day, day);
}

static void append(GString *line, const char *part) {
  g_string_append_printf(line, "%s%s", line->len > 0 ? ", " : "", part);
}

static void append_minutes(GString *line, const char *format, int minutes) {
  g_autofree char *length = minutes == MORNING_UNKNOWN ? NULL : words_length(minutes);
  g_autoptr(GString) part = g_string_new(format);
  if (!length)
    return;
  g_string_replace(part, "%s", length, 1);
  append(line, part->str);
}

static void append_clock(GString *line, const char *format, gint64 instant, GTimeZone *zone) {
  g_autofree char *clock = instant ? daytime_clock(instant, zone) : NULL;
  g_autoptr(GString) part = g_string_new(format);
  if (!clock)
    return;
  g_string_replace(part, "%s", clock, 1);
  append(line, part->str);
}

/* The diary in one line (owned); "" when nothing is known. */
static char *diary_text(const Morning *morning, GTimeZone *zone) {
  GString *line = g_string_new(NULL);
  append_minutes(line, _("asleep after %s"), morning->asleep_after_minutes);
  if (morning->wakings != MORNING_UNKNOWN) {
    g_autofree char *wakings = g_strdup_printf(ngettext("woke %d time", "woke %d times", (gulong) morning->wakings),
                                               morning->wakings);
    append(line, wakings);
  }
  append_minutes(line, _("awake for %s"), morning->awake_minutes);
  append_clock(line, _("final wake-up %s"), morning->woke, zone);
  append_clock(line, _("got up %s"), morning->up, zone);
  if (morning->quality) {
    g_autofree char *quality = g_strdup_printf(_("sleep quality %d of 5"), morning->quality);
    append(line, quality);
  }
  return g_string_free(line, FALSE);
}

void morning_print(const Evening *evening, const Plan *plan, const Morning *morning) {
  if (!morning->rested) {
    g_autofree char *text = unanswered_text(evening, plan);
    g_print("%s\n", text);
    return;
  }
  g_autofree char *day = daytime_format_day(plan->night);
  g_autofree char *diary = diary_text(morning, evening->zone);
  g_print(_("The morning after %s: rested %d of 5.\n"), day, morning->rested);
  if (*diary)
    console_wrapped(diary, "  ");
  if (morning->note && *morning->note) {
    g_autofree char *note = g_strdup_printf(_("“%s”"), morning->note);
    console_wrapped(note, "  ");
  }
}

/* What was given now and is likely to be a slip: a waking within the first hours, a very long night. */
static gboolean is_meant(const CliContext *context, gint64 asleep, const Morning *morning, GTimeZone *zone,
                         GError **error) {
  const gint64 woke = cli_option(context, "woke") ? morning->woke : 0;
  const gint64 up = cli_option(context, "up") ? morning->up : 0;
  const gint64 told = woke ? woke : up;
  if (told == 0 || (told - asleep >= LEAST_SLEEP_SECONDS && MAX(woke, up) - asleep <= MOST_SLEEP_SECONDS))
    return TRUE;
  const gint64 odd = told - asleep < LEAST_SLEEP_SECONDS ? told : MAX(woke, up);
  g_autofree char *clock = daytime_clock(odd, zone);
  g_autofree char *length = words_length((int) ((odd - asleep) / DAYTIME_MINUTE_SECONDS));
  g_autofree char *doubt = g_strdup_printf(_("%s is only %s after lights out"), clock, length);
  g_autofree char *long_doubt = g_strdup_printf(_("%s is %s after lights out"), clock, length);
  return console_is_meant(context, odd == told && told - asleep < LEAST_SLEEP_SECONDS ? doubt : long_doubt, error);
}

/* Names what ran that night and is still open, and how it is answered. */
static void print_unanswered(const Evening *evening, const Plan *plan, const Record *record) {
  g_autofree char *titles = plan->night > morning_newest_slept(evening)
                                ? NULL
                                : words_unanswered(plan, record, evening->pauses, evening->now);
  if (!titles)
    return;
  g_autofree char *day = daytime_format_day(plan->night);
  g_autofree char *night = plan->night == morning_newest_slept(evening) ? g_strdup("")
                                                                        : g_strdup_printf(" --night %s", day);
  g_print(_("Still open: %s. Kept them all? winddown morning --kept%s\n"), titles, night);
}

/* Shows what is stored. FALSE with WINDDOWN_ERROR_UNANSWERED when there is no answer. */
static gboolean show(const CliContext *context, App *app, Night night, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  const Evening *evening = app_evening(app);
  if (cli_option(context, "json")) {
    g_autofree char *json = json_night(plan, record);
    if (!console_data(json, error))
      return FALSE;
  } else {
    if (record->morning.rested)
      morning_print(evening, plan, &record->morning);
    print_unanswered(evening, plan, record);
  }
  if (record->morning.rested)
    return TRUE;
  g_autofree char *text = unanswered_text(evening, plan);
  g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_UNANSWERED, text);
  return FALSE;
}

static gboolean put_answer(const CliContext *context, App *app, Night night, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  GTimeZone *zone = app_evening(app)->zone;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  const gint64 asleep = record->lights_out ? record->lights_out : plan->bed;
  if (!fill(context, asleep, zone, &record->morning, error) ||
      !is_meant(context, asleep, &record->morning, zone, error))
    return FALSE;
  const Action action = { .kind = ACTION_MORNING, .source = FROM_COMMAND, .night = night, .morning = &record->morning };
  return app_perform(app, &action, NULL, error);
}

DEFINE_COMMAND(morning) {
  const gboolean answers = !is_empty(context), keeps = cli_option(context, "kept") != NULL;
  const char *night_text = cli_option(context, "night");
  g_autoptr(App) app = cli_context_open_telling(context, answers || keeps, error);
  if (!app)
    return FALSE;
  Night night = morning_newest_slept(app_evening(app));
  if (night_text && !argument_night(app, night_text, TIMETEXT_PAST, &night, error))
    return FALSE;
  if (answers && !put_answer(context, app, night, error))
    return FALSE;
  const Action keep = { .kind = ACTION_KEEP, .source = FROM_COMMAND, .night = night };
  if (keeps && !console_perform(context, app, &keep, error))
    return FALSE;
  return (keeps && !answers) || show(context, app, night, error);
}
