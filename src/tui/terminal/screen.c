/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/terminal/screen.h"

#include "base/error.h"
#include "tui/terminal/colour.h"
#include "tui/terminal/rescue.h"
#include "tui/terminal/terminfo.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
/* Last: it defines words as common as `clear` and `timeout`. */
#include <curses.h>

#define ESCAPE_DELAY_MS 25
#define WHEEL_LINES 3
#define MOUSE_EVENTS 8 /* as many as curses keeps */
#define PAINT_UNKNOWN (-2)
#define BACKGROUND_PAIR (N_ROLES + 1) /* pair 0 is the terminal's own, then one for each role */
#define TITLE_SET "\033[22;2t\033]2;winddown\007"
#define TITLE_RESTORE "\033[23;2t"

/* Bracketed paste: the terminal says where a paste begins and ends, so that its letters are no keys. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
enum { KEY_PASTE_BEGIN = KEY_MAX + 1, KEY_PASTE_END };

struct Screen {
  SCREEN *curses;
  WINDOW *keys; /* a pad: reading from a window would first refresh it */
  Terminfo *terminfo;
  struct termios modes; /* as they were found */
  ColourDepth depth;
  CanvasShapes shapes;
  gboolean suspended;
  gboolean pastes;   /* what comes is part of a paste */
  CursorKind cursor; /* as it was put last */
  Palette palette;
  int paints[N_PAINTS]; /* colour numbers by `palette`, each reckoned when first seen */
  Cell *shown;          /* shown_columns × shown_rows; what the palette was then is `palette` */
  int shown_columns;
  int shown_rows;
  TerminalEvent mouse[MOUSE_EVENTS]; /* of one key, the newest first */
  int n_mouse;                       /* not yet given */
};

static const struct {
  int code;
  const char *name;
  gunichar character;
} named_keys[] = {
  { KEY_UP, "up", 0 },        { KEY_DOWN, "down", 0 },      { KEY_LEFT, "left", 0 },
  { KEY_RIGHT, "right", 0 },  { KEY_HOME, "home", 0 },      { KEY_END, "end", 0 },
  { KEY_PPAGE, "pageup", 0 }, { KEY_NPAGE, "pagedown", 0 }, { KEY_DC, "delete", 0 },
  { KEY_BTAB, "backtab", 0 }, { KEY_ENTER, "enter", '\n' }, { KEY_BACKSPACE, "backspace", '\b' },
};

static const struct {
  wint_t typed;
  const char *name;
  gunichar character;
} control_keys[] = {
  { '\r', "enter", '\n' }, { '\n', "enter", '\n' },     { '\t', "tab", '\t' },      { ' ', "space", ' ' },
  { 27, "esc", 27 },       { '\b', "backspace", '\b' }, { 127, "backspace", '\b' },
};

#define KEY_REPAINT 12 /* Ctrl-L */

static gboolean check_is_terminal(GError **error) {
  if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
    return TRUE;
  g_set_error_literal(
      error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
      _("the dashboard needs a terminal to read from and to show; \"winddown plan\" shows the evening as text"));
  return FALSE;
}

static ColourDepth find_depth(void) {
  const char *no_colour = g_getenv("NO_COLOR");
  if ((no_colour && *no_colour) || !has_colors() || start_color() == ERR || COLORS < 8 ||
      COLOR_PAIRS <= BACKGROUND_PAIR)
    return COLOURS_NONE;
  (void) use_default_colors();
  if (COLORS >= 1 << 24)
    return COLOURS_DIRECT;
  return COLORS >= 256 ? COLOURS_256 : COLOURS_8;
}

/* Ctrl-S would freeze the whole program at its next write, reminders included. */
static void switch_off_flow_control(void) {
  struct termios modes;
  if (tcgetattr(STDIN_FILENO, &modes) != 0)
    return;
  modes.c_iflag &= ~(tcflag_t) IXON;
  (void) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  (void) def_prog_mode();
}

