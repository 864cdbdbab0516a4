/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas/hits.h"

struct Hits {
  GArray *places; /* of Hit */
  Hit clicked;    /* by the last single click */
  gboolean any;   /* it met something */
};

Hits *hits_new(void) {
  Hits *hits = g_new0(Hits, 1);
  hits->places = g_array_new(FALSE, FALSE, sizeof(Hit));
  return hits;
}

void hits_free(Hits *hits) {
  if (!hits)
    return;
  g_array_unref(hits->places);
  g_free(hits);
}

void hits_add(Hits *hits, Hit hit) {
  if (hits)
    g_array_append_val(hits->places, hit);
}

void hits_clear(Hits *hits) {
  g_array_set_size(hits->places, 0);
}

void hits_keep_rows(Hits *hits, int from, int end) {
  for (guint i = hits ? hits->places->len : 0; i-- > 0;) {
    const Hit *hit = &g_array_index(hits->places, Hit, i);
    if (hit->row < from || hit->row >= end)
      g_array_remove_index(hits->places, i);
  }
}

static gboolean find_place(Hits *hits, const Input *input) {
  for (guint i = hits->places->len; i-- > 0;) {
    const Hit *hit = &g_array_index(hits->places, Hit, i);
    if (hit->row == input->row && input->column >= hit->from && input->column < hit->end) {
      hits->clicked = *hit;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean hits_find(Hits *hits, const Input *input, Hit *hit) {
  if (input->kind == INPUT_CLICK)
    hits->any = find_place(hits, input);
  *hit = hits->clicked;
  return hits->any;
}

gboolean hit_ticks(const Hit *hit, const Input *input) {
  return (hit->kind == HIT_BOX) == (input->kind == INPUT_CLICK);
}
