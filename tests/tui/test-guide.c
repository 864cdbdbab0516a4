/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/guide/guide.h"

#include "golden.h"
#include "stage.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define BEGIN (G_GINT64_CONSTANT(1795561200) * SECOND)

/* ---- The run. ---- */

static Guide *sequence_new(void) {
  Guide *guide = g_new0(Guide, 1);
  static const struct {
    const char *title;
    int seconds;
  } parts[] = { { "Neck", 45 }, { "Shoulders", 60 }, { "Forward fold", 75 } };
  guide->name = g_strdup("stretch");
  guide->parts = g_ptr_array_new_with_free_func((GDestroyNotify) guide_part_free);
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    GuidePart *part = g_new0(GuidePart, 1);
    part->title = g_strdup(parts[i].title);
    part->seconds = parts[i].seconds;
    g_ptr_array_add(guide->parts, part);
  }
  return guide;
}

static GuideRun *sequence_run(int seconds) {
  Guide *guide = sequence_new();
  GuideRun *run = guide_run_new(guide, seconds, BEGIN);
  guide_free(guide); /* a run must outlive the configuration that it came from */
  return run;
}

static GuideMoment at(const GuideRun *run, double seconds) {
  return guide_moment(run, BEGIN + (gint64) (seconds * SECOND));
}

