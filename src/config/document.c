/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a file into a libconfig document, within limits: what libconfig 1.5
 * to 1.7 take badly is found or replaced before it sees the text, and every
 * cause becomes a problem with its line. It knows no key. */
#include "config/document.h"

#include "base/error.h"
#include "config/shipped.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define BYTES_MAX (1024 * 1024)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* --- before libconfig reads it --- */

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
    /* From 1.7 on libconfig takes no zeros in front of a whole number. */
    while (!hex && !is_float && scan->at[0] == '0' && scan->at + 1 < end)
      scan->at++;
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

char *document_scan(const char *text, GArray *includes) {
  Scan scan = { .at = text, .copy = g_string_sized_new(strlen(text) + 1), .includes = includes, .line = 1 };
  while (*scan.at)
    scan_token(&scan);
  return g_string_free(scan.copy, FALSE);
}

/* --- reading --- */

static void report_syntax(Reader *reader, const config_t *document) {
  const char *const cause = config_error_text(document);
  if (g_strcmp0(cause, "duplicate setting name") == 0)
    reader_problem_at(reader, config_error_line(document), _("this key stands here for the second time"));
  else if (g_strcmp0(cause, "mismatched element type in array") == 0)
    reader_problem_at(reader, config_error_line(document), _("the values in [ ] must all be of one kind"));
  else
    reader_problem_at(reader, config_error_line(document),
                      _("this cannot be read; look here and just above for a bracket, a quote or a \";\" too few or a "
                        "comma too many"));
}

/* Parses `text` into `document`. FALSE after a problem that nothing can be read behind. */
static gboolean parse_lines(Reader *reader, const char *text, config_t *document) {
  g_autoptr(GArray) includes = g_array_new(FALSE, FALSE, sizeof(int));
  g_autofree char *copy = document_scan(text, includes);
  for (guint i = 0; i < includes->len; i++)
    reader_problem_at(reader, g_array_index(includes, int, i),
                      _("other files cannot be included: the routine is one file"));
  if (config_read_string(document, copy) == CONFIG_TRUE)
    return TRUE;
  report_syntax(reader, document);
  return FALSE;
}

static int line_of(const char *text, const char *place) {
  int line = 1;
  for (const char *at = text; at < place; at++)
    line += *at == '\n';
  return line;
}

/* Whether `text` is UTF-8 throughout; a problem at its line when not. `length` counts NUL bytes, too. */
static gboolean is_clean(Reader *reader, const char *text, gsize length) {
  const char *end = NULL;
  if (g_utf8_validate_len(text, length, &end))
    return TRUE;
  if (*end)
    reader_problem_at(reader, line_of(text, end), _("this is not UTF-8 text"));
  else
    reader_problem_at(reader, line_of(text, end), _("there is a NUL byte in this line: is this a text file?"));
  return FALSE;
}

gboolean document_parse(Reader *reader, const char *text, gsize length, config_t *document) {
  if (length > BYTES_MAX) {
    reader_problem_at(reader, 0, _("the file is larger than 1 MiB"));
    return FALSE;
  }
  if (!is_clean(reader, text, length))
    return FALSE;
  const gboolean marked = g_str_has_prefix(text, BYTE_ORDER_MARK);
  return parse_lines(reader, marked ? text + strlen(BYTE_ORDER_MARK) : text, document);
}

/* Reads up to one byte more than is allowed, so that a device without an end has one. */
static gboolean read_bounded(FILE *file, char **text, gsize *length) {
  g_autofree char *bytes = g_malloc(BYTES_MAX + 2);
  *length = fread(bytes, 1, BYTES_MAX + 1, file);
  if (ferror(file))
    return FALSE;
  bytes[*length] = '\0';
  *text = g_realloc(g_steal_pointer(&bytes), *length + 1);
  return TRUE;
}

gboolean document_load(const char *path, char **text, gsize *length, GError **error) {
  FILE *file = g_fopen(path, "re");
  const gboolean is_read = file && read_bounded(file, text, length);
  const int cause = errno;
  if (file)
    fclose(file);
  if (!is_read)
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, "%s: \"%s\"", g_strerror(cause), path);
  return is_read;
}

const char *document_shipped(const char *name) {
  for (gsize i = 0; shipped_files[i].name; i++) {
    if (g_str_equal(shipped_files[i].name, name))
      return shipped_files[i].text;
  }
  return NULL;
}
