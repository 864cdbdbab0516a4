/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/library.h"

#include "base/error.h"

#include <gmodule.h>
#include <string.h>

static gboolean fail(GError **error) {
  g_set_error_literal(error, WINDDOWN_ERROR, WINDDOWN_ERROR_DATA, g_module_error());
  return FALSE;
}

gboolean library_load(const char *file_name, const LibraryFunction *functions, gsize n_functions, gpointer target,
                      GError **error) {
  GModule *module = g_module_open(file_name, G_MODULE_BIND_LAZY);
  if (!module)
    return fail(error);
  g_module_make_resident(module); /* it registers types, which cannot be taken back */
  g_autofree gpointer *found = g_new0(gpointer, n_functions);
  for (gsize i = 0; i < n_functions; i++) {
    if (!g_module_symbol(module, functions[i].symbol, &found[i]))
      return fail(error);
  }
  for (gsize i = 0; i < n_functions; i++)
    memcpy(G_STRUCT_MEMBER_P(target, functions[i].place), &found[i], sizeof found[i]);
  return TRUE;
}
