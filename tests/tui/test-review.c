/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"
#include "nights.h"
#include "stage.h"
#include "tui/canvas/layout.h"
#include "tui/canvas/weeks.h"
#include "tui/review/review.h"

#include "base/daytime.h"

#include <math.h>
#include <string.h>

static Night last_night(void) {
  guint32 night = 0;
  g_assert_true(daytime_parse_day(NIGHTS_LAST, &night));
  return night;
}

static void draw_weeks(Canvas *canvas, gpointer data) {
  (void) review_draw(data, canvas);
}

static void draw_why(Canvas *canvas, gpointer data) {
  (void) review_why_draw(data, canvas);
}

static void test_five_weeks(void) {
  g_autoptr(History) history = nights_new();
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  const Night from = review_from(history, RANGE_ALL, last_night());
  g_autoptr(ReviewSummary) summary = review_summary_new(history, from, last_night(), &rules);
  ReviewModel model = { .history = history, .summary = summary, .rules = rules, .cursor = last_night() };
  golden_check_sizes(draw_weeks, &model, "review-weeks");
  model.is_told = TRUE;
  model.cursor = last_night() - 9;
  golden_check_sizes(draw_weeks, &model, "review-night-told");
  g_autoptr(Canvas) small = canvas_new(40, 12, FALSE);
  model.is_told = FALSE;
  model.scroll = 9;
  draw_weeks(small, &model);
  golden_check(small, "review-weeks-scrolled-40x12");
}

static StageFixture *answered_night(void);

static ReviewSummary *summary_of(const History *history, const StreakRules *rules) {
  return review_summary_new(history, review_from(history, RANGE_ALL, last_night()), last_night(), rules);
}

/* The longest title of the shipped routine, beside figures that stay within the margin. */
static void test_whole_titles(void) {
  static const char *const heads[] = { "Magnesium, your own choice", "Eat something rich in magnesium" };
  for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
    g_autoptr(History) history = nights_new();
    const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
    (void) history_intern(history, g_ptr_array_index(history->step_ids, 1), heads[i]);
    g_autoptr(ReviewSummary) summary = summary_of(history, &rules);
    g_autoptr(Canvas) canvas = canvas_new(80, 24, FALSE);
    draw_weeks(canvas,
               &(ReviewModel){ .history = history, .summary = summary, .rules = rules, .cursor = last_night() });
    g_autofree char *text = canvas_to_text(canvas);
    g_assert_nonnull(strstr(text, heads[i]));
    for (int row = 0; row < 24; row++)
      for (int column = 77; column < 80; column++)
        g_assert_cmpuint(canvas_cell(canvas, row, column)->characters[0], ==, ' ');
  }
}

/* Noon is no edge for those who go to bed around it. */
static void test_bedtime_around_noon(void) {
  g_autoptr(History) history = history_new();
  for (int i = 0; i < 14; i++) {
    const Night night = last_night() - 13 + (Night) i;
    const gint64 noon = ((gint64) night - 719163) * 24 * 3600 + 12 * 3600;
    const gint64 lights_out = noon + (i % 2 == 0 ? -10 : 10) * 60;
    history_append(history, &(HistoryNight){ .night = night, .bed = noon, .lights_out = lights_out });
  }
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  g_autoptr(ReviewSummary) summary = summary_of(history, &rules);
  g_autofree char *sentence = review_bedtime_sentence(
      &(ReviewModel){ .history = history, .summary = summary, .rules = rules });
  g_assert_cmpstr(sentence, ==, "Lights out near 12:00; most nights within 10 min.");
}

/* Between the sizes that were drawn by hand, too: strength is the last of the columns, and whole. */
static void test_strength_at_every_width(void) {
  g_autoptr(History) history = nights_new();
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  g_autoptr(ReviewSummary) summary = summary_of(history, &rules);
  ReviewModel model = { .history = history, .summary = summary, .rules = rules, .cursor = last_night() };
  g_autoptr(GRegex) row = g_regex_new("^ +No more caff.* (\\d+ of \\d+ .*)?\\d+ %$", G_REGEX_MULTILINE, 0, NULL);
  for (int columns = 40; columns < LAYOUT_ROOMY_COLUMNS; columns++) {
    g_autoptr(Canvas) canvas = canvas_new(columns, 43, FALSE);
    (void) review_draw(&model, canvas);
    g_autofree char *text = canvas_to_text(canvas);
    g_assert_nonnull(strstr(text, " strength\n"));
    g_assert_true(g_regex_match(row, text, 0, NULL));
    g_assert_null(strstr(text, "run strength"));
  }
}

