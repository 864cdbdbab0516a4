/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The least that a command of this kind does, to compare with: GLib, a locale
 * and one line. */
#include <glib.h>
#include <locale.h>

int main(void) {
  setlocale(LC_ALL, "");
  g_autoptr(GString) line = g_string_new("a line of text");
  g_print("%s\n", line->str);
  return 0;
}
