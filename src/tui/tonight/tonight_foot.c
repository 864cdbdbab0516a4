/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The foot of the evening: the lines between the list and the key line, which
 * say what just happened, a reminder or a problem, and the key line itself. */
#include "tui/tonight/tonight.h"

#include "base/text.h"
#include "tui/canvas/layout.h"
#include "tui/keys.h"
#include "words/trial_words.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* The lines end above the key line and a blank one. Each message has a share of them, so that none hides another, nor
 * the list. */
enum { BELOW = 2, NOTICE_LINES = 2, REMINDER_LINES = 2, SAID_LINES = 3 };
enum { MOST_LINES = NOTICE_LINES + REMINDER_LINES + SAID_LINES };

typedef struct {
  char *texts[MOST_LINES];
  Role roles[MOST_LINES];
  int n;
} Lines;

static void lines_clear(Lines *lines) {
  for (int i = 0; i < lines->n; i++)
    g_free(lines->texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lines, lines_clear)

/* Adds `text` in at most `most` lines; what does not fit is cut off at the end of the last one. */
static void add_text(Lines *lines, int columns, int most, Role role, const char *text) {
  g_auto(GStrv) wrapped = text_wrap(text, columns);
  for (int i = 0; i < most && wrapped[i]; i++) {
    g_autofree char *rest = g_strjoinv(" ", wrapped + i);
    lines->texts[lines->n] = i + 1 < most ? g_strdup(wrapped[i]) : text_clip(rest, columns, "…");
    lines->roles[lines->n++] = role;
  }
}

/* In the narrow form there is no room for a detail: what enter does is said here. */
static char *guided_hint(const Canvas *canvas, const TonightPicture *picture) {
  const PlanStep *step = layout_is_narrow(canvas) ? tonight_selected(picture) : NULL;
  if (!step || step->kind != STEP_GUIDED || record_mark(picture->evening->record, step->id) != MARK_OPEN)
    return NULL;
  const int minutes = (int) ((step->until - step->at) / 60);
  g_autofree char *key = keyline_key_at_start(picture->evening->settings, KEY_ACTION_BEGIN);
  return g_strdup_printf(
      ngettext("Press %s to start (%d minute).", "Press %s to start (%d minutes).", (gulong) minutes), key, minutes);
}

static char *morning_hint(const Evening *evening) {
  if (evening->morning_due == NIGHT_NONE || evening->agenda->phase != PHASE_DAY)
    return NULL;
  return g_strdup_printf(_("How rested did you feel? Press %s to answer."),
                         keys_name(evening->settings, KEY_ACTION_MORNING));
}

/* Why the list is empty, for as long as it is. */
static char *empty_hint(const Evening *evening) {
  if (evening->pauses && pauses_cover(evening->pauses, NULL, evening->plan->night))
    return g_strdup_printf(_("Everything is paused. To resume, press %s in Review."),
                           keys_name(evening->settings, KEY_ACTION_PAUSE));
  if (evening->routine->steps->len == 0)
    return g_strdup(_("Your routine has no steps yet."));
  return evening->plan->steps->len == 0 ? g_strdup(_("No step is due tonight.")) : NULL;
}

/* Which side of a trial tonight is on, until the evening is over. */
static char *lot_hint(const Evening *evening) {
  const Trial *trial = trials_running(evening->trials, evening->plan->night);
  if (!trial || evening->agenda->phase == PHASE_ASLEEP)
    return NULL;
  return trial_words_tonight(trial, trial_words_title(trial, evening->routine), evening->plan->night);
}

static char *hint(const Canvas *canvas, const TonightPicture *picture) {
  char *text = empty_hint(picture->evening);
  if (!text)
    text = morning_hint(picture->evening);
  if (!text)
    text = lot_hint(picture->evening);
  return text ? text : guided_hint(canvas, picture);
}

/* Then no reminder is to come, and lights out, which the last one names, stands on the screen. */
static gboolean is_past_bed(const Evening *evening) {
  return evening->agenda->phase == PHASE_AFTER_BED || evening->agenda->phase == PHASE_ASLEEP;
}

/* On the first evening: that reminders need this open, and the key that changes it. */
static gboolean draw_keep_hint(Canvas *canvas, const Evening *evening, int row) {
  if (evening->reminds_when_closed || !evening->agenda->any_predates_start || layout_is_narrow(canvas) ||
      is_past_bed(evening))
    return FALSE;
  int column = canvas_put(canvas, row, layout_margin(canvas), ROLE_DIM, _("Reminders stop when you close this."), 0);
  column = canvas_put(canvas, row, column + 3, ROLE_KEY, keys_name(evening->settings, KEY_ACTION_KEEP_REMINDING), 0);
  canvas_put(canvas, row, column + 1, ROLE_DIM, _("keep them on"), 0);
  return TRUE;
}

/* The terminal's cursor goes where the sentence shows what is being typed, else to its start. */
static void put_prompt_cursor(Canvas *canvas, const Lines *lines, int last, const BedPrompt *prompt) {
  const TextField *field = &prompt->typed;
  g_autofree char *head = g_strndup(field->text->str, field->cursor);
  for (int i = 0; i < lines->n; i++) {
    const char *at = lines->roles[i] == ROLE_TEXT ? strstr(lines->texts[i], field->text->str) : NULL;
    if (!at)
      continue;
    g_autofree char *before = g_strndup(lines->texts[i], (gsize) (at - lines->texts[i]));
    canvas_set_cursor(canvas, last - lines->n + i, layout_margin(canvas) + text_width(before) + text_width(head),
                      CURSOR_TYPES);
    return;
  }
}

int tonight_draw_lines(Canvas *canvas, const TonightPicture *picture) {
  const Evening *evening = picture->evening;
  const int columns = layout_end(canvas) - layout_margin(canvas), last = canvas_rows(canvas) - BELOW;
  g_auto(Lines) lines = { .n = 0 };
  const gboolean prompts = picture->prompt && picture->prompt->is_open;
  g_autofree char *said = prompts             ? bed_prompt_text(picture->prompt, picture->actual)
                          : picture->question ? g_strdup(picture->question)
                          : picture->status   ? g_strdup(picture->status)
                                              : hint(canvas, picture);
  if (evening->notice)
    add_text(&lines, columns, NOTICE_LINES, ROLE_NOTICE, evening->notice);
  if (evening->reminder && picture->reminds && !is_past_bed(evening))
    add_text(&lines, columns, layout_is_narrow(canvas) && layout_is_low(canvas) ? 1 : REMINDER_LINES, ROLE_BRIGHT,
             evening->reminder);
  if (said)
    add_text(&lines, columns, SAID_LINES, picture->question ? ROLE_BRIGHT : prompts ? ROLE_TEXT : ROLE_DIM, said);
  if (lines.n == 0 && draw_keep_hint(canvas, evening, last - 1))
    return last - 2;
  for (int i = 0; i < lines.n; i++)
    canvas_put(canvas, last - lines.n + i, layout_margin(canvas), lines.roles[i], lines.texts[i], columns);
  if (prompts)
    put_prompt_cursor(canvas, &lines, last, picture->prompt);
  return lines.n == 0 ? last : last - lines.n - 1;
}

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

/* The key that gave the answer takes it away; the others give theirs in its place. */
static void add_answered_keys(Keyline *keys, Mark mark) {
  keyline_add(keys, KEY_ACTION_DONE, mark == MARK_DONE ? _("open again") : NULL);
  keyline_add(keys, KEY_ACTION_SKIP, mark == MARK_SKIPPED ? _("open again") : NULL);
  if (mark == MARK_SLIPPED)
    keyline_add(keys, KEY_ACTION_NOT_TONIGHT, _("open again"));
}

static void add_step_keys(Keyline *keys, const Evening *evening, const EveningRow *row) {
  const AgendaState state = agenda_row(evening->agenda, row->step)->state;
  if (evening_list_step(evening, row)->kind == STEP_GUIDED)
    keyline_add(keys, KEY_ACTION_BEGIN, NULL);
  if (state == AGENDA_ANSWERED) {
    add_answered_keys(keys, agenda_row(evening->agenda, row->step)->mark);
    return;
  }
  keyline_add(keys, KEY_ACTION_DONE, state == AGENDA_RUNNING ? _("kept") : NULL);
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
  if (picture->moved)
    keyline_add(keys, KEY_ACTION_NOW, NULL);
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

static void add_question_keys(Keyline *keys) {
  keyline_add(keys, KEY_ACTION_BEGIN, _("yes"));
  keyline_add(keys, KEY_ACTION_BACK, _("no"));
}

void tonight_draw_keys(Canvas *canvas, const TonightPicture *picture, gboolean after_bed) {
  Keyline keys = { .n_left = 0 };
  const gboolean prompts = picture->prompt && picture->prompt->is_open;
  const gboolean asks = prompts || picture->question;
  if (prompts)
    bed_prompt_keys(&keys);
  else if (picture->question)
    add_question_keys(&keys);
  else if (after_bed)
    add_after_bed_keys(&keys, picture->evening);
  else
    add_evening_keys(&keys, canvas, picture);
  if (!asks)
    keyline_add_right(&keys, KEY_ACTION_HELP, NULL);
  if (!asks && !layout_is_narrow(canvas))
    keyline_add_right(&keys, KEY_ACTION_QUIT, NULL);
  keyline_draw(canvas, canvas_rows(canvas) - 1, &keys, picture->evening->settings);
}
