/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence for each act, and for its undo. */
#include "words/act_words.h"

#include "base/daytime.h"
#include "tracking/tracking.h"
#include "words/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* An act that is undone within this time was the last thing that the person did. */
#define RECENT_SECONDS (30 * DAYTIME_MINUTE_SECONDS)

static const char *title_of(const Plan *plan, const char *id) {
  const PlanStep *step = plan ? plan_step(plan, id) : NULL;
  return step ? step->title : id;
}

static const char *mark_format(Mark mark, gboolean is_kept) {
  switch (mark) {
  case MARK_DONE: return is_kept ? _("%s: kept") : _("%s: done");
  case MARK_SKIPPED: return _("%s: skipped");
  case MARK_SLIPPED: return _("%s: not kept");
  case MARK_OPEN: return _("%s: open again");
  }
  return "%s";
}

static const char *already_format(Mark mark, gboolean is_kept) {
  switch (mark) {
  case MARK_DONE: return is_kept ? _("%s: already kept") : _("%s: already done");
  case MARK_SKIPPED: return _("%s: already skipped");
  case MARK_SLIPPED: return _("%s: already marked as not kept");
  case MARK_OPEN: return _("%s: already open");
  }
  return "%s";
}

/* `format` is one of the translated formats above, each with one %s. */
static char *fill(const char *format, const char *text) {
  GString *filled = g_string_new(format);
  g_string_replace(filled, "%s", text, 1);
  return g_string_free(filled, FALSE);
}

/* The step by its title, and its night unless that is tonight. */
static char *subject_of(const Plan *plan, const char *id, gboolean is_tonight) {
  const char *title = title_of(plan, id);
  if (is_tonight || !plan)
    return g_strdup(title);
  g_autofree char *day = daytime_format_day(plan->night);
  return g_strdup_printf(_("%s on %s"), title, day);
}

static const char *undone_format(Mark mark, gboolean is_kept) {
  switch (mark) {
  case MARK_DONE: return is_kept ? _("Undone: %s is kept again.") : _("Undone: %s is done again.");
  case MARK_SKIPPED: return _("Undone: %s is skipped again.");
  case MARK_SLIPPED: return _("Undone: %s is again marked as not kept.");
  case MARK_OPEN: return _("Undone: %s is open again.");
  }
  return "%s";
}

/* A stretch that was ticked before its time was begun early; it cannot have been kept yet. */
static gboolean is_kept(const Plan *plan, const Record *record, const char *id) {
  const PlanStep *step = plan ? plan_step(plan, id) : NULL;
  const StepRecord *mark = record ? record_step(record, id) : NULL;
  return step && mark && step->kind == STEP_AVOID && mark->marked_at >= step->at;
}

static char *already_marked(const MessageInput *input, const Action *action) {
  const StepRecord *step = record_step(input->record, action->step);
  g_autofree char *subject = subject_of(input->plan, action->step, input->is_tonight);
  const gboolean kept = is_kept(input->plan, input->record, action->step);
  g_autofree char *what = fill(already_format(action->mark, kept), subject);
  if (!step || action->mark == MARK_OPEN || !input->is_tonight)
    return g_strdup_printf(_("%s."), what);
  g_autofree char *clock = daytime_clock(step->marked_at, input->zone);
  return g_strdup_printf(_("%s at %s."), what, clock);
}

/* `record`: with the mark. */
static char *mark_text(const MessageInput *input, const Record *record, const char *id, Mark mark) {
  g_autofree char *subject = subject_of(input->plan, id, input->is_tonight);
  return fill(mark_format(mark, is_kept(input->plan, record, id)), subject);
}

