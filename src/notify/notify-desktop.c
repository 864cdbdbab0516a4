/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop's notification server. libnotify waits for the server in every
 * call, so it lives on a thread of its own and nowhere else; that thread keeps
 * all state, and commands reach it through its main context. A notice is handed
 * to libnotify only once the server has answered a question: what would be sent
 * to a frozen server could neither be taken back nor replaced. */
#include "base/text.h"
#include "notify/bus_watch.h"
#include "notify/daemon.h"
#include "notify/libnotify.h"
#include "notify/loop_thread.h"
#include "notify/notice.h"
#include "notify/reporter.h"
#include "notify/ways.h"

#include <glib/gi18n.h>

#define PATIENCE_MILLISECONDS 3000 /* then the notice is reported as uncertain */
#define CLOSING_MILLISECONDS 100   /* what the server gets to close the last notice */
#define LEAVING_MILLISECONDS 150   /* what leaving may cost altogether */
#define QUERY_MILLISECONDS 2000

typedef struct Worker Worker;

/* One notification as it stands on the desktop. */
typedef struct {
  Worker *worker;
  NotifyNotification *notification;
  KeptNotice *kept;
  guint32 id;
} Bubble;

/* All of it belongs to the thread. */
struct Worker {
  Reporter *reporter;
  Libnotify library; /* empty until the first notice */
  guint log_handler;
  GCancellable *cancellable;
  GDBusConnection *connection; /* NULL: not connected */
  guint name_watch;
  BusWatch *bus_watch; /* from the first time on that there was no session bus */
  char *owner;         /* the server's unique bus name; NULL: none runs, or not known yet */
  gboolean absent;     /* no server ran when last heard of */

  KeptNotice *wanted; /* not handed over yet: the newest only */
  KeptNotice *lost;   /* it stood on the desktop when the server ended: for the next one */
  gboolean asking;    /* the server owes an answer */
  gboolean silent;    /* … for longer than our patience */
  GSource *patience;

  Bubble *live;     /* what is showing */
  Bubble *replaced; /* what `live` replaced, until what the person did to it has been heard */

  guint32 leftover_id; /* to be taken down when the server turns out to be `leftover_server` */
  char *leftover_server;
};

typedef struct {
  Notifier notifier;
  Reporter *reporter;
  LoopThread *thread; /* NULL: nothing was shown yet */
  Worker *worker;
} NotifyDesktop;

static void worker_report(Worker *worker, NoticeEventKind kind, guint64 token, const char *reason) {
  reporter_send(worker->reporter, &(NoticeEvent){ .kind = kind, .token = token, .reason = reason });
}

static void bubble_free(Bubble *bubble) {
  g_signal_handlers_disconnect_by_data(bubble->notification, bubble);
  g_object_unref(bubble->notification);
  notice_drop(bubble->kept);
  g_free(bubble);
}

/* Lets go of `bubble` without taking it down. */
static void worker_forget(Worker *worker, Bubble *bubble) {
  if (worker->live == bubble)
    worker->live = NULL;
  if (worker->replaced == bubble)
    worker->replaced = NULL;
  bubble_free(bubble);
}

static void worker_forget_all(Worker *worker) {
  g_clear_pointer(&worker->live, bubble_free);
  g_clear_pointer(&worker->replaced, bubble_free);
}

/* Names the server that runs, so that an id is never taken for another server's; NULL when it is not known. */
static char *worker_server(const Worker *worker) {
  if (worker->owner == NULL)
    return NULL;
  return g_strconcat(g_dbus_connection_get_guid(worker->connection), worker->owner, NULL);
}

static gboolean worker_server_is(const Worker *worker, const char *name) {
  g_autofree char *server = worker_server(worker);
  return server != NULL && g_strcmp0(server, name) == 0;
}

static void bubble_chosen(NotifyNotification *notification, char *action, gpointer data) {
  Bubble *bubble = data;
  Worker *worker = bubble->worker;
  const gboolean is_button = !g_str_equal(action, "default");
  reporter_send(worker->reporter, &(NoticeEvent){ .kind = is_button ? NOTICE_BUTTON : NOTICE_SEEN,
                                                  .token = bubble->kept->notice.token,
                                                  .button = is_button ? action : NULL });
  /* An action chosen from a menu leaves the notification standing. The id of a replaced one is its successor's. */
  if (bubble == worker->live)
    daemon_close(worker->connection, bubble->id, 0);
  worker_forget(worker, bubble);
}