static void parts_follow_one_another(void) {
  g_autoptr(GuideRun) run = sequence_run(180);
  static const struct {
    double at;
    const char *part, *next;
    gint64 left; /* of the part */
  } table[] = {
    { 0, "Neck", "Shoulders", 45 },          { 44.5, "Neck", "Shoulders", 0 },  { 45, "Shoulders", "Forward fold", 60 },
    { 104, "Shoulders", "Forward fold", 1 }, { 105, "Forward fold", NULL, 75 }, { 180, "Forward fold", NULL, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    const GuideMoment moment = at(run, table[i].at);
    g_assert_cmpstr(moment.part, ==, table[i].part);
    g_assert_cmpstr(moment.next, ==, table[i].next);
    g_assert_cmpint(moment.part_left_usec / SECOND, ==, table[i].left);
    g_assert_cmpint(moment.is_over, ==, table[i].at >= 180);
  }
}

static void a_shorter_run_keeps_the_shares(void) {
  g_autoptr(GuideRun) run = sequence_run(90);
  g_assert_cmpint(at(run, 0).part_left_usec, ==, 45 * SECOND / 2);
  g_assert_cmpstr(at(run, 23).part, ==, "Shoulders");
  g_assert_true(at(run, 90).is_over);
}

static void a_pause_stands_still_and_is_not_counted(void) {
  g_autoptr(GuideRun) run = sequence_run(180);
  guide_run_pause(run, BEGIN + 20 * SECOND);
  guide_run_pause(run, BEGIN + 30 * SECOND); /* once more changes nothing */
  g_assert_cmpint(at(run, 500).part_left_usec, ==, 25 * SECOND);
  g_assert_cmpint(guide_next_change(run, TRUE, BEGIN + 60 * SECOND), ==, 0);
  guide_run_resume(run, BEGIN + 620 * SECOND);
  g_assert_cmpint(at(run, 620).part_left_usec, ==, 25 * SECOND);
  g_assert_true(at(run, 780).is_over);
  g_assert_cmpint(guide_run_took(run, BEGIN + 700 * SECOND), ==, 100);
}

static void a_minute_more_goes_to_the_present_part(void) {
  g_autoptr(GuideRun) run = sequence_run(180);
  guide_run_extend(run, 60, BEGIN + 50 * SECOND);
  g_assert_cmpint(at(run, 50).part_left_usec, ==, 115 * SECOND);
  g_assert_cmpint(at(run, 50).length_usec, ==, 240 * SECOND);
  g_assert_cmpstr(at(run, 166).part, ==, "Forward fold");
}

static void an_hour_is_an_hour(void) {
  g_autoptr(GuideRun) run = guide_run_new(NULL, 3600, BEGIN);
  guide_run_extend(run, 3600, BEGIN);
  g_assert_cmpint(at(run, 0).left_usec, ==, 7200 * SECOND);
}

static void it_never_takes_longer_than_it_lasts(void) {
  g_autoptr(GuideRun) run = sequence_run(180);
  g_assert_cmpint(guide_run_took(run, BEGIN + 9999 * SECOND), ==, 180);
  g_assert_cmpint(guide_run_took(run, BEGIN - 5 * SECOND), ==, 0);
}

static void begun_later_it_ends_when_it_should(void) {
  static const struct {
    int seconds;
    gint64 ahead; /* of the limit */
    int fits;
  } table[] = { { 600, 900, 600 }, { 600, 600, 600 }, { 600, 420, 420 },
                { 600, 60, 60 },   { 600, 59, 600 },  { 600, -300, 600 } };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
    g_assert_cmpint(guide_fit(table[i].seconds, 1000, 1000 + table[i].ahead), ==, table[i].fits);
}

static const Guide slow = { .in_seconds = 4.5, .out_seconds = 5.5 };
static const Guide box = { .in_seconds = 4, .hold_seconds = 4, .out_seconds = 4, .rest_seconds = 4 };

static void breath_goes_round(void) {
  static const struct {
    const Guide *guide;
    double at;
    Breath breath;
    double share;
  } table[] = {
    { &slow, 0, BREATH_IN, 0 },       { &slow, 2.25, BREATH_IN, 0.5 }, { &slow, 4.5, BREATH_OUT, 0 },
    { &slow, 7.25, BREATH_OUT, 0.5 }, { &slow, 10, BREATH_IN, 0 },     { &box, 3, BREATH_IN, 0.75 },
    { &box, 4, BREATH_HOLD, 0 },      { &box, 9, BREATH_OUT, 0.25 },   { &box, 14, BREATH_REST, 0.5 },
    { &box, 16, BREATH_IN, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(GuideRun) run = guide_run_new(table[i].guide, 900, BEGIN);
    const GuideMoment moment = at(run, table[i].at);
    g_assert_cmpint(moment.breath, ==, table[i].breath);
    g_assert_cmpfloat_with_epsilon(moment.breath_share, table[i].share, 1e-6);
    g_assert_null(moment.part);
  }
}

/* Every change that the screen shows is announced, and never more than ten a second. */
static void changes_are_announced(void) {
  static const gboolean moves[] = { FALSE, TRUE };
  for (gsize i = 0; i < G_N_ELEMENTS(moves); i++) {
    g_autoptr(GuideRun) run = guide_run_new(&box, 20, BEGIN);
    gint64 now = BEGIN;
    int changes = 0;
    while (!guide_moment(run, now).is_over) {
      const GuideMoment before = guide_moment(run, now);
      const gint64 next = guide_next_change(run, moves[i], now);
      const GuideMoment still = guide_moment(run, next - 1);
      g_assert_cmpint(next, >, now);
      g_assert_cmpint((still.part_left_usec + SECOND - 1) / SECOND, ==, (before.part_left_usec + SECOND - 1) / SECOND);
      g_assert_cmpint(still.breath, ==, before.breath);
      now = next;
      changes++;
    }
    g_assert_cmpint(guide_next_change(run, moves[i], now), ==, 0);
    g_assert_cmpint(changes, <=, moves[i] ? 20 * 10 : 20);
  }
}

/* ---- How it looks. ---- */

static void draw_picture(Canvas *canvas, gpointer data) {
  guide_draw(canvas, data);
}

static void check_picture(GuidePicture *picture, const char *name) {
  g_autofree char *file = g_strconcat("guide-", name, NULL);
  golden_check_sizes(draw_picture, picture, file);
}

static void looks_of_a_sequence(void) {
  g_autoptr(GuideRun) run = sequence_run(180);
  GuidePicture picture = { .title = "Gentle stretching", .moves = TRUE, .moment = at(run, 57) };
  check_picture(&picture, "stretch");
  picture.is_paused = TRUE;
  picture.status = "Shortened to end at 22:30.";
  check_picture(&picture, "paused");
  picture.is_paused = FALSE;
  picture.moment = at(run, 180);
  check_picture(&picture, "over");
  picture.status = "Gentle stretching: done.";
  picture.after = "Next: Slow breathing at 22:15.";
  check_picture(&picture, "over-and-next");
}

static void looks_of_a_breath(void) {
  g_autoptr(GuideRun) run = guide_run_new(&box, 900, BEGIN);
  GuidePicture picture = { .title = "Slow breathing", .moves = TRUE, .moment = at(run, 2) };
  check_picture(&picture, "breath-in");
  picture.moment = at(run, 5);
  check_picture(&picture, "breath-hold");
  picture.moment = at(run, 14);
  check_picture(&picture, "breath-rest");
  picture.moment = at(run, 10);
  check_picture(&picture, "breath-out");
  picture.moves = FALSE;
  picture.moment = at(run, 9.5);
  check_picture(&picture, "breath-still");
}

/* ---- The view, on an app. ---- */

static StageFixture *stage_guide(const char *now, const char *step) {
  StageFixture *stage = stage_new(guide_view_new, now);
  stage->view->step = g_intern_string(step);
  stage->view->class->enter(stage->view, app_evening(stage->app));
  return stage;
}

static void assert_shows(StageFixture *stage, const char *text) {
  g_autofree char *screen = stage_text(stage);
  if (!strstr(screen, text))
    g_error("\"%s\" is not on the screen:\n%s", text, screen);
}

static const StepRecord *stretch_record(StageFixture *stage) {
  return record_step(app_evening(stage->app)->record, "stretch");
}

static void wake(StageFixture *stage) {
  stage->view->class->wake(stage->view, app_evening(stage->app));
}

static gint64 next_change(StageFixture *stage) {
  return stage->view->class->next_change(stage->view, app_evening(stage->app));
}

static void its_end_ticks_the_step(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:02", "stretch");
  assert_shows(stage, "Neck: ear to shoulder, left");
  assert_shows(stage, "then Neck: ear to shoulder, right");
  g_assert_cmpint(next_change(stage), >, 0);
  stage_go(stage, "2026-11-24 22:11");
  wake(stage);
  g_assert_cmpint(record_mark(app_evening(stage->app)->record, "stretch"), ==, MARK_OPEN);
  stage_go(stage, "2026-11-24 22:12");
  wake(stage);
  g_assert_cmpint(stretch_record(stage)->mark, ==, MARK_DONE);
  g_assert_cmpint(stretch_record(stage)->took_seconds, ==, 600);
  g_assert_cmpint(next_change(stage), ==, 0); /* no timer is left */
  assert_shows(stage, "That was it.");
}

static void its_end_offers_the_next_one(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:02", "stretch");
  stage_go(stage, "2026-11-24 22:12");
  wake(stage);
  assert_shows(stage, "Next: Slow breathing at 22:15.");
  assert_shows(stage, "begin the next");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_REDRAW);
  assert_shows(stage, "Slow breathing");
  g_assert_cmpint(next_change(stage), >, 0);
  stage_go(stage, "2026-11-24 22:27");
  wake(stage);
  g_assert_cmpint(record_mark(app_evening(stage->app)->record, "breathe"), ==, MARK_DONE);
  assert_shows(stage, "Next: Screens off at 22:30."); /* which nobody is led through */
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_BACK);
}

