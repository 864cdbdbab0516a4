/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * morning: the answer that closes a night. What is not named stays as it was. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "model/night.h"
#include "planning/schedule.h"
#include "words/words.h"

#include <glib/gi18n.h>

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
  for (const CommandOption *option = context->command->options; option->name; option++) {
    if (!g_str_equal(option->name, "night") && !g_str_equal(option->name, "kept") && cli_option(context, option->name))
      return FALSE;
  }
  return TRUE;
}

/* Without a night, the newest one whose bedtime has passed. */
static Night newest_slept(const Evening *evening) {
  return evening->now >= evening->plan->bed ? evening->plan->night : night_before(evening->plan->night, evening->zone);
}

static char *answer_text(const Evening *evening, const Plan *plan, const Morning *morning) {
  g_autofree char *day = daytime_format_day(plan->night);
  if (morning->rested)
    return g_strdup_printf(_("The morning after %s: rested %d of 5."), day, morning->rested);
  if (plan->wake <= evening->first_run_at)
    return g_strdup_printf(_("The morning after %s was before the record began."), day);
  if (plan->night > newest_slept(evening))
    return g_strdup_printf(_("The morning after %s is still to come."), day);
  if (plan->night == newest_slept(evening))
    return g_strdup_printf(_("The morning after %s is not answered: winddown morning --rested 1-5"), day);
  return g_strdup_printf(_("The morning after %s is not answered: winddown morning --night %s --rested 1-5"), day, day);
}

/* Names what ran that night and is still open, and how it is answered. */
static void print_unanswered(const Evening *evening, const Plan *plan, const Record *record) {
  g_autofree char *titles = plan->night > newest_slept(evening)
                                ? NULL
                                : words_unanswered(plan, record, evening->pauses, evening->now);
  if (!titles)
    return;
  g_autofree char *day = daytime_format_day(plan->night);
  g_autofree char *night = plan->night == newest_slept(evening) ? g_strdup("") : g_strdup_printf(" --night %s", day);
  g_print(_("Still open: %s. Kept them all? winddown morning --kept%s\n"), titles, night);
}

static gboolean print_night(App *app, Night night, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  g_autofree char *text = answer_text(app_evening(app), plan, &record->morning);
  console_report(app, text);
  print_unanswered(app_evening(app), plan, record);
  return TRUE;
}

static gboolean put_answer(const CliContext *context, App *app, Night night, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  const gint64 asleep = record->lights_out ? record->lights_out : plan->bed;
  if (!fill(context, asleep, app_evening(app)->zone, &record->morning, error))
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
  Night night = newest_slept(app_evening(app));
  if (night_text && !argument_night(app, night_text, &night, error))
    return FALSE;
  if (answers && !put_answer(context, app, night, error))
    return FALSE;
  const Action keep = { .kind = ACTION_KEEP, .source = FROM_COMMAND, .night = night };
  if (keeps && !console_perform(app, &keep, error))
    return FALSE;
  return (keeps && !answers) || print_night(app, night, error);
}
