/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/reporter.h"

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
