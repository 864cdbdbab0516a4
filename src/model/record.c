/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records and pauses as values: found, copied, checked. How an act changes them is
 * tracking's. */
#include "model/record.h"

#include "model/night.h"

#include <string.h>

static const char *const names[] = {
  [MARK_OPEN] = "open",
  [MARK_DONE] = "done",
  [MARK_SKIPPED] = "skipped",
  [MARK_SLIPPED] = "slipped",
};
G_STATIC_ASSERT(G_N_ELEMENTS(names) == N_MARKS);

const char *mark_name(Mark mark) {
  return names[mark];
}

gboolean mark_parse(const char *name, Mark *mark) {
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    if (g_str_equal(names[i], name)) {
      *mark = (Mark) i;
      return TRUE;
    }
  }
  return FALSE;
}

static const char *const origins[] = {
  [BY_KEY] = "key",       [BY_NOTIFICATION] = "notification", [BY_COMMAND] = "command",
  [BY_IMPORT] = "import", [BY_ASSUMED] = "assumed",
};
G_STATIC_ASSERT(G_N_ELEMENTS(origins) == N_MARK_ORIGINS);

const char *mark_origin_name(MarkOrigin origin) {
  return origins[origin];
}

gboolean mark_origin_parse(const char *name, MarkOrigin *origin) {
  for (guint i = 0; i < G_N_ELEMENTS(origins); i++) {
    if (g_strcmp0(origins[i], name) == 0 && name) {
      *origin = (MarkOrigin) i;
      return TRUE;
    }
  }
  return FALSE;
}

static StepRecord *step_record_copy(const StepRecord *step) {
  StepRecord *copy = g_new(StepRecord, 1);
  *copy = *step;
  copy->id = g_strdup(step->id);
  return copy;
}

static void step_record_free(StepRecord *step) {
  if (!step)
    return;
  g_free(step->id);
  g_free(step);
}

void morning_init(Morning *morning) {
  *morning = (Morning){
    .asleep_after_minutes = MORNING_UNKNOWN,
    .wakings = MORNING_UNKNOWN,
    .awake_minutes = MORNING_UNKNOWN,
  };
}

void morning_copy(Morning *to, const Morning *from) {
  *to = *from;
  to->note = g_strdup(from->note);
}

void morning_clear(Morning *morning) {
  g_free(morning->note);
  morning_init(morning);
}

gboolean record_lights_out_kept(gint64 target_bed, gint64 lights_out) {
  return lights_out != 0 && lights_out <= target_bed + LIGHTS_OUT_GRACE_SECONDS;
}

gboolean record_is_evening_again(const Record *record, gint64 now, int offset) {
  return record->lights_out != 0 && record->lights_out <= now &&
         now + offset < record->lights_out + record->lights_out_offset;
}

Record *record_new(Night night) {
  Record *record = g_new0(Record, 1);
  record->night = night;
  record->steps = g_ptr_array_new_with_free_func((GDestroyNotify) step_record_free);
  morning_init(&record->morning);
  return record;
}

gboolean morning_is_answered(const Morning *morning) {
  return morning->rested != 0;
}

Record *record_copy(const Record *record) {
  Record *copy = g_new(Record, 1);
  *copy = *record;
  copy->steps = g_ptr_array_new_with_free_func((GDestroyNotify) step_record_free);
  for (guint i = 0; i < record->steps->len; i++)
    g_ptr_array_add(copy->steps, step_record_copy(g_ptr_array_index(record->steps, i)));
  morning_copy(&copy->morning, &record->morning);
  return copy;
}

void record_free(Record *record) {
  if (!record)
    return;
  g_ptr_array_unref(record->steps);
  morning_clear(&record->morning);
  g_free(record);
}

static StepRecord *find(const Record *record, const char *id) {
  for (guint i = 0; i < record->steps->len; i++) {
    StepRecord *step = g_ptr_array_index(record->steps, i);
    if (g_str_equal(step->id, id))
      return step;
  }
  return NULL;
}

const StepRecord *record_step(const Record *record, const char *id) {
  return find(record, id);
}

Mark record_mark(const Record *record, const char *id) {
  const StepRecord *step = find(record, id);
  return step ? step->mark : MARK_OPEN;
}

StepRecord *record_touch(Record *record, const char *id) {
  StepRecord *step = find(record, id);
  if (step)
    return step;
  step = g_new0(StepRecord, 1);
  step->id = g_strdup(id);
  g_ptr_array_add(record->steps, step);
  return step;
}

/* What record_mend has met so far. */
typedef struct {
  Night night;
  const char *field; /* the first that could not be; NULL: none yet */
} Mending;

static void blank(Mending *mending, const char *field, gint64 *value) {
  *value = 0;
  if (!mending->field)
    mending->field = field;
}

/* A moment of the night itself. */
static void mend_moment(Mending *mending, const char *field, gint64 *instant) {
  if (*instant != 0 && !limit_is_within(mending->night, *instant))
    blank(mending, field, instant);
}

/* The time of an act, which may come years after its night. */
static void mend_act(Mending *mending, const char *field, gint64 *instant) {
  const gint64 end = ((gint64) DAYTIME_LAST_DAY - DAYTIME_UNIX_DAY) * DAYTIME_DAY_SECONDS;
  if (*instant < 0 || *instant > end)
    blank(mending, field, instant);
}

