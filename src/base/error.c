/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

G_DEFINE_QUARK(winddown_error, winddown_error)

int error_exit_status(const GError *error) {
  if (!error)
    return 0;
  return error->domain == WINDDOWN_ERROR ? error->code : WINDDOWN_ERROR_DATA;
}

gboolean error_refuse(GError **error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_propagate_error(error, g_error_new_valist(WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, format, arguments));
  va_end(arguments);
  return FALSE;
}
