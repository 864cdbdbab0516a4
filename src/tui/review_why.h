/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every number of the review means, worked out with the person's own
 * figures. Pure. */
#pragma once

#include "tui/review.h"

/* The explanation (owned array of owned strings), one paragraph each. */
GPtrArray *review_why(const ReviewModel *model);

/* Draws it from the `scroll`th line on; gives how many lines more could be scrolled past. */
int review_why_draw(const ReviewModel *model, Canvas *canvas);
