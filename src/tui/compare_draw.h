/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture of the comparison: every step with mornings on both sides, and
 * the finding on the selected one. Pure. */
#pragma once

#include "tui/canvas.h"
#include "tui/hits.h"
#include "words/comparison.h"

#include <glib.h>

typedef struct {
  const CompareList *list;
  int selected;
  Hits *hits; /* receives where the entries were drawn; NULL: nobody asks */
} CompareModel;

void compare_draw(const CompareModel *model, Canvas *canvas);

/* How the comparison is made, as a page from line `scroll` on. Returns how many lines it can be scrolled by. */
int compare_draw_explained(const CompareModel *model, int scroll, Canvas *canvas);
