/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record.h"

static void copy_owns_everything(void) {
  g_autoptr(Record) record = record_new(1);
  record_touch(record, "tea")->mark = MARK_DONE;
  record->morning.note = g_strdup("slept");
  g_autoptr(Record) copy = record_copy(record);
  g_clear_pointer(&record, record_free);
  g_assert_cmpint(record_mark(copy, "tea"), ==, MARK_DONE);
  g_assert_cmpstr(copy->morning.note, ==, "slept");
}

static void untouched_step_is_open(void) {
  g_autoptr(Record) record = record_new(1);
  g_assert_null(record_step(record, "tea"));
  g_assert_cmpint(record_mark(record, "tea"), ==, MARK_OPEN);
}

static void blank_morning_is_unknown_never_zero(void) {
  g_autoptr(Record) record = record_new(1);
  g_assert_cmpint(record->morning.wakings, ==, MORNING_UNKNOWN);
  g_assert_cmpint(record->morning.asleep_after_minutes, ==, MORNING_UNKNOWN);
  g_assert_cmpint(record->morning.awake_minutes, ==, MORNING_UNKNOWN);
}

static void answer_taken_back_is_no_answer(void) {
  Morning morning;
  morning_init(&morning);
  morning.answered_at = 100;
  g_assert_false(morning_is_answered(&morning));
  morning.rested = 1;
  g_assert_true(morning_is_answered(&morning));
}

static void mark_names_round_trip(void) {
  for (int i = 0; i < N_MARKS; i++) {
    Mark mark = MARK_OPEN;
    g_assert_true(mark_parse(mark_name((Mark) i), &mark));
    g_assert_cmpint(mark, ==, i);
  }
  Mark mark = MARK_OPEN;
  g_assert_false(mark_parse("missed", &mark));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/record/copy-owns-everything", copy_owns_everything);
  g_test_add_func("/record/untouched-step-is-open", untouched_step_is_open);
  g_test_add_func("/record/blank-morning-is-unknown-never-zero", blank_morning_is_unknown_never_zero);
  g_test_add_func("/record/answer-taken-back-is-no-answer", answer_taken_back_is_no_answer);
  g_test_add_func("/record/mark-names-round-trip", mark_names_round_trip);
  return g_test_run();
}
