/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How this room says no. */
#pragma once

#include <glib.h>

/* Sets WINDDOWN_ERROR_REFUSED with that sentence and gives FALSE, for `return refuse(…)`. */
gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
