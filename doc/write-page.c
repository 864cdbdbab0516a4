/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies a manual page from standard input to standard output, and writes keys
 * and commands into it where it asks for them, so that each is in one table
 * only. A page that describes one command must describe all. */
#include "cli/cli.h"
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

/* "[STEP [FROM]]": what the person fills in is in capitals. */
static void print_words(const char *words) {
  for (const char *at = words; *at;) {
    const size_t length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (length > 0)
      printf("_%.*s_", (int) length, at);
    else
      print_escaped((const char[]){ *at, '\0' });
    at += length > 0 ? length : 1;
  }
}

static void print_command(const Command *command) {
  printf("*%s*", command->name);
  if (command->words) {
    (void) putchar(' ');
    print_words(command->words);
  }
  for (const CommandOption *option = command->options; option->name; option++) {
    printf(" [*--%s*", option->name);
    if (option->value)
      printf(" _%s_", option->value);
    (void) putchar(']');
  }
}

/* `names`: "done skip". FALSE if one of them is not a command. */
static gboolean print_commands(char *names, GHashTable *described) {
  const char *next = NULL;
  for (const char *name = strtok(names, " "); name; name = next) {
    const Command *command = command_find(name);
    next = strtok(NULL, " ");
    if (!command) {
      fprintf(stderr, "write-page: there is no command \"%s\"\n", name);
      return FALSE;
    }
    g_hash_table_add(described, (gpointer) command);
    print_command(command);
    (void) puts(next ? "++" : "");
  }
  return TRUE;
}

/* FALSE if a command that people use is missing, while others are there. */
static gboolean is_complete(GHashTable *described) {
  const Command *command = NULL;
  gboolean complete = TRUE;
  for (guint i = 0; g_hash_table_size(described) > 0 && (command = command_at(i)); i++) {
    if (command->group == GROUP_HIDDEN || g_hash_table_contains(described, command))
      continue;
    fprintf(stderr, "write-page: the command \"%s\" is not described\n", command->name);
    complete = FALSE;
  }
  return complete;
}

#define COMMAND_MARK "@COMMAND "

int main(void) {
  char line[512];
  g_autoptr(GHashTable) described = g_hash_table_new(NULL, NULL);
  while (fgets(line, sizeof line, stdin)) {
    if (g_str_has_prefix(line, COMMAND_MARK)) {
      *strrchr(line, '@') = '\0';
      if (!print_commands(line + strlen(COMMAND_MARK), described))
        return 1;
      continue;
    }
    if (g_str_equal(line, "@KEY_TABLE@\n"))
      print_table();
    else if (g_str_equal(line, "@KEY_NAMES@\n"))
      print_names();
    else
      (void) fputs(line, stdout);
  }
  return ferror(stdin) || fflush(stdout) != 0 || !is_complete(described);
}
