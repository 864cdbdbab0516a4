/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words/diary_page.h"

#include <math.h>
#include <string.h>

#define NIGHT 739944u /* Tuesday, 2026-11-24 */

/* A time of that night at UTC, in minutes after midnight of its evening. */
static gint64 at(Night night, int minutes) {
  return ((gint64) night - DAYTIME_UNIX_DAY) * DAYTIME_DAY_SECONDS + minutes * DAYTIME_MINUTE_SECONDS;
}

typedef struct {
  int lights_out, latency, wakings, awake, woke, up, quality, rested;
} Told;

static const Told whole = { 23 * 60 + 10, 25, 2, 20, 30 * 60 + 40, 31 * 60 + 5, 3, 4 };
static const Told nothing = { 0, MORNING_UNKNOWN, MORNING_UNKNOWN, MORNING_UNKNOWN, 0, 0, 0, 0 };

static Record *record_of(Night night, const Told *told) {
  Record *record = record_new(night);
  record->lights_out = told->lights_out ? at(night, told->lights_out) : 0;
  record->morning.asleep_after_minutes = told->latency;
  record->morning.wakings = told->wakings;
  record->morning.awake_minutes = told->awake;
  record->morning.woke = told->woke ? at(night, told->woke) : 0;
  record->morning.up = told->up ? at(night, told->up) : 0;
  record->morning.quality = told->quality;
  record->morning.rested = told->rested;
  return record;
}

static void add_step(Plan *plan, const char *id) {
  PlanStep *step = g_new0(PlanStep, 1);
  *step = (PlanStep){ .id = g_strdup(id), .title = g_strdup(id), .short_title = g_strdup(id), .kind = STEP_AVOID };
  g_ptr_array_add(plan->steps, step);
}

static Plan *plan_of(Night night) {
  Plan *plan = plan_new(night);
  add_step(plan, "caffeine");
  add_step(plan, "alcohol");
  return plan;
}

static void add(DiaryPage *page, Night night, const Told *told) {
  g_autoptr(Plan) plan = plan_of(night);
  g_autoptr(Record) record = record_of(night, told);
  diary_page_add(page, plan, record);
}

static DiaryPage *page_with(const Told *first, const Told *second) {
  DiaryPage *page = diary_page_new(NIGHT, NIGHT + (second ? 1 : 0), "Europe/Berlin");
  add(page, NIGHT, first);
  if (second)
    add(page, NIGHT + 1, second);
  diary_page_finish(page);
  return page;
}

static void row_has_what_was_told_and_what_follows(void) {
  g_autoptr(DiaryPage) page = page_with(&whole, NULL);
  static const struct {
    DiaryColumn column;
    const char *text;
  } cells[] = {
    { DIARY_MORNING, "Wed 25 Nov" }, { DIARY_LIGHTS_OUT, "23:10" }, { DIARY_LATENCY, "25" }, { DIARY_WAKINGS, "2" },
    { DIARY_AWAKE, "20" },           { DIARY_WOKE, "06:40" },       { DIARY_UP, "07:05" },   { DIARY_IN_BED, "7:55" },
    { DIARY_ASLEEP, "6:45" },        { DIARY_EFFICIENCY, "85" },    { DIARY_QUALITY, "3" },  { DIARY_RESTED, "4" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cells); i++)
    g_assert_cmpstr(diary_page_row(page, 0)->cells[cells[i].column], ==, cells[i].text);
  g_assert_null(diary_page_row(page, 0)->cells[DIARY_NAPS]);
}

static void what_was_not_told_is_blank_and_not_nought(void) {
  g_autoptr(DiaryPage) page = page_with(&nothing, NULL);
  for (int column = 1; column < N_DIARY_COLUMNS; column++) {
    g_assert_null(diary_page_row(page, 0)->cells[column]);
    g_assert_null(page->means[column]);
  }
  g_assert_cmpint(diary_page_row(page, 0)->n_bars, ==, 0);
}

