/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nights full of random values, for tests that promise to give back what they
 * were given; and comparing them whole. */
#pragma once

#include "model/plan.h"
#include "model/record.h"

#include <glib.h>

#define NOW G_GINT64_CONSTANT(1795417200) /* 2026-11-23 07:00 UTC */
#define TONIGHT 739943u                   /* that date: its night begins now */

static const char *const values_steps[] = { "caffeine", "alcohol", "meal",    "dim", "magnesium",
                                            "stretch",  "screens", "breathe", "tea", "bed" };
#define VALUES_STEPS 10

/* A moment of the night, or none. */
static inline gint64 values_instant(Night night) {
  return g_test_rand_bit() ? NOW + ((gint64) night - TONIGHT) * 86400 + g_test_rand_int_range(0, 86400) : 0;
}

static inline int values_minutes(void) {
  return g_test_rand_bit() ? g_test_rand_int_range(0, 600) : MORNING_UNKNOWN;
}

static inline char *values_text(void) {
  static const char *const pieces[] = { "a",  "'",  "\"", "\\", "\n", "\t", "é", "夜", "🌙", "; DROP TABLE night; --",
                                        "%s", "<b>" };
  GString *text = g_string_new(NULL);
  for (int n = g_test_rand_int_range(0, 12); n > 0; n--)
    g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
  return g_string_free(text, FALSE);
}

/* A plan with every field set to something (owned). */
static inline Plan *values_plan(Night night) {
  Plan *plan = plan_new(night);
  plan->start = NOW + ((gint64) night - TONIGHT) * 86400;
  plan->bed = plan->start + 16 * 3600;
  plan->target_bed = plan->bed - g_test_rand_int_range(0, 2) * 600;
  plan->wake = plan->start + 86400;
  plan->offset = g_test_rand_int_range(-12, 13) * 3600;
  plan->shift = g_test_rand_bit() ? g_strdup("N") : NULL;
  plan->zone = g_test_rand_bit() ? g_strdup("Europe/Berlin") : NULL;
  plan->clocks_change = g_test_rand_bit();
  plan->usual_length = 8 * 3600;
  for (int i = 0; i < VALUES_STEPS; i++) {
    PlanStep *step = g_new0(PlanStep, 1);
    *step = (PlanStep){ .id = g_strdup(values_steps[i]), .title = values_text(), .short_title = values_text() };
    step->kind = (StepKind) g_test_rand_int_range(0, 3);
    step->at = plan->bed - (VALUES_STEPS - i) * 600;
    step->until = step->at + g_test_rand_int_range(0, 2) * 600;
    step->counts = g_test_rand_bit();
    step->predates_start = g_test_rand_bit();
    step->folded = g_test_rand_bit();
    g_ptr_array_add(plan->steps, step);
  }
  for (int i = g_test_rand_int_range(0, 3); i > 0; i--) {
    PlanBand *band = g_new0(PlanBand, 1);
    *band = (PlanBand){ .id = g_strdup("unwind"), .title = values_text(), .at = plan->bed - 3600, .until = plan->bed };
    g_ptr_array_add(plan->bands, band);
  }
  return plan;
}

static inline void values_morning(Night night, Morning *morning) {
  morning->rested = g_test_rand_int_range(0, 6);
  morning->asleep_after_minutes = values_minutes();
  morning->wakings = g_test_rand_bit() ? g_test_rand_int_range(0, 9) : MORNING_UNKNOWN;
  morning->awake_minutes = values_minutes();
  morning->woke = values_instant(night);
  morning->up = values_instant(night);
  morning->woke_offset = morning->woke ? g_test_rand_int_range(-12, 13) * 3600 : 0;
  morning->up_offset = morning->up ? g_test_rand_int_range(-12, 13) * 3600 : 0;
  morning->quality = g_test_rand_int_range(0, 6);
  morning->note = g_test_rand_bit() ? values_text() : NULL;
  morning->answered_at = values_instant(night);
  morning->answered_offset = morning->answered_at ? g_test_rand_int_range(-12, 13) * 3600 : 0;
}

/* A record with every field set to something; it knows a step that no plan has (owned). */
static inline Record *values_record(Night night) {
  Record *record = record_new(night);
  for (int i = 0; i < VALUES_STEPS + 1; i++) {
    if (g_test_rand_bit())
      continue;
    StepRecord *step = record_touch(record, i < VALUES_STEPS ? values_steps[i] : "of another machine");
    step->mark = (Mark) g_test_rand_int_range(0, N_MARKS);
    step->marked_at = NOW + g_test_rand_int_range(-100000, 100000);
    step->marked_offset = g_test_rand_int_range(-12, 13) * 3600;
    step->snoozed_until = values_instant(night);
    step->took_seconds = g_test_rand_int_range(0, 600);
    step->by = (MarkOrigin) g_test_rand_int_range(0, N_MARK_ORIGINS);
  }
  record->lights_out = values_instant(night);
  record->lights_out_offset = record->lights_out ? g_test_rand_int_range(-12, 13) * 3600 : 0;
  record->good_night = g_test_rand_bit();
  record->moved_bed = values_instant(night);
  record->moved_bed_at = values_instant(night);
  record->moved_wake = g_test_rand_bit() ? NOW + ((gint64) night - TONIGHT) * 86400 + 90000 : 0;
  record->moved_offset = record->moved_bed || record->moved_wake ? g_test_rand_int_range(-12, 13) * 3600 : 0;
  values_morning(night, &record->morning);
  return record;
}

