/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/json.h"

#include "base/error.h"
#include "tests/support/values.h"

#include <math.h>
#include <string.h>

#define CALM_NIGHT 739944u /* 2026-11-24 */
#define BED G_GINT64_CONSTANT(1795557600)

static GTimeZone *berlin(void) {
  GTimeZone *zone = g_time_zone_new_identifier("Europe/Berlin");
  g_assert_nonnull(zone);
  return zone;
}

static void add_step(Plan *plan, const char *id, StepKind kind, int minutes) {
  PlanStep *step = g_new0(PlanStep, 1);
  const gint64 at = plan->bed + minutes * 60;
  *step = (PlanStep){ .id = g_strdup(id), .title = g_strdup_printf("Say \"%s\"", id), .short_title = g_strdup(id) };
  step->kind = kind;
  step->at = at;
  step->until = kind == STEP_AVOID ? plan->bed : at;
  step->counts = TRUE;
  g_ptr_array_add(plan->steps, step);
}

/* 2026-11-24 in Berlin: bed 23:00, wake 07:00, tea done at 22:04. */
static ExportedNight *calm_night(void) {
  Plan *plan = plan_new(CALM_NIGHT);
  plan->bed = plan->target_bed = BED;
  plan->wake = BED + 8 * 3600;
  plan->start = plan->wake - 86400;
  plan->usual_length = 8 * 3600;
  plan->offset = 3600;
  add_step(plan, "coffee", STEP_AVOID, -540);
  add_step(plan, "tea", STEP_DO, -60);
  Record *record = record_new(CALM_NIGHT);
  *record_touch(record, "tea") = (StepRecord){
    .id = record_touch(record, "tea")->id,
    .mark = MARK_DONE,
    .marked_at = BED - 56 * 60,
    .marked_offset = 3600,
    .by = BY_NOTIFICATION,
  };
  return exported_night_new(plan, record);
}

static void plan_has_the_promised_shape(void) {
  g_autoptr(GTimeZone) zone = berlin();
  g_autoptr(ExportedNight) night = calm_night();
  g_autofree char *text = json_plan(night->plan, night->record, zone);
  g_assert_cmpstr(
      text, ==,
      "{\"night\":\"2026-11-24\",\"bed\":\"2026-11-24T23:00:00+01:00\",\"wake\":\"2026-11-25T07:00:00+01:00\","
      "\"steps\":[{\"id\":\"coffee\",\"title\":\"Say \\\"coffee\\\"\",\"kind\":\"avoid\","
      "\"at\":\"2026-11-24T14:00:00+01:00\",\"until\":\"2026-11-24T23:00:00+01:00\",\"counts\":true,"
      "\"mark\":\"open\",\"marked_at\":null,\"by\":null,\"short\":\"coffee\"},"
      "{\"id\":\"tea\",\"title\":\"Say \\\"tea\\\"\",\"kind\":\"do\",\"at\":\"2026-11-24T22:00:00+01:00\","
      "\"until\":null,\"counts\":true,\"mark\":\"done\","
      "\"marked_at\":\"2026-11-24T22:04:00+01:00\",\"by\":\"notification\",\"short\":\"tea\"}]}\n");
}

static void plan_of_another_place_keeps_its_own_offset(void) {
  g_autoptr(GTimeZone) zone = berlin();
  g_autoptr(ExportedNight) night = calm_night();
  night->plan->offset = -5 * 3600;
  g_autofree char *text = json_plan(night->plan, night->record, zone);
  g_assert_nonnull(strstr(text, "\"bed\":\"2026-11-24T17:00:00-05:00\""));
}

