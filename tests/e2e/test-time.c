/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs that stay up while time does what it likes: the machine's clock is
 * set, its zone becomes another one, the process sleeps. A suspend is stood in
 * for by stopping the process: its clock goes on. */
#include "home.h"

#include "base/daytime.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BORN "2026-01-01 12:00"
#define PATIENCE_USEC (20 * G_USEC_PER_SEC)
#define AT_ONCE_USEC G_USEC_PER_SEC
#define LOG_ONLY "reminders = { ways = []; until = \"bed + 2h\"; useful = \"4h\"; };\n"

/* A home whose routine is `text`, and where the program was there at `born`. */
static Home *home_with(const char *text, const char *born) {
  Home *home = home_new(FALSE);
  g_autofree char *folder = g_path_get_dirname(home->config);
  g_assert_no_errno(g_mkdir_with_parents(folder, S_IRWXU));
  g_assert_true(g_file_set_contents(home->config, text, -1, NULL));
  g_free(home_command(home, born, "undo", NULL)); /* nothing to take back, but now it exists */
  return home;
}

/* The settings of `home` with `TERM`; without its zone, the machine's holds (owned, of borrowed texts). */
static GPtrArray *settings_of(const Home *home, gboolean zone) {
  GPtrArray *settings = g_ptr_array_new();
  for (guint i = 0; i < home->settings->len; i++) {
    char *setting = g_ptr_array_index(home->settings, i);
    if (zone || !g_str_has_prefix(setting, "TZ="))
      g_ptr_array_add(settings, setting);
  }
  g_ptr_array_add(settings, (gpointer) "TERM=xterm-256color");
  g_ptr_array_add(settings, NULL);
  return settings;
}

static Terminal *open_program(const Home *home, const char *const *argv, gboolean zone) {
  g_autoptr(GPtrArray) settings = settings_of(home, zone);
  g_autoptr(GPtrArray) removed = g_ptr_array_new();
  for (gsize i = 0; home->removed[i]; i++)
    g_ptr_array_add(removed, (gpointer) home->removed[i]);
  g_ptr_array_add(removed, (gpointer) "TZ");
  g_ptr_array_add(removed, NULL);
  const TerminalOptions options = {
    .columns = 80,
    .rows = 24,
    .argv = argv,
    .set = (const char *const *) settings->pdata,
    .removed = (const char *const *) removed->pdata,
  };
  return terminal_start(&options);
}

static int count(const char *text, const char *what) {
  int n = 0;
  for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
    n++;
  return n;
}

/* ---- `winddown remind`, which tells what it brings on standard error. ---- */

typedef struct {
  GSubprocess *process;
  int pipe;
  GString *heard;
} Remind;

static void die_with_the_test(gpointer data) {
  (void) prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* `argv` ends in NULL. */
static void remind_start(Remind *remind, const Home *home, const char *const *argv) {
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GError) error = NULL;
  for (gsize i = 0; home->removed[i]; i++)
    g_subprocess_launcher_unsetenv(launcher, home->removed[i]);
  for (guint i = 0; i < home->settings->len; i++) {
    g_auto(GStrv) pair = g_strsplit(g_ptr_array_index(home->settings, i), "=", 2);
    g_subprocess_launcher_setenv(launcher, pair[0], pair[1], TRUE);
  }
  g_subprocess_launcher_set_child_setup(launcher, die_with_the_test, NULL, NULL);
  remind->process = g_subprocess_launcher_spawnv(launcher, argv, &error);
  g_assert_no_error(error);
  remind->pipe = g_unix_input_stream_get_fd(G_UNIX_INPUT_STREAM(g_subprocess_get_stderr_pipe(remind->process)));
  remind->heard = g_string_new(NULL);
}

static void remind_open(Remind *remind, const Home *home, const char *now, const char *speed) {
  const char *const argv[] = {
    g_getenv("WINDDOWN"), "remind", "--data", home->data, "--now", now, "--speed", speed, NULL
  };
  remind_start(remind, home, argv);
}

