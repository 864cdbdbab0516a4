/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/presence.h"
#include "app/reminding.h"
#include "store/claims.h"
#include "tests/app/fixture.h"

#include <unistd.h>

#define EVENING "2026-11-24 21:00"

/* A way that writes down what it is asked and answers as it is told. */
typedef struct {
  Notifier notifier;
  GPtrArray *shown; /* of char *: summary and body */
  int withdrawn;
  NoticeEventKind answer;
  gboolean is_silent; /* it gives no answer of its own */
  guint64 token;
  gboolean sound;
  gboolean all_or_none;
  Reminding *reminding;
} FakeWay;

static void fake_show(Notifier *notifier, const Notice *notice) {
  FakeWay *way = (FakeWay *) notifier;
  g_ptr_array_add(way->shown, g_strdup_printf("%s | %s", notice->summary, notice->body));
  way->token = notice->token;
  way->sound = notice->sound;
  way->all_or_none = notice->all_or_none;
  const NoticeEvent event = { .kind = way->answer, .token = notice->token, .server_id = 7 };
  if (!way->is_silent)
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
  gboolean refuses; /* answers cannot be taken */
} Program;

static gboolean on_answered(Night night, const char *step, const char *button, gpointer data) {
  Program *program = data;
  g_string_append_printf(program->answers, "%s:%s ", step ? step : "morning", button);
  return !program->refuses;
}

static void on_changed(gpointer data) {
}

static const RemindingCallbacks callbacks = { .answered = on_answered, .changed = on_changed };

static void program_start(Program *program, const Fixture *fixture, gboolean has_way) {
  *program = (Program){ 0 };
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

static void tell(Program *program, NoticeEventKind kind, const char *button) {
  const NoticeEvent event = { .kind = kind, .token = program->way.token, .button = button, .server_id = 7 };
  reminding_on_event(&event, program->reminding);
}

/* Runs the evening by another routine. */
static void follow(Fixture *fixture, const char *routine) {
  g_clear_pointer(&fixture->app, app_free);
  fixture_write_config(fixture, routine);
  fixture->app = fixture_open(fixture, EVENING, TRUE);
}

#define TWO_TOGETHER                                                                                                   \
  "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"                                                     \
  "steps = ({ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [\"0m\"]; },\n"                        \
  "  { id = \"dim\"; title = \"Dim the lights\"; at = \"bed - 87m\"; leads = [\"0m\"]; },\n"                           \
  "  { id = \"screens\"; title = \"Screens off\"; kind = \"avoid\"; at = \"bed - 60m\"; leads = [\"0m\"]; });\n"

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
  g_assert_cmpstr(reminding_line(program.reminding), ==, "Herbal tea at 21:30");
  turn(&program, fixture, "2026-11-24 21:40");
  g_assert_cmpstr(reminding_line(program.reminding), ==, "Herbal tea at 21:30");
  fixture_mark(fixture, "tea", MARK_DONE);
  turn(&program, fixture, "2026-11-24 21:41");
  g_assert_null(reminding_line(program.reminding));
  program_end(&program);
}

