/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/canvas.h"

#include "base/text.h"

#include <string.h>

struct Canvas {
  int columns;
  int rows;
  CanvasShapes shapes;
  gboolean painted;
  CanvasCursor cursor;
  Cell *cells;
};

static const Glyphs unicode_glyphs = {
  .done = "✓",
  .open = "○",
  .skipped = "–",
  .slipped = "~",
  .selected = "›",
  .running = "┊",
  .now = "●",
  .bar_gone = "━",
  .bar_coming = "─",
  .bar_guided = "═",
  .bar_avoid = "╌",
  .bar_step = "┴",
  .bar_end = "┤",
  .rule = "─",
  .ellipsis = "…",
  .dot = "•",
  .filled = "█",
  .half = "▓",
  .light = "▒",
  .up = "↑",
  .down = "↓",
  .up_down = "↑↓",
};

static const Glyphs ascii_glyphs = {
  .done = "x",
  .open = "o",
  .skipped = "-",
  .slipped = "~",
  .selected = ">",
  .running = ":",
  .now = "*",
  .bar_gone = "=",
  .bar_coming = "-",
  .bar_guided = "#",
  .bar_avoid = ".",
  .bar_step = "+",
  .bar_end = "|",
  .rule = "-",
  .ellipsis = ".",
  .dot = "*",
  .filled = "#",
  .half = "+",
  .light = ".",
  .up = "^",
  .down = "v",
  .up_down = "^v",
};

/* The Linux console: its fonts have lines, blocks and shades, but no circles, ticks or eighths. */
static const Glyphs console_glyphs = {
  .done = "x",
  .open = "o",
  .skipped = "-",
  .slipped = "~",
  .selected = "›",
  .running = "┊",
  .now = "●",
  .bar_gone = "━",
  .bar_coming = "─",
  .bar_guided = "═",
  .bar_avoid = "╌",
  .bar_step = "┴",
  .bar_end = "┤",
  .rule = "─",
  .ellipsis = ".",
  .dot = "•",
  .filled = "█",
  .half = "▒",
  .light = "░",
  .up = "↑",
  .down = "↓",
  .up_down = "↑↓",
};

/* Shapes that a transliteration of text does not know. */
static const struct {
  gunichar shape;
  char ascii;
} shapes[] = {
  { 0x2713, 'x' }, { 0x25cb, 'o' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x203a, '>' }, { 0x250a, ':' }, { 0x25cf, '*' },
  { 0x2501, '=' }, { 0x2500, '-' }, { 0x2550, '#' }, { 0x254c, '.' }, { 0x2534, '+' }, { 0x2524, '|' }, { 0x2502, '|' },
  { 0x2026, '.' }, { 0x00b7, '.' }, { 0x2022, '*' }, { 0x2588, '#' }, { 0x2593, '+' }, { 0x2592, '.' }, { 0x2191, '^' },
  { 0x2193, 'v' }, { 0x2190, '<' }, { 0x2192, '>' }, { 0x2594, '"' }, { 0x2581, '_' }, { 0x2212, '-' }, { 0x00d7, 'x' },
};

static const char role_letters[] = { 't', 'b', 'd', 'f', 'k', 'a', 's', 'n' };
G_STATIC_ASSERT(G_N_ELEMENTS(role_letters) == N_ROLES);

static const Cell blank = { .characters = { ' ' }, .width = 1, .role = ROLE_TEXT };

Canvas *canvas_new(int columns, int rows, CanvasShapes set) {
  Canvas *canvas = g_new0(Canvas, 1);
  canvas->columns = MAX(columns, 0);
  canvas->rows = MAX(rows, 0);
  canvas->shapes = set;
  canvas->cells = g_new(Cell, (gsize) canvas->columns * (gsize) canvas->rows);
  canvas_clear(canvas);
  return canvas;
}

void canvas_free(Canvas *canvas) {
  if (!canvas)
    return;
  g_free(canvas->cells);
  g_free(canvas);
}

int canvas_columns(const Canvas *canvas) {
  return canvas->columns;
}

int canvas_rows(const Canvas *canvas) {
  return canvas->rows;
}

const Glyphs *canvas_glyphs(const Canvas *canvas) {
  static const Glyphs *const sets[] = {
    [CANVAS_UNICODE] = &unicode_glyphs, [CANVAS_ASCII] = &ascii_glyphs, [CANVAS_CONSOLE] = &console_glyphs
  };
  return sets[canvas->shapes];
}

gboolean canvas_is_plain(const Canvas *canvas) {
  return canvas->shapes != CANVAS_UNICODE;
}

