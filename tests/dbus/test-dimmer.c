/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dimmer against logind as dbusmock plays it, which writes what it is
 * asked to set into a folder that stands for the kernel's. Run by
 * tests/support/with-bus. */
#include "listener.h"
#include "session/dimmer.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOGIN "org.freedesktop.login1"
#define SESSION "/org/freedesktop/login1/session/auto"
#define MOCK "org.freedesktop.DBus.Mock"
#define CALL_MILLISECONDS 20000
#define PYTHON "/usr/bin/python3" /* the distribution's own: dbusmock is one of its packages */
#define DEVICE "intel_backlight"

#define BED ((gint64) 1795557600)
#define MINUTE 60

typedef struct {
  char *folder;
  char *class_folder;
  char *state_folder;
  char *brightness;
  GString *said;
  Dimmer *dimmer;
} Scene;

/* From 1000 to 300 over 35 minutes: twenty a minute. */
static const ScreenSettings screen = { .dim_to_percent = 30, .over_minutes = 35 };

static Plan tonight(Night night) {
  const gint64 later = (gint64) (night - 1) * 24 * 60 * MINUTE;
  return (Plan){
    .night = night, .start = later + BED - 16 * 60 * MINUTE, .bed = later + BED, .wake = later + BED + 8 * 60 * MINUTE
  };
}

static void on_said(const char *text, gpointer data) {
  g_string_append_printf(((Scene *) data)->said, "%s\n", text);
}

static void write_light(const Scene *scene, int value) {
  g_autofree char *text = g_strdup_printf("%d\n", value);
  g_assert_true(g_file_set_contents(scene->brightness, text, -1, NULL));
}

static int read_light(const Scene *scene) {
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(scene->brightness, &text, NULL, NULL));
  return atoi(text);
}

static void open_folders(Scene *scene, const char *folder) {
  scene->folder = g_strdup(folder);
  scene->class_folder = g_build_filename(folder, "class", NULL);
  scene->state_folder = g_build_filename(folder, "state", NULL);
  scene->brightness = g_build_filename(scene->class_folder, DEVICE, "brightness", NULL);
  scene->said = g_string_new(NULL);
  scene->dimmer = dimmer_new(scene->class_folder, scene->state_folder, on_said, scene);
}

static void close_folders(Scene *scene) {
  g_free(scene->folder);
  g_free(scene->class_folder);
  g_free(scene->state_folder);
  g_free(scene->brightness);
  g_string_free(scene->said, TRUE);
}

/* --- logind --- */

static GDBusConnection *bus;
static GSubprocess *mock;

static gboolean is_up(gpointer data) {
  g_autoptr(GVariant)
      reply = g_dbus_connection_call_sync(bus, LOGIN, "/org/freedesktop/login1", "org.freedesktop.DBus.Peer", "Ping",
                                          NULL, NULL, G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, NULL);
  return reply != NULL;
}

static void mock_call(const char *path, const char *method, GVariant *arguments) {
  GError *error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(bus, LOGIN, path, MOCK, method, arguments, NULL,
                                                          G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, &error);
  g_assert_no_error(error);
}

static void mock_start(void) {
  GError *error = NULL;
  mock = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, PYTHON, "-m", "dbusmock", "--system", "--template",
                          "logind", NULL);
  g_assert_no_error(error);
  g_assert_true(listener_await(is_up, NULL));
  mock_call("/org/freedesktop/login1", "AddObject",
            g_variant_new_parsed("(%s, 'org.freedesktop.login1.Session', @a{sv} {}, @a(ssss) [])", SESSION));
}

/* What SetBrightness does: writes it down, or refuses. */
static void mock_plays(const Scene *scene, gboolean refuses) {
  g_autofree char *writes = g_strdup_printf("open('%s/' + args[1] + '/brightness', 'w').write(str(args[2]) + '\\n')",
                                            scene->class_folder);
  const char *code =
      refuses ? "raise dbus.exceptions.DBusException('not now', name='org.freedesktop.DBus.Error.AccessDenied')"
              : writes;
  mock_call(SESSION, "AddMethod",
            g_variant_new("(sssss)", "org.freedesktop.login1.Session", "SetBrightness", "ssu", "", code));
}

static guint mock_calls(void) {
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync(bus, LOGIN, SESSION, MOCK, "GetMethodCalls",
                                                          g_variant_new("(s)", "SetBrightness"), NULL,
                                                          G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, NULL);
  g_autoptr(GVariant) calls = g_variant_get_child_value(reply, 0);
  return (guint) g_variant_n_children(calls);
}

/* --- a scene --- */

