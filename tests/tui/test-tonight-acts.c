/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What keys and the mouse do in Tonight, on an app. */
#include "golden.h"
#include "stage.h"

#include <string.h>

static void check_stage(StageFixture *stage, int columns, int rows, const char *name) {
  g_autoptr(Canvas) canvas = stage_draw(stage, columns, rows);
  golden_check(canvas, name);
}

static Mark mark_of(const StageFixture *stage, const char *step) {
  return record_mark(app_evening(stage->app)->record, step);
}

static void test_folds(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:16");
  static const char *const done[] = { "magnesium", "dim", "stretch" };
  g_autoptr(GError) error = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(done); i++)
    g_assert_true(
        app_perform(stage->app, &(Action){ .kind = ACTION_MARK, .step = done[i], .mark = MARK_DONE }, NULL, &error));
  app_say(stage->app, NULL);
  stage_check(stage, "tonight-folded");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_UP), ==, VIEW_REDRAW);
  stage_check(stage, "tonight-unfolded");
  for (int i = 0; i < 3; i++)
    stage_press(stage, KEY_ACTION_UP);
  stage_check(stage, "tonight-unfolded-more");
  /* Time moves nothing; esc goes back to what comes next, with everything folded. */
  stage_go(stage, "2026-11-24 22:20");
  g_autofree char *later = stage_text(stage);
  g_assert_null(strstr(later, "Earlier ✓ 4"));
  stage_press(stage, KEY_ACTION_BACK);
  g_autofree char *text = stage_text(stage);
  g_assert_nonnull(strstr(text, "Earlier ✓ 4"));
}

static void test_paused(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  g_autoptr(GError) error = NULL;
  const Night tonight = app_evening(stage->app)->plan->night;
  g_assert_true(
      app_perform(stage->app, &(Action){ .kind = ACTION_PAUSE, .night = tonight, .to = NIGHT_NONE }, NULL, &error));
  app_say(stage->app, NULL);
  stage_check(stage, "tonight-paused");
}

static void test_keys_act(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  /* The cursor stands on what is due: magnesium, at 21:30. */
  stage_press(stage, KEY_ACTION_DONE);
  g_assert_cmpint(mark_of(stage, "magnesium"), ==, MARK_DONE);
  /* It then follows to the next one. */
  stage_press(stage, KEY_ACTION_SKIP);
  g_assert_cmpint(mark_of(stage, "dim"), ==, MARK_SKIPPED);
  stage_press(stage, KEY_ACTION_UNDO);
  g_assert_cmpint(mark_of(stage, "dim"), ==, MARK_OPEN);
  stage_press(stage, KEY_ACTION_NOT_TONIGHT);
  g_assert_cmpint(mark_of(stage, "dim"), ==, MARK_SLIPPED);
  /* A guided step is begun, not ticked. */
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_GO);
  g_assert_cmpint(stage->view->target, ==, VIEW_GUIDE);
  g_assert_cmpstr(stage->view->step, ==, "stretch");
}

/* What was only said (a theme, a refusal) is nothing that undo takes back. */
static void test_undo_is_offered(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  app_say(stage->app, "Theme: Ember");
  g_autofree char *said = stage_text(stage);
  g_assert_nonnull(strstr(said, "Theme: Ember."));
  g_assert_null(strstr(said, "u undo"));
  stage_press(stage, KEY_ACTION_DONE);
  g_autofree char *done = stage_text(stage);
  g_assert_nonnull(strstr(done, "u undo"));
  stage_press(stage, KEY_ACTION_UNDO);
  stage_press(stage, KEY_ACTION_UNDO);
  g_autofree char *undone = stage_text(stage);
  g_assert_nonnull(strstr(undone, "There is nothing to undo."));
  g_assert_null(strstr(undone, "u undo"));
}

static void test_said_while_true(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_DONE);
  const Action other = { .kind = ACTION_MARK, .step = "dim", .mark = MARK_OPEN };
  stage_act_elsewhere(stage, "2026-11-24 21:55", &other);
  g_autofree char *still = stage_text(stage);
  g_assert_nonnull(strstr(still, "Magnesium, your own choice: done."));
  const Action same = { .kind = ACTION_MARK, .step = "magnesium", .mark = MARK_OPEN };
  stage_act_elsewhere(stage, "2026-11-24 21:55", &same);
  g_autofree char *text = stage_text(stage);
  g_assert_null(strstr(text, "Magnesium, your own choice: done."));
}