/* The large form: every column is whole and stands apart from its neighbours, and the legend is under the nights. */
static void test_large_columns_at_every_width(void) {
  g_autoptr(History) history = nights_many(400);
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  g_autoptr(CompareList) compared = comparison_list_new(history, NULL, last_night(), NULL, NULL);
  g_autoptr(ReviewSummary) summary = summary_of(history, &rules);
  const ReviewModel model = {
    .history = history, .summary = summary, .rules = rules, .cursor = last_night(), .compared = compared
  };
  g_autoptr(GRegex) row = g_regex_new(
      "^   Magnesium +[•·~–]{28} +\\S+ +\\d+ %  +\\d+ of \\d+  +\\d+( +\\d+)?  +too few$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GRegex) legend = g_regex_new("\n   Sun .*\n\n        ██ all done ", 0, 0, NULL);
  for (int columns = LAYOUT_ROOMY_COLUMNS; columns <= 300; columns++) {
    g_autoptr(Canvas) canvas = canvas_new(columns, LAYOUT_VALLEY_ROWS, FALSE);
    (void) review_draw(&model, canvas);
    g_autofree char *text = canvas_to_text(canvas);
    g_test_message("%s", text);
    g_assert_true(g_regex_match(row, text, 0, NULL));
    g_assert_true(g_regex_match(legend, text, 0, NULL));
  }
}

/* Of steps that count and steps that do not, and at the least size: everything can be scrolled to. */
static void test_large_scrolls_to_the_last(void) {
  g_autoptr(History) history = nights_many(400);
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  g_autoptr(ReviewSummary) summary = summary_of(history, &rules);
  ReviewModel model = { .history = history, .summary = summary, .rules = rules, .cursor = last_night() };
  g_autoptr(Canvas) canvas = canvas_new(LAYOUT_ROOMY_COLUMNS, LAYOUT_VALLEY_ROWS, FALSE);
  model.scroll = review_draw(&model, canvas);
  canvas_clear(canvas);
  (void) review_draw(&model, canvas);
  g_autofree char *text = canvas_to_text(canvas);
  g_assert_nonnull(strstr(text, "Slow breathing"));
}

/* Cells of the mark "•" in that role. */
static int dots_in(const Canvas *canvas, Role role) {
  int dots = 0;
  for (int row = 0; row < canvas_rows(canvas); row++)
    for (int column = 0; column < canvas_columns(canvas); column++)
      dots += canvas_cell(canvas, row, column)->characters[0] == 0x2022 &&
              canvas_cell(canvas, row, column)->role == role;
  return dots;
}

/* Nobody said so: it is drawn fainter, and is no part of the figures. */
static void test_assumed_marks_are_faint(void) {
  g_autoptr(History) history = nights_new();
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  g_autoptr(ReviewSummary) before = summary_of(history, &rules);
  g_autoptr(Canvas) answered = canvas_new(80, 40, FALSE), assumed = canvas_new(80, 40, FALSE);
  ReviewModel model = { .history = history, .summary = before, .rules = rules, .cursor = last_night() };
  draw_weeks(answered, &model);
  const HistoryNight *night = history_night(history, history->nights->len - 2);
  int done = 0;
  for (guint i = 0; i < night->n_marks; i++) {
    HistoryMark *mark = &g_array_index(history->marks, HistoryMark, night->first + i);
    mark->assumed = 1;
    done += mark->mark == MARK_DONE;
  }
  g_autoptr(ReviewSummary) after = summary_of(history, &rules);
  model.summary = after;
  draw_weeks(assumed, &model);
  g_assert_cmpint(dots_in(answered, ROLE_FAINT), ==, 0);
  g_assert_cmpint(dots_in(assumed, ROLE_FAINT), ==, done);
  g_assert_cmpint(after->nights.kept, ==, before->nights.kept - 1);
  g_assert_cmpint(weeks_share(history, night, &rules).of, ==, 0);
}

/* An average is one of several. */
static void test_one_morning(void) {
  g_autoptr(StageFixture) stage = answered_night();
  g_autofree char *weeks = stage_text(stage);
  g_assert_nonnull(strstr(weeks, "rested 4\n"));
  stage_press(stage, KEY_ACTION_HELP);
  g_autofree char *why = stage_text(stage);
  g_assert_nonnull(strstr(why, "as you gave it: 4 over 1 morning."));
}

/* Strength is explained by a step of the nights that show, not by one that was given up long before. */
static void test_why_explains_by_what_shows(void) {
  g_autoptr(History) history = history_new();
  const guint16 old = history_intern(history, "old", "Given up"), tea = history_intern(history, "tea", "Tea");
  for (int i = 0; i < 60; i++) {
    history_append(history, &(HistoryNight){ .night = last_night() - 59 + (Night) i });
    const HistoryMark mark = i < 20 ? (HistoryMark){ .step = old, .mark = i % 3 > 0 ? MARK_DONE : MARK_SLIPPED }
                                    : (HistoryMark){ .step = tea, .mark = MARK_DONE };
    history_append_mark(history, &mark);
  }
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  const Night from = review_from(history, RANGE_FOUR_WEEKS, last_night());
  g_autoptr(ReviewSummary) summary = review_summary_new(history, from, last_night(), &rules);
  g_autoptr(GPtrArray)
      paragraphs = review_why(&(ReviewModel){ .history = history, .summary = summary, .rules = rules });
  const char *strength = g_ptr_array_index(paragraphs, 1);
  g_assert_nonnull(strstr(strength, "“Tea” was done on 40 of its 40 due nights"));
}

/* The figure before `words` in one of the paragraphs, as the person reads it. */
static double figure_before(const GPtrArray *paragraphs, const char *pattern) {
  g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
  for (guint i = 0; i < paragraphs->len; i++) {
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, g_ptr_array_index(paragraphs, i), 0, &match))
      continue;
    g_autofree char *figure = g_match_info_fetch(match, 1);
    return g_ascii_strtod(figure, NULL);
  }
  g_error("no paragraph with: %s", pattern);
}

