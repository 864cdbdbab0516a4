/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where on the screen the mouse can reach something: drawing notes the places,
 * a view looks up what was clicked. Pure. */
#pragma once

#include "tui/view.h"

#include <glib.h>

typedef enum {
  HIT_ROW,    /* a line of a list: a click selects, a double click ticks or opens */
  HIT_BOX,    /* its mark: a click ticks */
  HIT_FOLD,   /* lines that are folded into one */
  HIT_NIGHT,  /* a night of the weeks */
  HIT_RATING, /* a figure of the scale */
} HitKind;

typedef struct {
  int row;
  int from, end; /* columns; the end is behind the last one */
  HitKind kind;
  guint index; /* what it is: a step's index, a night, a figure */
} Hit;

typedef struct Hits Hits;

Hits *hits_new(void); /* (owned) */
void hits_free(Hits *hits);

/* Notes a place; `hits` may be NULL. */
void hits_add(Hits *hits, Hit hit);

/* Before the places are drawn anew. */
void hits_clear(Hits *hits);

/* Drops the places outside the rows from `from` up to `end`, which something else covers. */
void hits_keep_rows(Hits *hits, int from, int end);

/* Finds what was clicked: of several places the one noted last. A double click means what its first click meant, even
 * where that has moved what is drawn. FALSE: nothing. */
gboolean hits_find(Hits *hits, const Input *input, Hit *hit);

/* Whether a click there ticks, rather than selects. A double click on the mark does nothing more: its first one did. */
gboolean hit_ticks(const Hit *hit, const Input *input);
