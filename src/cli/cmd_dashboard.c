/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dashboard. The first run asks two questions, shows the plan that follows
 * from the answers, and writes the routine; a damaged record is offered to be
 * put back. */
#include "app/restore.h"
#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "base/timetext.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "tui/tui.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the first run --- */

/* Asks until a time of day is typed; an empty line takes what is offered in `minutes`. FALSE at the end of input. */
static gboolean ask(const char *question, int columns, int *minutes) {
  const int offered = *minutes;
  g_autofree char *padded = text_pad(question, columns);
  g_autofree char *offer = daytime_format(offered);
  for (;;) {
    g_print("  %s [%s] ", padded, offer);
    g_autofree char *line = console_read_line();
    if (!line)
      return FALSE;
    g_autofree char *understood = words_understood(line);
    if (understood)
      g_print("  %s\n", understood);
    if (*line == '\0' || timetext_clock(line, minutes))
      return TRUE;
    g_print(_("  A time such as 23:00, please.\n"));
  }
}

/* Asks again after an odd answer, until it is another one or said twice. */
static gboolean ask_hours(int *bed, int *wake) {
  const char *bed_question = _("When do you go to bed?"), *wake_question = _("When do you get up?");
  const int columns = MAX(text_width(bed_question), text_width(wake_question));
  for (;;) {
    const int bed_offered = *bed, wake_offered = *wake;
    if (!ask(bed_question, columns, bed) || !ask(wake_question, columns, wake))
      return FALSE;
    if (!config_is_odd_night(*bed, *wake) || (*bed == bed_offered && *wake == wake_offered))
      return TRUE;
    g_autofree char *length = words_length((*wake - *bed + DAYTIME_DAY_MINUTES) % DAYTIME_DAY_MINUTES);
    g_print(_("  That is %s in bed; Enter keeps it.\n"), length);
  }
}

/* The time that the program believes it is, so that a wrong zone is seen before anything is planned. */
static gboolean print_now(CliContext *context, GError **error) {
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  if (!app)
    return FALSE;
  const Evening *evening = app_evening(app);
  const guint32 day = daytime_day_of(evening->now, evening->zone);
  g_autofree char *clock = daytime_clock(evening->now, evening->zone);
  g_autofree char *date = words_weekday_date(day);
  g_print(_("  It is %s on %s (%s).\n\n"), clock, date, g_time_zone_get_identifier(evening->zone));
  return TRUE;
}

static gboolean write_config(const char *path, int bed, int wake, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *text = config_shipped_text(bed, wake);
  g_autoptr(GError) unwritten = NULL;
  g_mkdir_with_parents(folder, S_IRWXU);
  if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, S_IRUSR | S_IWUSR, &unwritten))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write the routine to \"%s\": %s"), path,
              unwritten->message);
  return FALSE;
}

static void print_plan(const Evening *evening) {
  g_print("\n");
  if (evening->now >= evening->plan->bed)
    g_print(_("    This bedtime has passed: the steps start tomorrow.\n"));
  for (guint i = 0; i < evening->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(evening->plan->steps, i);
    g_autofree char *clock = daytime_clock(step->at, evening->zone);
    if (!step->predates_start)
      g_print("    %s  %s\n", clock, step->title);
  }
}

static gboolean show_plan(CliContext *context, const char *path, GError **error) {
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  if (!app)
    return FALSE;
  print_plan(app_evening(app));
  g_print(_("\n  The routine is yours to change, with a comment for every line:\n  %s\n\n  Enter begins the evening. "),
          path);
  g_autofree char *line = console_read_line();
  return TRUE;
}

/* Writes the routine's file when there is none, after asking for bed and wake time on the terminal. FALSE with
 * WINDDOWN_ERROR_REFUSED when there is no terminal to ask on, or the person ended it. */
static gboolean first_run(CliContext *context, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths)
    return FALSE;
  if (g_file_test(paths->config_file, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(
        error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
        _("there is no routine yet: run \"winddown\" in a terminal once, it asks for bed and wake time (or put a "
          "routine at \"%s\")"),
        paths->config_file);
    return FALSE;
  }
  context->is_first_run = TRUE;
  int bed = 23 * 60, wake = 7 * 60;
  g_print(_("\n  winddown plans your evening backwards from bedtime.\n"));
  if (!print_now(context, error))
    return FALSE;
  if (!ask_hours(&bed, &wake)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("nothing was written: there was no answer"));
    return FALSE;
  }
  return write_config(paths->config_file, bed, wake, error) && show_plan(context, paths->config_file, error);
}

/* --- the screen --- */

gboolean dashboard_show(CliContext *context, App *app, GError **error) {
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
  return restore_offer(context, error) ? cli_context_open(context, TRUE, error) : NULL;
}

DEFINE_COMMAND(dashboard) {
  context->writes_files = TRUE;
  if (!first_run(context, error))
    return FALSE;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                _("the dashboard needs a terminal: \"winddown plan\" prints the evening without one"));
    return FALSE;
  }
  g_autoptr(App) app = open_or_restore(context, error);
  return app && dashboard_show(context, app, error);
}
