/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/bus_watch.h"

#include "notify/daemon.h"

#include <gio/gio.h>

/* A socket is there before anybody listens to it. */
#define TRIAL_MILLISECONDS 200
#define TRIALS 20

struct BusWatch {
  BusWatchFunc func;
  gpointer data;
  GFileMonitor *monitor;
  GSource *trial; /* NULL: nothing has appeared */
  int trials;
};

static gboolean on_trial(gpointer data) {
  BusWatch *watch = data;
  if (!watch->func(watch->data) && ++watch->trials < TRIALS)
    return G_SOURCE_CONTINUE;
  watch->trial = NULL;
  return G_SOURCE_REMOVE;
}

void bus_watch_try(BusWatch *watch) {
  watch->trials = 0;
  if (watch->trial != NULL)
    return;
  watch->trial = g_timeout_source_new(TRIAL_MILLISECONDS);
  g_source_set_callback(watch->trial, on_trial, watch, NULL);
  g_source_attach(watch->trial, g_main_context_get_thread_default());
  g_source_unref(watch->trial); /* the context holds it for as long as it is ours */
}

static void on_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data) {
  if (event == G_FILE_MONITOR_EVENT_CREATED)
    bus_watch_try(data);
}

BusWatch *bus_watch_new(BusWatchFunc func, gpointer data) {
  g_autofree char *path = daemon_bus_path();
  if (path == NULL)
    return NULL;
  g_autoptr(GFile) file = g_file_new_for_path(path);
  GFileMonitor *monitor = g_file_monitor_file(file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (monitor == NULL)
    return NULL;
  BusWatch *watch = g_new0(BusWatch, 1);
  *watch = (BusWatch){ .func = func, .data = data, .monitor = monitor };
  g_signal_connect(monitor, "changed", G_CALLBACK(on_changed), watch);
  if (g_file_test(path, G_FILE_TEST_EXISTS)) /* it has come since it was looked for */
    bus_watch_try(watch);
  return watch;
}

void bus_watch_free(BusWatch *watch) {
  if (watch == NULL)
    return;
  g_clear_pointer(&watch->trial, g_source_destroy);
  g_signal_handlers_disconnect_by_data(watch->monitor, watch);
  g_object_unref(watch->monitor);
  g_free(watch);
}