/* The row says when it comes again, also where there is little room: "now" would not be true. */
static void test_snoozed_is_not_now(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:31");
  stage_press(stage, KEY_ACTION_SNOOZE);
  g_assert_cmpint(record_step(app_evening(stage->app)->record, "magnesium")->snoozed_until, >, 0);
  app_say(stage->app, NULL);
  check_stage(stage, 40, 12, "tonight-snoozed-40x12");
  check_stage(stage, 80, 24, "tonight-snoozed-80x24");
}

static void test_moved_cursor_stays(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_DONE);
  g_assert_cmpint(mark_of(stage, "stretch"), ==, MARK_DONE);
  /* The same key again opens it. */
  stage_press(stage, KEY_ACTION_DONE);
  g_assert_cmpint(mark_of(stage, "stretch"), ==, MARK_OPEN);
}

/* Neither time, nor another view, nor another program's act moves the cursor to another row. */
static void test_only_the_person_moves_the_cursor(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_DOWN);
  stage_go(stage, "2026-11-24 21:59");
  stage->view->class->enter(stage->view, app_evening(stage->app));
  const Action other = { .kind = ACTION_MARK, .step = "magnesium", .mark = MARK_DONE };
  stage_act_elsewhere(stage, "2026-11-24 22:03", &other);
  stage_press(stage, KEY_ACTION_SKIP);
  g_assert_cmpint(mark_of(stage, "stretch"), ==, MARK_SKIPPED);
  g_assert_cmpint(mark_of(stage, "dim"), ==, MARK_OPEN);
}

/* Whatever its mark, enter begins a guided step and ticks nothing. */
static void test_enter_begins_an_answered_guide(void) {
  static const KeyAction answers[] = { KEY_ACTION_SKIP, KEY_ACTION_DONE, KEY_ACTION_NOT_TONIGHT };
  for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
    g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:03");
    stage_press(stage, KEY_ACTION_DOWN);
    stage_press(stage, KEY_ACTION_DOWN);
    stage_press(stage, answers[i]);
    const Mark before = mark_of(stage, "stretch");
    g_assert_cmpint(before, !=, MARK_OPEN);
    g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_GO);
    g_assert_cmpint(stage->view->target, ==, VIEW_GUIDE);
    g_assert_cmpint(mark_of(stage, "stretch"), ==, before);
  }
}

static void test_snooze_before_its_time_is_refused(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:59");
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_SNOOZE);
  g_autofree char *text = stage_text(stage);
  g_assert_nonnull(strstr(text, "Dim the lights is not due until 22:00."));
  stage_go(stage, "2026-11-24 22:00");
  stage_press(stage, KEY_ACTION_SNOOZE);
  g_assert_cmpint(record_step(app_evening(stage->app)->record, "dim")->snoozed_until, ==,
                  stage_instant("2026-11-24 22:10"));
}

/* Who said good night by mistake is told the way back, and any key leads there. */
static void test_dark_screen_tells_the_way_back(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:50");
  stage_press(stage, KEY_ACTION_GOOD_NIGHT);
  stage_go(stage, "2026-11-24 22:56");
  g_autofree char *dark = stage_text(stage);
  g_assert_nonnull(strstr(dark, "a: all kept   u: undo   any key: the evening"));
  stage_press(stage, KEY_ACTION_SKIP);
  g_autofree char *evening = stage_text(stage);
  g_assert_nonnull(strstr(evening, "Dim the lights"));
  g_assert_cmpint(mark_of(stage, STEP_LIGHTS_OUT), ==, MARK_DONE);
}

/* What was undone is said for ten seconds, what was done for longer; a reminder that nothing else could show as long as
 * it is news. */
static void test_undone_is_said_for_ten_seconds(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_DONE);
  stage_press(stage, KEY_ACTION_UNDO);
  g_assert_cmpint(stage->view->class->next_change(stage->view, app_evening(stage->app)), ==,
                  (stage_instant("2026-11-24 21:55") + 10) * G_USEC_PER_SEC);
  clock_step(app_clock(stage->app), stage_instant("2026-11-24 21:55") + 9);
  app_tick(stage->app);
  g_autofree char *said = stage_text(stage);
  g_assert_nonnull(strstr(said, "Undone: Magnesium, your own choice is open again."));
  clock_step(app_clock(stage->app), stage_instant("2026-11-24 21:55") + 10);
  app_tick(stage->app);
  g_autofree char *gone = stage_text(stage);
  g_assert_null(strstr(gone, "Undone"));
  stage->view->class->enter(stage->view, app_evening(stage->app));
  g_autofree char *back = stage_text(stage);
  g_assert_null(strstr(back, "Undone"));
}

