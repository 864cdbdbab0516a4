/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Routines as values. What may be written in the file is config's. */
#include "model/routine.h"

#define DEFAULT_BED (23 * 60)
#define DEFAULT_WAKE (7 * 60)
#define DEFAULT_KEEP_PERCENT 80
#define UNSET (-1)

Step *step_new(void) {
  Step *step = g_new0(Step, 1);
  step->counts = TRUE;
  step->enabled = TRUE;
  step->weekdays = WEEKDAYS_ALL;
  step->urgency = URGENCY_NORMAL;
  return step;
}

void step_free(Step *step) {
  if (!step)
    return;
  g_free(step->id);
  g_free(step->title);
  g_free(step->short_title);
  g_free(step->lead_minutes);
  g_strfreev(step->shifts);
  g_free(step->guide);
  g_free(step->dose.unit);
  g_free(step->why);
  g_strfreev(step->sources);
  g_strfreev(step->says);
  g_free(step->basis);
  g_strfreev(step->on_due);
  g_strfreev(step->on_done);
  g_free(step);
}

static void band_free(Band *band) {
  if (!band)
    return;
  g_free(band->id);
  g_free(band->title);
  g_free(band);
}

Shift *shift_new(const char *code) {
  Shift *shift = g_new(Shift, 1);
  *shift = (Shift){
    .code = g_strdup(code),
    .hours = { DAYTIME_NONE, DAYTIME_NONE },
    .wake_after = DAYTIME_NONE,
    .nap_from = DAYTIME_NONE,
    .nap_until = DAYTIME_NONE,
  };
  return shift;
}

static void shift_free(Shift *shift) {
  if (!shift)
    return;
  g_free(shift->code);
  g_free(shift);
}

Routine *routine_new(void) {
  Routine *routine = g_new0(Routine, 1);
  Schedule *schedule = &routine->schedule;
  schedule->base = (Hours){ .bed = DEFAULT_BED, .wake = DEFAULT_WAKE };
  for (gsize i = 0; i < G_N_ELEMENTS(schedule->weekday); i++)
    schedule->weekday[i] = (Hours){ .bed = UNSET, .wake = UNSET };
  schedule->shifts = g_ptr_array_new_with_free_func((GDestroyNotify) shift_free);
  routine->steps = g_ptr_array_new_with_free_func((GDestroyNotify) step_free);
  routine->bands = g_ptr_array_new_with_free_func((GDestroyNotify) band_free);
  routine->keep_percent = DEFAULT_KEEP_PERCENT;
  return routine;
}

void routine_free(Routine *routine) {
  if (!routine)
    return;
  g_ptr_array_unref(routine->schedule.shifts);
  g_strfreev(routine->schedule.rota);
  g_ptr_array_unref(routine->steps);
  g_ptr_array_unref(routine->bands);
  g_free(routine);
}

const Step *routine_step(const Routine *routine, const char *id) {
  for (guint i = 0; i < routine->steps->len; i++) {
    const Step *step = g_ptr_array_index(routine->steps, i);
    if (g_str_equal(step->id, id))
      return step;
  }
  return NULL;
}

const Shift *schedule_shift(const Schedule *schedule, const char *code) {
  for (guint i = 0; i < schedule->shifts->len; i++) {
    const Shift *shift = g_ptr_array_index(schedule->shifts, i);
    if (g_str_equal(shift->code, code))
      return shift;
  }
  return NULL;
}

static const char *const kind_names[] = { [STEP_DO] = "do", [STEP_AVOID] = "avoid", [STEP_GUIDED] = "guided" };
G_STATIC_ASSERT(G_N_ELEMENTS(kind_names) == STEP_GUIDED + 1);

const char *kind_name(StepKind kind) {
  return kind_names[kind];
}

gboolean kind_parse(const char *name, StepKind *kind) {
  for (guint i = 0; i < G_N_ELEMENTS(kind_names); i++) {
    if (g_str_equal(kind_names[i], name)) {
      *kind = (StepKind) i;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean step_is_supplement(const Step *step) {
  return step->dose.amount > 0 || g_str_equal(step->id, STEP_MAGNESIUM);
}
