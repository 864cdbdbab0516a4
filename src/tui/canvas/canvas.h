/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A canvas: a grid of cells that views fill with text and roles. Knows nothing
 * of terminals; the screen shows it, tests read it as text. */
#pragma once

#include "model/theme.h"
#include "planning/agenda.h"
#include "tui/canvas/paint.h"

#include <glib.h>

#define CELL_MAX_CHARACTERS 4 /* a base and its combining marks */

typedef struct {
  gunichar characters[CELL_MAX_CHARACTERS]; /* 0-terminated unless full; empty: the right half of a wide character */
  guint8 width;                             /* 1 or 2; 0: the right half of a wide character */
  guint8 role;                              /* Role */
  guint8 ink;                               /* Paint of what is written, in place of the role's colour */
  guint8 ground;                            /* Paint behind it; text that is written over it keeps it */
} Cell;

/* The marks and lines of the screens. */
typedef struct {
  const char *done, *open, *skipped, *slipped, *selected, *running, *now;
  const char *bar_gone, *bar_coming, *bar_guided, *bar_avoid, *bar_step, *bar_end;
  const char *rule, *ellipsis, *dot, *filled, *half, *light;
  const char *up, *down, *up_down;
} Glyphs;

typedef struct Canvas Canvas;

/* With which shapes pictures are drawn. Text is any language's but for CANVAS_ASCII. */
typedef enum {
  CANVAS_UNICODE,
  CANVAS_ASCII,   /* nothing beyond ASCII, text included */
  CANVAS_CONSOLE, /* what the fonts of the Linux console have */
} CanvasShapes;

Canvas *canvas_new(int columns, int rows, CanvasShapes set); /* blank (owned) */
void canvas_free(Canvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Canvas, canvas_free)

int canvas_columns(const Canvas *canvas);
int canvas_rows(const Canvas *canvas);
const Glyphs *canvas_glyphs(const Canvas *canvas);

/* Whether pictures have to do without eighths, braille and circles. */
gboolean canvas_is_plain(const Canvas *canvas);

/* Whether paints show: where they do not, a picture has to do with its shapes. FALSE at first. */
void canvas_set_painted(Canvas *canvas, gboolean painted);
gboolean canvas_is_painted(const Canvas *canvas);

/* Makes every cell a blank of ROLE_TEXT. */
void canvas_clear(Canvas *canvas);

/* Writes `text` from `column` on, clipped to `columns` (0: to the canvas) with the ellipsis; gives the column behind
 * it. Text outside the canvas is left out. On an ASCII canvas characters beyond ASCII are transliterated. */
int canvas_put(Canvas *canvas, int row, int column, Role role, const char *text, int columns);

/* The same, ending before `end` (flush right), or centred between `from` and `end`. */
void canvas_put_right(Canvas *canvas, int row, int end, Role role, const char *text);
void canvas_put_centred(Canvas *canvas, int row, int from, int end, Role role, const char *text);

/* Fills `count` cells with `glyph` (one column wide). */
void canvas_fill(Canvas *canvas, int row, int column, int count, Role role, const char *glyph);

/* Gives a row's cells another role. */
void canvas_paint(Canvas *canvas, int row, int column, int columns, Role role);

/* Where the terminal's cursor goes: screen readers and braille lines follow it. The last call wins; none: nowhere. */
typedef enum { CURSOR_NONE, CURSOR_SELECTS, CURSOR_TYPES } CursorKind;

typedef struct {
  CursorKind kind; /* CURSOR_SELECTS: beside what is selected; CURSOR_TYPES: in a text, where it is seen */
  int row, column;
} CanvasCursor;

void canvas_set_cursor(Canvas *canvas, int row, int column, CursorKind kind);
CanvasCursor canvas_cursor(const Canvas *canvas);

/* Gives a cell its paint: of what is written in it, and of what lies behind. Nothing outside the canvas. */
void canvas_ink(Canvas *canvas, int row, int column, Paint paint);
void canvas_ground(Canvas *canvas, int row, int column, Paint paint);

const Cell *canvas_cell(const Canvas *canvas, int row, int column);

/* The canvas as text (owned): a line a row, trailing blanks cut. And its roles: a letter a cell (t b d f k a s n),
 * blanks where nothing stands. */
char *canvas_to_text(const Canvas *canvas);
char *canvas_to_roles(const Canvas *canvas);

/* The glyph (borrowed) for `mark` as every list shows it, or for a stretch that runs. */
const char *canvas_mark_glyph(const Canvas *canvas, AgendaState state, Mark mark);
