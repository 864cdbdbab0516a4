/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading and writing times by hand, since every form that is accepted is listed
 * in the header; zones are GLib's. */
#include "base/daytime.h"

#include <string.h>

enum {
  HOUR_MINUTES = 60,
  FRIDAY = 4,
  SATURDAY = 5,
  EPOCH_DAY = 719163, /* 1970-01-01 as GDate counts days */
};

/* Reads from `least` to `most` ASCII digits and moves `cursor` behind them. */
static gboolean take_number(const char **cursor, int least, int most, int *value) {
  int number = 0;
  int digits = 0;

  for (; digits < most && g_ascii_isdigit(**cursor); digits++, (*cursor)++)
    number = number * 10 + g_ascii_digit_value(**cursor);
  if (digits < least)
    return FALSE;
  *value = number;
  return TRUE;
}

static gboolean take_sign(const char **cursor, const char *signs) {
  if (**cursor == '\0' || !strchr(signs, **cursor))
    return FALSE;
  (*cursor)++;
  return TRUE;
}

static gboolean take_day(const char **cursor, guint32 *day) {
  int year;
  int month;
  int date;

  if (!take_number(cursor, 4, 4, &year) || !take_sign(cursor, "-") || !take_number(cursor, 2, 2, &month) ||
      !take_sign(cursor, "-") || !take_number(cursor, 2, 2, &date))
    return FALSE;
  if (!g_date_valid_dmy((GDateDay) date, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  GDate calendar;
  g_date_clear(&calendar, 1);
  g_date_set_dmy(&calendar, (GDateDay) date, (GDateMonth) month, (GDateYear) year);
  *day = g_date_get_julian(&calendar);
  if (*day < DAYTIME_FIRST_DAY || *day > DAYTIME_LAST_DAY)
    return FALSE;
  return TRUE;
}

static gboolean take_time(const char **cursor, int least_hour_digits, int *minutes) {
  int hour;
  int minute;

  if (!take_number(cursor, least_hour_digits, 2, &hour) || !take_sign(cursor, ":") ||
      !take_number(cursor, 2, 2, &minute))
    return FALSE;
  if (hour > 23 || minute > 59)
    return FALSE;
  *minutes = hour * HOUR_MINUTES + minute;
  return TRUE;
}

static gboolean take_seconds(const char **cursor, int *seconds) {
  return take_sign(cursor, ":") && take_number(cursor, 2, 2, seconds) && *seconds <= 59;
}

char *daytime_format(int minutes) {
  return g_strdup_printf("%02d:%02d", minutes / HOUR_MINUTES, minutes % HOUR_MINUTES);
}

static gint64 local_seconds(guint32 day, int minutes) {
  return ((gint64) day - EPOCH_DAY) * DAYTIME_DAY_SECONDS + (gint64) minutes * DAYTIME_MINUTE_SECONDS;
}

static gint64 instant_of_local(gint64 local, GTimeType type, GTimeZone *zone) {
  const int interval = g_time_zone_adjust_time(zone, type, &local);

  return local - g_time_zone_get_offset(zone, interval);
}

/* Asked for one kind of time only, GLib gives now the first and now the second of two equal readings,
 * depending on the zone; the smaller of both answers is always the first. A skipped reading is moved
 * to the end of the gap by either. */
static gint64 first_instant_of_local(gint64 local, GTimeZone *zone) {
  const gint64 as_standard = instant_of_local(local, G_TIME_TYPE_STANDARD, zone);
  const gint64 as_daylight = instant_of_local(local, G_TIME_TYPE_DAYLIGHT, zone);

  return MIN(as_standard, as_daylight);
}

gint64 daytime_resolve(guint32 day, int minutes, GTimeZone *zone) {
  return first_instant_of_local(local_seconds(day, minutes), zone);
}

gint64 daytime_earlier(gint64 a, gint64 b) {
  return a && b ? MIN(a, b) : MAX(a, b);
}

gboolean daytime_day_exists(guint32 day, GTimeZone *zone) {
  return daytime_day_of(daytime_resolve(day, 0, zone), zone) == day;
}

static gint64 floor_divide(gint64 dividend, gint64 divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

static guint32 day_of_local(gint64 local) {
  return (guint32) (floor_divide(local, DAYTIME_DAY_SECONDS) + EPOCH_DAY);
}

static int seconds_of_local(gint64 local) {
  return (int) (local - floor_divide(local, DAYTIME_DAY_SECONDS) * DAYTIME_DAY_SECONDS);
}

int daytime_offset_of(gint64 instant, GTimeZone *zone) {
  return g_time_zone_get_offset(zone, g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, instant));
}

guint32 daytime_day_of(gint64 instant, GTimeZone *zone) {
  return day_of_local(instant + daytime_offset_of(instant, zone));
}

int daytime_minutes_of(gint64 instant, GTimeZone *zone) {
  return seconds_of_local(instant + daytime_offset_of(instant, zone)) / DAYTIME_MINUTE_SECONDS;
}

gboolean daytime_parse_day(const char *text, guint32 *day) {
  guint32 value;

  if (!take_day(&text, &value) || *text != '\0')
    return FALSE;
  *day = value;
  return TRUE;
}

char *daytime_format_day(guint32 day) {
  GDate calendar;

  g_date_clear(&calendar, 1);
  g_date_set_julian(&calendar, day);
  return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&calendar), (int) g_date_get_month(&calendar),
                         g_date_get_day(&calendar));
}