static void test_reopening_says_so(void) {
  static const KeyAction keys[] = { KEY_ACTION_DONE, KEY_ACTION_SKIP, KEY_ACTION_NOT_TONIGHT };
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:16");
    stage_press(stage, KEY_ACTION_DOWN);
    stage_press(stage, keys[i]);
    stage_press(stage, keys[i]);
    g_autofree char *text = stage_text(stage);
    g_assert_nonnull(strstr(text, ": open again."));
    g_assert_nonnull(strstr(text, "u undo"));
  }
}

/* The key line says what the key will do to the answer that is there. */
static void test_keys_of_a_skipped_step(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_SKIP);
  g_autofree char *skipped = stage_text(stage);
  g_assert_nonnull(strstr(skipped, "space done  x open again"));
  stage_press(stage, KEY_ACTION_DONE);
  g_autofree char *done = stage_text(stage);
  g_assert_nonnull(strstr(done, "space open again  x skip"));
}

static void test_refused_keys_say_why(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_SKIP);
  stage_press(stage, KEY_ACTION_SNOOZE);
  g_autofree char *answered = stage_text(stage);
  g_assert_nonnull(strstr(answered, "Dim the lights is answered; there is nothing to snooze."));
  for (int i = 0; i < 4; i++)
    stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_NOT_TONIGHT);
  g_autofree char *bed = stage_text(stage);
  g_assert_nonnull(strstr(bed, "Lights out is marked by its time: press g when you go to bed."));
  g_assert_cmpint(mark_of(stage, STEP_LIGHTS_OUT), ==, MARK_OPEN);
}

static void test_running_stretch_is_not_snoozed(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:31");
  for (int i = 0; i < 4; i++) /* unfolds what runs, and stands on the last of it */
    stage_press(stage, KEY_ACTION_UP);
  stage_press(stage, KEY_ACTION_SNOOZE);
  g_autofree char *text = stage_text(stage);
  g_assert_nonnull(strstr(text, "has begun and needs no reminder."));
}

static void test_home_selects_what_comes_next(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  g_autofree char *before = stage_text(stage);
  g_assert_null(strstr(before, "home now"));
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_DOWN);
  g_autofree char *moved = stage_text(stage);
  g_assert_nonnull(strstr(moved, "home now"));
  stage_press(stage, KEY_ACTION_NOW);
  g_autofree char *after = stage_text(stage);
  g_assert_cmpstr(after, ==, before);
}

/* An hour before bedtime it is done at once; a second earlier it is asked about. */
static void test_early_good_night_asks(void) {
  static const KeyAction keys[] = { KEY_ACTION_GOOD_NIGHT, KEY_ACTION_DONE };
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:50");
    for (int down = 0; down < 6; down++)
      stage_press(stage, KEY_ACTION_DOWN);
    clock_step(app_clock(stage->app), stage_instant("2026-11-24 22:00") - 1);
    app_tick(stage->app);
    stage_press(stage, keys[i]);
    g_autofree char *asked = stage_text(stage);
    g_assert_nonnull(strstr(asked, "Good night already? enter yes, esc no"));
    g_assert_nonnull(strstr(asked, "enter yes   esc no"));
    stage_press(stage, KEY_ACTION_SKIP);
    stage_press(stage, KEY_ACTION_BACK);
    g_assert_cmpint(mark_of(stage, STEP_LIGHTS_OUT), ==, MARK_OPEN);
    g_assert_false(app_evening(stage->app)->record->good_night);
    stage_press(stage, keys[i]);
    stage_press(stage, KEY_ACTION_BEGIN);
    g_assert_true(app_evening(stage->app)->record->good_night || mark_of(stage, STEP_LIGHTS_OUT) == MARK_DONE);
  }
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:00");
  stage_press(stage, KEY_ACTION_GOOD_NIGHT);
  g_assert_true(app_evening(stage->app)->record->good_night);
}

/* Before lights out it is too early to say that anything was kept; after it nothing is marked until someone says so. */
static void test_one_key_keeps_what_ran(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:50");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_KEEP), ==, VIEW_IGNORED);
  stage_press(stage, KEY_ACTION_GOOD_NIGHT);
  g_assert_cmpint(mark_of(stage, "screens"), ==, MARK_OPEN);
  g_autofree char *asked = stage_text(stage);
  g_assert_nonnull(strstr(asked, "The morning asks about: No more caffeine"));
  stage_press(stage, KEY_ACTION_KEEP);
  g_assert_cmpint(mark_of(stage, "screens"), ==, MARK_DONE);
  g_assert_cmpint(mark_of(stage, "caffeine"), ==, MARK_DONE);
  g_autofree char *dark = stage_text(stage);
  g_assert_nonnull(strstr(dark, "Kept: No more caffeine, No more alcohol"));
  g_assert_nonnull(strstr(dark, "any key: the evening   u: undo"));
}

