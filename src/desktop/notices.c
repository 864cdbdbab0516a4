/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way "desktop". The server may hang, and libnotify waits for it: so the
 * work is done on a thread with a main context of its own, and the caller only
 * posts to it. A notice is handed to libnotify once the server has answered a
 * question: what was sent to a frozen server can be neither taken back nor
 * replaced. */
#include "desktop/notices.h"

#include "desktop/bubbles.h"

#include <glib/gi18n.h>

#define PATIENCE_MILLISECONDS 3000 /* then the notice is reported as uncertain */
#define CLOSING_MILLISECONDS 100   /* what the server gets to close the last notice */
#define LEAVING_MILLISECONDS 150   /* what leaving may cost altogether */

/* --- a thread that carries out what is posted to it --- */

typedef struct {
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GAsyncQueue *ended; /* one entry, once `at_end` has run */
  GDestroyNotify at_end;
  gpointer data;
} LoopThread;

static void loop_thread_clear(gpointer data) {
  LoopThread *thread = data;
  g_main_loop_unref(thread->loop);
  g_main_context_unref(thread->context);
  g_async_queue_unref(thread->ended);
}

static void loop_thread_unref(LoopThread *thread) {
  g_atomic_rc_box_release_full(thread, loop_thread_clear);
}

static gpointer run(gpointer data) {
  LoopThread *thread = data;
  g_main_context_push_thread_default(thread->context);
  g_main_loop_run(thread->loop);
  thread->at_end(thread->data);
  while (g_main_context_iteration(thread->context, FALSE))
    ; /* GDBus frees its subscriptions from idle sources */
  g_main_context_pop_thread_default(thread->context);
  g_async_queue_push(thread->ended, thread);
  loop_thread_unref(thread);
  return NULL;
}

/* Starts it (owned). `at_end` is the last that runs on it. */
static LoopThread *loop_thread_new(const char *name, GDestroyNotify at_end, gpointer data) {
  LoopThread *thread = g_atomic_rc_box_new0(LoopThread);
  thread->context = g_main_context_new();
  thread->loop = g_main_loop_new(thread->context, FALSE);
  thread->ended = g_async_queue_new();
  thread->at_end = at_end;
  thread->data = data;
  thread->thread = g_thread_new(name, run, g_atomic_rc_box_acquire(thread));
  return thread;
}

/* Has `func` called on the thread, once; frees `data` also when the thread ended before. */
static void loop_thread_post(LoopThread *thread, GSourceFunc func, gpointer data, GDestroyNotify free_data) {
  g_autoptr(GSource) source = g_idle_source_new();
  g_source_set_priority(source, G_PRIORITY_DEFAULT);
  g_source_set_callback(source, func, data, free_data);
  g_source_attach(source, thread->context);
}

static gboolean quit(gpointer data) {
  g_main_loop_quit(data);
  return G_SOURCE_REMOVE;
}

/* Lets what is posted run, ends the thread and frees; waits at most `patience_milliseconds`. A thread that is stuck for
 * longer ends with the process. */
static void loop_thread_end(LoopThread *thread, int patience_milliseconds) {
  /* Posted: quitting a loop that does not run yet would be forgotten. */
  loop_thread_post(thread, quit, thread->loop, NULL);
  if (g_async_queue_timeout_pop(thread->ended, (guint64) patience_milliseconds * 1000) != NULL)
    g_thread_join(thread->thread);
  else
    g_thread_unref(thread->thread);
  loop_thread_unref(thread);
}

/* --- what it works on; all of it is called on the thread --- */

typedef struct {
  Reporter *reporter;
  ServerLink *link;
  Bubbles *bubbles;
  guint log_handler;

  KeptNotice *wanted; /* not handed over yet: the newest only */
  KeptNotice *lost;   /* it stood on the desktop when the server ended: for the next one */
  guint64 newest;     /* the token of the notice that was asked for last */
  GCancellable *cancellable;
  gboolean is_asking; /* the server owes an answer */
  gboolean is_silent; /* … for longer than our patience */
  GSource *patience;

  guint32 leftover_id; /* to be taken down when the server turns out to be `leftover_server` */
  char *leftover_server;
} Worker;

static void report(const Worker *worker, NoticeEventKind kind, guint64 token, const char *reason) {
  reporter_send(worker->reporter, &(NoticeEvent){ .kind = kind, .token = token, .reason = reason });
}

/* --- asking the server first --- */

static void stop_waiting(Worker *worker) {
  g_clear_pointer(&worker->patience, g_source_destroy);
}

static void drop_wanted(Worker *worker, NoticeEventKind kind, const char *reason) {
  stop_waiting(worker);
  g_autoptr(KeptNotice) kept = g_steal_pointer(&worker->wanted);
  if (kept != NULL)
    report(worker, kind, kept->notice.token, reason);
}

