/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the morning: the question alone, then the form. */
#pragma once

#include "app/app.h"
#include "tui/canvas/canvas.h"
#include "tui/canvas/hits.h"
#include "tui/morning/morning_form.h"

typedef struct {
  const MorningForm *form;
  const char *status;   /* what happened a moment ago; NULL: nothing */
  const char *question; /* what has to be answered before anything else; NULL: nothing */
  const Settings *settings;
  const GPtrArray *pauses; /* of Pause */
  Hits *hits; /* receives where figures (HIT_RATING), fields and open steps were drawn; NULL: nobody asks */
} MorningPicture;

/* The question with nothing beside it. */
void morning_draw_question(Canvas *canvas, const MorningPicture *picture);

/* The fields, the steps left open, and what is asked back. */
void morning_draw_form(Canvas *canvas, const MorningPicture *picture);

/* Without a key for this long somebody was away, or asleep. */
#define MORNING_CALL_REST_SECONDS (2 * 3600)

/* Whether a key pressed at `evening->now` brings the morning question: from three hours before the wake time until
 * half way to the next bedtime, when no key was pressed for MORNING_CALL_REST_SECONDS. `last_key` is when one was; 0:
 * not since the program started, which then needs a good night to tell waking up from staying up. */
gboolean morning_call(const Evening *evening, gint64 last_key);
