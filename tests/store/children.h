/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real processes for the tests of the store: the test program runs itself with
 * the name of a part to play. A child speaks through a pipe and listens to one. */
#pragma once

#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  GPid id;
  int to;
  int from;
} Child;

static inline Child child_start(const char *part, const char *folder) {
  char *const arguments[] = { (char *) "/proc/self/exe", (char *) "--part", (char *) part, (char *) folder, NULL };
  g_autoptr(GError) error = NULL;
  Child child = { 0 };
  g_spawn_async_with_pipes(NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child.id, &child.to,
                           &child.from, NULL, &error);
  g_assert_no_error(error);
  return child;
}

/* Gives the next line without its end (owned); NULL when the child says no more. */
static inline char *child_line(const Child *child) {
  GString *line = g_string_new(NULL);
  char letter = 0;
  while (read(child->from, &letter, 1) == 1) {
    if (letter == '\n')
      return g_string_free(line, FALSE);
    g_string_append_c(line, letter);
  }
  g_string_free(line, TRUE); /* a line without an end was cut off by a kill */
  return NULL;
}

static inline void child_expect(const Child *child, const char *line) {
  g_autofree char *said = child_line(child);
  g_assert_cmpstr(said, ==, line);
}

static inline void child_tell(const Child *child) {
  g_assert_cmpint(write(child->to, "\n", 1), ==, 1);
}

static inline int child_wait(Child *child) {
  int status = 0;
  close(child->to);
  g_assert_cmpint(waitpid(child->id, &status, 0), ==, child->id);
  close(child->from);
  return status;
}

static inline void child_kill(const Child *child) {
  kill(child->id, SIGKILL);
}

/* In a child: speaks in one write, which a pipe keeps whole; waits to be told to go on. */
static inline void part_say(const char *line) {
  g_autofree char *whole = g_strconcat(line, "\n", NULL);
  if (write(STDOUT_FILENO, whole, strlen(whole)) < 0)
    _exit(1);
}

static inline void part_listen(void) {
  char letter = 0;
  if (read(STDIN_FILENO, &letter, 1) != 1)
    _exit(0);
}

typedef struct {
  const char *name;
  void (*play)(const char *folder);
} Part;

/* Plays the part that the arguments ask for and exits; returns when they ask for none. */
static inline void part_play(int argc, char **argv, const Part *parts, gsize n_parts) {
  if (argc != 4 || !g_str_equal(argv[1], "--part"))
    return;
  for (gsize i = 0; i < n_parts; i++) {
    if (g_str_equal(argv[2], parts[i].name)) {
      parts[i].play(argv[3]);
      exit(0);
    }
  }
  exit(1);
}
