/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop notifier against servers of other kinds, as dbusmock plays them.
 * Run by tests/support/with-bus. */
#include "listener.h"

#include <string.h>

#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define MOCK "org.freedesktop.DBus.Mock"
#define CLOSED_EXPIRED 1u
#define CLOSED_DISMISSED 2u
#define CALL_MILLISECONDS 20000
#define PYTHON "/usr/bin/python3" /* the distribution's own: dbusmock is one of its packages */

typedef struct {
  GDBusConnection *bus;
  GSubprocess *mock;
  Listener *listener;
  Notifier *notifier;
} Servers;

static GVariant *mock_call(Servers *servers, const char *method, GVariant *arguments) {
  GError *error = NULL;
  GVariant *reply = g_dbus_connection_call_sync(servers->bus, SERVER, SERVER_PATH, MOCK, method, arguments, NULL,
                                                G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, &error);
  g_assert_no_error(error);
  return reply;
}

static void mock_method(Servers *servers, const char *name, const char *in, const char *out, const char *code) {
  g_variant_unref(mock_call(servers, "AddMethod", g_variant_new("(sssss)", SERVER, name, in, out, code)));
}

static void mock_signal(Servers *servers, const char *name, GVariant *arguments) {
  const char *signature = g_str_equal(name, "ActionInvoked") ? "us" : "uu";
  g_variant_unref(mock_call(servers, "EmitSignal", g_variant_new("(sss@av)", SERVER, name, signature, arguments)));
}

/* The arguments of the newest call of Notify or CloseNotification (owned); NULL: there was none. */
static GVariant *mock_newest(Servers *servers, const char *method) {
  g_autoptr(GVariant) reply = mock_call(servers, "GetMethodCalls", g_variant_new("(s)", method));
  g_autoptr(GVariant) calls = g_variant_get_child_value(reply, 0);
  if (g_variant_n_children(calls) == 0)
    return NULL;
  g_autoptr(GVariant) call = g_variant_get_child_value(calls, g_variant_n_children(calls) - 1);
  return g_variant_get_child_value(call, 1);
}

static gboolean is_up(gpointer data) {
  const Servers *servers = data;
  g_autoptr(GVariant)
      reply = g_dbus_connection_call_sync(servers->bus, SERVER, SERVER_PATH, SERVER, "GetServerInformation", NULL, NULL,
                                          G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, NULL);
  return reply != NULL;
}

static void mock_start(Servers *servers) {
  GError *error = NULL;
  servers->mock = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, PYTHON, "-m", "dbusmock", "--session",
                                   "--template", "notification_daemon", NULL);
  g_assert_no_error(error);
  g_assert_true(listener_await(is_up, servers));
}

static void mock_stop(Servers *servers) {
  g_subprocess_force_exit(servers->mock);
  g_subprocess_wait(servers->mock, NULL, NULL);
  g_clear_object(&servers->mock);
}

static void mock_plays(Servers *servers, const char *name, const char *capabilities) {
  g_autofree char *identity = g_strdup_printf("ret = ('%s', 'vendor', '1', '1.2')", name);
  g_autofree char *can = g_strdup_printf("ret = '%s'.split()", capabilities);
  mock_method(servers, "GetServerInformation", "", "ssss", identity);
  mock_method(servers, "GetCapabilities", "", "as", can);
}

static void servers_up(Servers *servers, gconstpointer data) {
  GError *error = NULL;
  servers->bus = g_dbus_connection_new_for_address_sync(g_getenv("DBUS_SESSION_BUS_ADDRESS"),
                                                        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                        NULL, NULL, &error);
  g_assert_no_error(error);
  servers->listener = listener_new();
  servers->notifier = notify_desktop_new(listener_hear, servers->listener);
}

static void servers_down(Servers *servers, gconstpointer data) {
  notifier_free(servers->notifier);
  if (servers->mock != NULL)
    mock_stop(servers);
  g_assert_true(listener_is_through(servers->listener));
  listener_free(servers->listener);
  g_object_unref(servers->bus);
}

