/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking on the terminal, line by line. */
#pragma once

/* Reads a line of standard input without blanks around it (owned); NULL at its end. */
char *asking_line(void);
