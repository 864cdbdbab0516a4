/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"
#include "tui/keys.h"
#include "tui/morning/morning_form.h"

#include <string.h>

static const Morning *stored(StageFixture *stage, Night night, Record **record) {
  Plan *plan = NULL;
  g_autoptr(GError) error = NULL;
  g_assert_true(app_load_night(stage->app, night, &plan, record, &error));
  plan_free(plan);
  return &(*record)->morning;
}

/* Thursday's evening: the last two steps stay open, lights out at 00:34. */
static StageFixture *friday_morning(void) {
  static const char *const done[] = { "caffeine", "magnesium", "dim", "stretch" };
  StageFixture *stage = stage_new(tonight_view_new, "2026-11-26 23:10");
  g_autoptr(GError) error = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(done); i++) {
    const Action action = { .kind = ACTION_MARK, .step = done[i], .mark = MARK_DONE };
    g_assert_true(app_perform(stage->app, &action, NULL, &error));
  }
  stage_go(stage, "2026-11-27 00:34");
  g_assert_true(app_perform(stage->app, &(Action){ .kind = ACTION_GOOD_NIGHT }, NULL, &error));
  g_assert_true(
      app_perform(stage->app, &(Action){ .kind = ACTION_MARK, .step = "screens", .mark = MARK_OPEN }, NULL, &error));
  stage_go(stage, "2026-11-27 07:46");
  app_say(stage->app, NULL);
  stage_show(stage, morning_view_new);
  return stage;
}

static void test_values(void) {
  Record *record = record_new(1000);
  record->morning.rested = 4;
  record->morning.quality = 2;
  g_autoptr(MorningForm) form = morning_form_new(plan_new(1000), record);
  g_autofree char *rested = morning_form_value(form, FIELD_RESTED);
  g_autofree char *quality = morning_form_value(form, FIELD_QUALITY);
  g_assert_cmpstr(rested, ==, "4");
  g_assert_cmpstr(quality, ==, "2");
}

static void test_question_alone(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  stage_check(stage, "morning-question");
}

static void test_one_key(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) record = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  g_assert_cmpint(stage_type(stage, "3"), ==, VIEW_REDRAW);
  g_assert_cmpint(stored(stage, night, &record)->rested, ==, 3);
  stage_check(stage, "morning-form");
}

static void test_before_the_first_night(void) {
  g_autoptr(StageFixture) stage = stage_new(morning_view_new, "2026-10-20 12:05");
  stage_check(stage, "morning-empty");
}

/* What was typed this morning was not noted at night; and the answer can be looked at again. */
static void test_looked_at_again(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  const Night night = app_evening(stage->app)->morning_due;
  stage_type(stage, "3");
  g_autofree char *noted = stage_text(stage);
  g_assert_nonnull(strstr(noted, "00:34       noted last night"));
  stage_press(stage, KEY_ACTION_UP);
  stage_type(stage, "0020\n");
  g_autofree char *typed = stage_text(stage);
  g_assert_nonnull(strstr(typed, "00:20"));
  g_assert_null(strstr(typed, "noted last night"));
  stage_show(stage, morning_view_new);
  g_assert_cmpuint(app_evening(stage->app)->morning_due, !=, night);
  g_autofree char *again = stage_text(stage);
  g_assert_nonnull(strstr(again, "[3]"));
  g_assert_nonnull(strstr(again, "00:20"));
  g_assert_null(strstr(again, "noted last night"));
}

static void test_fields(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) record = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  stage_type(stage, "3"
                    "2\b15\n"
                    "1\n"
                    "\n"
                    "\n"
                    "735\n"
                    "4\n"
                    "slept ok\n");
  const Morning *morning = stored(stage, night, &record);
  g_assert_cmpint(morning->rested, ==, 3);
  g_assert_cmpint(morning->asleep_after_minutes, ==, 15);
  g_assert_cmpint(morning->wakings, ==, 1);
  g_assert_cmpint(morning->awake_minutes, ==, MORNING_UNKNOWN);
  g_assert_cmpint(morning->woke, ==, stage_instant("2026-11-27 07:00"));
  g_assert_cmpint(morning->up, ==, stage_instant("2026-11-27 07:35"));
  g_assert_cmpint(morning->quality, ==, 4);
  g_assert_cmpstr(morning->note, ==, "slept ok");
  stage_check(stage, "morning-answered");
}