static inline void values_same_plan(const Plan *a, const Plan *b) {
  g_assert_cmpuint(a->night, ==, b->night);
  g_assert_cmpint(a->start, ==, b->start);
  g_assert_cmpint(a->bed, ==, b->bed);
  g_assert_cmpint(a->target_bed, ==, b->target_bed);
  g_assert_cmpint(a->wake, ==, b->wake);
  g_assert_cmpint(a->offset, ==, b->offset);
  g_assert_cmpstr(a->shift, ==, b->shift);
  g_assert_cmpstr(a->zone, ==, b->zone);
  g_assert_cmpint(a->clocks_change, ==, b->clocks_change);
  g_assert_cmpint(a->usual_length, ==, b->usual_length);
  g_assert_cmpuint(a->steps->len, ==, b->steps->len);
  for (guint i = 0; i < a->steps->len; i++) {
    const PlanStep *x = g_ptr_array_index(a->steps, i), *y = g_ptr_array_index(b->steps, i);
    g_assert_cmpstr(x->id, ==, y->id);
    g_assert_cmpstr(x->title, ==, y->title);
    g_assert_cmpstr(x->short_title, ==, y->short_title);
    g_assert_cmpint(x->kind, ==, y->kind);
    g_assert_cmpint(x->at, ==, y->at);
    g_assert_cmpint(x->until, ==, y->until);
    g_assert_cmpint(x->counts, ==, y->counts);
    g_assert_cmpint(x->predates_start, ==, y->predates_start);
    g_assert_cmpint(x->folded, ==, y->folded);
  }
  g_assert_cmpuint(a->bands->len, ==, b->bands->len);
  for (guint i = 0; i < a->bands->len; i++) {
    const PlanBand *x = g_ptr_array_index(a->bands, i), *y = g_ptr_array_index(b->bands, i);
    g_assert_cmpstr(x->id, ==, y->id);
    g_assert_cmpstr(x->title, ==, y->title);
    g_assert_cmpint(x->at, ==, y->at);
    g_assert_cmpint(x->until, ==, y->until);
  }
}

static inline void values_same_morning(const Morning *a, const Morning *b) {
  g_assert_cmpint(a->rested, ==, b->rested);
  g_assert_cmpint(a->asleep_after_minutes, ==, b->asleep_after_minutes);
  g_assert_cmpint(a->wakings, ==, b->wakings);
  g_assert_cmpint(a->awake_minutes, ==, b->awake_minutes);
  g_assert_cmpint(a->woke, ==, b->woke);
  g_assert_cmpint(a->up, ==, b->up);
  g_assert_cmpint(a->woke_offset, ==, b->woke_offset);
  g_assert_cmpint(a->up_offset, ==, b->up_offset);
  g_assert_cmpint(a->quality, ==, b->quality);
  g_assert_cmpstr(a->note, ==, b->note);
  g_assert_cmpint(a->answered_at, ==, b->answered_at);
  g_assert_cmpint(a->answered_offset, ==, b->answered_offset);
}

static inline void values_same_record(const Record *a, const Record *b) {
  g_assert_cmpuint(a->night, ==, b->night);
  g_assert_cmpint(a->lights_out, ==, b->lights_out);
  g_assert_cmpint(a->lights_out_offset, ==, b->lights_out_offset);
  g_assert_cmpint(a->good_night, ==, b->good_night);
  g_assert_cmpint(a->moved_bed, ==, b->moved_bed);
  g_assert_cmpint(a->moved_bed_at, ==, b->moved_bed_at);
  g_assert_cmpint(a->moved_wake, ==, b->moved_wake);
  g_assert_cmpint(a->moved_offset, ==, b->moved_offset);
  values_same_morning(&a->morning, &b->morning);
  g_assert_cmpuint(a->steps->len, ==, b->steps->len);
  for (guint i = 0; i < a->steps->len; i++) {
    const StepRecord *x = g_ptr_array_index(a->steps, i), *y = record_step(b, x->id);
    g_assert_nonnull(y);
    g_assert_cmpint(x->mark, ==, y->mark);
    g_assert_cmpint(x->marked_at, ==, y->marked_at);
    g_assert_cmpint(x->marked_offset, ==, y->marked_offset);
    g_assert_cmpint(x->snoozed_until, ==, y->snoozed_until);
    g_assert_cmpint(x->took_seconds, ==, y->took_seconds);
    g_assert_cmpint(x->by, ==, y->by);
  }
}
