/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Themes as small libconfig files: shipped ones from the resource, own ones
 * from a folder. */
#pragma once

#include "config/config.h"
#include "model/theme.h"

/* The names of all themes (owned, NULL-terminated): the shipped ones in their order, then those of `folder` (may be
 * NULL). */
GStrv theme_file_names(const char *folder) G_GNUC_WARN_UNUSED_RESULT;

/* Whether there is a theme of that name, without a look at the others. */
gboolean theme_file_exists(const char *name, const char *folder);

/* Loads the theme of that name (owned), an own one before a shipped one. NULL when there is none or it has a problem;
 * `problems` (of Problem) then says which. */
Theme *theme_file_load(const char *name, const char *folder, GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
