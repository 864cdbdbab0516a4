/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evening.h"
#include "golden.h"
#include "tui/view.h"

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
  View *view;
  const Evening *evening;
} Picture;

static void draw_picture(Canvas *canvas, gpointer data) {
  const Picture *picture = data;
  picture->view->class->draw(picture->view, picture->evening, canvas);
}

/* The evening as someone sees it who has just come. */
static void check(const Evening *evening, const char *name) {
  Picture picture = { tonight_view_new(NULL), evening };
  golden_check_sizes(draw_picture, &picture, name);
  view_free(picture.view);
}

static void check_at(const Evening *evening, int columns, int rows) {
  Picture picture = { tonight_view_new(NULL), evening };
  g_autoptr(Canvas) canvas = canvas_new(columns, rows, FALSE);
  g_autofree char *name = g_strdup_printf("tonight-%dx%d", columns, rows);
  draw_picture(canvas, &picture);
  golden_check(canvas, name);
  view_free(picture.view);
}

static void test_first_evening(void) {
  g_autoptr(EveningFixture) fixture = first_evening("2026-11-24 21:50");
  fixture->evening.reminds_when_closed = FALSE;
  check(&fixture->evening, "tonight-first");
}

static void test_answered_by_notification(void) {
  g_autoptr(EveningFixture) fixture = first_evening("2026-11-24 21:50");
  evening_fixture_go(fixture, "2026-11-24 22:03");
  evening_fixture_mark(fixture, "dim", MARK_DONE, "2026-11-24 22:01");
  check(&fixture->evening, "tonight-due");
  fixture->evening.status = "Lights dimmed at 22:01 (from the notification).";
  fixture->evening.status_is_act = TRUE;
  check(&fixture->evening, "tonight-due-told");
}

static void test_ordinary(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:10");
  evening_fixture_mark(fixture, "magnesium", MARK_DONE, "2026-11-26 22:04");
  check(&fixture->evening, "tonight-ordinary");
}

static void test_after_bed(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-27 00:20");
  evening_fixture_mark(fixture, "caffeine", MARK_DONE, "2026-11-26 23:35");
  evening_fixture_mark(fixture, "magnesium", MARK_DONE, "2026-11-26 22:04");
  evening_fixture_mark(fixture, "dim", MARK_DONE, "2026-11-26 22:31");
  evening_fixture_mark(fixture, "stretch", MARK_SKIPPED, "2026-11-26 22:40");
  check(&fixture->evening, "tonight-after-bed");
}

/* The clocks went back in the night of 24 October. */
static void test_clock_change(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-10-24 22:10");
  check(&fixture->evening, "tonight-clocks-change");
}

/* Bed at 08:45, up at 15:45: no evening, no night. */
static void test_daylight(void) {
  g_autofree char *shipped = config_shipped_text(8 * 60 + 45, 15 * 60 + 45);
  g_autoptr(EveningFixture) fixture = evening_fixture_new(config_parse(shipped, "own.cfg"), "2026-11-27 07:50", NULL);
  check(&fixture->evening, "tonight-daylight");
  evening_fixture_go(fixture, "2026-11-27 09:10");
  check(&fixture->evening, "tonight-daylight-after-bed");
  fixture->record->good_night = TRUE;
  evening_fixture_go(fixture, "2026-11-27 09:11");
  check(&fixture->evening, "tonight-daylight-dark");
}

static void test_tiny(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:10");
  check_at(&fixture->evening, 20, 5);
  check_at(&fixture->evening, 30, 8);
  check_at(&fixture->evening, 80, 12);
  check_at(&fixture->evening, 80, 17);
  check_at(&fixture->evening, 200, 50);
}

/* Any size draws something and stays within the canvas. */
static void test_all_sizes(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:10");
  for (int columns = 20; columns < 140; columns += 7) {
    for (int rows = 5; rows < 50; rows += 3) {
      g_autoptr(Canvas) canvas = canvas_new(columns, rows, FALSE);
      View *view = tonight_view_new(NULL);
      view->class->draw(view, &fixture->evening, canvas);
      view_free(view);
      g_autofree char *text = canvas_to_text(canvas);
      g_assert_nonnull(strstr(text, "bed in 1 h 20 min"));
    }
  }
}

