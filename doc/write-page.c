/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies a manual page from standard input to standard output, and writes the
 * keys into it where it asks for them, so that they stand in one table only. */
#include "model/keymap.h"

#include <stdio.h>
#include <string.h>

#define ACTIONS_A_LINE 6

/* What scdoc would take as markup. */
static void print_escaped(const char *text) {
  for (; *text; text++) {
    if (strchr("\\*_<>#", *text))
      (void) putchar('\\');
    (void) putchar(*text);
  }
}

static void print_table(void) {
  (void) puts("[[ *Key*\n:< *What it does*");
  for (guint action = 0; action < N_KEY_ACTIONS; action++) {
    const KeyActionInfo *info = key_action_info((KeyAction) action);
    (void) fputs("|  ", stdout);
    print_escaped(info->key);
    if (info->other) {
      (void) putchar(' ');
      print_escaped(info->other);
    }
    (void) fputs("\n:  ", stdout);
    print_escaped(info->help);
    (void) putchar('\n');
  }
}

static void print_names(void) {
  for (guint action = 0; action < N_KEY_ACTIONS; action++) {
    const KeyActionInfo *info = key_action_info((KeyAction) action);
    (void) fputs(action % ACTIONS_A_LINE == 0 ? "\t" : " ", stdout);
    print_escaped(info->name);
    (void) fputs(" _", stdout);
    print_escaped(info->key);
    (void) putchar('_');
    if (action + 1 < N_KEY_ACTIONS)
      (void) putchar(',');
    if (action % ACTIONS_A_LINE == ACTIONS_A_LINE - 1 || action + 1 == N_KEY_ACTIONS)
      (void) putchar('\n');
  }
}

int main(void) {
  char line[512];
  while (fgets(line, sizeof line, stdin)) {
    if (g_str_equal(line, "@KEY_TABLE@\n"))
      print_table();
    else if (g_str_equal(line, "@KEY_NAMES@\n"))
      print_names();
    else
      (void) fputs(line, stdout);
  }
  return ferror(stdin) || fflush(stdout) != 0;
}
