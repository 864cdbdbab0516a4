/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/presence.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const lock_names[] = { [PRESENCE_REMIND] = "remind.lock", [PRESENCE_DASHBOARD] = "dashboard.lock" };

static int open_lock(const char *folder, Presence kind, int flags) {
  g_autofree char *path = g_build_filename(folder, lock_names[kind], NULL);
  return open(path, O_RDWR | O_CLOEXEC | flags, S_IRUSR | S_IWUSR);
}

/* Shared, so that several that remind do not stand in each other's way. It waits for one that looks just now, for that
 * takes the lock for a moment. */
int presence_hold(const char *folder, Presence kind) {
  const int lock = open_lock(folder, kind, O_CREAT);
  while (lock >= 0 && flock(lock, LOCK_SH) < 0 && errno == EINTR)
    continue;
  if (lock >= 0)
    (void) !futimens(lock, NULL);
  return lock;
}

void presence_release(int lock) {
  if (lock < 0)
    return;
  (void) !futimens(lock, NULL);
  close(lock);
}

gint64 presence_last(const char *folder, Presence kind) {
  g_autofree char *path = g_build_filename(folder, lock_names[kind], NULL);
  struct stat status;
  return stat(path, &status) == 0 ? (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000 : 0;
}

gboolean presence_is_held(const char *folder, Presence kind) {
  const int lock = open_lock(folder, kind, 0);
  if (lock < 0)
    return FALSE;
  const gboolean held = flock(lock, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK;
  close(lock);
  return held;
}

gboolean presence_any(const char *folder) {
  return presence_is_held(folder, PRESENCE_REMIND) || presence_is_held(folder, PRESENCE_DASHBOARD);
}