static void set_up_input(Screen *screen) {
  (void) cbreak();
  (void) noecho();
  (void) nonl();
  switch_off_flow_control();
  (void) set_escdelay(ESCAPE_DELAY_MS);
  screen->keys = newpad(1, 1);
  (void) keypad(screen->keys, TRUE);
  (void) nodelay(screen->keys, TRUE);
  (void) define_key("\033[200~", KEY_PASTE_BEGIN);
  (void) define_key("\033[201~", KEY_PASTE_END);
  /* With an interval curses would wait inside a read for a second click. */
  (void) mouseinterval(0);
  (void) mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

/* What curses does not: only of a terminal that understands it. */
static void ask_terminal(Screen *screen) {
  if (!screen->terminfo->titled)
    return;
  (void) screen_write_raw(screen, TITLE_SET, strlen(TITLE_SET));
  (void) screen_write_raw(screen, PASTE_ON, strlen(PASTE_ON));
}

static CanvasShapes shapes_of(const char *term) {
  if (!g_get_charset(NULL))
    return CANVAS_ASCII;
  return g_str_equal(term, "linux") || g_str_has_prefix(term, "linux-") ? CANVAS_CONSOLE : CANVAS_UNICODE;
}

Screen *screen_new(GError **error) {
  if (!check_is_terminal(error))
    return NULL;
  g_autoptr(Terminfo) terminfo = terminfo_find(g_getenv("TERM"), g_getenv("COLORTERM"), error);
  if (!terminfo)
    return NULL;
  Screen *screen = g_new0(Screen, 1);
  (void) tcgetattr(STDIN_FILENO, &screen->modes);
  rescue_arm(STDOUT_FILENO, &screen->modes, terminfo->restore);
  screen->curses = newterm(terminfo->name, stdout, stdin);
  if (!screen->curses) {
    rescue_disarm();
    g_free(screen);
    g_set_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED,
                _("the terminal \"%s\" cannot show a screen; \"winddown plan\" shows the evening as text"),
                terminfo->name);
    return NULL;
  }
  screen->terminfo = g_steal_pointer(&terminfo);
  screen->shapes = shapes_of(g_getenv("TERM"));
  screen->depth = find_depth();
  set_up_input(screen);
  (void) leaveok(stdscr, TRUE);
  (void) typeahead(-1); /* a frame is shown whole, also under one who types fast */
  (void) curs_set(0);
  ask_terminal(screen);
  (void) screen_resize(screen);
  return screen;
}

static void leave_terminal(Screen *screen) {
  (void) endwin();
  /* Some terminals keep whether the cursor shows with each of their two screens. */
  (void) curs_set(1);
  if (screen->terminfo->titled) {
    (void) screen_write_raw(screen, PASTE_OFF, strlen(PASTE_OFF));
    (void) screen_write_raw(screen, TITLE_RESTORE, strlen(TITLE_RESTORE));
  }
  (void) tcsetattr(STDIN_FILENO, TCSANOW, &screen->modes);
  rescue_disarm();
}

void screen_free(Screen *screen) {
  if (!screen)
    return;
  if (!screen->suspended)
    leave_terminal(screen);
  (void) delwin(screen->keys);
  delscreen(screen->curses);
  terminfo_free(screen->terminfo);
  g_free(screen->shown);
  g_free(screen);
}

int screen_columns(const Screen *screen) {
  return getmaxx(stdscr);
}

int screen_rows(const Screen *screen) {
  return getmaxy(stdscr);
}

ColourDepth screen_depth(const Screen *screen) {
  return screen->depth;
}

CanvasShapes screen_shapes(const Screen *screen) {
  return screen->shapes;
}

/* The first eight numbers of a direct colour mean the basic colours: the darkest blues have to give way. */
static int colour_number(ColourDepth depth, int colour) {
  return depth == COLOURS_DIRECT && colour >= 0 && colour < 8 ? 8 : colour;
}

/* The colour of a paint on this terminal. */
static int paint_number(const Screen *screen, Paint paint) {
  const gboolean coarse = screen->depth == COLOURS_256;
  const int rgb = paint_colour(paint, &screen->palette.scenery, screen->palette.ground, coarse);
  if (rgb == COLOUR_DEFAULT || !coarse)
    return colour_number(screen->depth, rgb);
  return colour_nearest_cube(rgb, screen->palette.ground, 0);
}

/* Curses writes the cells of a redefined pair anew, and only those. */
static void take_palette(Screen *screen, const Palette *palette) {
  if (screen->shown && palette_equal(&screen->palette, palette))
    return;
  screen->palette = *palette;
  g_clear_pointer(&screen->shown, g_free);
  if (screen->depth == COLOURS_NONE)
    return;
  const int background = colour_number(palette->depth, palette->background);
  for (int role = 0; role < N_ROLES; role++)
    (void) init_extended_pair(role + 1, colour_number(palette->depth, palette->looks[role].foreground), background);
  (void) init_extended_pair(BACKGROUND_PAIR, COLOUR_DEFAULT, background);
  for (guint paint = 0; paint < N_PAINTS; paint++)
    screen->paints[paint] = PAINT_UNKNOWN;
  (void) touchwin(stdscr);
}