static void enter_ends_it_early_with_the_time_it_took(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:02", "stretch");
  stage_go(stage, "2026-11-24 22:06");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_BACK);
  g_assert_cmpint(stretch_record(stage)->mark, ==, MARK_DONE);
  g_assert_cmpint(stretch_record(stage)->took_seconds, ==, 240);
  g_assert_cmpint(next_change(stage), ==, 0);
}

static void esc_leaves_it_open(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:02", "stretch");
  stage_go(stage, "2026-11-24 22:03");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BACK), ==, VIEW_BACK);
  g_assert_cmpint(record_mark(app_evening(stage->app)->record, "stretch"), ==, MARK_OPEN);
  g_assert_cmpint(next_change(stage), ==, 0);
}

static void begun_later_it_is_shortened(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:20", "breathe");
  assert_shows(stage, "Shortened to end at 22:30.");
  assert_shows(stage, "10 min left");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_EXTEND), ==, VIEW_REDRAW);
  assert_shows(stage, "11 min left");
}

static void it_waits_while_it_is_not_shown(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:02", "stretch");
  stage->view->class->leave(stage->view);
  stage_go(stage, "2026-11-24 22:30");
  stage->view->class->enter(stage->view, app_evening(stage->app));
  assert_shows(stage, "10 min left");
  g_assert_cmpint(record_mark(app_evening(stage->app)->record, "stretch"), ==, MARK_OPEN);
}

