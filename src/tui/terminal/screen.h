/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen: shows a canvas on the terminal and reads its keys. The only place
 * that knows curses. One at a time. */
#pragma once

#include "tui/canvas/canvas.h"
#include "tui/keys.h"
#include "tui/terminal/palette.h"

#include <glib.h>

typedef struct Screen Screen;

/* Takes the terminal on standard input and output (owned). NULL with WINDDOWN_ERROR_REFUSED, and the terminal
 * untouched, when they are none or it cannot show a screen. The locale must have been set. */
Screen *screen_new(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the terminal back as it was. */
void screen_free(Screen *screen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Screen, screen_free)

int screen_columns(const Screen *screen);
int screen_rows(const Screen *screen);
ColourDepth screen_depth(const Screen *screen);
CanvasShapes screen_shapes(const Screen *screen); /* by the locale, and the fonts of the Linux console */

/* Shows `canvas`; only what has changed since the last one is written. */
void screen_show(Screen *screen, const Canvas *canvas, const Palette *palette);

/* Takes what was typed, one event a call. FALSE when nothing more is there. Call it until then whenever the input file
 * is readable. */
gboolean screen_read(Screen *screen, TerminalEvent *event);

/* Whether nothing will ever be typed again: the terminal is gone. To be asked when the input was readable and nothing
 * was there. */
gboolean screen_is_closed(const Screen *screen);
int screen_input_file(const Screen *screen);

/* Takes the terminal's size anew. Whether it is another one. */
gboolean screen_resize(Screen *screen);

/* Gives the terminal back for a while, and takes it again, also when somebody else had it without a word; what was
 * shown has to be shown anew. */
void screen_suspend(Screen *screen);
void screen_resume(Screen *screen);

/* Forgets what is shown, so that the next screen_show writes everything. */
void screen_repaint(Screen *screen);

/* Writes bytes that move nothing on the screen (a bell, a notification). FALSE while suspended, or when the terminal is
 * gone. */
gboolean screen_write_raw(Screen *screen, const char *bytes, gsize length);
