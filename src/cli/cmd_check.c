/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check: problems and warnings of a routine, each with its place. */
#include "base/error.h"
#include "cli/cli.h"
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

/* What only planning can tell: a step that some night of the coming weeks has no room for. */
static guint print_left_out(const Config *config, gint64 now) {
  g_autoptr(GTimeZone) zone = clock_zone(config->settings->zone);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (!zone)
    return 0;
  const Night first = schedule_night_at(&config->routine->schedule, NULL, now, zone);
  for (Night night = first; night < first + NIGHTS_LOOKED_AT; night++) {
    g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
    const PlanRequest request = { .routine = config->routine, .zone = zone, .now = now };
    g_autoptr(Plan) plan = planner_plan(&request, night, warnings);
    for (guint i = 0; i < warnings->len; i++) {
      if (g_hash_table_add(seen, g_strdup(g_ptr_array_index(warnings, i))))
        g_print(_("%s (a warning)\n"), (const char *) g_ptr_array_index(warnings, i));
    }
  }
  return g_hash_table_size(seen);
}

static guint count_problems(const Config *config) {
  guint n = 0;
  for (guint i = 0; i < config->problems->len; i++)
    n += !((const Problem *) g_ptr_array_index(config->problems, i))->warns;
  return n;
}

DEFINE_COMMAND(check) {
  const char *named = cli_word(context, 0);
  const Paths *paths = cli_context_paths(context, error);
  if (!paths || (!named && !cli_context_check_routine(context, error)))
    return FALSE;
  const char *path = named ? named : paths->config_file;
  if (!named && !g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_print(_("There is no routine at %s yet: the shipped one is in force.\n"), path);
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
  const guint left_out = print_left_out(config, clock_now(clock));
  if (config->problems->len + left_out == 0)
    g_print(_("%s is sound.\n"), path);
  return TRUE;
}
