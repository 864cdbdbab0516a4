/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * status and next: where the evening is, in one line, for a prompt or a bar. */
#include "base/error.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"
#include "words/words.h"

#include <glib/gi18n.h>

static const PlanStep *next_step(const Evening *evening) {
  const int next = evening->agenda->next;
  return next >= 0 ? g_ptr_array_index(evening->plan->steps, agenda_row(evening->agenda, (guint) next)->step) : NULL;
}

/* The parts of the line; each owned by the array. Once all is over, what was not done is no news. */
static GPtrArray *parts(const Evening *evening) {
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  const Agenda *agenda = evening->agenda;
  const PlanStep *next = next_step(evening);
  const gboolean is_over = !next && evening->now >= evening->plan->bed;
  if (next) {
    g_autofree char *when = words_in(next->at - evening->now);
    g_ptr_array_add(texts, g_strdup_printf("%s %s", next->title, when));
  }
  if (evening->now < evening->plan->bed)
    g_ptr_array_add(texts, words_bed_in(evening->plan->bed - evening->now));
  if (is_over)
    g_ptr_array_add(texts, g_strdup(_("nothing left to do tonight")));
  if (agenda->of > 0 && (agenda->done > 0 || !is_over))
    g_ptr_array_add(texts, g_strdup_printf(_("%u of %u done"), agenda->done, agenda->of));
  return texts;
}

static char *line_of(const Evening *evening) {
  g_autoptr(GPtrArray) texts = parts(evening);
  g_ptr_array_add(texts, NULL);
  return g_strjoinv(", ", (char **) texts->pdata);
}

/* As short as a bar likes it. */
static char *short_line(const Evening *evening) {
  const PlanStep *next = next_step(evening);
  if (!next)
    return evening->now < evening->plan->bed ? words_bed_in(evening->plan->bed - evening->now) : g_strdup("");
  g_autofree char *when = words_in(next->at - evening->now);
  return g_strdup_printf("%s %s", next->short_title, when);
}

static GPtrArray *due_steps(const Evening *evening) {
  GPtrArray *due = g_ptr_array_new();
  for (guint i = 0; i < evening->agenda->rows->len; i++) {
    const AgendaRow *row = agenda_row(evening->agenda, i);
    if (row->state == AGENDA_DUE || row->state == AGENDA_RUNNING)
      g_ptr_array_add(due, g_ptr_array_index(evening->plan->steps, row->step));
  }
  return due;
}

static char *json_of(App *app, GError **error) {
  g_autoptr(History) history = app_history(app, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return NULL;
  const Evening *evening = app_evening(app);
  const StreakRules rules = app_streak_rules(app);
  g_autoptr(GPtrArray) due = due_steps(evening);
  const JsonStatus status = {
    .night = evening->plan->night,
    .now = evening->now,
    .bed = evening->plan->bed,
    .next = next_step(evening),
    .due = due,
    .done = (int) evening->agenda->done,
    .of = (int) evening->agenda->of,
    .streak = streak_routine(history, &rules).current,
  };
  return json_status(&status, evening->zone);
}

/* A "#" begins a style there. */
static char *tmux_line(const char *text) {
  GString *line = g_string_new(text);
  g_string_replace(line, "#", "##", 0);
  g_string_append_c(line, '\n');
  return g_string_free(line, FALSE);
}

static char *format_status(App *app, const char *format, GError **error) {
  const Evening *evening = app_evening(app);
  g_autofree char *line = line_of(evening);
  if (!format || g_str_equal(format, "text"))
    return g_strconcat(line, "\n", NULL);
  if (g_str_equal(format, "json"))
    return json_of(app, error);
  g_autofree char *brief = short_line(evening);
  if (g_str_equal(format, "tmux"))
    return tmux_line(brief);
  if (g_str_equal(format, "waybar"))
    return json_waybar(brief, line, evening->agenda->phase == PHASE_EVENING ? "evening" : "quiet");
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--format is text, json, waybar or tmux, not \"%s\""),
              format);
  return NULL;
}

DEFINE_COMMAND(status) {
  const char *format = cli_option(context, "format");
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  g_autofree char *text = app ? format_status(app, format, error) : NULL;
  if (!text)
    return FALSE;
  if (g_strcmp0(format, "json") == 0 || g_strcmp0(format, "waybar") == 0)
    return console_data(text, error);
  g_print("%s", text);
  return TRUE;
}

static gboolean print_next(const Evening *evening, GError **error) {
  const PlanStep *next = next_step(evening);
  if (!next) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("nothing comes next tonight"));
    return FALSE;
  }
  g_autofree char *when = words_in(next->at - evening->now);
  g_print("%s %s\n", next->title, when);
  return TRUE;
}

DEFINE_COMMAND(next) {
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  if (!app)
    return FALSE;
  const Evening *evening = app_evening(app);
  if (!cli_option(context, "json"))
    return print_next(evening, error);
  g_autofree char *text = json_next(next_step(evening), evening->now, evening->zone);
  return console_data(text, error);
}
