/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Settings: how the program behaves, beside what the evening is made of. Built
 * once by config/ and never changed afterwards. */
#pragma once

#include "model/keymap.h"
#include "model/routine.h"

#include <glib.h>

#define MAX_WAYS 8

typedef struct {
  int snooze_minutes;             /* 10 */
  When until;                     /* bed + 30m: reminders and repeats end here */
  int useful_minutes;             /* 30: how late a reminder of a step without a length is still useful */
  gboolean sound;                 /* TRUE: the notification's own sound hint */
  const char *ways[MAX_WAYS + 1]; /* names of ways to reach the person, tried in this order; NULL-terminated */
  gboolean morning;               /* TRUE: ask for restedness by notification, too */
  When morning_at;                /* wake + 15m, counted from the wake time that ends the night */
} ReminderSettings;

/* One part of a guide: a stretch with its seconds. */
typedef struct {
  char *title;
  int seconds;
} GuidePart;

/* What a guided step leads through: named parts one after the other, or a breathing pace. */
typedef struct {
  char *name;
  GPtrArray *parts;    /* of GuidePart; NULL: not a sequence */
  double in_seconds;   /* 0: not a breathing pace */
  double hold_seconds; /* after breathing in */
  double out_seconds;
  double rest_seconds; /* after breathing out */
} Guide;

typedef struct {
  int dim_to_percent; /* 0: leave the backlight alone */
  int over_minutes;
} ScreenSettings;

typedef struct {
  ReminderSettings reminders;
  char *theme;               /* "dusk" */
  char *zone;                /* IANA name; NULL: the machine's */
  gboolean motion;           /* TRUE: the Guide may move */
  char *keys[N_KEY_ACTIONS]; /* the key that the config gives an action; NULL: the table's own */
  GPtrArray *guides;         /* of Guide: the shipped ones and the config's own */
  ScreenSettings screen;
  GStrv on_bedtime; /* argv of a hook; NULL: none */
  GStrv on_morning;
} Settings;

void guide_part_free(GuidePart *part);
void guide_free(Guide *guide);

/* The defaults written above (owned). */
Settings *settings_new(void);
void settings_free(Settings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_free)

/* The guide of that name, borrowed; NULL when there is none. */
const Guide *settings_guide(const Settings *settings, const char *name);
