/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture of the comparison: every step with mornings on both sides, and
 * the finding on the selected one. Pure. */
#pragma once

#include "review/compare.h"
#include "tui/canvas.h"

#include <glib.h>

typedef struct {
  guint16 step; /* index into history->step_ids */
  Comparison comparison;
} CompareEntry;

/* Every step with at least one morning on either side (owned array of CompareEntry), each with the interval that is due
 * when all of them are looked at together. */
GArray *compare_entries(const History *history);

typedef struct {
  const History *history;
  const GArray *entries; /* of CompareEntry */
  int selected;
} CompareModel;

void compare_draw(const CompareModel *model, Canvas *canvas);