static void nought_that_was_told_is_no_blank(void) {
  Told told = whole;
  told.latency = told.wakings = told.awake = 0;
  g_autoptr(DiaryPage) page = page_with(&told, NULL);
  g_assert_cmpstr(diary_page_row(page, 0)->cells[DIARY_LATENCY], ==, "0");
  g_assert_cmpstr(diary_page_row(page, 0)->cells[DIARY_WAKINGS], ==, "0");
  g_assert_cmpstr(diary_page_row(page, 0)->cells[DIARY_ASLEEP], ==, "7:30");
}

static void means_leave_out_what_is_blank(void) {
  g_autoptr(DiaryPage) page = page_with(&whole, &nothing);
  g_assert_cmpstr(page->means[DIARY_LATENCY], ==, "25");
  g_assert_cmpstr(page->means[DIARY_RESTED], ==, "4.0");
  g_assert_nonnull(strstr(page->how, "1 of 2 mornings"));
}

static void mean_of_clock_times_goes_round_the_clock(void) {
  Told before = whole, after = whole;
  before.lights_out = 23 * 60 + 50;
  after.lights_out = 24 * 60 + 10;
  g_autoptr(DiaryPage) page = page_with(&before, &after);
  g_assert_cmpstr(page->means[DIARY_LIGHTS_OUT], ==, "00:00");
  g_assert_cmpstr(page->lows[DIARY_LIGHTS_OUT], ==, "23:50");
  g_assert_cmpstr(page->highs[DIARY_LIGHTS_OUT], ==, "00:10");
}

static void mean_efficiency_is_all_sleep_by_all_time_in_bed(void) {
  Told brief = whole; /* 1 h in bed, half an hour asleep */
  brief.lights_out = 30 * 60;
  brief.latency = 30;
  brief.awake = 0;
  brief.woke = brief.up = 31 * 60;
  g_autoptr(DiaryPage) page = page_with(&whole, &brief);
  g_assert_cmpstr(page->means[DIARY_EFFICIENCY], ==, "81"); /* 435 of 535 minutes; the mean of both is 68 */
}

static void bar_has_the_hours_of_the_night(void) {
  g_autoptr(DiaryPage) page = page_with(&whole, NULL);
  const DiaryRow *row = diary_page_row(page, 0);
  const int lights_out = 5 * 60 + 10, woke = 12 * 60 + 40;
  g_assert_cmpint(row->n_bars, ==, 5);
  g_assert_cmpint(row->bars[0].from, ==, lights_out);
  g_assert_cmpint(row->bars[0].state, ==, DIARY_BAR_AWAKE);
  g_assert_cmpint(row->bars[1].from, ==, lights_out + 25);
  g_assert_cmpint(row->bars[1].state, ==, DIARY_BAR_SLEEP);
  g_assert_cmpint(row->bars[2].to - row->bars[2].from, ==, 20);
  g_assert_cmpint(row->bars[3].to, ==, woke);
  g_assert_cmpint(row->bars[4].to, ==, 13 * 60 + 5);
}

static void bar_of_unknown_sleep_says_nothing_of_it(void) {
  Told told = whole;
  told.latency = MORNING_UNKNOWN;
  g_autoptr(DiaryPage) page = page_with(&told, NULL);
  g_assert_cmpint(diary_page_row(page, 0)->n_bars, ==, 1);
  g_assert_cmpint(diary_page_row(page, 0)->bars[0].state, ==, DIARY_BAR_AWAKE);
}

static void caffeine_is_as_ticked(void) {
  g_autoptr(DiaryPage) page = diary_page_new(NIGHT, NIGHT, NULL);
  g_autoptr(Plan) plan = plan_of(NIGHT);
  g_autoptr(Record) record = record_of(NIGHT, &whole);
  record_touch(record, "caffeine")->mark = MARK_DONE;
  record_touch(record, "alcohol")->mark = MARK_SLIPPED;
  diary_page_add(page, plan, record);
  diary_page_finish(page);
  g_assert_cmpstr(diary_page_row(page, 0)->cells[DIARY_CAFFEINE], ==, "none");
  g_assert_cmpstr(diary_page_row(page, 0)->cells[DIARY_ALCOHOL], ==, "some");
}