void canvas_set_painted(Canvas *canvas, gboolean painted) {
  canvas->painted = painted;
}

gboolean canvas_is_painted(const Canvas *canvas) {
  return canvas->painted;
}

void canvas_clear(Canvas *canvas) {
  const gsize count = (gsize) canvas->columns * (gsize) canvas->rows;
  for (gsize i = 0; i < count; i++)
    canvas->cells[i] = blank;
  canvas->cursor = (CanvasCursor){ .kind = CURSOR_NONE };
}

static gboolean is_inside(const Canvas *canvas, int row, int column) {
  return row >= 0 && row < canvas->rows && column >= 0 && column < canvas->columns;
}

static Cell *cell_at(Canvas *canvas, int row, int column) {
  return &canvas->cells[(gsize) row * (gsize) canvas->columns + (gsize) column];
}

static void blank_keeping_role(Cell *cell) {
  const guint8 role = cell->role, ground = cell->ground;
  *cell = blank;
  cell->role = role;
  cell->ground = ground;
}

/* Whoever writes over one half of a wide character takes the other half away. */
static void release(Canvas *canvas, int row, int column) {
  Cell *cell = cell_at(canvas, row, column);
  if (cell->width == 0 && column > 0)
    blank_keeping_role(cell - 1);
  else if (cell->width == 2 && column + 1 < canvas->columns)
    blank_keeping_role(cell + 1);
  blank_keeping_role(cell);
}

static void put_base(Canvas *canvas, int row, int column, Role role, gunichar character, int width) {
  /* Half a wide character at an edge cannot be drawn: its place stays blank. */
  if (!is_inside(canvas, row, column) || !is_inside(canvas, row, column + width - 1))
    return;
  for (int i = 0; i < width; i++)
    release(canvas, row, column + i);
  Cell *cell = cell_at(canvas, row, column);
  *cell = (Cell){ .characters = { character }, .width = (guint8) width, .role = (guint8) role, .ground = cell->ground };
  if (width == 2)
    cell[1] = (Cell){ .width = 0, .role = (guint8) role, .ground = cell[1].ground };
}

static void put_mark(Canvas *canvas, int row, int column, int width, gunichar mark) {
  if (!is_inside(canvas, row, column) || !is_inside(canvas, row, column + width - 1))
    return;
  Cell *cell = cell_at(canvas, row, column);
  for (gsize i = 1; i < CELL_MAX_CHARACTERS; i++) {
    if (!cell->characters[i]) {
      cell->characters[i] = mark;
      return;
    }
  }
}

static gboolean shape_to_ascii(gunichar character, char *ascii) {
  for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++) {
    if (shapes[i].shape == character) {
      *ascii = shapes[i].ascii;
      return TRUE;
    }
  }
  return FALSE;
}

/* Every character keeps its columns, so that both sets have one layout: of a longer transliteration only that many
 * letters stay, and a shorter one is repeated. */
static void append_ascii(GString *ascii, gunichar character) {
  const int width = text_character_width(character);
  char shape = '?';
  if (shape_to_ascii(character, &shape)) {
    g_string_append_c(ascii, shape);
    return;
  }
  char bytes[7] = { 0 };
  g_unichar_to_utf8(character, bytes);
  g_autofree char *plain = g_str_to_ascii(bytes, "C");
  const gsize length = strlen(plain);
  for (int i = 0; i < width; i++)
    g_string_append_c(ascii, length > 0 ? plain[MIN((gsize) i, length - 1)] : '?');
}

/* The text as this canvas can show it: one clean line in its characters, at most `columns` wide. */
static char *prepare(const Canvas *canvas, const char *text, int columns) {
  g_autofree char *clean = text_sanitise(text, -1);
  if (canvas->shapes == CANVAS_ASCII) {
    g_autoptr(GString) ascii = g_string_new(NULL);
    for (const char *at = clean; *at; at = g_utf8_next_char(at)) {
      const gunichar character = g_utf8_get_char(at);
      if (character < 0x80)
        g_string_append_c(ascii, (char) character);
      else
        append_ascii(ascii, character);
    }
    g_free(clean);
    clean = g_string_free(g_steal_pointer(&ascii), FALSE);
  }
  return text_clip(clean, MAX(columns, 0), canvas_glyphs(canvas)->ellipsis);
}

static int put_prepared(Canvas *canvas, int row, int column, Role role, const char *text) {
  int last_width = 0;
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    const gunichar character = g_utf8_get_char(at);
    const int width = text_character_width(character);
    if (width > 0) {
      put_base(canvas, row, column, role, character, width);
      column += width;
      last_width = width;
    } else if (last_width > 0) {
      put_mark(canvas, row, column - last_width, last_width, character);
    }
  }
  return column;
}

