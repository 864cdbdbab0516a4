/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Watches a file wherever it really lies: itself, and every link on the way
 * there, since whoever keeps such files elsewhere edits them there. */
#pragma once

#include <glib.h>

typedef struct FileWatch FileWatch;

typedef void (*FileWatchFunc)(gpointer data);

/* Calls `func` after each change of what `path` leads to (owned; the file need not be there). */
FileWatch *file_watch_new(const char *path, FileWatchFunc func, gpointer data);
void file_watch_free(FileWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileWatch, file_watch_free)
