/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/reporter.h"
#include "notify/ways.h"

#include <glib/gi18n.h>

typedef struct {
  Notifier notifier;
  Reporter *reporter;
  TerminalPort port;
} NotifyBell;

static void bell_show(Notifier *notifier, const Notice *notice) {
  NotifyBell *bell = (NotifyBell *) notifier;
  NoticeEvent event = { .kind = NOTICE_SHOWN, .token = notice->token };
  if (notice->sound && !bell->port.write("\a", 1, bell->port.data)) {
    event.kind = NOTICE_FAILED;
    event.reason = _("there is no terminal");
  }
  reporter_send(bell->reporter, &event);
}

static void bell_free(Notifier *notifier) {
  NotifyBell *bell = (NotifyBell *) notifier;
  reporter_close(bell->reporter);
  reporter_unref(bell->reporter);
  g_free(bell);
}

Notifier *notify_bell_new(const TerminalPort *port, NoticeFunc func, gpointer data) {
  static const NotifierClass bell_class = { .name = "bell", .show = bell_show, .free = bell_free, .needs_line = TRUE };
  NotifyBell *bell = g_new0(NotifyBell, 1);
  *bell = (NotifyBell){
    .notifier.class = &bell_class,
    .reporter = reporter_new(func, data),
    .port = *port,
  };
  return &bell->notifier;
}
