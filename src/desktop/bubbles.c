/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desktop/bubbles.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

/* One notification as it stands on the desktop. */
typedef struct {
  Bubbles *bubbles;
  NotifyNotification *notification;
  KeptNotice *kept;
  guint32 id;
} Bubble;

struct Bubbles {
  ServerLink *link;
  Reporter *reporter;
  Bubble *live;      /* what is showing */
  Bubble *replaced;  /* what `live` replaced, until what the person did to it has been heard */
  GSource *settling; /* … which is then; NULL: it has been */
};

static void bubble_free(Bubble *bubble) {
  g_signal_handlers_disconnect_by_data(bubble->notification, bubble);
  g_object_unref(bubble->notification);
  notice_drop(bubble->kept);
  g_free(bubble);
}

Bubbles *bubbles_new(ServerLink *link, Reporter *reporter) {
  Bubbles *bubbles = g_new0(Bubbles, 1);
  bubbles->link = link;
  bubbles->reporter = reporter_ref(reporter);
  return bubbles;
}

static void forget_all(Bubbles *bubbles) {
  g_clear_pointer(&bubbles->settling, g_source_destroy);
  g_clear_pointer(&bubbles->live, bubble_free);
  g_clear_pointer(&bubbles->replaced, bubble_free);
}

void bubbles_free(Bubbles *bubbles) {
  forget_all(bubbles);
  reporter_unref(bubbles->reporter);
  g_free(bubbles);
}

/* Lets go of `bubble` without taking it down. */
static void forget(Bubbles *bubbles, Bubble *bubble) {
  if (bubbles->live == bubble)
    bubbles->live = NULL;
  if (bubbles->replaced == bubble)
    bubbles->replaced = NULL;
  bubble_free(bubble);
}

static void report(const Bubbles *bubbles, NoticeEventKind kind, const KeptNotice *kept, const char *reason) {
  reporter_send(bubbles->reporter, &(NoticeEvent){ .kind = kind, .token = kept->notice.token, .reason = reason });
}

/* --- what the person does to it --- */

static void on_chosen(NotifyNotification *notification, char *action, gpointer data) {
  Bubble *bubble = data;
  Bubbles *bubbles = bubble->bubbles;
  const gboolean is_button = !g_str_equal(action, "default");
  reporter_send(bubbles->reporter, &(NoticeEvent){ .kind = is_button ? NOTICE_BUTTON : NOTICE_SEEN,
                                                   .token = bubble->kept->notice.token,
                                                   .button = is_button ? action : NULL });
  /* An action chosen from a menu leaves the notification standing. The id of a replaced one is its successor's. */
  if (bubble == bubbles->live)
    server_close(server_link_connection(bubbles->link), bubble->id, 0);
  forget(bubbles, bubble);
}

static void on_closed(NotifyNotification *notification, gpointer data) {
  Bubble *bubble = data;
  Bubbles *bubbles = bubble->bubbles;
  if (notify_notification_get_closed_reason(notification) == NOTIFY_CLOSED_REASON_DISMISSED)
    report(bubbles, NOTICE_SEEN, bubble->kept, NULL);
  forget(bubbles, bubble);
}

/* --- showing --- */

/* The urgency and sound of `notice`, that it stays until it is closed, and the program that shows it. */
static void set_manner(NotifyNotification *notification, const Notice *notice) {
  static const NotifyUrgency urgencies[] = {
    [URGENCY_LOW] = NOTIFY_URGENCY_LOW,
    [URGENCY_NORMAL] = NOTIFY_URGENCY_NORMAL,
    [URGENCY_CRITICAL] = NOTIFY_URGENCY_CRITICAL,
  };
  notify_notification_set_urgency(notification, urgencies[notice->urgency]);
  notify_notification_set_timeout(notification, NOTIFY_EXPIRES_NEVER);
  notify_notification_set_category(notification, "x-winddown.reminder");
  notify_notification_set_hint(notification, "desktop-entry", g_variant_new_string("winddown"));
  if (notice->sound)
    notify_notification_set_hint(notification, "sound-name", g_variant_new_string("message-new-instant"));
  else
    notify_notification_set_hint(notification, "suppress-sound", g_variant_new_boolean(TRUE));
  if (notice->is_apart)
    return;
  /* Servers that know it put the new one in place of one whose id nobody knows: its process was killed over it. */
  notify_notification_set_hint(notification, "x-dunst-stack-tag", g_variant_new_string("winddown"));
}

static void add_actions(Bubble *bubble, const DesktopServerInfo *info, gsize n_buttons) {
  const Notice *notice = &bubble->kept->notice;
  for (gsize i = 0; i < n_buttons; i++) {
    g_autofree char *label = text_sanitise(notice->buttons[i].label, -1);
    notify_notification_add_action(bubble->notification, notice->buttons[i].id, label, on_chosen, bubble, NULL);
  }
  if (desktop_server_can(info, "actions"))
    notify_notification_add_action(bubble->notification, "default", _("Seen"), on_chosen, bubble, NULL);
}

