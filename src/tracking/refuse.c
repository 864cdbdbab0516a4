/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/refuse.h"

#include "base/error.h"

gboolean refuse(GError **error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_propagate_error(error, g_error_new_valist(WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED, format, arguments));
  va_end(arguments);
  return FALSE;
}
