/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "home.h"

#include <ftw.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define CLEAR_SCREEN "\033[H\033[2J"
#define OPEN_FOLDERS 16
#define SYSTEMCTL "#!/bin/sh\necho \"$*\" >>\"$HOME/systemctl\"\n"

/* What a terminal says of itself, and behind it where the desktop is. */
#define TERMINAL_VARIABLES                                                                                             \
  "COLORTERM", "NO_COLOR", "LINES", "COLUMNS", "TMUX", "STY", "TERM", "TERM_PROGRAM", "LANGUAGE"
static const char *const terminal_variables[] = { TERMINAL_VARIABLES, NULL };
static const char *const all_variables[] = { TERMINAL_VARIABLES, "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR",
                                             "DISPLAY",          "WAYLAND_DISPLAY",          NULL };

static void set(Home *home, const char *name, const char *value) {
  g_ptr_array_add(home->settings, g_strconcat(name, "=", value, NULL));
}

static void set_folder(Home *home, const char *name, const char *child) {
  g_autofree char *path = g_build_filename(home->folder, child, NULL);
  set(home, name, path);
}

static void put_program(Home *home, const char *name, const char *text) {
  g_autofree char *programs = g_build_filename(home->folder, "bin", NULL);
  g_autofree char *path = g_build_filename(programs, name, NULL);
  g_autofree char *search = g_strdup_printf("%s:%s", programs, g_getenv("PATH"));
  g_assert_no_errno(g_mkdir_with_parents(programs, S_IRWXU));
  g_assert_true(g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, S_IRWXU, NULL));
  set(home, "PATH", search);
}

Home *home_new(gboolean desktop) {
  Home *home = g_new0(Home, 1);
  home->folder = g_dir_make_tmp("winddown-home-XXXXXX", NULL);
  g_assert_nonnull(home->folder);
  home->config = g_build_filename(home->folder, "config", "winddown", "winddown.cfg", NULL);
  home->data = g_build_filename(home->folder, "record", NULL);
  home->settings = g_ptr_array_new_with_free_func(g_free);
  home->removed = desktop ? terminal_variables : all_variables;
  set_folder(home, "HOME", "");
  set_folder(home, "XDG_CONFIG_HOME", "config");
  set_folder(home, "XDG_DATA_HOME", "data");
  set_folder(home, "XDG_STATE_HOME", "state");
  set(home, "TZ", "Europe/Berlin");
  set(home, "LC_ALL", "C.UTF-8");
  put_program(home, "systemctl", SYSTEMCTL);
  return home;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk) {
  return remove(path);
}

void home_free(Home *home) {
  if (!home)
    return;
  (void) nftw(home->folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
  g_free(home->folder);
  g_free(home->config);
  g_free(home->data);
  g_ptr_array_unref(home->settings);
  g_free(home);
}

Home *home_new_settled(const char *born, const char *more) {
  Home *home = home_new(FALSE);
  g_autofree char *shipped = g_test_build_filename(G_TEST_DIST, "..", "config", "winddown.cfg", NULL);
  g_autofree char *folder = g_path_get_dirname(home->config);
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(shipped, &text, NULL, NULL));
  /* The screen was warmed long ago: the cursor is on the magnesium of 21:30. */
  GString *without = g_string_new(text);
  g_string_replace(without, "{ id = \"blue-light\";", "{ id = \"blue-light\"; enabled = false;", 1);
  g_autofree char *whole = g_strconcat(without->str, "\n", more, NULL);
  g_string_free(without, TRUE);
  g_assert_no_errno(g_mkdir_with_parents(folder, S_IRWXU));
  g_assert_true(g_file_set_contents(home->config, whole, -1, NULL));
  /* There is nothing to undo, but whoever asks writes. */
  g_free(home_command(home, born, "undo", NULL));
  return home;
}

static const char *program(void) {
  const char *path = g_getenv("WINDDOWN");
  g_assert_nonnull(path);
  return path;
}

Terminal *home_open(const Home *home, const HomeRun *run) {
  const char *const argv[] = {
    program(), "--data", home->data, "--now", run->now, "--speed", run->speed ? run->speed : "1", NULL
  };
  g_autoptr(GPtrArray) settings = g_ptr_array_new();
  g_ptr_array_extend(settings, home->settings, NULL, NULL);
  if (!run->without_term)
    g_ptr_array_add(settings, (gpointer) "TERM=xterm-256color");
  for (gsize i = 0; run->set && run->set[i]; i++)
    g_ptr_array_add(settings, (gpointer) run->set[i]);
  g_ptr_array_add(settings, NULL);
  const TerminalOptions options = {
    .columns = run->columns ? run->columns : 80,
    .rows = run->rows ? run->rows : 24,
    .argv = argv,
    .set = (const char *const *) settings->pdata,
    .removed = home->removed,
  };
  return terminal_start(&options);
}

Terminal *home_open_at(const Home *home, const char *now, const char *speed) {
  return home_open(home, &(HomeRun){ .now = now, .speed = speed });
}