/* Takes `kept`. */
static Bubble *bubble_new(Bubbles *bubbles, KeptNotice *kept, const DesktopServerInfo *info) {
  const Notice *notice = &kept->notice;
  const gsize n_buttons = desktop_server_draws(info, notice->n_buttons, notice->all_or_none);
  g_autofree char *summary = notice_summary(notice->summary);
  g_autofree char *body = notice_body(n_buttons > 0 ? notice->body : notice->body_no_buttons,
                                      desktop_server_can(info, "body-markup"));
  Bubble *bubble = g_new0(Bubble, 1);
  *bubble = (Bubble){
    .bubbles = bubbles,
    .kept = kept,
    .notification = notify_notification_new(summary, body, NULL),
  };
  set_manner(bubble->notification, notice);
  add_actions(bubble, info, n_buttons);
  g_signal_connect(bubble->notification, "closed", G_CALLBACK(on_closed), bubble);
  return bubble;
}

/* What the person did to the replaced notification was queued on the context before the server's answer: by now it
 * has been heard, under the old notice's name, and the id is the new one's alone. */
static gboolean settle(gpointer data) {
  Bubbles *bubbles = data;
  bubbles->settling = NULL;
  g_clear_pointer(&bubbles->replaced, bubble_free);
  if (bubbles->live != NULL)
    g_object_set(bubbles->live->notification, "id", (int) bubbles->live->id, NULL);
  return G_SOURCE_REMOVE;
}

static void settle_soon(Bubbles *bubbles) {
  g_clear_pointer(&bubbles->settling, g_source_destroy);
  bubbles->settling = g_idle_source_new();
  g_source_set_priority(bubbles->settling, G_PRIORITY_DEFAULT);
  g_source_set_callback(bubbles->settling, settle, bubbles, NULL);
  g_source_attach(bubbles->settling, g_main_context_get_thread_default());
  g_source_unref(bubbles->settling); /* the context holds it for as long as it is ours */
}

static void take_place(Bubbles *bubbles, Bubble *bubble) {
  int id = 0;
  g_object_get(bubble->notification, "id", &id, NULL);
  g_object_set(bubble->notification, "id", 0, NULL);
  bubble->id = (guint32) id;
  g_clear_pointer(&bubbles->replaced, bubble_free);
  bubbles->replaced = g_steal_pointer(&bubbles->live);
  bubbles->live = bubble;
  settle_soon(bubbles);
  g_autofree char *server = server_link_server(bubbles->link);
  reporter_send(bubbles->reporter, &(NoticeEvent){ .kind = NOTICE_SHOWN,
                                                   .token = bubble->kept->notice.token,
                                                   .server_id = bubble->id,
                                                   .server = server });
}

/* The id that the next notification takes over; 0: none. */
static guint32 replaced_id(const Bubbles *bubbles, const Notice *notice) {
  if (bubbles->live != NULL)
    return bubbles->live->id;
  return server_link_server_is(bubbles->link, notice->replaces_server) ? notice->replaces : 0;
}

void bubbles_show(Bubbles *bubbles, KeptNotice *kept, const DesktopServerInfo *info) {
  g_autoptr(GError) error = NULL;
  if (!notify_is_initted())
    notify_init("winddown");
  Bubble *bubble = bubble_new(bubbles, kept, info);
  g_object_set(bubble->notification, "id", (int) replaced_id(bubbles, &kept->notice), NULL);
  if (notify_notification_show(bubble->notification, &error)) {
    take_place(bubbles, bubble);
    return;
  }
  const gboolean timed_out = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_dbus_error_strip_remote_error(error);
  report(bubbles, timed_out ? NOTICE_UNCERTAIN : NOTICE_FAILED, kept, error->message);
  bubble_free(bubble);
}

/* --- taking down --- */

void bubbles_take_down(Bubbles *bubbles, int patience_milliseconds) {
  if (bubbles->live != NULL)
    server_close(server_link_connection(bubbles->link), bubbles->live->id, patience_milliseconds);
  forget_all(bubbles);
}

KeptNotice *bubbles_lose(Bubbles *bubbles) {
  KeptNotice *lost = bubbles->live != NULL ? g_steal_pointer(&bubbles->live->kept) : NULL;
  forget_all(bubbles);
  return lost;
}

void bubbles_leave_bus(Bubbles *bubbles) {
  forget_all(bubbles);
  if (notify_is_initted())
    notify_uninit(); /* else libnotify keeps the connection for ever */
}
