/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * why: which sources there are for a step, what each of them says of it and no
 * more, and where its hour comes from. */
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "model/source.h"
#include "words/words.h"

#include <glib/gi18n.h>

static void print_source(const char *key, const char *says) {
  const Source *source = source_find(key);
  g_autofree char *line = source ? g_strdup_printf("%s; %s.", _(source->shown), _(source->languages)) : g_strdup(key);
  console_wrapped(line, "  ");
  if (!says || !*says)
    return;
  g_autofree char *said = g_strdup_printf(_("It %s."), says);
  console_wrapped(said, "    ");
}

typedef enum { SOURCES_KNOWN, SOURCES_OWN } SourceKind;

/* The sources of that kind under `heading`; FALSE if there are none. A person's own are never called documents. */
static gboolean print_sources_of(const Step *step, SourceKind kind, const char *heading) {
  gboolean any = FALSE;
  for (gsize i = 0; step->sources && step->sources[i]; i++) {
    if ((source_find(step->sources[i]) != NULL) != (kind == SOURCES_KNOWN))
      continue;
    if (!any)
      g_print("%s\n", heading);
    any = TRUE;
    print_source(step->sources[i], step->says ? step->says[i] : NULL);
  }
  return any;
}

static void print_sources(const Step *step) {
  const gboolean known = print_sources_of(step, SOURCES_KNOWN, _("Said by:"));
  const gboolean own = print_sources_of(step, SOURCES_OWN, _("Your own source:"));
  if (!known && !own)
    console_wrapped(_("It names no source; it is your own step."), "");
  if (source_only_maker((const char *const *) step->sources))
    console_wrapped(_("Its only source here is the website of a maker of one form of magnesium."), "");
  if (known)
    console_wrapped(_("No source gives a time for it: winddown or you chose the hour and the length."), "");
  if (step->basis)
    console_wrapped(step->basis, "");
}

static void print_supplement(const Step *step) {
  if (!step_is_supplement(step))
    return;
  g_print("\n");
  for (const char *const *caution = source_supplement_cautions(); *caution; caution++)
    console_wrapped(_(*caution), "");
  g_print("\n");
  console_wrapped(
      _("Another source speaks of studies with 320 to 500 mg a day and names none. The sources disagree, and they "
        "favour different forms; winddown ranks none and names no dose."),
      "");
  console_wrapped(
      _("In one 7-week trial (Nielsen and others, 2010; 100 people, magnesium citrate) sleep improved as much with a "
        "placebo."),
      "");
  g_print("\n");
  console_wrapped(words_supplement_note(), "");
}

DEFINE_COMMAND(why) {
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  if (!app)
    return FALSE;
  const Step *step = argument_routine_step(app_evening(app)->routine, cli_word(context, 0), error);
  if (!step)
    return FALSE;
  g_print("%s\n", step->title);
  if (step->why)
    console_wrapped(step->why, "");
  print_sources(step);
  print_supplement(step);
  return TRUE;
}
