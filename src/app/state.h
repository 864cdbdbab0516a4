/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one mutable state. Only the files of this folder see inside. */
#pragma once

#include "app/app.h"
#include "app/dimmer.h"
#include "app/file_watch.h"
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
  gboolean rehearses; /* nothing outside of the folders above is touched */

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
  gboolean status_is_act;
  Hooks *hooks; /* NULL for a command that only reads */
  Evening evening;
  AppFunc observer;
  gpointer observer_data;

  /* Only after app_start. */
  Alarm *alarm;
  gint64 quiet_from, quiet_until; /* nothing becomes due between these */
  Reminding *reminding;
  Dimmer *dimmer; /* NULL in a rehearsal: the light is real */
  FileWatch *config_watch;
  FileWatch *hook_watch; /* NULL: there is no screen */
  GFileMonitor *store_monitor;
  guint backup_source;
  gboolean has_terminal;
  TerminalPort terminal; /* where there is one */
  GCancellable *over;    /* cancelled with the app; NULL: nobody waits for that */
  int presence;          /* the lock that says that this one reminds; -1: none */
};
