/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share: a folder of their own and a store in it. */
#pragma once

#include "store/store.h"
#include "tests/support/values.h"

#include <glib.h>
#include <glib/gstdio.h>

/* A fresh folder (owned). */
static inline char *fixture_folder(void) {
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp("winddown-store-XXXXXX", &error);
  g_assert_no_error(error);
  return folder;
}

/* Removes the folder with everything in it, and frees its name. */
static inline void fixture_remove(char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
      fixture_remove(path);
      continue;
    }
    g_unlink(path);
    g_free(path);
  }
  g_rmdir(folder);
  g_free(folder);
}

static inline Store *fixture_open(const char *folder, StoreMode mode) {
  g_autoptr(GError) error = NULL;
  Store *store = store_open(folder, mode, NOW, &error);
  g_assert_no_error(error);
  g_assert_nonnull(store);
  return store;
}

/* For tests that begin with a folder of their own and an empty store in it. */
typedef struct {
  char *folder;
  Store *store;
} Fixture;

static inline void fixture_set_up(Fixture *fixture, gconstpointer data) {
  fixture->folder = fixture_folder();
  fixture->store = fixture_open(fixture->folder, STORE_WRITE);
}

static inline void fixture_tear_down(Fixture *fixture, gconstpointer data) {
  store_close(fixture->store);
  fixture_remove(fixture->folder);
}

#define FIXTURE_ADD(path, function) g_test_add(path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
