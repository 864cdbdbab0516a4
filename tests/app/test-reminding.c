/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reminding.h"
#include "store/claims.h"
#include "tests/app/fixture.h"

#define EVENING "2026-11-24 21:00"

/* A way that writes down what it is asked and answers as it is told. */
typedef struct {
  Notifier notifier;
  GPtrArray *shown; /* of char *: summary and body */
  int withdrawn;
  NoticeEventKind answer;
  guint64 token;
  Reminding *reminding;
} FakeWay;

static void fake_show(Notifier *notifier, const Notice *notice) {
  FakeWay *way = (FakeWay *) notifier;
  g_ptr_array_add(way->shown, g_strdup_printf("%s | %s", notice->summary, notice->body));
  way->token = notice->token;
  const NoticeEvent event = { .kind = way->answer, .token = notice->token, .server_id = 7 };
  reminding_on_event(&event, way->reminding);
}

static void fake_withdraw(Notifier *notifier) {
  ((FakeWay *) notifier)->withdrawn++;
}

static void fake_free(Notifier *notifier) {
}

static const NotifierClass fake_class = {
  .name = "fake", .show = fake_show, .withdraw = fake_withdraw, .free = fake_free
};

/* One program that reminds, and what it was told. */
typedef struct {
  Store *store;
  Reminding *reminding;
  FakeWay way;
  GString *answers;
} Program;

static void on_answered(Night night, const char *step, const char *button, gpointer data) {
  Program *program = data;
  g_string_append_printf(program->answers, "%s:%s ", step ? step : "morning", button);
}

static void on_changed(gpointer data) {
}

static const RemindingCallbacks callbacks = { .answered = on_answered, .changed = on_changed };

static void program_start(Program *program, const Fixture *fixture, gboolean has_way) {
  program->store = store_open(fixture->data_folder, STORE_WRITE, 0, NULL);
  g_assert_nonnull(program->store);
  program->answers = g_string_new(NULL);
  program->reminding = reminding_new(program->store, &callbacks, program);
  program->way = (FakeWay){ .notifier = { .class = &fake_class },
                            .shown = g_ptr_array_new_with_free_func(g_free),
                            .answer = NOTICE_SHOWN,
                            .reminding = program->reminding };
  if (has_way)
    reminding_add_way(program->reminding, &program->way.notifier);
}

static void program_end(Program *program) {
  reminding_free(program->reminding);
  store_close(program->store);
  g_ptr_array_unref(program->way.shown);
  g_string_free(program->answers, TRUE);
}

static gint64 turn(Program *program, Fixture *fixture, const char *local) {
  const Evening *evening = fixture_at(fixture, local);
  const ReminderInput input = {
    .plan = evening->plan,
    .record = evening->record,
    .routine = evening->routine,
    .settings = evening->settings,
    .pauses = evening->pauses,
    .zone = evening->zone,
  };
  return reminding_turn(program->reminding, &input, evening->now);
}

static const char *shown(const Program *program, guint index) {
  g_assert_cmpuint(index, <, program->way.shown->len);
  return g_ptr_array_index(program->way.shown, index);
}

static void a_due_step_is_reminded_once(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  g_assert_cmpint(turn(&program, fixture, "2026-11-24 21:10"), ==, fixture_instant(fixture, "2026-11-24 21:30"));
  g_assert_cmpuint(program.way.shown->len, ==, 0);
  turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(shown(&program, 0), ==, "Herbal tea | now");
  turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

static void two_programs_remind_once_between_them(Fixture *fixture, gconstpointer data) {
  Program one, other;
  program_start(&one, fixture, TRUE);
  program_start(&other, fixture, TRUE);
  turn(&one, fixture, "2026-11-24 21:30");
  turn(&other, fixture, "2026-11-24 21:30");
  g_assert_cmpuint(one.way.shown->len + other.way.shown->len, ==, 1);
  program_end(&one);
  program_end(&other);
}

static void an_answer_anywhere_takes_it_down(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  fixture_mark(fixture, "tea", MARK_DONE);
  turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  turn(&program, fixture, "2026-11-24 21:32");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

static void a_button_answers_and_takes_it_down(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  const NoticeEvent event = { .kind = NOTICE_BUTTON, .token = program.way.token, .button = "done" };
  reminding_on_event(&event, program.reminding);
  g_assert_cmpstr(program.answers->str, ==, "tea:done ");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

static void without_a_way_it_stands_on_the_screen(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, FALSE);
  turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(reminding_line(program.reminding), ==, "Herbal tea: now");
  fixture_mark(fixture, "tea", MARK_DONE);
  turn(&program, fixture, "2026-11-24 21:31");
  g_assert_null(reminding_line(program.reminding));
  program_end(&program);
}

static void a_way_that_refuses_is_followed_by_the_screen(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program.way.answer = NOTICE_FAILED;
  turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_cmpstr(reminding_line(program.reminding), ==, "Herbal tea: now");
  program_end(&program);
}

static void a_late_reminder_says_from_when_it_is(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:50");
  g_assert_cmpstr(shown(&program, 0), ==, "Herbal tea | from 21:30");
  program_end(&program);
}

static void what_is_no_longer_useful_comes_in_one_digest(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 22:55");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_nonnull(strstr(shown(&program, 0), "from 21:30: 1 step, herbal"));
  turn(&program, fixture, "2026-11-24 22:56");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

static void a_finished_night_is_left_to_the_morning(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-25 08:00");
  g_assert_cmpuint(program.way.shown->len, ==, 0);
  program_end(&program);
}

static void the_morning_is_asked_once_and_taken_down_when_answered(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  const Evening *evening = fixture_at(fixture, "2026-11-25 07:20");
  const Night night = evening->asks_morning;
  reminding_ask_morning(program.reminding, night, TRUE, evening->now);
  reminding_ask_morning(program.reminding, night, TRUE, evening->now + 60);
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  reminding_ask_morning(program.reminding, night, FALSE, evening->now + 120);
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

#define ADD(path, function) g_test_add(path, Fixture, EVENING, fixture_set_up, function, fixture_tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reminding/a-due-step-is-reminded-once", a_due_step_is_reminded_once);
  ADD("/reminding/two-programs-remind-once-between-them", two_programs_remind_once_between_them);
  ADD("/reminding/an-answer-anywhere-takes-it-down", an_answer_anywhere_takes_it_down);
  ADD("/reminding/a-button-answers-and-takes-it-down", a_button_answers_and_takes_it_down);
  ADD("/reminding/without-a-way-it-stands-on-the-screen", without_a_way_it_stands_on_the_screen);
  ADD("/reminding/a-way-that-refuses-is-followed-by-the-screen", a_way_that_refuses_is_followed_by_the_screen);
  ADD("/reminding/a-late-reminder-says-from-when-it-is", a_late_reminder_says_from_when_it_is);
  ADD("/reminding/what-is-no-longer-useful-comes-in-one-digest", what_is_no_longer_useful_comes_in_one_digest);
  ADD("/reminding/a-finished-night-is-left-to-the-morning", a_finished_night_is_left_to_the_morning);
  ADD("/reminding/the-morning-is-asked-once-and-taken-down-when-answered",
      the_morning_is_asked_once_and_taken_down_when_answered);
  return g_test_run();
}
