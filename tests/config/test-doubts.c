/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config/config.h"

#include <glib.h>
#include <string.h>

/* A file, and the warnings it gets: each as its line, its key and words of its reason. */
typedef struct {
  const char *text;
  struct {
    int line;
    const char *key;
    const char *words;
  } warnings[3];
} Case;

#define MAGNESIUM(amount) "{ id = \"mg\"; at = \"bed\";\n dose = { amount = " amount "; unit = \"mg elemental\"; }; }"
#define NOTE                                                                                                           \
  { 1, "steps[0]", "kidney disease, are pregnant or take other medicines" }

static const Case doses[] = {
  { "steps = (" MAGNESIUM("250") ");", { NOTE } },
  { "steps = (" MAGNESIUM("250.5") ");", { NOTE, { 2, "steps[0].dose", "more than 250 mg" } } },
  { "steps = (" MAGNESIUM("350") ");", { NOTE, { 2, "steps[0].dose", "more than 250 mg" } } },
  { "steps = (" MAGNESIUM("351") ");", { NOTE, { 2, "steps[0].dose", "320 to 500 mg" } } },
  { "steps = (" MAGNESIUM("500") ");", { NOTE, { 2, "steps[0].dose", "more than 350 mg" } } },
  { "steps = (" MAGNESIUM("501") ");", { NOTE, { 2, "steps[0].dose", "no source mentions" } } },
  /* All products of a day count together; those that are off do not. */
  { "steps = ( { id = \"magnesium\"; at = \"bed\"; dose = { amount = 200; unit = \"mg elemental\"; }; },\n"
    "{ id = \"more\"; at = \"bed\"; dose = { amount = 200; unit = \"mg elemental\"; }; } );",
    { NOTE, { 2, "steps[1].dose", "more than 350 mg" } } },
  { "steps = ( { id = \"magnesium\"; at = \"bed\"; enabled = false; dose = { amount = 900; unit = \"mg elemental\"; }; "
    "} );",
    { { 0 } } },
};

#define STEP(id, at) "{ id = \"" id "\"; at = \"" at "\"; kind = \"avoid\"; }"
#define GUIDED(at) "{ id = \"g\"; at = \"" at "\"; kind = \"guided\"; length = \"5m\"; }"

static const Case distances[] = {
  { "steps = (" STEP("caffeine", "bed - 6h") ");", { { 0 } } },
  { "steps = (" STEP("caffeine", "bed - 5h59m") ");", { { 1, "steps[0].at", "6 hours before bed" } } },
  { "steps = (" STEP("caffeine", "16:00") ");", { { 0 } } },
  { "steps = (" STEP("caffeine", "17:30") ");", { { 1, "steps[0].at", "6 hours before bed" } } },
  { "steps = (" STEP("caffeine", "wake + 9h") ");", { { 0 } } },
  { "steps = (" STEP("caffeine", "wake + 11h") ");", { { 1, "steps[0].at", "6 hours before bed" } } },
  /* The earliest bedtime of the week decides. */
  { "days = { mon = { bed = \"22:00\"; }; };\nsteps = (" STEP("caffeine", "16:30") ");",
    { { 2, "steps[0].at", "6 hours before bed" } } },
  { "steps = (" STEP("screens", "bed - 30m") ");", { { 0 } } },
  { "steps = (" STEP("screens", "bed - 29m") ");", { { 1, "steps[0].at", "30 minutes before bed" } } },
  { "steps = (" STEP("screens", "bed - 30m") ",\n" GUIDED("bed - 31m") ");", { { 0 } } },
  { "steps = (" STEP("screens", "bed - 30m") ",\n" GUIDED("bed - 30m") ");",
    { { 2, "steps[1].at", "screens are off already" } } },
  { "steps = (" STEP("screens", "bed - 30m") ",\n" GUIDED("22:45") ");",
    { { 2, "steps[1].at", "screens are off already" } } },
  { "steps = (" GUIDED("bed - 5m") ");", { { 0 } } },
};