/* What the view shows of it at that size (owned). */
static char *text_at(const Evening *evening, int columns, int rows) {
  Picture picture = { tonight_view_new(NULL), evening };
  g_autoptr(Canvas) canvas = canvas_new(columns, rows, FALSE);
  draw_picture(canvas, &picture);
  view_free(picture.view);
  return canvas_to_text(canvas);
}

/* In the afternoon the whole day stands open, and last night's question waits. */
static void test_day(void) {
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, "2026-11-24 14:20", NULL);
  evening_fixture_mark(fixture, "mg-food", MARK_DONE, "2026-11-24 13:05");
  fixture->evening.morning_due = fixture->plan->night - 1;
  check(&fixture->evening, "tonight-day");
  fixture->evening.reminder = "No more caffeine from 14:00 until 23:00";
  g_autofree char *reminded = text_at(&fixture->evening, 80, 24);
  g_assert_nonnull(strstr(reminded, "23:00\n   How rested did you feel? Press m to answer.\n"));
}

/* Neither what is open nor what was said takes the place of lights out; the reminder of it would say it twice. */
static void test_after_bed_sizes(void) {
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, "2026-11-24 23:10", NULL);
  fixture->evening.reminder = "Lights out at 23:00";
  fixture->evening.status = "Undone: Lights out is open again, as it was before, and what ran is open again, too.";
  fixture->evening.status_is_act = TRUE;
  for (int columns = 40; columns < 140; columns += 9) {
    for (int rows = 12; rows < 50; rows += 3) {
      g_autofree char *text = text_at(&fixture->evening, columns, rows);
      g_assert_nonnull(strstr(text, "› ○  Lights out   enter"));
      g_assert_null(strstr(text, "Lights out at"));
    }
  }
  g_autofree char *tiny = text_at(&fixture->evening, 20, 5);
  g_assert_true(g_str_has_prefix(tiny, "about 8 hours\nLights out\n"));
}

/* A mark and the step that it belongs to are never parted. */
static void test_summary_breaks_between_steps(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-27 00:20");
  for (int columns = 40; columns <= 80; columns++) {
    g_autofree char *text = text_at(&fixture->evening, columns, 24);
    g_assert_nonnull(strstr(text, "○ caffeine"));
    g_assert_nonnull(strstr(text, "○ screens"));
    g_assert_null(strstr(text, "○\n"));
  }
}

/* After bedtime there is nothing left to remind of. */
static void test_keep_hint(void) {
  g_autoptr(EveningFixture) fixture = first_evening("2026-11-24 22:59");
  fixture->evening.reminds_when_closed = FALSE;
  g_autofree char *before = text_at(&fixture->evening, 80, 24);
  g_assert_nonnull(strstr(before, "Reminders stop when you close this."));
  evening_fixture_go(fixture, "2026-11-24 23:00");
  g_autofree char *after = text_at(&fixture->evening, 80, 24);
  g_assert_null(strstr(after, "Reminders stop when you close this."));
}

static void test_running_names(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:10");
  g_autofree char *wide = text_at(&fixture->evening, 80, 24);
  g_autofree char *narrow = text_at(&fixture->evening, 40, 12);
  g_assert_nonnull(strstr(wide, "Caffeine, alcohol, night colours "));
  g_assert_nonnull(strstr(narrow, "Caffeine, alcohol, 1 more"));
}

/* Why there is nothing in the list. */
static void test_empty(void) {
  g_autoptr(EveningFixture) fixture = evening_fixture_new(
      config_parse("bed = \"23:00\"; wake = \"07:00\"; steps = ();\n", "own.cfg"), "2026-11-24 21:40", NULL);
  check(&fixture->evening, "tonight-empty");
  static const char other_days[] = "bed = \"23:00\"; wake = \"07:00\"; steps = (\n"
                                   "  { id = \"sport\"; title = \"Sport\"; at = \"18:00\"; days = [\"fri\"]; }\n"
                                   ");\n";
  g_autoptr(EveningFixture) free = evening_fixture_new(config_parse(other_days, "own.cfg"), "2026-11-24 21:40", NULL);
  g_autofree char *text = text_at(&free->evening, 80, 24);
  g_assert_nonnull(strstr(text, "No step is due tonight."));
}

