/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service as it is shipped, installed and run by systemd's user manager.
 * Run by tests/service/with-manager. */
#include "../dbus/ledger.h"
#include "../dbus/listener.h"
#include "probe.h"
#include "session.h"
#include "support/terminal.h"

#include <signal.h>
#include <string.h>

#define ENABLE "systemctl --user enable --now winddown-remind"
#define REMINDER "Herbal tea"
#define BUS_PATH "/bus"

/* What a kill may cost: RestartSec=5s and the start. */
#define BACK_WITHIN_SECONDS 8

typedef struct {
  Ledger *ledger;
} Desktop;

static void open_ledger(Desktop *desktop) {
  g_autofree char *address = g_strconcat("unix:path=", g_getenv("XDG_RUNTIME_DIR"), BUS_PATH, NULL);
  desktop->ledger = ledger_new(address);
}

static void desktop_up(Desktop *desktop, gconstpointer data) {
  session_clean();
  session_do("systemctl --user start dbus.socket desktop.service");
  open_ledger(desktop);
}

static void desktop_down(Desktop *desktop, gconstpointer data) {
  session_clean();
  g_clear_pointer(&desktop->ledger, ledger_free);
}

static void no_desktop(Desktop *desktop, gconstpointer data) {
  session_clean();
  session_do("systemctl --user stop desktop.service dbus.service dbus.socket");
}

typedef struct {
  const Desktop *desktop;
  guint count;
} Asked;

static gboolean has_asked(gpointer data) {
  const Asked *asked = data;
  return ledger_count(asked->desktop->ledger) >= asked->count;
}

static const Entry *expect_notification(const Desktop *desktop, guint number) {
  Asked asked = { desktop, number };
  g_assert_true(listener_await(has_asked, &asked));
  g_assert_cmpuint(ledger_count(desktop->ledger), ==, number);
  return ledger_entry(desktop->ledger, number - 1);
}

static guint displayed(void) {
  g_autofree char *count = session_ask("dunstctl count displayed");
  return (guint) g_ascii_strtoull(count, NULL, 10);
}

static gboolean nothing_is_displayed(gpointer data) {
  return displayed() == 0;
}

static void expect_journal_once(const char *text) {
  session_expect_journal(text);
  g_auto(GStrv) lines = session_journal();
  for (gsize i = 0; lines[i]; i++)
    g_test_message("in the journal: %s", lines[i]);
  g_assert_cmpuint(g_strv_length(lines), ==, 1);
}

/* --- up and down --- */

static void is_active_once_it_reminds(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  const gint64 begun = g_get_monotonic_time();
  session_do(ENABLE);
  g_test_message("the command took %" G_GINT64_FORMAT " ms", (g_get_monotonic_time() - begun) / 1000);
  session_expect("ActiveState", "active");
  session_expect("UnitFileState", "enabled");
  const gint64 started = session_number("ExecMainStartTimestampMonotonic");
  const gint64 active = session_number("ActiveEnterTimestampMonotonic");
  g_test_message("active %.1f ms after its start", (double) (active - started) / 1000);
  g_assert_cmpstr(expect_notification(desktop, 1)->summary, ==, REMINDER);
  expect_journal_once(REMINDER);
}

/* A start that cannot remind is told as one: Type=notify waits for the word. */
static void is_not_active_where_it_cannot_remind(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  session_do("sh -c 'cp ~/.config/winddown/winddown.cfg ~/.local/share/winddown/nights.db'");
  g_assert_false(session_try(ENABLE, NULL));
  session_expect_journal("nights.db");
  session_do("systemctl --user stop winddown-remind"); /* it would be tried again */
}

static void stops_in_order(Desktop *desktop, gconstpointer data) {
  g_autofree char *left = session_path(".local/share/winddown/nights.db-wal");
  session_write_routine(NULL);
  session_do(ENABLE);
  expect_notification(desktop, 1);
  session_do("systemctl --user stop winddown-remind");
  session_expect("ActiveState", "inactive");
  session_expect("Result", "success");
  session_expect("ExecMainStatus", "0");
  g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS)); /* the record was closed, not dropped */
  g_assert_true(listener_await(nothing_is_displayed, NULL));
}

