/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * complete: what can be typed next, for the completion of a shell, which hands
 * over the words of the line up to the cursor. One candidate a line, with a tab
 * and a description where there is one; a last line ":files" or ":folders"
 * leaves the rest to the shell. Nothing is changed, and no error is told. */
#include "cli/cli.h"
#include "planning/schedule.h"
#include "words/words.h"

#include <string.h>

#define NIGHTS_OFFERED 7

/* What is known of the line before its last word. */
typedef struct {
  const Command *command;      /* NULL: not typed yet */
  guint words;                 /* behind the command's name */
  const CommandOption *awaits; /* the option whose value comes next; NULL: none */
  gboolean takes_options;
} Line;

/* The word at the cursor. */
typedef struct {
  const char *before; /* "--format=" where that is in front of it; else "" */
  const char *prefix; /* what a candidate begins with */
} Cursor;

static void offer(const Cursor *cursor, const char *candidate, const char *description) {
  if (!g_str_has_prefix(candidate, cursor->prefix))
    return;
  g_print("%s%s%s%s\n", cursor->before, candidate, description ? "\t" : "", description ? description : "");
}

static void offer_steps(const Cursor *cursor, const Routine *routine) {
  for (guint i = 0; i < routine->steps->len; i++) {
    const Step *step = g_ptr_array_index(routine->steps, i);
    if (step->enabled)
      offer(cursor, step->id, step->title);
  }
}

static void offer_codes(const Cursor *cursor, const Routine *routine) {
  for (guint i = 0; i < routine->schedule.shifts->len; i++)
    offer(cursor, ((const Shift *) g_ptr_array_index(routine->schedule.shifts, i))->code, NULL);
  offer(cursor, "-", NULL);
}

static void offer_nights(const Cursor *cursor, const Evening *evening) {
  static const char *const names[] = { "tonight", "yesterday", "tomorrow" };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    offer(cursor, names[i], NULL);
  Night night = evening->plan->night;
  for (int i = 0; i < NIGHTS_OFFERED; i++) {
    g_autofree char *date = daytime_format_day(night);
    g_autofree char *words = words_weekday_date(night);
    offer(cursor, date, words);
    night = night_before(night, evening->zone);
  }
}

static void offer_commands(const Cursor *cursor) {
  const Command *command = NULL;
  for (guint i = 0; (command = command_at(i)); i++) {
    if (command->group != GROUP_HIDDEN)
      offer(cursor, command->name, command->help);
  }
}

static void offer_choices(const Cursor *cursor, const char *value) {
  g_auto(GStrv) choices = g_strsplit(value, "|", -1);
  for (char **choice = choices; *choice; choice++)
    offer(cursor, *choice, NULL);
}

static void offer_options(const Cursor *cursor, const CommandOption *options) {
  for (const CommandOption *option = options; option && option->name; option++) {
    g_autofree char *word = g_strdup_printf("--%s", option->name);
    offer(cursor, word, option->help);
  }
}

/* What only the routine and the record know. */
static void offer_own(CliContext *context, const Cursor *cursor, WordKinds kinds) {
  g_autoptr(App) app = cli_context_open(context, FALSE, NULL);
  const Evening *evening = app ? app_evening(app) : NULL;
  if (evening && (kinds & WORD_STEP))
    offer_steps(cursor, evening->routine);
  if (evening && (kinds & WORD_NIGHT))
    offer_nights(cursor, evening);
  if (evening && (kinds & WORD_CODE))
    offer_codes(cursor, evening->routine);
}

static void offer_kinds(CliContext *context, const Cursor *cursor, WordKinds kinds) {
  if (kinds & WORD_COMMAND)
    offer_commands(cursor);
  if (kinds & (WORD_STEP | WORD_NIGHT | WORD_CODE))
    offer_own(context, cursor, kinds);
  if (kinds & WORD_FILE)
    g_print(":files\n");
  if (kinds & WORD_FOLDER)
    g_print(":folders\n");
}

static void offer_value(CliContext *context, const Cursor *cursor, const CommandOption *option) {
  if (option->kinds & WORD_CHOICE)
    offer_choices(cursor, option->value);
  offer_kinds(context, cursor, option->kinds);
}

/* The places that the line names are those that its steps come from. */
static void take_place(CliContext *context, const CommandOption *option, const char *value) {
  char **place = g_str_equal(option->name, "config") ? &context->config
                 : g_str_equal(option->name, "data") ? &context->data
                 : g_str_equal(option->name, "now")  ? &context->now
                                                     : NULL;
  if (!place)
    return;
  g_free(*place);
  *place = g_strdup(value);
}

static const CommandOption *option_of(const Line *line, const char *word, const char **value) {
  const char *equals = strchr(word, '=');
  g_autofree char *name = g_str_has_prefix(word, "--")
                              ? g_strndup(word + 2, equals ? (gsize) (equals - word - 2) : strlen(word) - 2)
                              : NULL;
  *value = equals ? equals + 1 : NULL;
  return command_option(line->command, name, word[1]);
}

static void read_word(CliContext *context, Line *line, const char *word) {
  if (line->awaits) {
    take_place(context, line->awaits, word);
    line->awaits = NULL;
  } else if (line->takes_options && g_str_equal(word, "--")) {
    line->takes_options = FALSE;
  } else if (line->takes_options && command_is_option(word)) {
    const char *value = NULL;
    const CommandOption *option = option_of(line, word, &value);
    if (option && value)
      take_place(context, option, value);
    else if (option && option->kinds != WORD_NONE)
      line->awaits = option;
  } else if (!line->command)
    line->command = command_find(word);
  else
    line->words++;
}

static void offer_all(CliContext *context, const Line *line, const char *last) {
  const char *value = NULL;
  const CommandOption *option = line->takes_options && g_str_has_prefix(last, "--") ? option_of(line, last, &value)
                                                                                    : NULL;
  if (line->awaits) {
    offer_value(context, &(Cursor){ "", last }, line->awaits);
  } else if (option && value) {
    g_autofree char *before = g_strndup(last, (gsize) (value - last));
    offer_value(context, &(Cursor){ before, value }, option);
  } else if (line->takes_options && *last == '-') {
    offer_options(&(Cursor){ "", last }, line->command ? line->command->options : NULL);
    offer_options(&(Cursor){ "", last }, command_common_options());
  } else if (!line->command) {
    offer_commands(&(Cursor){ "", last });
  } else if (line->words < line->command->most) {
    offer_kinds(context, &(Cursor){ "", last }, command_word_kinds(line->command, line->words));
  }
}

DEFINE_COMMAND(complete) {
  Line line = { .takes_options = TRUE };
  const guint n = g_strv_length(context->words);
  for (guint i = 0; i + 1 < n; i++)
    read_word(context, &line, context->words[i]);
  offer_all(context, &line, n > 0 ? context->words[n - 1] : "");
  return TRUE;
}
