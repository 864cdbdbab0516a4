/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evening.h"

#include "model/night.h"
#include "tracking/tracking.h"

static Morning answer(int rested) {
  Morning morning;
  morning_init(&morning);
  morning.rested = rested;
  return morning;
}

static void one_key_is_an_answer(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const Morning morning = answer(3);
  evening_do(plan, &record, at(31, 46), (Action){ .kind = ACTION_MORNING, .morning = &morning });
  g_assert_cmpint(record->morning.rested, ==, 3);
  g_assert_cmpint(record->morning.answered_at, ==, at(31, 46));
  g_assert_cmpint(record->morning.answered_offset, ==, 3600);
  g_assert_cmpint(record->morning.wakings, ==, MORNING_UNKNOWN);
}

static void blank_stays_blank_when_answered_again(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  Morning morning = answer(3);
  morning.note = (char *) "rain";
  morning.wakings = 2;
  evening_do(plan, &record, at(32, 0), (Action){ .kind = ACTION_MORNING, .morning = &morning });
  g_assert_cmpstr(record->morning.note, ==, "rain");
  const Morning again = answer(4);
  evening_do(plan, &record, at(80, 0), (Action){ .kind = ACTION_MORNING, .morning = &again });
  g_assert_null(record->morning.note);
  g_assert_cmpint(record->morning.wakings, ==, MORNING_UNKNOWN);
  g_assert_cmpint(record->morning.answered_at, ==, at(80, 0));
}

static void same_answer_again_keeps_its_time(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  const Morning morning = answer(3);
  evening_do(plan, &record, at(32, 0), (Action){ .kind = ACTION_MORNING, .morning = &morning });
  evening_do(plan, &record, at(33, 0), (Action){ .kind = ACTION_MORNING, .morning = &morning });
  g_assert_cmpint(record->morning.answered_at, ==, at(32, 0));
}

static void morning_before_its_time_is_refused(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  Morning morning = answer(3);
  const Action action = { .kind = ACTION_MORNING, .morning = &morning };
  evening_refuses(plan, record, at(22, 0), action, "this night is still to come");
  morning.woke = at(31, 30);
  evening_refuses(plan, record, at(31, 20), action, "that time has not come yet");
  morning.rested = 0;
  evening_refuses(plan, record, at(32, 0), action, "how rested you feel comes first, from 1 to 5");
}

typedef struct {
  Morning morning;
  const char *question; /* NULL: it can be */
} Case;

static void impossible_mornings_are_questioned(void) {
  g_autoptr(Plan) plan = evening_plan();
  g_autoptr(Record) record = record_new(EVENING_NIGHT);
  record->lights_out = at(24, 34);
  g_autofree char *long_note = g_strnfill(LIMIT_NOTE + 1, 'a');
  const int none = MORNING_UNKNOWN;
  const Case cases[] = {
    { { 3, none, none, none, 0, 0, 0, NULL }, NULL },
    { { 3, 20, 2, 15, at(31, 30), at(31, 45), 4, (char *) "rain" }, NULL },
    { { 3, none, none, none, at(31, 30), at(31, 30), 0, NULL }, NULL }, /* up at once */
    { { 3, 0, 0, 0, at(24, 35), 0, 0, NULL }, NULL },                   /* a short night is a night */
    { { 3, 60, none, 360, at(31, 34), 0, 0, NULL }, NULL },             /* awake all of it */
    { { 3, 60, none, 361, at(31, 34), 0, 0, NULL }, "were you awake for longer than the whole night?" },
    { { 3, 480, none, none, 0, at(31, 34), 0, NULL }, "were you awake for longer than the whole night?" },
    { { 3, 3000, none, none, 0, 0, 0, NULL }, "were you awake for longer than the whole night?" },
    { { 3, none, none, none, at(24, 30), 0, 0, NULL }, "did you wake before lights out?" },
    { { 3, none, none, none, 0, at(24, 30), 0, NULL }, "did you get up before lights out?" },
    { { 3, none, none, none, at(31, 30), at(31, 0), 0, NULL }, "did you get up before you woke for good?" },
    { { 3, none, none, none, at(55, 30), 0, 0, NULL }, "was that the morning after this night?" },
    { { 3, none, 0, 15, 0, 0, 0, NULL }, "were you awake in between, without waking?" },
    { { 3, -5, none, none, 0, 0, 0, NULL }, "minutes and wakings start at 0" },
    { { 3, none, 99, none, 0, 0, 0, NULL }, NULL },
    { { 3, none, 100, none, 0, 0, 0, NULL }, "at most 99 wakings" },
    { { 6, none, none, none, 0, 0, 0, NULL }, "how rested you feel goes from 1 to 5" },
    { { 3, none, none, none, 0, 0, 6, NULL }, "sleep quality goes from 1 to 5" },
    { { 3, none, none, none, 0, 0, 0, long_note }, "a note has room for 10000 bytes" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    const gboolean passes = tracking_check_morning(plan, record, &cases[i].morning, &error);
    g_assert_cmpstr(error ? error->message : NULL, ==, cases[i].question);
    g_assert_cmpint(passes, ==, cases[i].question == NULL);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/morning/one-key-is-an-answer", one_key_is_an_answer);
  g_test_add_func("/morning/same-answer-again-keeps-its-time", same_answer_again_keeps_its_time);
  g_test_add_func("/morning/blank-stays-blank-when-answered-again", blank_stays_blank_when_answered_again);
  g_test_add_func("/morning/before-its-time-is-refused", morning_before_its_time_is_refused);
  g_test_add_func("/morning/impossible-ones-are-questioned", impossible_mornings_are_questioned);
  return g_test_run();
}
