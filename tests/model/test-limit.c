/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/night.h"
#include "tests/support/values.h"

#include <string.h>

#define HOUR 3600

static void assert_unsound(const Plan *plan, const char *field) {
  const char *named = NULL;
  g_assert_false(plan_is_sound(plan, &named));
  g_assert_cmpstr(named, ==, field);
}

static void any_plan_of_the_planner_is_sound(void) {
  for (int i = 0; i < 200; i++) {
    g_autoptr(Plan) plan = values_plan(TONIGHT + (guint) i);
    const char *field = NULL;
    if (!plan_is_sound(plan, &field))
      g_error("%s", field);
  }
}

static void night_lasts_two_days_at_most(void) {
  g_autoptr(Plan) plan = values_plan(TONIGHT);
  plan->wake = plan->start + LIMIT_NIGHT_SECONDS;
  g_assert_true(plan_is_sound(plan, NULL));
  plan->wake++;
  assert_unsound(plan, "wake");
}

static void hours_stand_in_their_order(void) {
  g_autoptr(Plan) plan = values_plan(TONIGHT);
  plan->bed = plan->start;
  g_assert_true(plan_is_sound(plan, NULL));
  plan->bed--;
  assert_unsound(plan, "bed");
  plan->bed = plan->wake;
  g_assert_true(plan_is_sound(plan, NULL));
  plan->bed++;
  assert_unsound(plan, "wake");
}

/* The hours of one evening under the date two days later would hide that evening. */
static void hours_of_another_date_are_unsound(void) {
  g_autoptr(Plan) plan = values_plan(TONIGHT);
  plan->night = TONIGHT + 2;
  assert_unsound(plan, "start");
}

static void steps_lie_in_their_night_and_have_names(void) {
  g_autoptr(Plan) plan = values_plan(TONIGHT);
  PlanStep *step = g_ptr_array_index(plan->steps, 0);
  const gint64 at = step->at;
  step->until = step->at - 1;
  assert_unsound(plan, "steps");
  step->until = step->at = at + 6 * 24 * HOUR;
  assert_unsound(plan, "steps");
  step->until = step->at = at;
  g_assert_true(plan_is_sound(plan, NULL));
  *step->id = '\0';
  assert_unsound(plan, "steps");
}

static void title_is_bounded_in_characters(void) {
  g_autoptr(Plan) plan = values_plan(TONIGHT);
  PlanStep *step = g_ptr_array_index(plan->steps, 0);
  g_autoptr(GString) title = g_string_new(NULL);
  for (int i = 0; i < LIMIT_TITLE; i++)
    g_string_append(title, "夜");
  g_free(step->title);
  step->title = g_strdup(title->str);
  g_assert_true(plan_is_sound(plan, NULL));
  g_free(step->title);
  step->title = g_strconcat(title->str, "x", NULL);
  assert_unsound(plan, "steps");
}

static void any_record_of_acts_is_sound(void) {
  for (int i = 0; i < 200; i++) {
    g_autoptr(Record) record = values_record(TONIGHT);
    g_autoptr(Record) mended = record_copy(record);
    const char *field = NULL;
    if (!record_mend(mended, NOW, &field))
      g_error("%s", field);
    values_same_record(record, mended);
  }
}

static void move_that_would_hold_the_night_is_blanked(void) {
  g_autoptr(Record) record = record_new(TONIGHT);
  const char *field = NULL;
  record->moved_wake = NOW + LIMIT_NIGHT_SECONDS;
  g_assert_true(record_mend(record, NOW, &field));
  record->moved_wake++;
  g_assert_false(record_mend(record, NOW, &field));
  g_assert_cmpstr(field, ==, "moved_wake");
  g_assert_cmpint(record->moved_wake, ==, 0);
  record->moved_bed = NOW + 1000LL * 365 * 24 * HOUR;
  g_assert_false(record_mend(record, NOW, &field));
  g_assert_cmpstr(field, ==, "moved_bed");
  g_assert_cmpint(record->moved_bed, ==, 0);
  /* A damaged night may begin at the end of all numbers. */
  record->moved_bed = NOW;
  g_assert_true(record_mend(record, G_MAXINT64, &field));
  g_assert_cmpint(record->moved_bed, ==, NOW);
}

static void scales_are_blank_outside_of_themselves(void) {
  g_autoptr(Record) record = record_new(TONIGHT);
  record->morning.rested = 6;
  record->morning.wakings = LIMIT_WAKINGS + 1;
  record->morning.asleep_after_minutes = LIMIT_MINUTES + 1;
  record_touch(record, "tea")->mark = (Mark) 200;
  g_assert_false(record_mend(record, NOW, NULL));
  g_assert_cmpint(record->morning.rested, ==, 0);
  g_assert_cmpint(record->morning.wakings, ==, MORNING_UNKNOWN);
  g_assert_cmpint(record->morning.asleep_after_minutes, ==, MORNING_UNKNOWN);
  g_assert_cmpint(record_mark(record, "tea"), ==, MARK_OPEN);
  g_assert_true(record_mend(record, NOW, NULL));
}

static void note_is_cut_between_characters(void) {
  g_autoptr(Record) record = record_new(TONIGHT);
  g_autoptr(GString) note = g_string_new("x");
  while (note->len <= LIMIT_NOTE)
    g_string_append(note, "夜");
  record->morning.note = g_strdup(note->str);
  g_assert_false(record_mend(record, NOW, NULL));
  g_assert_true(g_utf8_validate(record->morning.note, -1, NULL));
  g_assert_cmpuint(strlen(record->morning.note), <=, LIMIT_NOTE);
  g_assert_cmpuint(strlen(record->morning.note), >, LIMIT_NOTE - 4);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plan/any-of-the-planner-is-sound", any_plan_of_the_planner_is_sound);
  g_test_add_func("/plan/night-lasts-two-days-at-most", night_lasts_two_days_at_most);
  g_test_add_func("/plan/hours-stand-in-their-order", hours_stand_in_their_order);
  g_test_add_func("/plan/hours-of-another-date-are-unsound", hours_of_another_date_are_unsound);
  g_test_add_func("/plan/steps-lie-in-their-night-and-have-names", steps_lie_in_their_night_and_have_names);
  g_test_add_func("/plan/title-is-bounded-in-characters", title_is_bounded_in_characters);
  g_test_add_func("/record/any-of-acts-is-sound", any_record_of_acts_is_sound);
  g_test_add_func("/record/move-that-would-hold-the-night-is-blanked", move_that_would_hold_the_night_is_blanked);
  g_test_add_func("/record/scales-are-blank-outside-of-themselves", scales_are_blank_outside_of_themselves);
  g_test_add_func("/record/note-is-cut-between-characters", note_is_cut_between_characters);
  return g_test_run();
}
