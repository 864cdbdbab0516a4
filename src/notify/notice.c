/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/notice.h"

#include "base/text.h"

#define SUMMARY_COLUMNS 200
#define LINE_COLUMNS 250
#define BODY_COLUMNS 1000
#define BODY_LINES 20

static const char *keep_text(GStringChunk *texts, const char *text) {
  return text == NULL ? NULL : g_string_chunk_insert(texts, text);
}

KeptNotice *notice_keep(const Notice *notice) {
  KeptNotice *kept = g_new(KeptNotice, 1);
  GStringChunk *texts = g_string_chunk_new(512);
  *kept = (KeptNotice){ .notice = *notice, .texts = texts };
  kept->notice.summary = keep_text(texts, notice->summary);
  kept->notice.body = keep_text(texts, notice->body);
  kept->notice.body_no_buttons = keep_text(texts, notice->body_no_buttons);
  kept->notice.replaces_server = keep_text(texts, notice->replaces_server);
  for (gsize i = 0; i < notice->n_buttons; i++)
    kept->notice.buttons[i] = (NoticeButton){ .id = keep_text(texts, notice->buttons[i].id),
                                              .label = keep_text(texts, notice->buttons[i].label) };
  return kept;
}

void notice_drop(KeptNotice *kept) {
  if (kept == NULL)
    return;
  g_string_chunk_free(kept->texts);
  g_free(kept);
}

/* One safe line. Marks take no column, so the characters are limited as well. */
static char *safe_line(const char *text, int columns) {
  g_autofree char *line = text_sanitise(text, -1);
  g_strstrip(line);
  const glong characters = 2 * (glong) columns;
  if (g_utf8_strlen(line, -1) > characters)
    *g_utf8_offset_to_pointer(line, characters) = '\0';
  return text_clip(line, columns, "…");
}

char *notice_summary(const char *text) {
  g_autofree char *line = safe_line(text != NULL ? text : "", SUMMARY_COLUMNS);
  return g_strdup(*line != '\0' ? line : "winddown");
}

char *notice_line(const char *text) {
  return safe_line(text != NULL ? text : "", LINE_COLUMNS);
}

char *notice_body(const char *text, gboolean markup) {
  g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", BODY_LINES);
  g_autoptr(GString) body = g_string_new(NULL);
  int columns = BODY_COLUMNS;
  for (gsize i = 0; lines[i] != NULL && columns > 0; i++) {
    g_autofree char *line = safe_line(lines[i], columns);
    g_autofree char *escaped = markup ? g_markup_escape_text(line, -1) : g_strdup(line);
    g_string_append_printf(body, "%s%s", i > 0 ? "\n" : "", escaped);
    columns -= text_width(line);
  }
  return g_string_free(g_steal_pointer(&body), FALSE);
}
