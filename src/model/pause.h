/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pauses: stretches of nights in which a step, or everything, is neutral; and
 * the shifts chosen for single dates. Both are acts of the person. */
#pragma once

#include "model/night.h"

#include <glib.h>

typedef struct {
  char *step;        /* NULL: every step */
  Night from;        /* the first paused night */
  Night to;          /* the last one; NIGHT_NONE: open, until resumed; before `from`: taken back, it covers no night */
  gint64 changed_at; /* when it was last changed */
} Pause;

Pause *pause_new(const char *step, Night from, Night to, gint64 changed_at); /* owned */
void pause_free(Pause *pause);

gboolean pause_is_taken_back(const Pause *pause);
gboolean pause_covers(const Pause *pause, Night night);

/* Whether `pauses` (of Pause; NULL: none) make `step` (NULL: everything) neutral on `night`. */
gboolean pauses_cover(const GPtrArray *pauses, const char *step, Night night);

/* The shift codes chosen by hand: Night (GUINT_TO_POINTER) -> code (owned char *). */
typedef GHashTable ShiftChoices;

ShiftChoices *shift_choices_new(void);
