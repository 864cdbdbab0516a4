/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/presence.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOKS 20000

static char *new_folder(void) {
  return g_dir_make_tmp("winddown-presence-XXXXXX", NULL);
}

static void remove_folder(char *folder) {
  g_autofree char *remind = g_build_filename(folder, "remind.lock", NULL);
  g_autofree char *dashboard = g_build_filename(folder, "dashboard.lock", NULL);
  g_unlink(remind);
  g_unlink(dashboard);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
  g_free(folder);
}

static gboolean ever_held(const char *folder) {
  for (int i = 0; i < LOOKS; i++) {
    if (presence_is_held(folder, PRESENCE_REMIND))
      return TRUE;
  }
  return FALSE;
}

/* Two dashboards that end together ask at the same time. */
static void two_that_ask_at_once_do_not_find_each_other(void) {
  char *folder = new_folder();
  presence_release(presence_hold(folder, PRESENCE_REMIND)); /* so that the file is there */
  const pid_t other = fork();
  g_assert_cmpint(other, >=, 0);
  if (other == 0)
    _exit(ever_held(folder));
  g_assert_false(ever_held(folder));
  int status = -1;
  g_assert_cmpint(waitpid(other, &status, 0), ==, other);
  g_assert_cmpint(status, ==, 0);
  remove_folder(folder);
}

static void lock_is_released_when_the_process_is_killed(void) {
  char *folder = new_folder();
  int ready[2];
  char byte = 0;
  g_assert_cmpint(pipe(ready), ==, 0);
  const pid_t other = fork();
  if (other == 0) {
    (void) !presence_hold(folder, PRESENCE_DASHBOARD);
    (void) !write(ready[1], &byte, 1);
    pause();
    _exit(0);
  }
  g_assert_cmpint(read(ready[0], &byte, 1), ==, 1);
  g_assert_true(presence_is_held(folder, PRESENCE_DASHBOARD));
  g_assert_true(presence_any(folder));
  kill(other, SIGKILL);
  g_assert_cmpint(waitpid(other, NULL, 0), ==, other);
  g_assert_false(presence_any(folder));
  close(ready[0]);
  close(ready[1]);
  remove_folder(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/presence/two-that-ask-at-once-do-not-find-each-other", two_that_ask_at_once_do_not_find_each_other);
  g_test_add_func("/presence/lock-is-released-when-the-process-is-killed", lock_is_released_when_the_process_is_killed);
  return g_test_run();
}
