/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan: a night's steps and when they are. */
#include "base/daytime.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "exchange/json.h"
#include "tui/words.h"

#include <glib/gi18n.h>

#define USAGE "plan [--night D] [--json]"

static const char *mark_word(Mark mark, StepKind kind) {
  switch (mark) {
  case MARK_OPEN: return "";
  case MARK_DONE: return kind == STEP_AVOID ? _("held") : _("done");
  case MARK_SKIPPED: return _("skipped");
  case MARK_SLIPPED: return _("not that night");
  }
  return "";
}

static int title_columns(const Plan *plan) {
  int columns = 0;
  for (guint i = 0; i < plan->steps->len; i++)
    columns = MAX(columns, text_width(((const PlanStep *) g_ptr_array_index(plan->steps, i))->title));
  return columns;
}

static void print_step(const PlanStep *step, Mark mark, GTimeZone *zone, int columns) {
  g_autofree char *clock = daytime_clock(step->at, zone);
  g_autofree char *until = step->until > step->at ? daytime_clock(step->until, zone) : g_strdup("");
  g_autofree char *title = text_pad(step->title, columns);
  g_autofree char *line = g_strdup_printf("%s%s%5s  %s  %s", clock, *until ? "-" : " ", until, title,
                                          step->early ? _("starts tomorrow") : mark_word(mark, step->kind));
  g_print("%s\n", g_strchomp(line));
}

/* The clock times do not say it: a night is shorter or longer than they look. */
static void print_length(const Plan *plan) {
  if (!plan->clocks_change)
    return;
  g_autofree char *length = words_length((int) ((plan->wake - plan->bed) / 60));
  g_print(_("%s that night (clocks change)\n"), length);
}

static void print_plan(const Plan *plan, const Record *record, GTimeZone *zone) {
  g_autofree char *day = daytime_format_day(plan->night);
  g_autofree char *bed = daytime_clock(plan->bed, zone);
  g_autofree char *wake = daytime_clock(plan->wake, zone);
  const int columns = title_columns(plan);
  if (plan->shift)
    g_print(_("%s: bed %s, wake %s, shift %s\n"), day, bed, wake, plan->shift);
  else
    g_print(_("%s: bed %s, wake %s\n"), day, bed, wake);
  print_length(plan);
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    if (!step->folded)
      print_step(step, record_mark(record, step->id), zone, columns);
  }
}

gboolean cmd_plan(CliContext *context, char ***argv, GError **error) {
  g_autofree char *night_text = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "night", 0, 0, G_OPTION_ARG_STRING, &night_text, N_("The night meant"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!cli_context_parse(context, USAGE, entries, argv, error) || !argument_count(*argv, 0, 0, USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  Night night = NIGHT_NONE;
  if (!app || !argument_night(app, night_text, &night, error))
    return FALSE;
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night, &plan, &record, error))
    return FALSE;
  GTimeZone *zone = app_evening(app)->zone;
  if (!json) {
    print_plan(plan, record, zone);
    return TRUE;
  }
  g_autofree char *text = json_plan(plan, record, zone);
  return output_data(text, error);
}
