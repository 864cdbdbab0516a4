/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Libraries that few runs need, loaded when they are needed first: were they
 * linked, every start would pay for them, and nothing would start where one is
 * not installed. */
#pragma once

#include <glib.h>

typedef struct {
  const char *symbol;
  glong place; /* of the pointer to it, by G_STRUCT_OFFSET */
} LibraryFunction;

/* Loads the library called `file_name` and puts its functions into their places in the struct at `target`: all of them,
 * or, with WINDDOWN_ERROR_DATA, none. It stays loaded for the life of the process. */
gboolean library_load(const char *file_name, const LibraryFunction *functions, gsize n_functions, gpointer target,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
