/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/document.h"

#include "base/error.h"
#include "config/scan.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define BYTES_MAX (1024 * 1024)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

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
  g_autofree char *copy = scan_text(text, includes);
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
