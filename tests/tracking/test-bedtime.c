/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evening.h"

#include "model/record.h"
#include "tracking/merge.h"

#define LIGHTS_OUT ((Action){ .kind = ACTION_MARK, .step = "bed", .mark = MARK_DONE })

/* How many avoid steps wait for an answer at `now`; `first` (may be NULL) has to be the id of the first. */
static void unanswered_are(const Plan *plan, const Record *record, gint64 now, guint n, const char *first) {
  g_autoptr(GPtrArray) steps = tracking_unanswered(plan, record, NULL, now);
  g_assert_cmpuint(steps->len, ==, n);
  if (first)
    g_assert_cmpstr(((const PlanStep *) g_ptr_array_index(steps, 0))->id, ==, first);
}

static void lights_out_marks_nothing_but_itself(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(15, 0), (Action){ .kind = ACTION_MARK, .step = "caffeine", .mark = MARK_SLIPPED });
  evening_do(plan, &record, at(23, 10), LIGHTS_OUT);
  g_assert_cmpint(record->lights_out, ==, at(23, 10));
  g_assert_cmpint(record->lights_out_offset, ==, 3600);
  g_assert_false(record->good_night);
  g_assert_cmpint(record_mark(record, "bed"), ==, MARK_DONE);
  g_assert_cmpint(record_mark(record, "screens"), ==, MARK_OPEN);
  g_assert_cmpuint(record->steps->len, ==, 2);
  unanswered_are(plan, record, at(23, 10), 1, "screens");
}

static void avoid_steps_wait_for_an_answer_from_their_start_on(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const gint64 begins = plan_step(plan, "screens")->at;
  unanswered_are(plan, record, begins - 1, 1, "caffeine");
  unanswered_are(plan, record, begins, 2, "caffeine");
  record->lights_out = begins - 1; /* what began after lights out did not run */
  unanswered_are(plan, record, at(31, 0), 1, "caffeine");
  ((PlanStep *) plan_step(plan, "caffeine"))->predates_start = TRUE;
  unanswered_are(plan, record, at(31, 0), 0, NULL);
}

static void keep_answers_what_ran_as_one_act(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(23, 0), LIGHTS_OUT);
  evening_do(plan, &record, at(31, 0), (Action){ .kind = ACTION_KEEP, .source = FROM_COMMAND });
  g_assert_cmpint(record_mark(record, "screens"), ==, MARK_DONE);
  g_assert_cmpint(record_step(record, "screens")->by, ==, BY_COMMAND);
  g_assert_cmpint(record_step(record, "caffeine")->marked_at, ==, at(31, 0));
  g_assert_cmpint(record_mark(record, "tea"), ==, MARK_OPEN);
  unanswered_are(plan, record, at(31, 0), 0, NULL);
}

static void each_mark_has_the_origin_of_its_act(void) {
  g_autoptr(Plan) plan = evening_plan();
  const struct {
    ActionSource source;
    MarkOrigin by;
  } cases[] = { { FROM_KEY, BY_KEY }, { FROM_NOTIFICATION, BY_NOTIFICATION }, { FROM_COMMAND, BY_COMMAND } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Record) record = record_new(EVENING_NIGHT);
    const Action tick = { .kind = ACTION_MARK, .source = cases[i].source, .step = "screens", .mark = MARK_DONE };
    const Action lights_out = { .kind = ACTION_LIGHTS_OUT, .source = cases[i].source };
    evening_do(plan, &record, at(23, 0), tick);
    evening_do(plan, &record, at(23, 5), lights_out);
    g_assert_cmpint(record_step(record, "screens")->by, ==, cases[i].by);
    g_assert_cmpint(record_step(record, "bed")->by, ==, cases[i].by);
  }
}

static void origin_is_undone_with_its_mark(void) {
  g_autoptr(Record) before = record_new(EVENING_NIGHT);
  record_touch(before, "screens")->mark = MARK_SKIPPED;
  record_touch(before, "screens")->marked_at = 1;
  record_touch(before, "screens")->by = BY_NOTIFICATION;
  g_autoptr(Record) after = record_copy(before);
  record_touch(after, "screens")->mark = MARK_DONE;
  record_touch(after, "screens")->by = BY_KEY;
  g_autoptr(RecordChange) change = record_change_new(before, after);
  g_autoptr(Record) undone = tracking_undo(change, after, &(UndoStamp){ at(21, 0), 3600 });
  g_assert_cmpint(record_step(undone, "screens")->by, ==, BY_NOTIFICATION);
}

