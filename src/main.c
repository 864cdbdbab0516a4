/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets the locale and hands the words to the command line. */
#include "cli/cli.h"

#include <libintl.h>
#include <locale.h>

int main(int argc, char **argv) {
  setlocale(LC_ALL, "");
  bindtextdomain(GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
  textdomain(GETTEXT_PACKAGE);
  return cli_main(argc, argv);
}
