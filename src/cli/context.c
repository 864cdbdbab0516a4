/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a command starts from. Reads its words and options as the table has
 * them; finds the places, and makes a scratch folder for a rehearsal that
 * writes files; opens the app. Of a rehearsal nothing stays: its record is in
 * memory, its folder is removed. */
#include "base/daytime.h"
#include "base/error.h"
#include "base/text.h"
#include "base/timetext.h"
#include "cli/cli.h"

#include <ftw.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define DEFAULT_SPEED 1.0
#define MAX_SPEED 1000000.0
#define OPEN_FOLDERS 16

/* --- the scratch folder of a rehearsal --- */

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk) {
  return remove(path);
}

static void scratch_remove(const char *folder) {
  if (folder)
    (void) nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static gboolean copy_file(const char *from, const char *to, GError **error) {
  g_autofree char *content = NULL;
  gsize length = 0;
  return g_file_get_contents(from, &content, &length, error) &&
         g_file_set_contents(to, content, (gssize) length, error);
}

static void replace(char **text, const char *by) {
  g_free(*text);
  *text = g_strdup(by);
}

/* Own themes and, in a rehearsal, the record are read, never written, and so is a routine once it is there: they are
 * used where they are, and what is said of them names their place. */
static void read_in_place(const Paths *from, Paths *to) {
  replace(&to->themes_folder, from->themes_folder);
  replace(&to->data_folder, from->data_folder);
  if (g_file_test(from->config_file, G_FILE_TEST_EXISTS))
    replace(&to->config_file, from->config_file);
}

/* The small memory: a few files beside each other. */
static gboolean copy_files(const char *from, const char *to, GError **error) {
  g_autoptr(GDir) folder = g_dir_open(from, 0, NULL);
  if (!folder)
    return TRUE;
  g_mkdir_with_parents(to, S_IRWXU);
  for (const char *name = g_dir_read_name(folder); name; name = g_dir_read_name(folder)) {
    g_autofree char *source = g_build_filename(from, name, NULL);
    g_autofree char *target = g_build_filename(to, name, NULL);
    if (g_file_test(source, G_FILE_TEST_IS_REGULAR) && !copy_file(source, target, error))
      return FALSE;
  }
  return TRUE;
}

/* Makes a new folder and turns `paths` to it. When it `copies`, small memory comes along, and record, routine and own
 * themes stay where they are, since nothing writes to them; else the program begins there as if for the first time.
 * Returns the folder (owned); NULL on error. */
static char *scratch_make(Paths *paths, gboolean copies, GError **error) {
  g_autofree char *folder = g_dir_make_tmp("winddown-XXXXXX", error);
  if (!folder)
    return NULL;
  g_autoptr(Paths) within = paths_new_within(folder);
  if (copies && !copy_files(paths->state_folder, within->state_folder, error)) {
    g_prefix_error(error, "%s", _("cannot make a scratch copy for the rehearsal: "));
    scratch_remove(folder);
    return NULL;
  }
  if (copies)
    read_in_place(paths, within);
  const Paths before = *paths;
  *paths = *within;
  *within = before;
  return g_steal_pointer(&folder);
}

void cli_context_clear(CliContext *context) {
  g_strfreev(context->words);
  g_clear_pointer(&context->options, g_hash_table_unref);
  g_free(context->config);
  g_free(context->data);
  g_free(context->now);
  paths_free(context->paths);
  scratch_remove(context->scratch);
  g_free(context->scratch);
}

/* --- words and options --- */

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean refuse(GError **error, const char *format, ...) {
  va_list values;
  va_start(values, format);
  g_autofree char *text = g_strdup_vprintf(format, values);
  va_end(values);
  g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE, text);
  return FALSE;
}

static gboolean refuse_option(const CliContext *context, const char *word, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (const CommandOption *option = context->command ? context->command->options : NULL; option && option->name;
       option++)
    g_ptr_array_add(names, (gpointer) option->name);
  for (const CommandOption *option = command_common_options(); option->name; option++)
    g_ptr_array_add(names, (gpointer) option->name);
  g_ptr_array_add(names, NULL);
  const char *nearest = g_str_has_prefix(word, "--") ? text_nearest(word + 2, (const char *const *) names->pdata)
                                                     : NULL;
  return nearest ? refuse(error, _("unknown option %s: did you mean --%s?"), word, nearest)
                 : refuse(error, _("unknown option %s"), word);
}

