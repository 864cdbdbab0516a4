/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evening.h"

#define MARKED(id, what) ((Action){ .kind = ACTION_MARK, .step = (id), .mark = (what) })

static void mark_carries_its_time_and_offset(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(21, 5), MARKED("tea", MARK_DONE));
  const StepRecord *tea = record_step(record, "tea");
  g_assert_cmpint(tea->mark, ==, MARK_DONE);
  g_assert_cmpint(tea->marked_at, ==, at(21, 5));
  g_assert_cmpint(tea->marked_offset, ==, 3600);
}

static void record_handed_in_stays_as_it_was(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const TrackingInput input = { .plan = plan, .record = record, .now = at(21, 5) };
  const Action action = MARKED("tea", MARK_DONE);
  g_autoptr(Record) applied = tracking_apply(&input, &action, NULL);
  g_assert_cmpint(record_mark(applied, "tea"), ==, MARK_DONE);
  g_assert_cmpint(record_mark(record, "tea"), ==, MARK_OPEN);
}

static void same_mark_again_keeps_its_time(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(21, 5), MARKED("tea", MARK_SKIPPED));
  evening_do(plan, &record, at(22, 5), MARKED("tea", MARK_SKIPPED));
  g_assert_cmpint(record_step(record, "tea")->marked_at, ==, at(21, 5));
  evening_do(plan, &record, at(22, 30), MARKED("bed", MARK_DONE));
  evening_do(plan, &record, at(23, 30), MARKED("bed", MARK_DONE));
  g_assert_cmpint(record->lights_out, ==, at(22, 30));
}

static void guided_step_keeps_how_long_it_took(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  Action action = MARKED("stretch", MARK_DONE);
  action.took_seconds = 540;
  evening_do(plan, &record, at(22, 9), action);
  g_assert_cmpint(record_step(record, "stretch")->took_seconds, ==, 540);
  evening_do(plan, &record, at(22, 20), MARKED("stretch", MARK_OPEN));
  g_assert_cmpint(record_step(record, "stretch")->took_seconds, ==, 0);
}

static void unknown_step_is_refused(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_refuses(plan, record, at(21, 0), MARKED("cocoa", MARK_DONE), "no such step in this night: \"cocoa\"");
  evening_refuses(plan, record, at(21, 0), MARKED(NULL, MARK_DONE), "no such step in this night: \"\"");
}

static void answer_ends_the_snooze(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(21, 0), (Action){ .kind = ACTION_SNOOZE, .step = "tea", .minutes = 20 });
  g_assert_cmpint(record_step(record, "tea")->snoozed_until, ==, at(21, 20));
  evening_do(plan, &record, at(21, 5), MARKED("tea", MARK_SLIPPED));
  g_assert_cmpint(record_step(record, "tea")->snoozed_until, ==, 0);
}

static void snooze_is_capped_at_the_end_of_the_step(void) {
  g_autoptr(Plan) plan = evening_plan();
  const struct {
    const char *step;
    gint64 now;
    int minutes;
    gint64 until;
  } cases[] = {
    { "tea", at(21, 0), 90, at(22, 30) },     /* a moment has no end of its own */
    { "stretch", at(22, 1), 5, at(22, 6) },   /* within */
    { "stretch", at(22, 1), 30, at(22, 10) }, /* capped */
    { "screens", at(22, 50), 30, at(23, 0) }, { "caffeine", at(13, 0), 10, at(13, 10) }, /* before it begins */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Record) record = record_new(EVENING_NIGHT);
    const Action action = { .kind = ACTION_SNOOZE, .step = cases[i].step, .minutes = cases[i].minutes };
    evening_do(plan, &record, cases[i].now, action);
    g_assert_cmpint(record_step(record, cases[i].step)->snoozed_until, ==, cases[i].until);
    g_assert_cmpint(record_step(record, cases[i].step)->marked_at, ==, 0);
  }
}

static void snooze_that_makes_no_sense_is_refused(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(21, 0), MARKED("tea", MARK_DONE));
  ((PlanStep *) plan_step(plan, "caffeine"))->predates_start = TRUE;
  ((PlanStep *) plan_step(plan, "screens"))->folded = TRUE;
  const struct {
    const char *step;
    gint64 now;
    int minutes;
    const char *sentence;
  } cases[] = {
    { "tea", at(21, 1), 10, "already answered: \"tea\"" },
    { "caffeine", at(15, 0), 10, "not before tomorrow: \"caffeine\"" },
    { "screens", at(22, 40), 10, "no longer on tonight's list: \"screens\"" },
    { "stretch", at(22, 10), 10, "already over: \"stretch\"" },
    { "bed", at(22, 40), 0, "a snooze takes at least one minute" },
    { "cocoa", at(22, 40), 10, "no such step in this night: \"cocoa\"" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Action action = { .kind = ACTION_SNOOZE, .step = cases[i].step, .minutes = cases[i].minutes };
    evening_refuses(plan, record, cases[i].now, action, cases[i].sentence);
  }
}