/* Of a note that is longer than its place, what is being typed shows; afterwards how it begins. */
static void test_long_note(void) {
  static const int columns[] = { 80, 40 };
  g_autoptr(StageFixture) stage = friday_morning();
  stage_type(stage, "3"
                    "\n\n\n\n\n\n"
                    "begins with tea and goes on, sentence after sentence, until it comes to the very end");
  for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
    g_autoptr(Canvas) canvas = stage_draw(stage, columns[i], 24);
    g_autofree char *text = canvas_to_text(canvas);
    g_assert_nonnull(strstr(text, "the very end\n"));
    g_assert_null(strstr(text, "begins with"));
    const CanvasCursor cursor = canvas_cursor(canvas);
    g_assert_cmpint(cursor.kind, ==, CURSOR_TYPES);
    g_assert_cmpuint(canvas_cell(canvas, cursor.row, cursor.column - 1)->characters[0], ==, 'd');
  }
  stage_press(stage, KEY_ACTION_UP);
  g_autofree char *stored = stage_text(stage);
  g_assert_nonnull(strstr(stored, "begins with tea"));
}

static void test_question_back(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) record = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  /* Up before awake: asked back, not stored. */
  stage_type(stage, "3"
                    "\n\n\n"
                    "730\n"
                    "712\n");
  const Morning *morning = stored(stage, night, &record);
  g_assert_cmpint(morning->woke, ==, stage_instant("2026-11-27 07:30"));
  g_assert_cmpint(morning->up, ==, 0);
  stage_check(stage, "morning-asked-back");
}

static void test_settle(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) record = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  stage_type(stage, "3");
  for (int i = 0; i < 7; i++)
    stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_DONE);
  (void) stored(stage, night, &record);
  g_assert_cmpint(record_mark(record, "alcohol"), ==, MARK_DONE);
  g_assert_cmpint(record_mark(record, "screens"), ==, MARK_OPEN);
}

/* What ran until lights out is named with the key that marks all of it; nothing is marked before. */
static void test_one_key_keeps_all(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) before = NULL, record = NULL, undone = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  stage_type(stage, "3");
  for (int down = 0; down < 7; down++)
    stage_press(stage, KEY_ACTION_DOWN);
  g_autofree char *asks = stage_text(stage);
  g_assert_nonnull(strstr(asks, "a kept: No more alcohol, Screens off"));
  (void) stored(stage, night, &before);
  g_assert_cmpint(record_mark(before, "screens"), ==, MARK_OPEN);
  stage_press(stage, KEY_ACTION_KEEP);
  (void) stored(stage, night, &record);
  g_assert_cmpint(record_mark(record, "alcohol"), ==, MARK_DONE);
  g_assert_cmpint(record_mark(record, "screens"), ==, MARK_DONE);
  g_assert_cmpint(record_step(record, "screens")->by, ==, BY_KEY);
  g_autofree char *kept = stage_text(stage);
  g_assert_null(strstr(kept, "a kept:"));
  stage_press(stage, KEY_ACTION_UNDO);
  (void) stored(stage, night, &undone);
  g_assert_cmpint(record_mark(undone, "alcohol"), ==, MARK_OPEN);
  g_assert_cmpint(record_mark(undone, "screens"), ==, MARK_OPEN);
}

/* Every letter is text or is refused; what is stored stays. */
static void test_no_letter_is_a_command(void) {
  for (int field = 0; field < N_MORNING_FIELDS + 1; field++) {
    g_autoptr(StageFixture) stage = friday_morning();
    g_autoptr(Record) before = NULL;
    g_autoptr(Record) after = NULL;
    const Night night = app_evening(stage->app)->morning_due;
    stage_type(stage, "3");
    stage_press(stage, KEY_ACTION_UP);
    stage_press(stage, KEY_ACTION_UP);
    for (int i = 0; i < field; i++)
      stage_press(stage, KEY_ACTION_DOWN);
    (void) stored(stage, night, &before);
    for (const char *letter = "abcdefghijklmnopqrstuvwxyzABCXW"; *letter; letter++) {
      const gboolean types = stage->view->class->types(stage->view);
      const char key[] = { *letter, '\0' };
      KeyAction action = N_KEY_ACTIONS;
      const gboolean acts = !types && keys_action(app_evening(stage->app)->settings, IN_MORNING, key, &action);
      if (acts && (action == KEY_ACTION_UNDO || action == KEY_ACTION_SKIP || action == KEY_ACTION_NOT_TONIGHT ||
                   action == KEY_ACTION_KEEP))
        continue; /* on a step these are what the key line names */
      const ViewResult result = acts ? stage_press(stage, action) : stage_type(stage, key);
      g_assert_cmpint(result, !=, VIEW_GO);
      g_assert_cmpint(result, !=, VIEW_QUIT);
      g_assert_cmpint(result, !=, VIEW_BACK);
      if (*letter == 'q')
        stage_press(stage, KEY_ACTION_BACK);
    }
    (void) stored(stage, night, &after);
    g_assert_cmpint(record_mark(after, "screens"), ==, record_mark(before, "screens"));
    g_assert_cmpint(after->morning.rested, ==, 3);
  }
}