/* Returns `word` in UTF-8 (owned); that of a file as it is. NULL on error. */
static char *decode(const char *word, WordKinds kinds, GError **error) {
  if ((kinds & (WORD_FILE | WORD_FOLDER)) || g_utf8_validate(word, -1, NULL))
    return g_strdup(word);
  char *text = g_locale_to_utf8(word, -1, NULL, NULL, NULL);
  if (!text)
    refuse(error, _("\"%s\" is not text in the encoding of this terminal"), word);
  return text;
}

/* Keeps one option, whose value is behind its "=" or is the next word. */
static gboolean read_option(CliContext *context, char ***at, GError **error) {
  const char *word = **at;
  const gboolean is_long = g_str_has_prefix(word, "--");
  const char *equals = is_long ? strchr(word, '=') : NULL;
  g_autofree char *name = equals ? g_strndup(word + 2, (gsize) (equals - word - 2))
                                 : g_strdup(is_long ? word + 2 : NULL);
  const CommandOption *option = !is_long && word[2] ? NULL : command_option(context->command, name, word[1]);
  if (!option)
    return refuse_option(context, word, error);
  const char *next = equals ? equals + 1 : (*at)[1];
  if (option->kinds == WORD_NONE && equals)
    return refuse(error, _("--%s has no value"), option->name);
  if (option->kinds != WORD_NONE && (!next || (!equals && g_str_has_prefix(next, "--"))))
    return refuse(error, _("--%s needs a value: --%s %s"), option->name, option->name, option->value);
  *at += option->kinds != WORD_NONE && !equals ? 2 : 1;
  char *value = option->kinds == WORD_NONE ? g_strdup("") : decode(next, option->kinds, error);
  if (value)
    g_hash_table_replace(context->options, (gpointer) option->name, value);
  return value != NULL;
}

/* The first word is the command; without one it is the dashboard. */
static gboolean read_words(CliContext *context, char **argv, GError **error) {
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  gboolean takes_options = TRUE;
  for (char **at = argv; *at;) {
    if (takes_options && g_str_equal(*at, "--")) {
      takes_options = FALSE;
      at++;
    } else if (takes_options && command_is_option(*at)) {
      if (!read_option(context, &at, error))
        return FALSE;
    } else if (!context->command) {
      context->command = command_find(*at);
      if (!context->command) {
        help_refuse_command(*at, error);
        return FALSE;
      }
      at++;
    } else {
      char *word = decode(*at++, command_word_kinds(context->command, words->len), error);
      if (!word)
        return FALSE;
      g_ptr_array_add(words, word);
    }
  }
  g_ptr_array_add(words, NULL);
  context->words = (char **) g_ptr_array_steal(words, NULL);
  return TRUE;
}

static char *copy_option(CliContext *context, const char *name) {
  return g_strdup(g_hash_table_lookup(context->options, name));
}

static gboolean read_speed(CliContext *context, GError **error) {
  const char *text = g_hash_table_lookup(context->options, "speed");
  char *end = NULL;
  if (!text)
    return TRUE;
  context->speed = g_ascii_strtod(text, &end);
  if (end != text && *end == '\0' && context->speed >= 0 && context->speed <= MAX_SPEED)
    return TRUE;
  return refuse(error, _("\"%s\" is not a speed; it is a number between 0 and %.0f"), text, MAX_SPEED);
}

gboolean cli_context_parse(CliContext *context, char **argv, GError **error) {
  context->options = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  if (!read_words(context, *argv ? argv + 1 : argv, error))
    return FALSE;
  if (!context->command)
    context->command = command_at(0);
  context->config = copy_option(context, "config");
  context->data = copy_option(context, "data");
  context->now = copy_option(context, "now");
  if (cli_option(context, "help") || cli_option(context, "version"))
    return TRUE;
  const guint n = g_strv_length(context->words);
  if (n < context->command->least)
    return refuse(error, "%s", _("a word is missing"));
  if (n > context->command->most)
    return refuse(error, _("\"%s\" is one word too many"), context->words[context->command->most]);
  return read_speed(context, error);
}

const char *cli_word(const CliContext *context, guint index) {
  return context->words && index < g_strv_length(context->words) ? context->words[index] : NULL;
}

const char *cli_option(const CliContext *context, const char *name) {
  return context->options ? g_hash_table_lookup(context->options, name) : NULL;
}

/* --- places, clock, app --- */

gboolean cli_context_is_rehearsal(const CliContext *context) {
  return context->now || context->speed > 0;
}

