/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/daytime.h"
#include "cli/cli.h"
#include "store/store.h"

#include <glib/gstdio.h>

typedef struct {
  Paths *own; /* the person's */
  CliContext context;
} Fixture;

static void write_text(const char *path, const char *text) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void live_a_night(const char *folder) {
  g_autoptr(Store) store = store_open(folder, STORE_WRITE, 1000, NULL);
  g_autoptr(Plan) plan = plan_new(DAYTIME_UNIX_DAY);
  plan->start = 25000, plan->bed = plan->target_bed = 82000, plan->wake = 111000;
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_save_plan(store, plan, NULL));
  g_assert_true(store_commit(store, NULL));
}

static void set_up(Fixture *fixture, gconstpointer data) {
  fixture->own = paths_new(NULL, NULL);
  write_text(fixture->own->config_file, "bed = \"22:00\";\n");
  g_autofree char *theme = g_build_filename(fixture->own->state_folder, "theme", NULL);
  write_text(theme, "[theme]\n");
  live_a_night(fixture->own->data_folder);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
  cli_context_clear(&fixture->context);
  paths_free(fixture->own);
}

static guint count_nights(const char *folder) {
  g_autoptr(Store) store = store_open(folder, STORE_READ, 1000, NULL);
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, NULL);
  return history->nights->len;
}

/* The places of a rehearsal that writes files. */
static const Paths *rehearse(Fixture *fixture) {
  g_autoptr(GError) error = NULL;
  fixture->context.speed = 60;
  fixture->context.writes_files = TRUE;
  const Paths *paths = cli_context_paths(&fixture->context, &error);
  g_assert_no_error(error);
  return paths;
}

static void rehearsal_has_routine_record_and_small_memory(Fixture *fixture, gconstpointer data) {
  const Paths *paths = rehearse(fixture);
  g_autofree char *theme = g_build_filename(paths->state_folder, "theme", NULL);
  g_assert_cmpstr(paths->state_folder, !=, fixture->own->state_folder);
  g_assert_true(g_file_test(theme, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr(paths->config_file, ==, fixture->own->config_file);
  g_assert_cmpstr(paths->data_folder, ==, fixture->own->data_folder);
  g_assert_cmpuint(count_nights(paths->data_folder), ==, 1);
}

static void blank_rehearsal_has_nothing_of_the_persons_own(Fixture *fixture, gconstpointer data) {
  fixture->context.is_blank = TRUE;
  const Paths *paths = rehearse(fixture);
  g_assert_false(g_file_test(paths->config_file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(count_nights(paths->data_folder), ==, 0);
}

static void nothing_of_a_rehearsal_stays(Fixture *fixture, gconstpointer data) {
  g_autofree char *folder = g_path_get_dirname(rehearse(fixture)->state_folder);
  g_assert_true(g_file_test(folder, G_FILE_TEST_EXISTS));
  cli_context_clear(&fixture->context);
  fixture->context = (CliContext){ 0 };
  g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
  g_assert_true(g_file_test(fixture->own->config_file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(count_nights(fixture->own->data_folder), ==, 1);
}

/* Every step that the weeks live by is one of the shipped routine, and was done on some nights and not on others. */
static void weeks_before_a_demo_can_be_compared(Fixture *fixture, gconstpointer data) {
  fixture->context.is_blank = TRUE;
  const Paths *paths = rehearse(fixture);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Berlin");
  g_autoptr(GError) error = NULL;
  g_assert_true(demo_write_weeks(paths, 1795548600, zone, &error)); /* 2026-11-24 20:30 */
  g_assert_no_error(error);
  g_autoptr(Store) store = store_open(paths->data_folder, STORE_READ, 0, &error);
  g_autoptr(History) history = store_load_history(store, NIGHT_NONE, NIGHT_NONE, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(history->nights->len, ==, 42);
  static const char *const chosen[] = { "caffeine", "magnesium", "dim", "stretch", "screens", "bed" };
  for (gsize i = 0; i < G_N_ELEMENTS(chosen); i++) {
    const int step = history_step(history, chosen[i]);
    guint done = 0;
    g_assert_cmpint(step, >=, 0);
    for (guint night = 0; night < history->nights->len; night++) {
      const HistoryMark *mark = history_find(history, history_night(history, night), (guint16) step);
      done += mark && mark->mark == MARK_DONE;
    }
    g_assert_cmpuint(done, >, 14);
    g_assert_cmpuint(done, <, 42);
  }
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD("/scratch/rehearsal-has-routine-record-and-small-memory", rehearsal_has_routine_record_and_small_memory);
  ADD("/scratch/blank-rehearsal-has-nothing-of-the-persons-own", blank_rehearsal_has_nothing_of_the_persons_own);
  ADD("/scratch/nothing-of-a-rehearsal-stays", nothing_of_a_rehearsal_stays);
  ADD("/scratch/weeks-before-a-demo-can-be-compared", weeks_before_a_demo_can_be_compared);
  return g_test_run();
}
