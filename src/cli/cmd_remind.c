/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * remind: the same core without a screen, for a service. */
#include "cli/cli.h"
#include "session/service.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

static gboolean on_end(gpointer data) {
  g_main_loop_quit(data);
  return G_SOURCE_CONTINUE;
}

/* What a screen would show, once each: there is none. */
typedef struct {
  char *notice;
  char *status;
} Logged;

static void logged_clear(Logged *logged) {
  g_free(logged->notice);
  g_free(logged->status);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Logged, logged_clear)

static void log_once(char **before, const char *text) {
  if (g_strcmp0(text, *before) == 0)
    return;
  g_free(*before);
  *before = g_strdup(text);
  if (text)
    g_printerr("winddown: %s\n", text);
}

static void on_app_changed(App *app, gpointer data) {
  Logged *logged = data;
  log_once(&logged->notice, app_evening(app)->notice);
  log_once(&logged->status, app_evening(app)->status);
}

DEFINE_COMMAND(remind) {
  g_autoptr(App) app = cli_context_open(context, TRUE, error);
  if (!app)
    return FALSE;
  g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
  g_auto(Logged) logged = { NULL, NULL };
  const guint terminated = g_unix_signal_add(SIGTERM, on_end, loop);
  const guint interrupted = g_unix_signal_add(SIGINT, on_end, loop);
  const guint hung_up = g_unix_signal_add(SIGHUP, on_end, loop);
  app_observe(app, on_app_changed, &logged);
  app_start(app, NULL);
  service_say_ready();
  g_main_loop_run(loop);
  app_observe(app, NULL, NULL);
  g_source_remove(terminated);
  g_source_remove(interrupted);
  g_source_remove(hung_up);
  return TRUE;
}
