/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/notice.h"
#include "notify/reporter.h"
#include "notify/ways.h"

#include <stdio.h>

typedef struct {
  Notifier notifier;
  Reporter *reporter;
} NotifyLog;

static void log_show(Notifier *notifier, const Notice *notice) {
  NotifyLog *log = (NotifyLog *) notifier;
  g_autofree char *summary = notice_summary(notice->summary);
  g_autofree char *body = notice_line(notice->body_no_buttons);
  fprintf(stderr, *body != '\0' ? "%s — %s\n" : "%s\n", summary, body);
  reporter_send(log->reporter, &(NoticeEvent){ .kind = NOTICE_SHOWN, .token = notice->token });
}

static void log_free(Notifier *notifier) {
  NotifyLog *log = (NotifyLog *) notifier;
  reporter_close(log->reporter);
  reporter_unref(log->reporter);
  g_free(log);
}

Notifier *notify_log_new(NoticeFunc func, gpointer data) {
  static const NotifierClass log_class = { .name = "log", .show = log_show, .free = log_free };
  NotifyLog *log = g_new0(NotifyLog, 1);
  log->notifier.class = &log_class;
  log->reporter = reporter_new(func, data);
  return &log->notifier;
}
