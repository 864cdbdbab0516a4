/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes JSON text as it goes, private to this room. json-glib's generator
 * needs the whole document as a tree, which for ten years of nights takes
 * hundreds of megabytes, and writes 3.4 as 3.3999999999999999. */
#pragma once

#include <glib.h>

typedef struct {
  GString *text;
  gboolean follows; /* the next member stands after another one */
} Writer;

/* Begins and ends an object '{' or array '['; `name` is NULL inside arrays and at the top. */
void writer_open(Writer *writer, const char *name, char bracket);
void writer_close(Writer *writer, char bracket);

/* Members. NULL text, an integer equal to `blank`, and a number that is none (NAN) become null. */
void writer_text(Writer *writer, const char *name, const char *text);
void writer_integer(Writer *writer, const char *name, gint64 value, gint64 blank);
void writer_count(Writer *writer, const char *name, gint64 value); /* never null */
void writer_number(Writer *writer, const char *name, double value);
void writer_boolean(Writer *writer, const char *name, gboolean value);

/* An instant with the offset given; 0 becomes null. */
void writer_instant(Writer *writer, const char *name, gint64 instant, int offset_seconds);

/* A date; NIGHT_NONE becomes null. */
void writer_night(Writer *writer, const char *name, guint32 night);

/* Begins a new line before the next member. */
void writer_line(Writer *writer);

/* Gives the text (owned), ended by a line feed. */
char *writer_finish(Writer *writer) G_GNUC_WARN_UNUSED_RESULT;