static char *marked(const MessageInput *input, const Action *action) {
  g_autofree char *what = mark_text(input, input->record, action->step, action->mark);
  g_autofree char *clock = daytime_clock(input->now, input->zone);
  if (!input->is_tonight)
    return g_strdup_printf(_("%s."), what);
  switch (action->source) {
  case FROM_NOTIFICATION: return g_strdup_printf(_("%s at %s (from the notification)."), what, clock);
  case FROM_COMMAND: return g_strdup_printf(_("%s at %s."), what, clock);
  case FROM_KEY: break;
  }
  return g_strdup_printf(_("%s."), what);
}

static char *snoozed(const MessageInput *input, const Action *action) {
  const StepRecord *step = record_step(input->record, action->step);
  g_autofree char *clock = daytime_clock(step ? step->snoozed_until : input->now, input->zone);
  return g_strdup_printf(_("%s: snoozed until %s."), title_of(input->plan, action->step), clock);
}

/* That lights are out, without the full stop; and with no time where none is known. */
static char *lights_out_text(const MessageInput *input) {
  if (input->record->lights_out == 0)
    return input->is_tonight ? g_strdup(_("Good night")) : mark_text(input, input->record, STEP_LIGHTS_OUT, MARK_DONE);
  g_autofree char *clock = daytime_clock(input->record->lights_out, input->zone);
  g_autofree char *day = daytime_format_day(input->plan->night);
  return input->is_tonight ? g_strdup_printf(_("Lights out at %s"), clock)
                           : g_strdup_printf(_("Lights out at %s on the night of %s"), clock, day);
}

/* Telling lights out answers no other step: what ran and is still open is named. */
static char *lights_out(const MessageInput *input) {
  g_autofree char *text = lights_out_text(input);
  g_autofree char *open = words_unanswered(input->plan, input->record, input->pauses, input->now);
  if (!open)
    return g_strdup_printf(_("%s."), text);
  return input->is_tonight ? g_strdup_printf(_("%s. The morning asks about: %s."), text, open)
                           : g_strdup_printf(_("%s. Still open: %s."), text, open);
}

static char *kept(const MessageInput *input) {
  g_autofree char *titles = input->before ? words_unanswered(input->plan, input->before, input->pauses, input->now)
                                          : NULL;
  g_autofree char *day = daytime_format_day(input->plan->night);
  if (!titles)
    return g_strdup(_("Nothing was waiting for an answer."));
  return input->is_tonight ? g_strdup_printf(_("Kept: %s."), titles)
                           : g_strdup_printf(_("Kept on %s: %s."), day, titles);
}

static char *bed_moved(const MessageInput *input) {
  g_autofree char *bed = daytime_clock(input->plan->bed, input->zone);
  g_autofree char *wake = daytime_clock(input->plan->wake, input->zone);
  if (input->record->moved_bed == 0)
    return g_strdup_printf(_("Bedtime is %s again."), bed);
  return g_strdup_printf(_("Bedtime tonight is %s, wake-up %s."), bed, wake);
}

/* The step need not be due tonight. */
static const char *routine_title(const MessageInput *input, const char *id) {
  const Step *step = input->routine ? routine_step(input->routine, id) : NULL;
  return step ? step->title : title_of(input->plan, id);
}

static char *everything_paused(const Action *action, const char *from, const char *to, gboolean is_now) {
  if (action->to != NIGHT_NONE && action->to == action->night)
    return g_strdup_printf(_("Everything is paused on %s. That night will not count."), from);
  if (action->to != NIGHT_NONE)
    return g_strdup_printf(_("Everything is paused from %s to %s. These nights will not count."), from, to);
  if (!is_now)
    return g_strdup_printf(_("Everything is paused from %s until you resume it. These nights will not count."), from);
  return g_strdup(_("Everything is paused until you resume it. These nights will not count."));
}