static void test_problem(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:10");
  fixture->evening.notice = "~/.config/winddown/winddown.cfg:7: bedd: there is no such key; did you mean \"bed\"?";
  fixture->evening.reminder = "Magnesium at 22:00";
  check(&fixture->evening, "tonight-problem");
}

/* Wherever it is told what magnesium is there for. */
static void test_supplement_note(void) {
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, "2026-11-24 22:10", NULL);
  fixture->evening.reminder = "Magnesium, your own choice at 21:30";
  for (int columns = 120; columns <= 200; columns += 16) {
    for (int rows = 20; rows <= 50; rows += 3) {
      g_autofree char *text = text_at(&fixture->evening, columns, rows);
      const gboolean tells = strstr(text, "The sources tie") != NULL;
      g_assert_true(!tells || strstr(text, "With kidney disease, pregnancy or medicines: ask first."));
      g_assert_true(tells || rows < 41);
    }
  }
}

/* What it reminds of is in the list as well: the line is there as long as it is news. */
static void test_reminder_is_news_for_five_minutes(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 22:00");
  fixture->evening.reminder = "Magnesium at 22:00";
  Picture picture = { tonight_view_new(NULL), &fixture->evening };
  g_autoptr(Canvas) canvas = canvas_new(80, 24, FALSE);
  draw_picture(canvas, &picture);
  g_assert_cmpint(canvas_cell(canvas, 21, 3)->role, ==, ROLE_BRIGHT);
  evening_fixture_go(fixture, "2026-11-26 22:04");
  canvas_clear(canvas);
  draw_picture(canvas, &picture);
  g_assert_cmpuint(canvas_cell(canvas, 21, 3)->characters[0], ==, 'M');
  evening_fixture_go(fixture, "2026-11-26 22:05");
  canvas_clear(canvas);
  draw_picture(canvas, &picture);
  g_assert_cmpuint(canvas_cell(canvas, 21, 3)->characters[0], ==, ' ');
  view_free(picture.view);
}

/* The line of labels holds whole labels of steps, two columns apart. */
static void check_labels(const EveningFixture *fixture, const Canvas *canvas) {
  g_autofree char *text = canvas_to_text(canvas);
  g_auto(GStrv) lines = g_strsplit(text, "\n", 6);
  g_auto(GStrv) labels = g_regex_split_simple(" {2,}", g_strchug(lines[4]), 0, 0);
  gboolean has_bed = FALSE;
  for (gsize i = 0; labels[i]; i++) {
    gboolean is_label = g_str_equal(labels[i], "bed");
    has_bed = has_bed || is_label;
    for (guint step = 0; step < fixture->plan->steps->len && !is_label; step++) {
      const PlanStep *planned = g_ptr_array_index(fixture->plan->steps, step);
      is_label = g_str_equal(labels[i], planned->short_title) || g_str_equal(labels[i], planned->title);
    }
    if (!is_label)
      g_error("\"%s\" is no label:\n%s", labels[i], text);
  }
  g_assert_true(has_bed);
}

static void test_labels(void) {
  static const int rows[] = { 24, 29 }; /* higher, the steps are on the hill: test-valley.c */
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, "2026-11-24 13:00", NULL);
  for (int minutes = 13 * 60 + 5; minutes < 23 * 60; minutes += 35) {
    g_autofree char *now = g_strdup_printf("2026-11-24 %02d:%02d", minutes / 60, minutes % 60);
    evening_fixture_go(fixture, now);
    for (int columns = 64; columns <= 200; columns += 8) {
      for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Picture picture = { tonight_view_new(NULL), &fixture->evening };
        g_autoptr(Canvas) canvas = canvas_new(columns, rows[i], FALSE);
        draw_picture(canvas, &picture);
        view_free(picture.view);
        check_labels(fixture, canvas);
      }
    }
  }
}

static gboolean rows_differ(const Canvas *a, const Canvas *b, int row) {
  for (int column = 0; column < canvas_columns(a); column++) {
    const Cell *one = canvas_cell(a, row, column), *other = canvas_cell(b, row, column);
    if (one->characters[0] != other->characters[0] || one->role != other->role)
      return TRUE;
  }
  return FALSE;
}

