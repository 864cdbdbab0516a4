/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture of the comparison: every step with mornings on both sides, and
 * the finding on the selected one. Pure. */
#pragma once

#include "tui/canvas/canvas.h"
#include "tui/canvas/hits.h"
#include "words/comparison.h"

#include <glib.h>

typedef struct {
  const CompareList *list;
  int selected;
  Hits *hits; /* receives where the entries were drawn; NULL: nobody asks */
} CompareModel;

void compare_draw(const CompareModel *model, Canvas *canvas);
