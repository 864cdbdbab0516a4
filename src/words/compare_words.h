/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a comparison may say, in sentences: what went together, never what
 * caused what. For the Compare view and the command alike. Pure. */
#pragma once

#include "review/compare.h"

/* The finding for the step titled `title` (owned), of one or more sentences. `looked_at` is how many steps are looked
 * at together; the interval is the wider for it and the text says so. */
char *compare_words(const Comparison *comparison, const char *title, int looked_at);

/* Both means and how often the one side is the better one (owned; Mann-Whitney's U / (n₁n₀)); NULL before a verdict. */
char *compare_words_figures(const Comparison *comparison);

/* What could mislead here (owned): weekends on one side, many unrated mornings; NULL when nothing does. */
char *compare_words_guards(const Comparison *comparison);