int canvas_put(Canvas *canvas, int row, int column, Role role, const char *text, int columns) {
  const int room = canvas->columns - column;
  g_autofree char *prepared = prepare(canvas, text, columns > 0 ? MIN(columns, room) : room);
  return put_prepared(canvas, row, column, role, prepared);
}

void canvas_put_right(Canvas *canvas, int row, int end, Role role, const char *text) {
  g_autofree char *prepared = prepare(canvas, text, MIN(end, canvas->columns));
  put_prepared(canvas, row, end - text_width(prepared), role, prepared);
}

void canvas_put_centred(Canvas *canvas, int row, int from, int end, Role role, const char *text) {
  const int room = MIN(end, canvas->columns) - from;
  g_autofree char *prepared = prepare(canvas, text, room);
  put_prepared(canvas, row, from + (room - text_width(prepared)) / 2, role, prepared);
}

void canvas_fill(Canvas *canvas, int row, int column, int count, Role role, const char *glyph) {
  g_autofree char *prepared = prepare(canvas, glyph, 1);
  for (int i = 0; i < count; i++)
    put_prepared(canvas, row, column + i, role, prepared);
}

void canvas_paint(Canvas *canvas, int row, int column, int columns, Role role) {
  for (int i = column; i < column + columns; i++) {
    if (is_inside(canvas, row, i))
      cell_at(canvas, row, i)->role = (guint8) role;
  }
}

void canvas_set_cursor(Canvas *canvas, int row, int column, CursorKind kind) {
  canvas->cursor = (CanvasCursor){ kind, CLAMP(row, 0, canvas->rows - 1), CLAMP(column, 0, canvas->columns - 1) };
}

CanvasCursor canvas_cursor(const Canvas *canvas) {
  return canvas->cursor;
}

void canvas_ink(Canvas *canvas, int row, int column, Paint paint) {
  if (is_inside(canvas, row, column))
    cell_at(canvas, row, column)->ink = (guint8) paint;
}

void canvas_ground(Canvas *canvas, int row, int column, Paint paint) {
  if (is_inside(canvas, row, column))
    cell_at(canvas, row, column)->ground = (guint8) paint;
}

const Cell *canvas_cell(const Canvas *canvas, int row, int column) {
  g_return_val_if_fail(is_inside(canvas, row, column), &blank);
  return &canvas->cells[(gsize) row * (gsize) canvas->columns + (gsize) column];
}

static void trim_line(GString *lines, gsize start) {
  gsize end = lines->len;
  while (end > start && lines->str[end - 1] == ' ')
    end--;
  g_string_truncate(lines, end);
  g_string_append_c(lines, '\n');
}

char *canvas_to_text(const Canvas *canvas) {
  GString *text = g_string_new(NULL);
  for (int row = 0; row < canvas->rows; row++) {
    const gsize start = text->len;
    for (int column = 0; column < canvas->columns; column++) {
      const Cell *cell = canvas_cell(canvas, row, column);
      for (gsize i = 0; i < CELL_MAX_CHARACTERS && cell->characters[i]; i++)
        g_string_append_unichar(text, cell->characters[i]);
    }
    trim_line(text, start);
  }
  return g_string_free(text, FALSE);
}

char *canvas_to_roles(const Canvas *canvas) {
  GString *roles = g_string_new(NULL);
  for (int row = 0; row < canvas->rows; row++) {
    const gsize start = roles->len;
    for (int column = 0; column < canvas->columns; column++) {
      const Cell *cell = canvas_cell(canvas, row, column);
      g_string_append_c(roles, cell->characters[0] == ' ' ? ' ' : role_letters[cell->role]);
    }
    trim_line(roles, start);
  }
  return g_string_free(roles, FALSE);
}

const char *canvas_mark_glyph(const Canvas *canvas, AgendaState state, Mark mark) {
  const Glyphs *glyphs = canvas_glyphs(canvas);
  const char *const by_mark[] = {
    [MARK_OPEN] = glyphs->open,
    [MARK_DONE] = glyphs->done,
    [MARK_SKIPPED] = glyphs->skipped,
    [MARK_SLIPPED] = glyphs->slipped,
  };
  G_STATIC_ASSERT(G_N_ELEMENTS(by_mark) == N_MARKS);
  if (state == AGENDA_LEFT_OUT)
    return glyphs->skipped;
  return state == AGENDA_RUNNING ? glyphs->running : by_mark[mark];
}
