/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scratch copies for a rehearsal: it may write whatever it likes, and nothing
 * of it stays. */
#pragma once

#include "app/paths.h"

#include <glib.h>

/* Copies routine, record and small memory into a new folder and turns `paths` to it. Gives the folder (owned); NULL on
 * error. */
char *scratch_make(Paths *paths, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes the folder and all in it; nothing for NULL. */
void scratch_remove(const char *folder);
