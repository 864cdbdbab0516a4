/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial: nights by lot. Without a step it shows the trial that is running, or
 * all that there were; with one, what a trial of it would be, and agrees to it
 * after a yes. */
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"
#include "words/trial_words.h"

#include <glib/gi18n.h>

/* What trials are told by. */
typedef struct {
  App *app;
  History *history;
  Night closed_to;
} Telling;

static void telling_clear(Telling *telling) {
  g_clear_pointer(&telling->history, history_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Telling, telling_clear)

static gboolean telling_init(Telling *telling, App *app, GError **error) {
  *telling = (Telling){ .app = app, .history = app_history(app, NIGHT_NONE, NIGHT_NONE, error) };
  telling->closed_to = app_streak_rules(app).closed_to;
  return telling->history != NULL;
}

/* Prints each paragraph of `text` (taken; NULL: none). */
static void print_paragraphs(char *text) {
  g_auto(GStrv) paragraphs = g_strsplit(text ? text : "", "\n", -1);
  for (char **paragraph = paragraphs; *paragraph; paragraph++)
    console_wrapped(*paragraph, "  ");
  g_free(text);
}

static void print_side(const TrialResult *result, Lot lot, const char *name) {
  const char *dot = g_get_charset(NULL) ? "●" : "*";
  g_autofree char *dots = trial_words_dots(result, lot, dot);
  g_print("  %s  %s\n", name, dots);
}

static void print_trial(const Telling *telling, const Trial *trial) {
  const Evening *evening = app_evening(telling->app);
  const char *title = trial_words_title(trial, evening->routine);
  g_auto(TrialResult) result = trial_result(trial, telling->history, telling->closed_to);
  g_autofree char *heading = trial_words_heading(trial, evening->trials, title);
  g_autofree char *tonight = trial_words_tonight(trial, title, evening->plan->night);
  g_print("%s\n", heading);
  if (tonight)
    g_print("  %s.\n", tonight);
  if (result.stage == TRIAL_OVER) {
    print_side(&result, LOT_WITH, _("with it   "));
    print_side(&result, LOT_WITHOUT, _("without it"));
  }
  print_paragraphs(trial_words_state(trial, &result, title));
  print_paragraphs(trial_words_figures(&result));
}

static char *json_of(const Telling *telling, const Trial *trial) {
  const Evening *evening = app_evening(telling->app);
  g_auto(TrialResult) result = trial_result(trial, telling->history, telling->closed_to);
  const JsonTrial shape = { trial, &result, trial_words_title(trial, evening->routine), evening->plan->night };
  return json_trial(&shape);
}

static gboolean print_list(const Telling *telling, gboolean json, GError **error) {
  const GPtrArray *trials = app_evening(telling->app)->trials;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < trials->len; i++) {
    if (json)
      g_ptr_array_add(texts, json_of(telling, g_ptr_array_index(trials, i)));
    else
      print_trial(telling, g_ptr_array_index(trials, i));
  }
  if (!json && trials->len == 0)
    g_print(_("No trial yet. To see what one would be: winddown trial STEP\n"));
  g_autofree char *text = json ? json_list(texts) : NULL;
  return !text || console_data(text, error);
}

static gboolean show_only(const Telling *telling, const Trial *trial, gboolean json, GError **error) {
  g_autofree char *text = json ? json_of(telling, trial) : NULL;
  if (text)
    return console_data(text, error);
  print_trial(telling, trial);
  return TRUE;
}

static gboolean agree(CliContext *context, App *app, const Step *step, int nights, GError **error) {
  const gboolean says_yes = cli_option(context, "yes") != NULL;
  g_autofree char *id = g_strdup(step->id);
  g_print(_("Nights by lot: “%s”, %d nights\n"), step->title, nights);
  print_paragraphs(trial_words_offer(step->title, nights));
  if (!says_yes && !console_can_ask()) {
    g_print(_("To start it: winddown trial %s --nights %d --yes\n"), id, nights);
    return TRUE;
  }
  if (!says_yes && !console_confirm(_("Start it?"))) {
    g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("nothing was started"));
    return FALSE;
  }
  const Action action = { .kind = ACTION_TRIAL, .source = FROM_COMMAND, .step = id, .nights = nights };
  if (!console_perform(context, app, &action, error))
    return FALSE;
  const Evening *evening = app_evening(app);
  const Trial *trial = trials_of_step(evening->trials, id);
  g_autofree char *tonight = trial ? trial_words_tonight(trial, trial_words_title(trial, evening->routine),
                                                         evening->plan->night)
                                   : NULL;
  if (tonight)
    g_print("%s.\n", tonight);
  return TRUE;
}

/* Shows the trial of `step`, or what one would be; one that is refused says why. */
static gboolean tell_step(CliContext *context, App *app, const Step *step, GError **error) {
  const Evening *evening = app_evening(app);
  const Trial *trial = trials_of_step(evening->trials, step->id);
  const gboolean runs = trial && trial_is_running(trial, evening->plan->night);
  const gboolean json = cli_option(context, "json") != NULL;
  int nights = TRIAL_USUAL;
  if (!argument_number(cli_option(context, "nights"), "nights", TRIAL_SHORT, TRIAL_LONG, &nights, error))
    return FALSE;
  if (trial && (runs || json || (trial->given_up == NIGHT_NONE && !cli_option(context, "yes")))) {
    g_auto(Telling) telling = { 0 };
    return telling_init(&telling, app, error) && show_only(&telling, trial, json, error);
  }
  if (json)
    return console_data("null\n", error);
  g_autofree char *refusal = app_trial_refusal(app, step);
  if (refusal || !trial_is_length(nights)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, "%s",
                refusal ? refusal : _("a trial has 28, 42 or 56 nights"));
    return FALSE;
  }
  return agree(context, app, step, nights, error);
}

DEFINE_COMMAND(trial) {
  const char *word = cli_word(context, 0);
  const gboolean gives_up = cli_option(context, "give-up") != NULL;
  g_autoptr(App) app = cli_context_open_telling(context, gives_up || word, error);
  if (!app)
    return FALSE;
  const Action action = { .kind = ACTION_GIVE_UP, .source = FROM_COMMAND };
  if (gives_up)
    return console_perform(context, app, &action, error);
  if (word) {
    const Step *step = argument_routine_step(app_evening(app)->routine, word, error);
    return step && tell_step(context, app, step, error);
  }
  const Evening *evening = app_evening(app);
  const Trial *running = trials_running(evening->trials, evening->plan->night);
  const gboolean json = cli_option(context, "json") != NULL;
  g_auto(Telling) telling = { 0 };
  if (!telling_init(&telling, app, error))
    return FALSE;
  return running && !json ? show_only(&telling, running, FALSE, error) : print_list(&telling, json, error);
}