static void scene_up(Scene *scene, gconstpointer data) {
  g_autofree char *folder = g_dir_make_tmp("winddown-dimmer-XXXXXX", NULL);
  open_folders(scene, folder);
  g_autofree char *device = g_build_filename(scene->class_folder, DEVICE, NULL);
  g_assert_cmpint(g_mkdir_with_parents(device, 0700), ==, 0);
  write_light(scene, 1000);
  mock_plays(scene, FALSE);
  mock_call(SESSION, "ClearCalls", NULL);
}

static void scene_down(Scene *scene, gconstpointer data) {
  dimmer_free(scene->dimmer, TRUE);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", scene->folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  close_folders(scene);
}

static gboolean is_idle(gpointer data) {
  return !dimmer_is_busy(((Scene *) data)->dimmer);
}

/* A turn in that night, so long from bedtime, and what came of it. */
static int light_after(Scene *scene, Night night, gint64 seconds) {
  const Plan plan = tonight(night);
  dimmer_turn(scene->dimmer, &plan, &screen, plan.bed + seconds);
  g_assert_true(listener_await(is_idle, scene));
  return read_light(scene);
}

static void reopen(Scene *scene) {
  scene->dimmer = dimmer_new(scene->class_folder, scene->state_folder, on_said, scene);
}

static void it_goes_down_by_steps_and_comes_back_in_the_morning(Scene *scene, gconstpointer data) {
  g_assert_cmpint(light_after(scene, 1, -36 * MINUTE), ==, 1000);
  g_assert_cmpuint(mock_calls(), ==, 0);
  g_assert_cmpint(light_after(scene, 1, -34 * MINUTE), ==, 980);
  g_assert_cmpint(light_after(scene, 1, -33 * MINUTE), ==, 960);
  g_assert_cmpint(light_after(scene, 1, 0), ==, 300);
  g_assert_cmpint(light_after(scene, 1, 60 * MINUTE), ==, 300);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 1000);
  g_assert_cmpuint(mock_calls(), ==, 4);
  g_assert_cmpint(light_after(scene, 2, -60 * MINUTE), ==, 1000);
  g_assert_cmpuint(mock_calls(), ==, 4);
}

static void what_the_person_had_is_the_most(Scene *scene, gconstpointer data) {
  write_light(scene, 10);
  g_assert_cmpint(light_after(scene, 1, -20 * MINUTE), ==, 7);
  g_assert_cmpint(light_after(scene, 1, 0), ==, 3);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 10);
}

static void it_never_goes_dark(Scene *scene, gconstpointer data) {
  write_light(scene, 2);
  g_assert_cmpint(light_after(scene, 1, 0), ==, 1);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 2);
  write_light(scene, 0);
  g_assert_cmpint(light_after(scene, 2, 0), ==, 0);
}

static void changed_by_hand_it_is_left_alone_for_the_night(Scene *scene, gconstpointer data) {
  g_assert_cmpint(light_after(scene, 1, -20 * MINUTE), ==, 700);
  write_light(scene, 850);
  g_assert_cmpint(light_after(scene, 1, -19 * MINUTE), ==, 850);
  g_assert_cmpint(light_after(scene, 1, 0), ==, 850);
  dimmer_free(scene->dimmer, TRUE);
  reopen(scene); /* also by the next program */
  g_assert_cmpint(light_after(scene, 1, 0), ==, 850);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 850);
  g_assert_cmpint(light_after(scene, 2, 0), ==, 255); /* the next evening begins from there */
}

static void quitting_gives_it_back(Scene *scene, gconstpointer data) {
  g_assert_cmpint(light_after(scene, 1, 0), ==, 300);
  dimmer_free(scene->dimmer, TRUE);
  g_assert_cmpint(read_light(scene), ==, 1000);
  reopen(scene);
}

static void another_goes_on_where_one_has_left(Scene *scene, gconstpointer data) {
  g_assert_cmpint(light_after(scene, 1, -20 * MINUTE), ==, 700);
  dimmer_free(scene->dimmer, FALSE);
  g_assert_cmpint(read_light(scene), ==, 700);
  reopen(scene);
  g_assert_cmpint(light_after(scene, 1, -10 * MINUTE), ==, 500);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 1000);
}

static void only_one_of_two_does_it(Scene *scene, gconstpointer data) {
  Dimmer *first = scene->dimmer;
  g_assert_cmpint(light_after(scene, 1, -20 * MINUTE), ==, 700);
  reopen(scene);
  g_assert_cmpint(light_after(scene, 1, -10 * MINUTE), ==, 700);
  g_assert_cmpuint(mock_calls(), ==, 1);
  dimmer_free(scene->dimmer, TRUE);
  g_assert_cmpint(read_light(scene), ==, 700);
  scene->dimmer = first;
  g_assert_cmpint(light_after(scene, 1, -10 * MINUTE), ==, 500);
}

