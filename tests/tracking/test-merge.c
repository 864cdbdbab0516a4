/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/merge.h"

static const char *const ids[] = { "bed", "tea", "screens", "caffeine" };
static const char *const notes[] = { NULL, "rain", "noise" };

/* Few values on purpose: ties are what a merge gets wrong. */
static Record *random_record(GRand *random) {
  Record *record = record_new(7);
  for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
    if (g_rand_boolean(random))
      continue;
    StepRecord *step = record_touch(record, ids[i]);
    step->mark = (Mark) g_rand_int_range(random, 0, N_MARKS);
    step->marked_at = g_rand_int_range(random, 0, 3);
    step->marked_offset = g_rand_int_range(random, 0, 2) * 3600;
    step->snoozed_until = g_rand_int_range(random, 0, 2) * 100;
    step->took_seconds = g_rand_int_range(random, 0, 2) * 60;
  }
  record->lights_out = g_rand_int_range(random, 0, 3) * 1000;
  record->lights_out_offset = g_rand_int_range(random, 0, 2) * 3600;
  record->good_night = g_rand_boolean(random);
  record->moved_bed = g_rand_int_range(random, 0, 2) * 2000;
  record->moved_bed_at = g_rand_int_range(random, 0, 2) * 900;
  record->moved_wake = g_rand_int_range(random, 0, 2) * 3000;
  record->morning.rested = g_rand_int_range(random, 0, 3);
  record->morning.wakings = g_rand_int_range(random, -1, 2);
  record->morning.answered_at = g_rand_int_range(random, 0, 2);
  record->morning.note = g_strdup(notes[g_rand_int_range(random, 0, G_N_ELEMENTS(notes))]);
  return record;
}

static void assert_same(const Record *one, const Record *other) {
  g_assert_cmpuint(one->night, ==, other->night);
  g_assert_cmpuint(one->steps->len, ==, other->steps->len);
  for (guint i = 0; i < one->steps->len; i++) {
    const StepRecord *step = g_ptr_array_index(one->steps, i);
    const StepRecord *twin = record_step(other, step->id);
    g_assert_nonnull(twin);
    g_assert_cmpint(tracking_compare_steps(step, twin), ==, 0);
  }
  g_assert_cmpint(one->lights_out, ==, other->lights_out);
  g_assert_cmpint(one->lights_out_offset, ==, other->lights_out_offset);
  g_assert_cmpint(one->good_night, ==, other->good_night);
  g_assert_cmpint(one->moved_bed, ==, other->moved_bed);
  g_assert_cmpint(one->moved_bed_at, ==, other->moved_bed_at);
  g_assert_cmpint(one->moved_wake, ==, other->moved_wake);
  g_assert_cmpint(tracking_compare_mornings(&one->morning, &other->morning), ==, 0);
}

static void order_and_repetition_do_not_matter(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(20261124);
  for (int i = 0; i < 5000; i++) {
    g_autoptr(Record) a = random_record(random);
    g_autoptr(Record) b = random_record(random);
    g_autoptr(Record) c = random_record(random);
    g_autoptr(Record) ab = tracking_merge(a, b);
    g_autoptr(Record) ba = tracking_merge(b, a);
    assert_same(ab, ba);
    g_autoptr(Record) ab_c = tracking_merge(ab, c);
    g_autoptr(Record) bc = tracking_merge(b, c);
    g_autoptr(Record) a_bc = tracking_merge(a, bc);
    assert_same(ab_c, a_bc);
    g_autoptr(Record) ab_b = tracking_merge(ab, b);
    assert_same(ab_b, ab);
    g_autoptr(Record) aa = tracking_merge(a, a);
    assert_same(aa, a);
  }
}

static Record *marked(const char *id, Mark mark, gint64 marked_at) {
  Record *record = record_new(7);
  StepRecord *step = record_touch(record, id);
  step->mark = mark;
  step->marked_at = marked_at;
  return record;
}

static void newer_mark_wins_even_when_it_reopens(void) {
  g_autoptr(Record) done = marked("tea", MARK_DONE, 100);
  g_autoptr(Record) reopened = marked("tea", MARK_OPEN, 101);
  g_autoptr(Record) merged = tracking_merge(done, reopened);
  g_assert_cmpint(record_mark(merged, "tea"), ==, MARK_OPEN);
  g_assert_cmpint(record_step(merged, "tea")->marked_at, ==, 101);
}

static void equal_times_give_the_higher_mark(void) {
  g_autoptr(Record) done = marked("tea", MARK_DONE, 100);
  g_autoptr(Record) slipped = marked("tea", MARK_SLIPPED, 100);
  g_autoptr(Record) merged = tracking_merge(slipped, done);
  g_assert_cmpint(record_mark(merged, "tea"), ==, MARK_SLIPPED);
}

/* In whatever order they are merged. */
static void equal_marks_give_the_longer_time_taken(void) {
  g_autoptr(Record) short_one = marked("stretch", MARK_DONE, 100);
  g_autoptr(Record) long_one = marked("stretch", MARK_DONE, 100);
  record_touch(short_one, "stretch")->took_seconds = 300;
  record_touch(long_one, "stretch")->took_seconds = 540;
  g_autoptr(Record) merged = tracking_merge(short_one, long_one);
  g_autoptr(Record) other_way = tracking_merge(long_one, short_one);
  g_assert_cmpint(record_step(merged, "stretch")->took_seconds, ==, 540);
  g_assert_cmpint(record_step(other_way, "stretch")->took_seconds, ==, 540);
  g_assert_false(tracking_is_same(short_one, long_one));
}

static void lights_out_travels_with_its_mark(void) {
  g_autoptr(Record) done = marked("bed", MARK_DONE, 100);
  done->lights_out = 5000;
  g_autoptr(Record) reopened = marked("bed", MARK_OPEN, 200);
  g_autoptr(Record) merged = tracking_merge(done, reopened);
  g_assert_cmpint(merged->lights_out, ==, 0);
  g_autoptr(Record) again = marked("bed", MARK_DONE, 300);
  again->lights_out = 4000;
  g_autoptr(Record) settled = tracking_merge(again, merged);
  g_assert_cmpint(settled->lights_out, ==, 4000);
}

static void newer_morning_wins_whole(void) {
  g_autoptr(Record) old = record_new(7);
  old->morning.rested = 5;
  old->morning.note = g_strdup("rain");
  old->morning.answered_at = 10;
  g_autoptr(Record) new = record_new(7);
  new->morning.rested = 2;
  new->morning.answered_at = 20;
  g_autoptr(Record) merged = tracking_merge(old, new);
  g_assert_cmpint(merged->morning.rested, ==, 2);
  g_assert_null(merged->morning.note);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/merge/order-and-repetition-do-not-matter", order_and_repetition_do_not_matter);
  g_test_add_func("/merge/newer-mark-wins-even-when-it-reopens", newer_mark_wins_even_when_it_reopens);
  g_test_add_func("/merge/equal-times-give-the-higher-mark", equal_times_give_the_higher_mark);
  g_test_add_func("/merge/equal-marks-give-the-longer-time-taken", equal_marks_give_the_longer_time_taken);
  g_test_add_func("/merge/lights-out-travels-with-its-mark", lights_out_travels_with_its_mark);
  g_test_add_func("/merge/newer-morning-wins-whole", newer_morning_wins_whole);
  return g_test_run();
}
