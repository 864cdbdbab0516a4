/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a config file before libconfig reads it. libconfig wraps whole
 * numbers that do not fit an int without a word, and opens the files that
 * @include names; both are settled here, on a copy of the same lines. It also
 * takes longest over comments, of which a routine is full. */
#pragma once

#include <glib.h>

/* Gives a copy of `text` (owned) in which whole numbers beyond an int stand as the largest one, so that every range
 * check sees them, and comments and @include lines are blank. Lines keep their numbers. Those of the @include lines are
 * added to `includes` (of int). */
char *scan_text(const char *text, GArray *includes) G_GNUC_WARN_UNUSED_RESULT;
