/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "config/config.h"
#include "config/document.h"
#include "config/part.h"
#include "model/source.h"

#include <glib.h>
#include <string.h>

static char *when_text(When when) {
  static const char *const anchors[] = {
    [ANCHOR_CLOCK] = "clock", [ANCHOR_BED] = "bed", [ANCHOR_WAKE] = "wake", [ANCHOR_NEXT_WAKE] = "next"
  };
  return g_strdup_printf("%s%+d", anchors[when.anchor], when.minutes);
}

/* One line that holds what a step does, without its words. */
static char *step_line(const Step *step) {
  static const char *const kinds[] = { [STEP_DO] = "do", [STEP_AVOID] = "avoid", [STEP_GUIDED] = "guided" };
  g_autofree char *at = when_text(step->at);
  g_autofree char *sources = g_strjoinv("+", step->sources);
  GString *line = g_string_new(NULL);
  g_string_append_printf(line, "%s %s %s %dm", step->id, kinds[step->kind], at, step->length_minutes);
  for (gsize i = 0; i < step->n_leads; i++)
    g_string_append_printf(line, " lead %d", step->lead_minutes[i]);
  if (step->weekdays != WEEKDAYS_ALL)
    g_string_append_printf(line, " days %02x", step->weekdays);
  if (step->guide)
    g_string_append_printf(line, " guide %s", step->guide);
  g_string_append(line, step->counts ? " counts" : "");
  g_string_append(line, step->enabled ? "" : " off");
  g_string_append_printf(line, " [%s] %s (%s)", sources, step->title, step->short_title);
  return g_string_free(line, FALSE);
}

static void test_golden(void) {
  static const char *const golden[] = {
    "outdoors do wake+60 20m [M] Go outside (outdoors)",
    "mg-food do wake+300 0m [M+004] Eat something rich in magnesium (food)",
    "move do wake+600 30m days 15 [M+004] Move moderately (move)",
    "caffeine avoid bed-540 0m lead 0 counts [M+004] No more caffeine (caffeine)",
    "alcohol avoid bed-180 0m [004] No more alcohol (alcohol)",
    "blue-light do bed-180 0m [004] Night colours on (night colours)",
    "magnesium do bed-90 0m lead 0 counts [M+001b+003+004] Magnesium, your own choice (magnesium)",
    "dim do bed-60 2m lead 0 counts [M+001b] Dim the lights (dim)",
    "stretch guided bed-58 10m guide stretch counts [M] Gentle stretching (stretch)",
    "breathe guided bed-45 15m guide breathe [M] Slow breathing (breathe)",
    "meditate guided bed-45 10m off [M+001b] Meditation (meditate)",
    "screens avoid bed-30 0m lead 0 counts [001b] Screens off (screens)",
    "bed do bed+0 0m lead 0 counts [M+001b+004] Lights out (bed)",
  };
  g_autoptr(Config) config = config_load_shipped();
  const GPtrArray *const steps = config->routine->steps;
  for (guint i = 0; i < MIN(steps->len, G_N_ELEMENTS(golden)); i++) {
    g_autofree char *line = step_line(g_ptr_array_index(steps, i));
    g_assert_cmpstr(line, ==, golden[i]);
  }
  g_assert_cmpuint(steps->len, ==, G_N_ELEMENTS(golden));
  const Band *const band = g_ptr_array_index(config->routine->bands, 0);
  g_assert_cmpstr(band->title, ==, "Wind-down begins");
  g_assert_cmpint(band->at.minutes, ==, -60);
  g_assert_cmpint(band->length_minutes, ==, 60);
}

/* What stands commented in the shipped file as a default is the default. */
static void test_defaults_are_told(void) {
  g_autoptr(Config) shipped = config_load_shipped();
  g_autoptr(Config) empty = config_parse("", "empty");
  g_assert_cmpmem(&shipped->routine->schedule.base, sizeof(Hours), &empty->routine->schedule.base, sizeof(Hours));
  g_assert_cmpint(shipped->routine->keep_percent, ==, empty->routine->keep_percent);
  g_assert_cmpstr(shipped->settings->theme, ==, empty->settings->theme);
  g_assert_cmpint(shipped->settings->motion, ==, empty->settings->motion);
  const ReminderSettings *const ours = &shipped->settings->reminders, *const theirs = &empty->settings->reminders;
  g_assert_cmpint(ours->snooze_minutes, ==, theirs->snooze_minutes);
  g_assert_cmpint(ours->until.anchor, ==, theirs->until.anchor);
  g_assert_cmpint(ours->until.minutes, ==, theirs->until.minutes);
  g_assert_cmpint(ours->useful_minutes, ==, theirs->useful_minutes);
  g_assert_cmpint(ours->sound, ==, theirs->sound);
  g_assert_cmpstrv(ours->ways, theirs->ways);
  g_assert_cmpint(ours->morning, ==, theirs->morning);
  g_assert_cmpint(ours->morning_at.anchor, ==, theirs->morning_at.anchor);
  g_assert_cmpint(ours->morning_at.minutes, ==, theirs->morning_at.minutes);
}