static char *step_paused(const Action *action, const char *title, const char *from, const char *to, gboolean is_now) {
  if (action->to != NIGHT_NONE && action->to == action->night)
    return g_strdup_printf(_("%s is paused on %s."), title, from);
  if (action->to != NIGHT_NONE)
    return g_strdup_printf(_("%s is paused from %s to %s."), title, from, to);
  if (!is_now)
    return g_strdup_printf(_("%s is paused from %s. To resume: winddown resume %s"), title, from, action->step);
  return g_strdup_printf(_("%s is paused from tonight. To resume: winddown resume %s"), title, action->step);
}

static char *already_paused(const char *what, const char *from, const char *to) {
  if (to)
    return g_strdup_printf(_("%s is already paused from %s to %s."), what, from, to);
  return g_strdup_printf(_("%s is already paused from %s."), what, from);
}

static char *paused(const MessageInput *input, const Action *action) {
  g_autofree char *from = daytime_format_day(action->night);
  g_autofree char *to = action->to == NIGHT_NONE ? NULL : daytime_format_day(action->to);
  const gboolean is_now = action->night == input->plan->night;
  if (input->unchanged)
    return already_paused(action->step ? routine_title(input, action->step) : _("Everything"), from, to);
  return action->step ? step_paused(action, routine_title(input, action->step), from, to, is_now)
                      : everything_paused(action, from, to, is_now);
}

static char *resumed(const MessageInput *input, const Action *action) {
  return action->step ? g_strdup_printf(_("%s is resumed."), routine_title(input, action->step))
                      : g_strdup(_("The pause is over."));
}

static char *shifted(const MessageInput *input, const Action *action) {
  g_autofree char *date = daytime_format_day(action->night);
  g_autofree char *day = g_strdup_printf("%s (%s)", date, words_weekday(daytime_weekday(action->night)));
  if (input->unchanged && action->shift)
    return g_strdup_printf(_("%s is already shift %s."), day, action->shift);
  if (!action->shift)
    return g_strdup_printf(_("%s: back to the rota."), day);
  return g_strdup_printf(_("%s is shift %s."), day, action->shift);
}

char *message_for_action(const MessageInput *input, const Action *action) {
  switch (action->kind) {
  case ACTION_MARK:
    if (input->unchanged)
      return already_marked(input, action);
    if (g_str_equal(action->step, STEP_LIGHTS_OUT) && action->mark == MARK_DONE)
      return lights_out(input);
    return marked(input, action);
  case ACTION_SNOOZE: return snoozed(input, action);
  case ACTION_LIGHTS_OUT:
  case ACTION_GOOD_NIGHT: return lights_out(input);
  case ACTION_BED: return bed_moved(input);
  case ACTION_MORNING: return g_strdup(_("Saved."));
  case ACTION_KEEP: return kept(input);
  case ACTION_PAUSE: return paused(input, action);
  case ACTION_RESUME: return resumed(input, action);
  case ACTION_SHIFT: return shifted(input, action);
  case ACTION_TRIAL:
    return g_strdup_printf(_("Agreed: %d nights of %s, drawn by lot."), action->nights,
                           routine_title(input, action->step));
  case ACTION_GIVE_UP: return g_strdup(_("The trial is given up. It shows no result."));
  case ACTION_IMPORT:
  case ACTION_RESTORE: break;
  }
  return NULL;
}

static char *lights_out_undone(const MessageInput *input, const JournalEntry *entry) {
  if (entry->kind == ACTION_GOOD_NIGHT)
    return g_strdup(_("Undone: good night."));
  if (!entry->record || entry->record->lights_out == 0)
    return g_strdup(_("Undone: lights out."));
  g_autofree char *clock = daytime_clock(entry->record->lights_out, input->zone);
  return g_strdup_printf(_("Undone: lights out at %s."), clock);
}

static char *keep_undone(const MessageInput *input, const JournalEntry *entry) {
  g_autoptr(GPtrArray) steps = g_ptr_array_new();
  for (guint i = 0; i < input->plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(input->plan->steps, i);
    if (entry->record_after && record_step(entry->record_after, step->id))
      g_ptr_array_add(steps, (gpointer) step);
  }
  g_autofree char *titles = words_titles(steps);
  return g_strdup_printf(_("Undone: open again: %s."), titles ? titles : "");
}

