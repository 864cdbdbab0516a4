/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where winddown keeps its files, by the XDG base directories. */
#pragma once

#include <glib.h>

typedef struct {
  char *config_file;   /* the routine */
  char *themes_folder; /* own themes */
  char *data_folder;   /* the store */
  char *state_folder;  /* small memory */
} Paths;

/* The places of this user (owned); `config_file` and `data_folder` replace theirs where they are not NULL. */
Paths *paths_new(const char *config_file, const char *data_folder);

/* The same places within `folder` (owned). */
Paths *paths_new_within(const char *folder);

void paths_free(Paths *paths);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paths, paths_free)
