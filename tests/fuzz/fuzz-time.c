/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "base/timetext.h"
#include "fuzz/fuzz.h"

#include <string.h>

static void check_clock(const char *text) {
  int minutes = -1, again = -1;
  if (!timetext_clock(text, &minutes)) {
    g_assert_cmpint(minutes, ==, -1);
    return;
  }
  g_assert_cmpint(minutes, >=, 0);
  g_assert_cmpint(minutes, <, DAYTIME_DAY_MINUTES);
  /* What is shown is read as what it was. */
  g_autofree char *shown = daytime_format(minutes);
  g_assert_true(timetext_clock(shown, &again));
  g_assert_cmpint(again, ==, minutes);
}

static void check_length(const char *text) {
  int length = -1, minutes = -1;
  const gboolean is_length = timetext_length(text, &length), is_minutes = timetext_minutes(text, &minutes);
  g_assert_cmpint(is_length ? length : 0, <=, 2 * DAYTIME_DAY_MINUTES);
  g_assert_cmpint(is_minutes ? minutes : 0, <=, 2 * DAYTIME_DAY_MINUTES);
  g_assert_cmpint(is_length ? length : 0, >=, 0);
  g_assert_cmpint(is_minutes ? minutes : 0, >=, 0);
  /* A bare number is the only difference. */
  if (is_length)
    g_assert_cmpint(minutes, ==, length);
}

static void check_instants(const char *text) {
  gint64 instant = 0, again = 0;
  int offset = 0;
  guint32 day = 0, same_day = 0;
  if (daytime_parse_day(text, &day)) {
    g_autofree char *shown = daytime_format_day(day);
    g_assert_true(daytime_parse_day(shown, &same_day));
    g_assert_cmpuint(same_day, ==, day);
  }
  if (!daytime_parse_rfc3339(text, &instant, &offset))
    return;
  g_autofree char *shown = daytime_rfc3339(instant, offset);
  g_assert_true(daytime_parse_rfc3339(shown, &again, &offset));
  g_assert_cmpint(again, ==, instant);
}

/* Whatever the text is: a value within its range, or nothing. */
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size) {
  g_autofree char *raw = g_strndup(bytes ? (const char *) bytes : "", size);
  g_autofree char *text = g_utf8_make_valid(raw, -1);
  g_autofree char *folded = timetext_fold(text);
  g_autofree char *twice = timetext_fold(folded);
  guint8 days = 0;
  g_assert_cmpstr(folded, ==, twice);
  check_clock(text);
  check_length(text);
  check_instants(text);
  if (timetext_days(text, &days))
    g_assert_cmpint(days & 0x7f, ==, days);
  if (timetext_is_half_open(text))
    g_assert_true(timetext_clock(text, &(int){ 0 }));
  return 0;
}
