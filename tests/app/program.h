/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs that remind beside the app of a fixture, each with one way out that
 * writes down what it is asked and answers as it is told. */
#pragma once

#include "reminders/reminders.h"
#include "tests/app/fixture.h"

#define EVENING "2026-11-24 21:00"

#define TWO_TOGETHER                                                                                                   \
  "zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"                                                     \
  "steps = ({ id = \"tea\"; title = \"Herbal tea\"; at = \"bed - 90m\"; leads = [\"0m\"]; },\n"                        \
  "  { id = \"dim\"; title = \"Dim the lights\"; at = \"bed - 87m\"; leads = [\"0m\"]; },\n"                           \
  "  { id = \"screens\"; title = \"Screens off\"; kind = \"avoid\"; at = \"bed - 60m\"; leads = [\"0m\"]; });\n"

/* A way that writes down what it is asked and answers as it is told. */
typedef struct {
  Notifier notifier;
  GPtrArray *shown; /* of char *: summary and body */
  int withdrawn;
  NoticeEventKind answer;
  gboolean is_silent; /* it gives no answer of its own */
  gboolean is_desktop;
  int taken_down;
  guint64 token;
  gboolean sound;
  gboolean all_or_none;
  gboolean is_apart;
  guint32 replaces;
  Reminders *reminders;
} FakeWay;

static inline void fake_show(Notifier *notifier, const Notice *notice) {
  FakeWay *way = (FakeWay *) notifier;
  g_ptr_array_add(way->shown, g_strdup_printf("%s | %s", notice->summary, notice->body));
  way->token = notice->token;
  way->sound = notice->sound;
  way->all_or_none = notice->all_or_none;
  way->is_apart = notice->is_apart;
  way->replaces = notice->replaces;
  const NoticeEvent event = { .kind = way->answer, .token = notice->token, .server_id = way->is_desktop ? 7 : 0 };
  if (!way->is_silent)
    reminders_on_event(&event, way->reminders);
}

static inline void fake_withdraw(Notifier *notifier) {
  ((FakeWay *) notifier)->withdrawn++;
}

static inline void fake_take_down(Notifier *notifier, guint32 server_id, const char *server) {
  ((FakeWay *) notifier)->taken_down++;
}

static inline gboolean fake_reaches(Notifier *notifier) {
  return ((FakeWay *) notifier)->is_desktop;
}

static inline void fake_free(Notifier *notifier) {
}

static inline void fake_way_init(FakeWay *way, Reminders *reminders) {
  static const NotifierClass fake_class = {
    .name = "fake",
    .show = fake_show,
    .withdraw = fake_withdraw,
    .take_down = fake_take_down,
    .reaches = fake_reaches,
    .free = fake_free,
  };
  *way = (FakeWay){
    .notifier = { .class = &fake_class },
    .shown = g_ptr_array_new_with_free_func(g_free),
    .answer = NOTICE_SHOWN,
    .is_desktop = TRUE,
    .reminders = reminders,
  };
}

/* One program that reminds, and what it was told. */
typedef struct {
  Store *store;
  Reminders *reminders;
  FakeWay way;
  GString *answers;
  gboolean refuses; /* answers cannot be taken */
  gboolean asks;    /* the morning's question is due while it is open */
} Program;

static inline gboolean program_answered(Night night, const char *const *steps, const char *button, gpointer data) {
  Program *program = data;
  g_autofree char *names = *steps ? g_strjoinv("+", (GStrv) steps) : g_strdup("morning");
  g_string_append_printf(program->answers, "%s:%s ", names, button);
  return !program->refuses;
}

static inline void program_changed(gpointer data) {
}

static inline void program_start(Program *program, const Fixture *fixture, gboolean has_way) {
  static const RemindersCallbacks callbacks = { .answered = program_answered, .changed = program_changed };
  *program = (Program){ 0 };
  program->store = store_open(fixture->data_folder, STORE_WRITE, 0, NULL);
  g_assert_nonnull(program->store);
  program->answers = g_string_new(NULL);
  program->reminders = reminders_new(program->store, &callbacks, program);
  fake_way_init(&program->way, program->reminders);
  if (has_way)
    reminders_add_way(program->reminders, &program->way.notifier);
}

static inline void program_end(Program *program) {
  reminders_free(program->reminders);
  store_close(program->store);
  g_ptr_array_unref(program->way.shown);
  g_string_free(program->answers, TRUE);
}

static inline gint64 program_turn(Program *program, Fixture *fixture, const char *local) {
  const Evening *evening = fixture_at(fixture, local);
  const ReminderInput input = {
    .plan = evening->plan,
    .record = evening->record,
    .routine = evening->routine,
    .settings = evening->settings,
    .pauses = evening->pauses,
    .zone = evening->zone,
  };
  return reminders_turn(program->reminders, &input, program->asks ? evening->morning_due : NIGHT_NONE, evening->now);
}

static inline void program_tell(Program *program, NoticeEventKind kind, const char *button) {
  const NoticeEvent event = { .kind = kind, .token = program->way.token, .button = button, .server_id = 7 };
  reminders_on_event(&event, program->reminders);
}

/* Runs the evening by another routine. */
static inline void program_follow(Fixture *fixture, const char *routine) {
  g_clear_pointer(&fixture->app, app_free);
  fixture_write_config(fixture, routine);
  fixture->app = fixture_open(fixture, EVENING, TRUE);
}

static inline const char *program_shown(const Program *program, guint index) {
  g_assert_cmpuint(index, <, program->way.shown->len);
  return g_ptr_array_index(program->way.shown, index);
}
