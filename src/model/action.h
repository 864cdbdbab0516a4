/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An action: one act of the person upon the record. A key, a notification
 * button and a command all become one of these, and go through app_perform. */
#pragma once

#include "model/night.h"
#include "model/record.h"

#include <glib.h>

/* The numbers are stored in the journal: never renumber. */
typedef enum {
  ACTION_MARK = 1,       /* step, mark */
  ACTION_SNOOZE = 2,     /* step, minutes */
  ACTION_LIGHTS_OUT = 3, /* instant: when */
  ACTION_GOOD_NIGHT = 4, /* as lights out, but leaves it blank well before bedtime */
  ACTION_BED = 5, /* instant: the new bedtime (0: as scheduled); wake: the new wake time (0: as it was; both 0: both as
                     scheduled) */
  ACTION_MORNING = 6,  /* morning */
  ACTION_PAUSE = 7,    /* step (NULL: all), night: from, to */
  ACTION_RESUME = 8,   /* step (NULL: all), night: the first night that is due again */
  ACTION_SHIFT = 9,    /* night, shift (NULL: by the rota) */
  ACTION_IMPORT = 10,  /* what an export brought: app_import's, and undo's */
  ACTION_TRIAL = 13,   /* step, nights: agrees to a trial by lot */
  ACTION_GIVE_UP = 14, /* gives up the trial by lot that is running */
  ACTION_RESTORE = 11, /* a copy was put back: restore_run's, and undo's; step: what the record before it became */
  ACTION_KEEP = 12,    /* marks the avoid steps that ran and are not answered (tracking_unanswered) as done */
} ActionKind;

/* Where it came from: the origin of the marks that it sets, and for the line that says so. */
typedef enum { FROM_KEY, FROM_NOTIFICATION, FROM_COMMAND } ActionSource;

typedef struct {
  ActionKind kind;
  ActionSource source;
  Night night;      /* the night it is about; NIGHT_NONE: tonight */
  const char *step; /* borrowed */
  Mark mark;
  int minutes;
  gint64 instant;
  gint64 wake;
  Night to;
  int took_seconds;
  const char *shift;
  const Morning *morning;
  int nights;
  guint64 seed; /* of the draw; 0: a new one */
} Action;