static void test_quit_asks(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  stage_type(stage, "3q");
  g_autofree char *asked = stage_text(stage);
  g_assert_nonnull(strstr(asked, "Quit winddown? What you told is saved. enter yes, esc no"));
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BACK), ==, VIEW_REDRAW);
  stage_type(stage, "q");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_QUIT);
  /* In the note it is a letter. */
  stage_press(stage, KEY_ACTION_BACK);
  for (int i = 0; i < 6; i++)
    stage_press(stage, KEY_ACTION_DOWN);
  stage_type(stage, "q");
  g_autofree char *note = stage_text(stage);
  g_assert_null(strstr(note, "Quit winddown?"));
}

static void test_refused_value_says_why(void) {
  static const struct {
    int down;
    const char *typed, *why;
  } table[] = {
    { 0, "a while", "Please type minutes, such as 15." },
    { 1, "often", "Please type how many times you woke, such as 2." },
    { 1, "100", "Please type how many times you woke, such as 2." },
    { 3, "25:00", "Please type a time, such as 6:45." },
    { 5, "6", "Sleep quality is a number from 1 to 5." },
    { 5, "0", "Sleep quality is a number from 1 to 5." },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(StageFixture) stage = friday_morning();
    stage_type(stage, "3");
    for (int down = 0; down < table[i].down; down++)
      stage_press(stage, KEY_ACTION_DOWN);
    stage_type(stage, table[i].typed);
    stage_type(stage, "\n");
    g_autofree char *text = stage_text(stage);
    g_assert_nonnull(strstr(text, table[i].why));
    /* What was typed is still there, to be put right. */
    g_assert_nonnull(strstr(text, table[i].typed));
  }
}

/* "11" at lights out is the hour before midnight, as people say it. */
static void test_half_of_the_day_is_the_nearer_one(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) record = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  stage_type(stage, "3");
  stage_press(stage, KEY_ACTION_UP);
  stage_type(stage, "11\n");
  (void) stored(stage, night, &record);
  g_assert_cmpint(record->lights_out, ==, stage_instant("2026-11-26 23:00"));
}

static void test_several_left_open(void) {
  static const char *const open[] = { "magnesium", "dim" };
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(GError) error = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(open); i++) {
    const Night night = app_evening(stage->app)->morning_due;
    const Action action = { .kind = ACTION_MARK, .step = open[i], .mark = MARK_OPEN, .night = night };
    g_assert_true(app_perform(stage->app, &action, NULL, &error));
  }
  stage_show(stage, morning_view_new);
  stage_type(stage, "3");
  stage_check(stage, "morning-several-open");
}

static void test_past_night(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) record = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  stage_type(stage, "3"
                    "20\n");
  stage_go(stage, "2026-11-30 12:00");
  View *view = stage->view;
  view->night = night;
  view->class->enter(view, app_evening(stage->app));
  g_autofree char *text = stage_text(stage);
  g_assert_nonnull(strstr(text, "[3]"));
  g_assert_nonnull(strstr(text, "20 min"));
  stage_press(stage, KEY_ACTION_UP);
  stage_press(stage, KEY_ACTION_UP);
  stage_type(stage, "4");
  g_assert_cmpint(stored(stage, night, &record)->rested, ==, 4);
  g_assert_cmpint(record->morning.asleep_after_minutes, ==, 20);
}

