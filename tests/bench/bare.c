/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bare DATABASE: the least that a dashboard does, to compare with: opens a
 * SQLite database, reads one row, and shows a frame of text by ncurses until a
 * key comes. */
#include <curses.h>
#include <glib.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>

static char *read_row(const char *path) {
  sqlite3 *database = NULL;
  sqlite3_stmt *row = NULL;
  char *text = NULL;
  if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(database, "SELECT count(*) FROM sqlite_master", -1, &row, NULL) == SQLITE_OK &&
      sqlite3_step(row) == SQLITE_ROW)
    text = g_strdup((const char *) sqlite3_column_text(row, 0));
  sqlite3_finalize(row);
  sqlite3_close(database);
  return text;
}

static void show_frame(const char *text) {
  initscr();
  raw();
  noecho();
  for (int line = 0; line < LINES - 1; line++)
    mvprintw(line, 0, "%3d  %s  The quick brown fox jumps over the lazy dog", line, text);
  mvprintw(LINES - 1, 0, "any key ends this");
  refresh();
  getch();
  endwin();
}

int main(int argc, char **argv) {
  setlocale(LC_ALL, "");
  if (argc < 2)
    return EXIT_FAILURE;
  g_autofree char *row = read_row(argv[1]);
  show_frame(row ? row : "no row");
  return EXIT_SUCCESS;
}