/* Ctrl-L means the same everywhere: everything is drawn anew, behind whatever was typed before it. */
void home_press(Terminal *terminal, const char *keys) {
  terminal_send(terminal, keys);
  terminal_forget(terminal);
  terminal_send(terminal, "\f");
  terminal_expect_bytes(terminal, CLEAR_SCREEN);
}

void home_quit(Terminal *terminal) {
  terminal_send(terminal, "q");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

void home_quit_morning(Terminal *terminal) {
  terminal_send(terminal, "q");
  terminal_expect(terminal, "Quit winddown?");
  terminal_send(terminal, "\r");
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 0);
  terminal_assert_in_order(terminal);
}

void home_kill(Terminal *terminal) {
  g_assert_no_errno(kill(terminal_pid(terminal), SIGKILL));
  g_assert_cmpint(terminal_wait_exit(terminal), ==, 128 + SIGKILL);
}

static GStrv command_line(const Home *home, const char *now, const char *words) {
  g_autoptr(GStrvBuilder) line = g_strv_builder_new();
  g_auto(GStrv) parts = NULL;
  g_assert_true(*words == '\0' || g_shell_parse_argv(words, NULL, &parts, NULL));
  g_strv_builder_add_many(line, program(), "--data", home->data, "--now", now, NULL);
  if (parts)
    g_strv_builder_addv(line, (const char **) parts);
  return g_strv_builder_end(line);
}

static GSubprocess *launch(const Home *home, char **line, GSubprocessFlags flags) {
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(flags);
  g_autoptr(GError) error = NULL;
  for (gsize i = 0; home->removed[i]; i++)
    g_subprocess_launcher_unsetenv(launcher, home->removed[i]);
  for (guint i = 0; i < home->settings->len; i++) {
    g_auto(GStrv) pair = g_strsplit(g_ptr_array_index(home->settings, i), "=", 2);
    g_subprocess_launcher_setenv(launcher, pair[0], pair[1], TRUE);
  }
  GSubprocess *process = g_subprocess_launcher_spawnv(launcher, (const char *const *) line, &error);
  g_assert_no_error(error);
  return process;
}

static char *run(const Home *home, const char *now, const char *words, GSubprocessFlags flags, int *status) {
  g_auto(GStrv) line = command_line(home, now, words);
  g_autoptr(GSubprocess) process = launch(home, line, flags);
  g_autoptr(GError) error = NULL;
  char *output = NULL;
  g_assert_true(g_subprocess_communicate_utf8(process, NULL, NULL, &output, NULL, &error));
  g_assert_true(g_subprocess_get_if_exited(process));
  if (status)
    *status = g_subprocess_get_exit_status(process);
  return output;
}

GSubprocess *home_begin(const Home *home, const char *now, const char *words) {
  g_auto(GStrv) line = command_line(home, now, words);
  return launch(home, line, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
}

char *home_command(const Home *home, const char *now, const char *words, int *status) {
  return run(home, now, words, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, status);
}

char *home_ask(const Home *home, const char *now, const char *words) {
  int status = -1;
  char *output = run(home, now, words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &status);
  g_assert_cmpint(status, ==, 0);
  return output;
}

static JsonNode *ask_json(const Home *home, const char *now, const char *words) {
  g_autofree char *text = home_ask(home, now, words);
  g_autoptr(GError) error = NULL;
  JsonNode *root = json_from_string(text, &error);
  g_assert_no_error(error);
  g_assert_nonnull(root);
  return root;
}

char *home_mark(const Home *home, const char *now, const char *step) {
  g_autoptr(JsonNode) plan = ask_json(home, now, "plan --json");
  JsonArray *steps = json_object_get_array_member(json_node_get_object(plan), "steps");
  for (guint i = 0; i < json_array_get_length(steps); i++) {
    JsonObject *one = json_array_get_object_element(steps, i);
    if (g_str_equal(json_object_get_string_member(one, "id"), step))
      return g_strdup(json_object_get_string_member(one, "mark"));
  }
  g_error("the plan has no step \"%s\"", step);
}

static JsonNode *follow(JsonNode *node, const char *name) {
  if (!node)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT(node))
    return json_object_get_member(json_node_get_object(node), name);
  const guint index = (guint) g_ascii_strtoull(name, NULL, 10);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  return array && index < json_array_get_length(array) ? json_array_get_element(array, index) : NULL;
}

gint64 home_number(const Home *home, const char *now, const char *words, const char *path) {
  g_autoptr(JsonNode) root = ask_json(home, now, words);
  g_auto(GStrv) names = g_strsplit(path, ".", -1);
  JsonNode *node = root;
  for (gsize i = 0; names[i]; i++)
    node = follow(node, names[i]);
  return node && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_int(node) : -1;
}

void home_assert_sound(const Home *home, const char *now) {
  g_autoptr(JsonNode) everything = ask_json(home, now, "export");
  g_assert_true(json_object_has_member(json_node_get_object(everything), "nights"));
  g_autoptr(JsonNode) review = ask_json(home, now, "review --json");
  g_assert_true(json_object_has_member(json_node_get_object(review), "streak"));
}
