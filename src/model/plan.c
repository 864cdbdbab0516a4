/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans as values: copied, compared, checked. How a plan is made is planning's. */
#include "model/plan.h"

#include "model/night.h"

PlanStep *plan_step_copy(const PlanStep *step) {
  PlanStep *copy = g_new(PlanStep, 1);
  *copy = *step;
  copy->id = g_strdup(step->id);
  copy->title = g_strdup(step->title);
  copy->short_title = g_strdup(step->short_title);
  return copy;
}

static void plan_step_free(PlanStep *step) {
  if (!step)
    return;
  g_free(step->id);
  g_free(step->title);
  g_free(step->short_title);
  g_free(step);
}

static PlanBand *plan_band_copy(const PlanBand *band) {
  PlanBand *copy = g_new(PlanBand, 1);
  *copy = *band;
  copy->id = g_strdup(band->id);
  copy->title = g_strdup(band->title);
  return copy;
}

static void plan_band_free(PlanBand *band) {
  if (!band)
    return;
  g_free(band->id);
  g_free(band->title);
  g_free(band);
}

Plan *plan_new(Night night) {
  Plan *plan = g_new0(Plan, 1);
  plan->night = night;
  plan->steps = g_ptr_array_new_with_free_func((GDestroyNotify) plan_step_free);
  plan->bands = g_ptr_array_new_with_free_func((GDestroyNotify) plan_band_free);
  return plan;
}

Plan *plan_copy(const Plan *plan) {
  Plan *copy = plan_new(plan->night);
  GPtrArray *steps = copy->steps, *bands = copy->bands;
  *copy = *plan;
  copy->shift = g_strdup(plan->shift);
  copy->zone = g_strdup(plan->zone);
  copy->steps = steps;
  copy->bands = bands;
  for (guint i = 0; i < plan->steps->len; i++)
    g_ptr_array_add(steps, plan_step_copy(g_ptr_array_index(plan->steps, i)));
  for (guint i = 0; i < plan->bands->len; i++)
    g_ptr_array_add(bands, plan_band_copy(g_ptr_array_index(plan->bands, i)));
  return copy;
}

void plan_free(Plan *plan) {
  if (!plan)
    return;
  g_free(plan->shift);
  g_free(plan->zone);
  g_ptr_array_unref(plan->steps);
  g_ptr_array_unref(plan->bands);
  g_free(plan);
}

const PlanStep *plan_step(const Plan *plan, const char *id) {
  for (guint i = 0; i < plan->steps->len; i++) {
    const PlanStep *step = g_ptr_array_index(plan->steps, i);
    if (g_str_equal(step->id, id))
      return step;
  }
  return NULL;
}

gboolean plan_step_is_listed(const PlanStep *step) {
  return !step->predates_start && !step->folded;
}

static gboolean steps_equal(const PlanStep *a, const PlanStep *b) {
  return g_str_equal(a->id, b->id) && g_str_equal(a->title, b->title) && g_str_equal(a->short_title, b->short_title) &&
         a->kind == b->kind && a->at == b->at && a->until == b->until && a->counts == b->counts &&
         a->predates_start == b->predates_start && a->folded == b->folded;
}

static gboolean bands_equal(const PlanBand *a, const PlanBand *b) {
  return g_str_equal(a->id, b->id) && g_str_equal(a->title, b->title) && a->at == b->at && a->until == b->until;
}

gboolean plan_equal(const Plan *a, const Plan *b) {
  if (a->night != b->night || a->start != b->start || a->bed != b->bed || a->target_bed != b->target_bed ||
      a->wake != b->wake || a->offset != b->offset || a->clocks_change != b->clocks_change ||
      a->usual_length != b->usual_length || g_strcmp0(a->shift, b->shift) || g_strcmp0(a->zone, b->zone) ||
      a->steps->len != b->steps->len || a->bands->len != b->bands->len)
    return FALSE;
  for (guint i = 0; i < a->steps->len; i++) {
    if (!steps_equal(g_ptr_array_index(a->steps, i), g_ptr_array_index(b->steps, i)))
      return FALSE;
  }
  for (guint i = 0; i < a->bands->len; i++) {
    if (!bands_equal(g_ptr_array_index(a->bands, i), g_ptr_array_index(b->bands, i)))
      return FALSE;
  }
  return TRUE;
}

static int by_time(gconstpointer a, gconstpointer b) {
  const PlanStep *first = *(PlanStep *const *) a, *second = *(PlanStep *const *) b;
  return (first->at > second->at) - (first->at < second->at);
}

void plan_sort(Plan *plan) {
  g_ptr_array_sort(plan->steps, by_time); /* stable, as GLib documents it */
}

static gboolean fits(const char *text, glong limit) {
  return text && g_utf8_strlen(text, -1) <= limit;
}

static gboolean is_span(const Plan *plan, gint64 at, gint64 until) {
  return limit_is_within(plan->night, at) && limit_is_within(plan->night, until) && at <= until;
}

static gboolean is_sound_step(const Plan *plan, const PlanStep *step) {
  return fits(step->id, LIMIT_ID) && *step->id && fits(step->title, LIMIT_TITLE) &&
         fits(step->short_title, LIMIT_TITLE) && step->kind >= STEP_DO && step->kind <= STEP_GUIDED &&
         is_span(plan, step->at, step->until);
}

static gboolean is_sound_band(const Plan *plan, const PlanBand *band) {
  return fits(band->id, LIMIT_ID) && *band->id && fits(band->title, LIMIT_TITLE) &&
         is_span(plan, band->at, band->until);
}

/* Returns the name of the first of the night's own values that cannot be; NULL when all can. */
static const char *unsound_hours(const Plan *plan) {
  if (plan->night < DAYTIME_FIRST_DAY || plan->night > DAYTIME_LAST_DAY)
    return "night";
  if (!limit_is_within(plan->night, plan->start))
    return "start";
  if (!limit_is_within(plan->night, plan->bed) || plan->bed < plan->start)
    return "bed";
  if (!limit_is_within(plan->night, plan->target_bed))
    return "judged_bed";
  if (!limit_is_within(plan->night, plan->wake) || plan->wake < plan->bed ||
      plan->wake - plan->start > LIMIT_NIGHT_SECONDS)
    return "wake";
  if (plan->usual_length < 0 || plan->usual_length > LIMIT_NIGHT_SECONDS)
    return "usual_length_seconds";
  if (plan->shift && !fits(plan->shift, LIMIT_SHIFT_CODE))
    return "shift";
  if (plan->zone && !fits(plan->zone, LIMIT_ZONE))
    return "zone";
  return limit_is_offset(plan->offset) ? NULL : "offset";
}

gboolean plan_is_sound(const Plan *plan, const char **field) {
  const char *unsound = unsound_hours(plan);
  if (plan->steps->len > LIMIT_STEPS)
    unsound = "steps";
  for (guint i = 0; !unsound && i < plan->steps->len; i++)
    unsound = is_sound_step(plan, g_ptr_array_index(plan->steps, i)) ? NULL : "steps";
  for (guint i = 0; !unsound && i < plan->bands->len; i++)
    unsound = is_sound_band(plan, g_ptr_array_index(plan->bands, i)) ? NULL : "bands";
  if (field)
    *field = unsound;
  return !unsound;
}
