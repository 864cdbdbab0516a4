/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each test makes one change and expects one call, or none. */
#include "base/file_watch.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PATIENCE_MSEC 5000
#define SILENCE_MSEC 400

typedef struct {
  char *folder;
  FileWatch *watch;
  int calls;
} Scene;

static void on_change(gpointer data) {
  ((Scene *) data)->calls++;
}

static gboolean on_time(gpointer data) {
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until there were `calls` of them, then long enough for one too many to come. */
static void await_calls(Scene *scene, int calls) {
  gboolean is_over = FALSE;
  const guint patience = g_timeout_add(PATIENCE_MSEC, on_time, &is_over);
  while (scene->calls < calls && !is_over)
    g_main_context_iteration(NULL, TRUE);
  if (!is_over)
    g_source_remove(patience);
  is_over = FALSE;
  g_timeout_add(SILENCE_MSEC, on_time, &is_over);
  while (!is_over)
    g_main_context_iteration(NULL, TRUE);
  g_assert_cmpint(scene->calls, ==, calls);
}

static char *path_in(const Scene *scene, const char *name) {
  return g_build_filename(scene->folder, name, NULL);
}

/* In place, as a shell's ">" does. */
static void write_file(const Scene *scene, const char *name, const char *text) {
  g_autofree char *path = path_in(scene, name);
  const int file = g_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  g_assert_cmpint(file, >=, 0);
  g_assert_cmpint(write(file, text, strlen(text)), ==, (gssize) strlen(text));
  close(file);
}

static void link_to(const Scene *scene, const char *name, const char *target) {
  g_autofree char *path = path_in(scene, name);
  g_remove(path);
  g_assert_cmpint(symlink(target, path), ==, 0);
}

static void make_folder(const Scene *scene, const char *name) {
  g_autofree char *path = path_in(scene, name);
  g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
}

static void watch(Scene *scene, const char *name) {
  g_autofree char *path = path_in(scene, name);
  scene->watch = file_watch_new(path, on_change, scene);
}

static void set_up(Scene *scene, gconstpointer data) {
  scene->folder = g_dir_make_tmp("winddown-watch-XXXXXX", NULL);
}

static void tear_down(Scene *scene, gconstpointer data) {
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", scene->folder);
  file_watch_free(scene->watch);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
  g_free(scene->folder);
}

static void written_file_is_told_once(Scene *scene, gconstpointer data) {
  write_file(scene, "a.cfg", "1");
  watch(scene, "a.cfg");
  write_file(scene, "a.cfg", "22");
  await_calls(scene, 1);
}

static void replaced_file_is_told_and_followed(Scene *scene, gconstpointer data) {
  g_autofree char *path = path_in(scene, "a.cfg");
  write_file(scene, "a.cfg", "1");
  watch(scene, "a.cfg");
  g_assert_true(g_file_set_contents(path, "2", -1, NULL));
  await_calls(scene, 1);
  write_file(scene, "a.cfg", "3");
  await_calls(scene, 2);
}

static void file_beside_it_is_not_told(Scene *scene, gconstpointer data) {
  watch(scene, "a.cfg");
  write_file(scene, "b.cfg", "1");
  await_calls(scene, 0);
}

static void write_counts_once_the_file_is_closed(Scene *scene, gconstpointer data) {
  g_autofree char *path = path_in(scene, "a.cfg");
  write_file(scene, "a.cfg", "1");
  watch(scene, "a.cfg");
  const int file = g_open(path, O_WRONLY, 0);
  g_assert_cmpint(write(file, "half", 4), ==, 4);
  await_calls(scene, 0);
  close(file);
  await_calls(scene, 1);
}

static void link_is_followed_to_its_file(Scene *scene, gconstpointer data) {
  make_folder(scene, "dotfiles");
  write_file(scene, "dotfiles/a", "1");
  write_file(scene, "dotfiles/b", "1");
  link_to(scene, "a.cfg", "dotfiles/a");
  watch(scene, "a.cfg");
  write_file(scene, "dotfiles/a", "2");
  await_calls(scene, 1);
  link_to(scene, "a.cfg", "dotfiles/b");
  await_calls(scene, 2);
  write_file(scene, "dotfiles/b", "2");
  await_calls(scene, 3);
  write_file(scene, "dotfiles/a", "3");
  await_calls(scene, 3);
}

static void file_in_a_folder_that_comes_later_is_told(Scene *scene, gconstpointer data) {
  watch(scene, "one/two/a.cfg");
  make_folder(scene, "one");
  make_folder(scene, "one/two");
  await_calls(scene, 1); /* the way to it has changed */
  write_file(scene, "one/two/a.cfg", "1");
  await_calls(scene, 2);
}

static void removed_file_is_told(Scene *scene, gconstpointer data) {
  g_autofree char *path = path_in(scene, "a.cfg");
  write_file(scene, "a.cfg", "1");
  watch(scene, "a.cfg");
  g_remove(path);
  await_calls(scene, 1);
}

static void folder_tells_of_a_write_to_an_open_file(Scene *scene, gconstpointer data) {
  g_autofree char *path = path_in(scene, "log");
  const int file = g_open(path, O_WRONLY | O_CREAT, 0600);
  scene->watch = file_watch_new_folder(scene->folder, on_change, scene);
  g_assert_cmpint(write(file, "x", 1), ==, 1);
  await_calls(scene, 1);
  close(file);
}

static void nothing_is_told_after_free(Scene *scene, gconstpointer data) {
  watch(scene, "a.cfg");
  write_file(scene, "a.cfg", "1");
  g_main_context_iteration(NULL, FALSE);
  g_clear_pointer(&scene->watch, file_watch_free);
  await_calls(scene, 0);
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    void (*test)(Scene *, gconstpointer);
  } tests[] = {
    { "/file-watch/written-file-is-told-once", written_file_is_told_once },
    { "/file-watch/replaced-file-is-told-and-followed", replaced_file_is_told_and_followed },
    { "/file-watch/file-beside-it-is-not-told", file_beside_it_is_not_told },
    { "/file-watch/write-counts-once-the-file-is-closed", write_counts_once_the_file_is_closed },
    { "/file-watch/link-is-followed-to-its-file", link_is_followed_to_its_file },
    { "/file-watch/file-in-a-folder-that-comes-later-is-told", file_in_a_folder_that_comes_later_is_told },
    { "/file-watch/removed-file-is-told", removed_file_is_told },
    { "/file-watch/folder-tells-of-a-write-to-an-open-file", folder_tells_of_a_write_to_an_open_file },
    { "/file-watch/nothing-is-told-after-free", nothing_is_told_after_free },
  };
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
    g_test_add(tests[i].name, Scene, NULL, set_up, tests[i].test, tear_down);
  return g_test_run();
}