static void status_has_the_promised_shape(void) {
  g_autoptr(GTimeZone) zone = berlin();
  g_autoptr(ExportedNight) night = calm_night();
  g_autoptr(GPtrArray) due = g_ptr_array_new();
  const PlanStep *coffee = g_ptr_array_index(night->plan->steps, 0), *tea = g_ptr_array_index(night->plan->steps, 1);
  g_ptr_array_add(due, (gpointer) coffee);
  const JsonStatus status = {
    .night = CALM_NIGHT,
    .now = BED - 3700,
    .bed = BED,
    .wake = BED + 8 * 3600,
    .next = tea,
    .due = due,
    .open = due,
    .done = 3,
    .of = 6,
    .streak = 12,
    .text = "coffee now",
    .style = "due",
    .morning_due = CALM_NIGHT - 1,
  };
  g_autofree char *text = json_status(&status, zone);
  g_assert_cmpstr(
      text, ==,
      "{\"night\":\"2026-11-24\",\"now\":\"2026-11-24T21:58:20+01:00\",\"bed\":\"2026-11-24T23:00:00+01:00\","
      "\"next\":{\"id\":\"tea\",\"title\":\"Say \\\"tea\\\"\",\"at\":\"2026-11-24T22:00:00+01:00\","
      "\"in_seconds\":100},\"due\":[\"coffee\"],\"done\":3,\"of\":6,\"streak\":12,\"open\":[\"coffee\"],"
      "\"wake\":\"2026-11-25T07:00:00+01:00\",\"lights_out\":null,\"morning_due\":\"2026-11-23\","
      "\"text\":\"coffee now\",\"class\":\"due\",\"zone\":\"Europe/Berlin\"}\n");
  const JsonStatus calm = { .night = CALM_NIGHT, .now = BED, .bed = BED };
  g_autofree char *nothing = json_status(&calm, zone);
  g_assert_nonnull(strstr(nothing, "\"next\":null,\"due\":[],"));
  g_autofree char *no_next = json_next(NULL, BED, zone);
  g_assert_cmpstr(no_next, ==, "null\n");
}

static void review_has_the_promised_shape(void) {
  const JsonReviewStep steps[] = {
    { "tea", "Tea", { { 2, 5 }, { 10, 8, 1, 1 }, 0.85 } },
    { "dim", "Dim", { { 0, 0 }, { 0, 0, 0, 0 }, -1 } },
  };
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(JsonReviewStep));
  g_array_append_vals(list, steps, G_N_ELEMENTS(steps));
  const JsonReview review = { .from = CALM_NIGHT - 9,
                              .to = CALM_NIGHT,
                              .counts = { .judged = 10, .kept = 7, .running = 1, .neutral = 2, .unrecorded = 3 },
                              .streak = { 3, 4 },
                              .steps = list,
                              .rated = 5,
                              .mean_rested = 3.4,
                              .bedtime_sd_minutes = -1,
                              .regularity = NAN };
  g_autofree char *text = json_review(&review);
  g_assert_cmpstr(text, ==,
                  "{\"from\":\"2026-11-15\",\"to\":\"2026-11-24\",\"nights\":10,\"kept\":7,"
                  "\"streak\":{\"current\":3,\"best\":4,\"current_unrecorded\":0,\"best_unrecorded\":0},\"steps\":["
                  "{\"id\":\"tea\",\"title\":\"Tea\",\"due\":10,\"done\":8,\"skipped\":1,\"slipped\":1,\"current\":2,"
                  "\"best\":5,\"strength\":0.85},"
                  "{\"id\":\"dim\",\"title\":\"Dim\",\"due\":0,\"done\":0,\"skipped\":0,\"slipped\":0,\"current\":0,"
                  "\"best\":0,\"strength\":null}],"
                  "\"rested\":{\"count\":5,\"mean\":3.4},\"bedtime_sd_minutes\":null,\"regularity\":null,"
                  "\"running\":1,\"neutral\":2,\"unrecorded\":3}\n");
}

static void comparison_of_too_few_nights_shows_no_figures(void) {
  Comparison comparison = {
    .n_with = 6, .n_without = 20, .mean_with = 3, .range = COMPARE_HAS_RANGE, .verdict = COMPARE_TOO_FEW
  };
  g_autofree char *few = json_compare("tea", &comparison);
  g_assert_cmpstr(few, ==,
                  "{\"step\":\"tea\",\"with\":6,\"without\":20,\"mean_with\":null,\"mean_without\":null,\"diff\":null,"
                  "\"phi\":null,\"se\":null,\"df\":null,\"low\":null,\"high\":null,\"superiority\":null,"
                  "\"verdict\":\"too-few\",\"adjusted\":null,\"better\":null,\"worse\":null}\n");
  comparison.n_with = 14;
  comparison.diff = 0.5;
  comparison.low = -0.25;
  comparison.verdict = COMPARE_CANNOT_TELL;
  g_autofree char *enough = json_compare("tea", &comparison);
  g_assert_nonnull(strstr(enough, "\"diff\":0.5,"));
  g_assert_nonnull(strstr(enough, "\"low\":-0.25,"));
}