static Notice notice(guint64 token) {
  return (Notice){
    .token = token,
    .summary = "Tea & <toast>",
    .body = "now & <then>",
    .body_no_buttons = "space & <keys>",
    .buttons = { { "done", "Done" }, { "snooze", "Snooze" }, { "skip", "Skip" }, { "4", "Four" }, { "5", "Five" } },
    .n_buttons = 5,
    .urgency = URGENCY_CRITICAL,
  };
}

static guint32 show(Servers *servers, const Notice *value) {
  notifier_show(servers->notifier, value);
  return listener_expect(servers->listener, NOTICE_SHOWN, value->token)->server_id;
}

typedef struct {
  char *summary;
  char *body;
  char *actions; /* the ids, separated by spaces */
  GVariant *hints;
  int timeout;
} Seen;

/* What the server was given last. */
static Seen newest(Servers *servers) {
  g_autoptr(GVariant) call = mock_newest(servers, "Notify");
  g_assert_nonnull(call);
  GVariant *arguments[8];
  for (gsize i = 0; i < G_N_ELEMENTS(arguments); i++)
    g_variant_get_child(call, i, "v", &arguments[i]);
  Seen seen = { .summary = g_variant_dup_string(arguments[3], NULL),
                .body = g_variant_dup_string(arguments[4], NULL),
                .hints = g_variant_ref(arguments[6]),
                .timeout = g_variant_get_int32(arguments[7]) };
  g_autofree const char **actions = g_variant_get_strv(arguments[5], NULL);
  g_autoptr(GString) ids = g_string_new(NULL);
  for (gsize i = 0; actions[i] != NULL; i += 2)
    g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", actions[i]);
  seen.actions = g_string_free(g_steal_pointer(&ids), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS(arguments); i++)
    g_variant_unref(arguments[i]);
  return seen;
}

static void seen_clear(Seen *seen) {
  g_free(seen->summary);
  g_free(seen->body);
  g_free(seen->actions);
  g_variant_unref(seen->hints);
}

static void test_capabilities(Servers *servers, gconstpointer data) {
  static const struct {
    const char *name;
    const char *capabilities;
    gboolean all_or_none;
    const char *actions;
    const char *body;
  } cases[] = {
    { "gnome-shell", "actions body body-markup", FALSE, "done snooze skip default", "now &amp; &lt;then&gt;" },
    { "gnome-shell", "actions body body-markup", TRUE, "default", "space &amp; &lt;keys&gt;" },
    { "Plasma", "actions body", TRUE, "done snooze skip 4 5 default", "now & <then>" },
    { "mako", "actions body body-markup", FALSE, "default", "space &amp; &lt;keys&gt;" },
    { "unheard-of", "actions body", FALSE, "done snooze skip default", "now & <then>" },
    { "unheard-of", "body", FALSE, "", "space & <keys>" },
    { "notify-osd", "", FALSE, "", "space & <keys>" },
  };
  mock_start(servers);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s: %s", cases[i].name, cases[i].capabilities);
    mock_plays(servers, cases[i].name, cases[i].capabilities);
    Notice value = notice(i);
    value.all_or_none = cases[i].all_or_none;
    show(servers, &value);
    Seen seen = newest(servers);
    g_assert_cmpstr(seen.actions, ==, cases[i].actions);
    g_assert_cmpstr(seen.body, ==, cases[i].body);
    g_assert_cmpstr(seen.summary, ==, "Tea & <toast>");
    seen_clear(&seen);
  }
}

static void test_hints(Servers *servers, gconstpointer data) {
  mock_start(servers);
  Notice value = notice(1);
  show(servers, &value);
  Seen quiet = newest(servers);
  gboolean suppressed = FALSE;
  guint8 urgency = 0;
  g_autofree char *entry = NULL;
  g_assert_true(g_variant_lookup(quiet.hints, "suppress-sound", "b", &suppressed));
  g_assert_true(suppressed);
  g_assert_true(g_variant_lookup(quiet.hints, "urgency", "y", &urgency));
  g_assert_cmpint(urgency, ==, 2);
  g_assert_true(g_variant_lookup(quiet.hints, "desktop-entry", "s", &entry));
  g_assert_cmpstr(entry, ==, "winddown");
  g_assert_cmpint(quiet.timeout, ==, 0);
  seen_clear(&quiet);

  value.sound = TRUE;
  show(servers, &value);
  Seen loud = newest(servers);
  g_autofree char *sound = NULL;
  g_assert_true(g_variant_lookup(loud.hints, "sound-name", "s", &sound));
  g_assert_false(g_variant_lookup(loud.hints, "suppress-sound", "b", &suppressed));
  seen_clear(&loud);
}