static void on_answered(GObject *source, GAsyncResult *result, gpointer data) {
  Worker *worker = data;
  worker->is_asking = FALSE;
  worker->is_silent = FALSE;
  stop_waiting(worker);
  g_auto(DesktopServerInfo) info = { 0 };
  g_autoptr(GError) error = NULL;
  const gboolean is_there = server_ask_finish(result, &info, &error);
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

static gboolean ask(Worker *worker, GError **error) {
  if (worker->is_asking)
    return TRUE;
  if (!server_link_connect(worker->link, error))
    return FALSE;
  worker->is_asking = TRUE;
  server_ask(server_link_connection(worker->link), worker->cancellable, on_answered, worker);
  return TRUE;
}

static void report_silence(const Worker *worker) {
  report(worker, NOTICE_UNCERTAIN, worker->wanted->notice.token, _("the notification server does not answer"));
}

static gboolean on_patience_over(gpointer data) {
  Worker *worker = data;
  worker->patience = NULL;
  worker->is_silent = TRUE;
  report_silence(worker);
  return G_SOURCE_REMOVE;
}

static void start_waiting(Worker *worker) {
  worker->patience = g_timeout_source_new(PATIENCE_MILLISECONDS);
  g_source_set_callback(worker->patience, on_patience_over, worker, NULL);
  g_source_attach(worker->patience, g_main_context_get_thread_default());
  g_source_unref(worker->patience); /* the context holds it for as long as it is ours */
}

static void worker_show(Worker *worker, KeptNotice *kept) {
  drop_wanted(worker, NOTICE_SUPERSEDED, NULL);
  g_clear_pointer(&worker->lost, notice_drop);
  worker->wanted = kept;
  worker->newest = kept->notice.token;
  g_autoptr(GError) error = NULL;
  if (!ask(worker, &error))
    drop_wanted(worker, NOTICE_FAILED, error->message);
  else if (worker->is_silent)
    report_silence(worker);
  else
    start_waiting(worker);
}

/* --- taking down --- */

static void worker_withdraw(Worker *worker) {
  drop_wanted(worker, NOTICE_SUPERSEDED, NULL);
  g_clear_pointer(&worker->lost, notice_drop);
  bubbles_take_down(worker->bubbles, 0);
}

static void take_down_leftover(Worker *worker) {
  if (worker->leftover_server == NULL || !server_link_has_server(worker->link))
    return;
  if (server_link_server_is(worker->link, worker->leftover_server))
    server_close(server_link_connection(worker->link), worker->leftover_id, 0);
  g_clear_pointer(&worker->leftover_server, g_free);
}

static void worker_take_down(Worker *worker, guint32 id, char *server) {
  worker->leftover_id = id;
  g_free(worker->leftover_server);
  worker->leftover_server = server;
  if (server_link_connect(worker->link, NULL))
    take_down_leftover(worker);
  else /* whoever finds it on a bus that comes later takes it down */
    g_clear_pointer(&worker->leftover_server, g_free);
}

static void worker_follow(Worker *worker) {
  (void) server_link_connect(worker->link, NULL);
}

/* --- the server comes and goes --- */

static void on_appeared(gboolean is_new, gpointer data) {
  Worker *worker = data;
  /* One that our own question started is reported by the notice that it shows. */
  if (is_new && !worker->is_asking)
    report(worker, NOTICE_AVAILABLE, 0, NULL);
  take_down_leftover(worker);
  if (worker->lost != NULL && worker->wanted == NULL)
    worker_show(worker, g_steal_pointer(&worker->lost));
}

static void on_ended(gpointer data) {
  Worker *worker = data;
  KeptNotice *lost = bubbles_lose(worker->bubbles);
  if (lost == NULL)
    return;
  /* A newer one was asked for before the end was heard of: the server that comes next is not shown this one again. */
  if (lost->notice.token != worker->newest) {
    notice_drop(lost);
    return;
  }
  notice_drop(worker->lost);
  worker->lost = lost;
}

static void on_leaving(gpointer data) {
  bubbles_leave_bus(((Worker *) data)->bubbles);
}

/* --- the thread's beginning and end --- */

static void drop_message(const char *domain, GLogLevelFlags level, const char *message, gpointer data) {
}

static Worker *worker_new(Reporter *reporter) {
  static const ServerLinkCallbacks callbacks = {
    .appeared = on_appeared,
    .ended = on_ended,
    .leaving = on_leaving,
  };
  Worker *worker = g_new0(Worker, 1);
  worker->reporter = reporter_ref(reporter);
  worker->link = server_link_new(&callbacks, worker);
  worker->bubbles = bubbles_new(worker->link, reporter);
  worker->cancellable = g_cancellable_new();
  /* libnotify warns on standard error, which is the screen; all that it says there stands in its errors as well. */
  worker->log_handler = g_log_set_handler("libnotify", G_LOG_LEVEL_MASK, drop_message, NULL);
  return worker;
}

static void worker_end(Worker *worker) {
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

/* --- the way: what reaches the thread --- */

typedef struct {
  Notifier notifier;
  Reporter *reporter;
  LoopThread *thread; /* NULL: nothing was shown yet */
  Worker *worker;     /* the thread's */
} NotifyDesktop;

/* --- on the thread --- */

typedef struct {
  Worker *worker;
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
  worker_show(command->worker, g_steal_pointer(&command->notice));
  return G_SOURCE_REMOVE;
}

static gboolean do_withdraw(gpointer data) {
  worker_withdraw(((Command *) data)->worker);
  return G_SOURCE_REMOVE;
}

static gboolean do_take_down(gpointer data) {
  Command *command = data;
  worker_take_down(command->worker, command->id, g_steal_pointer(&command->server));
  return G_SOURCE_REMOVE;
}

static gboolean do_follow(gpointer data) {
  worker_follow(((Command *) data)->worker);
  return G_SOURCE_REMOVE;
}

/* --- on the caller's thread --- */

static void post(NotifyDesktop *desktop, GSourceFunc func, const Command *template) {
  if (desktop->thread == NULL) {
    desktop->worker = worker_new(desktop->reporter);
    desktop->thread = loop_thread_new("notify", (GDestroyNotify) worker_end, desktop->worker);
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
  if (desktop_has_bus())
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

Notifier *notices_new(NoticeFunc func, gpointer data) {
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