static Export *import(const char *text) {
  g_autoptr(GError) error = NULL;
  Export *export = json_import(text, -1, &error);
  g_assert_no_error(error);
  return export;
}

static void import_gives_back_what_export_took(void) {
  for (int round = 0; round < 30; round++) {
    g_autoptr(Export) export = export_new();
    for (guint i = 0; i < 5; i++)
      g_ptr_array_add(export->nights, exported_night_new(values_plan(TONIGHT + 3 * i), values_record(TONIGHT + 3 * i)));
    g_ptr_array_add(export->pauses, pause_new(NULL, TONIGHT, NIGHT_NONE, NOW));
    g_ptr_array_add(export->pauses, pause_new("tea", TONIGHT, TONIGHT + 3, NOW + 7));
    g_autofree char *text = json_export(export);
    g_autoptr(Export) back = import(text);
    g_assert_cmpuint(back->nights->len, ==, export->nights->len);
    for (guint i = 0; i < back->nights->len; i++) {
      const ExportedNight *a = g_ptr_array_index(export->nights, i), *b = g_ptr_array_index(back->nights, i);
      values_same_plan(a->plan, b->plan);
      values_same_record(a->record, b->record);
    }
    g_autofree char *again = json_export(back);
    g_assert_cmpstr(text, ==, again);
  }
}

#define NIGHT_OPEN "{\"format\":\"winddown\",\"version\":1,\"nights\":["
#define HOURS "\"night\":\"2026-11-24\",\"bed\":\"2026-11-24T23:00:00+01:00\",\"wake\":\"2026-11-25T07:00:00+01:00\""

static void promised_fields_alone_are_enough(void) {
  g_autoptr(Export) export = import(
      NIGHT_OPEN "{" HOURS
                 ",\"steps\":[{\"id\":\"tea\",\"title\":\"Tea\",\"kind\":\"do\",\"at\":\"2026-11-24T22:00:00+01:00\","
                 "\"until\":null,\"counts\":true,\"mark\":\"slipped\",\"marked_at\":\"2026-11-24T22:10:00+01:00\"}],"
                 "\"morning\":null,\"weather\":{\"rain\":[1,2]}}],\"mood\":\"calm\"}");
  const ExportedNight *night = g_ptr_array_index(export->nights, 0);
  const PlanStep *tea = plan_step(night->plan, "tea");
  g_assert_cmpint(night->plan->start, ==, night->plan->wake - 86400);
  g_assert_cmpint(night->plan->target_bed, ==, BED);
  g_assert_cmpint(night->plan->offset, ==, 3600);
  g_assert_cmpstr(tea->short_title, ==, "Tea");
  g_assert_cmpint(tea->until, ==, tea->at);
  g_assert_cmpint(record_mark(night->record, "tea"), ==, MARK_SLIPPED);
  g_assert_cmpint(night->record->morning.wakings, ==, MORNING_UNKNOWN);
}

#define STEP(fields) NIGHT_OPEN "{" HOURS ",\"steps\":[{" fields "}]}]}"
#define MORNING(fields) NIGHT_OPEN "{" HOURS ",\"morning\":{" fields "}}]}"

static void a_pause_that_was_taken_back_travels(void) {
  g_autoptr(Export) export = export_new();
  g_ptr_array_add(export->pauses, pause_new("tea", 739944, 739943, 77));
  g_autofree char *text = json_export(export);
  g_autoptr(Export) read = json_import(text, -1, NULL);
  g_assert_cmpuint(read->pauses->len, ==, 1);
  g_assert_true(pause_is_taken_back(g_ptr_array_index(read->pauses, 0)));
}

