/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare: mornings after nights with a step against mornings without it. */
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "exchange/json.h"
#include "tui/compare_words.h"

#include <glib/gi18n.h>

#define USAGE "compare [STEP] [--json]"
#define CHANCE 0.05 /* shared by all steps that are looked at */

typedef struct {
  const History *history;
  int looked_at; /* steps with both kinds of nights */
  gboolean json;
} Looking;

static gboolean has_both(const Comparison *comparison) {
  return comparison->n_with > 0 && comparison->n_without > 0;
}

static void print_one(const Looking *looking, guint16 step) {
  const Comparison comparison = compare_step(looking->history, step, 1 - CHANCE / looking->looked_at);
  const char *title = g_ptr_array_index(looking->history->titles, step);
  if (looking->json) {
    g_autofree char *text = json_compare(g_ptr_array_index(looking->history->step_ids, step), &comparison);
    g_print("%s", text);
    return;
  }
  g_autofree char *sentence = compare_words(&comparison, title, looking->looked_at);
  g_autofree char *guards = compare_words_guards(&comparison);
  g_print("%s\n  %s\n", title, sentence);
  if (guards)
    g_print("  %s\n", guards);
}

/* Every step that was ever answered both ways; the more there are, the wider each interval. */
static void print_all(Looking *looking) {
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(guint16));
  for (guint i = 0; i < looking->history->step_ids->len; i++) {
    const guint16 step = (guint16) i;
    const Comparison comparison = compare_step(looking->history, step, 1 - CHANCE);
    if (has_both(&comparison))
      g_array_append_val(steps, step);
  }
  looking->looked_at = MAX(1, (int) steps->len);
  for (guint i = 0; i < steps->len; i++)
    print_one(looking, g_array_index(steps, guint16, i));
  if (steps->len == 0 && !looking->json)
    g_print("%s\n", _("Nothing to compare yet: each step needs mornings with it and mornings without."));
}

gboolean cmd_compare(CliContext *context, char ***argv, GError **error) {
  Looking looking = { .looked_at = 1 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &looking.json, N_("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!cli_context_parse(context, USAGE, entries, argv, error) || !argument_count(*argv, 0, 1, USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  if (!app)
    return FALSE;
  g_autoptr(History) history = app_history(app, NIGHT_NONE, NIGHT_NONE, error);
  if (!history)
    return FALSE;
  const char *id = (*argv)[1];
  const int step = id ? history_step(history, id) : -1;
  looking.history = history;
  if (id && step < 0) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("no night knows a step \"%s\""), id);
    return FALSE;
  }
  if (id)
    print_one(&looking, (guint16) step);
  else
    print_all(&looking);
  return TRUE;
}