static void a_killed_one_comes_back_and_shows_nothing_twice(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  session_do(ENABLE);
  g_assert_cmpuint(expect_notification(desktop, 1)->replaces, ==, 0);
  expect_journal_once(REMINDER);
  const gint64 killed = g_get_monotonic_time();
  g_assert_no_errno(kill((pid_t) session_number("MainPID"), SIGKILL));
  session_expect("NRestarts", "1");
  session_expect("ActiveState", "active");
  const double seconds = (double) (session_number("ActiveEnterTimestampMonotonic") - killed) / G_USEC_PER_SEC;
  g_test_message("active again %.1f s after the kill", seconds);
  g_assert_cmpfloat(seconds, <, BACK_WITHIN_SECONDS);
  /* The one that stands is taken over where it stands, without a sound, so that its buttons answer. */
  const Entry *again = expect_notification(desktop, 2);
  g_assert_cmpuint(again->replaces, !=, 0);
  g_assert_false(again->has_sound);
  g_assert_cmpuint(displayed(), ==, 1);
  expect_journal_once(REMINDER);
}

/* --- while it runs --- */

static void waits_for_its_desktop(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  session_do(ENABLE);
  expect_journal_once(REMINDER);
  session_do("systemctl --user start dbus.socket");
  open_ledger(desktop);
  session_do("systemctl --user start desktop.service");
  g_assert_cmpstr(expect_notification(desktop, 1)->summary, ==, REMINDER);
  expect_journal_once(REMINDER);
  session_expect("NRestarts", "0");
}

static gboolean one_is_displayed(gpointer data) {
  return displayed() == 1;
}

/* As on logging out and in again while the user's manager stays. */
static void outlives_its_desktop(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  session_do(ENABLE);
  expect_notification(desktop, 1);
  session_do("systemctl --user stop desktop.service dbus.service dbus.socket");
  session_do("systemctl --user start dbus.socket desktop.service");
  g_assert_true(listener_await(one_is_displayed, NULL));
  session_do("systemctl --user restart dbus.service"); /* its socket stays, and with the bus the desktop ends */
  session_do("systemctl --user restart desktop.service");
  g_assert_true(listener_await(one_is_displayed, NULL));
  expect_journal_once(REMINDER);
  session_expect("NRestarts", "0");
}

static void follows_the_routine(Desktop *desktop, gconstpointer data) {
  g_autofree char *path = session_path(".config/winddown/winddown.cfg");
  session_write_routine(NULL);
  session_do(ENABLE);
  expect_notification(desktop, 1);
  g_assert_true(g_file_set_contents(path, "bed = \"25:00\";\n", -1, NULL));
  session_expect_journal("winddown.cfg:1:");
  session_expect("ActiveState", "active");
}

static void hears_of_a_tick_made_elsewhere(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  session_do(ENABLE);
  expect_notification(desktop, 1);
  session_do("winddown done tea");
  g_assert_true(listener_await(nothing_is_displayed, NULL));
}

/* --- what it may do, and what its commands may --- */

#define HOOK                                                                                                           \
  "on_due = \"sh -c '{ echo $WINDDOWN_STEP; umask; grep NoNewPrivs /proc/self/status;"                                 \
  " busctl --user call org.freedesktop.DBus / org.freedesktop.DBus NameHasOwner s none.at.all; } >$HOME/hook;"         \
  " echo it ran'\";"

static void commands_may_do_what_they_could_in_a_terminal(Desktop *desktop, gconstpointer data) {
  session_write_routine(HOOK);
  session_do(ENABLE);
  session_expect_file("hook", "tea\n0022\nNoNewPrivs:\t0\nb false\n");
  g_autofree char *doctor = session_ask("winddown doctor");
  g_assert_nonnull(strstr(doctor, "\nit ran\n"));
}

static void a_command_that_does_not_end_well_is_told(Desktop *desktop, gconstpointer data) {
  session_write_routine("on_due = \"sh -c 'echo no lamp here >&2; exit 3'\";");
  session_do(ENABLE);
  session_expect_journal("The command for tea (due): ");
  g_autofree char *doctor = session_ask("winddown doctor");
  g_assert_nonnull(strstr(doctor, "\nno lamp here\n"));
}

/* What the probe could do when the manager ran it, under what the shipped unit says of `[Service]` or under nothing. */
static char *probe_under(gboolean hardened) {
  g_autofree char *shipped = session_ask("systemctl --user cat winddown-remind");
  g_autofree char *path = session_path(".config/systemd/user/probe.service");
  g_autoptr(GString) unit = g_string_new(hardened ? shipped : "[Service]\nType=notify\nExecStart=remind\n");
  g_string_replace(unit, "Type=notify", "Type=oneshot\nWorkingDirectory=~\nStandardOutput=truncate:%h/probed.txt", 0);
  char *command = strstr(unit->str, "ExecStart=");
  g_string_insert(unit, command - unit->str, "ExecStart=/run/winddown/program " PROBE "\n#");
  g_string_replace(unit, "Restart=", "#", 0);
  g_assert_true(g_file_set_contents(path, unit->str, -1, NULL));
  session_do("systemctl --user daemon-reload");
  session_do("systemctl --user start probe.service");
  return session_ask("cat probed.txt");
}

