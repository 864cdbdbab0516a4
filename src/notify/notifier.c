/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The calls of a way, checked and handed to its class; and for the ways
 * themselves the reporter and the texts. Texts that reach a screen or a server
 * have neither control characters nor more than a server takes. */
#include "notify/notifier.h"

#include "base/text.h"
#include "notify/way.h"

#define SUMMARY_COLUMNS 200
#define LINE_COLUMNS 250
#define BODY_COLUMNS 1000
#define BODY_LINES 20

const char *notifier_name(const Notifier *notifier) {
  return notifier->class->name;
}

void notifier_show(Notifier *notifier, const Notice *notice) {
  g_return_if_fail(notice->n_buttons <= NOTICE_MAX_BUTTONS);
  notifier->class->show(notifier, notice);
}

void notifier_withdraw(Notifier *notifier) {
  if (notifier->class->withdraw != NULL)
    notifier->class->withdraw(notifier);
}

void notifier_take_down(Notifier *notifier, guint32 server_id, const char *server) {
  if (notifier->class->take_down != NULL && server_id != 0 && server != NULL)
    notifier->class->take_down(notifier, server_id, server);
}

gboolean notifier_reaches(Notifier *notifier) {
  return notifier->class->reaches != NULL && notifier->class->reaches(notifier);
}

void notifier_free(Notifier *notifier) {
  if (notifier != NULL)
    notifier->class->free(notifier);
}

/* --- events --- */

struct Reporter {
  NoticeFunc func; /* NULL: closed, or nobody asked */
  gpointer data;
};

typedef struct {
  Reporter *reporter;
  NoticeEvent event;
  char *button;
  char *reason;
  char *server;
} Report;

Reporter *reporter_new(NoticeFunc func, gpointer data) {
  Reporter *reporter = g_atomic_rc_box_new(Reporter);
  *reporter = (Reporter){ .func = func, .data = data };
  return reporter;
}

Reporter *reporter_ref(Reporter *reporter) {
  return g_atomic_rc_box_acquire(reporter);
}

void reporter_unref(Reporter *reporter) {
  g_atomic_rc_box_release(reporter);
}

static void report_free(gpointer data) {
  Report *report = data;
  reporter_unref(report->reporter);
  g_free(report->button);
  g_free(report->reason);
  g_free(report->server);
  g_free(report);
}

static gboolean deliver(gpointer data) {
  const Report *report = data;
  if (report->reporter->func != NULL)
    report->reporter->func(&report->event, report->reporter->data);
  return G_SOURCE_REMOVE;
}

void reporter_send(Reporter *reporter, const NoticeEvent *event) {
  Report *report = g_new(Report, 1);
  *report = (Report){
    .reporter = reporter_ref(reporter),
    .event = *event,
    .button = g_strdup(event->button),
    .reason = g_strdup(event->reason),
    .server = g_strdup(event->server),
  };
  report->event.button = report->button;
  report->event.reason = report->reason;
  report->event.server = report->server;
  g_autoptr(GSource) source = g_idle_source_new();
  g_source_set_priority(source, G_PRIORITY_DEFAULT);
  g_source_set_callback(source, deliver, report, report_free);
  g_source_attach(source, NULL);
}

void reporter_close(Reporter *reporter) {
  reporter->func = NULL;
}

/* --- copies --- */

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

/* --- texts --- */

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
