/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The theme that was chosen last with a key: it wins over the config until the
 * config names another one. */
#pragma once

#include <glib.h>

/* Returns the theme chosen last (owned); NULL if there is none, or the config's own is no longer `configured`. */
char *theme_memory_load(const char *state_folder, const char *configured);

/* Remembers `chosen`, while the config says `configured`. What cannot be written is not remembered. */
void theme_memory_save(const char *state_folder, const char *configured, const char *chosen);
