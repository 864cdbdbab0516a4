/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The app: the one mutable state. It holds the configuration, tonight's plan,
 * record and agenda, and everything that acts on them. Every event ends in
 * app_tick; every act of the person goes through app_perform: pure tracking,
 * then save, then swap, then tick. Defined in app.c, or in the file named at the
 * function. */
#pragma once

#include "clock/clock.h"
#include "config/config.h"
#include "exchange/json.h"
#include "model/action.h"
#include "model/history.h"
#include "model/plan.h"
#include "model/record.h"
#include "model/settings.h"
#include "model/trial.h"
#include "notify/ways.h"
#include "planning/agenda.h"
#include "review/streak.h"

#include <glib.h>

typedef struct App App;

/* Where the files are and what time it is. Everything is borrowed but `clock`, which the app takes. */
typedef struct {
  const char *config_path;  /* the routine's file; missing: the shipped routine */
  const char *data_folder;  /* the store's folder */
  const char *state_folder; /* small memory: the last theme, the last sound routine */
  Clock *clock;
  gboolean writes;    /* FALSE: a command that only reads; nothing on disk changes */
  gboolean rehearses; /* nothing on disk changes, whatever is done: no hook runs, no service is started, and what
                         another program shows stays */
} AppOptions;

/* What a view shows: borrowed from the app until its next tick. Tests build one by hand. */
typedef struct {
  const Routine *routine;
  const Settings *settings;
  const Plan *plan;        /* tonight */
  const Record *record;    /* tonight */
  const Agenda *agenda;    /* tonight, at `now` */
  const GPtrArray *pauses; /* of Pause */
  const GPtrArray *trials; /* of Trial */
  GTimeZone *zone;
  gint64 now;
  gint64 first_run_at;    /* when the program first ran */
  const char *status;     /* what just happened, one sentence; NULL: nothing */
  const char *notice;     /* something that wants to be put right (a problem in the config); NULL: nothing */
  const char *reminder;   /* a reminder that could only be shown here; NULL: none */
  Night morning_due;      /* the newest night whose bedtime has passed and whose morning is unanswered; NIGHT_NONE */
  guint64 revision;       /* changes with every reload: compare it to know whether to read history again */
  gboolean status_is_act; /* `status` tells of something that undo takes back */
  gboolean reminds_when_closed; /* something else brings reminders when this is closed */
  gboolean rehearses;           /* what is done is done to a copy */
} Evening;

/* Opens configuration and store and plans tonight (owned). Starts nothing: no monitor, no alarm, no notifier. */
App *app_new(const AppOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void app_free(App *app);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(App, app_free)

/* FALSE with a sentence when the record is found to be damaged. Looks at most once a night: the night's copy is checked
 * when it is made. */
gboolean app_check(App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const Evening *app_evening(const App *app);
Clock *app_clock(const App *app);

/* Starts what a program that stays up needs: the alarm, reminders, the watch over the config file and the store. Called
 * once, after the first frame. Without a `terminal` (NULL) reminders are logged as well. */
void app_start(App *app, const TerminalPort *terminal);

/* Ends all that app_start began and takes down what is showing on the desktop. */
void app_stop(App *app);

/* turn.c: reads the clock and brings everything up to date: night, plan, agenda, reminders, alarm; then tells the
 * observer. Cheap where nothing can have become due since. */
void app_tick(App *app);

/* act.c: does what the person asked for. TRUE when it is on disk; `message` (owned, may be NULL) then says what
 * happened in one sentence. Otherwise nothing has changed. */
gboolean app_perform(App *app, const Action *action, char **message, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* act.c: takes back the newest act not yet undone, whichever process made it; `message` names it. */
gboolean app_undo(App *app, char **message, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* night.c: returns the nights from `from` to `to` (NIGHT_NONE: no limit), packed (owned), with tonight. */
History *app_history(App *app, Night from, Night to, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* night.c: returns the rules by which they are judged now. */
StreakRules app_streak_rules(App *app);

/* night.c: plan and record of `night` (both owned), as stored; a night never opened is planned with the routine now in
 * force. FALSE with WINDDOWN_ERROR_REFUSED for a date that has no night. */
gboolean app_load_night(App *app, Night night, Plan **plan, Record **record, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* night.c: tonight's plan as it would be with bedtime at `bed` and the wake time at `wake` (0: as it is), both owned;
 * `record` is the one it follows from. NULL if no night can have these. Stores nothing. */
Plan *app_preview_bed(App *app, gint64 bed, gint64 wake, Record **record) G_GNUC_WARN_UNUSED_RESULT;

/* How much of an export was new. */
typedef struct {
  guint nights;
  guint pauses;
  guint trials;
  guint coming; /* nights after tonight, which were left out */
} ImportCount;

/* transfer.c: returns everything that is kept (owned); and merges in what another one exported: the newer mark and
 * morning win, plans stay where they are stored. Merging the same again changes nothing. `count` may be NULL. */
Export *app_export(App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean app_import(App *app, const Export *export, ImportCount *count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* delivery.c: answers the last reminder as a button of its notification does: `action` (a mark or a snooze; night and
 * step are not read) is done to all its steps that are open, to all when none is. `message` names them all. */
gboolean app_answer_last(App *app, const Action *action, char **message, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* turn.c: holds reminders back until `until`, in every program, while the person is led through something; 0 lets them
 * come. */
void app_hold_reminders(App *app, gint64 until);

/* lots.c: returns the step of the trial by lot that is running (borrowed until the next tick); NULL if there is none.
 */
const char *app_step_in_trial(const App *app);

/* lots.c: returns why `step` cannot be tried by lot now (owned), as a sentence without a full stop; NULL if it can. */
char *app_trial_refusal(const App *app, const Step *step);

/* Puts `text` (may be NULL) on the status line, as a sentence. */
void app_say(App *app, const char *text);

/* The same for what an act or its undo came to, which undo may be asked for next. */
void app_say_act(App *app, const char *text);

/* Called after every tick and every act. One observer; NULL takes it away. */
typedef void (*AppFunc)(App *app, gpointer data);
void app_observe(App *app, AppFunc func, gpointer data);

/* What has to be said when the dashboard is left (owned): that reminders which are still to come tonight end with it,
 * since nothing else would bring them. NULL: nothing. */
char *app_farewell(App *app);

/* Enables the user service that brings reminders when the dashboard is closed, and returns at once; the status line
 * says how it went. In a rehearsal it only says that nothing is changed. */
void app_keep_reminding(App *app);