/* A minute later the header, the dot on the timeline, the rule's clock and one countdown are others; no more moves. */
static void test_nothing_moves(void) {
  static const int changing[] = { 1, 5, 11, 13 };
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, "2026-11-24 21:10", NULL);
  Picture picture = { tonight_view_new(NULL), &fixture->evening };
  g_autoptr(Canvas) before = canvas_new(80, 24, FALSE);
  g_autoptr(Canvas) after = canvas_new(80, 24, FALSE);
  draw_picture(before, &picture);
  evening_fixture_go(fixture, "2026-11-24 21:11");
  draw_picture(after, &picture);
  view_free(picture.view);
  for (int row = 0; row < 24; row++) {
    gboolean may = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(changing); i++)
      may = may || changing[i] == row;
    if (!may && rows_differ(before, after, row))
      g_error("row %d has moved", row);
  }
  for (int column = 0; column < 60; column++) /* left of the countdown */
    g_assert_cmpuint(canvas_cell(before, 12, column)->characters[0], ==, canvas_cell(after, 12, column)->characters[0]);
}

/* Through the whole evening at most one row of the list says how long it will be. */
static void test_one_countdown(void) {
  g_autoptr(GRegex) countdown = g_regex_new("^ +. ○.* in [0-9]+ (h|min)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(EveningFixture) fixture = evening_fixture_new(NULL, "2026-11-24 17:00", NULL);
  for (int minutes = 17 * 60; minutes < 23 * 60; minutes++) {
    g_autofree char *now = g_strdup_printf("2026-11-24 %02d:%02d", minutes / 60, minutes % 60);
    evening_fixture_go(fixture, now);
    g_autofree char *text = text_at(&fixture->evening, 80, 24);
    g_autoptr(GMatchInfo) match = NULL;
    int count = 0;
    for (g_regex_match(countdown, text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL))
      count++;
    g_assert_cmpint(count, <=, 1);
  }
}

/* Wide characters, combining marks, right to left, emoji with joiners, and all of it long. */
static const char many_scripts[] =
    "bed = \"23:00\"; wake = \"07:00\"; steps = (\n"
    "  { id = \"s1\"; title = \"早めに照明を落とす\"; short = \"照明\"; at = \"bed - "
    "80m\"; },\n"
    "  { id = \"s2\"; title = \"Cafe\u0301 zu, Vorha\u0308nge zu\"; short = "
    "\"cafe\u0301\"; at = \"bed - 60m\"; },\n"
    "  { id = \"s3\"; title = \"כיבוי מסכים\"; short = \"מסכים\"; kind = "
    "\"avoid\"; at = \"bed - 45m\"; },\n"
    "  { id = \"s4\"; title = \"👩‍👩‍👧 Gute-Nacht-Geschichte 🌙\"; short = \"🌙\"; at = "
    "\"bed - 30m\"; },\n"
    "  { id = \"s5\"; title = \"ผ่อนคลายสิบนาที\"; short = \"ผ่อน\"; kind = "
    "\"guided\"; length = \"10m\"; at = \"bed - 20m\"; },\n"
    "  { id = \"s6\"; title = \"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\"; "
    "short = \"一二三四\"; at = \"bed - 10m\"; },\n"
    "  { id = \"bed\"; title = \"Lights out\"; short = \"bed\"; at = \"bed\"; }\n"
    ");\n";

/* Where a row begins: its mark, and its clock time three columns behind it. */
static void check_row(const Canvas *canvas, int row, int mark) {
  const char *const clock = "dd:dd";
  g_assert_cmpuint(canvas_cell(canvas, row, mark)->characters[0], ==, g_utf8_get_char(canvas_glyphs(canvas)->open));
  for (int i = 0; clock[i]; i++) {
    const gunichar character = canvas_cell(canvas, row, mark + 3 + i)->characters[0];
    g_assert_true(clock[i] == ':' ? character == ':' : g_unichar_isdigit(character));
  }
}

static void test_any_script(void) {
  g_autoptr(EveningFixture)
      fixture = evening_fixture_new(config_parse(many_scripts, "own.cfg"), "2026-11-24 21:30", NULL);
  check(&fixture->evening, "tonight-scripts");
  static const struct {
    int columns, rows, first, mark, end;
  } sizes[] = { { 80, 24, 10, 5, 77 }, { 40, 12, 3, 2, 39 } };
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    Picture picture = { tonight_view_new(NULL), &fixture->evening };
    g_autoptr(Canvas) canvas = canvas_new(sizes[i].columns, sizes[i].rows, FALSE);
    draw_picture(canvas, &picture);
    view_free(picture.view);
    for (int row = 0; row < 7; row++)
      check_row(canvas, sizes[i].first + row, sizes[i].mark);
    /* "in 10 min" ends where it always does. */
    g_assert_cmpuint(canvas_cell(canvas, sizes[i].first, sizes[i].end - 1)->characters[0], ==, 'n');
  }
}

