/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/presence.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "remind.lock"

static int open_lock(const char *folder, int flags) {
  g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
  return open(path, O_RDWR | O_CLOEXEC | flags, S_IRUSR | S_IWUSR);
}

/* Shared, so that several that remind do not stand in each other's way. */
int presence_hold(const char *folder) {
  const int lock = open_lock(folder, O_CREAT);
  if (lock >= 0)
    (void) flock(lock, LOCK_SH | LOCK_NB);
  return lock;
}

gboolean presence_is_held(const char *folder) {
  const int lock = open_lock(folder, 0);
  if (lock < 0)
    return FALSE;
  const gboolean held = flock(lock, LOCK_EX | LOCK_NB) < 0;
  close(lock);
  return held;
}
