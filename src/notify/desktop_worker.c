/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/desktop_worker.h"

#include "notify/bubbles.h"
#include "notify/daemon.h"
#include "notify/server_link.h"

#include <glib/gi18n.h>

#define PATIENCE_MILLISECONDS 3000 /* then the notice is reported as uncertain */
#define CLOSING_MILLISECONDS 100   /* what the server gets to close the last notice */

struct DesktopWorker {
  Reporter *reporter;
  ServerLink *link;
  Bubbles *bubbles;
  guint log_handler;

  KeptNotice *wanted; /* not handed over yet: the newest only */
  KeptNotice *lost;   /* it stood on the desktop when the server ended: for the next one */
  GCancellable *cancellable;
  gboolean is_asking; /* the server owes an answer */
  gboolean is_silent; /* … for longer than our patience */
  GSource *patience;

  guint32 leftover_id; /* to be taken down when the server turns out to be `leftover_server` */
  char *leftover_server;
};

static void report(const DesktopWorker *worker, NoticeEventKind kind, guint64 token, const char *reason) {
  reporter_send(worker->reporter, &(NoticeEvent){ .kind = kind, .token = token, .reason = reason });
}

/* --- asking the server first --- */

static void stop_waiting(DesktopWorker *worker) {
  g_clear_pointer(&worker->patience, g_source_destroy);
}

static void drop_wanted(DesktopWorker *worker, NoticeEventKind kind, const char *reason) {
  stop_waiting(worker);
  g_autoptr(KeptNotice) kept = g_steal_pointer(&worker->wanted);
  if (kept != NULL)
    report(worker, kind, kept->notice.token, reason);
}

static void on_answered(GObject *source, GAsyncResult *result, gpointer data) {
  DesktopWorker *worker = data;
  worker->is_asking = FALSE;
  worker->is_silent = FALSE;
  stop_waiting(worker);
  g_auto(NotifyServerInfo) info = { 0 };
  g_autoptr(GError) error = NULL;
  const gboolean is_there = daemon_ask_finish(result, &info, &error);
  if (worker->wanted == NULL)
    return;
  if (!is_there) {
    g_dbus_error_strip_remote_error(error);
    drop_wanted(worker, NOTICE_FAILED, error->message);
  } else if (server_link_connection(worker->link) == NULL) {
    drop_wanted(worker, NOTICE_FAILED, _("the session bus has ended"));
  } else {
    bubbles_show(worker->bubbles, g_steal_pointer(&worker->wanted), &info);
  }
}

static gboolean ask(DesktopWorker *worker, GError **error) {
  if (worker->is_asking)
    return TRUE;
  if (!server_link_connect(worker->link, error))
    return FALSE;
  worker->is_asking = TRUE;
  daemon_ask(server_link_connection(worker->link), worker->cancellable, on_answered, worker);
  return TRUE;
}

static void report_silence(const DesktopWorker *worker) {
  report(worker, NOTICE_UNCERTAIN, worker->wanted->notice.token, _("the notification server does not answer"));
}

static gboolean on_patience_over(gpointer data) {
  DesktopWorker *worker = data;
  worker->patience = NULL;
  worker->is_silent = TRUE;
  report_silence(worker);
  return G_SOURCE_REMOVE;
}

static void start_waiting(DesktopWorker *worker) {
  worker->patience = g_timeout_source_new(PATIENCE_MILLISECONDS);
  g_source_set_callback(worker->patience, on_patience_over, worker, NULL);
  g_source_attach(worker->patience, g_main_context_get_thread_default());
  g_source_unref(worker->patience); /* the context holds it for as long as it is ours */
}

void desktop_worker_show(DesktopWorker *worker, KeptNotice *kept) {
  drop_wanted(worker, NOTICE_SUPERSEDED, NULL);
  g_clear_pointer(&worker->lost, notice_drop);
  worker->wanted = kept;
  g_autoptr(GError) error = NULL;
  if (!ask(worker, &error))
    drop_wanted(worker, NOTICE_FAILED, error->message);
  else if (worker->is_silent)
    report_silence(worker);
  else
    start_waiting(worker);
}