/* Twenty steps in the last two hours. */
static void test_many_steps(void) {
  g_autoptr(GString) config = g_string_new("bed = \"23:00\"; wake = \"07:00\"; steps = (\n");
  for (int i = 0; i < 20; i++)
    g_string_append_printf(config, "{ id = \"s%d\"; title = \"Step number %d\"; at = \"bed - %dm\"; }%s\n", i, i + 1,
                           120 - 6 * i, i < 19 ? "," : "");
  g_string_append(config, ");\n");
  g_autoptr(EveningFixture)
      fixture = evening_fixture_new(config_parse(config->str, "own.cfg"), "2026-11-24 21:43", NULL);
  for (int i = 0; i < 5; i++) {
    g_autofree char *id = g_strdup_printf("s%d", i);
    evening_fixture_mark(fixture, id, MARK_DONE, "2026-11-24 21:40");
  }
  check(&fixture->evening, "tonight-twenty");
}

/* Also where lights out is near and there is room for more keys. */
static void test_keys_stand_once(void) {
  g_autoptr(EveningFixture) fixture = own_evening("2026-11-26 23:20");
  static const char *const done[] = { "magnesium", "dim", "stretch" };
  for (gsize i = 0; i < G_N_ELEMENTS(done); i++)
    evening_fixture_mark(fixture, done[i], MARK_DONE, "2026-11-26 23:00");
  g_autofree char *text = text_at(&fixture->evening, 132, 43);
  const char *key = strstr(text, "g good night");
  g_assert_nonnull(strstr(text, "› ○  23:30   Lights out"));
  g_assert_nonnull(key);
  g_assert_null(strstr(key + 1, "g good night"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tonight/a-key-stands-once", test_keys_stand_once);
  g_test_add_func("/tonight/first-evening-starts-now", test_first_evening);
  g_test_add_func("/tonight/what-is-due-is-current", test_answered_by_notification);
  g_test_add_func("/tonight/running-stretches-share-a-row", test_ordinary);
  g_test_add_func("/tonight/by-day-nothing-is-folded", test_day);
  g_test_add_func("/tonight/after-bedtime-it-folds", test_after_bed);
  g_test_add_func("/tonight/after-bedtime-lights-out-always-stands", test_after_bed_sizes);
  g_test_add_func("/tonight/after-bedtime-marks-stay-with-their-steps", test_summary_breaks_between_steps);
  g_test_add_func("/tonight/after-bedtime-no-reminder-is-promised", test_keep_hint);
  g_test_add_func("/tonight/narrow-counts-the-stretches-it-cannot-name", test_running_names);
  g_test_add_func("/tonight/an-empty-list-says-why", test_empty);
  g_test_add_func("/tonight/a-problem-and-a-reminder-leave-the-list-its-room", test_problem);
  g_test_add_func("/tonight/the-note-on-supplements-stands-beside-the-list", test_supplement_note);
  g_test_add_func("/tonight/reminder-is-news-for-five-minutes", test_reminder_is_news_for_five_minutes);
  g_test_add_func("/tonight/labels-never-collide", test_labels);
  g_test_add_func("/tonight/between-updates-nothing-moves", test_nothing_moves);
  g_test_add_func("/tonight/only-the-next-row-counts-down", test_one_countdown);
  g_test_add_func("/tonight/clock-change-is-named", test_clock_change);
  g_test_add_func("/tonight/daylight-bed-has-neutral-words", test_daylight);
  g_test_add_func("/tonight/small-and-large", test_tiny);
  g_test_add_func("/tonight/every-size-shows-bedtime", test_all_sizes);
  g_test_add_func("/tonight/twenty-steps-stay-clear", test_many_steps);
  g_test_add_func("/tonight/no-script-shifts-a-column", test_any_script);
  return g_test_run();
}
