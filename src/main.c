/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets the locale and one signal, and hands the words to the command line. */
#include "cli/cli.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>

/* Those that something here goes by. Each is files to read at every start, and with LC_ALL one that is not installed
 * would take the others with it. */
static const int categories[] = { LC_CTYPE, LC_MESSAGES, LC_NUMERIC };

int main(int argc, char **argv) {
  for (gsize i = 0; i < G_N_ELEMENTS(categories); i++)
    setlocale(categories[i], "");
  bindtextdomain(GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
  textdomain(GETTEXT_PACKAGE);
  /* A limit on the size of files is then an error like a full disk, and ends nothing in the middle of a save. */
  (void) signal(SIGXFSZ, SIG_IGN);
  return cli_main(argc, argv);
}
