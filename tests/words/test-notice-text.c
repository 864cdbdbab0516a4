/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reminder names besides the step that is due. */
#include "words/notice_text.h"

#define NOW ((gint64) 1795555800)

typedef struct {
  Plan *plan;
  Record *record;
  Settings *settings;
  GTimeZone *zone;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->plan = plan_new(7);
  fixture->record = record_new(7);
  fixture->settings = settings_new();
  fixture->zone = g_time_zone_new_utc();
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  plan_free(fixture->plan);
  record_free(fixture->record);
  settings_free(fixture->settings);
  g_time_zone_unref(fixture->zone);
}

/* A step at `minutes` from now (borrowed). */
static PlanStep *add_step(Fixture *fixture, const char *id, int minutes) {
  const gint64 at = NOW + (gint64) minutes * 60;
  const PlanStep step = {
    .id = (char *) id, .title = (char *) id, .short_title = (char *) id, .at = at, .until = at, .counts = TRUE
  };
  PlanStep *added = plan_step_copy(&step);
  g_ptr_array_add(fixture->plan->steps, added);
  return added;
}

static NoticeText *text_about(const Fixture *fixture, const PlanStep *step) {
  g_autoptr(GPtrArray) steps = g_ptr_array_new();
  g_autoptr(GPtrArray) digest = g_ptr_array_new();
  g_ptr_array_add(steps, (gpointer) step);
  const NoticeTextInput input = {
    .plan = fixture->plan,
    .record = fixture->record,
    .steps = steps,
    .digest = digest,
    .settings = fixture->settings,
    .zone = fixture->zone,
    .now = NOW,
  };
  return notice_text_new(&input);
}

static void what_else_is_open_is_named_if_it_counts(Fixture *fixture, gconstpointer data) {
  add_step(fixture, "walk", -60);
  add_step(fixture, "stretch", -30)->counts = FALSE;
  add_step(fixture, "screens", -20)->kind = STEP_AVOID;
  add_step(fixture, "dim", -10);
  add_step(fixture, "now", -1); /* before now, as the one that is due */
  g_autoptr(NoticeText) text = text_about(fixture, add_step(fixture, "tea", 0));
  g_assert_cmpstr(text->body, ==, "now\nStill open: walk, dim, now.");
}

static void what_is_due_at_this_moment_is_not_still_open(Fixture *fixture, gconstpointer data) {
  add_step(fixture, "dim", 0);
  g_autoptr(NoticeText) text = text_about(fixture, add_step(fixture, "tea", 0));
  g_assert_cmpstr(text->body, ==, "now");
}

static void what_waits_for_no_answer_is_not_named(Fixture *fixture, gconstpointer data) {
  add_step(fixture, "done", -5);
  add_step(fixture, "folded", -4)->folded = TRUE;
  add_step(fixture, "early", -3)->predates_start = TRUE;
  record_touch(fixture->record, "done")->mark = MARK_DONE;
  g_autoptr(NoticeText) text = text_about(fixture, add_step(fixture, "tea", 0));
  g_assert_cmpstr(text->body, ==, "now");
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/notice-text/what-else-is-open-is-named-if-it-counts", what_else_is_open_is_named_if_it_counts);
  ADD("/notice-text/what-is-due-at-this-moment-is-not-still-open", what_is_due_at_this_moment_is_not_still_open);
  ADD("/notice-text/what-waits-for-no-answer-is-not-named", what_waits_for_no_answer_is_not_named);
  return g_test_run();
}
