/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scratch folder for the dashboard of a rehearsal: it may write a routine and
 * its small memory, and nothing of it stays. The record is not copied: what a
 * rehearsal does to it stays in memory. */
#pragma once

#include "app/paths.h"

#include <glib.h>

/* Makes a new folder and turns `paths` to it. When it `copies`, small memory comes along, and record, routine and own
 * themes stay where they are, since nothing writes to them; else the program begins there as if for the first time.
 * Returns the folder (owned); NULL on error. */
char *scratch_make(Paths *paths, gboolean copies, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes the folder and all in it; nothing for NULL. */
void scratch_remove(const char *folder);