/* What an export says less of than the record must not count as news. */
static void merge_keeps_the_origin_that_says_more(void) {
  const MarkOrigin order[] = { BY_IMPORT, BY_UNKNOWN, BY_KEY, BY_NOTIFICATION, BY_COMMAND, BY_ASSUMED };
  for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
    for (gsize k = 0; k < G_N_ELEMENTS(order); k++) {
      const StepRecord one = { .id = (char *) "tea", .mark = MARK_DONE, .marked_at = 9, .by = order[i] };
      const StepRecord other = { .id = (char *) "tea", .mark = MARK_DONE, .marked_at = 9, .by = order[k] };
      const int expected = (i > k) - (i < k);
      g_assert_cmpint(tracking_compare_steps(&one, &other), ==, expected);
    }
  }
}

static void same_bedtime_again_keeps_its_time(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const Action later = { .kind = ACTION_BED, .instant = at(23, 45), .wake = at(32, 0) };
  evening_do(plan, &record, at(20, 0), later);
  evening_do(plan, &record, at(21, 0), later);
  g_assert_cmpint(record->moved_bed_at, ==, at(20, 0));
  evening_do(plan, &record, at(22, 0), (Action){ .kind = ACTION_BED, .instant = at(23, 45) });
  g_assert_cmpint(record->moved_bed_at, ==, at(20, 0));
  g_assert_cmpint(record->moved_wake, ==, at(32, 0));
}

/* A merge must not bring the move back. */
static void a_move_taken_back_is_newer_than_the_move(void) {
  g_autoptr(Record) before = record_new(EVENING_NIGHT);
  g_autoptr(Record) moved = record_new(EVENING_NIGHT);
  moved->moved_bed = at(23, 45);
  moved->moved_bed_at = at(20, 0);
  g_autoptr(RecordChange) change = record_change_new(before, moved);
  g_autoptr(Record) undone = tracking_undo(change, moved, &(UndoStamp){ at(21, 0), 3600 });
  g_assert_cmpint(undone->moved_bed, ==, 0);
  g_assert_cmpint(undone->moved_bed_at, ==, at(21, 0));
  g_autoptr(Record) merged = tracking_merge(undone, moved);
  g_assert_cmpint(merged->moved_bed, ==, 0);
}

static void hardly_any_sleep_is_questioned(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_refuses(plan, record, at(21, 0), (Action){ .kind = ACTION_BED, .instant = at(30, 59) },
                  "that leaves 1 minute in bed: the wake time has to be later");
  evening_refuses(plan, record, at(21, 0), (Action){ .kind = ACTION_BED, .instant = at(30, 1) },
                  "that leaves 59 minutes in bed: the wake time has to be later");
  evening_do(plan, &record, at(21, 0), (Action){ .kind = ACTION_BED, .instant = at(30, 59), .wake = at(38, 0) });
  evening_do(plan, &record, at(21, 0), (Action){ .kind = ACTION_BED, .instant = at(30, 0), .wake = at(31, 0) });
  plan->bed = at(30, 30); /* who has so little of it may have more */
  evening_do(plan, &record, at(21, 0), (Action){ .kind = ACTION_BED, .instant = at(30, 20) });
}

static void wake_time_comes_within_sixteen_hours_of_bedtime(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(21, 0), (Action){ .kind = ACTION_BED, .wake = at(39, 0) });
  g_assert_cmpint(record->moved_wake, ==, at(39, 0));
  evening_refuses(plan, record, at(21, 0), (Action){ .kind = ACTION_BED, .wake = at(39, 0) + 1 },
                  "the wake time has to come within 16 hours after bedtime");
}

static void paused_step_waits_for_no_answer(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  g_autoptr(GPtrArray) pauses = g_ptr_array_new_with_free_func((GDestroyNotify) pause_free);
  g_ptr_array_add(pauses, pause_new("caffeine", EVENING_NIGHT - 3, NIGHT_NONE, 1));
  g_autoptr(GPtrArray) steps = tracking_unanswered(plan, record, pauses, at(23, 0));
  g_assert_cmpuint(steps->len, ==, 1);
  g_assert_cmpstr(((const PlanStep *) g_ptr_array_index(steps, 0))->id, ==, "screens");
}

static void reopening_clears_lights_out_and_good_night(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(23, 0), (Action){ .kind = ACTION_GOOD_NIGHT });
  g_assert_true(record->good_night);
  g_assert_cmpint(record_mark(record, "bed"), ==, MARK_DONE);
  evening_do(plan, &record, at(23, 5), (Action){ .kind = ACTION_MARK, .step = "bed", .mark = MARK_OPEN });
  g_assert_false(record->good_night);
  g_assert_cmpint(record->lights_out, ==, 0);
  g_assert_cmpint(record_mark(record, "bed"), ==, MARK_OPEN);
}

