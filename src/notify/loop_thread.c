/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/loop_thread.h"

struct LoopThread {
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GAsyncQueue *ended; /* one entry, once `at_end` has run */
  GDestroyNotify at_end;
  gpointer data;
};

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

LoopThread *loop_thread_new(const char *name, GDestroyNotify at_end, gpointer data) {
  LoopThread *thread = g_atomic_rc_box_new0(LoopThread);
  thread->context = g_main_context_new();
  thread->loop = g_main_loop_new(thread->context, FALSE);
  thread->ended = g_async_queue_new();
  thread->at_end = at_end;
  thread->data = data;
  thread->thread = g_thread_new(name, run, g_atomic_rc_box_acquire(thread));
  return thread;
}

void loop_thread_post(LoopThread *thread, GSourceFunc func, gpointer data, GDestroyNotify free_data) {
  g_autoptr(GSource) source = g_idle_source_new();
  g_source_set_priority(source, G_PRIORITY_DEFAULT);
  g_source_set_callback(source, func, data, free_data);
  g_source_attach(source, thread->context);
}

static gboolean quit(gpointer data) {
  g_main_loop_quit(data);
  return G_SOURCE_REMOVE;
}

void loop_thread_end(LoopThread *thread, int patience_milliseconds) {
  /* Posted: quitting a loop that does not run yet would be forgotten. */
  loop_thread_post(thread, quit, thread->loop, NULL);
  if (g_async_queue_timeout_pop(thread->ended, (guint64) patience_milliseconds * 1000) != NULL)
    g_thread_join(thread->thread);
  else
    g_thread_unref(thread->thread);
  loop_thread_unref(thread);
}
