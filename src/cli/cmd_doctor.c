/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doctor: where everything is, what time it is believed to be, and a test
 * through every way a reminder can take. */
#include "base/daytime.h"
#include "base/error.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "exchange/module.h"
#include "hooks/hooks.h"
#include "notify/desktop.h"
#include "notify/ways.h"
#include "paper/paper.h"
#include "session/presence.h"
#include "session/service.h"
#include "statistics/statistics.h"
#include "store/store.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define PATIENCE_SECONDS 3
#define HOOK_LINES 10
#define TEST_TOKEN 1

/* One test through one way. */
typedef struct {
  GMainLoop *loop;
  gboolean has_answered;
  NoticeEventKind answer; /* where it has */
  char *reason;
} Attempt;

static void on_event(const NoticeEvent *event, gpointer data) {
  Attempt *trial = data;
  if (event->token != TEST_TOKEN)
    return;
  trial->has_answered = TRUE;
  trial->answer = event->kind;
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
  g_autofree char *line = console_read_line();
  return line && g_ascii_tolower(*line) == 'y';
}

static void show_test(Notifier *way, Attempt *trial) {
  const Notice notice = {
    .token = TEST_TOKEN,
    .summary = _("winddown: a test"),
    .body = _("This is how a reminder reaches you."),
    .body_no_buttons = _("This is how a reminder reaches you."),
    .urgency = URGENCY_NORMAL,
    .sound = TRUE, /* without it the bell has nothing to do */
    .is_apart = TRUE,
  };
  const guint patience = g_timeout_add_seconds(PATIENCE_SECONDS, on_patience, trial->loop);
  notifier_show(way, &notice);
  if (!trial->has_answered)
    g_main_loop_run(trial->loop);
  GSource *left = g_main_context_find_source_by_id(NULL, patience);
  if (left)
    g_source_destroy(left);
}

static void judge(const Attempt *trial, const WayInfo *info) {
  if (trial->has_answered && trial->answer == NOTICE_SHOWN) {
    g_print("%s\n", _("sent."));
    if (!arrived())
      g_print("    %s\n", _(info->unseen));
    return;
  }
  const gboolean refused = trial->has_answered && trial->answer == NOTICE_FAILED;
  g_print(_("not taken (%s). %s\n"), trial->reason ? trial->reason : _("no answer"),
          _(refused ? info->refused : info->silent));
}

static void try_way(const WayInfo *info, const ReminderSettings *settings) {
  static const TerminalPort port = { .write = write_terminal };
  Attempt trial = { .loop = g_main_loop_new(NULL, FALSE) };
  Notifier *way = info->make(&port, on_event, &trial);
  g_print(g_strv_contains(settings->ways, info->name) ? "  %s: " : _("  %s (left out in your routine): "), info->name);
  show_test(way, &trial);
  judge(&trial, info);
  notifier_free(way);
  g_main_loop_unref(trial.loop);
  g_free(trial.reason);
}

/* --- what there is --- */

static void print_server(void) {
  g_auto(DesktopServerInfo) info = { 0 };
  g_autoptr(GError) error = NULL;
  switch (desktop_query(&info, &error)) {
  case DESKTOP_SERVER_ANSWERS: break;
  case DESKTOP_SERVER_SILENT: g_print(_("  notification server: there is one, which does not answer\n")); return;
  case DESKTOP_NO_SERVER:
    if (error)
      g_print(_("  notification server: none (%s)\n"), error->message);
    else
      g_print(_("  notification server: none\n"));
    return;
  }
  const int buttons = (int) desktop_server_draws(&info, NOTICE_MAX_BUTTONS, FALSE);
  g_print(ngettext("  notification server: %s %s, draws %d button\n",
                   "  notification server: %s %s, draws %d buttons\n", (gulong) buttons),
          info.name, info.version, buttons);
  const DesktopServer *server = desktop_server(info.name);
  if (server->remark)
    g_print("    %s\n", _(server->remark));
}