/* Every figure of the explanations, calculated again from the nights alone. */
static void test_figures_of_the_explanations(void) {
  g_autoptr(History) history = nights_new();
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  g_autoptr(ReviewSummary) summary = summary_of(history, &rules);
  g_autoptr(GPtrArray)
      paragraphs = review_why(&(ReviewModel){ .history = history, .summary = summary, .rules = rules });
  int kept = 0, run = 0, longest = 0, rated = 0, noted = 0, beds = 0;
  double rested = 0, asleep = 0, in_bed = 0, bed = 0, squares = 0;
  for (guint i = 0; i < history->nights->len; i++) {
    const HistoryNight *night = history_night(history, i);
    int done = 0, of = 0;
    for (guint k = 0; k < night->n_marks; k++) {
      const HistoryMark *mark = history_mark(history, night, k);
      const gboolean late = g_str_equal(g_ptr_array_index(history->step_ids, mark->step), "bed") &&
                            night->lights_out > night->target_bed + 15 * 60;
      of += mark->counts && mark->mark != MARK_SKIPPED;
      done += mark->counts && mark->mark == MARK_DONE && !late;
    }
    const gboolean is_kept = done > 0 && (done * 100 >= 80 * of || done >= of - 1);
    kept += is_kept;
    run = is_kept ? run + 1 : 0;
    longest = MAX(longest, run);
    rested += night->rested;
    rated += night->rested > 0;
    if (night->lights_out == 0)
      continue;
    const double minutes = (double) (night->lights_out - night->bed) / 60;
    beds++;
    bed += minutes;
    squares += minutes * minutes;
    if (night->asleep_after_minutes == MORNING_UNKNOWN)
      continue;
    noted++;
    in_bed += (double) (night->up - night->lights_out) / 60;
    asleep += (double) (night->woke - night->lights_out) / 60 - night->asleep_after_minutes - night->awake_minutes;
  }
  const double mean = bed / beds, spread = sqrt((squares - beds * mean * mean) / (beds - 1));
  const guint32 hour = 23 * 60 + 30; /* the bedtime of every night */
  const int clock = (int) (hour + mean + 0.5) % (24 * 60);
  g_assert_cmpfloat(figure_before(paragraphs, "That is (\\d+) of your"), ==, kept);
  g_assert_cmpfloat(figure_before(paragraphs, "of your (\\d+) nights"), ==, history->nights->len);
  g_assert_cmpfloat(figure_before(paragraphs, "longest is (\\d+)"), ==, longest);
  g_assert_cmpfloat(figure_before(paragraphs, "over (\\d+) mornings"), ==, rated);
  g_assert_cmpfloat_with_epsilon(figure_before(paragraphs, "you gave it: ([0-9.]+) on average"), rested / rated, 0.051);
  g_assert_cmpfloat(figure_before(paragraphs, "Lights out was at (\\d+):"), ==, clock / 60);
  g_assert_cmpfloat(figure_before(paragraphs, "Lights out was at \\d+:(\\d+)"), ==, clock % 60);
  g_assert_cmpfloat_with_epsilon(figure_before(paragraphs, "give or take (\\d+) min"), spread, 0.51);
  g_assert_cmpfloat(figure_before(paragraphs, "deviation over (\\d+) nights"), ==, beds);
  g_assert_cmpfloat(figure_before(paragraphs, "over the (\\d+) nights of which"), ==, noted);
  g_assert_cmpfloat_with_epsilon(figure_before(paragraphs, "TST/TIB\\): (\\d+) %"), 100 * asleep / in_bed, 0.51);
}