static void refusal_names_the_place(void) {
  static const struct {
    const char *text, *place;
  } cases[] = {
    { "", "this is not" },
    { "[]", "this is not an export of winddown" },
    { "{", "this is not JSON" },
    { "{} // and more", "this is not an export of winddown" },
    /* What "cat a.json b.json" gives, for which some versions of json-glib abort. */
    { "{}{}", "this is not an export of winddown" },
    { "{}\n{}\n", "this is not an export of winddown" },
    { "{} 1", "this is not an export of winddown" },
    { "1 2", "this is not an export of winddown" },
    { " \t\r\n", "this is not" },
    { "{\"a\":\"}{\"} ]", "this is not an export of winddown" },
    { "{\"format\":\"other\"}", "format: " },
    { "{\"format\":\"winddown\",\"version\":2}", "version: " },
    { "{\"format\":\"winddown\",\"version\":1,\"nights\":{}}", "nights: expected a list" },
    { NIGHT_OPEN "7]}", "nights[0]: expected an object" },
    { NIGHT_OPEN "{\"night\":\"2026-02-30\"}]}", "nights[0].night: " },
    { NIGHT_OPEN "{\"night\":\"2026-11-24\"}]}", "nights[0].bed: " },
    { NIGHT_OPEN "{\"night\":\"1026-11-24\"}]}", "nights[0].night: " },
    { NIGHT_OPEN "{" HOURS "},{" HOURS "}]}", "nights: expected each night once" },
    { NIGHT_OPEN "{" HOURS ",\"start\":\"2026-11-24T23:30:00+01:00\"}]}", "nights[0].start: " },
    { NIGHT_OPEN "{" HOURS ",\"lights_out\":\"23:00\"}]}", "nights[0].lights_out: " },
    { STEP("\"title\":\"Tea\""), "nights[0].steps[0].id: " },
    { STEP("\"id\":7"), "nights[0].steps[0].id: expected text" },
    { STEP("\"id\":\"tea\",\"mark\":\"missed\""), "nights[0].steps[0].mark: " },
    { STEP("\"id\":\"tea\",\"at\":\"2026-11-24T22:00:00+01:00\""), "nights[0].steps[0].kind: " },
    { STEP("\"id\":\"tea\",\"kind\":\"do\",\"at\":\"2020-11-24T22:00:00+01:00\""), "nights[0].steps[0].at: " },
    { STEP("\"id\":\"tea\",\"counts\":1,\"kind\":\"do\",\"at\":\"2026-11-24T22:00:00Z\""),
      "nights[0].steps[0].counts: " },
    { STEP("\"id\":\"tea\"},{\"id\":\"tea\""), "nights[0].steps[1].id: expected each step once" },
    { STEP("\"id\":\"tea\",\"kind\":\"do\",\"at\":\"2026-11-24T22:00:00+01:00\","
           "\"until\":\"2026-11-24T21:59:59+01:00\""),
      "nights[0].steps[0].until: " },
    { STEP("\"id\":\"tea\",\"mark\":\"done\",\"snoozed_until\":\"2027-11-24T22:00:00+01:00\""),
      "nights[0].steps[0].snoozed_until: " },
    { NIGHT_OPEN "{" HOURS ",\"moved_wake\":\"2999-01-01T07:00:00+01:00\"}]}", "nights[0].moved_wake: " },
    { NIGHT_OPEN "{" HOURS ",\"moved_bed\":\"2026-11-27T07:00:01+01:00\"}]}", "nights[0].moved_bed: " },
    { NIGHT_OPEN "{" HOURS ",\"lights_out\":\"1971-01-01T07:00:00+01:00\"}]}", "nights[0].lights_out: " },
    { NIGHT_OPEN "{\"night\":\"2026-11-26\",\"start\":\"2026-11-24T07:00:00+01:00\","
                 "\"bed\":\"2026-11-24T23:00:00+01:00\",\"wake\":\"2026-11-26T07:00:00+01:00\"}]}",
      "nights[0].bed: " },
    { NIGHT_OPEN "{\"night\":\"2026-11-24\",\"start\":\"2026-11-24T07:00:00+01:00\","
                 "\"bed\":\"2026-11-24T23:00:00+01:00\",\"wake\":\"2026-11-26T07:00:01+01:00\"}]}",
      "nights[0].wake: " },
    { MORNING("\"woke\":\"2027-11-25T07:00:00+01:00\""), "nights[0].morning.woke: " },
    { MORNING("\"wakings\":100"), "nights[0].morning.wakings: " },
    { MORNING("\"rested\":6"), "nights[0].morning.rested: expected a whole number from 1 to 5" },
    { MORNING("\"rested\":3.5"), "nights[0].morning.rested: " },
    { MORNING("\"asleep_after\":-1"), "nights[0].morning.asleep_after: " },
    { MORNING("\"wakings\":99999999999999999999"), "nights[0].morning.wakings: " },
    { "{\"format\":\"winddown\",\"version\":1,\"pauses\":[{}]}", "pauses[0].from: " },
    { "{\"format\":\"winddown\",\"version\":1,\"pauses\":[{\"from\":\"2026-11-24\",\"to\":\"2026-11-22\"}]}",
      "pauses[0].to: " },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) export = json_import(cases[i].text, -1, &error);
    g_assert_null(export);
    g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
    if (!g_str_has_prefix(error->message, cases[i].place))
      g_error("case %u: \"%s\" does not begin with \"%s\"", i, error->message, cases[i].place);
  }
}

