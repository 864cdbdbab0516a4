/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare: mornings after nights with a step against mornings without it. */
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"
#include "statistics/statistics.h"
#include "words/comparison.h"

#include <glib/gi18n.h>

/* The figures of a step within its course stay hidden here, too. */
static char *json_of(const CompareList *list, const CompareEntry *entry) {
  Comparison comparison = entry->comparison;
  if (comparison_is_hidden(entry))
    comparison.verdict = COMPARE_TOO_FEW;
  return json_compare(g_ptr_array_index(list->history->step_ids, entry->step), &comparison);
}

static void print_words(const CompareList *list, const CompareEntry *entry) {
  g_autofree char *words = comparison_text(entry, list->history, list->looked_at);
  g_auto(GStrv) sentences = g_strsplit(words, "\n", -1);
  g_print("%s\n", (const char *) g_ptr_array_index(list->history->titles, entry->step));
  for (char **sentence = sentences; *sentence; sentence++)
    console_wrapped(*sentence, "  ");
}

/* The same words and figures as in the list: the range does not depend on how one asks. */
static gboolean print_only(const CompareList *list, guint16 step, gboolean json, GError **error) {
  const CompareEntry entry = comparison_entry(list, step);
  if (!json) {
    print_words(list, &entry);
    return TRUE;
  }
  g_autofree char *text = json_of(list, &entry);
  return console_data(text, error);
}

static gboolean print_json(const CompareList *list, GError **error) {
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < list->entries->len; i++)
    g_ptr_array_add(texts, json_of(list, &g_array_index(list->entries, CompareEntry, i)));
  g_autofree char *text = json_list(texts);
  return console_data(text, error);
}

static gboolean print_all(const CompareList *list, gboolean json, GError **error) {
  if (json)
    return print_json(list, error);
  for (guint i = 0; i < list->entries->len; i++)
    print_words(list, &g_array_index(list->entries, CompareEntry, i));
  if (list->entries->len == 0)
    g_print(_("Nothing to compare yet. A step needs %d mornings with it and %d without.\n"), COMPARE_MIN, COMPARE_MIN);
  return TRUE;
}

DEFINE_COMMAND(compare) {
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  if (!app)
    return FALSE;
  g_autoptr(History) history = app_history(app, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return FALSE;
  const char *id = cli_word(context, 0);
  const gboolean json = cli_option(context, "json") != NULL;
  const int step = id ? argument_history_step(history, id, error) : -1;
  if (id && step < 0)
    return FALSE;
  const StreakRules rules = app_streak_rules(app);
  g_autoptr(CompareList) list = comparison_list_new(history, app_evening(app)->routine, rules.closed_to,
                                                    app_step_in_trial(app), statistics_t_quantile());
  return id ? print_only(list, (guint16) step, json, error) : print_all(list, json, error);
}
