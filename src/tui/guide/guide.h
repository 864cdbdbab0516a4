/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A guided step as it runs: its parts one after the other, or a breathing pace,
 * with pauses, more minutes and an end. A value; time is an argument, in
 * microseconds of any clock. Pure. */
#pragma once

#include "model/settings.h"
#include "tui/canvas/canvas.h"

#include <glib.h>

typedef struct GuideRun GuideRun;

/* Gives a run (owned) of `guide` (copied; NULL: a plain timer) that begins now and lasts `seconds`: the parts of a
 * sequence keep their shares of it. */
GuideRun *guide_run_new(const Guide *guide, int seconds, gint64 now_usec);
void guide_run_free(GuideRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GuideRun, guide_run_free)

/* Holds it, or lets it go on. */
void guide_run_pause(GuideRun *run, gint64 now_usec);
void guide_run_resume(GuideRun *run, gint64 now_usec);
gboolean guide_run_is_paused(const GuideRun *run);

/* Makes the present part longer. */
void guide_run_extend(GuideRun *run, int seconds, gint64 now_usec);

/* The seconds that it has run, pauses aside. */
int guide_run_took(const GuideRun *run, gint64 now_usec);

/* How long a guided step can last that is begun at `now`: `seconds`, or less where it would reach beyond `limit`; the
 * whole of it where the limit has come or leaves less than a minute. */
int guide_fit(int seconds, gint64 now, gint64 limit);

typedef enum { BREATH_NONE, BREATH_IN, BREATH_HOLD, BREATH_OUT, BREATH_REST } Breath;

/* What there is to see at one instant. */
typedef struct {
  gboolean is_over;
  const char *part; /* the present part's title, borrowed from the run; NULL: it has no parts */
  const char *next; /* the one after it; NULL: none */
  gint64 part_left_usec;
  gint64 left_usec;   /* of the whole */
  gint64 length_usec; /* of the whole */
  Breath breath;
  double breath_share;     /* 0..1 of the breath's phase */
  gint64 breath_left_usec; /* of that phase */
} GuideMoment;

GuideMoment guide_moment(const GuideRun *run, gint64 now_usec);

/* When what guide_draw shows changes next; 0: not by itself. */
gint64 guide_next_change(const GuideRun *run, gboolean moves, gint64 now_usec);

typedef struct {
  const char *title;  /* of the step */
  const char *status; /* one line; NULL: none */
  const char *after;  /* once it is over: what comes next; NULL: nothing */
  gboolean is_paused;
  gboolean moves; /* FALSE: no animation */
  GuideMoment moment;
} GuidePicture;

/* Draws all but the bottom line. */
void guide_draw(Canvas *canvas, const GuidePicture *picture);