#define NEXT_HOURS                                                                                                     \
  "\"night\":\"2026-11-25\",\"bed\":\"2026-11-25T23:00:00+01:00\",\"wake\":\"2026-11-26T07:00:00+01:00\""
#define HEAD "\"format\":\"winddown\",\"version\":1"

/* They are read one by one, and cut out of the text wherever it is unlike what an export looks like. */
static void nights_are_found_in_any_text(void) {
  const struct {
    const char *text;
    guint nights;
    const char *refusal; /* NULL: none */
  } cases[] = {
    { "{" HEAD ",\"nights\":[]}", 0, NULL },
    { "{" HEAD ",\"nights\" : [ \n\t]}", 0, NULL },
    { "{" HEAD ",\"nights\":[ {" HOURS "} ,\n{" NEXT_HOURS "}\t]}", 2, NULL },
    { "{\"nights\":[{" HOURS "}]," HEAD "}", 1, NULL },
    { "{" HEAD ",\"nights\":[{" HOURS ",\"shift\":\"],}{[\\\"\"}]}", 1, NULL },
    { "{" HEAD ",\"nights\":[{" HOURS ",\"nights\":[1,{}]},{" NEXT_HOURS "}]}", 2, NULL },
    { "{" HEAD ",\"more\":{\"nights\":[7]},\"note\":\"nights\",\"list\":[7],\"nights\":[{" HOURS "}]}", 1, NULL },
    { "{" HEAD ",\"nights\":[7],\"nights\":[{" HOURS "}]}", 1, NULL },
    { "{" HEAD ",\"nights\":null}", 0, NULL },
    { "{" HEAD ",\"nights\":[{" HOURS "},]}", 0, "nights[1]: expected an object" },
    { "{" HEAD ",\"nights\":[,{" HOURS "}]}", 0, "nights[0]: expected an object" },
    { "{" HEAD ",\"nights\":[{" HOURS "}{" NEXT_HOURS "}]}", 0, "nights[0]: expected an object" },
    { "{" HEAD ",\"nights\":[{" HOURS "},[{}]]}", 0, "nights[1]: expected an object" },
    { "{" HEAD ",\"nights\":[{" HOURS "},{\"night\"}]}", 0, "nights[1]: this is not JSON" },
    { "{" HEAD ",\"nights\":[{" HOURS "}", 0, "this is not JSON" },
    { "{" HEAD ",\"nights\":[{" HOURS "}}", 0, "this is not JSON" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) export = json_import(cases[i].text, -1, &error);
    g_test_message("%s: %s", cases[i].text, error ? error->message : "");
    g_assert_cmpint(export != NULL, ==, cases[i].refusal == NULL);
    if (export)
      g_assert_cmpuint(export->nights->len, ==, cases[i].nights);
    else
      g_assert_true(g_str_has_prefix(error->message, cases[i].refusal));
  }
}

static void endless_brackets_are_refused(void) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 1000000; i++)
    g_string_append_c(text, '[');
  g_autoptr(GError) error = NULL;
  g_autoptr(Export) export = json_import(text->str, (gssize) text->len, &error);
  g_assert_null(export);
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
}

/* Whatever a damaged file holds, import ends with an answer. */
static void damaged_export_is_an_answer_never_an_end(void) {
  g_autoptr(Export) export = export_new();
  g_ptr_array_add(export->nights, exported_night_new(values_plan(TONIGHT), values_record(TONIGHT)));
  g_ptr_array_add(export->pauses, pause_new("tea", TONIGHT, NIGHT_NONE, NOW));
  g_autofree char *text = json_export(export);
  const int length = (int) strlen(text);
  for (int round = 0; round < 2000; round++) {
    g_autofree char *damaged = g_memdup2(text, (gsize) length + 1);
    for (int n = g_test_rand_int_range(1, 4); n > 0; n--)
      damaged[g_test_rand_int_range(0, length)] = "\"{}[],:0-9ntf\\\x80\xff\n"[g_test_rand_int_range(0, 18)];
    const int cut = g_test_rand_bit() ? length : g_test_rand_int_range(0, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) back = json_import(damaged, cut, &error);
    g_assert_true(!back == (error != NULL));
  }
}

