/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan: a night's steps and when they are. night: what is stored of a night, its
 * steps with their marks, lights out and the morning. */
#include "base/daytime.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"
#include "words/words.h"

#include <glib/gi18n.h>

static int title_columns(const Plan *plan) {
  int columns = 0;
  for (guint i = 0; i < plan->steps->len; i++)
    columns = MAX(columns, text_width(((const PlanStep *) g_ptr_array_index(plan->steps, i))->title));
  return columns;
}

/* How a night stands to now, for the words about it. */
typedef enum { NIGHT_UNKEPT, NIGHT_PAST, NIGHT_HOLDS } NightTense;

/* A night that was over before the program first ran was planned by nobody, unless an import brought it. */
static NightTense tense_of(const Plan *plan, const Evening *evening) {
  gboolean is_known = plan->wake > evening->first_run_at;
  for (guint i = 0; i < plan->steps->len && !is_known; i++)
    is_known = !((const PlanStep *) g_ptr_array_index(plan->steps, i))->predates_start;
  if (!is_known)
    return NIGHT_UNKEPT;
  return plan->night < evening->plan->night ? NIGHT_PAST : NIGHT_HOLDS;
}

static const char *mark_word(Mark mark, StepKind kind) {
  switch (mark) {
  case MARK_OPEN: return "";
  case MARK_DONE: return kind == STEP_AVOID ? _("kept") : _("done");
  case MARK_SKIPPED: return _("skipped");
  case MARK_SLIPPED: return _("not kept");
  }
  return "";
}

static const char *step_word(const PlanStep *step, Mark mark, NightTense tense) {
  if (!step->predates_start || mark != MARK_OPEN)
    return mark_word(mark, step->kind);
  switch (tense) {
  case NIGHT_UNKEPT: return "";
  case NIGHT_PAST: return _("began the day after");
  case NIGHT_HOLDS: return _("starts tomorrow");
  }
  return "";
}

static void print_step(const PlanStep *step, const char *word, GTimeZone *zone, int columns) {
  g_autofree char *clock = daytime_clock(step->at, zone);
  g_autofree char *until = step->until > step->at ? daytime_clock(step->until, zone) : g_strdup("");
  g_autofree char *title = text_pad(step->title, columns);
  g_autofree char *line = g_strdup_printf("%s%s%5s  %s  %s", clock, *until ? "-" : " ", until, title, word);
  g_print("%s\n", g_strchomp(line));
}

/* The clock times do not say it: a night is shorter or longer than they look, and begins or ends at another time. */
static void print_length(const Plan *plan, const Evening *evening) {
  g_autofree char *skipped = words_skipped_time(plan, evening->routine, evening->zone);
  if (skipped)
    g_print("%s\n", skipped);
  if (skipped || !plan->clocks_change)
    return;
  g_autofree char *length = words_length((int) ((plan->wake - plan->bed) / 60));
  g_print(_("%s that night (clocks change)\n"), length);
}

/* Hours and rotas can leave a night without a bedtime. */
static void print_heading(const Plan *plan, GTimeZone *zone) {
  g_autofree char *day = daytime_format_day(plan->night);
  g_autofree char *clock = daytime_clock(plan->bed, zone);
  g_autofree char *wake = daytime_clock(plan->wake, zone);
  g_autofree char *bed = plan->bed < plan->wake ? g_strdup_printf(_("bed %s"), clock) : g_strdup(_("no bedtime"));
  if (plan->shift)
    g_print(_("%s: %s, wake %s, shift %s\n"), day, bed, wake, plan->shift);
  else
    g_print(_("%s: %s, wake %s\n"), day, bed, wake);
}

