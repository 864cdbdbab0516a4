/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share: a folder of their own, nights full of
 * random values, and comparing them whole. */
#pragma once

#include "store/store.h"

#include <glib.h>
#include <glib/gstdio.h>

#define NOW G_GINT64_CONSTANT(1795474800) /* 2026-11-23 23:00 UTC */
#define TONIGHT 739942u

/* A fresh folder (owned). */
static inline char *fixture_folder(void) {
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp("winddown-store-XXXXXX", &error);
  g_assert_no_error(error);
  return folder;
}

/* Removes the folder with everything in it, and frees its name. */
static inline void fixture_remove(char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
      fixture_remove(path);
      continue;
    }
    g_unlink(path);
    g_free(path);
  }
  g_rmdir(folder);
  g_free(folder);
}

static inline Store *fixture_open(const char *folder, StoreMode mode) {
  g_autoptr(GError) error = NULL;
  Store *store = store_open(folder, mode, NOW, &error);
  g_assert_no_error(error);
  g_assert_nonnull(store);
  return store;
}

static const char *const fixture_steps[] = { "caffeine", "alcohol", "meal",    "dim", "magnesium",
                                             "stretch",  "screens", "breathe", "tea", "bed" };
#define FIXTURE_STEPS 10

static inline gint64 fixture_instant(void) {
  return g_test_rand_bit() ? NOW + g_test_rand_int_range(-100000, 100000) : 0;
}

static inline int fixture_minutes(void) {
  return g_test_rand_bit() ? g_test_rand_int_range(0, 600) : MORNING_UNKNOWN;
}

static inline char *fixture_text(void) {
  static const char *const pieces[] = { "a",  "'",  "\"", "\\", "\n", "\t", "é", "夜", "🌙", "; DROP TABLE night; --",
                                        "%s", "<b>" };
  GString *text = g_string_new(NULL);
  for (int n = g_test_rand_int_range(0, 12); n > 0; n--)
    g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
  return g_string_free(text, FALSE);
}

/* A plan with every field set to something (owned). */
static inline Plan *fixture_plan(Night night) {
  Plan *plan = plan_new(night);
  plan->start = NOW + ((gint64) night - TONIGHT) * 86400;
  plan->bed = plan->start + 16 * 3600;
  plan->judged_bed = plan->bed - g_test_rand_int_range(0, 2) * 600;
  plan->wake = plan->start + 86400;
  plan->offset = g_test_rand_int_range(-12, 13) * 3600;
  plan->shift = g_test_rand_bit() ? g_strdup("N") : NULL;
  plan->clocks_change = g_test_rand_bit();
  plan->usual_length = 8 * 3600;
  for (int i = 0; i < FIXTURE_STEPS; i++) {
    PlanStep *step = g_new0(PlanStep, 1);
    *step = (PlanStep){ .id = g_strdup(fixture_steps[i]), .title = fixture_text(), .short_title = fixture_text() };
    step->kind = (StepKind) g_test_rand_int_range(0, 3);
    step->at = plan->bed - (FIXTURE_STEPS - i) * 600;
    step->until = step->at + g_test_rand_int_range(0, 2) * 600;
    step->counts = g_test_rand_bit();
    step->early = g_test_rand_bit();
    step->folded = g_test_rand_bit();
    g_ptr_array_add(plan->steps, step);
  }
  for (int i = g_test_rand_int_range(0, 3); i > 0; i--) {
    PlanBand *band = g_new0(PlanBand, 1);
    *band = (PlanBand){ .id = g_strdup("unwind"), .title = fixture_text(), .at = plan->bed - 3600, .until = plan->bed };
    g_ptr_array_add(plan->bands, band);
  }
  return plan;
}

static inline void fixture_morning(Morning *morning) {
  morning->rested = g_test_rand_int_range(0, 6);
  morning->asleep_after_minutes = fixture_minutes();
  morning->wakings = g_test_rand_bit() ? g_test_rand_int_range(0, 9) : MORNING_UNKNOWN;
  morning->awake_minutes = fixture_minutes();
  morning->woke = fixture_instant();
  morning->up = fixture_instant();
  morning->quality = g_test_rand_int_range(0, 6);
  morning->note = g_test_rand_bit() ? fixture_text() : NULL;
  morning->answered_at = fixture_instant();
  morning->answered_offset = g_test_rand_int_range(-12, 13) * 3600;
}