static void test_mouse(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  g_autoptr(Record) record = NULL;
  const Night night = app_evening(stage->app)->morning_due;
  g_assert_cmpint(stage_click_text(stage, INPUT_CLICK, "4        5", 0), ==, VIEW_REDRAW);
  g_assert_cmpint(stored(stage, night, &record)->rested, ==, 4);
  g_clear_pointer(&record, record_free);
  /* Another figure of the form; then a field, which stores what was typed before. */
  stage_click_text(stage, INPUT_CLICK, "3    [4]", 0);
  stage_type(stage, "15");
  stage_click_text(stage, INPUT_CLICK, "Sleep quality", 2);
  stage_type(stage, "5\n");
  g_assert_cmpint(stored(stage, night, &record)->rested, ==, 3);
  g_assert_cmpint(record->morning.asleep_after_minutes, ==, 15);
  g_assert_cmpint(record->morning.quality, ==, 5);
  g_assert_cmpint(record_mark(record, "screens"), ==, MARK_OPEN);
  g_clear_pointer(&record, record_free);
  stage_click_text(stage, INPUT_CLICK, "○  Screens off", 0);
  (void) stored(stage, night, &record);
  g_assert_cmpint(record_mark(record, "screens"), ==, MARK_DONE);
}

static void test_another_program(void) {
  g_autoptr(StageFixture) stage = friday_morning();
  Morning morning;
  morning_init(&morning);
  morning.rested = 2;
  morning.wakings = 3;
  const Night night = app_evening(stage->app)->morning_due;
  const Action action = { .kind = ACTION_MORNING, .night = night, .morning = &morning };
  stage_act_elsewhere(stage, "2026-11-27 07:46", &action);
  g_autofree char *text = stage_text(stage);
  g_assert_nonnull(strstr(text, "[2]"));
  g_assert_nonnull(strstr(text, "3 times"));
}

static gboolean take_all(const char *bytes, gsize length, gpointer data) {
  return TRUE;
}

static void test_another_zone(void) {
  const TerminalPort port = { .write = take_all };
  g_setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  g_autoptr(StageFixture) stage = friday_morning();
  const Evening *evening = app_evening(stage->app);
  g_autofree char *path = g_build_filename(stage->folder, "winddown.cfg", NULL);
  g_autofree char *shipped = config_shipped_text(23 * 60, 7 * 60);
  g_autofree char *text = g_strconcat(shipped, "\nzone = \"Asia/Tokyo\";\n", NULL);
  app_start(stage->app, &port);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  while (!g_str_equal(g_time_zone_get_identifier(evening->zone), "Asia/Tokyo"))
    g_main_context_iteration(NULL, TRUE);
  g_autofree char *shown = stage_text(stage);
  g_assert_nonnull(strstr(shown, "15:46"));
  g_assert_cmpint(stage_type(stage, "4"), ==, VIEW_REDRAW);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/morning/a-long-note-shows-what-is-typed", test_long_note);
  g_test_add_func("/morning/a-field-has-its-own-value", test_values);
  g_test_add_func("/morning/the-question-stands-alone", test_question_alone);
  g_test_add_func("/morning/one-key-saves", test_one_key);
  g_test_add_func("/morning/before-the-first-night-it-says-when-it-comes", test_before_the_first_night);
  g_test_add_func("/morning/what-was-answered-can-be-looked-at-again", test_looked_at_again);
  g_test_add_func("/morning/every-field-is-a-few-keys", test_fields);
  g_test_add_func("/morning/impossible-is-asked-back-and-not-stored", test_question_back);
  g_test_add_func("/morning/open-steps-settle-in-passing", test_settle);
  g_test_add_func("/morning/one-key-keeps-all-that-ran", test_one_key_keeps_all);
  g_test_add_func("/morning/several-left-open-stand-apart-with-whole-titles", test_several_left_open);
  g_test_add_func("/morning/mouse-answers-and-ticks", test_mouse);
  g_test_add_func("/morning/what-another-program-answers-shows-at-once", test_another_program);
  g_test_add_func("/morning/the-zone-may-change-while-it-is-open", test_another_zone);
  g_test_add_func("/morning/no-letter-in-the-form-is-a-command", test_no_letter_is_a_command);
  g_test_add_func("/morning/quit-asks-and-is-a-letter-in-the-note", test_quit_asks);
  g_test_add_func("/morning/refused-value-says-why", test_refused_value_says_why);
  g_test_add_func("/morning/half-of-the-day-is-the-nearer-one", test_half_of_the_day_is_the_nearer_one);
  g_test_add_func("/morning/past-nights-can-be-edited", test_past_night);
  return g_test_run();
}