static int find_paint(Screen *screen, Paint paint) {
  if (screen->paints[paint] == PAINT_UNKNOWN)
    screen->paints[paint] = paint_number(screen, paint);
  return screen->paints[paint];
}

/* The pair of a painted cell. curses keeps as many as it has room for and forgets those that are not used. */
static int painted_pair(Screen *screen, const Cell *cell) {
  const int ink = cell->ink ? find_paint(screen, (Paint) cell->ink)
                            : colour_number(screen->depth, screen->palette.looks[cell->role].foreground);
  const int ground = cell->ground ? find_paint(screen, (Paint) cell->ground)
                                  : colour_number(screen->depth, screen->palette.background);
  const int pair = alloc_pair(ink, ground);
  return pair >= 0 ? pair : cell->role + 1;
}

static gboolean is_painted(const Screen *screen, const Cell *cell) {
  return (cell->ink || cell->ground) && screen->palette.scenery.hill != COLOUR_DEFAULT;
}

static attr_t attributes_of(const Look *look) {
  return (look->bold ? A_BOLD : A_NORMAL) | (look->dim ? A_DIM : A_NORMAL) | (look->reverse ? A_REVERSE : A_NORMAL) |
         (look->underline ? A_UNDERLINE : A_NORMAL);
}

static gboolean is_blank(const Cell *cell) {
  return cell->characters[0] == ' ' && !cell->characters[1];
}

/* A blank between two words of one look: to leave that look for it and come back would cost more than the blank. */
static gboolean is_between_words(const Canvas *canvas, int row, int column) {
  const Cell *cell = canvas_cell(canvas, row, column);
  if (column == 0 || column + 1 >= canvas_columns(canvas))
    return FALSE;
  const Cell *left = canvas_cell(canvas, row, column - 1), *right = canvas_cell(canvas, row, column + 1);
  return left->role == cell->role && right->role == cell->role && !is_blank(left) && !is_blank(right);
}

/* Blanks look alike whatever their role: without a colour of their own the terminal clears them in one go. */
static gboolean is_plain(const Canvas *canvas, int row, int column, const Look *look) {
  return is_blank(canvas_cell(canvas, row, column)) && !canvas_cell(canvas, row, column)->ground && !look->reverse &&
         !look->underline && !is_between_words(canvas, row, column);
}

static int pair_of(Screen *screen, const Cell *cell, gboolean plain) {
  if (screen->depth == COLOURS_NONE)
    return 0;
  if (!plain && is_painted(screen, cell))
    return painted_pair(screen, cell);
  if (plain)
    return screen->palette.background == COLOUR_DEFAULT ? 0 : BACKGROUND_PAIR;
  return cell->role + 1;
}

/* The characters of a cell for curses, whose idea of their width has to be the canvas's: what it takes to be wider or
 * narrower is shown as question marks, so that nothing behind it shifts. */
static void cell_characters(const Cell *cell, wchar_t *characters) {
  if (cell->characters[0] < 0x7f && !cell->characters[1]) {
    characters[0] = (wchar_t) cell->characters[0];
    characters[1] = L'\0';
    return;
  }
  gboolean sound = wcwidth((wchar_t) cell->characters[0]) == cell->width;
  gsize count = 0;
  for (; count < CELL_MAX_CHARACTERS && cell->characters[count]; count++) {
    characters[count] = (wchar_t) cell->characters[count];
    sound = sound && (count == 0 || wcwidth(characters[count]) == 0);
  }
  if (!sound) {
    characters[0] = L'?';
    count = 1;
  }
  characters[count] = L'\0';
}

