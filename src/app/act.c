/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Acts of the person, and their undo: pure tracking within one transaction, on
 * what is in the store now, since another process may have written a moment
 * ago; then the new state is swapped in. When saving fails, nothing changes. */
#include "app/restore.h"
#include "app/state.h"
#include "base/daytime.h"
#include "base/error.h"
#include "planning/planner.h"
#include "store/journal.h"
#include "tracking/merge.h"
#include "tracking/pauses.h"
#include "tracking/tracking.h"
#include "words/act_words.h"

#include <glib/gi18n.h>

/* What one act needs and makes. */
typedef struct {
  Action action;
  Night night;
  gint64 now;
  int offset;
  Plan *plan;
  Record *before;
  Record *after;
  gboolean plan_settled; /* `plan` may be stored */
  GPtrArray *pauses;     /* of Pause; NULL: not asked for */
  gboolean unchanged;    /* it was so already: nothing is stored, and nothing can be taken back */
} Act;

static void act_clear(Act *act) {
  plan_free(act->plan);
  record_free(act->before);
  record_free(act->after);
  g_clear_pointer(&act->pauses, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Act, act_clear)

static JournalEntry entry_for(const Act *act) {
  return (JournalEntry){
    .kind = act->action.kind,
    .night = act->night,
    .step = (char *) act->action.step,
    .at = act->now,
  };
}

/* Of nights before the program's first evening only those have a record that an import brought. */
static gboolean check_night(App *app, const Act *act, GError **error) {
  if (act->night > app->plan->night) {
    return error_refuse(error, _("that night is still to come"));
  }
  const gint64 first_run_at = store_first_run_at(app->store);
  g_autoptr(Plan) stored = NULL;
  if (act->plan->wake > first_run_at)
    return TRUE;
  if (!store_load_plan(app->store, act->night, &stored, error))
    return FALSE;
  if (stored)
    return TRUE;
  g_autofree char *first = daytime_format_day(daytime_day_of(first_run_at, app->zone));
  g_autofree char *night = daytime_format_day(act->night);
  return error_refuse(error, _("the record began on %s, and %s is before that"), first, night);
}

/* No reminder follows the last one, so a longer snooze would never end. */
static gboolean cap_snooze(App *app, Act *act, GError **error) {
  const Step *step = routine_step(app->config->routine, act->action.step);
  const When until = step && step->has_until ? step->until : app->config->settings->reminders.until;
  const gint64 end = planner_instant(act->plan, until, app->zone);
  const gint64 minutes_left = (end - act->now) / DAYTIME_MINUTE_SECONDS;
  if (minutes_left >= 1) {
    act->action.minutes = (int) MIN(act->action.minutes, minutes_left);
    return TRUE;
  }
  g_autofree char *clock = daytime_clock(end, app->zone);
  return error_refuse(error, _("reminders of that night ended at %s"), clock);
}

/* The last check before anything is stored, whatever the rules of the single acts have let through. */
static gboolean check_outcome(const Act *act, GError **error) {
  const char *field = NULL;
  g_autoptr(Record) mended = record_copy(act->after);
  if (plan_is_sound(act->plan, &field) && record_mend(mended, act->plan->start, &field))
    return TRUE;
  return error_refuse(error, _("that lies outside of this night (%s)"), field);
}

static gboolean load(App *app, Act *act, GError **error) {
  LoadedNight loaded = { 0 };
  if (!night_load(app, act->night, &loaded, error))
    return FALSE;
  act->plan = loaded.plan;
  act->before = loaded.record;
  act->plan_settled = loaded.settled;
  return TRUE;
}

/* What the person does is stored in any case, and the plan unless a clock elsewhere made it: that one may be wrong. */
static gboolean save(App *app, const Act *act, GError **error) {
  return (!act->plan_settled || store_save_plan(app->store, act->plan, error)) &&
         store_save_record(app->store, act->after, error);
}

static gboolean perform_on_record(App *app, Act *act, GError **error) {
  if (!load(app, act, error) || !check_night(app, act, error) ||
      (act->action.kind == ACTION_SNOOZE && !cap_snooze(app, act, error)))
    return FALSE;
  act->pauses = store_load_pauses(app->store, error);
  if (!act->pauses)
    return FALSE;
  trials_add_pauses(app->trials, act->pauses);
  const TrackingInput input = {
    .plan = act->plan,
    .record = act->before,
    .pauses = act->pauses,
    .now = act->now,
    .offset = act->offset,
    .zone = app->zone,
  };
  act->after = tracking_apply(&input, &act->action, error);
  if (!act->after)
    return FALSE;
  act->unchanged = tracking_is_same(act->before, act->after);
  if (act->unchanged)
    return TRUE;
  if (!check_outcome(act, error))
    return FALSE;
  g_autoptr(RecordChange) change = record_change_new(act->before, act->after);
  JournalEntry entry = entry_for(act);
  entry.record = change->before;
  entry.record_after = change->after;
  return save(app, act, error) && journal_add(app->store, &entry, error);
}

static gboolean perform_on_pauses(App *app, Act *act, GError **error) {
  g_autoptr(GPtrArray) before = store_load_pauses(app->store, error);
  if (!before)
    return FALSE;
  g_autoptr(GPtrArray) after = tracking_pause(before, &act->action, act->now, error);
  if (!after)
    return FALSE;
  g_autoptr(GPtrArray) changed = tracking_changed_pauses(before, after);
  act->unchanged = changed->len == 0;
  if (act->unchanged)
    return TRUE;
  JournalEntry entry = entry_for(act);
  g_autoptr(GPtrArray) became = tracking_same_pauses(after, changed);
  entry.pauses = changed;
  entry.pauses_after = became;
  return store_save_pauses(app->store, after, error) && journal_add(app->store, &entry, error);
}

static gboolean perform_on_shift(App *app, Act *act, GError **error) {
  const char *code = act->action.shift;
  if (code && !schedule_shift(&app->config->routine->schedule, code)) {
    return error_refuse(error, _("the routine has no shift \"%s\""), code);
  }
  if (act->night < app->plan->night) {
    g_autofree char *day = daytime_format_day(act->night);
    return error_refuse(error, _("%s is over: its hours stay as they were"), day);
  }
  g_autoptr(GHashTable) choices = store_load_shifts(app->store, error);
  if (!choices)
    return FALSE;
  JournalEntry entry = entry_for(act);
  act->unchanged = g_strcmp0(code, g_hash_table_lookup(choices, GUINT_TO_POINTER(act->night))) == 0;
  if (act->unchanged)
    return TRUE;
  entry.shift = g_hash_table_lookup(choices, GUINT_TO_POINTER(act->night));
  return store_save_shift(app->store, act->night, code, error) && journal_add(app->store, &entry, error);
}

static gboolean perform_on_trials(App *app, Act *act, GError **error) {
  g_autofree char *step = NULL;
  JournalEntry entry = entry_for(act);
  if (!lots_perform(app, &act->action, act->now, &step, error))
    return FALSE;
  entry.step = step;
  return journal_add(app->store, &entry, error);
}

static gboolean act_within(App *app, gpointer data, GError **error) {
  Act *act = data;
  switch (act->action.kind) {
  case ACTION_MARK:
  case ACTION_SNOOZE:
  case ACTION_LIGHTS_OUT:
  case ACTION_GOOD_NIGHT:
  case ACTION_BED:
  case ACTION_MORNING:
  case ACTION_KEEP: return perform_on_record(app, act, error);
  case ACTION_PAUSE:
  case ACTION_RESUME: return perform_on_pauses(app, act, error);
  case ACTION_SHIFT: return perform_on_shift(app, act, error);
  case ACTION_TRIAL:
  case ACTION_GIVE_UP: return perform_on_trials(app, act, error);
  case ACTION_IMPORT:         /* app_import's */
  case ACTION_RESTORE: break; /* restore_run's */
  }
  return FALSE;
}

static gboolean transact(App *app, gboolean (*within)(App *, gpointer, GError **), gpointer data, GError **error) {
  if (!store_begin(app->store, error))
    return FALSE;
  if (within(app, data, error) && store_commit(app->store, error))
    return TRUE;
  store_rollback(app->store);
  return FALSE;
}

/* What was saved becomes what is shown. Returns what goes wrong here (owned); the act is on disk by then. */
static GError *swap(App *app, gint64 now) {
  GError *trouble = NULL;
  (void) (night_reload(app, &trouble) && night_replan(app, now, &trouble));
  turn_refresh(app, now);
  return trouble;
}

/* The copy of the night, by a command: what stays up makes it when it is idle. */
static void back_up(App *app, GString *message) {
  g_autoptr(GError) error = NULL;
  if (!app->alarm && !app_back_up(app, &error))
    g_string_append_printf(message, _(" But the daily copy could not be made: %s."), error->message);
}

/* Hands out `done` (taken), with the trouble behind it. */
static void tell(App *app, char **message, char *done, const GError *trouble) {
  g_autofree char *text = done;
  GString *whole = g_string_new(text);
  if (trouble)
    g_string_append_printf(whole, _(" But tonight's plan could not be brought up to date: %s."), trouble->message);
  back_up(app, whole);
  if (message)
    *message = g_string_free(whole, FALSE);
  else
    g_string_free(whole, TRUE);
}

static char *describe(App *app, const Act *act) {
  const gboolean tonight = act->night == app->plan->night;
  const MessageInput input = {
    .plan = tonight || !act->plan ? app->plan : act->plan,
    .routine = app->config->routine,
    .record = act->after ? act->after : app->record,
    .before = act->before,
    .pauses = act->pauses,
    .zone = app->zone,
    .now = act->now,
    .is_tonight = tonight,
    .unchanged = act->unchanged,
  };
  return message_for_action(&input, &act->action);
}

static void run_hooks(App *app, const Act *act) {
  ReminderInput input = turn_reminder_input(app);
  input.plan = act->plan;
  input.record = act->after;
  hooks_run_done(app->hooks, &input, act->before, clock_now(app->clock));
}

gboolean app_perform(App *app, const Action *action, char **message, GError **error) {
  const gint64 now = clock_now(app->clock);
  g_autofree char *step = g_strdup(action->step); /* it may be borrowed from the plan that the act replaces */
  if (!app->plan_settled)
    turn_now(app); /* the night before may be over by every clock by now */
  g_auto(Act) act = {
    .action = *action,
    .night = action->night ? action->night : app->plan->night,
    .now = now,
    .offset = daytime_offset_of(now, app->zone),
  };
  act.action.step = step;
  if (!transact(app, act_within, &act, error))
    return FALSE;
  g_autoptr(GError) trouble = swap(app, now);
  if (act.after && act.night == app->plan->night) /* other nights are filled in afterwards */
    run_hooks(app, &act);
  tell(app, message, describe(app, &act), trouble);
  return TRUE;
}

typedef struct {
  JournalEntry *entry;
  gint64 now;
  int offset;
} Undo;

static gboolean restore_pauses(App *app, const Undo *undo, GError **error) {
  g_autoptr(GPtrArray) current = store_load_pauses(app->store, error);
  if (!current)
    return FALSE;
  g_autoptr(GPtrArray)
      restored = tracking_restore_pauses(current, undo->entry->pauses, undo->entry->pauses_after, undo->now);
  return store_save_pauses(app->store, restored, error);
}

static gboolean restore(App *app, const Undo *undo, GError **error) {
  const JournalEntry *entry = undo->entry;
  if (entry->kind == ACTION_IMPORT)
    return transfer_undo(app, entry, error);
  if (entry->kind == ACTION_TRIAL || entry->kind == ACTION_GIVE_UP)
    return lots_undo(app, entry, undo->now, error);
  if (entry->pauses)
    return restore_pauses(app, undo, error);
  if (!entry->record)
    return store_save_shift(app->store, entry->night, entry->shift, error);
  g_autoptr(Record) current = store_load_record(app->store, entry->night, error);
  if (!current)
    return FALSE;
  g_autoptr(RecordChange)
      change = record_change_new(entry->record, entry->record_after ? entry->record_after : current);
  g_autoptr(Record) restored = tracking_undo(change, current, &(UndoStamp){ undo->now, undo->offset });
  return store_save_record(app->store, restored, error);
}

static gboolean undo_within(App *app, gpointer data, GError **error) {
  Undo *undo = data;
  if (!journal_newest(app->store, &undo->entry, error))
    return FALSE;
  if (!undo->entry) {
    return error_refuse(error, _("there is nothing to undo"));
  }
  return restore(app, undo, error) && journal_undone(app->store, undo->entry->id, undo->now, error);
}

/* A whole record cannot be put in place within a transaction on it. `done` is FALSE when the newest act is another. */
static gboolean undo_restore(App *app, gint64 now, gboolean *done, GError **error) {
  g_autoptr(JournalEntry) entry = NULL;
  if (!journal_newest(app->store, &entry, error))
    return FALSE;
  *done = entry && entry->kind == ACTION_RESTORE;
  if (*done && app->rehearses)
    return error_refuse(error, _("a rehearsal does not put records back"));
  return !*done || restore_undo(app->data_folder, entry->step, now, error);
}

gboolean app_undo(App *app, char **message, GError **error) {
  const gint64 now = clock_now(app->clock);
  gboolean is_restored = FALSE;
  if (!undo_restore(app, now, &is_restored, error))
    return FALSE;
  if (is_restored) {
    g_autoptr(GError) trouble = swap(app, now);
    tell(app, message, g_strdup(_("Undone: your history is as it was before the copy was restored.")), trouble);
    return TRUE;
  }
  Undo undo = { .now = now, .offset = daytime_offset_of(now, app->zone) };
  const gboolean undone = transact(app, undo_within, &undo, error);
  g_autoptr(JournalEntry) entry = undo.entry;
  if (!undone)
    return FALSE;
  g_autoptr(GError) trouble = swap(app, now);
  g_autoptr(Plan) plan = NULL;
  const gboolean is_known = store_load_plan(app->store, entry->night, &plan, NULL) && plan;
  const MessageInput input = {
    .plan = is_known ? plan : app->plan,
    .routine = app->config->routine,
    .zone = app->zone,
    .now = now,
    .is_tonight = !is_known || entry->night == app->plan->night,
  };
  tell(app, message, message_for_undo(&input, entry), trouble);
  return TRUE;
}