static char *bed_undone(const MessageInput *input) {
  if (input->is_tonight) {
    g_autofree char *bed = daytime_clock(input->plan->bed, input->zone);
    return g_strdup_printf(_("Undone: bedtime is %s again."), bed);
  }
  g_autofree char *day = daytime_format_day(input->plan->night);
  return g_strdup_printf(_("Undone: the bedtime of %s is as it was before."), day);
}

/* Back to an earlier snooze, where that is still to come. */
static char *snooze_undone(const MessageInput *input, const JournalEntry *entry) {
  const StepRecord *step = entry->record ? record_step(entry->record, entry->step) : NULL;
  g_autofree char *subject = subject_of(input->plan, entry->step, input->is_tonight);
  if (!step || step->snoozed_until <= input->now)
    return g_strdup_printf(_("Undone: %s is no longer snoozed."), subject);
  g_autofree char *clock = daytime_clock(step->snoozed_until, input->zone);
  return g_strdup_printf(_("Undone: %s is snoozed until %s again."), subject, clock);
}

static char *undone(const MessageInput *input, const JournalEntry *entry) {
  switch (entry->kind) {
  case ACTION_SNOOZE: return snooze_undone(input, entry);
  case ACTION_MARK: {
    const Mark mark = entry->record ? record_mark(entry->record, entry->step) : MARK_OPEN;
    g_autofree char *subject = subject_of(input->plan, entry->step, input->is_tonight);
    return fill(undone_format(mark, is_kept(input->plan, entry->record, entry->step)), subject);
  }
  case ACTION_LIGHTS_OUT:
  case ACTION_GOOD_NIGHT: return lights_out_undone(input, entry);
  case ACTION_BED: return bed_undone(input);
  case ACTION_KEEP: return keep_undone(input, entry);
  case ACTION_MORNING: return g_strdup(_("Undone: your morning answer is as it was before."));
  case ACTION_PAUSE:
    return entry->step ? g_strdup_printf(_("Undone: %s is resumed."), routine_title(input, entry->step))
                       : g_strdup(_("Undone: the pause is over."));
  case ACTION_RESUME: return g_strdup(_("Undone: paused again."));
  case ACTION_SHIFT: return g_strdup(_("Undone: the shift is as it was before."));
  case ACTION_TRIAL: return g_strdup(_("Undone: the trial is given up. To start it again keeps the same draw."));
  case ACTION_GIVE_UP: return g_strdup(_("Undone: the trial goes on."));
  case ACTION_RESTORE: break; /* app_undo's */
  case ACTION_IMPORT: return g_strdup(_("Undone: the import. Nights and pauses are as they were before."));
  }
  return NULL;
}

/* "… (from 07:20).": when that was, unless it was a moment ago. */
static char *with_time(const char *sentence, const MessageInput *input, const JournalEntry *entry) {
  const guint32 day = daytime_day_of(entry->at, input->zone);
  g_autofree char *clock = daytime_clock(entry->at, input->zone);
  g_autofree char *date = daytime_format_day(day);
  g_autofree char *text = g_strdup(sentence);
  if (g_str_has_suffix(text, "."))
    text[strlen(text) - 1] = '\0';
  if (day == daytime_day_of(input->now, input->zone))
    return g_strdup_printf(_("%s (from %s)."), text, clock);
  return g_strdup_printf(_("%s (from %s, %s)."), text, date, clock);
}

char *message_for_undo(const MessageInput *input, const JournalEntry *entry) {
  g_autofree char *sentence = undone(input, entry);
  const gboolean is_recent = input->now - entry->at < RECENT_SECONDS;
  return !sentence || is_recent ? g_steal_pointer(&sentence) : with_time(sentence, input, entry);
}