static void draw_cell(Screen *screen, const Canvas *canvas, int row, int column) {
  const Cell *cell = canvas_cell(canvas, row, column);
  const Look *look = &screen->palette.looks[cell->role];
  const gboolean plain = is_plain(canvas, row, column, look);
  const attr_t attributes = plain ? A_NORMAL : attributes_of(look);
  wchar_t characters[CELL_MAX_CHARACTERS + 1];
  cchar_t drawn;
  cell_characters(cell, characters);
  int pair = pair_of(screen, cell, plain);
  (void) setcchar(&drawn, characters, attributes, (short) pair, &pair);
  (void) mvadd_wch(row, column, &drawn);
  if (cell->width == 2 && wcwidth(characters[0]) != 2)
    (void) mvadd_wch(row, column + 1, &drawn);
}

static gboolean cell_equal(const Cell *one, const Cell *other) {
  return one->width == other->width && one->role == other->role && one->ink == other->ink &&
         one->ground == other->ground && memcmp(one->characters, other->characters, sizeof one->characters) == 0;
}

/* Everything blank, in the theme's background: then only what is not has to be drawn. */
static void start_anew(Screen *screen, int columns, int rows) {
  const Cell blank = { .characters = { ' ' }, .width = 1 };
  cchar_t background;
  int pair = pair_of(screen, &blank, TRUE);
  (void) setcchar(&background, L" ", A_NORMAL, (short) pair, &pair);
  bkgrndset(&background);
  (void) erase();
  screen->shown = g_renew(Cell, screen->shown, (gsize) columns * (gsize) rows);
  screen->shown_columns = columns;
  screen->shown_rows = rows;
  for (int i = 0; i < columns * rows; i++)
    screen->shown[i] = blank;
}

static void draw_cells(Screen *screen, const Canvas *canvas) {
  const int columns = canvas_columns(canvas), rows = canvas_rows(canvas);
  if (!screen->shown || screen->shown_columns != columns || screen->shown_rows != rows)
    start_anew(screen, columns, rows);
  for (int row = 0; row < rows; row++) {
    for (int column = 0; column < columns; column++) {
      const Cell *cell = canvas_cell(canvas, row, column);
      Cell *shown = &screen->shown[row * columns + column];
      if (cell->width > 0 && !cell_equal(cell, shown))
        draw_cell(screen, canvas, row, column);
      *shown = *cell;
    }
  }
}

/* Shown only in a text; elsewhere it is where the selection is for those who follow it by ear or by touch. */
static void put_cursor(Screen *screen, CanvasCursor cursor) {
  if (screen->cursor != cursor.kind)
    (void) curs_set(cursor.kind == CURSOR_TYPES ? 1 : 0);
  screen->cursor = cursor.kind;
  (void) leaveok(stdscr, cursor.kind == CURSOR_NONE);
  if (cursor.kind != CURSOR_NONE)
    (void) move(cursor.row, cursor.column);
}

void screen_show(Screen *screen, const Canvas *canvas, const Palette *palette) {
  if (screen->suspended)
    return;
  take_palette(screen, palette);
  draw_cells(screen, canvas);
  put_cursor(screen, canvas_cursor(canvas));
  (void) refresh();
}

static void name_key(TerminalEvent *event, const char *name, gunichar character) {
  (void) g_strlcpy(event->name, name, sizeof event->name);
  event->character = character;
}

static TerminalEvent mouse_event(const MEVENT *mouse) {
  TerminalEvent event = { .kind = TERMINAL_PRESS, .row = mouse->y, .column = mouse->x };
  if (mouse->bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) {
    event.kind = TERMINAL_WHEEL;
    event.lines = mouse->bstate & BUTTON4_PRESSED ? -WHEEL_LINES : WHEEL_LINES;
  }
  return event;
}

/* What comes in one go has one key in curses, and is handed out from the newest on. */
static void read_mouse(Screen *screen) {
  MEVENT mouse;
  while (screen->n_mouse < MOUSE_EVENTS && getmouse(&mouse) != ERR) {
    if (mouse.bstate & (BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED))
      screen->mouse[screen->n_mouse++] = mouse_event(&mouse);
  }
}

static gboolean take_mouse(Screen *screen, TerminalEvent *event) {
  if (screen->n_mouse == 0)
    return FALSE;
  *event = screen->mouse[--screen->n_mouse];
  return TRUE;
}

static gboolean read_code(Screen *screen, wint_t code, TerminalEvent *event) {
  if (code == KEY_MOUSE) {
    read_mouse(screen);
    return take_mouse(screen, event);
  }
  if (code == KEY_PASTE_BEGIN || code == KEY_PASTE_END) {
    screen->pastes = code == KEY_PASTE_BEGIN;
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(named_keys); i++) {
    if ((wint_t) named_keys[i].code == code) {
      name_key(event, named_keys[i].name, named_keys[i].character);
      return TRUE;
    }
  }
  return FALSE;
}