/* While the time changes, header, timeline and list show the evening as it would be; nothing is stored. */
static void test_bed_prompt_previews(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  const gint64 bed = app_evening(stage->app)->plan->bed;
  stage_press(stage, KEY_ACTION_BEDTIME);
  stage_press(stage, KEY_ACTION_RIGHT);
  stage_press(stage, KEY_ACTION_RIGHT);
  stage_type(stage, "w");
  g_autofree char *moved = stage_text(stage);
  g_assert_nonnull(strstr(moved, "bed in 1 h 35 min"));
  g_assert_nonnull(strstr(moved, "23:30 to 07:30"));
  g_assert_nonnull(strstr(moved, "22:30   Dim the lights"));
  g_assert_nonnull(strstr(moved, "enter move   esc cancel"));
  g_assert_cmpint(app_evening(stage->app)->plan->bed, ==, bed);
  stage_type(stage, "-");
  g_autofree char *less = stage_text(stage);
  g_assert_nonnull(strstr(less, "Bedtime 23:25 to 07:25"));
  stage_type(stage, "++");
  g_autofree char *more = stage_text(stage);
  g_assert_nonnull(strstr(more, "Bedtime 23:35 to 07:35"));
  stage_press(stage, KEY_ACTION_BACK);
  g_autofree char *cancelled = stage_text(stage);
  g_assert_nonnull(strstr(cancelled, "bed in 1 h 5 min"));
  g_assert_nonnull(strstr(cancelled, "22:00   Dim the lights"));
}

/* The typed time is a text field: the arrows then move in it, and the terminal's cursor is there. */
static void test_bed_prompt_is_a_text_field(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_BEDTIME);
  stage_type(stage, "2345");
  const Input left = { .kind = INPUT_ACTION, .action = KEY_ACTION_LEFT, .edit = EDIT_LEFT };
  stage->view->class->input(stage->view, app_evening(stage->app), &left);
  stage_type(stage, "\b3");
  g_autoptr(Canvas) canvas = stage_draw(stage, 80, 24);
  g_autofree char *text = canvas_to_text(canvas);
  g_assert_nonnull(strstr(text, "2335 is 23:35."));
  const CanvasCursor cursor = canvas_cursor(canvas);
  g_assert_cmpint(cursor.kind, ==, CURSOR_TYPES);
  g_assert_cmpuint(canvas_cell(canvas, cursor.row, cursor.column)->characters[0], ==, '5');
}

/* Screen readers and braille lines follow the terminal's cursor. */
static void test_cursor_is_on_the_selected_title(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  static const char first[] = "MDGSSL";
  for (const char *letter = first; *letter; letter++) {
    g_autoptr(Canvas) canvas = stage_draw(stage, 80, 24);
    const CanvasCursor cursor = canvas_cursor(canvas);
    g_assert_cmpint(cursor.kind, ==, CURSOR_SELECTS);
    g_assert_cmpuint(canvas_cell(canvas, cursor.row, cursor.column)->characters[0], ==, (gunichar) *letter);
    stage_press(stage, KEY_ACTION_DOWN);
  }
}

static void test_leave_out(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_LEAVE_OUT);
  g_autofree char *text = stage_text(stage);
  g_assert_null(strstr(text, "21:30   Magnesium"));
}

static void test_mouse(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_click_text(stage, INPUT_CLICK, "Slow breathing", 3);
  g_assert_cmpint(mark_of(stage, "breathe"), ==, MARK_OPEN);
  stage_click_text(stage, INPUT_DOUBLE_CLICK, "Slow breathing", 3);
  g_assert_cmpint(mark_of(stage, "breathe"), ==, MARK_DONE);
  stage_click_text(stage, INPUT_CLICK, "✓  22:15", 0);
  g_assert_cmpint(mark_of(stage, "breathe"), ==, MARK_OPEN);
  /* Where nothing stands a click does nothing; on a fold it opens it. */
  g_assert_cmpint(stage_click(stage, INPUT_CLICK, 2, 40), ==, VIEW_IGNORED);
  g_assert_cmpint(stage_click_text(stage, INPUT_CLICK, "Earlier today", 0), ==, VIEW_REDRAW);
  g_autofree char *open = stage_text(stage);
  g_assert_nonnull(strstr(open, "› ○  08:00   Go outside"));
}

