/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of the program in files of their own, loaded when first needed: few
 * runs need them, and the libraries behind them would slow every start. A
 * module exports one function, winddown_module, which returns a const struct
 * of functions whose first member is a guint: the version of the interface. */
#pragma once

#include <glib.h>

typedef struct {
  const char *name;    /* of its file, without ".so" */
  guint version;       /* of the interface */
  const char *without; /* what is missing without it, marked for translation: "no notifications on the desktop" */
  const char *package; /* the Debian package of the library that it needs */
} ModuleInfo;

/* Returns the interface of the module (borrowed for ever); NULL with WINDDOWN_ERROR_DATA when its file or a library of
 * it is missing: the message says what does not work without it and which package brings it. A module that was loaded
 * stays so. */
gconstpointer module_load(const ModuleInfo *info, GError **error) G_GNUC_WARN_UNUSED_RESULT;