static void test_why(void) {
  g_autoptr(History) history = nights_new();
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  const Night from = review_from(history, RANGE_ALL, last_night());
  g_autoptr(ReviewSummary) summary = review_summary_new(history, from, last_night(), &rules);
  ReviewModel model = { .history = history, .summary = summary, .rules = rules, .cursor = last_night() };
  g_autoptr(Canvas) small = canvas_new(40, 12, FALSE);
  g_assert_cmpint(review_why_draw(&model, small), >, 0);
  golden_check_sizes(draw_why, &model, "review-why");
}

/* A night of two weeks ago, answered in part. */
static StageFixture *answered_night(void) {
  StageFixture *stage = stage_new(review_view_new, "2026-11-24 23:05");
  g_autoptr(GError) error = NULL;
  const Action done = { .kind = ACTION_MARK, .step = "dim", .mark = MARK_DONE };
  g_assert_true(app_perform(stage->app, &done, NULL, &error));
  g_assert_true(app_perform(stage->app, &(Action){ .kind = ACTION_GOOD_NIGHT }, NULL, &error));
  stage_go(stage, "2026-11-25 07:20");
  Morning morning;
  morning_init(&morning);
  morning.rested = 4;
  morning.asleep_after_minutes = 15;
  morning.wakings = 1;
  morning.woke = stage_instant("2026-11-25 06:50");
  morning.up = stage_instant("2026-11-25 07:10");
  morning.awake_minutes = 10;
  const Night night = app_evening(stage->app)->morning_due;
  const Action answer = { .kind = ACTION_MORNING, .night = night, .morning = &morning };
  g_assert_true(app_perform(stage->app, &answer, NULL, &error));
  stage_go(stage, "2026-11-25 12:00");
  app_say(stage->app, NULL);
  stage_show(stage, review_view_new);
  return stage;
}

static Mark stored_mark(StageFixture *stage, const char *night, const char *step) {
  g_autoptr(Plan) plan = NULL;
  g_autoptr(Record) record = NULL;
  g_autoptr(GError) error = NULL;
  guint32 day = 0;
  g_assert_true(daytime_parse_day(night, &day));
  g_assert_true(app_load_night(stage->app, day, &plan, &record, &error));
  return record_mark(record, step);
}

static void test_open_night(void) {
  g_autoptr(StageFixture) stage = answered_night();
  stage_check(stage, "review-weeks-first");
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BEGIN), ==, VIEW_REDRAW);
  stage_check(stage, "review-night");
}

static void test_mark_past_night(void) {
  g_autoptr(StageFixture) stage = answered_night();
  stage_press(stage, KEY_ACTION_UP); /* the night before */
  stage_press(stage, KEY_ACTION_BEGIN);
  stage_press(stage, KEY_ACTION_DOWN);
  stage_press(stage, KEY_ACTION_DONE);
  g_assert_cmpint(stored_mark(stage, "2026-11-23", "mg-food"), ==, MARK_DONE);
  stage_press(stage, KEY_ACTION_DONE);
  g_assert_cmpint(stored_mark(stage, "2026-11-23", "mg-food"), ==, MARK_OPEN);
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BACK), ==, VIEW_REDRAW);
  g_assert_cmpint(stage_press(stage, KEY_ACTION_BACK), ==, VIEW_GO);
  g_assert_cmpint(stage->view->target, ==, VIEW_TONIGHT);
}

