/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dashboard, and the demo of it on scratch data. */
#include "app/restore.h"
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/first_run.h"
#include "cli/past_weeks.h"
#include "tui/tui.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define USAGE ""
#define DEMO_USAGE "demo"
#define DEMO_FROM (20 * 60 + 30)
/* The evening in forty seconds, the night in five, the morning a minute each second. */
#define EVENING_SPEED 230.0
#define NIGHT_SPEED 5500.0
#define MORNING_SPEED 60.0
#define AFTER_BED_SECONDS (5 * 60)

static gboolean show(CliContext *context, App *app, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths)
    return FALSE;
  const TuiOptions options = { .themes_folder = paths->themes_folder, .state_folder = paths->state_folder };
  if (!tui_run(app, &options, error))
    return FALSE;
  g_autofree char *farewell = cli_context_is_rehearsal(context) ? NULL : app_farewell(app);
  if (farewell)
    g_print("%s\n", farewell);
  return TRUE;
}

/* A damaged record is no end: what a restore needs is offered at once. */
static App *open_or_restore(CliContext *context, GError **error) {
  g_autoptr(GError) problem = NULL;
  const Paths *paths = cli_context_paths(context, error);
  App *app = paths ? cli_context_open(context, TRUE, &problem) : NULL;
  if (app || !paths)
    return app;
  if (!g_error_matches(problem, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA) || !restore_is_needed(paths->data_folder)) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
  }
  return cmd_restore_offer(context, error) ? cli_context_open(context, TRUE, error) : NULL;
}

gboolean cmd_dashboard(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, USAGE, NULL, argv, error) || !argument_count(*argv, 0, 0, USAGE, error))
    return FALSE;
  context->writes_files = TRUE;
  if (!first_run(context, error))
    return FALSE;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                _("the dashboard needs a terminal: \"winddown plan\" prints the evening without one"));
    return FALSE;
  }
  g_autoptr(App) app = open_or_restore(context, error);
  return app && show(context, app, error);
}

/* Turns the run into a rehearsal of this evening on scratch data. */
static gboolean rehearse_tonight(CliContext *context, GError **error) {
  g_autoptr(Clock) clock = clock_new();
  g_autoptr(GTimeZone) zone = clock_zone(NULL);
  g_autofree char *day = daytime_format_day(daytime_day_of(clock_now(clock), zone));
  g_autofree char *evening = daytime_format(DEMO_FROM);
  g_clear_pointer(&context->now, g_free);
  context->now = g_strdup_printf("%s %s", day, evening);
  if (context->speed <= 0)
    context->speed = EVENING_SPEED;
  const Paths *paths = cli_context_paths(context, error);
  gint64 now = 0;
  return paths && daytime_parse_local(context->now, zone, &now) && past_weeks_write(paths, now, zone, error);
}

static void hurry_through_the_night(const App *app) {
  const Plan *plan = app_evening(app)->plan;
  clock_change_speed(app_clock(app), plan->bed + AFTER_BED_SECONDS, NIGHT_SPEED);
  clock_change_speed(app_clock(app), plan->wake, MORNING_SPEED);
}

gboolean cmd_demo(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, DEMO_USAGE, NULL, argv, error) || !argument_count(*argv, 0, 0, DEMO_USAGE, error))
    return FALSE;
  /* The demo shows the shipped routine, and never the person's own record. */
  g_clear_pointer(&context->data, g_free);
  context->is_blank = TRUE;
  context->writes_files = TRUE;
  const gboolean is_even = context->speed > 0;
  g_autoptr(App) app = rehearse_tonight(context, error) ? cli_context_open(context, TRUE, error) : NULL;
  if (!app)
    return FALSE;
  if (!is_even)
    hurry_through_the_night(app);
  return show(context, app, error);
}
