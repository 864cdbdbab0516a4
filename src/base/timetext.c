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

/* --- dates --- */

enum { WEEK_DAYS = 7, FIRST_LONG_YEAR = 1000, OFFSET_DIGITS = 5, MONTH_LETTERS = 3 };

static gboolean in_range(gint64 day, guint32 *into) {
  if (day < DAYTIME_FIRST_DAY || day > DAYTIME_LAST_DAY)
    return FALSE;
  *into = (guint32) day;
  return TRUE;
}

static gboolean read_number(const char *text, int digits, int *number) {
  const char *cursor = text;
  return take_digits(&cursor, digits, number) > 0 && *cursor == '\0';
}

/* "today", "-2", "+3" or "2 nights ago", in days from today. */
static gboolean read_offset(const char *folded, int *offset) {
  static const struct {
    const char *name;
    int offset;
  } names[] = { { "today", 0 }, { "tonight", 0 }, { "yesterday", -1 }, { "last night", -1 }, { "tomorrow", 1 } };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    if (g_str_equal(folded, names[i].name)) {
      *offset = names[i].offset;
      return TRUE;
    }
  }
  if (*folded == '-' || *folded == '+') {
    const int sign = *folded == '-' ? -1 : 1;
    const gboolean is_number = read_number(folded + 1, OFFSET_DIGITS, offset);
    *offset *= sign;
    return is_number;
  }
  static const char *const ago[] = { "nights ago", "night ago", "days ago", "day ago", NULL };
  const char *cursor = folded;
  const gboolean has_number = take_digits(&cursor, OFFSET_DIGITS, offset) > 0;
  skip_blanks(&cursor);
  *offset = -*offset;
  return has_number && take_word(&cursor, ago) && *cursor == '\0';
}

/* "fri", "last fri", "next fri". */
static gboolean read_weekday(const char *folded, guint32 today, TimetextSide side, gint64 *day) {
  static const char *const last[] = { "last ", NULL }, *const next[] = { "next ", "this ", "on ", NULL };
  const char *cursor = folded;
  const gboolean is_last = take_word(&cursor, last);
  const gboolean is_next = !is_last && g_str_has_prefix(folded, "next ");
  guint8 days = 0;
  if (!is_last)
    (void) take_word(&cursor, next);
  if (!timetext_days(cursor, &days) || (days & (days - 1)) != 0)
    return FALSE;
  const int wanted = g_bit_nth_lsf(days, -1), now = daytime_weekday(today);
  const int ahead = (wanted - now + WEEK_DAYS) % WEEK_DAYS, behind = (now - wanted + WEEK_DAYS) % WEEK_DAYS;
  if (is_last || (side == TIMETEXT_PAST && !is_next))
    *day = (gint64) today - (is_last && behind == 0 ? WEEK_DAYS : behind);
  else
    *day = (gint64) today + (is_next && ahead == 0 ? WEEK_DAYS : ahead);
  return TRUE;
}

/* Returns 1 to 12; 0 for what is not the name of a month. */
static int month_of(const char *word) {
  static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december" };
  for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
    if (strlen(word) >= MONTH_LETTERS && g_str_has_prefix(months[i], word))
      return (int) i + 1;
  }
  return 0;
}

static gboolean julian_of(int year, int month, int day, gint64 *julian) {
  if (year < 1 || year > G_MAXUINT16 || day < 1 || day > G_MAXUINT8 ||
      !g_date_valid_dmy((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *julian = g_date_get_julian(&date);
  return TRUE;
}

/* The nearest date of that month and day on `side` of today, today among them. A leap day may be years away. */
static gboolean nearest_year(int month, int day, guint32 today, TimetextSide side, gint64 *julian) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, today);
  const int step = side == TIMETEXT_PAST ? -1 : 1;
  for (int i = 0, year = g_date_get_year(&date); i <= 8; i++, year += step) {
    if (julian_of(year, month, day, julian) && (side == TIMETEXT_PAST ? *julian <= today : *julian >= today))
      return TRUE;
  }
  return FALSE;
}

/* "2026-11-24", "24.11.2026", "24.11.", "24 nov 2026", "nov 24". "11/24" has two readings. */
static gboolean read_calendar(const char *folded, guint32 today, TimetextSide side, gint64 *day) {
  g_auto(GStrv) parts = g_strsplit_set(folded, " .,-/", -1);
  const char *words[4] = { NULL };
  gsize n = 0;
  for (char **part = parts; *part; part++) {
    if (**part && n == G_N_ELEMENTS(words))
      return FALSE;
    if (**part)
      words[n++] = *part;
  }
  int first = 0, second = 0, year = 0, number = 0;
  if (n < 2 || n > 3)
    return FALSE;
  if (n == 3 && read_number(words[0], 4, &first) && first >= FIRST_LONG_YEAR)
    return read_number(words[1], 2, &second) && read_number(words[2], 2, &number) &&
           julian_of(first, second, number, day);
  const gboolean month_first = month_of(words[0]) != 0;
  const int month = month_first ? month_of(words[0]) : month_of(words[1]);
  const gboolean is_dotted = month == 0 && strchr(folded, '.') && read_number(words[1], 2, &second);
  if (!read_number(words[month_first ? 1 : 0], 2, &number) || (month == 0 && !is_dotted) ||
      (n == 3 && (!read_number(words[2], 4, &year) || year < FIRST_LONG_YEAR)))
    return FALSE;
  const int which = month ? month : second;
  if (which < 1 || which > 12)
    return FALSE;
  return n == 3 ? julian_of(year, which, number, day) : nearest_year(which, number, today, side, day);
}

gboolean timetext_date(const char *text, guint32 today, TimetextSide side, guint32 *day) {
  g_autofree char *folded = timetext_fold(text);
  int offset = 0;
  gint64 found = 0;
  if (read_offset(folded, &offset))
    return in_range((gint64) today + offset, day);
  return (read_weekday(folded, today, side, &found) || read_calendar(folded, today, side, &found)) &&
         in_range(found, day);
}
