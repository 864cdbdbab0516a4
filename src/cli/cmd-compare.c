/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare: mornings after nights with a step against mornings without it. */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "exchange/json.h"
#include "words/comparisons.h"

#include <glib/gi18n.h>

#define USAGE "compare [STEP] [--json]"

typedef struct {
  const History *history;
  int looked_at; /* steps that are looked at together */
  gboolean json;
} Looking;

/* The figures of a step within its course stay hidden here, too. */
static char *json_of(const Looking *looking, const CompareEntry *entry) {
  Comparison comparison = entry->comparison;
  if (compare_entry_is_hidden(entry))
    comparison.verdict = COMPARE_TOO_FEW;
  return json_compare(g_ptr_array_index(looking->history->step_ids, entry->step), &comparison);
}

static void print_words(const Looking *looking, const CompareEntry *entry) {
  g_autofree char *words = compare_entry_words(entry, looking->history, looking->looked_at);
  g_auto(GStrv) sentences = g_strsplit(words, "\n", -1);
  g_print("%s\n", (const char *) g_ptr_array_index(looking->history->titles, entry->step));
  for (char **sentence = sentences; *sentence; sentence++)
    output_wrapped(*sentence, "  ");
}

/* The entry of `step` when only that is asked for: then it is looked at alone. */
static gboolean print_only(Looking *looking, guint16 step, const GArray *entries, GError **error) {
  CompareEntry alone = { .step = step };
  for (guint i = 0; i < entries->len; i++) {
    if (g_array_index(entries, CompareEntry, i).step == step)
      alone = g_array_index(entries, CompareEntry, i);
  }
  alone.comparison = compare_step(looking->history, step, compare_confidence(1));
  looking->looked_at = 1;
  if (!looking->json) {
    print_words(looking, &alone);
    return TRUE;
  }
  g_autofree char *text = json_of(looking, &alone);
  return output_data(text, error);
}

static gboolean print_list(const Looking *looking, const GArray *entries, GError **error) {
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add(texts, json_of(looking, &g_array_index(entries, CompareEntry, i)));
  g_autofree char *list = json_list(texts);
  return output_data(list, error);
}

static gboolean print_all(const Looking *looking, const GArray *entries, GError **error) {
  if (looking->json)
    return print_list(looking, entries, error);
  for (guint i = 0; i < entries->len; i++)
    print_words(looking, &g_array_index(entries, CompareEntry, i));
  if (entries->len == 0)
    g_print("%s\n", _("Nothing to compare yet: each step needs mornings with it and mornings without."));
  return TRUE;
}

gboolean cmd_compare(CliContext *context, char ***argv, GError **error) {
  Looking looking = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &looking.json, N_("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!cli_context_parse(context, USAGE, entries, argv, error) || !argument_count(*argv, 0, 1, USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  if (!app)
    return FALSE;
  g_autoptr(History) history = app_history(app, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return FALSE;
  const char *id = (*argv)[1];
  const int step = id ? argument_history_step(history, id, error) : -1;
  if (id && step < 0)
    return FALSE;
  const StreakRules rules = app_streak_rules(app);
  g_autoptr(GArray) compared = compare_entries(history, app_evening(app)->routine, rules.closed_to);
  looking.history = history;
  looking.looked_at = MAX(1, (int) compared->len);
  return id ? print_only(&looking, (guint16) step, compared, error) : print_all(&looking, compared, error);
}
