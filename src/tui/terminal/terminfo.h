/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which description of the terminal to use, and what brings the terminal back
 * when there is no time for more. */
#pragma once

#include <glib.h>

typedef struct {
  char *name;      /* the terminfo entry to use: another than TERM where the same terminal is known to do more */
  char *restore;   /* the bytes that end full-screen mode */
  gboolean titled; /* it keeps a stack of window titles, as xterm does */
} Terminfo;

/* Finds the entry for `term`; where `colorterm` promises direct colour, its kind with direct colour, when installed
 * (owned; free with terminfo_free). NULL with WINDDOWN_ERROR_REFUSED when the terminal is unknown or cannot show a
 * screen. Both arguments may be NULL. */
Terminfo *terminfo_find(const char *term, const char *colorterm, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void terminfo_free(Terminfo *terminfo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Terminfo, terminfo_free)
