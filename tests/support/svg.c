/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks and braille are drawn as shapes, since fonts differ in them; letters
 * are text that is stretched to its cells. Whole numbers only, so that the same
 * screen is the same file everywhere. */
#include "support/svg.h"

#include <string.h>

enum { CELL_WIDTH = 9, CELL_HEIGHT = 18, BASELINE = 14, FONT_SIZE = 15, EDGE = 18 };

typedef struct {
  GString *out;
  const Terminal *terminal;
  int columns, rows;
  int ground, text;
} Picture;

static int shown(int colour, int own) {
  if (colour == TERMINAL_COLOUR_DEFAULT)
    return own;
  g_assert_true(colour & TERMINAL_COLOUR_RGB);
  return colour & 0xffffff;
}

static int ground_of(const Picture *picture, const TerminalCell *cell) {
  return cell->reverse ? shown(cell->foreground, picture->text) : shown(cell->background, picture->ground);
}

static int ink_of(const Picture *picture, const TerminalCell *cell) {
  return cell->reverse ? shown(cell->background, picture->ground) : shown(cell->foreground, picture->text);
}

static int x_of(int column) {
  return EDGE + column * CELL_WIDTH;
}

static int y_of(int row) {
  return EDGE + row * CELL_HEIGHT;
}

static void add_rect(const Picture *picture, int x, int y, int width, int height, int colour) {
  if (width > 0 && height > 0)
    g_string_append_printf(picture->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x, y,
                           width, height, (guint) colour);
}

/* Neighbours of one colour are one rectangle. */
static void add_grounds(const Picture *picture, int row) {
  int from = 0;
  for (int column = 1; column <= picture->columns; column++) {
    const TerminalCell first = terminal_cell(picture->terminal, row, from);
    const TerminalCell cell = terminal_cell(picture->terminal, row, MIN(column, picture->columns - 1));
    const int colour = ground_of(picture, &first);
    if (column < picture->columns && ground_of(picture, &cell) == colour)
      continue;
    if (colour != picture->ground)
      add_rect(picture, x_of(from), y_of(row), (column - from) * CELL_WIDTH, CELL_HEIGHT, colour);
    from = column;
  }
}

/* Blocks of eighths, halves and shades. FALSE: it is none of them. */
static gboolean add_block(const Picture *picture, int row, int column, gunichar character, int colour) {
  const int x = x_of(column), y = y_of(row);
  if (character == 0x2580)
    add_rect(picture, x, y, CELL_WIDTH, CELL_HEIGHT / 2, colour);
  else if (character >= 0x2581 && character <= 0x2588) {
    const int height = (int) (character - 0x2580) * CELL_HEIGHT / 8;
    add_rect(picture, x, y + CELL_HEIGHT - height, CELL_WIDTH, height, colour);
  } else if (character >= 0x2589 && character <= 0x258f)
    add_rect(picture, x, y, (int) (0x2590 - character) * CELL_WIDTH / 8, CELL_HEIGHT, colour);
  else if (character == 0x2590)
    add_rect(picture, x + CELL_WIDTH / 2, y, CELL_WIDTH - CELL_WIDTH / 2, CELL_HEIGHT, colour);
  else if (character >= 0x2591 && character <= 0x2593)
    g_string_append_printf(picture->out,
                           "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\" opacity=\"0.%d\"/>\n", x,
                           y, CELL_WIDTH, CELL_HEIGHT, (guint) colour, (int) (character - 0x2590) * 25);
  else
    return FALSE;
  return TRUE;
}

static gboolean add_braille(const Picture *picture, int row, int column, gunichar character, int colour) {
  static const struct {
    int x, y;
  } dots[] = { { 2, 3 }, { 2, 7 }, { 2, 11 }, { 7, 3 }, { 7, 7 }, { 7, 11 }, { 2, 15 }, { 7, 15 } };
  if (character < 0x2800 || character > 0x28ff)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(dots); i++) {
    if ((character - 0x2800) >> i & 1)
      g_string_append_printf(picture->out,
                             "<circle shape-rendering=\"auto\" cx=\"%d\" cy=\"%d\" r=\"1.5\" fill=\"#%06x\"/>\n",
                             x_of(column) + dots[i].x, y_of(row) + dots[i].y, (guint) colour);
  }
  return TRUE;
}

static gboolean is_letter(const TerminalCell *cell) {
  return *cell->text && g_str_is_ascii(cell->text);
}

static gboolean goes_on(const Picture *picture, const TerminalCell *first, const TerminalCell *cell) {
  return is_letter(cell) && ink_of(picture, first) == ink_of(picture, cell) && first->bold == cell->bold;
}

static void add_text(const Picture *picture, int row, int column, int columns, const char *text) {
  const TerminalCell first = terminal_cell(picture->terminal, row, column);
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  g_string_append_printf(picture->out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s>%s</text>\n",
                         x_of(column), y_of(row) + BASELINE, columns * CELL_WIDTH, (guint) ink_of(picture, &first),
                         first.bold ? " font-weight=\"bold\"" : "", escaped);
}

/* Words in one colour are one text; every other sign is one of its own. */
static void add_inks(const Picture *picture, int row) {
  for (int column = 0; column < picture->columns;) {
    const TerminalCell first = terminal_cell(picture->terminal, row, column);
    const gunichar character = g_utf8_get_char(first.text);
    int columns = MAX(first.width, 1);
    if (is_letter(&first)) {
      g_autoptr(GString) word = g_string_new(first.text);
      for (; column + columns < picture->columns; columns++) {
        const TerminalCell cell = terminal_cell(picture->terminal, row, column + columns);
        if (!goes_on(picture, &first, &cell))
          break;
        g_string_append(word, cell.text);
      }
      add_text(picture, row, column, columns, word->str);
    } else if (*first.text && !add_block(picture, row, column, character, ink_of(picture, &first)) &&
               !add_braille(picture, row, column, character, ink_of(picture, &first)))
      add_text(picture, row, column, columns, first.text);
    column += columns;
  }
}

char *svg_of_terminal(const Terminal *terminal, int ground, int text, const char *title) {
  Picture picture = { g_string_new(NULL), terminal, 0, 0, ground, text };
  terminal_size(terminal, &picture.columns, &picture.rows);
  const int width = 2 * EDGE + picture.columns * CELL_WIDTH, height = 2 * EDGE + picture.rows * CELL_HEIGHT;
  g_string_append_printf(
      picture.out,
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" xml:space=\"preserve\" "
      "shape-rendering=\"crispEdges\" "
      "font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"%d\">\n"
      "<title>%s</title>\n",
      width, height, FONT_SIZE, title);
  g_string_append_printf(picture.out, "<rect width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#%06x\"/>\n", width, height,
                         (guint) ground);
  for (int row = 0; row < picture.rows; row++) {
    add_grounds(&picture, row);
    add_inks(&picture, row);
  }
  g_string_append(picture.out, "</svg>\n");
  return g_string_free(picture.out, FALSE);
}
