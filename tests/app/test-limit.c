/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever `check` calls sound, and every act takes, can be exported and
 * imported again. */
#include "config/config.h"
#include "exchange/json.h"
#include "fixture.h"
#include "model/night.h"

/* Lengths on both sides of each limit. */
static const int title_lengths[] = { 1, LIMIT_TITLE - 1, LIMIT_TITLE, LIMIT_TITLE + 1 };
static const int id_lengths[] = { 1, LIMIT_ID, LIMIT_ID + 1 };
static const int code_lengths[] = { 1, LIMIT_SHIFT_CODE, LIMIT_SHIFT_CODE + 1 };
static const int note_lengths[] = { 0, LIMIT_NOTE, LIMIT_NOTE + 1 };
static const int wakings[] = { 0, LIMIT_WAKINGS, LIMIT_WAKINGS + 1 };
static const int minutes[] = { 0, LIMIT_MINUTES, LIMIT_MINUTES + 1 };
#define ONE_OF(values) values[g_test_rand_int_range(0, G_N_ELEMENTS(values))]

static char *repeated(const char *letter, int n) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < n; i++)
    g_string_append(text, letter);
  return g_string_free(text, FALSE);
}

static char *random_routine(void) {
  g_autofree char *title = repeated("ä", ONE_OF(title_lengths)), *brief = repeated("夜", ONE_OF(title_lengths)),
                  *id = repeated("x", ONE_OF(id_lengths)), *code = repeated("N", ONE_OF(code_lengths));
  return g_strdup_printf("zone = \"Europe/Berlin\"; bed = \"23:00\"; wake = \"07:00\";\n"
                         "shifts = { %s = { bed = \"22:00\"; }; };\n"
                         "rota = { from = \"2026-11-01\"; order = \"%s\"; };\n"
                         "steps = ( { id = \"%s\"; title = \"%s\"; short = \"%s\"; at = \"bed - 90m\"; },\n"
                         "          { id = \"bed\"; title = \"Lights out\"; at = \"bed\"; } );\n"
                         "bands = ( { id = \"unwind\"; title = \"%s\"; at = \"bed - 1h\"; length = \"30m\"; } );\n",
                         code, code, id, title, brief, title);
}

static void answer_morning(App *app) {
  g_autofree char *note = repeated("n", ONE_OF(note_lengths));
  Morning morning;
  morning_init(&morning);
  morning.rested = 3;
  morning.wakings = ONE_OF(wakings);
  morning.asleep_after_minutes = ONE_OF(minutes);
  morning.note = *note ? note : NULL;
  const Action action = { .kind = ACTION_MORNING, .night = fixture_night("2026-11-24"), .morning = &morning };
  (void) !app_perform(app, &action, NULL, NULL); /* what is refused is not kept */
}

static char *exported(App *app) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Export) export = app_export(app, &error);
  g_assert_no_error(error);
  return json_export(export);
}

static void assert_round_trip(Fixture *fixture) {
  g_autoptr(GError) error = NULL;
  g_autofree char *first = exported(fixture->app);
  g_autoptr(Export) export = json_import(first, -1, &error);
  g_assert_no_error(error);
  g_clear_pointer(&fixture->app, app_free);
  g_autofree char *data = g_steal_pointer(&fixture->data_folder);
  fixture->data_folder = g_strconcat(data, "-elsewhere", NULL);
  fixture->app = fixture_open(fixture, "2026-11-25 08:00", TRUE);
  g_assert_true(app_import(fixture->app, export, NULL, &error));
  g_assert_no_error(error);
  g_autofree char *second = exported(fixture->app);
  g_assert_cmpstr(first, ==, second);
}

static void what_check_calls_sound_survives_export_and_import(Fixture *fixture, gconstpointer data) {
  int sound = 0;
  for (int round = 0; round < 120; round++) {
    g_autofree char *text = random_routine();
    g_autoptr(Config) config = config_parse(text, "f");
    if (config_has_problem(config))
      continue;
    sound++;
    fixture_write_config(fixture, text);
    g_free(fixture->data_folder);
    fixture->data_folder = g_strdup_printf("%s/data-%d", fixture->folder, round);
    fixture->app = fixture_open(fixture, "2026-11-24 21:00", TRUE);
    fixture_mark(fixture, "bed", MARK_SKIPPED);
    fixture_at(fixture, "2026-11-25 08:00");
    answer_morning(fixture->app);
    assert_round_trip(fixture);
    g_clear_pointer(&fixture->app, app_free);
  }
  g_assert_cmpint(sound, >, 5);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/limit/what-check-calls-sound-survives-export-and-import", Fixture, NULL, fixture_set_up,
             what_check_calls_sound_survives_export_and_import, fixture_tear_down);
  return g_test_run();
}
