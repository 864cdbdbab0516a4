/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Follows quotes and brackets, and nothing else: whether the rest is JSON is for
 * the parser to say. */
#include "exchange/json_text.h"

#include <string.h>

gboolean json_text_is_plain(const char *text, gsize length) {
  int depth = 0;
  gboolean quoted = FALSE, ended = FALSE;
  for (gsize i = 0; i < length; i++) {
    const char letter = text[i];
    if (!quoted && letter && strchr(" \t\r\n", letter))
      continue;
    if (ended || (depth == 0 && letter != '{'))
      return FALSE;
    if (quoted && letter == '\\')
      i++;
    else if (letter == '"')
      quoted = !quoted;
    else if (quoted)
      continue;
    else if (!g_ascii_isalnum(letter) && !strchr(" \t\r\n{}[]:,+-.", letter))
      return FALSE;
    else
      depth += (letter == '{' || letter == '[') - (letter == '}' || letter == ']');
    ended = depth == 0;
    if (depth > JSON_TEXT_MAX_DEPTH)
      return FALSE;
  }
  return TRUE;
}

void json_cut_clear(JsonCut *cut) {
  g_string_free(cut->rest, TRUE);
  g_array_unref(cut->nights);
}

/* Where the scan of a text is: brackets around it, and the member whose value it is in. */
typedef struct {
  int depth;
  gboolean quoted, is_nights; /* the newest text at the top is "nights" */
  const char *quote;          /* where that text began */
  const char *element;        /* where an element of the list began; NULL: outside of the list */
} Scan;

static void add_slice(JsonCut *cut, const char *from, const char *end) {
  while (from < end && strchr(" \t\r\n", *from))
    from++;
  const JsonSlice slice = { from, (gsize) (end - from) };
  g_array_append_val(cut->nights, slice);
}

/* Leaves the list: a list of nothing has no element. */
static void end_list(JsonCut *cut, Scan *scan, const char *at, guint before) {
  add_slice(cut, scan->element, at);
  if (cut->nights->len == before + 1 && g_array_index(cut->nights, JsonSlice, before).length == 0)
    g_array_set_size(cut->nights, before);
  scan->element = NULL;
}

static void scan_quote(Scan *scan, const char *at) {
  scan->quoted = !scan->quoted;
  if (scan->depth != 1)
    return;
  if (scan->quoted)
    scan->quote = at;
  else
    scan->is_nights = at - scan->quote == 7 && memcmp(scan->quote, "\"nights", 7) == 0;
}

void json_text_cut(JsonCut *cut, const char *text, gsize size) {
  *cut = (JsonCut){ .rest = g_string_new(NULL), .nights = g_array_new(FALSE, FALSE, sizeof(JsonSlice)) };
  Scan scan = { 0 };
  const char *kept = text;
  for (const char *at = text; at < text + size; at++) {
    if (scan.quoted && *at == '\\')
      at++;
    else if (*at == '"')
      scan_quote(&scan, at);
    else if (scan.quoted)
      continue;
    else if (*at == '[' && scan.depth++ == 1 && scan.is_nights) {
      g_string_append_len(cut->rest, kept, at + 1 - kept);
      g_array_set_size(cut->nights, 0); /* of members with the same name the last one counts */
      scan.element = at + 1;
    } else if (*at == '{')
      scan.depth++;
    else if (*at == ',' && scan.element && scan.depth == 2) {
      add_slice(cut, scan.element, at);
      scan.element = at + 1;
    } else if ((*at == '}' || *at == ']') && --scan.depth == 1 && scan.element) {
      end_list(cut, &scan, at, 0);
      kept = at;
    }
  }
  g_string_append_len(cut->rest, kept, text + size - kept);
}
