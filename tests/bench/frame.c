/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * frame RUNS MARKER KEYS CMD...: how long CMD takes from fork until its first
 * frame of 80 x 24 holds MARKER; KEYS end it. Prints median and 95th
 * percentile in milliseconds. */
#include <glib.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
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

static Child start(char **argv) {
  const struct winsize size = { .ws_col = 80, .ws_row = 24 };
  Child child;
  child.pid = forkpty(&child.terminal, NULL, NULL, &size);
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

static int by_size(gconstpointer a, gconstpointer b) {
  const double one = *(const double *) a, other = *(const double *) b;
  return (one > other) - (one < other);
}

int main(int argc, char **argv) {
  if (argc < 5)
    return EXIT_FAILURE;
  const int runs = MAX(1, atoi(argv[1]));
  g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
  for (int run = 0; run < runs; run++) {
    const double begun = now_msec();
    const Child child = start(argv + 4);
    const gboolean seen = await_marker(&child, argv[2]);
    const double taken = now_msec() - begun;
    end(&child, argv[3]);
    if (seen)
      g_array_append_val(times, taken);
  }
  if (times->len == 0)
    return EXIT_FAILURE;
  g_autofree char *name = g_path_get_basename(argv[4]);
  g_array_sort(times, by_size);
  g_print("%-12s median %6.2f ms   95th %6.2f ms   (%u of %d runs)\n", name,
          g_array_index(times, double, times->len / 2), g_array_index(times, double, times->len * 95 / 100), times->len,
          runs);
  return EXIT_SUCCESS;
}
