/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tracking/merge.h"
#include "tracking/tracking.h"

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
    step->by = (MarkOrigin) g_rand_int_range(random, 0, N_MARK_ORIGINS);
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

static const StepRecord blank_step = { 0 };

static const StepRecord *step_of(const Record *record, const char *id) {
  const StepRecord *step = record_step(record, id);
  return step ? step : &blank_step;
}

/* Whether `undone` is what a merge without the act would have left of a step: as it was before the act where that still
 * stood, and as the merge left it elsewhere. */
static void assert_step_undone(const Record *const states[4], const char *id) {
  const StepRecord *before = step_of(states[0], id), *after = step_of(states[1], id), *merged = step_of(states[2], id),
                   *undone = step_of(states[3], id);
  const gboolean is_acts = tracking_compare_steps(before, after) != 0 && tracking_compare_steps(merged, after) == 0;
  if (!is_acts)
    g_assert_cmpint(tracking_compare_steps(undone, merged), ==, 0);
  else
    g_assert_cmpint(undone->mark, ==, before->mark);
}

static void undo_after_any_merge_takes_back_the_act_alone(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(11);
  for (int round = 0; round < 3000; round++) {
    g_autoptr(Record) before = random_record(random), after = random_record(random), foreign = random_record(random);
    g_autoptr(Record) merged = tracking_merge(after, foreign);
    g_autoptr(RecordChange) change = record_change_new(before, after);
    g_autoptr(Record) undone = tracking_undo(change, merged, &(UndoStamp){ 50, 3600 });
    const Record *const states[] = { before, after, merged, undone };
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
      assert_step_undone(states, ids[i]);
    const gboolean keeps_morning = tracking_compare_mornings(&before->morning, &after->morning) == 0 ||
                                   tracking_compare_mornings(&merged->morning, &after->morning) != 0;
    const Morning *expected = keeps_morning ? &merged->morning : &before->morning;
    g_assert_cmpint(undone->morning.rested, ==, expected->rested);
    g_assert_cmpstr(undone->morning.note, ==, expected->note);
    g_assert_cmpint(undone->morning.answered_at, ==, keeps_morning ? merged->morning.answered_at : 50);
  }
}

/* A merge that is undone leaves no trace, so that it can be made again. */
static void undo_of_a_merge_is_as_before_to_the_second(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(12);
  for (int round = 0; round < 3000; round++) {
    g_autoptr(Record) ours = random_record(random), theirs = random_record(random);
    g_autoptr(Record) merged = tracking_merge(ours, theirs);
    g_autoptr(RecordChange) change = record_change_new(ours, merged);
    g_autoptr(Record) undone = tracking_undo(change, merged, NULL);
    g_assert_cmpint(undone->lights_out, ==, ours->lights_out);
    g_assert_cmpint(undone->good_night, ==, ours->good_night);
    g_assert_cmpint(undone->moved_bed, ==, ours->moved_bed);
    g_assert_cmpint(undone->moved_wake, ==, ours->moved_wake);
    g_assert_cmpint(undone->moved_bed_at, ==, ours->moved_bed_at);
    g_assert_cmpint(tracking_compare_mornings(&undone->morning, &ours->morning), ==, 0);
    g_autoptr(Record) again = tracking_merge(undone, theirs);
    g_assert_cmpint(tracking_compare_mornings(&again->morning, &merged->morning), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
      g_assert_cmpint(tracking_compare_steps(step_of(undone, ids[i]), step_of(ours, ids[i])), ==, 0);
      g_assert_cmpint(tracking_compare_steps(step_of(again, ids[i]), step_of(merged, ids[i])), ==, 0);
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/merge/order-and-repetition-do-not-matter", order_and_repetition_do_not_matter);
  g_test_add_func("/merge/newer-mark-wins-even-when-it-reopens", newer_mark_wins_even_when_it_reopens);
  g_test_add_func("/merge/equal-times-give-the-higher-mark", equal_times_give_the_higher_mark);
  g_test_add_func("/merge/equal-marks-give-the-longer-time-taken", equal_marks_give_the_longer_time_taken);
  g_test_add_func("/merge/lights-out-travels-with-its-mark", lights_out_travels_with_its_mark);
  g_test_add_func("/merge/newer-morning-wins-whole", newer_morning_wins_whole);
  g_test_add_func("/undo/after-any-merge-takes-back-the-act-alone", undo_after_any_merge_takes_back_the_act_alone);
  g_test_add_func("/undo/of-a-merge-is-as-before-to-the-second", undo_of_a_merge_is_as_before_to_the_second);
  return g_test_run();
}
