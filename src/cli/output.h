/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is printed for other programs to read. */
#pragma once

#include <glib.h>

/* Writes `text` to standard output byte for byte: JSON and CSV are UTF-8 in every locale, and one of them that was cut
 * short must not look whole. FALSE with WINDDOWN_ERROR_DATA. */
gboolean output_data(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
