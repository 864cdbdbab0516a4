/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times of day, durations, dates and instants, and the way between them. An
 * instant is a gint64 of unix seconds; a time of day is an int of minutes after
 * midnight (0..1439); a duration is an int of minutes; a day is a Julian day
 * number as g_date_get_julian gives it. Nothing here reads the clock. */
#pragma once

#include <glib.h>

#define DAYTIME_MINUTE_SECONDS 60
#define DAYTIME_HOUR_SECONDS 3600
#define DAYTIME_DAY_SECONDS 86400
#define DAYTIME_DAY_MINUTES 1440
#define DAYTIME_NOON_MINUTES 720
#define DAYTIME_NONE (-1)

/* The dates that are read: 1900-01-01 to 2999-12-31. A year then has four digits in every zone. */
#define DAYTIME_FIRST_DAY 693596u
#define DAYTIME_LAST_DAY 1095362u

/* 1970-01-01, where instants begin. */
#define DAYTIME_UNIX_DAY 719163u

/* Writes `minutes` after midnight as "07:05" (owned). */
char *daytime_format(int minutes);

/* Gives the first instant at which clocks in `zone` show `minutes` on `day`: the earlier one when it
 * comes twice, the next valid minute when a clock change skips it. */
gint64 daytime_resolve(guint32 day, int minutes, GTimeZone *zone);

/* Whether `day` exists in `zone` (Pacific/Apia had no 2011-12-30). */
gboolean daytime_day_exists(guint32 day, GTimeZone *zone);

/* Returns the earlier of two instants, where 0 is never. */
gint64 daytime_earlier(gint64 a, gint64 b);

/* What clocks in `zone` show at `instant`: the day, the minutes after midnight (rounded down), the
 * seconds east of UTC. */
guint32 daytime_day_of(gint64 instant, GTimeZone *zone);
int daytime_minutes_of(gint64 instant, GTimeZone *zone);
int daytime_offset_of(gint64 instant, GTimeZone *zone);

/* Reads "2026-11-24" into a day. FALSE for anything else, for a date that no calendar has, or one out of range. */
gboolean daytime_parse_day(const char *text, guint32 *day) G_GNUC_WARN_UNUSED_RESULT;

/* Writes `day` as "2026-11-24" (owned). */
char *daytime_format_day(guint32 day);

/* Monday 0 … Sunday 6. */
int daytime_weekday(guint32 day);

/* Whether the next morning is a Saturday's or a Sunday's: the evenings before free days. */
gboolean daytime_is_before_free_day(guint32 day);

/* Writes `instant` as "22:04" as clocks in `zone` show it (owned). */
char *daytime_clock(gint64 instant, GTimeZone *zone);

/* Writes `instant` as RFC 3339 with `offset_seconds` east of UTC: "2026-11-24T22:04:00+01:00" (owned). */
char *daytime_rfc3339(gint64 instant, int offset_seconds);

/* Reads RFC 3339 with an offset. FALSE for anything else. `offset_seconds` may be NULL. */
gboolean daytime_parse_rfc3339(const char *text, gint64 *instant, int *offset_seconds) G_GNUC_WARN_UNUSED_RESULT;

/* Reads "2026-03-28 21:30" or "2026-03-28 21:30:15" as shown by clocks in `zone`. */
gboolean daytime_parse_local(const char *text, GTimeZone *zone, gint64 *instant) G_GNUC_WARN_UNUSED_RESULT;
