/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of commands. To add one: its row here, its function in a file of
 * its own. What writes the manual page reads the table too, without the
 * functions. */
#include "cli/cli.h"

#include <glib/gi18n.h>

#ifdef COMMANDS_WITHOUT_FUNCTIONS
#define RUN(name) NULL
#else
#define RUN(name) cmd_##name
#endif

COMMAND(bed);
COMMAND(check);
COMMAND(compare);
COMMAND(complete);
COMMAND(dashboard);
COMMAND(demo);
COMMAND(diary);
COMMAND(doctor);
COMMAND(done);
COMMAND(export);
COMMAND(help);
COMMAND(import);
COMMAND(morning);
COMMAND(next);
COMMAND(night);
COMMAND(pause);
COMMAND(plan);
COMMAND(remind);
COMMAND(reopen);
COMMAND(restore);
COMMAND(resume);
COMMAND(review);
COMMAND(shift);
COMMAND(skip);
COMMAND(slip);
COMMAND(snooze);
COMMAND(status);
COMMAND(trial);
COMMAND(undo);
COMMAND(why);

#define JSON                                                                                                           \
  { "json", 0, WORD_NONE, NULL, N_("Print JSON.") }
#define YES                                                                                                            \
  { "yes", 'y', WORD_NONE, NULL, N_("Save it without asking, even if it is unlikely.") }
#define NIGHT                                                                                                          \
  { "night", 0, WORD_NIGHT, "D", N_("The night: yesterday, fri, -2, a date.") }

