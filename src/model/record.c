/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record.h"

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

gboolean record_lights_out_kept(gint64 judged_bed, gint64 lights_out) {
  return lights_out != 0 && lights_out <= judged_bed + LIGHTS_OUT_GRACE_SECONDS;
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