static void undo_gives_what_it_takes_back_a_fresh_time(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) before = record_new(EVENING_NIGHT);
  evening_do(plan, &before, at(21, 5), MARKED("tea", MARK_DONE));
  g_autoptr(Record) current = record_copy(before);
  evening_do(plan, &current, at(23, 5), MARKED("bed", MARK_DONE));
  g_autoptr(RecordChange) change = record_change_new(before, current);
  g_autoptr(Record) undone = tracking_undo(change, current, &(UndoStamp){ at(23, 6), 7200 });
  g_assert_cmpint(record_mark(undone, "bed"), ==, MARK_OPEN);
  g_assert_cmpint(record_step(undone, "bed")->marked_at, ==, at(23, 6));
  g_assert_cmpint(record_step(undone, "bed")->marked_offset, ==, 7200);
  g_assert_cmpint(record_mark(undone, "screens"), ==, MARK_OPEN);
  g_assert_cmpint(undone->lights_out, ==, 0);
  g_assert_cmpint(record_step(undone, "tea")->marked_at, ==, at(21, 5)); /* untouched by the act */
}

static void undo_of_a_reopening_marks_again(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) before = record_new(EVENING_NIGHT);
  evening_do(plan, &before, at(22, 50), MARKED("bed", MARK_DONE));
  g_autoptr(Record) current = record_copy(before);
  evening_do(plan, &current, at(22, 55), MARKED("bed", MARK_OPEN));
  g_autoptr(RecordChange) change = record_change_new(before, current);
  g_autoptr(Record) undone = tracking_undo(change, current, &(UndoStamp){ at(22, 56), 3600 });
  g_assert_cmpint(record_mark(undone, "bed"), ==, MARK_DONE);
  g_assert_cmpint(record_step(undone, "bed")->marked_at, ==, at(22, 56));
  g_assert_cmpint(undone->lights_out, ==, at(22, 50));
}

static void undo_of_the_morning_leaves_it_blank_but_newer(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) before = record_new(EVENING_NIGHT);
  g_autoptr(Record) current = record_copy(before);
  Morning morning;
  morning_init(&morning);
  morning.rested = 4;
  evening_do(plan, &current, at(31, 5), (Action){ .kind = ACTION_MORNING, .morning = &morning });
  g_autoptr(RecordChange) change = record_change_new(before, current);
  g_autoptr(Record) undone = tracking_undo(change, current, &(UndoStamp){ at(31, 6), 3600 });
  g_assert_cmpint(undone->morning.rested, ==, 0);
  g_assert_cmpint(undone->morning.answered_at, ==, at(31, 6));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/marks/mark-carries-its-time-and-offset", mark_carries_its_time_and_offset);
  g_test_add_func("/marks/record-handed-in-stays-as-it-was", record_handed_in_stays_as_it_was);
  g_test_add_func("/marks/same-mark-again-keeps-its-time", same_mark_again_keeps_its_time);
  g_test_add_func("/marks/guided-step-keeps-how-long-it-took", guided_step_keeps_how_long_it_took);
  g_test_add_func("/marks/unknown-step-is-refused", unknown_step_is_refused);
  g_test_add_func("/snooze/answer-ends-it", answer_ends_the_snooze);
  g_test_add_func("/snooze/capped-at-the-end-of-the-step", snooze_is_capped_at_the_end_of_the_step);
  g_test_add_func("/snooze/what-makes-no-sense-is-refused", snooze_that_makes_no_sense_is_refused);
  g_test_add_func("/undo/gives-what-it-takes-back-a-fresh-time", undo_gives_what_it_takes_back_a_fresh_time);
  g_test_add_func("/undo/of-a-reopening-marks-again", undo_of_a_reopening_marks_again);
  g_test_add_func("/undo/of-the-morning-leaves-it-blank-but-newer", undo_of_the_morning_leaves_it_blank_but_newer);
  return g_test_run();
}
