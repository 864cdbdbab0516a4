/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record: what happened in one night; and pauses and shifts, which are of
 * many nights. Everything here is an act of the person; what follows from the
 * routine is in the plan. */
#pragma once

#include "model/night.h"

#include <glib.h>

/* The numbers are stored on disk: never renumber. */
typedef enum {
  MARK_OPEN = 0,
  MARK_DONE = 1,    /* for an avoid step: it held */
  MARK_SKIPPED = 2, /* on purpose: neutral */
  MARK_SLIPPED = 3, /* it did not hold, or was left out knowingly */
} Mark;

#define N_MARKS 4

/* "open", "done", "skipped", "slipped": the words of the JSON shapes; never translated. */
const char *mark_name(Mark mark);
gboolean mark_parse(const char *name, Mark *mark) G_GNUC_WARN_UNUSED_RESULT;

/* How a mark came about. The numbers are stored on disk: never renumber. */
typedef enum {
  BY_UNKNOWN = 0, /* before its origin was kept */
  BY_KEY = 1,
  BY_NOTIFICATION = 2,
  BY_COMMAND = 3,
  BY_IMPORT = 4,  /* from an export that does not say */
  BY_ASSUMED = 5, /* nobody said so: an earlier winddown marked it when lights out was told */
} MarkOrigin;

#define N_MARK_ORIGINS 6

/* "key", "notification", "command", "import", "assumed": the words of the JSON shapes; NULL for BY_UNKNOWN. */
const char *mark_origin_name(MarkOrigin origin);
gboolean mark_origin_parse(const char *name, MarkOrigin *origin) G_GNUC_WARN_UNUSED_RESULT;

/* What is known of one step. A step without an entry is open and was never touched. */
typedef struct {
  char *id;
  Mark mark;
  gint64 marked_at;     /* when it was last marked or reopened; 0: never */
  int marked_offset;    /* seconds east of UTC at that moment */
  MarkOrigin by;        /* BY_UNKNOWN too where it was never marked */
  gint64 snoozed_until; /* 0: not snoozed */
  int took_seconds;     /* how long a guided step took; 0: unknown */
} StepRecord;

#define MORNING_UNKNOWN (-1)

/* The answer that closes a night. Blank is unknown, never zero. */
typedef struct {
  int rested;               /* 1..5; 0: not answered */
  int asleep_after_minutes; /* sleep onset latency; MORNING_UNKNOWN: blank */
  int wakings;              /* MORNING_UNKNOWN: blank */
  int awake_minutes;        /* awake in between, WASO; MORNING_UNKNOWN: blank */
  gint64 woke;              /* final awakening; 0: blank */
  gint64 up;                /* out of bed; 0: blank */
  int quality;              /* 1..5; 0: blank */
  char *note;               /* NULL: none */
  gint64 answered_at;       /* when it was last changed; 0: never */
  int answered_offset;      /* seconds east of UTC at that moment */
  int woke_offset, up_offset;
} Morning;

typedef struct {
  Night night;
  GPtrArray *steps;      /* of StepRecord, in no order */
  gint64 lights_out;     /* going to sleep; 0: unknown */
  int lights_out_offset; /* seconds east of UTC at that moment */
  gboolean good_night;   /* `g` was pressed: dark and silent until the morning */
  gint64 moved_bed;      /* tonight's bedtime set by hand; 0: as scheduled */
  gint64 moved_bed_at;   /* when it was set or taken back; 0: never */
  gint64 moved_wake;     /* the wake time that ends this night, set by hand; 0: as scheduled */
  int moved_offset;      /* seconds east of UTC where both were set: a journey moves them to the same time of day */
  Morning morning;
} Record;

void morning_init(Morning *morning); /* everything blank */
void morning_copy(Morning *to, const Morning *from);
void morning_clear(Morning *morning);

/* TRUE if the question was answered: `rested` is known. An answer taken back leaves a blank morning with a fresh
 * answered_at, so that a merge carries it on; its night is asked again. */
gboolean morning_is_answered(const Morning *morning);

/* Lights out this many seconds after the target bedtime is still kept. */
#define LIGHTS_OUT_GRACE_SECONDS (15 * 60)

/* TRUE if lights went out no later than LIGHTS_OUT_GRACE_SECONDS after `target_bed`; FALSE when unknown (0). */
gboolean record_lights_out_kept(gint64 target_bed, gint64 lights_out);

/* TRUE if clocks that are `offset` seconds east of UTC show at `now` an earlier time than those by which lights went
 * out did then: after a journey west it is that evening again. */
gboolean record_is_evening_again(const Record *record, gint64 now, int offset);

/* An empty record (owned): every step open, the morning blank. */
Record *record_new(Night night);
Record *record_copy(const Record *record);
void record_free(Record *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Record, record_free)

/* Sets every value that cannot be in that night to blank: moments that lie elsewhere, scales and counts outside of
 * theirs, a night that a moved bed or wake time would hold open. `start` is the plan's; 0: unknown. Returns TRUE if
 * nothing had to be set; otherwise `field` (may be NULL) is the name of the first. What comes from a file, of whatever
 * kind, is checked by this. */
gboolean record_mend(Record *record, gint64 start, const char **field);

/* The entry of that step, borrowed; NULL when it was never touched. */
const StepRecord *record_step(const Record *record, const char *id);

/* The mark of that step; MARK_OPEN when it was never touched. */
Mark record_mark(const Record *record, const char *id);

/* The entry of that step for writing, made when it is missing; borrowed from `record`. */
StepRecord *record_touch(Record *record, const char *id);

/* A pause: nights in which a step, or everything, is neutral. */
typedef struct {
  char *step;        /* NULL: every step */
  Night from;        /* the first paused night */
  Night to;          /* the last one; NIGHT_NONE: open, until resumed; before `from`: taken back, it covers no night */
  gint64 changed_at; /* when it was last changed */
  gboolean by_lot;   /* a trial draws that night without the step (model/trial.h); never stored */
} Pause;

Pause *pause_new(const char *step, Night from, Night to, gint64 changed_at); /* owned */
void pause_free(Pause *pause);

/* TRUE if it covers no night any more. */
gboolean pause_is_taken_back(const Pause *pause);
gboolean pause_covers(const Pause *pause, Night night);

/* TRUE if `pauses` (of Pause; NULL: none) make `step` (NULL: everything) neutral on `night`. */
gboolean pauses_cover(const GPtrArray *pauses, const char *step, Night night);

/* TRUE if a trial's draw is the only thing that makes `step` neutral on `night`. */
gboolean pauses_cover_by_lot(const GPtrArray *pauses, const char *step, Night night);

/* The shift codes chosen by hand: Night (GUINT_TO_POINTER) -> code (owned char *). */
typedef GHashTable ShiftChoices;

ShiftChoices *shift_choices_new(void);
