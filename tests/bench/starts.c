/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a program takes to start, one number a line, for starts.py:
 *   starts frame COLUMNSxROWS RUNS MARKER KEYS CMD...
 *     milliseconds from fork until a frame of that size holds MARKER; KEYS end it
 *   starts run RUNS CMD...
 *     milliseconds from fork until CMD has ended, its output thrown away
 *   starts size COLUMNSxROWS MARKER KEYS CMD...
 *     kilobytes of its proportional set a second after that frame */
#include <fcntl.h>
#include <glib.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MSEC 5000
#define ENDING_TURNS 200

typedef struct {
  pid_t pid;
  int terminal;
} Child;

static double now_msec(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static Child start(const char *size, char **argv) {
  struct winsize room = { 0 };
  if (sscanf(size, "%hux%hu", &room.ws_col, &room.ws_row) != 2)
    exit(EXIT_FAILURE);
  Child child;
  child.pid = forkpty(&child.terminal, NULL, NULL, &room);
  if (child.pid == 0) {
    execvp(argv[0], argv);
    _exit(127);
  }
  return child;
}

/* Reads until `marker` has come. FALSE when it never does. */
static gboolean await_marker(const Child *child, const char *marker) {
  g_autoptr(GString) seen = g_string_new(NULL);
  struct pollfd waiting = { .fd = child->terminal, .events = POLLIN };
  char bytes[65536];
  while (poll(&waiting, 1, PATIENCE_MSEC) > 0) {
    const ssize_t n = read(child->terminal, bytes, sizeof bytes);
    if (n <= 0)
      return FALSE;
    g_string_append_len(seen, bytes, n);
    if (memmem(seen->str, seen->len, marker, strlen(marker)))
      return TRUE;
  }
  return FALSE;
}

static void end(const Child *child, const char *keys) {
  struct pollfd waiting = { .fd = child->terminal, .events = POLLIN };
  char bytes[65536];
  (void) !write(child->terminal, keys, strlen(keys));
  for (int turn = 0; turn < ENDING_TURNS && waitpid(child->pid, NULL, WNOHANG) == 0; turn++) {
    if (poll(&waiting, 1, 5) > 0)
      (void) !read(child->terminal, bytes, sizeof bytes);
  }
  kill(child->pid, SIGKILL);
  waitpid(child->pid, NULL, 0);
  close(child->terminal);
}

static gboolean print_frame(const char *size, const char *marker, const char *keys, char **argv) {
  const double begun = now_msec();
  const Child child = start(size, argv);
  const gboolean seen = await_marker(&child, marker);
  const double taken = now_msec() - begun;
  end(&child, keys);
  if (seen)
    printf("%.3f\n", taken);
  return seen;
}

static gboolean print_run(char **argv) {
  int status = 0;
  const double begun = now_msec();
  const pid_t pid = vfork();
  if (pid == 0) {
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, STDOUT_FILENO);
    execvp(argv[0], argv);
    _exit(127);
  }
  waitpid(pid, &status, 0);
  printf("%.3f\n", now_msec() - begun);
  return status == 0;
}

static gboolean print_size(const char *size, const char *marker, const char *keys, char **argv) {
  const Child child = start(size, argv);
  if (!await_marker(&child, marker))
    return FALSE;
  g_usleep(G_USEC_PER_SEC);
  g_autofree char *path = g_strdup_printf("/proc/%d/smaps_rollup", (int) child.pid);
  g_autofree char *text = NULL;
  const char *line = g_file_get_contents(path, &text, NULL, NULL) ? strstr(text, "\nPss:") : NULL;
  end(&child, keys);
  if (line)
    printf("%d\n", atoi(line + strlen("\nPss:")));
  return line != NULL;
}

int main(int argc, char **argv) {
  gboolean sound = argc > 3;
  if (sound && g_str_equal(argv[1], "run")) {
    for (int run = atoi(argv[2]); run > 0 && sound; run--)
      sound = print_run(argv + 3);
  } else if (argc > 6 && g_str_equal(argv[1], "frame")) {
    for (int run = atoi(argv[3]); run > 0 && sound; run--)
      sound = print_frame(argv[2], argv[4], argv[5], argv + 6);
  } else {
    sound = argc > 5 && g_str_equal(argv[1], "size") && print_size(argv[2], argv[3], argv[4], argv + 5);
  }
  return sound ? EXIT_SUCCESS : EXIT_FAILURE;
}