/* The button was pressed while the next notice was on its way: the answer belongs to the notice that was seen. */
static void test_button_of_the_replaced(Servers *servers, gconstpointer data) {
  mock_start(servers);
  mock_plays(servers, "gnome-shell", "actions body");
  Notice first = notice(1);
  const guint32 id = show(servers, &first);
  g_autofree char *code = g_strdup_printf(
      "self.EmitSignal('', 'ActionInvoked', 'us', [dbus.UInt32(%u), 'done'])\nret = %u", id, id);
  mock_method(servers, "Notify", "susssasa{sv}i", "u", code);
  Notice second = notice(2);
  g_assert_cmpuint(show(servers, &second), ==, id);
  g_assert_cmpstr(listener_expect(servers->listener, NOTICE_BUTTON, 1)->button, ==, "done");
  g_assert_null(mock_newest(servers, "CloseNotification"));
  mock_signal(servers, "ActionInvoked", g_variant_new_parsed("[<%u>, <'snooze'>]", id));
  g_assert_cmpstr(listener_expect(servers->listener, NOTICE_BUTTON, 2)->button, ==, "snooze");
}

static gboolean was_closed(gpointer data) {
  g_autoptr(GVariant) call = mock_newest(data, "CloseNotification");
  return call != NULL;
}

/* Some servers time a notification out although they were asked not to: that is no answer of the person's. */
static void test_expired_is_not_seen(Servers *servers, gconstpointer data) {
  mock_start(servers);
  Notice value = notice(1);
  const guint32 id = show(servers, &value);
  mock_signal(servers, "NotificationClosed", g_variant_new_parsed("[<%u>, <%u>]", id, CLOSED_EXPIRED));
  value.token = 2;
  const guint32 next = show(servers, &value);
  mock_signal(servers, "NotificationClosed", g_variant_new_parsed("[<%u>, <%u>]", next, CLOSED_DISMISSED));
  listener_expect(servers->listener, NOTICE_SEEN, 2);
  notifier_withdraw(servers->notifier);
  g_assert_false(was_closed(servers));
}

static void test_withdrawn_closes(Servers *servers, gconstpointer data) {
  mock_start(servers);
  Notice value = notice(1);
  show(servers, &value);
  notifier_withdraw(servers->notifier);
  g_assert_true(listener_await(was_closed, servers));
}

static void test_comes_later(Servers *servers, gconstpointer data) {
  Notice value = notice(1);
  notifier_show(servers->notifier, &value);
  g_assert_nonnull(listener_expect(servers->listener, NOTICE_FAILED, 1)->reason);
  mock_start(servers);
  listener_expect(servers->listener, NOTICE_AVAILABLE, 0);
  show(servers, &value);
}

static void test_restarts(Servers *servers, gconstpointer data) {
  mock_start(servers);
  Notice value = notice(1);
  show(servers, &value);
  mock_stop(servers);
  mock_start(servers);
  listener_expect(servers->listener, NOTICE_AVAILABLE, 0);
  listener_expect(servers->listener, NOTICE_SHOWN, 1);
  notifier_withdraw(servers->notifier);
  g_assert_true(listener_await(was_closed, servers));
  mock_stop(servers);
  mock_start(servers);
  listener_expect(servers->listener, NOTICE_AVAILABLE, 0);
  value.token = 2;
  show(servers, &value);
}

static void count_message(const char *domain, GLogLevelFlags level, const char *message, gpointer data) {
  if (g_strcmp0(domain, "libnotify") == 0)
    g_atomic_int_inc((int *) data);
}

