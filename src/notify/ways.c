/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of ways, and the two that need no file of their own: the bell and
 * the log. A new way is a row here and its maker in a file. */
#include "notify/ways.h"

#include "notify/way.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* --- the bell --- */

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

/* --- the log --- */

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

/* --- all of them --- */

static Notifier *make_desktop(const TerminalPort *port, NoticeFunc func, gpointer data) {
  return notify_desktop_new(func, data);
}

static const WayInfo ways[] = {
  {
      .name = "desktop",
      .make = make_desktop,
      .refused = N_("Install and start a notification server, such as dunst or mako, in your session."),
      .silent = N_("Restart the notification server of your session."),
      .unseen = N_("Look whether Do Not Disturb is on, and whether winddown is silenced in the desktop's settings."),
  },
  {
      .name = "terminal",
      .make = notify_terminal_new,
      .needs_terminal = TRUE,
      .refused = N_("Use a terminal that has notifications, such as kitty, foot or WezTerm."),
      .silent = N_("Use a terminal that has notifications, such as kitty, foot or WezTerm."),
      .unseen = N_("Some terminals show them only from behind another window; in tmux: set -g allow-passthrough on"),
  },
  {
      .name = "bell",
      .make = notify_bell_new,
      .needs_terminal = TRUE,
      .refused = N_("Turn the bell on in the terminal's settings."),
      .silent = N_("Turn the bell on in the terminal's settings."),
      .unseen = N_("Turn the bell on in the terminal's settings."),
  },
};

const WayInfo *way_info(gsize index) {
  return index < G_N_ELEMENTS(ways) ? &ways[index] : NULL;
}

const WayInfo *way_find(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
    if (g_str_equal(ways[i].name, name))
      return &ways[i];
  }
  return NULL;
}