/* Every line is a pair, for nothing is shown by what is not to be had anyway. */
static void its_hardening_holds(Desktop *desktop, gconstpointer data) {
  static const struct {
    const char *what;
    gboolean stays;
  } rows[] = {
    { "talk-to-its-session", TRUE }, { "write-files", TRUE },      { "let-others-read-them", FALSE },
    { "make-them-setuid", FALSE },   { "gain-privileges", FALSE }, { "use-the-network", FALSE },
    { "make-name-spaces", FALSE },   { "write-code", FALSE },      { "change-personality", FALSE },
    { "be-traced", FALSE },
  };
  g_autofree char *plain = probe_under(FALSE);
  g_autofree char *hardened = probe_under(TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *could = g_strconcat(rows[i].what, ": yes", NULL);
    g_autofree char *can = g_strconcat(rows[i].what, rows[i].stays ? ": yes" : ": no", NULL);
    g_test_message("%s", can);
    if (!strstr(plain, could))
      g_test_message("this machine lets nobody %s", rows[i].what);
    g_assert_nonnull(strstr(hardened, can));
  }
}

/* --- r --- */

static Terminal *open_dashboard_of(const char *data) {
  const char *const argv[] = { "winddown", data ? "--data" : NULL, data, NULL };
  static const char *const set[] = { "TERM=xterm-256color", NULL };
  const TerminalOptions options = { .columns = 80, .rows = 24, .argv = argv, .set = set };
  Terminal *terminal = terminal_start(&options);
  terminal_expect(terminal, "Dim the lights");
  return terminal;
}

static Terminal *open_dashboard(void) {
  return open_dashboard_of(NULL);
}

/* What it said when it was left (owned). */
static char *leave(Terminal *terminal) {
  terminal_send(terminal, "q");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  char *text = terminal_text(terminal);
  terminal_free(terminal);
  return text;
}

static void r_enables_it(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  g_autofree char *before = leave(open_dashboard());
  g_assert_nonnull(strstr(before, "Reminders rest until winddown is open again"));

  Terminal *terminal = open_dashboard();
  terminal_send(terminal, "r");
  terminal_expect(terminal, ENABLE);
  session_expect("UnitFileState", "disabled");
  terminal_send(terminal, "r");
  terminal_expect(terminal, "Reminders keep coming now");
  session_expect("UnitFileState", "enabled");
  session_expect("ActiveState", "active");
  g_autofree char *after = leave(terminal);
  g_assert_null(strstr(after, "Reminders rest"));

  terminal = open_dashboard();
  terminal_send(terminal, "r");
  terminal_expect(terminal, "Reminders are already on");
  g_autofree char *again = leave(terminal);
  g_assert_null(strstr(again, "Reminders rest"));
}

static void r_tells_why_it_could_not(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  session_do("systemctl --user mask winddown-remind");
  Terminal *terminal = open_dashboard();
  terminal_send(terminal, "r");
  terminal_expect(terminal, ENABLE);
  terminal_send(terminal, "r");
  terminal_expect(terminal, "is masked");
  g_autofree char *after = leave(terminal);
  g_assert_nonnull(strstr(after, "Reminders rest"));
}

/* systemctl tells other things before what went wrong. */
static void r_tells_that_it_does_not_start(Desktop *desktop, gconstpointer data) {
  g_autofree char *another = session_path("hook");
  session_write_routine(NULL);
  session_do("sh -c 'cp ~/.config/winddown/winddown.cfg ~/.local/share/winddown/nights.db'");
  Terminal *terminal = open_dashboard_of(another);
  terminal_send(terminal, "r");
  terminal_expect(terminal, ENABLE);
  terminal_send(terminal, "r");
  terminal_expect(terminal, "Job for winddown-remind.service failed");
  g_free(leave(terminal));
}

/* --- doctor --- */

#define COMES "while the dashboard is closed: reminders come, by “winddown remind”\n"
#define NONE "while the dashboard is closed: no reminders\n"

static void expect_doctor(const char *options, const char *text) {
  g_autofree char *line = g_strdup_printf("winddown %s doctor", options);
  g_autofree char *said = session_ask(line);
  if (!strstr(said, text))
    g_error("doctor says:\n%s\nand not:\n%s", said, text);
}

static void doctor_tells_how_things_stand(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  expect_doctor("", NONE "    To have them: " ENABLE "\n");
  session_do(ENABLE);
  expect_doctor("", COMES "  module desktop: loads\n");
  expect_doctor("", "  notification server: dunst");
  expect_doctor("--data /tmp/another", NONE "    The service runs, for the record in its usual place.\n");
  session_do("systemctl --user stop winddown-remind");
  expect_doctor("", NONE "    The service is enabled and does not run: systemctl --user status winddown-remind\n");
  session_do("systemctl --user disable winddown-remind");
  session_do("systemctl --user start winddown-remind");
  expect_doctor("", COMES "    Nothing starts it at the next login. To have that: ");
}