/* libnotify warns of an action that it does not know; on standard error that would be on the screen. */
static void test_no_warnings(Servers *servers, gconstpointer data) {
  int messages = 0;
  const GLogFunc before = g_log_set_default_handler(count_message, &messages);
  mock_start(servers);
  Notice value = notice(1);
  const guint32 id = show(servers, &value);
  mock_signal(servers, "ActionInvoked", g_variant_new_parsed("[<%u>, <'unheard-of'>]", id));
  mock_signal(servers, "NotificationClosed", g_variant_new_parsed("[<%u>, <%u>]", id, CLOSED_DISMISSED));
  listener_expect(servers->listener, NOTICE_SEEN, 1);
  g_log_set_default_handler(before, NULL);
  g_assert_cmpint(messages, ==, 0);
}

static void test_refuses(Servers *servers, gconstpointer data) {
  mock_start(servers);
  mock_method(servers, "Notify", "susssasa{sv}i", "u",
              "raise dbus.exceptions.DBusException('too many', name='org.example.Full')");
  Notice value = notice(1);
  notifier_show(servers->notifier, &value);
  g_assert_cmpstr(listener_expect(servers->listener, NOTICE_FAILED, 1)->reason, ==, "too many");
}

static GSubprocess *bus_start(char **address) {
  g_autofree char *config = g_test_build_filename(G_TEST_DIST, "support", "private-bus.conf", NULL);
  GError *error = NULL;
  GSubprocess *bus = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                      "dbus-daemon", "--nofork", "--print-address", "--config-file", config, NULL);
  g_assert_no_error(error);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new(g_subprocess_get_stdout_pipe(bus));
  *address = g_data_input_stream_read_line(lines, NULL, NULL, NULL);
  g_assert_nonnull(*address);
  return bus;
}

/* GDBus ends the program with its session bus unless it is told not to. */
static void test_bus_ends(Servers *servers, gconstpointer data) {
  g_autofree char *own = g_strdup(g_getenv("DBUS_SESSION_BUS_ADDRESS"));
  g_autofree char *address = NULL;
  g_autoptr(GSubprocess) bus = bus_start(&address);
  g_setenv("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  Notice value = notice(1);
  notifier_show(servers->notifier, &value);
  listener_expect(servers->listener, NOTICE_FAILED, 1);
  g_subprocess_force_exit(bus);
  g_subprocess_wait(bus, NULL, NULL);
  value.token = 2;
  notifier_show(servers->notifier, &value);
  listener_expect(servers->listener, NOTICE_FAILED, 2);
  g_setenv("DBUS_SESSION_BUS_ADDRESS", own, TRUE);
  mock_start(servers);
  listener_expect(servers->listener, NOTICE_AVAILABLE, 0); /* the bus was looked for meanwhile */
  value.token = 3;
  show(servers, &value);
}

static gboolean mock_is_installed(void) {
  g_autoptr(GSubprocess)
      process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, PYTHON, "-c", "import dbusmock", NULL);
  return process != NULL && g_subprocess_wait_check(process, NULL, NULL);
}

#define ADD(path, test) g_test_add("/servers/" path, Servers, NULL, servers_up, test, servers_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (!mock_is_installed()) {
    g_print("1..0 # SKIP python3-dbusmock is not installed\n");
    return 0;
  }
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL); /* libnotify warns; the notifier drops that */
  ADD("buttons-by-name-and-capability", test_capabilities);
  ADD("urgency-sound-and-no-end", test_hints);
  ADD("a-button-of-the-replaced-one-is-its-own", test_button_of_the_replaced);
  ADD("timed-out-is-not-seen", test_expired_is_not_seen);
  ADD("withdrawing-closes-it", test_withdrawn_closes);
  ADD("one-that-comes-later-is-announced", test_comes_later);
  ADD("a-restarted-one-shows-it-again", test_restarts);
  ADD("libnotify-writes-nothing", test_no_warnings);
  ADD("the-end-of-the-bus-is-survived", test_bus_ends);
  ADD("a-refusal-fails-with-its-reason", test_refuses);
  return g_test_run();
}
