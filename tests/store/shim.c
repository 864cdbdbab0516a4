/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shim.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define SECTOR 512

/* A write that was not synced yet; without bytes it cuts the file to `offset`. */
typedef struct {
  gint64 offset;
  GBytes *bytes;
} Pending;

/* A file by its path: what the disk has for certain, and what it may have. */
typedef struct {
  GByteArray *synced;
  GPtrArray *pending; /* of Pending */
} Disk;

typedef struct {
  sqlite3_file base;
  Disk *disk;
  sqlite3_file *real; /* right behind this */
} ShimFile;

static sqlite3_vfs *real_vfs, shim_vfs;
static GHashTable *disks; /* path -> Disk */
static int n_done, fail_from, fail_code;

static void pending_free(Pending *pending) {
  g_clear_pointer(&pending->bytes, g_bytes_unref);
  g_free(pending);
}

static void disk_free(Disk *disk) {
  g_byte_array_unref(disk->synced);
  g_ptr_array_unref(disk->pending);
  g_free(disk);
}

static Disk *disk_of(const char *path) {
  Disk *disk = g_hash_table_lookup(disks, path);
  if (disk)
    return disk;
  g_autofree char *contents = NULL;
  gsize length = 0;
  disk = g_new(Disk, 1);
  disk->synced = g_byte_array_new();
  disk->pending = g_ptr_array_new_with_free_func((GDestroyNotify) pending_free);
  if (g_file_get_contents(path, &contents, &length, NULL))
    g_byte_array_append(disk->synced, (const guint8 *) contents, (guint) length);
  g_hash_table_insert(disks, g_strdup(path), disk);
  return disk;
}

static int next_fails(void) {
  n_done++;
  return fail_from > 0 && n_done >= fail_from ? fail_code : SQLITE_OK;
}

static sqlite3_file *real_of(sqlite3_file *file) {
  return ((ShimFile *) file)->real;
}

static void add_pending(sqlite3_file *file, gint64 offset, GBytes *bytes) {
  Disk *disk = ((ShimFile *) file)->disk;
  Pending *pending = g_new(Pending, 1);
  *pending = (Pending){ offset, bytes };
  if (disk)
    g_ptr_array_add(disk->pending, pending);
  else
    pending_free(pending);
}

static void apply(GByteArray *contents, const Pending *pending, gsize from, gsize to) {
  if (!pending->bytes) {
    g_byte_array_set_size(contents, (guint) pending->offset);
    return;
  }
  const guint end = (guint) pending->offset + (guint) to, had = contents->len;
  if (had < end) {
    g_byte_array_set_size(contents, end);
    memset(contents->data + had, 0, end - had);
  }
  const guint8 *bytes = g_bytes_get_data(pending->bytes, NULL);
  memcpy(contents->data + pending->offset + from, bytes + from, to - from);
}

static int shim_close(sqlite3_file *file) {
  return real_of(file)->pMethods->xClose(real_of(file));
}

static int shim_read(sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset) {
  return real_of(file)->pMethods->xRead(real_of(file), buffer, amount, offset);
}

static int shim_write(sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset) {
  const int code = next_fails();
  if (code != SQLITE_OK)
    return code;
  add_pending(file, offset, g_bytes_new(buffer, (gsize) amount));
  return real_of(file)->pMethods->xWrite(real_of(file), buffer, amount, offset);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size) {
  const int code = next_fails();
  if (code != SQLITE_OK)
    return code;
  add_pending(file, size, NULL);
  return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

/* Nothing is synced for real: the disk that the tests ask about is the one that is kept here. */
static int shim_sync(sqlite3_file *file, int flags) {
  Disk *disk = ((ShimFile *) file)->disk;
  const int code = next_fails();
  if (code != SQLITE_OK || !disk)
    return code;
  for (guint i = 0; i < disk->pending->len; i++) {
    const Pending *pending = g_ptr_array_index(disk->pending, i);
    apply(disk->synced, pending, 0, pending->bytes ? g_bytes_get_size(pending->bytes) : 0);
  }
  g_ptr_array_set_size(disk->pending, 0);
  return SQLITE_OK;
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int kind) {
  return real_of(file)->pMethods->xLock(real_of(file), kind);
}

static int shim_unlock(sqlite3_file *file, int kind) {
  return real_of(file)->pMethods->xUnlock(real_of(file), kind);
}

static int shim_check_lock(sqlite3_file *file, int *held) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), held);
}

