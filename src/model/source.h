/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The documents behind the shipped routine, and how a person reads of them.
 * One article in three languages is one document. */
#pragma once

#include <glib.h>

typedef struct {
  const char *key;       /* as in the config: "M" */
  const char *shown;     /* title, author and publisher; marked for translation */
  const char *languages; /* the ones it was read in; marked for translation */
  const char *brief;     /* one line for the screen; marked for translation */
  gboolean maker;        /* it is on the site of a maker of magnesium */
} Source;

/* The document of that key, borrowed for ever; NULL when the key is free text of the user. */
const Source *source_find(const char *key);

/* One sentence (owned, translated) for the screen on where a step's advice comes from: "One article, from a magnesium
 * maker.", "Three documents, one from a magnesium maker."; free text is joined unchanged. NULL for no `keys`
 * (NULL-terminated, may be NULL). */
char *source_summary(const char *const *keys);

/* TRUE if every one of `keys` is a document of a magnesium maker; FALSE for none. */
gboolean source_only_maker(const char *const *keys);

/* What is to be known before taking magnesium, one sentence each, marked for translation (NULL-terminated). It is said
 * wherever a step that is magnesium, or has a dose, is explained. */
const char *const *source_supplement_cautions(void);