static void test_mouse_after_bed(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 23:40");
  g_assert_cmpint(stage_click_text(stage, INPUT_CLICK, "Lights out", 4), ==, VIEW_IGNORED);
  g_assert_cmpint(stage_click_text(stage, INPUT_DOUBLE_CLICK, "Lights out", 4), ==, VIEW_REDRAW);
  g_assert_true(app_evening(stage->app)->record->good_night);
}

static void test_bed_prompt(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_BEDTIME);
  stage_check(stage, "tonight-bed-prompt");
  stage_press(stage, KEY_ACTION_RIGHT);
  stage_press(stage, KEY_ACTION_RIGHT);
  stage_check(stage, "tonight-bed-prompt-moved");
  g_assert_true(stage->view->class->types(stage->view));
  stage_type(stage, "w\n");
  const Plan *plan = app_evening(stage->app)->plan;
  g_assert_cmpint(plan->bed, ==, stage_instant("2026-11-24 23:30"));
  g_assert_cmpint(plan->wake, ==, stage_instant("2026-11-25 07:30"));
  g_assert_false(stage->view->class->types(stage->view));
  stage_press(stage, KEY_ACTION_BEDTIME);
  stage_type(stage, "0015\n");
  g_assert_cmpint(app_evening(stage->app)->plan->bed, ==, stage_instant("2026-11-25 00:15"));
  stage_press(stage, KEY_ACTION_BEDTIME);
  stage_type(stage, "2200");
  stage_press(stage, KEY_ACTION_BACK);
  g_assert_cmpint(app_evening(stage->app)->plan->bed, ==, stage_instant("2026-11-25 00:15"));
}

/* What is rubbed out counts no more: what then stands there does. */
static void test_bed_prompt_rubs_out(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_BEDTIME);
  stage_type(stage, "0015\b\b\b");
  g_autofree char *hour = stage_text(stage);
  g_assert_nonnull(strstr(hour, "Bedtime 00:00"));
  stage_type(stage, "\b\b");
  g_autofree char *nothing = stage_text(stage);
  g_assert_nonnull(strstr(nothing, "Bedtime 23:00"));
}

static gboolean shows(StageFixture *stage, const char *text) {
  g_autofree char *screen = stage_text(stage);
  return strstr(screen, text) != NULL;
}

static void test_bed_prompt_asks_which_half_of_the_day(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  stage_press(stage, KEY_ACTION_BEDTIME);
  stage_type(stage, "11");
  g_assert_true(shows(stage, "Bedtime 11: is that 11:00 or 23:00? Add am or pm."));
  stage_press(stage, KEY_ACTION_BEGIN);
  g_assert_cmpint(app_evening(stage->app)->plan->bed, ==, stage_instant("2026-11-24 23:00"));
  stage_type(stage, ":30pm");
  g_assert_true(shows(stage, "11:30pm is 23:30."));
  stage_press(stage, KEY_ACTION_BEGIN);
  g_assert_cmpint(app_evening(stage->app)->plan->bed, ==, stage_instant("2026-11-24 23:30"));
}

/* The same answer to the same key is news again, however long ago it was given first. */
static void test_said_again(void) {
  static const char answer[] = "Lights out is marked by its time";
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 23:40");
  stage_press(stage, KEY_ACTION_NOT_TONIGHT);
  g_assert_true(shows(stage, answer));
  stage_go(stage, "2026-11-24 23:50");
  g_assert_false(shows(stage, answer));
  stage_press(stage, KEY_ACTION_NOT_TONIGHT);
  g_assert_true(shows(stage, answer));
}

/* What is to run is never run unseen. */
static void test_service_is_offered_first(void) {
  g_autofree char *path = g_strdup(g_getenv("PATH"));
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 21:55");
  g_setenv("PATH", "/nowhere", TRUE); /* were it run all the same, it would not be found */
  stage_press(stage, KEY_ACTION_KEEP_REMINDING);
  g_assert_true(shows(stage, "This will run “"));
  stage_go(stage, "2026-11-24 22:05");
  g_assert_false(shows(stage, "This will run “"));
  stage_press(stage, KEY_ACTION_KEEP_REMINDING);
  g_assert_true(shows(stage, "This will run “"));
  g_setenv("PATH", path, TRUE);
}

