/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands under or beside the evening's list: what the selected step is
 * about and where that comes from, and on roomy screens the recent weeks. */
#pragma once

#include "tui/tonight.h"

typedef struct {
  int row, column;
  int end_column, end_row; /* exclusive */
} DetailPlace;

/* How many lines the selected step's detail takes in `columns` columns; 0: it has none. */
int tonight_detail_height(const TonightPicture *picture, int columns);
void tonight_detail_draw(Canvas *canvas, const TonightPicture *picture, const DetailPlace *place);

/* How many columns the roomy form's side takes. */
int tonight_side_columns(const Canvas *canvas);

/* The roomy form's side: what tonight has come to, the last nights, and where there is a third column the weeks. */
void tonight_side_draw(Canvas *canvas, const TonightPicture *picture, int row, int column, int end_row);
