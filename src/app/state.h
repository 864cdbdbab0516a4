/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one mutable state, and what the files of this room call of one another:
 * app.c, configuration.c, night.c, turn.c, act.c, delivery.c, transfer.c.
 * Private to this room. */
#pragma once

#include "app/app.h"
#include "base/file_watch.h"
#include "clock/alarm.h"
#include "hooks/hooks.h"
#include "reminders/reminders.h"
#include "session/dimmer.h"
#include "session/service.h"
#include "store/journal.h"
#include "store/store.h"

#include <glib.h>

struct App {
  char *config_path;
  char *data_folder;
  char *state_folder;
  Clock *clock;
  gboolean writes;
  gboolean rehearses; /* what is done stays in memory */

  Config *config;       /* the routine in force: never with a problem */
  char *notice;         /* what is wrong with the file, while an older routine is in force */
  gint64 config_edited; /* when the file was last edited before it was read (microseconds); 0: it was not there */
  GTimeZone *zone;

  Store *store;
  GPtrArray *pauses; /* with the nights that are without a step by lot */
  GPtrArray *trials; /* of Trial */
  ShiftChoices *choices;
  Plan *plan;
  Record *record;
  gboolean plan_settled; /* `plan` may be stored: it does not follow from a clock elsewhere alone */
  Agenda *agenda;
  guint64 revision;      /* counts how often any of that was read or written anew */
  Night morning_checked; /* the night before tonight, once its morning was looked up */
  gboolean morning_open; /* and whether that is to be asked for */
  gboolean morning_answered;

  char *status;
  gboolean status_is_act;
  Hooks *hooks; /* NULL for a command that only reads */
  Evening evening;
  AppFunc observer;
  gpointer observer_data;

  /* Only after app_start. */
  Alarm *alarm;
  gint64 quiet_from, quiet_until; /* nothing becomes due between these */
  Reminders *reminders;
  Dimmer *dimmer; /* NULL in a rehearsal: the light is real */
  FileWatch *config_watch;
  FileWatch *hook_watch; /* NULL: there is no screen */
  FileWatch *store_watch;
  guint backup_source;
  Night backup_planned, backup_night; /* the last night for which a copy was planned, and asked for; NIGHT_NONE */
  gboolean has_terminal;
  TerminalPort terminal; /* where there is one */
  ServiceCall *enabling; /* the newest; NULL: none */
  int presence;          /* the lock that says that this one reminds; -1: none */
};

/* --- app.c --- */

/* As app_say, if turn_refresh follows: that calls the observer, and until then the Evening borrows what was freed. */
void app_set_status(App *app, const char *text);
void app_call_observer(App *app);

/* Makes the copy that is due once a night, unless this process has asked for it before. */
gboolean app_back_up(App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same once the program is idle, where it stays up. */
void app_plan_backup(App *app);

/* --- configuration.c: the routine in force --- */

/* Reads the file and puts it in force, or keeps what was in force and sets a notice. After the first call some routine
 * is in force, whatever the file says. Returns what was in force before (owned); NULL if it still is, or nothing was.
 */
Config *configuration_load(App *app) G_GNUC_WARN_UNUSED_RESULT;

/* Watches the file from here on, and takes up an edit that was made before. A turn has to follow. */
void configuration_follow(App *app);

/* The file has changed: takes it up and plans tonight again. A turn has to follow. */
void configuration_take_up(App *app, gint64 now);

/* --- night.c: tonight's plan and record, and the nights before --- */

/* Makes `plan` and `record` those of the night that `now` belongs to. */
gboolean night_turn(App *app, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same after a change of routine, record, zone or clock: plans tonight again and saves it if it differs. */
gboolean night_replan(App *app, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads pauses and shifts again: another process may have written. */
gboolean night_reload(App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A night as app_load_night returns it (both owned). */
typedef struct {
  Plan *plan;
  Record *record;
  gboolean settled; /* `plan` may be stored: it does not follow from a clock elsewhere alone */
} LoadedNight;

gboolean night_load(App *app, Night night, LoadedNight *loaded, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns the newest night whose bedtime has passed and whose morning is unanswered; NIGHT_NONE. */
Night night_morning_due(App *app, gint64 now);

/* Returns the newest closed night: the one before tonight once its morning is answered or tonight's bedtime has passed,
 * else the one before that; tonight once its own morning is answered. It makes no difference if a night
 * was ever opened or stored. */
Night night_closed_to(App *app, gint64 now);

/* --- lots.c: trials by lot --- */

/* Agrees to a trial or gives one up, within the open transaction, and sets `step` (owned) to what it is about. */
gboolean lots_perform(App *app, const Action *action, gint64 now, char **step,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Undoes such an act. What was agreed to is given up, with nothing drawn anew. */
gboolean lots_undo(App *app, const JournalEntry *entry, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Begins the blocks of nights that are due up to tonight, and makes nights without a step pauses. */
gboolean lots_begin(App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Merges `trials` (of Trial) of an export into the store, within the open transaction. Sets `added` (owned) to those
 * that were not there, as lots_remove reads them, and `n` to how many were new or changed. */
gboolean lots_merge(App *app, const GPtrArray *trials, char **added, guint *n,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean lots_remove(App *app, const char *added, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- transfer.c --- */

/* Takes back the import that `entry` tells of, within the open transaction: nights that it brought go, and what it
 * changed in others returns where nothing else has changed it since. */
gboolean transfer_undo(App *app, const JournalEntry *entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- turn.c --- */

/* A turn, whether or not anything can be due. */
void turn_now(App *app);

/* The same after another process has written. */
void turn_reload(App *app, gint64 now);

/* Its second half, for callers that have brought night, plan and record up to `now`. */
void turn_refresh(App *app, gint64 now);

/* Returns what tonight's reminders and hooks follow from (borrowed). */
ReminderInput turn_reminder_input(const App *app);

/* --- delivery.c: ways out, and answers --- */

/* Starts reminders. Without a `terminal` (NULL) they are logged as well. */
void delivery_start(App *app, const TerminalPort *terminal);

/* Takes up the ways of the routine in force if they differ from those `before`. */
void delivery_follow(App *app, const ReminderSettings *before);