static void good_night_well_before_bedtime_leaves_lights_out_blank(void) {
  g_autoptr(Plan) plan = evening_plan();
  const struct {
    gint64 now, lights_out;
    Mark bed;
  } cases[] = {
    { at(22, 44), 0, MARK_OPEN },
    { at(22, 45), at(22, 45), MARK_DONE },
    { at(24, 30), at(24, 30), MARK_DONE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Record) record = record_new(EVENING_NIGHT);
    evening_do(plan, &record, cases[i].now, (Action){ .kind = ACTION_GOOD_NIGHT });
    g_assert_true(record->good_night);
    g_assert_cmpint(record->lights_out, ==, cases[i].lights_out);
    g_assert_cmpint(record_mark(record, "bed"), ==, cases[i].bed);
    g_assert_cmpint(record_mark(record, "screens"), ==, MARK_OPEN);
  }
}

static void good_night_keeps_the_answer_already_given(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(22, 50), LIGHTS_OUT);
  evening_do(plan, &record, at(23, 30), (Action){ .kind = ACTION_GOOD_NIGHT });
  g_assert_cmpint(record->lights_out, ==, at(22, 50));
  g_assert_true(record->good_night);
}

static void lights_out_noted_later_takes_the_time_that_is_named(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const Action noted = { .kind = ACTION_LIGHTS_OUT, .instant = at(24, 34) };
  evening_do(plan, &record, at(31, 40), noted);
  g_assert_cmpint(record->lights_out, ==, at(24, 34));
  g_assert_cmpint(record_mark(record, "bed"), ==, MARK_DONE);
  evening_do(plan, &record, at(31, 50), (Action){ .kind = ACTION_LIGHTS_OUT, .instant = at(23, 34) });
  g_assert_cmpint(record->lights_out, ==, at(23, 34));
  g_assert_cmpint(record_step(record, "bed")->marked_at, ==, at(31, 50));
}

static void lights_out_ticked_afterwards_has_no_time(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(31, 40), LIGHTS_OUT);
  g_assert_cmpint(record_mark(record, "bed"), ==, MARK_DONE);
  g_assert_cmpint(record_step(record, "bed")->marked_at, ==, at(31, 40));
  g_assert_cmpint(record->lights_out, ==, 0);
}

static void lights_out_without_such_a_step_is_still_noted(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_ptr_array_remove_index(plan->steps, plan->steps->len - 1);
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(23, 0), (Action){ .kind = ACTION_LIGHTS_OUT });
  g_assert_cmpint(record->lights_out, ==, at(23, 0));
  g_assert_null(record_step(record, "bed"));
}

static void impossible_lights_out_is_refused(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  record->morning.woke = at(30, 0);
  const struct {
    gint64 now, instant;
    const char *sentence;
  } cases[] = {
    { at(22, 0), at(23, 0), "that time has not come yet" },
    { at(31, 30), at(6, 59), "lights out has to lie between this night's start and its wake time" },
    { at(31, 30), at(31, 0), "lights out has to lie between this night's start and its wake time" },
    { at(31, 30), at(30, 0), "did you wake before lights out?" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Action action = { .kind = ACTION_LIGHTS_OUT, .instant = cases[i].instant };
    evening_refuses(plan, record, cases[i].now, action, cases[i].sentence);
  }
}

static void bedtime_moves_inside_its_night(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(22, 0), (Action){ .kind = ACTION_BED, .instant = at(24, 0), .wake = at(32, 0) });
  g_assert_cmpint(record->moved_bed, ==, at(24, 0));
  g_assert_cmpint(record->moved_bed_at, ==, at(22, 0));
  g_assert_cmpint(record->moved_wake, ==, at(32, 0));
  evening_do(plan, &record, at(22, 10), (Action){ .kind = ACTION_BED, .instant = at(23, 30) });
  g_assert_cmpint(record->moved_bed, ==, at(23, 30));
  g_assert_cmpint(record->moved_wake, ==, at(32, 0)); /* as it was */
  evening_do(plan, &record, at(22, 20), (Action){ .kind = ACTION_BED });
  g_assert_cmpint(record->moved_bed, ==, 0);
  g_assert_cmpint(record->moved_wake, ==, 0);
  g_assert_cmpint(record->moved_bed_at, ==, at(22, 20));
}

