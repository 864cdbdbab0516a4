/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doctor: where everything is, what time it is believed to be, and a test
 * through every way a reminder can take. */
#include "app/hooks.h"
#include "base/daytime.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "notify/ways.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define USAGE "doctor"
#define PATIENCE_SECONDS 3
#define HOOK_LINES 10
#define TEST_TOKEN 1

/* One test through one way. */
typedef struct {
  GMainLoop *loop;
  gboolean taken;
  char *reason;
} Trial;

static void on_event(const NoticeEvent *event, gpointer data) {
  Trial *trial = data;
  if (event->token != TEST_TOKEN)
    return;
  trial->taken = event->kind == NOTICE_SHOWN;
  g_free(trial->reason);
  trial->reason = g_strdup(event->reason);
  if (g_main_loop_is_running(trial->loop))
    g_main_loop_quit(trial->loop);
}

static gboolean on_patience(gpointer data) {
  g_main_loop_quit(data);
  return G_SOURCE_REMOVE;
}

static gboolean write_terminal(const char *bytes, gsize length, gpointer data) {
  fflush(stdout); /* what was printed before comes before */
  return write(STDOUT_FILENO, bytes, length) == (gssize) length;
}

/* TRUE when the person says so, or cannot be asked. */
static gboolean arrived(void) {
  if (!isatty(STDIN_FILENO))
    return TRUE;
  g_print("    %s ", _("Did it arrive? [y/n]"));
  g_autofree char *line = asking_line();
  return line && g_ascii_tolower(*line) == 'y';
}

static void try_way(Notifier *way, Trial *trial, const char *fix) {
  const Notice notice = {
    .token = TEST_TOKEN,
    .summary = _("winddown: a test"),
    .body = _("This is how a reminder reaches you."),
    .body_no_buttons = _("This is how a reminder reaches you."),
    .urgency = URGENCY_NORMAL,
    .sound = TRUE, /* without it the bell has nothing to do */
  };
  g_print("  %s: ", notifier_name(way));
  const guint patience = g_timeout_add_seconds(PATIENCE_SECONDS, on_patience, trial->loop);
  notifier_show(way, &notice);
  if (!trial->taken && !trial->reason)
    g_main_loop_run(trial->loop);
  GSource *left = g_main_context_find_source_by_id(NULL, patience);
  if (left)
    g_source_destroy(left);
  if (!trial->taken) {
    g_print(_("not taken (%s). %s\n"), trial->reason ? trial->reason : _("no answer"), fix);
    return;
  }
  g_print("%s\n", _("sent."));
  if (!arrived())
    g_print("    %s\n", fix);
}

static void try_and_free(Notifier *(*make)(Trial *), const char *fix) {
  Trial trial = { .loop = g_main_loop_new(NULL, FALSE) };
  Notifier *way = make(&trial);
  try_way(way, &trial, fix);
  notifier_free(way);
  g_main_loop_unref(trial.loop);
  g_free(trial.reason);
}

static Notifier *make_desktop(Trial *trial) {
  return notify_desktop_new(on_event, trial);
}

static const TerminalPort port = { .write = write_terminal };

static Notifier *make_terminal(Trial *trial) {
  return notify_terminal_new(&port, on_event, trial);
}

static Notifier *make_bell(Trial *trial) {
  return notify_bell_new(&port, on_event, trial);
}

static void print_server(void) {
  g_auto(NotifyServerInfo) info = { 0 };
  g_autoptr(GError) error = NULL;
  if (!notify_desktop_query(&info, &error)) {
    g_print(_("  notification server: none (%s)\n"), error->message);
    return;
  }
  const NotifyServer *server = notify_server(info.name);
  g_print(_("  notification server: %s %s, draws %d buttons\n"), info.name, info.version, server->buttons);
  if (server->remark)
    g_print("    %s\n", _(server->remark));
}

static void print_places(const Paths *paths, const Evening *evening) {
  g_autofree char *clock = daytime_clock(evening->now, evening->zone);
  g_autofree char *night = daytime_format_day(evening->plan->night);
  g_print(_("  routine: %s\n"), paths->config_file);
  if (evening->notice)
    g_print("    %s\n", evening->notice);
  g_print(_("  record: %s\n"), paths->data_folder);
  g_print(_("  it is %s in %s, and tonight is %s\n"), clock, g_time_zone_get_identifier(evening->zone), night);
}

/* What the person's own commands printed last. */
static void print_hooks(const Paths *paths) {
  g_autofree char *tail = hooks_log_tail(paths->state_folder, HOOK_LINES);
  if (tail)
    g_print(_("  commands of your own, lately:\n%s"), tail);
}

gboolean cmd_doctor(CliContext *context, char ***argv, GError **error) {
  if (!cli_context_parse(context, USAGE, NULL, argv, error) || !argument_count(*argv, 0, 0, USAGE, error))
    return FALSE;
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  const Paths *paths = cli_context_paths(context, error);
  if (!app || !paths)
    return FALSE;
  print_places(paths, app_evening(app));
  print_hooks(paths);
  print_server();
  try_and_free(make_desktop, _("Install and start a notification server, such as dunst or mako, in your session."));
  if (isatty(STDOUT_FILENO)) {
    try_and_free(make_terminal, _("Use a terminal with notifications; in tmux: set -g allow-passthrough on"));
    try_and_free(make_bell, _("Turn the bell on in the terminal's settings."));
  }
  return TRUE;
}
