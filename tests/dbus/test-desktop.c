/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop notifier against a real notification server. Run by
 * tests/support/with-desktop. */
#include "listener.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define CALL_MILLISECONDS 20000
#define GAP_MICROSECONDS 50000

typedef struct {
  Listener *listener;
  Notifier *notifier;
  GDBusConnection *bus; /* of its own: the notifier's is left alone */
} Desktop;

/* --- dunst, as it sees itself --- */

static GVariant *dunst_call(Desktop *desktop, const char *interface, const char *method, GVariant *arguments) {
  GError *error = NULL;
  GVariant *reply = g_dbus_connection_call_sync(desktop->bus, SERVER, SERVER_PATH, interface, method, arguments, NULL,
                                                G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, &error);
  g_assert_no_error(error);
  return reply;
}

static void dunst_do(Desktop *desktop, const char *method, GVariant *arguments) {
  g_variant_unref(dunst_call(desktop, "org.dunstproject.cmd0", method, arguments));
}

static guint dunst_count(Desktop *desktop, const char *which) {
  g_autoptr(GVariant) reply = dunst_call(desktop, "org.freedesktop.DBus.Properties", "Get",
                                         g_variant_new("(ss)", "org.dunstproject.cmd0", which));
  g_autoptr(GVariant) value = NULL;
  g_variant_get(reply, "(v)", &value);
  return g_variant_get_uint32(value);
}

static guint displayed(Desktop *desktop) {
  return dunst_count(desktop, "displayedLength");
}

/* A text ("summary", "body") of the notification that was closed last (owned). */
static char *dunst_closed_text(Desktop *desktop, const char *key) {
  g_autoptr(GVariant) reply = dunst_call(desktop, "org.dunstproject.cmd0", "NotificationListHistory", NULL);
  g_autoptr(GVariant) list = g_variant_get_child_value(reply, 0);
  g_autoptr(GVariant) newest = g_variant_get_child_value(list, 0);
  char *text = NULL;
  g_assert_true(g_variant_lookup(newest, key, "s", &text));
  return text;
}

/* Another program's notification; dunst shows equal ones as one. */
static guint32 dunst_notify(Desktop *desktop, guint number) {
  g_autofree char *summary = g_strdup_printf("another program's %u", number);
  g_autoptr(GVariant)
      reply = dunst_call(desktop, SERVER, "Notify",
                         g_variant_new_parsed("('other', uint32 0, '', %s, '', @as [], @a{sv} {}, 0)", summary));
  guint32 id = 0;
  g_variant_get(reply, "(u)", &id);
  return id;
}

static void pick(const char *word) {
  GError *error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_new(G_SUBPROCESS_FLAGS_NONE, &error, "pick", word, NULL);
  g_assert_no_error(error);
  g_assert_true(g_subprocess_wait_check(process, NULL, &error));
}

static GPid dunst_pid(void) {
  return (GPid) g_ascii_strtoll(g_getenv("DUNST_PID"), NULL, 10);
}

static void dunst_freeze(void) {
  g_assert_cmpint(kill(dunst_pid(), SIGSTOP), ==, 0);
}

static void dunst_wake(void) {
  g_assert_cmpint(kill(dunst_pid(), SIGCONT), ==, 0);
}

static gboolean shows_none(gpointer data) {
  return displayed(data) == 0;
}

/* --- the notifier --- */

static GDBusConnection *connect_apart(void) {
  GError *error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync(g_getenv("DBUS_SESSION_BUS_ADDRESS"),
                                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                                NULL, NULL, &error);
  g_assert_no_error(error);
  return bus;
}

static void desktop_up(Desktop *desktop, gconstpointer data) {
  desktop->bus = connect_apart();
  desktop->listener = listener_new();
  desktop->notifier = notify_desktop_new(listener_hear, desktop->listener);
  dunst_do(desktop, "NotificationCloseAll", NULL);
}

static void desktop_down(Desktop *desktop, gconstpointer data) {
  notifier_free(desktop->notifier);
  g_assert_true(listener_await(shows_none, desktop));
  g_assert_true(listener_is_through(desktop->listener));
  listener_free(desktop->listener);
  g_object_unref(desktop->bus);
}