static void csv_has_a_row_for_each_step(void) {
  g_autoptr(Export) export = export_new();
  ExportedNight *night = calm_night();
  night->record->morning.rested = 4;
  night->record->morning.note = g_strdup("so, \"well\"\nslept");
  g_ptr_array_add(export->nights, night);
  g_autofree char *text = csv_export(export);
  g_assert_cmpstr(
      text, ==,
      "night,bed,wake,lights_out,step,title,kind,at,until,counts,mark,marked_at,rested,asleep_after,wakings,"
      "awake,woke,up,quality,note,answered_at,by\r\n"
      "2026-11-24,2026-11-24T23:00:00+01:00,2026-11-25T07:00:00+01:00,,coffee,\"Say \"\"coffee\"\"\",avoid,"
      "2026-11-24T14:00:00+01:00,2026-11-24T23:00:00+01:00,true,open,,4,,,,,,,"
      "\"so, \"\"well\"\"\nslept\",,\r\n"
      "2026-11-24,2026-11-24T23:00:00+01:00,2026-11-25T07:00:00+01:00,,tea,\"Say \"\"tea\"\"\",do,"
      "2026-11-24T22:00:00+01:00,,true,done,2026-11-24T22:04:00+01:00,4,,,,,,,"
      "\"so, \"\"well\"\"\nslept\",,notification\r\n");
}

/* RFC 4180: what holds a line's end of any kind, a comma or a quote is quoted. */
static void csv_quotes_every_kind_of_line_end(void) {
  static const char *const notes[] = { "a\rb", "a\nb", "a\r\nb", "a,b" };
  for (guint i = 0; i < G_N_ELEMENTS(notes); i++) {
    g_autoptr(Export) export = export_new();
    ExportedNight *night = calm_night();
    night->record->morning.note = g_strdup(notes[i]);
    g_ptr_array_add(export->nights, night);
    g_autofree char *text = csv_export(export), *quoted = g_strdup_printf(",\"%s\",", notes[i]);
    g_assert_nonnull(strstr(text, quoted));
  }
}

/* A history numbers steps with 16 bits. */
static void more_steps_than_a_history_can_number_are_refused(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Export) export = export_new();
  for (Night night = TONIGHT; night < TONIGHT + 66; night++) {
    ExportedNight *many = exported_night_new(values_plan(night), record_new(night));
    const PlanStep *like = g_ptr_array_index(many->plan->steps, 0);
    for (int i = 0; i < 985; i++) {
      PlanStep *step = plan_step_copy(like);
      g_free(step->id);
      step->id = g_strdup_printf("s-%u-%d", night, i);
      g_ptr_array_add(many->plan->steps, step);
    }
    g_ptr_array_add(export->nights, many);
  }
  g_autofree char *within = json_export(export); /* 65,020 */
  g_autoptr(Export) read = json_import(within, -1, &error);
  g_assert_no_error(error);
  g_assert_nonnull(read);
  ExportedNight *last = exported_night_new(values_plan(TONIGHT + 66), record_new(TONIGHT + 66));
  for (int i = 0; i < 600; i++) {
    PlanStep *step = plan_step_copy(g_ptr_array_index(last->plan->steps, 0));
    g_free(step->id);
    step->id = g_strdup_printf("s-last-%d", i);
    g_ptr_array_add(last->plan->steps, step);
  }
  g_ptr_array_add(export->nights, last);
  g_autofree char *beyond = json_export(export);
  g_autoptr(Export) refused = json_import(beyond, -1, &error);
  g_assert_null(refused);
  g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  g_assert_true(g_str_has_prefix(error->message, "nights: expected at most 65535 different steps"));
}

static Trial *begun_trial(void) {
  Trial *trial = trial_new("tea", G_GUINT64_CONSTANT(0xfedcba9876543210), TRIAL_USUAL, CALM_NIGHT - 1, BED);
  g_assert_true(trial_begin_blocks(trial, NULL, CALM_NIGHT + 4));
  trial->given_up = CALM_NIGHT + 5;
  trial->changed_at = BED + 60;
  return trial;
}

