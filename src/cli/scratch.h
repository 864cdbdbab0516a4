/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scratch folder for a rehearsal: it may write whatever it likes, and nothing
 * of it stays. */
#pragma once

#include "app/paths.h"

#include <glib.h>

/* Makes a new folder and turns `paths` to it. When it `copies`, record and small memory come along, and the routine and
 * own themes stay where they are, since nothing writes to them; else the program begins there as if for the first time.
 * Gives the folder (owned); NULL on error. */
char *scratch_make(Paths *paths, gboolean copies, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes the folder and all in it; nothing for NULL. */
void scratch_remove(const char *folder);