/* FALSE when nothing came, or nothing ever will. */
static gboolean remind_hear(Remind *remind, int timeout_ms) {
  struct pollfd file = { .fd = remind->pipe, .events = POLLIN };
  char bytes[1024];
  if (poll(&file, 1, timeout_ms) <= 0)
    return FALSE;
  const gssize length = read(remind->pipe, bytes, sizeof bytes);
  if (length > 0)
    g_string_append_len(remind->heard, bytes, length);
  return length > 0;
}

static void remind_expect(Remind *remind, const char *text) {
  const gint64 end = g_get_monotonic_time() + PATIENCE_USEC;
  while (!strstr(remind->heard->str, text)) {
    const gint64 left_ms = (end - g_get_monotonic_time()) / 1000;
    if (left_ms <= 0 || !remind_hear(remind, (int) left_ms))
      g_error("never heard of: \"%s\", but of:\n%s", text, remind->heard->str);
  }
}

/* Ends it; what it said until then is in `heard`. */
static void remind_end(Remind *remind) {
  g_subprocess_send_signal(remind->process, SIGTERM);
  while (remind_hear(remind, -1))
    continue;
  g_assert_true(g_subprocess_wait_check(remind->process, NULL, NULL));
}

static void remind_clear(Remind *remind) {
  g_object_unref(remind->process);
  g_string_free(remind->heard, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Remind, remind_clear)

static GPid remind_pid(const Remind *remind) {
  return (GPid) g_ascii_strtoll(g_subprocess_get_identifier(remind->process), NULL, 10);
}

/* The process sleeps while that many minutes go by on its clock. Nothing can be awaited here: what is missing is the
 * point. */
static void suspend(GPid pid, int minutes, int speed) {
  g_assert_no_errno(kill(pid, SIGSTOP));
  g_usleep((gulong) minutes * 60 * G_USEC_PER_SEC / (gulong) speed);
  g_assert_no_errno(kill(pid, SIGCONT));
}

/* ---- Suspend. ---- */

typedef struct {
  const char *routine;
  const char *now;
  int speed, minutes;
  const char *after; /* what is heard then, once and alone */
} Nap;

#define NAP_DAY "2026-11-24 12:00"

static const Nap naps[] = {
  /* Two due times are past: what is still useful comes in one notice. */
  { "bed = \"23:00\"; wake = \"07:00\"; " LOG_ONLY
    "steps = ( { id = \"sync\"; title = \"Begin\"; at = \"18:00\"; leads = [\"0m\"]; },\n"
    "{ id = \"one\"; title = \"One\"; at = \"19:00\"; leads = [\"0m\"]; },\n"
    "{ id = \"two\"; title = \"Two\"; at = \"20:00\"; leads = [\"15m\", \"0m\"]; });\n",
    "2026-11-24 17:59", 3600, 150, "One · Two — One: from 19:00" },
  /* Midnight is past. */
  { "bed = \"01:30\"; wake = \"09:00\"; " LOG_ONLY
    "steps = ( { id = \"sync\"; title = \"Begin\"; at = \"23:30\"; leads = [\"0m\"]; },\n"
    "{ id = \"one\"; title = \"One\"; at = \"00:15\"; leads = [\"0m\"]; });\n",
    "2026-11-24 23:29", 1800, 70, "One — from 00:15" },
  /* The wake time is past: what was due before it is left to the morning, which is asked for. */
  { "bed = \"23:00\"; wake = \"07:00\"; " LOG_ONLY
    "steps = ( { id = \"sync\"; title = \"Begin\"; at = \"22:00\"; leads = [\"0m\"]; },\n"
    "{ id = \"one\"; title = \"One\"; at = \"22:30\"; leads = [\"0m\"]; },\n"
    "{ id = \"bed\"; title = \"Lights out\"; at = \"bed\"; leads = [\"0m\"]; });\n",
    "2026-11-24 21:59", 14400, 600, "How rested do you feel?" },
};

static void a_nap_brings_one_notice(gconstpointer data) {
  const Nap *nap = data;
  g_autoptr(Home) home = home_with(nap->routine, NAP_DAY);
  g_autofree char *speed = g_strdup_printf("%d", nap->speed);
  g_auto(Remind) remind = { 0 };
  remind_open(&remind, home, nap->now, speed);
  remind_expect(&remind, "Begin");
  suspend(remind_pid(&remind), nap->minutes, nap->speed);
  remind_expect(&remind, nap->after);
  remind_end(&remind);
  g_test_message("%s", remind.heard->str);
  g_assert_cmpint(count(remind.heard->str, "\n"), ==, 2);
}

static void the_screen_is_right_after_a_nap(void) {
  g_autoptr(Home) home = home_with(naps[0].routine, NAP_DAY);
  g_autoptr(Terminal) terminal = home_open_at(home, naps[0].now, "3600");
  terminal_expect(terminal, "Begin");
  suspend(terminal_pid(terminal), naps[0].minutes, naps[0].speed);
  terminal_expect(terminal, "── 20:");
  terminal_expect(terminal, "One · Two");
  terminal_expect(terminal, "past midnight");
  home_kill(terminal);
}

static void the_screen_is_right_after_a_night(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autoptr(Terminal) terminal = home_open_at(home, "2026-11-24 22:50", "3600");
  terminal_expect(terminal, "24 November");
  suspend(terminal_pid(terminal), 8 * 60 + 30, 3600); /* over bedtime, midnight and the wake time */
  terminal_expect(terminal, "Wednesday");
  terminal_expect(terminal, "25 November");
  terminal_send(terminal, "j");
  terminal_expect(terminal, "How rested do you feel?");
  home_kill(terminal);
}

/* Started at ten past ten: nothing could remind of what was due before, and a narrow screen has a line for it. */
static void a_start_says_what_was_due(void) {
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autofree char *held = home_ask(home, "2026-11-24 15:00", "done caffeine");
  g_autoptr(Terminal) terminal = home_open(home, &(HomeRun){ .now = "2026-11-24 22:10", .columns = 44, .rows = 14 });
  terminal_expect(terminal, "Since 21:30, still open: magnesium, dim.");
  home_press(terminal, " ");
  terminal_expect(terminal, "still open: dim.");
  home_press(terminal, " ");
  terminal_expect_gone(terminal, "still open:");
  home_quit(terminal);
}

/* ---- The machine's clock. ---- */

/* Sets it to what it shows: that tells every timer, and moves nothing. */
static gboolean set_clock(void) {
  struct timespec now;
  g_assert_no_errno(clock_gettime(CLOCK_REALTIME, &now));
  if (clock_settime(CLOCK_REALTIME, &now) == 0)
    return TRUE;
  g_assert_cmpint(errno, ==, EPERM);
  return FALSE;
}

/* What clocks in Berlin show so many minutes from now (owned). */
static char *clock_in(int minutes) {
  g_autoptr(GTimeZone) berlin = g_time_zone_new_identifier("Europe/Berlin");
  return daytime_clock(g_get_real_time() / G_USEC_PER_SEC + minutes * 60, berlin);
}

/* An evening around the present moment: something was due two minutes ago, and bedtime is three hours away. */
static Home *home_of_now(void) {
  g_autofree char *due = clock_in(-2), *bed = clock_in(180), *wake = clock_in(600);
  g_autofree char *routine = g_strdup_printf(
      "bed = \"%s\"; wake = \"%s\"; reminders = { ways = [\"bell\"]; };\n"
      "steps = ( { id = \"tea\"; title = \"Herbal tea\"; at = \"%s\"; leads = [\"0m\"]; },\n"
      "{ id = \"bed\"; title = \"Lights out\"; at = \"bed\"; leads = [\"0m\"]; });\n",
      bed, wake, due);
  return home_with(routine, BORN);
}

#define TIMES_SET 5

static void setting_the_clock_reminds_of_nothing_twice(void) {
  if (!set_clock()) {
    g_test_skip("setting the machine's clock is not permitted");
    return;
  }
  g_autoptr(Home) home = home_of_now();
  const char *const reminder[] = { g_getenv("WINDDOWN"), "remind", "--data", home->data, NULL };
  const char *const dashboard[] = { g_getenv("WINDDOWN"), "--data", home->data, NULL };
  g_auto(Remind) remind = { 0 };
  remind_start(&remind, home, reminder);
  remind_expect(&remind, "Herbal tea"); /* it has but a log to tell it to: who has a terminal tells it again */
  g_autoptr(Terminal) terminal = open_program(home, dashboard, TRUE);
  terminal_expect(terminal, "Herbal tea at "); /* this stands there once the bell has rung */
  for (int i = 0; i < TIMES_SET; i++) {
    g_assert_true(set_clock());
    home_press(terminal, "");
    terminal_expect(terminal, "Herbal tea at ");
    g_assert_false(terminal_has_written(terminal, "\a"));
  }
  home_quit(terminal);
  remind_end(&remind);
  g_assert_cmpint(count(remind.heard->str, "Herbal tea"), ==, 1);
}

/* ---- The machine's zone. ---- */

#define IN_OWN_ETC "mount --bind \"$1\" /etc && shift && exec \"$@\""

static void link_zone(const char *etc, const char *zone) {
  g_autofree char *link = g_build_filename(etc, "localtime", NULL);
  g_autofree char *aside = g_strconcat(link, ".new", NULL);
  g_autofree char *target = g_build_filename("/usr/share/zoneinfo", zone, NULL);
  g_assert_no_errno(symlink(target, aside));
  g_assert_no_errno(g_rename(aside, link));
}

/* Whether a folder of ours may stand where /etc is, for one process. */
static gboolean may_have_own_etc(const char *etc) {
  const char *const probe[] = { "unshare", "-Urm", "sh", "-c", IN_OWN_ETC, "sh", etc, "true", NULL };
  int status = -1;
  return g_spawn_sync(NULL, (char **) probe, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                      NULL, &status, NULL) &&
         g_spawn_check_wait_status(status, NULL);
}

static void another_zone_is_on_the_screen_at_once(void) {
  static const struct {
    const char *zone, *now;
  } journeys[] = { { "Europe/London", "── 20:1" },
                   { "Europe/Berlin", "── 21:1" },
                   { "Europe/London", "── 20:1" },
                   { "America/Sao_Paulo", "── 17:1" },
                   { "Europe/Berlin", "── 21:1" } };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autofree char *etc = g_build_filename(home->folder, "etc", NULL);
  g_assert_no_errno(g_mkdir(etc, S_IRWXU));
  link_zone(etc, "Europe/Berlin");
  if (!may_have_own_etc(etc)) {
    g_test_skip("a mount namespace of its own is not permitted");
    return;
  }
  const char *const argv[] = { "unshare",  "-Urm",     "sh",    "-c",
                               IN_OWN_ETC, "sh",       etc,     g_getenv("WINDDOWN"),
                               "--data",   home->data, "--now", "2026-11-24 21:10",
                               NULL };
  g_autoptr(Terminal) terminal = open_program(home, argv, FALSE);
  terminal_expect(terminal, "── 21:1");
  gint64 fastest = G_MAXINT64;
  for (gsize i = 0; i < G_N_ELEMENTS(journeys); i++) {
    const gint64 linked = g_get_monotonic_time();
    link_zone(etc, journeys[i].zone);
    terminal_expect(terminal, journeys[i].now);
    terminal_expect(terminal, "23:00 to 07:00");
    fastest = MIN(fastest, g_get_monotonic_time() - linked);
  }
  g_test_message("another zone stood on the screen after %d ms", (int) (fastest / 1000));
  g_assert_cmpint(fastest, <, AT_ONCE_USEC);
  home_quit(terminal);
}

/* ---- A clock from outside. ---- */

/* What the program answers under a clock that libfaketime stands in for (owned); NULL where there is none. */
static char *ask_under_faketime(const Home *home, const char *clock, const char *words) {
  g_autofree char *line = g_strdup_printf("faketime -f '%s' %s --data %s %s", clock, g_getenv("WINDDOWN"), home->data,
                                          words);
  g_auto(GStrv) argv = NULL;
  g_auto(GStrv) environment = g_get_environ();
  g_autofree char *output = NULL;
  int status = -1;
  g_assert_true(g_shell_parse_argv(line, NULL, &argv, NULL));
  for (guint i = 0; i < home->settings->len; i++) {
    g_auto(GStrv) pair = g_strsplit(g_ptr_array_index(home->settings, i), "=", 2);
    environment = g_environ_setenv(environment, pair[0], pair[1], TRUE);
  }
  const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL;
  if (!g_spawn_sync(NULL, argv, environment, flags, NULL, NULL, &output, NULL, &status, NULL) || status != 0)
    return NULL;
  return g_steal_pointer(&output);
}

static void a_clock_from_outside_gives_the_same_plan(void) {
  static const char *const moments[] = { "2026-03-28 21:30:00", "2026-03-29 01:59:00", "2026-03-29 03:00:00",
                                         "2026-10-25 12:00:00" };
  static const char *const words[] = { "plan --json", "status --format json", "plan --night 2026-10-24" };
  g_autoptr(Home) home = home_new_settled(BORN, NULL);
  g_autofree char *probe = ask_under_faketime(home, moments[0], "--version");
  if (!probe) {
    g_test_skip("libfaketime is not here, or not with a sanitizer");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(moments); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS(words); j++) {
      g_autofree char *outside = ask_under_faketime(home, moments[i], words[j]);
      g_autofree char *inside = home_ask(home, moments[i], words[j]);
      g_assert_cmpstr(outside, ==, inside);
    }
  }
}

