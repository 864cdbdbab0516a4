/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tonight/bed_prompt.h"

#include "base/daytime.h"
#include "base/timetext.h"
#include "config/config.h"
#include "planning/schedule.h"
#include "tui/keys.h"
#include "words/words.h"

#include <glib/gi18n.h>

#include <string.h>

enum { STEP_SECONDS = 15 * 60, SMALL_STEP_SECONDS = 5 * 60, TYPED_LENGTH = 12 };

void bed_prompt_open(BedPrompt *prompt, const Evening *evening) {
  bed_prompt_close(prompt);
  *prompt = (BedPrompt){ .is_open = TRUE, .bed = evening->plan->bed };
  text_field_init(&prompt->typed);
}

void bed_prompt_close(BedPrompt *prompt) {
  prompt->is_open = FALSE;
  text_field_clear(&prompt->typed);
}

static const char *typed(const BedPrompt *prompt) {
  return prompt->typed.text->str;
}

/* Takes what stands there; where nothing stands any more, bedtime as it was. */
static void read_typed(BedPrompt *prompt, const Evening *evening) {
  int minutes;
  if (*typed(prompt) == '\0')
    prompt->bed = evening->plan->bed;
  else if (timetext_clock(typed(prompt), &minutes))
    prompt->bed = schedule_first_after(evening->plan->start, minutes, evening->zone);
}

/* To the next multiple of `step` on the clock. */
static void move(BedPrompt *prompt, int step) {
  const gint64 past = prompt->bed % ABS(step);
  text_field_set(&prompt->typed, "", FALSE);
  if (step < 0)
    prompt->bed -= past > 0 ? past : -step;
  else
    prompt->bed += step - past;
}

/* TRUE if the typed hour is no bedtime, but the one 12 hours later is: "11" by a person who reckons in am and pm. */
static gboolean is_ambiguous(const BedPrompt *prompt, const Evening *evening, int *minutes) {
  if (!timetext_is_half_open(typed(prompt)) || !timetext_clock(typed(prompt), minutes))
    return FALSE;
  const int wake = daytime_minutes_of(evening->plan->wake, evening->zone);
  return config_is_odd_night(*minutes, wake) &&
         !config_is_odd_night((*minutes + DAYTIME_DAY_MINUTES / 2) % DAYTIME_DAY_MINUTES, wake);
}

/* TRUE if what is typed names no bedtime, or not yet. */
static gboolean is_half_typed(const BedPrompt *prompt, const Evening *evening) {
  int minutes;
  return *typed(prompt) != '\0' &&
         (!timetext_clock(typed(prompt), &minutes) || is_ambiguous(prompt, evening, &minutes));
}

/* TRUE if the character belongs to a time. Letters do once a time has begun, and those that begin "noon" and
 * "midnight"; else they are keys. */
static gboolean is_of_time(const BedPrompt *prompt, gunichar character) {
  if (character >= 128 || character == 0)
    return FALSE;
  if (*typed(prompt) == '\0')
    return g_ascii_isdigit((char) character) || character == 'n' || character == 'm';
  return g_ascii_isdigit((char) character) || strchr(":. amphnoidgtAMPH", (char) character) != NULL;
}

static gboolean is_action(const Input *input, KeyAction action) {
  return input->kind == INPUT_ACTION && input->action == action;
}

/* Of a text that is being typed; without one the arrows move the time. */
static gboolean edits(const BedPrompt *prompt, const Input *input, gunichar character) {
  if (is_of_time(prompt, character))
    return TRUE;
  return *typed(prompt) != '\0' && (input->edit != EDIT_NONE || character == '\b');
}

static void move_by_key(BedPrompt *prompt, const Evening *evening, const Input *input, gunichar character) {
  if (is_action(input, KEY_ACTION_LEFT) || character == 'h')
    move(prompt, -STEP_SECONDS);
  else if (is_action(input, KEY_ACTION_RIGHT) || character == 'l')
    move(prompt, STEP_SECONDS);
  else if (character == '-')
    move(prompt, -SMALL_STEP_SECONDS);
  else if (character == '+')
    move(prompt, SMALL_STEP_SECONDS);
  else if (keys_types(evening->settings, KEY_ACTION_WEEKS, character))
    prompt->moves_wake = !prompt->moves_wake;
}

