/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout.h"
#include "tui/tonight.h"
#include "words/words.h"

#include <glib/gi18n.h>

enum { LIGHTS_OUT_SOON_SECONDS = 15 * 60 };

/* The row of a step under the cursor; NULL: it stands on none. */
static const EveningRow *selected_row(const TonightPicture *picture) {
  return tonight_selected(picture) ? evening_list_row(picture->list, (guint) picture->selected) : NULL;
}

/* When lights out is what comes next, good night is one of its own keys. */
static gboolean offers_good_night(const Evening *evening, const EveningRow *row) {
  return g_str_equal(evening_list_step(evening, row)->id, STEP_LIGHTS_OUT) &&
         agenda_row(evening->agenda, row->step)->state != AGENDA_ANSWERED &&
         evening->now >= evening->plan->bed - LIGHTS_OUT_SOON_SECONDS;
}

static void add_step_keys(Keyline *keys, const Evening *evening, const EveningRow *row) {
  const AgendaState state = agenda_row(evening->agenda, row->step)->state;
  if (state == AGENDA_ANSWERED) {
    keyline_add(keys, KEY_ACTION_DONE, _("open again"));
    return;
  }
  if (evening_list_step(evening, row)->kind == STEP_GUIDED)
    keyline_add(keys, KEY_ACTION_BEGIN, NULL);
  keyline_add(keys, KEY_ACTION_DONE, state == AGENDA_RUNNING ? _("held") : NULL);
  if (offers_good_night(evening, row))
    keyline_add(keys, KEY_ACTION_GOOD_NIGHT, NULL);
  if (state == AGENDA_RUNNING) {
    keyline_add(keys, KEY_ACTION_NOT_TONIGHT, NULL);
    return;
  }
  keyline_add(keys, KEY_ACTION_SKIP, NULL);
  keyline_add(keys, KEY_ACTION_SNOOZE, NULL);
}

static void add_evening_keys(Keyline *keys, const Canvas *canvas, const TonightPicture *picture) {
  const Evening *evening = picture->evening;
  const EveningRow *row = selected_row(picture);
  if (evening->morning_due != NIGHT_NONE && evening->agenda->phase == PHASE_DAY)
    keyline_add(keys, KEY_ACTION_MORNING, NULL);
  if (row)
    add_step_keys(keys, evening, row);
  if (evening->status_is_act && picture->status)
    keyline_add(keys, KEY_ACTION_UNDO, NULL);
  keyline_add(keys, KEY_ACTION_BEDTIME, NULL);
  if (!layout_is_roomy(canvas))
    return;
  if (!row || !offers_good_night(evening, row))
    keyline_add(keys, KEY_ACTION_GOOD_NIGHT, NULL);
  keyline_add(keys, KEY_ACTION_NEXT_VIEW, NULL);
}

static void add_after_bed_keys(Keyline *keys, const Evening *evening) {
  keyline_add(keys, KEY_ACTION_BEDTIME, NULL);
  keyline_add(keys, KEY_ACTION_UP,
              words_is_daylight(evening->plan->bed, evening->zone) ? _("all steps") : _("the evening"));
  keyline_add(keys, KEY_ACTION_UNDO, NULL);
}

void tonight_draw_keys(Canvas *canvas, const TonightPicture *picture, gboolean after_bed) {
  Keyline keys = { .n_left = 0 };
  const gboolean prompts = picture->prompt && picture->prompt->is_open;
  if (prompts)
    bed_prompt_keys(&keys);
  else if (after_bed)
    add_after_bed_keys(&keys, picture->evening);
  else
    add_evening_keys(&keys, canvas, picture);
  if (!prompts)
    keyline_add_right(&keys, KEY_ACTION_HELP, NULL);
  if (!prompts && !layout_is_narrow(canvas))
    keyline_add_right(&keys, KEY_ACTION_QUIT, NULL);
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, picture->evening->settings);
}
