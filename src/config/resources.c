/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/resources.h"

#include "config/shipped.h"

#include <gio/gio.h>

#define PREFIX "/app/winddown/"

const char *resources_text(const char *name) {
  g_autofree char *path = g_strconcat(PREFIX, name, NULL);
  g_autoptr(GBytes) bytes = g_resource_lookup_data(shipped_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  /* Files that are not compressed lie in the program itself, ended by a NUL. */
  return bytes ? g_bytes_get_data(bytes, NULL) : NULL;
}
