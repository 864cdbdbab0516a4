/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * restore: lists the copies of the record, or puts one back. Shows what would
 * be lost before it asks; nothing is changed without a yes. */
#include "app/restore.h"
#include "base/daytime.h"
#include "base/error.h"
#include "cli/cli.h"
#include "cli/console.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* So many nights are named; of more only their number is told. */
#define NAMED_NIGHTS 10

static char *nights_text(const GArray *nights) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < nights->len && i < NAMED_NIGHTS; i++) {
    g_autofree char *day = daytime_format_day(g_array_index(nights, Night, i));
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", day);
  }
  if (nights->len > NAMED_NIGHTS)
    g_string_append_printf(text, ngettext(" and %u more", " and %u more", nights->len - NAMED_NIGHTS),
                           nights->len - NAMED_NIGHTS);
  return g_string_free(text, FALSE);
}

static void print_record(const Restore *restore) {
  if (restore->is_missing)
    g_print("%s\n", _("There is no record."));
  else if (restore->is_damaged)
    g_print(ngettext("The record is damaged; %u night can still be read, and would be kept.\n",
                     "The record is damaged; %u nights can still be read, and would be kept.\n", restore->nights),
            restore->nights);
  else
    g_print(ngettext("The record is sound and holds %u night.\n", "The record is sound and holds %u nights.\n",
                     restore->nights),
            restore->nights);
}

static void print_copy(const RestoreCopy *copy, const Restore *restore) {
  g_autofree char *newest = copy->newest == NIGHT_NONE ? NULL : daytime_format_day(copy->newest);
  g_print(ngettext("  %-20s %u night", "  %-20s %u nights", copy->nights), copy->name, copy->nights);
  if (newest)
    g_print(_(", up to %s"), newest);
  if (copy->lost->len > 0 && !restore->is_damaged) {
    g_autofree char *lost = nights_text(copy->lost);
    g_print(_("; it lacks what you have now of %s"), lost);
  }
  g_print("\n");
}

static void print_list(const Restore *restore) {
  print_record(restore);
  if (restore->copies->len == 0) {
    g_print("%s\n", _("There is no sound copy."));
    return;
  }
  g_print("%s\n", _("Copies that can be put back:"));
  for (guint i = 0; i < restore->copies->len; i++)
    print_copy(g_ptr_array_index(restore->copies, i), restore);
  const RestoreCopy *first = g_ptr_array_index(restore->copies, 0);
  g_print(_("To put one back: winddown restore %s\n"), first->name);
}

static const RestoreCopy *find(const Restore *restore, const char *name) {
  for (guint i = 0; i < restore->copies->len; i++) {
    const RestoreCopy *copy = g_ptr_array_index(restore->copies, i);
    if (g_str_equal(copy->name, name))
      return copy;
  }
  return NULL;
}

static gboolean may_go_on(gboolean yes, GError **error) {
  if (yes)
    return TRUE;
  if (!isatty(STDIN_FILENO)) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("nothing was changed; add --yes to put it back"));
    return FALSE;
  }
  if (console_confirm(_("Put it back?")))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, _("nothing was changed"));
  return FALSE;
}

static gboolean put_back(const char *data_folder, const char *name, gint64 now, GError **error) {
  g_auto(RestoreOutcome) outcome = { 0 };
  if (!restore_run(data_folder, name, now, &outcome, error))
    return FALSE;
  g_print(_("The copy of %s is in place.\n"), name);
  if (outcome.recovered->len > 0) {
    g_autofree char *nights = nights_text(outcome.recovered);
    g_print(_("Kept from the damaged record: %s.\n"), nights);
  }
  if (outcome.aside)
    g_print(_("The record before it is backups/nights-%s.db.\n"), outcome.aside);
  return TRUE;
}

static gboolean preview_and_put_back(const char *data_folder, const Restore *restore, const char *name, gboolean yes,
                                     gint64 now, GError **error) {
  const RestoreCopy *copy = find(restore, name);
  if (!copy) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                _("there is no sound copy \"%s\": \"winddown restore\" lists those that are there"), name);
    return FALSE;
  }
  print_record(restore);
  print_copy(copy, restore);
  return may_go_on(yes, error) && put_back(data_folder, name, now, error);
}

DEFINE_COMMAND(restore) {
  const Paths *paths = cli_context_paths(context, error);
  g_autoptr(Clock) clock = paths ? cli_context_clock(context, error) : NULL;
  if (!clock)
    return FALSE;
  g_autoptr(Restore) restore = restore_look(paths->data_folder, clock_now(clock));
  const char *name = cli_word(context, 0);
  if (name && cli_context_leaves_nothing(context))
    return error_refuse(error,
                        _("a rehearsal puts no record back: leave out --now and --speed, or name one by --data"));
  if (name)
    return preview_and_put_back(paths->data_folder, restore, name, cli_option(context, "yes") != NULL, clock_now(clock),
                                error);
  print_list(restore);
  return TRUE;
}

gboolean restore_offer(CliContext *context, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths)
    return FALSE;
  g_autoptr(Clock) clock = cli_context_clock(context, error);
  g_autoptr(Restore) restore = clock ? restore_look(paths->data_folder, clock_now(clock)) : NULL;
  if (!restore)
    return FALSE;
  g_print("%s\n\n", _("winddown cannot open its record: the file is damaged. Nothing was changed."));
  if (restore->copies->len == 0) {
    print_list(restore);
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, "%s", restore->trouble);
    return FALSE;
  }
  const RestoreCopy *newest = g_ptr_array_index(restore->copies, 0);
  return preview_and_put_back(paths->data_folder, restore, newest->name, FALSE, clock_now(clock), error);
}
