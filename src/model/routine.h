/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The routine: what the config file says about evenings, as plain values. It
 * is built once by config/ and never changed afterwards; a changed file makes
 * a new one. */
#pragma once

#include "model/night.h"

#include <glib.h>

typedef enum {
  STEP_DO,     /* a moment */
  STEP_AVOID,  /* a stretch kept free of something */
  STEP_GUIDED, /* a timed exercise that the program leads */
} StepKind;

typedef enum {
  ANCHOR_CLOCK,     /* a time of day: the first one after the night's start */
  ANCHOR_BED,       /* minutes from tonight's bedtime */
  ANCHOR_WAKE,      /* minutes after the wake time that begins the night */
  ANCHOR_NEXT_WAKE, /* minutes (negative) before the wake time that ends it */
} Anchor;

/* When something happens: `minutes` after midnight for ANCHOR_CLOCK, else an offset in elapsed minutes. */
typedef struct {
  Anchor anchor;
  int minutes;
} When;

typedef enum { URGENCY_LOW, URGENCY_NORMAL, URGENCY_CRITICAL } Urgency;

#define WEEKDAYS_ALL 0x7f /* bit 0 is Monday */

/* A daily amount that the user chose; `amount` 0 is none. Only "mg elemental" is a sound unit. */
typedef struct {
  double amount;
  char *unit;
} Dose;

/* A planned trial of one step; `nights` 0 is none. */
typedef struct {
  Night start;
  int nights;
} Course;

typedef struct {
  char *id;
  char *title;
  char *short_title; /* never NULL: the title's first word, in lower case, where the config names none */
  StepKind kind;
  When at;
  int length_minutes; /* 0: an avoid step then lasts until bedtime */
  int *lead_minutes;  /* n_leads of them, largest first; 0 is "when it is due" */
  gsize n_leads;      /* 0: no reminder */
  int repeat_minutes; /* 0: does not repeat */
  gboolean has_until; /* reminders end at `until`; else at the routine's own */
  When until;
  int useful_minutes; /* how late a reminder is still useful; 0: its length, or the default */
  gboolean quiet;     /* reminds without sound */
  Urgency urgency;
  gboolean counts;  /* towards a kept night */
  gboolean enabled; /* FALSE: left out of every plan */
  guint8 weekdays;  /* of the evening: bit 0 Monday … bit 6 Sunday */
  GStrv shifts;     /* the shift codes it belongs to; NULL: all */
  char *guide;      /* the name of a Guide; NULL: a plain timer */
  Dose dose;
  Course course;
  char *why;     /* one sentence; NULL: none */
  GStrv sources; /* keys into model/source.h or free text; NULL: none */
  GStrv says;    /* beside each source what it says of this step; "": not told. NULL: none is */
  char *basis;   /* where the hour or the length comes from, where no source gives one; NULL: not told */
  GStrv on_due;  /* argv of a hook; NULL: none */
  GStrv on_done;
} Step;

/* A stretch that the timeline shows and nobody ticks. */
typedef struct {
  char *id;
  char *title;
  When at;
  int length_minutes;
} Band;

/* Bed and wake time of a date, minutes after midnight; DAYTIME_NONE where not set at this level. */
typedef struct {
  int bed;
  int wake;
} Hours;

/* A named kind of working day. What is not set is DAYTIME_NONE. */
typedef struct {
  char *code;
  Hours hours;
  int wake_after;          /* when the sleep after it ends, whatever shift comes then */
  int nap_from, nap_until; /* a nap before the first of them in a row; both set, or none */
} Shift;

/* Which bed and wake time holds on which date: `base`, overridden by weekday, overridden by the shift that the rota (or
 * a choice for one date) gives; and the wake time by that of the shift of the date before, if it has one. */
typedef struct {
  Hours base; /* both set */
  Hours weekday[7];
  GPtrArray *shifts; /* of Shift */
  Night rota_from;   /* NIGHT_NONE: no rota */
  GStrv rota;        /* shift codes, one a day, repeating from rota_from on; NULL: no rota */
} Schedule;

typedef struct {
  Schedule schedule;
  GPtrArray *steps; /* of Step, in the order of the file */
  GPtrArray *bands; /* of Band */
  int keep_percent; /* the share of counting steps that makes a kept night */
} Routine;

Step *step_new(void); /* all zero but: counts, enabled, weekdays all, URGENCY_NORMAL (owned) */
void step_free(Step *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Step, step_free)

/* An empty routine: 23:00 to 07:00, keep 80, no steps (owned). */
Routine *routine_new(void);
void routine_free(Routine *routine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Routine, routine_free)

/* An empty shift of that code (owned by the schedule that it is put into): nothing of it is set. */
Shift *shift_new(const char *code);

/* The step or shift of that name; NULL when there is none. Borrowed from the routine. */
const Step *routine_step(const Routine *routine, const char *id);
const Shift *schedule_shift(const Schedule *schedule, const char *code);

/* The id of the step that is lights out: it is judged by its time and closes the evening. */
#define STEP_LIGHTS_OUT "bed"
#define STEP_MAGNESIUM "magnesium"

/* TRUE if the step is magnesium or has a dose: wherever it is explained, so is what is to be asked first. */
gboolean step_is_supplement(const Step *step);

/* Returns "do", "avoid" or "guided". */
const char *kind_name(StepKind kind);

/* Reads one of these words; FALSE for anything else. */
gboolean kind_parse(const char *name, StepKind *kind) G_GNUC_WARN_UNUSED_RESULT;