/* A desktop that was started with a bus of its own, which the user manager never heard of. */
static void doctor_sees_another_bus(Desktop *desktop, gconstpointer data) {
  session_write_routine(NULL);
  session_do(ENABLE);
  g_autofree char *said = session_ask("/run/winddown/tests/support/with-bus winddown doctor");
  g_assert_nonnull(strstr(said, COMES "    The service is on another session bus than this terminal"));
  g_assert_nonnull(strstr(said, "  notification server: none\n"));
}

static void doctor_sees_a_server_that_hangs(Desktop *desktop, gconstpointer data) {
  session_do("systemctl --user kill --signal=STOP desktop.service");
  g_autofree char *said = session_ask("winddown doctor");
  session_do("systemctl --user kill --signal=CONT desktop.service");
  g_assert_nonnull(strstr(said, "there is one, which does not answer\n"));
  g_assert_nonnull(strstr(said, "Restart the notification server"));
}

static gboolean shows_two(gpointer data) {
  return displayed() == 2;
}

/* The test stands beside the reminder that the service is showing; what helps is told to who saw nothing. */
static void doctor_asks_and_leaves_reminders_alone(Desktop *desktop, gconstpointer data) {
  static const char *const argv[] = { "winddown", "doctor", NULL };
  static const char *const set[] = { "TERM=xterm-256color", NULL };
  const TerminalOptions options = { .columns = 110, .rows = 30, .argv = argv, .set = set };
  session_write_routine(NULL);
  session_do(ENABLE);
  expect_notification(desktop, 1);
  g_autoptr(Terminal) terminal = terminal_start(&options);
  terminal_expect(terminal, "Did it arrive?");
  g_assert_true(listener_await(shows_two, NULL));
  terminal_send(terminal, "n\n");
  terminal_expect(terminal, "Look whether Do Not Disturb is on");
  terminal_expect(terminal, "terminal: not taken");
  terminal_expect(terminal, "bell: sent.");
  terminal_send(terminal, "y\n");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  g_autofree char *text = terminal_text(terminal);
  g_assert_null(strstr(text, "Turn the bell on"));
  g_assert_cmpuint(displayed(), ==, 1);
}

int main(int argc, char **argv) {
  if (argc == 2 && g_str_equal(argv[1], PROBE))
    return probe_main();
  g_test_init(&argc, &argv, NULL);
  if (!session_is_ours()) {
    g_print("1..0 # SKIP this is run by tests/service/with-manager\n");
    return 0;
  }
#define ADD(name, up, function) g_test_add("/manager/" name, Desktop, NULL, up, function, desktop_down)
  ADD("is-active-once-it-reminds", desktop_up, is_active_once_it_reminds);
  ADD("is-not-active-where-it-cannot-remind", desktop_up, is_not_active_where_it_cannot_remind);
  ADD("stops-in-order", desktop_up, stops_in_order);
  ADD("a-killed-one-comes-back-and-shows-nothing-twice", desktop_up, a_killed_one_comes_back_and_shows_nothing_twice);
  ADD("waits-for-its-desktop", no_desktop, waits_for_its_desktop);
  ADD("outlives-its-desktop", desktop_up, outlives_its_desktop);
  ADD("follows-the-routine", desktop_up, follows_the_routine);
  ADD("hears-of-a-tick-made-elsewhere", desktop_up, hears_of_a_tick_made_elsewhere);
  ADD("commands-may-do-what-they-could-in-a-terminal", desktop_up, commands_may_do_what_they_could_in_a_terminal);
  ADD("a-command-that-does-not-end-well-is-told", desktop_up, a_command_that_does_not_end_well_is_told);
  ADD("its-hardening-holds", desktop_up, its_hardening_holds);
  ADD("r-enables-it", desktop_up, r_enables_it);
  ADD("r-tells-why-it-could-not", desktop_up, r_tells_why_it_could_not);
  ADD("r-tells-that-it-does-not-start", desktop_up, r_tells_that_it_does_not_start);
  ADD("doctor-tells-how-things-stand", desktop_up, doctor_tells_how_things_stand);
  ADD("doctor-sees-another-bus", desktop_up, doctor_sees_another_bus);
  ADD("doctor-sees-a-server-that-hangs", desktop_up, doctor_sees_a_server_that_hangs);
  ADD("doctor-asks-and-leaves-reminders-alone", desktop_up, doctor_asks_and_leaves_reminders_alone);
  return g_test_run();
}
