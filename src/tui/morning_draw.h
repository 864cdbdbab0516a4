/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the morning: the question alone, then the form. */
#pragma once

#include "app/app.h"
#include "tui/canvas.h"
#include "tui/hits.h"
#include "tui/morning_form.h"

typedef struct {
  const MorningForm *form;
  const char *status; /* what happened a moment ago; NULL: nothing */
  const Settings *settings;
  Hits *hits; /* receives where figures (HIT_RATING), fields and open steps were drawn; NULL: nobody asks */
} MorningPicture;

/* The question with nothing beside it. */
void morning_draw_question(Canvas *canvas, const MorningPicture *picture);

/* The fields, the steps left open, and what is asked back. */
void morning_draw_form(Canvas *canvas, const MorningPicture *picture);
