/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text as a terminal shows it: measured in columns, never in bytes. Widths are
 * those of a UTF-8 terminal and do not depend on the locale. */
#pragma once

#include <glib.h>

/* Gives `bytes` (`length` of them, or -1 for a C string) as one line of valid UTF-8 (owned):
 * invalid bytes become U+FFFD; control characters, line breaks and tabs become spaces; joiners,
 * variation selectors and bidi controls, which terminals disagree about, are dropped. */
char *text_sanitise(const char *bytes, gssize length);

/* The same of what is between line feeds and tabs, which stay. For what is printed on a terminal. */
char *text_sanitise_lines(const char *bytes);

/* The columns that `character` takes: 0 for combining marks, 2 for wide ones, else 1. */
int text_character_width(gunichar character);

/* The columns that `text` (valid UTF-8) takes. */
int text_width(const char *text);

/* Gives `text` (owned) cut to at most `columns`; when something was cut, it ends in `ellipsis`
 * (which may be "" and is left off where it does not fit). Never splits a base from its marks. */
char *text_clip(const char *text, int columns, const char *ellipsis);

/* The same cut at its start, where what is being typed stands at the end. */
char *text_clip_start(const char *text, int columns, const char *ellipsis);

/* Gives `text` (owned) clipped with "…" or filled up with spaces to exactly `columns`: on the right
 * for pad, on the left for pad_left. */
char *text_pad(const char *text, int columns);
char *text_pad_left(const char *text, int columns);

/* Breaks `text` at spaces into lines (owned, NULL-terminated) of at most `columns` (at least 1);
 * a word longer than a line is broken where it must be. Empty text gives one empty line. */
GStrv text_wrap(const char *text, int columns) G_GNUC_WARN_UNUSED_RESULT;

/* The entry of `candidates` (NULL-terminated, borrowed) that `word` was most likely meant to be:
 * at most two slips (insert, delete, replace, swap neighbours) away, in no more than half of the
 * letters of either; upper and lower case are the same. NULL when none is that near. */
const char *text_nearest(const char *word, const char *const *candidates);

/* Gives `text` (owned) with a capital first. */
char *text_capitalise(const char *text);

/* Makes a sentence (owned) of `text`, such as an error message: a capital first, a full stop at the end where none of
 * ".?!" stands there. A sentence stays as it is. */
char *text_sentence(const char *text);
