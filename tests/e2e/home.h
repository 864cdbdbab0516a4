/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A home of its own in Berlin, and the program in it as a person runs it: the
 * dashboard in a terminal, commands beside it. WINDDOWN names the program. */
#pragma once

#include "support/terminal.h"

#include <gio/gio.h>

typedef struct {
  char *folder;
  char *config;               /* the routine's file */
  char *data;                 /* the record's folder, which every run is given */
  GPtrArray *settings;        /* its environment: "NAME=VALUE" */
  const char *const *removed; /* names that are not inherited */
} Home;

/* An empty home (owned). Without `desktop` there is no bus and no display. `systemctl` is one that only notes in the
 * file "systemctl" what it was asked for. */
Home *home_new(gboolean desktop);
void home_free(Home *home);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Home, home_free)

/* As on the evenings after the first: the shipped routine (23:00 to 07:00) is written, with `more` lines of config (may
 * be NULL) behind it, and the program was there already at `born`. */
Home *home_new_settled(const char *born, const char *more);

typedef struct {
  const char *now;        /* "2026-11-24 21:50", where the clock starts */
  const char *speed;      /* NULL: as fast as any clock */
  int columns, rows;      /* 0: 80 by 24 */
  const char *const *set; /* "NAME=VALUE", NULL-terminated; may be NULL */
  gboolean without_term;
} HomeRun;

/* Starts the dashboard (owned). */
Terminal *home_open(const Home *home, const HomeRun *run);

/* The same at 80 by 24. */
Terminal *home_open_at(const Home *home, const char *now, const char *speed);

/* Types `keys` and waits until the dashboard has seen to them: what it shows then comes after them. */
void home_press(Terminal *terminal, const char *keys);

/* Presses q and waits for the end: status 0, the terminal as it was. */
void home_quit(Terminal *terminal);

/* The same in an answered morning, where q is asked back. */
void home_quit_morning(Terminal *terminal);

/* Ends the program as a loss of power would. */
void home_kill(Terminal *terminal);

/* Begins a command of the program (owned), and does not wait for it. */
GSubprocess *home_begin(const Home *home, const char *now, const char *words);

/* Runs a command of the program at `now`; gives what it wrote, errors too (owned). */
char *home_command(const Home *home, const char *now, const char *words, int *status);

/* The same, for one that has to succeed. */
char *home_ask(const Home *home, const char *now, const char *words);

/* How the step is marked in the night that `now` is in (owned): "open", "done" ... */
char *home_mark(const Home *home, const char *now, const char *step);

/* A number out of the JSON that the command `words` answers with: "streak.current", "nights.0.morning.rested"; -1 where
 * it is null or not there. */
gint64 home_number(const Home *home, const char *now, const char *words, const char *path);

/* Fails unless all that is kept can be exported and the database is sound. */
void home_assert_sound(const Home *home, const char *now);