static void test_good_night(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 23:40");
  stage_check(stage, "tonight-late");
  stage_press(stage, KEY_ACTION_BEGIN);
  g_assert_true(app_evening(stage->app)->record->good_night);
  stage_check(stage, "tonight-dark");
  stage_go(stage, "2026-11-25 00:40");
  const gint64 change = stage->view->class->next_change(stage->view, app_evening(stage->app));
  g_assert_cmpint(change, ==, 0);
  /* An arrow looks at the evening once more. */
  stage_press(stage, KEY_ACTION_UP);
  g_autofree char *text = stage_text(stage);
  g_assert_nonnull(strstr(text, "Dim the lights"));
}

/* Where there is room, the recent weeks stand beside the list. */
static void test_roomy(void) {
  g_autoptr(StageFixture) stage = stage_new(tonight_view_new, "2026-11-24 22:05");
  stage_press(stage, KEY_ACTION_DONE);
  stage_press(stage, KEY_ACTION_DONE);
  check_stage(stage, 132, 43, "tonight-roomy-132x43");
  check_stage(stage, 200, 50, "tonight-roomy-200x50");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tonight/cursor-is-on-the-selected-title", test_cursor_is_on_the_selected_title);
  g_test_add_func("/tonight/bed-prompt-previews-the-evening", test_bed_prompt_previews);
  g_test_add_func("/tonight/bed-prompt-is-a-text-field", test_bed_prompt_is_a_text_field);
  g_test_add_func("/tonight/undone-is-said-for-ten-seconds", test_undone_is_said_for_ten_seconds);
  g_test_add_func("/tonight/reopening-says-so", test_reopening_says_so);
  g_test_add_func("/tonight/key-line-of-a-skipped-step-says-what-its-keys-do", test_keys_of_a_skipped_step);
  g_test_add_func("/tonight/refused-keys-say-why", test_refused_keys_say_why);
  g_test_add_func("/tonight/running-stretch-is-not-snoozed", test_running_stretch_is_not_snoozed);
  g_test_add_func("/tonight/home-selects-what-comes-next", test_home_selects_what_comes_next);
  g_test_add_func("/tonight/good-night-an-hour-early-asks-first", test_early_good_night_asks);
  g_test_add_func("/tonight/answered-rows-fold-and-arrows-unfold", test_folds);
  g_test_add_func("/tonight/a-pause-of-everything-says-so", test_paused);
  g_test_add_func("/tonight/keys-act-on-what-is-next", test_keys_act);
  g_test_add_func("/tonight/undo-is-offered-for-acts-only", test_undo_is_offered);
  g_test_add_func("/tonight/what-was-done-is-said-while-it-is-true", test_said_while_true);
  g_test_add_func("/tonight/snoozed-row-says-when-it-comes-again", test_snoozed_is_not_now);
  g_test_add_func("/tonight/moved-cursor-stays", test_moved_cursor_stays);
  g_test_add_func("/tonight/left-out-is-gone", test_leave_out);
  g_test_add_func("/tonight/mouse-selects-and-ticks", test_mouse);
  g_test_add_func("/tonight/mouse-puts-the-lights-out", test_mouse_after_bed);
  g_test_add_func("/tonight/bedtime-moves-from-a-prompt", test_bed_prompt);
  g_test_add_func("/tonight/bedtime-is-what-stands-there", test_bed_prompt_rubs_out);
  g_test_add_func("/tonight/bed-prompt-asks-which-half-of-the-day", test_bed_prompt_asks_which_half_of_the_day);
  g_test_add_func("/tonight/the-same-answer-is-news-again", test_said_again);
  g_test_add_func("/tonight/the-service-is-offered-before-it-is-enabled", test_service_is_offered_first);
  g_test_add_func("/tonight/good-night-is-dark", test_good_night);
  g_test_add_func("/tonight/roomy-shows-the-weeks", test_roomy);
  g_test_add_func("/tonight/only-the-person-moves-the-cursor", test_only_the_person_moves_the_cursor);
  g_test_add_func("/tonight/enter-begins-an-answered-guide", test_enter_begins_an_answered_guide);
  g_test_add_func("/tonight/snooze-before-its-time-is-refused", test_snooze_before_its_time_is_refused);
  g_test_add_func("/tonight/one-key-keeps-what-ran", test_one_key_keeps_what_ran);
  g_test_add_func("/tonight/dark-screen-tells-the-way-back", test_dark_screen_tells_the_way_back);
  return g_test_run();
}
