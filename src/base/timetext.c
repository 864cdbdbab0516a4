/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads times of day, lengths and days as people type them. It guesses
 * nothing: what has two readings is refused, or the caller can ask with
 * timetext_is_half_open. */
#include "base/timetext.h"

#include "base/daytime.h"

#include <string.h>

enum {
  HOUR_MINUTES = 60,
  NOON_HOUR = 12,
  LAST_HOUR = 23,
  LENGTH_MAX_MINUTES = 48 * HOUR_MINUTES,
  MINUS_SIGN = 0x2212,
};

static gboolean is_dash(gunichar character) {
  return g_unichar_type(character) == G_UNICODE_DASH_PUNCTUATION || character == MINUS_SIGN;
}

char *timetext_fold(const char *text) {
  g_autoptr(GString) folded = g_string_new(NULL);
  if (!g_utf8_validate(text, -1, NULL))
    return g_strdup("?");
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    const gunichar character = g_utf8_get_char(at);
    g_string_append_unichar(folded, is_dash(character)             ? '-'
                                    : g_unichar_isspace(character) ? ' '
                                                                   : g_unichar_tolower(character));
  }
  return g_strstrip(g_string_free(g_steal_pointer(&folded), FALSE));
}

static void skip_blanks(const char **cursor) {
  while (**cursor == ' ')
    (*cursor)++;
}

/* Reads up to `most` digits and returns how many there were. */
static int take_digits(const char **cursor, int most, int *value) {
  int digits = 0;
  *value = 0;
  for (; digits < most && g_ascii_isdigit(**cursor); digits++, (*cursor)++)
    *value = *value * 10 + g_ascii_digit_value(**cursor);
  return digits;
}

/* Moves behind the first of `words` that `cursor` begins with; longer words have to come first. */
static gboolean take_word(const char **cursor, const char *const *words) {
  for (; *words; words++) {
    if (g_str_has_prefix(*cursor, *words)) {
      *cursor += strlen(*words);
      return TRUE;
    }
  }
  return FALSE;
}

/* "22", "22:30", "22h", "22h30" or "2230": up to two digits are the hour, more of them the minutes as well. */
static gboolean take_hour_and_minute(const char **cursor, int *hour, int *minute) {
  int number = 0;
  const int digits = take_digits(cursor, 4, &number);
  *hour = digits <= 2 ? number : number / 100;
  *minute = digits <= 2 ? 0 : number % 100;
  if (digits == 0 || digits > 2)
    return digits != 0;
  if (**cursor == ':' || **cursor == '.') {
    (*cursor)++;
    return take_digits(cursor, 2, minute) == 2;
  }
  if (**cursor == 'h') {
    (*cursor)++;
    return take_digits(cursor, 2, minute) != 1;
  }
  return TRUE;
}

/* The "pm" that may follow, where the hour is one of the twelve. */
static gboolean take_half_of_day(const char **cursor, int *hour, gboolean *is_named) {
  static const char *const before_noon[] = { "a.m.", "am", NULL }, *const after_noon[] = { "p.m.", "pm", NULL };
  const gboolean is_after = take_word(cursor, after_noon);
  *is_named = is_after || take_word(cursor, before_noon);
  if (!*is_named)
    return TRUE;
  if (*hour < 1 || *hour > NOON_HOUR)
    return FALSE;
  *hour = *hour % NOON_HOUR + (is_after ? NOON_HOUR : 0);
  return TRUE;
}

static gboolean read_clock(const char *text, int *minutes, gboolean *is_half_open) {
  g_autofree char *folded = timetext_fold(text);
  const char *cursor = folded;
  gboolean is_named = FALSE;
  int hour = 0;
  int minute = 0;

  *is_half_open = FALSE;
  if (g_str_equal(folded, "noon") || g_str_equal(folded, "midnight")) {
    *minutes = *folded == 'n' ? NOON_HOUR * HOUR_MINUTES : 0;
    return TRUE;
  }
  if (!take_hour_and_minute(&cursor, &hour, &minute))
    return FALSE;
  const gboolean has_zero = *folded == '0';
  skip_blanks(&cursor);
  if (!take_half_of_day(&cursor, &hour, &is_named) || *cursor != '\0' || hour > LAST_HOUR || minute >= HOUR_MINUTES)
    return FALSE;
  *minutes = hour * HOUR_MINUTES + minute;
  *is_half_open = !is_named && !has_zero && hour >= 1 && hour <= NOON_HOUR;
  return TRUE;
}