static void print_plan(const Plan *plan, const Record *record, const Evening *evening) {
  const NightTense tense = tense_of(plan, evening);
  const int columns = title_columns(plan);
  print_heading(plan, evening->zone);
  print_length(plan, evening);
  if (tense == NIGHT_UNKEPT)
    g_print(_("Your history begins later; nothing is stored for this night.\n"));
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    const Mark mark = record_mark(record, step->id);
    const gboolean by_lot = mark == MARK_OPEN && pauses_cover_by_lot(evening->pauses, step->id, plan->night);
    if (!step->folded)
      print_step(step, by_lot ? _("left out by lot") : step_word(step, mark, tense), evening->zone, columns);
  }
}

DEFINE_COMMAND(plan) {
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  Night night = NIGHT_NONE;
  if (!app || !argument_night(app, cli_option(context, "night"), TIMETEXT_FUTURE, &night, error))
    return FALSE;
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  const Evening *evening = app_evening(app);
  if (!cli_option(context, "json")) {
    print_plan(plan, record, evening);
    return TRUE;
  }
  g_autofree char *text = json_plan(plan, record, evening->zone);
  return console_data(text, error);
}

/* --- what is stored --- */

/* How the mark came about; "" where that goes without saying. */
static const char *origin_text(MarkOrigin origin) {
  switch (origin) {
  case BY_COMMAND: return _(" (by command)");
  case BY_NOTIFICATION: return _(" (from the notification)");
  case BY_IMPORT: return _(" (imported)");
  case BY_ASSUMED: return _(" (assumed at lights out)");
  case BY_UNKNOWN:
  case BY_KEY: break;
  }
  return "";
}

/* "done at 22:04 (by command)"; what still waits is open. */
static char *mark_text(const PlanStep *step, const StepRecord *record, GTimeZone *zone, NightTense tense) {
  const Mark mark = record ? record->mark : MARK_OPEN;
  if (mark == MARK_OPEN && record && record->snoozed_until > 0) {
    g_autofree char *clock = daytime_clock(record->snoozed_until, zone);
    return g_strdup_printf(_("open, snoozed until %s"), clock);
  }
  if (mark == MARK_OPEN)
    return g_strdup(step->predates_start ? step_word(step, mark, tense) : _("open"));
  g_autofree char *clock = daytime_clock(record->marked_at, zone);
  g_autofree char *what = g_strdup_printf(_("%s at %s"), mark_word(mark, step->kind), clock);
  return g_strconcat(what, origin_text(record->by), NULL);
}

static void print_lights_out(const Record *record, GTimeZone *zone) {
  if (record->lights_out == 0) {
    g_print("%s\n", record->good_night ? _("Good night was said; when lights went out is not known.")
                                       : _("When lights went out is not known."));
    return;
  }
  g_autofree char *clock = daytime_clock(record->lights_out, zone);
  g_print(_("Lights out at %s.\n"), clock);
}

static void print_night(const Plan *plan, const Record *record, const Evening *evening) {
  const NightTense tense = tense_of(plan, evening);
  const int columns = title_columns(plan);
  g_autofree char *day = words_weekday_date(plan->night);
  g_print("%s\n", day);
  print_heading(plan, evening->zone);
  print_length(plan, evening);
  if (tense == NIGHT_UNKEPT) {
    g_print(_("Your history begins later; nothing is stored for this night.\n"));
    return;
  }
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    if (step->folded)
      continue;
    g_autofree char *mark = mark_text(step, record_step(record, step->id), evening->zone, tense);
    print_step(step, mark, evening->zone, columns);
  }
  print_lights_out(record, evening->zone);
  morning_print(evening, plan, &record->morning);
}

DEFINE_COMMAND(night) {
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  const char *text = cli_word(context, 0);
  Night night = app ? morning_newest_slept(app_evening(app)) : NIGHT_NONE;
  if (!app || (text && !argument_night(app, text, TIMETEXT_PAST, &night, error)))
    return FALSE;
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  if (!cli_option(context, "json")) {
    print_night(plan, record, app_evening(app));
    return TRUE;
  }
  g_autofree char *json = json_night(plan, record);
  return console_data(json, error);
}
