/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene.h"

#include "base/daytime.h"
#include "listener.h"
#include "store/claims.h"

#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <pty.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define PATIENCE_USEC (20 * G_USEC_PER_SEC)
#define CALL_MILLISECONDS 20000
#define ZONE "Europe/Berlin"

/* --- the notification server --- */

guint scene_displayed(Scene *scene) {
  GError *error = NULL;
  g_autoptr(GVariant)
      reply = g_dbus_connection_call_sync(scene->bus, SERVER, SERVER_PATH, "org.freedesktop.DBus.Properties", "Get",
                                          g_variant_new("(ss)", "org.dunstproject.cmd0", "displayedLength"), NULL,
                                          G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GVariant) value = NULL;
  g_variant_get(reply, "(v)", &value);
  return g_variant_get_uint32(value);
}

static void close_all(Scene *scene) {
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(scene->bus, SERVER, SERVER_PATH, "org.dunstproject.cmd0",
                                                          "NotificationCloseAll", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                                                          CALL_MILLISECONDS, NULL, NULL);
  g_assert_nonnull(reply);
}

void scene_set_quiet(Scene *scene, gboolean is_quiet) {
  GError *error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(
      scene->bus, SERVER, SERVER_PATH, "org.freedesktop.DBus.Properties", "Set",
      g_variant_new("(ssv)", "org.dunstproject.cmd0", "paused", g_variant_new_boolean(is_quiet)), NULL,
      G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, &error);
  g_assert_no_error(error);
}

static GPid server_id(void) {
  return (GPid) g_ascii_strtoll(g_getenv("DUNST_PID"), NULL, 10);
}

void scene_freeze(void) {
  g_assert_cmpint(kill(server_id(), SIGSTOP), ==, 0);
}

void scene_wake(void) {
  g_assert_cmpint(kill(server_id(), SIGCONT), ==, 0);
}

void scene_pick(const char *word) {
  GError *error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_new(G_SUBPROCESS_FLAGS_NONE, &error, "pick", word, NULL);
  g_assert_no_error(error);
  g_assert_true(g_subprocess_wait_check(process, NULL, &error));
}

/* --- waiting --- */

typedef struct {
  Scene *scene;
  SceneFunc func;
  gpointer data;
} Await;

static gboolean holds(gpointer data) {
  const Await *await = data;
  return await->func(await->scene, await->data);
}

void scene_await(Scene *scene, SceneFunc condition, gpointer data) {
  Await await = { scene, condition, data };
  g_assert_true(listener_await(holds, &await));
}

static gboolean displays(Scene *scene, gpointer data) {
  return scene_displayed(scene) == GPOINTER_TO_UINT(data);
}

gboolean scene_has_said(Scene *scene, gpointer text) {
  return program_said(g_ptr_array_index(scene->programs, 0), text);
}

void scene_await_displayed(Scene *scene, guint count) {
  scene_await(scene, displays, GUINT_TO_POINTER(count));
}

static gboolean has_asked(Scene *scene, gpointer data) {
  return ledger_count(scene->ledger) >= GPOINTER_TO_UINT(data);
}

void scene_await_asked(Scene *scene, guint count) {
  scene_await(scene, has_asked, GUINT_TO_POINTER(count));
  g_assert_cmpuint(ledger_count(scene->ledger), ==, count);
}

static gboolean never(gpointer data) {
  return g_get_monotonic_time() > *(gint64 *) data;
}

void scene_let_pass(double seconds) {
  gint64 end = g_get_monotonic_time() + (gint64) (seconds * G_USEC_PER_SEC);
  g_assert_true(listener_await(never, &end));
}

void scene_pick_until(Scene *scene, const char *word, SceneFunc condition, gpointer data) {
  const gint64 end = g_get_monotonic_time() + PATIENCE_USEC;
  while (!condition(scene, data)) {
    g_assert_cmpint(g_get_monotonic_time(), <, end);
    if (scene_displayed(scene) > 0)
      scene_pick(word);
    scene_let_pass(0.05);
  }
}

/* --- the record --- */

static Night tonight(void) {
  Night night = NIGHT_NONE;
  g_assert_true(daytime_parse_day(SCENE_TONIGHT, &night));
  return night;
}

static Store *open_store(const Scene *scene, StoreMode mode) {
  GError *error = NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(ZONE);
  Store *store = store_open(scene->data, mode, daytime_resolve(tonight(), 12 * 60, zone), &error);
  g_assert_no_error(error);
  return store;
}