static const Command commands[] = {
  {
      .help = N_("Show tonight on the screen. The first run asks when you go to bed and get up."),
      .group = GROUP_HIDDEN,
      .example = "winddown",
      .run = RUN(dashboard),
  },
  /* --- tonight --- */
  {
      .name = "status",
      .group = GROUP_TONIGHT,
      .help = N_("Show in one line what is due and what comes next."),
      .example = "winddown status --format waybar",
      .options = { { "format", 0, WORD_CHOICE, "text|json|waybar|i3blocks|polybar|tmux", N_("Who reads it.") },
                   { "follow", 0, WORD_NONE, NULL, N_("Stay, and print a line whenever it changes.") } },
      .run = RUN(status),
  },
  {
      .name = "next",
      .group = GROUP_TONIGHT,
      .help = N_("Show the next step."),
      .example = "winddown next",
      .refusal = N_("no step comes next tonight"),
      .options = { JSON },
      .run = RUN(next),
  },
  {
      .name = "plan",
      .group = GROUP_TONIGHT,
      .help = N_("Show the plan of a night."),
      .example = "winddown plan --night tomorrow",
      .options = { NIGHT, JSON },
      .run = RUN(plan),
  },
  {
      .name = "remind",
      .group = GROUP_TONIGHT,
      .help = N_("Show reminders without opening the screen, until it is ended."),
      .example = "winddown remind",
      .run = RUN(remind),
  },
  /* --- answers --- */
  {
      .name = "done",
      .group = GROUP_ANSWER,
      .words = "[STEP...]",
      .kinds = { WORD_STEP },
      .most = COMMAND_ANY_WORDS,
      .help = N_("Mark steps as done; without one, what the last reminder was about."),
      .example = "winddown done dim stretch",
      .refusal = N_("there is no such step, or there was no reminder to answer"),
      .options = { NIGHT, JSON },
      .run = RUN(done),
  },
  {
      .name = "skip",
      .group = GROUP_ANSWER,
      .words = "[STEP...]",
      .kinds = { WORD_STEP },
      .most = COMMAND_ANY_WORDS,
      .help = N_("Mark steps as skipped on purpose: they count neither way."),
      .example = "winddown skip stretch",
      .refusal = N_("there is no such step, or there was no reminder to answer"),
      .options = { NIGHT, JSON },
      .run = RUN(skip),
  },
  {
      .name = "slip",
      .group = GROUP_ANSWER,
      .words = "[STEP...]",
      .kinds = { WORD_STEP },
      .most = COMMAND_ANY_WORDS,
      .help = N_("Mark steps as not kept."),
      .example = "winddown slip caffeine --night yesterday",
      .refusal = N_("there is no such step, or there was no reminder to answer"),
      .options = { NIGHT, JSON },
      .run = RUN(slip),
  },
  {
      .name = "reopen",
      .group = GROUP_ANSWER,
      .words = "STEP...",
      .kinds = { WORD_STEP },
      .least = 1,
      .most = COMMAND_ANY_WORDS,
      .help = N_("Remove the marks of steps: they are open again."),
      .example = "winddown reopen dim",
      .refusal = N_("there is no such step"),
      .options = { NIGHT, JSON },
      .run = RUN(reopen),
  },
  {
      .name = "snooze",
      .group = GROUP_ANSWER,
      .words = "[STEP...] [LENGTH]",
      .kinds = { WORD_STEP | WORD_LENGTH },
      .most = COMMAND_ANY_WORDS,
      .help = N_("Be reminded again later."),
      .example = "winddown snooze dim 15m",
      .refusal = N_("there is no such step, or no reminder follows tonight"),
      .options = { JSON },
      .run = RUN(snooze),
  },
  {
      .name = "undo",
      .group = GROUP_ANSWER,
      .help = N_("Undo the last change, whichever program made it."),
      .example = "winddown undo",
      .refusal = N_("there is nothing to undo"),
      .options = { JSON },
      .run = RUN(undo),
  },
  {
      .name = "morning",
      .group = GROUP_ANSWER,
      .help = N_("Show or answer how the night was; options that are left out keep their value."),
      .example = "winddown morning --rested 4 --woke 6:40 --note \"slept well\"",
      .options = { NIGHT,
                   { "rested", 0, WORD_NUMBER, "1-5", N_("How rested you feel: 1 is not at all, 5 is fully.") },
                   { "asleep-after", 0, WORD_LENGTH, "MIN", N_("How long it took to fall asleep; a guess will do.") },
                   { "wakings", 0, WORD_NUMBER, "N", N_("How often you woke in the night.") },
                   { "awake", 0, WORD_LENGTH, "MIN", N_("How long you were awake in the night.") },
                   { "woke", 0, WORD_TIME, "TIME", N_("When you woke for good.") },
                   { "up", 0, WORD_TIME, "TIME", N_("When you got up.") },
                   { "quality", 0, WORD_NUMBER, "1-5", N_("How well you slept: 1 is very badly, 5 is very well.") },
                   { "note", 0, WORD_TEXT, "TEXT", N_("A note about the night.") },
                   { "kept", 0, WORD_NONE, NULL, N_("Done: every step that ran until lights out and is open.") },
                   YES,
                   JSON },
      .statuses = N_("4 there is no answer yet"),
      .run = RUN(morning),
  },
  /* --- changes of the plan --- */
  {
      .name = "bed",
      .group = GROUP_CHANGE,
      .words = "[TIME]",
      .kinds = { WORD_TIME },
      .most = 1,
      .help = N_("Show or move tonight's bedtime (23:30, +30m), or say when lights went out."),
      .example = "winddown bed 23:30",
      .options = { { "wake", 0, WORD_TIME, "TIME", N_("Move the wake time as well.") },
                   { "lights-out", 0, WORD_NONE, NULL, N_("Lights went out now, or at TIME.") },
                   NIGHT,
                   YES,
                   JSON },
      .run = RUN(bed),
  },
  {
      .name = "shift",
      .group = GROUP_CHANGE,
      .words = "[NIGHT CODE]",
      .kinds = { WORD_NIGHT, WORD_CODE },
      .most = 2,
      .help = N_("List the shifts of two weeks, or choose that of a night; \"-\" is the rota's own."),
      .example = "winddown shift tomorrow N",
      .options = { JSON },
      .run = RUN(shift),
  },
  {
      .name = "pause",
      .group = GROUP_CHANGE,
      .words = "[STEP|all] [FROM [TO]]",
      .kinds = { WORD_STEP | WORD_NIGHT, WORD_NIGHT },
      .most = 3,
      .help = N_("List the pauses, or pause a step or all. Paused nights do not count."),
      .example = "winddown pause stretch 2026-12-01 2026-12-05",
      .options = { JSON },
      .run = RUN(pause),
  },
  {
      .name = "resume",
      .group = GROUP_CHANGE,
      .words = "[STEP|all]",
      .kinds = { WORD_STEP },
      .most = 1,
      .help = N_("End a pause."),
      .example = "winddown resume stretch",
      .options = { JSON },
      .run = RUN(resume),
  },
  /* --- looking back --- */
  {
      .name = "night",
      .group = GROUP_LOOK_BACK,
      .words = "[NIGHT]",
      .kinds = { WORD_NIGHT },
      .most = 1,
      .help = N_("Show what is stored of a night: marks, lights out and the morning."),
      .example = "winddown night fri",
      .options = { JSON },
      .run = RUN(night),
  },
  {
      .name = "review",
      .group = GROUP_LOOK_BACK,
      .help = N_("Show kept nights, days in a row, strength and regularity."),
      .example = "winddown review --nights 90",
      .options = { { "nights", 0, WORD_NUMBER, "N", N_("How many nights, up to tonight.") }, JSON },
      .run = RUN(review),
  },
  {
      .name = "compare",
      .group = GROUP_LOOK_BACK,
      .words = "[STEP]",
      .kinds = { WORD_STEP },
      .most = 1,
      .help = N_("Compare mornings after nights with a step and without it."),
      .example = "winddown compare screens",
      .options = { JSON },
      .run = RUN(compare),
  },
  {
      .name = "trial",
      .group = GROUP_LOOK_BACK,
      .words = "[STEP]",
      .kinds = { WORD_STEP },
      .most = 1,
      .help = N_("Draw nights by lot: with a step or without it. Show how the trial goes, and what came of it."),
      .example = "winddown trial stretch --nights 42",
      .refusal = N_("the step cannot be tried by lot, or the answer was no"),
      .options = { { "nights", 0, WORD_CHOICE, "28|42|56", N_("How many nights; 42 if not given.") },
                   { "yes", 'y', WORD_NONE, NULL, N_("Start without asking.") },
                   { "give-up", 0, WORD_NONE, NULL, N_("End the trial that is running, without a result.") },
                   JSON },
      .run = RUN(trial),
  },
  {
      .name = "why",
      .group = GROUP_LOOK_BACK,
      .words = "STEP",
      .kinds = { WORD_STEP },
      .least = 1,
      .most = 1,
      .help = N_("Show the reason for a step, and its sources."),
      .example = "winddown why caffeine",
      .run = RUN(why),
  },
  /* --- data --- */
  {
      .name = "diary",
      .group = GROUP_DATA,
      .words = "[FILE]",
      .kinds = { WORD_FILE },
      .most = 1,
      .help = N_("Write the sleep diary of two weeks on one page, to read, print or show a clinician."),
      .example = "winddown diary diary.pdf",
      .options = { { "from", 0, WORD_NIGHT, "D", N_("The first night; 14 nights ago if not given.") },
                   { "nights", 0, WORD_NUMBER, "N", N_("How many nights, up to 31; 14 if not given.") },
                   { "format", 0, WORD_CHOICE, "text|csv|html|pdf|svg|png",
                     N_("The form; if not given, as the file is called.") },
                   { "paper", 0, WORD_CHOICE, "a4|letter",
                     N_("The sheet; if not given, as is usual where you are.") } },
      .run = RUN(diary),
  },
  {
      .name = "export",
      .group = GROUP_DATA,
      .words = "[FILE]",
      .kinds = { WORD_FILE },
      .most = 1,
      .help = N_("Write all your data to a file, or to standard output."),
      .example = "winddown export nights.json",
      .options = { { "format", 0, WORD_CHOICE, "json|csv", N_("The form of the file.") } },
      .run = RUN(export),
  },
  {
      .name = "import",
      .group = GROUP_DATA,
      .words = "FILE",
      .kinds = { WORD_FILE },
      .least = 1,
      .most = 1,
      .help = N_("Merge an export into your data. It may be repeated."),
      .example = "winddown import nights.json",
      .refusal = N_("the file is not an export"),
      .run = RUN(import),
  },
  {
      .name = "restore",
      .group = GROUP_DATA,
      .words = "[COPY]",
      .kinds = { WORD_COPY },
      .most = 1,
      .help = N_("List the daily copies of your data, or put one of them back."),
      .example = "winddown restore 2026-11-24",
      .refusal = N_("there is no such copy, or the answer was no"),
      .options = { { "yes", 'y', WORD_NONE, NULL, N_("Put it back without asking.") } },
      .run = RUN(restore),
  },
  /* --- the program --- */
  {
      .name = "check",
      .group = GROUP_PROGRAM,
      .words = "[FILE]",
      .kinds = { WORD_FILE },
      .most = 1,
      .help = N_("Check a routine for mistakes."),
      .example = "winddown check",
      .refusal = N_("the routine has mistakes"),
      .run = RUN(check),
  },
  {
      .name = "doctor",
      .group = GROUP_PROGRAM,
      .help = N_("Try every way in which a reminder can reach you, and show where everything is."),
      .example = "winddown doctor",
      .run = RUN(doctor),
  },
  {
      .name = "demo",
      .group = GROUP_PROGRAM,
      .help = N_("Show an evening and a morning in a minute, with made-up data."),
      .example = "winddown demo",
      .run = RUN(demo),
  },
  {
      .name = "help",
      .group = GROUP_PROGRAM,
      .words = "[COMMAND]",
      .kinds = { WORD_COMMAND },
      .most = 1,
      .help = N_("List the commands, or explain one."),
      .example = "winddown help done",
      .run = RUN(help),
  },
  {
      .name = "complete",
      .group = GROUP_HIDDEN,
      .words = "[WORD...]",
      .kinds = { WORD_TEXT },
      .most = COMMAND_ANY_WORDS,
      .help = N_("List what can be typed next, for the completion of a shell."),
      .example = "winddown complete -- done d",
      .run = RUN(complete),
  },
};