static void test_only_magnesium_is_doubted(void) {
  g_autoptr(Config) config = config_load_shipped();
  g_assert_false(config_has_problem(config));
  g_assert_cmpuint(config->problems->len, ==, 1);
  const Problem *const note = g_ptr_array_index(config->problems, 0);
  g_assert_cmpstr(note->key, ==, "steps[6]");
  g_assert_nonnull(strstr(note->reason, "kidney"));
  g_assert_cmpfloat(routine_step(config->routine, "magnesium")->dose.amount, ==, 0);
}

static void test_why_and_sources(void) {
  g_autoptr(Config) config = config_load_shipped();
  for (guint i = 0; i < config->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(config->routine->steps, i);
    g_assert_cmpint(text_width(step->why), <=, 120);
    g_assert_true(g_str_has_suffix(step->why, "."));
    for (gsize k = 0; step->sources[k]; k++)
      g_assert_nonnull(source_find(step->sources[k]));
    g_assert_true(step->basis || step->at.minutes == 0);
  }
}

/* Half a sentence of its own for each step and source: "It asks ...", printed with a full stop. */
static void test_every_source_says_something_of_its_step(void) {
  g_autoptr(Config) config = config_load_shipped();
  for (guint i = 0; i < config->routine->steps->len; i++) {
    const Step *const step = g_ptr_array_index(config->routine->steps, i);
    g_assert_nonnull(step->says);
    g_assert_cmpuint(g_strv_length(step->says), ==, g_strv_length(step->sources));
    for (gsize k = 0; step->says[k]; k++) {
      g_test_message("%s %s: %s", step->id, step->sources[k], step->says[k]);
      g_assert_cmpint(text_width(step->says[k]), >=, 12);
      g_assert_true(g_ascii_islower(step->says[k][0]));
      g_assert_false(g_str_has_suffix(step->says[k], "."));
    }
  }
}

/* What no source speaks of is not laid at its door. */
static void test_sources_are_those_that_speak_of_the_step(void) {
  static const struct {
    const char *step, *source, *word;
  } cases[] = {
    { "screens", "001b", "screens" },    { "blue-light", "004", "blue light" },
    { "mg-food", "004", "healthy" },     { "alcohol", "004", "limit alcohol" },
    { "magnesium", "004", "diarrhoea" }, { "magnesium", "003", "without naming" },
  };
  g_autoptr(Config) config = config_load_shipped();
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Step *step = routine_step(config->routine, cases[i].step);
    gboolean said = FALSE;
    for (gsize k = 0; step->sources[k]; k++)
      said |= g_str_equal(step->sources[k], cases[i].source) && strstr(step->says[k], cases[i].word);
    g_assert_true(said);
  }
  g_assert_false(g_strv_contains((const char *const *) routine_step(config->routine, "screens")->sources, "004"));
  g_assert_false(g_strv_contains((const char *const *) routine_step(config->routine, "blue-light")->sources, "001b"));
  g_assert_false(g_strv_contains((const char *const *) routine_step(config->routine, "mg-food")->sources, "003"));
}

static void test_stretches_fill_their_step(void) {
  g_autoptr(Config) config = config_load_shipped();
  const Guide *const guide = settings_guide(config->settings, "stretch");
  int seconds = 0;
  for (guint i = 0; i < guide->parts->len; i++)
    seconds += ((const GuidePart *) g_ptr_array_index(guide->parts, i))->seconds;
  g_assert_cmpint(seconds, ==, 60 * routine_step(config->routine, "stretch")->length_minutes);
}

static void test_paces(void) {
  static const Guide paces[] = {
    { .name = (char *) "breathe", .in_seconds = 4.5, .out_seconds = 5.5 },
    { .name = (char *) "4-7-8", .in_seconds = 4, .hold_seconds = 7, .out_seconds = 8 },
    { .name = (char *) "box", .in_seconds = 4, .hold_seconds = 4, .out_seconds = 4, .rest_seconds = 4 },
  };
  g_autoptr(Config) config = config_parse("", "empty");
  for (gsize i = 0; i < G_N_ELEMENTS(paces); i++) {
    const Guide *const guide = settings_guide(config->settings, paces[i].name);
    g_assert_nonnull(guide);
    g_assert_null(guide->parts);
    g_assert_cmpfloat(guide->in_seconds, ==, paces[i].in_seconds);
    g_assert_cmpfloat(guide->hold_seconds, ==, paces[i].hold_seconds);
    g_assert_cmpfloat(guide->out_seconds, ==, paces[i].out_seconds);
    g_assert_cmpfloat(guide->rest_seconds, ==, paces[i].rest_seconds);
  }
}

