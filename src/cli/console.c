/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/console.h"

#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "exchange/json.h"
#include "words/words.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define COLUMNS 76

/* As GLib prints: in the character set of the locale, at once. */
static void put(FILE *stream, const char *text) {
  const char *charset = NULL;
  g_autofree char *clean = text_sanitise_lines(text);
  g_autofree char *other = g_get_charset(&charset)
                               ? NULL
                               : g_convert_with_fallback(clean, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  fputs(other ? other : clean, stream);
  fflush(stream);
}

static void put_out(const char *text) {
  put(stdout, text);
}

static void put_error(const char *text) {
  put(stderr, text);
}

static void put_nothing(const char *text) {
}

void console_init(void) {
  g_set_print_handler(put_out);
  g_set_printerr_handler(put_error);
}

void console_quiet(void) {
  g_set_print_handler(put_nothing);
}

void console_wrapped(const char *text, const char *indent) {
  g_auto(GStrv) lines = text_wrap(text, COLUMNS - text_width(indent));
  for (char **line = lines; *line; line++)
    g_print("%s%s\n", indent, *line);
}

gboolean console_data(const char *text, GError **error) {
  if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write to standard output: %s"), g_strerror(errno));
  return FALSE;
}

char *console_read_line(void) {
  char *line = NULL;
  size_t size = 0;
  fflush(stdout); /* the question is on a line that has not ended */
  char *text = getline(&line, &size, stdin) >= 0 ? g_strdup(g_strstrip(line)) : NULL;
  free(line);
  return text;
}

gboolean console_can_ask(void) {
  return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

gboolean console_confirm(const char *question) {
  g_print("%s [y/N] ", question);
  g_autofree char *answer = console_read_line();
  return answer && g_ascii_tolower(*answer) == 'y';
}

gboolean console_is_meant(const CliContext *context, const char *doubt, GError **error) {
  if (cli_option(context, "yes"))
    return TRUE;
  if (!console_can_ask())
    return error_refuse(error, _("%s; if that is right, add --yes"), doubt);
  g_autofree char *question = g_strdup_printf(_("%s. Is that right?"), doubt);
  return console_confirm(question) || error_refuse(error, _("nothing was changed"));
}

/* Prints the act as JSON. */
static gboolean print_json(App *app, Night night, const char *message, GError **error) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  if (!app_load_night(app, night ? night : app_evening(app)->plan->night, &plan, &record, error))
    return FALSE;
  g_autofree char *text = json_act(message, plan, record);
  return console_data(text, error);
}

gboolean console_report(const CliContext *context, App *app, Night night, const char *message, GError **error) {
  const char *status = app_evening(app)->status;
  if (status)
    g_printerr("winddown: %s\n", status);
  if (cli_option(context, "json"))
    return print_json(app, night, message, error);
  g_print("%s\n", message);
  return TRUE;
}

gboolean console_perform(const CliContext *context, App *app, const Action *action, GError **error) {
  g_autofree char *message = NULL;
  return app_perform(app, action, &message, error) && console_report(context, app, action->night, message, error);
}

/* A longer sleep than this is one that shift hours have made by mistake. */
#define LONGEST_SLEEP_MINUTES (14 * 60)

void console_night(const Plan *plan, GTimeZone *zone) {
  g_autofree char *date = daytime_format_day(plan->night);
  g_autofree char *sleep = words_hours(plan->bed, plan->wake, zone), *wake = daytime_clock(plan->wake, zone);
  const char *day = words_weekday_short(daytime_weekday(plan->night)), *shift = plan->shift ? plan->shift : "-";
  const int minutes = (int) ((plan->wake - plan->bed) / DAYTIME_MINUTE_SECONDS);
  g_autofree char *length = words_length(minutes);
  if (minutes > 0)
    g_print(_("%s %s  %-3s  sleep %s, %s\n"), day, date, shift, sleep, length);
  else
    g_print(_("%s %s  %-3s  no bedtime: the night ends at %s\n"), day, date, shift, wake);
  if (minutes <= 0 || minutes > LONGEST_SLEEP_MINUTES)
    g_print(_("    To mend it, give shift %s its own hours: sleep = \"08:30-16:00\"\n"), shift);
}