/* A sequence that the terminal's description does not know would otherwise act as its letters: leave it out whole. */
static gboolean skip_sequence(Screen *screen) {
  wint_t typed = 0;
  const int kind = wget_wch(screen->keys, &typed);
  if (kind == KEY_CODE_YES)
    (void) ungetch((int) typed);
  if (kind != OK)
    return FALSE;
  if (typed != '[' && typed != 'O') {
    (void) unget_wch((wchar_t) typed);
    return FALSE;
  }
  gboolean final = FALSE;
  while (!final && wget_wch(screen->keys, &typed) == OK)
    final = typed >= 0x40 && typed <= 0x7e;
  return TRUE;
}

/* Ctrl-A, E, K, U and W: what a text field knows from every shell. */
static gboolean is_edit_key(wint_t typed) {
  return typed == 1 || typed == 5 || typed == 11 || typed == 21 || typed == 23;
}

static gboolean read_character(Screen *screen, wint_t typed, TerminalEvent *event) {
  if (typed == KEY_REPAINT) {
    event->kind = TERMINAL_REPAINT;
    return TRUE;
  }
  if (typed == 27 && skip_sequence(screen))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(control_keys); i++) {
    if (control_keys[i].typed == typed) {
      name_key(event, control_keys[i].name, control_keys[i].character);
      return TRUE;
    }
  }
  if (is_edit_key(typed)) {
    const char control[] = { 'c', 't', 'r', 'l', '-', (char) (typed + 'a' - 1), '\0' };
    name_key(event, control, 0);
    return TRUE;
  }
  char name[7] = { 0 };
  if (!g_unichar_isgraph(typed))
    return FALSE;
  g_unichar_to_utf8(typed, name);
  name_key(event, name, typed);
  return TRUE;
}

gboolean screen_read(Screen *screen, TerminalEvent *event) {
  if (screen->suspended)
    return FALSE;
  if (take_mouse(screen, event))
    return TRUE;
  for (;;) {
    wint_t typed = 0;
    const int kind = wget_wch(screen->keys, &typed);
    *event = (TerminalEvent){ .kind = TERMINAL_KEY, .is_pasted = screen->pastes };
    if (kind == ERR)
      return FALSE;
    if (kind == KEY_CODE_YES ? read_code(screen, typed, event) : read_character(screen, typed, event))
      return TRUE;
  }
}

gboolean screen_is_closed(const Screen *screen) {
  struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
  if (poll(&input, 1, 0) <= 0)
    return FALSE;
  int waiting = 0;
  const gboolean at_end = (input.revents & POLLIN) && ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0;
  return at_end || (input.revents & (POLLHUP | POLLERR | POLLNVAL));
}

int screen_input_file(const Screen *screen) {
  return STDIN_FILENO;
}

gboolean screen_resize(Screen *screen) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
    return FALSE;
  if (!is_term_resized(size.ws_row, size.ws_col))
    return FALSE;
  (void) resizeterm(size.ws_row, size.ws_col);
  screen_repaint(screen);
  return TRUE;
}

void screen_suspend(Screen *screen) {
  if (screen->suspended)
    return;
  leave_terminal(screen);
  screen->suspended = TRUE;
}

void screen_resume(Screen *screen) {
  screen_suspend(screen);
  screen->suspended = FALSE;
  rescue_arm(STDOUT_FILENO, &screen->modes, screen->terminfo->restore);
  (void) reset_prog_mode();
  (void) curs_set(0);
  screen->cursor = CURSOR_NONE;
  ask_terminal(screen);
  (void) screen_resize(screen);
  screen_repaint(screen);
}

void screen_repaint(Screen *screen) {
  g_clear_pointer(&screen->shown, g_free);
  (void) clearok(curscr, TRUE);
}

gboolean screen_write_raw(Screen *screen, const char *bytes, gsize length) {
  gsize written = 0;
  while (!screen->suspended && written < length) {
    const gssize count = write(STDOUT_FILENO, bytes + written, length - written);
    if (count < 0 && errno != EINTR)
      return FALSE;
    written += count > 0 ? (gsize) count : 0;
  }
  return !screen->suspended;
}