gboolean timetext_clock(const char *text, int *minutes) {
  gboolean is_half_open;
  return read_clock(text, minutes, &is_half_open);
}

gboolean timetext_is_half_open(const char *text) {
  gboolean is_half_open;
  int minutes;
  return read_clock(text, &minutes, &is_half_open) && is_half_open;
}

/* The part of an hour behind its point, in minutes: "5" is 30. Whole minutes only. */
static gboolean take_part_of_hour(const char **cursor, int *minutes) {
  int part = 0;
  int scale = 1;
  for (int digits = take_digits(cursor, 2, &part); digits > 0; digits--)
    scale *= 10;
  *minutes = part * HOUR_MINUTES / scale;
  return scale > 1 && part * HOUR_MINUTES % scale == 0;
}

/* The "30", "30m" or "30 minutes" behind whole hours. */
static gboolean take_rest(const char **cursor, const char *const *units, int *rest) {
  skip_blanks(cursor);
  if (**cursor == '\0')
    return TRUE;
  if (take_digits(cursor, 2, rest) == 0 || *rest >= HOUR_MINUTES)
    return FALSE;
  skip_blanks(cursor);
  (void) take_word(cursor, units);
  return TRUE;
}

static gboolean read_length(const char *text, gboolean takes_bare, int *minutes) {
  static const char *const of_minutes[] = { "minutes", "minute", "mins", "min", "m", NULL };
  static const char *const of_hours[] = { "hours", "hour", "hrs", "hr", "h", NULL };
  g_autofree char *folded = timetext_fold(text);
  const char *cursor = folded;
  int total = 0;
  int part = 0;

  if (take_digits(&cursor, 4, &total) == 0)
    return FALSE;
  const gboolean has_part = *cursor == '.' || *cursor == ',';
  if (has_part && (cursor++, !take_part_of_hour(&cursor, &part)))
    return FALSE;
  skip_blanks(&cursor);
  if (take_word(&cursor, of_hours)) {
    int rest = 0;
    if (!take_rest(&cursor, of_minutes, &rest) || (has_part && rest != 0))
      return FALSE;
    total = total * HOUR_MINUTES + part + rest;
  } else if (has_part || !(take_word(&cursor, of_minutes) || takes_bare)) {
    return FALSE;
  }
  if (*cursor != '\0' || total > LENGTH_MAX_MINUTES)
    return FALSE;
  *minutes = total;
  return TRUE;
}

gboolean timetext_length(const char *text, int *minutes) {
  return read_length(text, FALSE, minutes);
}

gboolean timetext_minutes(const char *text, int *minutes) {
  return read_length(text, TRUE, minutes);
}

gboolean timetext_days(const char *text, guint8 *days) {
  static const struct {
    const char *name; /* as much of it as has to be there, and the rest */
    const char *whole;
    guint8 days;
  } names[] = {
    { "mon", "monday", 0x01 },   { "tue", "tuesday", 0x02 },      { "wed", "wednesday", 0x04 },
    { "thu", "thursday", 0x08 }, { "fri", "friday", 0x10 },       { "sat", "saturday", 0x20 },
    { "sun", "sunday", 0x40 },   { "weekday", "weekdays", 0x1f }, { "weekend", "weekends", 0x60 },
  };
  g_autofree char *folded = timetext_fold(text);

  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    if (!g_str_has_prefix(folded, names[i].name) || !g_str_has_prefix(names[i].whole, folded))
      continue;
    *days = names[i].days;
    return TRUE;
  }
  return FALSE;
}