static Notice notice(guint64 token, const char *summary) {
  return (Notice){
    .token = token,
    .summary = summary,
    .body = "22:00",
    .body_no_buttons = "22:00, space: done",
    .buttons = { { "done", "Done" }, { "snooze", "Snooze" }, { "skip", "Skip" } },
    .n_buttons = 3,
    .urgency = URGENCY_NORMAL,
  };
}

static void show(Desktop *desktop, guint64 token, const char *summary) {
  const Notice value = notice(token, summary);
  notifier_show(desktop->notifier, &value);
}

static void test_shown(Desktop *desktop, gconstpointer data) {
  show(desktop, 1, "Dim the lights");
  const Heard *heard = listener_expect(desktop->listener, NOTICE_SHOWN, 1);
  g_assert_cmpuint(heard->server_id, !=, 0);
  g_assert_nonnull(heard->server);
  g_assert_cmpuint(displayed(desktop), ==, 1);
  dunst_do(desktop, "NotificationCloseLast", NULL);
  listener_expect(desktop->listener, NOTICE_SEEN, 1);
  g_autofree char *summary = dunst_closed_text(desktop, "summary");
  g_assert_cmpstr(summary, ==, "Dim the lights");
  g_autofree char *body = dunst_closed_text(desktop, "body");
  g_assert_cmpstr(body, ==, "22:00");
}

static void test_replaced(Desktop *desktop, gconstpointer data) {
  show(desktop, 1, "Magnesium");
  const guint32 id = listener_expect(desktop->listener, NOTICE_SHOWN, 1)->server_id;
  show(desktop, 2, "Dim the lights");
  g_assert_cmpuint(listener_expect(desktop->listener, NOTICE_SHOWN, 2)->server_id, ==, id);
  g_assert_cmpuint(displayed(desktop), ==, 1);
  pick("Snooze");
  g_assert_cmpstr(listener_expect(desktop->listener, NOTICE_BUTTON, 2)->button, ==, "snooze");
}

static void test_superseded(Desktop *desktop, gconstpointer data) {
  const guint before = dunst_count(desktop, "historyLength");
  dunst_freeze(); /* so that the first one is still waiting when the second comes */
  show(desktop, 1, "Magnesium");
  show(desktop, 2, "Dim the lights");
  listener_expect(desktop->listener, NOTICE_SUPERSEDED, 1);
  dunst_wake();
  listener_expect(desktop->listener, NOTICE_SHOWN, 2);
  g_assert_cmpuint(displayed(desktop), ==, 1);
  g_assert_cmpuint(dunst_count(desktop, "historyLength"), ==, before);
}

static void test_withdrawn(Desktop *desktop, gconstpointer data) {
  show(desktop, 1, "Magnesium");
  listener_expect(desktop->listener, NOTICE_SHOWN, 1);
  notifier_withdraw(desktop->notifier);
  g_assert_true(listener_await(shows_none, desktop));
  show(desktop, 2, "Dim the lights");
  listener_expect(desktop->listener, NOTICE_SHOWN, 2);
}

static void test_button(Desktop *desktop, gconstpointer data) {
  static const struct {
    const char *label;
    const char *id;
  } cases[] = { { "Done", "done" }, { "Snooze", "snooze" }, { "Skip", "skip" } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    show(desktop, i, "Magnesium");
    listener_expect(desktop->listener, NOTICE_SHOWN, i);
    pick(cases[i].label);
    g_assert_cmpstr(listener_expect(desktop->listener, NOTICE_BUTTON, i)->button, ==, cases[i].id);
    g_assert_true(listener_await(shows_none, desktop));
  }
}

static void test_clicked(Desktop *desktop, gconstpointer data) {
  show(desktop, 1, "Magnesium");
  listener_expect(desktop->listener, NOTICE_SHOWN, 1);
  dunst_do(desktop, "NotificationAction", g_variant_new("(u)", 0));
  listener_expect(desktop->listener, NOTICE_SEEN, 1);
  g_assert_true(listener_await(shows_none, desktop));
}