static void a_refusal_is_told_once_a_night(Scene *scene, gconstpointer data) {
  mock_plays(scene, TRUE);
  g_assert_cmpint(light_after(scene, 1, -20 * MINUTE), ==, 1000);
  g_assert_cmpint(light_after(scene, 1, -19 * MINUTE), ==, 1000);
  g_assert_cmpstr(scene->said->str, ==, "The backlight stays as it is: not now\n");
  g_assert_cmpuint(mock_calls(), ==, 1);
  mock_plays(scene, FALSE);
  g_assert_cmpint(light_after(scene, 2, 0), ==, 300);
}

/* --- killed --- */

/* Dims and says so; then waits to be killed. */
static int dim_until_killed(const char *folder) {
  Scene scene = { 0 };
  open_folders(&scene, folder);
  printf("%d\n", light_after(&scene, 1, -20 * MINUTE));
  fflush(stdout);
  pause();
  return EXIT_FAILURE;
}

static void have_one_killed(const Scene *scene) {
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  GError *error = NULL;
  g_autoptr(GSubprocess)
      process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--dim", scene->folder, NULL);
  g_assert_no_error(error);
  char line[16] = "";
  g_assert_cmpint(g_input_stream_read(g_subprocess_get_stdout_pipe(process), line, sizeof line - 1, NULL, &error), >,
                  0);
  g_assert_cmpstr(line, ==, "700\n");
  g_subprocess_force_exit(process);
  g_subprocess_wait(process, NULL, NULL);
}

static void after_a_kill_the_next_start_gives_it_back(Scene *scene, gconstpointer data) {
  have_one_killed(scene);
  g_assert_cmpint(read_light(scene), ==, 700);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 1000);
}

static void after_a_kill_the_next_start_goes_on(Scene *scene, gconstpointer data) {
  have_one_killed(scene);
  g_assert_cmpint(light_after(scene, 1, -10 * MINUTE), ==, 500);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 1000);
}

static void changed_by_hand_after_a_kill_it_stays(Scene *scene, gconstpointer data) {
  have_one_killed(scene);
  write_light(scene, 850);
  g_assert_cmpint(light_after(scene, 2, -16 * 60 * MINUTE), ==, 850);
}

static gboolean has_mock(void) {
  g_autoptr(GSubprocess)
      process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, PYTHON, "-c", "import dbusmock", NULL);
  return process && g_subprocess_wait_check(process, NULL, NULL);
}

#define ADD(name, function) g_test_add("/dimmer/" name, Scene, NULL, scene_up, function, scene_down)

static int run(void) {
  ADD("it-goes-down-by-steps-and-comes-back-in-the-morning", it_goes_down_by_steps_and_comes_back_in_the_morning);
  ADD("what-the-person-had-is-the-most", what_the_person_had_is_the_most);
  ADD("it-never-goes-dark", it_never_goes_dark);
  ADD("changed-by-hand-it-is-left-alone-for-the-night", changed_by_hand_it_is_left_alone_for_the_night);
  ADD("quitting-gives-it-back", quitting_gives_it_back);
  ADD("another-goes-on-where-one-has-left", another_goes_on_where_one_has_left);
  ADD("only-one-of-two-does-it", only_one_of_two_does_it);
  ADD("a-refusal-is-told-once-a-night", a_refusal_is_told_once_a_night);
  ADD("killed/the-next-start-gives-it-back", after_a_kill_the_next_start_gives_it_back);
  ADD("killed/the-next-start-goes-on", after_a_kill_the_next_start_goes_on);
  ADD("killed/changed-by-hand-it-stays", changed_by_hand_after_a_kill_it_stays);
  return g_test_run();
}

int main(int argc, char **argv) {
  g_setenv("DBUS_SYSTEM_BUS_ADDRESS", g_getenv("DBUS_SESSION_BUS_ADDRESS"), TRUE);
  if (argc == 3 && g_str_equal(argv[1], "--dim"))
    return dim_until_killed(argv[2]);
  g_test_init(&argc, &argv, NULL);
  if (!has_mock()) {
    g_print("1..0 # SKIP python3-dbusmock is not installed\n");
    return 0;
  }
  GError *error = NULL;
  bus = g_dbus_connection_new_for_address_sync(g_getenv("DBUS_SESSION_BUS_ADDRESS"),
                                               G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                   G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                               NULL, NULL, &error);
  g_assert_no_error(error);
  mock_start();
  const int result = run();
  g_subprocess_force_exit(mock);
  g_subprocess_wait(mock, NULL, NULL);
  g_object_unref(mock);
  g_object_unref(bus);
  return result;
}