static const CommandOption common[] = {
  { "config", 0, WORD_FILE, "FILE", N_("Use this routine.") },
  { "data", 0, WORD_FOLDER, "DIR", N_("Keep your data in this folder.") },
  { "now", 0, WORD_TEXT, "TIME", N_("Rehearse: start the clock at this time, such as \"21:30\" or \"+2h\".") },
  { "speed", 0, WORD_NUMBER, "N", N_("Rehearse: run the clock this many times as fast.") },
  { "quiet", 'q', WORD_NONE, NULL, N_("Print nothing but errors and data.") },
  { "help", 'h', WORD_NONE, NULL, N_("Show help.") },
  { "version", 'V', WORD_NONE, NULL, N_("Show the version.") },
  { NULL, 0, WORD_NONE, NULL, NULL },
};

const Command *command_at(guint index) {
  return index < G_N_ELEMENTS(commands) ? &commands[index] : NULL;
}

const Command *command_find(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
    if (commands[i].name && g_str_equal(commands[i].name, name))
      return &commands[i];
  }
  return NULL;
}

const CommandOption *command_common_options(void) {
  return common;
}

char *command_usage(const Command *command) {
  GString *usage = g_string_new(command->name);
  if (command->words)
    g_string_append_printf(usage, " %s", command->words);
  for (const CommandOption *option = command->options; option->name; option++)
    g_string_append_printf(usage, option->value ? " [--%s %s]" : " [--%s]", option->name, option->value);
  return g_string_free(usage, FALSE);
}

static const CommandOption *find_option(const CommandOption *options, const char *name, char letter) {
  for (const CommandOption *option = options; option && option->name; option++) {
    if (name ? g_str_equal(option->name, name) : option->letter == letter)
      return option;
  }
  return NULL;
}

const CommandOption *command_option(const Command *command, const char *name, char letter) {
  const CommandOption *own = command ? find_option(command->options, name, letter) : NULL;
  return own ? own : find_option(common, name, letter);
}

WordKinds command_word_kinds(const Command *command, guint index) {
  WordKinds kinds = command->kinds[0];
  for (guint i = 1; i <= index && i < COMMAND_MAX_KINDS && command->kinds[i] != WORD_NONE; i++)
    kinds = command->kinds[i];
  return kinds;
}

gboolean command_is_option(const char *word) {
  return word[0] == '-' && word[1] != '\0' && !g_ascii_isdigit(word[1]);
}
