/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check: problems and warnings of a routine, each with its place. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "planning/planner.h"
#include "planning/schedule.h"

#include <glib/gi18n.h>

#define NIGHTS_LOOKED_AT 14

static void print_problems(const Config *config) {
  for (guint i = 0; i < config->problems->len; i++) {
    const Problem *problem = g_ptr_array_index(config->problems, i);
    g_autofree char *text = problem_to_string(problem);
    if (problem->warns)
      g_print(_("%s (a warning)\n"), text);
    else
      g_print("%s\n", text);
  }
}

static void print_warning(const Plan *plan, const char *warning) {
  g_autofree char *date = daytime_format_day(plan->night);
  if (plan->shift)
    g_print(_("%s, shift %s: %s (a warning)\n"), date, plan->shift, warning);
  else
    g_print(_("%s: %s (a warning)\n"), date, warning);
}

/* What only planning can tell: a step that some night of the coming weeks has no room for; each once a shift. */
static guint print_left_out(const Config *config, GTimeZone *zone, Night first) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (Night night = first; night < first + NIGHTS_LOOKED_AT; night++) {
    g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
    const PlanRequest request = { .routine = config->routine, .zone = zone };
    g_autoptr(Plan) plan = planner_plan(&request, night, warnings);
    for (guint i = 0; i < warnings->len; i++) {
      const char *warning = g_ptr_array_index(warnings, i);
      if (g_hash_table_add(seen, g_strconcat(plan->shift ? plan->shift : "", "/", warning, NULL)))
        print_warning(plan, warning);
    }
  }
  return g_hash_table_size(seen);
}

/* A rota's coming two weeks, a line a day. */
static void print_rota(const Config *config, GTimeZone *zone, Night first) {
  if (!config->routine->schedule.rota)
    return;
  for (Night night = first; night < first + NIGHTS_LOOKED_AT; night++) {
    const PlanRequest request = { .routine = config->routine, .zone = zone };
    g_autoptr(Plan) plan = planner_plan(&request, night, NULL);
    if (plan)
      console_night(plan, zone);
  }
}

static void print_unknown_zone(const char *name) {
  g_print(_("TZ is \"%s\", which this machine does not know: UTC is used. (a warning)\n"), name);
}

/* The clock that the times are meant by. */
static void print_zone(const Config *config, GTimeZone *zone, gint64 now, Night tonight) {
  const PlanRequest request = { .routine = config->routine, .zone = zone };
  g_autoptr(Plan) plan = planner_plan(&request, tonight, NULL);
  g_autofree char *clock = daytime_clock(now, zone), *unknown = clock_unknown_zone();
  if (unknown && !config->settings->zone)
    print_unknown_zone(unknown);
  if (!plan)
    return;
  g_autofree char *bed = daytime_clock(plan->bed, zone), *wake = daytime_clock(plan->wake, zone);
  g_print(_("zone %s: it is %s there now; tonight bed %s, wake %s\n"), g_time_zone_get_identifier(zone), clock, bed,
          wake);
}

static guint count_problems(const Config *config) {
  guint n = 0;
  for (guint i = 0; i < config->problems->len; i++)
    n += !((const Problem *) g_ptr_array_index(config->problems, i))->warns;
  return n;
}

/* Of a routine without a problem. */
static gboolean print_nights(const Config *config, const char *path, gint64 now) {
  g_autoptr(GTimeZone) zone = clock_zone(config->settings->zone);
  if (!zone)
    return TRUE;
  const Night tonight = schedule_night_at(&config->routine->schedule, NULL, now, zone);
  const guint left_out = print_left_out(config, zone, tonight);
  if (config->problems->len + left_out == 0)
    g_print(_("%s is sound.\n"), path);
  print_rota(config, zone, tonight);
  print_zone(config, zone, now, tonight);
  return TRUE;
}

DEFINE_COMMAND(check) {
  const char *named = cli_word(context, 0);
  const Paths *paths = cli_context_paths(context, error);
  if (!paths || (!named && !cli_context_check_routine(context, error)))
    return FALSE;
  const char *path = named ? named : paths->config_file;
  if (!named && !g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_print(_("There is no routine at %s yet: the shipped one is in force.\n"), path);
    g_autofree char *unknown = clock_unknown_zone();
    if (unknown)
      print_unknown_zone(unknown);
    return TRUE;
  }
  g_autoptr(Config) config = config_load(path, error);
  if (!config)
    return FALSE;
  g_autoptr(Clock) clock = cli_context_clock(context, error);
  if (!clock)
    return FALSE;
  print_problems(config);
  const guint problems = count_problems(config);
  if (problems > 0) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                ngettext("%u problem in \"%s\"", "%u problems in \"%s\"", problems), problems, path);
    return FALSE;
  }
  return print_nights(config, path, clock_now(clock));
}
