/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How longer texts are printed, and what other programs are to read. */
#pragma once

#include <glib.h>

/* Prints `text` in lines of at most 76 columns, each behind `indent`. */
void output_wrapped(const char *text, const char *indent);

/* Writes `text` to standard output byte for byte: JSON and CSV are UTF-8 in every locale, and one of them that was cut
 * short must not look whole. FALSE with WINDDOWN_ERROR_DATA. */
gboolean output_data(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