static void test_hard_texts(Desktop *desktop, gconstpointer data) {
  g_autofree char *letters = g_strnfill(10000, 'x');
  g_autofree char *cut = g_strnfill(199, 'x');
  g_autofree char *cut_with_ellipsis = g_strconcat(cut, "…", NULL);
  const struct {
    const char *title;
    const char *expected;
  } cases[] = {
    { "<b>Tea</b> & <toast", "<b>Tea</b> & <toast" },
    { "one\ntwo\033[31m\athree", "one two [31m three" },
    { "bad \xff\xc3( bytes", "bad \xEF\xBF\xBD\xEF\xBF\xBD( bytes" },
    { letters, cut_with_ellipsis },
    { "", "winddown" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    show(desktop, i, cases[i].title);
    listener_expect(desktop->listener, NOTICE_SHOWN, i);
    notifier_withdraw(desktop->notifier);
    g_assert_true(listener_await(shows_none, desktop));
    g_autofree char *summary = dunst_closed_text(desktop, "summary");
    g_assert_cmpstr(summary, ==, cases[i].expected);
  }
}

/* --- a server that hangs --- */

static gboolean show_from_the_loop(gpointer data) {
  show(data, 1, "Magnesium");
  return G_SOURCE_REMOVE;
}

/* What is held up by the server is held up in every round: the best of some leaves out what the machine was busy with
 * otherwise. */
static void test_frozen_holds_nothing_up(Desktop *desktop, gconstpointer data) {
  show(desktop, 0, "Tea");
  listener_expect(desktop->listener, NOTICE_SHOWN, 0);
  dunst_freeze();
  gint64 best = G_MAXINT64;
  gint64 worst = 0;
  for (int i = 0; i < 4; i++) {
    g_idle_add(show_from_the_loop, desktop);
    const gint64 gap = listener_worst_gap(500);
    best = MIN(best, gap);
    worst = MAX(worst, gap);
  }
  dunst_wake();
  g_test_message("longest gap of the main loop: %.1f ms", (double) worst / 1000);
  for (int i = 0; i < 3; i++)
    listener_expect(desktop->listener, NOTICE_SUPERSEDED, 1);
  listener_expect(desktop->listener, NOTICE_SHOWN, 1);
  g_assert_cmpint(best, <, GAP_MICROSECONDS);
}

static void test_frozen_wakes(Desktop *desktop, gconstpointer data) {
  dunst_freeze();
  show(desktop, 1, "Magnesium");
  g_assert_nonnull(listener_expect(desktop->listener, NOTICE_UNCERTAIN, 1)->reason);
  show(desktop, 2, "Dim the lights");
  listener_expect(desktop->listener, NOTICE_SUPERSEDED, 1);
  listener_expect(desktop->listener, NOTICE_UNCERTAIN, 2);
  dunst_wake();
  listener_expect(desktop->listener, NOTICE_SHOWN, 2);
  g_assert_cmpuint(displayed(desktop), ==, 1);
  pick("Done");
  g_assert_cmpstr(listener_expect(desktop->listener, NOTICE_BUTTON, 2)->button, ==, "done");
}

static void test_frozen_withdrawn(Desktop *desktop, gconstpointer data) {
  const guint before = dunst_count(desktop, "historyLength");
  dunst_freeze();
  show(desktop, 1, "Magnesium");
  notifier_withdraw(desktop->notifier);
  listener_expect(desktop->listener, NOTICE_SUPERSEDED, 1);
  dunst_wake();
  show(desktop, 2, "Dim the lights");
  listener_expect(desktop->listener, NOTICE_SHOWN, 2);
  g_assert_cmpuint(displayed(desktop), ==, 1);
  g_assert_cmpuint(dunst_count(desktop, "historyLength"), ==, before);
}

static void test_frozen_leaves(Desktop *desktop, gconstpointer data) {
  show(desktop, 1, "Magnesium");
  listener_expect(desktop->listener, NOTICE_SHOWN, 1);
  dunst_freeze();
  show(desktop, 2, "Dim the lights");
  const gint64 start = g_get_monotonic_time();
  g_clear_pointer(&desktop->notifier, notifier_free);
  g_test_message("leaving took %.1f ms", (double) (g_get_monotonic_time() - start) / 1000);
  g_assert_cmpint(g_get_monotonic_time() - start, <, 1000000);
  dunst_wake();
  g_assert_true(listener_await(shows_none, desktop));
}

static void test_query(Desktop *desktop, gconstpointer data) {
  g_auto(DesktopServerInfo) info = { 0 };
  GError *error = NULL;
  g_assert_cmpint(desktop_query(&info, &error), ==, DESKTOP_SERVER_ANSWERS);
  g_assert_no_error(error);
  g_assert_cmpstr(info.name, ==, "dunst");
  g_assert_true(g_strv_contains((const char *const *) info.capabilities, "actions"));

  dunst_freeze();
  g_auto(DesktopServerInfo) none = { 0 };
  const DesktopAnswer answer = desktop_query(&none, &error);
  dunst_wake();
  g_assert_cmpint(answer, ==, DESKTOP_SERVER_SILENT);
  g_assert_no_error(error);
}

/* --- what a killed process left --- */

/* Shows a notification, writes its id and its server, and is killed. */
static int leave_one_behind(void) {
  g_autoptr(Listener) listener = listener_new();
  Notifier *notifier = notify_desktop_new(listener_hear, listener);
  const Notice value = notice(1, "Left behind");
  notifier_show(notifier, &value);
  const Heard *heard = listener_expect(listener, NOTICE_SHOWN, 1);
  printf("%u %s\n", heard->server_id, heard->server);
  fflush(stdout);
  raise(SIGKILL);
  return EXIT_FAILURE;
}

static guint32 have_one_left_behind(char **server) {
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  GError *error = NULL;
  g_autoptr(GSubprocess)
      process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--leave-one-behind", NULL);
  g_assert_no_error(error);
  g_autofree char *output = NULL;
  g_subprocess_communicate_utf8(process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(g_subprocess_get_if_signaled(process));
  char *end = NULL;
  const guint32 id = (guint32) g_ascii_strtoull(output, &end, 10);
  *server = g_strdup(g_strstrip(end));
  return id;
}

static void test_leftover_taken_down(Desktop *desktop, gconstpointer data) {
  g_autofree char *server = NULL;
  const guint32 id = have_one_left_behind(&server);
  g_assert_cmpuint(displayed(desktop), ==, 1);
  notifier_take_down(desktop->notifier, id, server);
  g_assert_true(listener_await(shows_none, desktop));
}

static void test_leftover_replaced(Desktop *desktop, gconstpointer data) {
  g_autofree char *server = NULL;
  Notice value = notice(1, "Magnesium");
  value.replaces = have_one_left_behind(&server);
  value.replaces_server = server;
  notifier_show(desktop->notifier, &value);
  g_assert_cmpuint(listener_expect(desktop->listener, NOTICE_SHOWN, 1)->server_id, ==, value.replaces);
  g_assert_cmpuint(displayed(desktop), ==, 1);
}

static void test_leftover_of_another_server(Desktop *desktop, gconstpointer data) {
  const guint32 id = dunst_notify(desktop, 0);
  Notice value = notice(1, "Magnesium");
  value.replaces = id;
  value.replaces_server = "another:1.1";
  notifier_take_down(desktop->notifier, id, "another:1.1");
  notifier_show(desktop->notifier, &value);
  listener_expect(desktop->listener, NOTICE_SHOWN, 1);
  g_assert_cmpuint(displayed(desktop), ==, 2);
  dunst_do(desktop, "NotificationCloseAll", NULL);
  listener_expect(desktop->listener, NOTICE_SEEN, 1);
}

/* --- no bus, no server, another server --- */

static void test_no_bus(Desktop *desktop, gconstpointer data) {
  g_autofree char *address = g_strdup(g_getenv("DBUS_SESSION_BUS_ADDRESS"));
  g_unsetenv("DBUS_SESSION_BUS_ADDRESS");
  show(desktop, 1, "Magnesium");
  listener_expect(desktop->listener, NOTICE_FAILED, 1);
  g_setenv("DBUS_SESSION_BUS_ADDRESS", "autolaunch:", TRUE);
  show(desktop, 2, "Magnesium");
  listener_expect(desktop->listener, NOTICE_FAILED, 2);
  g_setenv("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  show(desktop, 3, "Magnesium");
  listener_expect(desktop->listener, NOTICE_SHOWN, 3);
}

static gboolean is_down(gpointer data) {
  GDBusConnection *bus = data;
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
      g_variant_new("(s)", SERVER), NULL, G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, NULL);
  gboolean has_owner = TRUE;
  g_variant_get(reply, "(b)", &has_owner);
  return !has_owner;
}

/* The last test: the server that the desktop came with is gone afterwards. */
static void test_restarted(Desktop *desktop, gconstpointer data) {
  show(desktop, 1, "Magnesium");
  const guint32 id = listener_expect(desktop->listener, NOTICE_SHOWN, 1)->server_id;
  g_assert_cmpint(kill(dunst_pid(), SIGKILL), ==, 0);
  g_assert_true(listener_await(is_down, desktop->bus));
  show(desktop, 2, "Dim the lights");
  g_assert_nonnull(listener_expect(desktop->listener, NOTICE_FAILED, 2)->reason);

  GError *error = NULL;
  g_autoptr(GSubprocess) dunst = g_subprocess_new(G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "dunst", "-config",
                                                  g_getenv("DUNST_CONFIG"), NULL);
  g_assert_no_error(error);
  listener_expect(desktop->listener, NOTICE_AVAILABLE, 0);
  guint others = 0;
  do
    others++;
  while (dunst_notify(desktop, others) < id);
  show(desktop, 3, "Dim the lights");
  listener_expect(desktop->listener, NOTICE_SHOWN, 3);
  g_assert_cmpuint(displayed(desktop), ==, others + 1);

  notifier_withdraw(desktop->notifier);
  g_clear_pointer(&desktop->notifier, notifier_free);
  dunst_do(desktop, "NotificationCloseAll", NULL);
  g_assert_true(listener_await(shows_none, desktop));
  g_subprocess_force_exit(dunst);
  g_subprocess_wait(dunst, NULL, NULL);
}

static void desktop_down_alone(Desktop *desktop, gconstpointer data) {
  g_assert_true(listener_is_through(desktop->listener));
  listener_free(desktop->listener);
  g_object_unref(desktop->bus);
}

#define ADD(path, test) g_test_add("/desktop/" path, Desktop, NULL, desktop_up, test, desktop_down)

int main(int argc, char **argv) {
  if (argc == 2 && g_str_equal(argv[1], "--leave-one-behind"))
    return leave_one_behind();
  g_test_init(&argc, &argv, NULL);
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL); /* libnotify warns; the notifier drops that */
  ADD("shows-it", test_shown);
  ADD("one-live-notification", test_replaced);
  ADD("only-the-newest-comes-out", test_superseded);
  ADD("withdraws-it", test_withdrawn);
  ADD("buttons-come-back-and-close-it", test_button);
  ADD("a-click-is-seen", test_clicked);
  ADD("hard-texts-are-shown-safely", test_hard_texts);
  ADD("frozen/holds-nothing-up", test_frozen_holds_nothing_up);
  ADD("frozen/shows-it-when-it-wakes", test_frozen_wakes);
  ADD("frozen/what-was-withdrawn-never-appears", test_frozen_withdrawn);
  ADD("frozen/leaving-takes-no-time", test_frozen_leaves);
  ADD("query", test_query);
  ADD("leftover/taken-down", test_leftover_taken_down);
  ADD("leftover/replaced", test_leftover_replaced);
  ADD("leftover/another-servers-id-is-left-alone", test_leftover_of_another_server);
  ADD("no-bus-is-started", test_no_bus);
  g_test_add("/restarted-server/its-ids-are-others", Desktop, NULL, desktop_up, test_restarted, desktop_down_alone);
  return g_test_run();
}
