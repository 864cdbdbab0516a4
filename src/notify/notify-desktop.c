/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop's notification server, as a way. The server may hang, and
 * libnotify waits for it: so the work is done on a thread of its own, and here
 * are only the commands that reach it. */
#include "notify/daemon.h"
#include "notify/desktop_worker.h"
#include "notify/loop_thread.h"
#include "notify/ways.h"

#define LEAVING_MILLISECONDS 150 /* what leaving may cost altogether */
#define QUERY_MILLISECONDS 2000

typedef struct {
  Notifier notifier;
  Reporter *reporter;
  LoopThread *thread;    /* NULL: nothing was shown yet */
  DesktopWorker *worker; /* the thread's */
} NotifyDesktop;

/* --- on the thread --- */

typedef struct {
  DesktopWorker *worker;
  KeptNotice *notice;
  guint32 id;
  char *server;
} Command;

static void command_free(gpointer data) {
  Command *command = data;
  notice_drop(command->notice);
  g_free(command->server);
  g_free(command);
}

static gboolean do_show(gpointer data) {
  Command *command = data;
  desktop_worker_show(command->worker, g_steal_pointer(&command->notice));
  return G_SOURCE_REMOVE;
}

static gboolean do_withdraw(gpointer data) {
  desktop_worker_withdraw(((Command *) data)->worker);
  return G_SOURCE_REMOVE;
}

static gboolean do_take_down(gpointer data) {
  Command *command = data;
  desktop_worker_take_down(command->worker, command->id, g_steal_pointer(&command->server));
  return G_SOURCE_REMOVE;
}

static gboolean do_follow(gpointer data) {
  desktop_worker_follow(((Command *) data)->worker);
  return G_SOURCE_REMOVE;
}

/* --- on the caller's thread --- */

static void post(NotifyDesktop *desktop, GSourceFunc func, const Command *template) {
  if (desktop->thread == NULL) {
    desktop->worker = desktop_worker_new(desktop->reporter);
    desktop->thread = loop_thread_new("notify", (GDestroyNotify) desktop_worker_end, desktop->worker);
  }
  Command *command = g_new(Command, 1);
  *command = *template;
  command->worker = desktop->worker;
  loop_thread_post(desktop->thread, func, command, command_free);
}

static void desktop_show(Notifier *notifier, const Notice *notice) {
  post((NotifyDesktop *) notifier, do_show, &(Command){ .notice = notice_keep(notice) });
}

static void desktop_withdraw(Notifier *notifier) {
  NotifyDesktop *desktop = (NotifyDesktop *) notifier;
  if (desktop->thread != NULL)
    post(desktop, do_withdraw, &(Command){ 0 });
}

static void desktop_take_down(Notifier *notifier, guint32 server_id, const char *server) {
  post((NotifyDesktop *) notifier, do_take_down, &(Command){ .id = server_id, .server = g_strdup(server) });
}

static gboolean desktop_reaches(Notifier *notifier) {
  if (daemon_has_bus())
    return TRUE;
  post((NotifyDesktop *) notifier, do_follow, &(Command){ 0 });
  return FALSE;
}

static void desktop_free(Notifier *notifier) {
  NotifyDesktop *desktop = (NotifyDesktop *) notifier;
  reporter_close(desktop->reporter);
  if (desktop->thread != NULL)
    loop_thread_end(desktop->thread, LEAVING_MILLISECONDS);
  reporter_unref(desktop->reporter);
  g_free(desktop);
}

Notifier *notify_desktop_new(NoticeFunc func, gpointer data) {
  static const NotifierClass desktop_class = {
    .name = "desktop",
    .show = desktop_show,
    .withdraw = desktop_withdraw,
    .take_down = desktop_take_down,
    .reaches = desktop_reaches,
    .free = desktop_free,
  };
  NotifyDesktop *desktop = g_new0(NotifyDesktop, 1);
  desktop->notifier.class = &desktop_class;
  desktop->reporter = reporter_new(func, data);
  return &desktop->notifier;
}

gboolean notify_desktop_query(NotifyServerInfo *info, GError **error) {
  g_autoptr(GDBusConnection) connection = daemon_connect(error);
  return connection != NULL && daemon_query(connection, QUERY_MILLISECONDS, info, error);
}
