/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the morning: the question alone, then the form. */
#pragma once

#include "app/app.h"
#include "tui/canvas.h"
#include "tui/morning_form.h"

/* The question with nothing beside it. */
void morning_draw_question(Canvas *canvas, const MorningForm *form);

/* The fields, the steps left open, and what is asked back. `status` may be NULL. */
void morning_draw_form(Canvas *canvas, const MorningForm *form, const char *status, const Settings *settings);
