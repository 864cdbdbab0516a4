/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of this folder share: the App itself, and the steps of which
 * a tick and an act are made. Nobody outside src/app includes this. */
#pragma once

#include "app/app.h"
#include "app/dimmer.h"
#include "app/hooks.h"
#include "app/reminding.h"
#include "clock/alarm.h"
#include "store/store.h"

#include <gio/gio.h>

struct App {
  char *config_path;
  char *data_folder;
  char *state_folder;
  Clock *clock;
  gboolean writes;

  Config *config;       /* the routine in force: never with a problem */
  char *notice;         /* what is wrong with the file, while an older routine is in force */
  gint64 config_edited; /* when the file was last edited before it was read (microseconds); 0: it was not there */
  GTimeZone *zone;

  Store *store;
  GPtrArray *pauses;
  ShiftChoices *choices;
  Plan *plan;
  Record *record;
  Agenda *agenda;
  guint64 revision;      /* counts how often any of that was read or written anew */
  Night morning_checked; /* the night before tonight, once its morning was looked up */
  gboolean morning_open; /* and whether that is unanswered */

  char *status;
  Hooks *hooks; /* NULL for a command that only reads */
  Evening evening;
  AppFunc observer;
  gpointer observer_data;

  /* Only after app_start. */
  Alarm *alarm;
  gint64 quiet_from, quiet_until; /* nothing becomes due between these */
  Reminding *reminding;
  Dimmer *dimmer; /* NULL in a rehearsal: the light is real */
  GFileMonitor *config_monitor;
  GFileMonitor *store_monitor;
  guint backup_source;
  gboolean has_terminal;
  TerminalPort terminal; /* where there is one */
  GCancellable *over;    /* cancelled with the app; NULL: nobody waits for that */
  int presence;          /* the lock of a program without a screen; -1: none */
};

/* configuration.c: reads the file and puts it in force, or keeps what was in force and leaves a notice. The first time
 * this leaves some routine in force whatever the file says. `before` (may be NULL) receives what was in force (owned),
 * NULL there when it still is. */
void configuration_load(App *app, Config **before);
/* The same while the program runs, with tonight planned again. */
void configuration_reload(App *app, gint64 now);
/* From here on a change of the file is followed; one since it was read is followed at once. */
void configuration_watch(App *app);
/* Does what an edit asks for that was made while no program ran. */
void configuration_catch_up(App *app, gint64 now);
/* Keeps a copy of a sound file, to fall back upon. */
void configuration_remember(const App *app);

/* nights.c: makes `plan` and `record` those of the night that holds at `now`. */
gboolean nights_turn(App *app, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same where the routine, the record, the zone or the clock has changed: plans tonight again and saves it when it
 * differs. */
gboolean nights_replan(App *app, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads tonight's record, pauses and shifts again: another process may have written. */
gboolean nights_reload(App *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest night whose bedtime has passed and whose morning is unanswered. */
Night nights_asking(App *app, gint64 now);
/* When reminders of tonight end. */
gint64 nights_reminders_end(const App *app);

/* The first of the nights between the stored `newest` and `to` that count as never opened. */
Night nights_unopened_from(Night newest, Night to);
/* Stores the nights from `from` to before `to` that have no plan yet, with the routine now in force. */
gboolean nights_fill(App *app, Night from, Night to, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* running.c: reminders at `now`; gives when the next is due, 0: none. And when the alarm has to ring next. */
gint64 running_turn(App *app, gint64 now);
/* Takes up the ways of the routine in force where they were others before. */
void running_follow_ways(App *app, const ReminderSettings *before);
gint64 running_next(const App *app, gint64 due, gint64 now);

/* hook_events.c: runs what the routine asks for at this time; and for the steps of tonight that an act has made done.
 */
void hook_events_turn(App *app, gint64 now);
void hook_events_done(App *app, const Plan *plan, const Record *before, const Record *after);

/* app.c: puts everything that follows from plan, record and now in place, and tells the observer. */
void app_refresh(App *app, gint64 now);

/* The whole of a tick, whether or not anything can be due. */
void app_turn(App *app);

/* Tells the observer. */
void app_tell(App *app);
/* The same after another process has written. */
void app_reload(App *app, gint64 now);
/* As app_say, where app_refresh follows: the observer is told by that, for until then the Evening borrows what is gone.
 */
void app_note(App *app, const char *text);