static void bubble_closed(NotifyNotification *notification, gpointer data) {
  Bubble *bubble = data;
  Worker *worker = bubble->worker;
  if (worker->library.notification_get_closed_reason(notification) == NOTIFY_CLOSED_REASON_DISMISSED)
    worker_report(worker, NOTICE_SEEN, bubble->kept->notice.token, NULL);
  worker_forget(worker, bubble);
}

/* --- handing a notice over --- */

/* Takes `kept`. */
static Bubble *bubble_new(Worker *worker, KeptNotice *kept, const NotifyServerInfo *info) {
  const Libnotify *library = &worker->library;
  const Notice *notice = &kept->notice;
  const gsize n_buttons = notify_server_draws(info, notice->n_buttons, notice->all_or_none);
  g_autofree char *summary = notice_summary(notice->summary);
  g_autofree char *body = notice_body(n_buttons > 0 ? notice->body : notice->body_no_buttons,
                                      notify_server_can(info, "body-markup"));
  Bubble *bubble = g_new0(Bubble, 1);
  *bubble = (Bubble){
    .worker = worker,
    .kept = kept,
    .notification = library->notification_new(summary, body, NULL),
  };
  libnotify_set_manner(library, bubble->notification, notice);
  for (gsize i = 0; i < n_buttons; i++) {
    g_autofree char *label = text_sanitise(notice->buttons[i].label, -1);
    library->notification_add_action(bubble->notification, notice->buttons[i].id, label, bubble_chosen, bubble, NULL);
  }
  if (notify_server_can(info, "actions"))
    library->notification_add_action(bubble->notification, "default", _("Seen"), bubble_chosen, bubble, NULL);
  g_signal_connect(bubble->notification, "closed", G_CALLBACK(bubble_closed), bubble);
  return bubble;
}

/* Runs `func` on the thread; the source is borrowed until then. */
static GSource *worker_attach(Worker *worker, GSource *source, GSourceFunc func) {
  g_source_set_priority(source, G_PRIORITY_DEFAULT);
  g_source_set_callback(source, func, worker, NULL);
  g_source_attach(source, g_main_context_get_thread_default());
  g_source_unref(source);
  return source;
}

/* What the person did to the replaced notification was queued on the context before the server's answer: by now it
 * has been heard, under the old notice's name, and the id is the new one's alone. */
static gboolean settle(gpointer data) {
  Worker *worker = data;
  g_clear_pointer(&worker->replaced, bubble_free);
  if (worker->live != NULL)
    g_object_set(worker->live->notification, "id", (int) worker->live->id, NULL);
  return G_SOURCE_REMOVE;
}

static void worker_shown(Worker *worker, Bubble *bubble) {
  int id = 0;
  g_object_get(bubble->notification, "id", &id, NULL);
  g_object_set(bubble->notification, "id", 0, NULL);
  bubble->id = (guint32) id;
  g_clear_pointer(&worker->replaced, bubble_free);
  worker->replaced = g_steal_pointer(&worker->live);
  worker->live = bubble;
  worker_attach(worker, g_idle_source_new(), settle);
  g_autofree char *server = worker_server(worker);
  reporter_send(worker->reporter, &(NoticeEvent){ .kind = NOTICE_SHOWN,
                                                  .token = bubble->kept->notice.token,
                                                  .server_id = bubble->id,
                                                  .server = server });
}

/* The id that the next notification takes over; 0: none. */
static guint32 worker_replaces(const Worker *worker, const Notice *notice) {
  if (worker->live != NULL)
    return worker->live->id;
  return worker_server_is(worker, notice->replaces_server) ? notice->replaces : 0;
}

static void worker_hand_over(Worker *worker, const NotifyServerInfo *info) {
  g_autoptr(GError) error = NULL;
  if (!libnotify_load(&worker->library, &error)) {
    worker_report(worker, NOTICE_FAILED, worker->wanted->notice.token, error->message);
    g_clear_pointer(&worker->wanted, notice_drop);
    return;
  }
  if (!worker->library.is_initted())
    worker->library.init("winddown");
  const guint32 replaces = worker_replaces(worker, &worker->wanted->notice);
  Bubble *bubble = bubble_new(worker, g_steal_pointer(&worker->wanted), info);
  g_object_set(bubble->notification, "id", (int) replaces, NULL);
  if (worker->library.notification_show(bubble->notification, &error)) {
    worker_shown(worker, bubble);
    return;
  }
  const gboolean timed_out = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_dbus_error_strip_remote_error(error);
  worker_report(worker, timed_out ? NOTICE_UNCERTAIN : NOTICE_FAILED, bubble->kept->notice.token, error->message);
  bubble_free(bubble);
}

/* --- asking the server first --- */

