/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line. One table, in commands.c, has every command with its words
 * and options; parsing, help, the messages for wrong usage, completion and the
 * synopsis of the man page follow from it. The context is what a command starts
 * from: its words, the places of files, the clock, and the app opened upon
 * them. */
#pragma once

#include "app/app.h"
#include "app/paths.h"

#include <glib.h>

/* Returns the exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 the data could not be read or written, 4
 * the morning is not answered. */
int cli_main(int argc, char **argv);

/* --- the table: commands.c --- */

/* What a word can be: how it is completed, and what help says of it. */
typedef enum {
  WORD_NONE = 0,
  WORD_STEP = 1 << 0,
  WORD_NIGHT = 1 << 1,
  WORD_TIME = 1 << 2,
  WORD_LENGTH = 1 << 3,
  WORD_NUMBER = 1 << 4,
  WORD_CODE = 1 << 5, /* of a shift */
  WORD_COPY = 1 << 6, /* of the record */
  WORD_FILE = 1 << 7,
  WORD_FOLDER = 1 << 8,
  WORD_COMMAND = 1 << 9,
  WORD_CHOICE = 1 << 10, /* one of the words that help shows: "json|csv" */
  WORD_TEXT = 1 << 11,
} WordKinds;

typedef struct {
  const char *name;  /* without its dashes; NULL ends a list */
  char letter;       /* '\0': none */
  WordKinds kinds;   /* of its value; WORD_NONE: it has none */
  const char *value; /* as help shows it: "D" */
  const char *help;
} CommandOption;

/* The groups in which help lists the commands; those of GROUP_HIDDEN are for other programs. */
typedef enum {
  GROUP_TONIGHT,
  GROUP_ANSWER,
  GROUP_CHANGE,
  GROUP_LOOK_BACK,
  GROUP_DATA,
  GROUP_PROGRAM,
  GROUP_HIDDEN,
} CommandGroup;

#define COMMAND_MAX_KINDS 4
#define COMMAND_MAX_OPTIONS 16 /* an entry without a name ends them */
#define COMMAND_ANY_WORDS G_MAXUINT

typedef struct CliContext CliContext;

typedef struct {
  const char *name;
  CommandGroup group;
  const char *words;                  /* as help shows them: "[STEP...]"; NULL: none */
  WordKinds kinds[COMMAND_MAX_KINDS]; /* of each word; the last one's also of those after it */
  guint least, most;                  /* how many words; COMMAND_ANY_WORDS: no limit */
  const char *help;                   /* one sentence */
  const char *example;                /* a line to type */
  const char *refusal;                /* when its exit status is 1; NULL: as every command's */
  const char *statuses;               /* its own exit statuses beside those of every command; NULL: none */
  CommandOption options[COMMAND_MAX_OPTIONS];
  gboolean (*run)(CliContext *context, GError **error); /* FALSE with an error whose code is the exit status */
} Command;

/* The function of a command, declared in commands.c and, before its definition, in its own file. */
#define COMMAND(name) gboolean cmd_##name(CliContext *context, GError **error)
#define DEFINE_COMMAND(name)                                                                                           \
  COMMAND(name);                                                                                                       \
  COMMAND(name)

/* Returns the command of that index; NULL beyond the last one. The first has no name: it is the dashboard. */
const Command *command_at(guint index);

/* Returns the command of that name; NULL when there is none. */
const Command *command_find(const char *name);

/* Returns the options that every command takes; an entry without a name ends them. */
const CommandOption *command_common_options(void);

/* Returns the option of `command` (NULL: none is typed yet) or of every command that has this name; or, for a name of
 * NULL, this letter. NULL when there is none. */
const CommandOption *command_option(const Command *command, const char *name, char letter);

/* Returns what the word of that index, from 0 on, can be. */
WordKinds command_word_kinds(const Command *command, guint index);

/* TRUE if `word` is written as an option: "-2" is a night or a number, "-" a file. */
gboolean command_is_option(const char *word);

/* Returns "done [STEP...] [--night D]" (owned). */
char *command_usage(const Command *command);

/* --- help: help.c --- */

/* Prints the help of `command`; NULL: the list of commands. */
void help_print(const Command *command);

/* Sets WINDDOWN_ERROR_USAGE for a command that does not exist, with the nearest one that does. */
void help_refuse_command(const char *name, GError **error);

/* --- the context: context.c --- */

struct CliContext {
  const Command *command;
  char **words;        /* behind the command's name */
  GHashTable *options; /* name -> value, "" for one without a value */
  /* Of the options that every command takes; NULL or 0 where not given. */
  char *config;
  char *data;
  char *now;
  double speed;
  gboolean writes_files; /* besides the record: a rehearsal does so in a scratch folder */
  gboolean is_blank;     /* a rehearsal begins with nothing of the person's own */
  gboolean is_first_run; /* the routine that is named need not be there yet */
  /* Made of them on demand. */
  Paths *paths;
  char *scratch; /* a rehearsal's folder, thrown away at the end */
};

void cli_context_clear(CliContext *context);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CliContext, cli_context_clear)

/* Reads the command, its words and all options from `argv`, as far as the table lets them. FALSE with
 * WINDDOWN_ERROR_USAGE. */
gboolean cli_context_parse(CliContext *context, char **argv, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns the word of that index behind the command's name, from 0 on; NULL when there is none. */
const char *cli_word(const CliContext *context, guint index);

/* Returns the value of the option; "" for one without a value; NULL when it was not given. */
const char *cli_option(const CliContext *context, const char *name);

/* The places of files, a rehearsal's scratch folder made where it needs one (borrowed). NULL on error. */
const Paths *cli_context_paths(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The clock of this run (owned): the machine's, or a rehearsal's. NULL on error. */
Clock *cli_context_clock(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Opens the app (owned) for a command that `writes` or only reads. NULL on error. */
App *cli_context_open(CliContext *context, gboolean writes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a command that answers at length: a routine that cannot be used and a damaged record are told
 * on standard error. */
App *cli_context_open_telling(CliContext *context, gboolean writes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE with WINDDOWN_ERROR_DATA when the command line names a routine that is not there. */
gboolean cli_context_check_routine(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if this run is a rehearsal: its clock is not the machine's. */
gboolean cli_context_is_rehearsal(const CliContext *context);

/* TRUE if nothing that it does may stay: a rehearsal, unless a folder for the record was named. */
gboolean cli_context_leaves_nothing(const CliContext *context);

/* --- what commands share of one another --- */

/* cmd_dashboard.c: shows the dashboard over `app` until the person leaves it. */
gboolean dashboard_show(CliContext *context, App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* cmd_demo.c: writes the shipped routine and a record of the six weeks before `now`, the same every time, to `paths`,
 * which must be scratch. */
gboolean demo_write_weeks(const Paths *paths, gint64 now, GTimeZone *zone, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* cmd_morning.c: prints the answer of the morning after `plan`, with the diary; or why there is none. */
void morning_print(const Evening *evening, const Plan *plan, const Morning *morning);

/* cmd_morning.c: returns the newest night whose bedtime has passed. */
Night morning_newest_slept(const Evening *evening);

/* cmd_restore.c: what a start shows when the record is damaged: what can be read, and the newest sound copy, which is
 * put back after a yes. TRUE when it is in place. */
gboolean restore_offer(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