static Record *load_record(const Scene *scene) {
  g_autoptr(Store) store = open_store(scene, STORE_READ);
  Record *record = store_load_record(store, tonight(), NULL);
  g_assert_nonnull(record);
  return record;
}

Mark scene_mark(const Scene *scene, const char *step) {
  g_autoptr(Record) record = load_record(scene);
  return record_mark(record, step);
}

int scene_rested(const Scene *scene) {
  g_autoptr(Record) record = load_record(scene);
  return record->morning.rested;
}

static gboolean is_claimed(Scene *scene, gpointer data) {
  g_autoptr(Store) store = open_store(scene, STORE_READ);
  gboolean awaited = FALSE;
  g_assert_true(claim_awaited(store, tonight(), &awaited, NULL));
  return awaited;
}

void scene_await_claim(Scene *scene) {
  scene_await(scene, is_claimed, NULL);
}

static gboolean is_recorded(Scene *scene, gpointer data) {
  g_autoptr(Store) store = open_store(scene, STORE_READ);
  g_auto(LastReminder) last = { 0 };
  g_assert_true(claim_load_last(store, &last, NULL));
  return last.owner_lives && last.server_id != 0;
}

void scene_await_record(Scene *scene) {
  scene_await(scene, is_recorded, NULL);
}

/* --- programs --- */

