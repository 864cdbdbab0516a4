/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/writer.h"

#include "base/daytime.h"
#include "model/night.h"

#include <math.h>

static void put_string(GString *out, const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  g_string_append_c(out, '"');
  for (const char *letter = valid; *letter; letter++) {
    if (*letter == '"' || *letter == '\\')
      g_string_append_printf(out, "\\%c", *letter);
    else if ((guchar) *letter < 0x20 || *letter == 0x7f)
      g_string_append_printf(out, "\\u%04x", (guint) *letter);
    else
      g_string_append_c(out, *letter);
  }
  g_string_append_c(out, '"');
}

static GString *begin_member(Writer *writer, const char *name) {
  if (!writer->text)
    writer->text = g_string_new(NULL);
  if (writer->follows)
    g_string_append_c(writer->text, ',');
  writer->follows = TRUE;
  if (name) {
    put_string(writer->text, name);
    g_string_append_c(writer->text, ':');
  }
  return writer->text;
}

void writer_open(Writer *writer, const char *name, char bracket) {
  g_string_append_c(begin_member(writer, name), bracket);
  writer->follows = FALSE;
}

void writer_close(Writer *writer, char bracket) {
  g_string_append_c(writer->text, bracket);
  writer->follows = TRUE;
}

static void put_null(Writer *writer, const char *name) {
  g_string_append(begin_member(writer, name), "null");
}

void writer_text(Writer *writer, const char *name, const char *text) {
  if (text)
    put_string(begin_member(writer, name), text);
  else
    put_null(writer, name);
}

void writer_count(Writer *writer, const char *name, gint64 value) {
  g_string_append_printf(begin_member(writer, name), "%" G_GINT64_FORMAT, value);
}

void writer_integer(Writer *writer, const char *name, gint64 value, gint64 blank) {
  if (value == blank)
    put_null(writer, name);
  else
    writer_count(writer, name, value);
}

void writer_number(Writer *writer, const char *name, double value) {
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (isfinite(value))
    g_string_append(begin_member(writer, name), g_ascii_formatd(digits, sizeof digits, "%.6g", value));
  else
    put_null(writer, name);
}

void writer_boolean(Writer *writer, const char *name, gboolean value) {
  g_string_append(begin_member(writer, name), value ? "true" : "false");
}

void writer_instant(Writer *writer, const char *name, gint64 instant, int offset_seconds) {
  g_autofree char *text = instant ? daytime_rfc3339(instant, offset_seconds) : NULL;
  writer_text(writer, name, text);
}

void writer_night(Writer *writer, const char *name, guint32 night) {
  g_autofree char *text = night == NIGHT_NONE ? NULL : daytime_format_day(night);
  writer_text(writer, name, text);
}

void writer_line(Writer *writer) {
  if (writer->follows)
    g_string_append_c(writer->text, ',');
  g_string_append_c(writer->text, '\n');
  writer->follows = FALSE;
}

char *writer_finish(Writer *writer) {
  g_string_append_c(writer->text, '\n');
  return g_string_free(g_steal_pointer(&writer->text), FALSE);
}
