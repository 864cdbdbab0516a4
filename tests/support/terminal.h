/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A terminal for tests: a program in a pseudo-terminal, with an emulator that
 * reads what it writes. Every wait ends as soon as what is waited for is there,
 * and fails the test with the screen's text when it never comes. */
#pragma once

#include <glib.h>

typedef struct Terminal Terminal;

typedef struct {
  int columns, rows;
  const char *const *argv;    /* NULL-terminated */
  const char *const *set;     /* "NAME=VALUE", NULL-terminated; may be NULL. What is not named is inherited */
  const char *const *removed; /* names, NULL-terminated; may be NULL */
} TerminalOptions;

/* Starts the program (owned). */
Terminal *terminal_start(const TerminalOptions *options);

/* Kills the program where it still runs, and frees. */
void terminal_free(Terminal *terminal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Terminal, terminal_free)

GPid terminal_pid(const Terminal *terminal);

void terminal_send(Terminal *terminal, const char *bytes);
void terminal_resize(Terminal *terminal, int columns, int rows);

/* Waits until `text` stands in one of the screen's lines, or no longer stands there. */
void terminal_expect(Terminal *terminal, const char *text);
void terminal_expect_gone(Terminal *terminal, const char *text);

/* Reads what the program writes until `holds` says so, which is asked again after all that it writes, and every few
 * milliseconds. `what` is for the failure: "dunst to show it". */
void terminal_await(Terminal *terminal, gboolean (*holds)(gpointer data), gpointer data, const char *what);

/* Waits until the program has written nothing for a while: a frame comes in pieces, and a place read from half of one
 * is another place a moment later. */
void terminal_settle(Terminal *terminal);

/* Waits until the program has written `bytes`, escape sequences included, since the start or the last terminal_forget.
 */
void terminal_expect_bytes(Terminal *terminal, const char *bytes);
void terminal_forget(Terminal *terminal);

/* How many bytes it has written since the start or the last terminal_forget. */
gsize terminal_written(const Terminal *terminal);
gboolean terminal_has_written(const Terminal *terminal, const char *bytes);

/* Waits until the program has ended; gives its exit status, or 128 and the signal's number. */
int terminal_wait_exit(Terminal *terminal);

/* How large it is. */
void terminal_size(const Terminal *terminal, int *columns, int *rows);

/* Closes the terminal under the program, as a lost connection does. */
void terminal_hang_up(Terminal *terminal);

/* What the screen shows (owned): a line a row, trailing blanks cut. */
char *terminal_text(const Terminal *terminal);

#define TERMINAL_COLOUR_DEFAULT (-1)
#define TERMINAL_COLOUR_RGB 0x1000000

typedef struct {
  char text[32];  /* UTF-8; "" for a blank, and for the right half of a wide character */
  int width;      /* 1 or 2 */
  int foreground; /* 0..255, TERMINAL_COLOUR_RGB | 0xRRGGBB, or TERMINAL_COLOUR_DEFAULT */
  int background;
  gboolean bold;
  gboolean reverse;
  gboolean underline;
} TerminalCell;

TerminalCell terminal_cell(const Terminal *terminal, int row, int column);

/* Fails the test unless the terminal is as the program found it: first screen, visible cursor, no mouse, same modes. */
void terminal_assert_in_order(Terminal *terminal);

/* Whether the program's screen is the second one. */
gboolean terminal_is_full_screen(const Terminal *terminal);

/* Whether the cursor shows. */
gboolean terminal_has_cursor(const Terminal *terminal);
const char *terminal_title(const Terminal *terminal); /* borrowed; NULL: never set */