static int shim_control(sqlite3_file *file, int operation, void *argument) {
  return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int shim_sector(sqlite3_file *file) {
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}

/* No promise but that sectors beside a write stay. */
static int shim_character(sqlite3_file *file) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int shim_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
  return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, memory);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
  return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void shim_barrier(sqlite3_file *file) {
  real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_unmap(sqlite3_file *file, int remove) {
  return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods shim_methods = {
  .iVersion = 2,
  .xClose = shim_close,
  .xRead = shim_read,
  .xWrite = shim_write,
  .xTruncate = shim_truncate,
  .xSync = shim_sync,
  .xFileSize = shim_size,
  .xLock = shim_lock,
  .xUnlock = shim_unlock,
  .xCheckReservedLock = shim_check_lock,
  .xFileControl = shim_control,
  .xSectorSize = shim_sector,
  .xDeviceCharacteristics = shim_character,
  .xShmMap = shim_map,
  .xShmLock = shim_shm_lock,
  .xShmBarrier = shim_barrier,
  .xShmUnmap = shim_unmap,
};

static int shim_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags) {
  ShimFile *shim = (ShimFile *) file;
  shim->real = (sqlite3_file *) (shim + 1);
  shim->disk = path ? disk_of(path) : NULL;
  const int code = real_vfs->xOpen(real_vfs, path, shim->real, flags, out_flags);
  shim->base.pMethods = code == SQLITE_OK && shim->real->pMethods ? &shim_methods : NULL;
  return code;
}

static int shim_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
  g_hash_table_remove(disks, path);
  return real_vfs->xDelete(real_vfs, path, sync_folder);
}

void shim_install(void) {
  real_vfs = sqlite3_vfs_find(NULL);
  shim_vfs = *real_vfs;
  shim_vfs.zName = "shim";
  shim_vfs.szOsFile = (int) sizeof(ShimFile) + real_vfs->szOsFile;
  shim_vfs.xOpen = shim_open;
  shim_vfs.xDelete = shim_delete;
  sqlite3_vfs_register(&shim_vfs, 1);
  shim_reset();
}

void shim_reset(void) {
  g_clear_pointer(&disks, g_hash_table_unref);
  disks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) disk_free);
  n_done = fail_from = fail_code = 0;
}

void shim_fail_at(int count, int code) {
  fail_from = code == 0 ? 0 : n_done + count;
  fail_code = code;
}

int shim_count(void) {
  return n_done;
}

/* Any part of the writes, in any order, some of them torn between two sectors. */
static void apply_some(Disk *disk) {
  GPtrArray *pending = disk->pending;
  for (guint i = 0; i + 1 < pending->len; i++) {
    const guint other = (guint) g_test_rand_int_range((int) i, (int) pending->len);
    gpointer swapped = pending->pdata[i];
    pending->pdata[i] = pending->pdata[other];
    pending->pdata[other] = swapped;
  }
  for (guint i = 0; i < pending->len; i++) {
    const Pending *write = g_ptr_array_index(pending, i);
    const gsize size = write->bytes ? g_bytes_get_size(write->bytes) : 0;
    const int sectors = (int) (size / SECTOR), chance = g_test_rand_int_range(0, 4);
    if (chance == 0)
      continue;
    if (chance == 1 && sectors > 1)
      apply(disk->synced, write, 0, (gsize) g_test_rand_int_range(1, sectors) * SECTOR);
    else
      apply(disk->synced, write, 0, size);
  }
  g_ptr_array_set_size(pending, 0);
}

void shim_cut_power(const char *folder) {
  GHashTableIter iter;
  gpointer path = NULL, disk = NULL;
  g_hash_table_iter_init(&iter, disks);
  while (g_hash_table_iter_next(&iter, &path, &disk)) {
    Disk *left = disk;
    if (!g_str_has_prefix(path, folder))
      continue;
    apply_some(left);
    g_assert_true(g_file_set_contents_full(path, (const char *) left->synced->data, (gssize) left->synced->len,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  }
  shim_reset();
}