static void test_mouse(void) {
  g_autoptr(StageFixture) stage = answered_night();
  /* The second column of weeks: the first has no Tuesday. */
  g_assert_cmpint(stage_click_text(stage, INPUT_CLICK, "Tue", 8), ==, VIEW_REDRAW);
  g_autofree char *told = stage_text(stage);
  g_assert_nonnull(strstr(told, "Tuesday, 3 November"));
  g_assert_cmpint(stage_click_text(stage, INPUT_DOUBLE_CLICK, "Tue", 8), ==, VIEW_REDRAW);
  g_autofree char *night = stage_text(stage);
  g_assert_nonnull(strstr(night, "Tuesday, 3 November"));
  stage_click_text(stage, INPUT_CLICK, "Dim the lights", 1);
  g_assert_cmpint(stored_mark(stage, "2026-11-03", "dim"), ==, MARK_OPEN);
  stage_click_text(stage, INPUT_CLICK, "› ○", 2);
  g_assert_cmpint(stored_mark(stage, "2026-11-03", "dim"), ==, MARK_DONE);
  stage_click_text(stage, INPUT_CLICK, "Screens off", 1);
  stage_click_text(stage, INPUT_DOUBLE_CLICK, "Screens off", 1);
  g_assert_cmpint(stored_mark(stage, "2026-11-03", "screens"), ==, MARK_DONE);
}

static void test_another_program(void) {
  g_autoptr(StageFixture) stage = answered_night();
  guint32 night = 0;
  g_assert_true(daytime_parse_day("2026-11-24", &night));
  stage_press(stage, KEY_ACTION_BEGIN);
  g_autofree char *before = stage_text(stage);
  g_assert_nonnull(strstr(before, "○  22:02   Gentle stretching"));
  const Action action = { .kind = ACTION_MARK, .night = night, .step = "stretch", .mark = MARK_DONE };
  stage_act_elsewhere(stage, "2026-11-25 12:00", &action);
  g_autofree char *after = stage_text(stage);
  g_assert_nonnull(strstr(after, "✓  22:02   Gentle stretching"));
  stage_press(stage, KEY_ACTION_BACK);
  g_autofree char *weeks = stage_text(stage);
  g_assert_nonnull(strstr(weeks, "Gentle stretching               ·············• 1 of 28"));
}

static void test_empty(void) {
  g_autoptr(StageFixture) stage = stage_new(review_view_new, "2026-10-20 12:05");
  stage_check(stage, "review-empty");
}

/* Ten years: the ranges and their forms. */
static void test_ranges(void) {
  g_autoptr(History) history = nights_many(3650);
  const StreakRules rules = { .closed_to = last_night(), .keep_percent = 80 };
  static const struct {
    ReviewRange range;
    const char *name;
  } cases[] = { { RANGE_FOUR_WEEKS, "review-4-weeks" },
                { RANGE_SIXTEEN_WEEKS, "review-16-weeks" },
                { RANGE_YEAR, "review-year" },
                { RANGE_ALL, "review-all" } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Night from = review_from(history, cases[i].range, last_night());
    g_autoptr(ReviewSummary) summary = review_summary_new(history, from, last_night(), &rules);
    ReviewModel model = { .history = history, .summary = summary, .rules = rules, .cursor = last_night() };
    golden_check_sizes(draw_weeks, &model, cases[i].name);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/review/strength-shows-at-every-width", test_strength_at_every_width);
  g_test_add_func("/review/large-columns-stand-apart-at-every-width", test_large_columns_at_every_width);
  g_test_add_func("/review/large-scrolls-to-the-last-step", test_large_scrolls_to_the_last);
  g_test_add_func("/review/strength-is-explained-by-what-shows", test_why_explains_by_what_shows);
  g_test_add_func("/review/bedtime-around-noon-is-no-edge", test_bedtime_around_noon);
  g_test_add_func("/review/five-weeks-at-a-glance", test_five_weeks);
  g_test_add_func("/review/titles-are-whole-and-figures-within-the-margin", test_whole_titles);
  g_test_add_func("/review/one-morning-is-no-average", test_one_morning);
  g_test_add_func("/review/every-number-is-explained", test_why);
  g_test_add_func("/review/ranges-have-their-forms", test_ranges);
  g_test_add_func("/review/empty-says-what-will-be", test_empty);
  g_test_add_func("/review/assumed-marks-are-faint", test_assumed_marks_are_faint);
  g_test_add_func("/review/figures-of-the-explanations-follow-from-the-nights", test_figures_of_the_explanations);
  g_test_add_func("/review/a-night-opens-with-everything-known", test_open_night);
  g_test_add_func("/review/mouse-selects-opens-and-ticks", test_mouse);
  g_test_add_func("/review/what-another-program-writes-shows-at-once", test_another_program);
  g_test_add_func("/review/past-nights-can-be-marked", test_mark_past_night);
  return g_test_run();
}