static void another_evening_begins_anew(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:02", "stretch");
  stage_go(stage, "2026-11-24 22:08");
  stage->view->class->leave(stage->view);
  stage_go(stage, "2026-11-25 22:02");
  stage->view->class->enter(stage->view, app_evening(stage->app));
  assert_shows(stage, "10 min left");
}

static void a_pause_holds_it(void) {
  g_autoptr(StageFixture) stage = stage_guide("2026-11-24 22:02", "stretch");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_PAUSE), ==, VIEW_REDRAW);
  g_assert_cmpint(next_change(stage), ==, 0);
  stage_go(stage, "2026-11-24 22:20");
  wake(stage);
  assert_shows(stage, "paused");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_PAUSE), ==, VIEW_REDRAW);
  assert_shows(stage, "10 min left");
}

static gboolean take_all(const char *bytes, gsize length, gpointer data) {
  return TRUE;
}

static gboolean screens_off_is_reminded(StageFixture *stage) {
  const char *reminder = app_evening(stage->app)->reminder;
  return reminder && strstr(reminder, "Screens off");
}

static void nothing_else_speaks_while_it_leads(void) {
  const TerminalPort port = { .write = take_all };
  g_setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE); /* leaves the screen as the way */
  g_autoptr(StageFixture) stage = stage_new(guide_view_new, "2026-11-24 22:20");
  app_start(stage->app, &port);
  stage->view->step = g_intern_string("stretch");
  stage->view->class->enter(stage->view, app_evening(stage->app));
  while (!app_evening(stage->app)->reminder) /* of what was due before it began */
    g_main_context_iteration(NULL, TRUE);
  for (int i = 0; i < 3; i++)
    (void) stage_press(stage, KEY_ACTION_EXTEND);
  stage_go(stage, "2026-11-24 22:31"); /* screens are off since 22:30: that would be on its way now */
  g_assert_nonnull(app_evening(stage->app)->reminder);
  g_assert_false(screens_off_is_reminded(stage));
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_BACK);
  while (!screens_off_is_reminded(stage))
    g_main_context_iteration(NULL, TRUE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/guide/parts-follow-one-another", parts_follow_one_another);
  g_test_add_func("/guide/a-shorter-run-keeps-the-shares", a_shorter_run_keeps_the_shares);
  g_test_add_func("/guide/a-pause-stands-still-and-is-not-counted", a_pause_stands_still_and_is_not_counted);
  g_test_add_func("/guide/a-minute-more-goes-to-the-present-part", a_minute_more_goes_to_the_present_part);
  g_test_add_func("/guide/an-hour-is-an-hour", an_hour_is_an_hour);
  g_test_add_func("/guide/it-never-takes-longer-than-it-lasts", it_never_takes_longer_than_it_lasts);
  g_test_add_func("/guide/begun-later-it-ends-when-it-should", begun_later_it_ends_when_it_should);
  g_test_add_func("/guide/breath-goes-round", breath_goes_round);
  g_test_add_func("/guide/changes-are-announced", changes_are_announced);
  g_test_add_func("/guide/looks/sequence", looks_of_a_sequence);
  g_test_add_func("/guide/looks/breath", looks_of_a_breath);
  g_test_add_func("/guide/view/its-end-ticks-the-step", its_end_ticks_the_step);
  g_test_add_func("/guide/view/its-end-offers-the-next-one", its_end_offers_the_next_one);
  g_test_add_func("/guide/view/enter-ends-it-early-with-the-time-it-took", enter_ends_it_early_with_the_time_it_took);
  g_test_add_func("/guide/view/esc-leaves-it-open", esc_leaves_it_open);
  g_test_add_func("/guide/view/begun-later-it-is-shortened", begun_later_it_is_shortened);
  g_test_add_func("/guide/view/it-waits-while-it-is-not-shown", it_waits_while_it_is_not_shown);
  g_test_add_func("/guide/view/another-evening-begins-anew", another_evening_begins_anew);
  g_test_add_func("/guide/view/a-pause-holds-it", a_pause_holds_it);
  g_test_add_func("/guide/view/nothing-else-speaks-while-it-leads", nothing_else_speaks_while_it_leads);
  return g_test_run();
}
