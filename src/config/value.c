/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One function for each type of value: reads it, checks its range, and puts it
 * into its field; what is wrong becomes a problem and leaves the field as it is. */
#include "config/value.h"

#include "base/daytime.h"
#include "base/text.h"
#include "base/timetext.h"
#include "model/night.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Reads what follows the anchor's word: nothing, or a sign and a length. */
static gboolean parse_offset(const char *text, int *minutes) {
  text += strspn(text, " ");
  if (!*text) {
    *minutes = 0;
    return TRUE;
  }
  const char sign = *text++;
  int length = 0;
  if ((sign != '+' && sign != '-') || !timetext_minutes(text, &length))
    return FALSE;
  *minutes = sign == '-' ? -length : length;
  return TRUE;
}

gboolean when_parse(const char *text, When *when) {
  g_autofree char *folded = timetext_fold(text);
  int minutes = 0;
  if (g_str_has_prefix(folded, "bed") && parse_offset(folded + strlen("bed"), &minutes)) {
    *when = (When){ ANCHOR_BED, minutes };
    return TRUE;
  }
  if (g_str_has_prefix(folded, "wake") && parse_offset(folded + strlen("wake"), &minutes)) {
    *when = (When){ minutes < 0 ? ANCHOR_NEXT_WAKE : ANCHOR_WAKE, minutes };
    return TRUE;
  }
  if (!timetext_clock(folded, &minutes))
    return FALSE;
  *when = (When){ ANCHOR_CLOCK, minutes };
  return TRUE;
}

gboolean value_is_text(Reader *reader, const config_setting_t *setting, const char **text) {
  if (config_setting_type(setting) != CONFIG_TYPE_STRING) {
    reader_problem(reader, setting, _("must be text in double quotes"));
    return FALSE;
  }
  *text = config_setting_get_string(setting);
  return TRUE;
}

gboolean value_id_is_valid(const char *text) {
  if (!g_ascii_islower(*text) && !g_ascii_isdigit(*text))
    return FALSE;
  for (const char *at = text; *at; at++) {
    if (!g_ascii_islower(*at) && !g_ascii_isdigit(*at) && *at != '-')
      return FALSE;
  }
  return TRUE;
}

static void replace_text(void *target, const Key *key, char *text) {
  char **const field = G_STRUCT_MEMBER_P(target, key->offset);
  g_free(*field);
  *field = text;
}

static void replace_texts(void *target, const Key *key, GStrv texts) {
  GStrv *const field = G_STRUCT_MEMBER_P(target, key->offset);
  g_strfreev(*field);
  *field = texts;
}

void value_text(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  g_autofree char *clean = g_strstrip(text_sanitise(text, -1));
  if (!*clean)
    reader_problem(reader, setting, _("must not be empty"));
  else if (key->highest > 0 && g_utf8_strlen(clean, -1) > key->highest)
    reader_problem(reader, setting, _("must be at most %d characters long"), key->highest);
  else
    replace_text(target, key, g_steal_pointer(&clean));
}

void value_id(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  if (strlen(text) > LIMIT_ID)
    reader_problem(reader, setting, _("must be at most %d characters long"), LIMIT_ID);
  else if (value_id_is_valid(text))
    replace_text(target, key, g_strdup(text));
  else
    reader_problem(reader, setting, _("\"%s\" is no id: use lower case letters, digits and \"-\""), text);
}

void value_number(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const int type = config_setting_type(setting);
  if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64) {
    reader_problem(reader, setting, _("must be a whole number without quotes"));
    return;
  }
  const long long number = type == CONFIG_TYPE_INT ? config_setting_get_int(setting)
                                                   : config_setting_get_int64(setting);
  if (number < key->lowest || number > key->highest)
    reader_problem(reader, setting, _("must be a number from %d to %d"), key->lowest, key->highest);
  else
    G_STRUCT_MEMBER(int, target, key->offset) = (int) number;
}

void value_fraction(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  if (!config_setting_is_number(setting)) {
    reader_problem(reader, setting, _("must be a number without quotes"));
    return;
  }
  const int type = config_setting_type(setting);
  const double number = type == CONFIG_TYPE_FLOAT   ? config_setting_get_float(setting)
                        : type == CONFIG_TYPE_INT64 ? (double) config_setting_get_int64(setting)
                                                    : (double) config_setting_get_int(setting);
  if (!isfinite(number) || number < key->lowest || number > key->highest)
    reader_problem(reader, setting, _("must be a number from %d to %d"), key->lowest, key->highest);
  else
    G_STRUCT_MEMBER(double, target, key->offset) = number;
}

void value_truth(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
    reader_problem(reader, setting, _("must be true or false, without quotes"));
  else
    G_STRUCT_MEMBER(gboolean, target, key->offset) = config_setting_get_bool(setting) ? TRUE : FALSE;
}

