/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The loop around a screen: keys, signals and one idle painter on the default
 * main context. Whoever changes something marks it; the painter runs once. */
#pragma once

#include "tui/terminal/screen.h"

#include <glib.h>

typedef struct Loop Loop;

typedef struct {
  void (*event)(const TerminalEvent *event, gpointer data); /* something was typed */
  void (*paint)(gpointer data);                             /* the screen is to be shown anew */
  void (*started)(gpointer data);                           /* the first frame stands; NULL: nothing to do */
  void (*resumed)(gpointer data);                           /* after a stop, however long it was; NULL: nothing to do */
} LoopFuncs;

/* Gives a loop (owned) around `screen`, which must outlive it. To be made before any thread is started, since a stop
 * must be asked of the loop alone. */
Loop *loop_new(Screen *screen, const LoopFuncs *funcs, gpointer data);
void loop_free(Loop *loop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Loop, loop_free)

/* Paints, then runs until loop_quit, a signal that ends the program, or the loss of the terminal. */
void loop_run(Loop *loop);
void loop_quit(Loop *loop);

/* Has the screen painted when everything that happened has been dealt with. */
void loop_mark_dirty(Loop *loop);