/* --- taking down --- */

void desktop_worker_withdraw(DesktopWorker *worker) {
  drop_wanted(worker, NOTICE_SUPERSEDED, NULL);
  g_clear_pointer(&worker->lost, notice_drop);
  bubbles_take_down(worker->bubbles, 0);
}

static void take_down_leftover(DesktopWorker *worker) {
  if (worker->leftover_server == NULL || !server_link_has_server(worker->link))
    return;
  if (server_link_server_is(worker->link, worker->leftover_server))
    daemon_close(server_link_connection(worker->link), worker->leftover_id, 0);
  g_clear_pointer(&worker->leftover_server, g_free);
}

void desktop_worker_take_down(DesktopWorker *worker, guint32 id, char *server) {
  worker->leftover_id = id;
  g_free(worker->leftover_server);
  worker->leftover_server = server;
  if (server_link_connect(worker->link, NULL))
    take_down_leftover(worker);
  else /* whoever finds it on a bus that comes later takes it down */
    g_clear_pointer(&worker->leftover_server, g_free);
}

void desktop_worker_follow(DesktopWorker *worker) {
  (void) server_link_connect(worker->link, NULL);
}

/* --- the server comes and goes --- */

static void on_appeared(gboolean is_new, gpointer data) {
  DesktopWorker *worker = data;
  /* One that our own question started is reported by the notice that it shows. */
  if (is_new && !worker->is_asking)
    report(worker, NOTICE_AVAILABLE, 0, NULL);
  take_down_leftover(worker);
  if (worker->lost != NULL && worker->wanted == NULL)
    desktop_worker_show(worker, g_steal_pointer(&worker->lost));
}

static void on_ended(gpointer data) {
  DesktopWorker *worker = data;
  KeptNotice *lost = bubbles_lose(worker->bubbles);
  if (lost == NULL)
    return;
  notice_drop(worker->lost);
  worker->lost = lost;
}

static void on_leaving(gpointer data) {
  bubbles_leave_bus(((DesktopWorker *) data)->bubbles);
}

/* --- the thread's beginning and end --- */

static void drop_message(const char *domain, GLogLevelFlags level, const char *message, gpointer data) {
}

DesktopWorker *desktop_worker_new(Reporter *reporter) {
  static const ServerLinkCallbacks callbacks = {
    .appeared = on_appeared,
    .ended = on_ended,
    .leaving = on_leaving,
  };
  DesktopWorker *worker = g_new0(DesktopWorker, 1);
  worker->reporter = reporter_ref(reporter);
  worker->link = server_link_new(&callbacks, worker);
  worker->bubbles = bubbles_new(worker->link, reporter);
  worker->cancellable = g_cancellable_new();
  /* libnotify warns on standard error, which is the screen; all that it says there stands in its errors as well. */
  worker->log_handler = g_log_set_handler("libnotify", G_LOG_LEVEL_MASK, drop_message, NULL);
  return worker;
}

void desktop_worker_end(DesktopWorker *worker) {
  g_cancellable_cancel(worker->cancellable);
  g_clear_pointer(&worker->wanted, notice_drop);
  stop_waiting(worker);
  while (worker->is_asking)
    g_main_context_iteration(g_main_context_get_thread_default(), TRUE);
  bubbles_take_down(worker->bubbles, CLOSING_MILLISECONDS);
  if (server_link_connection(worker->link) != NULL) /* what was just closed without waiting */
    g_dbus_connection_flush_sync(server_link_connection(worker->link), NULL, NULL);
  server_link_free(worker->link);
  bubbles_free(worker->bubbles);
  g_log_remove_handler("libnotify", worker->log_handler);
  g_clear_pointer(&worker->lost, notice_drop);
  g_free(worker->leftover_server);
  g_object_unref(worker->cancellable);
  reporter_unref(worker->reporter);
  g_free(worker);
}