gboolean cli_context_leaves_nothing(const CliContext *context) {
  return cli_context_is_rehearsal(context) && !context->data;
}

const Paths *cli_context_paths(CliContext *context, GError **error) {
  if (context->paths)
    return context->paths;
  g_autoptr(Paths) paths = paths_new(context->config, context->data);
  if (context->writes_files && cli_context_leaves_nothing(context)) {
    context->scratch = scratch_make(paths, !context->is_blank, error);
    if (!context->scratch)
      return NULL;
  }
  context->paths = g_steal_pointer(&paths);
  return context->paths;
}

/* The zone that `--now` is meant in: the routine's own where it names one. */
static GTimeZone *zone_of(const Paths *paths) {
  g_autoptr(Config) config = config_load(paths->config_file, NULL);
  const char *name = config && config->settings ? config->settings->zone : NULL;
  GTimeZone *zone = clock_zone(name);
  return zone ? zone : g_time_zone_new_utc();
}

/* Reads "21:50", "9:50pm", "tomorrow 21:50", "2026-11-24 21:50", the same with a "T", with an offset, or "+2h". What
 * names no day is meant on the day of `now`. */
static gboolean read_now(const char *text, gint64 now, GTimeZone *zone, gint64 *start) {
  static const char *const days[] = { "yesterday ", "today ", "tomorrow " };
  if (daytime_parse_rfc3339(text, start, NULL))
    return TRUE;
  g_autofree char *folded = timetext_fold(text);
  int minutes = 0;
  if (*folded == '+' || *folded == '-') {
    const gboolean is_length = timetext_minutes(folded + 1, &minutes);
    *start = now + (*folded == '-' ? -1 : 1) * (gint64) minutes * DAYTIME_MINUTE_SECONDS;
    return is_length;
  }
  guint32 day = daytime_day_of(now, zone);
  const char *rest = folded;
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    if (g_str_has_prefix(folded, days[i])) {
      rest += strlen(days[i]);
      day += i - 1;
    }
  }
  if (timetext_clock(rest, &minutes)) {
    *start = daytime_resolve(day, minutes, zone);
    return TRUE;
  }
  g_autofree char *spaced = g_strdelimit(g_steal_pointer(&folded), "t", ' ');
  return daytime_parse_local(spaced, zone, start);
}

Clock *cli_context_clock(CliContext *context, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths)
    return NULL;
  if (!cli_context_is_rehearsal(context))
    return clock_new();
  const double speed = context->speed > 0 ? context->speed : DEFAULT_SPEED;
  g_autoptr(Clock) machine = clock_new();
  if (!context->now)
    return clock_new_rehearsal(clock_now(machine), speed);
  g_autoptr(GTimeZone) zone = zone_of(paths);
  gint64 start = 0;
  if (read_now(context->now, clock_now(machine), zone, &start))
    return clock_new_rehearsal(start, speed);
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_USAGE,
              _("--now takes a time such as \"2026-03-28 21:30\", \"21:30\" or \"+2h\", not \"%s\""), context->now);
  return NULL;
}

gboolean cli_context_check_routine(CliContext *context, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths)
    return FALSE;
  if (!context->config || context->is_first_run || g_file_test(paths->config_file, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, _("there is no routine at \"%s\""), context->config);
  return FALSE;
}

App *cli_context_open(CliContext *context, gboolean writes, GError **error) {
  const Paths *paths = cli_context_paths(context, error);
  if (!paths || !cli_context_check_routine(context, error))
    return NULL;
  Clock *clock = cli_context_clock(context, error);
  if (!clock)
    return NULL;
  const AppOptions options = {
    .config_path = paths->config_file,
    .data_folder = paths->data_folder,
    .state_folder = paths->state_folder,
    .clock = clock,
    .writes = writes,
    .rehearses = cli_context_leaves_nothing(context),
  };
  return app_new(&options, error);
}

App *cli_context_open_telling(CliContext *context, gboolean writes, GError **error) {
  App *app = cli_context_open(context, writes, error);
  const char *notice = app ? app_evening(app)->notice : NULL;
  if (notice)
    g_printerr(_("winddown: %s\nwinddown: another routine is in force until that is put right; \"winddown check\" "
                 "lists all problems\n"),
               notice);
  g_autoptr(GError) damage = NULL;
  if (app && !app_check(app, &damage))
    g_printerr("winddown: %s\n", damage->message);
  return app;
}
