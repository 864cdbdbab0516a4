/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/presence.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const lock_names[] = { [PRESENCE_REMIND] = "remind.lock", [PRESENCE_DASHBOARD] = "dashboard.lock" };

static int open_lock(const char *folder, Presence kind, int flags) {
  g_autofree char *path = g_build_filename(folder, lock_names[kind], NULL);
  return open(path, O_RDWR | O_CLOEXEC | flags, S_IRUSR | S_IWUSR);
}

/* A lock on the whole file that belongs to the open file: it is released when the last descriptor of it is closed, also
 * by the exit of the process. */
static struct flock whole_file(short type) {
  return (struct flock){ .l_type = type, .l_whence = SEEK_SET };
}

/* Shared, so that several programs can remind at once. */
int presence_hold(const char *folder, Presence kind) {
  const int lock = open_lock(folder, kind, O_CREAT);
  struct flock shared = whole_file(F_RDLCK);
  if (lock < 0)
    return lock;
  while (fcntl(lock, F_OFD_SETLKW, &shared) < 0 && errno == EINTR)
    continue;
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

/* Asked without taking it: two that ask at the same time would each find the other. */
gboolean presence_is_held(const char *folder, Presence kind) {
  const int lock = open_lock(folder, kind, 0);
  struct flock any = whole_file(F_WRLCK);
  if (lock < 0)
    return FALSE;
  const gboolean held = fcntl(lock, F_OFD_GETLK, &any) == 0 && any.l_type != F_UNLCK;
  close(lock);
  return held;
}

gboolean presence_any(const char *folder) {
  return presence_is_held(folder, PRESENCE_REMIND) || presence_is_held(folder, PRESENCE_DASHBOARD);
}