static void mend_number(Mending *mending, const char *field, int *value, int highest, int unknown) {
  if (*value >= unknown && *value <= highest)
    return;
  gint64 ignored = 0;
  blank(mending, field, &ignored);
  *value = unknown;
}

static void mend_offset(Mending *mending, int *offset) {
  gint64 ignored = 0;
  if (limit_is_offset(*offset))
    return;
  blank(mending, "offset", &ignored);
  *offset = 0;
}

static void mend_morning(Mending *mending, Morning *morning) {
  mend_number(mending, "rested", &morning->rested, 5, 0);
  mend_number(mending, "quality", &morning->quality, 5, 0);
  mend_number(mending, "asleep_after", &morning->asleep_after_minutes, LIMIT_MINUTES, MORNING_UNKNOWN);
  mend_number(mending, "wakings", &morning->wakings, LIMIT_WAKINGS, MORNING_UNKNOWN);
  mend_number(mending, "awake", &morning->awake_minutes, LIMIT_MINUTES, MORNING_UNKNOWN);
  mend_moment(mending, "woke", &morning->woke);
  mend_moment(mending, "up", &morning->up);
  mend_act(mending, "answered_at", &morning->answered_at);
  mend_offset(mending, &morning->answered_offset);
  mend_offset(mending, &morning->woke_offset);
  mend_offset(mending, &morning->up_offset);
  if (!morning->note || strlen(morning->note) <= LIMIT_NOTE)
    return;
  char *end = g_utf8_find_prev_char(morning->note, morning->note + LIMIT_NOTE + 1);
  *end = '\0';
  mending->field = mending->field ? mending->field : "note";
}

static void mend_step(Mending *mending, StepRecord *step) {
  int mark = (int) step->mark;
  mend_number(mending, "mark", &mark, N_MARKS - 1, MARK_OPEN);
  step->mark = (Mark) mark;
  int by = (int) step->by;
  mend_number(mending, "by", &by, N_MARK_ORIGINS - 1, BY_UNKNOWN);
  step->by = (MarkOrigin) by;
  mend_act(mending, "marked_at", &step->marked_at);
  mend_moment(mending, "snoozed_until", &step->snoozed_until);
  mend_number(mending, "took_seconds", &step->took_seconds, LIMIT_TOOK_SECONDS, 0);
  mend_offset(mending, &step->marked_offset);
}

/* What holds the night open: no further than the longest night, and bed before wake. */
static void mend_moves(Mending *mending, Record *record, gint64 start) {
  mend_moment(mending, "moved_bed", &record->moved_bed);
  mend_moment(mending, "moved_wake", &record->moved_wake);
  const gint64 last = start > G_MAXINT64 - LIMIT_NIGHT_SECONDS ? G_MAXINT64 : start + LIMIT_NIGHT_SECONDS;
  if (start != 0 && record->moved_bed > last)
    blank(mending, "moved_bed", &record->moved_bed);
  if (start != 0 && record->moved_wake > last)
    blank(mending, "moved_wake", &record->moved_wake);
  if (record->moved_wake != 0 && record->moved_bed > record->moved_wake)
    blank(mending, "moved_wake", &record->moved_wake);
  mend_act(mending, "moved_bed_at", &record->moved_bed_at);
}

gboolean record_mend(Record *record, gint64 start, const char **field) {
  Mending mending = { .night = record->night };
  mend_moment(&mending, "lights_out", &record->lights_out);
  mend_offset(&mending, &record->lights_out_offset);
  mend_offset(&mending, &record->moved_offset);
  mend_moves(&mending, record, start);
  mend_morning(&mending, &record->morning);
  for (guint i = 0; i < record->steps->len; i++)
    mend_step(&mending, g_ptr_array_index(record->steps, i));
  if (field)
    *field = mending.field;
  return !mending.field;
}

/* --- pauses and shifts --- */

Pause *pause_new(const char *step, Night from, Night to, gint64 changed_at) {
  Pause *pause = g_new(Pause, 1);
  *pause = (Pause){ .step = g_strdup(step), .from = from, .to = to, .changed_at = changed_at };
  return pause;
}

void pause_free(Pause *pause) {
  if (!pause)
    return;
  g_free(pause->step);
  g_free(pause);
}

gboolean pause_is_taken_back(const Pause *pause) {
  return pause->to != NIGHT_NONE && pause->to < pause->from;
}

gboolean pause_covers(const Pause *pause, Night night) {
  return night >= pause->from && (pause->to == NIGHT_NONE || night <= pause->to);
}

/* Counts the pauses that cover the step that night, those by lot apart from the others. */
static void count_covering(const GPtrArray *pauses, const char *step, Night night, int counts[2]) {
  for (guint i = 0; pauses && i < pauses->len; i++) {
    const Pause *pause = g_ptr_array_index(pauses, i);
    const gboolean same_step = !pause->step || g_strcmp0(pause->step, step) == 0;
    if (same_step && pause_covers(pause, night))
      counts[pause->by_lot != FALSE]++;
  }
}

gboolean pauses_cover(const GPtrArray *pauses, const char *step, Night night) {
  int counts[2] = { 0 };
  count_covering(pauses, step, night, counts);
  return counts[0] + counts[1] > 0;
}

gboolean pauses_cover_by_lot(const GPtrArray *pauses, const char *step, Night night) {
  int counts[2] = { 0 };
  count_covering(pauses, step, night, counts);
  return counts[0] == 0 && counts[1] > 0;
}

ShiftChoices *shift_choices_new(void) {
  return g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
}