static DiaryPage *noted_page(void) {
  DiaryPage *page = diary_page_new(NIGHT, NIGHT, "Europe/Berlin");
  g_autoptr(Plan) plan = plan_of(NIGHT);
  g_autoptr(Record) record = record_of(NIGHT, &whole);
  record->morning.note = g_strdup("Loud, \"very\" <loud>");
  plan->clocks_change = TRUE;
  diary_page_add(page, plan, record);
  diary_page_finish(page);
  return page;
}

static void csv_quotes_what_it_has_to(void) {
  g_autoptr(DiaryPage) page = noted_page();
  g_autofree char *csv = diary_page_csv(page);
  g_assert_cmpstr(csv, ==,
                  "morning,lights_out,asleep_after,wakings,awake,woke,up,in_bed,asleep,efficiency,quality,rested,"
                  "naps_min,caffeine,alcohol,medicine,note\r\n"
                  "2026-11-25,23:10,25,2,20,06:40,07:05,475,405,85,3,4,,,,,\"Loud, \"\"very\"\" <loud>\"\r\n");
}

static void html_escapes_what_was_noted(void) {
  g_autoptr(DiaryPage) page = noted_page();
  g_autofree char *html = diary_page_html(page);
  g_assert_nonnull(strstr(html, "&lt;loud&gt;"));
  g_assert_null(strstr(html, "<loud>"));
  g_assert_nonnull(strstr(html, "the clocks changed"));
}

static void note_cannot_steer_a_terminal(void) {
  g_autoptr(DiaryPage) page = diary_page_new(NIGHT, NIGHT, NULL);
  g_autoptr(Plan) plan = plan_of(NIGHT);
  g_autoptr(Record) record = record_of(NIGHT, &whole);
  record->morning.note = g_strdup("calm\033[2J\nnight");
  diary_page_add(page, plan, record);
  diary_page_finish(page);
  g_assert_cmpuint(page->notes->len, ==, 1);
  g_assert_cmpstr(g_ptr_array_index(page->notes, 0), ==, "Wed 25 Nov: calm [2J night");
}

static void text_fits_a_terminal_of_120_columns(void) {
  g_autoptr(DiaryPage) page = noted_page();
  for (int ascii = 0; ascii <= 1; ascii++) {
    g_autofree char *text = diary_page_text(page, ascii);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
      g_assert_cmpint(g_utf8_strlen(*line, -1), <=, 120);
    g_assert_cmpint(strstr(text, "█") != NULL, ==, !ascii);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/diary-page/row-has-what-was-told-and-what-follows", row_has_what_was_told_and_what_follows);
  g_test_add_func("/diary-page/what-was-not-told-is-blank-and-not-nought", what_was_not_told_is_blank_and_not_nought);
  g_test_add_func("/diary-page/nought-that-was-told-is-no-blank", nought_that_was_told_is_no_blank);
  g_test_add_func("/diary-page/means-leave-out-what-is-blank", means_leave_out_what_is_blank);
  g_test_add_func("/diary-page/mean-of-clock-times-goes-round-the-clock", mean_of_clock_times_goes_round_the_clock);
  g_test_add_func("/diary-page/mean-efficiency-is-all-sleep-by-all-time-in-bed",
                  mean_efficiency_is_all_sleep_by_all_time_in_bed);
  g_test_add_func("/diary-page/bar-has-the-hours-of-the-night", bar_has_the_hours_of_the_night);
  g_test_add_func("/diary-page/bar-of-unknown-sleep-says-nothing-of-it", bar_of_unknown_sleep_says_nothing_of_it);
  g_test_add_func("/diary-page/caffeine-is-as-ticked", caffeine_is_as_ticked);
  g_test_add_func("/diary-page/csv-quotes-what-it-has-to", csv_quotes_what_it_has_to);
  g_test_add_func("/diary-page/html-escapes-what-was-noted", html_escapes_what_was_noted);
  g_test_add_func("/diary-page/note-cannot-steer-a-terminal", note_cannot_steer_a_terminal);
  g_test_add_func("/diary-page/text-fits-a-terminal-of-120-columns", text_fits_a_terminal_of_120_columns);
  return g_test_run();
}