BedPromptResult bed_prompt_input(BedPrompt *prompt, const Evening *evening, const Input *input) {
  const gunichar character = input->kind == INPUT_ACTION || input->kind == INPUT_CHARACTER ? input->character : 0;
  if (edits(prompt, input, character)) {
    const Input edit = { .kind = INPUT_CHARACTER, .character = character, .edit = input->edit };
    (void) text_field_input(&prompt->typed, &edit, TYPED_LENGTH);
    read_typed(prompt, evening);
    return BED_PROMPT_STAYS;
  }
  if (character == '\n' || is_action(input, KEY_ACTION_BEGIN))
    return is_half_typed(prompt, evening) ? BED_PROMPT_STAYS : BED_PROMPT_KEEPS;
  if (character == 27 || is_action(input, KEY_ACTION_BACK) || is_action(input, KEY_ACTION_BEDTIME))
    return BED_PROMPT_LEAVES;
  move_by_key(prompt, evening, input, character);
  return BED_PROMPT_STAYS;
}

gint64 bed_prompt_wake(const BedPrompt *prompt, const Evening *evening) {
  return prompt->moves_wake ? evening->plan->wake + prompt->bed - evening->plan->bed : 0;
}

/* What is open, has not begun a stretch of time, and would be ahead: it follows the bedtime. */
static gboolean is_movable(const Evening *evening, guint index) {
  const AgendaState state = agenda_row(evening->agenda, index)->state;
  const PlanStep *step = g_ptr_array_index(evening->plan->steps, index);
  return state == AGENDA_COMING || (step->kind == STEP_DO && (state == AGENDA_DUE || state == AGENDA_OPEN));
}

/* Steps that follow the bedtime and would be ahead. */
static int count_moving(const BedPrompt *prompt, const Evening *evening) {
  const gint64 moved = prompt->bed - evening->plan->bed;
  int count = 0;
  for (guint i = 0; i < evening->plan->steps->len; i++) {
    const PlanStep *planned = g_ptr_array_index(evening->plan->steps, i);
    const Step *step = routine_step(evening->routine, planned->id);
    if (is_movable(evening, i) && step && step->at.anchor == ANCHOR_BED)
      count += planned->at + moved >= evening->now;
  }
  return count;
}

char *bed_prompt_text(const BedPrompt *prompt, const Evening *evening) {
  int minutes = 0;
  if (is_ambiguous(prompt, evening, &minutes)) {
    g_autofree char *early = daytime_format(minutes);
    g_autofree char *late = daytime_format((minutes + DAYTIME_DAY_MINUTES / 2) % DAYTIME_DAY_MINUTES);
    return g_strdup_printf(_("Bedtime %s: is that %s or %s? Add am or pm."), typed(prompt), early, late);
  }
  if (is_half_typed(prompt, evening))
    return g_strdup_printf(_("Bedtime %s: please type a time, such as 23:45."), typed(prompt));
  g_autofree char *understood = words_understood(typed(prompt));
  const gint64 wake = bed_prompt_wake(prompt, evening) ? bed_prompt_wake(prompt, evening) : evening->plan->wake;
  g_autofree char *hours = words_hours(prompt->bed, wake, evening->zone);
  if (prompt->bed == evening->plan->bed)
    return g_strdup_printf(_("Bedtime %s tonight. Move it with the arrows, or type a time."), hours);
  g_autofree char *length = words_length((int) MAX((wake - prompt->bed) / 60, 0));
  const int moving = count_moving(prompt, evening);
  g_autofree char *moves = g_strdup_printf(ngettext("Bedtime %s, %s in bed; %d step moves with it.",
                                                    "Bedtime %s, %s in bed; %d steps move with it.", (gulong) moving),
                                           hours, length, moving);
  return understood ? g_strdup_printf("%s %s", understood, moves) : g_steal_pointer(&moves);
}

void bed_prompt_keys(Keyline *keys) {
  keyline_add(keys, KEY_ACTION_BEGIN, _("move"));
  keyline_add(keys, KEY_ACTION_BACK, _("cancel"));
  keyline_add_key(keys, "←→", _("15 min"));
  keyline_add_key(keys, "+-", _("5 min"));
  keyline_add(keys, KEY_ACTION_WEEKS, _("move wake-up too"));
}