static void a_way_that_refuses_is_followed_by_the_screen(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program.way.answer = NOTICE_FAILED;
  turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_cmpstr(reminding_line(program.reminding), ==, "Herbal tea at 21:30");
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

static void snooze(Fixture *fixture, const char *step, int minutes) {
  const Action action = { .kind = ACTION_SNOOZE, .step = step, .minutes = minutes };
  fixture_perform(fixture, &action);
}

static void what_is_left_of_it_is_shown_again_without_sound(Fixture *fixture, gconstpointer data) {
  Program program;
  follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  g_assert_cmpstr(shown(&program, 0), ==,
                  "Herbal tea · Dim the lights | Herbal tea: now\nDim the lights: in 3 minutes, at 21:33");
  g_assert_true(program.way.sound);
  fixture_mark(fixture, "tea", MARK_DONE);
  turn(&program, fixture, "2026-11-24 21:34");
  g_assert_cmpstr(shown(&program, 1), ==, "Dim the lights | now");
  g_assert_false(program.way.sound);
  turn(&program, fixture, "2026-11-24 21:40");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpstr(program.answers->str, ==, "dim:done ");
  program_end(&program);
}

static void what_was_closed_is_not_shown_again(Fixture *fixture, gconstpointer data) {
  Program program;
  follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  tell(&program, NOTICE_SEEN, NULL);
  fixture_mark(fixture, "tea", MARK_DONE);
  turn(&program, fixture, "2026-11-24 21:34");
  reminding_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminding);
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

static void a_snoozed_one_comes_back_and_stays(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  snooze(fixture, "tea", 10);
  g_assert_cmpint(turn(&program, fixture, "2026-11-24 21:31"), ==, fixture_instant(fixture, "2026-11-24 21:40"));
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  turn(&program, fixture, "2026-11-24 21:40");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  g_assert_true(program.way.sound);
  turn(&program, fixture, "2026-11-24 21:45");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  program_end(&program);
}

static void a_snooze_goes_past_midnight(Fixture *fixture, gconstpointer data) {
  Program program;
  follow(fixture, "zone = \"Europe/Berlin\"; bed = \"23:55\"; wake = \"07:00\";\n"
                  "steps = ({ id = \"bed\"; title = \"Lights out\"; at = \"bed\"; leads = [\"0m\"]; });");
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 23:55");
  snooze(fixture, "bed", 10);
  turn(&program, fixture, "2026-11-24 23:56");
  turn(&program, fixture, "2026-11-25 00:05");
  g_assert_cmpstr(shown(&program, 1), ==, "Lights out | from 23:55");
  tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpstr(program.answers->str, ==, "bed:done ");
  program_end(&program);
}

static void one_that_never_came_out_is_carried_by_the_next(Fixture *fixture, gconstpointer data) {
  Program program;
  follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program.way.is_silent = TRUE;
  turn(&program, fixture, "2026-11-24 21:30");
  tell(&program, NOTICE_UNCERTAIN, NULL);
  g_assert_nonnull(reminding_line(program.reminding));
  fixture_mark(fixture, "dim", MARK_SKIPPED);
  turn(&program, fixture, "2026-11-24 22:00");
  g_assert_true(g_str_has_prefix(shown(&program, 1), "Herbal tea · Screens off | "));
  tell(&program, NOTICE_SHOWN, NULL);
  g_assert_null(reminding_line(program.reminding));
  g_autoptr(GHashTable) claims = claim_list(program.store, fixture_at(fixture, "2026-11-24 22:01")->plan->night, NULL);
  g_assert_true(g_hash_table_contains(claims, "tea/0"));
  g_assert_true(g_hash_table_contains(claims, "screens/0"));
  program_end(&program);
}

static void an_answer_to_the_one_before_counts(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  const NoticeEvent late = { .kind = NOTICE_BUTTON, .token = program.way.token, .button = "done" };
  turn(&program, fixture, "2026-11-24 23:00");
  reminding_on_event(&late, program.reminding);
  g_assert_cmpstr(program.answers->str, ==, "tea:done ");
  tell(&program, NOTICE_BUTTON, "snooze");
  g_assert_cmpstr(program.answers->str, ==, "tea:done bed:snooze ");
  program_end(&program);
}

static void an_answer_that_cannot_be_kept_leaves_it_up(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program.refuses = TRUE;
  turn(&program, fixture, "2026-11-24 21:30");
  tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  program.refuses = FALSE;
  tell(&program, NOTICE_BUTTON, "done");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  g_assert_cmpstr(program.answers->str, ==, "tea:done tea:done ");
  program_end(&program);
}

static void a_moved_time_is_shown_anew(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  const Action action = { .kind = ACTION_BED, .instant = fixture_instant(fixture, "2026-11-24 23:30") };
  fixture_perform(fixture, &action);
  turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpstr(shown(&program, 1), ==, "Herbal tea | in 29 minutes, at 22:00");
  g_assert_false(program.way.sound);
  turn(&program, fixture, "2026-11-24 22:00");
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  program_end(&program);
}

static void good_night_takes_everything_down(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 21:30");
  const Action action = { .kind = ACTION_GOOD_NIGHT };
  fixture_perform(fixture, &action);
  turn(&program, fixture, "2026-11-24 21:31");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  turn(&program, fixture, "2026-11-24 23:00");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  program_end(&program);
}

static void a_digest_goes_with_its_night(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  turn(&program, fixture, "2026-11-24 22:30");
  turn(&program, fixture, "2026-11-24 22:40");
  g_assert_cmpuint(program.way.shown->len, ==, 1);
  g_assert_cmpint(program.way.withdrawn, ==, 0);
  turn(&program, fixture, "2026-11-25 07:01");
  g_assert_cmpint(program.way.withdrawn, ==, 1);
  program_end(&program);
}

static Notifier *log_new(FakeWay *log, Reminding *reminding) {
  *log = (FakeWay){ .notifier = { .class = &fake_class },
                    .shown = g_ptr_array_new_with_free_func(g_free),
                    .is_silent = TRUE,
                    .reminding = reminding };
  return &log->notifier;
}

static void without_a_screen_it_is_left_to_other_programs(Fixture *fixture, gconstpointer data) {
  Program blind, other;
  FakeWay log;
  program_start(&blind, fixture, TRUE);
  program_start(&other, fixture, TRUE);
  blind.way.answer = NOTICE_FAILED;
  reminding_set_log(blind.reminding, log_new(&log, blind.reminding));
  turn(&blind, fixture, "2026-11-24 21:30");
  turn(&blind, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(blind.way.shown->len, ==, 1);
  g_assert_cmpuint(log.shown->len, ==, 1);
  turn(&other, fixture, "2026-11-24 21:31");
  g_assert_cmpuint(other.way.shown->len, ==, 1);
  program_end(&blind);
  program_end(&other);
  g_ptr_array_unref(log.shown);
}

static void a_desktop_that_appears_later_gets_it(Fixture *fixture, gconstpointer data) {
  Program program;
  FakeWay log;
  program_start(&program, fixture, TRUE);
  program.way.answer = NOTICE_FAILED;
  reminding_set_log(program.reminding, log_new(&log, program.reminding));
  turn(&program, fixture, "2026-11-24 21:30");
  program.way.answer = NOTICE_SHOWN;
  reminding_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminding);
  turn(&program, fixture, "2026-11-24 21:45");
  g_assert_cmpstr(shown(&program, 1), ==, "Herbal tea | from 21:30");
  program_end(&program);
  g_ptr_array_unref(log.shown);
}

static void a_desktop_takes_over_from_the_screen(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  program.way.answer = NOTICE_FAILED;
  turn(&program, fixture, "2026-11-24 21:30");
  g_assert_nonnull(reminding_line(program.reminding));
  program.way.answer = NOTICE_SHOWN;
  reminding_on_event(&(NoticeEvent){ .kind = NOTICE_AVAILABLE }, program.reminding);
  g_assert_cmpuint(program.way.shown->len, ==, 2);
  g_assert_null(reminding_line(program.reminding));
  program_end(&program);
}

static void what_was_held_back_comes_afterwards(Fixture *fixture, gconstpointer data) {
  Program program, other;
  follow(fixture, TWO_TOGETHER);
  program_start(&program, fixture, TRUE);
  program_start(&other, fixture, TRUE);
  reminding_hold(program.reminding, fixture_instant(fixture, "2026-11-24 21:40"));
  g_assert_cmpint(turn(&program, fixture, "2026-11-24 21:25"), ==, fixture_instant(fixture, "2026-11-24 21:40"));
  turn(&program, fixture, "2026-11-24 21:30");
  turn(&other, fixture, "2026-11-24 21:35");
  g_assert_cmpuint(program.way.shown->len + other.way.shown->len, ==, 0);
  reminding_hold(program.reminding, 0);
  turn(&program, fixture, "2026-11-24 21:36");
  g_assert_cmpstr(shown(&program, 0), ==,
                  "Herbal tea · Dim the lights | Herbal tea: from 21:30\nDim the lights: from 21:33");
  turn(&other, fixture, "2026-11-24 21:37");
  g_assert_cmpuint(other.way.shown->len, ==, 0);
  program_end(&program);
  program_end(&other);
}

static void the_morning_asks_for_all_five_or_none(Fixture *fixture, gconstpointer data) {
  Program program;
  program_start(&program, fixture, TRUE);
  const Evening *evening = fixture_at(fixture, "2026-11-25 07:20");
  reminding_ask_morning(program.reminding, evening->asks_morning, TRUE, evening->now);
  g_assert_true(program.way.all_or_none);
  tell(&program, NOTICE_BUTTON, "4");
  g_assert_cmpstr(program.answers->str, ==, "morning:4 ");
  program_end(&program);
}

static void leaving_says_that_reminders_rest(Fixture *fixture, gconstpointer data) {
  g_autofree char *before = app_farewell(fixture->app);
  g_assert_true(g_str_has_prefix(before, "Reminders rest while winddown is closed (next: 21:30)."));
  g_assert_null(strchr(before, '\n'));
  const int service = presence_hold(fixture->data_folder);
  g_assert_null(app_farewell(fixture->app));
  close(service);
  fixture_at(fixture, "2026-11-24 23:00");
  g_assert_null(app_farewell(fixture->app));
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
  ADD("/reminding/what-is-left-of-it-is-shown-again-without-sound", what_is_left_of_it_is_shown_again_without_sound);
  ADD("/reminding/what-was-closed-is-not-shown-again", what_was_closed_is_not_shown_again);
  ADD("/reminding/a-snoozed-one-comes-back-and-stays", a_snoozed_one_comes_back_and_stays);
  ADD("/reminding/a-snooze-goes-past-midnight", a_snooze_goes_past_midnight);
  ADD("/reminding/one-that-never-came-out-is-carried-by-the-next", one_that_never_came_out_is_carried_by_the_next);
  ADD("/reminding/an-answer-to-the-one-before-counts", an_answer_to_the_one_before_counts);
  ADD("/reminding/an-answer-that-cannot-be-kept-leaves-it-up", an_answer_that_cannot_be_kept_leaves_it_up);
  ADD("/reminding/a-moved-time-is-shown-anew", a_moved_time_is_shown_anew);
  ADD("/reminding/good-night-takes-everything-down", good_night_takes_everything_down);
  ADD("/reminding/a-digest-goes-with-its-night", a_digest_goes_with_its_night);
  ADD("/reminding/without-a-screen-it-is-left-to-other-programs", without_a_screen_it_is_left_to_other_programs);
  ADD("/reminding/a-desktop-that-appears-later-gets-it", a_desktop_that_appears_later_gets_it);
  ADD("/reminding/a-desktop-takes-over-from-the-screen", a_desktop_takes_over_from_the_screen);
  ADD("/reminding/what-was-held-back-comes-afterwards", what_was_held_back_comes_afterwards);
  ADD("/reminding/the-morning-asks-for-all-five-or-none", the_morning_asks_for_all_five_or_none);
  ADD("/reminding/leaving-says-that-reminders-rest", leaving_says_that_reminders_rest);
  return g_test_run();
}
