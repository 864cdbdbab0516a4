/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "tui/keys.h"
#include "tui/layout.h"
#include "tui/tonight.h"

#include <glib/gi18n.h>

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
  return g_strdup_printf(ngettext("%s begins the %d minute.", "%s begins the %d minutes.", (gulong) minutes), key,
                         minutes);
}

static char *morning_hint(const Evening *evening) {
  if (evening->morning_due == NIGHT_NONE || evening->agenda->phase != PHASE_DAY)
    return NULL;
  return g_strdup_printf(_("How rested you felt can still be answered: press %s."),
                         keys_name(evening->settings, KEY_ACTION_MORNING));
}

/* Why the list is empty, for as long as it is. */
static char *empty_hint(const Evening *evening) {
  if (evening->pauses && pauses_cover(evening->pauses, NULL, evening->plan->night))
    return g_strdup_printf(_("Everything is paused: press %s in the review to go on."),
                           keys_name(evening->settings, KEY_ACTION_PAUSE));
  if (evening->routine->steps->len == 0)
    return g_strdup(_("Your steps will appear here: the routine has none yet."));
  return evening->plan->steps->len == 0 ? g_strdup(_("No step is due tonight.")) : NULL;
}

static char *hint(const Canvas *canvas, const TonightPicture *picture) {
  char *text = empty_hint(picture->evening);
  if (!text)
    text = morning_hint(picture->evening);
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
  int column = canvas_put(canvas, row, layout_margin(canvas), ROLE_DIM, _("Reminders come while this is open."), 0);
  column = canvas_put(canvas, row, column + 3, ROLE_KEY, keys_name(evening->settings, KEY_ACTION_KEEP_REMINDING), 0);
  canvas_put(canvas, row, column + 1, ROLE_DIM, _("keep them coming after you close it"), 0);
  return TRUE;
}

int tonight_draw_lines(Canvas *canvas, const TonightPicture *picture) {
  const Evening *evening = picture->evening;
  const int columns = layout_end(canvas) - layout_margin(canvas), last = canvas_rows(canvas) - BELOW;
  g_auto(Lines) lines = { .n = 0 };
  const gboolean prompts = picture->prompt && picture->prompt->is_open;
  g_autofree char *said = prompts           ? bed_prompt_text(picture->prompt, evening)
                          : picture->status ? g_strdup(picture->status)
                                            : hint(canvas, picture);
  if (evening->notice)
    add_text(&lines, columns, NOTICE_LINES, ROLE_NOTICE, evening->notice);
  if (evening->reminder && !is_past_bed(evening))
    add_text(&lines, columns, layout_is_narrow(canvas) && layout_is_low(canvas) ? 1 : REMINDER_LINES,
             picture->reminds ? ROLE_BRIGHT : ROLE_DIM, evening->reminder);
  if (said)
    add_text(&lines, columns, SAID_LINES, prompts ? ROLE_TEXT : ROLE_DIM, said);
  if (lines.n == 0 && draw_keep_hint(canvas, evening, last - 1))
    return last - 2;
  for (int i = 0; i < lines.n; i++)
    canvas_put(canvas, last - lines.n + i, layout_margin(canvas), lines.roles[i], lines.texts[i], columns);
  return lines.n == 0 ? last : last - lines.n - 1;
}
