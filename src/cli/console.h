/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What commands print, what they ask on the terminal, and what they tell of an
 * act that they did. */
#pragma once

#include "app/app.h"

#include <glib.h>

/* Prints `text` in lines of at most 76 columns, each behind `indent`. */
void console_wrapped(const char *text, const char *indent);

/* Writes `text` to standard output byte for byte: JSON and CSV are UTF-8 in every locale, and one of them that was cut
 * short must not look whole. FALSE with WINDDOWN_ERROR_DATA. */
gboolean console_data(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a line of standard input without blanks around it (owned); NULL at its end. */
char *console_read_line(void);

/* TRUE if a question can be asked and its answer typed. */
gboolean console_can_ask(void);

/* Asks `question` on the terminal. TRUE after a yes. */
gboolean console_confirm(const char *question);

/* Performs `action` and prints the sentence that says what it did. */
gboolean console_perform(App *app, const Action *action, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints what an act has done; and on standard error what it met with, such as a command of the person's own that could
 * not be run. */
void console_report(const App *app, const char *message);
