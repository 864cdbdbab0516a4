/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/console.h"

#include <glib/gi18n.h>
#include <stdio.h>

static int report(const CliContext *context, const GError *error) {
  g_autofree char *message = text_sanitise(error->message, -1); /* as one line */
  g_printerr("winddown: %s\n", message);
  if (g_error_matches(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE) && context->command && context->command->name) {
    g_autofree char *usage = command_usage(context->command);
    g_printerr(_("usage: winddown %s\n"), usage);
  }
  return error_exit_status(error);
}

/* What could not be printed to its end must not pass for an answer. */
static int finish(int status) {
  if (status != 0 || (fflush(stdout) == 0 && !ferror(stdout)))
    return status;
  g_printerr("winddown: %s\n", _("cannot write to standard output"));
  return WINDDOWN_ERROR_DATA;
}

int cli_main(int argc, char **argv) {
  g_auto(CliContext) context = { 0 };
  g_autoptr(GError) error = NULL;
  console_init();
  if (!cli_context_parse(&context, argv, &error))
    return report(&context, error);
  if (cli_option(&context, "version"))
    g_print("winddown %s\n", WINDDOWN_VERSION);
  else if (cli_option(&context, "help"))
    help_print(context.command);
  else {
    if (cli_option(&context, "quiet"))
      console_quiet();
    if (!context.command->run(&context, &error))
      return finish(report(&context, error));
  }
  return finish(0);
}