/* A record with every field set to something; it knows a step that no plan has (owned). */
static inline Record *fixture_record(Night night) {
  Record *record = record_new(night);
  for (int i = 0; i < FIXTURE_STEPS + 1; i++) {
    if (g_test_rand_bit())
      continue;
    StepRecord *step = record_touch(record, i < FIXTURE_STEPS ? fixture_steps[i] : "of another machine");
    step->mark = (Mark) g_test_rand_int_range(0, N_MARKS);
    step->marked_at = fixture_instant();
    step->marked_offset = g_test_rand_int_range(-12, 13) * 3600;
    step->snoozed_until = fixture_instant();
    step->took_seconds = g_test_rand_int_range(0, 600);
  }
  record->lights_out = fixture_instant();
  record->lights_out_offset = g_test_rand_int_range(-12, 13) * 3600;
  record->good_night = g_test_rand_bit();
  record->moved_bed = fixture_instant();
  record->moved_bed_at = fixture_instant();
  record->moved_wake = fixture_instant();
  fixture_morning(&record->morning);
  return record;
}

static inline void fixture_same_plan(const Plan *a, const Plan *b) {
  g_assert_cmpuint(a->night, ==, b->night);
  g_assert_cmpint(a->start, ==, b->start);
  g_assert_cmpint(a->bed, ==, b->bed);
  g_assert_cmpint(a->judged_bed, ==, b->judged_bed);
  g_assert_cmpint(a->wake, ==, b->wake);
  g_assert_cmpint(a->offset, ==, b->offset);
  g_assert_cmpstr(a->shift, ==, b->shift);
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
    g_assert_cmpint(x->early, ==, y->early);
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

static inline void fixture_same_morning(const Morning *a, const Morning *b) {
  g_assert_cmpint(a->rested, ==, b->rested);
  g_assert_cmpint(a->asleep_after_minutes, ==, b->asleep_after_minutes);
  g_assert_cmpint(a->wakings, ==, b->wakings);
  g_assert_cmpint(a->awake_minutes, ==, b->awake_minutes);
  g_assert_cmpint(a->woke, ==, b->woke);
  g_assert_cmpint(a->up, ==, b->up);
  g_assert_cmpint(a->quality, ==, b->quality);
  g_assert_cmpstr(a->note, ==, b->note);
  g_assert_cmpint(a->answered_at, ==, b->answered_at);
  g_assert_cmpint(a->answered_offset, ==, b->answered_offset);
}

static inline void fixture_same_record(const Record *a, const Record *b) {
  g_assert_cmpuint(a->night, ==, b->night);
  g_assert_cmpint(a->lights_out, ==, b->lights_out);
  g_assert_cmpint(a->lights_out_offset, ==, b->lights_out_offset);
  g_assert_cmpint(a->good_night, ==, b->good_night);
  g_assert_cmpint(a->moved_bed, ==, b->moved_bed);
  g_assert_cmpint(a->moved_bed_at, ==, b->moved_bed_at);
  g_assert_cmpint(a->moved_wake, ==, b->moved_wake);
  fixture_same_morning(&a->morning, &b->morning);
  g_assert_cmpuint(a->steps->len, ==, b->steps->len);
  for (guint i = 0; i < a->steps->len; i++) {
    const StepRecord *x = g_ptr_array_index(a->steps, i), *y = record_step(b, x->id);
    g_assert_nonnull(y);
    g_assert_cmpint(x->mark, ==, y->mark);
    g_assert_cmpint(x->marked_at, ==, y->marked_at);
    g_assert_cmpint(x->marked_offset, ==, y->marked_offset);
    g_assert_cmpint(x->snoozed_until, ==, y->snoozed_until);
    g_assert_cmpint(x->took_seconds, ==, y->took_seconds);
  }
}
