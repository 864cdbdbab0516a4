/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * morning: the answer that closes a night. What is not named stays as it was. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/perform.h"
#include "model/night.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

#define USAGE                                                                                                          \
  "morning [--night D] [--rested 1-5] [--asleep-after MIN] [--wakings N] [--awake MIN] [--woke TIME] [--up TIME] "     \
  "[--quality 1-5] [--note TEXT]"
#define NOT_GIVEN G_MININT

typedef struct {
  int rested, asleep_after, wakings, awake, quality;
  char *night, *woke, *up, *note;
} Words;

static void words_clear(Words *words) {
  g_free(words->night);
  g_free(words->woke);
  g_free(words->up);
  g_free(words->note);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static gboolean parse(CliContext *context, char ***argv, Words *words, GError **error) {
  const GOptionEntry entries[] = {
    { "night", 0, 0, G_OPTION_ARG_STRING, &words->night, N_("The night meant"), "D" },
    { "rested", 0, 0, G_OPTION_ARG_INT, &words->rested, N_("How rested: 1 not at all to 5 fully"), "1-5" },
    { "asleep-after", 0, 0, G_OPTION_ARG_INT, &words->asleep_after, N_("Minutes until asleep; a guess is enough"),
      "MIN" },
    { "wakings", 0, 0, G_OPTION_ARG_INT, &words->wakings, N_("Times awake in the night"), "N" },
    { "awake", 0, 0, G_OPTION_ARG_INT, &words->awake, N_("Minutes awake in between"), "MIN" },
    { "woke", 0, 0, G_OPTION_ARG_STRING, &words->woke, N_("When you woke for good"), N_("TIME") },
    { "up", 0, 0, G_OPTION_ARG_STRING, &words->up, N_("When you got up"), N_("TIME") },
    { "quality", 0, 0, G_OPTION_ARG_INT, &words->quality, N_("Sleep quality: 1 to 5"), "1-5" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &words->note, N_("A note"), N_("TEXT") },
    G_OPTION_ENTRY_NULL,
  };
  return cli_context_parse(context, USAGE, entries, argv, error) && argument_count(*argv, 0, 0, USAGE, error);
}

static gboolean read_range(const char *name, int value, int least, int most, int *into, GError **error) {
  if (value == NOT_GIVEN)
    return TRUE;
  if (value >= least && value <= most) {
    *into = value;
    return TRUE;
  }
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--%s is between %d and %d, not %d"), name, least, most,
              value);
  return FALSE;
}

/* Waking and getting up lie behind the moment at which sleep began, `after`. */
static gboolean fill(const Words *words, gint64 after, GTimeZone *zone, Morning *morning, GError **error) {
  const int day = DAYTIME_DAY_MINUTES;
  if (!read_range("rested", words->rested, 1, 5, &morning->rested, error) ||
      !read_range("asleep-after", words->asleep_after, 0, day, &morning->asleep_after_minutes, error) ||
      !read_range("wakings", words->wakings, 0, LIMIT_WAKINGS, &morning->wakings, error) ||
      !read_range("awake", words->awake, 0, day, &morning->awake_minutes, error) ||
      !read_range("quality", words->quality, 1, 5, &morning->quality, error) ||
      (words->woke && !argument_clock(words->woke, after, zone, &morning->woke, error)) ||
      (words->up && !argument_clock(words->up, after, zone, &morning->up, error)))
    return FALSE;
  if (words->note) {
    g_free(morning->note);
    morning->note = g_strdup(words->note);
  }
  return TRUE;
}

static gboolean is_empty(const Words *words) {
  return words->rested == NOT_GIVEN && words->asleep_after == NOT_GIVEN && words->wakings == NOT_GIVEN &&
         words->awake == NOT_GIVEN && words->quality == NOT_GIVEN && !words->woke && !words->up && !words->note;
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

static void print_answer(const App *app, const Plan *plan, const Morning *morning) {
  g_autofree char *text = answer_text(app_evening(app), plan, morning);
  cli_report(app, text);
}

gboolean cmd_morning(CliContext *context, char ***argv, GError **error) {
  g_auto(Words) words = {
    .rested = NOT_GIVEN, .asleep_after = NOT_GIVEN, .wakings = NOT_GIVEN, .awake = NOT_GIVEN, .quality = NOT_GIVEN
  };
  if (!parse(context, argv, &words, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, !is_empty(&words), error);
  if (!app)
    return FALSE;
  Night night = newest_slept(app_evening(app));
  if (words.night && !argument_night(app, words.night, &night, error))
    return FALSE;
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  if (is_empty(&words)) {
    print_answer(app, plan, &record->morning);
    return TRUE;
  }
  const gint64 asleep = record->lights_out ? record->lights_out : plan->bed;
  if (!fill(&words, asleep, app_evening(app)->zone, &record->morning, error))
    return FALSE;
  const Action action = { .kind = ACTION_MORNING, .source = FROM_COMMAND, .night = night, .morning = &record->morning };
  if (!app_perform(app, &action, NULL, error))
    return FALSE;
  print_answer(app, plan, &record->morning);
  return TRUE;
}
