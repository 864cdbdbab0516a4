/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * History: many nights, packed for review. Ten years fit in a few hundred
 * kilobytes: step ids are interned and each night names a run of marks. */
#pragma once

#include "model/night.h"
#include "model/record.h"

#include <glib.h>

/* One step of one night. */
typedef struct {
  guint16 step;   /* index into History.step_ids */
  guint8 mark;    /* Mark, as the person set it */
  guint8 counts;  /* 1: counts towards a kept night */
  guint8 paused;  /* 1: a pause covers it */
  guint8 assumed; /* 1: nobody said so (BY_ASSUMED): it is left out of every judgement */
  guint8 outside; /* 1: it predated the start or was folded away: not due that night */
} HistoryMark;

typedef struct {
  Night night;
  gint64 start, bed, target_bed, wake;
  int offset;            /* seconds east of UTC at bedtime */
  gint64 lights_out;     /* 0: unknown */
  int lights_out_offset; /* seconds east of UTC at that moment */
  const char *shift;     /* interned; NULL: none */
  /* The morning; blanks as in Morning. */
  gint8 rested, quality, wakings;
  gint16 asleep_after_minutes, awake_minutes;
  gint64 woke, up, answered_at;
  int woke_offset;      /* seconds east of UTC at `woke` */
  guint first, n_marks; /* its run in History.marks */
} HistoryNight;

typedef struct {
  GArray *nights;      /* of HistoryNight, by night, ascending */
  GArray *marks;       /* of HistoryMark */
  GPtrArray *step_ids; /* of char *, owned by the history */
  GPtrArray *titles;   /* of char *, the newest title of each step */
  GHashTable *indices; /* step id, owned by step_ids -> its index plus one */
} History;

History *history_new(void);
void history_free(History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_free)

/* What history_intern returns when LIMIT_STEP_IDS steps are there and it is another one. */
#define HISTORY_NO_STEP G_MAXUINT16

/* Returns the index of step `id`, adding it when it is new. `title` (may be NULL) replaces the one known. */
guint16 history_intern(History *history, const char *id, const char *title);

/* Numbers the steps anew: those of `order` (ids, NULL-terminated) in that order, then the others by their ids. What was
 * stored when then makes no difference. */
void history_order(History *history, const char *const *order);

/* Adds a night after all others; `night->first` and `n_marks` are set here. */
void history_append(History *history, const HistoryNight *night);

/* Adds a mark to the newest night; none of HISTORY_NO_STEP. */
void history_append_mark(History *history, const HistoryMark *mark);

/* The index of the step of that id; -1 when no night had it. */
int history_step(const History *history, const char *id);

/* The nights and marks by index; borrowed until the next append. */
const HistoryNight *history_night(const History *history, guint index);
const HistoryMark *history_mark(const History *history, const HistoryNight *night, guint index);

/* The index of the first night that is not before `night`; the number of nights when all are. */
guint history_first_from(const History *history, Night night);

/* How many mornings were answered. */
int history_count_rated(const History *history);

/* The mark of `step` in `night`; NULL when that night did not have it. */
const HistoryMark *history_find(const History *history, const HistoryNight *night, guint16 step);