static void the_alarm_rings_by_a_clock_from_outside(void) {
  g_autoptr(Home)
      home = home_with("bed = \"04:00\"; wake = \"10:00\"; " LOG_ONLY
                       "steps = ( { id = \"tea\"; title = \"Herbal tea\"; at = \"02:30\"; leads = [\"0m\"]; },\n"
                       "{ id = \"bed\"; title = \"Lights out\"; at = \"bed\"; });\n",
                       BORN);
  g_autofree char *probe = ask_under_faketime(home, "2026-03-28 21:30:00", "--version");
  if (!probe) {
    g_test_skip("libfaketime is not here, or not with a sanitizer");
    return;
  }
  /* 02:30 is left out that night: what is due then is due at 03:00. */
  const char *const argv[] = { "faketime", "-f", "@2026-03-29 01:58:30 x60", g_getenv("WINDDOWN"), "remind", "--data",
                               home->data, NULL };
  g_auto(Remind) remind = { 0 };
  remind_start(&remind, home, argv);
  remind_expect(&remind, "Herbal tea — now");
  g_subprocess_force_exit(remind.process);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/suspend/over-due-times-brings-one-notice", &naps[0], a_nap_brings_one_notice);
  g_test_add_data_func("/suspend/over-midnight-brings-one-notice", &naps[1], a_nap_brings_one_notice);
  g_test_add_data_func("/suspend/over-the-wake-time-asks-for-the-morning", &naps[2], a_nap_brings_one_notice);
  g_test_add_func("/start/says-what-was-due-in-one-line", a_start_says_what_was_due);
  g_test_add_func("/suspend/screen-is-right-after-a-nap", the_screen_is_right_after_a_nap);
  g_test_add_func("/suspend/screen-is-right-after-a-night", the_screen_is_right_after_a_night);
  g_test_add_func("/clock/setting-it-reminds-of-nothing-twice", setting_the_clock_reminds_of_nothing_twice);
  g_test_add_func("/zone/another-one-is-on-the-screen-at-once", another_zone_is_on_the_screen_at_once);
  g_test_add_func("/faketime/gives-the-same-plan", a_clock_from_outside_gives_the_same_plan);
  g_test_add_func("/faketime/the-alarm-rings", the_alarm_rings_by_a_clock_from_outside);
  return g_test_run();
}
