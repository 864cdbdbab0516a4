/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/context.h"

#include "base/daytime.h"
#include "base/error.h"
#include "base/timetext.h"
#include "cli/scratch.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_SPEED 1.0
#define MAX_SPEED 1000000.0

void cli_context_clear(CliContext *context) {
  g_free(context->config);
  g_free(context->data);
  g_free(context->now);
  paths_free(context->paths);
  scratch_remove(context->scratch);
  g_free(context->scratch);
}

gboolean cli_context_is_rehearsal(const CliContext *context) {
  return context->now || context->speed > 0;
}

GOptionGroup *cli_context_options(CliContext *context) {
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &context->config, N_("Use this routine"), N_("FILE") },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &context->data, N_("Keep the record in this folder"), N_("DIR") },
    { "now", 0, 0, G_OPTION_ARG_STRING, &context->now, N_("Rehearse: the clock starts at \"2026-03-28 21:30\""),
      N_("TIME") },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &context->speed, N_("Rehearse: the clock runs this many times as fast"),
      N_("N") },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group = g_option_group_new("common", _("Options of every command:"), _("Options of every command"),
                                           NULL, NULL);
  g_option_group_add_entries(group, entries);
  g_option_group_set_translation_domain(group, GETTEXT_PACKAGE);
  return group;
}

void cli_context_set_usage(GError **error, const GError *wrong) {
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, "%c%s", g_ascii_tolower(*wrong->message),
              wrong->message + 1);
}

gboolean cli_context_parse(CliContext *context, const char *usage, const GOptionEntry *entries, char ***argv,
                           GError **error) {
  g_autoptr(GOptionContext) options = g_option_context_new(usage);
  g_autoptr(GError) wrong = NULL;
  if (entries)
    g_option_context_add_main_entries(options, entries, GETTEXT_PACKAGE);
  g_option_context_add_group(options, cli_context_options(context));
  if (!g_option_context_parse_strv(options, argv, &wrong)) {
    cli_context_set_usage(error, wrong);
    return FALSE;
  }
  if (!(context->speed >= 0 && context->speed <= MAX_SPEED)) { /* so that what is no number fails too */
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--speed is between 0 and %.0f"), MAX_SPEED);
    return FALSE;
  }
  return TRUE;
}

gboolean cli_context_leaves_nothing(const CliContext *context) {
  return cli_context_is_rehearsal(context) && !context->data;
}

const Paths *cli_context_paths(CliContext *context, GError **error) {
  if (context->paths)
    return context->paths;
  g_autoptr(Paths) paths = paths_new(context->config, context->data);
  if (context->writes_files && cli_context_leaves_nothing(context)) {
    context->scratch = scratch_make(paths, !context->is_blank, error);
    if (!context->scratch)
      return NULL;
  }
  context->paths = g_steal_pointer(&paths);
  return context->paths;
}

/* The zone that `--now` is meant in: the routine's own where it names one. */
static GTimeZone *zone_of(const Paths *paths) {
  g_autoptr(Config) config = config_load(paths->config_file, NULL);
  const char *name = config && config->settings ? config->settings->zone : NULL;
  GTimeZone *zone = clock_zone(name);
  return zone ? zone : g_time_zone_new_utc();
}

/* Reads "21:50", "9:50pm", "tomorrow 21:50", "2026-11-24 21:50", the same with a "T", with an offset, or "+2h". What
 * names no day is meant on the day of `now`. */
static gboolean read_now(const char *text, gint64 now, GTimeZone *zone, gint64 *start) {
  static const char *const days[] = { "yesterday ", "today ", "tomorrow " };
  if (daytime_parse_rfc3339(text, start, NULL))
    return TRUE;
  g_autofree char *folded = timetext_fold(text);
  int minutes = 0;
  if (*folded == '+' || *folded == '-') {
    const gboolean is_length = timetext_minutes(folded + 1, &minutes);
    *start = now + (*folded == '-' ? -1 : 1) * (gint64) minutes * DAYTIME_MINUTE_SECONDS;
    return is_length;
  }
  guint32 day = daytime_day_of(now, zone);
  const char *rest = folded;
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    if (g_str_has_prefix(folded, days[i])) {
      rest += strlen(days[i]);
      day += i - 1;
    }
  }
  if (timetext_clock(rest, &minutes)) {
    *start = daytime_resolve(day, minutes, zone);
    return TRUE;
  }
  g_autofree char *spaced = g_strdelimit(g_steal_pointer(&folded), "t", ' ');
  return daytime_parse_local(spaced, zone, start);
}

Clock *cli_context_clock(CliContext *context, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths)
    return NULL;
  if (!cli_context_is_rehearsal(context))
    return clock_new();
  const double speed = context->speed > 0 ? context->speed : DEFAULT_SPEED;
  g_autoptr(Clock) machine = clock_new();
  if (!context->now)
    return clock_new_rehearsal(clock_now(machine), speed);
  g_autoptr(GTimeZone) zone = zone_of(paths);
  gint64 start = 0;
  if (read_now(context->now, clock_now(machine), zone, &start))
    return clock_new_rehearsal(start, speed);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
              _("--now takes a time such as \"2026-03-28 21:30\", \"21:30\" or \"+2h\", not \"%s\""), context->now);
  return NULL;
}

gboolean cli_context_check_routine(CliContext *context, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths)
    return FALSE;
  if (!context->config || context->is_first_run || g_file_test(paths->config_file, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("there is no routine at \"%s\""), context->config);
  return FALSE;
}

App *cli_context_open(CliContext *context, gboolean writes, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths || !cli_context_check_routine(context, error))
    return NULL;
  Clock *clock = cli_context_clock(context, error);
  if (!clock)
    return NULL;
  const AppOptions options = {
    .config_path = paths->config_file,
    .data_folder = paths->data_folder,
    .state_folder = paths->state_folder,
    .clock = clock,
    .writes = writes,
    .rehearses = cli_context_leaves_nothing(context),
  };
  return app_new(&options, error);
}

App *cli_context_open_telling(CliContext *context, gboolean writes, GError **error) {
  App *app = cli_context_open(context, writes, error);
  const char *notice = app ? app_evening(app)->notice : NULL;
  if (notice)
    g_printerr(_("winddown: %s\nwinddown: another routine is in force until that is put right; \"winddown check\" "
                 "lists all problems\n"),
               notice);
  g_autoptr(GError) damage = NULL;
  if (app && !app_check(app, &damage))
    g_printerr("winddown: %s\n", damage->message);
  return app;
}
