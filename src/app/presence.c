/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/presence.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "remind.lock"

static int open_lock(const char *folder, int flags) {
  g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
  return open(path, O_RDWR | O_CLOEXEC | flags, S_IRUSR | S_IWUSR);
}

/* Shared, so that several that remind do not stand in each other's way. It waits for one that looks just now, for that
 * takes the lock for a moment. */
int presence_hold(const char *folder) {
  const int lock = open_lock(folder, O_CREAT);
  while (lock >= 0 && flock(lock, LOCK_SH) < 0 && errno == EINTR)
    continue;
  return lock;
}

gboolean presence_is_held(const char *folder) {
  const int lock = open_lock(folder, 0);
  if (lock < 0)
    return FALSE;
  const gboolean held = flock(lock, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK;
  close(lock);
  return held;
}
