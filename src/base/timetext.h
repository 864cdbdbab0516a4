/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people type for a time of day, a length of time and the days of the
 * week: the one reader for the config file, every prompt and the command line.
 * Blanks of every kind around and between the parts are ignored, and dashes
 * that a phone or a web page puts for a minus sign are read as one. Upper and
 * lower case are the same. */
#pragma once

#include <glib.h>

/* Reads "23:00", "23.00", "22h30", "2230", "7", "11pm", "11:30 p.m.", "noon" or "midnight" into minutes after
 * midnight. FALSE (and `minutes` untouched) for anything else. */
gboolean timetext_clock(const char *text, int *minutes) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if `text` is a time of day on a clock of twelve hours that does not name its half, such as "11" or "7:30": as
 * likely the time 12 hours later. */
gboolean timetext_is_half_open(const char *text);

/* Reads "10m", "45min", "90 minutes", "2h", "1.5h", "1h30m" or "1 h 30" into minutes, at most 48 h. FALSE for anything
 * else, a bare number among them. */
gboolean timetext_length(const char *text, int *minutes) G_GNUC_WARN_UNUSED_RESULT;

/* The same where nothing but a length can be meant: a bare number is minutes. */
gboolean timetext_minutes(const char *text, int *minutes) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the name of a day in English, long or short ("fri", "Friday"), "weekdays" or "weekend" into bits: bit 0 is
 * Monday. FALSE for anything else. */
gboolean timetext_days(const char *text, guint8 *days) G_GNUC_WARN_UNUSED_RESULT;

/* On which side of today a day without a year, or a day of the week, is looked for. */
typedef enum { TIMETEXT_PAST, TIMETEXT_FUTURE } TimetextSide;

/* Reads a day (a Julian day number): "2026-11-24", "24.11.", "24 nov 2026", "nov 24", "today", "tonight", "yesterday",
 * "tomorrow", "fri" (today's counts), "last fri", "next fri", "-2", "+3" or "2 nights ago", counted from `today`. FALSE
 * for anything else, for a date that no calendar has, or one out of range. */
gboolean timetext_date(const char *text, guint32 today, TimetextSide side, guint32 *day) G_GNUC_WARN_UNUSED_RESULT;

/* Returns `text` in lower case and without blanks around it, every blank a space and every dash a "-" (owned). */
char *timetext_fold(const char *text);
