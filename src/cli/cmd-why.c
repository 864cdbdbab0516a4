/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * why: what the documents say for a step, which they are, and where its hour
 * comes from. */
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "model/source.h"
#include "words/words.h"

#include <glib/gi18n.h>

#define USAGE "why STEP"

static void print_source(const char *key) {
  const Source *source = source_find(key);
  g_autofree char *line = source ? g_strdup_printf("%s; %s.", _(source->shown), _(source->languages)) : g_strdup(key);
  output_wrapped(line, "  ");
}

static void print_sources(const Step *step) {
  if (!step->sources || !step->sources[0]) {
    output_wrapped(_("No document is named for it: it is your own."), "");
    return;
  }
  g_print("%s\n", _("Said by:"));
  for (char **key = step->sources; *key; key++)
    print_source(*key);
  if (source_only_maker((const char *const *) step->sources))
    output_wrapped(_("The site of a maker of one form of magnesium is the only support for it here."), "");
  output_wrapped(_("The documents give no time for it: the hour and the length are winddown's own, or yours."), "");
}

static void print_supplement(const Step *step) {
  if (!g_str_equal(step->id, "magnesium"))
    return;
  g_print("\n");
  output_wrapped(
      _("One document cites studies at 320 to 500 mg a day, another says that about 250 to 350 mg from supplements "
        "are tolerated. They disagree, and they favour different forms; winddown ranks none and names no dose."),
      "");
  output_wrapped(_("In one 7-week trial people on a dummy pill improved as much."), "");
  g_print("\n");
  output_wrapped(words_supplement_note(), "");
}

gboolean cmd_why(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, USAGE, NULL, argv, error) || !argument_count(*argv, 1, 1, USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  if (!app)
    return FALSE;
  const Step *step = argument_routine_step(app_evening(app)->routine, (*argv)[1], error);
  if (!step)
    return FALSE;
  g_print("%s\n", step->title);
  if (step->why)
    output_wrapped(step->why, "");
  print_sources(step);
  print_supplement(step);
  return TRUE;
}
