/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A disk that can be told to fail, for the tests of the store: a SQLite VFS
 * over the real one, the default one once shim_install was called. It counts
 * what is written and synced, fails from a given count on, and knows what a
 * power cut at that moment may leave: everything that was synced, and of the
 * rest any part in any order. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

void shim_install(void);

/* Forgets all files, and lets everything succeed. */
void shim_reset(void);

/* From the `count`-th write or sync from now on (1 is the next) every one fails with `code`; 0 never. */
void shim_fail_at(int count, int code);

/* How many writes and syncs there were since shim_reset. */
int shim_count(void);

/* Rewrites the files under `folder` to what is left after a power cut now. */
void shim_cut_power(const char *folder);
