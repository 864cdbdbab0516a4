/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal's rescue: while armed, a signal that ends the program, or a plain
 * exit, first gives the terminal back. Also keeps what others write to standard
 * error off the screen, until there is none. One for the process, since signal
 * handlers have nothing else to stand on. */
#pragma once

#include <glib.h>
#include <termios.h>

/* Arms: at the end `bytes` (copied; at most 255) go to `terminal` and its modes become `modes`. */
void rescue_arm(int terminal, const struct termios *modes, const char *bytes);

/* The terminal has been given back in order: nothing more to do at the end. Shows what standard error has kept. */
void rescue_disarm(void);
