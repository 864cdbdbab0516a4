/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * export and import: everything that is kept, as a file. Import merges and may
 * be repeated. */
#include "base/error.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/json.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

/* GLib names the file before the cause; so do we. */
static const char *cause_of(const GError *error) {
  const char *colon = strrchr(error->message, ':');
  return colon && colon[1] == ' ' ? colon + 2 : error->message;
}

static gboolean write_out(const char *path, const char *text, GError **error) {
  if (!path || g_str_equal(path, "-"))
    return console_data(text, error);
  g_autoptr(GError) unwritten = NULL;
  if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, S_IRUSR | S_IWUSR, &unwritten))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot write \"%s\": %s"), path, cause_of(unwritten));
  return FALSE;
}

DEFINE_COMMAND(export) {
  const char *format = cli_option(context, "format");
  const gboolean csv = g_strcmp0(format, "csv") == 0;
  if (format && !csv && !g_str_equal(format, "json")) {
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("--format is json or csv, not \"%s\""), format);
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, FALSE, error);
  if (!app)
    return FALSE;
  g_autoptr(Export) export = app_export(app, error);
  if (!export)
    return FALSE;
  g_autofree char *text = csv ? csv_export(export) : json_export(export);
  return write_out(cli_word(context, 0), text, error);
}

static char *read_in(const char *path, gsize *length, GError **error) {
  g_autoptr(GError) unread = NULL;
  char *text = NULL;
  if (!g_file_get_contents(g_str_equal(path, "-") ? "/dev/stdin" : path, &text, length, &unread))
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("cannot read \"%s\": %s"), path, cause_of(unread));
  return text;
}

static void print_count(ImportCount count) {
  g_autofree char *nights = g_strdup_printf(ngettext("%u night", "%u nights", count.nights), count.nights);
  g_autofree char *pauses = g_strdup_printf(ngettext("%u pause", "%u pauses", count.pauses), count.pauses);
  if (count.trials > 0)
    g_print(ngettext("%u trial merged in.\n", "%u trials merged in.\n", count.trials), count.trials);
  if (count.nights > 0 && count.pauses > 0)
    g_print(_("%s and %s merged in.\n"), nights, pauses);
  else if (count.nights + count.pauses > 0)
    g_print(_("%s merged in.\n"), count.nights > 0 ? nights : pauses);
  else if (count.coming == 0 && count.trials == 0)
    g_print(_("All of this is here already: nothing has changed.\n"));
  if (count.coming > 0)
    g_print(ngettext("%u night is still to come and was left out.\n",
                     "%u nights are still to come and were left out.\n", count.coming),
            count.coming);
}

DEFINE_COMMAND(import) {
  gsize length = 0;
  g_autofree char *text = read_in(cli_word(context, 0), &length, error);
  if (!text)
    return FALSE;
  g_autoptr(Export) export = json_import(text, (gssize) length, error);
  if (!export) {
    g_prefix_error(error, "%s: ", cli_word(context, 0));
    return FALSE;
  }
  g_autoptr(App) app = cli_context_open_telling(context, TRUE, error);
  ImportCount count = { 0 };
  if (!app || !app_import(app, export, &count, error))
    return FALSE;
  print_count(count);
  return TRUE;
}