void value_choice(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  for (int i = 0; key->choices[i]; i++) {
    if (g_str_equal(key->choices[i], text)) {
      G_STRUCT_MEMBER(int, target, key->offset) = i;
      return;
    }
  }
  g_autofree char *all = g_strjoinv(", ", (GStrv) key->choices);
  reader_problem_near(reader, setting, text, key->choices, _("\"%s\" is none of %s"), text, all);
}

void value_duration(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  int minutes = 0;
  const gboolean is_number = config_setting_type(setting) == CONFIG_TYPE_INT;
  if (is_number)
    minutes = config_setting_get_int(setting);
  else if (!value_is_text(reader, setting, &text))
    return;
  if (!is_number && !timetext_minutes(text, &minutes))
    reader_problem(reader, setting, _("\"%s\" is no length of time: write one such as \"10m\", \"2h\" or \"1h30m\""),
                   text);
  else if (minutes < key->lowest || minutes > key->highest)
    reader_problem(reader, setting, _("must be from %d to %d minutes"), key->lowest, key->highest);
  else
    G_STRUCT_MEMBER(int, target, key->offset) = minutes;
}

void value_daytime(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  int minutes = 0;
  if (timetext_clock(text, &minutes))
    G_STRUCT_MEMBER(int, target, key->offset) = minutes;
  else
    reader_problem(reader, setting, _("\"%s\" is no time of day: write one such as \"23:00\"; midnight is \"00:00\""),
                   text);
}

void value_when(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  When when;
  if (when_parse(text, &when))
    G_STRUCT_MEMBER(When, target, key->offset) = when;
  else
    reader_problem(reader, setting, _("\"%s\" is no time: write one such as \"bed - 90m\", \"wake + 1h\" or \"14:00\""),
                   text);
}

void value_day(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  const char *text = NULL;
  if (!value_is_text(reader, setting, &text))
    return;
  Night night = NIGHT_NONE;
  if (daytime_parse_day(text, &night))
    G_STRUCT_MEMBER(Night, target, key->offset) = night;
  else
    reader_problem(reader, setting, _("\"%s\" is no date: write one such as \"2026-11-02\""), text);
}

static gboolean is_sequence(const config_setting_t *setting) {
  return config_setting_is_array(setting) || config_setting_is_list(setting);
}

/* Returns the texts of a list, or the one text that is written in its place (owned); NULL after a problem. */
static GStrv read_texts(Reader *reader, const config_setting_t *setting) {
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
  if (config_setting_type(setting) == CONFIG_TYPE_STRING) {
    g_strv_builder_add(texts, config_setting_get_string(setting));
    return g_strv_builder_end(texts);
  }
  if (!is_sequence(setting)) {
    reader_problem(reader, setting, _("must be a list of texts: [\"one\", \"two\"]"));
    return NULL;
  }
  const int length = config_setting_length(setting);
  for (int i = 0; i < length; i++) {
    const char *text = NULL;
    if (!value_is_text(reader, config_setting_get_elem(setting, (unsigned int) i), &text))
      return NULL;
    g_strv_builder_add(texts, text);
  }
  return g_strv_builder_end(texts);
}

void value_texts(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  g_auto(GStrv) texts = read_texts(reader, setting);
  if (!texts)
    return;
  for (gsize i = 0; texts[i]; i++) {
    char *clean = text_sanitise(texts[i], -1);
    g_free(texts[i]);
    texts[i] = clean;
  }
  replace_texts(target, key, *texts ? g_steal_pointer(&texts) : NULL);
}

/* Splits a command as a shell would, without one. NULL after a problem. */
static GStrv split_command(Reader *reader, const config_setting_t *setting) {
  GStrv argv = NULL;
  g_autoptr(GError) error = NULL;
  if (g_shell_parse_argv(config_setting_get_string(setting), NULL, &argv, &error))
    return argv;
  if (g_error_matches(error, G_SHELL_ERROR, G_SHELL_ERROR_EMPTY_STRING))
    reader_problem(reader, setting, _("must not be empty"));
  else
    reader_problem(reader, setting, _("the quotes in this command do not match"));
  return NULL;
}

void value_command(Reader *reader, const config_setting_t *setting, const Key *key, void *target) {
  if (config_setting_type(setting) != CONFIG_TYPE_STRING && !is_sequence(setting)) {
    reader_problem(reader, setting, _("must be a command, as text or as a list of its words"));
    return;
  }
  g_auto(GStrv) argv = is_sequence(setting) ? read_texts(reader, setting) : split_command(reader, setting);
  if (!argv)
    return;
  if (*argv && **argv)
    replace_texts(target, key, g_steal_pointer(&argv));
  else
    reader_problem(reader, setting, _("must not be empty"));
}