/* An example is a comment with no space, or several, behind its mark. */
static gboolean is_example(const char *line) {
  if (line[0] != '#' || line[1] == '\0')
    return FALSE;
  return line[1] != ' ' || line[2] == ' ';
}

static void test_examples(void) {
  g_auto(GStrv) lines = g_strsplit(document_shipped("winddown.cfg"), "\n", -1);
  gsize examples = 0;
  for (gsize i = 0; lines[i]; i++) {
    if (is_example(lines[i])) {
      lines[i][0] = ' ';
      examples++;
    }
  }
  g_assert_cmpuint(examples, >, 30);
  g_autofree char *text = g_strjoinv("\n", lines);
  g_autoptr(Config) config = config_parse(text, "examples");
  for (guint i = 0; i < config->problems->len; i++) {
    const Problem *const problem = g_ptr_array_index(config->problems, i);
    g_autofree char *line = problem_to_string(problem);
    g_test_message("%s", line);
    g_assert_true(problem->warns);
  }
  g_assert_nonnull(config->routine->schedule.rota);
  g_assert_nonnull(routine_step(config->routine, "tea"));
  g_assert_cmpuint(g_strv_length(routine_step(config->routine, "dim")->on_done), ==, 11);
  g_assert_nonnull(config->settings->on_bedtime);
  g_assert_nonnull(settings_guide(config->settings, "slow"));
}

static gboolean has_word(const char *text, const char *word) {
  g_autofree char *pattern = g_strdup_printf("(?<![a-z_-])%s(?![a-z_-])", word);
  return g_regex_match_simple(pattern, text, 0, 0);
}

static const KeyTable *const tables[] = {
  &part_routine, &part_settings, &part_hours,  &part_shift,     &part_shift_after, &part_rota,  &part_step,
  &part_band,    &part_dose,     &part_course, &part_reminders, &part_screen,      &part_guide, &part_guide_stretch,
};

static void assert_tells_every_key(const char *text) {
  for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
    for (gsize k = 0; k < tables[i]->n_keys; k++) {
      if (!has_word(text, tables[i]->keys[k].name))
        g_error("%s.%s is not told of", tables[i]->name, tables[i]->keys[k].name);
    }
  }
  const gboolean has_table = strstr(text, "@KEY_NAMES@") != NULL; /* written from the table itself */
  for (guint i = 0; i < N_KEY_ACTIONS; i++) {
    if (!has_table && !has_word(text, key_action_info((KeyAction) i)->name))
      g_error("the action %s is not told of", key_action_info((KeyAction) i)->name);
  }
}

static void test_file_tells_every_key(void) {
  assert_tells_every_key(document_shipped("winddown.cfg"));
}

static void test_manual_tells_every_key(void) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "doc", "winddown.cfg.5.scd", NULL);
  g_autofree char *manual = NULL;
  g_assert_true(g_file_get_contents(path, &manual, NULL, &error));
  g_assert_no_error(error);
  assert_tells_every_key(manual);
}

static void test_first_run_text(void) {
  g_autofree char *text = config_shipped_text(30, 8 * 60 + 5);
  g_autoptr(Config) config = config_parse(text, "first");
  g_assert_false(config_has_problem(config));
  g_assert_cmpint(config->routine->schedule.base.bed, ==, 30);
  g_assert_cmpint(config->routine->schedule.base.wake, ==, 485);
  g_assert_cmpuint(config->routine->steps->len, ==, 13);
  g_autofree char *same = config_shipped_text(23 * 60, 7 * 60);
  g_assert_cmpstr(same, ==, document_shipped("winddown.cfg"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shipped/routine-is-as-agreed", test_golden);
  g_test_add_func("/shipped/defaults-are-those-of-an-empty-file", test_defaults_are_told);
  g_test_add_func("/shipped/only-magnesium-is-doubted", test_only_magnesium_is_doubted);
  g_test_add_func("/shipped/every-step-says-why-and-by-whom", test_why_and_sources);
  g_test_add_func("/shipped/every-source-says-something-of-its-step", test_every_source_says_something_of_its_step);
  g_test_add_func("/shipped/sources-are-those-that-speak-of-the-step", test_sources_are_those_that_speak_of_the_step);
  g_test_add_func("/shipped/stretches-fill-their-step", test_stretches_fill_their_step);
  g_test_add_func("/shipped/paces-are-there-without-a-file", test_paces);
  g_test_add_func("/shipped/every-example-is-sound", test_examples);
  g_test_add_func("/shipped/file-tells-of-every-key", test_file_tells_every_key);
  g_test_add_func("/shipped/manual-tells-of-every-key", test_manual_tells_every_key);
  g_test_add_func("/shipped/first-run-writes-the-answers", test_first_run_text);
  return g_test_run();
}
