/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evening.h"
#include "golden.h"
#include "tui/view.h"

#include "base/daytime.h"

#include <string.h>

/* A routine of someone's own: bed at 23:30, no day steps. */
static const char own_routine[] =
    "bed = \"23:30\"; wake = \"07:30\";\n"
    "steps = (\n"
    "  { id = \"caffeine\"; title = \"No more caffeine\"; short = \"caffeine\"; kind = \"avoid\"; at = \"bed - 9h\"; "
    "},\n"
    "  { id = \"alcohol\"; title = \"No more alcohol\"; short = \"alcohol\"; kind = \"avoid\"; at = \"bed - 3h\"; "
    "counts = false; },\n"
    "  { id = \"colours\"; title = \"Night colours on\"; short = \"night colours\"; kind = \"avoid\"; at = \"bed - "
    "3h\"; counts = false; },\n"
    "  { id = \"magnesium\"; title = \"Magnesium\"; short = \"magnesium\"; at = \"bed - 90m\"; },\n"
    "  { id = \"dim\"; title = \"Dim the lights\"; short = \"dim\"; at = \"bed - 60m\"; sources = [\"M\"];\n"
    "    why = \"Low light tells the body night is near.\"; },\n"
    "  { id = \"stretch\"; title = \"Gentle stretching\"; short = \"stretch\"; kind = \"guided\"; at = \"bed - 58m\"; "
    "length = \"10m\"; },\n"
    "  { id = \"screens\"; title = \"Screens off\"; short = \"screens\"; kind = \"avoid\"; at = \"bed - 30m\"; },\n"
    "  { id = \"bed\"; title = \"Lights out\"; short = \"bed\"; at = \"bed\"; }\n"
    ");\n";

static EveningFixture *own_evening(const char *now) {
  return evening_fixture_new(config_parse(own_routine, "own.cfg"), now, NULL);
}

/* Someone installed winddown at 21:50. */
static EveningFixture *first_evening(const char *now) {
  return evening_fixture_new(NULL, now, "2026-11-24 21:50");
}

typedef struct {
  int columns, rows;
  gboolean ascii;
} Size;

static void draw_check(View *view, const Evening *evening, Size size, const char *name) {
  g_autoptr(Canvas) canvas = canvas_new(size.columns, size.rows, size.ascii);
  view->class->draw(view, evening, canvas);
  golden_check(canvas, name);
}

static void draw_fresh(const Evening *evening, Size size, const char *name) {
  View *view = view_tonight_new(NULL);
  draw_check(view, evening, size, name);
  view->class->free(view);
}

static const Size usual = { 80, 24, FALSE }, small = { 40, 12, FALSE }, large = { 132, 43, FALSE };

static void test_first_evening(void) {
  g_autoptr(EveningFixture) fixture = first_evening("2026-11-24 21:50");
  fixture->evening.reminds_when_closed = FALSE;
  draw_fresh(&fixture->evening, usual, "tonight-first-80x24");
  draw_fresh(&fixture->evening, small, "tonight-first-40x12");
  draw_fresh(&fixture->evening, large, "tonight-first-132x43");
  draw_fresh(&fixture->evening, (Size){ 80, 24, TRUE }, "tonight-first-80x24-ascii");
}

static void test_answered_by_notification(void) {
  g_autoptr(EveningFixture) fixture = first_evening("2026-11-24 21:50");
  evening_fixture_go(fixture, "2026-11-24 22:03");
  evening_fixture_mark(fixture, "dim", MARK_DONE, "2026-11-24 22:01");
  draw_fresh(&fixture->evening, small, "tonight-due-40x12");
  fixture->evening.status = "Lights dimmed at 22:01, from the notification.";
  draw_fresh(&fixture->evening, usual, "tonight-due-80x24");
  draw_fresh(&fixture->evening, (Size){ 40, 12, TRUE }, "tonight-due-40x12-ascii");
}

static void test_ordinary(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:10");
  evening_fixture_mark(fixture, "magnesium", MARK_DONE, "2026-11-26 22:04");
  draw_fresh(&fixture->evening, usual, "tonight-ordinary-80x24");
  draw_fresh(&fixture->evening, small, "tonight-ordinary-40x12");
  draw_fresh(&fixture->evening, large, "tonight-ordinary-132x43");
}

static void test_after_bed(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-27 00:20");
  evening_fixture_mark(fixture, "caffeine", MARK_DONE, "2026-11-26 23:35");
  evening_fixture_mark(fixture, "magnesium", MARK_DONE, "2026-11-26 22:04");
  evening_fixture_mark(fixture, "dim", MARK_DONE, "2026-11-26 22:31");
  evening_fixture_mark(fixture, "stretch", MARK_SKIPPED, "2026-11-26 22:40");
  draw_fresh(&fixture->evening, usual, "tonight-after-bed-80x24");
  draw_fresh(&fixture->evening, small, "tonight-after-bed-40x12");
  draw_fresh(&fixture->evening, large, "tonight-after-bed-132x43");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tonight/first-evening-starts-now", test_first_evening);
  g_test_add_func("/tonight/what-is-due-is-current", test_answered_by_notification);
  g_test_add_func("/tonight/running-stretches-share-a-row", test_ordinary);
  g_test_add_func("/tonight/after-bedtime-it-folds", test_after_bed);
  return g_test_run();
}
