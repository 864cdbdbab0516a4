/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one error domain. A code says what the caller can do about it, which is
 * also the exit status of the command line. */
#pragma once

#include <glib.h>

#define WINDDOWN_ERROR (winddown_error_quark())

typedef enum {
  WINDDOWN_ERROR_REFUSED = 1,    /* the answer is no, or the input is wrong */
  WINDDOWN_ERROR_USAGE = 2,      /* the command line makes no sense */
  WINDDOWN_ERROR_DATA = 3,       /* the data could not be read or written */
  WINDDOWN_ERROR_UNANSWERED = 4, /* the morning that was asked for has no answer yet */
} WinddownError;

GQuark winddown_error_quark(void);

/* Sets WINDDOWN_ERROR_REFUSED with that sentence and returns FALSE, for `return error_refuse(…)`. */
gboolean error_refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Returns the exit status for `error`: 0 for NULL, its code in our domain, 3 for any other domain. */
int error_exit_status(const GError *error);
