/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const int deadly_signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT };

/* Everything that a handler needs, in place before it runs. */
static struct {
  volatile sig_atomic_t armed;
  int terminal;
  struct termios modes;
  char bytes[256];
  gsize length;
  int kept;  /* where standard error goes meanwhile; -1: nowhere else */
  int error; /* the true standard error */
  struct sigaction before[G_N_ELEMENTS(deadly_signals)];
  gboolean at_exit;
} rescue = { .kept = -1, .error = -1 };

/* Writes all of it; only what a signal handler may call. */
static void write_all(int file, const char *bytes, gsize length) {
  gsize written = 0;
  while (written < length) {
    const ssize_t count = write(file, bytes + written, length - written);
    if (count < 0 && errno != EINTR)
      return;
    written += count > 0 ? (gsize) count : 0;
  }
}

static void give_error_back(void) {
  if (rescue.kept < 0)
    return;
  (void) dup2(rescue.error, STDERR_FILENO);
  char part[512];
  off_t offset = 0;
  ssize_t count = 0;
  while ((count = pread(rescue.kept, part, sizeof part, offset)) > 0) {
    write_all(STDERR_FILENO, part, (gsize) count);
    offset += count;
  }
  (void) close(rescue.kept);
  (void) close(rescue.error);
  rescue.kept = -1;
}

static void give_back(void) {
  if (!rescue.armed)
    return;
  rescue.armed = 0;
  write_all(rescue.terminal, rescue.bytes, rescue.length);
  (void) tcsetattr(rescue.terminal, TCSANOW, &rescue.modes);
  give_error_back();
}

static void restore_handlers(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(deadly_signals); i++)
    (void) sigaction(deadly_signals[i], &rescue.before[i], NULL);
}

/* The signal comes once more when this returns, and then finds what was there before. */
static void on_deadly_signal(int number) {
  give_back();
  restore_handlers();
  (void) raise(number);
}

static void keep_error(void) {
  if (rescue.kept >= 0 || !isatty(STDERR_FILENO))
    return;
  rescue.kept = memfd_create("stderr", MFD_CLOEXEC);
  if (rescue.kept < 0)
    return;
  rescue.error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
  (void) dup2(rescue.kept, STDERR_FILENO);
}

void rescue_arm(int terminal, const struct termios *modes, const char *bytes) {
  g_return_if_fail(!rescue.armed);
  rescue.terminal = terminal;
  rescue.modes = *modes;
  rescue.length = MIN(strlen(bytes), sizeof rescue.bytes - 1);
  memcpy(rescue.bytes, bytes, rescue.length);
  keep_error();
  struct sigaction action = { .sa_handler = on_deadly_signal };
  (void) sigemptyset(&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS(deadly_signals); i++) {
    (void) sigaction(deadly_signals[i], &action, &rescue.before[i]);
    /* One that is ignored would not end the program. The others end it all the same, as faults of its own. */
    if (deadly_signals[i] == SIGQUIT && rescue.before[i].sa_handler == SIG_IGN)
      (void) sigaction(deadly_signals[i], &rescue.before[i], NULL);
  }
  if (!rescue.at_exit)
    rescue.at_exit = atexit(give_back) == 0;
  rescue.armed = 1;
}

void rescue_disarm(void) {
  if (!rescue.armed)
    return;
  rescue.armed = 0;
  restore_handlers();
  give_error_back();
}
