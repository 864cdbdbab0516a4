/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/notice.h"

#include "base/text.h"

#define SUMMARY_COLUMNS 200
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

char *notice_summary(const char *text) {
  g_autofree char *line = text_sanitise(text != NULL ? text : "", -1);
  g_strstrip(line);
  return *line == '\0' ? g_strdup("winddown") : text_clip(line, SUMMARY_COLUMNS, "…");
}

char *notice_body(const char *text, gboolean markup) {
  g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", BODY_LINES);
  g_autoptr(GString) body = g_string_new(NULL);
  int columns = BODY_COLUMNS;
  for (gsize i = 0; lines[i] != NULL && columns > 0; i++) {
    g_autofree char *line = text_sanitise(lines[i], -1);
    g_autofree char *clipped = text_clip(line, columns, "…");
    g_autofree char *escaped = markup ? g_markup_escape_text(clipped, -1) : g_strdup(clipped);
    g_string_append_printf(body, "%s%s", i > 0 ? "\n" : "", escaped);
    columns -= text_width(line);
  }
  return g_string_free(g_steal_pointer(&body), FALSE);
}