static void bedtime_outside_its_night_is_refused(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const struct {
    gint64 now, bed, wake;
    const char *sentence;
  } cases[] = {
    { at(22, 0), at(7, 0), 0, "bedtime has to lie between this night's start and its wake time" },
    { at(22, 0), at(31, 0), 0, "bedtime has to lie between this night's start and its wake time" },
    { at(22, 0), at(24, 0), at(24, 0), "the wake time has to come after bedtime, and after now" },
    { at(26, 0), at(24, 0), at(25, 0), "the wake time has to come after bedtime, and after now" },
    { at(22, 0), at(24, 0), at(40, 1), "the wake time has to come within 16 hours after bedtime" },
    { at(31, 0), at(24, 0), 0, "this night is over; its bedtime stays as it was" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Action action = { .kind = ACTION_BED, .instant = cases[i].bed, .wake = cases[i].wake };
    evening_refuses(plan, record, cases[i].now, action, cases[i].sentence);
  }
}

static void bedtime_is_not_put_into_the_past(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const Action earlier = { .kind = ACTION_BED, .instant = at(22, 0) };
  evening_refuses(plan, record, at(22, 1), earlier, "that time has passed; tick lights out instead");
  evening_do(plan, &record, at(22, 0) + 59, earlier); /* the minute that runs */
  g_assert_cmpint(record->moved_bed, ==, at(22, 0));
}

static void bedtime_that_has_passed_may_have_been_earlier(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  evening_do(plan, &record, at(23, 20), (Action){ .kind = ACTION_BED, .instant = at(22, 50) });
  g_assert_cmpint(record->moved_bed, ==, at(22, 50));
  evening_do(plan, &record, at(23, 30), (Action){ .kind = ACTION_BED, .instant = at(23, 0), .wake = at(32, 0) });
  g_assert_cmpint(record->moved_wake, ==, at(32, 0));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bedtime/a-move-taken-back-is-newer-than-the-move", a_move_taken_back_is_newer_than_the_move);
  g_test_add_func("/bedtime/hardly-any-sleep-is-questioned", hardly_any_sleep_is_questioned);
  g_test_add_func("/bedtime/same-one-again-keeps-its-time", same_bedtime_again_keeps_its_time);
  g_test_add_func("/lights-out/marks-nothing-but-itself", lights_out_marks_nothing_but_itself);
  g_test_add_func("/lights-out/avoid-steps-wait-for-an-answer-from-their-start-on",
                  avoid_steps_wait_for_an_answer_from_their_start_on);
  g_test_add_func("/keep/answers-what-ran-as-one-act", keep_answers_what_ran_as_one_act);
  g_test_add_func("/origin/each-mark-has-that-of-its-act", each_mark_has_the_origin_of_its_act);
  g_test_add_func("/origin/is-undone-with-its-mark", origin_is_undone_with_its_mark);
  g_test_add_func("/origin/merge-keeps-the-one-that-says-more", merge_keeps_the_origin_that_says_more);
  g_test_add_func("/lights-out/paused-step-waits-for-no-answer", paused_step_waits_for_no_answer);
  g_test_add_func("/lights-out/reopening-clears-it", reopening_clears_lights_out_and_good_night);
  g_test_add_func("/lights-out/noted-later-takes-the-time-named", lights_out_noted_later_takes_the_time_that_is_named);
  g_test_add_func("/lights-out/ticked-afterwards-has-no-time", lights_out_ticked_afterwards_has_no_time);
  g_test_add_func("/lights-out/noted-without-such-a-step", lights_out_without_such_a_step_is_still_noted);
  g_test_add_func("/lights-out/impossible-is-refused", impossible_lights_out_is_refused);
  g_test_add_func("/good-night/early-leaves-lights-out-blank", good_night_well_before_bedtime_leaves_lights_out_blank);
  g_test_add_func("/good-night/keeps-the-answer-given", good_night_keeps_the_answer_already_given);
  g_test_add_func("/bedtime/moves-inside-its-night", bedtime_moves_inside_its_night);
  g_test_add_func("/bedtime/outside-its-night-is-refused", bedtime_outside_its_night_is_refused);
  g_test_add_func("/bedtime/is-not-put-into-the-past", bedtime_is_not_put_into_the_past);
  g_test_add_func("/bedtime/that-has-passed-may-have-been-earlier", bedtime_that_has_passed_may_have_been_earlier);
  g_test_add_func("/bedtime/wake-time-comes-within-sixteen-hours-of-bedtime",
                  wake_time_comes_within_sixteen_hours_of_bedtime);
  return g_test_run();
}
