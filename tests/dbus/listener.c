/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listener.h"

#define PATIENCE_SECONDS 20

static void heard_free(gpointer data) {
  Heard *heard = data;
  g_free(heard->button);
  g_free(heard->server);
  g_free(heard->reason);
  g_free(heard);
}

Listener *listener_new(void) {
  Listener *listener = g_new0(Listener, 1);
  listener->heard = g_ptr_array_new_with_free_func(heard_free);
  return listener;
}

void listener_free(Listener *listener) {
  g_ptr_array_unref(listener->heard);
  g_free(listener);
}

void listener_hear(const NoticeEvent *event, gpointer data) {
  Listener *listener = data;
  Heard *heard = g_new(Heard, 1);
  *heard = (Heard){ .kind = event->kind,
                    .token = event->token,
                    .server_id = event->server_id,
                    .button = g_strdup(event->button),
                    .server = g_strdup(event->server),
                    .reason = g_strdup(event->reason) };
  g_ptr_array_add(listener->heard, heard);
}

static gboolean time_is_over(gpointer data) {
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean keep_turning(gpointer data) {
  return G_SOURCE_CONTINUE;
}

gboolean listener_await(Condition condition, gpointer data) {
  gboolean is_over = FALSE;
  const guint end = g_timeout_add_seconds(PATIENCE_SECONDS, time_is_over, &is_over);
  const guint pulse = g_timeout_add(5, keep_turning, NULL); /* some conditions change outside the main loop */
  while (!is_over && !condition(data))
    g_main_context_iteration(NULL, TRUE);
  g_source_remove(end);
  g_source_remove(pulse);
  return !is_over;
}

static gboolean has_more(gpointer data) {
  const Listener *listener = data;
  return listener->heard->len > listener->taken;
}

const Heard *listener_next(Listener *listener) {
  g_assert_true(listener_await(has_more, listener));
  return g_ptr_array_index(listener->heard, listener->taken++);
}

const Heard *listener_expect(Listener *listener, NoticeEventKind kind, guint64 token) {
  const Heard *heard = listener_next(listener);
  if (heard->kind != kind)
    g_test_message("heard %d about %d: %s", (int) heard->kind, (int) heard->token, heard->reason);
  g_assert_cmpint(heard->kind, ==, kind);
  g_assert_cmpuint(heard->token, ==, token);
  return heard;
}

gboolean listener_is_through(const Listener *listener) {
  for (gsize i = listener->taken; i < listener->heard->len; i++) {
    const Heard *heard = g_ptr_array_index(listener->heard, i);
    g_test_message("nobody asked for %d about %d", (int) heard->kind, (int) heard->token);
  }
  return listener->taken == listener->heard->len;
}

gint64 listener_worst_gap(guint milliseconds) {
  gboolean is_over = FALSE;
  gint64 worst = 0;
  const guint end = g_timeout_add(milliseconds, time_is_over, &is_over);
  const guint pulse = g_timeout_add(1, keep_turning, NULL);
  gint64 last = g_get_monotonic_time();
  while (!is_over) {
    g_main_context_iteration(NULL, TRUE);
    const gint64 now = g_get_monotonic_time();
    worst = MAX(worst, now - last);
    last = now;
  }
  g_source_remove(end);
  g_source_remove(pulse);
  return worst;
}