/* No program outlives a test that was aborted. */
static void end_with_the_test(gpointer data) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocessLauncher *launcher_new(const Scene *scene, GSubprocessFlags flags) {
  GSubprocessLauncher *launcher = g_subprocess_launcher_new(flags);
  static const char *const places[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME" };
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
    g_subprocess_launcher_setenv(launcher, places[i], scene->folder, TRUE);
  g_subprocess_launcher_set_child_setup(launcher, end_with_the_test, NULL, NULL);
  g_subprocess_launcher_setenv(launcher, "TERM", "xterm-256color", TRUE);
  g_subprocess_launcher_unsetenv(launcher, "XDG_RUNTIME_DIR");
  if (scene->bus_address)
    g_subprocess_launcher_setenv(launcher, "DBUS_SESSION_BUS_ADDRESS", scene->bus_address, TRUE);
  else
    g_subprocess_launcher_unsetenv(launcher, "DBUS_SESSION_BUS_ADDRESS");
  return launcher;
}

static GSubprocess *spawn(const Scene *scene, GSubprocessLauncher *launcher, const char *words, const char *now,
                          double speed) {
  GError *error = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *line = g_strdup_printf("'%s' %s --config '%s' --data '%s' --now '%s' --speed %s",
                                          g_getenv("WINDDOWN_PROGRAM"), words, scene->routine, scene->data, now,
                                          g_ascii_dtostr(number, sizeof number, speed));
  g_auto(GStrv) argv = NULL;
  g_assert_true(g_shell_parse_argv(line, NULL, &argv, &error));
  GSubprocess *process = g_subprocess_launcher_spawnv(launcher, (const char *const *) argv, &error);
  g_assert_no_error(error);
  return process;
}

static Program *program_new(Scene *scene, GSubprocess *process, char *log) {
  Program *program = g_new0(Program, 1);
  *program = (Program){
    .process = process,
    .id = (GPid) g_ascii_strtoll(g_subprocess_get_identifier(process), NULL, 10),
    .log = log,
    .terminal = -1,
  };
  g_ptr_array_add(scene->programs, program);
  return program;
}

static GSocket *socket_at(const char *path) {
  GError *error = NULL;
  GSocket *socket = g_socket_new(G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, 0, &error);
  g_assert_no_error(error);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new(path);
  g_assert_true(g_socket_bind(socket, address, FALSE, &error));
  return socket;
}

static void await_ready(GSocket *socket) {
  GError *error = NULL;
  char text[64] = "";
  g_assert_true(g_socket_condition_timed_wait(socket, G_IO_IN, PATIENCE_USEC, NULL, &error));
  g_assert_cmpint(g_socket_receive(socket, text, sizeof text - 1, NULL, &error), >, 0);
  g_assert_cmpstr(text, ==, "READY=1");
}

Program *scene_remind(Scene *scene, const char *now, double speed) {
  char *log = g_strdup_printf("%s/log-%u", scene->folder, scene->programs->len);
  g_autofree char *path = g_strdup_printf("%s/ready-%u", scene->folder, scene->programs->len);
  g_autoptr(GSocket) socket = socket_at(path);
  g_autoptr(GSubprocessLauncher) launcher = launcher_new(scene, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_subprocess_launcher_set_stderr_file_path(launcher, log);
  g_subprocess_launcher_setenv(launcher, "NOTIFY_SOCKET", path, TRUE);
  Program *program = program_new(scene, spawn(scene, launcher, "remind", now, speed), log);
  await_ready(socket);
  return program;
}

static gboolean on_output(int terminal, GIOCondition condition, gpointer data) {
  char bytes[4096];
  return read(terminal, bytes, sizeof bytes) > 0;
}

Program *scene_dashboard(Scene *scene, const char *now, double speed) {
  const struct winsize size = { .ws_row = 24, .ws_col = 80 };
  int master = -1, slave = -1;
  g_assert_cmpint(openpty(&master, &slave, NULL, NULL, &size), ==, 0);
  g_autoptr(GSubprocessLauncher) launcher = launcher_new(scene, G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_stdout_fd(launcher, fcntl(slave, F_DUPFD_CLOEXEC, 3));
  g_subprocess_launcher_take_stdin_fd(launcher, slave);
  Program *program = program_new(scene, spawn(scene, launcher, "", now, speed), NULL);
  program->terminal = master;
  program->drain = g_unix_fd_add(master, G_IO_IN | G_IO_HUP, on_output, NULL);
  return program;
}

static void await_end(const Program *program) {
  g_assert_true(g_subprocess_wait(program->process, NULL, NULL));
}

void program_signal(Program *program, int signal) {
  g_assert_cmpint(kill(program->id, signal), ==, 0);
  if (signal == SIGKILL)
    await_end(program);
}

void program_end(Program *program) {
  if (g_subprocess_get_identifier(program->process)) {
    g_subprocess_send_signal(program->process, SIGCONT);
    g_subprocess_send_signal(program->process, SIGTERM);
  }
  await_end(program);
  if (g_subprocess_get_if_exited(program->process)) /* it was not killed: it ends in order */
    g_assert_cmpint(g_subprocess_get_exit_status(program->process), ==, 0);
}

static void program_free(gpointer data) {
  Program *program = data;
  program_end(program);
  if (program->terminal >= 0) {
    GSource *drain = g_main_context_find_source_by_id(NULL, program->drain);
    if (drain)
      g_source_destroy(drain);
    close(program->terminal);
  }
  g_object_unref(program->process);
  g_free(program->log);
  g_free(program);
}

gboolean program_said(const Program *program, const char *text) {
  g_autofree char *log = NULL;
  return g_file_get_contents(program->log, &log, NULL, NULL) && strstr(log, text);
}

void scene_run(const Scene *scene, const char *now, const char *words) {
  GError *error = NULL;
  g_autoptr(GSubprocessLauncher) launcher = launcher_new(scene, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr(GSubprocess) process = spawn(scene, launcher, words, now, SCENE_STILL);
  g_assert_true(g_subprocess_wait_check(process, NULL, &error));
}

/* --- beginning and end --- */

void scene_write_routine(const Scene *scene, const char *text) {
  g_assert_true(g_file_set_contents(scene->routine, text, -1, NULL));
}

void scene_up(Scene *scene, gconstpointer routine) {
  scene->folder = g_dir_make_tmp("winddown-scene-XXXXXX", NULL);
  scene->routine = g_build_filename(scene->folder, "winddown.cfg", NULL);
  scene->data = g_build_filename(scene->folder, "data", NULL);
  scene->bus_address = g_strdup(g_getenv("DBUS_SESSION_BUS_ADDRESS"));
  scene->bus = ledger_connect(scene->bus_address);
  scene->ledger = ledger_new(scene->bus_address);
  scene->programs = g_ptr_array_new_with_free_func(program_free);
  scene_write_routine(scene, routine);
  store_close(open_store(scene, STORE_WRITE)); /* at noon: the evening is no first one */
  close_all(scene);
}

void scene_down(Scene *scene, gconstpointer routine) {
  scene_wake();
  g_ptr_array_unref(scene->programs);
  scene_await_displayed(scene, 0);
  ledger_free(scene->ledger);
  g_object_unref(scene->bus);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", scene->folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  g_free(scene->folder);
  g_free(scene->routine);
  g_free(scene->data);
  g_free(scene->bus_address);
}