int daytime_weekday(guint32 day) {
  /* Julian day 1, the first of January of year 1, was a Monday. */
  return (int) ((day - 1) % 7);
}

gboolean daytime_is_before_free_day(guint32 day) {
  const int weekday = daytime_weekday(day);

  return weekday == FRIDAY || weekday == SATURDAY;
}

char *daytime_clock(gint64 instant, GTimeZone *zone) {
  return daytime_format(daytime_minutes_of(instant, zone));
}

char *daytime_rfc3339(gint64 instant, int offset_seconds) {
  /* The format has no seconds in its offset; what is cut off here leaves the instant as it is. */
  const int offset_minutes = offset_seconds / DAYTIME_MINUTE_SECONDS;
  const gint64 local = instant + (gint64) offset_minutes * DAYTIME_MINUTE_SECONDS;
  const int seconds = seconds_of_local(local);
  g_autofree char *day = daytime_format_day(day_of_local(local));
  g_autofree char *time = daytime_format(seconds / DAYTIME_MINUTE_SECONDS);
  g_autofree char *offset = daytime_format(ABS(offset_minutes));

  return g_strdup_printf("%sT%s:%02d%c%s", day, time, seconds % DAYTIME_MINUTE_SECONDS, offset_minutes < 0 ? '-' : '+',
                         offset);
}

static gboolean take_fraction(const char **cursor) {
  if (!take_sign(cursor, "."))
    return TRUE;
  if (!g_ascii_isdigit(**cursor))
    return FALSE;
  while (g_ascii_isdigit(**cursor))
    (*cursor)++;
  return TRUE;
}

static gboolean take_offset(const char **cursor, int *offset_seconds) {
  int minutes = 0;

  if (take_sign(cursor, "Zz")) {
    *offset_seconds = 0;
    return TRUE;
  }
  const int direction = **cursor == '-' ? -1 : 1;
  if (!take_sign(cursor, "+-") || !take_time(cursor, 2, &minutes))
    return FALSE;
  *offset_seconds = direction * minutes * DAYTIME_MINUTE_SECONDS;
  return TRUE;
}

gboolean daytime_parse_rfc3339(const char *text, gint64 *instant, int *offset_seconds) {
  guint32 day;
  int minutes;
  int seconds;
  int offset;

  if (!take_day(&text, &day) || !take_sign(&text, "Tt") || !take_time(&text, 2, &minutes) ||
      !take_seconds(&text, &seconds) || !take_fraction(&text) || !take_offset(&text, &offset) || *text != '\0')
    return FALSE;
  *instant = local_seconds(day, minutes) + seconds - offset;
  if (offset_seconds)
    *offset_seconds = offset;
  return TRUE;
}

gboolean daytime_parse_local(const char *text, GTimeZone *zone, gint64 *instant) {
  guint32 day;
  int minutes;
  int seconds = 0;

  if (!take_day(&text, &day) || !take_sign(&text, " ") || !take_time(&text, 1, &minutes))
    return FALSE;
  if (*text != '\0' && (!take_seconds(&text, &seconds) || *text != '\0'))
    return FALSE;
  if (!daytime_day_exists(day, zone))
    return FALSE;
  *instant = first_instant_of_local(local_seconds(day, minutes) + seconds, zone);
  return TRUE;
}
