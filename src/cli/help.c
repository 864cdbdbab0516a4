/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * help, and the texts that follow from the table of commands: the list of them
 * on one screen, and the page of each. */
#include "base/error.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"

#include <glib/gi18n.h>

enum { NAME_COLUMNS = 11, OPTION_COLUMNS = 24 };

static const char *const groups[] = {
  [GROUP_TONIGHT] = N_("Tonight"),     [GROUP_ANSWER] = N_("Answer"),  [GROUP_CHANGE] = N_("Change"),
  [GROUP_LOOK_BACK] = N_("Look back"), [GROUP_DATA] = N_("Your data"), [GROUP_PROGRAM] = N_("Program"),
};

static const struct {
  const char *words;
  const char *what;
} examples[] = {
  { "winddown done dim stretch", N_("these two steps are done") },
  { "winddown bed 23:30", N_("go to bed at 23:30 tonight") },
  { "winddown morning --rested 4", N_("this morning you feel rested, 4 of 5") },
};

static void print_group(CommandGroup group) {
  g_autofree char *heading = text_pad(_(groups[group]), NAME_COLUMNS);
  g_autoptr(GString) names = g_string_new(NULL);
  const Command *command = NULL;
  for (guint i = 0; (command = command_at(i)); i++) {
    if (command->group == group)
      g_string_append_printf(names, "  %s", command->name);
  }
  g_print("  %s%s\n", heading, names->str);
}

static void print_list(void) {
  g_print("%s\n\n", _("winddown plans your evening backwards from bedtime and reminds you of each step."));
  g_print("%s\n\n", _("usage: winddown [COMMAND] [OPTIONS]      without a command: tonight's screen"));
  for (guint group = 0; group < GROUP_HIDDEN; group++)
    print_group((CommandGroup) group);
  g_print("\n%s\n", _("Examples"));
  for (gsize i = 0; i < G_N_ELEMENTS(examples); i++) {
    g_autofree char *words = text_pad(examples[i].words, NAME_COLUMNS + OPTION_COLUMNS);
    g_print("  %s%s\n", words, _(examples[i].what));
  }
  g_print("\n%s\n%s\n", _("Every command takes --config FILE, --data DIR, --now TIME, --speed N, --quiet."),
          _("\"winddown help COMMAND\" explains a command, its options and its exit status."));
}

static void print_option(const CommandOption *option) {
  g_autofree char *letter = option->letter ? g_strdup_printf("-%c, ", option->letter) : g_strdup("");
  g_autofree char *value = option->value ? g_strdup_printf(" %s", option->value) : g_strdup("");
  g_autofree char *name = g_strdup_printf("%s--%s%s", letter, option->name, value);
  g_autofree char *padded = text_pad(name, OPTION_COLUMNS);
  if (text_width(name) < OPTION_COLUMNS)
    g_print("  %s%s\n", padded, _(option->help));
  else
    g_print("  %s\n  %*s%s\n", name, OPTION_COLUMNS, "", _(option->help));
}

static void print_options(const CommandOption *options) {
  for (const CommandOption *option = options; option->name; option++)
    print_option(option);
}

static void print_command(const Command *command) {
  g_autofree char *usage = command_usage(command);
  g_print(_("usage: winddown %s\n"), usage);
  g_print("\n%s\n", _(command->help));
  if (command->options[0].name) {
    g_print("\n%s\n", _("Options"));
    print_options(command->options);
  }
  g_print("\n%s\n", _("Options of every command"));
  print_options(command_common_options());
  g_print("\n%s\n  %s\n", _("Example"), command->example);
  g_autofree char *status = g_strdup_printf(_("0 done; 1 %s; 2 wrong usage; 3 data could not be read or written"),
                                            command->refusal ? _(command->refusal) : _("the answer is no"));
  g_print("\n%s\n", _("Exit status"));
  console_wrapped(status, "  ");
  if (command->statuses)
    console_wrapped(_(command->statuses), "  ");
}

void help_print(const Command *command) {
  if (command && command->name)
    print_command(command);
  else
    print_list();
}

void help_refuse_command(const char *name, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  const Command *command = NULL;
  for (guint i = 0; (command = command_at(i)); i++) {
    if (command->group != GROUP_HIDDEN)
      g_ptr_array_add(names, (gpointer) command->name);
  }
  g_ptr_array_add(names, NULL);
  const char *nearest = text_nearest(name, (const char *const *) names->pdata);
  if (nearest)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, _("there is no command \"%s\": did you mean \"%s\"?"),
                name, nearest);
  else
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
                _("there is no command \"%s\": \"winddown --help\" lists them"), name);
}

DEFINE_COMMAND(help) {
  const char *name = cli_word(context, 0);
  const Command *command = name ? command_find(name) : NULL;
  if (name && !command) {
    help_refuse_command(name, error);
    return FALSE;
  }
  help_print(command);
  return TRUE;
}