static void worker_stop_waiting(Worker *worker) {
  g_clear_pointer(&worker->patience, g_source_destroy);
}

static void worker_drop_wanted(Worker *worker, NoticeEventKind kind, const char *reason) {
  worker_stop_waiting(worker);
  g_autoptr(KeptNotice) kept = g_steal_pointer(&worker->wanted);
  if (kept != NULL)
    worker_report(worker, kind, kept->notice.token, reason);
}

static void answered(GObject *source, GAsyncResult *result, gpointer data) {
  Worker *worker = data;
  worker->asking = FALSE;
  worker->silent = FALSE;
  worker_stop_waiting(worker);
  g_auto(NotifyServerInfo) info = { 0 };
  g_autoptr(GError) error = NULL;
  const gboolean is_there = daemon_ask_finish(result, &info, &error);
  if (worker->wanted == NULL)
    return;
  if (!is_there) {
    g_dbus_error_strip_remote_error(error);
    worker_drop_wanted(worker, NOTICE_FAILED, error->message);
  } else if (worker->connection == NULL) {
    worker_drop_wanted(worker, NOTICE_FAILED, _("the session bus has ended"));
  } else {
    worker_hand_over(worker, &info);
  }
}

static void report_silence(Worker *worker) {
  worker_report(worker, NOTICE_UNCERTAIN, worker->wanted->notice.token, _("the notification server does not answer"));
}

static gboolean patience_over(gpointer data) {
  Worker *worker = data;
  worker->patience = NULL;
  worker->silent = TRUE;
  report_silence(worker);
  return G_SOURCE_REMOVE;
}

static void worker_take_down_leftover(Worker *worker) {
  if (worker->leftover_server == NULL || worker->owner == NULL)
    return;
  if (worker_server_is(worker, worker->leftover_server))
    daemon_close(worker->connection, worker->leftover_id, 0);
  g_clear_pointer(&worker->leftover_server, g_free);
}

static void worker_want(Worker *worker, KeptNotice *kept);

static void server_appeared(GDBusConnection *connection, const char *name, const char *owner, gpointer data) {
  Worker *worker = data;
  /* One that our own question started is reported by the notice that it shows. */
  if (worker->absent && !worker->asking)
    worker_report(worker, NOTICE_AVAILABLE, 0, NULL);
  worker->absent = FALSE;
  g_free(worker->owner);
  worker->owner = g_strdup(owner);
  worker_take_down_leftover(worker);
  if (worker->lost != NULL && worker->wanted == NULL)
    worker_want(worker, g_steal_pointer(&worker->lost));
}

static void worker_watch_bus(Worker *worker);

static void worker_disconnect(Worker *worker) {
  worker_forget_all(worker);
  if (worker->name_watch != 0)
    g_bus_unwatch_name(worker->name_watch);
  worker->name_watch = 0;
  g_clear_pointer(&worker->owner, g_free);
  if (worker->library.init && worker->library.is_initted())
    worker->library.uninit(); /* else libnotify keeps the connection for ever */
  g_clear_object(&worker->connection);
}

/* The next server gives the same ids to others. Without a connection it is the bus that ended. */
static void server_vanished(GDBusConnection *connection, const char *name, gpointer data) {
  Worker *worker = data;
  worker->absent = TRUE;
  g_clear_pointer(&worker->owner, g_free);
  if (worker->live != NULL)
    worker->lost = g_steal_pointer(&worker->live->kept);
  worker_forget_all(worker);
  if (connection == NULL) {
    worker_disconnect(worker);
    worker_watch_bus(worker);
  }
}

static gboolean worker_connect(Worker *worker, GError **error) {
  if (worker->connection != NULL && g_dbus_connection_is_closed(worker->connection))
    worker_disconnect(worker);
  if (worker->connection != NULL)
    return TRUE;
  worker->connection = daemon_connect(error);
  if (worker->connection == NULL) {
    worker_watch_bus(worker);
    return FALSE;
  }
  worker->name_watch = g_bus_watch_name_on_connection(worker->connection, DAEMON_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                      server_appeared, server_vanished, worker, NULL);
  return TRUE;
}

/* The server of a new bus is one that has become available. */
static gboolean bus_appeared(gpointer data) {
  Worker *worker = data;
  worker->absent = worker->absent || worker->connection == NULL;
  return worker_connect(worker, NULL);
}

static void worker_watch_bus(Worker *worker) {
  if (worker->bus_watch == NULL)
    worker->bus_watch = bus_watch_new(bus_appeared, worker);
}