/* While the dashboard is closed: whether reminders come, and what there is to say to that. */
static void print_service(const Paths *paths) {
  static const char *const hints[2][N_SERVICE_STATES] = {
    {
        [SERVICE_UNKNOWN] = N_("To have them, start “winddown remind” with your session."),
        [SERVICE_MISSING] = N_("The service is not where systemd looks for it: ./setup install"),
        [SERVICE_OFF] = N_("To have them: systemctl --user enable --now winddown-remind"),
        [SERVICE_STOPPED] = N_("The service is enabled and does not run: systemctl --user status winddown-remind"),
        [SERVICE_STARTED] = N_("The service runs, for the record in its usual place."),
        [SERVICE_ON] = N_("The service runs, for the record in its usual place."),
    },
    {
        [SERVICE_OFF] = N_(
            "Nothing starts it at the next login. To have that: systemctl --user enable winddown-remind"),
        [SERVICE_STARTED] = N_("Nothing starts it at the next login. To have that: systemctl --user enable "
                               "winddown-remind"),
        [SERVICE_STOPPED] = N_("The service is enabled and does not run: systemctl --user status winddown-remind"),
    },
  };
  g_auto(ServiceReport) report = service_report_ask();
  const gboolean comes = presence_is_held(paths->data_folder, PRESENCE_REMIND);
  const char *hint = hints[comes][report.state];
  g_print("  %s\n", comes ? _("while the dashboard is closed: reminders come, by “winddown remind”")
                          : _("while the dashboard is closed: no reminders"));
  if (report.reason)
    g_print(_("    No service manager answers (%s).\n"), report.reason);
  if (hint)
    g_print("    %s\n", _(hint));
  if (report.is_on_other_bus)
    g_print("    %s\n", _("The service is on another session bus than this terminal, and shows nothing here: "
                          "systemctl --user import-environment DBUS_SESSION_BUS_ADDRESS; "
                          "systemctl --user restart winddown-remind"));
}

/* The full check reads the whole file, which nothing else does but a restore. */
static void print_soundness(const char *data_folder, gint64 now) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Store) store = store_open(data_folder, STORE_READ, now, &error);
  if (store && store_check(store, STORE_CHECK_FULL, &error))
    g_print("    %s\n", _("It is sound."));
  else
    g_print("    %s\n", error->message);
}

/* The copies that a damaged record would be put back from. */
static void print_copies(const char *data_folder) {
  g_autofree char *obstacle = store_backup_obstacle(data_folder);
  g_autoptr(GPtrArray) copies = store_list_backups(data_folder);
  const StoreBackup *newest = copies->len > 0 ? g_ptr_array_index(copies, 0) : NULL;
  if (newest)
    g_print(ngettext("  copies: %u sound one, %s\n", "  copies: %u sound ones, the newest %s\n", copies->len),
            copies->len, newest->name);
  else
    g_print("  %s\n", _("copies: none yet; the first is made tonight"));
  if (obstacle)
    g_print("    %s\n", obstacle);
}

static void print_places(const Paths *paths, const Evening *evening) {
  g_autofree char *clock = daytime_clock(evening->now, evening->zone);
  g_autofree char *night = daytime_format_day(evening->plan->night);
  g_print(_("  routine: %s\n"), paths->config_file);
  if (evening->notice)
    g_print("    %s\n", evening->notice);
  else if (!g_file_test(paths->config_file, G_FILE_TEST_EXISTS))
    g_print("    %s\n", _("It is not there yet: the routine that comes with winddown holds."));
  g_print(_("  record: %s\n"), paths->data_folder);
  print_soundness(paths->data_folder, evening->now);
  print_copies(paths->data_folder);
  g_print(_("  it is %s in %s, and tonight is %s\n"), clock, g_time_zone_get_identifier(evening->zone), night);
  g_autofree char *unknown = clock_unknown_zone();
  if (unknown && !evening->settings->zone)
    g_print(_("    TZ is \"%s\", which this machine does not know: UTC is used.\n"), unknown);
}

/* The parts that are loaded when needed: whether they can be, and what that takes. */
static void print_modules(void) {
  static const ModuleInfo *const modules[] = { &desktop_module, &exchange_module, &statistics_module, &paper_module };
  for (gsize i = 0; i < G_N_ELEMENTS(modules); i++) {
    g_autoptr(GError) error = NULL;
    if (module_load(modules[i], &error))
      g_print(_("  module %s: loads\n"), modules[i]->name);
    else
      g_print(_("  module %s: missing\n    %s\n"), modules[i]->name, error->message);
  }
}

/* What the person's own commands printed last. */
static void print_hooks(const Paths *paths) {
  g_autofree char *tail = hooks_log_tail(paths->state_folder, HOOK_LINES);
  if (tail)
    g_print(_("  commands of your own, lately:\n%s"), tail);
}

DEFINE_COMMAND(doctor) {
  g_autoptr(App) app = cli_context_open(context, FALSE, error);
  const Paths *paths = cli_context_paths(context, error);
  if (!app || !paths)
    return FALSE;
  print_places(paths, app_evening(app));
  print_service(paths);
  print_hooks(paths);
  print_modules();
  print_server();
  for (gsize i = 0; way_info(i); i++) {
    if (!way_info(i)->needs_terminal || isatty(STDOUT_FILENO))
      try_way(way_info(i), &app_evening(app)->settings->reminders);
  }
  return TRUE;
}
