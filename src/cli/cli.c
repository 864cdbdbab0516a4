/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const Command commands[] = {
  { "remind", "", N_("Bring reminders without a screen."), cmd_remind },
  { "plan", "[--night D] [--json]", N_("Show a night's plan."), cmd_plan },
  { "status", "[--format text|json|waybar|tmux]", N_("Say in one line where the evening is."), cmd_status },
  { "next", "[--json]", N_("Say what comes next."), cmd_next },
  { "done", "[STEP] [--night D]", N_("Tick a step; without one, the step last reminded of."), cmd_done },
  { "skip", "[STEP] [--night D]", N_("Skip a step on purpose."), cmd_skip },
  { "slip", "[STEP] [--night D]", N_("Say that a step did not hold, or was left out."), cmd_slip },
  { "reopen", "STEP [--night D]", N_("Open a step again."), cmd_reopen },
  { "snooze", "[STEP] [10m]", N_("Be reminded again later."), cmd_snooze },
  { "undo", "", N_("Take back the last act."), cmd_undo },
  { "bed", "[TIME] [--wake TIME] [--lights-out [TIME] [--night D]]",
    N_("Move tonight's bedtime, or say that lights are out."), cmd_bed },
  { "shift", "DATE CODE", N_("Choose the shift of a date; \"-\" follows the rota again."), cmd_shift },
  { "morning", "[--night D] [--rested 1-5] …", N_("Answer the morning's question."), cmd_morning },
  { "review", "[--nights N] [--json]", N_("Show runs, shares and regularity."), cmd_review },
  { "compare", "[STEP] [--json]", N_("Compare mornings with a step and without it."), cmd_compare },
  { "why", "STEP", N_("Say why a step is there, and who says so."), cmd_why },
  { "pause", "[STEP] [FROM [TO]]", N_("Pause a step, or everything: it counts neither way."), cmd_pause },
  { "resume", "[STEP]", N_("End a pause."), cmd_resume },
  { "export", "[--format json|csv] [FILE]", N_("Write everything that is kept."), cmd_export },
  { "import", "FILE", N_("Merge in what was exported."), cmd_import },
  { "restore", "[DATE] [--yes]", N_("List the copies of the record, or put one back."), cmd_restore },
  { "check", "[FILE]", N_("Look a routine through for problems."), cmd_check },
  { "doctor", "", N_("Try every way a reminder can reach you."), cmd_doctor },
  { "demo", "", N_("Show a whole evening in a minute, on scratch data."), cmd_demo },
};

/* It may quote what was typed. */
static int report(const GError *error) {
  g_autofree char *message = text_sanitise(error->message, -1);
  g_printerr("winddown: %s\n", message);
  return error_exit_status(error);
}

static void print_help(void) {
  g_print("%s\n\n  winddown\n",
          _("winddown plans your evening backwards from bedtime, and stays beside you until then."));
  g_print("      %s\n", _("The dashboard; the first run asks for bed and wake time."));
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
    const char *gap = *commands[i].usage ? " " : "";
    g_print("  winddown %s%s%s\n      %s\n", commands[i].name, gap, commands[i].usage, _(commands[i].help));
  }
  g_print("\n%s\n", _("Every command takes --config FILE, --data DIR, --now TIME and --speed N.\n"
                      "\"winddown COMMAND --help\" says more."));
}

static const Command *find(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
    if (g_str_equal(commands[i].name, name))
      return &commands[i];
  }
  return NULL;
}

static int refuse_name(const char *name) {
  const char *names[G_N_ELEMENTS(commands) + 1] = { NULL };
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
    names[i] = commands[i].name;
  const char *nearest = text_nearest(name, names);
  g_autofree char *typed = text_sanitise(name, -1);
  if (nearest)
    g_printerr(_("winddown: there is no command \"%s\": did you mean \"%s\"?\n"), typed, nearest);
  else
    g_printerr(_("winddown: there is no command \"%s\": \"winddown --help\" lists them\n"), typed);
  return WINDDOWN_ERROR_USAGE;
}

/* Takes the options that stand before the command's name out of `words`. */
static gboolean parse_leading(CliContext *context, gboolean *version, gboolean *help, char ***words, GError **error) {
  const GOptionEntry entries[] = {
    { "version", 'V', 0, G_OPTION_ARG_NONE, version, N_("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, N_("List the commands"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) options = g_option_context_new(NULL);
  g_option_context_set_strict_posix(options, TRUE);
  g_option_context_set_help_enabled(options, FALSE);
  g_option_context_add_main_entries(options, entries, GETTEXT_PACKAGE);
  g_option_context_add_group(options, cli_context_options(context));
  g_autoptr(GError) wrong = NULL;
  const gboolean done = g_option_context_parse_strv(options, words, &wrong);
  if (!done)
    cli_context_set_usage(error, wrong);
  return done;
}

/* What could not be printed to its end must not pass for an answer. */
static int finish(int status) {
  if (status != 0 || (fflush(stdout) == 0 && !ferror(stdout)))
    return status;
  g_printerr("winddown: %s\n", _("cannot write to standard output"));
  return WINDDOWN_ERROR_DATA;
}

static int run(CliContext *context, char ***words) {
  g_autoptr(GError) error = NULL;
  const char *name = (*words)[1];
  const Command *command = name ? find(name) : NULL;
  if (name && !command)
    return refuse_name(name);
  g_auto(GStrv) own = g_strdupv(*words + (command ? 1 : 0));
  const gboolean done = command ? command->run(context, &own, &error) : cmd_dashboard(context, &own, &error);
  return done ? 0 : report(error);
}

int cli_main(int argc, char **argv) {
  g_auto(CliContext) context = { 0 };
  g_auto(GStrv) words = g_strdupv(argv);
  g_autoptr(GError) error = NULL;
  gboolean version = FALSE, help = FALSE;
  if (!parse_leading(&context, &version, &help, &words, &error))
    return report(error);
  if (version) {
    g_print("winddown %s\n", WINDDOWN_VERSION);
    return finish(0);
  }
  if (help) {
    print_help();
    return finish(0);
  }
  return finish(run(&context, &words));
}