static void trial_comes_back_whole(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Export) export = export_new();
  const Trial *trial = begun_trial();
  g_ptr_array_add(export->nights, calm_night());
  g_ptr_array_add(export->trials, (gpointer) trial);
  g_autofree char *text = json_export(export);
  g_autofree char *lot = g_strdup_printf("\"trial\":\"fedcba9876543210\",\"lot\":\"%s\"",
                                         trial_lot(trial, CALM_NIGHT) == LOT_WITH ? "with" : "without");
  g_assert_nonnull(strstr(text, lot));
  g_autoptr(Export) back = json_import(text, -1, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(back->trials->len, ==, 1);
  const Trial *same = g_ptr_array_index(back->trials, 0);
  g_assert_cmpstr(same->step, ==, "tea");
  g_assert_cmpuint(same->seed, ==, trial->seed);
  g_assert_cmpint(same->nights, ==, trial->nights);
  g_assert_cmpuint(same->start, ==, trial->start);
  g_assert_cmpint(same->agreed_at, ==, trial->agreed_at);
  g_assert_cmpint(same->changed_at, ==, trial->changed_at);
  g_assert_cmpuint(same->given_up, ==, trial->given_up);
  g_assert_cmpmem(same->blocks, sizeof *same->blocks * same->n_blocks, trial->blocks,
                  sizeof *trial->blocks * trial->n_blocks);
}

static void trial_that_cannot_be_is_refused(void) {
  static const char *const changes[][2] = {
    { "\"fedcba9876543210\"", "\"fedc\"" },
    { "\"nights\":42", "\"nights\":30" },
    { "{\"from\":\"2026-11-27\"", "{\"from\":\"2026-11-26\"" }, /* its blocks overlap */
    { "\"step\":\"tea\"", "\"step\":null" },
  };
  g_autoptr(Export) export = export_new();
  g_ptr_array_add(export->trials, begun_trial());
  g_autofree char *text = json_export(export);
  for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) changed = g_string_new(text);
    g_assert_cmpuint(g_string_replace(changed, changes[i][0], changes[i][1], 1), ==, 1);
    g_assert_null(json_import(changed->str, -1, &error));
    g_assert_error(error, WINDDOWN_ERROR, WINDDOWN_ERROR_REFUSED);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/json/plan-has-the-promised-shape", plan_has_the_promised_shape);
  g_test_add_func("/json/plan-of-another-place-keeps-its-own-offset", plan_of_another_place_keeps_its_own_offset);
  g_test_add_func("/json/status-has-the-promised-shape", status_has_the_promised_shape);
  g_test_add_func("/json/review-has-the-promised-shape", review_has_the_promised_shape);
  g_test_add_func("/json/comparison-of-too-few-nights-shows-no-figures", comparison_of_too_few_nights_shows_no_figures);
  g_test_add_func("/json/import-gives-back-what-export-took", import_gives_back_what_export_took);
  g_test_add_func("/json/promised-fields-alone-are-enough", promised_fields_alone_are_enough);
  g_test_add_func("/json/a-pause-that-was-taken-back-travels", a_pause_that_was_taken_back_travels);
  g_test_add_func("/json/refusal-names-the-place", refusal_names_the_place);
  g_test_add_func("/json/nights-are-found-in-any-text", nights_are_found_in_any_text);
  g_test_add_func("/json/endless-brackets-are-refused", endless_brackets_are_refused);
  g_test_add_func("/json/damaged-export-is-an-answer-never-an-end", damaged_export_is_an_answer_never_an_end);
  g_test_add_func("/csv/has-a-row-for-each-step", csv_has_a_row_for_each_step);
  g_test_add_func("/csv/quotes-every-kind-of-line-end", csv_quotes_every_kind_of_line_end);
  g_test_add_func("/json/more-steps-than-a-history-can-number-are-refused",
                  more_steps_than_a_history_can_number_are_refused);
  g_test_add_func("/json/trial-comes-back-whole", trial_comes_back_whole);
  g_test_add_func("/json/trial-that-cannot-be-is-refused", trial_that_cannot_be_is_refused);
  return g_test_run();
}
