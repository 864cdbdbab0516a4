/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The theme in use and its palette at this moment, reckoned anew only when it
 * can be another one. */
#pragma once

#include "app/app.h"
#include "tui/terminal/palette.h"

#include <glib.h>

typedef struct Themes Themes;

/* Gives the themes of winddown and of `folder` (may be NULL), none of them chosen yet (owned). */
Themes *themes_new(const char *folder);
void themes_free(Themes *themes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Themes, themes_free)

/* Takes the theme called `name`. FALSE, and what was in use stays (at first a plain one), when there is none or it has
 * a problem; `reason` (owned; may be NULL) then says which. */
gboolean themes_choose(Themes *themes, const char *name, char **reason);

/* Takes the next sound one, round and round. */
void themes_choose_next(Themes *themes);
const Theme *themes_current(const Themes *themes);

/* The palette of `evening`, or of the fixed stage (NULL: by the evening); borrowed until the next call. */
const Palette *themes_palette(Themes *themes, const Evening *evening, const Stage *fixed, ColourDepth depth);

/* When that palette, as it was asked for last, changes next; 0: not without an event. Reckoned when it is asked for, so
 * that no frame waits for it. */
gint64 themes_next_change(Themes *themes, const Evening *evening);