static gboolean worker_ask(Worker *worker, GError **error) {
  if (worker->asking)
    return TRUE;
  if (!worker_connect(worker, error))
    return FALSE;
  worker->asking = TRUE;
  daemon_ask(worker->connection, worker->cancellable, answered, worker);
  return TRUE;
}

/* Takes `kept`: shows it as soon as the server answers, in place of whatever was wanted before. */
static void worker_want(Worker *worker, KeptNotice *kept) {
  worker_drop_wanted(worker, NOTICE_SUPERSEDED, NULL);
  g_clear_pointer(&worker->lost, notice_drop);
  worker->wanted = kept;
  g_autoptr(GError) error = NULL;
  if (!worker_ask(worker, &error))
    worker_drop_wanted(worker, NOTICE_FAILED, error->message);
  else if (worker->silent)
    report_silence(worker);
  else
    worker->patience = worker_attach(worker, g_timeout_source_new(PATIENCE_MILLISECONDS), patience_over);
}

/* --- commands --- */

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

static gboolean command_show(gpointer data) {
  Command *command = data;
  worker_want(command->worker, g_steal_pointer(&command->notice));
  return G_SOURCE_REMOVE;
}

static gboolean command_withdraw(gpointer data) {
  Worker *worker = ((Command *) data)->worker;
  worker_drop_wanted(worker, NOTICE_SUPERSEDED, NULL);
  g_clear_pointer(&worker->lost, notice_drop);
  if (worker->live != NULL)
    daemon_close(worker->connection, worker->live->id, 0);
  worker_forget_all(worker);
  return G_SOURCE_REMOVE;
}

static gboolean command_take_down(gpointer data) {
  Command *command = data;
  Worker *worker = command->worker;
  if (!worker_connect(worker, NULL))
    return G_SOURCE_REMOVE;
  worker->leftover_id = command->id;
  g_free(worker->leftover_server);
  worker->leftover_server = g_steal_pointer(&command->server);
  worker_take_down_leftover(worker);
  return G_SOURCE_REMOVE;
}

/* --- the thread's beginning and end --- */

static void drop_message(const char *domain, GLogLevelFlags level, const char *message, gpointer data) {
}

static Worker *worker_new(Reporter *reporter) {
  Worker *worker = g_new0(Worker, 1);
  worker->reporter = reporter_ref(reporter);
  worker->cancellable = g_cancellable_new();
  /* libnotify warns on standard error, which is the screen; all that it says there stands in its errors as well. */
  worker->log_handler = g_log_set_handler("libnotify", G_LOG_LEVEL_MASK, drop_message, NULL);
  return worker;
}

static void worker_end(gpointer data) {
  Worker *worker = data;
  g_cancellable_cancel(worker->cancellable);
  g_clear_pointer(&worker->wanted, notice_drop);
  worker_stop_waiting(worker);
  while (worker->asking)
    g_main_context_iteration(g_main_context_get_thread_default(), TRUE);
  if (worker->live != NULL)
    daemon_close(worker->connection, worker->live->id, CLOSING_MILLISECONDS);
  if (worker->connection != NULL)
    g_dbus_connection_flush_sync(worker->connection, NULL, NULL); /* what was just closed without waiting */
  worker_disconnect(worker);
  bus_watch_free(worker->bus_watch);
  g_log_remove_handler("libnotify", worker->log_handler);
  g_clear_pointer(&worker->lost, notice_drop);
  g_free(worker->leftover_server);
  g_object_unref(worker->cancellable);
  reporter_unref(worker->reporter);
  g_free(worker);
}

/* --- the notifier, on the caller's thread --- */

static void desktop_command(NotifyDesktop *desktop, GSourceFunc func, const Command *template) {
  if (desktop->thread == NULL) {
    desktop->worker = worker_new(desktop->reporter);
    desktop->thread = loop_thread_new("notify", worker_end, desktop->worker);
  }
  Command *command = g_new(Command, 1);
  *command = *template;
  command->worker = desktop->worker;
  loop_thread_post(desktop->thread, func, command, command_free);
}

static void desktop_show(Notifier *notifier, const Notice *notice) {
  desktop_command((NotifyDesktop *) notifier, command_show, &(Command){ .notice = notice_keep(notice) });
}

static void desktop_withdraw(Notifier *notifier) {
  NotifyDesktop *desktop = (NotifyDesktop *) notifier;
  if (desktop->thread != NULL)
    desktop_command(desktop, command_withdraw, &(Command){ 0 });
}

static void desktop_take_down(Notifier *notifier, guint32 server_id, const char *server) {
  desktop_command((NotifyDesktop *) notifier, command_take_down,
                  &(Command){ .id = server_id, .server = g_strdup(server) });
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