static const Case hours[] = {
  { "bed = \"23:00\"; wake = \"03:00\";", { { 0 } } },
  { "bed = \"23:00\";\nwake = \"02:59\";", { { 2, "wake", "between 4 and 12 hours" } } },
  { "wake = \"11:00\";", { { 0 } } },
  { "wake = \"11:01\";", { { 1, "wake", "between 4 and 12 hours" } } },
  { "bed = \"07:00\";", { { 1, "bed", "between 4 and 12 hours" } } },
  /* Saturday's wake time ends Friday's night. */
  { "days = {\n fri = { bed = \"23:30\"; };\n sat = { wake = \"12:00\"; };\n};",
    { { 2, "days.fri", "between 4 and 12" } } },
  { "days = {\n sat = { wake = \"12:00\"; };\n};", { { 2, "days.sat", "between 4 and 12 hours" } } },
  { "shifts = {\n N = { bed = \"08:00\"; wake = \"09:00\"; };\n};", { { 2, "shifts.N", "between 4 and 12 hours" } } },
  /* The day after the last night shift: its own evening and the sleep before it belong to two nights. */
  { "shifts = { N = { bed = \"08:45\"; wake = \"15:45\"; }; R = { wake = \"15:45\"; }; };", { { 0 } } },
  { "days = { fri = { bed = \"00:00\"; }; };", { { 0 } } },
  { "days = { fri = { bed = \"00:01\"; }; };", { { 1, "days", "more than an hour apart" } } },
  { "days = { fri = { bed = \"23:40\"; }; mon = { bed = \"22:30\"; }; };",
    { { 1, "days", "more than an hour apart" } } },
  /* Every weekday has the same hours of its own: there is no spread. */
  { "bed = \"20:00\"; wake = \"04:00\"; days = { mon = { bed = \"23:00\"; }; tue = { bed = \"23:00\"; };"
    "wed = { bed = \"23:00\"; }; thu = { bed = \"23:00\"; }; fri = { bed = \"23:00\"; }; sat = { bed = \"23:00\"; };"
    "sun = { bed = \"23:00\"; }; };",
    { { 0 } } },
};

/* Lights out cannot be drawn by lot, so that a course of it is in order. */
#define COURSE(nights)                                                                                                 \
  "steps = ( { id = \"bed\"; at = \"bed\";\n course = { start = \"2026-11-01\"; nights = " nights "; }; } );"

static const Case courses[] = {
  { COURSE("56"), { { 0 } } },
  { COURSE("57"), { { 2, "steps[0].course", "21 and of 56 days" } } },
  { "steps = ( { id = \"tea\"; at = \"bed\";\n course = { start = \"2026-11-01\"; nights = 21; }; } );",
    { { 2, "steps[0].course", "winddown trial tea" } } },
};

static const Case themes[] = {
  { "theme = \"paper\";", { { 0 } } },
  { "\ntheme = \"dask\";", { { 2, "theme", "only dusk, ember, moon, forest, paper, contrast, mono" } } },
};

static void assert_case(const Case *expected) {
  g_autoptr(Config) config = config_parse(expected->text, "f");
  guint count = 0;
  while (count < G_N_ELEMENTS(expected->warnings) && expected->warnings[count].key)
    count++;
  g_test_message("%s", expected->text);
  for (guint i = 0; i < config->problems->len; i++) {
    const Problem *const problem = g_ptr_array_index(config->problems, i);
    g_autofree char *line = problem_to_string(problem);
    g_test_message("%s", line);
    g_assert_cmpuint(i, <, count);
    g_assert_true(problem->warns);
    g_assert_cmpint(problem->line, ==, expected->warnings[i].line);
    g_assert_cmpstr(problem->key, ==, expected->warnings[i].key);
    g_assert_nonnull(strstr(problem->reason, expected->warnings[i].words));
  }
  g_assert_cmpuint(config->problems->len, ==, count);
  g_assert_nonnull(config->routine);
}

static void test_doses(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(doses); i++)
    assert_case(&doses[i]);
}

static void test_distances(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(distances); i++)
    assert_case(&distances[i]);
}

static void test_hours(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(hours); i++)
    assert_case(&hours[i]);
}

static void test_courses(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(courses); i++)
    assert_case(&courses[i]);
}

static void test_themes(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(themes); i++)
    assert_case(&themes[i]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/doubts/doses-are-held-against-the-documents", test_doses);
  g_test_add_func("/doubts/steps-too-near-to-bed-are-told", test_distances);
  g_test_add_func("/doubts/odd-nights-and-uneven-bedtimes-are-told", test_hours);
  g_test_add_func("/doubts/courses-beyond-the-documents-are-told", test_courses);
  g_test_add_func("/doubts/theme-that-is-nowhere-is-told", test_themes);
  return g_test_run();
}
