/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminders from a real program whose session bus is not there, comes later, or
 * ends and comes back. Run by tests/support/with-desktop. */
#include "scene.h"

#include <sys/prctl.h>

#define DUE SCENE_TONIGHT " 21:30:10"

static const char routine[] =
    "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"
    "steps = ({ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [\"0m\"]; useful = \"4h\"; });";

static void without_a_bus_it_stands_in_the_log(Scene *scene, gconstpointer data) {
  g_clear_pointer(&scene->bus_address, g_free);
  scene_remind(scene, DUE, SCENE_STILL);
  scene_await(scene, scene_has_said, (gpointer) "Herbal tea — now\n");
}

/* Nothing outlives a test that was aborted. */
static void end_with_the_test(gpointer data) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *start(const char *const *argv) {
  GError *error = NULL;
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup(launcher, end_with_the_test, NULL, NULL);
  GSubprocess *process = g_subprocess_launcher_spawnv(launcher, argv, &error);
  g_assert_no_error(error);
  return process;
}

static void stop(GSubprocess *process) {
  g_subprocess_force_exit(process);
  g_subprocess_wait(process, NULL, NULL);
  g_object_unref(process);
}

static gboolean accepts(Scene *scene, gpointer address) {
  g_autoptr(GDBusConnection) bus = g_dbus_connection_new_for_address_sync(
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, NULL);
  return bus != NULL;
}

/* A session of the scene's own, which can end. */
typedef struct {
  GSubprocess *bus, *server;
} Session;

static void session_start(Scene *scene, Session *session) {
  g_autofree char *config = g_strdup_printf("--config-file=%s", g_getenv("BUS_CONFIG"));
  g_autofree char *address = g_strdup_printf("--address=%s", scene->bus_address);
  g_autofree char *variable = g_strdup_printf("DBUS_SESSION_BUS_ADDRESS=%s", scene->bus_address);
  session->bus = start((const char *const[]){ "dbus-daemon", config, address, "--nofork", NULL });
  scene_await(scene, accepts, scene->bus_address);
  scene->ledger = ledger_new(scene->bus_address);
  session->server = start((const char *const[]){ "env", variable, "dunst", "-config", g_getenv("DUNST_CONFIG"), NULL });
}

/* As a session does: what is in it first. */
static void session_stop(Scene *scene, Session *session) {
  stop(session->server);
  g_clear_pointer(&scene->ledger, ledger_free);
  stop(session->bus);
}

static void a_bus_that_appears_later_gets_it(Scene *scene, gconstpointer data) {
  Session session;
  Ledger *first = g_steal_pointer(&scene->ledger);
  g_free(scene->bus_address);
  scene->bus_address = g_strdup_printf("unix:path=%s/bus", scene->folder);
  Program *program = scene_remind(scene, DUE, 60);
  scene_await(scene, scene_has_said, (gpointer) "Herbal tea");

  session_start(scene, &session);
  scene_await_asked(scene, 1);
  g_assert_cmpstr(ledger_entry(scene->ledger, 0)->summary, ==, "Herbal tea");
  scene_await_record(scene);

  program_end(program);
  session_stop(scene, &session);
  scene->ledger = first;
}

/* Logging out and in again, where the service stays. */
static void a_session_that_comes_back_gets_it_anew(Scene *scene, gconstpointer data) {
  Session session;
  Ledger *first = g_steal_pointer(&scene->ledger);
  g_free(scene->bus_address);
  scene->bus_address = g_strdup_printf("unix:path=%s/bus", scene->folder);
  session_start(scene, &session);
  Program *program = scene_remind(scene, DUE, SCENE_STILL);
  scene_await_asked(scene, 1);
  scene_await_record(scene);

  session_stop(scene, &session);
  session_start(scene, &session);
  scene_await_asked(scene, 1);
  g_assert_cmpstr(ledger_entry(scene->ledger, 0)->summary, ==, "Herbal tea");

  program_end(program);
  session_stop(scene, &session);
  scene->ledger = first;
}

#define ADD(name, function) g_test_add("/bus/" name, Scene, routine, scene_up, function, scene_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("none-stands-in-the-log", without_a_bus_it_stands_in_the_log);
  ADD("appears-later", a_bus_that_appears_later_gets_it);
  ADD("comes-back", a_session_that_comes_back_gets_it_anew);
  return g_test_run();
}
