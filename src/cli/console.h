/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What commands print, what they ask on the terminal, and what they tell of an
 * act that they did. */
#pragma once

#include "cli/cli.h"

#include <glib.h>

/* From here on g_print and g_printerr write no escape, control or bidi character, wherever a text came from: titles and
 * notes can be from an import, paths from anyone. Call it before anything is printed. */
void console_init(void);

/* Prints nothing but errors and data from here on. */
void console_quiet(void);

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

/* For what is likely to be a slip: asks on the terminal whether it is meant, elsewhere refuses. TRUE after a yes, or
 * with --yes. `doubt` is a sentence without its full stop. */
gboolean console_is_meant(const CliContext *context, const char *doubt, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints a line of the night of `plan`: its date, shift and sleep; and how to mend one that has no bedtime. */
void console_night(const Plan *plan, GTimeZone *zone);

/* Performs `action` and tells what it did. */
gboolean console_perform(const CliContext *context, App *app, const Action *action,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints `message`, what an act to `night` (NIGHT_NONE: tonight) has done; with --json also the night as it is now. On
 * standard error it tells what the act met with, such as a command of the person's own that could not be run. */
gboolean console_report(const CliContext *context, App *app, Night night, const char *message,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
