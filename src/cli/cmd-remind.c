/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * remind: the same core without a screen, for a service. */
#include "app/service.h"
#include "cli/arguments.h"
#include "cli/command.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#define USAGE "remind"

static gboolean on_end(gpointer data) {
  g_main_loop_quit(data);
  return G_SOURCE_CONTINUE;
}

static void log_notice(App *app, gpointer data) {
  char **shown = data;
  const char *notice = app_evening(app)->notice;
  if (g_strcmp0(notice, *shown) == 0)
    return;
  g_free(*shown);
  *shown = g_strdup(notice);
  if (notice)
    g_printerr("winddown: %s\n", notice);
}

gboolean cmd_remind(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, USAGE, NULL, argv, error) || !argument_count(*argv, 0, 0, USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open(context, TRUE, error);
  if (!app)
    return FALSE;
  g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
  g_autofree char *shown = NULL;
  const guint terminated = g_unix_signal_add(SIGTERM, on_end, loop);
  const guint interrupted = g_unix_signal_add(SIGINT, on_end, loop);
  const guint hung_up = g_unix_signal_add(SIGHUP, on_end, loop);
  app_observe(app, log_notice, &shown);
  app_start(app, NULL);
  service_say_ready();
  g_main_loop_run(loop);
  app_observe(app, NULL, NULL);
  g_source_remove(terminated);
  g_source_remove(interrupted);
  g_source_remove(hung_up);
  return TRUE;
}
