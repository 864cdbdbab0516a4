/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/scan.h"

#include <string.h>

#define LARGEST "2147483647"
#define LARGEST_HEX "0x7fffffff"
#define BETWEEN " \t\n=:;,(){}[]" /* no token begins with these */

typedef struct {
  const char *at; /* what is not copied yet */
  GString *copy;
  GArray *includes;
  int line;
} Scan;

/* Copies `count` bytes, or what is left of the text. */
static void copy_bytes(Scan *scan, gsize count) {
  const gsize length = strnlen(scan->at, count);
  for (gsize i = 0; i < length; i++)
    scan->line += scan->at[i] == '\n';
  g_string_append_len(scan->copy, scan->at, (gssize) length);
  scan->at += length;
}

/* Leaves out a comment that ends at `end`; its line feeds stay, and a blank for what it may stand between. */
static void skip_comment(Scan *scan, const char *end) {
  g_string_append_c(scan->copy, ' ');
  for (; scan->at < end; scan->at++) {
    if (*scan->at != '\n')
      continue;
    g_string_append_c(scan->copy, '\n');
    scan->line++;
  }
}

static void skip_block(Scan *scan) {
  const char *const found = strstr(scan->at + 2, "*/");
  skip_comment(scan, found ? found + 2 : scan->at + strlen(scan->at));
}

static void copy_string(Scan *scan) {
  const char *end = scan->at + 1;
  while (*end && *end != '"')
    end += end[0] == '\\' && end[1] ? 2 : 1;
  copy_bytes(scan, (gsize) (end - scan->at) + 1);
}

static void copy_word(Scan *scan) {
  gsize length = 1;
  while (g_ascii_isalnum(scan->at[length]) || (scan->at[length] && strchr("*-_", scan->at[length])))
    length++;
  copy_bytes(scan, length);
}

static gboolean is_hex(const char *text) {
  return text[0] == '0' && (text[1] == 'x' || text[1] == 'X') && g_ascii_isxdigit(text[2]);
}

static void copy_number(Scan *scan) {
  const gboolean hex = is_hex(scan->at);
  char *end = NULL;
  const guint64 value = g_ascii_strtoull(scan->at, &end, hex ? 16 : 10);
  const gboolean is_float = !hex && *end && strchr(".eE", *end);
  if (is_float || value <= G_MAXINT32) {
    copy_bytes(scan, (gsize) (end - scan->at));
    return;
  }
  g_string_append(scan->copy, hex ? LARGEST_HEX : LARGEST);
  scan->at = end;
}

/* The rest of a float behind its first digits is no whole number of its own: "0.99999999999". */
static void copy_fraction(Scan *scan) {
  gsize length = 1;
  while (g_ascii_isdigit(scan->at[length]))
    length++;
  copy_bytes(scan, length);
}

static gboolean starts_line(const Scan *scan) {
  gsize i = scan->copy->len;
  while (i > 0 && strchr(" \t", scan->copy->str[i - 1]))
    i--;
  return i == 0 || scan->copy->str[i - 1] == '\n';
}

static gboolean skip_include(Scan *scan) {
  if (!g_str_has_prefix(scan->at, "@include") || !starts_line(scan))
    return FALSE;
  g_array_append_val(scan->includes, scan->line);
  scan->at += strcspn(scan->at, "\n");
  return TRUE;
}

static void scan_token(Scan *scan) {
  const char *const at = scan->at;
  if (strchr(BETWEEN, *at))
    copy_bytes(scan, strspn(at, BETWEEN));
  else if (g_ascii_isalpha(*at) || *at == '*')
    copy_word(scan);
  else if (*at == '"')
    copy_string(scan);
  else if (g_ascii_isdigit(*at))
    copy_number(scan);
  else if (*at == '.')
    copy_fraction(scan);
  else if (*at == '#' || g_str_has_prefix(at, "//"))
    skip_comment(scan, at + strcspn(at, "\n"));
  else if (g_str_has_prefix(at, "/*"))
    skip_block(scan);
  else if (!skip_include(scan))
    copy_bytes(scan, 1);
}

char *scan_text(const char *text, GArray *includes) {
  Scan scan = { .at = text, .copy = g_string_sized_new(strlen(text) + 1), .includes = includes, .line = 1 };
  while (*scan.at)
    scan_token(&scan);
  return g_string_free(scan.copy, FALSE);
}
