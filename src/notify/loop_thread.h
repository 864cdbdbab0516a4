/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thread with a main context of its own, which is its default: it carries
 * out what is posted to it, one after the other, and hears what was asked for
 * from there. For libraries that wait. */
#pragma once

#include <glib.h>

typedef struct LoopThread LoopThread;

/* Starts it (owned). `at_end` is the last that runs on it, with `data`. */
LoopThread *loop_thread_new(const char *name, GDestroyNotify at_end, gpointer data);

/* Has `func` called with `data` on the thread, once; frees `data` whether or not that came to pass. */
void loop_thread_post(LoopThread *thread, GSourceFunc func, gpointer data, GDestroyNotify free_data);

/* Lets what is posted run, then ends it and frees; waits for that at most `patience_milliseconds`. A thread that is
 * stuck for longer goes on by itself, and otherwise ends with the process. */
void loop_thread_end(LoopThread *thread, int patience_milliseconds);
