/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Watches a file or a folder for changes, by inotify. Changes that come within
 * a tenth of a second are told once. */
#pragma once

#include <glib.h>

typedef struct FileWatch FileWatch;

typedef void (*FileWatchFunc)(gpointer data);

/* Calls `func` on the default main context after each change of what `path` leads to (owned): of the file, and of every
 * link on the way to it. A write counts once the file is closed. Neither the file nor its folder need be there yet. */
FileWatch *file_watch_new(const char *path, FileWatchFunc func, gpointer data);

/* Calls `func` after each change of a file in `folder` (owned), also of one that stays open. */
FileWatch *file_watch_new_folder(const char *folder, FileWatchFunc func, gpointer data);

/* No call comes after this. NULL is allowed. */
void file_watch_free(FileWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileWatch, file_watch_free)
